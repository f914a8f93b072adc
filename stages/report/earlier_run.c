/*
 * earlier_run.c - what run_json.c wrote, back into words of the command line: whoever parses the command line then
 * parses these too, and an option is known in one place.
 *
 * Reals keep a full stop, as run.json has them: 1.0 is a share of the documents and 1 a number of them.
 */
#include "earlier_run.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "number.h"

static enum status bad_value(const char *path, const char *key, const char *expected, struct failure *failure)
{
    return failure_set(failure, FAILURE_CONFIGURATION,
                       "%s: \"%s\" must be %s; mend it, or take a run.json as mizan wrote it", path, key, expected);
}

static enum status add_option(struct earlier_run *run, const char *name, struct span value, bool has_value,
                              struct failure *failure)
{
    struct span name_copy, value_copy = {0};
    if (array_reserve((void **)&run->options, &run->option_capacity, run->option_count + 1, sizeof *run->options,
                      failure) != STATUS_OK ||
        arena_copy(&run->arena, span_of(name), &name_copy, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (has_value && arena_copy(&run->arena, value, &value_copy, failure) != STATUS_OK)
        return STATUS_FAILED;
    run->options[run->option_count++] = (struct earlier_option){name_copy.bytes, has_value ? value_copy.bytes : NULL};
    return STATUS_OK;
}

static enum status add_real(struct earlier_run *run, const char *key, double value, struct failure *failure)
{
    char text[NUMBER_BYTES + sizeof ".0"];
    size_t length = number_write(value, text);
    if (memchr(text, '.', length) == NULL && memchr(text, 'e', length) == NULL) {
        text[length++] = '.';
        text[length++] = '0';
    }
    return add_option(run, key, (struct span){text, length}, true, failure);
}

static enum status add_integer(struct earlier_run *run, const char *key, json_int_t value, struct failure *failure)
{
    char text[NUMBER_BYTES];
    (void)snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, value);
    return add_option(run, key, span_of(text), true, failure);
}

/* {"column": C, "value": V} is COLUMN=VALUE. */
static enum status add_condition(struct earlier_run *run, const char *path, const char *key, const json_t *condition,
                                 struct failure *failure)
{
    const char *const column = json_string_value(json_object_get(condition, "column"));
    const char *const value = json_string_value(json_object_get(condition, "value"));
    void *memory;
    if (column == NULL || value == NULL)
        return bad_value(path, key, "a list of objects with column and value", failure);
    const size_t room = strlen(column) + strlen(value) + sizeof "=";
    if (arena_take(&run->arena, room, &memory, failure) != STATUS_OK)
        return STATUS_FAILED;
    (void)snprintf(memory, room, "%s=%s", column, value);
    return add_option(run, key, span_of(memory), true, failure);
}

static enum status add_conditions(struct earlier_run *run, const char *path, const char *key, const json_t *list,
                                  struct failure *failure)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (add_condition(run, path, key, json_array_get(list, i), failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status add_value(struct earlier_run *run, const char *path, const char *key, const json_t *value,
                             struct failure *failure)
{
    switch (json_typeof(value)) {
    case JSON_NULL:
    case JSON_FALSE:
        return STATUS_OK;
    case JSON_TRUE:
        return add_option(run, key, (struct span){0}, false, failure);
    case JSON_STRING:
        return add_option(run, key, span_of(json_string_value(value)), true, failure);
    case JSON_INTEGER:
        return add_integer(run, key, json_integer_value(value), failure);
    case JSON_REAL:
        return add_real(run, key, json_real_value(value), failure);
    case JSON_ARRAY:
        return add_conditions(run, path, key, value, failure);
    case JSON_OBJECT:
        break;
    }
    return bad_value(path, key, "a text, a number, true, false or null", failure);
}

static enum status read_options(struct earlier_run *run, const char *path, const json_t *content,
                                struct failure *failure)
{
    json_t *const options = json_object_get(content, "options"); /* jansson's iterators take no const */
    if (!json_is_object(options))
        return bad_value(path, "options", "an object", failure);
    for (void *item = json_object_iter(options); item != NULL; item = json_object_iter_next(options, item)) {
        if (add_value(run, path, json_object_iter_key(item), json_object_iter_value(item), failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status read_corpora(struct earlier_run *run, const char *path, const json_t *content,
                                struct failure *failure)
{
    const json_t *const corpora = json_object_get(content, "corpus");
    for (size_t i = 0; i < json_array_size(corpora); i++) {
        const char *const corpus = json_string_value(json_array_get(corpora, i));
        struct span copy;
        if (corpus == NULL)
            return bad_value(path, "corpus", "a list of paths", failure);
        if (array_reserve((void **)&run->corpora, &run->corpus_capacity, run->corpus_count + 1, sizeof *run->corpora,
                          failure) != STATUS_OK ||
            arena_copy(&run->arena, span_of(corpus), &copy, failure) != STATUS_OK)
            return STATUS_FAILED;
        run->corpora[run->corpus_count++] = copy.bytes;
    }
    return STATUS_OK;
}

/* {"path": P, "bytes": N, "crc32": "hexadecimal"} */
static enum status read_input(struct earlier_run *run, const char *path, const json_t *item, struct failure *failure)
{
    const char *const name = json_string_value(json_object_get(item, "path"));
    const char *const crc = json_string_value(json_object_get(item, "crc32"));
    const json_t *const bytes = json_object_get(item, "bytes");
    struct input_file input = {0};
    char *end = NULL;
    if (name == NULL || crc == NULL || !json_is_integer(bytes))
        return bad_value(path, "inputs", "a list of objects with path, bytes and crc32", failure);
    input.crc = (uint32_t)strtoul(crc, &end, 16);
    if (strlen(crc) != 8 || *end != '\0')
        return bad_value(path, "inputs", "a list whose crc32 are eight hexadecimal digits", failure);
    input.bytes = (uint64_t)json_integer_value(bytes);
    if (array_reserve((void **)&run->inputs, &run->input_capacity, run->input_count + 1, sizeof *run->inputs,
                      failure) != STATUS_OK ||
        arena_copy(&run->arena, span_of(name), &input.path, failure) != STATUS_OK)
        return STATUS_FAILED;
    run->inputs[run->input_count++] = input;
    return STATUS_OK;
}

static enum status read_facts(struct earlier_run *run, const char *path, const json_t *content, struct failure *failure)
{
    const json_t *const inputs = json_object_get(content, "inputs");
    const char *const version = json_string_value(json_object_get(json_object_get(content, "versions"), "mizan"));
    struct span copy;
    for (size_t i = 0; i < json_array_size(inputs); i++) {
        if (read_input(run, path, json_array_get(inputs, i), failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    if (version == NULL)
        return STATUS_OK;
    if (arena_copy(&run->arena, span_of(version), &copy, failure) != STATUS_OK)
        return STATUS_FAILED;
    run->version = copy.bytes;
    return STATUS_OK;
}

static enum status explain(const char *path, const json_error_t *error, int number, struct failure *failure)
{
    if (json_error_code(error) == json_error_out_of_memory)
        return failure_memory(failure, "the options of an earlier run");
    if (json_error_code(error) == json_error_cannot_open_file) {
        const char *const reason = strerrordesc_np(number); /* strerror, but never translated */
        return failure_set(failure, FAILURE_NO_INPUT,
                           "%s: cannot be opened: %s; --from names the run.json of an earlier run", path,
                           reason != NULL ? reason : "unknown error");
    }
    return failure_set(failure, FAILURE_CONFIGURATION,
                       "%s: line %d, column %d: %s; --from wants a run.json as mizan wrote it", path, error->line,
                       error->column, error->text);
}

static enum status read_content(struct earlier_run *run, const char *path, const json_t *content,
                                struct failure *failure)
{
    const char *const program = json_string_value(json_object_get(content, "program"));
    if (program == NULL || strcmp(program, "mizan") != 0)
        return failure_set(
            failure, FAILURE_CONFIGURATION,
            "%s: is no run.json of mizan: \"program\" is not \"mizan\"; name the run.json of a results folder", path);
    if (read_options(run, path, content, failure) != STATUS_OK)
        return STATUS_FAILED;
    return read_corpora(run, path, content, failure) == STATUS_OK ? read_facts(run, path, content, failure)
                                                                  : STATUS_FAILED;
}

enum status earlier_run_read(struct earlier_run *run, const char *path, struct failure *failure)
{
    json_error_t error;
    *run = (struct earlier_run){0};
    errno = 0;
    json_t *const content = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (content == NULL)
        return explain(path, &error, errno, failure);
    const enum status status = read_content(run, path, content, failure);
    json_decref(content);
    return status;
}

void earlier_run_free(struct earlier_run *run)
{
    free(run->options);
    free(run->corpora);
    free(run->inputs);
    arena_free(&run->arena);
    *run = (struct earlier_run){0};
}
