/* test_document_details.c - they are there when they are asked for, and made once. */
#include <criterion/criterion.h>

#include "document_details.h"
#include "refusal.h"

Test(document_details, a_document_without_them_has_such_as_say_nothing)
{
    const struct document document = {.number = 3};
    const struct document_details *const details = document_details(&document);
    cr_assert(details->column_count == 0 && details->columns == NULL && details->kept_words == NULL);
    cr_assert(details->genre.length == 0 && details->cut_tokens[FIELD_NOTES] == 0);
    cr_assert_eq(details->repairs[REPAIR_HALVES], 0);
}

Test(document_details, are_made_once_and_stay)
{
    struct failure failure = {0};
    struct arena arena = {0};
    struct document document = {.number = 3};
    struct document_details *first, *second;
    cr_assert_eq(document_details_make(&document, &arena, &first, &failure), STATUS_OK);
    first->repairs[REPAIR_HALVES] = 7;
    cr_assert_eq(document_details_make(&document, &arena, &second, &failure), STATUS_OK);
    cr_assert_eq(first, second);
    cr_assert_eq(document_details(&document)->repairs[REPAIR_HALVES], 7);
    cr_assert_eq(document_details(&document)->cut_tokens[FIELD_NOTES], 0);
    arena_free(&arena);
}

Test(document_details, where_memory_is_refused_there_are_none)
{
    struct failure failure = {0};
    struct arena arena = {0};
    struct document document = {.number = 3};
    struct document_details *details;
    refuse_allocation(0, false);
    const enum status status = document_details_make(&document, &arena, &details, &failure);
    (void)refuse_nothing();
    cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    cr_assert_null(document.details);
    arena_free(&arena);
}

/* So many bytes a document took 47 MB of 176 for a corpus of 100,000: what most have none of belongs into the details.
 */
Test(document_details, keep_a_document_below_two_hundred_bytes)
{
    cr_assert_leq(sizeof(struct document), 192);
}
