/*
 * source_pairs.h - every two sources that tell the same event, and how alike their tellings are.
 */
#ifndef MIZAN_SOURCE_PAIRS_H
#define MIZAN_SOURCE_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

#include "scaled_row.h"
#include "similarity.h"
#include "stage.h"
#include "tellings.h"

/* NaN stands for what cannot be estimated. Likenesses of a distance have its sign turned, as in similarity.h. */
struct source_pair {
    size_t a, b; /* tellings of one event, a before b */
    double similarity;
    double names_share;   /* NaN where the similarity is 0, too */
    double without_names; /* the measure of both tellings without names of states */
    size_t groups_a, groups_b;
    double variance;        /* by jackknife; NaN where one side has fewer than JACKKNIFE_GROUPS groups */
    uint64_t null_length;   /* words to which texts were cut; 0: no null was looked for */
    size_t null_pairs;      /* that there are */
    size_t null_events;     /* that these pairs speak of */
    size_t null_used;       /* that were drawn among them, at most NULL_PAIRS_MOST */
    double null_above;      /* of these, at or above the pair itself: mean over the draws */
    double centred;         /* centring.h; NaN where there are too few unrelated pairs */
    size_t reference_texts; /* reference_likeness.h: in the language of the one, where they are fewer */
    size_t reference_pairs; /* similarities with them; 0: too few */
    double reference_mean, reference_deviation;
    size_t unrelated; /* pairs on other events that the one of the two has which has fewer */
};
enum { JACKKNIFE_GROUPS = 20, JACKKNIFE_GROUPS_MOST = 256 };

/* Zero-initialized it is empty. Borrows tellings and measure. */
struct source_pairs {
    const struct tellings *tellings;
    const struct similarity_measure *measure;
    double *values;            /* of tellings->totals, scaled */
    bool *exists;              /* by telling: it has a weighted term */
    struct source_pair *items; /* by event, then source a, then source b */
    size_t count;
    size_t *event_starts;       /* event_count + 1 */
    const char *reference_path; /* --reference-corpus, or NULL */
};

/* Makes the pairs with similarity, names_share and without_names. */
enum status source_pairs_open(struct source_pairs *pairs, const struct tellings *tellings,
                              const struct similarity_measure *measure, struct flow *flow) MUST_CHECK;
void source_pairs_close(struct source_pairs *pairs);

/* How many pairs there would be. */
size_t source_pairs_wanted(const struct tellings *tellings);

/* The pair of the i-th and the k-th telling (i < k) of an event. */
static inline size_t source_pairs_index(const struct source_pairs *pairs, size_t event, size_t i, size_t k)
{
    const size_t count = pairs->tellings->event_starts[event + 1] - pairs->tellings->event_starts[event];
    return pairs->event_starts[event] + i * count - i * (i + 1) / 2 + (k - i - 1);
}

struct scaled_row source_pairs_row(const struct source_pairs *pairs, size_t telling);

/* The years (columns whose term is TERM_YEAR_PREFIX and a year) that both tellings have, ascending; `years` has room
 * for the shorter of the rows. Returns how many. */
size_t source_pairs_years(const struct source_pairs *pairs, const struct source_pair *pair, size_t *years);

#endif
