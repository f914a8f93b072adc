/* term_places.c - an n-gram is read backwards from its last word: its bytes say where each of its terms must end. */
#include "term_places.h"

static bool is_counted(const struct kept_word *word, bool keep_apparatus)
{
    return word->word.field == FIELD_BODY || keep_apparatus;
}

static bool holds(struct span text, struct span part)
{
    return part.length > 0 && memmem(text.bytes, text.length, part.bytes, part.length) != NULL;
}

/* How many items back the n-gram begins that ends at item `last`; 0: it does not end there. */
static size_t ngram_reach(const struct kept_words *words, size_t last, struct span term, bool keep_apparatus)
{
    size_t rest = term.length;
    for (size_t i = last + 1; i-- > 0;) {
        const struct kept_word *const word = &words->items[i];
        if (word->class == FORM_TERM && is_counted(word, keep_apparatus)) {
            const bool fits = word->term.length <= rest &&
                              memcmp(term.bytes + rest - word->term.length, word->term.bytes, word->term.length) == 0;
            if (!fits) {
                return 0;
            }
            rest -= word->term.length;
            if (rest == 0) {
                return last - i + 1;
            }
            if (term.bytes[--rest] != ' ') {
                return 0;
            }
        } else if (i == last) {
            return 0;
        }
        if (word->class != FORM_DATE && (word->word.flags & WORD_STARTS_SEGMENT) != 0) {
            return 0;
        }
    }
    return 0;
}

static bool is_part_of(const struct word *word, const struct word *date)
{
    return (word->start >= date->start && word->end <= date->end) ||
           (word->start >= date->second_start && word->end <= date->second_end);
}

/* How many items the date is whose item is `last`: a number may have been moved, so places do not always rise. */
static size_t date_reach(const struct kept_words *words, size_t last)
{
    size_t reach = 1;
    while (reach <= last && is_part_of(&words->items[last - reach].word, &words->items[last].word)) {
        reach++;
    }
    return reach;
}

size_t term_places_reach(const struct kept_words *words, size_t last, struct span term, enum channel channel,
                         bool keep_apparatus)
{
    const struct kept_word *const word = &words->items[last];
    if (!is_counted(word, keep_apparatus)) {
        return 0;
    }
    switch (channel) {
    case CHANNEL_NGRAM:
        return ngram_reach(words, last, term, keep_apparatus);
    case CHANNEL_CHARACTER:
        return word->class == FORM_TERM && holds(word->normalized, term);
    case CHANNEL_DATE:
        return word->channel == CHANNEL_DATE && span_equal(word->term, term) ? date_reach(words, last) : 0;
    default:
        return word->class == FORM_TERM && word->channel == CHANNEL_WORD && span_equal(word->term, term);
    }
}

unsigned term_places_shown(const struct kept_words *words, size_t last, size_t reach, bool keep_apparatus)
{
    unsigned shown = 0;
    for (size_t i = last + 1 - reach; i <= last; i++) {
        shown += words->items[i].class != FORM_DATE && is_counted(&words->items[i], keep_apparatus);
    }
    return shown;
}
