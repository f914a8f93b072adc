/* term_kind.c - from the term's channel and flags. */
#include "term_kind.h"

const char *term_kind(const struct vocabulary_term *term)
{
    if (term->channel == CHANNEL_DATE) {
        return "date";
    }
    if (term->channel == CHANNEL_NGRAM) {
        return "phrase";
    }
    if ((term->flags & TERM_STATE_NAME) != 0) {
        return "state";
    }
    return (term->flags & TERM_OTHER_NAME) != 0 ? "name" : "word";
}
