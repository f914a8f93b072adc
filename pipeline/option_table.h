/* option_table.h - every command and option there is: parsing, help and manual checks all read these two tables. */
#ifndef MIZAN_OPTION_TABLE_H
#define MIZAN_OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "settings.h"

struct command_entry {
    enum command command;
    const char *name;
    const char *operands; /* "CORPUS... -o OUT" */
    const char *purpose;  /* one line */
    const char *examples; /* lines, each ending with a line feed */
    bool takes_corpus;
};
extern const struct command_entry command_table[];
extern const size_t command_table_count;

enum option_kind {
    OPTION_FLAG,      /* bool at `offset` becomes true */
    OPTION_TEXT,      /* const char * at `offset` */
    OPTION_PAIR,      /* const char *[2] at `offset`; the second may be missing */
    OPTION_COUNT,     /* unsigned at `offset`, minimum..maximum */
    OPTION_LARGE,     /* uint64_t at `offset`, minimum..maximum */
    OPTION_SIZE,      /* as OPTION_LARGE, with K, M, G, T (1024) */
    OPTION_BLOCK,     /* size_t at `offset`, with K, M, G, T */
    OPTION_TOP,       /* size_t at `offset` */
    OPTION_THRESHOLD, /* double; sets has_threshold */
    OPTION_BOUND,     /* struct frequency_bound at `offset`: N, or F with a full stop or a percent sign */
    OPTION_STEM,
    OPTION_REPAIR,
    OPTION_REPORT,
    OPTION_REPORT_LANGUAGE,
    OPTION_STOP_WORDS,
    OPTION_WEIGHT,
    OPTION_BACKGROUND,
    OPTION_SIMILARITY,
    OPTION_ROBUSTNESS,
    OPTION_ROWS,
    OPTION_MATCH,
    OPTION_SORT,
    OPTION_FORMAT,
    OPTION_TOLERANCE, /* double at `offset`, >= 0 */
    OPTION_MAXIMUM,   /* double; sets has_maximum */
    OPTION_LEAST,     /* A B X: three arguments */
    OPTION_ANNOTATIONS,
    OPTION_EXPORT, /* words separated by commas, to bits of `exports` */
    OPTION_WHERE,
    OPTION_FROM,       /* the options of an earlier run */
    OPTION_COMPLETION, /* a shell */
    OPTION_HELP,
    OPTION_VERSION
};

enum option_group { GROUP_CORPUS, GROUP_WORDS, GROUP_MEASURE, GROUP_RESULTS, GROUP_RUN };

struct option_entry {
    const char *name;     /* without the dashes */
    char letter;          /* 0: none */
    const char *argument; /* NULL: none */
    enum option_kind kind;
    enum option_group group;
    size_t offset; /* into struct settings, where the kind says so */
    double minimum, maximum;
    const char *help;
};
extern const struct option_entry option_table[];
extern const size_t option_table_count;

/* By name, without the dashes; NULL where there is none. */
const struct command_entry *command_table_find(const char *name);
const struct option_entry *option_table_find(const char *name);

#endif
