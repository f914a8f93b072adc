/* known_mean.h - a mean over the values that are there: NaN is passed over. */
#ifndef MIZAN_KNOWN_MEAN_H
#define MIZAN_KNOWN_MEAN_H

#include <math.h>
#include <stddef.h>

/* Zero-initialized it is of nothing. */
struct known_mean {
    double sum;
    size_t count;
};

static inline void known_mean_add(struct known_mean *mean, double value)
{
    if (!isnan(value)) {
        mean->sum += value;
        mean->count++;
    }
}

/* NaN where no value is there. */
static inline double known_mean_of(const struct known_mean *mean)
{
    return mean->count > 0 ? mean->sum / (double)mean->count : (double)NAN;
}

#endif
