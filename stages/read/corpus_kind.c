/* corpus_kind.c - a folder is a folder whatever its name; of files the ending decides, because a pipe has no more. */
#include "corpus_kind.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "corpus_path.h"
#include "standard_input.h"
#include "utf8.h"

static enum corpus_kind kind_of(const char *path, const struct stat *facts)
{
    static const struct {
        const char *ending;
        enum corpus_kind kind;
    } endings[] = {{".csv", CORPUS_MANIFEST},     {".tsv", CORPUS_MANIFEST},   {".csv.gz", CORPUS_MANIFEST},
                   {".tsv.gz", CORPUS_MANIFEST},  {".ndjson", CORPUS_NDJSON},  {".jsonl", CORPUS_NDJSON},
                   {".ndjson.gz", CORPUS_NDJSON}, {".jsonl.gz", CORPUS_NDJSON}};
    if (standard_input_is_named(path)) {
        return CORPUS_NDJSON;
    }
    if (S_ISDIR(facts->st_mode)) {
        return CORPUS_FOLDER;
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (corpus_path_ends_with(span_of(path), endings[i].ending)) {
            return endings[i].kind;
        }
    }
    return CORPUS_UNKNOWN;
}

enum status corpus_kind_look(const char *path, const char *where, enum corpus_kind *kind, struct failure *failure)
{
    struct stat facts = {0};
    size_t broken;
    if (!utf8_is_valid(span_of(path), &broken)) {
        return failure_set(
            failure, FAILURE_USAGE,
            "a corpus has a name that is not UTF-8, and results name it; rename it, or name a link to it");
    }
    if (!standard_input_is_named(path) && stat(path, &facts) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return corpus_path_missing(path, where, failure);
        }
        const char *const reason = strerrordesc_np(errno);
        return failure_set(failure, FAILURE_NO_INPUT, "%s%s: cannot be opened: %s", where, path,
                           reason != NULL ? reason : "unknown error");
    }
    *kind = kind_of(path, &facts);
    return STATUS_OK;
}

enum status corpus_kind_find(const char *path, const char *where, enum corpus_kind *kind, struct failure *failure)
{
    if (corpus_kind_look(path, where, kind, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (*kind == CORPUS_UNKNOWN) {
        return failure_set(failure, FAILURE_USAGE,
                           "%s%s: a corpus is a folder of texts, a manifest (.csv, .tsv) or NDJSON (.ndjson, .jsonl), "
                           "these also .gz, or - for NDJSON on standard input; put single texts into a folder",
                           where, path);
    }
    return STATUS_OK;
}
