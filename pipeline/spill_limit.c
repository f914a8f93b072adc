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

#include "pages.h"
#include "spill_state.h"

enum {
    SPARE_BYTES = 5 << 20,    /* beside an estimate */
    WORKING_BYTES = 16 << 20, /* of places that are looked at between two trims (measured) */
    LEAST_ROOM = 4 << 20,     /* for pages in spite of all */
    FAR_SHARE = 4,            /* of the limit: below that it is far away, */
    LOOKS_SPARED = 15,        /* and so many looks behind the barrier are not needed: each is a system call */
    VARIES_SHARE = 16,        /* of what is needed: one state differs so much from run to run */
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
    const bool has_places = spill_has_files(spill) && resident.of_files > spill->library_bytes;
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

/* Pages of files come in at 9 GB/s a thread, here with three at it (measured: half a microsecond a page). */
long spill_pause_nanoseconds(const struct spill *spill, uint64_t resident_bytes)
{
    enum { BYTES_A_MICROSECOND = 27000, LEAST_MICROSECONDS = 300, MOST_MICROSECONDS = 3000, NANOSECONDS = 1000 };
    const uint64_t room = resident_bytes < spill->limit_bytes ? spill->limit_bytes - resident_bytes : 0;
    const uint64_t until = room / BYTES_A_MICROSECOND;
    return NANOSECONDS * (long)(until < LEAST_MICROSECONDS  ? LEAST_MICROSECONDS
                                : until > MOST_MICROSECONDS ? MOST_MICROSECONDS
                                                            : until);
}

/* ---- what cannot leave ---- */

/* Of the limit, for what cannot leave. Where there are places in files, their pages take the rest. */
static uint64_t most_needed(const struct spill *spill)
{
    return spill_has_files(spill) ? spill_high_bytes(spill) : spill->limit_bytes / NEED_DENOMINATOR * NEED_NUMERATOR;
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

/* The least limit L with `kept` and an eighth of L for arrays in memory below spill_high_bytes of L. */
static uint64_t limit_for(uint64_t kept)
{
    enum { QUARTER_LIMIT = 4 * WORKING_BYTES };
    const uint64_t small = kept * 8 / 5; /* 1 - 1/8 - 1/4 */
    return small < QUARTER_LIMIT ? small : (kept + WORKING_BYTES) * 8 / 7;
}

/* An array of the spill: what it holds, and what it has room for. */
struct array_size {
    uint64_t bytes, room;
};

/* Those there will be: the larger ones one by one, of the others and of those to come all together. */
enum { ARRAYS_APART = 24 };
struct arrays {
    struct array_size apart[ARRAYS_APART]; /* by room, the smallest first */
    size_t apart_count;
    uint64_t other_bytes;
};

static void add_array(struct arrays *arrays, struct array_size array)
{
    if (arrays->apart_count == ARRAYS_APART) {
        arrays->other_bytes += array.room;
        return;
    }
    size_t i = arrays->apart_count++;
    for (; i > 0 && arrays->apart[i - 1].room > array.room; i--) {
        arrays->apart[i] = arrays->apart[i - 1];
    }
    arrays->apart[i] = array;
}

/* Those of now, grown to `times` as much: by doubling. */
static struct arrays arrays_to_come(const struct spill *spill, double times)
{
    struct arrays arrays = {0};
    for (size_t i = 0; i < spill->place_count; i++) {
        const struct place *const place = &spill->places[i];
        if (place->bytes > 0) {
            const uint64_t held = place->file < 0 ? resident_of(place->items, place->bytes) : place->bytes;
            struct array_size array = {(uint64_t)((double)held * times), place->bytes};
            while (array.room < array.bytes) {
                array.room *= 2;
            }
            add_array(&arrays, array);
        }
    }
    return arrays;
}

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

/* Does a limit hold `kept` and these arrays, in files where they do not fit their share? An array that must double
 * beyond it leaves memory; the smaller ones stay. */
static bool limit_holds(uint64_t limit, uint64_t kept, const struct arrays *arrays)
{
    const uint64_t share = limit / SPILL_MEMORY_SHARE;
    uint64_t in_memory = 0, room = 0;
    size_t i = 0;
    for (; i < arrays->apart_count && room + arrays->apart[i].room <= share; i++) {
        room += arrays->apart[i].room;
        in_memory += arrays->apart[i].bytes;
    }
    const uint64_t left = share - room, others = arrays->other_bytes < left ? arrays->other_bytes : left;
    const bool has_files = i < arrays->apart_count || others < arrays->other_bytes;
    return kept + in_memory + others <= (has_files ? high_bytes_of(limit) : limit / NEED_DENOMINATOR * NEED_NUMERATOR);
}

/* Of all arrays. */
static uint64_t arrays_bytes(const struct arrays *arrays)
{
    uint64_t bytes = arrays->other_bytes;
    for (size_t i = 0; i < arrays->apart_count; i++) {
        bytes += arrays->apart[i].bytes;
    }
    return bytes;
}

/* The least limit that holds them, to a sixteenth of a megabyte. */
static uint64_t limit_holding(uint64_t kept, const struct arrays *arrays)
{
    const uint64_t step = 1 << 16;
    uint64_t low = 0,
             high = larger(limit_for(kept), (kept + arrays_bytes(arrays)) / NEED_NUMERATOR * NEED_DENOMINATOR) + step;
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
    enum { VARIES_BYTES = 2 << 20 };
    return least + VARIES_BYTES + needed / VARIES_SHARE;
}

/* The least limit that holds what stages are going to ask for beside `kept` and the arrays. */
static uint64_t foreseen_limit(const struct spill *spill, uint64_t kept, const struct arrays *arrays,
                               const struct spill_prospect *prospect)
{
    uint64_t least = 0;
    for (size_t i = 0; i < spill->foresight_count; i++) {
        const struct spill_demand demand = spill->foresights[i].foresight(spill->foresights[i].context, prospect);
        struct arrays all = *arrays;
        all.other_bytes += demand.spillable;
        if (demand.bytes > 0 || demand.spillable > 0) {
            least = larger(least, with_variation(limit_holding(kept + demand.bytes, &all), kept));
        }
    }
    return least;
}

/* As things are: `needed` cannot leave, without arrays of the spill. With the lock held. */
static struct spill_note note_now(const struct spill *spill, uint64_t needed, uint64_t done)
{
    const uint64_t in_memory = arrays_resident(spill);
    return (struct spill_note){done, needed - (in_memory < needed ? in_memory : needed), spill->words};
}

/* Of all documents, where somebody can look at those to come; else of none. With the lock held: the run ends. */
static struct spill_outlook look_ahead(const struct spill *spill, uint64_t done)
{
    struct spill_outlook seen;
    const bool is_seen = spill->look != NULL && spill->look(spill->look_context, done, &seen);
    return is_seen ? seen : (struct spill_outlook){0};
}

/* The least limit that holds what is needed now and what comes with the documents that are still to come, of which
 * `seen` tells if it is of any. With the lock held. */
static uint64_t least_limit(const struct spill *spill, uint64_t needed, uint64_t done, uint64_t expected,
                            const struct spill_outlook *seen)
{
    enum { UNSURE_SHARE = 8, LATER_SHARE = 16 };
    const struct spill_note now = note_now(spill, needed, done);
    const bool is_seen = seen->documents > 0, is_reading = done > 0 && expected > done;
    const struct spill_words words =
        is_seen ? spill_growth_seen(&spill->growth, &now, seen) : spill_growth_words(&spill->growth, &now, expected);
    const double more = spill_growth_bytes(&spill->growth, &now, expected, &words), unsure = 1 + 1. / UNSURE_SHARE;
    const double times = is_reading ? (double)expected / (double)done : 1, as_much = is_seen ? seen->text : times;
    const struct arrays arrays = arrays_to_come(spill, is_reading ? as_much * unsure : 1);
    /* behind the barrier nobody knows what comes */
    const uint64_t kept = now.bytes + (done > 0 ? (uint64_t)(more * unsure) : now.bytes / LATER_SHARE);
    const struct spill_prospect prospect = {
        .times = times, .documents = larger(done, expected), .words = words, .now = now.words};
    const uint64_t least = limit_holding(kept, &arrays),
                   later = done > 0 ? foreseen_limit(spill, kept, &arrays, &prospect) : 0;
    return larger(least + kept / VARIES_SHARE, later) + SPARE_BYTES;
}

void spill_use_small_pages(struct spill *spill, uint64_t below_limit)
{
    if (!spill->uses_small_pages && spill->limit_bytes < below_limit) {
        pages_let_large(false);
        spill->uses_small_pages = true;
    }
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
    const bool is_near = resident.bytes > spill_high_bytes(spill);
    atomic_store_explicit(&spill->is_near, is_near, memory_order_relaxed);
    if (is_near) {
        spill_trim(spill);
        spill_use_small_pages(spill, SPILL_SMALL_PAGES_NEAR);
    }
    if (done > 0 || expected > 0) {
        spill->documents = done;
        if (spill_growth_is_due(&spill->growth, done)) {
            const struct spill_note note = note_now(spill, needed, done);
            spill_growth_add(&spill->growth, &note);
        }
    }
    const bool is_reading = done > 0 && expected != done;
    const struct spill_outlook seen = needed > most && is_reading ? look_ahead(spill, done) : (struct spill_outlook){0};
    expected = seen.documents > 0 ? seen.documents : expected;
    const bool is_unknown = done > 0 && expected == 0;
    const uint64_t least =
        needed <= most ? 0 : least_limit(spill, needed, done, is_unknown ? 2 * done : expected, &seen);
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

/* ---- within a document ---- */

/* What will be kept when all of it is read: its words grow with a power of the text (Heaps), and those of the corpus
 * are made of them at its end. */
static uint64_t part_bytes(const struct spill_part *part, uint64_t read, uint64_t words, uint64_t bytes, uint64_t total)
{
    enum { WORD_BYTES = 270, AT_END_BYTES = 130 }; /* measured: news, and texts made of 20,000 words */
    const double usual = 0.5, least = 0.2, most = 1;
    double power = usual;
    if (part->first_words > 0 && read >= 2 * part->first_read && words > part->first_words) {
        power = log((double)words / (double)part->first_words) / log((double)read / (double)part->first_read);
        power = power < least ? least : power > most ? most : power;
    }
    const double all = (double)words * pow((double)larger(total, read) / (double)read, power);
    return bytes + (uint64_t)((all - (double)words) * WORD_BYTES + all * AT_END_BYTES);
}

enum status spill_check_part(struct spill *spill, struct spill_part *part, uint64_t read, uint64_t total,
                             struct failure *failure)
{
    enum { A_LOOK = 1 << 20, LONG = 8 << 20 };
    if (spill == NULL || total < LONG || read < part->looked + A_LOOK) {
        return STATUS_OK;
    }
    part->looked = read;
    pthread_mutex_lock(&spill->lock);
    const struct resident resident = spill_look(spill);
    const uint64_t needed = needed_bytes(spill, resident);
    const bool fits = needed <= spill->limit_bytes; /* tables that double give back: the end may be lower */
    if (resident.bytes > spill_high_bytes(spill)) {
        spill_trim(spill);
        spill_use_small_pages(spill, SPILL_SMALL_PAGES_NEAR);
    }
    const uint64_t bytes = note_now(spill, needed, 0).bytes;
    const uint64_t words = atomic_load_explicit(&spill->part_words, memory_order_relaxed);
    if (part->first_read == 0) {
        part->first_read = read;
        part->first_words = words;
    }
    uint64_t least = 0;
    if (!fits) {
        const struct arrays arrays = arrays_to_come(spill, total > read ? (double)total / (double)read : 1);
        least =
            with_variation(limit_holding(part_bytes(part, read, words, bytes, total), &arrays), needed) + SPARE_BYTES;
    }
    pthread_mutex_unlock(&spill->lock);
    return fits ? STATUS_OK
                : failure_set(failure, FAILURE_USAGE,
                              "--memory %lluM is too little: %llu%% of a document of %llu MB take %lluM that cannot be "
                              "spilled; give at least --memory %lluM",
                              (unsigned long long)(spill->limit_bytes >> 20), (unsigned long long)(read * 100 / total),
                              (unsigned long long)(total >> 20), (unsigned long long)(needed >> 20) + 1,
                              (unsigned long long)(least >> 20) + 1);
}

bool spill_is_near(struct spill *spill)
{
    return spill != NULL && atomic_load_explicit(&spill->is_near, memory_order_relaxed);
}

/* The least limit that allows for so much more than is held now; *later, where that is asked, that for all which is
 * foreseen. */
static uint64_t expected_least(struct spill *spill, struct spill_demand demand, uint64_t *needed, uint64_t *later)
{
    pthread_mutex_lock(&spill->lock);
    *needed = needed_bytes(spill, spill_look(spill));
    const uint64_t kept = note_now(spill, *needed, 0).bytes;
    const struct arrays held = arrays_to_come(spill, 1);
    struct arrays all = held;
    all.other_bytes += demand.spillable;
    const struct spill_prospect prospect = {
        .times = 1, .documents = spill->documents, .words = spill->words, .now = spill->words};
    if (later != NULL) {
        *later = foreseen_limit(spill, kept, &held, &prospect);
    }
    pthread_mutex_unlock(&spill->lock);
    return limit_holding(kept + demand.bytes, &all);
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

uint64_t spill_needed(struct spill *spill)
{
    pthread_mutex_lock(&spill->lock);
    const uint64_t needed = needed_bytes(spill, spill_look(spill));
    pthread_mutex_unlock(&spill->lock);
    return needed;
}

void spill_make_room(struct spill *spill)
{
    if (spill == NULL || !spill->is_watching || spill_look(spill).bytes <= spill_high_bytes(spill)) {
        return;
    }
    pthread_mutex_lock(&spill->lock);
    if (spill_look(spill).bytes > spill_high_bytes(spill)) { /* others may have done it meanwhile */
        spill_trim(spill);
    }
    pthread_mutex_unlock(&spill->lock);
}

uint64_t spill_room(struct spill *spill)
{
    if (spill == NULL) {
        return UINT64_MAX;
    }
    pthread_mutex_lock(&spill->lock);
    const uint64_t needed = needed_bytes(spill, spill_look(spill)), high = spill_high_bytes(spill);
    const uint64_t room = needed + LEAST_ROOM < high ? high - needed : LEAST_ROOM;
    const bool has_files = spill_has_files(spill);
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
