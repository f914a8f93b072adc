/* report_sample.h - a matrix of three documents and four terms for the tests of the report, and what they need to look
 * at files. */
#ifndef MIZAN_REPORT_SAMPLE_H
#define MIZAN_REPORT_SAMPLE_H

#include <stddef.h>

#include "finding.h"
#include "writer.h"

/*
 * Rows: "war/post" (English, 420 words, one warning, column region), "حرب/صحيفة" (Arabic, 500 words, genre, columns
 * region and page), "empty" (no word). Columns: peace, treaty, معاهده, year:1939. Lasting; weights are 0.5 0.25 0 |
 * 0.125 1 0.75 | none.
 */
extern struct document *const sample_documents[3];
extern const struct counts sample_counts;
extern const struct weighted sample_weighted;

/* A folder of its own for a test; removed by sample_folder_remove. */
const char *sample_folder_make(void);
void sample_folder_remove(void);

/* Path of a file in that folder; one of four static buffers in turn. */
const char *sample_path(const char *name);

/* A writer into a new file of that folder, and the file's whole content afterwards (NUL-terminated, static; fails the
 * test if it cannot be read). */
void sample_writer(struct writer *writer, const char *name);
const char *sample_content(const char *name);
size_t sample_content_length(void); /* of the last content */

/* Names in the folder, hidden ones included. */
size_t sample_entry_count(void);

/* Standard output goes to a file of the folder from here until sample_stdout_restore. */
void sample_stdout_to(const char *name);
void sample_stdout_restore(void);

/* Runs /usr/bin/python3 with the script and an argument; true if it is there and ends with 0. *is_there tells them
 * apart. */
bool sample_python(const char *script, const char *argument, bool *is_there);

#endif
