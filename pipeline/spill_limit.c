/*
 * spill_limit.c - how much the process holds, what of it cannot leave, and whether the limit allows for that.
 *
 * What is needed is looked at as the documents come, and before the long work behind the barrier, which says what it
 * will need: so that a limit that is too small is told early, with one that works.
 */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "spill_state.h"

enum {
    FIRST_DOCUMENTS = 64,     /* by then all workers have loaded their tables */
    SPARE_BYTES = 8 << 20,    /* beside an estimate */
    WORKING_BYTES = 16 << 20, /* of places that are looked at between two trims (measured) */
    LEAST_ROOM = 4 << 20,     /* for pages in spite of all */
    NEED_NUMERATOR = 15,
    NEED_DENOMINATOR = 16 /* of the limit for what cannot leave */
};

/* ---- the resident size ---- */

struct resident spill_look(const struct spill *spill)
{
    char text[128];
    unsigned long long pages = 0, of_files = 0;
    const ssize_t length = spill->statm < 0 ? -1 : pread(spill->statm, text, sizeof text - 1, 0);
    if (length <= 0) {
        return (struct resident){0};
    }
    text[length] = '\0';
    if (sscanf(text, "%*u %llu %llu", &pages, &of_files) != 2) {
        return (struct resident){0};
    }
    const uint64_t page_bytes = (uint64_t)sysconf(_SC_PAGESIZE);
    return (struct resident){pages * page_bytes, of_files * page_bytes};
}

/* What cannot leave: all but the pages of places, which come back as fast as other threads look at them. */
static uint64_t needed_bytes(const struct spill *spill, struct resident resident)
{
    const bool has_places = spill->is_watching && resident.of_files > spill->library_bytes;
    return resident.bytes - (has_places ? resident.of_files - spill->library_bytes : 0);
}

uint64_t spill_high_bytes(const struct spill *spill)
{
    const uint64_t quarter = spill->limit_bytes / 4;
    return spill->limit_bytes - (quarter < WORKING_BYTES ? quarter : WORKING_BYTES);
}

/* ---- what cannot leave ---- */

/* Of the limit, for what cannot leave. Where there are places in files, their pages take the rest. */
static uint64_t most_needed(const struct spill *spill)
{
    return spill->is_watching ? spill_high_bytes(spill) : spill->limit_bytes / NEED_DENOMINATOR * NEED_NUMERATOR;
}

/* How fast the need grows: with that power of the documents. Of the words Heaps (1978) found about a half, what is kept
 * of the documents themselves grows with the first power. */
static double growth(const struct spill *spill, uint64_t rest, uint64_t done)
{
    const struct need *const half = &spill->half;
    if (half->documents <= spill->first_documents || half->bytes <= spill->first_bytes || rest <= half->bytes) {
        return 1;
    }
    const double power =
        log((double)(rest - spill->first_bytes) / (double)(half->bytes - spill->first_bytes)) /
        log((double)(done - spill->first_documents) / (double)(half->documents - spill->first_documents));
    return power < 0.5 ? 0.5 : power > 1 ? 1 : power;
}

/* Behind the first documents; when twice as many were read as at the last note. */
static void note_need(struct spill *spill, uint64_t rest, uint64_t done)
{
    if (done <= FIRST_DOCUMENTS) { /* tables that the first documents need */
        spill->first_documents = done;
        spill->first_bytes = rest;
    } else if (done >= 2 * spill->last.documents) {
        spill->half = spill->last;
        spill->last = (struct need){done, rest};
    }
}

/* The least limit that holds what is needed now, the share of arrays in memory beside it, and what grows with the
 * documents that are still to come. */
static uint64_t least_limit(const struct spill *spill, uint64_t needed, uint64_t done, uint64_t expected)
{
    const uint64_t in_memory = spill->memory_bytes < needed ? spill->memory_bytes : needed;
    const uint64_t rest = needed - in_memory;
    double kept = (double)rest;
    if (done > spill->first_documents && rest > spill->first_bytes && expected > done) {
        const double times = (double)(expected - spill->first_documents) / (double)(done - spill->first_documents);
        kept += (double)(rest - spill->first_bytes) * (pow(times, growth(spill, rest, done)) - 1);
    }
    kept += kept / 8; /* for what comes behind the barrier, which nobody knows */
    return (uint64_t)(kept / ((double)NEED_NUMERATOR / NEED_DENOMINATOR - 1.0 / SPILL_MEMORY_SHARE)) + SPARE_BYTES;
}

enum status spill_check(struct spill *spill, const char *what, uint64_t done, uint64_t expected,
                        struct failure *failure)
{
    pthread_mutex_lock(&spill->lock);
    const uint64_t most = most_needed(spill);
    const struct resident resident = spill_look(spill);
    const uint64_t needed = needed_bytes(spill, resident);
    if (resident.bytes > spill_high_bytes(spill)) {
        spill_trim(spill);
    }
    const uint64_t least = least_limit(spill, needed, done, expected);
    note_need(spill, needed - (spill->memory_bytes < needed ? spill->memory_bytes : needed), done);
    pthread_mutex_unlock(&spill->lock);
    if (needed <= most) {
        return STATUS_OK;
    }
    return failure_set(
        failure, FAILURE_USAGE,
        "--memory %lluM is too little: %s take %lluM that cannot be spilled%s; give at least --memory %lluM",
        (unsigned long long)(spill->limit_bytes >> 20), what, (unsigned long long)(needed >> 20) + 1,
        expected > done ? ", before the whole corpus is read" : "", (unsigned long long)(least >> 20) + 1);
}

/* The least limit L with `kept` and an eighth of L for arrays in memory below spill_high_bytes of L. */
static uint64_t limit_for(uint64_t kept)
{
    enum { QUARTER_LIMIT = 4 * WORKING_BYTES };
    const uint64_t small = kept * 8 / 5; /* 1 - 1/8 - 1/4 */
    return small < QUARTER_LIMIT ? small : (kept + WORKING_BYTES) * 8 / 7;
}

/* The least limit that needs no file: arrays are at most an eighth of it, and all is below NEED of it. */
static uint64_t limit_without_files(uint64_t all, uint64_t arrays)
{
    const uint64_t of_all = all / NEED_NUMERATOR * NEED_DENOMINATOR, of_arrays = arrays * SPILL_MEMORY_SHARE;
    return of_all > of_arrays ? of_all : of_arrays;
}

/* The least limit that allows for `bytes` and `spillable` bytes more than are held now. */
static uint64_t expected_least(struct spill *spill, uint64_t bytes, uint64_t spillable, uint64_t *needed)
{
    pthread_mutex_lock(&spill->lock);
    *needed = needed_bytes(spill, spill_look(spill));
    const uint64_t in_memory = spill->memory_bytes < *needed ? spill->memory_bytes : *needed;
    const bool has_files = spill->is_watching;
    pthread_mutex_unlock(&spill->lock);
    const uint64_t with_files = limit_for(*needed - in_memory + bytes);
    const uint64_t without = limit_without_files(*needed + bytes + spillable, in_memory + spillable);
    return !has_files && without < with_files ? without : with_files;
}

enum status spill_expect(struct spill *spill, const char *what, uint64_t bytes, uint64_t spillable,
                         struct failure *failure)
{
    enum { VARIES_BYTES = 2 << 20, VARIES_SHARE = 8 };
    uint64_t needed, least = expected_least(spill, bytes, spillable, &needed);
    if (least > spill->limit_bytes) {
        (void)malloc_trim(0); /* what is free now will be used again; pages given back are slow to have again */
        least = expected_least(spill, bytes, spillable, &needed);
    }
    if (least <= spill->limit_bytes) {
        return STATUS_OK;
    }
    /* The resident size of one state differs from run to run, with the order in which workers take and give back; what
     * is named must be enough in the next. */
    const uint64_t named = least + VARIES_BYTES + needed / VARIES_SHARE;
    return failure_set(failure, FAILURE_USAGE,
                       "--memory %lluM is too little: %lluM that cannot be spilled are taken already, and %s will take "
                       "up to %lluM more; give at least --memory %lluM",
                       (unsigned long long)(spill->limit_bytes >> 20), (unsigned long long)(needed >> 20) + 1, what,
                       (unsigned long long)(bytes >> 20) + 1, (unsigned long long)(named >> 20) + 1);
}

uint64_t spill_needed(struct spill *spill)
{
    pthread_mutex_lock(&spill->lock);
    const uint64_t needed = needed_bytes(spill, spill_look(spill));
    pthread_mutex_unlock(&spill->lock);
    return needed;
}

uint64_t spill_room(struct spill *spill)
{
    if (spill == NULL) {
        return UINT64_MAX;
    }
    pthread_mutex_lock(&spill->lock);
    const uint64_t needed = needed_bytes(spill, spill_look(spill)), high = spill_high_bytes(spill);
    const uint64_t room = needed + LEAST_ROOM < high ? high - needed : LEAST_ROOM;
    const bool has_files = spill->is_watching;
    pthread_mutex_unlock(&spill->lock);
    return has_files ? room : UINT64_MAX;
}
