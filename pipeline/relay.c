/*
 * relay.c - a ring of slices of words under a lock that is taken for some thousand words at a time.
 *
 * Until a helper has come the owner pushes the words on itself, without a copy. From the first slice on the later
 * stages are the helper's. Whoever waits is woken when it is worth it: the helper by some slices, the owner by a ring
 * that is half empty.
 */
#include "relay.h"

#include <stdlib.h>

#include "array.h"

/* A record may be a megabyte in one piece, of many slices: unless all of them find room, its owner waits for the helper
 * when it could be at the next. Memory is taken for those that are used. */
enum { SLICES = 256, USUAL_SLICES = 16, WORTH_WAKING = 4 };

struct slice {
    struct word *words;
    size_t count, word_capacity;
    char *bytes; /* of their surfaces */
    size_t byte_capacity;
};

struct relay {
    struct chain *rest;
    struct jobs *jobs;
    struct job *job; /* of the document */
    size_t words;    /* passed of it so far, while it is not offered */
    bool is_offered;

    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t filled, emptied;
    struct slice slices[SLICES]; /* one that is not in the ring is the owner's alone, */
    size_t first, count;         /* but for the spare ones in front of it, which were emptied and hold their memory */
    size_t spare_count;
    size_t awaited; /* so few slices the owner waits for, if it does */
    bool has_helper, is_ended, has_failed;
};

enum status relay_open(struct relay **relay, struct chain *rest, struct jobs *jobs, struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct relay), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *relay = memory;
    (*relay)->rest = rest;
    (*relay)->jobs = jobs;
    pthread_mutex_init(&(*relay)->lock, NULL);
    pthread_cond_init(&(*relay)->filled, NULL);
    pthread_cond_init(&(*relay)->emptied, NULL);
    return STATUS_OK;
}

static void forget_slice(struct slice *slice)
{
    free(slice->words);
    free(slice->bytes);
    *slice = (struct slice){0};
}

void relay_close(struct relay *relay)
{
    if (relay == NULL) {
        return;
    }
    for (size_t i = 0; i < SLICES; i++) {
        forget_slice(&relay->slices[i]);
    }
    pthread_cond_destroy(&relay->emptied);
    pthread_cond_destroy(&relay->filled);
    pthread_mutex_destroy(&relay->lock);
    free(relay);
}

void relay_begin(struct relay *relay, struct job *job)
{
    relay->job = job;
    relay->words = 0;
    relay->is_offered = false;
    relay->is_ended = false;
    relay->has_failed = false;
}

/* ---- slices ---- */

static bool is_within(struct span part, struct span whole)
{
    const uintptr_t start = (uintptr_t)part.bytes, from = (uintptr_t)whole.bytes;
    return start >= from && start - from <= whole.length && part.length <= whole.length - (start - from);
}

/* The part of the block that holds the surfaces of the words which stand in it, and how many bytes others have: a
 * mended word's letters stand elsewhere. */
static struct span find_surfaces(const struct word *words, size_t count, struct span block, size_t *elsewhere)
{
    size_t from = block.length, to = 0;
    *elsewhere = 0;
    for (size_t i = 0; i < count; i++) {
        const struct span surface = words[i].surface;
        if (!is_within(surface, block)) {
            *elsewhere += surface.length;
            continue;
        }
        const size_t start = (size_t)(surface.bytes - block.bytes);
        from = start < from ? start : from;
        to = start + surface.length > to ? start + surface.length : to;
    }
    return from < to ? (struct span){block.bytes + from, to - from} : (struct span){0};
}

static enum status fill_slice(struct slice *slice, const struct word *words, size_t count, struct span block,
                              struct failure *failure)
{
    size_t elsewhere;
    const struct span part = find_surfaces(words, count, block, &elsewhere);
    if (array_reserve((void **)&slice->words, &slice->word_capacity, count, sizeof *words, failure) != STATUS_OK ||
        array_reserve((void **)&slice->bytes, &slice->byte_capacity, part.length + elsewhere + 1, 1, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if (part.length > 0) {
        memcpy(slice->bytes, part.bytes, part.length);
    }
    char *pool = slice->bytes + part.length;
    for (size_t i = 0; i < count; i++) {
        struct word *const word = &slice->words[i];
        *word = words[i];
        if (word->surface.length == 0) {
            word->surface.bytes = slice->bytes;
        } else if (is_within(words[i].surface, part)) {
            word->surface.bytes = slice->bytes + (words[i].surface.bytes - part.bytes);
        } else {
            memcpy(pool, words[i].surface.bytes, word->surface.length);
            word->surface.bytes = pool;
            pool += word->surface.length;
        }
    }
    slice->count = count;
    return STATUS_OK;
}

/* ---- the owner ---- */

/* The next one behind the ring, with the memory of one that was emptied: the ring goes round, and all its slices would
 * hold some in the end. */
static struct slice *next_slice(struct relay *relay)
{
    struct slice *const next = &relay->slices[(relay->first + relay->count) % SLICES];
    struct slice *const spare = &relay->slices[(relay->first + SLICES - relay->spare_count) % SLICES];
    if (relay->spare_count > 0 && (next == spare || next->words == NULL)) {
        relay->spare_count--;
        if (next != spare) {
            free(next->bytes); /* where there was no memory for its words */
            *next = *spare;
            *spare = (struct slice){0};
        }
    }
    return next;
}

/* Waits for an empty slice, of `most` in the ring; NULL once a later stage has failed. */
static struct slice *wait_for_slice(struct relay *relay, size_t most)
{
    pthread_mutex_lock(&relay->lock);
    if (relay->count >= most) {
        relay->awaited = most / 2;
        while (relay->count > relay->awaited) {
            pthread_cond_wait(&relay->emptied, &relay->lock);
        }
    }
    struct slice *const slice = relay->has_failed ? NULL : next_slice(relay);
    pthread_mutex_unlock(&relay->lock);
    return slice;
}

static enum status hand_over(struct relay *relay, const struct words *words, struct failure *failure)
{
    const size_t needed = words->count / RELAY_SLICE_WORDS + 1;
    const size_t most = needed < USUAL_SLICES ? USUAL_SLICES : needed < SLICES ? needed : SLICES;
    for (size_t first = 0; first < words->count; first += RELAY_SLICE_WORDS) {
        const size_t left = words->count - first;
        struct slice *const slice = wait_for_slice(relay, most);
        if (slice == NULL ||
            fill_slice(slice, words->items + first, left < RELAY_SLICE_WORDS ? left : RELAY_SLICE_WORDS,
                       words->text.utf8, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        pthread_mutex_lock(&relay->lock);
        relay->count++;
        if (relay->count >= WORTH_WAKING) {
            pthread_cond_signal(&relay->filled);
        }
        pthread_mutex_unlock(&relay->lock);
    }
    return STATUS_OK;
}

static bool has_helper(struct relay *relay)
{
    pthread_mutex_lock(&relay->lock);
    const bool has = relay->has_helper;
    pthread_mutex_unlock(&relay->lock);
    return has;
}

enum status relay_pass(struct relay *relay, const struct record *record, struct failure *failure)
{
    if (relay->is_offered && has_helper(relay)) {
        return hand_over(relay, record->as.words, failure);
    }
    relay->words += record->as.words->count;
    if (!relay->is_offered && relay->words > RELAY_LONG_WORDS) {
        relay->is_offered = true;
        jobs_offer(relay->jobs, relay->job);
    }
    return chain_push(relay->rest, 0, record);
}

enum status relay_end(struct relay *relay)
{
    if (!relay->is_offered) {
        return STATUS_OK;
    }
    pthread_mutex_lock(&relay->lock);
    relay->is_ended = true;
    pthread_cond_signal(&relay->filled);
    pthread_mutex_unlock(&relay->lock);
    jobs_withdraw(relay->jobs, relay->job);
    return relay->has_failed ? STATUS_FAILED : STATUS_OK;
}

/* ---- the helper ---- */

static enum status push_slice(struct relay *relay, const struct slice *slice)
{
    const struct words words = {.items = slice->words, .count = slice->count};
    return chain_push(relay->rest, 0, &(struct record){.kind = RECORD_WORDS, .as.words = &words});
}

/* With the lock held, which it lets go of in between. What comes behind a failure is passed over. */
static void take_slice(struct relay *relay)
{
    if (!relay->has_failed) {
        pthread_mutex_unlock(&relay->lock);
        const enum status status = push_slice(relay, &relay->slices[relay->first]);
        pthread_mutex_lock(&relay->lock);
        relay->has_failed = status != STATUS_OK;
    }
    relay->first = (relay->first + 1) % SLICES;
    relay->count--;
    relay->spare_count++;
    if (relay->spare_count > USUAL_SLICES) {
        forget_slice(&relay->slices[(relay->first + SLICES - relay->spare_count--) % SLICES]);
    }
    if (relay->count == relay->awaited) {
        pthread_cond_signal(&relay->emptied);
    }
}

void relay_help(struct relay *relay)
{
    pthread_mutex_lock(&relay->lock);
    relay->has_helper = true;
    while (relay->count > 0 || !relay->is_ended) {
        if (relay->count > 0) {
            take_slice(relay);
        } else {
            pthread_cond_wait(&relay->filled, &relay->lock);
        }
    }
    relay->has_helper = false;
    pthread_mutex_unlock(&relay->lock);
}
