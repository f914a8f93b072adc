/*
 * evidence_lines.c - evidence_lines_stage: RECORD_FINDING -> the same, and behind the evidence the lines in which its
 * terms stand.
 *
 * Text is gone behind the barrier, so the documents in which the terms stand are read again: for each term of a side
 * the one or two that have it most. What is read and what is handed on is bounded whatever the size of the corpus; the
 * terms that stand highest in their lists come first, and each gets one line before any gets a second.
 */
#include <stdlib.h>

#include "array.h"
#include "finding.h"
#include "rereading.h"
#include "stages.h"
#include "standard_input.h"

enum {
    LINE_CONTEXT = 8,              /* words on each side */
    LINES_EACH = 2,                /* of a term of a side */
    DOCUMENTS_EACH = 2,            /* in which they are looked for */
    TERMS_MOST = 16000,            /* of all sides together */
    TEXT_BYTES_MOST = 16 << 20,    /* decoded, of all documents that are read again */
    DOCUMENT_BYTES_MOST = 4 << 20, /* a longer one is not read again */
    LINE_BYTES_MOST = 1 << 20,     /* of all lines together, each with */
    LINE_BYTES_BESIDE = 56         /* so much for its places */
};

struct kept_side {
    size_t first_place, place_count;
    bool is_known;
};

/* A term of a side; `rank` is the best that it has in any list. */
struct side_term {
    size_t side, term, rank;
};

/* What is wanted of a document, before it is sorted. */
struct wish {
    size_t row;       /* of the document */
    size_t side_term; /* into side_terms */
    uint64_t start, end;
};

struct found_line {
    size_t side_term, row, round; /* the how manieth line of its term of a side */
    struct hit hit;
    bool is_shown;
};

struct evidence_lines {
    const struct settings *settings;
    const struct weighted *weighted;
    struct evidence_end end;
    bool has_evidence;
    struct kept_side *sides;
    size_t side_count, side_capacity;
    struct evidence_place *places;
    size_t place_count, place_capacity;
    struct side_term *terms;
    size_t term_count, term_capacity;
    struct wish *wishes;
    size_t wish_count, wish_capacity;
    struct wanted_term *wanted_terms; /* by wish, once those are sorted */
    struct wanted_document *wanted;
    size_t *first_wish; /* by wanted document */
    bool *is_read;      /* by row */
    uint64_t text_bytes;
    size_t *found_of; /* by term of a side: lines so far */
    struct found_line *lines;
    size_t line_count, line_capacity;
    struct arena arena;
};

static enum status lines_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct evidence_lines *const state = memory;
    (void)flow;
    state->settings = settings;
    return STATUS_OK;
}

/* ---- what the findings ask for ---------------------------------------------------------------------------------- */

static enum status keep_side(struct evidence_lines *state, const struct evidence_side *side, struct failure *failure)
{
    if (array_reserve((void **)&state->sides, &state->side_capacity, side->number + 1, sizeof *state->sides, failure) !=
            STATUS_OK ||
        array_reserve((void **)&state->places, &state->place_capacity, state->place_count + side->place_count,
                      sizeof *state->places, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    while (state->side_count <= side->number) {
        state->sides[state->side_count++] = (struct kept_side){0};
    }
    if (state->sides[side->number].is_known) {
        return STATUS_OK;
    }
    state->sides[side->number] = (struct kept_side){state->place_count, side->place_count, true};
    for (size_t i = 0; i < side->place_count; i++) {
        state->places[state->place_count++] = side->places[i];
    }
    return STATUS_OK;
}

static enum status keep_term(struct evidence_lines *state, size_t side, size_t term, size_t rank,
                             struct failure *failure)
{
    if (array_reserve((void **)&state->terms, &state->term_capacity, state->term_count + 1, sizeof *state->terms,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    state->terms[state->term_count++] = (struct side_term){side, term, rank};
    return STATUS_OK;
}

static enum status keep_evidence(struct evidence_lines *state, const struct evidence_finding *evidence,
                                 struct failure *failure)
{
    state->has_evidence = true;
    for (size_t side = 0; side < 2; side++) {
        if (keep_side(state, &evidence->sides[side], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    for (size_t part = 0; part < EVIDENCE_PARTS; part++) {
        for (size_t i = 0; i < evidence->term_counts[part]; i++) {
            const struct evidence_term *const term = &evidence->terms[part][i];
            for (size_t side = 0; side < 2; side++) {
                if (term->counts[side] > 0 &&
                    keep_term(state, evidence->sides[side].number, term->term, i, failure) != STATUS_OK) {
                    return STATUS_FAILED;
                }
            }
        }
    }
    return STATUS_OK;
}

static enum status lines_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct evidence_lines *const state = memory;
    const struct finding *const finding = record->as.finding;
    if (finding->kind == FINDING_MATRIX) {
        state->weighted = finding->as.weighted;
    } else if (finding->kind == FINDING_EVIDENCE &&
               keep_evidence(state, &finding->as.evidence, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    } else if (finding->kind == FINDING_EVIDENCE_END) {
        state->end = finding->as.evidence_end;
        return STATUS_OK;
    }
    return flow_emit(flow, record);
}

/* ---- which documents -------------------------------------------------------------------------------------------- */

static int by_side_and_term(const void *a, const void *b)
{
    const struct side_term *const first = a, *const second = b;
    const size_t keys[][2] = {{first->side, second->side}, {first->term, second->term}, {first->rank, second->rank}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] > keys[i][1] ? 1 : -1;
        }
    }
    return 0;
}

static int by_rank(const void *a, const void *b)
{
    const struct side_term *const first = a, *const second = b;
    if (first->rank != second->rank) {
        return first->rank > second->rank ? 1 : -1;
    }
    return by_side_and_term(a, b);
}

/* Each term of a side once, the highest ranks first, and no more than are looked for. */
static void sort_terms(struct evidence_lines *state)
{
    size_t kept = 0;
    if (state->term_count == 0) {
        return;
    }
    qsort(state->terms, state->term_count, sizeof *state->terms, by_side_and_term);
    for (size_t i = 0; i < state->term_count; i++) {
        const struct side_term *const last = kept > 0 ? &state->terms[kept - 1] : NULL;
        if (last == NULL || last->side != state->terms[i].side || last->term != state->terms[i].term) {
            state->terms[kept++] = state->terms[i];
        }
    }
    state->term_count = kept;
    qsort(state->terms, state->term_count, sizeof *state->terms, by_rank);
    state->end.lines = state->term_count;
    state->term_count = state->term_count < TERMS_MOST ? state->term_count : TERMS_MOST;
}

static uint32_t count_in_row(const struct counts *counts, size_t row, size_t term)
{
    uint64_t low = counts->rows.starts[row], high = counts->rows.starts[row + 1];
    const uint64_t end = high;
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (counts->rows.columns[middle] < term) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < end && counts->rows.columns[low] == term ? counts->rows.counts[low] : 0;
}

/* True if the document is read again anyway, or may be. */
static bool may_read(struct evidence_lines *state, size_t row)
{
    const uint64_t bytes = state->weighted->counts->documents[row]->bytes;
    if (state->is_read[row]) {
        return true;
    }
    if (bytes > DOCUMENT_BYTES_MOST || state->text_bytes + bytes > TEXT_BYTES_MOST) {
        return false;
    }
    state->is_read[row] = true;
    state->text_bytes += bytes;
    return true;
}

static enum status wish_for(struct evidence_lines *state, size_t side_term, size_t row, struct failure *failure)
{
    const struct kept_side *const side = &state->sides[state->terms[side_term].side];
    for (size_t i = 0; i < side->place_count; i++) {
        const struct evidence_place *const place = &state->places[side->first_place + i];
        if (place->row != row) {
            continue;
        }
        if (array_reserve((void **)&state->wishes, &state->wish_capacity, state->wish_count + 1, sizeof *state->wishes,
                          failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        state->wishes[state->wish_count++] = (struct wish){row, side_term, place->start, place->end};
    }
    return STATUS_OK;
}

/* The documents of the side that have the term most, the first of several. */
static enum status choose_documents(struct evidence_lines *state, size_t side_term, struct failure *failure)
{
    const struct side_term *const term = &state->terms[side_term];
    const struct kept_side *const side = &state->sides[term->side];
    size_t best[DOCUMENTS_EACH], best_count = 0;
    uint32_t counts[DOCUMENTS_EACH];
    for (size_t i = 0; i < side->place_count; i++) {
        const size_t row = state->places[side->first_place + i].row;
        const uint32_t count = count_in_row(state->weighted->counts, row, term->term);
        if (count == 0 || (i > 0 && state->places[side->first_place + i - 1].row == row)) {
            continue;
        }
        size_t at = best_count;
        while (at > 0 && counts[at - 1] < count) {
            at--;
        }
        if (at == DOCUMENTS_EACH) {
            continue;
        }
        best_count += best_count < DOCUMENTS_EACH;
        for (size_t k = best_count - 1; k > at; k--) {
            best[k] = best[k - 1];
            counts[k] = counts[k - 1];
        }
        best[at] = row;
        counts[at] = count;
    }
    for (size_t i = 0; i < best_count; i++) {
        if (may_read(state, best[i]) && wish_for(state, side_term, best[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static int by_document(const void *a, const void *b)
{
    const struct wish *const first = a, *const second = b;
    if (first->row != second->row) {
        return first->row > second->row ? 1 : -1;
    }
    if (first->side_term != second->side_term) {
        return first->side_term > second->side_term ? 1 : -1;
    }
    return (first->start > second->start) - (first->start < second->start);
}

/* Rows are in input order, and so are the documents' numbers. */
static enum status sort_wishes(struct evidence_lines *state, struct rereading *rereading, struct failure *failure)
{
    const struct counts *const counts = state->weighted->counts;
    if (array_zeroed((void **)&state->wanted_terms, state->wish_count, sizeof *state->wanted_terms, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&state->wanted, counts->document_count, sizeof *state->wanted, failure) != STATUS_OK ||
        array_zeroed((void **)&state->first_wish, counts->document_count, sizeof *state->first_wish, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if (state->wish_count > 0) {
        qsort(state->wishes, state->wish_count, sizeof *state->wishes, by_document);
    }
    for (size_t i = 0; i < state->wish_count; i++) {
        const struct wish *const wish = &state->wishes[i];
        const struct vocabulary_term *const term = &counts->terms[state->terms[wish->side_term].term];
        state->wanted_terms[i] = (struct wanted_term){term->term, term->channel, wish->start, wish->end, LINES_EACH};
        if (i == 0 || state->wishes[i - 1].row != wish->row) {
            state->first_wish[rereading->count] = i;
            state->wanted[rereading->count++] =
                (struct wanted_document){counts->documents[wish->row], &state->wanted_terms[i], 0};
        }
        state->wanted[rereading->count - 1].term_count++;
    }
    rereading->documents = state->wanted;
    return STATUS_OK;
}

/* ---- the lines -------------------------------------------------------------------------------------------------- */

static enum status take_line(void *context, size_t document, const struct hit *hit, struct failure *failure)
{
    struct evidence_lines *const state = context;
    const struct wish *const wish = &state->wishes[state->first_wish[document] + hit->wanted];
    struct found_line line = {
        .side_term = wish->side_term, .row = wish->row, .round = state->found_of[wish->side_term], .hit = *hit};
    if (line.round >= LINES_EACH) {
        return STATUS_OK;
    }
    if (array_reserve((void **)&state->lines, &state->line_capacity, state->line_count + 1, sizeof *state->lines,
                      failure) != STATUS_OK ||
        arena_copy(&state->arena, hit->left, &line.hit.left, failure) != STATUS_OK ||
        arena_copy(&state->arena, hit->match, &line.hit.match, failure) != STATUS_OK ||
        arena_copy(&state->arena, hit->right, &line.hit.right, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    state->found_of[wish->side_term]++;
    state->lines[state->line_count++] = line;
    return STATUS_OK;
}

static int by_round(const void *a, const void *b)
{
    const struct found_line *const first = a, *const second = b;
    const size_t keys[][2] = {{first->round, second->round}, {first->side_term, second->side_term}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] > keys[i][1] ? 1 : -1;
        }
    }
    return 0;
}

/* Terms of a side stand by their rank, so that what is left out is what stands lowest. */
static void bound_lines(struct evidence_lines *state)
{
    uint64_t bytes = 0;
    if (state->line_count > 0) {
        qsort(state->lines, state->line_count, sizeof *state->lines, by_round);
    }
    for (size_t i = 0; i < state->line_count; i++) {
        struct found_line *const line = &state->lines[i];
        bytes += line->hit.left.length + line->hit.match.length + line->hit.right.length + LINE_BYTES_BESIDE;
        line->is_shown = bytes <= LINE_BYTES_MOST;
        state->end.shown_lines += line->is_shown && line->round == 0;
    }
}

static int by_side(const void *a, const void *b, void *context)
{
    const struct side_term *const terms = context;
    const struct found_line *const first = a, *const second = b;
    const struct side_term *const x = &terms[first->side_term], *const y = &terms[second->side_term];
    const uint64_t keys[][2] = {{x->side, y->side},
                                {x->term, y->term},
                                {first->row, second->row},
                                {first->hit.start, second->hit.start},
                                {first->round, second->round}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] > keys[i][1] ? 1 : -1;
        }
    }
    return 0;
}

static enum status emit_lines(struct evidence_lines *state, struct flow *flow)
{
    if (state->line_count > 0) {
        qsort_r(state->lines, state->line_count, sizeof *state->lines, by_side, state->terms);
    }
    for (size_t i = 0; i < state->line_count; i++) {
        const struct found_line *const line = &state->lines[i];
        const struct side_term *const term = &state->terms[line->side_term];
        const struct finding finding = {
            .kind = FINDING_LINE,
            .as.line = {.side = term->side, .term = term->term, .row = line->row, .hit = line->hit}};
        if (line->is_shown &&
            flow_emit(flow, &(struct record){.kind = RECORD_FINDING, .as.finding = &finding}) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status find_lines(struct evidence_lines *state, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct rereading rereading = {.context = LINE_CONTEXT, .take = take_line, .take_context = state};
    sort_terms(state);
    if (array_zeroed((void **)&state->is_read, state->weighted->counts->document_count, sizeof *state->is_read,
                     failure) != STATUS_OK ||
        array_zeroed((void **)&state->found_of, state->term_count, sizeof *state->found_of, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < state->term_count; i++) {
        if (choose_documents(state, i, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (sort_wishes(state, &rereading, failure) != STATUS_OK ||
        (rereading.count > 0 && flow_read_again(flow, &rereading) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    bound_lines(state);
    return emit_lines(state, flow);
}

static enum status lines_finish(void *memory, struct flow *flow)
{
    struct evidence_lines *const state = memory;
    if (state->has_evidence && standard_input_is_asked(state->settings) && !standard_input_is_kept()) {
        state->end.missing = "standard input could not be kept to be read a second time";
    } else if (state->has_evidence && find_lines(state, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct finding finding = {.kind = FINDING_EVIDENCE_END, .as.evidence_end = state->end};
    return state->weighted == NULL ? STATUS_OK
                                   : flow_emit(flow, &(struct record){.kind = RECORD_FINDING, .as.finding = &finding});
}

static void lines_close(void *memory)
{
    struct evidence_lines *const state = memory;
    arena_free(&state->arena);
    free(state->lines);
    free(state->found_of);
    free(state->is_read);
    free(state->first_wish);
    free(state->wanted);
    free(state->wanted_terms);
    free(state->wishes);
    free(state->terms);
    free(state->places);
    free(state->sides);
}

const struct stage_type evidence_lines_stage = {
    .name = "evidence lines",
    .placement = WHOLE,
    .consumes = RECORD_FINDING,
    .produces = RECORD_FINDING,
    .state_size = sizeof(struct evidence_lines),
    .open = lines_open,
    .accept = lines_accept,
    .finish = lines_finish,
    .close = lines_close,
};
