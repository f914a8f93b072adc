#include <criterion/criterion.h>

#include "pair_list.h"
#include "scratch.h"

TestSuite(pair_list, .init = scratch_open, .fini = scratch_close);

Test(pair_list, pairs_are_read_and_sorted)
{
    struct pair_list list;
    struct failure failure = {0};
    scratch_write("similarity.mtx", "%%MatrixMarket matrix coordinate real symmetric\n% words\n3 3 2                 \n"
                                    "3 1 0.5\n2 1 0.75\n");
    cr_assert_eq(pair_list_read(&list, scratch_path(""), 3, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(list.count, 2);
    cr_expect(list.items[0].row == 1 && list.items[0].column == 0 && list.items[0].similarity == .75);
    cr_expect(list.items[1].row == 2 && list.items[1].line == 4);
    pair_list_free(&list);
    cr_assert_eq(pair_list_read(&list, scratch_path("none"), 3, &failure), STATUS_OK);
    cr_expect_not(list.is_there);
    pair_list_free(&list);
}

Test(pair_list, what_is_no_pair_is_told_with_its_line)
{
    static const char *const texts[] = {
        "",
        "% c\n4 4 0\n",
        "3 3 1\n",
        "3 3 1\n1 2 0.5\n",
        "3 3 1\n4 1 0.5\n",
        "3 3 1\n2 0 0.5\n",
        "3 3 1\n2 1\n",
        "3 3 1\n2 1 x\n",
        "3 3 1\n2 1 0.5 7\n",
        "3 3 1\n-2 1 0.5\n",
        "3 3 1\n2 1 nan\n",
        "3 3 1\n2 1 0.5\n3 1 0.5\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct pair_list list;
        struct failure failure = {0};
        scratch_write("similarity.mtx", texts[i]);
        cr_expect_eq(pair_list_read(&list, scratch_path(""), 3, &failure), STATUS_FAILED, "case %zu", i);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, "similarity.mtx:"), "%s", failure.message);
        pair_list_free(&list);
    }
}
