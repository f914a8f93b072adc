/*
 * names.c - the look-up of protected names.
 *
 * The table is lines of text, so that a reader can mend it; the built-in one is folded when mizan is built, one of the
 * user's own when it is opened, so that neither need know the rules of folding. A form may stand in one class of a
 * language only: else the order of the table would decide what a word is.
 */
#include "names.h"

#include <stdint.h>
#include <stdlib.h>

#include "arena.h"
#include "array.h"
#include "tables.h"
#include "word_map.h"

struct listed_form {
    const struct language *language;
    struct span folded;
    uint32_t name;
};

struct names {
    struct arena arena; /* the bytes of keys and forms */
    struct name *items;
    size_t count, capacity;
    struct listed_form *forms;
    size_t form_count, form_capacity;
    struct word_map map; /* folded form -> index into items */
};

static const char *const kind_names[] = {
    [NAME_STATE] = "state", [NAME_MONTH] = "month", [NAME_CITY] = "city", [NAME_PERSON] = "person"};
enum { KIND_COUNT = sizeof kind_names / sizeof *kind_names };

/* Where a line stands, for messages. */
struct place {
    const char *path;
    size_t line;
};

/* What is before the next `separator` of *rest; *rest becomes what is behind it. False when nothing is left. */
static bool take_part(struct span *rest, char separator, struct span *part)
{
    if (rest->bytes == NULL) {
        return false;
    }
    const char *end = rest->length == 0 ? NULL : memchr(rest->bytes, separator, rest->length);
    *part = *rest;
    if (end == NULL) {
        *rest = (struct span){NULL, 0};
        return true;
    }
    part->length = (size_t)(end - rest->bytes);
    *rest = (struct span){end + 1, rest->length - part->length - 1};
    return true;
}

static bool find_kind(struct span text, enum name_kind *kind)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (!span_equal(text, span_of(kind_names[i]))) {
            continue;
        }
        *kind = (enum name_kind)i;
        return true;
    }
    return false;
}

/* Without a folder the word is folded already. */
static enum status fold(struct folder *folder, struct span word, const struct language *language, struct span *folded,
                        struct failure *failure)
{
    *folded = word;
    return folder == NULL ? STATUS_OK : folder_fold(folder, word, language->turkic_case, folded, failure);
}

static enum status add_form(struct names *names, const struct language *language, struct span form, struct place place,
                            struct folder *folder, struct failure *failure)
{
    const uint32_t name = (uint32_t)(names->count - 1);
    const uint32_t context = word_map_language(language);
    struct span folded, kept;
    if (fold(folder, form, language, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (folded.length == 0) {
        return failure_set(failure, FAILURE_CONFIGURATION, "%s, line %zu: a form is empty: take one of the | out",
                           place.path, place.line);
    }
    uint32_t known;
    if (word_map_find(&names->map, context, folded, &known)) {
        if (known == name) { /* variants of writing that folding makes equal */
            return STATUS_OK;
        }
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s, line %zu: the form %.*s stands in the class %s already: keep it in one of them",
                           place.path, place.line, SPAN_ARGUMENTS(form), names->items[known].key);
    }
    if (arena_copy(&names->arena, folded, &kept, failure) != STATUS_OK ||
        array_reserve((void **)&names->forms, &names->form_capacity, names->form_count + 1, sizeof *names->forms,
                      failure) != STATUS_OK ||
        word_map_put(&names->map, context, kept, name, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    names->forms[names->form_count++] = (struct listed_form){language, kept, name};
    return STATUS_OK;
}

static enum status add_name(struct names *names, const struct language *language, struct span key, enum name_kind kind,
                            struct folder *folder, struct failure *failure)
{
    struct span folded, kept;
    if (fold(folder, key, language, &folded, failure) != STATUS_OK ||
        arena_copy(&names->arena, folded, &kept, failure) != STATUS_OK ||
        array_reserve((void **)&names->items, &names->capacity, names->count + 1, sizeof *names->items, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    names->items[names->count++] = (struct name){kept.bytes, kind};
    return STATUS_OK;
}

static enum status add_line(struct names *names, struct span line, struct place place, struct folder *folder,
                            struct failure *failure)
{
    struct span key, kind_text, code, forms, form;
    enum name_kind kind;
    if (!take_part(&line, '\t', &key) || !take_part(&line, '\t', &kind_text) || !take_part(&line, '\t', &code) ||
        !take_part(&line, '\t', &forms) || line.bytes != NULL || key.length == 0) {
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s, line %zu: expected 4 columns separated by tabs: key, kind, language, forms", place.path,
                           place.line);
    }
    if (!find_kind(kind_text, &kind)) {
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s, line %zu: the kind %.*s is not known: write state, month, city or person", place.path,
                           place.line, SPAN_ARGUMENTS(kind_text));
    }
    const struct language *language = language_find(code);
    if (language == NULL) {
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s, line %zu: the language %.*s is not known: write a code such as ar or en", place.path,
                           place.line, SPAN_ARGUMENTS(code));
    }
    if (add_name(names, language, key, kind, folder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    while (take_part(&forms, '|', &form)) {
        if (add_form(names, language, form, place, folder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status names_add(struct names *names, struct span table, const char *path, struct folder *folder,
                      struct failure *failure)
{
    struct span line;
    for (struct place place = {path, 1}; take_part(&table, '\n', &line); place.line++) {
        if (line.length > 0 && line.bytes[line.length - 1] == '\r') {
            line.length--;
        }
        if (line.length == 0 || line.bytes[0] == '#') {
            continue;
        }
        if (add_line(names, line, place, folder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status names_open(struct names **names, struct failure *failure)
{
    void *memory;
    *names = NULL;
    if (array_zeroed(&memory, 1, sizeof **names, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *names = memory;
    const struct span table = {table_names, (size_t)(table_names_end - table_names)};
    if (names_add(*names, table, "names.tsv", NULL, failure) == STATUS_OK) {
        return STATUS_OK;
    }
    names_close(*names);
    *names = NULL;
    return STATUS_FAILED;
}

void names_close(struct names *names)
{
    if (names == NULL) {
        return;
    }
    word_map_free(&names->map);
    free(names->forms);
    free(names->items);
    arena_free(&names->arena);
    free(names);
}

const struct name *names_find(const struct names *names, const struct language *language, struct span folded)
{
    uint32_t name;
    if (language == NULL || !word_map_find(&names->map, word_map_language(language), folded, &name)) {
        return NULL;
    }
    return &names->items[name];
}

bool names_form(const struct names *names, size_t index, struct name_form *form)
{
    if (index >= names->form_count) {
        return false;
    }
    const struct listed_form *listed = &names->forms[index];
    *form = (struct name_form){listed->language, listed->folded, &names->items[listed->name]};
    return true;
}
