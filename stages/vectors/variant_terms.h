/* variant_terms.h - the terms that one choice of stemmer makes of the forms, whichever of them a variant counts. */
#ifndef MIZAN_VARIANT_TERMS_H
#define MIZAN_VARIANT_TERMS_H

#include "failure.h"
#include "matrix.h"

#define VARIANT_NO_TERM UINT32_MAX

struct variant_term {
    struct span text;
    enum channel channel;
};

/* Zero-initialized it is empty. */
struct variant_terms {
    struct variant_term *terms; /* each once, by channel, then by bytes; the text is borrowed from a form */
    size_t count;
    uint32_t *of_form; /* by form of the readings: into terms, or VARIANT_NO_TERM for one that can be no term */
};

/* Close it also after a failure. */
enum status variant_terms_open(struct variant_terms *terms, const struct readings *readings, enum stem_choice choice,
                               struct failure *failure) MUST_CHECK;
void variant_terms_close(struct variant_terms *terms);

#endif
