/*
 * other_script.c - a gloss stays, an abstract or a citation goes.
 *
 * Authors gloss names and terms in the original script: "Stanley Baldwin", "Treaty of Berlin", "United States of
 * America". In the seed documents no gloss has more than six words and nearly all have two or three; Arabic
 * encyclopedia articles have names of four. Titles of works and the lines of abstracts have five and more. So five
 * words in a row are a run. But a title named within a sentence may have more, and is the author's text: up to ten
 * words without a number stay where most of the line is written in the document's script. Numbers and punctuation do
 * not end it, a word of the document's own script does. The last line of an abstract may be short: what continues a run
 * from the line before belongs to it.
 */
#include "other_script.h"

static enum script writing_system(enum script script)
{
    return script == SCRIPT_KANA ? SCRIPT_HAN : script; /* Japanese mixes both */
}

static bool is_foreign(const struct word *word, enum script main)
{
    return word->script != SCRIPT_NONE && writing_system(word->script) != writing_system(main);
}

/* The words of the body from `first` on up to one of the main script; *foreign counts those of other scripts, *last is
 * behind the last of these. Returns the place of the word that ends the run. */
static size_t run_from(const struct line *line, size_t first, enum script main, size_t *foreign, size_t *last)
{
    *foreign = 0;
    *last = first;
    size_t end = first;
    for (; end < line->count; end++) {
        const struct word *const word = &line->words[end];
        if (word->field != FIELD_BODY || word->script == SCRIPT_NONE) {
            continue;
        }
        if (!is_foreign(word, main)) {
            break;
        }
        ++*foreign;
        *last = end + 1;
    }
    return end;
}

/* Is the run a title within a sentence and no citation? */
static bool is_title(const struct line *line, size_t first, size_t end, size_t foreign, enum script main)
{
    enum { TITLE_WORDS_MOST = 10 };
    if (foreign > TITLE_WORDS_MOST) {
        return false;
    }
    size_t own = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct word *const word = &line->words[i];
        if (i >= first && i < end && (word->flags & WORD_NUMERIC) != 0) {
            return false;
        }
        own += word->field == FIELD_BODY && word->script != SCRIPT_NONE && !is_foreign(word, main);
    }
    return own > foreign;
}

/* Counts the words of the body that stand in the main script, and those in others. */
static void count_scripts(const struct line *line, enum script main, size_t *foreign, size_t *own)
{
    *foreign = *own = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct word *const word = &line->words[i];
        const bool counts = word->field == FIELD_BODY && word->script != SCRIPT_NONE;
        const bool is_other = counts && word->script != main && is_foreign(word, main);
        *foreign += is_other;
        *own += counts && !is_other;
    }
}

bool other_script_is_second(const struct other_script *seen)
{
    enum { RUNS_LEAST = 6, WORDS_A_FOREIGN_ONE = 8 };
    return seen->runs >= RUNS_LEAST && seen->run_words * WORDS_A_FOREIGN_ONE >= seen->own_words;
}

void other_script_mark(struct other_script *seen, struct line *line, const struct line_sum *sum, enum script main)
{
    size_t foreign_words = 0, own_words = sum->lettered;
    if (main == SCRIPT_NONE) {
        return;
    }
    const bool has_others = (sum->scripts & ~(1U << SCRIPT_NONE | 1U << main)) != 0;
    if (has_others || line->is_marked || line->count != sum->count) {
        count_scripts(line, main, &foreign_words, &own_words);
    }
    seen->own_words += own_words;
    if (foreign_words == 0) { /* nearly every line */
        seen->run_is_open = seen->run_is_open && own_words == 0;
        return;
    }
    for (size_t first = 0; first < line->count;) {
        size_t foreign = 0;
        size_t last = 0;
        const size_t end = run_from(line, first, main, &foreign, &last);
        const bool is_continued = foreign > 0 && first == 0 && seen->run_is_open;
        const bool is_run = is_continued || (foreign >= OTHER_SCRIPT_RUN && !is_title(line, first, end, foreign, main));
        if (is_run) {
            const bool whole_line = first == 0 && end == line->count; /* then its numbers belong to it, too */
            seen->runs += !is_continued;
            seen->run_words += foreign;
            if (!other_script_is_second(seen)) {
                line_mark(line, first, whole_line ? end : last, FIELD_OTHER_SCRIPT);
            }
        }
        if (foreign > 0 || end < line->count) {
            seen->run_is_open = is_run && end == line->count;
        }
        first = end + 1;
    }
}

/* The last bracket before the word on its line; 0 if there is none. */
static char bracket_before(const struct line *line, size_t index)
{
    char found = line_last_bracket(line, index);
    for (size_t i = index; i > 0 && found == 0; i--) {
        found = line_last_bracket(line, i - 1);
    }
    return found;
}

void other_script_mark_broken(struct other_script *seen, struct line *line, enum script main)
{
    enum { BROKEN_WORDS_LEAST = 2 };
    if (main == SCRIPT_NONE) {
        return;
    }
    for (size_t first = 0; first < line->count;) {
        size_t foreign = 0;
        size_t last = 0;
        const size_t end = run_from(line, first, main, &foreign, &last);
        const bool starts_bracket = line_last_bracket(line, first) == '(';
        const bool ends_bracket = line_first_bracket(line, last) == ')';
        const bool opens = starts_bracket && end == line->count && line_first_bracket(line, line->count) == 0;
        const bool closes = ends_bracket && bracket_before(line, first) != '(';
        if (foreign >= BROKEN_WORDS_LEAST && (opens || closes)) {
            line_mark(line, first, last, FIELD_NOTES);
            seen->run_is_open = true; /* the rest of it stands on the next line */
        }
        first = end + 1;
    }
}
