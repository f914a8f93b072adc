/*
 * reference_likeness.c - moments of the similarities of every telling with the texts of each language, then joined two
 * by two (Chan, Golub & LeVeque 1979, The American Statistician 37: 242-247). A z and never a p: the similarities of
 * one telling depend on one another.
 */
#include "reference_likeness.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"

static const double rounding = 1e-12; /* a deviation below that share of the mean is none */

struct reference_text {
    size_t index; /* into counts->reference */
    struct span language;
    const double *values;
};

/* Of the similarities of one telling with the texts of one language. */
struct moments {
    size_t count;
    double mean, squares; /* the sum of squared differences from the mean */
};

struct likeness {
    const struct source_pairs *pairs;
    struct reference_text *texts; /* by language, then in input order */
    size_t text_count;
    size_t *language_starts; /* language_count + 1, into texts */
    size_t language_count;
    double *values, *similarities; /* of all texts' rows; by worker, one for each text */
    struct moments *moments;       /* by telling, then language */
};

static struct span language_of_telling(const struct tellings *tellings, size_t telling)
{
    return tellings->units[tellings->items[telling].first_unit].language;
}

static bool is_usable(const struct tellings *tellings, size_t telling)
{
    return tellings->items[telling].tokens >= REFERENCE_WORDS_LEAST &&
           tellings_are_monolingual(tellings, telling, telling);
}

static int compare_texts(const void *a, const void *b)
{
    const struct reference_text *const first = a, *const second = b;
    const int order = span_compare(first->language, second->language);
    return order != 0 ? order : (first->index > second->index) - (first->index < second->index);
}

/* The texts that are long enough and have a weighted term, by language. */
static enum status list_texts(struct likeness *likeness, struct failure *failure)
{
    const struct reference_texts *const given = &likeness->pairs->tellings->counts->reference;
    if (array_zeroed((void **)&likeness->texts, given->document_count, sizeof *likeness->texts, failure) != STATUS_OK ||
        array_zeroed((void **)&likeness->language_starts, given->document_count + 1, sizeof(size_t), failure) !=
            STATUS_OK ||
        array_zeroed((void **)&likeness->values, given->rows.starts[given->document_count], sizeof(double), failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < given->document_count; i++) {
        double *const values = likeness->values + given->rows.starts[i];
        if (given->documents[i]->tokens >= REFERENCE_WORDS_LEAST &&
            similarity_scale(likeness->pairs->measure, similarity_row(&given->rows, i),
                             similarity_row(&given->leads, i), values)) {
            likeness->texts[likeness->text_count++] =
                (struct reference_text){i, tellings_language(given->documents[i]), values};
        }
    }
    qsort(likeness->texts, likeness->text_count, sizeof *likeness->texts, compare_texts);
    for (size_t i = 0; i < likeness->text_count; i++) {
        if (i == 0 || !span_equal(likeness->texts[i].language, likeness->texts[i - 1].language)) {
            likeness->language_starts[likeness->language_count++] = i;
        }
    }
    likeness->language_starts[likeness->language_count] = likeness->text_count;
    return STATUS_OK;
}

static struct moments moments_of(const double *values, size_t count)
{
    struct moments moments = {.count = count};
    for (size_t i = 0; i < count; i++) {
        moments.mean += values[i] / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        moments.squares += (values[i] - moments.mean) * (values[i] - moments.mean);
    }
    return moments;
}

static struct moments join(struct moments a, struct moments b)
{
    const double count_a = (double)a.count, count_b = (double)b.count, count = count_a + count_b;
    const double apart = a.mean - b.mean;
    return (struct moments){a.count + b.count, (count_a * a.mean + count_b * b.mean) / count,
                            a.squares + b.squares + apart * apart * (count_a * count_b / count)};
}

static enum status measure_telling(void *context, size_t telling, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct likeness *const likeness = context;
    const struct source_pairs *const pairs = likeness->pairs;
    const struct count_rows *const rows = &pairs->tellings->counts->reference.rows;
    double *const similarities = likeness->similarities + worker * likeness->text_count;
    if (!pairs->exists[telling] || !is_usable(pairs->tellings, telling)) {
        return STATUS_OK;
    }
    for (size_t language = 0; language < likeness->language_count; language++) {
        const size_t start = likeness->language_starts[language], end = likeness->language_starts[language + 1];
        size_t count = 0;
        for (size_t i = start; i < end; i++) {
            const struct reference_text *const text = &likeness->texts[i];
            const struct scaled_row row = {similarity_row(rows, text->index), text->values};
            const double similarity = similarity_of_rows(pairs->measure, source_pairs_row(pairs, telling), row);
            if (!isnan(similarity)) {
                similarities[count++] = similarity;
            }
        }
        likeness->moments[telling * likeness->language_count + language] = moments_of(similarities, count);
    }
    return STATUS_OK;
}

/* Of a telling with the texts in the language of another; without a text where there is none. */
static struct moments moments_with(const struct likeness *likeness, size_t telling, size_t other)
{
    const struct span wanted = language_of_telling(likeness->pairs->tellings, other);
    for (size_t language = 0; language < likeness->language_count; language++) {
        if (span_equal(likeness->texts[likeness->language_starts[language]].language, wanted)) {
            return likeness->moments[telling * likeness->language_count + language];
        }
    }
    return (struct moments){0};
}

static void fill_pair(const struct likeness *likeness, struct source_pair *pair)
{
    const struct tellings *const tellings = likeness->pairs->tellings;
    if (isnan(pair->similarity) || !is_usable(tellings, pair->a) || !is_usable(tellings, pair->b)) {
        return;
    }
    const struct moments a = moments_with(likeness, pair->a, pair->b), b = moments_with(likeness, pair->b, pair->a);
    pair->reference_texts = a.count < b.count ? a.count : b.count;
    if (pair->reference_texts >= REFERENCE_TEXTS_LEAST) {
        const struct moments both = join(a, b);
        pair->reference_pairs = both.count;
        pair->reference_mean = both.mean;
        pair->reference_deviation = sqrt(both.squares / (double)(both.count - 1));
    }
}

/* What is not used is said once for all. */
static enum status warn_of_short(const struct reference_texts *given, const char *path, struct flow *flow)
{
    size_t count = 0;
    for (size_t i = 0; i < given->document_count; i++) {
        count += given->documents[i]->tokens < REFERENCE_WORDS_LEAST;
    }
    return count == 0 ? STATUS_OK
                      : flow_warn(flow, "--reference-corpus %s: %zu of %zu texts %s not used, with fewer than %d words",
                                  path, count, given->document_count, count == 1 ? "is" : "are", REFERENCE_WORDS_LEAST);
}

static enum status measure_all(struct likeness *likeness, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    const size_t tellings = likeness->pairs->tellings->count;
    if (list_texts(likeness, failure) != STATUS_OK ||
        array_zeroed((void **)&likeness->similarities, likeness->text_count * flow_workers(flow), sizeof(double),
                     failure) != STATUS_OK ||
        array_zeroed((void **)&likeness->moments, tellings * likeness->language_count, sizeof *likeness->moments,
                     failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_parallel_shown(flow, "comparing with reference texts", tellings, measure_telling, likeness);
}

enum status reference_likeness_fill(struct source_pairs *pairs, const char *path, struct flow *flow)
{
    const struct reference_texts *const given = &pairs->tellings->counts->reference;
    struct likeness likeness = {.pairs = pairs};
    pairs->reference_path = path;
    if (path != NULL && pairs->count == 0) {
        return flow_warn(flow, "--reference-corpus %s is not used: no two sources tell the same event", path);
    }
    if (given->document_count == 0) {
        return STATUS_OK;
    }
    enum status status = warn_of_short(given, path, flow);
    if (status == STATUS_OK) {
        status = measure_all(&likeness, flow);
    }
    for (size_t i = 0; i < pairs->count && status == STATUS_OK; i++) {
        fill_pair(&likeness, &pairs->items[i]);
    }
    free(likeness.moments);
    free(likeness.similarities);
    free(likeness.values);
    free(likeness.language_starts);
    free(likeness.texts);
    return status;
}

double reference_likeness_z(const struct source_pair *pair)
{
    return pair->reference_pairs > 0 && pair->reference_deviation > rounding * fabs(pair->reference_mean)
               ? (pair->similarity - pair->reference_mean) / pair->reference_deviation
               : (double)NAN;
}

static void explain_none(const struct source_pairs *pairs, const struct source_pair *pair, struct source_status *status)
{
    const struct tellings *const tellings = pairs->tellings;
    if (tellings->items[pair->a].tokens < REFERENCE_WORDS_LEAST ||
        tellings->items[pair->b].tokens < REFERENCE_WORDS_LEAST) {
        source_status_add(status, "no-reference: too short");
    } else if (!is_usable(tellings, pair->a) || !is_usable(tellings, pair->b)) {
        source_status_add(status, "no-reference: several languages");
    } else if (pair->reference_pairs == 0) {
        source_status_add(status, "no-reference: %zu %s", pair->reference_texts,
                          pair->reference_texts == 1 ? "text" : "texts");
    } else {
        source_status_add(status, "no-reference: all alike");
    }
}

void reference_likeness_judge(const struct source_pairs *pairs, const struct source_pair *pair,
                              struct source_finding *found, struct source_status *status)
{
    if (pairs->reference_path == NULL) {
        if (pair->null_used == 0 && is_usable(pairs->tellings, pair->a) && is_usable(pairs->tellings, pair->b)) {
            source_status_add(status, "no-reference: none given");
        }
        return;
    }
    found->reference_pairs = pair->reference_pairs;
    if (pair->reference_pairs > 0) {
        found->reference_mean = pair->reference_mean;
        found->reference_deviation = pair->reference_deviation;
    }
    found->reference_z = reference_likeness_z(pair);
    if (isnan(found->reference_z)) {
        explain_none(pairs, pair, status);
    }
}
