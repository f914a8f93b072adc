/* variant_counts.c - a form becomes a column by the variant's rules, and rows are added up. */
#include "variant_counts.h"

#include <stdlib.h>

#include "array.h"

#define NO_TERM VARIANT_NO_TERM

static bool counts_form(const struct variant *variant, struct read_form read)
{
    return (read.is_body || variant->keep_apparatus) && (read.form->class != FORM_STOP || !variant->stop_words);
}

/* The terms of forms that the variant counts become columns, in their order. */
static enum status number_columns(struct variant_counts *made, const struct readings *readings,
                                  const struct variant *variant, const struct variant_terms *all, uint32_t *columns,
                                  struct failure *failure)
{
    for (size_t i = 0; i < all->count; i++) {
        columns[i] = NO_TERM;
    }
    for (size_t i = 0; i < readings->form_count; i++) {
        const bool is_counted = all->of_form[i] != NO_TERM && counts_form(variant, readings->forms[i]);
        made->form_terms[i] = is_counted ? all->of_form[i] : NO_TERM;
        if (is_counted) {
            columns[all->of_form[i]] = 0;
        }
    }
    for (size_t i = 0; i < all->count; i++) {
        columns[i] = columns[i] == 0 ? (uint32_t)made->counts.term_count++ : NO_TERM;
    }
    return array_zeroed((void **)&made->terms, made->counts.term_count, sizeof *made->terms, failure);
}

static void merge(struct vocabulary_term *term, const struct form *form)
{
    term->flags |= form->flags;
    term->background = form->background > term->background ? form->background : term->background;
}

static void fill_terms(struct variant_counts *made, const struct readings *readings, const struct variant_terms *all,
                       const uint32_t *columns)
{
    for (size_t i = 0; i < readings->form_count; i++) {
        if (made->form_terms[i] == NO_TERM) {
            continue;
        }
        const struct variant_term *const text = &all->terms[made->form_terms[i]];
        const struct form *const form = readings->forms[i].form;
        made->form_terms[i] = columns[made->form_terms[i]];
        struct vocabulary_term *const term = &made->terms[made->form_terms[i]];
        if (term->term.length > 0) {
            merge(term, form);
        } else {
            *term = (struct vocabulary_term){
                .term = text->text, .channel = text->channel, .flags = form->flags, .background = form->background};
        }
    }
}

/* Flags the terms that stand mostly in names of states of several words, as the vocabulary does. */
static enum status mark_names(struct variant_counts *made, const struct readings *readings, struct failure *failure)
{
    struct tally {
        uint64_t count, names;
    } *tallies = NULL;
    if (array_zeroed((void **)&tallies, made->counts.term_count, sizeof *tallies, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t row = 0; row < readings->document_count; row++) {
        bool last_is_name = false;
        for (uint64_t i = readings->starts[row]; i < readings->starts[row + 1]; i++) {
            const uint32_t item = readings->items[i], term = made->form_terms[item];
            if (term == NO_TERM) {
                continue;
            }
            const uint32_t before = i > readings->starts[row] ? readings->items[i - 1] : item;
            const bool is_name = before != item && made->form_terms[before] != NO_TERM &&
                                 forms_name_state(readings->forms[before].form, readings->forms[item].form);
            tallies[term].count++;
            tallies[term].names += is_name;
            if (is_name && !last_is_name) {
                tallies[made->form_terms[before]].names++;
            }
            last_is_name = is_name;
        }
    }
    for (size_t i = 0; i < made->counts.term_count; i++) {
        made->terms[i].flags |= 2 * tallies[i].names > tallies[i].count ? TERM_STATE_NAME : 0U;
    }
    free(tallies);
    return STATUS_OK;
}

/* Their columns stay, and are empty. */
static void leave_names_out(struct variant_counts *made, size_t forms)
{
    for (size_t i = 0; i < forms; i++) {
        if (made->form_terms[i] != NO_TERM && (made->terms[made->form_terms[i]].flags & TERM_STATE_NAME) != 0) {
            made->form_terms[i] = NO_TERM;
        }
    }
}

static enum status find_terms(struct variant_counts *made, const struct readings *readings,
                              const struct variant *variant, const struct variant_terms *all, struct failure *failure)
{
    uint32_t *columns = NULL;
    if (array_zeroed((void **)&made->form_terms, readings->form_count, sizeof *made->form_terms, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&columns, all->count, sizeof *columns, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    enum status status = number_columns(made, readings, variant, all, columns, failure);
    if (status == STATUS_OK) {
        fill_terms(made, readings, all, columns);
    }
    free(columns);
    if (status == STATUS_OK && variant->without_names) {
        status = mark_names(made, readings, failure);
        leave_names_out(made, status == STATUS_OK ? readings->form_count : 0);
    }
    return status;
}

/* One row after another, by column. */
struct tray {
    uint32_t *counts, *lead_counts; /* all 0 between rows */
    uint64_t *marks;                /* a bit for each column; all 0 between rows */
    size_t mark_words;
    uint32_t *touched;
    size_t touched_count;
};

enum { MARK_BITS = 64 };

static int compare_columns(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

/* By the marks, unless the row touches so few columns that looking at all marks takes longer. */
static void sort(struct tray *tray)
{
    enum { WORDS_EACH = 16 };
    if (tray->mark_words > WORDS_EACH * tray->touched_count) {
        qsort(tray->touched, tray->touched_count, sizeof *tray->touched, compare_columns);
        return;
    }
    size_t count = 0;
    for (size_t i = 0; i < tray->mark_words; i++) {
        for (uint64_t marks = tray->marks[i]; marks != 0; marks &= marks - 1) {
            tray->touched[count++] = (uint32_t)(i * MARK_BITS + (unsigned)__builtin_ctzll(marks));
        }
    }
}

static void forget(struct tray *tray, uint32_t column)
{
    tray->counts[column] = 0;
    tray->lead_counts[column] = 0;
    tray->marks[column / MARK_BITS] = 0;
}

/* Counts the items up to `end`, or, `length` not 0, up to so many words. */
static void fill(const struct variant_counts *made, struct tray *tray, const struct readings *readings, uint64_t start,
                 uint64_t end, const struct variant *variant, uint64_t length)
{
    uint64_t words = 0;
    for (uint64_t i = start; i < end; i++) {
        const struct read_form *const read = &readings->forms[readings->items[i]];
        words += read->form->class != FORM_DATE && (read->is_body || variant->keep_apparatus);
        if (length > 0 && words > length) {
            return;
        }
        const uint32_t column = made->form_terms[readings->items[i]];
        if (column == NO_TERM) {
            continue;
        }
        if (tray->counts[column]++ == 0) {
            tray->touched[tray->touched_count++] = column;
            tray->marks[column / MARK_BITS] |= (uint64_t)1 << column % MARK_BITS;
        }
        tray->lead_counts[column] += words <= LEAD_WORDS;
    }
}

/* The tray is sorted. */
static enum status append_row(struct variant_rows *rows, struct tray *tray, size_t row, struct failure *failure)
{
    const size_t start = (size_t)rows->starts[row], end = start + tray->touched_count;
    if (array_reserve((void **)&rows->columns, &rows->columns_capacity, end, sizeof *rows->columns, failure) !=
            STATUS_OK ||
        array_reserve((void **)&rows->counts, &rows->counts_capacity, end, sizeof *rows->counts, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tray->touched_count; i++) {
        const uint32_t column = tray->touched[i];
        rows->columns[start + i] = column;
        rows->counts[start + i] = tray->counts[column];
        forget(tray, column);
    }
    tray->touched_count = 0;
    rows->starts[row + 1] = end;
    return STATUS_OK;
}

/* What of the tray, which is sorted, stands in the lead. */
static enum status append_lead(struct variant_rows *leads, const struct tray *tray, size_t row, struct failure *failure)
{
    size_t end = (size_t)leads->starts[row];
    const size_t most = end + tray->touched_count;
    if (array_reserve((void **)&leads->columns, &leads->columns_capacity, most, sizeof *leads->columns, failure) !=
            STATUS_OK ||
        array_reserve((void **)&leads->counts, &leads->counts_capacity, most, sizeof *leads->counts, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tray->touched_count; i++) {
        const uint32_t column = tray->touched[i];
        if (tray->lead_counts[column] > 0) {
            leads->columns[end] = column;
            leads->counts[end++] = tray->lead_counts[column];
        }
    }
    leads->starts[row + 1] = end;
    return STATUS_OK;
}

static void count_terms(struct variant_counts *made, const struct tray *tray)
{
    for (size_t i = 0; i < tray->touched_count; i++) {
        made->terms[tray->touched[i]].count += tray->counts[tray->touched[i]];
        made->terms[tray->touched[i]].document_frequency++;
    }
}

static void empty(struct tray *tray)
{
    for (size_t i = 0; i < tray->touched_count; i++) {
        forget(tray, tray->touched[i]);
    }
    tray->touched_count = 0;
}

/* What is cut off a text still tells of an event, and is weighed there: where there are segments, terms are counted
 * over the whole of it. */
static enum status count_row(struct variant_counts *made, struct tray *tray, const struct readings *readings,
                             size_t row, const struct variant *variant, uint64_t length, struct failure *failure)
{
    const uint64_t start = readings->starts[row], end = readings->starts[row + 1];
    const uint64_t cut = variant->one_length ? length : 0;
    const bool counts_whole = readings->segment_starts != NULL && cut > 0;
    fill(made, tray, readings, start, end, variant, counts_whole ? 0 : cut);
    count_terms(made, tray);
    if (counts_whole) {
        empty(tray);
        fill(made, tray, readings, start, end, variant, cut);
    }
    sort(tray);
    return append_lead(&made->leads, tray, row, failure) == STATUS_OK ? append_row(&made->rows, tray, row, failure)
                                                                      : STATUS_FAILED;
}

static enum status count_segments(struct variant_counts *made, struct tray *tray, const struct counts *counts,
                                  size_t row, const struct variant *variant, struct failure *failure)
{
    const struct readings *const readings = &counts->readings;
    const uint64_t last = counts->segment_starts[row + 1];
    for (uint64_t segment = counts->segment_starts[row]; segment < last; segment++) {
        const uint64_t end = segment + 1 < last ? readings->segment_starts[segment + 1] : readings->starts[row + 1];
        fill(made, tray, readings, readings->segment_starts[segment], end, variant, 0);
        sort(tray);
        if (append_row(&made->segments, tray, (size_t)segment, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status count_rows(struct variant_counts *made, const struct counts *counts, const struct variant *variant,
                              uint64_t length, struct failure *failure)
{
    const struct readings *const readings = &counts->readings;
    struct tray tray = {.mark_words = made->counts.term_count / MARK_BITS + 1};
    enum status status = STATUS_FAILED;
    if (array_zeroed((void **)&tray.counts, made->counts.term_count, sizeof *tray.counts, failure) == STATUS_OK &&
        array_zeroed((void **)&tray.lead_counts, made->counts.term_count, sizeof *tray.lead_counts, failure) ==
            STATUS_OK &&
        array_zeroed((void **)&tray.marks, tray.mark_words, sizeof *tray.marks, failure) == STATUS_OK &&
        array_zeroed((void **)&tray.touched, made->counts.term_count, sizeof *tray.touched, failure) == STATUS_OK) {
        status = STATUS_OK;
    }
    for (size_t row = 0; row < readings->document_count && status == STATUS_OK; row++) {
        status = count_row(made, &tray, readings, row, variant, length, failure);
        if (status == STATUS_OK && readings->segment_starts != NULL) {
            status = count_segments(made, &tray, counts, row, variant, failure);
        }
    }
    free(tray.touched);
    free(tray.marks);
    free(tray.lead_counts);
    free(tray.counts);
    return status;
}

static enum status open_rows(struct variant_counts *made, const struct counts *counts, struct failure *failure)
{
    const struct readings *const readings = &counts->readings;
    const size_t segments = readings->segment_starts != NULL ? counts->segments.row_count : 0;
    return array_zeroed((void **)&made->rows.starts, readings->document_count + 1, sizeof *made->rows.starts,
                        failure) == STATUS_OK &&
                   array_zeroed((void **)&made->leads.starts, readings->document_count + 1, sizeof *made->leads.starts,
                                failure) == STATUS_OK &&
                   array_zeroed((void **)&made->segments.starts, segments + 1, sizeof *made->segments.starts,
                                failure) == STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static struct count_rows view(const struct variant_rows *rows, size_t count)
{
    return (struct count_rows){count, rows->starts, rows->columns, rows->counts};
}

enum status variant_counts_open(struct variant_counts *made, const struct counts *counts, const struct variant *variant,
                                const struct variant_terms *terms, uint64_t length, struct failure *failure)
{
    const struct readings *const readings = &counts->readings;
    *made = (struct variant_counts){0};
    if (open_rows(made, counts, failure) != STATUS_OK ||
        find_terms(made, readings, variant, terms, failure) != STATUS_OK ||
        count_rows(made, counts, variant, length, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    made->counts.terms = made->terms;
    made->counts.documents = counts->documents;
    made->counts.document_count = readings->document_count;
    made->counts.rows = view(&made->rows, readings->document_count);
    made->counts.leads = view(&made->leads, readings->document_count);
    if (readings->segment_starts != NULL) {
        made->counts.segments = view(&made->segments, counts->segments.row_count);
        made->counts.segment_starts = counts->segment_starts;
        made->counts.segment_texts = counts->segment_texts;
    }
    return STATUS_OK;
}

void variant_counts_close(struct variant_counts *made)
{
    if (made == NULL) {
        return;
    }
    free(made->segments.counts);
    free(made->segments.columns);
    free(made->segments.starts);
    free(made->leads.counts);
    free(made->leads.columns);
    free(made->leads.starts);
    free(made->rows.counts);
    free(made->rows.columns);
    free(made->rows.starts);
    free(made->form_terms);
    free(made->terms);
    *made = (struct variant_counts){0};
}
