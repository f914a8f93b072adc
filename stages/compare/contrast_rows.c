/* contrast_rows.c - one pass over the documents serves many terms, so that a row does not cost a look at every
 * document. */
#include "contrast_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "mantel_haenszel.h"
#include "spill.h"

enum status contrast_rows_open(struct contrast_rows *rows, const struct tellings *tellings, struct failure *failure)
{
    const size_t events = tellings->event_count, units = tellings->unit_count;
    *rows = (struct contrast_rows){.tellings = tellings};
    if (array_zeroed((void **)&rows->row_of, tellings->counts->term_count, sizeof *rows->row_of, failure) !=
            STATUS_OK ||
        spill_zeroed(tellings->counts->spill, (void **)&rows->tables, CONTRAST_ROWS * events, sizeof *rows->tables,
                     failure) != STATUS_OK ||
        spill_zeroed(tellings->counts->spill, (void **)&rows->parts, CONTRAST_ROWS * units, sizeof *rows->parts,
                     failure) != STATUS_OK ||
        array_zeroed((void **)&rows->event_log_odds, events, sizeof *rows->event_log_odds, failure) != STATUS_OK ||
        array_zeroed((void **)&rows->documents_a, CONTRAST_ROWS, sizeof *rows->documents_a, failure) != STATUS_OK ||
        array_zeroed((void **)&rows->documents_b, CONTRAST_ROWS, sizeof *rows->documents_b, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void contrast_rows_close(struct contrast_rows *rows)
{
    free(rows->documents_b);
    free(rows->documents_a);
    free(rows->event_log_odds);
    if (rows->tellings != NULL) {
        spill_free(rows->tellings->counts->spill, rows->parts);
        spill_free(rows->tellings->counts->spill, rows->tables);
    }
    free(rows->row_of);
    *rows = (struct contrast_rows){0};
}

static struct keyness_table *table_at(const struct contrast_rows *rows, size_t row, size_t event)
{
    return &rows->tables[row * rows->tellings->event_count + event];
}

/* The source's from the front, the others' from the back. */
static struct dispersion_part *part_at(const struct contrast_rows *rows, size_t row, bool is_source, size_t place)
{
    const size_t units = rows->tellings->unit_count;
    return &rows->parts[row * units + (is_source ? place : units - 1 - place)];
}

static void add_unit(struct contrast_rows *rows, const struct frame_unit *unit, bool is_source, size_t count)
{
    const size_t place = is_source ? rows->units_a++ : rows->units_b++;
    for (size_t row = 0; row < count; row++) {
        struct keyness_table *const table = table_at(rows, row, unit->event);
        *(is_source ? &table->total_a : &table->total_b) += unit->words;
        *part_at(rows, row, is_source, place) = (struct dispersion_part){.words = unit->words};
    }
    for (size_t i = 0; i < unit->row.count; i++) {
        const uint32_t found = rows->row_of[unit->row.columns[i]];
        if (found > 0) {
            struct keyness_table *const table = table_at(rows, found - 1, unit->event);
            *(is_source ? &table->count_a : &table->count_b) += unit->row.counts[i];
            part_at(rows, found - 1, is_source, place)->count = unit->row.counts[i];
            (is_source ? rows->documents_a : rows->documents_b)[found - 1]++;
        }
    }
}

void contrast_rows_gather(struct contrast_rows *rows, const struct comparison *comparison, const uint32_t *columns,
                          size_t count)
{
    const struct frame *const frame = comparison->frame;
    memset(rows->tables, 0, CONTRAST_ROWS * rows->tellings->event_count * sizeof *rows->tables);
    rows->units_a = 0;
    rows->units_b = 0;
    for (size_t row = 0; row < count; row++) {
        rows->row_of[columns[row]] = (uint32_t)row + 1;
        rows->documents_a[row] = 0;
        rows->documents_b[row] = 0;
    }
    for (size_t event = 0; event < rows->tellings->event_count; event++) {
        if (!comparison_covers(comparison, event)) {
            continue;
        }
        for (size_t i = frame->event_starts[event]; i < frame->event_starts[event + 1]; i++) {
            const enum side side = comparison_side(comparison, &frame->units[i]);
            if (side != SIDE_NONE) {
                add_unit(rows, &frame->units[i], side == SIDE_SOURCE, count);
            }
        }
    }
    for (size_t row = 0; row < count; row++) {
        rows->row_of[columns[row]] = 0;
    }
}

static void fill_events(struct contrast_rows *rows, size_t row, struct contrast_finding *finding)
{
    const size_t events = rows->tellings->event_count;
    for (size_t event = 0; event < events; event++) {
        const struct keyness_table *const table = table_at(rows, row, event);
        const bool holds = table->count_a + table->count_b > 0;
        rows->event_log_odds[event] = holds ? keyness_odds_ratio(table) : NAN;
        finding->events += holds;
        finding->held += holds && keyness_direction(table) == (finding->is_more ? 1 : -1);
    }
    const struct common_odds common = mantel_haenszel(table_at(rows, row, 0), events);
    finding->event_log_odds = rows->event_log_odds;
    finding->event_count = events;
    finding->mantel_haenszel = common.log_odds;
    finding->low = common.low;
    finding->high = common.high;
}

void contrast_rows_fill(struct contrast_rows *rows, const struct comparison *comparison, size_t row,
                        struct contrast_finding *finding)
{
    finding->documents = rows->documents_a[row];
    finding->other_documents = rows->documents_b[row];
    finding->events = 0;
    finding->held = 0;
    finding->mantel_haenszel = NAN;
    finding->low = NAN;
    finding->high = NAN;
    const size_t units = rows->tellings->unit_count;
    finding->dispersion = finding->is_more
                              ? dispersion_deviation(part_at(rows, row, true, 0), rows->units_a)
                              : dispersion_deviation(&rows->parts[(row + 1) * units - rows->units_b], rows->units_b);
    if (comparison->event == SIDES_ALL) {
        fill_events(rows, row, finding);
    }
}
