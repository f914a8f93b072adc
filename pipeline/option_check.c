/* option_check.c - rules that tie options to commands and to one another. */
#include "option_check.h"

#include <string.h>

#include "mizan.h"

static bool is_one_of(const struct option_entry *entry, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(entry->name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool option_check_explains(const struct option_entry *entry)
{
    static const char *const names[] = {"documents", "sources", "event", "term",         "top",
                                        "context",   "format",  "quiet", "all-warnings", "workers",
                                        "memory",    "block",   "help",  "completion",   "version"};
    return is_one_of(entry, names, sizeof names / sizeof *names);
}

bool option_check_checks(const struct option_entry *entry)
{
    static const char *const names[] = {"tolerance", "only",         "max-similarity", "min-similarity",
                                        "junit",     "annotations",  "code-quality",   "format",
                                        "quiet",     "all-warnings", "workers",        "memory",
                                        "block",     "help",         "completion",     "version"};
    return is_one_of(entry, names, sizeof names / sizeof *names);
}

bool option_check_is_of_queries(const char *weight)
{
    return strcmp(weight, "bm25") == 0 || strcmp(weight, "auto-queries") == 0;
}

/* BM25 weighs a query in another way than a document. */
static enum status check_weight(const struct settings *settings, enum command command, struct failure *failure)
{
    const bool compares = command == COMMAND_COMPARE || (command == COMMAND_NEAREST && settings->queries == NULL);
    if (compares && option_check_is_of_queries(settings->weight)) {
        return failure_set(failure, FAILURE_USAGE,
                           "--weight %s weighs queries against documents, and needs mizan nearest with --queries "
                           "FILE; documents are weighed against each other by auto",
                           settings->weight);
    }
    if (option_check_is_of_queries(settings->weight) && settings->similarity != SIMILARITY_COSINE) {
        return failure_set(failure, FAILURE_USAGE,
                           "--weight %s has its own measure; leave out --similarity %s, or take --weight auto",
                           settings->weight, similarity_names[settings->similarity]);
    }
    return STATUS_OK;
}

bool option_check_compares(const struct settings *settings)
{
    return settings->command == COMMAND_COMPARE || settings->command == COMMAND_NEAREST;
}

static enum status check_distance(const struct settings *settings, struct failure *failure)
{
    if (settings->characters > 0 && similarity_is_distance(settings->similarity) && option_check_compares(settings)) {
        return failure_set(failure, FAILURE_USAGE,
                           "--similarity %s compares words; leave out --characters %u, or take --similarity corrected "
                           "or cosine",
                           similarity_names[settings->similarity], settings->characters);
    }
    return STATUS_OK;
}

static bool has_json(enum command command)
{
    return command == COMMAND_CHECK || command == COMMAND_NEAREST || command == COMMAND_CONCORDANCE ||
           command == COMMAND_INSPECT;
}

/* explain and what goes with it alone. */
static enum status check_explain(const struct settings *settings, enum command command, const char *name,
                                 struct failure *failure)
{
    const bool has_documents = settings->documents[0] != NULL, has_sources = settings->sources[0] != NULL;
    if (command != COMMAND_EXPLAIN) {
        const char *const foreign = has_sources                                                ? "sources"
                                    : settings->event != NULL                                  ? "event"
                                    : settings->format == FORMAT_JSON && !has_json(command)    ? "format json"
                                    : settings->term != NULL && command != COMMAND_CONCORDANCE ? "term"
                                                                                               : NULL;
        if (settings->documents[1] != NULL) {
            return failure_set(failure, FAILURE_USAGE, "--documents takes one FILE with mizan %s, but got '%s' too",
                               name, settings->documents[1]);
        }
        const bool is_json = foreign != NULL && strcmp(foreign, "format json") == 0;
        return foreign == NULL
                   ? STATUS_OK
                   : failure_set(failure, FAILURE_USAGE, "--%s goes with mizan explain%s, not with mizan %s", foreign,
                                 is_json ? ", check, nearest, concordance and inspect" : "", name);
    }
    if (has_documents == has_sources || (has_documents && settings->documents[1] == NULL) ||
        (has_sources && settings->sources[1] == NULL)) {
        return failure_set(failure, FAILURE_USAGE,
                           "mizan explain needs the two whose similarity is meant: --documents A B, or --event E "
                           "--sources S T");
    }
    if (has_sources != (settings->event != NULL)) {
        return failure_set(failure, FAILURE_USAGE, "--event and --sources go together: --event E --sources S T");
    }
    const char *const *const pair = has_documents ? settings->documents : settings->sources;
    if (strcmp(pair[0], pair[1]) == 0) {
        return failure_set(failure, FAILURE_USAGE, "'%s' is named twice: a similarity is between two", pair[0]);
    }
    return STATUS_OK;
}

/* check and what goes with it alone. */
static enum status check_check(const struct settings *settings, enum command command, const char *name,
                               struct failure *failure)
{
    const bool has_gate = settings->has_maximum || settings->least_count > 0;
    if (command != COMMAND_CHECK) {
        const char *const foreign = settings->only != NULL                                ? "only"
                                    : settings->junit != NULL                             ? "junit"
                                    : settings->code_quality != NULL                      ? "code-quality"
                                    : settings->annotations != ANNOTATIONS_NONE           ? "annotations"
                                    : settings->has_maximum                               ? "max-similarity"
                                    : settings->least_count > 0                           ? "min-similarity"
                                    : settings->tolerance != settings_default().tolerance ? "tolerance"
                                                                                          : NULL;
        return foreign == NULL ? STATUS_OK
                               : failure_set(failure, FAILURE_USAGE, "--%s goes with mizan check, not with mizan %s",
                                             foreign, name);
    }
    if (settings->format == FORMAT_CSV) {
        return failure_set(failure, FAILURE_USAGE, "mizan check has no --format csv; text and json are there");
    }
    if (settings->corpus_count == 0 || settings->corpus_count > 2) {
        return failure_set(failure, FAILURE_USAGE,
                           "mizan check needs two folders of results, the earlier one first: mizan check BASELINE OUT");
    }
    if (settings->corpus_count == 1 && !has_gate) {
        return failure_set(failure, FAILURE_USAGE,
                           "mizan check needs the folder to check against: mizan check BASELINE %s; or a bound of its "
                           "own: --max-similarity X, --min-similarity A B X",
                           settings->corpora[0]);
    }
    return STATUS_OK;
}

enum status option_check(const struct options *options, struct failure *failure)
{
    const struct settings *settings = &options->settings;
    const struct command_entry *command = options->command;
    if (check_explain(settings, command->command, command->name, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (check_check(settings, command->command, command->name, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (command->command == COMMAND_CONCORDANCE &&
        (settings->term == NULL || *settings->term == '\0' || settings->corpus_count == 0)) {
        return failure_set(
            failure, FAILURE_USAGE,
            "mizan concordance needs a CORPUS and, behind it, the TERM to look for: mizan concordance texts/ "
            "treaty");
    }
    if (command->takes_corpus && settings->corpus_count == 0) {
        return failure_set(
            failure, FAILURE_USAGE,
            "mizan %s needs a CORPUS: a folder, a manifest (.csv, .tsv), NDJSON, or - for standard input",
            command->name);
    }
    if (settings->explain && command->command != COMMAND_STEM) {
        return failure_set(failure, FAILURE_USAGE, "--explain goes with mizan stem, not with mizan %s", command->name);
    }
    if (settings->explain && settings->corpus_count == 0) {
        return failure_set(failure, FAILURE_USAGE,
                           "mizan stem --explain needs a WORD, or several: mizan stem --explain running");
    }
    if (!command->takes_corpus && !settings->explain && command->command != COMMAND_EXPLAIN &&
        command->command != COMMAND_CHECK && settings->corpus_count > 0) {
        return failure_set(failure, FAILURE_USAGE, "mizan %s reads standard input and takes no operand, but got '%s'",
                           command->name, settings->corpora[0]);
    }
    if (command->command == COMMAND_COMPARE && settings->output == NULL) {
        return failure_set(failure, FAILURE_USAGE, "mizan compare needs a folder for its results: -o OUT");
    }
    if (settings->output != NULL && command->command != COMMAND_COMPARE) {
        return failure_set(failure, FAILURE_USAGE,
                           "--output goes with mizan compare; mizan %s writes to standard output: > FILE keeps it",
                           command->name);
    }
    if ((settings->exports != 0 || settings->sqlite != NULL) && command->command != COMMAND_COMPARE) {
        return failure_set(failure, FAILURE_USAGE, "--%s goes with mizan compare, not with mizan %s",
                           settings->exports != 0 ? "export" : "sqlite", command->name);
    }
    if (settings->queries != NULL && command->command != COMMAND_NEAREST) {
        return failure_set(failure, FAILURE_USAGE, "--queries goes with mizan nearest, not with mizan %s",
                           command->name);
    }
    if (settings->events != NULL && command->command != COMMAND_COMPARE) {
        return failure_set(failure, FAILURE_USAGE, "--events goes with mizan compare, not with mizan %s",
                           command->name);
    }
    if (settings->reference_corpus != NULL && command->command != COMMAND_COMPARE) {
        return failure_set(failure, FAILURE_USAGE, "--reference-corpus goes with mizan compare, not with mizan %s",
                           command->name);
    }
    return check_distance(settings, failure) == STATUS_OK ? check_weight(settings, command->command, failure)
                                                          : STATUS_FAILED;
}
