/*
 * permanova.c - with A = -1/2 the squared distances and H the projection onto the model, the model's sum of squares is
 * trace(HA) - 1'A1 / n (McArdle & Anderson 2001, eq. 4, without centring A first: H holds the constant).
 *
 * trace(HA) is the sum of q'Aq over an orthonormal basis of the model. The indicators of one factor are orthogonal as
 * they are, so the factor with most levels goes first and costs no more than the matrix has entries; those of the
 * others are made orthogonal to it by taking off means of groups, and to each other by Gram and Schmidt, twice
 * (Giraud et al. 2005). A column of which less than a millionth is left then is one that the others make up already.
 */
#include "permanova.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

#define LEFT_LEAST 1e-6 /* of a column's length; what rounding leaves is some 1e-15 */

struct model {
    const double *squared;
    size_t item_count;
    const struct permanova_factor *grouping; /* whose indicators come first; NULL: the constant alone */
    size_t *sizes;                           /* of its groups */
    double *means;                           /* room, by group */
    double *basis;                           /* columns behind the grouping's, item_count each */
    size_t column_count;
};

struct fit {
    size_t rank;
    double trace;
};

static void count_groups(struct model *model)
{
    memset(model->sizes, 0, model->item_count * sizeof *model->sizes);
    for (size_t i = 0; model->grouping != NULL && i < model->item_count; i++) {
        model->sizes[model->grouping->levels[i]]++;
    }
}

static void take_off_means(const struct model *model, double *column)
{
    const size_t groups = model->grouping != NULL ? model->grouping->level_count : 1;
    memset(model->means, 0, groups * sizeof *model->means);
    for (size_t i = 0; i < model->item_count; i++) {
        model->means[model->grouping != NULL ? model->grouping->levels[i] : 0] += column[i];
    }
    for (size_t i = 0; i < model->item_count; i++) {
        const size_t group = model->grouping != NULL ? model->grouping->levels[i] : 0;
        column[i] -= model->means[group] / (double)(model->grouping != NULL ? model->sizes[group] : model->item_count);
    }
}

static double dot(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

/* The column behind the last becomes one of the basis, if there is something new in it. */
static void orthogonalize(struct model *model)
{
    const size_t count = model->item_count;
    double *const column = model->basis + model->column_count * count;
    const double length = sqrt(dot(column, column, count));
    for (unsigned pass = 0; pass < 2; pass++) {
        take_off_means(model, column);
        for (size_t k = 0; k < model->column_count; k++) {
            const double *const other = model->basis + k * count;
            const double part = dot(column, other, count);
            for (size_t i = 0; i < count; i++) {
                column[i] -= part * other[i];
            }
        }
    }
    const double left = sqrt(dot(column, column, count));
    if (left > LEFT_LEAST * length) {
        for (size_t i = 0; i < count; i++) {
            column[i] /= left;
        }
        model->column_count++;
    }
}

static void add_factor(struct model *model, const struct permanova_factor *factor)
{
    for (size_t level = 0; level < factor->level_count; level++) {
        double *const column = model->basis + model->column_count * model->item_count;
        for (size_t i = 0; i < model->item_count; i++) {
            column[i] = factor->levels[i] == level;
        }
        orthogonalize(model);
    }
}

/* The sum of A over pairs of one group, by its size; of all items where there is no grouping. */
static double grouping_trace(const struct model *model)
{
    const size_t groups = model->grouping != NULL ? model->grouping->level_count : 1;
    double trace = 0;
    memset(model->means, 0, groups * sizeof *model->means);
    for (size_t i = 0; i < model->item_count; i++) {
        const size_t group = model->grouping != NULL ? model->grouping->levels[i] : 0;
        double sum = 0;
        for (size_t k = 0; k < model->item_count; k++) {
            const bool is_together = model->grouping == NULL || model->grouping->levels[k] == group;
            sum += is_together ? -0.5 * model->squared[i * model->item_count + k] : 0;
        }
        model->means[group] += sum;
    }
    for (size_t group = 0; group < groups; group++) {
        trace += model->means[group] / (double)(model->grouping != NULL ? model->sizes[group] : model->item_count);
    }
    return trace;
}

static double column_trace(const struct model *model, const double *column)
{
    double trace = 0;
    for (size_t i = 0; i < model->item_count; i++) {
        trace += column[i] * -0.5 * dot(model->squared + i * model->item_count, column, model->item_count);
    }
    return trace;
}

/* The model of all factors but `left_out`, with `largest` as the grouping unless that is left out. */
static struct fit fit(struct model *model, const struct permanova_factor *factors, size_t factor_count, size_t largest,
                      size_t left_out)
{
    model->grouping = factor_count > 0 && largest != left_out ? &factors[largest] : NULL;
    model->column_count = 0;
    count_groups(model);
    for (size_t i = 0; i < factor_count; i++) {
        if (i != largest && i != left_out) {
            add_factor(model, &factors[i]);
        }
    }
    struct fit found = {.rank = (model->grouping != NULL ? model->grouping->level_count : 1) + model->column_count,
                        .trace = grouping_trace(model)};
    for (size_t k = 0; k < model->column_count; k++) {
        found.trace += column_trace(model, model->basis + k * model->item_count);
    }
    return found;
}

static size_t largest_of(const struct permanova_factor *factors, size_t factor_count)
{
    size_t largest = 0;
    for (size_t i = 1; i < factor_count; i++) {
        largest = factors[i].level_count > factors[largest].level_count ? i : largest;
    }
    return largest;
}

static size_t columns_of(const struct permanova_factor *factors, size_t factor_count)
{
    const size_t largest = largest_of(factors, factor_count);
    size_t columns = 0;
    for (size_t i = 0; i < factor_count; i++) {
        columns += i != largest ? factors[i].level_count : 0;
    }
    return columns;
}

double permanova_work(size_t item_count, const struct permanova_factor *factors, size_t factor_count)
{
    const double items = (double)item_count, columns = (double)columns_of(factors, factor_count);
    return (double)(factor_count + 2) * (items * items * (columns + 1) + 4 * items * columns * columns);
}

static void take_apart(struct permanova *found, struct model *model, const struct permanova_factor *factors,
                       size_t factor_count)
{
    const size_t largest = largest_of(factors, factor_count);
    const double mean = fit(model, NULL, 0, 0, 0).trace;
    const struct fit full = fit(model, factors, factor_count, largest, factor_count);
    found->total = -mean;
    found->residual = -full.trace; /* total - (full.trace - mean) */
    found->residual_degrees = model->item_count - full.rank;
    for (size_t i = 0; i < factor_count; i++) {
        const struct fit rest = fit(model, factors, factor_count, largest, i);
        const size_t degrees = full.rank - rest.rank;
        found->parts[i] = (struct permanova_part){degrees, degrees > 0 ? full.trace - rest.trace : 0};
    }
}

enum status permanova_find(struct permanova *found, const double *squared, size_t item_count,
                           const struct permanova_factor *factors, size_t factor_count, struct failure *failure)
{
    const size_t columns = columns_of(factors, factor_count) + 1;
    struct model model = {.squared = squared, .item_count = item_count};
    enum status status = STATUS_FAILED;
    *found = (struct permanova){0};
    if (array_zeroed((void **)&model.sizes, item_count, sizeof *model.sizes, failure) == STATUS_OK &&
        array_zeroed((void **)&model.means, item_count, sizeof *model.means, failure) == STATUS_OK &&
        array_zeroed((void **)&model.basis, item_count * columns, sizeof *model.basis, failure) == STATUS_OK) {
        take_apart(found, &model, factors, factor_count);
        status = STATUS_OK;
    }
    free(model.basis);
    free(model.means);
    free(model.sizes);
    return status;
}
