/*
 * page_map.h - a square of likeness as the page shows it: what stands in it, in which orders, and in which of the ten
 * steps of colour each value falls.
 */
#ifndef MIZAN_PAGE_MAP_H
#define MIZAN_PAGE_MAP_H

#include "dendrogram.h"
#include "page.h"
#include "page_parts.h"

enum {
    PAGE_MAP_STEPS = 10,
    PAGE_MAP_TREE_LEAST = 6, /* items from which on there is a tree */
    PAGE_MAP_NUMBERS = 48    /* items above which a map has colours alone */
};

/* Values from low to high, both on tenths, in steps of equal width. */
struct page_scale {
    double low, high;   /* low < high */
    double least, most; /* that were observed */
    bool is_known;      /* something was */
    bool is_reversed;   /* of distances: the smallest has the last step */
};

void page_scale_add(struct page_scale *scale, double value); /* NaN is not counted */
void page_scale_round(struct page_scale *scale);             /* once all are added */
/* 0 to PAGE_MAP_STEPS - 1; the value is no NaN. */
unsigned page_scale_step(const struct page_scale *scale, double value);

enum page_order { ORDER_CLUSTERED, ORDER_GIVEN, ORDER_NAME, ORDER_DATE, ORDER_COUNT };
extern const char *const page_order_names[ORDER_COUNT]; /* "clustered", "given", "name", "date" */

/* Zero-initialized it is empty. */
struct page_map {
    const struct page_event *event; /* whose sources are compared; NULL: documents */
    size_t count;
    size_t *items;                         /* sources: places among page.sources.names; documents: rows; ascending */
    double *values;                        /* count * count, by place in items; NaN: not known */
    const struct page_source_pair **pairs; /* the same, of sources; NULL where there is none */
    enum pair_state *states;               /* the same: of documents by their languages and words */
    struct dendrogram tree;
    size_t *orders[ORDER_COUNT]; /* places in items */
};

/* Close it also after a failure. */
enum status page_map_open_sources(struct page_map *map, const struct page *page, const struct page_event *event,
                                  struct failure *failure) MUST_CHECK;
enum status page_map_open_documents(struct page_map *map, const struct page *page, struct failure *failure) MUST_CHECK;
void page_map_close(struct page_map *map);

/* The order in which the page shows it first. */
enum page_order page_map_first_order(const struct page_map *map);

/* "all", "e3", "documents". */
void page_map_name(const struct page *page, const struct page_map *map, char name[32]);

struct span page_map_item_name(const struct page *page, const struct page_map *map, size_t place);

#endif
