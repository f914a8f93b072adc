/*
 * fold.h - the normalized form of a word: what is the same word to a reader becomes the same bytes.
 *
 * NFKC, full case folding in the root locale (Turkic rules where asked), marks and tatweel off, Arabic letter variants
 * and digits of every script folded. Source of the rules: the comment at the top of fold.c.
 */
#ifndef MIZAN_FOLD_H
#define MIZAN_FOLD_H

#include <stdbool.h>

#include "failure.h"
#include "span.h"

struct folder; /* buffers and ICU's normalizer; one per thread */

enum status folder_open(struct folder **folder, struct failure *failure) MUST_CHECK;
void folder_close(struct folder *folder);

/*
 * Folds one word (valid UTF-8). *folded points into the folder and is valid until its next call; it may be empty (a
 * word of marks alone). Idempotent: folding the result again gives the same bytes; canonically and compatibly
 * equivalent words give the same bytes.
 */
enum status folder_fold(struct folder *folder, struct span word, bool turkic, struct span *folded,
                        struct failure *failure) MUST_CHECK;

/* The key of a word in the background tables: lower case, without vowel marks and tatweel, but with its letter variants
 * (hamza, ya) as written. Same lifetime as folder_fold's result, in a buffer of its own. */
enum status folder_background_key(struct folder *folder, struct span word, struct span *key,
                                  struct failure *failure) MUST_CHECK;

/* Is the word, for certain, its own folded form and key, whatever the language? So are most Arabic words. */
bool folder_keeps(struct span word);

#endif
