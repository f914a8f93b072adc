/*
 * lam_alef.c - PDF files print lam and alef as one sign. Where its two letters are extracted in the wrong order,
 * "al-ishtirak" begins with two alefs, which no Arabic word does: such words are clear by themselves, if the background
 * knows the word with the letters in order and hardly as it is written. When there are several of them in a document,
 * and no ligature in order to speak of, each pair of alef and lam may be a swapped one; the background decides, the
 * commoner word wins.
 */
#include "lam_alef.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "letters.h"

enum { CLEAR_TIMES = 20, CLEAR_LETTERS_LEAST = 4, PAIRS_MOST = 4 };
enum { ALEF = 0x0627, ALEF_MADDA = 0x0622, ALEF_HAMZA_ABOVE = 0x0623, ALEF_HAMZA_BELOW = 0x0625, LAM = 0x0644 };

static bool is_alef(int32_t letter)
{
    return letter == ALEF || letter == ALEF_MADDA || letter == ALEF_HAMZA_ABOVE || letter == ALEF_HAMZA_BELOW;
}

/* The places of alef before lam; *clear: the first of them that stands behind another alef, or PAIRS_MOST. */
static size_t find_pairs(const struct letters *letters, size_t pairs[PAIRS_MOST], size_t *clear)
{
    size_t count = 0;
    *clear = PAIRS_MOST;
    for (size_t i = 0; i + 1 < letters->count && count < PAIRS_MOST; i++) {
        if (is_alef(letters->items[i]) && letters->items[i + 1] == LAM) {
            if (i > 0 && letters->items[i - 1] == ALEF && *clear == PAIRS_MOST) {
                *clear = count;
            }
            pairs[count++] = i++;
        }
    }
    return count;
}

static bool has_sound_pair(const struct letters *letters)
{
    for (size_t i = 0; i + 1 < letters->count; i++) {
        if (letters->items[i] == LAM && is_alef(letters->items[i + 1])) {
            return true;
        }
    }
    return false;
}

/* The letters with those pairs in the other order whose bits are set. */
static struct letters swap(const struct letters *letters, const size_t *pairs, size_t count, unsigned swapped)
{
    struct letters result = *letters;
    for (size_t i = 0; i < count; i++) {
        if ((swapped >> i & 1) != 0) {
            result.items[pairs[i]] = letters->items[pairs[i] + 1];
            result.items[pairs[i] + 1] = letters->items[pairs[i]];
        }
    }
    return result;
}

/* The commonest of the words that swapping the pair `must`, and others or none, gives. *frequency is the background's,
 * 0 if it knows none. */
static enum status choose(struct mending *mending, const struct letters *letters, const size_t *pairs, size_t count,
                          unsigned must, struct letters *chosen, uint64_t *frequency, struct failure *failure)
{
    *frequency = 0;
    for (unsigned swapped = must; swapped < 1U << count; swapped++) {
        if ((swapped & must) != must) {
            continue;
        }
        const struct letters candidate = swap(letters, pairs, count, swapped);
        struct span word;
        struct known_form attested;
        if (letters_write(&candidate, &mending->arena, &word, failure) != STATUS_OK ||
            known_forms_find(&mending->forms, word, &attested, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (attested.background > *frequency) {
            *frequency = attested.background;
            *chosen = candidate;
        }
    }
    return STATUS_OK;
}

/* *is_clear: the word as it is written cannot be, and *mended is one that the background knows. */
static enum status mend_clear(struct mending *mending, const struct word *word, const struct letters *letters,
                              struct letters *mended, bool *is_clear, struct failure *failure)
{
    size_t pairs[PAIRS_MOST], clear;
    const size_t count = find_pairs(letters, pairs, &clear);
    struct known_form written;
    uint64_t frequency;
    *is_clear = false;
    if (clear == PAIRS_MOST || letters->count < CLEAR_LETTERS_LEAST) {
        return STATUS_OK;
    }
    if (known_forms_find(&mending->forms, word->surface, &written, failure) != STATUS_OK ||
        choose(mending, letters, pairs, count, 1U << clear, mended, &frequency, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *is_clear = frequency >= 2 && frequency >= CLEAR_TIMES * written.background;
    return STATUS_OK;
}

static bool may_be_damaged(const struct word *word, struct letters *letters)
{
    return word->script == SCRIPT_ARABIC && (word->flags & WORD_NUMERIC) == 0 && word->second_end == 0 &&
           letters_read(word->surface, letters);
}

static const char plain_alef[] = "\xD8\xA7", lam[] = "\xD9\x84";
enum { LETTER = 2, PATTERN = 3 * LETTER };

/* Do the PATTERN bytes at `at` hold alef, an alef of any kind, and lam? */
static bool is_clear_pattern(const char *at)
{
    const unsigned char second = (unsigned char)at[LETTER + 1];
    return memcmp(at, plain_alef, LETTER) == 0 && at[LETTER] == plain_alef[0] &&
           memcmp(at + 2 * LETTER, lam, LETTER) == 0 &&
           (second == 0xA7 || second == 0xA2 || second == 0xA3 || second == 0xA5);
}

#ifdef __SSE2__
/* The place of the first 16 that begin with alef, then a letter of its half of the alphabet, then lam; or where fewer
 * than these and a pattern are left. Compared are the bytes that are rarer: the others are one of two in any text. */
static const char *pass_unlike(const char *at, const char *end)
{
    enum { STEP = 16 };
    const __m128i alefs = _mm_set1_epi8(plain_alef[1]), lams = _mm_set1_epi8(lam[1]);
    for (; end - at >= STEP + PATTERN; at += STEP) {
        const __m128i first = _mm_loadu_si128((const __m128i *)(const void *)(at + 1));
        const __m128i third = _mm_loadu_si128((const __m128i *)(const void *)(at + 2 * LETTER + 1));
        if (_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(first, alefs), _mm_cmpeq_epi8(third, lams))) != 0) {
            return at;
        }
    }
    return at;
}
#else
static const char *pass_unlike(const char *at, const char *end)
{
    (void)end;
    return at;
}
#endif

bool lam_alef_may_be_in(struct span text)
{
    enum { STEP = 16 };
    const char *const end = text.bytes + text.length;
    for (const char *at = text.bytes; end - at >= PATTERN;) {
        at = pass_unlike(at, end);
        for (const char *const next = at + STEP; at < next && end - at >= PATTERN; at++) {
            if (is_clear_pattern(at)) {
                return true;
            }
        }
    }
    return false;
}

enum status lam_alef_look(struct mending *mending, const struct line *line, struct failure *failure)
{
    if (!lam_alef_may_be_in(line->text)) {
        return STATUS_OK;
    }
    mending->damage.alef_lines++;
    for (size_t i = 0; i < line->count; i++) {
        struct letters letters, mended;
        bool is_clear = false;
        if (may_be_damaged(&line->words[i], &letters) &&
            mend_clear(mending, &line->words[i], &letters, &mended, &is_clear, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        mending->damage.lam_alef += is_clear;
    }
    return STATUS_OK;
}

void lam_alef_look_for_sound(struct mending *mending, const struct line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        struct letters letters;
        mending->damage.sound_lam_alef += may_be_damaged(&line->words[i], &letters) && has_sound_pair(&letters);
    }
}

/* As mend_clear, for a document where any pair may be swapped: of the words that swapping gives and the one that is
 * written the one wins that is to be expected most, by the background, and by its spelling where that knows none. */
static enum status mend_any(struct mending *mending, const struct word *word, const struct letters *letters,
                            struct letters *mended, bool *is_mended, struct failure *failure)
{
    size_t pairs[PAIRS_MOST], clear;
    double most, total;
    const size_t count = find_pairs(letters, pairs, &clear);
    *is_mended = false;
    if (count == 0) {
        return STATUS_OK;
    }
    if (known_forms_expect(&mending->forms, word->surface, 0, &most, &total, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (unsigned swapped = 1; swapped < 1U << count; swapped++) {
        const struct letters candidate = swap(letters, pairs, count, swapped);
        struct span text;
        double expected;
        if (letters_write(&candidate, &mending->arena, &text, failure) != STATUS_OK ||
            known_forms_expect(&mending->forms, text, 0, &expected, &total, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (expected > most) {
            most = expected;
            *mended = candidate;
            *is_mended = true;
        }
    }
    return STATUS_OK;
}

static enum status mend_word(struct mending *mending, struct word *word, struct failure *failure)
{
    struct letters letters, mended;
    bool is_mended = false;
    if (!may_be_damaged(word, &letters)) {
        return STATUS_OK;
    }
    const enum status status = mending_has_swapped_ligatures(mending)
                                   ? mend_any(mending, word, &letters, &mended, &is_mended, failure)
                                   : mend_clear(mending, word, &letters, &mended, &is_mended, failure);
    if (status != STATUS_OK || !is_mended) {
        return status;
    }
    const struct span written = word->surface;
    if (letters_write(&mended, &mending->arena, &word->surface, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return mending_note(mending, REPAIR_LAM_ALEF, word, written, failure);
}

enum status lam_alef_mend(struct mending *mending, struct line *line, struct failure *failure)
{
    if (!mending_has_swapped_ligatures(mending) && !lam_alef_may_be_in(line->text)) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < line->count; i++) {
        if (mend_word(mending, &line->words[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}
