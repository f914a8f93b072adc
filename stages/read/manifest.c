/*
 * manifest.c - libcsv is fed one physical line at a time: it does not know where in the file it is, and a message
 * without the line would leave its reader to search.
 *
 * Strict for commas (RFC 4180: a quote only around a field, doubled inside); a table of tabs may hold quotes as they
 * come. Spaces belong to the field, so libcsv's trimming is switched off.
 */
#include "manifest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include <csv.h>

#include "array.h"
#include "corpus_path.h"
#include "line_reader.h"
#include "utf8.h"

struct parse {
    struct manifest *manifest;
    const struct table_key *key;
    struct arena *arena;
    struct span *fields; /* of the row that is being read */
    size_t field_count, field_capacity;
    uint64_t row_line; /* where that row begins; 0 between rows */
    uint64_t line;     /* that is being read: a carriage return alone ends a row within it */
    struct failure *failure;
    enum status status; /* libcsv's callbacks cannot fail */
};

static enum status malformed(const struct parse *parse, uint64_t line, const char *what)
{
    return failure_set(parse->failure, FAILURE_DATA, "%s:%" PRIu64 ": %s", parse->manifest->path.bytes, line, what);
}

static void take_field(void *bytes, size_t length, void *context)
{
    struct parse *const parse = context;
    struct span copy;
    if (parse->status != STATUS_OK) {
        return;
    }
    if (parse->row_line == 0) {
        parse->row_line = parse->line;
    }
    parse->status = STATUS_FAILED;
    if (array_reserve((void **)&parse->fields, &parse->field_capacity, parse->field_count + 1, sizeof copy,
                      parse->failure) == STATUS_OK &&
        arena_copy(parse->arena, (struct span){bytes, length}, &copy, parse->failure) == STATUS_OK) {
        parse->fields[parse->field_count++] = copy;
        parse->status = STATUS_OK;
    }
}

static enum status copy_fields(const struct parse *parse, struct span **copy)
{
    void *memory;
    if (arena_take(parse->arena, parse->field_count * sizeof **copy, &memory, parse->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *copy = memory;
    memcpy(memory, parse->fields, parse->field_count * sizeof **copy);
    return STATUS_OK;
}

/* Spreadsheets of many countries write semicolons into a "CSV" file. */
static enum status no_key_column(const struct parse *parse)
{
    const struct span first = parse->fields[0];
    if (parse->field_count == 1 && memchr(first.bytes, ';', first.length) != NULL) {
        return malformed(parse, parse->row_line,
                         "the header row is one field with semicolons in it; save the table with commas, or as .tsv "
                         "with tabs");
    }
    if (parse->field_count == 1 && memchr(first.bytes, '\t', first.length) != NULL) {
        return malformed(parse, parse->row_line,
                         "the header row is one field with tabs in it; name the file .tsv, or save it with commas");
    }
    for (size_t i = 0; i < parse->field_count; i++) {
        struct span name = parse->fields[i];
        for (; name.length > 0 && name.bytes[0] == ' '; name.length--) {
            name.bytes++;
        }
        while (name.length > 0 && name.bytes[name.length - 1] == ' ') {
            name.length--;
        }
        if (name.length == strlen(parse->key->name) && strncasecmp(name.bytes, parse->key->name, name.length) == 0) {
            return failure_set(parse->failure, FAILURE_DATA,
                               "%s:%" PRIu64 ": the header row names column %zu \"%.*s\"; it must be `%s`, in small "
                               "letters and without spaces",
                               parse->manifest->path.bytes, parse->row_line, i + 1, SPAN_ARGUMENTS(parse->fields[i]),
                               parse->key->name);
        }
    }
    return failure_set(parse->failure, FAILURE_DATA, "%s:%" PRIu64 ": the header row names no column `%s`; %s",
                       parse->manifest->path.bytes, parse->row_line, parse->key->name, parse->key->meaning);
}

static enum status take_header(struct parse *parse)
{
    struct manifest *const manifest = parse->manifest;
    bool has_key = false;
    for (size_t i = 0; i < parse->field_count; i++) {
        const struct span name = parse->fields[i];
        has_key = has_key || span_equal(name, span_of(parse->key->name));
        if (name.length == 0) {
            return failure_set(parse->failure, FAILURE_DATA,
                               "%s:%" PRIu64 ": column %zu has no name in the header row; name it, or take it out",
                               manifest->path.bytes, parse->row_line, i + 1);
        }
        for (size_t j = 0; j < i; j++) {
            if (span_equal(name, parse->fields[j])) {
                return failure_set(parse->failure, FAILURE_DATA,
                                   "%s:%" PRIu64 ": columns %zu and %zu are both named \"%.*s\"; rename one of them",
                                   manifest->path.bytes, parse->row_line, j + 1, i + 1, SPAN_ARGUMENTS(name));
            }
        }
    }
    if (!has_key) {
        return no_key_column(parse);
    }
    manifest->column_count = parse->field_count;
    return copy_fields(parse, &manifest->columns);
}

static enum status take_body_row(struct parse *parse)
{
    struct manifest *const manifest = parse->manifest;
    if (parse->field_count != manifest->column_count) {
        return failure_set(parse->failure, FAILURE_DATA,
                           "%s:%" PRIu64 ": the row has %zu %s where the header has %zu; %s", manifest->path.bytes,
                           parse->row_line, parse->field_count, parse->field_count == 1 ? "field" : "fields",
                           manifest->column_count,
                           parse->field_count > manifest->column_count ? "quote a field that holds the separator"
                                                                       : "leave a field empty, but not out");
    }
    if (array_reserve((void **)&manifest->rows, &manifest->row_capacity, manifest->row_count + 1,
                      sizeof *manifest->rows, parse->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct span *values;
    if (copy_fields(parse, &values) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < parse->field_count; i++) {
        if (values[i].length == 0 && span_equal(manifest->columns[i], span_of(parse->key->name))) {
            return failure_set(parse->failure, FAILURE_DATA, "%s:%" PRIu64 ": the row's `%s` is empty; it must %s",
                               manifest->path.bytes, parse->row_line, parse->key->name, parse->key->duty);
        }
    }
    manifest->rows[manifest->row_count++] = (struct manifest_row){parse->row_line, values};
    return STATUS_OK;
}

static void take_row(int terminator, void *context)
{
    (void)terminator;
    struct parse *const parse = context;
    if (parse->status == STATUS_OK) {
        parse->status = parse->manifest->columns == NULL ? take_header(parse) : take_body_row(parse);
    }
    parse->field_count = 0;
    parse->row_line = 0;
}

static enum status check_bytes(const struct parse *parse, struct span line, uint64_t number)
{
    size_t broken;
    if (!utf8_is_valid(line, &broken)) {
        return failure_set(parse->failure, FAILURE_DATA,
                           "%s:%" PRIu64 ": byte %zu of the line is not UTF-8; save the table as UTF-8",
                           parse->manifest->path.bytes, number, broken + 1);
    }
    if (memchr(line.bytes, '\0', line.length) != NULL) {
        return malformed(parse, number, "the line holds a NUL byte; a table of text was expected");
    }
    return STATUS_OK;
}

static enum status csv_failed(struct csv_parser *parser, const struct parse *parse, uint64_t line)
{
    if (csv_error(parser) == CSV_EPARSE) {
        return malformed(parse, line,
                         "a quote stands inside a field, or behind its closing quote; put quotes around the whole "
                         "field and double those inside");
    }
    return failure_memory(parse->failure, parse->manifest->path.bytes);
}

static enum status parse_lines(struct parse *parse, struct csv_parser *parser, struct line_reader *reader)
{
    struct span line;
    uint64_t number;
    bool found;
    for (;;) {
        if (line_reader_next(reader, &line, &number, &found, parse->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (!found) {
            break;
        }
        if (check_bytes(parse, line, number) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (parse->row_line == 0) {
            if (line_trim(line).length == 0) {
                continue;
            }
            parse->row_line = number;
        }
        parse->line = number;
        if (csv_parse(parser, line.bytes, line.length, take_field, take_row, parse) != line.length) {
            return parse->status != STATUS_OK ? STATUS_FAILED : csv_failed(parser, parse, number);
        }
        if (parse->status != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (parse->row_line == 0 && parser->pstate != 0) { /* a row has begun behind a carriage return */
            parse->row_line = number;
        }
    }
    const uint64_t last_row = parse->row_line;
    if (csv_fini(parser, take_field, take_row, parse) != 0) {
        return malformed(parse, last_row, "a quote is opened in this row and never closed; close it, or double it");
    }
    return parse->status;
}

/* Every space belongs to its field. */
static int is_no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static enum status parse_table(struct parse *parse, struct line_reader *reader)
{
    const bool tabs =
        corpus_path_ends_with(parse->manifest->path, ".tsv") || corpus_path_ends_with(parse->manifest->path, ".tsv.gz");
    struct csv_parser parser;
    if (csv_init(&parser, (unsigned char)(CSV_STRICT_FINI | (tabs ? 0 : CSV_STRICT))) != 0) {
        return failure_set(parse->failure, FAILURE_INTERNAL, "libcsv does not start");
    }
    csv_set_delim(&parser, tabs ? CSV_TAB : CSV_COMMA);
    csv_set_space_func(&parser, is_no_space);
    csv_set_realloc_func(&parser, realloc);
    csv_set_free_func(&parser, free);
    const enum status status = parse_lines(parse, &parser, reader);
    csv_free(&parser);
    if (status == STATUS_OK && parse->manifest->columns == NULL) {
        return failure_set(parse->failure, FAILURE_DATA,
                           "%s:1: the table is empty; a header row with a column `%s` was expected",
                           parse->manifest->path.bytes, parse->key->name);
    }
    return status;
}

enum status manifest_read_table(struct manifest *manifest, const char *path, const struct table_key *key,
                                struct arena *arena, struct flow *flow, struct failure *failure)
{
    struct line_reader *reader;
    if (arena_copy(arena, span_of(path), &manifest->path, failure) != STATUS_OK ||
        line_reader_open(&reader, path, flow, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct parse parse = {.manifest = manifest, .key = key, .arena = arena, .failure = failure};
    enum status status = parse_table(&parse, reader);
    if (status == STATUS_OK) {
        status = line_reader_stored(reader, &manifest->stored_bytes, &manifest->stored_crc, failure);
    }
    free(parse.fields);
    line_reader_close(reader);
    return status;
}

enum status manifest_read(struct manifest *manifest, const char *path, struct arena *arena, struct flow *flow,
                          struct failure *failure)
{
    static const struct table_key key = {
        .name = "path", .meaning = "it says where each text is, relative to this file", .duty = "name a text file"};
    return manifest_read_table(manifest, path, &key, arena, flow, failure);
}

void manifest_free(struct manifest *manifest)
{
    free(manifest->rows);
    *manifest = (struct manifest){0};
}

struct metadata manifest_metadata(const struct manifest *manifest, size_t row, struct column *columns)
{
    for (size_t i = 0; i < manifest->column_count; i++) {
        columns[i] = (struct column){manifest->columns[i], manifest->rows[row].values[i]};
    }
    return (struct metadata){columns, manifest->column_count};
}

enum status manifest_locate(const struct manifest *manifest, size_t row, struct span root, struct arena *arena,
                            struct span *path, struct span *id, struct failure *failure)
{
    size_t column = 0;
    while (!span_equal(manifest->columns[column], span_of("path"))) {
        column++;
    }
    const struct span given = manifest->rows[row].values[column];
    *id = corpus_path_stem(given);
    if (corpus_path_climbs(given)) {
        return failure_set(failure, FAILURE_DATA,
                           "%s:%" PRIu64 ": the path %.*s leaves the corpus folder; copy the file into the folder",
                           manifest->path.bytes, manifest->rows[row].line, SPAN_ARGUMENTS(given));
    }
    char *where;
    if (corpus_path_join(arena, corpus_path_folder(manifest->path), given, path, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (asprintf(&where, "%s:%" PRIu64 ": ", manifest->path.bytes, manifest->rows[row].line) < 0) {
        return failure_memory(failure, manifest->path.bytes);
    }
    const enum status status = corpus_path_check(root, path->bytes, where, failure);
    free(where);
    return status;
}
