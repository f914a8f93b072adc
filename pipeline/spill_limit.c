/*
 * spill_limit.c - how much the process holds, what of it cannot leave, and whether the limit allows for that.
 *
 * What is needed is looked at as the documents come, and before the long work behind the barrier, which says what it
 * will need: so that a limit that is too small is told early, with one that works.
 */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "spill_state.h"

enum {
    FIRST_DOCUMENTS = 64,     /* by then all workers have loaded their tables */
    SPARE_BYTES = 2 << 20,    /* beside an estimate */
    WORKING_BYTES = 16 << 20, /* of places that are looked at between two trims (measured) */
    LEAST_ROOM = 4 << 20,     /* for pages in spite of all */
    /* What takes many distinct words or documents (measured with up to ten million of the first and a million of the
     * others, and one and two workers), and how many these are. */
    WORD_BYTES = 240,
    LEARNED_BYTES = 80, /* of a word, at each of so many workers */
    LEARNING_WORKERS = 4,
    WARM_BYTES = 2 << 20, /* of tables, at each of these, that their first documents ask for */
    DOCUMENT_BYTES = 600,
    MANY_WORDS = 50000,
    MANY_DOCUMENTS = 20000,
    FAR_SHARE = 4,     /* of the limit: below that it is far away, */
    LOOKS_SPARED = 15, /* and so many looks behind the barrier are not needed: each is a system call */
    NEED_NUMERATOR = 15,
    NEED_DENOMINATOR = 16 /* of the limit for what cannot leave */
};

/* Words grow with no less. */
#define LEAST_POWER 0.3

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

static uint64_t high_bytes_of(uint64_t limit)
{
    const uint64_t quarter = limit / 4;
    return limit - (quarter < WORKING_BYTES ? quarter : WORKING_BYTES);
}

uint64_t spill_high_bytes(const struct spill *spill)
{
    return high_bytes_of(spill->limit_bytes);
}

/* ---- what cannot leave ---- */

/* Of the limit, for what cannot leave. Where there are places in files, their pages take the rest. */
static uint64_t most_needed(const struct spill *spill)
{
    return spill->is_watching ? spill_high_bytes(spill) : spill->limit_bytes / NEED_DENOMINATOR * NEED_NUMERATOR;
}

/* Of the pages of a mapping, those in memory. */
static uint64_t resident_of(const void *items, size_t bytes)
{
    enum { PAGES_AT_ONCE = 1 << 12 };
    unsigned char is_there[PAGES_AT_ONCE];
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const uintptr_t end = (uintptr_t)items + bytes;
    uint64_t count = 0;
    for (uintptr_t at = (uintptr_t)items & ~(page - 1); at < end; at += PAGES_AT_ONCE * page) {
        const size_t pages = (end - at + page - 1) / page, looked = pages < PAGES_AT_ONCE ? pages : PAGES_AT_ONCE;
        if (mincore((void *)at, looked * page, is_there) != 0) { /* NOLINT(performance-no-int-to-ptr) */
            return bytes;
        }
        for (size_t i = 0; i < looked; i++) {
            count += is_there[i] & 1U;
        }
    }
    return count * page;
}

/* Arrays grow by doubling: half of one may never have been written to. */
static uint64_t arrays_resident(const struct spill *spill)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < spill->place_count; i++) {
        const struct place *const place = &spill->places[i];
        bytes += place->file < 0 && place->bytes > 0 ? resident_of(place->items, place->bytes) : 0;
    }
    return bytes;
}

/* Behind the first documents; when twice as many were read as at the last note. Behind the barrier nothing is noted. */
static void note_need(struct spill *spill, uint64_t needed, uint64_t done)
{
    const bool is_first = done <= FIRST_DOCUMENTS || spill->need_count == 0;
    if (!is_first && (spill->need_count == SPILL_NEEDS || done < 2 * spill->needs[spill->need_count - 1].documents)) {
        return;
    }
    spill->need_count = is_first ? 1 : spill->need_count + 1;
    const uint64_t arrays = arrays_resident(spill);
    spill->needs[spill->need_count - 1] = (struct need){done, atomic_load_explicit(&spill->words, memory_order_relaxed),
                                                        needed - (arrays < needed ? arrays : needed)};
}

/* The last note of at most a quarter of what is there now, or the first one: over less the doublings of tables hide how
 * fast all grows. */
static const struct need *earlier_need(const struct spill *spill, uint64_t done)
{
    size_t i = spill->need_count;
    while (i > 1 && spill->needs[i - 1].documents > done / 4) {
        i--;
    }
    return &spill->needs[i > 0 ? i - 1 : 0];
}

static double clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* The power of the documents with which words grew from `from` to `to`. */
static double power_between(const struct need *from, const struct need *to)
{
    return from->documents > 0 && from->words > 0 && to->documents > from->documents
               ? clamp(log((double)to->words / (double)from->words) /
                           log((double)to->documents / (double)from->documents),
                       LEAST_POWER, 1)
               : 1;
}

/* Distinct words grow with a power of the documents (Heaps 1978) that falls as they do: with each doubling to come it
 * is taken to fall by half as much as it was seen to. */
static double words_to_come(const struct spill *spill, const struct need *now, uint64_t expected)
{
    size_t last = spill->need_count - 1;
    while (last > 0 && spill->needs[last].documents > now->documents / 2) {
        last--;
    }
    const struct need *const half = &spill->needs[last], *const quarter = &spill->needs[last > 0 ? last - 1 : 0];
    const double power = power_between(half, now), before = power_between(quarter, half);
    const double times = (double)expected / (double)now->documents;
    const double fall = before > power && last > 0 ? (before - power) / 2 : 0;
    const double mean = clamp(power - fall * log2(times) / 2, LEAST_POWER < power / 2 ? power / 2 : LEAST_POWER, 1);
    return (double)now->words * (pow(times, mean) - 1);
}

/* What words and documents take that are still to come. What was measured with many of them is taken to hold here, but
 * for a factor that is seen: three quarters of it to begin with, when all workers learn each word and tables are made.
 */
static double growth_by_words(const struct spill *spill, const struct need *now, uint64_t expected)
{
    const struct need *const earlier = earlier_need(spill, now->documents);
    const double workers = clamp(spill->workers, 1, LEARNING_WORKERS), document_bytes = DOCUMENT_BYTES;
    const double word_bytes = WORD_BYTES + workers * LEARNED_BYTES, warm_bytes = workers * WARM_BYTES;
    const double new_words = (double)now->words - (double)earlier->words;
    const double new_documents = (double)now->documents - (double)earlier->documents;
    const double new_bytes = (double)now->bytes - (double)earlier->bytes;
    const double measured = new_words * word_bytes + new_documents * document_bytes + 1;
    const bool are_many = new_words >= MANY_WORDS || new_documents >= MANY_DOCUMENTS;
    const double factor = are_many ? clamp(new_bytes / measured, 0.5, 8)
                                   : clamp((1 + 3 * (new_bytes - warm_bytes) / measured) / 4, 0.85, 4);
    return factor *
           (words_to_come(spill, now, expected) * word_bytes + (double)(expected - now->documents) * document_bytes);
}

/* Of all that is to come, as far as `now` tells. Where no words are kept the need grows with the documents. */
static double growth(const struct spill *spill, const struct need *now, uint64_t expected)
{
    if (expected <= now->documents || now->documents == 0 || spill->need_count == 0) {
        return 0;
    }
    const struct need *const first = &spill->needs[0];
    if (now->words > 0 && now->documents > first->documents) {
        return growth_by_words(spill, now, expected);
    }
    return now->documents > first->documents && now->bytes > first->bytes
               ? (double)(now->bytes - first->bytes) * (double)(expected - now->documents) /
                     (double)(now->documents - first->documents)
               : 0;
}

/* The least limit L with `kept` and an eighth of L for arrays in memory below spill_high_bytes of L. */
static uint64_t limit_for(uint64_t kept)
{
    enum { QUARTER_LIMIT = 4 * WORKING_BYTES };
    const uint64_t small = kept * 8 / 5; /* 1 - 1/8 - 1/4 */
    return small < QUARTER_LIMIT ? small : (kept + WORKING_BYTES) * 8 / 7;
}

/* What arrays of the spill hold, and what they have room for: they grow by doubling. */
struct arrays {
    uint64_t bytes, room;
};

/* Those of now, grown to `times` as much. */
static struct arrays arrays_to_come(const struct spill *spill, double times)
{
    struct arrays arrays = {0};
    for (size_t i = 0; i < spill->place_count; i++) {
        const struct place *const place = &spill->places[i];
        if (place->bytes > 0) {
            const uint64_t held = place->file < 0 ? resident_of(place->items, place->bytes) : place->bytes;
            const uint64_t bytes = (uint64_t)((double)held * times);
            uint64_t room = place->bytes;
            while (room < bytes) {
                room *= 2;
            }
            arrays.bytes += bytes;
            arrays.room += room;
        }
    }
    return arrays;
}

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

/* Does a limit hold `kept` and these arrays, in files where they do not fit their share? */
static bool limit_holds(uint64_t limit, uint64_t kept, struct arrays arrays)
{
    const uint64_t share = limit / SPILL_MEMORY_SHARE;
    return arrays.room <= share ? kept + arrays.bytes <= limit / NEED_DENOMINATOR * NEED_NUMERATOR
                                : kept + (arrays.bytes < share ? arrays.bytes : share) <= high_bytes_of(limit);
}

/* The least limit that holds them, to a sixteenth of a megabyte. */
static uint64_t limit_holding(uint64_t kept, struct arrays arrays)
{
    const uint64_t step = 1 << 16;
    uint64_t low = 0, high = larger(limit_for(kept), (kept + arrays.bytes) / NEED_NUMERATOR * NEED_DENOMINATOR) + step;
    while (low + step < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (limit_holds(middle, kept, arrays)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

/* The resident size of one state differs from run to run, with the order in which workers take and give back; what is
 * named must be enough in the next. */
static uint64_t with_variation(uint64_t least, uint64_t needed)
{
    enum { VARIES_BYTES = 2 << 20, VARIES_SHARE = 16 };
    return least + VARIES_BYTES + needed / VARIES_SHARE;
}

/* The least limit that holds what stages are going to ask for beside `kept` and the arrays. */
static uint64_t foreseen_limit(const struct spill *spill, uint64_t kept, struct arrays arrays,
                               const struct spill_prospect *prospect)
{
    uint64_t least = 0;
    for (size_t i = 0; i < spill->foresight_count; i++) {
        const struct spill_demand demand = spill->foresights[i].foresight(spill->foresights[i].context, prospect);
        const struct arrays all = {arrays.bytes + demand.spillable, arrays.room + demand.spillable};
        if (demand.bytes > 0) {
            least = larger(least, with_variation(limit_holding(kept + demand.bytes, all), kept));
        }
    }
    return least;
}

/* `times` as many documents as by now, with so many words. Terms come slower than their forms: with the power .75 of
 * them, as a rule. */
static struct spill_prospect prospect_of(const struct spill *spill, uint64_t documents, double times, uint64_t words)
{
    const double now = (double)atomic_load_explicit(&spill->words, memory_order_relaxed);
    const double terms = (double)atomic_load_explicit(&spill->terms, memory_order_relaxed);
    const double entries = (double)atomic_load_explicit(&spill->entries, memory_order_relaxed);
    return (struct spill_prospect){.times = times,
                                   .word_times = now > 0 ? (double)words / now : 1,
                                   .documents = documents,
                                   .words = words,
                                   .terms = now > 0 ? (uint64_t)(terms * pow((double)words / now, 0.75)) : 0,
                                   .entries = (uint64_t)(entries * times)};
}

/* The least limit that holds what is needed now and what comes with the documents that are still to come. With the lock
 * held. */
static uint64_t least_limit(const struct spill *spill, uint64_t needed, uint64_t done, uint64_t expected)
{
    enum { UNSURE_SHARE = 16, LATER_SHARE = 16 };
    const uint64_t in_memory = arrays_resident(spill), held = in_memory < needed ? in_memory : needed;
    const struct need now = {done, atomic_load_explicit(&spill->words, memory_order_relaxed), needed - held};
    const bool is_reading = done > 0 && expected > done;
    const double more = growth(spill, &now, expected), unsure = 1 + 1. / UNSURE_SHARE;
    const double times = is_reading ? (double)expected / (double)done : 1;
    const struct arrays arrays = arrays_to_come(spill, is_reading ? times * unsure : 1);
    /* behind the barrier nobody knows what comes */
    const uint64_t kept = now.bytes + (done > 0 ? (uint64_t)(more * unsure) : now.bytes / LATER_SHARE);
    const uint64_t words = is_reading ? (uint64_t)words_to_come(spill, &now, expected) : 0;
    const struct spill_prospect prospect = prospect_of(spill, larger(done, expected), times, now.words + words);
    const uint64_t least = limit_holding(kept, arrays),
                   later = done > 0 ? foreseen_limit(spill, kept, arrays, &prospect) : 0;
    return larger(least, later) + SPARE_BYTES;
}

enum status spill_check(struct spill *spill, const char *what, uint64_t done, uint64_t expected,
                        struct failure *failure)
{
    pthread_mutex_lock(&spill->lock);
    if (done == 0 && expected == 0 && spill->looks_spared > 0) {
        spill->looks_spared--;
        pthread_mutex_unlock(&spill->lock);
        return STATUS_OK;
    }
    const uint64_t most = most_needed(spill);
    const struct resident resident = spill_look(spill);
    const uint64_t needed = needed_bytes(spill, resident);
    spill->looks_spared = resident.bytes < spill->limit_bytes / FAR_SHARE ? LOOKS_SPARED : 0;
    if (resident.bytes > spill_high_bytes(spill)) {
        spill_trim(spill);
    }
    if (done > 0 || expected > 0) {
        note_need(spill, needed, done);
        spill->documents = done;
    }
    const bool is_unknown = done > 0 && expected == 0;
    const uint64_t least = needed <= most ? 0 : least_limit(spill, needed, done, is_unknown ? 2 * done : expected);
    pthread_mutex_unlock(&spill->lock);
    if (needed <= most) {
        return STATUS_OK;
    }
    return failure_set(
        failure, FAILURE_USAGE,
        "--memory %lluM is too little: %s take %lluM that cannot be spilled%s; give at least --memory %lluM",
        (unsigned long long)(spill->limit_bytes >> 20), what, (unsigned long long)(needed >> 20) + 1,
        is_unknown        ? ", and how much is still to be read is not known (named is what twice as much takes)"
        : expected > done ? ", before the whole corpus is read"
                          : "",
        (unsigned long long)(least >> 20) + 1);
}

/* The least limit that allows for so much more than is held now; *later, where that is asked, that for all which is
 * foreseen. */
static uint64_t expected_least(struct spill *spill, struct spill_demand demand, uint64_t *needed, uint64_t *later)
{
    pthread_mutex_lock(&spill->lock);
    *needed = needed_bytes(spill, spill_look(spill));
    const uint64_t in_memory = arrays_resident(spill), kept = *needed - (in_memory < *needed ? in_memory : *needed);
    const struct arrays held = arrays_to_come(spill, 1),
                        all = {held.bytes + demand.spillable, held.room + demand.spillable};
    const uint64_t words = atomic_load_explicit(&spill->words, memory_order_relaxed);
    const struct spill_prospect prospect = prospect_of(spill, spill->documents, 1, words);
    if (later != NULL) {
        *later = foreseen_limit(spill, kept, held, &prospect);
    }
    pthread_mutex_unlock(&spill->lock);
    return limit_holding(kept + demand.bytes, all);
}

enum status spill_expect(struct spill *spill, const char *what, uint64_t bytes, uint64_t spillable,
                         struct failure *failure)
{
    const struct spill_demand demand = {bytes, spillable};
    uint64_t needed, later = 0, least = expected_least(spill, demand, &needed, NULL);
    if (least > spill->limit_bytes) {
        (void)malloc_trim(0); /* what is free now will be used again; pages given back are slow to have again */
        least = expected_least(spill, demand, &needed, &later);
    }
    if (least <= spill->limit_bytes) {
        return STATUS_OK;
    }
    const uint64_t named = larger(with_variation(least, needed), later);
    return failure_set(failure, FAILURE_USAGE,
                       "--memory %lluM is too little: %lluM that cannot be spilled are taken already, and %s will take "
                       "up to %lluM more; give at least --memory %lluM",
                       (unsigned long long)(spill->limit_bytes >> 20), (unsigned long long)(needed >> 20) + 1, what,
                       (unsigned long long)(bytes >> 20) + 1, (unsigned long long)(named >> 20) + 1);
}

void spill_foresee(struct spill *spill, spill_foresight *foresight, const void *context)
{
    if (spill == NULL) {
        return;
    }
    pthread_mutex_lock(&spill->lock);
    if (spill->foresight_count < SPILL_FORESIGHTS) {
        spill->foresights[spill->foresight_count].foresight = foresight;
        spill->foresights[spill->foresight_count++].context = context;
    }
    pthread_mutex_unlock(&spill->lock);
}

void spill_foresee_no_more(struct spill *spill, const void *context)
{
    size_t kept = 0;
    pthread_mutex_lock(&spill->lock);
    for (size_t i = 0; i < spill->foresight_count; i++) {
        spill->foresights[kept] = spill->foresights[i];
        kept += spill->foresights[i].context != context;
    }
    spill->foresight_count = kept;
    pthread_mutex_unlock(&spill->lock);
}

void spill_note_workers(struct spill *spill, unsigned workers)
{
    spill->workers = workers;
}

void spill_note_words(struct spill *spill, uint64_t words, uint64_t terms, uint64_t entries)
{
    if (spill != NULL) {
        atomic_store_explicit(&spill->words, words, memory_order_relaxed);
        atomic_store_explicit(&spill->terms, terms, memory_order_relaxed);
        atomic_store_explicit(&spill->entries, entries, memory_order_relaxed);
    }
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

uint64_t spill_slack(struct spill *spill)
{
    if (spill == NULL) {
        return UINT64_MAX;
    }
    pthread_mutex_lock(&spill->lock);
    const uint64_t needed = needed_bytes(spill, spill_look(spill)), most = most_needed(spill);
    pthread_mutex_unlock(&spill->lock);
    return needed < most ? most - needed : 0;
}
