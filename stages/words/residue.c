/*
 * residue.c - rules, each for what was seen in real documents:
 *
 * - A wiki's edit link stands before the first word after a heading and is often glued to it, as the Arabic word for
 * "edit" is in the encyclopedia among the seeds. It is taken off a word only after a heading, if the background knows
 * the rest better than the whole and the rest is no ending that the same word has as a verb or a noun. Standing alone,
 * the word is also "justice": then it must be followed by a footnote's "^", or the document must have shown such a link
 * before.
 * - "Read more" glued to a line's first word, by the same test.
 * - A line that starts with "^" is a wiki's footnote.
 * - One number of at most three digits alone in square brackets is the mark of a note; in round ones, if it is 1 or,
 * after that, near to the number in the last such brackets: news give shares and sizes in brackets, notes are counted
 * through. PDF files turn brackets round, so their direction does not count. Four digits are a year.
 * - A page word before a number, and all that shares its round brackets, is a reference.
 * - A picture's caption ("picture no. 1") ends a line. At the document's head a line that is one date is
 * its stamp; later it heads what happened that day.
 * - An address of the web, from its scheme or "www" to the next white space.
 * - What stands between a wiki's tags of a reference.
 */
#include "residue.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <unicode/uchar.h>

#include "code_point.h"

enum {
    NOTE_MARK_DIGITS_MOST = 3,
    STAMP_WORDS_MOST = 8,
    REFERENCE_WORDS_MOST = 16,
    YEAR_DIGITS = 4,
    NOTE_STEP_MOST = 2,
    HOST_BYTES = sizeof "www" - 1,
    ASCII_END = 0x80
};

#define EDIT_LINK "عدل"
#define READ_LINK "المزيد"

/* What can follow the letters of EDIT_LINK or READ_LINK within one word: personal endings, duals, plurals. */
static const char *const endings[] = {"ه",  "ها", "هم", "هما", "هن", "ك",  "كم", "كن", "نا", "ي",  "ت",  "تم",
                                      "وا", "ا",  "ان", "ين",  "ون", "ية", "يه", "يا", "ات", "ته", "تا", "ني"};

void residue_begin(struct residue *residue)
{
    *residue = (struct residue){.background = residue->background};
}

static bool starts_with(struct span word, struct span start)
{
    return word.length >= start.length && memcmp(word.bytes, start.bytes, start.length) == 0;
}

static bool is_number(const struct word *word)
{
    return (word->flags & WORD_NUMERIC) != 0;
}

/* Characters of a word, each digit of any script being one. */
static size_t characters_in(struct span word)
{
    size_t characters = 0;
    for (size_t i = 0; i < word.length; i++) {
        characters += ((unsigned char)word.bytes[i] & 0xC0) != 0x80;
    }
    return characters;
}

/* Is the word a link with another word glued to it? */
static bool is_glued(const struct residue *residue, struct span word, struct span link)
{
    if (residue->background == NULL || !starts_with(word, link) || word.length == link.length) {
        return false;
    }
    const struct span rest = {word.bytes + link.length, word.length - link.length};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (span_equal(rest, span_of(endings[i]))) {
            return false;
        }
    }
    return characters_in(rest) >= 2 &&
           background_frequency(residue->background, rest) > background_frequency(residue->background, word);
}

static void mark_edit_link(struct residue *residue, struct line *line)
{
    const struct span link = span_of(EDIT_LINK);
    if (is_glued(residue, line->words[0].surface, link)) {
        line_cut_word(line, 0, link.length);
        residue->has_edit_links = true;
    } else if (!span_equal(line->words[0].surface, link) ||
               (!residue->has_edit_links && !line_gap_holds(line, 1, "^"))) {
        return;
    }
    line_mark(line, 0, 1, FIELD_RESIDUE);
}

static enum status mark_read_link(const struct residue *residue, struct phrases *phrases, struct line *line,
                                  struct failure *failure)
{
    const struct span link = span_of(READ_LINK);
    if (line->count < 2 || !starts_with(line->words[1].surface, link)) {
        return STATUS_OK;
    }
    const bool glued = is_glued(residue, line->words[1].surface, link);
    if (!glued && line->words[1].surface.length != link.length) {
        return STATUS_OK;
    }
    if (glued) {
        line_cut_word(line, 1, link.length);
    }
    bool matches = false;
    if (phrases_match(phrases, PHRASE_LINK, line, 0, 2, &matches, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (matches) {
        line_mark(line, 0, 2, FIELD_RESIDUE);
    }
    return STATUS_OK;
}

/* Do the words [first, last) hold a page word of this kind before a number? Signs outside of Arabic must be
 * abbreviations with a full stop: Russian "с" is also a preposition, "S" part of many names. */
static enum status find_page(struct phrases *phrases, enum phrase_kind kind, const struct line *line, size_t first,
                             size_t last, bool *found, struct failure *failure)
{
    *found = false;
    for (size_t i = first; i + 1 < last && !*found; i++) {
        const bool is_abbreviated =
            kind == PHRASE_PAGE || line->words[i].script == SCRIPT_ARABIC || line_gap_holds(line, i + 1, ".");
        if (!is_number(&line->words[i]) && is_number(&line->words[i + 1]) && is_abbreviated &&
            phrases_match(phrases, kind, line, i, i + 1, found, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* The value of a number without separators, 0 if it is written with a zero in front. */
static uint32_t value_of(struct span number)
{
    uint32_t value = 0;
    for (size_t at = 0; at < number.length;) {
        const int32_t digit = u_charDigitValue(code_point_next(number, &at));
        if (digit < 0 || (digit == 0 && value == 0)) {
            return 0;
        }
        value = 10 * value + (uint32_t)digit;
    }
    return value;
}

/* Is the word, a short number alone in brackets, the mark of a note? */
static bool is_note_mark(struct residue *residue, const struct line *line, size_t index, bool is_square)
{
    const uint32_t value = value_of(line->words[index].surface);
    const uint32_t last = residue->last_bracketed;
    residue->last_bracketed = value;
    const struct span before = line_gap(line, index); /* empty at a line's start: opened on the line before */
    const struct span after = line_gap(line, index + 1);
    const bool has_sign = (before.length > 0 && strchr("+-", before.bytes[before.length - 1]) != NULL) ||
                          strchr("+-", after.bytes[0]) != NULL;
    if (value == 0 || has_sign || line_gap_holds(line, index + 1, "%")) {
        return false;
    }
    residue->has_first_note = residue->has_first_note || value == 1;
    return is_square || value == 1 ||
           (residue->has_first_note && last > 0 && value != last && value <= last + NOTE_STEP_MOST &&
            last <= value + NOTE_STEP_MOST);
}

/* The words [first, last) between two brackets. */
static enum status mark_group(struct residue *residue, struct phrases *phrases, struct line *line, size_t first,
                              size_t last, char opening, char closing, struct failure *failure)
{
    /* [1] and )1( alike */
    const bool square = opening == '[' || opening == ']';
    const bool square_end = closing == '[' || closing == ']';
    if (last == first + 1 && square == square_end && line_is_short_number(line, first, NOTE_MARK_DIGITS_MOST)) {
        if (is_note_mark(residue, line, first, square)) {
            line_mark(line, first, last, FIELD_RESIDUE);
        }
        return STATUS_OK;
    }
    bool matches = false;
    if (opening == '[' && closing == ']') {
        if (phrases_match(phrases, PHRASE_EDIT, line, first, last, &matches, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (matches) {
            line_mark(line, first, last, FIELD_RESIDUE);
        }
    } else if (opening == '(' && closing == ')') {
        if (find_page(phrases, PHRASE_PAGE, line, first, last, &matches, failure) != STATUS_OK ||
            (!matches && find_page(phrases, PHRASE_PAGE_SIGN, line, first, last, &matches, failure) != STATUS_OK)) {
            return STATUS_FAILED;
        }
        if (matches) {
            line_mark(line, first, last, FIELD_NOTES);
            residue->cites = true;
        }
    }
    return STATUS_OK;
}

static enum status mark_brackets(struct residue *residue, struct phrases *phrases, struct line *line,
                                 struct failure *failure)
{
    for (size_t first = 0; first < line->count; first++) {
        /* A group may have been opened on the line before; a square one is too short for that. */
        const char before = line_last_bracket(line, first);
        const char opening = first == 0 && before == 0 ? '(' : before;
        if (opening == 0) {
            continue;
        }
        const size_t limit = first + REFERENCE_WORDS_MOST < line->count ? first + REFERENCE_WORDS_MOST : line->count;
        size_t last = first + 1;
        while (last < limit && line_first_bracket(line, last) == 0) {
            last++;
        }
        const char closing = line_first_bracket(line, last);
        if (closing != 0 && mark_group(residue, phrases, line, first, last, opening, closing, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        first = last - 1;
    }
    return STATUS_OK;
}

static enum status mark_pages(struct phrases *phrases, struct line *line, struct failure *failure)
{
    for (size_t i = 0; i + 1 < line->count; i++) {
        bool matches = false;
        if (is_number(&line->words[i + 1]) &&
            find_page(phrases, PHRASE_PAGE, line, i, i + 2, &matches, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (matches) {
            line_mark(line, i, i + 2, FIELD_NOTES);
        }
    }
    return STATUS_OK;
}

/* Day, month and year in figures and nothing else. */
static bool is_date(const struct line *line)
{
    size_t years = 0;
    for (size_t i = 0; i < line->count && line->count == 3; i++) {
        const size_t digits = characters_in(line->words[i].surface);
        if (!is_number(&line->words[i]) || (digits > 2 && digits != YEAR_DIGITS)) {
            return false;
        }
        years += digits == YEAR_DIGITS;
    }
    return years == 1 && line_gap_holds(line, 1, "/.-") && line_gap_holds(line, 2, "/.-");
}

/* "text: words" at the head of the line. */
static enum status mark_label(struct residue *residue, struct phrases *phrases, struct line *line,
                              struct failure *failure)
{
    const unsigned stamp = line->count <= STAMP_WORDS_MOST ? PHRASE_BIT(PHRASE_STAMP) : 0U;
    const unsigned kinds = stamp | PHRASE_BIT(PHRASE_TAGS) | PHRASE_BIT(PHRASE_APPENDED);
    size_t words = 1;
    while (words < line->count && words <= PHRASE_WORDS_MOST && !line_gap_holds(line, words, ":")) {
        words++;
    }
    if (words >= line->count || words > PHRASE_WORDS_MOST) {
        return STATUS_OK;
    }
    unsigned found;
    if (phrases_find(phrases, kinds, line, 0, words, &found, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if ((found & ~PHRASE_BIT(PHRASE_APPENDED)) != 0) {
        line_mark(line, 0, line->count, FIELD_RESIDUE);
        residue->has_closing = residue->has_closing || residue->is_past_head;
    } else if (found != 0) {
        line_mark(line, 0, line->count, FIELD_APPENDED);
    }
    return STATUS_OK;
}

/* Are the words before and behind the gap of one address: no white space and nothing but ASCII between them? */
static bool is_joined(const struct line *line, size_t index)
{
    const struct span gap = line_gap(line, index);
    for (size_t i = 0; i < gap.length; i++) {
        const unsigned char byte = (unsigned char)gap.bytes[i];
        if (byte <= ' ' || byte >= ASCII_END || strchr("<>\"()", byte) != NULL) {
            return false;
        }
    }
    return true;
}

/* Is the word "www"? */
static bool is_host(const struct word *word)
{
    const char *const bytes = word->surface.bytes;
    return word->surface.length == HOST_BYTES && (bytes[0] | 0x20) == 'w' && (bytes[1] | 0x20) == 'w' &&
           (bytes[2] | 0x20) == 'w';
}

static bool is_ascii_word(const struct word *word, const char *lower)
{
    const size_t length = strlen(lower);
    for (size_t i = 0; i < length && i < word->surface.length; i++) {
        if ((word->surface.bytes[i] | 0x20) != lower[i]) {
            return false;
        }
    }
    return word->surface.length == length;
}

static bool has_scheme(struct span text)
{
    const char *const end = text.bytes + text.length;
    for (const char *at = text.bytes; at < end && (at = memchr(at, ':', (size_t)(end - at))) != NULL; at++) {
        if (end - at >= 3 && at[1] == '/' && at[2] == '/') {
            return true;
        }
    }
    return false;
}

/* `may_have_scheme`: one stands somewhere in the line. */
static void mark_addresses(struct line *line, bool may_have_scheme)
{
    for (size_t first = 0; first + 1 < line->count; first++) {
        const bool may_be_host = is_host(&line->words[first]);
        if (!may_have_scheme && !may_be_host) {
            continue;
        }
        const struct span gap = line_gap(line, first + 1);
        const bool is_scheme = gap.length >= 3 && memcmp(gap.bytes, "://", 3) == 0 && is_joined(line, first + 1);
        if (!is_scheme && !(may_be_host && gap.length == 1 && gap.bytes[0] == '.')) {
            continue;
        }
        size_t last = first + 1;
        while (last < line->count && is_joined(line, last)) {
            last++;
        }
        line_mark(line, first, last, FIELD_RESIDUE);
        first = last - 1;
    }
}

static bool is_reference_tag(const struct line *line, size_t index, const char *opening)
{
    const struct span gap = line_gap(line, index);
    const size_t length = strlen(opening);
    return is_ascii_word(&line->words[index], "ref") && gap.length >= length &&
           memcmp(gap.bytes + gap.length - length, opening, length) == 0;
}

/* <ref name="a">A book, p. 1</ref>, to the line's end if it is not closed there; <ref name="a" /> ends with its tag. */
static void mark_reference_tags(struct line *line)
{
    for (size_t first = 0; first < line->count; first++) {
        if (!is_reference_tag(line, first, "<") && !is_reference_tag(line, first, "</")) {
            continue;
        }
        size_t last = first + 1;
        bool is_closed = is_reference_tag(line, first, "</");
        while (last < line->count && !is_closed) {
            const struct span gap = line_gap(line, last);
            const bool is_empty = memmem(gap.bytes, gap.length, "/>", 2) != NULL;
            is_closed = is_empty || is_reference_tag(line, last, "</");
            last += is_empty ? 0 : 1;
        }
        line_mark(line, first, last, FIELD_NOTES);
        first = last - 1;
    }
}

static void mark_caption(struct line *line)
{
    if (line->count >= 3 && is_number(&line->words[line->count - 1]) &&
        span_equal(line->words[line->count - 2].surface, span_of("رقم")) &&
        span_equal(line->words[line->count - 3].surface, span_of("صورة"))) {
        line_mark(line, line->count - 3, line->count, FIELD_RESIDUE);
    }
}

/* Which of the signs that the rules look for stand in the line at all: in most lines none does. */
struct signs {
    bool colon, bracket, angle;
};

static void note_sign(struct signs *signs, char byte)
{
    signs->colon = signs->colon || byte == ':';
    signs->bracket = signs->bracket || byte == '(' || byte == ')' || byte == '[' || byte == ']';
    signs->angle = signs->angle || byte == '<';
}

#ifdef __SSE2__
enum { STEP = sizeof(__m128i) };

/* Bytes that are a sign, in sixteen of the text. */
struct sign_bytes {
    __m128i colon, bracket, angle;
};

static inline void note_step(struct sign_bytes *signs, const char *at)
{
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    const __m128i round =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('(')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(')')));
    const __m128i square =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('[')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(']')));
    signs->bracket = _mm_or_si128(signs->bracket, _mm_or_si128(round, square));
    signs->colon = _mm_or_si128(signs->colon, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(':')));
    signs->angle = _mm_or_si128(signs->angle, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('<')));
}

/* Sixteen bytes in one comparison for each sign, the last of them perhaps twice; false for a shorter text. */
static bool signs_by_steps(struct span text, struct signs *signs)
{
    struct sign_bytes found = {_mm_setzero_si128(), _mm_setzero_si128(), _mm_setzero_si128()};
    if (text.length < STEP) {
        return false;
    }
    for (size_t at = 0; at < text.length - STEP; at += STEP) {
        note_step(&found, text.bytes + at);
    }
    note_step(&found, text.bytes + text.length - STEP);
    *signs = (struct signs){_mm_movemask_epi8(found.colon) != 0, _mm_movemask_epi8(found.bracket) != 0,
                            _mm_movemask_epi8(found.angle) != 0};
    return true;
}
#else
static bool signs_by_steps(struct span text, struct signs *signs)
{
    (void)text, (void)signs;
    return false;
}
#endif

static struct signs signs_of(struct span text)
{
    struct signs signs = {false, false, false};
    if (!signs_by_steps(text, &signs)) {
        for (size_t at = 0; at < text.length; at++) {
            note_sign(&signs, text.bytes[at]);
        }
    }
    return signs;
}

enum status residue_mark(struct residue *residue, struct phrases *phrases, struct line *line,
                         const struct line_sum *sum, bool after_heading, struct failure *failure)
{
    if (after_heading) {
        mark_edit_link(residue, line);
    }
    const bool is_footnote =
        line_gap_holds(line, 0, "^") || (line->words[0].field == FIELD_RESIDUE && line_gap_holds(line, 1, "^"));
    if (is_footnote) {
        line_mark(line, 0, line->count, FIELD_NOTES);
        return STATUS_OK;
    }
    if (!residue->is_past_head && is_date(line)) {
        line_mark(line, 0, line->count, FIELD_RESIDUE);
        return STATUS_OK;
    }
    const struct signs signs = signs_of(line->text);
    mark_caption(line);
    const bool may_have_scheme = signs.colon && has_scheme(line->text);
    if (may_have_scheme || (sum->lengths & 1U << HOST_BYTES) != 0) {
        mark_addresses(line, may_have_scheme);
    }
    if (signs.angle) {
        mark_reference_tags(line);
    }
    if (mark_read_link(residue, phrases, line, failure) != STATUS_OK ||
        (signs.colon && mark_label(residue, phrases, line, failure) != STATUS_OK) ||
        (signs.bracket && mark_brackets(residue, phrases, line, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    return (sum->flags & WORD_NUMERIC) != 0 ? mark_pages(phrases, line, failure) : STATUS_OK;
}
