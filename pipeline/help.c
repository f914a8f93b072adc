/* help.c - help, made from the tables that parsing uses. */
#include "help.h"

#include <stdbool.h>
#include <string.h>

static const char *const group_names[] = {"The corpus", "The words", "The measure", "The results", "The run"};

enum { OPTION_WIDTH = 26, TEXT_COLUMN = OPTION_WIDTH + 4, SCREEN_COLUMNS = 80 };

/* Breaks the text at spaces; it begins at TEXT_COLUMN, and so does every line of it. */
static void show_text(FILE *stream, const char *text)
{
    size_t column = TEXT_COLUMN;
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        const bool begins = column == TEXT_COLUMN;
        if (!begins && column + 1 + length > SCREEN_COLUMNS) {
            fprintf(stream, "\n%*s", TEXT_COLUMN, "");
            column = TEXT_COLUMN;
        } else if (!begins) {
            fputc(' ', stream);
            column++;
        }
        fwrite(text, 1, length, stream);
        column += length;
        text += length + strspn(text + length, " ");
    }
    fputc('\n', stream);
}

static void show_option(FILE *stream, const struct option_entry *entry)
{
    char left[64];
    const int used = entry->letter != 0 ? snprintf(left, sizeof left, "-%c, --%s", entry->letter, entry->name)
                                        : snprintf(left, sizeof left, "    --%s", entry->name);
    if (entry->argument != NULL && used > 0 && (size_t)used < sizeof left) {
        snprintf(left + used, sizeof left - (size_t)used, " %s", entry->argument);
    }
    fprintf(stream, "  %-*s  ", OPTION_WIDTH, left);
    if (strlen(left) > OPTION_WIDTH) {
        fprintf(stream, "\n  %-*s  ", OPTION_WIDTH, "");
    }
    show_text(stream, entry->help);
}

/* A help text that begins with a command's name and a colon is about that command alone. */
static bool concerns(const struct option_entry *entry, const struct command_entry *command)
{
    for (size_t i = 0; command != NULL && i < command_table_count; i++) {
        const size_t length = strlen(command_table[i].name);
        if (strncmp(entry->help, command_table[i].name, length) == 0 && entry->help[length] == ':') {
            return command_table[i].command == command->command;
        }
    }
    return true;
}

static void show_options(FILE *stream, const struct command_entry *command)
{
    const struct option_entry *before = NULL;
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_entry *entry = &option_table[i];
        if (!concerns(entry, command)) {
            continue;
        }
        if (before == NULL || before->group != entry->group) {
            fprintf(stream, "\n%s\n", group_names[entry->group]);
        }
        show_option(stream, entry);
        before = entry;
    }
}

static void show_all(FILE *stream)
{
    fputs("mizan compares how different sources tell the same events.\n\n"
          "    mizan inspect texts/                         # what would be read\n"
          "    mizan compare texts/ -o results              # who is near whom, and by what\n"
          "    mizan nearest texts/ -k 3                    # the three nearest of each\n"
          "    mizan nearest texts/ --queries questions.ndjson\n"
          "    mizan help compare                           # more examples\n\n"
          "texts/ holds a folder for each event and in it a file for each source:\n"
          "texts/EVENT/SOURCE.txt. A CORPUS may also be a manifest (.csv, .tsv, or a folder\n"
          "with a manifest.csv), NDJSON (.ndjson, .jsonl), or - for NDJSON on standard\n"
          "input. Texts and NDJSON may be gzipped.\n\n"
          "Usage: mizan COMMAND [CORPUS]... [OPTION]...\n\n"
          "Commands\n",
          stream);
    for (size_t i = 0; i < command_table_count; i++) {
        fprintf(stream, "  %-11s  %s\n", command_table[i].name, command_table[i].purpose);
    }
    fputs("  help         help on a command: mizan help compare\n", stream);
}

void help_show(FILE *stream, const struct command_entry *command)
{
    if (command == NULL) {
        show_all(stream);
    } else {
        fprintf(stream, "mizan %s - %s\n\n%s\nUsage: mizan %s %s [OPTION]...\n", command->name, command->purpose,
                command->examples, command->name, command->operands);
    }
    show_options(stream, command);
    fputs("\nThe manual: man mizan. Exit codes: 0 done, 1 a difference, 64 usage,\n"
          "65 bad data, 66 no input, 70 internal, 71 memory, 73 cannot create,\n"
          "74 read or write failed, 78 a wrong configuration.\n",
          stream);
}
