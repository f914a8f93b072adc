/* survey.h - the first pass over a file: is it whole, how is it stored, and could it be UTF-8? */
#ifndef MIZAN_SURVEY_H
#define MIZAN_SURVEY_H

#include "decoder.h"
#include "failure.h"
#include "span.h"

struct flow;

/* Zero-initialized it is empty; one serves many files. */
struct survey {
    char *kept; /* the head of the inflated bytes, or all of them */
    size_t kept_length, kept_capacity;
    bool kept_all;
    bool gzip;
    bool has_nul;
    uint64_t first_nul;        /* its byte, if has_nul */
    struct decoder_facts utf8; /* of all bytes taken as UTF-8 */
    uint64_t stored_bytes;
    uint32_t stored_crc;
};

void survey_free(struct survey *survey);

/* Reads all of the file. Fails as byte_source does; the stored size and CRC-32 are set also where it is damaged
 * (FAILURE_DATA). */
enum status survey_file(struct survey *survey, const char *path, struct flow *flow, struct failure *failure) MUST_CHECK;

/* The same bytes again, in chunks, into `decoder`: from memory, or read once more. FAILURE_IO if the file has changed.
 */
enum status survey_replay(const struct survey *survey, const char *path, struct flow *flow, struct decoder *decoder,
                          const struct decoded *decoded, struct failure *failure) MUST_CHECK;

#endif
