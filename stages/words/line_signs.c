/*
 * line_signs.c - the conditions of all kinds of repair on a word, in one walk over a line; asked by each kind for
 * itself they took four. How long a word is no processor foresees, and so nothing is decided by it before one of the
 * rare letters has shown.
 */
#include "line_signs.h"

#include "lam_alef.h"
#include "spaced_letters.h"
#include "visual_order.h"
#include "word_head.h"

/* Letters of two bytes as numbers, little-endian: the first is the lowest. */
#define TA_MARBUTA 0xA9D8u
#define ALEF_MAKSURA 0x89D9u
#define MEEM_LAM 0x84D985D9u
#define LAM_ALEF 0xA7D884D9u

#define IS_RARE(condition) __builtin_expect(condition, 0)

/* Is the word one letter with marks behind it? */
static inline bool is_marked_letter(uint64_t first, size_t length)
{
    enum { FIRST_MARK = 0xD98B, LAST_MARK = 0xD9BF, BYTES_LEAST = 4, BYTES_MOST = 7 };
    const uint32_t second = __builtin_bswap16((uint16_t)(first >> 16));
    return IS_RARE(second - FIRST_MARK <= LAST_MARK - FIRST_MARK) && length >= BYTES_LEAST && length <= BYTES_MOST;
}

/* Does it begin with a letter that ends words? */
static inline bool has_turned_start(uint64_t first, size_t length)
{
    const uint32_t letter = first & UINT16_MAX;
    return IS_RARE(letter == TA_MARBUTA || letter == ALEF_MAKSURA) && length > 4;
}

/* Does it end as the article does, turned round? */
static inline bool has_turned_article(uint32_t last, size_t length)
{
    return IS_RARE(last == LAM_ALEF) && length > 8;
}

/* Meem and lam behind the first letter, or the second? */
static inline bool may_be_swapped(uint64_t first, size_t length)
{
    enum { BYTES_LEAST = 10 };
    return IS_RARE((uint32_t)(first >> 16) == MEEM_LAM || (uint32_t)(first >> 32) == MEEM_LAM) && length >= BYTES_LEAST;
}

size_t line_signs_find(const struct word *words, size_t count, unsigned *signs)
{
    unsigned flags = 0, turned = 0, found = 0;
    bool was_letter = false;
    size_t i = 0;
    do {
        const struct span word = words[i].surface;
        const uint64_t first = word_head_eight(word.bytes);
        const bool is_letter = word.length == 2 || is_marked_letter(first, word.length);
        if (is_letter && was_letter) {
            found |= SIGN_LETTERS;
        }
        if (may_be_swapped(first, word.length)) {
            found |= SIGN_LAM_MEEM;
        }
        if (has_turned_start(first, word.length)) {
            turned++;
        }
        if (has_turned_article((uint32_t)word_head_four(word.bytes + word.length - 4), word.length)) {
            turned++;
        }
        was_letter = is_letter;
        flags |= words[i].flags;
        i++;
    } while (i < count && (words[i].flags & WORD_STARTS_LINE) == 0);
    *signs = found | ((flags & WORD_NUMERIC) != 0 ? SIGN_NUMBER : 0U) | (turned >= SUSPECTS_LEAST ? SIGN_TURNED : 0U);
    return i;
}

unsigned line_signs_of_text(struct span text)
{
    return (visual_order_may_have_forms(text) ? SIGN_FORMS : 0U) | (lam_alef_may_be_in(text) ? SIGN_LAM_ALEF : 0U) |
           (spaced_letters_have_tatweel(text) ? SIGN_TATWEEL : 0U);
}
