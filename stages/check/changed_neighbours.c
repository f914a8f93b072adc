/*
 * changed_neighbours.c - another nearest document is a change only if it is nearer than the old one is now by more than
 * the tolerance: two that are as good as equally near may change places. One that has left the list, or come into it,
 * is a change if its old similarity, or its new one, lies beyond the other list's end by more than that. What lies
 * behind an end is known to be no nearer than the last one.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "comparison.h"

enum column { DOCUMENT, RANK, NEIGHBOUR, SIMILARITY };
static const char *const columns[] = {"document", "rank", "neighbour", "similarity", NULL};
static const char file[] = "neighbours.csv";

struct listed {
    struct span name;
    double similarity, nearness;
    uint64_t line;
};

/* The neighbours of one document, nearest first; those that only one side has are left out. */
struct neighbour_list {
    struct listed *items;
    size_t count, capacity;
    bool is_cut; /* the document has others that stand nowhere: the last one's similarity bounds theirs */
};

struct neighbours {
    struct comparison *comparison;
    struct result_table tables[SIDE_COUNT];
    size_t *orders[SIDE_COUNT];
    struct neighbour_list lists[SIDE_COUNT];
    char *text; /* of names */
    size_t text_capacity;
    bool has_cells; /* similarity.csv tells of the similarities themselves */
};

/* Takes the rows of the document at `at`; *next stands behind them. */
static enum status take_list(struct neighbours *neighbours, enum side side, size_t at, size_t *next,
                             struct failure *failure)
{
    const struct result_table *const table = &neighbours->tables[side];
    const size_t *const order = neighbours->orders[side];
    const enum side other = side == SIDE_AFTER ? SIDE_BEFORE : SIDE_AFTER;
    struct neighbour_list *const list = &neighbours->lists[side];
    list->count = 0;
    const struct span document = result_table_cell(table, order[at], DOCUMENT);
    size_t i = at;
    for (; i < table->row_count && span_equal(result_table_cell(table, order[i], DOCUMENT), document); i++) {
        struct listed item = {result_table_cell(table, order[i], NEIGHBOUR), NAN, NAN, table->lines[order[i]]};
        if (result_table_number(table, order[i], SIMILARITY, &item.similarity, failure) != STATUS_OK)
            return STATUS_FAILED;
        if (isnan(item.similarity) || comparison_document(neighbours->comparison, other, item.name) == SIZE_MAX)
            continue;
        item.nearness = comparison_nearness(neighbours->comparison, side, item.similarity);
        if (array_reserve((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items, failure) !=
            STATUS_OK)
            return STATUS_FAILED;
        list->items[list->count++] = item;
    }
    list->is_cut = i - at + 1 < neighbours->comparison->documents[side].row_count;
    *next = i;
    return STATUS_OK;
}

static const struct listed *find(const struct neighbour_list *list, struct span name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (span_equal(list->items[i].name, name))
            return &list->items[i];
    }
    return NULL;
}

/* The least nearness that stands in the list. */
static double end_of(const struct neighbour_list *list)
{
    return list->count > 0 && list->is_cut ? list->items[list->count - 1].nearness : -INFINITY;
}

static enum status compare_nearest(struct neighbours *neighbours, struct span document, struct failure *failure)
{
    const struct neighbour_list *const before = &neighbours->lists[SIDE_BEFORE];
    const struct neighbour_list *const after = &neighbours->lists[SIDE_AFTER];
    neighbours->comparison->compared[CHECK_NEIGHBOURS]++;
    if (before->count == 0 || after->count == 0 || span_equal(before->items[0].name, after->items[0].name))
        return STATUS_OK;
    const struct listed *const old = find(after, before->items[0].name);
    const double margin = after->items[0].nearness - (old != NULL ? old->nearness : end_of(after));
    if (margin <= neighbours->comparison->tolerance)
        return STATUS_OK;
    const struct span names[] = {document, before->items[0].name, after->items[0].name};
    const struct check_change change = {.kind = CHECK_NEIGHBOURS,
                                        .subject = "nearest to %",
                                        .names = {document},
                                        .before = check_text(names[1]),
                                        .after = check_text(names[2]),
                                        .weight = 1 + margin, /* before changes further down */
                                        .file = file,
                                        .line = after->items[0].line};
    return comparison_change_documents(neighbours->comparison, &change, names, 3, failure);
}

static enum status add_name(struct neighbours *neighbours, struct span name, size_t *length, struct failure *failure)
{
    if (array_reserve((void **)&neighbours->text, &neighbours->text_capacity, *length + name.length + 2, 1, failure) !=
        STATUS_OK)
        return STATUS_FAILED;
    if (*length > 0) {
        memcpy(neighbours->text + *length, ", ", 2);
        *length += 2;
    }
    memcpy(neighbours->text + *length, name.bytes, name.length);
    *length += name.length;
    return STATUS_OK;
}

/* Writes those of `list` behind the first that the other list lacks though it would have them; returns how many. */
static enum status gather_lost(struct neighbours *neighbours, const struct neighbour_list *list,
                               const struct neighbour_list *other, struct span document, size_t *length, size_t *lost,
                               struct failure *failure)
{
    for (size_t i = 0; i < list->count; i++) {
        if (find(other, list->items[i].name) != NULL || span_equal(list->items[i].name, document) ||
            !(list->items[i].nearness - end_of(other) > neighbours->comparison->tolerance) || !other->is_cut)
            continue;
        ++*lost;
        if (add_name(neighbours, list->items[i].name, length, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status compare_lists(struct neighbours *neighbours, struct span document, struct failure *failure)
{
    const struct neighbour_list *const before = &neighbours->lists[SIDE_BEFORE];
    const struct neighbour_list *const after = &neighbours->lists[SIDE_AFTER];
    size_t length = 0, left = 0, came = 0;
    if (before->count == 0 || after->count == 0)
        return STATUS_OK;
    if (gather_lost(neighbours, before, after, document, &length, &left, failure) != STATUS_OK)
        return STATUS_FAILED;
    const size_t middle = length;
    size_t second = 0;
    struct span came_text = {0};
    if (gather_lost(neighbours, after, before, document, &length, &came, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (left + came == 0)
        return STATUS_OK;
    second = middle > 0 && came > 0 ? middle + 2 : middle;
    came_text = (struct span){neighbours->text + second, length - second};
    const struct check_change change = {.kind = CHECK_NEIGHBOURS,
                                        .subject = "neighbours of %",
                                        .names = {document},
                                        .before = check_text((struct span){neighbours->text, middle}),
                                        .after = check_text(came > 0 ? came_text : (struct span){0}),
                                        .is_list = true,
                                        .weight = 1 - 1 / (double)(1 + left + came),
                                        .file = file,
                                        .line = after->items[0].line};
    return comparison_change_documents(neighbours->comparison, &change, &document, 1, failure);
}

/* Where there is no matrix the neighbours' similarities are the cells that can be compared. */
static enum status compare_cells(struct neighbours *neighbours, struct span document, struct failure *failure)
{
    const struct neighbour_list *const before = &neighbours->lists[SIDE_BEFORE];
    const struct neighbour_list *const after = &neighbours->lists[SIDE_AFTER];
    for (size_t i = 0; i < after->count && !neighbours->has_cells; i++) {
        const struct listed *const new = &after->items[i], *const old = find(before, new->name);
        if (old == NULL)
            continue;
        neighbours->comparison->compared[CHECK_NEIGHBOURS]++;
        if (!comparison_differs(old->similarity, new->similarity, neighbours->comparison->tolerance))
            continue;
        const struct span names[] = {document, new->name};
        const struct check_change change = {.kind = CHECK_NEIGHBOURS,
                                            .subject = "% and %",
                                            .names = {document, new->name},
                                            .before = check_number(old->similarity, NAN, NAN),
                                            .after = check_number(new->similarity, NAN, NAN),
                                            .weight = fabs(new->similarity - old->similarity),
                                            .file = file,
                                            .line = new->line};
        if (comparison_change_documents(neighbours->comparison, &change, names, 2, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status compare_document(struct neighbours *neighbours, struct span document, struct failure *failure)
{
    return compare_nearest(neighbours, document, failure) == STATUS_OK &&
                   compare_lists(neighbours, document, failure) == STATUS_OK
               ? compare_cells(neighbours, document, failure)
               : STATUS_FAILED;
}

static enum status compare_tables(struct neighbours *neighbours, struct failure *failure)
{
    const struct result_table *const before = &neighbours->tables[SIDE_BEFORE];
    const struct result_table *const after = &neighbours->tables[SIDE_AFTER];
    for (size_t i = 0, k = 0; i < before->row_count && k < after->row_count;) {
        const size_t old = neighbours->orders[SIDE_BEFORE][i], new = neighbours->orders[SIDE_AFTER][k];
        const int order = result_table_compare(before, old, after, new, 1);
        if ((order <= 0 && take_list(neighbours, SIDE_BEFORE, i, &i, failure) != STATUS_OK) ||
            (order >= 0 && take_list(neighbours, SIDE_AFTER, k, &k, failure) != STATUS_OK))
            return STATUS_FAILED;
        if (order == 0 && compare_document(neighbours, result_table_cell(after, new, DOCUMENT), failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status read_and_compare(struct neighbours *neighbours, struct failure *failure)
{
    bool is_there = false;
    if (comparison_read(neighbours->comparison, file, columns, neighbours->tables, true, &is_there, failure) !=
        STATUS_OK)
        return STATUS_FAILED;
    if (!is_there)
        return STATUS_OK;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (result_table_sort(&neighbours->tables[side], 1, &neighbours->orders[side], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return compare_tables(neighbours, failure);
}

enum status changed_neighbours(struct comparison *comparison, struct failure *failure)
{
    struct neighbours neighbours = {.comparison = comparison, .has_cells = comparison->compared[CHECK_MATRIX] > 0};
    const enum status status = read_and_compare(&neighbours, failure);
    for (int side = 0; side < SIDE_COUNT; side++) {
        result_table_free(&neighbours.tables[side]);
        free(neighbours.orders[side]);
        free(neighbours.lists[side].items);
    }
    free(neighbours.text);
    return status;
}
