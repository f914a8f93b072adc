/* page_sample.h - a page over the sample of report_sample.h, for the tests of its sections. */
#ifndef MIZAN_PAGE_SAMPLE_H
#define MIZAN_PAGE_SAMPLE_H

#include "page.h"
#include "page_parts.h"

/* Speaks English, has the sample's matrix and nothing else; tests set what their section shows. */
extern struct page page_sample;

/* With a folder; page_sample_close removes it. For TestSuite's .init and .fini. */
void page_sample_open(void);
void page_sample_close(void);

/* A writer into a new file, and what was written to it since (closes it). */
struct writer *page_sample_writer(void);
const char *page_sample_written(void);

/* Fails the test unless `text` holds `wanted`. */
void page_sample_expect(const char *text, const char *wanted);

#endif
