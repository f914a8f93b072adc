/* page_places.c - which words are followed, and where they stand. */
#include "page_places.h"

#include <stdlib.h>

#include "array.h"
#include "html.h"
#include "page_json.h"
#include "tally.h"

/* A word of one of the page's lists. */
struct candidate {
    size_t order, term;
};

/* Lists in turn, rank by rank. */
enum { LIST_TERMS, LIST_CONTRASTS, LIST_SILENCES, LIST_EVIDENCE, LIST_DOCUMENTS, LIST_COUNT };
/* What a word, a document that has it, and a document take in the block beside their names. */
enum { TERM_BYTES = 16, PLACE_BYTES = 8, DOCUMENT_BYTES = 16 };

/* ---- which words ------------------------------------------------------------------------------------------------ */

static void add(struct candidate *candidates, size_t *count, size_t rank, size_t list, size_t term)
{
    candidates[(*count)++] = (struct candidate){rank * LIST_COUNT + list, term};
}

static size_t list_candidates(const struct page *page, struct candidate *candidates)
{
    const struct page_evidence *const evidence = &page->evidence;
    size_t count = 0;
    for (size_t i = 0; i < page->term_count; i++) {
        const struct term_finding *const term = &page->terms[i];
        add(candidates, &count, term->rank, term->kind == GROUP_DOCUMENT ? LIST_DOCUMENTS : LIST_TERMS, term->term);
    }
    for (size_t i = 0; i < page->contrast_count; i++)
        add(candidates, &count, page->contrasts[i].rank, LIST_CONTRASTS, page->contrasts[i].term);
    for (size_t i = 0; i < page->silence_count; i++)
        add(candidates, &count, page->silences[i].rank, LIST_SILENCES, page->silences[i].term);
    for (size_t i = 0; i < evidence->pair_count; i++) {
        size_t next = evidence->pairs[i].first_term;
        for (size_t part = 0; part < EVIDENCE_PARTS; part++) {
            for (size_t rank = 1; rank <= evidence->pairs[i].term_counts[part]; rank++, next++)
                add(candidates, &count, rank, LIST_EVIDENCE, evidence->terms[next].term);
        }
    }
    return count;
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *const first = a, *const second = b;
    if (first->order != second->order)
        return first->order > second->order ? 1 : -1;
    return (first->term > second->term) - (first->term < second->term);
}

static size_t bytes_of_documents(const struct counts *counts)
{
    size_t bytes = 0;
    for (size_t row = 0; row < counts->document_count && bytes <= PAGE_PLACES_BYTES; row++)
        bytes += counts->documents[row]->id.length + DOCUMENT_BYTES;
    return bytes;
}

static size_t bytes_of_term(const struct vocabulary_term *term)
{
    const size_t form = term->form_count > 0 ? term->forms[0].surface.length : 0;
    const size_t marks = (size_t)(term->count < (uint64_t)term->document_frequency * PAGE_PLACE_STEPS
                                      ? term->count
                                      : (uint64_t)term->document_frequency * PAGE_PLACE_STEPS);
    return TERM_BYTES + form + term->term.length + (size_t)term->document_frequency * PLACE_BYTES + marks;
}

/* `is_followed` by column. */
static enum status choose_terms(struct page_places *places, const struct page *page, bool *is_followed,
                                struct failure *failure)
{
    const struct counts *const counts = page->weighted->counts;
    const size_t most = page->term_count + page->contrast_count + page->silence_count + page->evidence.term_count;
    size_t bytes = bytes_of_documents(counts);
    struct candidate *candidates = NULL;
    places->is_without_corpus = bytes > PAGE_PLACES_BYTES / 2;
    if (places->is_without_corpus)
        return STATUS_OK;
    if (array_zeroed((void **)&candidates, most, sizeof *candidates, failure) != STATUS_OK)
        return STATUS_FAILED;
    const size_t count = list_candidates(page, candidates);
    const enum status status = array_zeroed((void **)&places->terms, count, sizeof *places->terms, failure);
    if (status == STATUS_OK && count > 0)
        qsort(candidates, count, sizeof *candidates, compare_candidates);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const size_t column = candidates[i].term;
        if (is_followed[column])
            continue;
        const size_t more = bytes_of_term(&counts->terms[column]);
        if (bytes + more > PAGE_PLACES_BYTES) {
            places->left_out++;
            continue;
        }
        bytes += more;
        is_followed[column] = true;
        places->terms[places->term_count++] = column;
    }
    free(candidates);
    return status;
}

/* ---- where ------------------------------------------------------------------------------------------------------ */

static int compare_places(const void *a, const void *b)
{
    const struct page_place *const first = a, *const second = b;
    if (first->term != second->term)
        return first->term > second->term ? 1 : -1;
    return (first->row > second->row) - (first->row < second->row);
}

static struct page_place *find(const struct page_places *places, size_t term, size_t row)
{
    const struct page_place wanted = {.term = term, .row = row};
    return places->count == 0 ? NULL
                              : bsearch(&wanted, places->items, places->count, sizeof *places->items, compare_places);
}

const struct page_place *page_places_find(const struct page_places *places, size_t term, size_t row)
{
    return find(places, term, row);
}

/* A segment's bit: where the middle of its words stands. */
static uint64_t mark_of(const struct counts *counts, size_t row, uint64_t before, uint64_t segment)
{
    const uint64_t words = counts->segment_texts[segment].words;
    const uint64_t all = counts->documents[row]->tokens > 0 ? counts->documents[row]->tokens : 1;
    const uint64_t step = (2 * before + words) * PAGE_PLACE_STEPS / (2 * all);
    return UINT64_C(1) << (step < PAGE_PLACE_STEPS ? step : PAGE_PLACE_STEPS - 1);
}

static void mark_row(struct page_places *places, const struct counts *counts, size_t row, const bool *is_followed)
{
    uint64_t before = 0;
    for (uint64_t segment = counts->segment_starts[row]; segment < counts->segment_starts[row + 1]; segment++) {
        const uint64_t mark = mark_of(counts, row, before, segment);
        for (uint64_t i = counts->segments.starts[segment]; i < counts->segments.starts[segment + 1]; i++) {
            const size_t column = counts->segments.columns[i];
            struct page_place *const place = is_followed[column] ? find(places, column, row) : NULL;
            if (place != NULL)
                place->marks |= mark;
        }
        before += counts->segment_texts[segment].words;
    }
}

static size_t count_places(const struct counts *counts, const bool *is_followed)
{
    const uint64_t end = counts->rows.starts[counts->document_count];
    size_t count = 0;
    for (uint64_t i = counts->rows.starts[0]; i < end; i++)
        count += is_followed[counts->rows.columns[i]];
    return count;
}

static void fill(struct page_places *places, const struct counts *counts, const bool *is_followed)
{
    for (size_t row = 0; row < counts->document_count; row++) {
        for (uint64_t i = counts->rows.starts[row]; i < counts->rows.starts[row + 1]; i++) {
            const size_t column = counts->rows.columns[i];
            if (is_followed[column])
                places->items[places->count++] =
                    (struct page_place){.term = column, .row = row, .count = counts->rows.counts[i]};
        }
    }
    if (places->count > 0)
        qsort(places->items, places->count, sizeof *places->items, compare_places);
    for (size_t row = 0; counts->segment_texts != NULL && row < counts->document_count; row++)
        mark_row(places, counts, row, is_followed);
}

enum status page_places_open(struct page_places *places, const struct page *page, struct failure *failure)
{
    const struct counts *const counts = page->weighted->counts;
    bool *is_followed = NULL;
    *places = (struct page_places){0};
    enum status status = array_zeroed((void **)&is_followed, counts->term_count, sizeof *is_followed, failure);
    if (status == STATUS_OK)
        status = choose_terms(places, page, is_followed, failure);
    if (status == STATUS_OK && places->term_count > 0) {
        status =
            array_zeroed((void **)&places->items, count_places(counts, is_followed), sizeof *places->items, failure);
        if (status == STATUS_OK)
            fill(places, counts, is_followed);
    }
    free(is_followed);
    return status;
}

void page_places_close(struct page_places *places)
{
    free(places->items);
    free(places->terms);
    *places = (struct page_places){0};
}

/* ---- the block -------------------------------------------------------------------------------------------------- */

static void write_names(struct writer *writer, const char *key, const struct tally *names)
{
    writer_text(writer, key);
    for (size_t i = 0; i < names->count; i++) {
        writer_text(writer, i > 0 ? "," : "");
        page_json_string(writer, names->items[i].name);
    }
}

static size_t place_of(const struct tally *names, struct span name)
{
    size_t low = 0, high = names->count;
    while (low + 1 < high) {
        const size_t middle = low + (high - low) / 2;
        if (span_compare(names->items[middle].name, name) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void write_number(struct writer *writer, const char *before, uint64_t value)
{
    writer_text(writer, before);
    writer_integer(writer, value);
}

static void write_documents(const struct counts *counts, struct writer *writer, const struct tally *sources,
                            const struct tally *events)
{
    writer_text(writer, "],\n\"documents\":[");
    for (size_t row = 0; row < counts->document_count; row++) {
        const struct document *const document = counts->documents[row];
        writer_text(writer, row > 0 ? ",[" : "[");
        page_json_string(writer, document->id);
        write_number(writer, ",", place_of(sources, document->source));
        write_number(writer, ",", place_of(events, document->event));
        write_number(writer, ",", document->tokens);
        writer_text(writer, "]");
    }
}

static void write_marks(struct writer *writer, uint64_t marks)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    writer_text(writer, ",\"");
    for (unsigned step = 0; step < PAGE_PLACE_STEPS; step++) {
        if ((marks >> step & 1) != 0)
            writer_byte(writer, alphabet[step]);
    }
    writer_text(writer, "\"]");
}

static void write_terms(const struct counts *counts, const struct page_places *places, struct writer *writer)
{
    writer_text(writer, "],\n\"terms\":[");
    for (size_t i = 0; i < places->term_count; i++) {
        const size_t column = places->terms[i];
        const struct vocabulary_term *const term = &counts->terms[column];
        writer_text(writer, i > 0 ? ",\n[" : "[");
        page_json_string(writer, summary_form(term));
        writer_byte(writer, ',');
        page_json_string(writer, term->term);
        write_number(writer, ",", (term->flags & TERM_STATE_NAME) != 0);
        for (size_t row = 0; row < counts->document_count; row++) {
            const struct page_place *const place = page_places_find(places, column, row);
            if (place == NULL)
                continue;
            write_number(writer, ",[", row);
            write_number(writer, ",", place->count);
            write_marks(writer, place->marks);
        }
        writer_byte(writer, ']');
    }
}

enum status page_places_write(const struct page *page, const struct page_places *places, struct writer *writer,
                              struct failure *failure)
{
    const struct counts *const counts = page->weighted->counts;
    struct tally sources = {0}, events = {0};
    if (places->term_count == 0)
        return STATUS_OK;
    enum status status = tally_documents(&sources, counts->documents, counts->document_count, tally_source, failure);
    if (status == STATUS_OK)
        status = tally_documents(&events, counts->documents, counts->document_count, tally_event, failure);
    if (status == STATUS_OK) {
        html_raw(writer, "<script type=\"application/json\" id=\"mizan-words\">");
        write_names(writer, "{\"sources\":[", &sources);
        write_names(writer, "],\n\"events\":[", &events);
        write_documents(counts, writer, &sources, &events);
        write_terms(counts, places, writer);
        write_number(writer, "],\n\"left_out\":", places->left_out);
        html_raw(writer, "}</script>\n");
    }
    tally_free(&events);
    tally_free(&sources);
    return status == STATUS_OK ? writer_check(writer, failure) : STATUS_FAILED;
}
