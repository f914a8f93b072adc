/* statements.h - the ordered statements of the main matrix, each with the settings in which it holds. */
#ifndef MIZAN_STATEMENTS_H
#define MIZAN_STATEMENTS_H

#include "robustness.h"
#include "top_list.h"

/* Emits FINDING_STATEMENT for each: lists->items[row] has the nearest and the second nearest of a document. Nothing
 * where no setting was tried. */
enum status statements_emit(const struct robustness *robustness, const struct similarity_measure *measure,
                            const struct top_lists *lists, const struct tellings *tellings,
                            struct flow *flow) MUST_CHECK;

#endif
