/*
 * word_halves.c - a line of a PDF file is a row of runs, and extraction may print them in the wrong order: where a run
 * ends within a word, the end of the word is printed before its beginning, "X ... Y" for the word YX.
 *
 * Evidence is the ratio of two expectations, of the word YX and of Y and X side by side by chance. In a text of which
 * nothing is known yet:
 *
 *     f(YX) / N  :  f(Y) / N * f(X) / N
 *
 * with f the documents of the background (and the words of this document) that hold a form and N all of them; 1/2 is
 * added to f(Y) and f(X), which may be 0. On 35,000 lines of clean news, broken at random, whose last and first word
 * happen to make a word together, the ratio was above 148 once and never above 403 (5 and 6 in natural logarithms);
 * of words cut at random half are above; above 8 were five of those lines, and 86 of 100 words cut at random. So
 * CLEAR_RATIO is evidence in any text, and a few lines with GOOD_RATIO show that the document has turned lines. In both
 * cases the word must also be commoner than the rarer half.
 *
 * In such a document one line in ten or more ends within a word, and what the table of forms lacks is judged by its
 * spelling (known_forms_expect), the word and its halves alike: a name that no table holds is still likelier than two
 * strings that no Arabic word looks like. Such a word must be UNKNOWN_CAUTION times as clear: names side by side look
 * alike. Of 2,800 words cut at random 96 in a hundred are above END_RATIO, and of twice as many sound lines seven were.
 * Ends of runs inside a line are many more than lines have ends: there the ratio must be higher. They show as anything
 * but one space: a dash, a number, brackets, two spaces. A single letter (X) may as well be what is left of a word that
 * was cut twice.
 */
#include "word_halves.h"

#include "letters.h"

enum { COUNT_MOST = 1 << 28 };
enum { CLEAR_RATIO = 400, GOOD_RATIO = 8 };
enum { END_RATIO = 20, LETTER_RATIO = 100, UNKNOWN_CAUTION = 5, RUN_RATIO = 700, RUN_BACKWARD_RATIO = 1300 };

/* A printed line has no more words; runs are looked for only in such. */
enum { LINE_WORDS_LEAST = 3, LINE_WORDS_MOST = 64, RUN_ENDS_MOST = 16, JOINED_LETTERS_MOST = 20 };

#define TATWEEL "ـ"           /* behind a preposition that stands by itself */
#define LAST_LETTER_ALONE "ة" /* stands at the end of words only, so no tail ends with it */

static bool is_numeric(const struct word *word)
{
    return (word->flags & WORD_NUMERIC) != 0;
}

static bool may_be_half(const struct word *word)
{
    return !is_numeric(word) && word->script == SCRIPT_ARABIC && word->second_end == 0 && word->surface.length > 0 &&
           word->surface.length <= 4 * JOINED_LETTERS_MOST;
}

static bool ends_with(struct span word, const char *end)
{
    const size_t length = strlen(end);
    return word.length >= length && memcmp(word.bytes + word.length - length, end, length) == 0;
}

/* Ta marbuta stands at the end of words only, tatweel behind a preposition that is meant to stand by itself, and no
 * word begins with two alefs. */
static bool cannot_begin_a_word(struct span tail)
{
    static const char two_alefs[] = "اا";
    const size_t length = sizeof two_alefs - 1;
    return ends_with(tail, "ة") || ends_with(tail, "ـ") ||
           (tail.length >= length && memcmp(tail.bytes, two_alefs, length) == 0);
}

static uint64_t sum_of(struct known_form attested, uint64_t less)
{
    const uint64_t document = attested.document > less ? attested.document - less : 0;
    const uint64_t sum = attested.background + document;
    return sum < COUNT_MOST ? sum : COUNT_MOST;
}

/* By what is attested alone; 0 when the two are no word together, or none that is commoner than the rarer half. */
static enum status attested_ratio(struct known_forms *forms, struct span tail, struct span head, struct span both,
                                  double *ratio, struct failure *failure)
{
    struct known_form joined, of_tail, of_head;
    if (known_forms_find(forms, both, &joined, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (joined.background < 2 && joined.document < 2) {
        return STATUS_OK;
    }
    if (known_forms_find(forms, tail, &of_tail, failure) != STATUS_OK ||
        known_forms_find(forms, head, &of_head, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    /* The halves themselves were counted among the document's words. */
    const uint64_t word = sum_of(joined, 0), first = sum_of(of_tail, 1), second = sum_of(of_head, 1);
    if (word > first || word > second) {
        *ratio = 4.0 * (double)word * (double)known_forms_documents(forms) /
                 ((double)(2 * first + 1) * (double)(2 * second + 1));
    }
    return STATUS_OK;
}

static enum status expected_ratio(struct known_forms *forms, struct span tail, struct span head, struct span both,
                                  double *ratio, struct failure *failure)
{
    double word, first, second, total;
    if (known_forms_expect(forms, both, 0, &word, &total, failure) != STATUS_OK ||
        known_forms_expect(forms, tail, 1, &first, &total, failure) != STATUS_OK ||
        known_forms_expect(forms, head, 1, &second, &total, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *ratio = word * total / (first * second);
    if (word <= BACKGROUND_UNSEEN) {
        *ratio /= UNKNOWN_CAUTION;
    }
    return STATUS_OK;
}

static enum status ratio_of(struct mending *mending, const struct word *tail, const struct word *head, double *ratio,
                            struct failure *failure)
{
    char bytes[8 * JOINED_LETTERS_MOST];
    const struct span both = {bytes, tail->surface.length + head->surface.length};
    *ratio = 0;
    memcpy(bytes, tail->surface.bytes, tail->surface.length);
    memcpy(bytes + tail->surface.length, head->surface.bytes, head->surface.length);
    return mending_has_turned_lines(mending)
               ? expected_ratio(&mending->forms, tail->surface, head->surface, both, ratio, failure)
               : attested_ratio(&mending->forms, tail->surface, head->surface, both, ratio, failure);
}

static enum status weigh_pair(struct mending *mending, const struct line *line, struct half_pair pair, double least,
                              double *ratio, struct failure *failure)
{
    const struct word *const head = &line->words[pair.head];
    const struct word *const tail = &line->words[pair.tail];
    *ratio = 0;
    if (!may_be_half(head) || !may_be_half(tail) || head->field != tail->field || cannot_begin_a_word(tail->surface)) {
        return STATUS_OK;
    }
    if (ratio_of(mending, tail, head, ratio, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const double least_of_letter = least < LETTER_RATIO && letters_count(head->surface) == 1 ? LETTER_RATIO : least;
    *ratio = *ratio > least_of_letter ? *ratio : 0;
    return STATUS_OK;
}

enum status word_halves_look(struct mending *mending, const struct line *line, enum damage_evidence *evidence,
                             struct failure *failure)
{
    double ratio = 0;
    if (line->count >= LINE_WORDS_LEAST &&
        weigh_pair(mending, line, (struct half_pair){0, line->count - 1}, GOOD_RATIO, &ratio, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *evidence = ratio == 0 ? EVIDENCE_NONE : ratio > CLEAR_RATIO ? EVIDENCE_STRONG : EVIDENCE_GOOD;
    return STATUS_OK;
}

/* Words at whose start (or, with `behind`, behind which) a run may end. */
static size_t run_ends(const struct line *line, bool behind, size_t ends[RUN_ENDS_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < line->count && count < RUN_ENDS_MOST; i++) {
        const size_t place = i + (behind ? 1 : 0);
        const struct span gap = line_gap(line, place);
        const bool at_end = place == 0 || place == line->count;
        const bool at_number = !at_end && is_numeric(&line->words[behind ? place : place - 1]);
        if (at_end || at_number || gap.length != 1 || gap.bytes[0] != ' ') {
            ends[count++] = i;
        }
    }
    return count;
}

/* Keeps the strongest pairs, no word in two of them. */
struct choice {
    struct half_pair pair;
    double ratio;
};

static bool share_a_word(struct half_pair a, struct half_pair b)
{
    return a.head == b.head || a.tail == b.tail || a.head == b.tail || a.tail == b.head;
}

static void choose(struct half_pairs *pairs, struct choice *choices, size_t count)
{
    for (;;) {
        size_t best = count;
        for (size_t i = 0; i < count; i++) {
            if (choices[i].ratio > 0 && (best == count || choices[i].ratio > choices[best].ratio)) {
                best = i;
            }
        }
        if (best == count || pairs->count == HALF_PAIRS_MOST) {
            return;
        }
        const struct half_pair pair = choices[best].pair;
        pairs->items[pairs->count++] = pair;
        for (size_t i = 0; i < count; i++) {
            if (share_a_word(choices[i].pair, pair)) {
                choices[i].ratio = 0;
            }
        }
    }
}

static double least_ratio(const struct line *line, struct half_pair pair)
{
    if (pair.head == 0 && pair.tail == line->count - 1) {
        return END_RATIO;
    }
    return pair.head < pair.tail ? RUN_RATIO : RUN_BACKWARD_RATIO;
}

static enum status find_in_runs(struct mending *mending, const struct line *line, struct half_pairs *pairs,
                                struct failure *failure)
{
    size_t heads[RUN_ENDS_MOST], tails[RUN_ENDS_MOST];
    struct choice choices[RUN_ENDS_MOST * RUN_ENDS_MOST];
    const size_t head_count = run_ends(line, false, heads), tail_count = run_ends(line, true, tails);
    size_t count = 0;
    for (size_t i = 0; i < head_count; i++) {
        for (size_t j = 0; j < tail_count; j++) {
            const struct half_pair pair = {heads[i], tails[j]};
            choices[count] = (struct choice){pair, 0};
            if (pair.head != pair.tail && pair.head != pair.tail + 1 &&
                weigh_pair(mending, line, pair, least_ratio(line, pair), &choices[count++].ratio, failure) !=
                    STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    choose(pairs, choices, count);
    return STATUS_OK;
}

enum status word_halves_find(struct mending *mending, const struct line *line, struct half_pairs *pairs,
                             struct failure *failure)
{
    const bool has_turned_lines = mending_has_turned_lines(mending);
    pairs->count = 0;
    if (line->count < LINE_WORDS_LEAST) {
        return STATUS_OK;
    }
    if (has_turned_lines && line->count <= LINE_WORDS_MOST) {
        return find_in_runs(mending, line, pairs, failure);
    }
    double ratio = 0;
    const struct half_pair ends = {0, line->count - 1};
    if (weigh_pair(mending, line, ends, has_turned_lines ? END_RATIO : CLEAR_RATIO, &ratio, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (ratio > 0) {
        pairs->items[pairs->count++] = ends;
    }
    return STATUS_OK;
}

enum status word_halves_join(struct mending *mending, struct line *line, const struct half_pairs *pairs,
                             struct failure *failure)
{
    for (size_t i = 0; i < pairs->count; i++) {
        struct word *const head = &line->words[pairs->items[i].head];
        struct word *const tail = &line->words[pairs->items[i].tail];
        struct span written, joined;
        if (mending_join(mending, tail->surface, " ", head->surface, &written, failure) != STATUS_OK ||
            mending_join(mending, tail->surface, "", head->surface, &joined, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        tail->surface = joined;
        tail->second_start = head->start;
        tail->second_end = head->end;
        head->surface.length = 0;
        if (mending_note(mending, REPAIR_HALVES, tail, written, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}
