/*
 * dates.c - the stage that reads dates and numbers: RECORD_TERMS -> RECORD_TERMS.
 *
 * What a word may be in a date depends on its form alone and is asked once for each; most words cost one look-up. A
 * date may reach over the end of a line or block: the last words of a record wait for the next one, so that nothing
 * depends on where the text was cut.
 *
 * A day makes three terms: itself, the day of any year (newspapers leave the year out), and its year, unless that
 * stands there in digits and is a term of its own. To the background a date is a form that was never seen, and a day of
 * any year one of 366. Numbers in words are numbers, as those in digits are, and no terms.
 */
#include "stages.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "array.h"
#include "background.h"
#include "date_forms.h"
#include "date_reader.h"
#include "date_words.h"
#include "han_date.h"
#include "language.h"

enum {
    WORDS_AHEAD = 24,  /* no date is longer */
    GAP_BYTES_MOST = 4 /* a sign or two and a space between the words of a date: " (", "، ", or the spaces of a table */
};
enum { TERM_BYTES = 32, SIGN_BYTES = 3, TOKENS_MOST = 4 * WORDS_AHEAD, DAYS_OF_A_YEAR = 366 };

/* What a form may be in a date, by its number: MEANING_UNKNOWN until that is asked, else enum date_kind + 1. */
enum { MEANING_UNKNOWN = 0, MEANING_NONE = DATE_WORD_NONE + 1 };

/* What is known of a form that is something in a date, by its number. */
struct meaning {
    struct date_word word;
    const struct form *uncounted; /* the same, no term any more; NULL until it is wanted */
};

struct dates {
    const struct settings *settings;
    struct date_words *table;
    struct hijri *hijri;
    struct background *background; /* the user's own, or NULL */
    struct arena arena;            /* of forms that are no terms any more */
    struct date_forms forms;
    uint8_t *kinds; /* by number of the form */
    size_t kind_capacity;
    struct meaning *meanings; /* likewise, for those that are something */
    size_t meaning_capacity;

    /* of the current document */
    bool has_language;
    const struct language *language;
    enum date_order order;
    struct word *words; /* not decided on yet */
    const struct form **word_forms;
    size_t count, word_capacity, word_form_capacity;
    size_t decided;           /* 1: the first of them was pushed already and is there for the others; else 0 */
    struct arena surfaces[2]; /* of words that waited; the second in turn */
    unsigned turn;
    struct word *done_words;
    const struct form **done_forms;
    size_t done_count, done_word_capacity, done_form_capacity;
};

static enum status dates_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct dates *const dates = memory;
    dates->settings = settings;
    if (date_words_open(&dates->table, flow_failure(flow)) != STATUS_OK ||
        hijri_open(&dates->hijri, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return settings->background_file == NULL
               ? STATUS_OK
               : background_read(settings->background_file, &dates->background, flow_failure(flow));
}

static enum status dates_begin_document(void *memory, struct flow *flow)
{
    struct dates *const dates = memory;
    (void)flow;
    dates->has_language = false;
    dates->count = 0;
    dates->decided = 0;
    return STATUS_OK;
}

/* English is written in two ways; only the American one can be told by its tag. */
static enum date_order order_of(struct span tag)
{
    if (tag.length == 2 && strncasecmp(tag.bytes, "en", 2) == 0) {
        return DATE_ORDER_UNKNOWN;
    }
    return tag.length >= 5 && strncasecmp(tag.bytes, "en-US", 5) == 0 ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
}

static void set_language(struct dates *dates, const struct document *document)
{
    dates->language = document == NULL ? NULL : language_find(document->language);
    dates->order = document == NULL ? DATE_DAY_FIRST : order_of(document->language);
    dates->has_language = true;
}

/* Makes room for what is to be known of the form with this number. */
static enum status reserve_meaning(struct dates *dates, uint32_t number, struct failure *failure)
{
    const size_t known = dates->kind_capacity;
    if (array_reserve((void **)&dates->kinds, &dates->kind_capacity, (size_t)number + 1, sizeof *dates->kinds,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memset(dates->kinds + known, MEANING_UNKNOWN, dates->kind_capacity - known);
    return STATUS_OK;
}

static enum status learn_meaning(struct dates *dates, const struct word *word, const struct form *form,
                                 struct failure *failure)
{
    struct date_word meaning =
        date_words_find(dates->table, language_of_word(dates->language, word->script), word->script, form->normalized);
    if (meaning.needs_capital && (form->surface.bytes[0] < 'A' || form->surface.bytes[0] > 'Z')) {
        meaning = (struct date_word){0};
    }
    if (meaning.kind != DATE_WORD_NONE) {
        if (array_reserve((void **)&dates->meanings, &dates->meaning_capacity, (size_t)form->number + 1,
                          sizeof *dates->meanings, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        dates->meanings[form->number] = (struct meaning){.word = meaning};
    }
    dates->kinds[form->number] = (uint8_t)(meaning.kind + 1);
    return STATUS_OK;
}

static const struct date_word *meaning_of(const struct dates *dates, size_t index)
{
    static const struct date_word none = {.kind = DATE_WORD_NONE};
    const uint32_t number = dates->word_forms[index]->number;
    return dates->kinds[number] == MEANING_NONE ? &none : &dates->meanings[number].word;
}

static bool is_nothing(const struct dates *dates, size_t index)
{
    return dates->kinds[dates->word_forms[index]->number] == MEANING_NONE;
}

/* The words from `first` on as tokens, as far as a date may reach. */
static size_t make_tokens(const struct dates *dates, size_t first, struct date_token *tokens)
{
    size_t count = 0;
    for (size_t i = first; i < dates->count && i < first + WORDS_AHEAD; i++) {
        const struct date_word *const word = meaning_of(dates, i);
        const uint64_t gap = i == first ? 0 : date_gap(&dates->words[i]);
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

static bool may_start(enum date_kind kind)
{
    switch (kind) {
    case DATE_WORD_DIGITS:
    case DATE_WORD_CARDINAL:
    case DATE_WORD_ORDINAL:
    case DATE_WORD_MONTH:
    case DATE_WORD_HIJRI_MONTH:
    case DATE_WORD_MONTH_STEM:
    case DATE_WORD_YEAR:
    case DATE_WORD_ERA_NAME:
    case DATE_WORD_DECADE:
    case DATE_WORD_HAN:
        return true;
    default:
        return false;
    }
}

static enum status push(struct dates *dates, const struct word *word, const struct form *form, struct failure *failure)
{
    if (array_reserve((void **)&dates->done_words, &dates->done_word_capacity, dates->done_count + 1,
                      sizeof *dates->done_words, failure) != STATUS_OK ||
        array_reserve((void **)&dates->done_forms, &dates->done_form_capacity, dates->done_count + 1,
                      sizeof *dates->done_forms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    dates->done_words[dates->done_count] = *word;
    dates->done_forms[dates->done_count++] = form;
    return STATUS_OK;
}

/* The form as a number or stop word, which is no term. */
static enum status uncount(struct dates *dates, const struct form **form, enum form_class class,
                           struct failure *failure)
{
    struct meaning *const meaning = &dates->meanings[(*form)->number];
    if (meaning->uncounted == NULL) {
        void *memory;
        if (arena_take(&dates->arena, sizeof **form, &memory, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        struct form *const made = memory;
        *made = **form;
        made->class = class;
        made->channel = CHANNEL_WORD;
        made->term = (struct span){0};
        made->choices = NULL;
        meaning->uncounted = made;
    }
    *form = meaning->uncounted;
    return STATUS_OK;
}

/* Pushes a word on, unless it is a number in words or a mark behind one as a term. */
static enum status push_word(struct dates *dates, size_t index, bool is_false_year, struct failure *failure)
{
    const struct form *form = dates->word_forms[index];
    const struct date_word *const word = meaning_of(dates, index);
    const bool behind_digits =
        index > 0 && meaning_of(dates, index - 1)->kind == DATE_WORD_DIGITS && date_gap(&dates->words[index]) <= 1;
    const bool is_mark = behind_digits && (word->kind == DATE_WORD_SUFFIX || word->kind == DATE_WORD_YEAR_MARK ||
                                           word->kind == DATE_WORD_HIJRI_MARK || word->kind == DATE_WORD_DECADE_MARK);
    const bool is_number = is_false_year || word->is_number_only;
    if (form->class == FORM_TERM && (is_mark || is_number) &&
        uncount(dates, &form, is_number ? FORM_NUMBER : FORM_STOP, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return push(dates, &dates->words[index], form, failure);
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
                             size_t words, struct failure *failure)
{
    const struct form *form;
    if (date_forms_find(&dates->forms, term, dates->words + first, words, dates->language,
                        background_of(dates, precision), &form, failure) != STATUS_OK) {
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
    return push(dates, &item, form, failure);
}

static enum status push_date(struct dates *dates, struct date date, bool wants_year, size_t first, size_t words,
                             struct failure *failure)
{
    char term[TERM_BYTES];
    const struct calendar_day day = date.day;
    if (date.precision == DATE_DAY || date.precision == DATE_MONTH_DAY) {
        snprintf(term, sizeof term, TERM_DATE_PREFIX "--%02d-%02d", day.month, day.day);
        if (push_term(dates, term, DATE_MONTH_DAY, first, words, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (date.precision == DATE_MONTH_DAY) {
        return STATUS_OK;
    }
    if (date.precision == DATE_DAY) {
        snprintf(term, sizeof term, TERM_DATE_PREFIX "%04d-%02d-%02d", day.year, day.month, day.day);
    } else if (date.precision == DATE_MONTH) {
        snprintf(term, sizeof term, TERM_DATE_PREFIX "%04d-%02d", day.year, day.month);
    } else if (date.precision == DATE_DECADE) {
        snprintf(term, sizeof term, TERM_DECADE_PREFIX "%04d", day.year);
    }
    if (date.precision != DATE_YEAR && push_term(dates, term, date.precision, first, words, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    snprintf(term, sizeof term, TERM_YEAR_PREFIX "%04d", day.year);
    return wants_year && date.precision != DATE_DECADE ? push_term(dates, term, DATE_YEAR, first, words, failure)
                                                       : STATUS_OK;
}

static enum status push_reading(struct dates *dates, const struct date_reading *reading, size_t first,
                                struct failure *failure)
{
    for (size_t i = 0; i < reading->words; i++) {
        const bool is_false_year = reading->has_false_year && reading->false_year == i;
        if (push_word(dates, first + i, is_false_year, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    for (size_t i = 0; i < reading->count; i++) {
        const int year = reading->dates[i].day.year;
        const bool is_known = year == reading->written_year || (i > 0 && year == reading->dates[i - 1].day.year);
        if (push_date(dates, reading->dates[i], !is_known, first, reading->words, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* The word at `first`, or the date that starts with it; *words is how many it takes. */
static enum status decide(struct dates *dates, size_t first, size_t *words, struct failure *failure)
{
    struct date_token tokens[TOKENS_MOST];
    struct date_reading reading;
    const enum date_kind kind = meaning_of(dates, first)->kind;
    const bool after_number =
        first > 0 && meaning_of(dates, first - 1)->kind == DATE_WORD_DIGITS && date_gap(&dates->words[first]) == 1;
    if (may_start(kind) &&
        date_read(tokens, make_tokens(dates, first, tokens), after_number, dates->order, dates->hijri, &reading)) {
        *words = reading.words;
        return push_reading(dates, &reading, first, failure);
    }
    *words = 1;
    return push_word(dates, first, false, failure);
}

/* Keeps the words from `first` on for the next record, and the one before them. */
static enum status keep_rest(struct dates *dates, size_t first, struct failure *failure)
{
    struct arena *const arena = &dates->surfaces[dates->turn];
    dates->decided = first > 0;
    first -= dates->decided;
    const size_t kept = dates->count - first;
    arena_clear(arena);
    for (size_t i = 0; i < kept; i++) {
        dates->words[i] = dates->words[first + i];
        dates->word_forms[i] = dates->word_forms[first + i];
        if (arena_copy(arena, dates->words[i].surface, &dates->words[i].surface, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    dates->turn = !dates->turn;
    dates->count = kept;
    return STATUS_OK;
}

/* Words that are nothing in a date, up to `end`: pushed as they are. Returns where something stands. */
static enum status push_nothing(struct dates *dates, size_t *first, size_t end, struct failure *failure)
{
    size_t count = 0;
    while (*first + count < end && is_nothing(dates, *first + count)) {
        count++;
    }
    if (array_reserve((void **)&dates->done_words, &dates->done_word_capacity, dates->done_count + count,
                      sizeof *dates->done_words, failure) != STATUS_OK ||
        array_reserve((void **)&dates->done_forms, &dates->done_form_capacity, dates->done_count + count,
                      sizeof *dates->done_forms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (count > 0) {
        memcpy(dates->done_words + dates->done_count, dates->words + *first, count * sizeof *dates->words);
        memcpy(dates->done_forms + dates->done_count, dates->word_forms + *first, count * sizeof *dates->word_forms);
    }
    dates->done_count += count;
    *first += count;
    return STATUS_OK;
}

/* A word that is nothing ends every date: behind the last of them words wait, if they are few. */
static size_t decidable(const struct dates *dates)
{
    size_t end = dates->count;
    while (end > dates->decided && !is_nothing(dates, end - 1)) {
        end--;
    }
    const size_t far = dates->count >= WORDS_AHEAD ? dates->count - WORDS_AHEAD + 1 : 0;
    return end > far ? end : far;
}

static enum status emit(struct dates *dates, bool is_last, struct flow *flow)
{
    const size_t end = is_last ? dates->count : decidable(dates);
    size_t first = dates->decided, words;
    dates->done_count = 0;
    while (first < end) {
        if (push_nothing(dates, &first, end, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (first < end) {
            if (decide(dates, first, &words, flow_failure(flow)) != STATUS_OK) {
                return STATUS_FAILED;
            }
            first += words;
        }
    }
    const struct terms terms = {dates->done_words, dates->done_forms, dates->done_count};
    if (flow_emit(flow, &(struct record){.kind = RECORD_TERMS, .as.terms = &terms}) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return is_last ? STATUS_OK : keep_rest(dates, first, flow_failure(flow));
}

static enum status dates_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct dates *const dates = memory;
    const struct terms *const terms = record->as.terms;
    if (!dates->has_language) {
        set_language(dates, flow_document(flow));
    }
    if (array_reserve((void **)&dates->words, &dates->word_capacity, dates->count + terms->count, sizeof *dates->words,
                      flow_failure(flow)) != STATUS_OK ||
        array_reserve((void **)&dates->word_forms, &dates->word_form_capacity, dates->count + terms->count,
                      sizeof *dates->word_forms, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (terms->count > 0) {
        memcpy(dates->words + dates->count, terms->words, terms->count * sizeof *terms->words);
        memcpy(dates->word_forms + dates->count, terms->forms, terms->count * sizeof(const struct form *));
        dates->count += terms->count;
    }
    for (size_t i = 0; i < terms->count; i++) {
        const struct form *const form = terms->forms[i];
        if (form->number >= dates->kind_capacity &&
            reserve_meaning(dates, form->number, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (dates->kinds[form->number] == MEANING_UNKNOWN &&
            learn_meaning(dates, &terms->words[i], form, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return emit(dates, false, flow);
}

static enum status dates_end_document(void *memory, struct flow *flow)
{
    return emit(memory, true, flow);
}

static void dates_close(void *memory)
{
    struct dates *const dates = memory;
    free(dates->done_forms);
    free(dates->done_words);
    arena_free(&dates->surfaces[0]);
    arena_free(&dates->surfaces[1]);
    free(dates->word_forms);
    free(dates->words);
    date_forms_free(&dates->forms);
    free(dates->meanings);
    free(dates->kinds);
    arena_free(&dates->arena);
    background_free(dates->background);
    hijri_close(dates->hijri);
    date_words_close(dates->table);
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
    .close = dates_close,
};
