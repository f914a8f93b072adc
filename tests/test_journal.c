#include <criterion/criterion.h>

#include "journal.h"
#include "refusal.h"

static struct failure failure;

Test(journal, keeps_copies_in_the_order_of_adding)
{
    struct journal journal = {0};
    struct arena arena = {0};
    char text[] = "first", path[] = "a.txt", reason[] = "damaged";
    const struct document document = {.id = {"d1", 2}, .path = {path, 5}, .line = 7};
    cr_assert_eq(journal_add_warning(&journal, &arena, &(struct warning){.text = span_of(text)}, &failure), STATUS_OK);
    cr_assert_eq(journal_add_reject(&journal, &arena, &document, reason, &failure), STATUS_OK);
    text[0] = path[0] = reason[0] = '?';
    cr_assert_eq(journal_add_warning(&journal, &arena, &(struct warning){.text = span_of(text)}, &failure), STATUS_OK);
    cr_expect_eq(journal.warning_count, 2);
    cr_expect_str_eq(journal.warnings[0].text.bytes, "first");
    cr_expect_str_eq(journal.warnings[1].text.bytes, "?irst");
    cr_expect_str_eq(journal.rejects[0].path.bytes, "a.txt");
    cr_expect_str_eq(journal.rejects[0].reason.bytes, "damaged");
    cr_expect_eq(journal.rejects[0].line, 7);
    journal_free(&journal);
    arena_free(&arena);
}

Test(journal, documents_are_taken_as_they_are)
{
    struct journal journal = {0};
    struct document documents[40];
    for (size_t i = 0; i < 40; i++) {
        cr_assert_eq(journal_add_document(&journal, &documents[i], &failure), STATUS_OK);
    }
    cr_assert_eq(journal.document_count, 40);
    for (size_t i = 0; i < 40; i++) {
        cr_expect_eq(journal.documents[i], &documents[i]);
    }
    journal_free(&journal);
    cr_expect_eq(journal.document_count, 0);
}

Test(journal, inputs_are_ordered_by_path_and_listed_once)
{
    struct journal journal = {0};
    struct arena arena = {0};
    const char *const paths[] = {"b", "a/b", "a", "b", "a.txt", "b"};
    journal_sort_inputs(&journal);
    for (size_t i = 0; i < 6; i++) {
        const struct input_file input = {span_of(paths[i]), 10, 0xABCD};
        cr_assert_eq(journal_add_input(&journal, &arena, &input, &failure), STATUS_OK);
    }
    journal_sort_inputs(&journal);
    cr_assert_eq(journal.input_count, 4);
    /* '.' is 0x2E and comes before '/', 0x2F */
    const char *const sorted[] = {"a", "a.txt", "a/b", "b"};
    for (size_t i = 0; i < 4; i++) {
        cr_expect_str_eq(journal.inputs[i].path.bytes, sorted[i]);
        cr_expect_eq(journal.inputs[i].crc, 0xABCD);
    }
    journal_free(&journal);
    arena_free(&arena);
}

Test(journal, refused_memory_is_told_and_nothing_is_half_added)
{
    for (long refused = 0; refused < 4; refused++) {
        struct journal journal = {0};
        struct arena arena = {0};
        struct failure refusal = {0};
        const struct document document = {.id = {"d", 1}};
        refuse_allocation(refused, true);
        (void)!journal_add_warning(&journal, &arena, &(struct warning){.text = span_of("text")}, &refusal);
        (void)!journal_add_reject(&journal, &arena, &document, "reason", &refusal);
        (void)refuse_nothing();
        cr_expect_leq(journal.reject_count, journal.warning_count);
        cr_expect_eq(refusal.kind, refused < 3 ? FAILURE_MEMORY : FAILURE_NONE);
        journal_free(&journal);
        arena_free(&arena);
    }
}
