/* options.h - the command line to settings. */
#ifndef MIZAN_OPTIONS_H
#define MIZAN_OPTIONS_H

#include "completion.h"
#include "earlier_run.h"
#include "failure.h"
#include "option_table.h"
#include "settings.h"

enum options_request { REQUEST_RUN, REQUEST_HELP, REQUEST_COMPLETION, REQUEST_VERSION };

struct options {
    enum options_request request;
    enum shell shell;                    /* REQUEST_COMPLETION */
    const struct command_entry *command; /* REQUEST_HELP: NULL for help on all */
    struct settings settings;            /* points into the arguments and into this struct */
    char *stop_words;                    /* owned copy */
    struct condition *conditions;        /* owned */
    char **condition_texts;              /* owned copies */
    struct least_similarity *least;      /* owned */
    struct earlier_run earlier;          /* --from */
};

/*
 * Parses the arguments of main. FAILURE_USAGE names the option, the value, what was expected, and for a mistyped option
 * or command the one that was probably meant. The arguments are reordered (operands last) and must outlive the options.
 */
enum status options_parse(struct options *options, int count, char **arguments, struct failure *failure) MUST_CHECK;

/* Frees what parsing allocated, also after a failure. */
void options_free(struct options *options);

#endif
