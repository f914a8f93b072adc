/* line_reader.h - a byte source, line by line; a giant line lies in a file without a name beyond --memory. */
#ifndef MIZAN_LINE_READER_H
#define MIZAN_LINE_READER_H

#include "failure.h"
#include "span.h"

struct line_reader;
struct flow;
struct spill;

/* A longer line is FAILURE_DATA: what has no line feeds at all would fill the temporary folder. */
#define LINE_LIMIT_BYTES (UINT64_C(1) << 32)
enum { LINE_GIVEN_BYTES = 1 << 20 };

/* Opens as byte_source_open does. A byte order mark of UTF-8 at the head is left out. Giant lines are of the flow's
 * spill. */
enum status line_reader_open(struct line_reader **reader, const char *path, struct flow *flow,
                             struct failure *failure) MUST_CHECK;
/* As byte_source_keep, before the first line. */
void line_reader_keep(struct line_reader *reader);
/* As byte_source_skip_crc. */
void line_reader_skip_crc(struct line_reader *reader);
void line_reader_close(struct line_reader *reader);

/* The next line with its line feed, if it has one; valid until the next call. *number counts from 1. *found is false at
 * the end alone. Fails as byte_source_read does. */
enum status line_reader_next(struct line_reader *reader, struct span *line, uint64_t *number, bool *found,
                             struct failure *failure) MUST_CHECK;

/* Gives the memory of the last line away, if it is a giant one, of LINE_GIVEN_BYTES and more: *block, to be given back
 * with spill_free, holds it then; else NULL. The line stays valid as long as the block does. */
enum status line_reader_give(struct line_reader *reader, char **block, struct failure *failure) MUST_CHECK;

/* As byte_source_position. */
void line_reader_position(const struct line_reader *reader, uint64_t *read, uint64_t *size);

/* As byte_source_line_bytes. */
double line_reader_line_bytes(const struct line_reader *reader);

/* As byte_source_stored. */
enum status line_reader_stored(struct line_reader *reader, uint64_t *bytes, uint32_t *crc,
                               struct failure *failure) MUST_CHECK;

/* The line without line feed, and without the carriage return before it. */
struct span line_trim(struct span line);

/* Nothing but spaces, tabs and line ends? */
bool line_is_blank(struct span line);

/* As utf8_is_valid, of a line that may be a giant one of the spill, or NULL. */
bool line_is_utf8(struct span line, struct spill *spill, size_t *broken);

#endif
