/*
 * spill.c - a register of the large arrays, and a thread that keeps the resident size below the limit.
 *
 * An array moves into a file when all of them together would take more than their share of the limit. A file is mapped
 * shared, so that its pages may leave memory at any time without a word to who uses them (madvise, MADV_DONTNEED: the
 * contents stay in the file). Once there is such a file, a thread looks at the resident size every few milliseconds and
 * takes all of their pages out when it comes near to the limit; so does spill_check between two pieces of work, since
 * the thread may wait long for a processor where many are at work. The limit is of the resident size as the kernel
 * counts it
 * (/proc/self/statm), of the whole process: nothing that some stage or library takes is forgotten.
 *
 * Rejected: read and write calls on buffers of our own, which every kernel would have to know; limits by setrlimit or
 * cgroups, which kill.
 */
#include "spill.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "array.h"
#include "interrupt.h"
#include "pages.h"
#include "spill_file.h"

enum {
    MEMORY_SHARE = 8,           /* of the limit for arrays that lie in memory: an eighth */
    SMALLEST_SPILLED = 1 << 16, /* a smaller array is not worth a file */
    FIRST_DOCUMENTS = 64,       /* by then all workers have loaded their tables */
    SPARE_BYTES = 8 << 20,      /* beside an estimate */
    WORKING_BYTES = 16 << 20,   /* of places that are looked at between two trims (measured) */
    LOOK_NANOSECONDS = 3000000,
    LEAST_ROOM = 4 << 20, /* for pages in spite of all */
    NEED_NUMERATOR = 15,
    NEED_DENOMINATOR = 16 /* of the limit for what cannot leave */
};

/* An array; file is -1 for one in memory. */
struct place {
    void *items;
    size_t bytes;
    int file;
};

struct spill {
    uint64_t limit_bytes;
    const char *output;
    pthread_mutex_t lock; /* of all below */
    struct place *places;
    size_t place_count, place_capacity;
    uint64_t memory_bytes, file_bytes;
    uint64_t library_bytes;                /* pages of files before there was a place in one */
    uint64_t first_documents, first_bytes; /* what the first documents took with the tables that they need */
    struct need {
        uint64_t documents, bytes;
    } last, half; /* what was needed then: at each doubling of the documents, and at the one before */
    int statm;
    pthread_t thread;
    pthread_cond_t end;
    bool is_watching, is_ending;
};

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* ---- the resident size ---- */

struct resident {
    uint64_t bytes;
    uint64_t of_files; /* of them; libraries, and places in files */
};

static struct resident look(const struct spill *spill)
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

/* Above this pages leave, with room for what comes in until the next look. */
static uint64_t high_bytes(const struct spill *spill)
{
    const uint64_t quarter = spill->limit_bytes / 4;
    return spill->limit_bytes - (quarter < WORKING_BYTES ? quarter : WORKING_BYTES);
}

/* With the lock held. */
static void trim(const struct spill *spill)
{
    for (size_t i = 0; i < spill->place_count; i++) {
        if (spill->places[i].file >= 0) {
            (void)madvise(spill->places[i].items, spill->places[i].bytes, MADV_DONTNEED);
        }
    }
}

static void *watch(void *argument)
{
    struct spill *const spill = argument;
    const uint64_t high = high_bytes(spill);
    interrupt_block();
    pthread_mutex_lock(&spill->lock);
    while (!spill->is_ending) {
        struct timespec next;
        clock_gettime(CLOCK_MONOTONIC, &next);
        next.tv_nsec += LOOK_NANOSECONDS;
        if (next.tv_nsec >= 1000000000) {
            next.tv_nsec -= 1000000000;
            next.tv_sec++;
        }
        (void)pthread_cond_timedwait(&spill->end, &spill->lock, &next);
        if (look(spill).bytes > high) {
            trim(spill);
        }
    }
    pthread_mutex_unlock(&spill->lock);
    return NULL;
}

/* ---- opening and closing ---- */

enum status spill_open(struct spill **spill, uint64_t limit_bytes, const char *output, struct failure *failure)
{
    void *memory = NULL;
    *spill = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct spill), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct spill *const made = memory;
    *made = (struct spill){.limit_bytes = limit_bytes, .output = output};
    made->statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    pthread_mutex_init(&made->lock, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&made->end, &attributes);
    pthread_condattr_destroy(&attributes);
    *spill = made;
    return STATUS_OK;
}

void spill_close(struct spill *spill)
{
    if (spill == NULL) {
        return;
    }
    pthread_mutex_lock(&spill->lock);
    spill->is_ending = true;
    pthread_cond_signal(&spill->end);
    pthread_mutex_unlock(&spill->lock);
    if (spill->is_watching) {
        pthread_join(spill->thread, NULL);
    }
    for (size_t i = 0; i < spill->place_count; i++) {
        if (spill->places[i].file >= 0) {
            (void)munmap(spill->places[i].items, spill->places[i].bytes);
            (void)close(spill->places[i].file);
        }
    }
    if (spill->statm >= 0) {
        (void)close(spill->statm);
    }
    pthread_cond_destroy(&spill->end);
    pthread_mutex_destroy(&spill->lock);
    free(spill->places);
    free(spill);
}

/* ---- arrays; all with the lock held ---- */

static struct place *find(const struct spill *spill, const void *items)
{
    for (size_t i = 0; i < spill->place_count; i++) {
        if (spill->places[i].items == items) {
            return &spill->places[i];
        }
    }
    return NULL;
}

static bool fits_memory(const struct spill *spill, size_t more_bytes)
{
    return spill->memory_bytes + more_bytes <= spill->limit_bytes / MEMORY_SHARE;
}

static enum status start_watching(struct spill *spill, struct failure *failure)
{
    if (spill->is_watching) {
        return STATUS_OK;
    }
    if (pthread_create(&spill->thread, NULL, watch, spill) != 0) {
        return failure_set(failure, FAILURE_MEMORY, "cannot start the thread that keeps --memory; try a smaller -j");
    }
    spill->library_bytes = look(spill).of_files;
    spill->is_watching = true;
    return STATUS_OK;
}

/* A new mapping of a new file. */
static enum status place_in_file(struct spill *spill, size_t bytes, struct place *place, struct failure *failure)
{
    char folder[SPILL_FOLDER_BYTES];
    int file = -1;
    if (start_watching(spill, failure) != STATUS_OK ||
        spill_file_open(spill->output, &file, folder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    enum status status = spill_file_extend(file, bytes, folder, failure);
    void *items = MAP_FAILED;
    if (status == STATUS_OK) {
        items = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        status = items != MAP_FAILED ? STATUS_OK : failure_memory(failure, "the view of a temporary file");
    }
    if (status != STATUS_OK) {
        (void)close(file);
        return STATUS_FAILED;
    }
    /* Else each page that is looked at brings fifteen neighbours with it: rows that are compared in no order took the
     * process 40 % past the limit between two looks. */
    (void)madvise(items, bytes, MADV_RANDOM);
    *place = (struct place){items, bytes, file};
    spill->file_bytes += bytes;
    return STATUS_OK;
}

static enum status grow_file(struct spill *spill, struct place *place, size_t bytes, struct failure *failure)
{
    if (spill_file_extend(place->file, bytes, "the temporary folder", failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    void *const moved = mremap(place->items, place->bytes, bytes, MREMAP_MAYMOVE);
    if (moved == MAP_FAILED) {
        return failure_memory(failure, "the view of a temporary file");
    }
    spill->file_bytes += bytes - place->bytes;
    place->items = moved;
    place->bytes = bytes;
    return STATUS_OK;
}

static enum status grow_memory(struct spill *spill, struct place *place, size_t bytes, struct failure *failure)
{
    const void *const heap_end = pages_heap_end();
    void *const moved = realloc(place->items, bytes);
    if (moved == NULL) {
        return failure_memory(failure, "a growing array");
    }
    pages_prepare_grown(heap_end, moved, place->bytes, bytes);
    spill->memory_bytes += bytes - place->bytes;
    place->items = moved;
    place->bytes = bytes;
    return STATUS_OK;
}

/* From memory into a file. */
static enum status move(struct spill *spill, struct place *place, size_t bytes, struct failure *failure)
{
    struct place moved;
    if (place_in_file(spill, bytes, &moved, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (place->bytes > 0) {
        memcpy(moved.items, place->items, place->bytes);
    }
    free(place->items);
    spill->memory_bytes -= place->bytes;
    *place = moved;
    return STATUS_OK;
}

static enum status grow(struct spill *spill, struct place *place, size_t bytes, struct failure *failure)
{
    if (place->file >= 0) {
        return grow_file(spill, place, bytes, failure);
    }
    return bytes < SMALLEST_SPILLED || fits_memory(spill, bytes - place->bytes)
               ? grow_memory(spill, place, bytes, failure)
               : move(spill, place, bytes, failure);
}

static enum status add_place(struct spill *spill, struct place **place, struct failure *failure)
{
    if (array_reserve((void **)&spill->places, &spill->place_capacity, spill->place_count + 1, sizeof *spill->places,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *place = &spill->places[spill->place_count++];
    **place = (struct place){.file = -1};
    return STATUS_OK;
}

static void remove_place(struct spill *spill, struct place *place)
{
    *place = spill->places[--spill->place_count];
}

/* ---- arrays ---- */

enum status spill_reserve(struct spill *spill, void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                          struct failure *failure)
{
    const size_t first_capacity = 16;
    if (wanted <= *capacity) {
        return STATUS_OK;
    }
    if (spill == NULL) {
        return array_reserve(items, capacity, wanted, item_bytes, failure);
    }
    const size_t doubled = *capacity > SIZE_MAX / 2 ? wanted : *capacity * 2;
    const size_t grown = larger(larger(doubled, wanted), first_capacity);
    if (item_bytes != 0 && grown > SIZE_MAX / 2 / item_bytes) {
        return failure_memory(failure, "an array beyond the address space");
    }
    pthread_mutex_lock(&spill->lock);
    struct place *place = *items != NULL ? find(spill, *items) : NULL;
    enum status status = place != NULL ? STATUS_OK : add_place(spill, &place, failure);
    if (status == STATUS_OK) {
        status = grow(spill, place, grown * item_bytes, failure);
        if (status == STATUS_OK) {
            *items = place->items;
            *capacity = grown;
        } else if (place->items == NULL) {
            remove_place(spill, place);
        }
    }
    pthread_mutex_unlock(&spill->lock);
    return status;
}

enum status spill_zeroed(struct spill *spill, void **items, size_t count, size_t item_bytes, struct failure *failure)
{
    if (spill == NULL) {
        return array_zeroed(items, count, item_bytes, failure);
    }
    *items = NULL;
    if (item_bytes != 0 && count > SIZE_MAX / 2 / item_bytes) {
        return failure_memory(failure, "an array beyond the address space");
    }
    const size_t bytes = larger(count * item_bytes, 1);
    pthread_mutex_lock(&spill->lock);
    struct place *place = NULL;
    enum status status = add_place(spill, &place, failure);
    if (status == STATUS_OK) {
        if (bytes < SMALLEST_SPILLED || fits_memory(spill, bytes)) {
            status = array_zeroed(&place->items, bytes, 1, failure);
            place->bytes = bytes;
            spill->memory_bytes += status == STATUS_OK ? bytes : 0;
        } else {
            status = place_in_file(spill, bytes, place, failure);
        }
        if (status == STATUS_OK) {
            *items = place->items;
        } else {
            remove_place(spill, place);
        }
    }
    pthread_mutex_unlock(&spill->lock);
    return status;
}

void spill_free(struct spill *spill, void *items)
{
    if (spill == NULL || items == NULL) {
        free(items);
        return;
    }
    pthread_mutex_lock(&spill->lock);
    struct place *const place = find(spill, items);
    if (place != NULL && place->file >= 0) {
        (void)munmap(place->items, place->bytes);
        (void)close(place->file);
    } else {
        free(items);
        spill->memory_bytes -= place != NULL ? place->bytes : 0;
    }
    if (place != NULL) {
        remove_place(spill, place);
    }
    pthread_mutex_unlock(&spill->lock);
}

/* ---- what cannot leave ---- */

/* Of the limit, for what cannot leave. Where there are places in files, their pages take the rest. */
static uint64_t most_needed(const struct spill *spill)
{
    return spill->is_watching ? high_bytes(spill) : spill->limit_bytes / NEED_DENOMINATOR * NEED_NUMERATOR;
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
    return (uint64_t)(kept / ((double)NEED_NUMERATOR / NEED_DENOMINATOR - 1.0 / MEMORY_SHARE)) + SPARE_BYTES;
}

enum status spill_check(struct spill *spill, const char *what, uint64_t done, uint64_t expected,
                        struct failure *failure)
{
    pthread_mutex_lock(&spill->lock);
    const uint64_t most = most_needed(spill);
    const struct resident resident = look(spill);
    const uint64_t needed = needed_bytes(spill, resident);
    if (resident.bytes > high_bytes(spill)) {
        trim(spill);
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

uint64_t spill_room(struct spill *spill)
{
    if (spill == NULL) {
        return UINT64_MAX;
    }
    pthread_mutex_lock(&spill->lock);
    const uint64_t needed = needed_bytes(spill, look(spill)), high = high_bytes(spill);
    const uint64_t room = needed + LEAST_ROOM < high ? high - needed : LEAST_ROOM;
    const bool has_files = spill->is_watching;
    pthread_mutex_unlock(&spill->lock);
    return has_files ? room : UINT64_MAX;
}

uint64_t spill_bytes(struct spill *spill)
{
    pthread_mutex_lock(&spill->lock);
    const uint64_t bytes = spill->file_bytes;
    pthread_mutex_unlock(&spill->lock);
    return bytes;
}
