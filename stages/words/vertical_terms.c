/*
 * vertical_terms.c - the vertical format with terms -> RECORD_TERMS, for vectorize as a filter.
 *
 * Without --column, or with the name of a column, the input is mizan's own: word, start, end, normalized, term (the
 * first three are enough if one of these is counted). With a number it is any tool's, and nothing but the word in the
 * first column and the counted one is looked at. "-" stands for "no term". The format carries neither backgrounds nor
 * flags; counting needs none.
 */
#include <stdlib.h>

#include "array.h"
#include "spill.h"
#include "stages.h"
#include "vertical.h"
#include "word_map.h"

enum { WORDS_PER_RECORD = 8192, OWN_WORD_COLUMNS = 3, OWN_COLUMNS = 5, NORMALIZED = 3, TERM = 4 };

static const char *const own_columns[OWN_COLUMNS] = {"word", "start", "end", "normalized", "term"};

struct vertical_terms {
    size_t column; /* that is counted, from 0 */
    bool is_own;   /* mizan's own columns */
    struct arena arena;
    struct word_map numbers; /* of forms, by their row's bytes */
    struct form **forms_by_number;
    size_t form_capacity;
    uint32_t form_count;
    char *key;
    size_t key_capacity;
    struct word *words;
    size_t word_capacity, word_count;
    const struct form **forms;
    size_t forms_capacity;
};

static enum status vertical_terms_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct vertical_terms *const reader = state;
    reader->is_own = true;
    reader->column = TERM;
    if (settings->column == NULL) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < OWN_COLUMNS; i++) {
        if (strcmp(settings->column, own_columns[i]) == 0) {
            reader->column = i;
            return STATUS_OK;
        }
    }
    size_t number = 0;
    const char *digit = settings->column;
    for (; *digit >= '0' && *digit <= '9' && number <= VERTICAL_COLUMNS_MOST; digit++) {
        number = 10 * number + (size_t)(*digit - '0');
    }
    if (*digit != '\0' || number == 0 || number > VERTICAL_COLUMNS_MOST) {
        return flow_fail(
            flow, FAILURE_USAGE,
            "--column %s: no such column; choose word, start, end, normalized, term or a number from 1 to %d",
            settings->column, VERTICAL_COLUMNS_MOST);
    }
    reader->is_own = false;
    reader->column = number - 1;
    return STATUS_OK;
}

static bool is_no_term(struct span value)
{
    return value.length == 0 || span_equal(value, span_of("-"));
}

/* Surface, normalized form and term as the row has them, in one key: each ends with a tab, which no column holds. */
static enum status make_key(struct vertical_terms *reader, const struct span parts[3], struct span *key,
                            struct failure *failure)
{
    const size_t length = parts[0].length + parts[1].length + parts[2].length + 3;
    if (array_reserve((void **)&reader->key, &reader->key_capacity, length, 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *place = reader->key;
    for (size_t i = 0; i < 3; i++) {
        memcpy(place, parts[i].bytes, parts[i].length);
        place += parts[i].length;
        *place++ = '\t';
    }
    *key = (struct span){reader->key, length};
    return STATUS_OK;
}

static enum status make_form(struct vertical_terms *reader, const struct vertical_row *row, const struct span parts[3],
                             struct span key, const struct form **made, struct failure *failure)
{
    void *memory = NULL;
    struct span kept;
    if (array_reserve((void **)&reader->forms_by_number, &reader->form_capacity, reader->form_count + 1,
                      sizeof(struct form *), failure) != STATUS_OK ||
        arena_take(&reader->arena, sizeof(struct form), &memory, failure) != STATUS_OK ||
        arena_copy(&reader->arena, key, &kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct form *const form = memory;
    *form = (struct form){.class = FORM_STOP, .background = NO_BACKGROUND, .number = reader->form_count};
    const struct span columns[3] = {{kept.bytes, parts[0].length},
                                    {kept.bytes + parts[0].length + 1, parts[1].length},
                                    {kept.bytes + parts[0].length + parts[1].length + 2, parts[2].length}};
    if (vertical_unescape(columns[0], &reader->arena, &form->surface, failure) != STATUS_OK ||
        vertical_unescape(columns[1], &reader->arena, &form->normalized, failure) != STATUS_OK ||
        vertical_unescape(columns[2], &reader->arena, &form->term, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    bool is_word = false;
    const struct word word = vertical_word(row, form->surface, &is_word);
    form->script = (uint8_t)word.script;
    if (!is_no_term(form->term)) {
        form->class = reader->is_own && term_is_date(form->normalized) ? FORM_DATE : FORM_TERM;
        form->channel = term_is_date(form->term) ? CHANNEL_DATE : CHANNEL_WORD;
    } else {
        form->term = (struct span){0};
        form->class = !is_word ? FORM_EMPTY : (word.flags & WORD_NUMERIC) != 0 ? FORM_NUMBER : FORM_STOP;
    }
    if (word_map_put(&reader->numbers, 0, kept, form->number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    reader->forms_by_number[reader->form_count++] = form;
    *made = form;
    return STATUS_OK;
}

static enum status find_form(struct vertical_terms *reader, const struct vertical_row *row, const struct form **form,
                             struct failure *failure)
{
    const struct span counted = row->columns[reader->column];
    const bool has_normalized = reader->is_own && row->column_count == OWN_COLUMNS && reader->column == TERM;
    const struct span parts[3] = {row->columns[0], has_normalized ? row->columns[NORMALIZED] : counted, counted};
    struct span key;
    if (make_key(reader, parts, &key, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    uint32_t number = 0;
    if (word_map_find(&reader->numbers, 0, key, &number)) {
        *form = reader->forms_by_number[number];
        return STATUS_OK;
    }
    return make_form(reader, row, parts, key, form, failure);
}

static enum status check_columns(const struct vertical_terms *reader, const struct vertical_row *row,
                                 struct failure *failure)
{
    if (!reader->is_own) {
        return reader->column < row->column_count
                   ? STATUS_OK
                   : vertical_wrong_columns(row, "at least as many as --column counts", failure);
    }
    if (reader->column >= OWN_WORD_COLUMNS || row->column_count > OWN_WORD_COLUMNS) {
        return row->column_count == OWN_COLUMNS
                   ? STATUS_OK
                   : vertical_wrong_columns(row,
                                            "5 (word, start, end, normalized, term), as mizan stem writes them; for "
                                            "another tool's file give --column NUMBER",
                                            failure);
    }
    return row->column_count == OWN_WORD_COLUMNS
               ? STATUS_OK
               : vertical_wrong_columns(row, "3 (word, start, end), as mizan tokenize writes them", failure);
}

static enum status emit_terms(struct vertical_terms *reader, struct flow *flow)
{
    const struct terms terms = {.words = reader->words, .forms = reader->forms, .count = reader->word_count};
    if (flow_emit(flow, &(struct record){.kind = RECORD_TERMS, .as.terms = &terms}) != STATUS_OK) {
        return STATUS_FAILED;
    }
    reader->word_count = 0;
    return STATUS_OK;
}

static enum status add_row(struct vertical_terms *reader, const struct vertical_row *row, struct failure *failure)
{
    const struct form *form = NULL;
    if (check_columns(reader, row, failure) != STATUS_OK || find_form(reader, row, &form, failure) != STATUS_OK ||
        array_reserve((void **)&reader->words, &reader->word_capacity, reader->word_count + 1, sizeof(struct word),
                      failure) != STATUS_OK ||
        array_reserve((void **)&reader->forms, &reader->forms_capacity, reader->word_count + 1, sizeof(struct form *),
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    bool is_word = false;
    struct word word = vertical_word(row, form->surface, &is_word);
    if (reader->is_own && vertical_place(row, 1, 2, &word, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    reader->forms[reader->word_count] = form;
    reader->words[reader->word_count++] = word;
    return STATUS_OK;
}

/* A date has a row behind its words, with its term in place of a normalized form. */
static bool is_date_row(const struct vertical_terms *reader, const struct vertical_row *row)
{
    return reader->is_own && row->column_count == OWN_COLUMNS && term_is_date(row->columns[NORMALIZED]);
}

static enum status vertical_terms_accept(void *state, const struct record *record, struct flow *flow)
{
    struct vertical_terms *const reader = state;
    struct vertical vertical = {.text = record->as.input->payload, .line = flow_document(flow)->line};
    struct vertical_row row;
    struct spill_part part = {0};
    while (vertical_next(&vertical, &row)) {
        if (is_date_row(reader, &row) && reader->column < NORMALIZED) {
            continue; /* counted are the words that stand there */
        }
        if (add_row(reader, &row, flow_failure(flow)) != STATUS_OK ||
            (reader->word_count == WORDS_PER_RECORD &&
             (emit_terms(reader, flow) != STATUS_OK ||
              spill_check_part(flow_spill(flow), &part, vertical.place, vertical.text.length, flow_failure(flow)) !=
                  STATUS_OK))) {
            return STATUS_FAILED;
        }
    }
    return emit_terms(reader, flow);
}

static void vertical_terms_close(void *state)
{
    struct vertical_terms *const reader = state;
    free(reader->forms);
    free(reader->words);
    free(reader->key);
    free(reader->forms_by_number);
    word_map_free(&reader->numbers);
    arena_free(&reader->arena);
    *reader = (struct vertical_terms){0};
}

const struct stage_type vertical_terms_stage = {
    .name = "vertical terms",
    .placement = PER_WORKER,
    .consumes = RECORD_INPUT,
    .produces = RECORD_TERMS,
    .state_size = sizeof(struct vertical_terms),
    .open = vertical_terms_open,
    .accept = vertical_terms_accept,
    .close = vertical_terms_close,
};
