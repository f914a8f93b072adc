/* factors_csv.c - one table for three kinds of row, since they answer one question; what a kind has not is empty. */
#include "factors_csv.h"

#include "csv_writer.h"

static const char *const kind_names[] = {"pairs", "share", "length"}; /* by enum factor_kind */

enum status factors_csv_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "kind,name,languages,pairs,similarity,levels,degrees,share,by_chance,correlation,status");
    return csv_end_row(&csv, failure);
}

static void add_count(struct csv_writer *csv, size_t count, bool is_there)
{
    if (is_there) {
        csv_integer(csv, count);
    } else {
        csv_missing(csv, 1);
    }
}

enum status factors_csv_add(struct writer *writer, const struct factor_finding *factor, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    const bool is_share = factor->kind == FACTOR_SHARE;
    csv_text(&csv, kind_names[factor->kind]);
    csv_text(&csv, factor->name);
    csv_text(&csv, factor->languages);
    add_count(&csv, factor->pairs, !is_share);
    csv_number(&csv, factor->similarity);
    add_count(&csv, factor->levels, is_share && factor->levels > 0);
    add_count(&csv, factor->degrees, is_share && factor->degrees > 0);
    csv_number(&csv, factor->share);
    csv_number(&csv, factor->by_chance);
    csv_number(&csv, factor->correlation);
    csv_text(&csv, factor->status);
    return csv_end_row(&csv, failure);
}
