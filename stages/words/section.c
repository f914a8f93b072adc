/*
 * section.c - what follows a heading must look as the heading says: a chapter may be called "Sources", and a book has
 * text behind the notes of each chapter.
 *
 * Notes and references are full of signs that prose has few of: numbers, initials and abbreviations with a full stop,
 * words of another script, addresses, short lines, lines that begin with a number, a bracket or a bullet. In the notes
 * and references of the seed documents there is a sign for one to three words, in the text of a paper that cites much
 * one for seven to fourteen, in news and encyclopedia articles one for twenty-five and more. A long line is judged by
 * itself (texts with a paragraph a line), short ones sixty words at a time (texts with the lines of a page): where
 * chapters are set so, that much of one is lost. Notes that were found to be such may hold a paragraph of prose, not
 * two.
 *
 * Links to other articles are a list of titles, and the text goes on behind them; only where the article has ended,
 * with its source or keywords, another follows as a whole.
 */
#include "section.h"

enum {
    FIRST_WORDS_A_SIGN = 10, /* more words than that for each sign are prose: at the first judgement, */
    LATER_WORDS_A_SIGN = 12, /* and once notes were found, since notes may tell a story */
    JUDGED_WORDS = 60,
    LONG_LINE_WORDS = 25,
    SHORT_LINE_WORDS = 6,
    ABBREVIATION_LETTERS = 3,
    TITLES_MOST = 10,
    TITLE_WORDS_MOST = 20
};

void section_open(struct section *section, enum field field, bool is_final)
{
    *section = (struct section){.field = field, .is_final = is_final};
}

static size_t letters_in(struct span word)
{
    size_t letters = 0;
    for (size_t i = 0; i < word.length; i++) {
        letters += ((unsigned char)word.bytes[i] & 0xC0) != 0x80;
    }
    return letters;
}

/* Does the gap behind the last word hold a mark that ends a sentence? */
static bool ends_sentence(const struct line *line)
{
    static const char *const marks[] = {"؟", "۔", "。", "！", "？", "।", "…"};
    const struct span end = line_gap(line, line->count);
    bool found = line_gap_holds(line, line->count, ".!?");
    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && !found; i++) {
        found = memmem(end.bytes, end.length, marks[i], strlen(marks[i])) != NULL;
    }
    return found;
}

/* Begins the line as an item of a list does? */
static bool is_item(const struct line *line)
{
    const struct span start = line_gap(line, 0);
    return (line->words[0].flags & WORD_NUMERIC) != 0 || line_gap_holds(line, 0, "-*^[(") ||
           memmem(start.bytes, start.length, "•", strlen("•")) != NULL ||
           memmem(start.bytes, start.length, "–", strlen("–")) != NULL ||
           memmem(start.bytes, start.length, "—", strlen("—")) != NULL;
}

static size_t signs_of(const struct line *line, enum script main)
{
    size_t signs = is_item(line) ? 1 : 0;
    signs += line->count <= SHORT_LINE_WORDS && !ends_sentence(line);
    for (size_t i = 0; i < line->count; i++) {
        const struct word *const word = &line->words[i];
        const bool is_foreign = word->script != SCRIPT_NONE && main != SCRIPT_NONE && word->script != main;
        const bool is_abbreviated = i + 1 < line->count && line_gap_holds(line, i + 1, ".") &&
                                    letters_in(word->surface) <= ABBREVIATION_LETTERS;
        const struct span gap = line_gap(line, i);
        signs += (word->flags & WORD_NUMERIC) != 0 || is_foreign || is_abbreviated ||
                 memmem(gap.bytes, gap.length, "《", strlen("《")) != NULL ||
                 memmem(gap.bytes, gap.length, "『", strlen("『")) != NULL;
    }
    return signs;
}

static bool close(struct section *section)
{
    *section = (struct section){.field = FIELD_BODY};
    return false;
}

static bool holds_title(struct section *section, const struct line *line)
{
    section->lines++;
    const bool is_title =
        section->lines <= TITLES_MOST && line->count <= TITLE_WORDS_MOST && (is_item(line) || !ends_sentence(line));
    return is_title ? true : close(section);
}

static bool holds_note(struct section *section, const struct line *line, enum script main)
{
    const size_t signs = signs_of(line, main);
    if (line->count >= LONG_LINE_WORDS) {
        section->words = line->count;
        section->signs = signs + (is_item(line) ? line->count / FIRST_WORDS_A_SIGN : 0);
    } else {
        section->words += line->count;
        section->signs += signs;
        if (section->words < JUDGED_WORDS) {
            return true;
        }
    }
    const size_t words_a_sign = section->is_confirmed ? LATER_WORDS_A_SIGN : FIRST_WORDS_A_SIGN;
    const bool is_prose = section->signs * words_a_sign < section->words;
    section->words = section->signs = 0;
    section->strikes = is_prose ? section->strikes + 1 : 0;
    section->is_confirmed = section->is_confirmed || !is_prose;
    return section->strikes > (section->is_confirmed ? 1 : 0) ? close(section) : true;
}

bool section_holds(struct section *section, const struct line *line, enum script main)
{
    if (section->is_final) {
        return true;
    }
    return section->field == FIELD_NOTES ? holds_note(section, line, main) : holds_title(section, line);
}
