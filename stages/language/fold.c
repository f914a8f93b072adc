/*
 * fold.c - words to normalized words.
 *
 * A round is: NFKC (UAX #15); the changes of fold_character.c; NFKC_Casefold (full case folding with the root
 * locale's rules, default-ignorable characters off: Unicode 15, section 3.13, R5). Rounds repeat until nothing
 * changes, which makes the result idempotent; because NFKC comes first, equivalent words are equal from then on.
 *
 * Most words consist of characters of which each folds by itself (character_fold_simple); they never reach ICU.
 * test_fold.c compares both ways.
 */
#include "fold.h"

#include <limits.h>
#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "array.h"
#include "code_point.h"
#include "fold_character.h"

enum {
    ROUNDS_MOST = 8, /* five were the most that any of 3 million hostile words took; a bound all the same */
    REPLACEMENT_CHARACTER = 0xFFFD,
    UTF8_UNIT_MOST = 3,              /* bytes of UTF-8 that a UTF-16 unit can become */
    WORD_BYTES_MOST = INT32_MAX / 32 /* NFKC makes up to 18 units of one */
};

struct units {
    UChar *items;
    size_t count, capacity;
};

struct bytes {
    char *items;
    size_t count, capacity;
};

struct folder {
    const UNormalizer2 *nfkc, *nfkc_casefold;
    struct units before, middle, after;
    struct bytes folded, key;
};

/* Makes room for the UTF-8 of any word of `length` bytes whose characters change one for one. */
static enum status reserve_bytes(struct bytes *bytes, size_t length, struct failure *failure)
{
    bytes->count = 0;
    return array_reserve((void **)&bytes->items, &bytes->capacity, 2 * length + 1, 1, failure);
}

static void append_utf8(struct bytes *bytes, UChar32 c)
{
    if (c < 0x80) {
        bytes->items[bytes->count++] = (char)c;
        return;
    }
    if (c < 0x800) {
        bytes->items[bytes->count++] = (char)(0xC0 | (c >> 6));
    } else {
        bytes->items[bytes->count++] = (char)(0xE0 | (c >> 12));
        bytes->items[bytes->count++] = (char)(0x80 | ((c >> 6) & 0x3F));
    }
    bytes->items[bytes->count++] = (char)(0x80 | (c & 0x3F));
}

/* Copies the letter at *at, and moves on, if it is one that stays as it is. */
static inline bool copy_plain(struct span word, size_t *at, struct bytes *bytes)
{
    const char *const letter = word.bytes + *at;
    if (word.length - *at < 2 || !character_is_plain_arabic((unsigned char)letter[0], (unsigned char)letter[1])) {
        return false;
    }
    memcpy(bytes->items + bytes->count, letter, 2);
    bytes->count += 2;
    *at += 2;
    return true;
}

/* Behind the letters that the word begins with and that stay as they are: of most Arabic words all. */
static inline size_t plain_end(struct span word)
{
    size_t end = 0;
    while (word.length - end >= 2 &&
           character_is_plain_arabic((unsigned char)word.bytes[end], (unsigned char)word.bytes[end + 1])) {
        end += 2;
    }
    return end;
}

static size_t copy_all_plain(struct span word, struct bytes *bytes)
{
    const size_t end = plain_end(word);
    if (end > 0) {
        memcpy(bytes->items, word.bytes, end);
    }
    bytes->count = end;
    return end;
}

/* Writes the word folded to `bytes` if all its characters are simple. */
static bool fold_all_simple(struct span word, bool turkic, struct bytes *bytes)
{
    for (size_t at = copy_all_plain(word, bytes); at < word.length;) {
        if (copy_plain(word, &at, bytes)) {
            continue;
        }
        const UChar32 c = code_point_next(word, &at);
        const UChar32 folded = c < 0 ? CHARACTER_DEPENDS : character_fold_simple(c, turkic);
        if (folded == CHARACTER_DEPENDS) {
            return false;
        }
        if (folded != CHARACTER_DROPPED) {
            append_utf8(bytes, folded);
        }
    }
    return true;
}

static bool key_all_simple(struct span word, struct bytes *bytes)
{
    for (size_t at = copy_all_plain(word, bytes); at < word.length;) {
        if (copy_plain(word, &at, bytes)) {
            continue;
        }
        const UChar32 c = code_point_next(word, &at);
        const UChar32 lower = c < 0 ? CHARACTER_DEPENDS : character_key_simple(c);
        if (lower == CHARACTER_DEPENDS) {
            return false;
        }
        if (lower != CHARACTER_DROPPED) {
            append_utf8(bytes, lower);
        }
    }
    return true;
}

/* The character at *at of valid UTF-16, of `count` units. */
static UChar32 next_character(const struct units *text, size_t count, size_t *at)
{
    const UChar unit = text->items[(*at)++];
    if (!U16_IS_LEAD(unit) || *at == count) {
        return unit;
    }
    return U16_GET_SUPPLEMENTARY(unit, text->items[(*at)++]);
}

/* In place: no character becomes longer. */
static void fold_units(struct units *text, bool turkic)
{
    const size_t count = text->count;
    size_t written = 0;
    UChar32 last = 0;
    for (size_t at = 0; at < count;) {
        const UChar32 c = next_character(text, count, &at);
        const UChar32 folded = character_fold(c, turkic);
        if (folded != CHARACTER_DROPPED && !character_drops_mark(last, folded)) {
            U16_APPEND_UNSAFE(text->items, written, folded);
            last = folded;
        }
    }
    text->count = written;
}

/* In place, for a key: marks, tatweel and what is invisible go. */
static void strip_units(struct units *text)
{
    const size_t count = text->count;
    size_t written = 0;
    for (size_t at = 0; at < count;) {
        const UChar32 c = next_character(text, count, &at);
        const UChar32 kept = character_key(c);
        if (kept != CHARACTER_DROPPED) {
            U16_APPEND_UNSAFE(text->items, written, kept);
        }
    }
    text->count = written;
}

static enum status reserve_units(struct units *text, size_t count, struct failure *failure)
{
    return array_reserve((void **)&text->items, &text->capacity, count, sizeof *text->items, failure);
}

static enum status fail_icu(const char *function, UErrorCode error, struct failure *failure)
{
    if (error == U_MEMORY_ALLOCATION_ERROR) {
        return failure_memory(failure, "the folding of words");
    }
    return failure_set(failure, FAILURE_INTERNAL,
                       "ICU's %s failed with %s where a folded word was expected; this is a fault of mizan or of the "
                       "installed ICU: please report it",
                       function, u_errorName(error));
}

/* Converts the word to UTF-16; bytes that are no UTF-8 become U+FFFD. */
static enum status decode(struct span word, struct units *text, struct failure *failure)
{
    if (word.length > WORD_BYTES_MOST) {
        return failure_set(failure, FAILURE_DATA,
                           "a word of %zu bytes was found where at most %d were expected: is this a text?", word.length,
                           (int)WORD_BYTES_MOST);
    }
    if (reserve_units(text, word.length + 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = 0;
    u_strFromUTF8WithSub(text->items, (int32_t)(word.length + 1), &count, word.bytes, (int32_t)word.length,
                         REPLACEMENT_CHARACTER, NULL, &error);
    if (U_FAILURE(error)) {
        return fail_icu("u_strFromUTF8WithSub", error, failure);
    }
    text->count = (size_t)count;
    return STATUS_OK;
}

static enum status normalize(const UNormalizer2 *form, const struct units *from, struct units *to,
                             struct failure *failure)
{
    if (reserve_units(to, from->count + 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = unorm2_normalize(form, from->items, (int32_t)from->count, to->items, (int32_t)to->capacity, &error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        if (reserve_units(to, (size_t)count + 1, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        error = U_ZERO_ERROR;
        count = unorm2_normalize(form, from->items, (int32_t)from->count, to->items, (int32_t)to->capacity, &error);
    }
    if (U_FAILURE(error)) {
        return fail_icu("unorm2_normalize", error, failure);
    }
    to->count = (size_t)count;
    return STATUS_OK;
}

static enum status encode(const struct units *text, struct bytes *bytes, struct failure *failure)
{
    if (array_reserve((void **)&bytes->items, &bytes->capacity, UTF8_UNIT_MOST * text->count + 1, 1, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = 0;
    const int32_t capacity = bytes->capacity < INT32_MAX ? (int32_t)bytes->capacity : INT32_MAX;
    u_strToUTF8(bytes->items, capacity, &length, text->items, (int32_t)text->count, &error);
    if (U_FAILURE(error)) {
        return fail_icu("u_strToUTF8", error, failure);
    }
    bytes->count = (size_t)length;
    return STATUS_OK;
}

static bool units_equal(const struct units *a, const struct units *b)
{
    return a->count == b->count && memcmp(a->items, b->items, a->count * sizeof *a->items) == 0;
}

static void swap_units(struct units *a, struct units *b)
{
    const struct units kept = *a;
    *a = *b;
    *b = kept;
}

static enum status fold_by_icu(struct folder *folder, struct span word, bool turkic, struct failure *failure)
{
    if (decode(word, &folder->before, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (unsigned round = 0; round < ROUNDS_MOST; round++) {
        if (normalize(folder->nfkc, &folder->before, &folder->middle, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        fold_units(&folder->middle, turkic);
        if (normalize(folder->nfkc_casefold, &folder->middle, &folder->after, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const bool stable = units_equal(&folder->before, &folder->after);
        swap_units(&folder->before, &folder->after);
        if (stable) {
            break;
        }
    }
    return encode(&folder->before, &folder->folded, failure);
}

static enum status lower(struct units *from, struct units *to, struct failure *failure)
{
    UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
    int32_t count = (int32_t)from->count;
    while (error == U_BUFFER_OVERFLOW_ERROR) {
        if (reserve_units(to, (size_t)count + 1, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        error = U_ZERO_ERROR;
        count = u_strToLower(to->items, (int32_t)to->capacity, from->items, (int32_t)from->count, "", &error);
    }
    if (U_FAILURE(error)) {
        return fail_icu("u_strToLower", error, failure);
    }
    to->count = (size_t)count;
    return STATUS_OK;
}

static enum status key_by_icu(struct folder *folder, struct span word, struct failure *failure)
{
    if (decode(word, &folder->before, failure) != STATUS_OK ||
        normalize(folder->nfkc, &folder->before, &folder->middle, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    strip_units(&folder->middle);
    if (lower(&folder->middle, &folder->after, failure) != STATUS_OK ||
        normalize(folder->nfkc, &folder->after, &folder->before, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return encode(&folder->before, &folder->key, failure);
}

enum status folder_open(struct folder **folder, struct failure *failure)
{
    struct folder *opened = NULL;
    if (array_zeroed((void **)&opened, 1, sizeof *opened, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    UErrorCode error = U_ZERO_ERROR;
    opened->nfkc = unorm2_getNFKCInstance(&error);
    opened->nfkc_casefold = unorm2_getNFKCCasefoldInstance(&error);
    if (U_FAILURE(error)) {
        folder_close(opened);
        return fail_icu("unorm2_getNFKCCasefoldInstance", error, failure);
    }
    *folder = opened;
    return STATUS_OK;
}

void folder_close(struct folder *folder)
{
    if (folder == NULL) {
        return;
    }
    free(folder->before.items);
    free(folder->middle.items);
    free(folder->after.items);
    free(folder->folded.items);
    free(folder->key.items);
    free(folder);
}

bool folder_keeps(struct span word)
{
    return plain_end(word) == word.length;
}

enum status folder_fold(struct folder *folder, struct span word, bool turkic, struct span *folded,
                        struct failure *failure)
{
    if (reserve_bytes(&folder->folded, word.length, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!fold_all_simple(word, turkic, &folder->folded) && fold_by_icu(folder, word, turkic, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *folded = (struct span){folder->folded.items, folder->folded.count};
    return STATUS_OK;
}

enum status folder_background_key(struct folder *folder, struct span word, struct span *key, struct failure *failure)
{
    if (reserve_bytes(&folder->key, word.length, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!key_all_simple(word, &folder->key) && key_by_icu(folder, word, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *key = (struct span){folder->key.items, folder->key.count};
    return STATUS_OK;
}
