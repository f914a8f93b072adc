/* line_filter.c - members may differ from line to line, so that a column is unknown shows behind the last line alone.
 */
#include "line_filter.h"

#include <stdlib.h>

#include "array.h"
#include "ndjson.h"

enum status line_filter_open(struct line_filter *filter, const struct settings *settings, struct failure *failure)
{
    const char *option;
    void *memory;
    *filter = (struct line_filter){.settings = settings};
    while (metadata_asked_column(settings, filter->count, &option) != NULL) {
        filter->count++;
    }
    if (array_zeroed(&memory, filter->count, sizeof *filter->seen, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    filter->seen = memory;
    return STATUS_OK;
}

void line_filter_close(struct line_filter *filter)
{
    free(filter->seen);
    arena_free(&filter->arena);
    *filter = (struct line_filter){0};
}

static enum status keep_names(struct line_filter *filter, const struct metadata *metadata, struct failure *failure)
{
    void *memory;
    if (arena_take(&filter->arena, metadata->count * sizeof(struct column), &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    filter->first = (struct metadata){memory, metadata->count};
    for (size_t i = 0; i < metadata->count; i++) {
        filter->first.columns[i].value = (struct span){0};
        if (arena_copy(&filter->arena, metadata->columns[i].name, &filter->first.columns[i].name, failure) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    filter->has_first = true;
    return STATUS_OK;
}

static enum status look_at(struct line_filter *filter, const struct metadata *metadata, bool *wanted,
                           struct failure *failure)
{
    const char *option;
    *wanted = metadata_satisfies(metadata, filter->settings);
    for (size_t i = 0; i < filter->count; i++) {
        const struct span name = span_of(metadata_asked_column(filter->settings, i, &option));
        filter->seen[i] = filter->seen[i] || metadata_find(metadata, name, NULL);
    }
    return filter->has_first ? STATUS_OK : keep_names(filter, metadata, failure);
}

enum status line_filter_look(struct line_filter *filter, struct span line, struct spill *spill, struct arena *arena,
                             bool *wanted, struct failure *failure)
{
    struct ndjson ndjson;
    struct failure malformed = {0};
    enum status status = STATUS_OK;
    *wanted = true;
    if (ndjson_parse(&ndjson, line, spill, arena, &malformed) == STATUS_OK) {
        status = look_at(filter, &ndjson.metadata, wanted, failure);
    } else if (malformed.kind != FAILURE_DATA) {
        *failure = malformed;
        status = STATUS_FAILED;
    }
    ndjson_free(&ndjson);
    return status;
}

enum status line_filter_check(const struct line_filter *filter, const char *path, struct failure *failure)
{
    for (size_t i = 0; i < filter->count && filter->has_first; i++) {
        if (!filter->seen[i]) {
            return metadata_not_there(&filter->first, filter->settings, i, path, failure);
        }
    }
    return STATUS_OK;
}
