/*
 * spelling.c - a letter is expected by the two before it, a word's ends being letters, too: the hierarchical Dirichlet
 * model of MacKay & Peto 1995 ("A hierarchical Dirichlet language model", Natural Language Engineering 1), with counts
 * n over the forms of the table, each once,
 *
 *     p(c | a b) = (n(abc) + K p(c | b)) / (n(ab) + K),    p(c | b) = (n(bc) + 1 / LETTERS) / (n(b) + 1).
 *
 * Only products and quotients of doubles in a fixed order: the same bits everywhere.
 */
#include "spelling.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "array.h"
#include "code_point.h"

enum { FIRST_LETTER = 0x0621, LAST_LETTER = 0x064A };
enum { WORD_END, OTHER_LETTER = LAST_LETTER - FIRST_LETTER + 2, LETTERS };
static const double prior_letters = 5; /* K: as many letters that follow two as weigh no more than one letter tells */

struct spelling {
    uint32_t single[LETTERS];
    uint32_t pairs[LETTERS][LETTERS];
    uint32_t triples[LETTERS][LETTERS]
                    [LETTERS];         /* their sums over the last letter are `pairs` but for the word's end */
    uint32_t starts[LETTERS][LETTERS]; /* n(ab): as what a letter follows */
};

static unsigned letter_of(int32_t character)
{
    return character >= FIRST_LETTER && character <= LAST_LETTER ? (unsigned)(character - FIRST_LETTER + 1)
                                                                 : OTHER_LETTER;
}

static bool is_arabic(struct span form)
{
    size_t at = 0;
    return form.length > 0 && letter_of(code_point_next(form, &at)) != OTHER_LETTER;
}

static void count(struct spelling *spelling, unsigned before, unsigned last, unsigned next)
{
    spelling->single[last]++;
    spelling->pairs[last][next]++;
    spelling->starts[before][last]++;
    spelling->triples[before][last][next]++;
}

static void learn(struct spelling *spelling, struct span form)
{
    unsigned before = WORD_END, last = WORD_END;
    for (size_t at = 0; at < form.length;) {
        const unsigned next = letter_of(code_point_next(form, &at));
        count(spelling, before, last, next);
        before = last;
        last = next;
    }
    count(spelling, before, last, WORD_END);
}

enum status spelling_open(struct spelling **spelling, const struct background *background, struct failure *failure)
{
    struct spelling *made = NULL;
    struct background_form form;
    if (array_zeroed((void **)&made, 1, sizeof *made, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; background != NULL && background_folded_form(background, i, &form); i++) {
        if (is_arabic(form.text)) {
            learn(made, form.text);
        }
    }
    *spelling = made;
    return STATUS_OK;
}

void spelling_close(struct spelling *spelling)
{
    free(spelling);
}

static double expected(const struct spelling *spelling, unsigned before, unsigned last, unsigned next)
{
    const double by_one = (spelling->pairs[last][next] + 1.0 / LETTERS) / (spelling->single[last] + 1.0);
    return (spelling->triples[before][last][next] + prior_letters * by_one) /
           (spelling->starts[before][last] + prior_letters);
}

double spelling_probability(const struct spelling *spelling, struct span folded)
{
    unsigned before = WORD_END, last = WORD_END;
    double probability = 1;
    for (size_t at = 0; at < folded.length;) {
        const unsigned next = letter_of(code_point_next(folded, &at));
        probability *= expected(spelling, before, last, next);
        before = last;
        last = next;
    }
    return probability * expected(spelling, before, last, WORD_END);
}
