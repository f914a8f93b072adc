/* date_forms.h - the forms of dates: a term and the words that it was read from, each made once. */
#ifndef MIZAN_DATE_FORMS_H
#define MIZAN_DATE_FORMS_H

#include "arena.h"
#include "record.h"
#include "word_map.h"

/* Zero-initialized it is empty. Forms last until it is freed. */
struct date_forms {
    struct arena arena;
    struct word_map numbers; /* term, tab and surface -> index into items */
    struct form **items;
    size_t count, capacity;
    char *text; /* of the form that is looked for */
    size_t text_capacity;
};

/* The byte behind a word, its second half included. */
uint64_t date_word_end(const struct word *word);

/* Bytes between a word and the one before it; far (UINT64_MAX) if they are not of one text. */
uint64_t date_gap(const struct word *before, const struct word *word);

/* The form of `term` for `count` words in a document of `language` (NULL: not known); a new one gets the background. */
enum status date_forms_find(struct date_forms *forms, const char *term, const struct word *words, size_t count,
                            const struct language *language, double background, const struct form **form,
                            struct failure *failure) MUST_CHECK;

void date_forms_free(struct date_forms *forms);

#endif
