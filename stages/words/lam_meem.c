/*
 * lam_meem.c - fonts also print lam and meem as one sign, and where its letters are extracted in the wrong order the
 * article stands before a meem as alef, meem, lam ("al-muttahida" as "amluttahida"), and "lil-m" as "lim-l". Words that
 * begin with hope or kamil ("perfect") do so, too: a word is clear if the background knows it with the letters in
 * order, and hardly as it is written. One may be an error of typing; several in a document are damage, and there
 * spelling decides for what the background knows in neither order.
 */
#include "lam_meem.h"

#include <string.h>

#include "letters.h"

enum { CLEAR_TIMES = 20, LETTERS_LEAST = 5 };
enum { ALEF = 0x0627, BEH = 0x0628, FEH = 0x0641, KAF = 0x0643, LAM = 0x0644, MEEM = 0x0645, WAW = 0x0648 };

/* Do meem and lam stand where swap looks for them? Few bytes tell: this is asked of every word. */
static bool may_be_damaged(const struct word *word)
{
    static const char meem_lam[] = "مل";
    enum { LETTER_BYTES = 2, PAIR_BYTES = 2 * LETTER_BYTES };
    const struct span text = word->surface;
    return text.length >= LETTERS_LEAST * LETTER_BYTES &&
           (memcmp(text.bytes + LETTER_BYTES, meem_lam, PAIR_BYTES) == 0 ||
            memcmp(text.bytes + 2 * LETTER_BYTES, meem_lam, PAIR_BYTES) == 0) &&
           word->script == SCRIPT_ARABIC && (word->flags & WORD_NUMERIC) == 0 && word->second_end == 0;
}

static bool swap_at(struct letters *letters, size_t place)
{
    const int32_t before = letters->items[place];
    if ((before != ALEF && before != LAM) || letters->items[place + 1] != MEEM || letters->items[place + 2] != LAM) {
        return false;
    }
    letters->items[place + 1] = LAM;
    letters->items[place + 2] = MEEM;
    return true;
}

/* Swaps meem and lam behind the word's first alef or lam, a clitic before it or none. */
static bool swap(struct letters *letters)
{
    const int32_t first = letters->items[0];
    const bool has_clitic = first == WAW || first == FEH || first == BEH || first == KAF;
    return letters->count >= LETTERS_LEAST && (swap_at(letters, 0) || (has_clitic && swap_at(letters, 1)));
}

static enum status compare_attested(struct known_forms *forms, struct span written, struct span swapped,
                                    bool *is_better, struct failure *failure)
{
    struct known_form as_written, as_swapped;
    if (known_forms_find(forms, written, &as_written, failure) != STATUS_OK ||
        known_forms_find(forms, swapped, &as_swapped, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *is_better = as_swapped.background >= 2 && as_swapped.background >= CLEAR_TIMES * as_written.background;
    return STATUS_OK;
}

static enum status compare_expected(struct known_forms *forms, struct span written, struct span swapped,
                                    bool *is_better, struct failure *failure)
{
    double as_written, as_swapped, total;
    if (known_forms_expect(forms, written, 0, &as_written, &total, failure) != STATUS_OK ||
        known_forms_expect(forms, swapped, 0, &as_swapped, &total, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *is_better = as_swapped > CLEAR_TIMES * as_written;
    return STATUS_OK;
}

typedef enum status comparison(struct known_forms *, struct span, struct span, bool *, struct failure *);

/* *mended is left as it is unless the comparison finds the swapped word better. */
static enum status mend_word(struct mending *mending, const struct word *word, comparison *compare, struct span *mended,
                             struct failure *failure)
{
    struct letters letters;
    struct span text;
    bool is_better = false;
    if (!may_be_damaged(word) || !letters_read(word->surface, &letters) || !swap(&letters)) {
        return STATUS_OK;
    }
    if (letters_write(&letters, &mending->arena, &text, failure) != STATUS_OK ||
        compare(&mending->forms, word->surface, text, &is_better, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *mended = is_better ? text : *mended;
    return STATUS_OK;
}

enum status lam_meem_look(struct mending *mending, const struct line *line, struct failure *failure)
{
    for (size_t i = 0; i < line->count; i++) {
        if (!may_be_damaged(&line->words[i])) {
            continue;
        }
        struct span mended = {0};
        if (mend_word(mending, &line->words[i], compare_attested, &mended, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        mending->damage.lam_meem += mended.length > 0;
    }
    return STATUS_OK;
}

enum status lam_meem_mend(struct mending *mending, struct line *line, struct failure *failure)
{
    for (size_t i = 0; mending->damage.lam_meem >= DAMAGE_CASES_LEAST && i < line->count; i++) {
        struct word *const word = &line->words[i];
        const struct span written = word->surface;
        struct span mended = {0};
        if (mend_word(mending, word, compare_expected, &mended, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (mended.length == 0) {
            continue;
        }
        word->surface = mended;
        if (mending_note(mending, REPAIR_LAM_ALEF, word, written, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}
