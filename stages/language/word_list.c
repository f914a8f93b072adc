/* word_list.c - a growing array, and a map of what stands in it. */
#include "word_list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "array.h"

enum status word_list_push(struct word_list *list, uint32_t context, struct span word, uint32_t value,
                           struct failure *failure)
{
    if (array_reserve((void **)&list->words, &list->capacity, list->count + 1, sizeof *list->words, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    list->words[list->count++] = (struct word_table_word){word, context, value};
    return STATUS_OK;
}

enum status word_list_add(struct word_list *list, uint32_t context, struct span word, uint32_t value,
                          struct failure *failure)
{
    struct span kept;
    uint32_t known;
    if (word_map_find(&list->seen, context, word, &known)) {
        return STATUS_OK;
    }
    if (arena_copy(&list->strings, word, &kept, failure) != STATUS_OK ||
        word_map_put(&list->seen, context, kept, 0, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return word_list_push(list, context, kept, value, failure);
}

static enum status write_table(const char *path, const struct word_table *table, size_t length, bool has_checksum,
                               struct failure *failure)
{
    const void *const block = table;
    const uint32_t checksum = (uint32_t)crc32_z(crc32_z(0, NULL, 0), block, word_table_words_bytes(table));
    FILE *const file = fopen(path, "wbe");
    const bool is_written = file != NULL && fwrite(block, 1, length, file) == length &&
                            (!has_checksum || fwrite(&checksum, sizeof checksum, 1, file) == 1);
    const bool is_closed = file != NULL && fclose(file) == 0;
    return is_written && is_closed
               ? STATUS_OK
               : failure_set(failure, FAILURE_IO, "%s cannot be written: %s", path, strerrordesc_np(errno));
}

enum status word_list_write(const struct word_list *list, const char *path, bool has_checksum, struct failure *failure)
{
    struct word_table *table = NULL;
    size_t length = 0;
    if (word_table_make(list->words, list->count, list->key_count, &table, &length, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status status = write_table(path, table, length, has_checksum, failure);
    free(table);
    return status;
}

void word_list_free(struct word_list *list)
{
    free(list->words);
    word_map_free(&list->seen);
    arena_free(&list->strings);
    *list = (struct word_list){0};
}
