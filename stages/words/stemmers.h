/* stemmers.h - from a folded word to its term, in every language: the light Arabic stemmer, libstemmer's, or none. */
#ifndef MIZAN_STEMMERS_H
#define MIZAN_STEMMERS_H

#include <stdbool.h>

#include "arena.h"
#include "failure.h"
#include "fold.h"
#include "language.h"
#include "light_arabic.h"
#include "names.h"
#include "settings.h"
#include "span.h"

struct stemmers; /* one per thread: libstemmer's keep their last result */

/* `protect`: a file of protected names (names_read), or NULL; folded with `folder`. */
enum status stemmers_open(struct stemmers **stemmers, enum stemmer choice, const char *protect, struct folder *folder,
                          struct failure *failure) MUST_CHECK;
void stemmers_close(struct stemmers *stemmers);

/* A word in the shapes that the stemmers ask for. */
struct stem_word {
    struct span surface; /* as written */
    struct span folded;  /* by folder_fold; not empty */
    struct span key;     /* by folder_background_key */
};

struct stem {
    struct span term;   /* not empty; valid until the next call or as long as the word's spans */
    bool is_state_name; /* of a state or people, or their adjective, whichever the stemmer */
    bool is_other_name; /* of a city or a person */
    bool is_month_name;
};

/* Is the folded word a name of the user's own file, its proclitics taken off? Then it is a term, though it be a stop
 * word. */
bool stemmers_protect(const struct stemmers *stemmers, const struct language *language, struct span folded);

/* Says that the stem of this folded word will be asked for: what decides it is on its way. */
void stemmers_expect(const struct stemmers *stemmers, const struct language *language, struct span folded);

/* `language` as language_of_word gives it; NULL: the folded word is the term. */
enum status stemmers_stem(struct stemmers *stemmers, const struct language *language, const struct stem_word *word,
                          struct stem *stem, struct failure *failure) MUST_CHECK;

/*
 * The stems under `count` choices of stemmer at once, whichever is in force: names are looked up once for all. Terms
 * are copied to the arena, or parts of word->folded, which is to last as long.
 */
enum status stemmers_stem_each(struct stemmers *stemmers, const struct language *language, const struct stem_word *word,
                               const enum stemmer *choices, size_t count, struct arena *arena, struct stem *stems,
                               struct failure *failure) MUST_CHECK;

/* How a term came about, for a person who asks. */
struct stem_account {
    bool is_asked_for;          /* else nobody reads it: the light stemmer counts what decides, and tells nothing */
    const struct name *name;    /* the protected name that the word is, or NULL */
    bool is_protected;          /* and its class is the term */
    bool is_light;              /* the light stemmer's decisions are told */
    struct light_account light; /* if is_light */
    bool is_light_persian;      /* the rules for Persian made it */
    const char *snowball;       /* the algorithm of libstemmer that made it, or NULL */
};

/* stemmers_stem, and how. */
enum status stemmers_explain(struct stemmers *stemmers, const struct language *language, const struct stem_word *word,
                             struct stem *stem, struct stem_account *account, struct failure *failure) MUST_CHECK;

#endif
