/*
 * vertical_words.c - the vertical format with the columns word, start and end -> RECORD_WORDS.
 *
 * Another tool's tokens of punctuation alone are no words, as they are none in tokenize.c, and are passed over.
 */
#include <stdlib.h>

#include "array.h"
#include "stages.h"
#include "vertical.h"

enum { WORDS_PER_RECORD = 8192, WORD_COLUMNS = 3 };

struct vertical_words {
    struct arena arena; /* unescaped words of the record that is being made */
    struct word *words;
    size_t word_capacity, word_count;
};

static enum status emit_words(struct vertical_words *reader, struct flow *flow)
{
    const struct words words = {.items = reader->words, .count = reader->word_count};
    if (flow_emit(flow, &(struct record){.kind = RECORD_WORDS, .as.words = &words}) != STATUS_OK) {
        return STATUS_FAILED;
    }
    reader->word_count = 0;
    arena_clear(&reader->arena);
    return STATUS_OK;
}

static enum status add_row(struct vertical_words *reader, const struct vertical_row *row, bool *passed_start,
                           struct failure *failure)
{
    if (row->column_count != WORD_COLUMNS) {
        return vertical_wrong_columns(row, "3 (word, start, end), as mizan tokenize writes them", failure);
    }
    struct span surface;
    if (vertical_unescape(row->columns[0], &reader->arena, &surface, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    bool is_word = false;
    struct word word = vertical_word(row, surface, &is_word);
    if (vertical_place(row, 1, 2, &word, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *passed_start = *passed_start || row->starts_segment;
    if (!is_word) {
        return STATUS_OK;
    }
    word.flags |= *passed_start ? WORD_STARTS_SEGMENT : 0U; /* also when punctuation stood first */
    *passed_start = false;
    if (array_reserve((void **)&reader->words, &reader->word_capacity, reader->word_count + 1, sizeof(struct word),
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    reader->words[reader->word_count++] = word;
    return STATUS_OK;
}

static enum status vertical_words_accept(void *state, const struct record *record, struct flow *flow)
{
    struct vertical_words *const reader = state;
    struct vertical vertical = {.text = record->as.input->payload, .line = flow_document(flow)->line};
    struct vertical_row row;
    bool passed_start = false;
    while (vertical_next(&vertical, &row)) {
        if (add_row(reader, &row, &passed_start, flow_failure(flow)) != STATUS_OK ||
            (reader->word_count == WORDS_PER_RECORD && emit_words(reader, flow) != STATUS_OK)) {
            return STATUS_FAILED;
        }
    }
    return emit_words(reader, flow);
}

static void vertical_words_close(void *state)
{
    struct vertical_words *const reader = state;
    free(reader->words);
    reader->words = NULL;
    arena_free(&reader->arena);
}

const struct stage_type vertical_words_stage = {
    .name = "vertical words",
    .placement = PER_WORKER,
    .consumes = RECORD_INPUT,
    .produces = RECORD_WORDS,
    .state_size = sizeof(struct vertical_words),
    .accept = vertical_words_accept,
    .close = vertical_words_close,
};
