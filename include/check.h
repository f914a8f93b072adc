/*
 * check.h - in which findings two results folders differ, and why; what mizan check hands from its reading to its
 * writing. Everything in struct check_account lasts until the pipeline closes.
 */
#ifndef MIZAN_CHECK_H
#define MIZAN_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "span.h"

/* In the order in which they are told: the most important first. */
enum check_kind {
    CHECK_GATES,      /* a similarity beyond --max-similarity or --min-similarity */
    CHECK_DOCUMENTS,  /* which documents there are, with source, event and language */
    CHECK_SENTENCES,  /* which two sources are most and least alike: the summary's first sentences */
    CHECK_SOURCES,    /* sources.csv */
    CHECK_EVENTS,     /* events.csv */
    CHECK_FACTORS,    /* factors.csv */
    CHECK_MATRIX,     /* similarity.csv or similarity.mtx */
    CHECK_NEIGHBOURS, /* neighbours.csv */
    CHECK_ROBUSTNESS, /* robustness.csv */
    CHECK_CONTRASTS,  /* contrasts.csv */
    CHECK_SILENCES,   /* silences.csv */
    CHECK_TERMS,      /* terms.csv, of documents, sources and events */
    CHECK_TOPICS,     /* the same, of topics */
    CHECK_KIND_COUNT
};

/* By enum check_kind: "gates", "documents", ... as --only takes them (gates are always tried). */
extern const char *const check_kind_names[CHECK_KIND_COUNT];

/* What run.json says is not as it was. */
enum check_cause_kind {
    CAUSE_GATE, /* no cause: the bound itself, as the option gives it */
    CAUSE_INPUT_CHANGED,
    CAUSE_INPUT_ADDED,
    CAUSE_INPUT_REMOVED,
    CAUSE_INPUT_RENAMED, /* the same bytes under another path: `before`, now `name` */
    CAUSE_OPTION,
    CAUSE_FILE,    /* a stop list, background or list of names of the user's own */
    CAUSE_TABLE,   /* a language table inside of mizan */
    CAUSE_LIBRARY, /* ICU, Unicode, libstemmer ... */
    CAUSE_PROGRAM, /* mizan's own version */
    CAUSE_FORMULA, /* weighting or measure are worded otherwise though versions and options are the same */
    CAUSE_CODE,    /* nothing that run.json records */
    CAUSE_SEVERAL  /* more than one of them, which cannot be told apart */
};

/* By enum check_cause_kind, for machines: "gate", "input-changed", ... */
extern const char *const check_cause_names[];

struct check_cause {
    enum check_cause_kind kind;
    struct span name;          /* a path, an option, a library; empty where there is but one of the kind */
    struct span before, after; /* as text; empty where there is nothing */
    unsigned kinds;            /* bits (1 << enum check_kind) of what it can change */
    uint64_t changed[CHECK_KIND_COUNT], changed_in_all;
};

/* One side of a change. */
struct check_value {
    enum { CHECK_NOTHING, CHECK_TEXT, CHECK_NUMBER } type;
    struct span text;
    double number;
    double low, high; /* an interval around it, or NaN */
};

enum { CHECK_NAMES = 4 };

struct check_change {
    enum check_kind kind;
    size_t cause;        /* into the causes */
    const char *subject; /* our words, static: each % stands for the next of the names */
    struct span names[CHECK_NAMES];
    struct check_value before, after; /* of a gate: the bound, and the similarity */
    bool is_list;                     /* they are what left a list, and what came into it */
    double weight;                    /* how much it is: larger first within a kind */
    const char *file;                 /* the table, static, without its folder */
    uint64_t line;                    /* in OUT's table, or in the baseline's where OUT has none; 0 unknown */
};

struct check_account {
    struct span baseline, output; /* the folders as given; baseline empty: gates alone */
    double tolerance;
    const struct check_cause *causes; /* of which one or another changed something: most changes first */
    size_t cause_count;
    const struct check_cause *idle; /* that changed nothing */
    size_t idle_count;
    const struct check_change *changes; /* by cause, then kind, then weight; at most CHECK_KEPT of a kind */
    size_t change_count;
    uint64_t compared[CHECK_KIND_COUNT], changed[CHECK_KIND_COUNT], changed_in_all;
    const struct span *notes; /* what could not be compared, and why */
    size_t note_count;
};

enum { CHECK_KEPT = 1000 };

#endif
