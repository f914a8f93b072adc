/*
 * moved_numbers.c - a number is drawn from left to right within a line from right to left: a run of its own, which
 * extraction may print too early, before the run that it follows, and then glued to it: "1925-headed ... in the year".
 *
 * A number glued to the Arabic word behind it is a misprint often enough. It is clear that it was moved when it stands
 * at the line's head and the line ends with a word that calls for such a number: the word for year before a year, a
 * month before a year, the word for day before a day; or when a date stands there from its year to its day, glued. In a
 * document with turned lines the number may stand within the line, what is before it being a run that comes after it;
 * the word that calls for it may stand within the line, another run behind it; and a bracket that stands open at the
 * line's end calls for it, too. Note marks at the line's end do not count.
 *
 * A range of years, the later first, is put in order in such a document, and where the brackets around it are turned.
 * Else it may have been written so: years before Christ run down.
 */
#include "moved_numbers.h"

#include "code_point.h"

enum {
    YEAR_LEAST = 1000,
    YEAR_MOST = 2099,
    DAY_MOST = 31,
    NUMBER_DIGITS_MOST = 9,
    NOTE_DIGITS = 3,
    NOTE_MARKS_MOST = 8,
    DATE_WORDS_LEAST = 5
};

static const char *const year_words[] = {"عام",  "لعام", "بعام", "وعام",  "العام", "سنة",
                                         "لسنة", "بسنة", "وسنة", "السنة", "عامي"};
static const char *const day_words[] = {"يوم", "ليوم", "اليوم"};
/* Written as one with a year, they are no word that it was put before. */
static const char *const year_marks[] = {"م", "ه", "هـ", "ق"};
/* The second words of months that have two. */
static const char *const second_words[] = {"الثاني", "الأول", "الاول"};

static bool is_one_of(struct span word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (span_equal(word, span_of(words[i]))) {
            return true;
        }
    }
    return false;
}

#define IS_ONE_OF(word, words) is_one_of(word, words, sizeof(words) / sizeof *(words))

static int32_t digit_value(int32_t character)
{
    static const int32_t zeros[] = {'0', 0x0660, 0x06F0}; /* ASCII, Arabic-Indic, its Persian variants */
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        if (character >= zeros[i] && character <= zeros[i] + 9) {
            return character - zeros[i];
        }
    }
    return -1;
}

/* The value of a number of digits alone; 0 for any other. */
static uint32_t value_of(const struct word *word)
{
    uint32_t value = 0;
    size_t digits = 0;
    for (size_t at = 0; at < word->surface.length;) {
        const int32_t digit = digit_value(code_point_next(word->surface, &at));
        if (digit < 0 || ++digits > NUMBER_DIGITS_MOST) {
            return 0;
        }
        value = 10 * value + (uint32_t)digit;
    }
    return value;
}

static bool is_numeric(const struct word *word)
{
    return (word->flags & WORD_NUMERIC) != 0;
}

static bool is_year(const struct word *word)
{
    const uint32_t value = is_numeric(word) ? value_of(word) : 0;
    return value >= YEAR_LEAST && value <= YEAR_MOST;
}

/* Is there a dash between the words i - 1 and i, and spaces, and nothing else? */
static bool has_dash_before(const struct line *line, size_t i)
{
    const struct span gap = line_gap(line, i);
    size_t dashes = 0;
    for (size_t at = 0; at < gap.length;) {
        const int32_t character = code_point_next(gap, &at);
        const bool is_dash = character == '-' || (character >= 0x2010 && character <= 0x2015) || character == 0x2212;
        if (!is_dash && character != ' ' && character != 0xA0) {
            return false;
        }
        dashes += is_dash;
    }
    return dashes > 0;
}

static bool is_range(const struct line *line, size_t first)
{
    return first + 1 < line->count && is_year(&line->words[first]) && is_year(&line->words[first + 1]) &&
           line->words[first].field == line->words[first + 1].field && has_dash_before(line, first + 1);
}

static bool is_glued(const struct line *line, size_t i)
{
    return i + 1 < line->count && is_numeric(&line->words[i]) && line->words[i + 1].script == SCRIPT_ARABIC &&
           line->words[i + 1].start == line->words[i].end && line->words[i].field == line->words[i + 1].field &&
           !IS_ONE_OF(line->words[i + 1].surface, year_marks);
}

static enum status is_month(const struct names *names, struct mending *mending, const struct word *word, bool *is_month,
                            struct failure *failure)
{
    struct span folded;
    *is_month = false;
    if (word->script != SCRIPT_ARABIC) {
        return STATUS_OK;
    }
    if (folder_fold(mending->forms.folder, word->surface, false, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct name *const name = names_find(names, language_find(span_of("ar")), folded);
    *is_month = name != NULL && name->kind == NAME_MONTH;
    return STATUS_OK;
}

/* Does word `i` call for a number of this value behind it? */
static enum status calls_for(const struct names *names, struct mending *mending, const struct line *line, size_t i,
                             uint32_t value, bool *calls, struct failure *failure)
{
    const struct word *word = &line->words[i];
    *calls = value >= 1 && value <= DAY_MOST && IS_ONE_OF(word->surface, day_words);
    if (value < YEAR_LEAST || value > YEAR_MOST) {
        return STATUS_OK;
    }
    if (IS_ONE_OF(word->surface, year_words)) {
        *calls = true;
        return STATUS_OK;
    }
    word -= i > 0 && IS_ONE_OF(word->surface, second_words);
    return is_month(names, mending, word, calls, failure);
}

/* The number or range glued to what follows it, which ends at `last`. */
static size_t first_of(const struct line *line, size_t last)
{
    return last > 0 && is_range(line, last - 1) ? last - 1 : last;
}

/* Behind the line's last word that is no note mark and of the same field as word `i`. */
static size_t end_of(const struct line *line, size_t i)
{
    size_t end = line->count;
    while (end > i + 1 && line->count - end < NOTE_MARKS_MOST &&
           (line->words[end - 1].field != line->words[i].field || line_is_short_number(line, end - 1, NOTE_DIGITS))) {
        end--;
    }
    return end;
}

/* A date from its year to its day at the line's head: the place of the day, 0 if there is none. */
static enum status find_date(const struct names *names, struct mending *mending, const struct line *line, size_t *day,
                             struct failure *failure)
{
    *day = 0;
    if (line->count < DATE_WORDS_LEAST || !is_year(&line->words[0]) || !is_glued(line, 0)) {
        return STATUS_OK;
    }
    const size_t place = IS_ONE_OF(line->words[2].surface, second_words) ? 3 : 2;
    bool has_month = false;
    if (is_month(names, mending, &line->words[1], &has_month, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (has_month && is_glued(line, place)) {
        const uint32_t value = value_of(&line->words[place]);
        *day = value >= 1 && value <= DAY_MOST ? place : 0;
    }
    return STATUS_OK;
}

enum status moved_numbers_are_clear(const struct names *names, struct mending *mending, const struct line *line,
                                    bool *are_clear, struct failure *failure)
{
    size_t day;
    if (find_date(names, mending, line, &day, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *are_clear = day > 0;
    for (size_t i = 0; i < 2 && i < line->count && !*are_clear; i++) {
        const size_t end = end_of(line, i);
        if (is_glued(line, i) && first_of(line, i) == 0 && i + 2 < end) {
            return calls_for(names, mending, line, end - 1, value_of(&line->words[i]), are_clear, failure);
        }
    }
    return STATUS_OK;
}

/* The last word in the line that calls for the number at its head, and has none. */
static enum status find_within(const struct names *names, struct mending *mending, const struct line *line,
                               size_t number, size_t end, struct number_moves *moves, struct failure *failure)
{
    for (size_t i = end - 1; i > number + 1 && !moves->has_move; i--) {
        moves->behind = i - 1;
        if ((line->words[i].flags & WORD_NUMERIC) == 0 &&
            calls_for(names, mending, line, i - 1, value_of(&line->words[number]), &moves->has_move, failure) !=
                STATUS_OK) {
            return STATUS_FAILED;
        }
        /* Of a month of two words, the second is meant. */
        moves->has_move = moves->has_move && !IS_ONE_OF(line->words[i].surface, second_words);
    }
    return STATUS_OK;
}

/* Where does the number that ends at `last` belong? */
static enum status find_place(const struct names *names, struct mending *mending, const struct line *line, size_t last,
                              struct number_moves *moves, struct failure *failure)
{
    const bool has_turned_lines = mending_has_turned_lines(mending);
    const size_t end = end_of(line, last);
    moves->first = first_of(line, last);
    moves->last = last;
    moves->behind = end - 1;
    if ((moves->first > 0 && !has_turned_lines) || last + 2 >= end) {
        return STATUS_OK;
    }
    if (calls_for(names, mending, line, end - 1, value_of(&line->words[last]), &moves->has_move, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!has_turned_lines || moves->has_move) {
        return STATUS_OK;
    }
    moves->has_move = line_gap_holds(line, end, "()") && !is_numeric(&line->words[end - 1]);
    return moves->has_move || moves->first > 0 ? STATUS_OK
                                               : find_within(names, mending, line, last, end, moves, failure);
}

static bool has_turned_brackets(const struct line *line, size_t first)
{
    return line_last_bracket(line, first) == ')' && line_first_bracket(line, first + 2) == '(';
}

/* Is it a range of years to be put in order? */
static bool is_turned_range(const struct mending *mending, const struct line *line, size_t first)
{
    return is_range(line, first) && value_of(&line->words[first]) > value_of(&line->words[first + 1]) &&
           (mending_has_turned_lines(mending) || has_turned_brackets(line, first));
}

enum status moved_numbers_find(const struct names *names, struct mending *mending, const struct line *line,
                               struct number_moves *moves, struct failure *failure)
{
    size_t day;
    size_t behind_range = 0;
    *moves = (struct number_moves){0};
    if (find_date(names, mending, line, &day, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (day > 0) {
        moves->has_move = moves->is_date = true;
        moves->last = day;
        moves->behind = end_of(line, day) - 1;
    }
    for (size_t i = 0; i + 1 < line->count; i++) {
        if (!is_numeric(&line->words[i])) {
            continue;
        }
        if (i >= behind_range && moves->range_count < RANGES_MOST && is_turned_range(mending, line, i)) {
            moves->ranges[moves->range_count++] = i;
            behind_range = i + 2;
        }
        if (!moves->has_move && is_glued(line, i) && find_place(names, mending, line, i, moves, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void turn(struct word *words, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        const struct word word = words[i];
        words[i] = words[count - 1 - i];
        words[count - 1 - i] = word;
    }
}

static enum status order_range(struct mending *mending, struct word *years, struct failure *failure)
{
    struct word range = years[0];
    struct span written;
    if (mending_join(mending, years[0].surface, " ", years[1].surface, &written, failure) != STATUS_OK ||
        mending_join(mending, years[1].surface, " ", years[0].surface, &range.surface, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    range.second_start = years[1].start;
    range.second_end = years[1].end;
    const unsigned starts = years[0].flags & (WORD_STARTS_LINE | WORD_STARTS_SEGMENT);
    years[0].flags &= ~starts;
    turn(years, 2);
    years[0].flags |= starts;
    return mending_note(mending, REPAIR_RANGES, &range, written, failure);
}

static enum status note_move(struct mending *mending, const struct line *line, const struct number_moves *moves,
                             struct failure *failure)
{
    const struct word *const before = &line->words[moves->behind];
    const struct word *const glued = &line->words[moves->last + 1];
    struct word number = line->words[moves->is_date ? moves->last : moves->first];
    struct span written;
    if (mending_join(mending, line->words[moves->last].surface, "", glued->surface, &written, failure) != STATUS_OK ||
        mending_join(mending, before->surface, " ", number.surface, &number.surface, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return mending_note(mending, REPAIR_NUMBERS, &number, written, failure);
}

/* [before] number [run] becomes [run] number [before]; what is behind the run stays there. */
static enum status move(struct mending *mending, struct line *line, const struct number_moves *moves,
                        struct failure *failure)
{
    if (note_move(mending, line, moves, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct word *const words = line->words;
    const unsigned starts = words[0].flags & (WORD_STARTS_LINE | WORD_STARTS_SEGMENT);
    const size_t length = moves->last - moves->first + 1, run = moves->behind - moves->last;
    words[0].flags &= ~starts;
    for (size_t i = moves->first; i <= moves->last; i++) {
        words[i].flags &= ~(unsigned)WORD_STARTS_SEGMENT; /* it goes on with what it is put behind */
    }
    turn(words, moves->behind + 1);
    turn(words, run);
    if (!moves->is_date) {
        turn(words + run, length);
    } else {
        turn(words + run + 1, length - 2); /* the month */
    }
    turn(words + run + length, moves->first);
    words[0].flags |= starts;
    return STATUS_OK;
}

enum status moved_numbers_apply(struct mending *mending, struct line *line, const struct number_moves *moves,
                                struct failure *failure)
{
    for (size_t i = 0; i < moves->range_count; i++) {
        if (order_range(mending, line->words + moves->ranges[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return moves->has_move ? move(mending, line, moves, failure) : STATUS_OK;
}
