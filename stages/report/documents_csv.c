/*
 * documents_csv.c - the carried columns of all documents are laid side by side: documents of one manifest bring the
 * same columns in the same order, so a column is looked for first where it stood in the union.
 */
#include "documents_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "csv_writer.h"
#include "document_details.h"
#include "repairs_csv.h"
#include "script.h"

enum { NAME_BYTES = 64, CRC_BYTES = 9 };

struct column_names {
    struct span *items;
    size_t count, capacity;
};

static bool has_name(const struct column_names *names, struct span name, size_t guess)
{
    if (guess < names->count && span_equal(names->items[guess], name))
        return true;
    for (size_t i = 0; i < names->count; i++) {
        if (span_equal(names->items[i], name))
            return true;
    }
    return false;
}

static enum status gather_names(struct column_names *names, struct document *const *documents, size_t count,
                                struct failure *failure)
{
    for (size_t i = 0; i < count; i++) {
        const struct document_details *const details = document_details(documents[i]);
        for (size_t j = 0; j < details->column_count; j++) {
            const struct span name = details->columns[j].name;
            if (has_name(names, name, j))
                continue;
            if (array_reserve((void **)&names->items, &names->capacity, names->count + 1, sizeof *names->items,
                              failure) != STATUS_OK)
                return STATUS_FAILED;
            names->items[names->count++] = name;
        }
    }
    return STATUS_OK;
}

static struct span carried_value(const struct document *document, struct span name, size_t guess)
{
    const struct document_details *const details = document_details(document);
    if (guess < details->column_count && span_equal(details->columns[guess].name, name))
        return details->columns[guess].value;
    for (size_t i = 0; i < details->column_count; i++) {
        if (span_equal(details->columns[i].name, name))
            return details->columns[i].value;
    }
    return (struct span){0};
}

enum optional { OPTIONAL_GENRE, OPTIONAL_PUBLISHED, OPTIONAL_TRANSLATED_FROM, OPTIONAL_COUNT };

static struct span optional_value(const struct document *document, enum optional column)
{
    switch (column) {
    case OPTIONAL_GENRE:
        return document_details(document)->genre;
    case OPTIONAL_PUBLISHED:
        return document_details(document)->published;
    case OPTIONAL_TRANSLATED_FROM:
    case OPTIONAL_COUNT:
        break;
    }
    return document_details(document)->translated_from;
}

/* What the table has beside its fixed columns. */
struct layout {
    bool has_optional[OPTIONAL_COUNT];
    struct column_names carried;
};

static const char fixed_names[] = "document,source,event,language,date,title,encoding,bytes,segments,tokens,terms,"
                                  "warnings,own_bytes,script,language_detected,path,text_crc32";
static const char *const optional_names[OPTIONAL_COUNT] = {"genre", "published", "translated_from"};

/* Is `name` a column of the table's own, whether or not this one has it? */
static bool is_own_name(struct span name)
{
    for (const char *at = fixed_names; *at != '\0';) {
        const size_t length = strcspn(at, ",");
        if (span_equal(name, (struct span){at, length}))
            return true;
        at += length + (at[length] == ',');
    }
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++) {
        if (span_equal(name, span_of(field_names[field])))
            return true;
    }
    for (int column = 0; column < OPTIONAL_COUNT; column++) {
        if (span_equal(name, span_of(optional_names[column])))
            return true;
    }
    static const char repaired[] = "repaired_"; /* and what has been repaired */
    return span_equal(name, span_of("repairs")) ||
           (name.length > strlen(repaired) && memcmp(name.bytes, repaired, strlen(repaired)) == 0);
}

/* A carried column that has a name of ours gets CARRIED_PREFIX, as often as it takes to be the only one. */
static enum status write_carried_name(struct csv_writer *csv, const struct column_names *carried, struct span name,
                                      struct failure *failure)
{
    static const char prefix[] = CARRIED_PREFIX;
    if (!is_own_name(name)) {
        csv_span(csv, name);
        return STATUS_OK;
    }
    size_t capacity = 0, length = name.length;
    char *shown = NULL;
    do {
        length += sizeof prefix - 1;
        if (array_reserve((void **)&shown, &capacity, length, 1, failure) != STATUS_OK) {
            free(shown);
            return STATUS_FAILED;
        }
        for (size_t i = 0; i < length - name.length; i++)
            shown[i] = prefix[i % (sizeof prefix - 1)];
        memcpy(shown + length - name.length, name.bytes, name.length);
    } while (has_name(carried, (struct span){shown, length}, 0));
    csv_span(csv, (struct span){shown, length});
    free(shown);
    return STATUS_OK;
}

static enum status write_header(struct csv_writer *csv, const struct layout *layout, struct failure *failure)
{
    csv_names(csv, fixed_names);
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++)
        csv_text(csv, field_names[field]);
    csv_text(csv, "repairs");
    for (int kind = 0; kind < REPAIR_COUNT; kind++) {
        char name[NAME_BYTES];
        (void)snprintf(name, sizeof name, "repaired_%s", repair_names[kind]);
        csv_text(csv, name);
    }
    for (int column = 0; column < OPTIONAL_COUNT; column++) {
        if (layout->has_optional[column])
            csv_text(csv, optional_names[column]);
    }
    for (size_t i = 0; i < layout->carried.count; i++) {
        if (write_carried_name(csv, &layout->carried, layout->carried.items[i], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return csv_end_row(csv, failure);
}

static void write_crc(struct csv_writer *csv, uint32_t crc)
{
    char text[CRC_BYTES];
    (void)snprintf(text, sizeof text, "%08lx", (unsigned long)crc);
    csv_text(csv, text);
}

static enum status write_row(struct csv_writer *csv, const struct document *document, const struct layout *layout,
                             struct failure *failure)
{
    csv_span(csv, document->id);
    csv_span(csv, document->source);
    csv_span(csv, document->event);
    csv_span(csv, document->language);
    csv_span(csv, document->date);
    csv_span(csv, document->title);
    csv_text(csv, document->encoding);
    csv_integer(csv, document->bytes);
    csv_integer(csv, document->segments);
    csv_integer(csv, document->tokens);
    csv_integer(csv, document->terms);
    csv_integer(csv, document->warnings);
    csv_text(csv, document->own_bytes ? "yes" : "no");
    csv_text(csv, script_code((enum script)document->script));
    csv_text(csv, document->language_detected ? "yes" : "no");
    csv_span(csv, document->path);
    write_crc(csv, document->crc);
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++)
        csv_integer(csv, document_details(document)->cut_tokens[field]);
    csv_integer(csv, repairs_csv_count(document));
    for (int kind = 0; kind < REPAIR_COUNT; kind++)
        csv_integer(csv, document_details(document)->repairs[kind]);
    for (int column = 0; column < OPTIONAL_COUNT; column++) {
        if (layout->has_optional[column])
            csv_span(csv, optional_value(document, (enum optional)column));
    }
    for (size_t i = 0; i < layout->carried.count; i++)
        csv_span(csv, carried_value(document, layout->carried.items[i], i));
    return csv_end_row(csv, failure);
}

static enum status write_table(struct csv_writer *csv, struct document *const *documents, size_t count,
                               const struct layout *layout, struct failure *failure)
{
    enum status status = write_header(csv, layout, failure);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = write_row(csv, documents[i], layout, failure);
    return status;
}

enum status documents_csv_write(struct writer *writer, struct document *const *documents, size_t count,
                                struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    struct layout layout = {0};
    for (size_t i = 0; i < count; i++) {
        for (int column = 0; column < OPTIONAL_COUNT; column++)
            layout.has_optional[column] |= optional_value(documents[i], (enum optional)column).length > 0;
    }
    enum status status = gather_names(&layout.carried, documents, count, failure);
    if (status == STATUS_OK)
        status = write_table(&csv, documents, count, &layout, failure);
    free(layout.carried.items);
    return status;
}

static enum status write_label(struct csv_writer *csv, const struct document *document, uint64_t segment,
                               struct failure *failure)
{
    csv_span(csv, document->id);
    csv_span(csv, document->source);
    csv_span(csv, document->event);
    csv_span(csv, document->language);
    if (segment > 0)
        csv_integer(csv, segment);
    return csv_end_row(csv, failure);
}

enum status documents_csv_write_labels(struct writer *writer, struct document *const *documents, size_t count,
                                       const uint64_t *segment_starts, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv,
              segment_starts != NULL ? "document,source,event,language,segment" : "document,source,event,language");
    enum status status = csv_end_row(&csv, failure);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (segment_starts == NULL) {
            status = write_label(&csv, documents[i], 0, failure);
            continue;
        }
        const uint64_t segments = segment_starts[i + 1] - segment_starts[i];
        for (uint64_t segment = 1; segment <= segments && status == STATUS_OK; segment++)
            status = write_label(&csv, documents[i], segment, failure);
    }
    return status;
}
