/*
 * page_remark.h - reasons and warnings in the language of the page.
 *
 * The tables and the screen have them in English, which is a contract; the page says the same to who reads it. What is
 * not known here stands as it is, marked as English.
 */
#ifndef MIZAN_PAGE_REMARK_H
#define MIZAN_PAGE_REMARK_H

#include "page.h"

/* The reasons of a `status`, one behind the other. */
void page_remark(enum report_language language, const char *status, struct writer *writer);

/* A warning; in English as it is. */
void page_warning(enum report_language language, struct span warning, struct writer *writer);

#endif
