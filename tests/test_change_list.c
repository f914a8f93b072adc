#include <criterion/criterion.h>
#include <stdio.h>

#include "change_list.h"
#include "refusal.h"

static struct check_change change_of(unsigned number, char *name, size_t room)
{
    snprintf(name, room, "n%05u", number);
    return (struct check_change){
        .kind = CHECK_MATRIX, .subject = "%", .names = {span_of(name)}, .weight = (double)(number / 2)};
}

Test(change_list, the_largest_are_kept_in_whatever_order_they_come)
{
    struct change_list list = {0};
    struct failure failure = {0};
    char name[16];
    const unsigned count = 4 * CHECK_KEPT;
    for (unsigned i = 0; i < count; i++) {
        const struct check_change change = change_of(i * 7919 % count, name, sizeof name); /* 7919 is prime */
        cr_assert_eq(change_list_add(&list, &change, &failure), STATUS_OK);
    }
    cr_assert_eq(change_list_settle(&list, &failure), STATUS_OK);
    cr_assert_eq(list.sorted_count, (size_t)CHECK_KEPT);
    for (unsigned i = 0; i < CHECK_KEPT; i++) {
        const unsigned pair = (count - 1 - i) / 2; /* equal weights by name */
        snprintf(name, sizeof name, "n%05u", 2 * pair + i % 2);
        cr_expect(span_equal(list.sorted[i].names[0], span_of(name)), "%u: %.*s", i,
                  SPAN_ARGUMENTS(list.sorted[i].names[0]));
    }
    change_list_free(&list);
}

Test(change_list, kinds_stand_in_their_order)
{
    struct change_list list = {0};
    struct failure failure = {0};
    const struct check_change terms = {.kind = CHECK_TERMS, .subject = "t", .weight = 9};
    const struct check_change sources = {.kind = CHECK_SOURCES, .subject = "s", .weight = 1};
    cr_assert_eq(change_list_add(&list, &terms, &failure), STATUS_OK);
    cr_assert_eq(change_list_add(&list, &sources, &failure), STATUS_OK);
    cr_assert_eq(change_list_settle(&list, &failure), STATUS_OK);
    cr_expect_str_eq(list.sorted[0].subject, "s");
    change_list_free(&list);
}

Test(change_list, every_refused_allocation_is_told)
{
    bool done = false;
    for (long index = 0; !done; index++) {
        struct change_list list = {0};
        struct failure failure = {0};
        char name[16];
        const struct check_change change = change_of(1, name, sizeof name);
        refuse_allocation(index, false);
        enum status status = change_list_add(&list, &change, &failure);
        if (status == STATUS_OK)
            status = change_list_settle(&list, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld", index);
        change_list_free(&list);
    }
}
