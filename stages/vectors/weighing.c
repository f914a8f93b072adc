/*
 * weighing.c - the corrected similarity takes out of a text's product with itself what its own repetitions put there
 * (Morisita 1959, Horn 1966): pairs of two different tokens, x (x - 1), in place of x^2. The floor keeps short texts
 * from dividing by next to nothing.
 *
 * Raw counts let one word that a text repeats decide alone; logarithms of counts flatten long texts more than short
 * ones, and make two long texts alike whatever they tell. So the rate x / L is damped, not the count: a word that makes
 * up a quarter of the text counts half. The factor K / (x + K) depends on the rate alone and is as good as the same for
 * two halves of one text, so that what is said above of pairs holds as it stands.
 *
 * A token of the lead is as good as LEAD_WEIGHT tokens, before anything is damped, as the fields of BM25F are
 * (Robertson, Zaragoza & Taylor 2004); a title and a first paragraph say what the rest is about (Edmundson 1969,
 * "location"). Pairs of two different tokens are then weighed by the product of their weights: the square of a term's
 * sum less the sum of its squares.
 *
 * BM25 after Robertson & Zaragoza 2009, with the idf of auto; the counts of a query are taken as they are.
 */
#include "weighing.h"

#include <math.h>

#define DAMPING_RATE 0.25 /* K / L */
#define FLOOR_SHARE 0.4   /* MEASURES has 0.5, measured for counts that are not damped */
#define LEAD_WEIGHT 2.0   /* of a token of the lead, others have 1 */
#define BM25_K1 1.2
#define BM25_B 0.75

static enum part part_of(const struct weighing *weighing, uint32_t column)
{
    return (column >= weighing->first_character && column < weighing->end_character) ||
                   (column >= weighing->first_unseen && column < weighing->end_unseen)
               ? PART_CHARACTERS
               : PART_WORDS;
}

static bool has_parts(const struct weighing *weighing)
{
    return weighing->end_character > weighing->first_character || weighing->end_unseen > weighing->first_unseen;
}

static void measure_lengths(struct weighing *weighing, const struct counts *counts)
{
    const struct count_rows *const rows = &counts->rows;
    uint64_t sums[PART_COUNT] = {0};
    const struct led_counts led = counts->led_counts;
    for (size_t row = 0; row < counts->document_count; row++) {
        const uint64_t start = rows->starts[row];
        for (size_t part = 0; part < counts_parts(counts); part++) {
            size_t begin, end;
            low_columns_part(&counts->low_columns, row, (size_t)(rows->starts[row + 1] - start), part, &begin, &end);
            for (uint64_t entry = start + begin; entry < start + end; entry++) {
                sums[part_of(weighing, counts_column(counts, entry, part))] +=
                    led.bytes != NULL    ? led.bytes[entry] & UINT8_MAX
                    : led.halves != NULL ? led.halves[entry] & UINT16_MAX
                                         : rows->counts[entry];
            }
        }
    }
    for (size_t part = 0; part < PART_COUNT && counts->document_count > 0; part++) {
        weighing->mean_length[part] = (double)sums[part] / (double)counts->document_count;
    }
}

/* The columns of characters among those from `column` up to `end`, which are ordered by channel. */
static void find_characters(const struct counts *counts, size_t column, size_t end, uint32_t *first, uint32_t *behind)
{
    while (column < end && counts->terms[column].channel < CHANNEL_CHARACTER) {
        column++;
    }
    *first = (uint32_t)column;
    while (column < end && counts->terms[column].channel == CHANNEL_CHARACTER) {
        column++;
    }
    *behind = (uint32_t)column;
}

void weighing_open(struct weighing *weighing, const struct scheme *scheme, const struct counts *counts)
{
    const size_t terms = counts->term_count;
    *weighing = (struct weighing){.scheme = scheme};
    if (scheme->characters_share > 0) {
        find_characters(counts, 0, terms, &weighing->first_character, &weighing->end_character);
        find_characters(counts, terms, terms + counts->unseen_count, &weighing->first_unseen, &weighing->end_unseen);
    }
    if (scheme->frequency == FREQUENCY_BM25) {
        measure_lengths(weighing, counts);
    }
}

static double share_of(const struct weighing *weighing, enum part part)
{
    if (!has_parts(weighing)) {
        return part == PART_WORDS ? 1 : 0;
    }
    const double characters = weighing->scheme->characters_share;
    return part == PART_CHARACTERS ? characters : 1 - characters;
}

/* What brings each part to its share: sizes are squares of lengths, 0 for a part that is not there. */
static void scale_parts(const struct weighing *weighing, const double sizes[PART_COUNT], double scales[PART_COUNT])
{
    double present = 0;
    for (enum part part = 0; part < PART_COUNT; part++) {
        present += sizes[part] > 0 ? share_of(weighing, part) : 0;
    }
    for (enum part part = 0; part < PART_COUNT; part++) {
        scales[part] = sizes[part] > 0 ? sqrt(share_of(weighing, part) / present / sizes[part]) : 0;
    }
}

static void weigh_parts(const struct weighing *weighing, const double *idf, struct term_row row, double *weights,
                        double *length)
{
    struct scheme plain = *weighing->scheme;
    double sizes[PART_COUNT] = {0}, scales[PART_COUNT];
    plain.normalized = false;
    scheme_weigh_row(&plain, idf, row.columns, row.counts, row.count, weights, length);
    for (size_t i = 0; i < row.count; i++) {
        sizes[part_of(weighing, row.columns[i])] += weights[i] * weights[i];
    }
    scale_parts(weighing, sizes, scales);
    for (size_t i = 0; i < row.count; i++) {
        weights[i] *= scales[part_of(weighing, row.columns[i])];
    }
    const double scale = scales[scales[PART_WORDS] > 0 ? PART_WORDS : PART_CHARACTERS];
    *length = scale > 0 ? 1 / scale : 0;
}

static void lengths_of(const struct weighing *weighing, struct term_row row, double lengths[PART_COUNT])
{
    lengths[PART_WORDS] = lengths[PART_CHARACTERS] = 0;
    for (size_t i = 0; i < row.count; i++) {
        lengths[part_of(weighing, row.columns[i])] += row.counts[i];
    }
}

static void weigh_by_bm25(const struct weighing *weighing, const double *idf, struct term_row row, double *weights,
                          double *length)
{
    double lengths[PART_COUNT], squares = 0;
    lengths_of(weighing, row, lengths);
    for (size_t i = 0; i < row.count; i++) {
        const enum part part = part_of(weighing, row.columns[i]);
        const double mean = weighing->mean_length[part], count = row.counts[i];
        const double bound = BM25_K1 * (1 - BM25_B + (mean > 0 ? BM25_B * lengths[part] / mean : BM25_B));
        weights[i] = idf[row.columns[i]] * (count / (count + bound));
        squares += weights[i] * weights[i];
    }
    *length = sqrt(squares);
}

void weighing_row(const struct weighing *weighing, const double *idf, struct term_row row, double *weights,
                  double *length)
{
    if (weighing->scheme->frequency == FREQUENCY_BM25) {
        weigh_by_bm25(weighing, idf, row, weights, length);
    } else if (has_parts(weighing)) {
        weigh_parts(weighing, idf, row, weights, length);
    } else {
        scheme_weigh_row(weighing->scheme, idf, row.columns, row.counts, row.count, weights, length);
    }
}

/* Each part divided by the most that a document can reach in it: then what a score says is which share of the query's
 * information the document holds. */
static void weigh_query_by_bm25(const struct weighing *weighing, const double *idf, struct term_row row,
                                double *weights, double *length)
{
    double most[PART_COUNT] = {0}, squares = 0;
    for (size_t i = 0; i < row.count; i++) {
        most[part_of(weighing, row.columns[i])] += idf[row.columns[i]] * (double)row.counts[i];
    }
    for (size_t i = 0; i < row.count; i++) {
        const enum part part = part_of(weighing, row.columns[i]);
        weights[i] = most[part] > 0 ? share_of(weighing, part) * (double)row.counts[i] / most[part] : 0;
        squares += weights[i] * weights[i];
    }
    *length = sqrt(squares);
}

void weighing_query(const struct weighing *weighing, const double *idf, struct term_row row, double *weights,
                    double *length)
{
    if (weighing->scheme->frequency == FREQUENCY_BM25) {
        weigh_query_by_bm25(weighing, idf, row, weights, length);
    } else {
        weighing_row(weighing, idf, row, weights, length);
    }
}

/* What one token of a term is worth where all of its tokens count for `sum`. */
static double damp(double idf, double sum, double bound)
{
    return idf * (bound / (sum + bound));
}

/* bound / (sum + bound) for the sums that nearly all terms have: a row has hundreds of terms and some such sums, and a
 * division costs more than all else that is done for a term. */
enum { USUAL_SUMS = 8 };
struct damping {
    double bound;
    double of_sum[USUAL_SUMS];
};

static struct damping damping_by(double bound)
{
    struct damping damping = {.bound = bound};
    for (unsigned sum = 1; sum < USUAL_SUMS; sum++) {
        damping.of_sum[sum] = bound / ((double)sum + bound);
    }
    return damping;
}

/* damp(idf, sum, damping->bound), to the bit. */
static inline double damp_usual(double idf, unsigned sum, const struct damping *damping)
{
    return sum - 1 < USUAL_SUMS - 1 ? idf * damping->of_sum[sum] : damp(idf, (double)sum, damping->bound);
}

/* A term of a row with its lead: the sum of its tokens' weights, and of their squares. */
struct led_count {
    double sum, squares;
};

/* The count of the lead at the column of the row's term at `place`; *in_lead goes up with it. */
static uint32_t lead_at(struct term_row row, struct term_row lead, size_t place, size_t *in_lead)
{
    while (*in_lead < lead.count && lead.columns[*in_lead] < row.columns[place]) {
        ++*in_lead;
    }
    const bool is_led = *in_lead < lead.count && lead.columns[*in_lead] == row.columns[place];
    return is_led ? lead.counts[*in_lead] : 0;
}

/* The term at `place`; *in_lead goes up with it where the two are not kept together. */
static inline struct led_count led_count(struct term_row row, struct term_row lead, size_t place, size_t *in_lead)
{
    const bool are_together = lead.columns == row.columns;
    const double count = row.counts[place];
    const double led = are_together ? lead.counts[place] : lead_at(row, lead, place, in_lead);
    return (struct led_count){count + (LEAD_WEIGHT - 1) * led, count + (LEAD_WEIGHT * LEAD_WEIGHT - 1) * led};
}

/* What the terms of a part of a row come to: sums of their tokens' weights and of the squares of these, damped pairs of
 * two different tokens, and squares of values. */
struct part_sums {
    double length, tokens, pairs, squares;
};

static inline void add_length(struct led_count count, double *value, struct part_sums *part)
{
    *value = count.sum;
    part->length += count.sum;
    part->tokens += count.squares;
}

/* Each term's sum of weights goes to `values`. Where all terms are words their sums are added up in registers: from one
 * term to the next an array's would go to memory and back. */
static void add_lengths(const struct weighing *weighing, struct term_row row, struct term_row lead, double *values,
                        struct part_sums parts[PART_COUNT])
{
    size_t in_lead = 0;
    if (has_parts(weighing)) {
        for (size_t i = 0; i < row.count; i++) {
            add_length(led_count(row, lead, i, &in_lead), &values[i], &parts[part_of(weighing, row.columns[i])]);
        }
        return;
    }
    struct part_sums words = {0};
    for (size_t i = 0; i < row.count; i++) {
        add_length(led_count(row, lead, i, &in_lead), &values[i], &words);
    }
    parts[PART_WORDS] = words;
}

/* Turns the term's sum of weights into its value. What stands in the lead is what the sum has beyond the count. */
static inline void add_pairs(double idf, double count, const struct damping *damping, double *value,
                             struct part_sums *part)
{
    const double sum = *value, led = (sum - count) / (LEAD_WEIGHT - 1);
    const double squares = count + (LEAD_WEIGHT * LEAD_WEIGHT - 1) * led;
    const double damped = sum < USUAL_SUMS ? damp_usual(idf, (unsigned)sum, damping) : damp(idf, sum, damping->bound);
    *value = damped * sum;
    part->pairs += damped * damped * (sum * sum - squares);
    part->squares += *value * *value;
}

static void add_all_pairs(const struct weighing *weighing, const double *idf, struct term_row row,
                          const struct damping damping[PART_COUNT], double *values, struct part_sums parts[PART_COUNT])
{
    if (has_parts(weighing)) {
        for (size_t i = 0; i < row.count; i++) {
            const enum part part = part_of(weighing, row.columns[i]);
            add_pairs(idf[row.columns[i]], row.counts[i], &damping[part], &values[i], &parts[part]);
        }
        return;
    }
    struct part_sums words = parts[PART_WORDS];
    for (size_t i = 0; i < row.count; i++) {
        add_pairs(idf[row.columns[i]], row.counts[i], &damping[PART_WORDS], &values[i], &words);
    }
    parts[PART_WORDS] = words;
}

static double size_of(const struct part_sums *part)
{
    /* one word alone has no pair */
    const double left = part->length - (part->length > 0 ? part->tokens / part->length : 0);
    const double without_chance = left > 0 ? part->length / left * part->pairs : 0;
    return fmax(without_chance, FLOOR_SHARE * part->squares);
}

bool weighing_shorten(const struct weighing *weighing, const double *idf, struct term_row row, struct term_row lead,
                      double *values, uint32_t *sums, struct corrected_row *corrected)
{
    const bool may_be_characters = has_parts(weighing);
    struct part_sums parts[PART_COUNT] = {0};
    struct damping damping[PART_COUNT];
    double sizes[PART_COUNT];
    double *const scales = corrected->scales;
    add_lengths(weighing, row, lead, values, parts);
    for (enum part part = 0; part < PART_COUNT; part++) {
        corrected->bounds[part] = DAMPING_RATE * parts[part].length;
        damping[part] = damping_by(corrected->bounds[part]);
    }
    for (size_t i = 0; i < row.count && sums != NULL; i++) {
        sums[i] = (uint32_t)values[i];
    }
    add_all_pairs(weighing, idf, row, damping, values, parts);
    for (enum part part = 0; part < PART_COUNT; part++) {
        sizes[part] = size_of(&parts[part]);
    }
    scale_parts(weighing, sizes, scales);
    for (size_t i = 0; i < row.count; i++) {
        values[i] *= scales[may_be_characters ? part_of(weighing, row.columns[i]) : PART_WORDS];
    }
    return scales[PART_WORDS] > 0 || scales[PART_CHARACTERS] > 0;
}

bool weighing_correct(const struct weighing *weighing, const double *idf, struct term_row row, struct term_row lead,
                      double *values)
{
    struct corrected_row corrected;
    return weighing_shorten(weighing, idf, row, lead, values, NULL, &corrected);
}

void weighing_restore(const struct weighing *weighing, const double *idf, struct summed_row row, double *values)
{
    const uint32_t *const columns = row.columns;
    if (has_parts(weighing)) {
        for (size_t i = 0; i < row.count; i++) {
            const enum part part = part_of(weighing, columns[i]);
            const double sum = row.bytes != NULL ? row.bytes[i] : row.halves[i];
            values[i] = damp(idf[columns[i]], sum, row.corrected->bounds[part]) * sum * row.corrected->scales[part];
        }
        return;
    }
    const struct damping damping = damping_by(row.corrected->bounds[PART_WORDS]);
    const double scale = row.corrected->scales[PART_WORDS];
    if (row.bytes != NULL) { /* the usual case: nothing to decide term by term */
        for (size_t i = 0; i < row.count; i++) {
            const unsigned sum = row.bytes[i];
            values[i] = damp_usual(idf[columns[i]], sum, &damping) * (double)sum * scale;
        }
    } else {
        for (size_t i = 0; i < row.count; i++) {
            const unsigned sum = row.halves[i];
            values[i] = damp_usual(idf[columns[i]], sum, &damping) * (double)sum * scale;
        }
    }
}

/* ---- as struct weighted has them ---- */

static void weigh_row(const void *rules, const double *idf, struct term_row row, double *weights, double *length)
{
    weighing_row(rules, idf, row, weights, length);
}

static bool correct_row(const void *rules, const double *idf, struct term_row row, struct term_row lead, double *values)
{
    return weighing_correct(rules, idf, row, lead, values);
}

static bool shorten_row(const void *rules, const double *idf, struct term_row row, struct term_row lead, double *values,
                        uint32_t *sums, struct corrected_row *corrected)
{
    return weighing_shorten(rules, idf, row, lead, values, sums, corrected);
}

static void restore_row(const void *rules, const double *idf, struct summed_row row, double *values)
{
    weighing_restore(rules, idf, row, values);
}

void weighing_hand_on(const struct weighing *weighing, struct weighted *weighted)
{
    weighted->rules = weighing;
    weighted->weigh_row = weigh_row;
    weighted->correct_row = correct_row;
    weighted->shorten_row = shorten_row;
    weighted->restore_row = restore_row;
}
