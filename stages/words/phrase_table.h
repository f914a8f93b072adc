/* phrase_table.h - the phrases of phrases.h, as they are written. */
#ifndef MIZAN_PHRASE_TABLE_H
#define MIZAN_PHRASE_TABLE_H

#include <stddef.h>

#include "phrases.h"

/* Words are separated by spaces; none has more than PHRASE_WORDS_MOST. */
struct phrase {
    enum phrase_kind kind;
    const char *text;
};

extern const struct phrase phrase_table[];
extern const size_t phrase_count;

#endif
