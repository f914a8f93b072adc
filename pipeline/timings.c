/* timings.c - each change of who works looks at the clock once: what is nested is not counted twice. */
#include "timings.h"

#include <inttypes.h>
#include <stdlib.h>

#include "array.h"

enum { NANOSECONDS = 1000000000, MILLION = 1000000 };

static uint64_t now(clockid_t clock)
{
    struct timespec time = {0};
    (void)clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * NANOSECONDS + (uint64_t)time.tv_nsec;
}

enum status timings_open(struct timings *timings, size_t stages, clockid_t clock, struct failure *failure)
{
    *timings = (struct timings){.current = TIMINGS_NOBODY, .clock = clock};
    return array_zeroed((void **)&timings->nanoseconds, stages, sizeof *timings->nanoseconds, failure);
}

void timings_close(struct timings *timings)
{
    free(timings->nanoseconds);
    *timings = (struct timings){0};
}

size_t timings_switch(struct timings *timings, size_t stage)
{
    if (timings->nanoseconds == NULL) {
        return TIMINGS_NOBODY;
    }
    const uint64_t time = now(timings->clock);
    const size_t before = timings->current;
    if (before != TIMINGS_NOBODY) {
        timings->nanoseconds[before] += time - timings->since;
    }
    timings->current = stage;
    timings->since = time;
    return before;
}

void timings_change_clock(struct timings *timings, clockid_t clock)
{
    (void)timings_switch(timings, TIMINGS_NOBODY);
    timings->clock = clock;
}

void timings_show(FILE *file, const char *stage, uint64_t nanoseconds)
{
    const uint64_t microseconds = nanoseconds / (NANOSECONDS / MILLION);
    (void)fprintf(file, "%s\t%" PRIu64 ".%06" PRIu64 "\n", stage, microseconds / MILLION, microseconds % MILLION);
}
