/* phrases.c - the table is folded once; what is looked up is folded and compared as a whole. */
#include "phrases.h"

#include <stdlib.h>

#include "arena.h"
#include "array.h"
#include "phrase_table.h"

struct phrases {
    struct folder *folder;
    struct arena arena;
    struct span *keys; /* by place in the table */
    char *key;         /* of the words that are looked up */
    size_t key_capacity, key_bytes;
};

static enum status append_folded(struct phrases *phrases, struct span word, struct failure *failure)
{
    struct span folded;
    if (folder_fold(phrases->folder, word, false, &folded, failure) != STATUS_OK ||
        array_reserve((void **)&phrases->key, &phrases->key_capacity, phrases->key_bytes + folded.length + 1, 1,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (folded.length > 0) {
        memcpy(phrases->key + phrases->key_bytes, folded.bytes, folded.length);
        phrases->key_bytes += folded.length;
    }
    return STATUS_OK;
}

static enum status fold_phrase(struct phrases *phrases, const char *text, struct span *key, struct failure *failure)
{
    phrases->key_bytes = 0;
    for (const char *word = text; *word != '\0';) {
        const size_t length = strcspn(word, " .");
        if (length > 0 && append_folded(phrases, (struct span){word, length}, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        word += length + strspn(word + length, " .");
    }
    return arena_copy(&phrases->arena, (struct span){phrases->key, phrases->key_bytes}, key, failure);
}

enum status phrases_open(struct phrases **phrases, struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct phrases), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct phrases *const made = memory;
    enum status status = folder_open(&made->folder, failure);
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&made->keys, phrase_count, sizeof *made->keys, failure);
    }
    for (size_t i = 0; i < phrase_count && status == STATUS_OK; i++) {
        status = fold_phrase(made, phrase_table[i].text, &made->keys[i], failure);
    }
    if (status != STATUS_OK) {
        phrases_close(made);
        return STATUS_FAILED;
    }
    *phrases = made;
    return STATUS_OK;
}

void phrases_close(struct phrases *phrases)
{
    if (phrases == NULL) {
        return;
    }
    free(phrases->key);
    free(phrases->keys);
    arena_free(&phrases->arena);
    folder_close(phrases->folder);
    free(phrases);
}

enum status phrases_match(struct phrases *phrases, enum phrase_kind kind, const struct line *line, size_t first,
                          size_t last, bool *matches, struct failure *failure)
{
    *matches = false;
    phrases->key_bytes = 0;
    size_t words = 0;
    for (size_t i = first; i < last; i++) {
        const struct word *const word = &line->words[i];
        if (word->field != FIELD_BODY || (word->flags & WORD_NUMERIC) != 0) {
            continue;
        }
        if (++words > PHRASE_WORDS_MOST) {
            return STATUS_OK;
        }
        if (append_folded(phrases, word->surface, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    const struct span key = {phrases->key, phrases->key_bytes};
    for (size_t i = 0; i < phrase_count && key.length > 0 && !*matches; i++) {
        *matches = phrase_table[i].kind == kind && span_equal(phrases->keys[i], key);
    }
    return STATUS_OK;
}
