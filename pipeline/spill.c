/*
 * spill.c - a register of the large arrays, and a thread that keeps the resident size below the limit.
 *
 * An array moves into a file when all of them together would take more than their share of the limit. A file is mapped
 * shared, so that its pages may leave memory at any time without a word to who uses them (madvise, MADV_DONTNEED: the
 * contents stay in the file). Once there is such a file, a thread looks at the resident size every few milliseconds and
 * takes all of their pages out when it comes near to the limit; so does spill_check between two pieces of work, since
 * the thread may wait long for a processor where many are at work. The limit is of the resident size as the kernel
 * counts it (/proc/self/statm), of the whole process: nothing that some stage or library takes is forgotten.
 *
 * Rejected: read and write calls on buffers of our own, which every kernel would have to know; limits by setrlimit or
 * cgroups, which kill.
 */
#include "spill.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "array.h"
#include "interrupt.h"
#include "pages.h"
#include "spill_file.h"
#include "spill_state.h"

enum { SMALLEST_SPILLED = 1 << 16 /* a smaller array is not worth a file */ };

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

bool spill_has_files(const struct spill *spill)
{
    for (size_t i = 0; i < spill->place_count; i++) {
        if (spill->places[i].file >= 0) {
            return true;
        }
    }
    return false;
}

void spill_trim(const struct spill *spill)
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
    const uint64_t high = spill_high_bytes(spill);
    uint64_t resident = spill->limit_bytes; /* the first look comes soon */
    interrupt_block();
    pthread_mutex_lock(&spill->lock);
    while (!spill->is_ending) {
        struct timespec next;
        clock_gettime(CLOCK_MONOTONIC, &next);
        next.tv_nsec += spill_pause_nanoseconds(spill, resident);
        if (next.tv_nsec >= 1000000000) {
            next.tv_nsec -= 1000000000;
            next.tv_sec++;
        }
        (void)pthread_cond_timedwait(&spill->end, &spill->lock, &next);
        resident = spill_look(spill).bytes;
        if (resident > high) {
            spill_trim(spill);
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
    spill_use_small_pages(made, SPILL_SMALL_PAGES);
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
    if (spill->uses_small_pages) {
        pages_let_large(true);
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
    return spill->memory_bytes + more_bytes <= spill->limit_bytes / SPILL_MEMORY_SHARE;
}

static enum status start_watching(struct spill *spill, struct failure *failure)
{
    if (spill->is_watching) {
        return STATUS_OK;
    }
    if (pthread_create(&spill->thread, NULL, watch, spill) != 0) {
        return failure_set(failure, FAILURE_MEMORY, "cannot start the thread that keeps --memory; try a smaller -j");
    }
    spill->is_watching = true;
    return STATUS_OK;
}

/* A new mapping of a new file. */
static enum status place_in_file(struct spill *spill, size_t bytes, struct place *place, struct failure *failure)
{
    static const struct spill_file_words words = {"the corpus does not fit --memory", ", or give more --memory"};
    int file = -1;
    if (start_watching(spill, failure) != STATUS_OK ||
        spill_file_open(spill->output, &words, &file, spill->folder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!spill_has_files(spill)) {
        spill->library_bytes = spill_look(spill).of_files;
    }
    enum status status = spill_file_extend(file, bytes, spill->folder, failure);
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
    if (spill_file_extend(place->file, bytes, spill->folder, failure) != STATUS_OK) {
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
    void *const moved = pages_grow(place->items, place->bytes, bytes);
    if (moved == NULL) {
        return failure_memory(failure, "a growing array");
    }
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

/* What the array takes. The pages of a place in a file leave while it is in the register: they would be taken for such
 * as cannot. */
static void give_back(const struct place *place)
{
    if (place->file < 0) {
        free(place->items);
    } else {
        (void)close(place->file); /* a large file is given back for long: without the lock */
    }
}

static void unmap(const struct place *place)
{
    if (place->file >= 0 && place->items != NULL) {
        (void)munmap(place->items, place->bytes);
    }
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
    enum status status = STATUS_OK;
    if (place == NULL) { /* what another array holds would be lost */
        status = *items == NULL ? add_place(spill, &place, failure)
                                : failure_set(failure, FAILURE_INTERNAL, "an array that grows is not of the spill");
    }
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

typedef enum status make_array(void **items, size_t count, size_t item_bytes, struct failure *failure);

static enum status take(struct spill *spill, void **items, size_t count, size_t item_bytes, make_array *in_memory,
                        struct failure *failure)
{
    if (spill == NULL) {
        return in_memory(items, count, item_bytes, failure);
    }
    *items = NULL;
    if (item_bytes != 0 && count > SIZE_MAX / 2 / item_bytes) {
        return failure_memory(failure, "an array beyond the address space");
    }
    const size_t bytes = larger(count * item_bytes, 1);
    struct place place = {.file = -1, .bytes = bytes};
    pthread_mutex_lock(&spill->lock);
    const bool is_in_memory = bytes < SMALLEST_SPILLED || fits_memory(spill, bytes);
    spill->memory_bytes += is_in_memory ? bytes : 0;
    enum status status = is_in_memory ? STATUS_OK : place_in_file(spill, bytes, &place, failure);
    if (is_in_memory) { /* other workers need not wait until its pages are made */
        pthread_mutex_unlock(&spill->lock);
        status = in_memory(&place.items, bytes, 1, failure);
        pthread_mutex_lock(&spill->lock);
    }
    struct place *added = NULL;
    if (status == STATUS_OK && add_place(spill, &added, failure) == STATUS_OK) {
        *added = place;
        *items = place.items;
    } else {
        status = STATUS_FAILED;
        spill->memory_bytes -= is_in_memory ? bytes : 0;
        unmap(&place);
        give_back(&place);
    }
    pthread_mutex_unlock(&spill->lock);
    return status;
}

enum status spill_zeroed(struct spill *spill, void **items, size_t count, size_t item_bytes, struct failure *failure)
{
    return take(spill, items, count, item_bytes, array_zeroed, failure);
}

enum status spill_later(struct spill *spill, void **items, size_t count, size_t item_bytes, struct failure *failure)
{
    return take(spill, items, count, item_bytes, array_later, failure);
}

void spill_free(struct spill *spill, void *items)
{
    if (spill == NULL || items == NULL) {
        free(items);
        return;
    }
    pthread_mutex_lock(&spill->lock);
    struct place *const found = find(spill, items);
    struct place place = {.file = -1, .items = items};
    if (found != NULL) {
        place = *found;
        spill->memory_bytes -= place.file < 0 ? place.bytes : 0;
        unmap(&place);
        remove_place(spill, found);
    }
    pthread_mutex_unlock(&spill->lock);
    give_back(&place);
}

uint64_t spill_bytes(struct spill *spill)
{
    pthread_mutex_lock(&spill->lock);
    const uint64_t bytes = spill->file_bytes;
    pthread_mutex_unlock(&spill->lock);
    return bytes;
}

void spill_note_part(struct spill *spill, uint64_t words)
{
    if (spill != NULL) {
        atomic_store_explicit(&spill->part_words, words, memory_order_relaxed);
    }
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

void spill_look_ahead_by(struct spill *spill, spill_look_ahead *look, const void *context)
{
    if (spill != NULL) {
        pthread_mutex_lock(&spill->lock);
        spill->look = look;
        spill->look_context = context;
        pthread_mutex_unlock(&spill->lock);
    }
}

void spill_foresee_no_more(struct spill *spill, const void *context)
{
    size_t kept = 0;
    if (spill == NULL) {
        return;
    }
    pthread_mutex_lock(&spill->lock);
    for (size_t i = 0; i < spill->foresight_count; i++) {
        spill->foresights[kept] = spill->foresights[i];
        kept += spill->foresights[i].context != context;
    }
    spill->foresight_count = kept;
    pthread_mutex_unlock(&spill->lock);
}

void spill_note_words(struct spill *spill, const struct spill_words *words)
{
    if (spill != NULL) {
        pthread_mutex_lock(&spill->lock);
        spill->words = *words;
        pthread_mutex_unlock(&spill->lock);
    }
}
