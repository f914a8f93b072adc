/* usual_language.c - a question of a few words is too short for detection; what it is asked of says more. */
#include "usual_language.h"

#include <stdlib.h>

#include <unicode/utf8.h>

#include "array.h"
#include "letter_run.h"
#include "script.h"

/* Of Han and kana together, as detect.h tells Japanese from Chinese. */
enum { KANA_PERCENT = 10, EXPECTED_PERCENT = 20 };

/* Counts the letters of a stretch that starts at `at`; returns its length, 0 where nothing is told many at a time. */
static size_t count_stretch(struct span utf8, size_t at, size_t counts[SCRIPT_COUNT])
{
    struct letter_masks masks;
    if (!letter_masks_find((const unsigned char *)utf8.bytes + at, utf8.length - at, &masks)) {
        return 0;
    }
    const size_t length = letter_masks_stretch(&masks);
    counts[SCRIPT_LATIN] += letter_masks_count(masks.latin, length);
    counts[SCRIPT_ARABIC] += letter_masks_count(masks.arabic, length);
    return length;
}

enum script usual_script(struct span utf8, enum script expected)
{
    size_t counts[SCRIPT_COUNT] = {0}, letters = 0;
    enum script best = SCRIPT_NONE;
    for (size_t at = 0, next_try = 0; at < utf8.length;) {
        const size_t stretch = at >= next_try ? count_stretch(utf8, at, counts) : 0;
        if (stretch > 0) {
            at += stretch;
            continue;
        }
        if (at >= next_try && letter_masks_tell_little((unsigned char)utf8.bytes[at])) {
            next_try = at + LETTER_MASK_BYTES;
        }
        UChar32 character;
        U8_NEXT_UNSAFE(utf8.bytes, at, character);
        counts[script_of(character)]++;
    }
    counts[SCRIPT_NONE] = 0;
    const size_t kana = counts[SCRIPT_KANA];
    counts[SCRIPT_HAN] += kana;
    counts[SCRIPT_KANA] = 0;
    for (enum script script = SCRIPT_NONE; script < SCRIPT_COUNT; script++) {
        letters += counts[script];
        if (counts[script] > counts[best]) {
            best = script;
        }
    }
    expected = expected == SCRIPT_KANA ? SCRIPT_HAN : expected;
    if (expected != SCRIPT_NONE && counts[expected] * 100 > letters * EXPECTED_PERCENT) {
        best = expected;
    }
    return best == SCRIPT_HAN && kana * 100 >= counts[SCRIPT_HAN] * KANA_PERCENT ? SCRIPT_KANA : best;
}

static int compare_languages(const void *a, const void *b)
{
    const struct document *const *const first = a, *const *const second = b;
    if ((*first)->script != (*second)->script) {
        return (*first)->script < (*second)->script ? -1 : 1;
    }
    return span_compare((*first)->language, (*second)->language);
}

enum status usual_languages(struct document *const *documents, size_t count, struct span languages[SCRIPT_COUNT],
                            struct failure *failure)
{
    void *memory;
    if (array_zeroed(&memory, count, sizeof(struct document *), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct document **const sorted = memory;
    size_t sorted_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (documents[i]->role == ROLE_DOCUMENT && documents[i]->language.length > 0) {
            sorted[sorted_count++] = documents[i];
        }
    }
    qsort(sorted, sorted_count, sizeof *sorted, compare_languages);
    size_t best[SCRIPT_COUNT] = {0};
    for (size_t start = 0, end = 0; start < sorted_count; start = end) {
        while (end < sorted_count && compare_languages(&sorted[start], &sorted[end]) == 0) {
            end++;
        }
        const enum script script = sorted[start]->script;
        if (end - start > best[script]) {
            best[script] = end - start;
            languages[script] = sorted[start]->language;
        }
    }
    free(sorted);
    return STATUS_OK;
}
