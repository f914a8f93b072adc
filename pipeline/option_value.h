/* option_value.h - the text of one option's value into the settings. */
#ifndef MIZAN_OPTION_VALUE_H
#define MIZAN_OPTION_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "failure.h"
#include "option_table.h"
#include "settings.h"

/*
 * Writes the value of an option that is kept in the settings alone. `value` is borrowed by the settings where the
 * option is a text. FAILURE_USAGE names the option, the value and what was expected; FAILURE_INTERNAL for a kind that
 * needs more than the settings (OPTION_STOP_WORDS, OPTION_WHERE, OPTION_LEAST, OPTION_FROM, OPTION_COMPLETION,
 * OPTION_HELP, OPTION_VERSION).
 */
enum status option_value_apply(struct settings *settings, const struct option_entry *entry, const char *value,
                               struct failure *failure) MUST_CHECK;

/* The words that an option takes. */
struct option_choices {
    const char *const *names; /* in the order of the enum that they stand for */
    size_t count;             /* 0: the option has no words of its own */
    bool is_open;             /* others are taken, too: a file, a scheme */
};
struct option_choices option_value_choices(enum option_kind kind);

/* The index of `value` among the option's words; FAILURE_USAGE lists them, and names the one that was probably meant.
 */
enum status option_value_choose(const struct option_entry *entry, const char *value, size_t *choice,
                                struct failure *failure) MUST_CHECK;

/* A number from 0 on, and nothing behind it. */
bool option_value_similarity(const char *value, double *number);

/* Words that failure: "--NAME needs EXPECTED, not 'VALUE'". */
enum status option_value_refuse(const struct option_entry *entry, const char *value, const char *expected,
                                struct failure *failure);

#endif
