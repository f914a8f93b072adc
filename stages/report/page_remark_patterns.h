/* page_remark_patterns.h - what is said in English, and how it is said to readers of the page. */
#ifndef MIZAN_PAGE_REMARK_PATTERNS_H
#define MIZAN_PAGE_REMARK_PATTERNS_H

#include <stddef.h>

#include "settings.h"

/* %1 to %9 in `english` are any text, shortest first; the texts have them again. */
struct page_remark_pattern {
    const char *english;
    const char *texts[REPORT_LANGUAGE_COUNT];
};

extern const struct page_remark_pattern page_remark_patterns[], page_warning_patterns[];
extern const size_t page_remark_pattern_count, page_warning_pattern_count;

#endif
