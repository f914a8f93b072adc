/*
 * tellings.h - what each source says on each event.
 *
 * A unit is what one document says on one event: the whole document where events come from its metadata, its passages
 * on the event where they do not. The units of one source on one event are its telling. Documents without a source, or
 * without an event, are in none.
 */
#ifndef MIZAN_TELLINGS_H
#define MIZAN_TELLINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event_map.h"
#include "failure.h"
#include "matrix.h"

/* Segments first .. end - 1, rows of counts->segments. */
struct segment_range {
    uint64_t first, end;
};

struct telling_unit {
    size_t document;      /* a row of counts->rows, with id, language and so on at counts->documents[document] */
    size_t event, source; /* into tellings->events and ->sources */
    uint64_t tokens;      /* counted words, stop words included */
    struct span language; /* ISO 639-1 where mizan knows it ("ar" also for Egyptian Arabic), else as declared */
    struct term_row row;
    struct term_row lead;               /* what of it is the beginning of the document; empty for passages */
    const struct segment_range *ranges; /* its segments, ascending; none where segments are not kept */
    size_t range_count;
};

struct telling {
    size_t event, source;
    size_t first_unit, unit_count; /* >= 1 */
    uint64_t tokens;               /* of its units */
};

/* Rows that grow at their end. */
struct telling_rows {
    uint64_t *starts;
    uint32_t *columns, *counts;
    size_t columns_capacity, counts_capacity;
};

/* Zero-initialized it is empty. Names are borrowed from the documents or the map; all else lasts until tellings_close.
 */
struct tellings {
    const struct counts *counts;
    const struct event_map *map;   /* NULL: the documents' own events */
    struct span *events, *sources; /* each sorted by bytes; "" is never among them */
    size_t event_count, source_count;
    struct telling_unit *units; /* sorted by event, source, document */
    size_t unit_count;
    struct telling *items; /* sorted by event, source */
    size_t count;
    size_t *event_starts; /* event_count + 1: items[event_starts[e]] .. items[event_starts[e + 1] - 1] tell event e */
    struct count_rows totals, leads; /* row i: the counts of items[i], summed over its units (UINT32_MAX where more) */
    struct segment_range *ranges;
    struct telling_rows total_rows, lead_rows,
        unit_rows; /* unit_rows: with a map, whose units are none of the matrix */
};

/* Every document with a source and an event is a unit. Borrows `counts`. Fails with FAILURE_MEMORY alone; close it also
 * then. Queries are never in it. */
enum status tellings_open(struct tellings *tellings, const struct counts *counts, struct failure *failure) MUST_CHECK;

/*
 * The same for the events of a map, which is borrowed: a unit is what of a document, if it has a source, is about an
 * event, each sentence once. `counts` may be those of another matrix of the same segments. With `one_length` each
 * telling is cut to as many words, whole sentences, as the shortest has that is not short (SHORT_DOCUMENT_WORDS).
 */
enum status tellings_open_map(struct tellings *tellings, const struct counts *counts, const struct event_map *map,
                              bool one_length, struct failure *failure) MUST_CHECK;
void tellings_close(struct tellings *tellings);

/* The row of a telling's totals, and what of it stands in the leads of its units. */
struct term_row tellings_row(const struct tellings *tellings, size_t telling);
struct term_row tellings_lead(const struct tellings *tellings, size_t telling);

/* The telling of a source on an event, or tellings->count where there is none. */
size_t tellings_find(const struct tellings *tellings, size_t event, size_t source);

/* The language of a document as that of a unit. */
struct span tellings_language(const struct document *document);

/* True where a document of the one and a document of the other are in the same language. */
bool tellings_share_language(const struct tellings *tellings, size_t a, size_t b);

/* True where all documents of both are in one language. */
bool tellings_are_monolingual(const struct tellings *tellings, size_t a, size_t b);

#endif
