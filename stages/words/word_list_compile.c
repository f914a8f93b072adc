/*
 * word_list_compile.c - a tool of the build: folds the words of date_table.c or the phrases of phrase_table.c and
 * compiles them to the word_table that tables.S embeds, so that a run need not.
 *
 *     word_list_compile dates build/dates.words
 *
 * Each worker folded both at its start: two thirds of what it did before its first document, and on ten documents a
 * third of all.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "array.h"
#include "date_table.h"
#include "fold.h"
#include "phrase_table.h"
#include "word_map.h"
#include "word_table.h"

enum { ENDING_BYTES = 128 };

/* Of Russian adjectives, ordinals among them. */
static const char *const endings[] = {"ый", "ой", "ого", "ому", "ым", "ом", "ая", "ую", "ое", "ые", "ых", "ыми"};

struct list {
    struct word_table_word *words;
    size_t count, capacity;
    struct word_map seen;
    struct folder *folder;
    struct arena strings;
    char *key; /* of a phrase of several words */
    size_t key_capacity, key_bytes;
};

/* `word` is folded. What is there already in this context is another spelling of the same, or of an earlier meaning,
 * which wins. */
static enum status add_word(struct list *list, uint32_t context, struct span word, size_t value,
                            struct failure *failure)
{
    struct span kept;
    uint32_t known;
    if (word_map_find(&list->seen, context, word, &known)) {
        return STATUS_OK;
    }
    if (arena_copy(&list->strings, word, &kept, failure) != STATUS_OK ||
        word_map_put(&list->seen, context, kept, 0, failure) != STATUS_OK ||
        array_reserve((void **)&list->words, &list->capacity, list->count + 1, sizeof *list->words, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    list->words[list->count++] = (struct word_table_word){kept, context, (uint32_t)value};
    return STATUS_OK;
}

/* ---- date_table.c: context is the language, value the row ---- */

static enum status add_form(struct list *list, size_t row, struct span form, struct failure *failure)
{
    const uint32_t context = word_map_language(language_find(span_of(date_table[row].language)));
    struct span folded;
    return folder_fold(list->folder, form, false, &folded, failure) == STATUS_OK
               ? add_word(list, context, folded, row, failure)
               : STATUS_FAILED;
}

/* A stem with each of the endings. */
static enum status add_adjective(struct list *list, size_t row, struct span stem, struct failure *failure)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char form[ENDING_BYTES];
        const int length = snprintf(form, sizeof form, "%.*s%s", SPAN_ARGUMENTS(stem), endings[i]);
        if (add_form(list, row, (struct span){form, (size_t)length}, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status add_row(struct list *list, size_t row, struct failure *failure)
{
    for (const char *form = date_table[row].forms; *form != '\0';) {
        const size_t length = strcspn(form, "|");
        const bool is_stem = form[length - 1] == '*';
        const struct span span = {form, is_stem ? length - 1 : length};
        if ((is_stem ? add_adjective(list, row, span, failure) : add_form(list, row, span, failure)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        form += length + (form[length] == '|');
    }
    return STATUS_OK;
}

static enum status list_dates(struct list *list, struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t row = 0; row < date_table_rows && status == STATUS_OK; row++) {
        status = add_row(list, row, failure);
    }
    return status;
}

/* ---- phrase_table.c: context is the kind ---- */

static enum status append_folded(struct list *list, struct span word, struct failure *failure)
{
    struct span folded;
    if (folder_fold(list->folder, word, false, &folded, failure) != STATUS_OK ||
        array_reserve((void **)&list->key, &list->key_capacity, list->key_bytes + folded.length + 1, 1, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(list->key + list->key_bytes, folded.bytes, folded.length);
    list->key_bytes += folded.length;
    return STATUS_OK;
}

static enum status list_phrases(struct list *list, struct failure *failure)
{
    for (size_t i = 0; i < phrase_count; i++) {
        list->key_bytes = 0;
        for (const char *word = phrase_table[i].text; *word != '\0';) {
            const size_t length = strcspn(word, " .");
            if (length > 0 && append_folded(list, (struct span){word, length}, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            word += length + strspn(word + length, " .");
        }
        if (add_word(list, (uint32_t)phrase_table[i].kind, (struct span){list->key, list->key_bytes}, i, failure) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* ---- files ---- */

static enum status write_all(const char *path, const void *block, size_t length, struct failure *failure)
{
    FILE *const file = fopen(path, "wbe");
    const bool is_written = file != NULL && fwrite(block, 1, length, file) == length;
    const bool is_closed = file != NULL && fclose(file) == 0;
    return is_written && is_closed
               ? STATUS_OK
               : failure_set(failure, FAILURE_IO, "%s cannot be written: %s", path, strerrordesc_np(errno));
}

static enum status compile(bool is_dates, const char *path, struct failure *failure)
{
    struct list list = {0};
    struct word_table *table = NULL;
    size_t length = 0;
    enum status status = STATUS_FAILED;
    if (folder_open(&list.folder, failure) == STATUS_OK &&
        (is_dates ? list_dates : list_phrases)(&list, failure) == STATUS_OK &&
        word_table_make(list.words, list.count, 0, &table, &length, failure) == STATUS_OK) {
        status = write_all(path, table, length, failure);
    }
    free(table);
    free(list.key);
    free(list.words);
    word_map_free(&list.seen);
    arena_free(&list.strings);
    folder_close(list.folder);
    return status;
}

int main(int argument_count, char **arguments)
{
    static struct failure failure;
    const bool is_dates = argument_count == 3 && strcmp(arguments[1], "dates") == 0;
    if (argument_count != 3 || (!is_dates && strcmp(arguments[1], "phrases") != 0)) {
        fputs("usage: word_list_compile dates|phrases OUTPUT\n", stderr);
        return FAILURE_USAGE;
    }
    if (compile(is_dates, arguments[2], &failure) == STATUS_OK) {
        return EXIT_SUCCESS;
    }
    fprintf(stderr, "word_list_compile: %s\n", failure.message);
    remove(arguments[2]);
    return (int)failure.kind;
}
