/* test_vocabulary_demand.c - the sums by hand. */
#include <criterion/criterion.h>

#include "vocabulary_demand.h"

/* A term is 64 bytes and 36 while it is sorted, a form 24. */
Test(vocabulary_demand, an_order_takes_what_its_terms_and_forms_do)
{
    const struct vocabulary vocabulary = {.entry_count = 10, .form_count = 15};
    cr_expect_eq(vocabulary_demand_now(&vocabulary), 10 * 100 + 15 * 24);
}

Test(vocabulary_demand, it_is_foreseen_in_proportion_to_the_words_less_what_workers_have_learned)
{
    struct vocabulary vocabulary = {.entry_count = 10, .form_count = 15};
    struct spill_prospect prospect = {.now = {.forms = 15, .terms = 10}, .words = {.forms = 60, .terms = 30}};
    const uint64_t all = 30 * 100 + 60 * 24;
    cr_expect_eq(vocabulary_demand(&vocabulary, &prospect).bytes, all);
    cr_expect_eq(vocabulary_demand(&vocabulary, &prospect).spillable, 0);
    prospect.words.learned = 20;
    cr_expect_eq(vocabulary_demand(&vocabulary, &prospect).bytes, all - 20 * 130);
    vocabulary.learned_count = 5;
    cr_expect_eq(vocabulary_demand(&vocabulary, &prospect).bytes, all - 20 * 50, "their strings stay");
    prospect.words.learned = 1000;
    cr_expect_eq(vocabulary_demand(&vocabulary, &prospect).bytes, 0);
    cr_expect_eq(vocabulary_demand(&(struct vocabulary){0}, &prospect).bytes, 0, "nothing was read yet");
}
