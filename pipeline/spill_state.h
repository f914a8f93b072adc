/* spill_state.h - the inside of a spill. For spill.c and spill_limit.c alone. */
#ifndef MIZAN_SPILL_STATE_H
#define MIZAN_SPILL_STATE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "spill.h"
#include "spill_file.h"
#include "spill_growth.h"

/* Of the limit for arrays that lie in memory: an eighth. */
enum { SPILL_MEMORY_SHARE = 8 };

/* Large pages that come between two looks are much of a small limit. Below SPILL_SMALL_PAGES there are none from the
 * start: how much one state takes would differ from limit to limit, and the one that is named would not hold what it
 * was named for. Above, they are a quarter of the time of a run that is never near. */
enum { SPILL_SMALL_PAGES = 64 << 20, SPILL_SMALL_PAGES_NEAR = 128 << 20 };

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
    char folder[SPILL_FOLDER_BYTES]; /* of the file that was made last, for messages */
    uint64_t library_bytes;          /* pages of files when there was no place in one yet, or no more */
    struct spill_words words;        /* spill_note_words */
    struct {
        spill_foresight *foresight;
        const void *context;
    } foresights[SPILL_FORESIGHTS];
    size_t foresight_count;
    spill_look_ahead *look; /* NULL: nobody can */
    const void *look_context;
    uint64_t documents; /* read by the last spill_check */
    struct spill_growth growth;
    unsigned looks_spared; /* so many of spill_check's next ones are not needed */
    int statm;
    pthread_t thread;
    pthread_cond_t end;
    atomic_bool is_watching;
    atomic_uint_fast64_t part_words; /* spill_note_part */
    bool is_ending, uses_small_pages;
    atomic_bool is_near; /* by the last spill_check */
};

/* The resident size of the process. */
struct resident {
    uint64_t bytes;
    uint64_t of_files; /* of them; libraries, and places in files */
};

struct resident spill_look(const struct spill *spill);

/* Is there a place in a file now? A giant line's is given back long before the end. With the lock held. */
bool spill_has_files(const struct spill *spill);

/* Above this pages leave, with room for what comes in until the next look. */
uint64_t spill_high_bytes(const struct spill *spill);

/* The thread that watches may wait so long for its next look, with so much in memory. */
long spill_pause_nanoseconds(const struct spill *spill, uint64_t resident_bytes);

/* No large pages are made from now on, if the limit is below that. */
void spill_use_small_pages(struct spill *spill, uint64_t below_limit);

/* Takes the pages of files out of memory. With the lock held. */
void spill_trim(const struct spill *spill);

#endif
