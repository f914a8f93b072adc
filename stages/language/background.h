/*
 * background.h - in how many documents of a large collection a surface form occurs: what makes the idf of a handful of
 * documents usable, and what tells a proclitic from a first letter.
 *
 * The tables of data/ are compiled into the program (see background_compile.c for the format); a table is read in place
 * and costs nothing until it is asked.
 */
#ifndef MIZAN_BACKGROUND_H
#define MIZAN_BACKGROUND_H

#include <stdbool.h>
#include <stdint.h>

#include "background_index.h"
#include "failure.h"
#include "span.h"

struct background; /* immutable: any number of threads may ask */

/* The built-in table of a language ("ar", "en"), or NULL: there is none. Lasts as long as the program. */
const struct background *background_builtin(const char *code);

/* Reads a table from a file in the format `#documents<TAB>N`, then `form<TAB>document frequency`, plain or gzip. Names
 * file and line of what is malformed (FAILURE_DATA; FAILURE_NO_INPUT when it cannot be opened). */
enum status background_read(const char *path, struct background **background, struct failure *failure) MUST_CHECK;
void background_free(struct background *background);

/* Says that the words of a text will be asked for: has the pages of a built-in table that a look-up reads from the
 * system's cache at once, by one call and not as each is met. Nothing but time depends on it. */
void background_expect(const struct background *background);

/* Number of documents behind the table, >= 1. */
uint32_t background_documents(const struct background *background);

/* Document frequency of a form, as folder_background_key writes it; 0 if it is not in the table. */
uint32_t background_frequency(const struct background *background, struct span key);

/* The same counted over folded forms: the sum over all of the table's forms that folder_fold makes equal to `folded`
 * (Arabic alif, ya; 0 if none). The stemmer asks this. */
uint32_t background_folded_frequency(const struct background *background, struct span folded);

/* Asks for what the look-up of a key of this hash will read: that of several keys comes at the same time, and while
 * something else is done. Waits for nothing. */
void background_ask(const struct background *background, uint64_t hash);

/* The look-up of a key that is made already. */
uint32_t background_frequency_of(const struct background *background, const struct background_key *key);
uint32_t background_folded_frequency_of(const struct background *background, const struct background_key *key);

/* Can the table have a key of this hash (background_hash_joined), as written or folded? Says no of nearly all that it
 * lacks; else what the look-up will read is asked for. */
bool background_may_hold(const struct background *background, uint64_t hash);

/* The table's folded forms one by one, i from 0, in an order that only the table decides; false past the last. `text`
 * lies in `bytes`, or lasts as long as the table. */
struct background_form {
    struct span text;
    uint32_t frequency;
    char bytes[WORD_HEAD_BYTES];
};
bool background_folded_form(const struct background *background, size_t i, struct background_form *form);

/* A form that is not in the table counts as BACKGROUND_UNSEEN documents (measured: the tables hold forms from 4
 * documents on). */
enum { BACKGROUND_UNSEEN = 3 };

/* Share of the background's documents that hold the form: frequency (BACKGROUND_UNSEEN if 0) / documents. */
double background_share(const struct background *background, struct span key);

/* "name<space>crc32" of each built-in table, for run.json: i from 0; NULL past the last. */
const char *background_identity(unsigned i);

#endif
