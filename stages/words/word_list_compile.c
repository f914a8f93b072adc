/*
 * word_list_compile.c - a tool of the build: folds the words of date_table.c or the phrases of phrase_table.c and
 * compiles them to the word_table that tables.S embeds, so that a run need not.
 *
 *     word_list_compile dates build/dates.words
 *
 * Each worker folded both at its start: two thirds of what it did before its first document, and on ten documents a
 * third of all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "date_table.h"
#include "fold.h"
#include "phrase_table.h"
#include "word_list.h"

enum { ENDING_BYTES = 128 };

/* Of Russian adjectives, ordinals among them. */
static const char *const endings[] = {"ый", "ой", "ого", "ому", "ым", "ом", "ая", "ую", "ое", "ые", "ых", "ыми"};

struct compiler {
    struct word_list list;
    struct folder *folder;
    char *key; /* of a phrase of several words */
    size_t key_capacity, key_bytes;
};

/* ---- date_table.c: context is the language, value the row. An earlier meaning of a word wins ---- */

static enum status add_form(struct compiler *compiler, size_t row, struct span form, struct failure *failure)
{
    const uint32_t context = word_map_language(language_find(span_of(date_table[row].language)));
    struct span folded;
    return folder_fold(compiler->folder, form, false, &folded, failure) == STATUS_OK
               ? word_list_add(&compiler->list, context, folded, (uint32_t)row, failure)
               : STATUS_FAILED;
}

/* A stem with each of the endings. */
static enum status add_adjective(struct compiler *compiler, size_t row, struct span stem, struct failure *failure)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char form[ENDING_BYTES];
        const int length = snprintf(form, sizeof form, "%.*s%s", SPAN_ARGUMENTS(stem), endings[i]);
        if (add_form(compiler, row, (struct span){form, (size_t)length}, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status add_row(struct compiler *compiler, size_t row, struct failure *failure)
{
    for (const char *form = date_table[row].forms; *form != '\0';) {
        const size_t length = strcspn(form, "|");
        const bool is_stem = form[length - 1] == '*';
        const struct span span = {form, is_stem ? length - 1 : length};
        if ((is_stem ? add_adjective(compiler, row, span, failure) : add_form(compiler, row, span, failure)) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
        form += length + (form[length] == '|');
    }
    return STATUS_OK;
}

static enum status list_dates(struct compiler *compiler, struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t row = 0; row < date_table_rows && status == STATUS_OK; row++) {
        status = add_row(compiler, row, failure);
    }
    return status;
}

/* ---- phrase_table.c: context is the kind ---- */

static enum status append_folded(struct compiler *compiler, struct span word, struct failure *failure)
{
    struct span folded;
    if (folder_fold(compiler->folder, word, false, &folded, failure) != STATUS_OK ||
        array_reserve((void **)&compiler->key, &compiler->key_capacity, compiler->key_bytes + folded.length + 1, 1,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(compiler->key + compiler->key_bytes, folded.bytes, folded.length);
    compiler->key_bytes += folded.length;
    return STATUS_OK;
}

static enum status list_phrases(struct compiler *compiler, struct failure *failure)
{
    for (size_t i = 0; i < phrase_count; i++) {
        compiler->key_bytes = 0;
        for (const char *word = phrase_table[i].text; *word != '\0';) {
            const size_t length = strcspn(word, " .");
            if (length > 0 && append_folded(compiler, (struct span){word, length}, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            word += length + strspn(word + length, " .");
        }
        if (word_list_add(&compiler->list, (uint32_t)phrase_table[i].kind,
                          (struct span){compiler->key, compiler->key_bytes}, (uint32_t)i, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status compile(bool is_dates, const char *path, struct failure *failure)
{
    struct compiler compiler = {0};
    enum status status = STATUS_FAILED;
    if (folder_open(&compiler.folder, failure) == STATUS_OK &&
        (is_dates ? list_dates : list_phrases)(&compiler, failure) == STATUS_OK) {
        status = word_list_write(&compiler.list, path, false, failure);
    }
    free(compiler.key);
    word_list_free(&compiler.list);
    folder_close(compiler.folder);
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
