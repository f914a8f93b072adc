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

#include "fold.h"
#include "language.h"
#include "names.h"
#include "tables.h"
#include "word_list.h"

/* names.c reads the built-in table, which does not exist yet: an empty one. */
_Alignas(16) const char table_names[sizeof(struct word_table)] = {0};

/* ---- names.tsv: the keys with their kinds, then the forms with the number of their key ----------------------------
 */

/* The list borrows what `names` holds. */
static enum status list_names(struct word_list *list, struct names *names, struct span text, const char *path,
                              struct folder *folder, struct failure *failure)
{
    struct name_form form;
    const struct name *last = NULL;
    if (names_add(names, text, path, folder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; names_form(names, i, &form); i++) { /* forms of a class stand together */
        if (form.name != last &&
            word_list_push(list, 0, span_of(form.name->key), form.name->kind, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        last = form.name;
    }
    list->key_count = list->count;
    last = NULL;
    size_t number = 0;
    for (size_t i = 0; names_form(names, i, &form); i++) {
        number += form.name != last;
        last = form.name;
        if (word_list_push(list, word_map_language(form.language), form.folded, (uint32_t)number - 1, failure) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* ---- stop_words.tsv: lines `language<TAB>words separated by spaces` -----------------------------------------------
 */

static enum status add_stop_word(struct word_list *list, struct span word, const struct language *language,
                                 struct folder *folder, struct failure *failure)
{
    struct span folded;
    if (folder_fold(folder, word, language->turkic_case, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return folded.length == 0 ? STATUS_OK : word_list_add(list, word_map_language(language), folded, 0, failure);
}

static enum status add_stop_line(struct word_list *list, char *line, struct folder *folder, struct failure *failure)
{
    char *rest = NULL;
    char *const tab = strchr(line, '\t');
    const struct language *const language =
        tab == NULL ? NULL : language_find((struct span){line, (size_t)(tab - line)});
    if (language == NULL) {
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "expected the code of a known language and a tab, found '%.40s'", line);
    }
    for (char *word = strtok_r(tab + 1, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        if (add_stop_word(list, span_of(word), language, folder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status list_stop_words(struct word_list *list, struct span text, struct folder *folder,
                                   struct failure *failure)
{
    enum status status = STATUS_OK;
    char *rest = NULL;
    char *const lines = strndup(text.bytes, text.length);
    if (lines == NULL) {
        return failure_memory(failure, "the lists of stop words");
    }
    for (char *line = strtok_r(lines, "\r\n", &rest); line != NULL && status == STATUS_OK;
         line = strtok_r(NULL, "\r\n", &rest)) {
        if (line[0] != '#') {
            status = add_stop_line(list, line, folder, failure);
        }
    }
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
    if (length < 0) {
        return failure_set(failure, FAILURE_NO_INPUT, "cannot be read: %s", strerrordesc_np(errno));
    }
    *text = (struct span){*bytes, (size_t)length};
    return STATUS_OK;
}

/* The CRC-32 is for run.json. */
static enum status compile(bool is_names, const char *from, const char *to, struct failure *failure)
{
    struct word_list list = {0};
    struct names *names = NULL;
    char *bytes = NULL;
    struct span text = {NULL, 0};
    struct folder *folder = NULL;
    enum status status = STATUS_FAILED;
    if (read_all(from, &bytes, &text, failure) == STATUS_OK && folder_open(&folder, failure) == STATUS_OK &&
        names_open(&names, failure) == STATUS_OK &&
        (is_names ? list_names(&list, names, text, from, folder, failure)
                  : list_stop_words(&list, text, folder, failure)) == STATUS_OK) {
        status = word_list_write(&list, to, true, failure);
    }
    word_list_free(&list);
    names_close(names);
    folder_close(folder);
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
