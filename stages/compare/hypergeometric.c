/* hypergeometric.c - summed from the logarithms of the masses, in long double: GSL's are in double, and differ in their
 * last bits between machines. */
#include "hypergeometric.h"

#include <math.h>

static long double log_choose(uint64_t n, uint64_t k)
{
    return lgammal((long double)n + 1) - lgammal((long double)k + 1) - lgammal((long double)(n - k) + 1);
}

double hypergeometric_tail(uint64_t found, uint64_t holding, uint64_t all, uint64_t drawn)
{
    const uint64_t without = all - holding;
    const uint64_t least = drawn > without ? drawn - without : 0, most = holding < drawn ? holding : drawn;
    const long double ways = log_choose(all, drawn);
    long double tail = 0;
    if (found >= most) {
        return 1;
    }
    for (uint64_t k = least; k <= found; k++) {
        tail += expl(log_choose(holding, k) + log_choose(without, drawn - k) - ways);
    }
    return tail < 1 ? (double)tail : 1;
}

double hypergeometric_ways(uint64_t all, uint64_t drawn)
{
    return (double)roundl(expl(log_choose(all, drawn)));
}
