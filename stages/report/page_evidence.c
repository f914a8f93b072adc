/*
 * page_evidence.c - a term, a document, a line stands once, whatever the pairs that speak of it: the block grows with
 * the sides and their terms, and with the pairs by numbers alone.
 */
#include "page_evidence.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "html.h"
#include "page_json.h"

enum { SHARE_DECIMALS = 4, SIMILARITY_DECIMALS = 4 };

/* ---- keeping ---------------------------------------------------------------------------------------------------- */

static enum status keep_side(struct page_evidence *evidence, const struct evidence_side *side, struct failure *failure)
{
    if (array_reserve((void **)&evidence->sides, &evidence->side_capacity, side->number + 1, sizeof *evidence->sides,
                      failure) != STATUS_OK)
        return STATUS_FAILED;
    while (evidence->side_count <= side->number)
        evidence->sides[evidence->side_count++] = (struct page_side){0};
    evidence->sides[side->number] = (struct page_side){.is_known = true,
                                                       .is_telling = side->is_telling,
                                                       .event = side->event,
                                                       .source = side->source,
                                                       .row = side->row,
                                                       .tokens = side->tokens};
    return STATUS_OK;
}

static enum status keep_pair(struct page_evidence *evidence, const struct evidence_finding *found,
                             struct failure *failure)
{
    size_t terms = 0;
    for (size_t part = 0; part < EVIDENCE_PARTS; part++)
        terms += found->term_counts[part];
    if (keep_side(evidence, &found->sides[0], failure) != STATUS_OK ||
        keep_side(evidence, &found->sides[1], failure) != STATUS_OK ||
        array_reserve((void **)&evidence->pairs, &evidence->pair_capacity, evidence->pair_count + 1,
                      sizeof *evidence->pairs, failure) != STATUS_OK ||
        array_reserve((void **)&evidence->terms, &evidence->term_capacity, evidence->term_count + terms,
                      sizeof *evidence->terms, failure) != STATUS_OK)
        return STATUS_FAILED;
    struct page_pair *const pair = &evidence->pairs[evidence->pair_count++];
    *pair = (struct page_pair){.sides = {found->sides[0].number, found->sides[1].number},
                               .similarity = found->similarity,
                               .first_term = evidence->term_count,
                               .shared = found->shared,
                               .sources = found->sources};
    for (size_t part = 0; part < EVIDENCE_PARTS; part++) {
        pair->term_counts[part] = found->term_counts[part];
        for (size_t i = 0; i < found->term_counts[part]; i++)
            evidence->terms[evidence->term_count++] = found->terms[part][i];
    }
    return STATUS_OK;
}

static enum status keep_line(struct page_evidence *evidence, const struct line_finding *found, struct failure *failure)
{
    struct line_finding line = *found;
    if (array_reserve((void **)&evidence->lines, &evidence->line_capacity, evidence->line_count + 1,
                      sizeof *evidence->lines, failure) != STATUS_OK ||
        arena_copy(&evidence->arena, found->hit.left, &line.hit.left, failure) != STATUS_OK ||
        arena_copy(&evidence->arena, found->hit.match, &line.hit.match, failure) != STATUS_OK ||
        arena_copy(&evidence->arena, found->hit.right, &line.hit.right, failure) != STATUS_OK)
        return STATUS_FAILED;
    evidence->lines[evidence->line_count++] = line;
    return STATUS_OK;
}

enum status page_evidence_add(struct page_evidence *evidence, const struct finding *finding, struct failure *failure)
{
    switch (finding->kind) {
    case FINDING_MATRIX:
        evidence->weighted = finding->as.weighted;
        return STATUS_OK;
    case FINDING_EVIDENCE:
        return keep_pair(evidence, &finding->as.evidence, failure);
    case FINDING_LINE:
        return keep_line(evidence, &finding->as.line, failure);
    case FINDING_EVIDENCE_END:
        evidence->end = finding->as.evidence_end;
        return STATUS_OK;
    default: /* of others */
        return STATUS_OK;
    }
}

void page_evidence_close(struct page_evidence *evidence)
{
    free(evidence->lines);
    free(evidence->sides);
    free(evidence->terms);
    free(evidence->pairs);
    arena_free(&evidence->arena);
    *evidence = (struct page_evidence){0};
}

const struct line_finding *page_evidence_line_in(const struct page_evidence *evidence, size_t row, uint64_t start,
                                                 uint64_t end, const size_t *terms, size_t term_count)
{
    const struct line_finding *best = NULL;
    size_t best_place = term_count + 1;
    for (size_t i = 0; i < evidence->line_count; i++) {
        const struct line_finding *const line = &evidence->lines[i];
        if (line->row != row || line->hit.start < start || line->hit.end > end)
            continue;
        size_t place = 0;
        while (place < term_count && terms[place] != line->term)
            place++;
        if (place < best_place) {
            best_place = place;
            best = line;
        }
    }
    return best;
}

/* The signs that stand without a space at that side of a word, as in pair_view.js. */
static const char *const opening[] = {"(", "[", "{", "\u00ab", "\u201c", "\u2018", "/", "-"};
static const char *const closing[] = {")", "]", "}", "\u00bb", "\u201d", "\u2019", ".",      ",",      ";",     ":",
                                      "!", "?", "%", "/",      "-",      "\u060c", "\u061b", "\u061f", "\u2026"};

static bool ends_with_one(struct span text)
{
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        const size_t length = strlen(opening[i]);
        if (text.length >= length && memcmp(text.bytes + text.length - length, opening[i], length) == 0)
            return true;
    }
    return false;
}

static bool begins_with_one(struct span text)
{
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
        const size_t length = strlen(closing[i]);
        if (text.length >= length && memcmp(text.bytes, closing[i], length) == 0)
            return true;
    }
    return false;
}

void page_evidence_line_write(struct writer *writer, const struct line_finding *line)
{
    const struct span left = line->hit.left, right = line->hit.right;
    html_raw(writer, "<p dir=\"auto\">");
    html_text(writer, left);
    html_raw(writer, left.length > 0 && !ends_with_one(left) ? " <mark>" : "<mark>");
    html_text(writer, line->hit.match);
    html_raw(writer, right.length > 0 && !begins_with_one(right) ? "</mark> " : "</mark>");
    html_text(writer, right);
    html_raw(writer, "</p>");
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

/* How often a side has a term. */
struct side_count {
    size_t side, term;
    uint64_t count;
};

/* What is worked out for writing. */
struct block {
    const struct page_evidence *evidence;
    struct writer *writer;
    size_t *term_numbers;     /* by column: 1 + the number in the block; 0 for none */
    size_t *document_numbers; /* by row, likewise */
    struct side_count *counts;
    size_t count_count;
};

static int compare_counts(const void *a, const void *b)
{
    const struct side_count *const first = a, *const second = b;
    if (first->side != second->side)
        return first->side > second->side ? 1 : -1;
    return (first->term > second->term) - (first->term < second->term);
}

static enum status list_counts(struct block *block, struct failure *failure)
{
    const struct page_evidence *const evidence = block->evidence;
    size_t kept = 0;
    if (array_zeroed((void **)&block->counts, 2 * evidence->term_count, sizeof *block->counts, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < evidence->pair_count; i++) {
        const struct page_pair *const pair = &evidence->pairs[i];
        size_t end = pair->first_term;
        for (size_t part = 0; part < EVIDENCE_PARTS; part++)
            end += pair->term_counts[part];
        for (size_t k = pair->first_term; k < end; k++) {
            for (size_t side = 0; side < 2; side++) {
                const struct evidence_term *const term = &evidence->terms[k];
                if (term->counts[side] > 0)
                    block->counts[kept++] = (struct side_count){pair->sides[side], term->term, term->counts[side]};
            }
        }
    }
    if (kept > 0)
        qsort(block->counts, kept, sizeof *block->counts, compare_counts);
    for (size_t i = 0; i < kept; i++) {
        if (i == 0 || compare_counts(&block->counts[i - 1], &block->counts[i]) != 0)
            block->counts[block->count_count++] = block->counts[i];
    }
    return STATUS_OK;
}

static void comma(const struct block *block, size_t index)
{
    if (index > 0)
        writer_byte(block->writer, ',');
}

static void integer_after_comma(const struct block *block, uint64_t value)
{
    writer_byte(block->writer, ',');
    writer_integer(block->writer, value);
}

static void write_documents(struct block *block)
{
    const struct counts *const counts = block->evidence->weighted->counts;
    const struct page_evidence *const evidence = block->evidence;
    size_t count = 0;
    for (size_t i = 0; i < evidence->line_count; i++)
        block->document_numbers[evidence->lines[i].row] = 1;
    for (size_t i = 0; i < evidence->side_count; i++) {
        if (evidence->sides[i].is_known && evidence->sides[i].row != NO_ROW)
            block->document_numbers[evidence->sides[i].row] = 1;
    }
    writer_text(block->writer, "{\"documents\":[");
    for (size_t row = 0; row < counts->document_count; row++) {
        if (block->document_numbers[row] == 0)
            continue;
        comma(block, count);
        block->document_numbers[row] = ++count;
        writer_byte(block->writer, '[');
        page_json_string(block->writer, counts->documents[row]->id);
        integer_after_comma(block, row);
        integer_after_comma(block, counts->documents[row]->own_bytes);
        writer_byte(block->writer, ']');
    }
}

static void write_terms(struct block *block)
{
    const struct counts *const counts = block->evidence->weighted->counts;
    size_t count = 0;
    for (size_t i = 0; i < block->evidence->term_count; i++)
        block->term_numbers[block->evidence->terms[i].term] = 1;
    writer_text(block->writer, "],\n\"terms\":[");
    for (size_t column = 0; column < counts->term_count; column++) {
        const struct vocabulary_term *const term = &counts->terms[column];
        if (block->term_numbers[column] == 0)
            continue;
        comma(block, count);
        block->term_numbers[column] = ++count;
        writer_byte(block->writer, '[');
        page_json_string(block->writer, term->form_count > 0 ? term->forms[0].surface : term->term);
        writer_byte(block->writer, ',');
        page_json_string(block->writer, term->term);
        writer_byte(block->writer, ',');
        page_json_string(block->writer, span_of(channel_names[term->channel]));
        integer_after_comma(block, (term->flags & TERM_STATE_NAME) != 0);
        writer_byte(block->writer, ']');
    }
}

static void write_sides(const struct block *block)
{
    writer_text(block->writer, "],\n\"sides\":[");
    for (size_t i = 0; i < block->evidence->side_count; i++) {
        const struct page_side *const side = &block->evidence->sides[i];
        comma(block, i);
        writer_byte(block->writer, '[');
        page_json_string(block->writer, side->event);
        writer_byte(block->writer, ',');
        page_json_string(block->writer, side->source);
        if (side->is_known && side->row != NO_ROW)
            integer_after_comma(block, block->document_numbers[side->row] - 1);
        else
            writer_text(block->writer, ",-1");
        integer_after_comma(block, side->tokens);
        integer_after_comma(block, side->is_telling);
        writer_byte(block->writer, ']');
    }
}

/* Counts and lines are both sorted by side and term. */
static void write_counts(const struct block *block)
{
    const struct page_evidence *const evidence = block->evidence;
    size_t next = 0, line = 0;
    writer_text(block->writer, "],\n\"counts\":[");
    for (size_t side = 0; side < evidence->side_count; side++) {
        comma(block, side);
        writer_byte(block->writer, '[');
        for (size_t first = next; next < block->count_count && block->counts[next].side == side; next++) {
            const struct side_count *const count = &block->counts[next];
            comma(block, next - first);
            writer_byte(block->writer, '[');
            writer_integer(block->writer, block->term_numbers[count->term] - 1);
            integer_after_comma(block, count->count);
            for (; line < evidence->line_count && evidence->lines[line].side == side &&
                   evidence->lines[line].term == count->term;
                 line++)
                integer_after_comma(block, line);
            writer_byte(block->writer, ']');
        }
        writer_byte(block->writer, ']');
    }
}

static void write_lines(const struct block *block)
{
    writer_text(block->writer, "],\n\"lines\":[");
    for (size_t i = 0; i < block->evidence->line_count; i++) {
        const struct line_finding *const line = &block->evidence->lines[i];
        const bool is_apart = line->hit.second_end > line->hit.second_start;
        comma(block, i);
        writer_text(block->writer, "\n[");
        writer_integer(block->writer, block->document_numbers[line->row] - 1);
        integer_after_comma(block, line->hit.start);
        integer_after_comma(block, is_apart ? line->hit.second_end : line->hit.end);
        writer_byte(block->writer, ',');
        page_json_string(block->writer, line->hit.left);
        writer_byte(block->writer, ',');
        page_json_string(block->writer, line->hit.match);
        writer_byte(block->writer, ',');
        page_json_string(block->writer, line->hit.right);
        writer_byte(block->writer, ']');
    }
}

static void write_pairs(const struct block *block)
{
    writer_text(block->writer, "],\n\"pairs\":[");
    for (size_t i = 0; i < block->evidence->pair_count; i++) {
        const struct page_pair *const pair = &block->evidence->pairs[i];
        const struct evidence_term *term = &block->evidence->terms[pair->first_term];
        comma(block, i);
        writer_text(block->writer, "\n[");
        writer_integer(block->writer, pair->sides[0]);
        integer_after_comma(block, pair->sides[1]);
        writer_byte(block->writer, ',');
        page_json_number(block->writer, pair->similarity, SIMILARITY_DECIMALS);
        for (size_t part = 0; part < EVIDENCE_PARTS; part++) {
            writer_text(block->writer, ",[");
            for (size_t k = 0; k < pair->term_counts[part]; k++, term++) {
                comma(block, k);
                writer_integer(block->writer, block->term_numbers[term->term] - 1);
                if (part == EVIDENCE_SHARED) {
                    writer_byte(block->writer, ',');
                    page_json_number(block->writer, term->share, SHARE_DECIMALS);
                }
            }
            writer_byte(block->writer, ']');
        }
        integer_after_comma(block, pair->shared);
        integer_after_comma(block, pair->sources);
        writer_byte(block->writer, ']');
    }
}

static void write_end(const struct block *block)
{
    const struct evidence_end *const end = &block->evidence->end;
    writer_text(block->writer, "],\n\"left_out\":{\"pairs\":");
    writer_integer(block->writer, end->pairs);
    writer_text(block->writer, ",\"shown_pairs\":");
    writer_integer(block->writer, end->shown_pairs);
    writer_text(block->writer, ",\"lines\":");
    writer_integer(block->writer, end->lines);
    writer_text(block->writer, ",\"shown_lines\":");
    writer_integer(block->writer, end->shown_lines);
    writer_text(block->writer, ",\"missing\":");
    page_json_string(block->writer, end->missing != NULL ? span_of(end->missing) : (struct span){0});
    writer_text(block->writer, "}}");
}

static enum status write_block(struct block *block, struct failure *failure)
{
    const struct counts *const counts = block->evidence->weighted->counts;
    if (array_zeroed((void **)&block->term_numbers, counts->term_count, sizeof *block->term_numbers, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&block->document_numbers, counts->document_count, sizeof *block->document_numbers,
                     failure) != STATUS_OK ||
        list_counts(block, failure) != STATUS_OK)
        return STATUS_FAILED;
    writer_text(block->writer, "<script type=\"application/json\" id=\"mizan-evidence\">");
    write_documents(block);
    write_terms(block);
    write_sides(block);
    write_counts(block);
    write_lines(block);
    write_pairs(block);
    write_end(block);
    writer_text(block->writer, "</script>\n");
    return writer_check(block->writer, failure);
}

enum status page_evidence_write(const struct page_evidence *evidence, struct writer *writer, struct failure *failure)
{
    struct block block = {.evidence = evidence, .writer = writer};
    const enum status status = write_block(&block, failure);
    free(block.counts);
    free(block.document_numbers);
    free(block.term_numbers);
    return status;
}
