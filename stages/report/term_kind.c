/* term_kind.c - from the term's channel and flags. */
#include "term_kind.h"

#include <string.h>

#include "calendar_word.h"

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
    const enum calendar_word calendar =
        term->form_count > 0 ? calendar_word_find(term->forms[0].surface) : CALENDAR_NONE;
    if ((term->flags & TERM_MONTH_NAME) != 0 || calendar == CALENDAR_MONTH) {
        return "month";
    }
    if (calendar == CALENDAR_ORDINAL) {
        return "ordinal";
    }
    return (term->flags & TERM_OTHER_NAME) != 0 ? "name" : "word";
}

bool term_is_calendar(const struct vocabulary_term *term)
{
    const char *const kind = term_kind(term);
    return strcmp(kind, "month") == 0 || strcmp(kind, "ordinal") == 0;
}

struct span term_shown(const struct vocabulary_term *term)
{
    const char *const colon = term->channel == CHANNEL_DATE ? memchr(term->term.bytes, ':', term->term.length) : NULL;
    if (colon != NULL) {
        const size_t prefix = (size_t)(colon + 1 - term->term.bytes);
        return (struct span){colon + 1, term->term.length - prefix};
    }
    return term->form_count > 0 ? term->forms[0].surface : term->term;
}
