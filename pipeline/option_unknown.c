/* option_unknown.c - a mistyped word is told with the one that was probably meant. */
#include "option_unknown.h"

#include <string.h>

#include "option_table.h"
#include "suggestion.h"

enum status option_unknown_command(const char *name, struct failure *failure)
{
    const char *meant = suggestion_find(name, &command_table[0].name, command_table_count, sizeof *command_table);
    return meant != NULL
               ? failure_set(failure, FAILURE_USAGE, "there is no command '%s'; did you mean '%s'?", name, meant)
               : failure_set(failure, FAILURE_USAGE, "there is no command '%s'; 'mizan help' lists them", name);
}

enum status option_unknown(const char *argument, struct failure *failure)
{
    const char *name = argument + strspn(argument, "-");
    char word[64];
    const size_t length = strcspn(name, "=");
    const size_t kept = length < sizeof word - 1 ? length : sizeof word - 1;
    memcpy(word, name, kept);
    word[kept] = '\0';
    const char *meant = suggestion_find(word, &option_table[0].name, option_table_count, sizeof *option_table);
    return meant != NULL
               ? failure_set(failure, FAILURE_USAGE, "there is no option '%s'; did you mean '--%s'?", argument, meant)
               : failure_set(failure, FAILURE_USAGE, "there is no option '%s'; 'mizan help' lists them", argument);
}
