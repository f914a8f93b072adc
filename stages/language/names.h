/*
 * names.h - protected names: states, peoples, months, great cities and persons.
 *
 * A protected word is not stemmed: all its forms (with proclitics and article, as noun and as adjective) share one
 * class, whose key is the term. The table is data/names.tsv: class key, kind, language, forms.
 */
#ifndef MIZAN_NAMES_H
#define MIZAN_NAMES_H

#include "failure.h"
#include "fold.h"
#include "language.h"

enum name_kind { NAME_STATE /* and peoples, with their adjectives */, NAME_MONTH, NAME_CITY, NAME_PERSON, NAME_OTHER };
extern const char *const name_kind_names[]; /* "state", "month", "city", "person", "other" */

struct name {
    const char *key; /* the folded term of the class in its language: "سوفيت", "soviet" */
    enum name_kind kind;
    bool is_own; /* of a file of the user's: it holds in every language, with every stemmer */
};

struct names;

/* Builds the look-up from the built-in table. */
enum status names_open(struct names **names, struct failure *failure) MUST_CHECK;
void names_close(struct names *names);

/*
 * The classes of a file of the user's own (UTF-8, `path`), whatever the language; a form of theirs is no longer one of
 * the built-in classes. A line is a class: its key, then its other forms, separated by tabs; [state], [month], [city]
 * or [person] among them says the kind (else other), # begins a comment line. Forms are folded with `folder`.
 * FAILURE_NO_INPUT; FAILURE_CONFIGURATION with file and line. Before any names_find.
 */
enum status names_read(struct names *names, const char *path, struct folder *folder,
                       struct failure *failure) MUST_CHECK;

/* The name that a folded word is, exactly as the table lists its forms (the stemmer takes clitics and article off and
 * asks again), or NULL. `language` as language_of_word gives it; NULL: the user's own alone. Immutable: thread-safe. */
const struct name *names_find(const struct names *names, const struct language *language, struct span folded);

/*
 * The names of a table of the user's own, folded with `folder` (NULL: they are folded), added to those there are: lines
 * `key<TAB>kind<TAB>language<TAB>forms separated by |`, kind is state, month, city or person, # begins a comment line.
 * FAILURE_CONFIGURATION with `path` and line for a malformed line, and for a form that another class of the language
 * has already. Before any names_find: it may move the names.
 */
enum status names_add(struct names *names, struct span table, const char *path, struct folder *folder,
                      struct failure *failure) MUST_CHECK;

/* A form of the tables, folded, in their order: index from 0. False past the last. */
struct name_form {
    const struct language *language; /* NULL: any */
    struct span folded;
    const struct name *name;
};
bool names_form(const struct names *names, size_t index, struct name_form *form);

#endif
