/*
 * completion.c - three scripts from one table. The scripts hold all they need, so that nothing runs when a key is
 * pressed.
 *
 * What an argument is, a file, a folder or a word of a list, is told by its name in the table and by
 * option_value_choices.
 */
#include "completion.h"

#include <string.h>

#include "option_table.h"
#include "option_value.h"

enum argument_kind { ARGUMENT_NONE, ARGUMENT_WORD, ARGUMENT_FILE, ARGUMENT_FOLDER };

static enum argument_kind argument_kind_of(const struct option_entry *entry)
{
    static const char *const files[] = {"FILE", "RUN", "LIST", "TABLE", "CORPUS"};
    if (entry->argument == NULL) {
        return ARGUMENT_NONE;
    }
    if (strcmp(entry->argument, "OUT") == 0) {
        return ARGUMENT_FOLDER;
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (strcmp(entry->argument, files[i]) == 0) {
            return ARGUMENT_FILE;
        }
    }
    return ARGUMENT_WORD;
}

static void write_choices(FILE *stream, const struct option_entry *entry)
{
    const struct option_choices choices = option_value_choices(entry->kind);
    for (size_t i = 0; i < choices.count; i++) {
        fprintf(stream, "%s%s", i > 0 ? " " : "", choices.names[i]);
    }
}

static bool has_choices(const struct option_entry *entry)
{
    return option_value_choices(entry->kind).count > 0;
}

/* The text with a backslash before each of `special`; a single quote becomes `quote`. */
static void write_escaped(FILE *stream, const char *text, const char *special, const char *quote)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            fputs(quote, stream);
            continue;
        }
        if (strchr(special, *text) != NULL) {
            fputc('\\', stream);
        }
        fputc(*text, stream);
    }
}

/* ---- bash -------------------------------------------------------------------------------------------------------- */

static void write_bash_pattern(FILE *stream, const struct option_entry *entry)
{
    if (entry->letter != 0) {
        fprintf(stream, "-%c|", entry->letter);
    }
    fprintf(stream, "--%s", entry->name);
}

static void write_bash_value(FILE *stream, const struct option_entry *entry)
{
    const enum argument_kind kind = argument_kind_of(entry);
    if (kind == ARGUMENT_NONE) {
        return;
    }
    fputs("        ", stream);
    write_bash_pattern(stream, entry);
    fputs(") ", stream);
    if (kind == ARGUMENT_FILE || kind == ARGUMENT_FOLDER) {
        fprintf(stream, "_mizan_files %s; ", kind == ARGUMENT_FILE ? "-f" : "-d");
    }
    if (has_choices(entry)) {
        fputs("_mizan_words '", stream);
        write_choices(stream, entry);
        fputs("'; ", stream);
    }
    fputs("return ;;\n", stream);
}

static void write_bash_names(FILE *stream)
{
    fputs("    local commands='help", stream);
    for (size_t i = 0; i < command_table_count; i++) {
        fprintf(stream, " %s", command_table[i].name);
    }
    fputs("'\n    local options='", stream);
    for (size_t i = 0; i < option_table_count; i++) {
        fprintf(stream, "%s--%s", i > 0 ? " " : "", option_table[i].name);
    }
    fputs("'\n    local valued=' ", stream);
    for (size_t i = 0; i < option_table_count; i++) {
        if (option_table[i].argument != NULL) {
            fprintf(stream, "--%s ", option_table[i].name);
            if (option_table[i].letter != 0) {
                fprintf(stream, "-%c ", option_table[i].letter);
            }
        }
    }
    fputs("'\n", stream);
}

static void show_bash(FILE *stream)
{
    fputs("# bash completion for mizan, made by: mizan help --completion bash\n"
          "_mizan_words() { mapfile -O ${#COMPREPLY[@]} -t COMPREPLY < <(compgen -W \"$1\" -- \"$cur\"); }\n"
          "_mizan_files() {\n"
          "    compopt -o filenames 2>/dev/null\n"
          "    mapfile -O ${#COMPREPLY[@]} -t COMPREPLY < <(compgen \"$1\" -- \"$cur\")\n"
          "}\n"
          "_mizan() {\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' i\n"
          "    COMPREPLY=()\n"
          "    # bash cuts --name=value into three words\n"
          "    if [[ $cur == = ]]; then cur=''\n"
          "    elif [[ $prev == = && $COMP_CWORD -gt 1 ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n",
          stream);
    write_bash_names(stream);
    fputs("    for ((i = 1; i < COMP_CWORD; i++)); do\n"
          "        case ${COMP_WORDS[i]} in\n"
          "        -*) [[ $valued == *\" ${COMP_WORDS[i]} \"* ]] && { [[ ${COMP_WORDS[i+1]} == = ]] && ((i++)); "
          "((i++)); } ;;\n"
          "        *) command=${COMP_WORDS[i]}; break ;;\n"
          "        esac\n"
          "    done\n"
          "    case $prev in\n",
          stream);
    for (size_t i = 0; i < option_table_count; i++) {
        write_bash_value(stream, &option_table[i]);
    }
    fputs("    esac\n"
          "    case $cur in -*) _mizan_words \"$options\"; return ;; esac\n"
          "    case $command in\n"
          "    ''|help) _mizan_words \"$commands\" ;;\n",
          stream);
    for (size_t i = 0; i < command_table_count; i++) {
        if (!command_table[i].takes_corpus) {
            fprintf(stream, "    %s) ;;\n", command_table[i].name);
        }
    }
    fputs("    *) _mizan_files -f ;;\n"
          "    esac\n"
          "}\n"
          "complete -F _mizan mizan\n",
          stream);
}

/* ---- zsh --------------------------------------------------------------------------------------------------------- */

static void write_zsh_text(FILE *stream, const char *text)
{
    write_escaped(stream, text, "[]:\\", "'\\''");
}

static void write_zsh_option(FILE *stream, const struct option_entry *entry)
{
    const enum argument_kind kind = argument_kind_of(entry);
    const char *equals = kind == ARGUMENT_NONE ? "" : "=";
    fputs("    ", stream);
    if (entry->kind == OPTION_WHERE) {
        fputs("'*", stream);
    } else if (entry->letter != 0) {
        fprintf(stream, "'(-%c --%s)'", entry->letter, entry->name);
    }
    if (entry->letter != 0) {
        fprintf(stream, "{-%c%s,--%s%s}'", entry->letter, kind == ARGUMENT_NONE ? "" : "+", entry->name, equals);
    } else {
        fprintf(stream, "%s--%s%s", entry->kind == OPTION_WHERE ? "" : "'", entry->name, equals);
    }
    fputc('[', stream);
    write_zsh_text(stream, entry->help);
    fputc(']', stream);
    if (kind != ARGUMENT_NONE) {
        fputc(':', stream);
        write_zsh_text(stream, entry->argument);
        fputc(':', stream);
        if (kind == ARGUMENT_FOLDER) {
            fputs("_files -/", stream);
        } else if (kind == ARGUMENT_FILE) {
            fputs("_files", stream);
        } else if (has_choices(entry)) {
            fputc('(', stream);
            write_choices(stream, entry);
            fputc(')', stream);
        }
    }
    fputs("' \\\n", stream);
}

static void show_zsh(FILE *stream)
{
    fputs("#compdef mizan\n# zsh completion for mizan, made by: mizan help --completion zsh\n"
          "local -a commands=(\n",
          stream);
    for (size_t i = 0; i < command_table_count; i++) {
        fprintf(stream, "    '%s:", command_table[i].name);
        write_zsh_text(stream, command_table[i].purpose);
        fputs("'\n", stream);
    }
    fputs("    'help:help on a command'\n)\n_arguments -S \\\n", stream);
    for (size_t i = 0; i < option_table_count; i++) {
        write_zsh_option(stream, &option_table[i]);
    }
    fputs("    '1:command:{ _describe command commands }' \\\n    '*:corpus:_files'\n", stream);
}

/* ---- fish -------------------------------------------------------------------------------------------------------- */

static void write_fish_text(FILE *stream, const char *text)
{
    fputc('\'', stream);
    write_escaped(stream, text, "\\", "\\'");
    fputc('\'', stream);
}

static void write_fish_option(FILE *stream, const struct option_entry *entry)
{
    const enum argument_kind kind = argument_kind_of(entry);
    fprintf(stream, "complete -c mizan -l %s", entry->name);
    if (entry->letter != 0) {
        fprintf(stream, " -s %c", entry->letter);
    }
    if (kind == ARGUMENT_WORD) {
        fputs(" -x", stream);
    } else if (kind != ARGUMENT_NONE) {
        fputs(" -r -F", stream);
    }
    if (has_choices(entry)) {
        fputs(" -a '", stream);
        write_choices(stream, entry);
        fputc('\'', stream);
    }
    fputs(" -d ", stream);
    write_fish_text(stream, entry->help);
    fputc('\n', stream);
}

static void show_fish(FILE *stream)
{
    fputs("# fish completion for mizan, made by: mizan help --completion fish\n", stream);
    for (size_t i = 0; i < command_table_count; i++) {
        fprintf(stream, "complete -c mizan -n __fish_use_subcommand -f -a %s -d ", command_table[i].name);
        write_fish_text(stream, command_table[i].purpose);
        fputc('\n', stream);
    }
    fputs("complete -c mizan -n __fish_use_subcommand -f -a help -d 'help on a command'\n"
          "complete -c mizan -n '__fish_seen_subcommand_from help' -f -a '",
          stream);
    for (size_t i = 0; i < command_table_count; i++) {
        fprintf(stream, "%s%s", i > 0 ? " " : "", command_table[i].name);
    }
    fputs("'\n", stream);
    for (size_t i = 0; i < option_table_count; i++) {
        write_fish_option(stream, &option_table[i]);
    }
}

void completion_show(FILE *stream, enum shell shell)
{
    switch (shell) {
    case SHELL_BASH:
        show_bash(stream);
        break;
    case SHELL_ZSH:
        show_zsh(stream);
        break;
    case SHELL_FISH:
        show_fish(stream);
        break;
    }
}
