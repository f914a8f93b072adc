/* That the shells take the scripts and complete by them is tested in end_to_end/test_completion.py. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "completion.h"
#include "option_table.h"

static char *script_of(enum shell shell)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    cr_assert_not_null(stream);
    completion_show(stream, shell);
    fclose(stream);
    return text;
}

Test(completion, every_command_and_option_stands_in_every_script)
{
    static const char *const before[] = {"--", "--", "-l "};
    for (enum shell shell = SHELL_BASH; shell <= SHELL_FISH; shell++) {
        char *text = script_of(shell);
        for (size_t i = 0; i < option_table_count; i++) {
            char name[64];
            snprintf(name, sizeof name, "%s%s", before[shell], option_table[i].name);
            cr_expect_not_null(strstr(text, name), "%s in script %d", name, (int)shell);
        }
        for (size_t i = 0; i < command_table_count; i++) {
            cr_expect_not_null(strstr(text, command_table[i].name), "%s in script %d", command_table[i].name,
                               (int)shell);
        }
        free(text);
    }
}

Test(completion, arguments_are_files_folders_or_words)
{
    char *text = script_of(SHELL_FISH);
    cr_expect_not_null(strstr(text, "complete -c mizan -l stem -x -a 'auto light snowball none' -d "));
    cr_expect_not_null(strstr(text, "complete -c mizan -l queries -r -F -d "));
    cr_expect_not_null(strstr(text, "complete -c mizan -l top -s k -x -d "));
    cr_expect_not_null(strstr(text, "complete -c mizan -l strict -d "));
    free(text);
    text = script_of(SHELL_ZSH);
    cr_expect_not_null(strstr(text, "'(-o --output)'{-o+,--output=}'["));
    cr_expect_not_null(strstr(text, "]:OUT:_files -/'"));
    cr_expect_not_null(strstr(text, "'(-f --force)'{-f,--force}'["));
    cr_expect_not_null(strstr(text, "'*--where=["));
    free(text);
}
