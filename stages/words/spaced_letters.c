/*
 * spaced_letters.c - a heading set with spaces between its letters comes out as words of one letter each. Four of them
 * in a row, one space between each two, are damage if they make one word that the background knows, or several, one of
 * them of four letters (an alphabet makes shorter ones); a wider space ends a word. Then shorter words of the same line
 * are joined, too; three known words and nothing else are damage even if each is shorter. Of several ways to cut a run
 * into known words the one with the fewest is taken, and of those the one whose rarest word is commonest. Where more
 * runs of a line are one word than several, wider spaces stand between its words, and every run is one.
 *
 * One tatweel stretches a word, and is folded away like a mark. Runs of it are lines that justify or underline, and are
 * taken out of what is shown as well.
 */
#include "spaced_letters.h"

#include "letters.h"

enum {
    RUN_LETTERS_LEAST = 4,
    RUN_LETTERS_MOST = 64,
    WORD_LETTERS_MOST = 16,
    ATTESTED_LEAST = 2,
    UNKNOWN_LETTERS_LEAST = 3,
    SHORT_RUNS_LEAST = 3,
    SHORT_RUN_LETTERS = 3 /* in the mean: an alphabet in pairs makes words of two */
};
enum { LETTER_BYTES_MOST = 8 }; /* with its marks */

/* Asked of every word: most are told by their length, or by their second character, which is no mark. */
static bool is_letter(const struct word *word)
{
    const struct span text = word->surface;
    const bool may_be = text.length == 2 || (text.length > 3 && text.length < LETTER_BYTES_MOST &&
                                             text.bytes[2] == '\xD9' && (unsigned char)text.bytes[3] >= 0x8B);
    return may_be && word->script == SCRIPT_ARABIC && (word->flags & WORD_NUMERIC) == 0 && word->second_end == 0 &&
           letters_count(text) == 1;
}

static bool is_one_space(struct span gap)
{
    return (gap.length == 1 && gap.bytes[0] == ' ') || (gap.length == 2 && memcmp(gap.bytes, "\xC2\xA0", 2) == 0);
}

/* The letters from `first` on that are of one field and have one space between each two; 0 for most words. */
static size_t run_length(const struct line *line, size_t first)
{
    size_t length = 0;
    if (line->words[first].surface.length >= LETTER_BYTES_MOST) {
        return 0;
    }
    while (first + length < line->count && length < RUN_LETTERS_MOST && is_letter(&line->words[first + length]) &&
           line->words[first + length].field == line->words[first].field &&
           (length == 0 || is_one_space(line_gap(line, first + length)))) {
        length++;
    }
    return length;
}

static enum status join(struct mending *mending, const struct word *letters, size_t count, struct span *joined,
                        struct failure *failure)
{
    void *memory = NULL;
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        bytes += letters[i].surface.length;
    }
    if (arena_take(&mending->arena, bytes, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *joined = (struct span){memory, 0};
    for (size_t i = 0; i < count; i++) {
        memcpy((char *)memory + joined->length, letters[i].surface.bytes, letters[i].surface.length);
        joined->length += letters[i].surface.length;
    }
    return STATUS_OK;
}

/* The best way to cut the first i letters of a run into known words. */
struct cut {
    size_t words; /* SIZE_MAX: there is none */
    uint64_t rarest;
    size_t letters; /* of the last word */
};

static enum status find_cuts(struct mending *mending, const struct word *letters, size_t count,
                             struct cut cuts[RUN_LETTERS_MOST + 1], struct failure *failure)
{
    cuts[0] = (struct cut){0, UINT64_MAX, 0};
    for (size_t end = 1; end <= count; end++) {
        cuts[end] = (struct cut){SIZE_MAX, 0, 0};
        for (size_t length = 2; length <= end && length <= WORD_LETTERS_MOST; length++) {
            const struct cut *const before = &cuts[end - length];
            struct span joined;
            struct known_form attested;
            if (before->words == SIZE_MAX) {
                continue;
            }
            if (join(mending, letters + end - length, length, &joined, failure) != STATUS_OK ||
                known_forms_find(&mending->forms, joined, &attested, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            const struct cut cut = {
                before->words + 1, attested.background < before->rarest ? attested.background : before->rarest, length};
            if (cut.rarest >= ATTESTED_LEAST &&
                (cut.words < cuts[end].words || (cut.words == cuts[end].words && cut.rarest > cuts[end].rarest))) {
                cuts[end] = cut;
            }
        }
    }
    return STATUS_OK;
}

/* Joins the letters [first, first + count) of the line as the cuts have it; the first letter of a word becomes the
 * word, the others are left without a surface. */
static enum status apply_cuts(struct mending *mending, struct line *line, size_t first, size_t count,
                              const struct cut *cuts, struct failure *failure)
{
    struct word *const letters = line->words + first;
    size_t starts[RUN_LETTERS_MOST];
    const size_t words = cuts[count].words;
    for (size_t word = words, end = count; word > 0; word--) {
        end -= cuts[end].letters;
        starts[word - 1] = end;
    }
    for (size_t i = 0; i < words; i++) {
        const size_t end = i + 1 < words ? starts[i + 1] : count;
        struct word *const mended = &letters[starts[i]];
        struct span joined;
        if (join(mending, mended, end - starts[i], &joined, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        for (size_t rest = starts[i] + 1; rest < end; rest++) {
            letters[rest].surface.length = 0;
        }
        mended->surface = joined;
        mended->end = letters[end - 1].end;
        const struct span written = {line->text.bytes + (mended->start - line->offset),
                                     (size_t)(mended->end - mended->start)};
        if (mending_note(mending, REPAIR_LETTERS, mended, written, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static size_t longest_word(const struct cut *cuts, size_t count)
{
    size_t longest = 0;
    for (size_t end = count; end > 0; end -= cuts[end].letters) {
        longest = cuts[end].letters > longest ? cuts[end].letters : longest;
    }
    return longest;
}

/* The runs of two letters and more in a line. */
struct survey {
    size_t whole, several, unknown; /* known as one word, as several, not known */
    size_t letters;
    bool is_damage; /* a run that no alphabet makes */
    bool merged;    /* such a run is several words: spaces between words are no wider than those between letters */
};

static void survey_run(const struct cut *cuts, size_t count, struct survey *survey)
{
    const size_t words = cuts[count].words;
    survey->letters += count;
    survey->whole += words == 1;
    survey->several += words > 1 && words != SIZE_MAX;
    survey->unknown += words == SIZE_MAX;
    if (words != SIZE_MAX && longest_word(cuts, count) >= RUN_LETTERS_LEAST) {
        survey->is_damage = true;
        survey->merged = survey->merged || words > 1;
    }
}

/* May a run of two letters and more start here? Asked of every word. */
static bool may_start_run(const struct line *line, size_t first)
{
    return line->words[first].surface.length < LETTER_BYTES_MOST && first + 1 < line->count &&
           line->words[first + 1].surface.length < LETTER_BYTES_MOST;
}

static enum status survey_line(struct mending *mending, const struct line *line, struct survey *survey,
                               struct failure *failure)
{
    struct cut cuts[RUN_LETTERS_MOST + 1];
    *survey = (struct survey){0};
    for (size_t first = 0, count; first<line->count; first += count> 0 ? count : 1) {
        count = may_start_run(line, first) ? run_length(line, first) : 0;
        if (count < 2) {
            continue;
        }
        if (find_cuts(mending, line->words + first, count, cuts, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        survey_run(cuts, count, survey);
    }
    const bool is_row_of_words = survey->whole >= SHORT_RUNS_LEAST && survey->several + survey->unknown == 0 &&
                                 survey->letters >= SHORT_RUN_LETTERS * survey->whole;
    survey->is_damage = survey->is_damage || is_row_of_words;
    return STATUS_OK;
}

/* Joins all runs of the line: each as one word where wide spaces stand between words, else as the background knows it.
 */
static enum status join_runs(struct mending *mending, struct line *line, const struct survey *survey,
                             struct failure *failure)
{
    struct cut cuts[RUN_LETTERS_MOST + 1];
    const bool run_is_word = survey->whole > survey->several;
    for (size_t first = 0, count; first<line->count; first += count> 0 ? count : 1) {
        count = run_length(line, first);
        if (count < 2) {
            continue;
        }
        if (find_cuts(mending, line->words + first, count, cuts, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const bool may_be_word = count >= UNKNOWN_LETTERS_LEAST && count <= WORD_LETTERS_MOST;
        if (may_be_word && (run_is_word || (cuts[count].words == SIZE_MAX && !survey->merged))) {
            cuts[count] = (struct cut){1, 0, count};
        }
        if (cuts[count].words != SIZE_MAX && apply_cuts(mending, line, first, count, cuts, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    line_take_out_empty(line);
    return STATUS_OK;
}

enum status spaced_letters_join(struct mending *mending, struct line *line, struct failure *failure)
{
    struct survey survey;
    if (survey_line(mending, line, &survey, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return survey.is_damage ? join_runs(mending, line, &survey, failure) : STATUS_OK;
}

#define TATWEEL "\xD9\x80"

/* Their last byte is rare: of Arabic letters no other has it but those of the first row. */
bool spaced_letters_have_tatweel(struct span text)
{
    static const char two[] = TATWEEL TATWEEL;
    enum { BYTES = sizeof two - 1 };
    const char *const end = text.bytes + text.length;
    for (const char *at = text.bytes; end - at >= BYTES;) {
        at = memchr(at + 1, two[BYTES - 1], (size_t)(end - at - 1));
        if (at == NULL || end - at < BYTES - 1) {
            return false;
        }
        if (memcmp(at - 1, two, BYTES) == 0) {
            return true;
        }
    }
    return false;
}

static enum status take_tatweel(struct mending *mending, struct word *word, struct failure *failure)
{
    enum { BYTES = sizeof TATWEEL - 1 };
    const struct span written = word->surface;
    void *memory = NULL;
    if (!spaced_letters_have_tatweel(written)) {
        return STATUS_OK;
    }
    if (arena_take(&mending->arena, written.length, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const bytes = memory;
    size_t used = 0;
    for (size_t i = 0; i < written.length;) {
        if (i + BYTES <= written.length && memcmp(written.bytes + i, TATWEEL, BYTES) == 0) {
            i += BYTES;
        } else {
            bytes[used++] = written.bytes[i++];
        }
    }
    if (letters_count((struct span){bytes, used}) < 2) {
        return STATUS_OK; /* a preposition before a number or a foreign name is written so */
    }
    word->surface = (struct span){bytes, used};
    return mending_note(mending, REPAIR_TATWEEL, word, written, failure);
}

enum status spaced_letters_take_tatweel(struct mending *mending, struct line *line, struct failure *failure)
{
    if (!spaced_letters_have_tatweel(line->text)) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < line->count; i++) {
        if (take_tatweel(mending, &line->words[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}
