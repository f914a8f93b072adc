/*
 * fold_tables.c - a tool of the build: folds the words of names.tsv or stop_words.tsv and compiles them to the
 * word_table that tables.S embeds, so that a run need not.
 *
 *     fold_tables names data/names.tsv build/names.words
 *
 * Made at the start of each run, the two tables took more than half of the instructions of a run on ten documents. The
 * block depends on the table alone, and on the ICU version through folding.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "arena.h"
#include "array.h"
#include "fold.h"
#include "language.h"
#include "names.h"
#include "tables.h"
#include "word_map.h"
#include "word_table.h"

/* names.c reads the built-in table, which does not exist yet: an empty one. */
_Alignas(16) const char table_names[sizeof(struct word_table)] = {0};

/* The words of a table to be; their bytes are those of `names` or in `strings`. */
struct list {
    struct word_table_word *words;
    size_t count, capacity, key_count;
    struct names *names;
    struct arena strings;
};

static enum status add_word(struct list *list, struct span word, uint32_t context, uint32_t value,
                            struct failure *failure)
{
    if (array_reserve((void **)&list->words, &list->capacity, list->count + 1, sizeof *list->words, failure) !=
        STATUS_OK)
        return STATUS_FAILED;
    list->words[list->count++] = (struct word_table_word){word, context, value};
    return STATUS_OK;
}

/* ---- names.tsv: the keys with their kinds, then the forms with the number of their key ----------------------------
 */

static enum status list_names(struct list *list, struct span text, const char *path, struct folder *folder,
                              struct failure *failure)
{
    struct name_form form;
    const struct name *last = NULL;
    if (names_open(&list->names, failure) != STATUS_OK ||
        names_add(list->names, text, path, folder, failure) != STATUS_OK)
        return STATUS_FAILED;
    const struct names *const names = list->names;
    for (size_t i = 0; names_form(names, i, &form); i++) { /* forms of a class stand together */
        if (form.name != last && add_word(list, span_of(form.name->key), 0, form.name->kind, failure) != STATUS_OK)
            return STATUS_FAILED;
        last = form.name;
    }
    list->key_count = list->count;
    last = NULL;
    size_t number = 0;
    for (size_t i = 0; names_form(names, i, &form); i++) {
        number += form.name != last;
        last = form.name;
        if (add_word(list, form.folded, word_map_language(form.language), (uint32_t)number - 1, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

/* ---- stop_words.tsv: lines `language<TAB>words separated by spaces` -----------------------------------------------
 */

static enum status add_stop_word(struct list *list, struct word_map *seen, struct span word,
                                 const struct language *language, struct folder *folder, struct failure *failure)
{
    const uint32_t context = word_map_language(language);
    struct span folded;
    uint32_t unused;
    if (folder_fold(folder, word, language->turkic_case, &folded, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (folded.length == 0 || word_map_find(seen, context, folded, &unused))
        return STATUS_OK;
    struct span kept;
    if (arena_copy(&list->strings, folded, &kept, failure) != STATUS_OK)
        return STATUS_FAILED;
    return word_map_put(seen, context, kept, 0, failure) == STATUS_OK ? add_word(list, kept, context, 0, failure)
                                                                      : STATUS_FAILED;
}

static enum status add_stop_line(struct list *list, struct word_map *seen, char *line, struct folder *folder,
                                 struct failure *failure)
{
    char *rest = NULL;
    char *const tab = strchr(line, '\t');
    const struct language *const language =
        tab == NULL ? NULL : language_find((struct span){line, (size_t)(tab - line)});
    if (language == NULL)
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "expected the code of a known language and a tab, found '%.40s'", line);
    for (char *word = strtok_r(tab + 1, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        if (add_stop_word(list, seen, span_of(word), language, folder, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status list_stop_words(struct list *list, struct span text, const char *path, struct folder *folder,
                                   struct failure *failure)
{
    struct word_map seen = {0};
    enum status status = STATUS_OK;
    char *rest = NULL;
    char *const lines = strndup(text.bytes, text.length);
    (void)path;
    if (lines == NULL)
        return failure_memory(failure, "the lists of stop words");
    for (char *line = strtok_r(lines, "\r\n", &rest); line != NULL && status == STATUS_OK;
         line = strtok_r(NULL, "\r\n", &rest)) {
        if (line[0] != '#')
            status = add_stop_line(list, &seen, line, folder, failure);
    }
    word_map_free(&seen);
    free(lines);
    return status;
}

/* ---- files --------------------------------------------------------------------------------------------------------
 */

/* `*bytes` is the owner's to free, whatever comes of it. */
static enum status read_all(const char *path, char **bytes, struct span *text, struct failure *failure)
{
    FILE *const file = fopen(path, "rbe");
    size_t capacity = 0;
    ssize_t length = -1;
    if (file != NULL) {
        length = getdelim(bytes, &capacity, EOF, file); /* 0xFF is no byte of UTF-8 */
        (void)fclose(file);
    }
    if (length < 0)
        return failure_set(failure, FAILURE_NO_INPUT, "cannot be read: %s", strerrordesc_np(errno));
    *text = (struct span){*bytes, (size_t)length};
    return STATUS_OK;
}

/* Behind the block stands the CRC-32 of its words, for run.json. */
static enum status write_all(const char *path, const struct word_table *table, size_t length, struct failure *failure)
{
    const void *const block = table;
    const uint32_t checksum = (uint32_t)crc32_z(crc32_z(0, NULL, 0), block, word_table_words_bytes(table));
    FILE *const file = fopen(path, "wbe");
    const bool is_written =
        file != NULL && fwrite(block, 1, length, file) == length && fwrite(&checksum, sizeof checksum, 1, file) == 1;
    const bool is_closed = file != NULL && fclose(file) == 0;
    return is_written && is_closed
               ? STATUS_OK
               : failure_set(failure, FAILURE_IO, "%s cannot be written: %s", path, strerrordesc_np(errno));
}

static enum status compile(bool is_names, const char *from, const char *to, struct failure *failure)
{
    struct list list = {0};
    char *bytes = NULL;
    struct span text = {NULL, 0};
    struct folder *folder = NULL;
    struct word_table *table = NULL;
    size_t length = 0;
    enum status status = STATUS_FAILED;
    if (read_all(from, &bytes, &text, failure) == STATUS_OK && folder_open(&folder, failure) == STATUS_OK &&
        (is_names ? list_names : list_stop_words)(&list, text, from, folder, failure) == STATUS_OK &&
        word_table_make(list.words, list.count, list.key_count, &table, &length, failure) == STATUS_OK)
        status = write_all(to, table, length, failure);
    folder_close(folder);
    names_close(list.names);
    arena_free(&list.strings);
    free(table);
    free(list.words);
    free(bytes);
    return status;
}

int main(int argument_count, char **arguments)
{
    static struct failure failure;
    const bool is_names = argument_count == 4 && strcmp(arguments[1], "names") == 0;
    if (argument_count != 4 || (!is_names && strcmp(arguments[1], "stop_words") != 0)) {
        fputs("usage: fold_tables names|stop_words TABLE.tsv OUTPUT\n", stderr);
        return FAILURE_USAGE;
    }
    if (compile(is_names, arguments[2], arguments[3], &failure) == STATUS_OK)
        return EXIT_SUCCESS;
    fprintf(stderr, "fold_tables: %s: %s\n", arguments[2], failure.message);
    remove(arguments[3]);
    return (int)failure.kind;
}
