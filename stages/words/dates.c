/*
 * dates.c - the stage that reads dates and numbers: RECORD_TERMS -> RECORD_TERMS.
 *
 * What a word may be in a date depends on its form alone and is asked once for each; most words cost one look-up. A
 * date may reach over the end of a line or block: the last words of a record wait for the next one, so that nothing
 * depends on where the text was cut. Most records hold words that stay what they were, and few dates: what stands
 * before and between the changes is passed on where it lies.
 *
 * A day makes three terms: itself, the day of any year (newspapers leave the year out), and its year, unless that
 * stands there in digits and is a term of its own. To the background a date is a form that was never seen, and a day of
 * any year one of 366. Numbers in words are numbers, as those in digits are, and no terms.
 */
#include "stages.h"

#include <stdlib.h>

#include "array.h"
#include "date_forms.h"
#include "date_meanings.h"
#include "date_reader.h"
#include "date_term.h"
#include "han_date.h"
#include "language.h"
#include "user_background.h"

enum {
    WORDS_AHEAD = 24,  /* no date is longer */
    GAP_BYTES_MOST = 4 /* a sign or two and a space between the words of a date: " (", "، ", or the spaces of a table */
};
/* A run of words that stay as they are is passed on for itself, not copied, if it is as long: a record costs as much as
 * some words. */
enum { RUN_WORDS_LEAST = 48 };
enum { SIGN_BYTES = 3, TOKENS_MOST = 4 * WORDS_AHEAD, DAYS_OF_A_YEAR = 366 };

struct dates {
    const struct settings *settings;
    struct date_words *table;
    const struct background *background; /* the user's own, or NULL */
    struct date_forms forms;
    struct date_meanings meanings;

    /* of the current document */
    bool has_language;
    const struct language *language;
    enum date_order order;
    const struct word *words; /* not decided on yet: the record's, or those that waited and the record's behind them */
    const struct form *const *word_forms;
    uint8_t *kinds; /* of these: date_meanings_learn */
    size_t kind_capacity;
    size_t count;
    bool has_last; /* another word stands before them */
    struct word last;
    enum date_kind last_kind;
    struct word *waiting_words;
    const struct form **waiting_forms;
    size_t waiting, waiting_word_capacity, waiting_form_capacity;
    struct arena surfaces[2]; /* of words that waited; the second in turn */
    unsigned turn;
    struct word *done_words;
    const struct form **done_forms;
    size_t done_count, done_word_capacity, done_form_capacity;
    size_t run_first, run_count; /* behind what is done: words to be passed on where they lie */
};

static enum status dates_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct dates *const dates = memory;
    dates->settings = settings;
    if (date_words_open(&dates->table, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return user_background(settings, flow, &dates->background);
}

static enum status dates_begin_document(void *memory, struct flow *flow)
{
    struct dates *const dates = memory;
    (void)flow;
    dates->has_language = false;
    dates->waiting = 0;
    dates->has_last = false;
    return STATUS_OK;
}

static void set_language(struct dates *dates, const struct document *document)
{
    dates->language = document == NULL ? NULL : language_find(document->language);
    dates->order = document == NULL ? DATE_DAY_FIRST : date_order_of(document->language);
    dates->has_language = true;
}

static enum status reserve_waiting(struct dates *dates, size_t count, struct failure *failure)
{
    return array_reserve((void **)&dates->waiting_words, &dates->waiting_word_capacity, count,
                         sizeof *dates->waiting_words, failure) == STATUS_OK
               ? array_reserve((void **)&dates->waiting_forms, &dates->waiting_form_capacity, count,
                               sizeof *dates->waiting_forms, failure)
               : STATUS_FAILED;
}

static const struct date_word *meaning_of(const struct dates *dates, size_t index)
{
    return date_meanings_find(&dates->meanings, dates->word_forms[index]);
}

static enum date_kind kind_of(const struct dates *dates, size_t index)
{
    return meaning_kind(dates->kinds[index]);
}

/* Does the word at `index` end every date before it, as the end of all words does? */
static bool ends_dates(const struct dates *dates, size_t index)
{
    return index == dates->count || kind_of(dates, index) == DATE_WORD_NONE;
}

/* The words from `first` on as tokens, as far as a date may reach. */
static size_t make_tokens(const struct dates *dates, size_t first, struct date_token *tokens)
{
    size_t count = 0;
    for (size_t i = first; i < dates->count && i < first + WORDS_AHEAD; i++) {
        const struct date_word *const word = meaning_of(dates, i);
        const uint64_t gap = i == first ? 0 : date_gap(&dates->words[i - 1], &dates->words[i]);
        if (word->kind == DATE_WORD_NONE || gap > GAP_BYTES_MOST) {
            break;
        }
        const struct span signs = dates->word_forms[i]->normalized;
        const size_t parts = word->kind == DATE_WORD_HAN ? signs.length / SIGN_BYTES : 1;
        for (size_t part = 0; part < parts; part++) {
            tokens[count] = (struct date_token){*word, i - first, part == 0 ? gap : 0};
            if (word->kind == DATE_WORD_HAN) {
                tokens[count].word.value = han_date_sign(signs.bytes + part * SIGN_BYTES);
            }
            count++;
        }
    }
    return count;
}

/* The gap to a number in digits right before the word; UINT64_MAX if none stands there. */
static uint64_t gap_to_digits(const struct dates *dates, size_t index)
{
    if (index > 0) {
        return kind_of(dates, index - 1) == DATE_WORD_DIGITS ? date_gap(&dates->words[index - 1], &dates->words[index])
                                                             : UINT64_MAX;
    }
    return dates->has_last && dates->last_kind == DATE_WORD_DIGITS ? date_gap(&dates->last, &dates->words[0])
                                                                   : UINT64_MAX;
}

static enum status emit_terms(struct flow *flow, const struct word *words, const struct form *const *forms,
                              size_t count)
{
    const struct terms terms = {words, forms, count};
    return count == 0 ? STATUS_OK : flow_emit(flow, &(struct record){.kind = RECORD_TERMS, .as.terms = &terms});
}

static enum status append(struct dates *dates, const struct word *words, const struct form *const *forms, size_t count,
                          struct failure *failure)
{
    if (array_reserve((void **)&dates->done_words, &dates->done_word_capacity, dates->done_count + count,
                      sizeof *dates->done_words, failure) != STATUS_OK ||
        array_reserve((void **)&dates->done_forms, &dates->done_form_capacity, dates->done_count + count,
                      sizeof *dates->done_forms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(dates->done_words + dates->done_count, words, count * sizeof *words);
    memcpy(dates->done_forms + dates->done_count, forms, count * sizeof(const struct form *));
    dates->done_count += count;
    return STATUS_OK;
}

static enum status emit_done(struct dates *dates, struct flow *flow)
{
    const size_t count = dates->done_count;
    dates->done_count = 0;
    return emit_terms(flow, dates->done_words, dates->done_forms, count);
}

/* Passes the run on: a short one with what is done, a long one for itself. */
static enum status settle_run(struct dates *dates, struct flow *flow)
{
    const size_t count = dates->run_count;
    if (count == 0) {
        return STATUS_OK;
    }
    const struct word *const words = dates->words + dates->run_first;
    const struct form *const *const forms = dates->word_forms + dates->run_first;
    dates->run_count = 0;
    if (count < RUN_WORDS_LEAST) {
        return append(dates, words, forms, count, flow_failure(flow));
    }
    return emit_done(dates, flow) == STATUS_OK ? emit_terms(flow, words, forms, count) : STATUS_FAILED;
}

/* Words that stay as they are, behind the run's last or behind what is done. */
static void pass(struct dates *dates, size_t first, size_t count)
{
    dates->run_first = dates->run_count == 0 ? first : dates->run_first;
    dates->run_count += count;
}

static enum status push(struct dates *dates, const struct word *word, const struct form *form, struct flow *flow)
{
    return settle_run(dates, flow) == STATUS_OK ? append(dates, word, &form, 1, flow_failure(flow)) : STATUS_FAILED;
}

/* Pushes a word on, unless it is a number in words or a mark behind one as a term. The words of a date go with it. */
static enum status push_word(struct dates *dates, size_t index, bool is_of_date, bool is_false_year, struct flow *flow)
{
    const struct form *form = dates->word_forms[index];
    const enum date_kind kind = kind_of(dates, index);
    const bool is_mark = date_kind_may_be_mark(kind) && gap_to_digits(dates, index) <= 1;
    /* The signs of a Chinese date are its numbers, and units that any other date has. */
    const bool is_number =
        is_false_year || (dates->kinds[index] & MEANING_NUMBER) != 0 || (is_of_date && kind == DATE_WORD_HAN);
    if (form->class == FORM_TERM && (is_mark || is_number) &&
        date_meanings_uncount(&dates->meanings, form, is_number ? FORM_NUMBER : FORM_STOP, &form, flow_failure(flow)) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!is_of_date && form == dates->word_forms[index]) {
        pass(dates, index, 1);
        return STATUS_OK;
    }
    return push(dates, &dates->words[index], form, flow);
}

static double background_of(const struct dates *dates, enum date_precision precision)
{
    const struct background *background = dates->background;
    if (background == NULL && dates->settings->background_builtin && dates->language != NULL) {
        background = background_builtin(dates->language->code);
    }
    if (background == NULL) {
        return NO_BACKGROUND;
    }
    return precision == DATE_MONTH_DAY ? 1.0 / DAYS_OF_A_YEAR
                                       : (double)BACKGROUND_UNSEEN / background_documents(background);
}

/* A term of the date that the words from `first` on make, behind them. */
static enum status push_term(struct dates *dates, const char *term, enum date_precision precision, size_t first,
                             size_t words, struct flow *flow)
{
    const struct form *form;
    if (date_forms_find(&dates->forms, term, dates->words + first, words, dates->language,
                        background_of(dates, precision), &form, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct word item = {.surface = form->surface,
                        .start = dates->words[first].start,
                        .end = date_word_end(&dates->words[first]),
                        .script = SCRIPT_NONE,
                        .field = dates->words[first].field};
    for (size_t i = first + 1; i < first + words; i++) {
        const struct word *const word = &dates->words[i];
        item.start = word->start < item.start ? word->start : item.start;
        item.end = date_word_end(word) > item.end ? date_word_end(word) : item.end;
    }
    return push(dates, &item, form, flow);
}

static enum status push_date(struct dates *dates, struct date date, bool wants_year, size_t first, size_t words,
                             struct flow *flow)
{
    char term[DATE_TERM_BYTES];
    if (date.precision == DATE_DAY || date.precision == DATE_MONTH_DAY) {
        date_term_write(term, DATE_MONTH_DAY, date.day);
        if (push_term(dates, term, DATE_MONTH_DAY, first, words, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (date.precision == DATE_MONTH_DAY) {
        return STATUS_OK;
    }
    if (date.precision != DATE_YEAR) {
        date_term_write(term, date.precision, date.day);
        if (push_term(dates, term, date.precision, first, words, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (!wants_year || date.precision == DATE_DECADE) {
        return STATUS_OK;
    }
    date_term_write(term, DATE_YEAR, date.day);
    return push_term(dates, term, DATE_YEAR, first, words, flow);
}

static enum status push_reading(struct dates *dates, const struct date_reading *reading, size_t first,
                                struct flow *flow)
{
    for (size_t i = 0; i < reading->words; i++) {
        const bool is_false_year = reading->has_false_year && reading->false_year == i;
        if (push_word(dates, first + i, true, is_false_year, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    for (size_t i = 0; i < reading->count; i++) {
        const int year = reading->dates[i].day.year;
        const bool is_known = year == reading->written_year || (i > 0 && year == reading->dates[i - 1].day.year);
        if (push_date(dates, reading->dates[i], !is_known, first, reading->words, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* May a date start with the word? All have two words at least, but those in Chinese signs: most numbers stand alone. */
static bool may_start_date(const struct dates *dates, size_t first)
{
    const enum date_kind kind = kind_of(dates, first);
    return kind == DATE_WORD_HAN || (date_kind_may_start(kind) && !ends_dates(dates, first + 1));
}

/* The word at `first`, or the date that starts with it; *words is how many it takes. */
static enum status decide(struct dates *dates, size_t first, size_t *words, struct flow *flow)
{
    struct date_token tokens[TOKENS_MOST];
    struct date_reading reading;
    if (may_start_date(dates, first) && date_read(tokens, make_tokens(dates, first, tokens),
                                                  gap_to_digits(dates, first) == 1, dates->order, &reading)) {
        *words = reading.words;
        return push_reading(dates, &reading, first, flow);
    }
    *words = 1;
    return push_word(dates, first, false, false, flow);
}

/* Keeps the words from `first` on for the next record, and of the one before them what a date asks. */
static enum status keep_rest(struct dates *dates, size_t first, struct failure *failure)
{
    struct arena *const arena = &dates->surfaces[dates->turn];
    const size_t kept = dates->count - first;
    if (first > 0) {
        dates->has_last = true;
        dates->last = dates->words[first - 1];
        dates->last_kind = kind_of(dates, first - 1);
    }
    if (reserve_waiting(dates, kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    arena_clear(arena);
    for (size_t i = 0; i < kept; i++) {
        dates->waiting_words[i] = dates->words[first + i];
        dates->waiting_forms[i] = dates->word_forms[first + i];
        dates->kinds[i] = dates->kinds[first + i];
        if (arena_copy(arena, dates->waiting_words[i].surface, &dates->waiting_words[i].surface, failure) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    dates->turn = !dates->turn;
    dates->waiting = kept;
    return STATUS_OK;
}

/* How many words from `first` on, up to `end`, stay as they are. */
static size_t count_passing(const struct dates *dates, size_t first, size_t end)
{
    size_t place = first;
    while (place < end && dates->kinds[place] < MEANING_DECIDES) {
        place++;
    }
    return place - first;
}

/* A word that is nothing ends every date: behind the last of them words wait, if they are few. */
static size_t decidable(const struct dates *dates)
{
    size_t end = dates->count;
    while (end > 0 && !ends_dates(dates, end - 1)) {
        end--;
    }
    const size_t far = dates->count >= WORDS_AHEAD ? dates->count - WORDS_AHEAD + 1 : 0;
    return end > far ? end : far;
}

/* Decides on the words up to `end`, or further where a date reaches over it; *first is the one behind them. */
static enum status emit(struct dates *dates, size_t end, size_t *first, struct flow *flow)
{
    *first = 0;
    dates->done_count = 0;
    dates->run_count = 0;
    while (*first < end) {
        size_t words = count_passing(dates, *first, end);
        if (words > 0) {
            pass(dates, *first, words);
        } else if (decide(dates, *first, &words, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        *first += words;
    }
    if (settle_run(dates, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return emit_done(dates, flow);
}

/* Puts the record's words behind those that wait; where none wait they are taken where they lie. */
static enum status take(struct dates *dates, const struct terms *terms, struct failure *failure)
{
    const size_t waiting = dates->waiting;
    if (array_reserve((void **)&dates->kinds, &dates->kind_capacity, waiting + terms->count, sizeof *dates->kinds,
                      failure) != STATUS_OK ||
        date_meanings_learn(&dates->meanings, dates->table, dates->language, terms, dates->kinds + waiting, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    dates->count = waiting + terms->count;
    dates->words = terms->words;
    dates->word_forms = terms->forms;
    if (waiting == 0) {
        return STATUS_OK;
    }
    if (reserve_waiting(dates, dates->count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < terms->count; i++) {
        dates->waiting_words[waiting + i] = terms->words[i];
        dates->waiting_forms[waiting + i] = terms->forms[i];
    }
    dates->words = dates->waiting_words;
    dates->word_forms = dates->waiting_forms;
    return STATUS_OK;
}

static enum status dates_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct dates *const dates = memory;
    size_t first;
    if (record->as.terms->count == 0) { /* a block of signs alone */
        return STATUS_OK;
    }
    if (!dates->has_language) {
        set_language(dates, flow_document(flow));
    }
    if (take(dates, record->as.terms, flow_failure(flow)) != STATUS_OK ||
        emit(dates, decidable(dates), &first, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return keep_rest(dates, first, flow_failure(flow));
}

static enum status dates_end_document(void *memory, struct flow *flow)
{
    struct dates *const dates = memory;
    size_t first;
    dates->words = dates->waiting_words;
    dates->word_forms = dates->waiting_forms;
    dates->count = dates->waiting;
    return emit(dates, dates->count, &first, flow);
}

static void dates_close(void *memory)
{
    struct dates *const dates = memory;
    free(dates->done_forms);
    free(dates->done_words);
    arena_free(&dates->surfaces[0]);
    arena_free(&dates->surfaces[1]);
    free(dates->kinds);
    free(dates->waiting_forms);
    free(dates->waiting_words);
    date_forms_free(&dates->forms);
    date_meanings_free(&dates->meanings);
    date_words_close(dates->table);
}

/* The forms of dates stay: readings point to them. */
static enum status dates_finish(void *memory, struct flow *flow)
{
    struct dates *const dates = memory;
    (void)flow;
    date_meanings_forget(&dates->meanings);
    return STATUS_OK;
}

const struct stage_type dates_stage = {
    .name = "dates",
    .placement = PER_WORKER,
    .consumes = RECORD_TERMS,
    .produces = RECORD_TERMS,
    .state_size = sizeof(struct dates),
    .open = dates_open,
    .begin_document = dates_begin_document,
    .accept = dates_accept,
    .end_document = dates_end_document,
    .finish = dates_finish,
    .close = dates_close,
};
