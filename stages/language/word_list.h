/* word_list.h - words that are gathered to be compiled to a word_table, by the tools of the build. */
#ifndef MIZAN_WORD_LIST_H
#define MIZAN_WORD_LIST_H

#include "arena.h"
#include "word_map.h"
#include "word_table.h"

/* Zero-initialized it is empty. */
struct word_list {
    struct word_table_word *words; /* in the order in which they were added */
    size_t count, capacity;
    size_t key_count; /* of word_table_make; set by the owner */
    struct word_map seen;
    struct arena strings;
};

/* Adds a word as it is; its bytes are borrowed until word_list_free. */
enum status word_list_push(struct word_list *list, uint32_t context, struct span word, uint32_t value,
                           struct failure *failure) MUST_CHECK;

/* Adds a copy of the word, unless one was added in this context: the first value stays. */
enum status word_list_add(struct word_list *list, uint32_t context, struct span word, uint32_t value,
                          struct failure *failure) MUST_CHECK;

/* Writes the table to a file, with the CRC-32 of its words behind it if `has_checksum`. FAILURE_IO names the file, of
 * which a part may be there then. */
enum status word_list_write(const struct word_list *list, const char *path, bool has_checksum,
                            struct failure *failure) MUST_CHECK;

void word_list_free(struct word_list *list);

#endif
