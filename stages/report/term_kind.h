/* term_kind.h - what sort of term it is, so that names, dates and words can be read apart. */
#ifndef MIZAN_TERM_KIND_H
#define MIZAN_TERM_KIND_H

#include "matrix.h"

/* "state" (of a state or people), "name" (another protected name), "month", "ordinal", "date", "phrase" (an n-gram) or
 * "word". */
const char *term_kind(const struct vocabulary_term *term);

/* True for what stands in dates, which tell it better: months and ordinals. */
bool term_is_calendar(const struct vocabulary_term *term);

/* How a table shows it: its commonest surface form; a date as the term has it, without its prefix: one date is written
 * in many ways. */
struct span term_shown(const struct vocabulary_term *term);

#endif
