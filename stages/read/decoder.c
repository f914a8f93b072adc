/*
 * decoder.c - UTF-8 by utf8.h, all else by ICU's converters through UTF-16 (ucnv_convertEx).
 *
 * UTF-8 is not left to ICU: its text passes through uncopied, and the first pass over a file wants the same counts
 * without any output. ICU's default callback would write U+001A for some charsets, so the callback here writes U+FFFD
 * and counts.
 */
#include <stdlib.h>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include "decoder.h"
#include "utf8.h"

enum { PIVOT_UNITS = 4096, OUTPUT_BYTES = 1 << 14 };

struct decoder {
    const char *name;
    struct decoder_facts facts;
    char waiting[UTF8_LONGEST]; /* UTF-8: a character that the last chunk began */
    size_t waiting_length;
    UConverter *from, *to; /* NULL for UTF-8 */
    const char *chunk;     /* the bytes being fed, for the callback */
    UChar pivot[PIVOT_UNITS];
    UChar *pivot_source, *pivot_target;
    char output[OUTPUT_BYTES];
};

static void count_broken(struct decoder *decoder, uint64_t at)
{
    if (decoder->facts.broken++ == 0) {
        decoder->facts.first_broken = at;
    }
}

/* ICU calls this with *error set to what it met; clearing it goes on. */
static void replace_malformed(const void *context, UConverterToUnicodeArgs *arguments, const char *units,
                              int32_t length, UConverterCallbackReason reason, UErrorCode *error)
{
    (void)units;
    if (reason > UCNV_IRREGULAR) {
        return;
    }
    struct decoder *const decoder = (struct decoder *)(uintptr_t)context;
    const uint64_t behind = decoder->facts.bytes + (uint64_t)(arguments->source - decoder->chunk);
    count_broken(decoder, behind - (uint64_t)length);
    const UChar replacement = 0xFFFD;
    *error = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, error);
}

static enum status icu_failed(struct failure *failure, const char *charset, UErrorCode error)
{
    if (error == U_MEMORY_ALLOCATION_ERROR) {
        return failure_memory(failure, "a charset converter");
    }
    return failure_set(failure, FAILURE_INTERNAL, "ICU's converter for %s failed: %s", charset, u_errorName(error));
}

static const char *usual_name(const char *internal, const char *given)
{
    UErrorCode error = U_ZERO_ERROR;
    const char *name = ucnv_getStandardName(internal, "MIME", &error);
    if (name == NULL || U_FAILURE(error)) {
        error = U_ZERO_ERROR;
        name = ucnv_getStandardName(internal, "IANA", &error);
    }
    if (name != NULL && U_SUCCESS(error)) {
        return name;
    }
    error = U_ZERO_ERROR;
    name = ucnv_getAlias(given, 0, &error); /* the internal name, in ICU's own memory */
    return name != NULL && U_SUCCESS(error) ? name : "unnamed";
}

static enum status open_converters(struct decoder *decoder, const char *charset, struct failure *failure)
{
    UErrorCode error = U_ZERO_ERROR;
    decoder->from = ucnv_open(charset, &error);
    if (error == U_FILE_ACCESS_ERROR || error == U_ILLEGAL_ARGUMENT_ERROR) {
        return failure_set(failure, FAILURE_USAGE,
                           "--encoding %s: no such charset; a name as UTF-8, windows-1256, ISO-8859-6 or KOI8-R is "
                           "expected (uconv -l lists them)",
                           charset);
    }
    if (U_FAILURE(error)) {
        return icu_failed(failure, charset, error);
    }
    const char *const internal = ucnv_getName(decoder->from, &error);
    if (U_FAILURE(error)) {
        return icu_failed(failure, charset, error);
    }
    if (ucnv_getType(decoder->from) == UCNV_UTF8) {
        ucnv_close(decoder->from);
        decoder->from = NULL;
        return STATUS_OK;
    }
    decoder->name = usual_name(internal, charset);
    decoder->to = ucnv_open("UTF-8", &error);
    if (U_SUCCESS(error)) {
        ucnv_setToUCallBack(decoder->from, replace_malformed, decoder, NULL, NULL, &error);
    }
    if (U_FAILURE(error)) {
        return icu_failed(failure, charset, error);
    }
    decoder->pivot_source = decoder->pivot_target = decoder->pivot;
    return STATUS_OK;
}

enum status decoder_open(struct decoder **decoder, const char *charset, struct failure *failure)
{
    struct decoder *const opened = calloc(1, sizeof *opened);
    *decoder = NULL;
    if (opened == NULL) {
        return failure_memory(failure, "a decoder");
    }
    opened->name = "UTF-8";
    if (charset != NULL && open_converters(opened, charset, failure) != STATUS_OK) {
        decoder_close(opened);
        return STATUS_FAILED;
    }
    *decoder = opened;
    return STATUS_OK;
}

void decoder_close(struct decoder *decoder)
{
    if (decoder == NULL) {
        return;
    }
    ucnv_close(decoder->to);
    ucnv_close(decoder->from);
    free(decoder);
}

static enum status put(const struct decoded *decoded, struct span utf8, struct failure *failure)
{
    return decoded == NULL || utf8.length == 0 ? STATUS_OK : decoded->take(decoded->context, utf8, failure);
}

static enum status put_replacement(struct decoder *decoder, uint64_t at, const struct decoded *decoded,
                                   struct failure *failure)
{
    count_broken(decoder, at);
    return put(decoded, span_of(UTF8_REPLACEMENT), failure);
}

/* Completes the character that waits, byte by byte from the head of *bytes. */
static enum status finish_waiting(struct decoder *decoder, struct span *bytes, const struct decoded *decoded,
                                  struct failure *failure)
{
    while (decoder->waiting_length > 0 && bytes->length > 0) {
        decoder->waiting[decoder->waiting_length] = bytes->bytes[0];
        const struct span joined = {decoder->waiting, decoder->waiting_length + 1};
        bool open = false;
        if (utf8_valid_prefix(joined, NULL) == joined.length) {
            decoder->facts.multibyte++;
            decoder->waiting_length = 0;
            if (put(decoded, joined, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
        } else if (utf8_broken_subpart(joined, &open), open) {
            decoder->waiting_length++;
        } else {
            /* the new byte does not belong to it and is looked at again */
            const uint64_t at = decoder->facts.bytes - decoder->waiting_length;
            decoder->waiting_length = 0;
            if (put_replacement(decoder, at, decoded, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            continue;
        }
        *bytes = (struct span){bytes->bytes + 1, bytes->length - 1};
        decoder->facts.bytes++;
    }
    return STATUS_OK;
}

static enum status feed_utf8(struct decoder *decoder, struct span bytes, bool last, const struct decoded *decoded,
                             struct failure *failure)
{
    if (finish_waiting(decoder, &bytes, decoded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    while (bytes.length > 0) {
        const size_t valid = utf8_valid_prefix(bytes, &decoder->facts.multibyte);
        if (put(decoded, (struct span){bytes.bytes, valid}, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        decoder->facts.bytes += valid;
        bytes = (struct span){bytes.bytes + valid, bytes.length - valid};
        if (bytes.length == 0) {
            break;
        }
        bool open;
        const size_t subpart = utf8_broken_subpart(bytes, &open);
        if (open) {
            memcpy(decoder->waiting, bytes.bytes, bytes.length);
            decoder->waiting_length = bytes.length;
            decoder->facts.bytes += bytes.length;
            break;
        }
        if (put_replacement(decoder, decoder->facts.bytes, decoded, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        decoder->facts.bytes += subpart;
        bytes = (struct span){bytes.bytes + subpart, bytes.length - subpart};
    }
    if (!last || decoder->waiting_length == 0) {
        return STATUS_OK;
    }
    decoder->facts.broken_at_end = true;
    const uint64_t at = decoder->facts.bytes - decoder->waiting_length;
    decoder->waiting_length = 0;
    return put_replacement(decoder, at, decoded, failure);
}

static enum status feed_converter(struct decoder *decoder, struct span bytes, bool last, const struct decoded *decoded,
                                  struct failure *failure)
{
    const char *source = bytes.length > 0 ? bytes.bytes : "";
    const char *const source_end = source + bytes.length;
    decoder->chunk = source;
    UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
    size_t begun = 0; /* bytes of a character that a full buffer cut in two */
    while (error == U_BUFFER_OVERFLOW_ERROR) {
        char *target = decoder->output + begun;
        error = U_ZERO_ERROR;
        ucnv_convertEx(decoder->to, decoder->from, &target, decoder->output + OUTPUT_BYTES, &source, source_end,
                       decoder->pivot, &decoder->pivot_source, &decoder->pivot_target, decoder->pivot + PIVOT_UNITS,
                       false, last, &error);
        if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR) {
            return icu_failed(failure, decoder->name, error);
        }
        const struct span written = {decoder->output, (size_t)(target - decoder->output)};
        const struct span whole = {decoder->output, utf8_valid_prefix(written, NULL)};
        if (put(decoded, whole, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        begun = written.length - whole.length;
        memmove(decoder->output, decoder->output + whole.length, begun);
    }
    decoder->facts.bytes += bytes.length;
    return STATUS_OK;
}

enum status decoder_feed(struct decoder *decoder, struct span bytes, bool last, const struct decoded *decoded,
                         struct failure *failure)
{
    return decoder->from == NULL ? feed_utf8(decoder, bytes, last, decoded, failure)
                                 : feed_converter(decoder, bytes, last, decoded, failure);
}

const struct decoder_facts *decoder_facts(const struct decoder *decoder)
{
    return &decoder->facts;
}

const char *decoder_name(const struct decoder *decoder)
{
    return decoder->name;
}
