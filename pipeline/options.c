/* options.c - getopt_long over the option table, then the rules that tie options together. */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "mizan.h"
#include "suggestion.h"

enum { FIRST_LONG_VALUE = 1000, MOST_OPTIONS = 64, LONGEST_LETTERS = 64 };

/* What was given explicitly: some defaults depend on it. */
struct given {
    bool weight, background, similarity;
};

static enum status bad_value(const struct option_entry *entry, const char *value, const char *expected,
                             struct failure *failure)
{
    return failure_set(failure, FAILURE_USAGE, "--%s needs %s, not '%s'", entry->name, expected, value);
}

static enum status bad_range(const struct option_entry *entry, const char *value, struct failure *failure)
{
    return failure_set(failure, FAILURE_USAGE, "--%s needs a whole number from %.0f to %.0f, not '%s'", entry->name,
                       entry->minimum, entry->maximum, value);
}

/* A whole number, with a size letter if `sized`. */
static enum status parse_whole(const struct option_entry *entry, const char *value, bool sized, uint64_t *number,
                               struct failure *failure)
{
    char *end = NULL;
    errno = 0;
    const unsigned long long parsed = strtoull(value, &end, 10);
    unsigned shift = 0;
    if (sized && *end != '\0' && end != value) {
        const char *const letters = "KMG";
        const char *letter = strchr(letters, *end & ~0x20);
        shift = letter != NULL ? 10 * (unsigned)(letter - letters + 1) : 0;
        end += letter != NULL;
    }
    if (end == value || *end != '\0' || errno != 0 || value[0] < '0' || value[0] > '9' ||
        parsed > UINT64_MAX >> shift) {
        return sized ? bad_value(entry, value, "a size as 64K, 512M or 4G", failure) : bad_range(entry, value, failure);
    }
    *number = (uint64_t)parsed << shift;
    if ((double)*number < entry->minimum || (double)*number > entry->maximum) {
        return bad_range(entry, value, failure);
    }
    return STATUS_OK;
}

/* A decimal number; a locale cannot interfere since none is ever set. */
static bool parse_number(const char *value, double *number, const char **rest)
{
    char *end = NULL;
    *number = strtod(value, &end);
    *rest = end;
    return end != value && isfinite(*number);
}

static enum status parse_bound(const struct option_entry *entry, const char *value, struct frequency_bound *bound,
                               struct failure *failure)
{
    const char *rest = NULL;
    double number = 0;
    const bool read = parse_number(value, &number, &rest);
    const bool percent = read && strcmp(rest, "%") == 0;
    const bool share = percent || strchr(value, '.') != NULL;
    number = percent ? number / 100 : number;
    if (!read || (*rest != '\0' && !percent) || number < 0 || (share && number > 1)) {
        return bad_value(entry, value, "a number of documents, or a share from 0.0 to 1.0", failure);
    }
    *bound = (struct frequency_bound){share, number};
    return STATUS_OK;
}

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
               : failure_set(failure, FAILURE_USAGE, "--stop-words needs auto, none, FILE or auto,FILE, not '%s'", value);
}

static enum status parse_where(struct options *options, const struct option_entry *entry, const char *value,
                               struct failure *failure)
{
    const char *equals = strchr(value, '=');
    if (equals == NULL || equals == value) {
        return bad_value(entry, value, "COLUMN=VALUE", failure);
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

/* The index of `value` among the names, or a usage failure that lists them. */
static enum status parse_choice(const struct option_entry *entry, const char *value, const char *const *names,
                                size_t count, const char *expected, size_t *choice, struct failure *failure)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(value, names[i]) == 0) {
            *choice = i;
            return STATUS_OK;
        }
    }
    return bad_value(entry, value, expected, failure);
}

static enum status parse_enumeration(struct settings *settings, const struct option_entry *entry, const char *value,
                                     struct failure *failure)
{
    static const char *const stemmers[] = {"auto", "light", "snowball", "none"};
    static const char *const similarities[] = {"corrected", "cosine"};
    static const char *const rows[] = {"documents", "segments"};
    size_t choice = 0;
    enum status status = STATUS_OK;
    if (entry->kind == OPTION_STEM) {
        status = parse_choice(entry, value, stemmers, 4, "auto, light, snowball or none", &choice, failure);
        settings->stemmer = (enum stemmer)choice;
    } else if (entry->kind == OPTION_SIMILARITY) {
        status = parse_choice(entry, value, similarities, 2, "corrected or cosine", &choice, failure);
        settings->similarity = (enum similarity)choice;
    } else {
        status = parse_choice(entry, value, rows, 2, "documents or segments", &choice, failure);
        settings->rows = (enum rows)choice;
    }
    return status;
}

static void apply_background(struct settings *settings, const char *value)
{
    settings->background_builtin = strcmp(value, "auto") == 0;
    settings->background_file = settings->background_builtin || strcmp(value, "none") == 0 ? NULL : value;
}

static enum status parse_threshold(struct settings *settings, const struct option_entry *entry, const char *value,
                                   struct failure *failure)
{
    const char *rest = NULL;
    if (!parse_number(value, &settings->threshold, &rest) || *rest != '\0') {
        return bad_value(entry, value, "a number as 0.8", failure);
    }
    settings->has_threshold = true;
    return STATUS_OK;
}

static enum status apply_number(char *field, const struct option_entry *entry, const char *value,
                                struct failure *failure)
{
    uint64_t number = 0;
    const bool sized = entry->kind == OPTION_SIZE || entry->kind == OPTION_BLOCK;
    if (parse_whole(entry, value, sized, &number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (entry->kind == OPTION_COUNT) {
        *(unsigned *)(void *)field = (unsigned)number;
    } else if (entry->kind == OPTION_LARGE || entry->kind == OPTION_SIZE) {
        *(uint64_t *)(void *)field = number;
    } else {
        *(size_t *)(void *)field = (size_t)number;
    }
    return STATUS_OK;
}

static enum status apply_option(struct options *options, struct given *given, const struct option_entry *entry,
                                const char *value, struct failure *failure)
{
    struct settings *settings = &options->settings;
    char *field = (char *)settings + entry->offset;
    switch (entry->kind) {
    case OPTION_FLAG:
        *(bool *)(void *)field = true;
        return STATUS_OK;
    case OPTION_TEXT:
        *(const char **)(void *)field = value;
        return *value != '\0' ? STATUS_OK : bad_value(entry, value, entry->argument, failure);
    case OPTION_COUNT:
    case OPTION_LARGE:
    case OPTION_SIZE:
    case OPTION_BLOCK:
    case OPTION_TOP:
        return apply_number(field, entry, value, failure);
    case OPTION_THRESHOLD:
        return parse_threshold(settings, entry, value, failure);
    case OPTION_BOUND:
        return parse_bound(entry, value, (struct frequency_bound *)(void *)field, failure);
    case OPTION_STOP_WORDS:
        return parse_stop_words(options, value, failure);
    case OPTION_WEIGHT:
        given->weight = true;
        settings->weight = value;
        return STATUS_OK;
    case OPTION_BACKGROUND:
        given->background = true;
        apply_background(settings, value);
        return STATUS_OK;
    case OPTION_SIMILARITY:
        given->similarity = true;
        return parse_enumeration(settings, entry, value, failure);
    case OPTION_STEM:
    case OPTION_ROWS:
        return parse_enumeration(settings, entry, value, failure);
    case OPTION_WHERE:
        return parse_where(options, entry, value, failure);
    case OPTION_HELP:
        options->request = REQUEST_HELP;
        return STATUS_OK;
    case OPTION_VERSION:
        options->request = REQUEST_VERSION;
        return STATUS_OK;
    }
    return STATUS_OK;
}

static const struct command_entry *find_command(const char *name)
{
    for (size_t i = 0; i < command_table_count; i++) {
        if (strcmp(name, command_table[i].name) == 0) {
            return &command_table[i];
        }
    }
    return NULL;
}

static enum status unknown_command(const char *name, struct failure *failure)
{
    const char *meant = suggestion_find(name, &command_table[0].name, command_table_count, sizeof *command_table);
    return meant != NULL
               ? failure_set(failure, FAILURE_USAGE, "there is no command '%s'; did you mean '%s'?", name, meant)
               : failure_set(failure, FAILURE_USAGE, "there is no command '%s'; 'mizan help' lists them", name);
}

static enum status unknown_option(const char *argument, struct failure *failure)
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

static enum status read_options(struct options *options, struct given *given, int count, char **arguments,
                                struct failure *failure)
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
            return unknown_option(optopt > 0 && optopt < FIRST_LONG_VALUE ? letter : argument, failure);
        }
        if (value == ':') {
            const struct option_entry *entry = entry_of(optopt);
            return failure_set(failure, FAILURE_USAGE, "--%s needs a value: --%s %s", entry->name, entry->name,
                               entry->argument);
        }
        if (apply_option(options, given, entry_of(value), optarg, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
}

/* INTERFACE: an explicit --weight is taken as it is, without background and with the plain cosine, unless these are given too. Short
 * queries are served best by sublinear counts (MEASURES). */
static void settle_measure(struct settings *settings, const struct given *given)
{
    if (given->weight && strncmp(settings->weight, "auto", 4) != 0) {
        if (!given->background) {
            settings->background_builtin = false;
        }
        if (!given->similarity) {
            settings->similarity = SIMILARITY_COSINE;
        }
    }
    if (!given->weight && settings->queries != NULL) {
        settings->weight = "auto-sublinear";
        if (!given->similarity) {
            settings->similarity = SIMILARITY_COSINE;
        }
    }
}

static enum status check_command(const struct options *options, struct failure *failure)
{
    const struct settings *settings = &options->settings;
    const struct command_entry *command = options->command;
    if (command->takes_corpus && settings->corpus_count == 0) {
        return failure_set(failure, FAILURE_USAGE, "mizan %s needs a CORPUS: a folder, a manifest (.csv, .tsv), NDJSON, or - for standard input",
                           command->name);
    }
    if (!command->takes_corpus && settings->corpus_count > 0) {
        return failure_set(failure, FAILURE_USAGE, "mizan %s reads standard input and takes no operand, but got '%s'",
                           command->name, settings->corpora[0]);
    }
    if (command->command == COMMAND_COMPARE && settings->output == NULL) {
        return failure_set(failure, FAILURE_USAGE, "mizan compare needs a folder for its results: -o OUT");
    }
    if (settings->queries != NULL && command->command != COMMAND_NEAREST) {
        return failure_set(failure, FAILURE_USAGE, "--queries goes with mizan nearest, not with mizan %s", command->name);
    }
    return STATUS_OK;
}

enum status options_parse(struct options *options, int count, char **arguments, struct failure *failure)
{
    *options = (struct options){.settings = settings_default()};
    struct given given = {0};
    if (read_options(options, &given, count, arguments, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char **operands = arguments + optind;
    int operand_count = count - optind;
    const bool help = operand_count > 0 && strcmp(operands[0], "help") == 0;
    if (help) {
        options->request = REQUEST_HELP;
        operands++;
        operand_count--;
    }
    if (operand_count == 0) {
        if (options->request == REQUEST_RUN) {
            return failure_set(failure, FAILURE_USAGE, "which command? 'mizan help' lists them");
        }
        return STATUS_OK;
    }
    options->command = find_command(operands[0]);
    if (options->command == NULL) {
        return unknown_command(operands[0], failure);
    }
    options->settings.command = options->command->command;
    options->settings.corpora = (const char *const *)(operands + 1);
    options->settings.corpus_count = (size_t)(operand_count - 1);
    settle_measure(&options->settings, &given);
    return options->request == REQUEST_RUN ? check_command(options, failure) : STATUS_OK;
}

void options_free(struct options *options)
{
    for (size_t i = 0; i < options->settings.condition_count; i++) {
        free(options->condition_texts[i]);
    }
    free(options->condition_texts);
    free(options->conditions);
    free(options->stop_words);
    *options = (struct options){0};
}
