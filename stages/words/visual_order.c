/*
 * visual_order.c - the evidence that a line was written backwards:
 *   - presentation forms (Unicode blocks FB50 and FE70) say which side of a letter is joined to another: a word that
 *     begins with a final form, or ends with an initial one, is backwards;
 *   - plain letters do not, but the background knows the word only when it is turned. This is looked up only in lines
 *     with words that begin with a letter no word begins with, or end as the article turned round does.
 * Two such words (one in presentation forms, which leave no doubt), and five times as many as speak against it, decide
 * for the line; a line that says nothing goes with
 * the document, if more than half of its lines are backwards.
 *
 * All words of a line are turned, and their order; runs of numbers and of words in other scripts, which are drawn from
 * left to right, keep theirs.
 */
#include "visual_order.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "code_point.h"
#include "letters.h"

enum { CLEAR_TIMES = 20, WORDS_LEAST = 2, WORDS_AGAINST = 5, LOOKED_UP_MOST = 64, SHORTEST_LOOKED_UP = 3 };
enum { FORM_LETTERS_MOST = 8 }; /* letters and marks that one form shows: three at most (U+FBF9) */

/* The words of a line that speak for and against its being backwards. */
struct votes {
    size_t backward, forward;
};

static bool is_form(int32_t character)
{
    return (character >= 0xFB50 && character <= 0xFBFF) || (character >= 0xFE70 && character <= 0xFEFC);
}

/* U+FB50 is EF AD 90, U+FEFC is EF BB BC. */
bool visual_order_may_have_forms(struct span text)
{
    return text.length > 0 && memchr(text.bytes, 0xEF, text.length) != NULL;
}

static bool has_forms(struct span word)
{
    if (!visual_order_may_have_forms(word)) {
        return false;
    }
    for (size_t at = 0; at < word.length;) {
        if (is_form(code_point_next(word, &at))) {
            return true;
        }
    }
    return false;
}

static void vote_by_forms(const struct letters *letters, struct votes *votes)
{
    if (letters->count < 2) {
        return;
    }
    const int first = u_getIntPropertyValue(letters->items[0], UCHAR_DECOMPOSITION_TYPE);
    const int last = u_getIntPropertyValue(letters->items[letters->count - 1], UCHAR_DECOMPOSITION_TYPE);
    const bool is_backward = first == U_DT_FINAL || first == U_DT_MEDIAL || last == U_DT_INITIAL || last == U_DT_MEDIAL;
    votes->backward += is_backward ? WORDS_LEAST : 0;
    votes->forward += first == U_DT_INITIAL || last == U_DT_FINAL ? WORDS_LEAST : 0;
}

static enum status vote_by_background(struct mending *mending, const struct word *word, struct letters *letters,
                                      struct votes *votes, struct failure *failure)
{
    struct span turned;
    struct known_form forward, backward;
    letters_reverse(letters);
    if (letters_write(letters, &mending->arena, &turned, failure) != STATUS_OK ||
        known_forms_find(&mending->forms, word->surface, &forward, failure) != STATUS_OK ||
        known_forms_find(&mending->forms, turned, &backward, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    votes->backward += backward.background > CLEAR_TIMES * forward.background;
    votes->forward += forward.background > CLEAR_TIMES * backward.background;
    return STATUS_OK;
}

static bool is_arabic(const struct word *word)
{
    return word->script == SCRIPT_ARABIC && (word->flags & WORD_NUMERIC) == 0;
}

/* Do words stand out that only a turned line has: begun with a letter that ends words, or ended with the article? */
static bool is_suspect(const struct line *line)
{
    size_t articles = 0, first_letters = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct span word = line->words[i].surface;
        if (word.length > 4) {
            first_letters += memcmp(word.bytes, "ة", 2) == 0 || memcmp(word.bytes, "ى", 2) == 0;
            articles += word.length > 8 && memcmp(word.bytes + word.length - 4, "لا", 4) == 0;
        }
    }
    return first_letters + articles >= SUSPECTS_LEAST;
}

static enum status vote(struct mending *mending, const struct line *line, bool looks_up, struct votes *votes,
                        struct failure *failure)
{
    for (size_t i = 0; i < line->count && i < LOOKED_UP_MOST; i++) {
        struct letters letters;
        const struct word *const word = &line->words[i];
        if (!is_arabic(word) || !letters_read(word->surface, &letters)) {
            continue;
        }
        if (has_forms(word->surface)) {
            vote_by_forms(&letters, votes);
        } else if (looks_up && letters.count >= SHORTEST_LOOKED_UP &&
                   vote_by_background(mending, word, &letters, votes, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* Is the line's every word looked for as it stands and turned? */
static bool is_looked_up(const struct mending *mending, const struct line *line)
{
    return is_suspect(line) || mending->damage.reversed_lines >= DAMAGE_CASES_LEAST;
}

static bool is_backward(const struct votes *votes)
{
    return votes->backward >= WORDS_LEAST && votes->backward >= WORDS_AGAINST * votes->forward;
}

enum status visual_order_look(struct mending *mending, const struct line *line, struct failure *failure)
{
    struct votes votes = {0};
    const bool looks_up = is_looked_up(mending, line);
    if (!looks_up && !visual_order_may_have_forms(line->text)) {
        return STATUS_OK;
    }
    mending->damage.odd_lines++;
    if (vote(mending, line, looks_up, &votes, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    mending->damage.reversed_lines += is_backward(&votes);
    return STATUS_OK;
}

/*
 * Forms are the letters that they show, by NFKC; the spaces that it puts under single marks go. Other characters stay:
 * U+FDFA is a phrase and no form of a letter.
 */
static enum status to_plain(struct letters *letters, struct failure *failure)
{
    UErrorCode code = U_ZERO_ERROR;
    struct letters result = {.count = 0};
    const UNormalizer2 *const normalizer = unorm2_getNFKCInstance(&code);
    for (size_t i = 0; i < letters->count; i++) {
        const UChar form = (UChar)letters->items[i];
        UChar plain[FORM_LETTERS_MOST];
        const int32_t count =
            is_form(letters->items[i]) ? unorm2_normalize(normalizer, &form, 1, plain, FORM_LETTERS_MOST, &code) : 0;
        if (code == U_MEMORY_ALLOCATION_ERROR) {
            return failure_memory(failure, "presentation forms");
        }
        if (U_FAILURE(code) || result.count + (size_t)count + 1 > LETTERS_MOST) {
            return STATUS_OK; /* too long for a word: it stays as it is */
        }
        if (count == 0) {
            result.items[result.count++] = letters->items[i];
        }
        for (int32_t j = 0; j < count; j++) {
            if (plain[j] != ' ') {
                result.items[result.count++] = plain[j]; /* no form is written as surrogates */
            }
        }
    }
    if (result.count > 0) {
        *letters = result;
    }
    return STATUS_OK;
}

static enum status mend_word(struct mending *mending, struct word *word, bool turns, struct failure *failure)
{
    struct letters letters;
    const struct span written = word->surface;
    const bool forms = has_forms(written);
    if (!is_arabic(word) || (!turns && !forms) || !letters_read(written, &letters)) {
        return STATUS_OK;
    }
    if (turns) {
        letters_reverse(&letters);
    }
    if ((forms && to_plain(&letters, failure) != STATUS_OK) ||
        letters_write(&letters, &mending->arena, &word->surface, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (span_equal(word->surface, written)) {
        return STATUS_OK;
    }
    return mending_note(mending, turns ? REPAIR_REVERSED : REPAIR_FORMS, word, written, failure);
}

static void turn(struct word *words, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        const struct word word = words[i];
        words[i] = words[count - 1 - i];
        words[count - 1 - i] = word;
    }
}

static void turn_line(struct line *line)
{
    const unsigned starts = line->words[0].flags & (WORD_STARTS_LINE | WORD_STARTS_SEGMENT);
    for (size_t i = 0; i < line->count; i++) {
        line->words[i].flags &= ~(unsigned)(WORD_STARTS_LINE | WORD_STARTS_SEGMENT); /* ends were sought from the wrong
                                                                                        side */
    }
    turn(line->words, line->count);
    for (size_t first = 0; first < line->count;) {
        size_t last = first;
        while (last < line->count && !is_arabic(&line->words[last])) {
            last++;
        }
        turn(line->words + first, last - first);
        first = last + 1;
    }
    line->words[0].flags |= starts;
}

enum status visual_order_mend(struct mending *mending, struct line *line, bool *is_turned, struct failure *failure)
{
    const struct damage *const damage = &mending->damage;
    struct votes votes = {0};
    const bool looks_up = is_looked_up(mending, line);
    if ((looks_up || visual_order_may_have_forms(line->text)) &&
        vote(mending, line, looks_up, &votes, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const bool goes_with_others = votes.backward >= votes.forward && damage->reversed_lines >= DAMAGE_CASES_LEAST &&
                                  2 * damage->reversed_lines > damage->lines;
    *is_turned = is_backward(&votes) || goes_with_others;
    if (!*is_turned && !visual_order_may_have_forms(line->text)) {
        return STATUS_OK; /* so for nearly every line: its words are not asked one by one */
    }
    if (*is_turned) {
        turn_line(line);
    }
    for (size_t i = 0; i < line->count; i++) {
        if (mend_word(mending, &line->words[i], *is_turned, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}
