/*
 * plural.h - which form of a word stands with a count. The one place that knows: English and French have two forms
 * (one, others), Russian three (1 21, 2 3 4 22, 5 11 20), Arabic six (0, 1, 2, 3 to 10, 11 to 99, 100 to 102).
 */
#ifndef MIZAN_PLURAL_H
#define MIZAN_PLURAL_H

#include <stddef.h>
#include <stdint.h>

#include "settings.h"

enum { PLURAL_FORMS = 6 /* the most of a language */ };

/* How many forms a noun has beside whole numbers. */
size_t plural_forms(enum report_language language);

/* The form, from 0, in the order of CLDR's categories: zero, one, two, few, many, other, as far as the language has
 * them. */
size_t plural_form(enum report_language language, uint64_t count);

#endif
