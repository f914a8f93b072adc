/* line_reader.c - one growing buffer; the lines in it are moved to its head when it is filled up, so a line stays in
 * one piece. */
#include <inttypes.h>
#include <stdlib.h>

#include "byte_source.h"
#include "line_reader.h"
#include "long_array.h"
#include "pages.h"
#include "stage.h"
#include "utf8.h"

enum { CHUNK_BYTES = 1 << 16 };

struct line_reader {
    struct byte_source *source;
    struct spill *spill; /* of the buffer, or NULL */
    char *path;
    char *buffer;
    size_t capacity, start, end; /* what waits is from start to end */
    size_t searched;             /* no line feed from start to here */
    size_t last_bytes;           /* of the line that was found last */
    uint64_t number;
    bool at_end, has_begun;
};

/* What waits stands at the head of the buffer, with room for a chunk behind it. */
static enum status make_space(struct line_reader *reader, struct failure *failure)
{
    const size_t waiting = reader->end - reader->start;
    if (reader->start > 0 && waiting > 0) {
        memmove(reader->buffer, reader->buffer + reader->start, waiting);
    }
    reader->searched -= reader->start;
    reader->start = 0;
    reader->end = waiting;
    if (waiting + CHUNK_BYTES <= reader->capacity) {
        return STATUS_OK;
    }
    return long_array_grow(reader->spill, (void **)&reader->buffer, &reader->capacity, waiting + CHUNK_BYTES, 1,
                           failure);
}

static enum status fill(struct line_reader *reader, struct failure *failure)
{
    const size_t waiting = reader->end - reader->start;
    if (waiting > LINE_LIMIT_BYTES) {
        return failure_set(failure, FAILURE_DATA,
                           "%s: line %" PRIu64 " is longer than %" PRIu64
                           " MiB; split it, or give its text as a file of a folder",
                           reader->path, reader->number + 1, LINE_LIMIT_BYTES >> 20);
    }
    if (make_space(reader, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (waiting >= LINE_GIVEN_BYTES) { /* growing prepares a part of the pages, enough for a buffer of lines */
        pages_prepare_next(reader->buffer, waiting - CHUNK_BYTES, waiting, reader->capacity);
    }
    size_t count;
    if (byte_source_read(reader->source, reader->buffer + waiting, reader->capacity - waiting, &count, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    reader->end += count;
    reader->at_end = count == 0;
    if (waiting / SPILL_PIECE_BYTES != reader->end / SPILL_PIECE_BYTES) {
        spill_make_room(reader->spill);
    }
    return STATUS_OK;
}

static enum status skip_mark(struct line_reader *reader, struct failure *failure)
{
    const size_t mark = strlen(UTF8_MARK);
    while (reader->end < mark && !reader->at_end) {
        if (fill(reader, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (reader->end >= mark && memcmp(reader->buffer, UTF8_MARK, mark) == 0) {
        reader->start = reader->searched = mark;
    }
    return STATUS_OK;
}

enum status line_reader_open(struct line_reader **reader, const char *path, struct flow *flow, struct failure *failure)
{
    struct line_reader *const opened = calloc(1, sizeof *opened);
    *reader = NULL;
    if (opened == NULL) {
        return failure_memory(failure, path);
    }
    opened->spill = flow != NULL ? flow_spill(flow) : NULL;
    opened->path = strdup(path);
    enum status status = opened->path != NULL ? STATUS_OK : failure_memory(failure, path);
    if (status == STATUS_OK) {
        status = byte_source_open(&opened->source, path, flow, failure);
    }
    if (status != STATUS_OK) {
        line_reader_close(opened);
        return STATUS_FAILED;
    }
    *reader = opened;
    return STATUS_OK;
}

void line_reader_keep(struct line_reader *reader)
{
    byte_source_keep(reader->source);
}

void line_reader_skip_crc(struct line_reader *reader)
{
    byte_source_skip_crc(reader->source);
}

void line_reader_close(struct line_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    byte_source_close(reader->source);
    spill_free(reader->spill, reader->buffer);
    free(reader->path);
    free(reader);
}

enum status line_reader_next(struct line_reader *reader, struct span *line, uint64_t *number, bool *found,
                             struct failure *failure)
{
    *found = false;
    *line = (struct span){0};
    if (!reader->has_begun && skip_mark(reader, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    reader->has_begun = true;
    for (;;) {
        const size_t unsearched = reader->end - reader->searched;
        const char *const feed = unsearched == 0 ? NULL : memchr(reader->buffer + reader->searched, '\n', unsearched);
        if (feed != NULL || (reader->at_end && reader->end > reader->start)) {
            const char *const start = reader->buffer + reader->start;
            const size_t length = feed != NULL ? (size_t)(feed - start) + 1 : reader->end - reader->start;
            *line = (struct span){start, length};
            *number = ++reader->number;
            *found = true;
            reader->last_bytes = length;
            reader->start += length;
            reader->searched = reader->start;
            return STATUS_OK;
        }
        reader->searched = reader->end;
        if (reader->at_end) {
            return STATUS_OK;
        }
        if (fill(reader, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
}

enum status line_reader_give(struct line_reader *reader, char **block, struct failure *failure)
{
    const size_t behind = reader->end - reader->start;
    char *rest = NULL;
    size_t capacity = 0;
    *block = NULL;
    if (reader->last_bytes < LINE_GIVEN_BYTES) {
        return STATUS_OK;
    }
    /* A buffer like the first: a megabyte may lie behind the line, unpacked at once. */
    if (long_array_grow(reader->spill, (void **)&rest, &capacity, behind + CHUNK_BYTES, 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(rest, reader->buffer + reader->start, behind);
    *block = reader->buffer;
    reader->buffer = rest;
    reader->capacity = capacity;
    reader->end = behind;
    reader->start = reader->searched = reader->last_bytes = 0;
    return STATUS_OK;
}

void line_reader_position(const struct line_reader *reader, uint64_t *read, uint64_t *size)
{
    byte_source_position(reader->source, read, size);
}

double line_reader_line_bytes(const struct line_reader *reader)
{
    return byte_source_line_bytes(reader->source);
}

enum status line_reader_stored(struct line_reader *reader, uint64_t *bytes, uint32_t *crc, struct failure *failure)
{
    return byte_source_stored(reader->source, bytes, crc, failure);
}

struct span line_trim(struct span line)
{
    if (line.length > 0 && line.bytes[line.length - 1] == '\n') {
        line.length--;
    }
    if (line.length > 0 && line.bytes[line.length - 1] == '\r') {
        line.length--;
    }
    return line;
}

bool line_is_blank(struct span line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] != ' ' && line.bytes[i] != '\t' && line.bytes[i] != '\r' && line.bytes[i] != '\n') {
            return false;
        }
    }
    return true;
}

bool line_is_utf8(struct span line, struct spill *spill, size_t *broken)
{
    for (size_t at = 0; at < line.length;) {
        const size_t left = line.length - at;
        const size_t valid = utf8_valid_prefix(
            (struct span){line.bytes + at, left < SPILL_PIECE_BYTES ? left : SPILL_PIECE_BYTES}, NULL);
        if (valid == 0) {
            *broken = at;
            return false;
        }
        at += valid; /* a character at the end of the piece is looked at again */
        if (left > SPILL_PIECE_BYTES) {
            spill_make_room(spill);
        }
    }
    return true;
}
