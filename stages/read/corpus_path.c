/*
 * corpus_path.c - a corpus may come from anybody, so its manifest and its links must not reach files outside of it:
 * paths are compared after realpath(3).
 */
#include "corpus_path.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
    COMPARED_BYTES = 128,   /* of a name, when a likely one is looked for */
    LIKELY_PART = 3,        /* a likely name differs in at most a third of its bytes */
    GZIP_ENDING_LENGTH = 3, /* ".gz" */
};

enum status corpus_path_join(struct arena *arena, struct span folder, struct span name, struct span *path,
                             struct failure *failure)
{
    if (folder.length == 0 || (name.length > 0 && name.bytes[0] == '/')) {
        return arena_copy(arena, name, path, failure);
    }
    const size_t slash = folder.bytes[folder.length - 1] != '/';
    const size_t length = folder.length + slash + name.length;
    void *memory;
    if (arena_take(arena, length + 1, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const joined = memory;
    memcpy(joined, folder.bytes, folder.length);
    if (slash > 0) {
        joined[folder.length] = '/';
    }
    if (name.length > 0) {
        memcpy(joined + folder.length + slash, name.bytes, name.length);
    }
    joined[length] = '\0';
    *path = (struct span){joined, length};
    return STATUS_OK;
}

struct span corpus_path_name(struct span path)
{
    const char *const slash = path.length == 0 ? NULL : memrchr(path.bytes, '/', path.length);
    if (slash == NULL) {
        return path;
    }
    const size_t before = (size_t)(slash - path.bytes) + 1;
    return (struct span){path.bytes + before, path.length - before};
}

struct span corpus_path_folder(struct span path)
{
    const size_t before = path.length - corpus_path_name(path).length;
    return (struct span){path.bytes, before > 1 ? before - 1 : before};
}

bool corpus_path_ends_with(struct span path, const char *ending)
{
    const size_t length = strlen(ending);
    return path.length >= length && memcmp(path.bytes + path.length - length, ending, length) == 0;
}

struct span corpus_path_stem(struct span path)
{
    if (corpus_path_ends_with(path, ".gz") && corpus_path_name(path).length > GZIP_ENDING_LENGTH) {
        path.length -= GZIP_ENDING_LENGTH;
    }
    const struct span name = corpus_path_name(path);
    const char *const dot = name.length == 0 ? NULL : memrchr(name.bytes, '.', name.length);
    if (dot != NULL && dot > name.bytes) {
        path.length = (size_t)(dot - path.bytes);
    }
    return path;
}

bool corpus_path_climbs(struct span relative)
{
    size_t depth = 0;
    while (relative.length > 0) {
        const char *const slash = memchr(relative.bytes, '/', relative.length);
        const size_t length = slash != NULL ? (size_t)(slash - relative.bytes) : relative.length;
        const struct span step = {relative.bytes, length};
        if (span_equal(step, span_of(".."))) {
            if (depth == 0) {
                return true;
            }
            depth--;
        } else if (length > 0 && !span_equal(step, span_of("."))) {
            depth++;
        }
        const size_t used = length + (slash != NULL);
        relative = (struct span){relative.bytes + used, relative.length - used};
    }
    return false;
}

static enum status cannot_open(const char *path, const char *where, int error, struct failure *failure)
{
    if (error == ENOMEM) {
        return failure_memory(failure, path);
    }
    if (error == ENOENT || error == ENOTDIR) {
        return corpus_path_missing(path, where, failure);
    }
    const char *const reason = strerrordesc_np(error);
    return failure_set(failure, FAILURE_NO_INPUT, "%s%s: cannot be opened: %s", where, path,
                       reason != NULL ? reason : "unknown error");
}

bool corpus_path_dangles(const char *path)
{
    struct stat facts;
    if (lstat(path, &facts) != 0 || !S_ISLNK(facts.st_mode)) {
        return false;
    }
    return stat(path, &facts) != 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP);
}

enum status corpus_path_resolve(struct arena *arena, const char *path, struct span *resolved, struct failure *failure)
{
    char absolute[PATH_MAX];
    if (realpath(path, absolute) == NULL) {
        return cannot_open(path, "", errno, failure);
    }
    return arena_copy(arena, span_of(absolute), resolved, failure);
}

static bool is_inside(struct span root, const char *absolute)
{
    if (span_equal(root, span_of("/"))) {
        return true;
    }
    return strncmp(absolute, root.bytes, root.length) == 0 &&
           (absolute[root.length] == '/' || absolute[root.length] == '\0');
}

enum status corpus_path_check_inside(struct span root, const char *path, const char *where, struct failure *failure)
{
    char absolute[PATH_MAX];
    if (realpath(path, absolute) == NULL) {
        return cannot_open(path, where, errno, failure);
    }
    if (!is_inside(root, absolute)) {
        return failure_set(failure, FAILURE_DATA,
                           "%s%s leaves the corpus folder %.*s (it is %s); copy what it names into the folder", where,
                           path, SPAN_ARGUMENTS(root), absolute);
    }
    return STATUS_OK;
}

enum status corpus_path_check(struct span root, const char *path, const char *where, struct failure *failure)
{
    if (corpus_path_check_inside(root, path, where, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct stat facts;
    if (stat(path, &facts) != 0) {
        return cannot_open(path, where, errno, failure);
    }
    if (!S_ISREG(facts.st_mode)) {
        return failure_set(failure, FAILURE_NO_INPUT, "%s%s is %s where a text file was expected", where, path,
                           S_ISDIR(facts.st_mode) ? "a folder" : "no regular file");
    }
    return STATUS_OK;
}

/* ---- the name that was probably meant -------------------------------------------------------------------------------
 */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, changes and swaps of neighbours (optimal string alignment) between names of at most
 * COMPARED_BYTES. */
static size_t distance_of(struct span a, struct span b)
{
    size_t rows[3][COMPARED_BYTES + 1]; /* i - 2, i - 1 and i, modulo 3 */
    for (size_t j = 0; j <= b.length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a.length; i++) {
        size_t *const row = rows[i % 3];
        const size_t *const before = rows[(i + 2) % 3], *const second = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            const size_t changed = before[j - 1] + (a.bytes[i - 1] != b.bytes[j - 1]);
            row[j] = least(changed, least(before[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] && a.bytes[i - 2] == b.bytes[j - 1]) {
                row[j] = least(row[j], second[j - 2] + 1);
            }
        }
    }
    return rows[a.length % 3][b.length];
}

/* The nearest name in the folder to `wanted`, on a tie the first by bytes; false if none is near. */
static bool find_likely(const char *folder, struct span wanted, char likely[static NAME_MAX + 1])
{
    size_t best = wanted.length / LIKELY_PART + 1;
    bool found = false;
    DIR *const entries = wanted.length > COMPARED_BYTES ? NULL : opendir(folder);
    if (entries == NULL) {
        return false;
    }
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        const struct span name = span_of(entry->d_name);
        if (entry->d_name[0] == '.' || name.length > COMPARED_BYTES || name.length > wanted.length + best ||
            wanted.length > name.length + best) {
            continue;
        }
        const size_t distance = distance_of(wanted, name);
        if (distance == 0) { /* a link to nowhere is there and is not */
            continue;
        }
        if (distance < best || (found && distance == best && strcmp(entry->d_name, likely) < 0)) {
            best = distance;
            found = true;
            memcpy(likely, name.bytes, name.length + 1);
        }
    }
    (void)closedir(entries);
    return found;
}

enum status corpus_path_missing(const char *path, const char *where, struct failure *failure)
{
    char known[PATH_MAX] = ""; /* the part of the path that is there, with its slash */
    char likely[NAME_MAX + 1];
    const char *step = path;
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        const size_t length = (size_t)(slash - path) + 1;
        char folder[PATH_MAX];
        struct stat facts;
        if (length >= sizeof folder) {
            break;
        }
        memcpy(folder, path, length);
        folder[length] = '\0';
        if (stat(folder, &facts) != 0) {
            break;
        }
        memcpy(known, folder, length + 1);
        step = slash + 1;
    }
    const struct span missing = {step, strcspn(step, "/")};
    if (missing.length > 0 && find_likely(known[0] != '\0' ? known : ".", missing, likely)) {
        return failure_set(failure, FAILURE_NO_INPUT, "%s%s: no such file or folder; did you mean %s%s?", where, path,
                           known, likely);
    }
    return failure_set(failure, FAILURE_NO_INPUT, "%s%s: no such file or folder", where, path);
}
