/* phrases.h - the headings, labels and links by which a page says that what follows, or stands there, is no text of its
 * own. */
#ifndef MIZAN_PHRASES_H
#define MIZAN_PHRASES_H

#include <stdbool.h>

#include "fold.h"
#include "line.h"

enum phrase_kind {
    PHRASE_NOTES,     /* alone on a line: notes and references to the end */
    PHRASE_APPENDED,  /* alone on a line: another article to the end; before a colon: a link in this line */
    PHRASE_LINK,      /* alone on a line: "read more" */
    PHRASE_EDIT,      /* in square brackets: a wiki's edit link */
    PHRASE_STAMP,     /* at a short line's start, before a colon: source, date of publication */
    PHRASE_TAGS,      /* at a line's start, before a colon: the platform's keywords */
    PHRASE_PAGE,      /* before a number: a page that is referred to */
    PHRASE_PAGE_SIGN, /* the same, but only inside brackets: too short to be told from other words */
    PHRASE_KIND_COUNT
};

/* No phrase has more words than this, or, where it is set letter by letter, more letters. */
enum { PHRASE_WORDS_MOST = 6, PHRASE_LETTERS_MOST = 40 };

struct phrases; /* the table, folded, and a buffer; one per thread */

enum status phrases_open(struct phrases **phrases, struct failure *failure) MUST_CHECK;
void phrases_close(struct phrases *phrases);

#define PHRASE_BIT(kind) (1U << (unsigned)(kind))

/*
 * Of which of these kinds (PHRASE_BIT) are the words [first, last) of the line, without its numbers and what is not of
 * the body any more, a phrase? Compared after folding, without regard to how they are divided into words; headings of
 * notes and appended articles also as extraction from PDF damages them: letter by letter, backwards, lam and meem
 * swapped.
 */
enum status phrases_find(struct phrases *phrases, unsigned kinds, const struct line *line, size_t first, size_t last,
                         unsigned *found, struct failure *failure) MUST_CHECK;

/* Are they one of this kind? */
enum status phrases_match(struct phrases *phrases, enum phrase_kind kind, const struct line *line, size_t first,
                          size_t last, bool *matches, struct failure *failure) MUST_CHECK;

#endif
