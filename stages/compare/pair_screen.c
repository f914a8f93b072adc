/*
 * pair_screen.c - dense columns as a blocked product of whole numbers, the rest scattered in float.
 *
 * In a panel a value v stands as a whole number q of steps s of its row, rounded up: v <= q * s <= v + s. A product of
 * whole numbers is exact, and as nothing is below 0, the sum is never less than what it stands for; it is 0 only where
 * all its products are. The most frequent terms weigh little, so that a byte is enough mostly: of 10,000 documents of
 * 300 words a pair is screened .2 % too high in the mean, and the 10th and 20th nearest lie 5 % apart. Else q has 14
 * bits, high and low ones in two planes, and a product is the sum of four.
 *
 * A posting is a float with the number of its document in place of its lowest bits, the least of these that is not
 * below the value: at most 2^-12 of it above. So it is read from one place and taken as it stands.
 *
 * What is rounded in float is bounded as usual for a sum of m products of non-negative numbers (Higham 2002, section
 * 3.1): each value is rounded once, each product and each addition once, so the relative error is at most
 * (1 + u)^(m + 3) - 1, u = 2^-24, whatever the order of the additions. The sum of a panel counts for a product: rounded
 * to float, and twice more by the two steps.
 */
#include "pair_screen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "spill.h"

double pair_screen_error(size_t most_terms)
{
    const double unit = 1.0 / (1 << 24);
    return 2 * ((double)most_terms + 4) * unit; /* twice the first-order bound covers the higher orders below 1/2 */
}

/* Below the one the product of two values, or of two steps, may vanish in float; above the other it may overflow. */
#define LEAST_VALUE 1e-13
#define GREATEST_VALUE 1e13

bool pair_screen_possible(const struct similarity_measure *measure, size_t documents, double *error)
{
    size_t most_terms = 0;
    for (size_t row = 0; row < documents; row++) {
        const size_t terms = (size_t)(measure->starts[row + 1] - measure->starts[row]);
        most_terms = terms > most_terms ? terms : most_terms;
    }
    const uint64_t entries = measure->values != NULL ? measure->starts[documents] : 0;
    for (uint64_t entry = measure->starts[0]; entry < entries; entry++) {
        const double value = measure->values[entry];
        if (value != 0 && !(value >= LEAST_VALUE && value <= GREATEST_VALUE)) {
            return false;
        }
    }
    if (measure->values == NULL &&
        !(measure->in_short.least >= LEAST_VALUE && measure->in_short.greatest <= GREATEST_VALUE)) {
        return false;
    }
    *error = pair_screen_error(most_terms);
    return *error < 0.5;
}

/* ---- steps ---- */

enum { LOW_BITS = 7, LOW_MASK = (1 << LOW_BITS) - 1, FINE_MOST = (1 << 2 * LOW_BITS) - 1 };

/* So large that the greatest value is at most `most` steps, rounded up. 0 where there is no value. */
static float step_of(double greatest, int most)
{
    return (float)(greatest / (most - 1));
}

/* More than value / step, or by a rounding less. A value of 0 stands in no panel. */
static int steps_up(double value, double steps_of_one)
{
    return value == 0 ? 0 : (int)(value * steps_of_one) + 1;
}

/* ---- postings ---- */

enum { DOCUMENT_BITS = 11, DOCUMENT_MASK = (1 << DOCUMENT_BITS) - 1 };
_Static_assert(SCREEN_DOCUMENTS == DOCUMENT_MASK + 1, "a posting has room for the number of a document");

static uint32_t posting_of(size_t local, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    const uint32_t posting = (bits & ~(uint32_t)DOCUMENT_MASK) | (uint32_t)local;
    return posting < bits ? posting + DOCUMENT_MASK + 1 : posting;
}

static inline float posting_value(uint32_t posting)
{
    float value;
    memcpy(&value, &posting, sizeof value);
    return value;
}

/* ---- the index ---- */

static uint8_t *place_in_panel(const struct pair_screen *screen, size_t local, uint32_t dense)
{
    const size_t quad = local / PANEL_LANES * screen->quad_count + dense / PANEL_TOGETHER;
    return screen->panels + (quad * PANEL_LANES + local % PANEL_LANES) * PANEL_TOGETHER + dense % PANEL_TOGETHER;
}

/* Puts where a row's dense terms stand at the head of `places`, and where the others do at its end, the first one last;
 * returns how many are dense. Which of the two a term is no processor foresees: a branch on it takes longer than all
 * else that is done for a term. */
static size_t part_dense(const struct pair_screen *screen, const uint32_t *columns, size_t terms, uint32_t *places)
{
    const uint32_t *const dense_number = screen->index.dense_number;
    size_t dense = 0;
    for (size_t i = 0; i < terms; i++) {
        places[dense] = (uint32_t)i;
        places[terms - 1 - (i - dense)] = (uint32_t)i;
        dense += dense_number[columns[i]] != NOT_DENSE;
    }
    return dense;
}

static double greatest_of(const double *values, const uint32_t *places, size_t count)
{
    double greatest = 0;
    for (size_t i = 0; i < count; i++) {
        greatest = values[places[i]] > greatest ? values[places[i]] : greatest;
    }
    return greatest;
}

/* Of all documents, in one plane. */
static size_t plane_bytes(const struct pair_screen *screen)
{
    return screen->panel_count * PANEL_LANES * screen->quad_count * PANEL_TOGETHER;
}

static void fill_place(const struct pair_screen *screen, size_t local, uint32_t dense, int steps)
{
    uint8_t *const place = place_in_panel(screen, local, dense);
    if (screen->plane_count == 1) {
        *place = (uint8_t)steps;
    } else {
        place[0] = (uint8_t)(steps >> LOW_BITS);
        place[plane_bytes(screen)] = (uint8_t)(steps & LOW_MASK);
    }
}

static size_t longest_row(const struct pair_index *index, const uint64_t *starts)
{
    size_t longest = 0;
    for (size_t row = index->first; row < index->first + index->count; row++) {
        const size_t terms = (size_t)(starts[row + 1] - starts[row]);
        longest = terms > longest ? terms : longest;
    }
    return longest;
}

/* The rooms are for the values of a row, for its columns, and for the places of its terms. */
static void fill(struct pair_screen *screen, const struct similarity_measure *measure, double *room,
                 uint32_t *column_room, uint32_t *places)
{
    uint32_t *const next = screen->index.next;
    const int most = screen->plane_count == 1 ? screen->kernel->most : FINE_MOST;
    for (size_t local = 0; local < screen->index.count; local++) {
        const size_t row = screen->index.first + local;
        spill_make_room(screen->index.spill);
        const size_t terms = (size_t)(measure->starts[row + 1] - measure->starts[row]);
        const uint32_t *const columns = similarity_columns(measure, row, column_room);
        const double *const values = similarity_values(measure, row, columns, room);
        const size_t dense_terms = part_dense(screen, columns, terms, places);
        screen->scales[local] = step_of(greatest_of(values, places, dense_terms), most);
        const double steps_of_one = 1 / (double)screen->scales[local];
        for (size_t i = 0; i < dense_terms; i++) {
            const uint32_t dense = screen->index.dense_number[columns[places[i]]];
            fill_place(screen, local, dense, steps_up(values[places[i]], steps_of_one));
        }
        for (size_t i = dense_terms; i < terms; i++) {
            const double value = values[places[i]];
            if (value != 0) {
                screen->postings[next[columns[places[i]]]++] = posting_of(local, (float)value);
            }
        }
    }
}

enum status pair_screen_open(struct pair_screen *screen, const struct screen_kernel *kernel, bool is_fine,
                             const struct similarity_measure *measure, size_t first, size_t count,
                             struct failure *failure)
{
    struct pair_index *const index = &screen->index;
    *screen = (struct pair_screen){
        .kernel = kernel, .plane_count = is_fine ? 2 : 1, .panel_count = (count + PANEL_LANES - 1) / PANEL_LANES};
    if (pair_index_open(index, measure, first, count, kernel->dense_share, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    screen->quad_count = ((size_t)index->dense_count + PANEL_TOGETHER - 1) / PANEL_TOGETHER;
    const size_t postings = index->starts[measure->weighted->counts->term_count];
    double *room = NULL;
    uint32_t *column_room = NULL, *places = NULL;
    if (spill_zeroed(index->spill, (void **)&screen->postings, postings, sizeof *screen->postings, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&screen->scales, screen->panel_count * PANEL_LANES, sizeof *screen->scales, failure) !=
            STATUS_OK ||
        spill_zeroed(index->spill, (void **)&screen->panels, plane_bytes(screen), screen->plane_count, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&room, measure->in_short.longest, sizeof *room, failure) != STATUS_OK ||
        array_zeroed((void **)&column_room, measure->in_short.longest, sizeof *column_room, failure) != STATUS_OK ||
        array_zeroed((void **)&places, longest_row(index, measure->starts), sizeof *places, failure) != STATUS_OK) {
        free(column_room);
        free(room);
        pair_screen_close(screen);
        return STATUS_FAILED;
    }
    fill(screen, measure, room, column_room, places);
    free(places);
    free(column_room);
    free(room);
    free(index->next);
    index->next = NULL;
    return STATUS_OK;
}

void pair_screen_close(struct pair_screen *screen)
{
    if (screen == NULL) {
        return;
    }
    spill_free(screen->index.spill, screen->postings);
    free(screen->scales);
    spill_free(screen->index.spill, screen->panels);
    pair_index_close(&screen->index);
    *screen = (struct pair_screen){0};
}

/* ---- the products ---- */

enum status pair_screen_scratch_open(struct pair_screen_scratch *scratch, const struct pair_screen *screen,
                                     const struct similarity_measure *measure, struct failure *failure)
{
    *scratch = (struct pair_screen_scratch){0};
    const size_t columns = screen->quad_count * PANEL_TOGETHER;
    if (array_zeroed((void **)&scratch->row_values, measure->in_short.longest, sizeof *scratch->row_values, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&scratch->row_columns, measure->in_short.longest, sizeof *scratch->row_columns,
                     failure) != STATUS_OK ||
        array_zeroed((void **)&scratch->products, SCREEN_ROWS * SCREEN_DOCUMENTS, sizeof *scratch->products, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&scratch->factors, columns * SCREEN_ROWS * screen->plane_count, sizeof *scratch->factors,
                     failure) != STATUS_OK ||
        array_zeroed((void **)&scratch->dense_numbers, columns + 1, sizeof *scratch->dense_numbers, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&scratch->dense_values, columns + 1, sizeof *scratch->dense_values, failure) !=
            STATUS_OK) {
        pair_screen_scratch_close(scratch);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void pair_screen_scratch_close(struct pair_screen_scratch *scratch)
{
    free(scratch->dense_values);
    free(scratch->dense_numbers);
    free(scratch->factors);
    free(scratch->products);
    free(scratch->row_columns);
    free(scratch->row_values);
    *scratch = (struct pair_screen_scratch){0};
}

/* The postings of one of a row's columns. */
struct posting_list {
    const uint32_t *begin, *end;
    float factor;
};

enum {
    LISTS_AT_ONCE = 64, /* known before the first is scattered, so that all are on their way into the cache */
    LINE_POSTINGS = 16, /* of a line of the cache */
    SHORT_LIST = 64     /* these are not searched for their first document behind `from`: all of them is as quick */
};

static const uint32_t *skip_documents(const uint32_t *begin, const uint32_t *end, size_t from)
{
    while (begin < end) {
        const uint32_t *const middle = begin + (end - begin) / 2;
        if ((*middle & DOCUMENT_MASK) < from) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

static void scatter_lists(const struct posting_list *lists, size_t count, size_t from, float *products)
{
    for (size_t i = 0; i < count; i++) {
        const uint32_t *const end = lists[i].end, *posting = lists[i].begin;
        const float factor = lists[i].factor;
        if (from > 0 && end - posting > SHORT_LIST) {
            posting = skip_documents(posting, end, from);
        }
        for (; posting < end; posting++) {
            products[*posting & DOCUMENT_MASK] += factor * posting_value(*posting);
        }
    }
}

/* The beginning of a list, and its end: most have no line between. */
static inline __attribute__((always_inline)) void prefetch_list(const struct posting_list *list)
{
    __builtin_prefetch(list->begin);
    __builtin_prefetch(list->begin + (list->end - list->begin > LINE_POSTINGS ? LINE_POSTINGS : 0));
    __builtin_prefetch(list->end);
}

/* Scatters what is not dense; puts the rest aside. Returns how much that is. Each column is written to both places and
 * counted in one: which it is cannot be foreseen. */
static size_t scatter_row(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                          size_t from, float *products, const struct pair_screen_scratch *scratch)
{
    const uint32_t *const columns = similarity_columns(measure, row, scratch->row_columns);
    const double *const values = similarity_values(measure, row, columns, scratch->row_values);
    const size_t terms = (size_t)(measure->starts[row + 1] - measure->starts[row]);
    const uint32_t *const starts = screen->index.starts;
    struct posting_list lists[LISTS_AT_ONCE];
    size_t dense_count = 0, list_count = 0;
    for (size_t i = 0; i < terms; i++) {
        const uint32_t dense = screen->index.dense_number[columns[i]];
        const uint32_t begin = starts[columns[i]], end = starts[columns[i] + 1];
        scratch->dense_numbers[dense_count] = dense;
        scratch->dense_values[dense_count] = values[i];
        dense_count += dense != NOT_DENSE;
        lists[list_count] = (struct posting_list){screen->postings + begin, screen->postings + end, (float)values[i]};
        prefetch_list(&lists[list_count]);
        list_count += begin < end;
        if (list_count == LISTS_AT_ONCE) {
            scatter_lists(lists, list_count, from, products);
            list_count = 0;
        }
    }
    scatter_lists(lists, list_count, from, products);
    return dense_count;
}

/* Of SCREEN_ROWS rows, in one plane. */
static size_t factor_plane(const struct pair_screen *screen)
{
    return screen->quad_count * PANEL_TOGETHER * SCREEN_ROWS;
}

/* The factors of row r from what was put aside; returns their step. */
static float fill_factors(const struct pair_screen *screen, const struct pair_screen_scratch *scratch,
                          size_t dense_count, size_t r)
{
    int8_t *const factors = scratch->factors + r / PANEL_ROWS * screen->quad_count * PANEL_TOGETHER * PANEL_ROWS +
                            r % PANEL_ROWS * PANEL_TOGETHER;
    double greatest = 0;
    for (size_t i = 0; i < dense_count; i++) {
        greatest = scratch->dense_values[i] > greatest ? scratch->dense_values[i] : greatest;
    }
    const bool is_coarse = screen->plane_count == 1;
    const float step = step_of(greatest, is_coarse ? PANEL_FACTOR_MOST : FINE_MOST);
    const double steps_of_one = 1 / (double)step;
    for (size_t i = 0; i < dense_count; i++) {
        const size_t quad = scratch->dense_numbers[i] / PANEL_TOGETHER, c = scratch->dense_numbers[i] % PANEL_TOGETHER;
        int8_t *const factor = factors + quad * PANEL_ROWS * PANEL_TOGETHER + c;
        const int steps = steps_up(scratch->dense_values[i], steps_of_one);
        factor[0] = (int8_t)(is_coarse ? steps : steps >> LOW_BITS);
        if (!is_coarse) {
            factor[factor_plane(screen)] = (int8_t)(steps & LOW_MASK);
        }
    }
    return step;
}

/* Adds each plane of the documents times each of the rows. */
static void multiply_piece(const struct pair_screen *screen, const struct pair_screen_scratch *scratch,
                           struct panel_product product, const float *row_scales)
{
    const size_t planes = screen->plane_count;
    for (size_t pair = planes * planes; pair-- > 0;) {
        const size_t of_documents = pair / planes, of_rows = pair % planes;
        float scales[SCREEN_ROWS];
        for (size_t r = 0; r < product.group_count * PANEL_ROWS; r++) {
            scales[r] = row_scales[r] * (float)(1 << LOW_BITS * (2 * (planes - 1) - of_documents - of_rows));
        }
        product.row_scales = scales;
        product.panels = screen->panels + of_documents * plane_bytes(screen);
        product.factors = scratch->factors + of_rows * factor_plane(screen);
        screen->kernel->multiply(&product);
    }
}

/* Piece by piece: panels in a file are looked at so fast that between two looks of others all of them came into memory,
 * 16 MB at a limit of 32. */
static void multiply_planes(const struct pair_screen *screen, const struct pair_screen_scratch *scratch,
                            struct panel_product product, const float *row_scales)
{
    enum { PIECE_BYTES = 1 << 20 };
    const size_t panel_bytes = (screen->quad_count + 1) * PANEL_LANES * PANEL_TOGETHER * screen->plane_count;
    const size_t of_piece = PIECE_BYTES / panel_bytes + 1, end = product.panel_count;
    for (; product.first_panel < end; product.first_panel = product.panel_count) {
        product.panel_count = end - product.first_panel > of_piece ? product.first_panel + of_piece : end;
        spill_make_room(screen->index.spill);
        multiply_piece(screen, scratch, product, row_scales);
    }
}

void pair_screen_multiply(const struct pair_screen *screen, const struct similarity_measure *measure,
                          const size_t *rows, size_t row_count, size_t from, const struct pair_screen_scratch *scratch)
{
    const size_t first_panel = from / PANEL_LANES;
    float row_scales[SCREEN_ROWS] = {0};
    const struct panel_product product = {.document_scales = screen->scales,
                                          .quad_count = screen->quad_count,
                                          .first_panel = first_panel,
                                          .panel_count = screen->panel_count,
                                          .group_count = (row_count + PANEL_ROWS - 1) / PANEL_ROWS,
                                          .stride = SCREEN_DOCUMENTS,
                                          .products = scratch->products};
    for (size_t plane = 0; plane < screen->plane_count; plane++) {
        memset(scratch->factors + plane * factor_plane(screen), 0,
               factor_plane(screen) / SCREEN_ROWS * PANEL_ROWS * product.group_count * sizeof *scratch->factors);
    }
    for (size_t r = 0; r < product.group_count * PANEL_ROWS; r++) {
        float *const products = scratch->products + r * SCREEN_DOCUMENTS;
        memset(products + first_panel * PANEL_LANES, 0,
               (screen->panel_count - first_panel) * PANEL_LANES * sizeof *products);
        if (r < row_count) {
            const size_t dense_count = scatter_row(screen, measure, rows[r], from, products, scratch);
            row_scales[r] = fill_factors(screen, scratch, dense_count, r);
        }
    }
    multiply_planes(screen, scratch, product, row_scales);
}

/* A row of more terms than this meets most blocks in many places: not worth looking. Of postings, a sixteenth of the
 * block costs about as much one by one as the whole block in lanes. */
enum { SHORT_ROW_TERMS = 64, FEW_POSTINGS = SCREEN_DOCUMENTS / 16 };

static bool meets_few(const struct pair_screen *screen, const uint32_t *columns, size_t terms)
{
    size_t postings = 0;
    for (size_t i = 0; i < terms; i++) {
        const uint32_t column = columns[i];
        if (screen->index.dense_number[column] != NOT_DENSE) {
            return false;
        }
        postings += screen->index.starts[column + 1] - screen->index.starts[column];
    }
    return postings <= FEW_POSTINGS;
}

size_t pair_screen_gather(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                          size_t from, float *products, uint16_t *touched)
{
    const size_t terms = (size_t)(measure->starts[row + 1] - measure->starts[row]);
    uint32_t column_room[SHORT_ROW_TERMS];
    if (terms > SHORT_ROW_TERMS) {
        return SIZE_MAX;
    }
    const uint32_t *const columns = similarity_columns(measure, row, column_room);
    if (!meets_few(screen, columns, terms)) {
        return SIZE_MAX;
    }
    double room[SHORT_ROW_TERMS];
    const double *const values = similarity_values(measure, row, columns, room);
    size_t count = 0;
    for (size_t i = 0; i < terms; i++) {
        const uint32_t column = columns[i];
        const float factor = (float)values[i];
        for (size_t place = screen->index.starts[column]; place < screen->index.starts[column + 1]; place++) {
            const uint32_t posting = screen->postings[place];
            const uint16_t document = posting & DOCUMENT_MASK;
            const float product = factor * posting_value(posting);
            if (document < from || product == 0) {
                continue;
            }
            if (products[document] == 0) {
                touched[count++] = document;
            }
            products[document] += product;
        }
    }
    return count;
}
