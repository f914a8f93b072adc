/*
 * names.c - the look-up of protected names.
 *
 * The table is lines of text, so that a reader can mend it; the built-in one is folded and compiled to a word_table
 * when mizan is built (fold_tables.c, through names_add), since every worker opens it several times; one of the user's
 * own is folded when it is opened, so that neither need know the rules of folding. A form may stand in one class of a
 * language only: else the order of the table would decide what a word is.
 */
#include "names.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <unicode/utf8.h>

#include "arena.h"
#include "array.h"
#include "tables.h"
#include "word_map.h"
#include "word_table.h"

struct listed_form {
    const struct language *language;
    struct span folded;
    uint32_t name;
};

struct names {
    const struct word_table *builtin; /* keys with their kinds, then forms with their place in items */
    struct arena arena;               /* the bytes of the keys and forms that were added */
    struct name *items;
    size_t count, capacity;
    struct listed_form *forms; /* that were added */
    size_t form_count, form_capacity;
    struct word_map map; /* those: folded form -> index into items; the user's own without language */
    bool has_own;
};

const char *const name_kind_names[] = {[NAME_STATE] = "state",
                                       [NAME_MONTH] = "month",
                                       [NAME_CITY] = "city",
                                       [NAME_PERSON] = "person",
                                       [NAME_OTHER] = "other"};
enum { KIND_COUNT = sizeof name_kind_names / sizeof *name_kind_names };

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
        if (!span_equal(text, span_of(name_kind_names[i]))) {
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
    return folder == NULL ? STATUS_OK
                          : folder_fold(folder, word, language != NULL && language->turkic_case, folded, failure);
}

static bool find_name(const struct names *names, uint32_t context, struct span folded, uint32_t *name)
{
    return word_table_find(names->builtin, context, folded, name) || word_map_find(&names->map, context, folded, name);
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
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s, line %zu: a form is empty: take one of the separators out", place.path, place.line);
    }
    uint32_t known;
    if (find_name(names, context, folded, &known)) {
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
    names->items[names->count++] = (struct name){kept.bytes, kind, language == NULL};
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

/* Offset of the first byte that is not UTF-8 or is NUL, or the length of the text. */
static size_t valid_length(struct span text)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    for (size_t next = 0; next < text.length;) {
        const size_t start = next;
        UChar32 code_point;
        U8_NEXT(bytes, next, text.length, code_point);
        if (code_point <= 0) {
            return start;
        }
    }
    return text.length;
}

/* One field of a line of the user's: a kind in brackets, or a form. */
static enum status add_own_field(struct names *names, struct span field, struct place place, struct folder *folder,
                                 struct failure *failure)
{
    struct name *const name = &names->items[names->count - 1];
    const bool is_kind = field.length > 2 && field.bytes[0] == '[' && field.bytes[field.length - 1] == ']';
    if (is_kind && find_kind((struct span){field.bytes + 1, field.length - 2}, &name->kind)) {
        return STATUS_OK;
    }
    if (is_kind) {
        return failure_set(
            failure, FAILURE_CONFIGURATION,
            "%s, line %zu: the kind %.*s is not known: write [state], [month], [city], [person] or [other]", place.path,
            place.line, SPAN_ARGUMENTS(field));
    }
    if (field.length > 0 && memchr(field.bytes, ' ', field.length) != NULL) {
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s, line %zu: '%.*s' is more than one word: protect its words one by one, forms separated "
                           "by tabs",
                           place.path, place.line, SPAN_ARGUMENTS(field));
    }
    return add_form(names, NULL, field, place, folder, failure);
}

static enum status add_own_line(struct names *names, struct span line, struct place place, struct folder *folder,
                                struct failure *failure)
{
    struct span key, field;
    const struct span whole = line;
    if (!take_part(&line, '\t', &key) || add_name(names, NULL, key, NAME_OTHER, folder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (names->items[names->count - 1].key[0] == '\0' || key.bytes[0] == '[') {
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s, line %zu: the class has no name: begin the line with a word", place.path, place.line);
    }
    for (line = whole; take_part(&line, '\t', &field);) {
        if (add_own_field(names, field, place, folder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static struct span trim(struct span line)
{
    while (line.length > 0 && strchr(" \t\r", line.bytes[line.length - 1]) != NULL) {
        line.length--;
    }
    return line;
}

static enum status add_own(struct names *names, struct span table, const char *path, struct folder *folder,
                           struct failure *failure)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* a byte order mark, as editors write it */
    struct span line;
    if (table.length >= 3 && memcmp(table.bytes, mark, 3) == 0) {
        table = (struct span){table.bytes + 3, table.length - 3};
    }
    names->has_own = true;
    for (struct place place = {path, 1}; take_part(&table, '\n', &line); place.line++) {
        line = trim(line);
        const size_t valid = valid_length(line);
        if (valid < line.length) {
            return failure_set(failure, FAILURE_CONFIGURATION,
                               "%s, line %zu: not UTF-8 text behind byte %zu: save the protected names as UTF-8", path,
                               place.line, valid);
        }
        if (line.length > 0 && line.bytes[0] != '#' && add_own_line(names, line, place, folder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* The bytes of a file, to be freed. */
static enum status read_bytes(FILE *file, const char *path, char **bytes, size_t *length, struct failure *failure)
{
    enum { BLOCK_BYTES = 1 << 14 };
    size_t capacity = 0;
    do {
        if (array_reserve((void **)bytes, &capacity, *length + BLOCK_BYTES, 1, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        errno = 0;
        *length += fread(*bytes + *length, 1, capacity - *length, file);
    } while (*length == capacity);
    return ferror(file) ? failure_errno(failure, "read", path, errno) : STATUS_OK;
}

enum status names_read(struct names *names, const char *path, struct folder *folder, struct failure *failure)
{
    char *bytes = NULL;
    size_t length = 0;
    struct stat facts;
    if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode)) {
        return failure_set(failure, FAILURE_NO_INPUT,
                           "%s: no file: protected names are read more than once, write them to a file", path);
    }
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        return failure_set(failure, FAILURE_NO_INPUT, "%s: the file of protected names cannot be opened: %s", path,
                           strerrordesc_np(errno));
    }
    enum status status = read_bytes(file, path, &bytes, &length, failure);
    if (status == STATUS_OK) {
        status = add_own(names, (struct span){bytes, length}, path, folder, failure);
    }
    free(bytes);
    (void)fclose(file); /* it was only read */
    return status;
}

enum status names_open(struct names **names, struct failure *failure)
{
    void *memory;
    *names = NULL;
    if (array_zeroed(&memory, 1, sizeof **names, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *names = memory;
    const struct word_table *const builtin = (const struct word_table *)(const void *)table_names;
    (*names)->builtin = builtin;
    if (array_reserve((void **)&(*names)->items, &(*names)->capacity, builtin->key_count, sizeof *(*names)->items,
                      failure) != STATUS_OK) {
        names_close(*names);
        *names = NULL;
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < builtin->key_count; i++) {
        const struct word_table_word key = word_table_word(builtin, i);
        (*names)->items[i] = (struct name){key.word.bytes, (enum name_kind)key.value, false};
    }
    (*names)->count = builtin->key_count;
    return STATUS_OK;
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
    if ((names->has_own && word_map_find(&names->map, WORD_MAP_NO_LANGUAGE, folded, &name)) ||
        (language != NULL && find_name(names, word_map_language(language), folded, &name))) {
        return &names->items[name];
    }
    return NULL;
}

bool names_form(const struct names *names, size_t index, struct name_form *form)
{
    const size_t builtin_count = names->builtin->form_count - names->builtin->key_count;
    if (index < builtin_count) {
        const struct word_table_word word = word_table_word(names->builtin, names->builtin->key_count + index);
        *form = (struct name_form){&languages[word.context - 1], word.word, &names->items[word.value]};
        return true;
    }
    if (index - builtin_count >= names->form_count) {
        return false;
    }
    const struct listed_form *listed = &names->forms[index - builtin_count];
    *form = (struct name_form){listed->language, listed->folded, &names->items[listed->name]};
    return true;
}
