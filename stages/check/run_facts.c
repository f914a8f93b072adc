/*
 * run_facts.c - everything becomes a name and a text, because all that is asked later is whether two runs have the
 * same.
 */
#include "run_facts.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "array.h"

struct reading {
    struct run_facts *facts;
    const char *path; /* of run.json */
    struct failure *failure;
};

static enum status wrong(const struct reading *reading, const char *key, const char *expected)
{
    return failure_set(reading->failure, FAILURE_DATA,
                       "%s: \"%s\" must be %s; the file is not as mizan wrote it: run mizan compare again",
                       reading->path, key, expected);
}

static enum status add(const struct reading *reading, struct run_fact_list *list, struct span name, struct span value)
{
    struct run_fact fact;
    if (array_reserve((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items, reading->failure) !=
            STATUS_OK ||
        arena_copy(&reading->facts->arena, name, &fact.name, reading->failure) != STATUS_OK ||
        arena_copy(&reading->facts->arena, value, &fact.value, reading->failure) != STATUS_OK)
        return STATUS_FAILED;
    list->items[list->count++] = fact;
    return STATUS_OK;
}

/* The value of an option as the command line would have it. */
static enum status add_value(const struct reading *reading, struct run_fact_list *list, const char *key,
                             const json_t *value)
{
    if (json_is_string(value))
        return add(reading, list, span_of(key), span_of(json_string_value(value)));
    if (json_is_null(value) || (json_is_array(value) && json_array_size(value) == 0))
        return add(reading, list, span_of(key), span_of("none"));
    if (json_is_boolean(value))
        return add(reading, list, span_of(key), span_of(json_is_true(value) ? "yes" : "no"));
    char *const text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15));
    if (text == NULL)
        return failure_memory(reading->failure, reading->path);
    const enum status status = add(reading, list, span_of(key), span_of(text));
    free(text);
    return status;
}

/* The members of an object. */
static enum status read_members(const struct reading *reading, json_t *content, const char *key,
                                enum run_fact_group group)
{
    json_t *const object = json_object_get(content, key);
    if (!json_is_object(object))
        return wrong(reading, key, "an object");
    for (void *item = json_object_iter(object); item != NULL; item = json_object_iter_next(object, item)) {
        if (add_value(reading, &reading->facts->groups[group], json_object_iter_key(item),
                      json_object_iter_value(item)) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

/* A list of objects with a name and a CRC-32. */
static enum status read_checksums(const struct reading *reading, const json_t *content, const char *key,
                                  const char *name_key, enum run_fact_group group)
{
    const json_t *const list = json_object_get(content, key);
    if (!json_is_array(list))
        return wrong(reading, key, "a list");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *const item = json_array_get(list, i);
        const char *const name = json_string_value(json_object_get(item, name_key));
        const char *const crc = json_string_value(json_object_get(item, "crc32"));
        if (name == NULL || crc == NULL)
            return wrong(reading, key, "a list of objects with name and crc32");
        if (add(reading, &reading->facts->groups[group], span_of(name), span_of(crc)) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status read_corpora(const struct reading *reading, const json_t *content)
{
    const json_t *const list = json_object_get(content, "corpus");
    if (!json_is_array(list))
        return wrong(reading, "corpus", "a list");
    for (size_t i = 0; i < json_array_size(list); i++) {
        char name[32];
        const char *const path = json_string_value(json_array_get(list, i));
        if (path == NULL)
            return wrong(reading, "corpus", "a list of paths");
        size_t length = strlen(path);
        while (length > 1 && path[length - 1] == '/')
            length--;
        (void)snprintf(name, sizeof name, "#%zu", i + 1);
        if (add(reading, &reading->facts->corpora, span_of(name), (struct span){path, length}) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status read_input(const struct reading *reading, const json_t *item)
{
    char value[96];
    struct span name;
    const char *const path = json_string_value(json_object_get(item, "path"));
    const char *const crc = json_string_value(json_object_get(item, "crc32"));
    const json_t *const bytes = json_object_get(item, "bytes");
    if (path == NULL || crc == NULL || strlen(crc) > 8 || !json_is_integer(bytes))
        return wrong(reading, "inputs", "a list of objects with path, bytes and crc32");
    (void)snprintf(value, sizeof value, "%" JSON_INTEGER_FORMAT " bytes, CRC-32 %s", json_integer_value(bytes), crc);
    if (run_facts_name(reading->facts, span_of(path), &reading->facts->arena, &name, reading->failure) != STATUS_OK)
        return STATUS_FAILED;
    return add(reading, &reading->facts->groups[RUN_INPUTS], name, span_of(value));
}

static enum status read_inputs(const struct reading *reading, const json_t *content)
{
    const json_t *const list = json_object_get(content, "inputs");
    if (!json_is_array(list))
        return wrong(reading, "inputs", "a list");
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (read_input(reading, json_array_get(list, i)) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status read_formula(const struct reading *reading, const json_t *content, const char *key)
{
    const char *const formula = json_string_value(json_object_get(json_object_get(content, key), "formula"));
    return formula == NULL ? wrong(reading, key, "an object with a formula")
                           : add(reading, &reading->facts->groups[RUN_FORMULAS], span_of(key), span_of(formula));
}

static int compare_facts(const void *a, const void *b)
{
    const struct run_fact *const first = a, *const second = b;
    const int order = span_compare(first->name, second->name);
    return order != 0 ? order : span_compare(first->value, second->value);
}

/* Sorted, and each name once. */
static void settle(struct run_fact_list *list)
{
    size_t kept = 0;
    if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare_facts);
    for (size_t i = 0; i < list->count; i++) {
        if (kept == 0 || !span_equal(list->items[kept - 1].name, list->items[i].name))
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

static enum status read_content(const struct reading *reading, json_t *content)
{
    const char *const program = json_string_value(json_object_get(content, "program"));
    if (program == NULL || strcmp(program, "mizan") != 0)
        return failure_set(reading->failure, FAILURE_DATA,
                           "%s: is no run.json of mizan: \"program\" is not \"mizan\"; name a folder that mizan "
                           "compare made",
                           reading->path);
    if (read_members(reading, content, "versions", RUN_VERSIONS) != STATUS_OK ||
        read_members(reading, content, "options", RUN_OPTIONS) != STATUS_OK ||
        read_checksums(reading, content, "tables", "name", RUN_TABLES) != STATUS_OK ||
        read_checksums(reading, content, "files", "path", RUN_FILES) != STATUS_OK ||
        read_corpora(reading, content) != STATUS_OK || read_inputs(reading, content) != STATUS_OK ||
        read_formula(reading, content, "weighting") != STATUS_OK ||
        read_formula(reading, content, "measure") != STATUS_OK)
        return STATUS_FAILED;
    for (int group = 0; group < RUN_GROUP_COUNT; group++)
        settle(&reading->facts->groups[group]);
    return STATUS_OK;
}

static enum status explain(const struct reading *reading, const char *folder, const json_error_t *error)
{
    if (json_error_code(error) == json_error_out_of_memory)
        return failure_memory(reading->failure, reading->path);
    if (json_error_code(error) != json_error_cannot_open_file)
        return failure_set(reading->failure, FAILURE_DATA,
                           "%s:%d: column %d: %s; the file is not as mizan wrote it: run mizan compare again",
                           reading->path, error->line, error->column, error->text);
    if (access(folder, F_OK) != 0)
        return failure_set(reading->failure, FAILURE_NO_INPUT,
                           "%s: there is no such folder; mizan check wants a folder that mizan compare made", folder);
    return failure_set(reading->failure, FAILURE_NO_INPUT,
                       "%s: cannot be opened, so %s is no folder of results, or not a whole one; make it again with "
                       "mizan compare",
                       reading->path, folder);
}

enum status run_facts_read(struct run_facts *facts, const char *folder, struct failure *failure)
{
    void *path = NULL;
    json_error_t error;
    *facts = (struct run_facts){0};
    const size_t room = strlen(folder) + sizeof "/run.json";
    if (arena_take(&facts->arena, room, &path, failure) != STATUS_OK)
        return STATUS_FAILED;
    (void)snprintf(path, room, "%s/run.json", folder);
    const struct reading reading = {facts, path, failure};
    json_t *const content = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (content == NULL)
        return explain(&reading, folder, &error);
    const enum status status = read_content(&reading, content);
    json_decref(content);
    return status;
}

static int compare_name(const void *key, const void *item)
{
    return span_compare(*(const struct span *)key, ((const struct run_fact *)item)->name);
}

const struct run_fact *run_facts_find(const struct run_facts *facts, enum run_fact_group group, struct span name)
{
    const struct run_fact_list *const list = &facts->groups[group];
    return list->count == 0 ? NULL : bsearch(&name, list->items, list->count, sizeof *list->items, compare_name);
}

static enum status join(struct span first, struct span second, struct arena *arena, struct span *joined,
                        struct failure *failure)
{
    void *memory = NULL;
    if (arena_take(arena, first.length + second.length + 1, &memory, failure) != STATUS_OK)
        return STATUS_FAILED;
    char *const text = memory;
    memcpy(text, first.bytes, first.length);
    memcpy(text + first.length, second.bytes, second.length);
    text[first.length + second.length] = '\0';
    *joined = (struct span){text, first.length + second.length};
    return STATUS_OK;
}

/* Is it the path, or one below it? */
static bool starts_with(struct span text, struct span start)
{
    return text.length >= start.length && memcmp(text.bytes, start.bytes, start.length) == 0 &&
           (text.length == start.length || text.bytes[start.length] == '/');
}

static struct span behind(struct span text, size_t length)
{
    return (struct span){text.bytes + length, text.length - length};
}

enum status run_facts_name(const struct run_facts *facts, struct span path, struct arena *arena, struct span *name,
                           struct failure *failure)
{
    const struct run_fact *best = NULL;
    for (size_t i = 0; i < facts->corpora.count; i++) {
        const struct run_fact *const corpus = &facts->corpora.items[i];
        if (starts_with(path, corpus->value) && (best == NULL || corpus->value.length > best->value.length))
            best = corpus;
    }
    if (best == NULL) {
        *name = path;
        return STATUS_OK;
    }
    return join(best->name, behind(path, best->value.length), arena, name, failure);
}

enum status run_facts_path(const struct run_facts *facts, struct span name, struct arena *arena, struct span *path,
                           struct failure *failure)
{
    for (size_t i = 0; i < facts->corpora.count; i++) {
        const struct run_fact *const corpus = &facts->corpora.items[i];
        if (starts_with(name, corpus->name))
            return join(corpus->value, behind(name, corpus->name.length), arena, path, failure);
    }
    *path = name;
    return STATUS_OK;
}

void run_facts_free(struct run_facts *facts)
{
    for (int group = 0; group < RUN_GROUP_COUNT; group++)
        free(facts->groups[group].items);
    free(facts->corpora.items);
    arena_free(&facts->arena);
    *facts = (struct run_facts){0};
}
