#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

#include "option_table.h"

Test(option_table, no_name_or_letter_is_there_twice)
{
    for (size_t i = 0; i < option_table_count; i++) {
        for (size_t j = 0; j < i; j++) {
            cr_expect_str_neq(option_table[i].name, option_table[j].name);
            cr_expect(option_table[i].letter == 0 || option_table[i].letter != option_table[j].letter, "-%c",
                      option_table[i].letter);
        }
    }
    for (size_t i = 0; i < command_table_count; i++) {
        for (size_t j = 0; j < i; j++) {
            cr_expect_str_neq(command_table[i].name, command_table[j].name);
            cr_expect_neq(command_table[i].command, command_table[j].command);
        }
    }
}

/* Help prints a heading wherever the group changes: a group that comes twice would have two. */
Test(option_table, the_options_of_a_group_stand_together)
{
    for (size_t i = 1; i < option_table_count; i++) {
        cr_expect_geq(option_table[i].group, option_table[i - 1].group, "--%s", option_table[i].name);
    }
}

Test(option_table, a_flag_has_no_argument_and_every_other_option_has_a_help_text)
{
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_entry *entry = &option_table[i];
        const bool alone = entry->kind == OPTION_FLAG || entry->kind == OPTION_HELP || entry->kind == OPTION_VERSION;
        cr_expect_eq(entry->argument == NULL, alone, "--%s", entry->name);
        cr_expect_gt(strlen(entry->help), 10, "--%s", entry->name);
        cr_expect_leq(entry->minimum, entry->maximum, "--%s", entry->name);
        cr_expect_lt(entry->offset, sizeof(struct settings));
    }
}

Test(option_table, names_are_lower_case_words_with_hyphens)
{
    for (size_t i = 0; i < option_table_count; i++) {
        for (const char *c = option_table[i].name; *c != '\0'; c++) {
            cr_expect(islower((unsigned char)*c) || *c == '-', "--%s", option_table[i].name);
        }
    }
}

Test(option_table, every_command_has_an_example_of_itself)
{
    for (size_t i = 0; i < command_table_count; i++) {
        char call[64] = "mizan ";
        strcat(call, command_table[i].name);
        cr_expect_not_null(strstr(command_table[i].examples, call), "%s", call);
        cr_expect_eq(command_table[i].examples[strlen(command_table[i].examples) - 1], '\n');
    }
}
