#include <criterion/criterion.h>

#include "report_sample.h"
#include "tally.h"

Test(tally, documents_with_one_name_are_counted_together_in_order_of_bytes)
{
    struct tally tally = {0};
    struct failure failure = {0};
    cr_assert_eq(tally_documents(&tally, sample_documents, 3, tally_event, &failure), STATUS_OK);
    cr_assert_eq(tally.count, 2);
    cr_expect_eq(tally.items[0].name.length, 0);
    cr_expect_eq(tally.items[0].documents, 1);
    cr_expect(span_equal(tally.items[1].name, span_of("war")));
    cr_expect_eq(tally.items[1].documents, 2);
    cr_expect_eq(tally.items[1].bytes, 7500); /* 2400 + 5100 */
    cr_expect_eq(tally_named(&tally), 1);
    tally_order_by_size(&tally);
    cr_expect_eq(tally.items[0].documents, 2);
    tally_free(&tally);
}

Test(tally, equal_sizes_are_ordered_by_name)
{
    struct tally tally = {0};
    struct failure failure = {0};
    cr_assert_eq(tally_documents(&tally, sample_documents, 3, tally_source, &failure), STATUS_OK);
    tally_order_by_size(&tally);
    cr_assert_eq(tally.count, 3);
    cr_expect_eq(tally.items[0].name.length, 0);
    cr_expect(span_equal(tally.items[1].name, span_of("post")));
    cr_expect(span_equal(tally.items[2].name, span_of("صحيفة")));
    tally_free(&tally);
}

Test(tally, queries_are_not_counted)
{
    struct document query = {.role = ROLE_QUERY};
    struct document *const documents[] = {&query};
    struct tally tally = {0};
    struct failure failure = {0};
    cr_assert_eq(tally_documents(&tally, documents, 1, tally_language, &failure), STATUS_OK);
    cr_expect_eq(tally.count, 0);
    tally_free(&tally);
}
