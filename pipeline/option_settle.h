/* option_settle.h - defaults that depend on what else was given. */
#ifndef MIZAN_OPTION_SETTLE_H
#define MIZAN_OPTION_SETTLE_H

#include "option_table.h"
#include "settings.h"

/* What was given explicitly. */
struct given_options {
    const struct option_entry *foreign;          /* the first that explain does not take, or NULL */
    const struct option_entry *foreign_to_check; /* likewise, check */
    bool weight, background, similarity, characters, stop_words, stem;
    bool earlier;            /* --from: the earlier run's options are in force, and none of them counts as given */
    bool earlier_conditions; /* the conditions so far are the earlier run's: the first --where replaces them */
};

/* Sets what follows from the weight, the measure and the queries, once all options are read. */
void option_settle(struct settings *settings, const struct given_options *given);

#endif
