/*
 * writer.c - own buffering instead of stdio, because stdio hides which write failed and allocates where no test can
 * refuse it; write(2) is called with whole buffers.
 */
#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "array.h"
#include "number.h"

enum { WRITER_BUFFER_BYTES = 1 << 16 };

enum status writer_attach(struct writer *writer, int descriptor, const char *name, struct failure *failure)
{
    const size_t name_bytes = strlen(name) + 1;
    *writer = (struct writer){.descriptor = descriptor, .capacity = WRITER_BUFFER_BYTES};
    char *const path = malloc(name_bytes);
    char *const buffer = malloc(WRITER_BUFFER_BYTES);
    if (path == NULL || buffer == NULL) {
        free(path);
        free(buffer);
        return failure_memory(failure, "an output buffer");
    }
    memcpy(path, name, name_bytes);
    writer->path = path;
    writer->buffer = buffer;
    return STATUS_OK;
}

enum status writer_gather(struct writer *writer, struct failure *failure)
{
    *writer = (struct writer){.descriptor = -1, .gathers = true};
    return array_reserve((void **)&writer->buffer, &writer->capacity, WRITER_BUFFER_BYTES, 1, failure);
}

enum status writer_create(struct writer *writer, const char *path, struct failure *failure)
{
    return writer_create_as(writer, path, path, failure);
}

enum status writer_create_as(struct writer *writer, const char *path, const char *name, struct failure *failure)
{
    if (writer_attach(writer, -1, name, failure) != STATUS_OK)
        return STATUS_FAILED;
    writer->descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (writer->descriptor < 0) {
        const int error = errno;
        writer_discard(writer);
        return failure_set(failure, FAILURE_CANNOT_CREATE,
                           "%s: cannot be created (%s); choose a place that can be written to", name, strerror(error));
    }
    writer->owns_descriptor = true;
    return STATUS_OK;
}

static void send_bytes(struct writer *writer, const char *bytes, size_t length)
{
    size_t sent = 0;
    while (writer->error == 0 && sent < length) {
        const ssize_t count = write(writer->descriptor, bytes + sent, length - sent);
        if (count >= 0)
            sent += (size_t)count;
        else if (errno != EINTR)
            writer->error = errno;
    }
}

static void send_buffer(struct writer *writer)
{
    send_bytes(writer, writer->buffer, writer->used);
    writer->used = 0;
}

/* For so many bytes behind the others, or behind none. */
static bool make_room(struct writer *writer, size_t length)
{
    struct failure failure = {0};
    if (!writer->gathers) {
        send_buffer(writer);
    } else if (writer->error != 0 || array_reserve((void **)&writer->buffer, &writer->capacity, writer->used + length,
                                                   1, &failure) != STATUS_OK) {
        writer->error = ENOMEM;
        writer->used = 0;
    }
    return length <= writer->capacity - writer->used;
}

void writer_bytes(struct writer *writer, const void *bytes, size_t length)
{
    if (length > writer->capacity - writer->used && !make_room(writer, length)) {
        if (!writer->gathers)
            send_bytes(writer, bytes, length);
        return;
    }
    if (length > 0)
        memcpy(writer->buffer + writer->used, bytes, length);
    writer->used += length;
}

void writer_byte(struct writer *writer, char byte)
{
    if (writer->used == writer->capacity)
        (void)make_room(writer, 1);
    writer->buffer[writer->used++] = byte;
}

void writer_span(struct writer *writer, struct span span)
{
    writer_bytes(writer, span.bytes, span.length);
}

void writer_text(struct writer *writer, const char *text)
{
    writer_bytes(writer, text, strlen(text));
}

/* Room for one number at the end of the buffer. */
static char *number_room(struct writer *writer)
{
    if (writer->capacity - writer->used < NUMBER_BYTES)
        (void)make_room(writer, NUMBER_BYTES);
    return writer->buffer + writer->used;
}

void writer_integer(struct writer *writer, uint64_t value)
{
    char *const room = number_room(writer);
    writer->used += number_write_integer(value, room);
}

void writer_number(struct writer *writer, double value)
{
    char *const room = number_room(writer);
    writer->used += number_write(value, room);
}

enum status writer_check(struct writer *writer, struct failure *failure)
{
    if (writer->gathers && writer->error != 0)
        return failure_memory(failure, "rows that wait to be written");
    return writer->error == 0 ? STATUS_OK : failure_errno(failure, "write", writer->path, writer->error);
}

enum status writer_flush(struct writer *writer, struct failure *failure)
{
    send_buffer(writer);
    return writer_check(writer, failure);
}

enum status writer_patch(struct writer *writer, uint64_t offset, struct span bytes, struct failure *failure)
{
    send_buffer(writer);
    size_t sent = 0;
    while (writer->error == 0 && sent < bytes.length) {
        const ssize_t count =
            pwrite(writer->descriptor, bytes.bytes + sent, bytes.length - sent, (off_t)(offset + sent));
        if (count >= 0)
            sent += (size_t)count;
        else if (errno != EINTR)
            writer->error = errno;
    }
    return writer_check(writer, failure);
}

/* NFS and quotas tell of a full disk only here; after EINTR the descriptor is closed on Linux. */
static void close_descriptor(struct writer *writer)
{
    if (writer->owns_descriptor && close(writer->descriptor) != 0 && errno != EINTR && writer->error == 0)
        writer->error = errno;
    writer->owns_descriptor = false;
}

enum status writer_close(struct writer *writer, struct failure *failure)
{
    if (writer->buffer == NULL)
        return STATUS_OK;
    send_buffer(writer);
    close_descriptor(writer);
    const enum status status = writer_check(writer, failure);
    writer_discard(writer);
    return status;
}

void writer_discard(struct writer *writer)
{
    if (writer->buffer == NULL)
        return;
    close_descriptor(writer);
    free(writer->buffer);
    free(writer->path);
    *writer = (struct writer){0};
}
