/* test_reading_store.c - each form is kept once, by its address and the field it stands in, each word as a number. */
#include <criterion/criterion.h>

#include "reading_store.h"
#include "refusal.h"

static const struct form forms[3];

static enum status add(struct reading_store *store, const struct read_form *reading, size_t count,
                       struct failure *failure)
{
    return reading_store_add(store, &(struct bag){.reading = reading, .reading_count = count}, failure);
}

Test(reading_store, words_are_numbered_by_form_and_field_in_reading_order)
{
    const struct read_form first[] = {{&forms[1], true}, {&forms[0], true}, {&forms[1], true}, {&forms[1], false}};
    const struct read_form third[] = {{&forms[0], true}, {&forms[2], true}};
    struct reading_store store = {0};
    struct failure failure = {0};
    cr_assert_eq(add(&store, first, 4, &failure), STATUS_OK);
    cr_assert_eq(add(&store, NULL, 0, &failure), STATUS_OK);
    cr_assert_eq(add(&store, third, 2, &failure), STATUS_OK);
    const struct readings readings = reading_store_view(&store);
    const uint64_t starts[] = {0, 4, 4, 6};
    const uint32_t items[] = {0, 1, 0, 2, 1, 3};
    cr_assert(readings.document_count == 3 && readings.form_count == 4 && readings.missing == NULL);
    cr_assert_arr_eq(readings.starts, starts, sizeof starts);
    cr_assert_arr_eq(readings.items, items, sizeof items);
    cr_assert(readings.forms[0].form == &forms[1] && readings.forms[0].is_body);
    cr_assert(readings.forms[2].form == &forms[1] && !readings.forms[2].is_body);
    cr_assert(readings.forms[3].form == &forms[2]);
    reading_store_free(&store);
    reading_store_free(NULL);
}

Test(reading_store, every_refused_allocation_is_a_memory_failure)
{
    const struct read_form words[] = {{&forms[0], true}, {&forms[1], true}};
    long refused = 0;
    for (bool was_refused = true; was_refused && refused < 20; refused++) {
        struct reading_store store = {0};
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = add(&store, words, 2, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        reading_store_free(&store);
    }
    cr_assert_gt(refused, 3);
}

static const struct read_form first_words[] = {{&forms[0], true}, {&forms[1], true}, {&forms[0], false}};
static const struct read_form second_words[] = {{&forms[2], true}, {&forms[0], true}};
static const uint64_t first_starts[] = {0, 2}, second_starts[] = {0};

static struct bag bag_of(const struct read_form *reading, size_t count, const uint64_t *starts, size_t segments)
{
    return (struct bag){
        .reading = reading, .reading_count = count, .reading_starts = starts, .segment_count = segments};
}

Test(reading_store, sentences_begin_where_they_do_over_all_documents)
{
    struct reading_store store = {0};
    struct failure failure = {0};
    const struct bag bags[] = {bag_of(first_words, 3, first_starts, 2), bag_of(NULL, 0, NULL, 0),
                               bag_of(second_words, 2, second_starts, 1)};
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(reading_store_add(&store, &bags[i], &failure), STATUS_OK);
    }
    const uint64_t segments[] = {0, 2, 3};
    cr_expect_arr_eq(reading_store_view(&store).segment_starts, segments, sizeof segments);
    reading_store_free(&store);
}

Test(reading_store, sentences_are_known_of_all_documents_or_of_none)
{
    struct reading_store store = {0};
    struct failure failure = {0};
    const struct bag with = bag_of(first_words, 3, first_starts, 2), without = bag_of(second_words, 2, NULL, 1);
    cr_assert_eq(reading_store_add(&store, &with, &failure), STATUS_OK);
    cr_assert_eq(reading_store_add(&store, &without, &failure), STATUS_OK);
    cr_expect_null(reading_store_view(&store).segment_starts);
    reading_store_free(&store);
}
