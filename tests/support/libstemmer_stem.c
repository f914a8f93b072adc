#include "libstemmer_stem.h"

#include <criterion/criterion.h>
#include <libstemmer.h>
#include <string.h>

bool is_libstemmers_stem(struct sb_stemmer *snowball, size_t (*own)(struct span word, char *stem), struct span word)
{
    char stem[STEMMED_BYTES_MOST];
    cr_assert_leq(word.length, sizeof stem);
    const size_t length = own(word, stem);
    if (length == 0) {
        return false;
    }
    const sb_symbol *const wanted = sb_stemmer_stem(snowball, (const sb_symbol *)word.bytes, (int)word.length);
    const size_t wanted_length = (size_t)sb_stemmer_length(snowball);
    cr_assert(length == wanted_length && memcmp(stem, wanted, length) == 0, "%.*s: %.*s, libstemmer %.*s",
              SPAN_ARGUMENTS(word), (int)length, stem, (int)wanted_length, (const char *)wanted);
    return true;
}
