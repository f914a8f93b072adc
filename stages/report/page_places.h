/*
 * page_places.h - the words that the page follows through the documents: how often each has them, and where.
 *
 * Places come from the counts of sentences, so that no text is read again: a sentence stands where the middle of its
 * counted words does, in one of PAGE_PLACE_STEPS equal parts of its document. Which words are followed goes by their
 * rank in the lists of the page, as far as they fit into a size that does not grow with the corpus.
 */
#ifndef MIZAN_PAGE_PLACES_H
#define MIZAN_PAGE_PLACES_H

#include <stdint.h>

#include "page.h"

enum { PAGE_PLACE_STEPS = 64, PAGE_PLACES_BYTES = 128 << 10 };

/* A word in a document. */
struct page_place {
    size_t term, row; /* a column of counts, a row */
    uint32_t count;
    uint64_t marks; /* bit i: it stands in part i; none where sentences are not kept */
};

/* Zero-initialized it is empty. */
struct page_places {
    struct page_place *items; /* by term, then by row */
    size_t count;
    size_t *terms; /* that are followed, the strongest first */
    size_t term_count;
    size_t left_out;        /* words of the lists that found no room */
    bool is_without_corpus; /* not even the list of the documents has room: nothing is followed */
};

/* The matrix has arrived. Close it also after a failure. */
enum status page_places_open(struct page_places *places, const struct page *page, struct failure *failure) MUST_CHECK;
void page_places_close(struct page_places *places);

/* The word's place in the document; NULL where it has none. */
const struct page_place *page_places_find(const struct page_places *places, size_t term, size_t row);

/*
 * The data block of the script, <script type="application/json" id="mizan-words">; indexes are into its own arrays:
 *
 *     sources, events  names
 *     documents        [id, source, event, words]
 *     terms            [form, term, is a name of a state (0 or 1), [document, count, places] ...], a character of
 * places being a part, of the alphabet of RFC 4648, section 4: A the first, / the last left_out         words that
 * found no room
 */
enum status page_places_write(const struct page *page, const struct page_places *places, struct writer *writer,
                              struct failure *failure) MUST_CHECK;

/* The section: a strip a document for the strongest words of each event. Nothing where nothing is followed. */
void page_strips_write(const struct page *page, const struct page_places *places, struct writer *writer);

#endif
