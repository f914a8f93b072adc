/* options.c - getopt_long over the option table, then the rules that tie options together. */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "array.h"
#include "libraries.h"
#include "mizan.h"
#include "option_check.h"
#include "option_settle.h"
#include "option_unknown.h"
#include "option_value.h"
#include "standard_input.h"

enum { FIRST_LONG_VALUE = 1000, MOST_OPTIONS = 96, LONGEST_LETTERS = 64 };

static enum status parse_stop_words(struct options *options, const char *value, struct failure *failure)
{
    struct settings *settings = &options->settings;
    settings->stop_words_builtin = strcmp(value, "auto") == 0 || strncmp(value, "auto,", 5) == 0;
    settings->stop_words_file = NULL;
    if (strcmp(value, "auto") == 0 || strcmp(value, "none") == 0) {
        return STATUS_OK;
    }
    free(options->stop_words);
    options->stop_words = strdup(settings->stop_words_builtin ? value + 5 : value);
    if (options->stop_words == NULL) {
        return failure_memory(failure, "the options");
    }
    settings->stop_words_file = options->stop_words;
    return *options->stop_words != '\0'
               ? STATUS_OK
               : failure_set(failure, FAILURE_USAGE, "--stop-words needs auto, none, FILE or auto,FILE, not '%s'",
                             value);
}

static void forget_conditions(struct options *options)
{
    for (size_t i = 0; i < options->settings.condition_count; i++) {
        free(options->condition_texts[i]);
    }
    options->settings.condition_count = 0;
}

static enum status parse_where(struct options *options, const struct option_entry *entry, const char *value,
                               struct failure *failure)
{
    const char *equals = strchr(value, '=');
    if (equals == NULL || equals == value) {
        return option_value_refuse(entry, value, "COLUMN=VALUE", failure);
    }
    const size_t count = options->settings.condition_count;
    struct condition *conditions = realloc(options->conditions, (count + 1) * sizeof *conditions);
    if (conditions == NULL) {
        return failure_memory(failure, "the options");
    }
    options->conditions = conditions;
    options->settings.conditions = conditions;
    char **texts = realloc(options->condition_texts, (count + 1) * sizeof *texts);
    if (texts == NULL) {
        return failure_memory(failure, "the options");
    }
    options->condition_texts = texts;
    texts[count] = strdup(value);
    if (texts[count] == NULL) {
        return failure_memory(failure, "the options");
    }
    texts[count][equals - value] = '\0';
    conditions[count] = (struct condition){texts[count], texts[count] + (equals - value) + 1};
    options->settings.condition_count = count + 1;
    return STATUS_OK;
}

static enum status request_completion(struct options *options, const struct option_entry *entry, const char *value,
                                      struct failure *failure)
{
    size_t choice = 0;
    const enum status status = option_value_choose(entry, value, &choice, failure);
    options->request = REQUEST_COMPLETION;
    options->shell = (enum shell)choice;
    return status;
}

static enum status repeat_run(struct options *options, struct given_options *given, const char *path,
                              struct failure *failure);

static enum status apply_option(struct options *options, struct given_options *given, const struct option_entry *entry,
                                const char *value, struct failure *failure)
{
    switch (entry->kind) {
    case OPTION_WEIGHT:
        given->weight = true;
        break;
    case OPTION_BACKGROUND:
        given->background = true;
        break;
    case OPTION_SIMILARITY:
        given->similarity = true;
        break;
    case OPTION_STEM:
        given->stem = true;
        break;
    case OPTION_STOP_WORDS:
        given->stop_words = true;
        return parse_stop_words(options, value, failure);
    case OPTION_WHERE:
        if (given->earlier_conditions) {
            forget_conditions(options);
            given->earlier_conditions = false;
        }
        return parse_where(options, entry, value, failure);
    case OPTION_FROM:
        return repeat_run(options, given, value, failure);
    case OPTION_COMPLETION:
        return request_completion(options, entry, value, failure);
    case OPTION_HELP:
        options->request = REQUEST_HELP;
        return STATUS_OK;
    case OPTION_VERSION:
        options->request = REQUEST_VERSION;
        return STATUS_OK;
    case OPTION_COUNT:
        given->characters = given->characters || strcmp(entry->name, "characters") == 0;
        break;
    default: /* what concerns the settings alone */
        break;
    }
    return option_value_apply(&options->settings, entry, value, failure);
}

static bool is_of_a_run(const struct option_entry *entry)
{
    return entry != NULL && entry->kind != OPTION_FROM && entry->kind != OPTION_COMPLETION &&
           entry->kind != OPTION_HELP && entry->kind != OPTION_VERSION;
}

static enum status repeat_option(struct options *options, struct given_options *given, const char *path,
                                 const struct earlier_option *earlier, struct failure *failure)
{
    const struct option_entry *entry = option_table_find(earlier->name);
    struct failure own = {0};
    if (!is_of_a_run(entry)) {
        return failure_set(
            failure, FAILURE_CONFIGURATION,
            "%s: options: there is no option \"%s\"; was it written by another version? 'mizan help' lists "
            "the options",
            path, earlier->name);
    }
    if ((entry->argument == NULL) != (earlier->value == NULL)) {
        return failure_set(failure, FAILURE_CONFIGURATION, "%s: options: \"%s\" must be %s", path, earlier->name,
                           entry->argument == NULL ? "true or false" : "a value, not true");
    }
    if (apply_option(options, given, entry, earlier->value, &own) == STATUS_OK) {
        return STATUS_OK;
    }
    return own.kind == FAILURE_USAGE ? failure_set(failure, FAILURE_CONFIGURATION, "%s: options: \"%s\": %s", path,
                                                   earlier->name, own.message)
                                     : failure_set(failure, own.kind, "%s", own.message);
}

/* Puts the options of an earlier run in force, before those of the command line. */
static enum status repeat_run(struct options *options, struct given_options *given, const char *path,
                              struct failure *failure)
{
    if (given->earlier) {
        return failure_set(failure, FAILURE_USAGE,
                           "--from is given twice: only one run can be repeated; leave out '%s'", path);
    }
    if (earlier_run_read(&options->earlier, path, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct given_options unused = {0};
    for (size_t i = 0; i < options->earlier.option_count; i++) {
        if (repeat_option(options, &unused, path, &options->earlier.options[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    given->earlier = true;
    given->earlier_conditions = true;
    return STATUS_OK;
}

/* Fills what getopt_long wants: the long options' values are FIRST_LONG_VALUE + index. */
static void fill_getopt(struct option *longs, char *letters)
{
    size_t used = 0;
    letters[used++] = ':'; /* tell a missing argument from an unknown option */
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_entry *entry = &option_table[i];
        longs[i] = (struct option){entry->name, entry->argument != NULL ? required_argument : no_argument, NULL,
                                   FIRST_LONG_VALUE + (int)i};
        if (entry->letter != 0) {
            letters[used++] = entry->letter;
            if (entry->argument != NULL) {
                letters[used++] = ':';
            }
        }
    }
    longs[option_table_count] = (struct option){0};
    letters[used] = '\0';
}

static const struct option_entry *entry_of(int value)
{
    if (value >= FIRST_LONG_VALUE) {
        return &option_table[value - FIRST_LONG_VALUE];
    }
    for (size_t i = 0; i < option_table_count; i++) {
        if (option_table[i].letter == value) {
            return &option_table[i];
        }
    }
    return NULL;
}

/* The second value of a pair is the next argument, unless that is an option or names the command. The command stands
 * first as a rule. */
static void take_second(struct settings *settings, const struct option_entry *entry, int count, char **arguments)
{
    const bool is_there = optind < count && arguments[optind][0] != '-';
    const bool has_command = command_table_find(arguments[1]) != NULL;
    if (entry->kind == OPTION_PAIR && is_there && (has_command || command_table_find(arguments[optind]) == NULL)) {
        const char **const pair = (const char **)(void *)((char *)settings + entry->offset);
        pair[1] = arguments[optind++]; /* getopt_long goes on behind it, and moves it with its option */
    }
}

/* A B X: two arguments more. They are taken from both passes, so that neither is an operand. */
static enum status take_least(struct options *options, const struct option_entry *entry, bool is_from, int count,
                              char **arguments, struct failure *failure)
{
    struct least_similarity gate = {.a = optarg};
    if (optind + 2 > count || !option_value_similarity(arguments[optind + 1], &gate.least)) {
        return option_value_refuse(entry, optarg, "two documents or sources and the least similarity: A B 0.8",
                                   failure);
    }
    gate.b = arguments[optind];
    optind += 2; /* as in take_second */
    if (is_from) {
        return STATUS_OK;
    }
    struct settings *const settings = &options->settings;
    struct least_similarity *const grown =
        realloc(options->least, (settings->least_count + 1) * sizeof *options->least);
    if (grown == NULL) {
        return failure_memory(failure, "the options");
    }
    options->least = grown;
    settings->least = grown;
    grown[settings->least_count++] = gate;
    return STATUS_OK;
}

/* A failure that names --top says -k where that was typed: getopt's value is the letter then. */
static enum status name_as_typed(struct failure *failure, const struct option_entry *entry, int value)
{
    char message[FAILURE_MESSAGE_BYTES], name[64];
    const int length = snprintf(name, sizeof name, "--%s", entry->name);
    if (value >= FIRST_LONG_VALUE || length < 0) {
        return STATUS_FAILED;
    }
    size_t used = 0;
    for (const char *at = failure->message; *at != '\0' && used + 2 < sizeof message;) {
        const bool is_name = strncmp(at, name, (size_t)length) == 0 && strchr(" :", at[length]) != NULL;
        message[used++] = *at;
        if (is_name) {
            message[used++] = entry->letter;
        }
        at += is_name ? length : 1;
    }
    message[used] = '\0';
    memcpy(failure->message, message, used + 1);
    return STATUS_FAILED;
}

/* The earlier run's options stand behind all others wherever --from stands, so there are two passes: `is_from` for it
 * alone, then for the rest. */
static enum status read_options(struct options *options, struct given_options *given, bool is_from, int count,
                                char **arguments, struct failure *failure)
{
    struct option longs[MOST_OPTIONS];
    char letters[LONGEST_LETTERS];
    if (option_table_count + 1 > MOST_OPTIONS) {
        return failure_set(failure, FAILURE_INTERNAL, "the option table has outgrown the parser");
    }
    fill_getopt(longs, letters);
    opterr = 0;
    optind = 0; /* GNU: start anew, also for a second call */
    for (;;) {
        const int before = optind == 0 ? 1 : optind;
        const int value = getopt_long(count, arguments, letters, longs, NULL);
        if (value == -1) {
            return STATUS_OK;
        }
        const char *argument = arguments[optind > before ? optind - 1 : before];
        if (value == '?') {
            char letter[3] = {'-', (char)optopt, '\0'};
            return option_unknown(optopt > 0 && optopt < FIRST_LONG_VALUE ? letter : argument, failure);
        }
        if (value == ':') {
            const struct option_entry *entry = entry_of(optopt);
            (void)failure_set(failure, FAILURE_USAGE, "--%s needs a value: --%s %s", entry->name, entry->name,
                              entry->argument);
            return name_as_typed(failure, entry, optopt);
        }
        const struct option_entry *entry = entry_of(value);
        if (given->foreign == NULL && !option_check_explains(entry)) {
            given->foreign = entry;
        }
        if (given->foreign_to_check == NULL && !option_check_checks(entry)) {
            given->foreign_to_check = entry;
        }
        if (entry->kind == OPTION_LEAST) {
            if (take_least(options, entry, is_from, count, arguments, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            continue;
        }
        if ((entry->kind == OPTION_FROM) == is_from &&
            apply_option(options, given, entry, optarg, failure) != STATUS_OK) {
            return name_as_typed(failure, entry, value);
        }
        take_second(&options->settings, entry, count, arguments);
    }
}

/* What is no results folder is told as such, before its run.json is asked for. */
static enum status check_results(const char *results, const char *path, struct failure *failure)
{
    if (access(path, F_OK) == 0) {
        return STATUS_OK;
    }
    return access(results, F_OK) != 0
               ? failure_set(failure, FAILURE_NO_INPUT,
                             "%s: there is no such folder; mizan explain wants a folder that mizan compare made",
                             results)
               : failure_set(failure, FAILURE_NO_INPUT,
                             "%s: holds no run.json, so mizan compare did not make it; name a folder of results",
                             results);
}

static enum status repeat_results(struct options *options, const char *results, const char *path,
                                  struct failure *failure)
{
    const char *name = NULL, *version = NULL;
    struct given_options given = {0};
    if (check_results(results, path, failure) != STATUS_OK || repeat_run(options, &given, path, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!libraries_version(0, &name, &version) || options->earlier.version == NULL ||
        strcmp(options->earlier.version, version) != 0) {
        return failure_set(
            failure, FAILURE_DATA,
            "%s: was made by mizan %s, and this is %s, which may count in another way; run mizan compare "
            "again",
            results, options->earlier.version != NULL ? options->earlier.version : "?", version);
    }
    for (size_t i = 0; i < options->earlier.corpus_count; i++) {
        if (standard_input_is_named(options->earlier.corpora[i]) && !standard_input_restore(results)) {
            return failure_set(failure, FAILURE_NO_INPUT,
                               "%s/" STANDARD_INPUT_PLAIN ": cannot be opened, and these results were made from "
                               "standard input; keep the texts in a file (.ndjson) and run mizan compare on it",
                               results);
        }
    }
    return STATUS_OK;
}

/* OUT takes the place of the corpus: texts and options are those it was made from. */
static enum status take_results(struct options *options, const struct given_options *given, struct failure *failure)
{
    struct settings *const settings = &options->settings;
    const size_t top = settings->top;
    if (settings->corpus_count != 1) {
        return settings->corpus_count == 0
                   ? failure_set(failure, FAILURE_USAGE,
                                 "mizan explain needs the folder of results: mizan explain OUT --documents A B")
                   : failure_set(failure, FAILURE_USAGE,
                                 "mizan explain takes one folder of results, but got '%s' too; a pair is given as "
                                 "--documents A B",
                                 settings->corpora[1]);
    }
    if (given->foreign != NULL) {
        return failure_set(failure, FAILURE_USAGE,
                           "--%s cannot change what is explained: mizan explain takes the options that the results "
                           "were made with",
                           given->foreign->name);
    }
    settings->results = settings->corpora[0];
    const size_t room = strlen(settings->results) + sizeof "/run.json";
    char *const path = malloc(room);
    if (path == NULL) {
        return failure_memory(failure, "the options");
    }
    (void)snprintf(path, room, "%s/run.json", settings->results);
    const enum status status = repeat_results(options, settings->results, path, failure);
    free(path);
    settings->top = top;
    settings->corpora = options->earlier.corpora;
    settings->corpus_count = options->earlier.corpus_count;
    settings->earlier_inputs = options->earlier.inputs;
    settings->earlier_input_count = options->earlier.input_count;
    return status;
}

/* The last operand of concordance is what it looks for. */
static void take_term(struct settings *settings)
{
    if (settings->command == COMMAND_CONCORDANCE && settings->corpus_count > 0) {
        settings->term = settings->corpora[--settings->corpus_count];
    }
}

enum status options_parse(struct options *options, int count, char **arguments, struct failure *failure)
{
    *options = (struct options){.settings = settings_default()};
    struct given_options given = {0};
    if (read_options(options, &given, true, count, arguments, failure) != STATUS_OK ||
        read_options(options, &given, false, count, arguments, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char **operands = arguments + optind;
    int operand_count = count - optind;
    const bool help = operand_count > 0 && strcmp(operands[0], "help") == 0;
    if (help) {
        options->request = options->request == REQUEST_RUN ? REQUEST_HELP : options->request;
        operands++;
        operand_count--;
    }
    if (operand_count == 0) {
        if (options->request == REQUEST_RUN) {
            return failure_set(failure, FAILURE_USAGE, "which command? 'mizan help' lists them");
        }
        return STATUS_OK;
    }
    options->command = command_table_find(operands[0]);
    if (options->command == NULL) {
        return option_unknown_command(operands[0], failure);
    }
    options->settings.command = options->command->command;
    options->settings.corpora = (const char *const *)(operands + 1);
    options->settings.corpus_count = (size_t)(operand_count - 1);
    take_term(&options->settings);
    if (options->settings.corpus_count == 0 && options->command->takes_corpus) {
        options->settings.corpora = options->earlier.corpora;
        options->settings.corpus_count = options->earlier.corpus_count;
    }
    if (options->settings.explain && options->settings.command == COMMAND_STEM) {
        options->settings.command = COMMAND_STEM_EXPLAIN;
    }
    if (options->command->command == COMMAND_CHECK && options->request == REQUEST_RUN &&
        given.foreign_to_check != NULL) {
        return failure_set(failure, FAILURE_USAGE,
                           "--%s cannot change what is checked: mizan check reads two folders of results as they are",
                           given.foreign_to_check->name);
    }
    if (options->command->command == COMMAND_EXPLAIN) {
        if (options->request != REQUEST_RUN) {
            return STATUS_OK;
        }
        return option_check(options, failure) == STATUS_OK ? take_results(options, &given, failure) : STATUS_FAILED;
    }
    option_settle(&options->settings, &given);
    return options->request == REQUEST_RUN ? option_check(options, failure) : STATUS_OK;
}

void options_free(struct options *options)
{
    forget_conditions(options);
    free(options->condition_texts);
    free(options->conditions);
    free(options->least);
    free(options->stop_words);
    earlier_run_free(&options->earlier);
    *options = (struct options){0};
}
