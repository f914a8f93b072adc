/*
 * survey.c - two passes, because a broken byte or a wrong checksum may stand at the very end: only a file that was seen
 * whole can be called UTF-8, or sound.
 *
 * Files up to KEPT_BYTES, which is nearly all, are read once and replayed from memory; a larger one costs a second
 * read.
 */
#include "survey.h"

#include <stdlib.h>

#include "array.h"
#include "byte_source.h"

enum { KEPT_BYTES = 1 << 20, CHUNK_BYTES = 1 << 16 };

void survey_free(struct survey *survey)
{
    free(survey->kept);
    *survey = (struct survey){0};
}

/* Looks at the next bytes, and keeps them while there is room. */
static enum status look_at(struct survey *survey, struct span bytes, uint64_t offset, struct decoder *decoder,
                           struct failure *failure)
{
    if (survey->kept_length + bytes.length > KEPT_BYTES) {
        survey->kept_all = false;
    }
    if (survey->kept_all && bytes.length > 0) {
        if (array_reserve((void **)&survey->kept, &survey->kept_capacity, survey->kept_length + bytes.length, 1,
                          failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        memcpy(survey->kept + survey->kept_length, bytes.bytes, bytes.length);
        survey->kept_length += bytes.length;
    }
    const char *const nul = survey->has_nul || bytes.length == 0 ? NULL : memchr(bytes.bytes, '\0', bytes.length);
    if (nul != NULL) {
        survey->has_nul = true;
        survey->first_nul = offset + (uint64_t)(nul - bytes.bytes);
    }
    return decoder_feed(decoder, bytes, bytes.length == 0, NULL, failure);
}

static enum status look_at_all(struct survey *survey, struct byte_source *source, struct decoder *decoder,
                               struct failure *failure)
{
    char chunk[CHUNK_BYTES];
    uint64_t offset = 0;
    size_t count;
    do {
        if (byte_source_read(source, chunk, sizeof chunk, &count, failure) != STATUS_OK ||
            look_at(survey, (struct span){chunk, count}, offset, decoder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        offset += count;
    } while (count > 0);
    return STATUS_OK;
}

enum status survey_file(struct survey *survey, const char *path, struct flow *flow, struct failure *failure)
{
    *survey = (struct survey){.kept = survey->kept, .kept_capacity = survey->kept_capacity, .kept_all = true};
    struct byte_source *source;
    if (byte_source_open(&source, path, flow, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    survey->gzip = byte_source_is_gzip(source);
    struct decoder *decoder = NULL;
    enum status status = decoder_open(&decoder, NULL, failure);
    if (status == STATUS_OK) {
        status = look_at_all(survey, source, decoder, failure);
        survey->utf8 = *decoder_facts(decoder);
    }
    if (status == STATUS_OK || failure->kind == FAILURE_DATA) {
        struct failure second = {0};
        if (byte_source_stored(source, &survey->stored_bytes, &survey->stored_crc, &second) != STATUS_OK) {
            *failure = second;
            status = STATUS_FAILED;
        }
    }
    decoder_close(decoder);
    byte_source_close(source);
    return status;
}

static enum status read_again(const struct survey *survey, const char *path, struct byte_source *source,
                              struct decoder *decoder, const struct decoded *decoded, struct failure *failure)
{
    char chunk[CHUNK_BYTES];
    size_t count;
    do {
        if (byte_source_read(source, chunk, sizeof chunk, &count, failure) != STATUS_OK ||
            decoder_feed(decoder, (struct span){chunk, count}, count == 0, decoded, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    } while (count > 0);
    uint64_t stored_bytes;
    uint32_t stored_crc;
    if (byte_source_stored(source, &stored_bytes, &stored_crc, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (stored_bytes != survey->stored_bytes || stored_crc != survey->stored_crc) {
        return failure_set(failure, FAILURE_IO, "%s: changed while it was read; run again when it is at rest", path);
    }
    return STATUS_OK;
}

enum status survey_replay(const struct survey *survey, const char *path, struct flow *flow, struct decoder *decoder,
                          const struct decoded *decoded, struct failure *failure)
{
    if (survey->kept_all) {
        const struct span kept = {survey->kept, survey->kept_length};
        return decoder_feed(decoder, kept, true, decoded, failure);
    }
    struct byte_source *source;
    if (byte_source_open(&source, path, flow, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status status = read_again(survey, path, source, decoder, decoded, failure);
    byte_source_close(source);
    return status;
}
