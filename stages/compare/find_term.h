/* find_term.h - a term of the vocabulary by its bytes. */
#ifndef MIZAN_FIND_TERM_H
#define MIZAN_FIND_TERM_H

#include "matrix.h"

/* Its column + 1; 0 where no text holds it. */
uint32_t find_term(const struct counts *counts, enum channel channel, struct span term);

#endif
