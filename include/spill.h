/*
 * spill.h - arrays that grow with the corpus: in memory as long as --memory allows, in files without a name beyond.
 *
 * Such an array is used as any other. Its pages are taken out of memory, and come back when they are looked at, so that
 * the whole process stays below the limit. The files have no name in the folder (O_TMPFILE) or lose it at once: they
 * vanish with the process, however it ends. The bytes in an array never depend on where it lies.
 */
#ifndef MIZAN_SPILL_H
#define MIZAN_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"

struct spill;

/* Borrows `output`, the path of OUT or NULL. Files go into TMPDIR if it is set, else into the folder that OUT stands
 * in, /var/tmp or /tmp, whichever takes them first; none is made before one is needed. */
enum status spill_open(struct spill **spill, uint64_t limit_bytes, const char *output,
                       struct failure *failure) MUST_CHECK;

/* Takes NULL. Arrays that were not given back are lost with their files, those in memory leak. */
void spill_close(struct spill *spill);

/* As array_reserve and array_zeroed, but given back with spill_free alone. Without a spill (NULL) they are those, and
 * spill_free is free. FAILURE_IO where a temporary file cannot be made or the disk is full, with the folder's name. */
enum status spill_reserve(struct spill *spill, void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                          struct failure *failure) MUST_CHECK;
enum status spill_zeroed(struct spill *spill, void **items, size_t count, size_t item_bytes,
                         struct failure *failure) MUST_CHECK;
/* As spill_zeroed, of array_later. */
enum status spill_later(struct spill *spill, void **items, size_t count, size_t item_bytes,
                        struct failure *failure) MUST_CHECK;
void spill_free(struct spill *spill, void *items);

/*
 * Fails with FAILURE_USAGE if what cannot be spilled has come too near to the limit: `done` of `expected` documents
 * were read by then (0: unknown, and twice as many are taken for all; both 0: they are all read), and what all of them
 * will take is estimated from that and named. `what` needs the memory ("the words of the corpus"). Any thread may call
 * it. It first takes the pages of files out of memory if the process is near to the limit.
 */
enum status spill_check(struct spill *spill, const char *what, uint64_t done, uint64_t expected,
                        struct failure *failure) MUST_CHECK;

/* A long document that is being read. Zero-initialized nothing of it was. */
struct spill_part {
    uint64_t looked;                  /* so many bytes of it were read when the process was looked at last, */
    uint64_t first_read, first_words; /* and for the first time, with so many words known */
};

/* So many distinct forms and terms are known by now to who counts a long document. Any thread may call it; NULL:
 * nothing happens. */
void spill_note_part(struct spill *spill, uint64_t words);

/* Fails with FAILURE_USAGE once the process is beyond the limit in the midst of a document, of which `read` bytes of
 * `total` were passed to the stages. What all of it takes is estimated and named. Looks once a megabyte, and not
 * at documents of less than eight. Any thread may call it, each with a part of its own. NULL: STATUS_OK. */
enum status spill_check_part(struct spill *spill, struct spill_part *part, uint64_t read, uint64_t total,
                             struct failure *failure) MUST_CHECK;

/* Was the process near to the limit when it was looked at last? Then spill_check is asked at each step. NULL: never.
 * Any thread may call it. */
bool spill_is_near(struct spill *spill);

/* Distinct words that are kept: forms that workers have learned, each worker's counted for itself; forms and terms of
 * the vocabulary; counts of terms in documents. */
struct spill_words {
    uint64_t learned, forms, terms, entries;
};

/* So many are kept by now, which tells more of what is to come than the documents do. Any thread may call it; NULL:
 * nothing happens. */
void spill_note_words(struct spill *spill, const struct spill_words *words);

/* What there will be once all documents are read, as far as is known by now: `times` as many as by now, with these
 * words, and `now` of them. */
struct spill_prospect {
    double times;
    uint64_t documents;
    struct spill_words words, now;
};

/* What a stage is going to take beside all that, at one time: bytes that cannot be spilled, and bytes of arrays of the
 * spill. */
struct spill_demand {
    uint64_t bytes, spillable;
};
typedef struct spill_demand spill_foresight(const void *context, const struct spill_prospect *prospect);

/* A limit that is refused while documents come is named with what the foresights of all stages ask for later, so that
 * it is named once: at most SPILL_FORESIGHTS of them. They are asked in the thread that calls spill_check or
 * spill_expect, may not call the spill, and `context` lasts as long as either is called. NULL: nothing happens. */
enum { SPILL_FORESIGHTS = 4 };
void spill_foresee(struct spill *spill, spill_foresight *foresight, const void *context);

/* What is known of all documents once somebody has looked at those to come: how many there are, and so many times as
 * many words, in all and of one worker, and bytes of text as `done` of them have. */
struct spill_outlook {
    uint64_t documents;
    double words, learned, text;
};
typedef bool spill_look_ahead(const void *context, uint64_t done, struct spill_outlook *outlook);

/* Who is asked for that before a limit is refused while documents come, in the thread that calls spill_check: it may
 * take a second and a megabyte. False where nothing can be told. `context` lasts as long as spill_check is called.
 * NULL: nothing happens. */
void spill_look_ahead_by(struct spill *spill, spill_look_ahead *look, const void *context);

/* What was foreseen of a context is known now, and asked for with spill_expect instead, or taken. NULL: nothing
 * happens. */
void spill_foresee_no_more(struct spill *spill, const void *context);

/* Fails likewise if what cannot be spilled now and `bytes` more, which `what` is going to take, would come too near to
 * the limit; it will take `spillable` bytes in arrays of the spill, too. Asked before long work, so that it need not
 * fail at its end. The limit that is named holds it all. */
enum status spill_expect(struct spill *spill, const char *what, uint64_t bytes, uint64_t spillable,
                         struct failure *failure) MUST_CHECK;

/* Bytes of the process that cannot be spilled, as it is now. */
uint64_t spill_needed(struct spill *spill);

/* Takes the pages of files out of memory if the process is near to the limit: to be asked between pieces of so many
 * bytes at most where much is looked at fast, as the thread that looks by itself comes late on a busy machine. Takes a
 * microsecond where arrays lie in files. Any thread may call it. NULL, or no array in a file: nothing happens. */
enum { SPILL_PIECE_BYTES = 1 << 20 };
void spill_make_room(struct spill *spill);

/* So many bytes of arrays that lie in files can be looked at again and again before pages must leave memory, as things
 * stand; at least a few megabytes. Who looks here and there in more than that should do it in several passes.
 * UINT64_MAX while no array lies in a file, and without a spill (NULL). Any thread may call it. */
uint64_t spill_room(struct spill *spill);

/* Bytes that can be taken yet before the limit is too small: arrays that can be made in any size, with the same
 * results, are made no larger. UINT64_MAX without a spill (NULL). Any thread may call it. */
uint64_t spill_slack(struct spill *spill);

/* Bytes in files so far. */
uint64_t spill_bytes(struct spill *spill);

#endif
