/*
 * waiting_words.h - the words of a document, with their forms or without, which wait until it is read to its end and
 * until it is its turn: packed, and beyond a limit in a temporary file without a name. For pipeline/ alone.
 */
#ifndef MIZAN_WAITING_WORDS_H
#define MIZAN_WAITING_WORDS_H

#include "failure.h"
#include "record.h"

/* Zero-initialized there are none. */
struct waiting_words {
    char *bytes; /* what is not in the file */
    size_t length, capacity;
    int file; /* if has_file */
    bool has_file;
    uint64_t file_bytes;
};

/* What they may take in memory, and the path of OUT or NULL, beside which their file may stand (spill_file.h). */
struct waiting_place {
    size_t limit_bytes;
    const char *output;
};

/* For one document of as many as there are workers, which take half of `waiting_limit` together; borrows `output`. */
struct waiting_place waiting_place_for(size_t waiting_limit, unsigned workers, const char *output);

/* Adds the words of a record of RECORD_WORDS or RECORD_TERMS, the same of all; the forms are kept as pointers. Their
 * text is not kept. FAILURE_IO where a temporary file cannot be made or written. */
enum status waiting_words_add(struct waiting_words *waiting, const struct record *record,
                              const struct waiting_place *place, struct failure *failure) MUST_CHECK;

/* Hands all of them to `take`, in order, in records of at most WAITING_SLICE_WORDS that are valid until it returns;
 * stops if it fails. They are not kept beyond that. */
enum { WAITING_SLICE_WORDS = 1 << 8 };
typedef enum status waiting_words_take(void *context, const struct record *record);
enum status waiting_words_hand_on(struct waiting_words *waiting, waiting_words_take *take, void *context,
                                  struct failure *failure) MUST_CHECK;

/* Forgets them; memory of up to `most_bytes` is kept for others. */
void waiting_words_clear(struct waiting_words *waiting, size_t most_bytes);

#endif
