/*
 * settings.h - what the user asked for: every option in force, with its default.
 *
 * Filled by pipeline/options.c, read by every stage, never written after the plan is opened. Pointers live as long
 * as the program's arguments.
 */
#ifndef MIZAN_SETTINGS_H
#define MIZAN_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum command {
    COMMAND_COMPARE,
    COMMAND_TOKENIZE,
    COMMAND_STEM,
    COMMAND_STEM_EXPLAIN, /* stem --explain: the words are the corpora */
    COMMAND_VECTORIZE,
    COMMAND_NEAREST,
    COMMAND_INSPECT,
    COMMAND_CONCORDANCE,
    COMMAND_EXPLAIN,
    COMMAND_CHECK /* the corpora are BASELINE and OUT, or OUT alone */
};

enum stemmer { STEMMER_AUTO, STEMMER_LIGHT, STEMMER_SNOWBALL, STEMMER_NONE };
enum grid_wish { ROBUSTNESS_AUTO, ROBUSTNESS_NONE, ROBUSTNESS_FULL };
enum similarity {
    SIMILARITY_CORRECTED,
    SIMILARITY_COSINE,
    SIMILARITY_JENSEN_SHANNON, /* from here on distances: what is nearer has less */
    SIMILARITY_BURROWS_DELTA,
    SIMILARITY_COSINE_DELTA
};
static inline bool similarity_is_distance(enum similarity kind)
{
    return kind >= SIMILARITY_JENSEN_SHANNON;
}
static inline bool similarity_is_delta(enum similarity kind)
{
    return kind >= SIMILARITY_BURROWS_DELTA;
}
extern const char *const similarity_names[]; /* "corrected", "cosine", "jensen-shannon" ... */
enum rows { ROWS_DOCUMENTS, ROWS_SEGMENTS };

enum match { MATCH_STEM, MATCH_SURFACE, MATCH_REGEX };
enum sort { SORT_POSITION, SORT_LEFT, SORT_RIGHT, SORT_EFFECT, SORT_EVIDENCE };
enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

/* Results beyond those that are always written. */
enum export_form {
    EXPORT_NPZ = 1,     /* weights.npz */
    EXPORT_GRAPHML = 2, /* graph.graphml */
    EXPORT_LONG = 4     /* similarity_long.csv */
};

/* Whom check tells, beside its output; AUTO: whichever system it runs in. */
enum annotations { ANNOTATIONS_NONE, ANNOTATIONS_GITHUB, ANNOTATIONS_GITLAB, ANNOTATIONS_AUTO };

/* What report.html speaks. */
enum report_language { REPORT_ENGLISH, REPORT_ARABIC, REPORT_RUSSIAN, REPORT_FRENCH, REPORT_LANGUAGE_COUNT };

/* A bound on a document frequency: a count (is_share false, value >= 0) or a share of the documents (0 to 1). */
struct frequency_bound {
    bool is_share;
    double value;
};

/* --where COLUMN=VALUE */
struct condition {
    const char *column, *value;
};

/* --min-similarity A B X: two documents, or two sources over all events */
struct least_similarity {
    const char *a, *b;
    double least;
};

struct input_file;
struct rereading;

struct settings {
    enum command command;

    /* the corpus */
    const char *const *corpora; /* paths, or "-" for NDJSON on standard input */
    size_t corpus_count;
    const char *queries;       /* --queries: NDJSON id,text, or NULL */
    const char *encoding;      /* --encoding: an ICU converter name, or NULL: UTF-8 first, then detected */
    const char *language;      /* --language: a BCP 47 tag for documents that declare none, or NULL: detected */
    const char *source_column; /* --source-column, --event-column: which column plays the part, or NULL */
    const char *event_column;
    const struct condition *conditions; /* --where: all must hold */
    size_t condition_count;
    bool strict; /* a rejected document is a failure */

    /* the words */
    enum stemmer stemmer;
    bool stop_words_builtin;     /* the lists that mizan brings (`auto`) */
    const char *stop_words_file; /* one word a line, or NULL */
    const char *protect_file;    /* --protect: names that are terms of their own, or NULL */
    unsigned ngrams;             /* 1 words alone; N words up to N-grams of terms */
    unsigned characters;         /* 0 none, else the length of the character n-grams */
    bool repair;                 /* mend words that PDF extraction damaged (`auto`) */
    bool list_repairs;           /* tell each repair in repairs.csv */
    bool keep_apparatus;         /* count notes, appended articles and so on, too */
    struct frequency_bound min_df, max_df;
    bool explain;                /* stem --explain */
    const char *column;          /* vectorize --column: a name or number of the vertical format's columns, or NULL */
    enum rows rows;              /* vectorize --rows */
    const char *documents[2];    /* --documents: explain: two ids; vectorize: a file for the labels, or NULL */
    const char *vocabulary_file; /* vectorize --vocabulary, or NULL */

    /* the measure */
    const char *weight;          /* "auto", a name of MEASURES or three SMART letters */
    bool background_builtin;     /* --background auto, as decided with --weight */
    const char *background_file; /* --background FILE, or NULL */
    enum similarity similarity;
    size_t top; /* neighbours of each document */
    bool has_threshold;
    double threshold; /* pairs at or above it; of distances, at or below */
    bool full;        /* the whole matrix also above FULL_MATRIX_DOCUMENTS */
    unsigned topics;  /* how many are looked for; 0 none */

    const char *reference_corpus; /* --reference-corpus: unrelated texts, a path as in corpora, or NULL */
    const char *events;           /* --events: a table of events, "auto": found, or NULL: those that the corpus names */

    /* contrasts and silences */
    const char *reference; /* --reference: the source that the others are held against, or NULL: all others */
    unsigned contrasts;    /* rows for each source, event, language and direction */

    enum grid_wish robustness; /* whether the grid of settings is tried */

    /* the concordance */
    const char *term; /* the last operand; explain --term */
    enum match match; /* how it is looked for */
    unsigned context; /* words on each side of a hit */
    enum sort sort;   /* the order of the hits, of contrasts */
    enum format format;

    /* explain, with `term`, `context`, `format` and `documents` above */
    const char *results;    /* the folder whose number is explained */
    const char *sources[2]; /* --sources on --event, or NULL */
    const char *event;
    const struct input_file *earlier_inputs; /* what its run read */
    size_t earlier_input_count;

    struct rereading *rereading; /* set only while documents are read again (rereading.h) */

    /* check */
    double tolerance;  /* >= 0, on similarities and shares */
    const char *only;  /* names of enum check_kind separated by commas, or NULL: all */
    const char *junit; /* --junit, --code-quality: files to write, or NULL */
    const char *code_quality;
    enum annotations annotations;
    bool has_maximum; /* --max-similarity */
    double maximum;
    const struct least_similarity *least; /* --min-similarity, as often as it was given */
    size_t least_count;

    /* the results */
    const char *output; /* -o */
    bool force;         /* replace an output of ours */
    bool excel;         /* guarded copies of the tables, too */
    bool report;        /* the page report.html is written */
    enum report_language report_language;
    unsigned exports;   /* enum export_form, or-ed */
    const char *sqlite; /* --sqlite: a database that is made of the tables, or NULL */
    bool quiet;
    bool all_warnings; /* on standard error, also where there are many alike */
    bool timings;      /* tell on standard error what each stage took */
    unsigned workers;  /* >= 1 */
    uint64_t memory_bytes;
    uint64_t seed;
    size_t block_bytes; /* of decoded text between read and tokenize; no result depends on it */
};

/* Above either the grid of settings is tried only on --robustness full. */
enum { ROBUSTNESS_DOCUMENTS = 200, ROBUSTNESS_WORDS = 250000 };

/* Above this many documents the square matrix is written only on --full. */
enum { FULL_MATRIX_DOCUMENTS = 2000 };

/* What --events takes in place of a file. */
#define EVENTS_AUTO "auto"

static inline bool settings_has_events_file(const struct settings *settings)
{
    return settings->events != NULL && strcmp(settings->events, EVENTS_AUTO) != 0;
}

#endif
