/*
 * writer.h - bytes on their way to one file or to standard output, buffered; or gathered in memory for another writer.
 *
 * The first write that fails is remembered and all later ones do nothing, so that a row can be written piece by piece
 * and checked once: writer_check at the end of each row or block, writer_close at the end of the file.
 */
#ifndef MIZAN_WRITER_H
#define MIZAN_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "span.h"

struct row_sink;

/* Zero-initialized it is a closed writer. */
struct writer {
    char *buffer; /* NULL: closed */
    size_t used, capacity;
    bool gathers; /* in the buffer, which grows */
    char *path;   /* for messages */
    int descriptor;
    bool owns_descriptor;
    int error;             /* errno of the first write that failed */
    struct row_sink *rows; /* where the rows of tables go, too (row_sink.h), or NULL; borrowed */
};

/* Makes `path`, which must not be there yet (FAILURE_CANNOT_CREATE). */
enum status writer_create(struct writer *writer, const char *path, struct failure *failure) MUST_CHECK;

/* The same for a file that is to move: `name` is where it will be, and stands in messages. */
enum status writer_create_as(struct writer *writer, const char *path, const char *name,
                             struct failure *failure) MUST_CHECK;

/* Writes to a descriptor that stays open; `name` stands in messages ("standard output"). */
enum status writer_attach(struct writer *writer, int descriptor, const char *name, struct failure *failure) MUST_CHECK;

/* Keeps what is written, `used` bytes in `buffer`; setting `used` to 0 begins anew. writer_check tells when memory is
 * short. */
enum status writer_gather(struct writer *writer, struct failure *failure) MUST_CHECK;

void writer_bytes(struct writer *writer, const void *bytes, size_t length);
void writer_byte(struct writer *writer, char byte);
void writer_span(struct writer *writer, struct span span);
void writer_text(struct writer *writer, const char *text); /* NUL-terminated */
void writer_integer(struct writer *writer, uint64_t value);
void writer_number(struct writer *writer, double value); /* as number_write: NaN writes nothing */

/* FAILURE_IO if a write failed so far; a closed pipe is quiet. */
enum status writer_check(struct writer *writer, struct failure *failure) MUST_CHECK;

/* Sends what is buffered, then as writer_check. */
enum status writer_flush(struct writer *writer, struct failure *failure) MUST_CHECK;

/* Replaces bytes of a file that were written before. */
enum status writer_patch(struct writer *writer, uint64_t offset, struct span bytes, struct failure *failure) MUST_CHECK;

/* Flushes and closes; the writer is closed afterwards in any case. A closed writer: STATUS_OK. */
enum status writer_close(struct writer *writer, struct failure *failure) MUST_CHECK;

/* Closes without writing what is buffered; copes with a closed writer. */
void writer_discard(struct writer *writer);

#endif
