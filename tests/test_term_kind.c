#include <criterion/criterion.h>

#include "term_kind.h"

Test(term_kind, channel_and_flags_tell_it)
{
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.channel = CHANNEL_WORD}), "word");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.flags = TERM_STATE_NAME}), "state");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.flags = TERM_OTHER_NAME}), "name");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.flags = TERM_MONTH_NAME}), "month");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.channel = CHANNEL_DATE}), "date");
    cr_assert_str_eq(term_kind(&(struct vocabulary_term){.channel = CHANNEL_NGRAM, .flags = TERM_STATE_NAME}),
                     "phrase");
}

Test(term_kind, ordinals_and_months_stand_in_dates)
{
    static const struct {
        const char *form, *kind;
    } cases[] = {{"الأول", "ordinal"},  {"والثاني", "ordinal"}, {"رابع", "ordinal"}, {"First", "ordinal"},
                 {"второй", "ordinal"}, {"آب", "month"},        {"وآب", "month"},    {"أب", "word"},
                 {"الأب", "word"},      {"firstly", "word"},    {"الرابعون", "word"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct vocabulary_form form = {span_of(cases[i].form), 3};
        const struct vocabulary_term term = {.term = span_of("x"), .forms = &form, .form_count = 1};
        cr_expect_str_eq(term_kind(&term), cases[i].kind, "%s", cases[i].form);
        cr_expect_eq(term_is_calendar(&term), strcmp(cases[i].kind, "word") != 0);
    }
}

Test(term_kind, a_date_is_shown_without_its_prefix_and_a_word_in_its_commonest_form)
{
    const struct vocabulary_form form = {span_of("12 May"), 3};
    const struct vocabulary_term date = {
        .channel = CHANNEL_DATE, .term = span_of("date:--05-12"), .forms = &form, .form_count = 1};
    const struct vocabulary_term word = {.term = span_of("may"), .forms = &form, .form_count = 1};
    const struct vocabulary_term bare = {.term = span_of("may")};
    cr_assert(span_equal(term_shown(&date), span_of("--05-12")));
    cr_assert(span_equal(term_shown(&word), span_of("12 May")));
    cr_assert(span_equal(term_shown(&bare), span_of("may")));
}
