/* help.c - help, made from the tables that parsing uses. */
#include "help.h"

#include <string.h>

static const char *const group_names[] = {"The corpus", "The words", "The measure", "The results", "The run"};

enum { OPTION_WIDTH = 26 };

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
    fprintf(stream, "%s\n", entry->help);
}

static void show_options(FILE *stream)
{
    for (size_t i = 0; i < option_table_count; i++) {
        if (i == 0 || option_table[i].group != option_table[i - 1].group) {
            fprintf(stream, "\n%s\n", group_names[option_table[i].group]);
        }
        show_option(stream, &option_table[i]);
    }
}

static void show_all(FILE *stream)
{
    fputs("mizan compares how different sources tell the same events.\n\n"
          "    mizan compare texts/ -o results\n\n"
          "Commands\n",
          stream);
    for (size_t i = 0; i < command_table_count; i++) {
        fprintf(stream, "  %-10s %s\n", command_table[i].name, command_table[i].purpose);
    }
    fputs("  help       help on a command: mizan help compare\n\n"
          "CORPUS is a folder of EVENT/SOURCE.txt, a folder or .csv/.tsv file with a manifest, NDJSON (.ndjson, .jsonl),\n"
          "each also gzipped, or - for NDJSON on standard input.\n",
          stream);
}

void help_show(FILE *stream, const struct command_entry *command)
{
    if (command == NULL) {
        show_all(stream);
    } else {
        fprintf(stream, "mizan %s - %s\n\n%s\nUsage: mizan %s %s [OPTION]...\n", command->name, command->purpose,
                command->examples, command->name, command->operands);
    }
    show_options(stream);
    fputs("\nThe manual: man mizan. Exit codes: 0 done, 1 a difference, 64 usage, 65 bad data, 66 no input,\n"
          "70 internal, 71 memory, 73 cannot create, 74 read or write failed.\n",
          stream);
}
