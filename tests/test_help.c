#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "help.h"

static char *help_on(const struct command_entry *command)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    cr_assert_not_null(stream);
    help_show(stream, command);
    cr_assert_eq(fclose(stream), 0);
    return text;
}

Test(help, names_every_command_with_its_purpose)
{
    char *text = help_on(NULL);
    for (size_t i = 0; i < command_table_count; i++) {
        cr_expect_not_null(strstr(text, command_table[i].name), "%s", command_table[i].name);
        cr_expect_not_null(strstr(text, command_table[i].purpose), "%s", command_table[i].name);
    }
    free(text);
}

Test(help, names_every_option)
{
    char *text = help_on(NULL);
    for (size_t i = 0; i < option_table_count; i++) {
        char name[64] = "--";
        strcat(name, option_table[i].name);
        cr_expect_not_null(strstr(text, name), "%s", name);
    }
    free(text);
}

Test(help, on_a_command_shows_its_examples_before_its_usage)
{
    for (size_t i = 0; i < command_table_count; i++) {
        char *text = help_on(&command_table[i]);
        const char *examples = strstr(text, command_table[i].examples);
        const char *usage = strstr(text, "Usage: mizan ");
        cr_assert_not_null(examples, "%s", command_table[i].name);
        cr_assert_not_null(usage);
        cr_expect_lt(examples, usage);
        free(text);
    }
}
