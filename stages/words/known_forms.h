/* known_forms.h - how often a form of the Arabic script is known to be written: in the background and in a document. */
#ifndef MIZAN_KNOWN_FORMS_H
#define MIZAN_KNOWN_FORMS_H

#include <stdint.h>

#include "arena.h"
#include "background.h"
#include "fold.h"
#include "spelling.h"
#include "word_map.h"

struct known_forms {
    const struct background
        *background; /* of Arabic, built in: never the user's, so that repairs do not depend on it */
    struct folder *folder;
    struct arena arena;    /* forms of the document */
    struct word_map forms; /* folded form -> index into counts */
    uint32_t *counts;
    size_t count, capacity;
    /* only once a word was expected: few texts are that damaged */
    struct spelling *spelling;
    double total; /* occurrences of all forms */
};

enum status known_forms_open(struct known_forms *known, struct failure *failure) MUST_CHECK;
void known_forms_close(struct known_forms *known);

/* Counts a word of the document. */
enum status known_forms_add(struct known_forms *known, struct span word, struct failure *failure) MUST_CHECK;

/* The words added so far were those of another document. */
void known_forms_forget(struct known_forms *known);

/* Documents of the background that hold the form, and words of this document that were added and have it. */
struct known_form {
    uint64_t background, document;
};
enum status known_forms_find(struct known_forms *known, struct span word, struct known_form *attested,
                             struct failure *failure) MUST_CHECK;

/*
 * How often the word is to be expected in the background, known or not: by the documents that hold it or, if none does,
 * a twentieth of those that hold what is behind its clitic and what its spelling promises, at most
 * BACKGROUND_UNSEEN; and its places in this document less `less`. *expected / *total is a probability.
 */
enum status known_forms_expect(struct known_forms *known, struct span word, uint64_t less, double *expected,
                               double *total, struct failure *failure) MUST_CHECK;

/* Documents behind the background. */
uint64_t known_forms_documents(const struct known_forms *known);

#endif
