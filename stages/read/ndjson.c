/*
 * ndjson.c - a line of strings is read as it stands (json_flat.c); else jansson parses, and a short scan of the same
 * line finds a number as it is written: jansson would make 1.50 into 1.5 and refuse an id of twenty digits.
 *
 * jansson's hash seed is random, but objects iterate in the order of insertion (jansson 2.14, json_object_iter), and
 * duplicate keys are refused, so the i-th member of the line is the i-th of the iteration.
 */
#include "ndjson.h"

#include <jansson.h>

#include "json_flat.h"
#include "json_text.h"
#include "line_reader.h"

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The rest of the line behind white space, and behind `mark` if it stands there. */
static struct span skip_to(struct span rest, char mark)
{
    bool passed = false;
    while (rest.length > 0 && (is_space(rest.bytes[0]) || (!passed && rest.bytes[0] == mark))) {
        passed = passed || rest.bytes[0] == mark;
        rest = (struct span){rest.bytes + 1, rest.length - 1};
    }
    return rest;
}

/* Length of the value or key at the head of well-formed JSON. */
static size_t value_length(struct span rest)
{
    size_t depth = 0, at = 0;
    bool quoted = false;
    while (at < rest.length) {
        const char byte = rest.bytes[at];
        if (quoted) {
            at += byte == '\\';
            quoted = byte != '"';
        } else if (depth == 0 && at > 0 &&
                   (is_space(byte) || byte == ',' || byte == ':' || byte == '}' || byte == ']')) {
            break;
        } else {
            quoted = byte == '"';
            depth += byte == '{' || byte == '[';
            depth -= byte == '}' || byte == ']';
        }
        at++;
    }
    return at < rest.length ? at : rest.length;
}

/* A walk over an object's members as they are written, which follows the iteration when it is asked. */
struct written {
    struct span rest;
    size_t passed; /* members */
};

/* Takes the next member off; returns its value. */
static struct span next_written(struct span *rest)
{
    *rest = skip_to(*rest, *rest->bytes == '{' ? '{' : ',');
    const size_t key = value_length(*rest);
    *rest = skip_to((struct span){rest->bytes + key, rest->length - key}, ':');
    const struct span value = {rest->bytes, value_length(*rest)};
    *rest = skip_to((struct span){rest->bytes + value.length, rest->length - value.length}, ' ');
    return value;
}

/* The value of member `index`, which is not passed yet. */
static struct span written_value(struct written *written, size_t index)
{
    struct span value;
    do {
        value = next_written(&written->rest);
    } while (written->passed++ < index);
    return value;
}

static const char *words_of(enum json_error_code code)
{
    switch (code) {
    case json_error_premature_end_of_input:
        return "the line ends inside a value; an object {\"text\": \"...\"} in one line is expected";
    case json_error_end_of_input_expected:
        return "something follows the object; one object a line is expected";
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return "\\u0000 in a string; take it out, text holds none";
    case json_error_duplicate_key:
        return "a member's name stands twice; rename or remove one";
    case json_error_numeric_overflow:
        return "a number is too large; write it as a string";
    case json_error_stack_overflow:
        return "arrays or objects are nested too deeply (2048 levels at most)";
    default:
        return "not well-formed JSON; an object {\"text\": \"...\"} in one line is expected";
    }
}

/* Parses the line without what was cut out. */
static enum status load(struct ndjson *ndjson, struct failure *failure)
{
    json_error_t error;
    const struct span line = ndjson->shortened.line;
    const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY;
    ndjson->root = json_loadb(line.bytes, line.length, flags, &error);
    if (ndjson->root == NULL && json_error_code(&error) == json_error_numeric_overflow) {
        /* an integer above 63 bits: its digits are taken from the line */
        ndjson->root = json_loadb(line.bytes, line.length, flags | JSON_DECODE_INT_AS_REAL, &error);
    }
    if (ndjson->root != NULL) {
        return STATUS_OK;
    }
    const enum json_error_code code = json_error_code(&error);
    if (code == json_error_out_of_memory || error.text[0] == '\0') {
        return failure_memory(failure, "a line of NDJSON");
    }
    const size_t place = error.position > 0 ? (size_t)error.position : 0;
    return failure_set(failure, FAILURE_DATA, "near byte %zu of the line: %s",
                       json_short_place(&ndjson->shortened, place), words_of(code));
}

static const char *kind_of(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "a boolean";
    case JSON_NULL:
        break;
    }
    return "null";
}

/* Metadata that is about to be held: asked for where it is more than texts have. */
static enum status expect_value(struct span value, struct spill *spill, struct failure *failure)
{
    enum { TIMES = 3 }; /* it is kept in the document besides, and all its pages may come in while it is copied */
    return spill == NULL || value.length < SPILL_PIECE_BYTES
               ? STATUS_OK
               : spill_expect(spill, "the members of a giant line of NDJSON", (uint64_t)value.length * TIMES, 0,
                              failure);
}

/* The string's value; *spared is above 0 for one that is as it is written, with escapes. */
static struct span string_value(const struct ndjson *ndjson, const json_t *value, size_t index, struct written *written,
                                size_t *spared)
{
    *spared = 0;
    if (ndjson->shortened.cut_count > 0 && json_string_length(value) == 0) {
        const size_t quote = (size_t)(written_value(written, index).bytes - ndjson->shortened.line.bytes);
        const struct span cut = json_short_value(&ndjson->shortened, quote, spared);
        if (cut.bytes != NULL) {
            return cut;
        }
    }
    return (struct span){json_string_value(value), json_string_length(value)};
}

/* Adds a member to the metadata, if it has a place there. */
static enum status take_member(struct ndjson *ndjson, const char *key, const json_t *value, size_t index,
                               struct written *written, struct spill *spill, struct arena *arena,
                               struct failure *failure)
{
    const struct span name = span_of(key);
    struct span text = {0};
    size_t spared;
    if (strcmp(key, "text") == 0) {
        ndjson->text = string_value(ndjson, value, index, written, &ndjson->text_spared);
        return STATUS_OK;
    }
    if (json_is_null(value)) {
        return STATUS_OK;
    }
    if ((json_is_object(value) || json_is_array(value)) && metadata_is_field(name)) {
        return failure_set(failure, FAILURE_DATA, "its member \"%s\" is %s; a string or a number is expected", key,
                           kind_of(value));
    }
    if (json_is_string(value)) {
        const struct span string = string_value(ndjson, value, index, written, &spared);
        if (expect_value(string, spill, failure) != STATUS_OK ||
            json_text_unescape(string, spared, arena, &text, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    } else {
        text = written_value(written, index);
    }
    ndjson->metadata.columns[ndjson->metadata.count++] = (struct column){name, text};
    return STATUS_OK;
}

static enum status take_columns(struct ndjson *ndjson, size_t count, struct arena *arena, struct failure *failure)
{
    void *memory;
    if (arena_take(arena, count * sizeof(struct column), &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    ndjson->metadata.columns = memory;
    return STATUS_OK;
}

/* The members of a line that needs no parser, but for that at `text`. */
static enum status take_flat(struct ndjson *ndjson, const struct json_flat *flat, size_t text, struct spill *spill,
                             struct arena *arena, struct failure *failure)
{
    if (take_columns(ndjson, flat->count, arena, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    ndjson->text = flat->members[text].value;
    ndjson->text_spared = flat->spared[text];
    for (size_t i = 0; i < flat->count; i++) {
        struct column column = flat->members[i];
        if (i == text) {
            continue;
        }
        if (expect_value(column.value, spill, failure) != STATUS_OK ||
            json_text_unescape(column.value, flat->spared[i], arena, &column.value, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        ndjson->metadata.columns[ndjson->metadata.count++] = column;
    }
    return STATUS_OK;
}

static enum status take_members(struct ndjson *ndjson, struct spill *spill, struct arena *arena,
                                struct failure *failure)
{
    if (take_columns(ndjson, json_object_size(ndjson->root), arena, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct written written = {.rest = skip_to(ndjson->shortened.line, ' ')};
    size_t index = 0;
    const char *key;
    json_t *value;
    json_object_foreach(ndjson->root, key, value)
    {
        if (take_member(ndjson, key, value, index++, &written, spill, arena, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status take_parsed(struct ndjson *ndjson, struct span line, struct spill *spill, struct arena *arena,
                               struct failure *failure)
{
    if (json_short_make(&ndjson->shortened, line, spill, arena, failure) != STATUS_OK ||
        load(ndjson, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!json_is_object(ndjson->root)) {
        return failure_set(failure, FAILURE_DATA, "the line is %s; an object {\"text\": \"...\"} is expected",
                           kind_of(ndjson->root));
    }
    const json_t *const text = json_object_get(ndjson->root, "text");
    if (!json_is_string(text)) {
        return failure_set(failure, FAILURE_DATA, "its member \"text\" is %s; a string is expected",
                           text != NULL ? kind_of(text) : "not there");
    }
    return take_members(ndjson, spill, arena, failure);
}

enum status ndjson_parse(struct ndjson *ndjson, struct span line, struct spill *spill, struct arena *arena,
                         struct failure *failure)
{
    *ndjson = (struct ndjson){0};
    size_t broken, text = 0;
    if (!line_is_utf8(line, spill, &broken)) {
        return failure_set(failure, FAILURE_DATA, "byte %zu of the line is not UTF-8; NDJSON is always UTF-8",
                           broken + 1);
    }
    struct json_flat flat;
    const bool is_flat = json_flat_read(line, spill, &flat);
    while (is_flat && text < flat.count && !span_equal(flat.members[text].name, span_of("text"))) {
        text++;
    }
    return is_flat && text < flat.count && flat.is_string[text] ? take_flat(ndjson, &flat, text, spill, arena, failure)
                                                                : take_parsed(ndjson, line, spill, arena, failure);
}

void ndjson_free(struct ndjson *ndjson)
{
    json_decref(ndjson->root); /* NULL where no parser was asked */
    json_short_free(&ndjson->shortened);
    *ndjson = (struct ndjson){0};
}
