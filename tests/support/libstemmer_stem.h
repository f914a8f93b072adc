/* libstemmer_stem.h - stems of our own against libstemmer's. */
#ifndef MIZAN_TESTS_LIBSTEMMER_STEM_H
#define MIZAN_TESTS_LIBSTEMMER_STEM_H

#include <stdbool.h>
#include <stddef.h>

#include "span.h"

enum { STEMMED_BYTES_MOST = 256 };

struct sb_stemmer;

/* Has `own` the stem that libstemmer has? Fails the test if not; false if it leaves the word, of at most
 * STEMMED_BYTES_MOST, to libstemmer. */
bool is_libstemmers_stem(struct sb_stemmer *snowball, size_t (*own)(struct span word, char *stem), struct span word);

#endif
