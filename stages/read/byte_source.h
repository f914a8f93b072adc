/*
 * byte_source.h - the bytes of a file or of standard input, inflated if they are gzip.
 *
 * gzip is known by its first two bytes, whatever the name. Every member's CRC-32 and length are checked; a file that
 * ends inside a member, or goes on behind the last one with something else than zeros, is damaged.
 */
#ifndef MIZAN_BYTE_SOURCE_H
#define MIZAN_BYTE_SOURCE_H

#include "failure.h"
#include "span.h"

struct byte_source;
struct flow;

/*
 * Opens `path`, or standard input for "-". FAILURE_NO_INPUT if it cannot be opened or is a folder. `flow` (may be NULL)
 * is asked whether a signal ends the run; reading then fails with FAILURE_SIGNAL, to be worded by flow_fail_signal.
 */
enum status byte_source_open(struct byte_source **source, const char *path, struct flow *flow,
                             struct failure *failure) MUST_CHECK;
void byte_source_close(struct byte_source *source);

/* Reads up to `size` (> 0) bytes; *count is 0 at the end alone. FAILURE_DATA for damaged gzip, FAILURE_IO for a failed
 * read. */
enum status byte_source_read(struct byte_source *source, char *buffer, size_t size, size_t *count,
                             struct failure *failure) MUST_CHECK;

/*
 * Nothing has been read yet: standard input, once it was read to its end, is given back by byte_source_close as it was,
 * so that it can be opened again. A pipe is copied into a file without a name (in TMPDIR, else /var/tmp or /tmp) that
 * then takes its place; where there is no room for that, or it is larger than a gigabyte, it remains a pipe that is at
 * its end. Of other paths nothing is done.
 */
void byte_source_keep(struct byte_source *source);

/* The checksum of the stored bytes is not wanted: it is 0. */
void byte_source_skip_crc(struct byte_source *source);

bool byte_source_is_gzip(const struct byte_source *source);

/* How many stored bytes were read so far, and of how many: 0 where the size is not known (a pipe). */
void byte_source_position(const struct byte_source *source, uint64_t *read, uint64_t *size);

/* Bytes of a line on the mean, counted in places spread evenly over the file, half a megabyte in all: the lines of a
 * corpus may be sorted. 0 where they cannot be looked at: compressed, no regular file, no line feed. */
double byte_source_line_bytes(const struct byte_source *source);

/* Size and CRC-32 of the stored bytes, of the whole file: what was not read yet (after damage) is read now. */
enum status byte_source_stored(struct byte_source *source, uint64_t *bytes, uint32_t *crc,
                               struct failure *failure) MUST_CHECK;

#endif
