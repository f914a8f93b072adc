/* charset.h - in which charset is this file? Decided from the facts of a first pass over all of it, and its head. */
#ifndef MIZAN_CHARSET_H
#define MIZAN_CHARSET_H

#include "decoder.h"
#include "failure.h"
#include "span.h"

enum { CHARSET_HEAD_BYTES = 1 << 16 };

enum charset_kind {
    CHARSET_UTF8,        /* well-formed */
    CHARSET_BROKEN_UTF8, /* UTF-8 with malformed parts */
    CHARSET_MARKED,      /* a byte order mark says it */
    CHARSET_DETECTED,    /* guessed; confidence says how well */
    CHARSET_BINARY       /* no text, or in a charset that cannot be told */
};

struct charset {
    enum charset_kind kind;
    const char *name; /* for decoder_open; NULL for UTF-8; in ICU's own memory */
    int confidence;   /* 0 to 100 of a detected one, best guess of a binary one */
};

/* What the first pass found: `utf8` are the facts of decoding all of it as UTF-8. */
struct charset_facts {
    const struct decoder_facts *utf8;
    bool has_nul;
    struct span head; /* the first CHARSET_HEAD_BYTES, or all of it */
};

enum status charset_choose(const struct charset_facts *facts, struct charset *charset,
                           struct failure *failure) MUST_CHECK;

#endif
