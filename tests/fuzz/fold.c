/*
 * fold.c - any text as one word: the fold is well-formed and idempotent, and what is canonically or compatibly
 * equivalent folds to the same bytes, as fold.h promises.
 */
#include "fuzz.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "fold.h"
#include "utf8.h"

enum { WORD_BYTES_MOST = 256, UNITS_MOST = 8192 };

static struct folder *folder;

static struct span copy_of(struct span span, char *buffer)
{
    if (span.length > 0) {
        memcpy(buffer, span.bytes, span.length);
    }
    return (struct span){buffer, span.length};
}

static struct span fold(struct span word, bool turkic, char *buffer)
{
    struct failure failure = {0};
    struct span folded;
    size_t broken = 0;
    REQUIRE(folder_fold(folder, word, turkic, &folded, &failure) == STATUS_OK);
    REQUIRE(utf8_is_valid(folded, &broken) && folded.length < UNITS_MOST);
    return copy_of(folded, buffer);
}

/* The word in another normalization form; empty if it does not fit. */
static struct span normalized(struct span word, const UNormalizer2 *form, char *buffer)
{
    static UChar units[UNITS_MOST], other[UNITS_MOST];
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = 0, length = 0;
    u_strFromUTF8(units, UNITS_MOST, &count, word.bytes, (int32_t)word.length, &error);
    const int32_t made = unorm2_normalize(form, units, count, other, UNITS_MOST, &error);
    u_strToUTF8(buffer, UNITS_MOST, &length, other, made, &error);
    REQUIRE(U_SUCCESS(error));
    return (struct span){buffer, (size_t)length};
}

static void check(struct span word, bool turkic)
{
    static char folded_bytes[UNITS_MOST], again_bytes[UNITS_MOST], form_bytes[UNITS_MOST];
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *const forms[] = {unorm2_getNFCInstance(&error), unorm2_getNFDInstance(&error),
                                         unorm2_getNFKCInstance(&error), unorm2_getNFKDInstance(&error)};
    const struct span folded = fold(word, turkic, folded_bytes);
    REQUIRE(span_equal(fold(folded, turkic, again_bytes), folded));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const struct span same = normalized(word, forms[i], form_bytes);
        REQUIRE(span_equal(fold(same, turkic, again_bytes), folded));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct failure failure = {0};
    struct span word, key;
    size_t broken = 0;
    if (folder == NULL) {
        REQUIRE(folder_open(&folder, &failure) == STATUS_OK);
    }
    if (size > WORD_BYTES_MOST) {
        return 0;
    }
    REQUIRE(utf8_repair(fuzz_span(data, size), &arena, &word, &failure) == STATUS_OK);
    if (word.length > 0 && memchr(word.bytes, '\0', word.length) == NULL) {
        check(word, false);
        check(word, true);
        REQUIRE(folder_background_key(folder, word, &key, &failure) == STATUS_OK);
        REQUIRE(utf8_is_valid(key, &broken));
    }
    arena_free(&arena);
    return 0;
}
