/* wording_tables.h - the texts by language, in two tables that wording.c looks into. */
#ifndef MIZAN_WORDING_TABLES_H
#define MIZAN_WORDING_TABLES_H

#include "wording.h"

struct wording_entry {
    const char *texts[REPORT_LANGUAGE_COUNT]; /* by enum report_language */
};

extern const struct wording_entry wording_sentences[WORDING_SENTENCE_COUNT];
extern const struct wording_entry wording_labels[WORDING_COUNT - WORDING_SENTENCE_COUNT];

#endif
