/* option_value.c - numbers, bounds, sizes and words of a choice, each refused with what was expected. */
#include "option_value.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suggestion.h"

enum status option_value_refuse(const struct option_entry *entry, const char *value, const char *expected,
                                struct failure *failure)
{
    return failure_set(failure, FAILURE_USAGE, "--%s needs %s, not '%s'", entry->name, expected, value);
}

/* In the largest unit that the option takes and that divides it: 32M, 1G, 1024T, 256. */
static void word_size(double bytes, char *text, size_t size)
{
    static const char units[][2] = {"", "K", "M", "G", "T"};
    uint64_t number = (uint64_t)bytes;
    size_t unit = 0;
    while (unit + 1 < sizeof units / sizeof *units && number % 1024 == 0 && number > 0) {
        number /= 1024;
        unit++;
    }
    snprintf(text, size, "%" PRIu64 "%s", number, units[unit]);
}

static enum status bad_range(const struct option_entry *entry, const char *value, struct failure *failure)
{
    enum { SIZE_BYTES = 24 };
    const bool sized = entry->kind == OPTION_SIZE || entry->kind == OPTION_BLOCK;
    char least[SIZE_BYTES], most[SIZE_BYTES];
    if (!sized) {
        return failure_set(failure, FAILURE_USAGE, "--%s needs a whole number from %.0f to %.0f, not '%s'", entry->name,
                           entry->minimum, entry->maximum, value);
    }
    word_size(entry->minimum, least, sizeof least);
    word_size(entry->maximum, most, sizeof most);
    return failure_set(failure, FAILURE_USAGE, "--%s needs a size from %s to %s, as 64K, 512M or 4G, not '%s'",
                       entry->name, least, most, value);
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
        const char *const letters = "KMGT";
        const char *letter = *end != ' ' ? strchr(letters, *end & ~0x20) : NULL; /* a space would find the NUL */
        shift = letter != NULL ? 10 * (unsigned)(letter - letters + 1) : 0;
        end += letter != NULL;
    }
    if (end == value || *end != '\0' || errno != 0 || value[0] < '0' || value[0] > '9' ||
        parsed > UINT64_MAX >> shift) {
        return sized ? option_value_refuse(entry, value, "a size as 64K, 512M or 4G", failure)
                     : bad_range(entry, value, failure);
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

bool option_value_similarity(const char *value, double *number)
{
    const char *rest = NULL;
    return parse_number(value, number, &rest) && *rest == '\0' && *number >= 0;
}

static enum status parse_bound(const struct option_entry *entry, const char *value, struct frequency_bound *bound,
                               struct failure *failure)
{
    const char *rest = NULL;
    double number = 0;
    const bool read = parse_number(value, &number, &rest);
    const bool percent = read && strcmp(rest, "%") == 0;
    const bool share = percent || strchr(value, '.') != NULL || (number > 0 && number < 1); /* as 1e-7 */
    number = percent ? number / 100 : number;
    if (!read || (*rest != '\0' && !percent) || number < 0 || (share && number > 1)) {
        return option_value_refuse(entry, value, "a number of documents, or a share from 0.0 to 1.0", failure);
    }
    *bound = (struct frequency_bound){share, number};
    return STATUS_OK;
}

struct option_choices option_value_choices(enum option_kind kind)
{
    static const char *const stemmers[] = {"auto", "light", "snowball", "none"};            /* by enum stemmer */
    static const char *const grids[] = {"auto", "none", "full"};                            /* by enum grid_wish  */
    static const char *const rows[] = {"documents", "segments"};                            /* by enum rows */
    static const char *const matches[] = {"stem", "surface", "regex"};                      /* by enum match */
    static const char *const sorts[] = {"position", "left", "right", "effect", "evidence"}; /* by enum sort */
    static const char *const formats[] = {"text", "csv", "json"};                           /* by enum format */
    static const char *const shells[] = {"bash", "zsh", "fish"};                            /* by enum shell */
    static const char *const repairs[] = {"none", "auto"};                                  /* by bool repair */
    static const char *const reports[] = {"none", "html"};                                  /* by bool report */
    static const char *const report_languages[] = {"en", "ar", "ru", "fr"};    /* by enum report_language */
    static const char *const exports[] = {"npz", "graphml", "long"};           /* by bit of enum export_form */
    static const char *const systems[] = {"none", "github", "gitlab", "auto"}; /* by enum annotations */
    static const char *const tables[] = {"auto", "none"};
    static const char *const weights[] = {"auto",    "auto-sublinear",    "auto-queries", "bm25",
                                          "sklearn", "sklearn-sublinear", "sklearn-plain"};
#define CHOICES(names, is_open)                                                                                        \
    (struct option_choices)                                                                                            \
    {                                                                                                                  \
        names, sizeof(names) / sizeof *(names), is_open                                                                \
    }
    switch (kind) {
    case OPTION_STEM:
        return CHOICES(stemmers, false);
    case OPTION_REPAIR:
        return CHOICES(repairs, false);
    case OPTION_REPORT:
        return CHOICES(reports, false);
    case OPTION_REPORT_LANGUAGE:
        return CHOICES(report_languages, false);
    case OPTION_SIMILARITY:
        return (struct option_choices){similarity_names, SIMILARITY_COSINE_DELTA + 1, false};
    case OPTION_ROBUSTNESS:
        return CHOICES(grids, false);
    case OPTION_ROWS:
        return CHOICES(rows, false);
    case OPTION_MATCH:
        return CHOICES(matches, false);
    case OPTION_SORT:
        return CHOICES(sorts, false);
    case OPTION_FORMAT:
        return CHOICES(formats, false);
    case OPTION_ANNOTATIONS:
        return CHOICES(systems, false);
    case OPTION_EXPORT:
        return CHOICES(exports, false);
    case OPTION_COMPLETION:
        return CHOICES(shells, false);
    case OPTION_STOP_WORDS:
    case OPTION_BACKGROUND:
        return CHOICES(tables, true);
    case OPTION_WEIGHT:
        return CHOICES(weights, true);
    default:
        return (struct option_choices){.is_open = true};
    }
#undef CHOICES
}

/* "auto, light or none" */
static void list_choices(const struct option_choices *choices, char *text, size_t room)
{
    size_t used = 0;
    for (size_t i = 0; i < choices->count && used < room; i++) {
        const char *joint = i == 0 ? "" : i + 1 == choices->count ? " or " : ", ";
        const int written = snprintf(text + used, room - used, "%s%s", joint, choices->names[i]);
        used += written > 0 ? (size_t)written : 0;
    }
}

enum status option_value_choose(const struct option_entry *entry, const char *value, size_t *choice,
                                struct failure *failure)
{
    const struct option_choices choices = option_value_choices(entry->kind);
    for (size_t i = 0; i < choices.count; i++) {
        if (strcmp(value, choices.names[i]) == 0) {
            *choice = i;
            return STATUS_OK;
        }
    }
    char expected[128] = "";
    list_choices(&choices, expected, sizeof expected);
    const char *meant = suggestion_find(value, choices.names, choices.count, sizeof *choices.names);
    return meant != NULL ? failure_set(failure, FAILURE_USAGE, "--%s needs %s, not '%s'; did you mean '%s'?",
                                       entry->name, expected, value, meant)
                         : option_value_refuse(entry, value, expected, failure);
}

static enum status parse_enumeration(struct settings *settings, const struct option_entry *entry, const char *value,
                                     struct failure *failure)
{
    size_t choice = 0;
    if (option_value_choose(entry, value, &choice, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (entry->kind == OPTION_STEM) {
        settings->stemmer = (enum stemmer)choice;
    } else if (entry->kind == OPTION_REPAIR) {
        settings->repair = choice == 1;
    } else if (entry->kind == OPTION_REPORT) {
        settings->report = choice == 1;
    } else if (entry->kind == OPTION_REPORT_LANGUAGE) {
        settings->report_language = (enum report_language)choice;
    } else if (entry->kind == OPTION_SIMILARITY) {
        settings->similarity = (enum similarity)choice;
    } else if (entry->kind == OPTION_ROBUSTNESS) {
        settings->robustness = (enum grid_wish)choice;
    } else if (entry->kind == OPTION_MATCH) {
        settings->match = (enum match)choice;
    } else if (entry->kind == OPTION_SORT) {
        settings->sort = (enum sort)choice;
    } else if (entry->kind == OPTION_FORMAT) {
        settings->format = (enum format)choice;
    } else if (entry->kind == OPTION_ANNOTATIONS) {
        settings->annotations = (enum annotations)choice;
    } else {
        settings->rows = (enum rows)choice;
    }
    return STATUS_OK;
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
        return option_value_refuse(entry, value, "a number as 0.8", failure);
    }
    settings->has_threshold = true;
    return STATUS_OK;
}

/* "npz,long" */
static enum status parse_exports(struct settings *settings, const struct option_entry *entry, const char *value,
                                 struct failure *failure)
{
    settings->exports = 0;
    for (const char *at = value; at != NULL;) {
        char word[16] = "";
        size_t choice = 0;
        const size_t length = strcspn(at, ",");
        memcpy(word, at, length < sizeof word ? length : sizeof word - 1);
        if (option_value_choose(entry, word, &choice, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        settings->exports |= 1u << choice;
        at = at[length] == ',' ? at + length + 1 : NULL;
    }
    return STATUS_OK;
}

/* --tolerance and --max-similarity */
static enum status parse_similarity(struct settings *settings, const struct option_entry *entry, const char *value,
                                    struct failure *failure)
{
    double number = 0;
    if (!option_value_similarity(value, &number)) {
        return option_value_refuse(entry, value, "a number from 0 on, as 0.8", failure);
    }
    if (entry->kind == OPTION_MAXIMUM) {
        settings->has_maximum = true;
        settings->maximum = number;
    } else {
        settings->tolerance = number;
    }
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

enum status option_value_apply(struct settings *settings, const struct option_entry *entry, const char *value,
                               struct failure *failure)
{
    char *field = (char *)settings + entry->offset;
    switch (entry->kind) {
    case OPTION_FLAG:
        *(bool *)(void *)field = true;
        return STATUS_OK;
    case OPTION_TEXT:
        *(const char **)(void *)field = value;
        return *value != '\0' ? STATUS_OK : option_value_refuse(entry, value, entry->argument, failure);
    case OPTION_PAIR:
        ((const char **)(void *)field)[0] = value;
        ((const char **)(void *)field)[1] = NULL;
        return *value != '\0' ? STATUS_OK : option_value_refuse(entry, value, entry->argument, failure);
    case OPTION_COUNT:
    case OPTION_LARGE:
    case OPTION_SIZE:
    case OPTION_BLOCK:
    case OPTION_TOP:
        return apply_number(field, entry, value, failure);
    case OPTION_THRESHOLD:
        return parse_threshold(settings, entry, value, failure);
    case OPTION_EXPORT:
        return parse_exports(settings, entry, value, failure);
    case OPTION_TOLERANCE:
    case OPTION_MAXIMUM:
        return parse_similarity(settings, entry, value, failure);
    case OPTION_BOUND:
        return parse_bound(entry, value, (struct frequency_bound *)(void *)field, failure);
    case OPTION_WEIGHT:
        settings->weight = value;
        return STATUS_OK;
    case OPTION_BACKGROUND:
        apply_background(settings, value);
        return STATUS_OK;
    case OPTION_SIMILARITY:
    case OPTION_STEM:
    case OPTION_REPAIR:
    case OPTION_REPORT:
    case OPTION_REPORT_LANGUAGE:
    case OPTION_ROBUSTNESS:
    case OPTION_ROWS:
    case OPTION_MATCH:
    case OPTION_SORT:
    case OPTION_FORMAT:
    case OPTION_ANNOTATIONS:
        return parse_enumeration(settings, entry, value, failure);
    case OPTION_STOP_WORDS:
    case OPTION_WHERE:
    case OPTION_LEAST:
    case OPTION_FROM:
    case OPTION_COMPLETION:
    case OPTION_HELP:
    case OPTION_VERSION:
        break;
    }
    return failure_set(failure, FAILURE_INTERNAL, "--%s is no option of the settings; please report this", entry->name);
}
