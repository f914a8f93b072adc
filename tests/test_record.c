#include <criterion/criterion.h>
#include <string.h>

#include "finding.h"

static void expect_distinct(const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cr_assert_not_null(names[i]);
        for (size_t j = 0; j < i; j++) {
            cr_expect_neq(strcmp(names[i], names[j]), 0, "%s is there twice", names[i]);
        }
    }
}

Test(record, every_field_channel_and_kind_of_group_has_a_name_of_its_own)
{
    expect_distinct(field_names, FIELD_COUNT);
    expect_distinct(repair_names, REPAIR_COUNT);
    expect_distinct(channel_names, CHANNEL_COUNT);
    expect_distinct(group_kind_names, GROUP_EVENT + 1);
}

/* The contract of the result files. */
Test(record, the_names_are_those_of_the_result_files)
{
    cr_expect_str_eq(field_names[FIELD_OTHER_SCRIPT], "other_script");
    cr_expect_str_eq(field_names[FIELD_REPEATED], "repeated");
    cr_expect_str_eq(repair_names[REPAIR_HALVES], "halves");
    cr_expect_str_eq(repair_names[REPAIR_TATWEEL], "tatweel");
    cr_expect_str_eq(channel_names[CHANNEL_WORD], "word");
    cr_expect_str_eq(channel_names[CHANNEL_NGRAM], "ngram");
    cr_expect_str_eq(channel_names[CHANNEL_CHARACTER], "character");
    cr_expect_str_eq(channel_names[CHANNEL_DATE], "date");
    cr_expect_str_eq(group_kind_names[GROUP_DOCUMENT], "document");
    cr_expect_str_eq(group_kind_names[GROUP_SOURCE], "source");
    cr_expect_str_eq(group_kind_names[GROUP_EVENT], "event");
}
