/* usual_language.h - the script of a text, and the language that a corpus mostly has in each script. */
#ifndef MIZAN_USUAL_LANGUAGE_H
#define MIZAN_USUAL_LANGUAGE_H

#include "failure.h"
#include "record.h"

/* The script of most letters of well-formed text, the first by number on a tie; SCRIPT_NONE without letters. Han and
 * kana count together: a tenth of kana makes it SCRIPT_KANA. `expected` (SCRIPT_NONE: no other) is that of the language
 * that was declared: a fifth of the letters makes it the text's, which is full of names and commands then. */
enum script usual_script(struct span utf8, enum script expected);

/* For each script the language of most documents written in it (queries not counted), the first by bytes on a tie;
 * empty where there is none. The spans are the documents'. */
enum status usual_languages(struct document *const *documents, size_t count, struct span languages[SCRIPT_COUNT],
                            struct failure *failure) MUST_CHECK;

#endif
