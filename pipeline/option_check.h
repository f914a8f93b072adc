/* option_check.h - does what was asked for make sense as a whole? */
#ifndef MIZAN_OPTION_CHECK_H
#define MIZAN_OPTION_CHECK_H

#include "options.h"

/* For a command whose options are all in force: FAILURE_USAGE names what is missing or does not go together. */
enum status option_check(const struct options *options, struct failure *failure) MUST_CHECK;

/* May the option stand beside explain's OUT? All else is as it was when OUT was made. */
bool option_check_explains(const struct option_entry *entry);

/* True for the commands that hold documents against each other. */
bool option_check_compares(const struct settings *settings);

/* Does the scheme weigh a query in another way than a document? */
bool option_check_is_of_queries(const char *weight);

/* Does `mizan check` take it? */
bool option_check_checks(const struct option_entry *entry);

#endif
