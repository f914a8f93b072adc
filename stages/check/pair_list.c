/* pair_list.c - the coordinate format of Matrix Market as mizan writes it: comments, sizes, an entry a line. */
#include "pair_list.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

struct lines {
    FILE *file;
    const char *path;
    char *text;
    size_t capacity;
    uint64_t number;
};

static enum status malformed(const struct lines *lines, const char *expected, struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA,
                       "%s:%" PRIu64 ": %s was expected; the file is not as mizan wrote it: run mizan compare again",
                       lines->path, lines->number, expected);
}

/* The next line that is no comment; *found false behind the last. */
static enum status next_line(struct lines *lines, bool *found, struct failure *failure)
{
    *found = false;
    do {
        errno = 0;
        if (getline(&lines->text, &lines->capacity, lines->file) < 0) {
            if (errno == ENOMEM)
                return failure_memory(failure, lines->path);
            return ferror(lines->file) ? failure_errno(failure, "read", lines->path, errno) : STATUS_OK;
        }
        lines->number++;
    } while (lines->text[0] == '%');
    *found = true;
    return STATUS_OK;
}

/* "row column similarity", from 1 */
static bool parse_pair(const char *text, size_t documents, struct listed_pair *pair)
{
    char *rest = NULL;
    if (text[0] < '0' || text[0] > '9')
        return false;
    const unsigned long long row = strtoull(text, &rest, 10);
    if (*rest != ' ' || rest[1] < '0' || rest[1] > '9')
        return false;
    const unsigned long long column = strtoull(rest + 1, &rest, 10);
    if (*rest != ' ' || row > documents || column == 0 || column >= row || row > UINT32_MAX)
        return false;
    char *const number = rest + 1;
    pair->similarity = strtod(number, &rest);
    pair->row = (uint32_t)row - 1;
    pair->column = (uint32_t)column - 1;
    return rest != number && (*rest == '\n' || *rest == '\0') && isfinite(pair->similarity);
}

static enum status read_pairs(struct pair_list *list, struct lines *lines, size_t documents, struct failure *failure)
{
    bool found = false;
    unsigned long long rows = 0, columns = 0, entries = 0;
    if (next_line(lines, &found, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!found || sscanf(lines->text, "%llu %llu %llu", &rows, &columns, &entries) != 3 || rows != documents ||
        columns != documents)
        return malformed(lines, "a line of sizes, rows and columns as many as documents.csv has", failure);
    for (;;) {
        struct listed_pair pair;
        if (next_line(lines, &found, failure) != STATUS_OK)
            return STATUS_FAILED;
        if (!found)
            return list->count == entries ? STATUS_OK
                                          : malformed(lines, "as many pairs as the line of sizes says", failure);
        if (!parse_pair(lines->text, documents, &pair))
            return malformed(lines, "a pair below the diagonal and its similarity", failure);
        pair.line = lines->number;
        if (array_reserve((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items, failure) !=
            STATUS_OK)
            return STATUS_FAILED;
        list->items[list->count++] = pair;
    }
}

static int compare_pairs(const void *a, const void *b)
{
    const struct listed_pair *const first = a, *const second = b;
    if (first->row != second->row)
        return first->row < second->row ? -1 : 1;
    return (first->column > second->column) - (first->column < second->column);
}

enum status pair_list_read(struct pair_list *list, const char *folder, size_t documents, struct failure *failure)
{
    *list = (struct pair_list){0};
    const size_t room = strlen(folder) + sizeof "/similarity.mtx";
    char *const path = malloc(room);
    if (path == NULL)
        return failure_memory(failure, "the pairs");
    (void)snprintf(path, room, "%s/similarity.mtx", folder);
    struct lines lines = {.file = fopen(path, "rbe"), .path = path};
    enum status status = STATUS_OK;
    if (lines.file == NULL && errno != ENOENT)
        status = failure_errno(failure, "open", path, errno);
    list->is_there = lines.file != NULL;
    if (list->is_there) {
        status = read_pairs(list, &lines, documents, failure);
        (void)fclose(lines.file);
    }
    if (status == STATUS_OK && list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare_pairs);
    free(lines.text);
    free(path);
    return status;
}

void pair_list_free(struct pair_list *list)
{
    free(list->items);
    *list = (struct pair_list){0};
}
