/*
 * page_evidence.h - the pairs of the page with their terms, and the lines in which these stand: the data block that the
 * pair view is made from.
 *
 * One JSON object in <script type="application/json" id="mizan-evidence">; all indexes are into its own arrays:
 *
 *     documents  [id, row of documents.csv from 0, offsets are of the file itself (0 or 1)]
 *     terms      [form, term, channel, is a name of a state (0 or 1)]
 *     sides      [event, source, document or -1, words, is a telling (0 or 1)]
 *     counts     by side: [term, count, lines...]
 *     lines      [document, first byte, byte behind the last, left, match, right]
 *     pairs      [side a, side b, similarity, [term, share...] shared, [term...] that set a apart, b apart, that a
 * leaves out, b leaves out, terms shared in all, sources on the event (0: documents)] left_out   {pairs, shown_pairs,
 * lines, shown_lines, missing}: how much there is and how much of it is here
 */
#ifndef MIZAN_PAGE_EVIDENCE_H
#define MIZAN_PAGE_EVIDENCE_H

#include "arena.h"
#include "finding.h"
#include "writer.h"

struct page_pair {
    size_t sides[2];
    double similarity;
    size_t first_term; /* its terms one list after another */
    size_t term_counts[EVIDENCE_PARTS];
    size_t shared, sources;
};

struct page_side {
    bool is_known, is_telling;
    struct span event, source;
    size_t row;
    uint64_t tokens;
};

/* Zero-initialized it is empty. */
struct page_evidence {
    const struct weighted *weighted; /* NULL until FINDING_MATRIX */
    struct page_pair *pairs;
    size_t pair_count, pair_capacity;
    struct evidence_term *terms;
    size_t term_count, term_capacity;
    struct page_side *sides;
    size_t side_count, side_capacity;
    struct line_finding *lines; /* as they come: by side, term, row */
    size_t line_count, line_capacity;
    struct evidence_end end;
    struct arena arena;
};

/* Keeps what it needs of FINDING_MATRIX, FINDING_EVIDENCE, FINDING_LINE and FINDING_EVIDENCE_END. */
enum status page_evidence_add(struct page_evidence *evidence, const struct finding *finding,
                              struct failure *failure) MUST_CHECK;

/* The whole element. */
enum status page_evidence_write(const struct page_evidence *evidence, struct writer *writer,
                                struct failure *failure) MUST_CHECK;

/* A line that stands between the bytes `start` and `end` of document `row`: of the terms the first that has one, else
 * of any; NULL where there is none. */
const struct line_finding *page_evidence_line_in(const struct page_evidence *evidence, size_t row, uint64_t start,
                                                 uint64_t end, const size_t *terms, size_t term_count);

/* As a paragraph, its match marked. */
void page_evidence_line_write(struct writer *writer, const struct line_finding *line);

void page_evidence_close(struct page_evidence *evidence);

#endif
