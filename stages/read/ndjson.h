/* ndjson.h - one line of NDJSON: an object with the string `text` and metadata. */
#ifndef MIZAN_NDJSON_H
#define MIZAN_NDJSON_H

#include "arena.h"
#include "failure.h"
#include "json_short.h"
#include "metadata.h"

/* Zero-initialized it holds nothing. Spans are valid until ndjson_free and as long as the line and the arena. */
struct ndjson {
    struct json_t *root;
    struct json_short shortened;
    struct span text; /* as it is written, for json_text_take, if text_spared is above 0 */
    size_t text_spared;
    struct metadata metadata; /* the other members that are strings, numbers (as written) or booleans, in file order */
};

/*
 * Parses a line without its line end. FAILURE_DATA says what is wrong, with the byte from 1, and without the file's
 * name; a member that is null is not there. The line may be a giant one of the spill, or NULL: then its text is not
 * held in memory, and FAILURE_USAGE where its other members do not fit --memory. *ndjson is to be freed in any case.
 */
enum status ndjson_parse(struct ndjson *ndjson, struct span line, struct spill *spill, struct arena *arena,
                         struct failure *failure) MUST_CHECK;
void ndjson_free(struct ndjson *ndjson);

#endif
