/* timings.h - processor time by stage, for --timings. Never part of a result. */
#ifndef MIZAN_TIMINGS_H
#define MIZAN_TIMINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "failure.h"

#define TIMINGS_NOBODY SIZE_MAX

/* Of one chain: who works at the moment, since when, and what each stage had so far. Zero-initialized it is off. */
struct timings {
    uint64_t *nanoseconds; /* by stage; NULL: off */
    size_t current;        /* a stage, or TIMINGS_NOBODY */
    uint64_t since;
    clockid_t clock; /* of the thread, or, where stages share their work out, of the process */
};

enum status timings_open(struct timings *timings, size_t stages, clockid_t clock, struct failure *failure) MUST_CHECK;
void timings_close(struct timings *timings);

/* The time from now on is the stage's. Returns whose it was, to give it back to. Does nothing if it is off. */
size_t timings_switch(struct timings *timings, size_t stage);

/* Another clock from here on, while nobody works. */
void timings_change_clock(struct timings *timings, clockid_t clock);

/* Writes "stage<TAB>seconds". */
void timings_show(FILE *file, const char *stage, uint64_t nanoseconds);

#endif
