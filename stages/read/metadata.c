/* metadata.c - one table of field names serves manifests, NDJSON and folders alike. */
#include "metadata.h"

#include <stdio.h>

#include "document_details.h"

static const struct field_place {
    const char *name;
    size_t offset; /* of its span in struct document, or in its details */
    bool is_detail;
} fields[] = {
    {"id", offsetof(struct document, id), false},
    {"source", offsetof(struct document, source), false},
    {"event", offsetof(struct document, event), false},
    {"language", offsetof(struct document, language), false},
    {"date", offsetof(struct document, date), false},
    {"title", offsetof(struct document, title), false},
    {"genre", offsetof(struct document_details, genre), true},
    {"published", offsetof(struct document_details, published), true},
    {"translated_from", offsetof(struct document_details, translated_from), true},
};

static const struct field_place *field_of(struct span name)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (span_equal(name, span_of(fields[i].name))) {
            return &fields[i];
        }
    }
    return NULL;
}

bool metadata_is_field(struct span name)
{
    return span_equal(name, span_of("path")) || field_of(name) != NULL;
}

static enum status set_field(const struct field_place *field, struct span value, struct arena *arena,
                             struct document *document, struct failure *failure)
{
    struct document_details *details = NULL;
    if (field->is_detail && value.length == 0 && document->details == NULL) {
        return STATUS_OK;
    }
    if (field->is_detail && document_details_make(document, arena, &details, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const owner = field->is_detail ? (char *)details : (char *)document;
    *(struct span *)(void *)(owner + field->offset) = value;
    return STATUS_OK;
}

static enum status carry(const struct column *columns, size_t count, struct arena *arena, struct document *document,
                         struct failure *failure)
{
    struct document_details *details;
    if (count == 0 && document->details == NULL) {
        return STATUS_OK;
    }
    if (document_details_make(document, arena, &details, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    details->columns = columns;
    details->column_count = count;
    return STATUS_OK;
}

bool metadata_find(const struct metadata *metadata, struct span name, struct span *value)
{
    for (size_t i = 0; i < metadata->count; i++) {
        if (span_equal(metadata->columns[i].name, name)) {
            if (value != NULL) {
                *value = metadata->columns[i].value;
            }
            return true;
        }
    }
    return false;
}

static void play(const struct metadata *metadata, const char *column, struct span *part)
{
    if (column != NULL) {
        *part = (struct span){0};
        (void)metadata_find(metadata, span_of(column), part);
    }
}

enum status metadata_apply(const struct metadata *metadata, const struct settings *settings, struct arena *arena,
                           struct document *document, struct failure *failure)
{
    void *memory;
    if (arena_take(arena, metadata->count * sizeof(struct column), &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct column *const carried = memory;
    size_t carried_count = 0;
    const struct span default_id = document->id;
    for (size_t i = 0; i < metadata->count; i++) {
        const struct column column = metadata->columns[i];
        const struct field_place *const field = field_of(column.name);
        if (field != NULL) {
            if (set_field(field, column.value, arena, document, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
        } else if (!metadata_is_field(column.name)) {
            carried[carried_count++] = column;
        }
    }
    if (document->id.length == 0) {
        document->id = default_id;
    }
    if (settings != NULL) {
        play(metadata, settings->source_column, &document->source);
        play(metadata, settings->event_column, &document->event);
    }
    return carry(carried, carried_count, arena, document, failure);
}

bool metadata_satisfies(const struct metadata *metadata, const struct settings *settings)
{
    for (size_t i = 0; i < settings->condition_count; i++) {
        struct span value;
        if (!metadata_find(metadata, span_of(settings->conditions[i].column), &value) ||
            !span_equal(value, span_of(settings->conditions[i].value))) {
            return false;
        }
    }
    return true;
}

const char *metadata_asked_column(const struct settings *settings, size_t i, const char **option)
{
    if (i < settings->condition_count) {
        *option = "--where";
        return settings->conditions[i].column;
    }
    i -= settings->condition_count;
    if (settings->source_column != NULL && i-- == 0) {
        *option = "--source-column";
        return settings->source_column;
    }
    *option = "--event-column";
    return i == 0 ? settings->event_column : NULL;
}

enum status metadata_not_there(const struct metadata *metadata, const struct settings *settings, size_t i,
                               const char *where, struct failure *failure)
{
    const char *option;
    const char *const asked = metadata_asked_column(settings, i, &option);
    char names[FAILURE_MESSAGE_BYTES / 2] = "";
    size_t used = 0;
    for (size_t j = 0; j < metadata->count && used < sizeof names; j++) {
        const int written = snprintf(names + used, sizeof names - used, "%s%.*s", j == 0 ? "" : ", ",
                                     SPAN_ARGUMENTS(metadata->columns[j].name));
        used += written > 0 ? (size_t)written : 0;
    }
    return failure_set(failure, FAILURE_USAGE, "%s %s: %s has no such column; it has: %s", option, asked, where, names);
}

enum status metadata_check_asked(const struct metadata *metadata, const struct settings *settings, const char *where,
                                 struct failure *failure)
{
    const char *option;
    const char *asked;
    for (size_t i = 0; (asked = metadata_asked_column(settings, i, &option)) != NULL; i++) {
        if (!metadata_find(metadata, span_of(asked), NULL)) {
            return metadata_not_there(metadata, settings, i, where, failure);
        }
    }
    return STATUS_OK;
}
