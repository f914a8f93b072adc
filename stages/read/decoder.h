/*
 * decoder.h - bytes in any charset, fed in chunks, to well-formed UTF-8.
 *
 * What is malformed becomes U+FFFD, one for each maximal part, and is counted; where a chunk ends never matters.
 */
#ifndef MIZAN_DECODER_H
#define MIZAN_DECODER_H

#include "failure.h"
#include "span.h"

struct decoder;

/* Where decoded text goes; each span holds whole characters. A failure of `take` ends decoding and is handed on. */
struct decoded {
    enum status (*take)(void *context, struct span utf8, struct failure *failure);
    void *context;
};

struct decoder_facts {
    uint64_t bytes;        /* fed so far */
    uint64_t multibyte;    /* UTF-8 alone: well-formed characters above U+007F */
    uint64_t broken;       /* malformed parts */
    uint64_t first_broken; /* its byte, set if broken > 0; where a chunk ends in it, ICU's may be a byte or two off */
    bool broken_at_end;    /* UTF-8 alone: the bytes end inside a character */
};

/* `charset` is a name of ICU's converters, NULL for UTF-8. FAILURE_USAGE if ICU does not know the name. */
enum status decoder_open(struct decoder **decoder, const char *charset, struct failure *failure) MUST_CHECK;
void decoder_close(struct decoder *decoder);

/* Decodes `bytes`; `last` says that none follow. `decoded` may be NULL for UTF-8: only the facts are wanted. */
enum status decoder_feed(struct decoder *decoder, struct span bytes, bool last, const struct decoded *decoded,
                         struct failure *failure) MUST_CHECK;

const struct decoder_facts *decoder_facts(const struct decoder *decoder);

/* The charset's usual name ("UTF-8", "windows-1256"); lives as long as the program. */
const char *decoder_name(const struct decoder *decoder);

#endif
