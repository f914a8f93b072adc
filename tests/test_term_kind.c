#include <criterion/criterion.h>

#include "term_kind.h"

Test(term_kind, channel_and_flags_tell_it)
{
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.channel = CHANNEL_WORD}), "word");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.flags = TERM_STATE_NAME}), "state");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.flags = TERM_OTHER_NAME}), "name");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.channel = CHANNEL_DATE}), "date");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.channel = CHANNEL_NGRAM, .flags = TERM_STATE_NAME}),
                     "phrase");
}
