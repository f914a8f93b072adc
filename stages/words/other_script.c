/*
 * other_script.c - a gloss stays, an abstract or a citation goes.
 *
 * Authors gloss names and terms in the original script: "Stanley Baldwin", "Treaty of Berlin", "United States of
 * America". In the seed documents no gloss has more than six words and nearly all have two or three; Arabic
 * encyclopedia articles have names of four. Titles of works and the lines of abstracts have five and more. So five
 * words in a row are a run. Numbers and punctuation do not end it, a word of the document's own script does. The last
 * line of an abstract may be short: what continues a run from the line before belongs to it.
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

void other_script_mark(struct line *line, enum script main, bool *run_is_open)
{
    if (main == SCRIPT_NONE) {
        return;
    }
    for (size_t first = 0; first < line->count;) {
        size_t foreign = 0;
        size_t last = 0;
        const size_t end = run_from(line, first, main, &foreign, &last);
        const bool is_run = foreign >= OTHER_SCRIPT_RUN || (foreign > 0 && first == 0 && *run_is_open);
        if (is_run) {
            const bool whole_line = first == 0 && end == line->count; /* then its numbers belong to it, too */
            line_mark(line, first, whole_line ? end : last, FIELD_OTHER_SCRIPT);
        }
        if (foreign > 0 || end < line->count) {
            *run_is_open = is_run && end == line->count;
        }
        first = end + 1;
    }
}
