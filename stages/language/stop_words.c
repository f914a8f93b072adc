/*
 * stop_words.c - the lists of stop words: the built-in ones folded and compiled when mizan is built (fold_tables.c),
 * those of a file when it is opened.
 *
 * Compared after folding, as the words that they are compared with: public lists that were matched before it missed
 * half of their hits in Arabic. The lists hold closed classes only: a list with months or numbers in it would throw
 * away dates.
 */
#include "stop_words.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <unicode/utf8.h>

#include "arena.h"
#include "array.h"
#include "tables.h"
#include "word_map.h"
#include "word_table.h"

enum { LINE_BYTES = 4096 }; /* a stop word is far shorter; a longer line is no list */

struct stop_words {
    const struct word_table *builtin; /* by language; NULL: none */
    struct arena arena;
    struct word_map map; /* the words of the file, without language */
};

/* A word of the user's, for every language. */
static enum status add_word(struct stop_words *stop_words, struct span word, struct folder *folder,
                            struct failure *failure)
{
    struct span folded, kept;
    uint32_t unused;
    if (folder_fold(folder, word, false, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (folded.length == 0 || word_map_find(&stop_words->map, WORD_MAP_NO_LANGUAGE, folded, &unused)) {
        return STATUS_OK;
    }
    return arena_copy(&stop_words->arena, folded, &kept, failure) != STATUS_OK
               ? STATUS_FAILED
               : word_map_put(&stop_words->map, WORD_MAP_NO_LANGUAGE, kept, 0, failure);
}

/* Offset of the first byte that is not UTF-8, or the length of the text. */
static int32_t valid_length(struct span text)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    const int32_t length = (int32_t)text.length; /* at most LINE_BYTES */
    for (int32_t next = 0; next < length;) {
        const int32_t start = next;
        UChar32 code_point;
        U8_NEXT(bytes, next, length, code_point);
        if (code_point < 0) {
            return start;
        }
    }
    return length;
}

static struct span trim(struct span line)
{
    while (line.length > 0 && strchr(" \t\r\n", line.bytes[line.length - 1]) != NULL) {
        line.length--;
    }
    while (line.length > 0 && (line.bytes[0] == ' ' || line.bytes[0] == '\t')) {
        line = (struct span){line.bytes + 1, line.length - 1};
    }
    return line;
}

static enum status add_file_line(struct stop_words *stop_words, struct span line, const char *path, size_t number,
                                 struct folder *folder, struct failure *failure)
{
    const char mark[] = "\xEF\xBB\xBF"; /* a byte order mark, as editors write it */
    if (number == 1 && line.length >= 3 && memcmp(line.bytes, mark, 3) == 0) {
        line = (struct span){line.bytes + 3, line.length - 3};
    }
    const struct span word = trim(line);
    const int32_t valid = valid_length(word);
    if ((size_t)valid != word.length || memchr(word.bytes, '\0', word.length) != NULL) {
        return failure_set(
            failure, FAILURE_DATA,
            "%s, line %zu: not UTF-8 text behind byte %d of the word: save the list of stop words as UTF-8", path,
            number, (int)valid);
    }
    if (word.length == 0 || word.bytes[0] == '#') {
        return STATUS_OK;
    }
    if (memchr(word.bytes, ' ', word.length) != NULL || memchr(word.bytes, '\t', word.length) != NULL) {
        return failure_set(failure, FAILURE_DATA,
                           "%s, line %zu: expected one word, found '%.*s': write one word a line", path, number,
                           SPAN_ARGUMENTS(word));
    }
    return add_word(stop_words, word, folder, failure);
}

static enum status add_lines(struct stop_words *stop_words, FILE *file, const char *path, struct folder *folder,
                             struct failure *failure)
{
    char line[LINE_BYTES];
    for (size_t number = 1;; number++) {
        size_t length = 0;
        int byte = EOF;
        errno = 0;
        while (length < sizeof line && (byte = getc(file)) != EOF && byte != '\n') {
            line[length++] = (char)byte;
        }
        if (byte == EOF && ferror(file)) {
            return failure_errno(failure, "read", path, errno);
        }
        if (length == sizeof line) {
            return failure_set(failure, FAILURE_DATA, "%s, line %zu: longer than %d bytes: write one word a line", path,
                               number, LINE_BYTES - 1);
        }
        if (add_file_line(stop_words, (struct span){line, length}, path, number, folder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (byte == EOF) {
            return STATUS_OK;
        }
    }
}

static enum status add_file(struct stop_words *stop_words, const char *path, struct folder *folder,
                            struct failure *failure)
{
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        return failure_set(failure, FAILURE_NO_INPUT, "%s: the list of stop words cannot be opened: %s", path,
                           strerrordesc_np(errno));
    }
    const enum status status = add_lines(stop_words, file, path, folder, failure);
    (void)fclose(file); /* it was only read */
    return status;
}

enum status stop_words_open(struct stop_words **stop_words, bool builtin, const char *file, struct folder *folder,
                            struct failure *failure)
{
    void *memory;
    *stop_words = NULL;
    if (array_zeroed(&memory, 1, sizeof **stop_words, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *stop_words = memory;
    (*stop_words)->builtin = builtin ? (const struct word_table *)(const void *)table_stop_words : NULL;
    if (file == NULL || add_file(*stop_words, file, folder, failure) == STATUS_OK) {
        return STATUS_OK;
    }
    stop_words_close(*stop_words);
    *stop_words = NULL;
    return STATUS_FAILED;
}

void stop_words_close(struct stop_words *stop_words)
{
    if (stop_words == NULL) {
        return;
    }
    word_map_free(&stop_words->map);
    arena_free(&stop_words->arena);
    free(stop_words);
}

bool stop_words_contain(const struct stop_words *stop_words, const struct language *language, struct span folded)
{
    uint32_t unused;
    return word_map_find(&stop_words->map, WORD_MAP_NO_LANGUAGE, folded, &unused) ||
           (language != NULL && stop_words->builtin != NULL &&
            word_table_find(stop_words->builtin, word_map_language(language), folded, &unused));
}
