/* option_unknown.h - words for a command or an option that is not there. */
#ifndef MIZAN_OPTION_UNKNOWN_H
#define MIZAN_OPTION_UNKNOWN_H

#include "failure.h"

/* FAILURE_USAGE; always STATUS_FAILED. `argument` is the option as it was given, with its dashes and value. */
enum status option_unknown_command(const char *name, struct failure *failure);
enum status option_unknown(const char *argument, struct failure *failure);

#endif
