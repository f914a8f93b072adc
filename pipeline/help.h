/* help.h - what --help, help and --version show. */
#ifndef MIZAN_HELP_H
#define MIZAN_HELP_H

#include <stdio.h>

#include "option_table.h"

/* Help on one command, or on all (NULL): examples first. */
void help_show(FILE *stream, const struct command_entry *command);

#endif
