/*
 * finding.h - what comparison found, one finding a record, in the order in which the enum lists them.
 *
 * FINDING_MATRIX comes first and once; its pointers last until the pipeline closes. All else is passing.
 */
#ifndef MIZAN_FINDING_H
#define MIZAN_FINDING_H

#include "matrix.h"
#include "ranked_list.h"
#include "settings.h"

enum finding_kind {
    FINDING_MATRIX,     /* the weighted matrix itself */
    FINDING_SIMILARITY, /* one row of the square matrix, rows in order; only when it is to be written */
    FINDING_PAIR,       /* one pair at or above --threshold, row < column, ordered by row, then column */
    FINDING_NEIGHBOUR,  /* ordered by document, then rank */
    FINDING_NEIGHBOURS, /* those of all documents at once, from `nearest` */
    FINDING_TERM,  /* a row of the topic term report: kinds in order document, source, event, topic; then name, rank */
    FINDING_TOPIC, /* ordered by strength: --topics alone */
    FINDING_NEAREST,      /* a sentence of the summary: who is nearest to whom, and what carries it */
    FINDING_SOURCES,      /* two sources on an event: by event, then source a, then source b; then over all events */
    FINDING_FACTOR,       /* means by relation and language, shares, correlations with length; behind FINDING_SOURCES */
    FINDING_CONTRAST,     /* ordered by source, event (all events first), language, direction (more first), rank */
    FINDING_SILENCE,      /* ordered by source, event, language, rank */
    FINDING_STATEMENT,    /* documents by row; then by event the nearest of each source, the pairs, the most alike; then
                            over all */
    FINDING_EVIDENCE,     /* two sides and their terms: tellings by event, source a, source b; then documents by row */
    FINDING_LINE,         /* a line in which a term of the evidence stands: by side, term, document, place */
    FINDING_EVIDENCE_END, /* once: how much of the evidence is there */
    FINDING_PASSAGE       /* last: by document, then by place, then by event */
};

/* NaN stands for "no similarity": one of the two has no weighted term. */
struct similarity_row {
    size_t row;
    size_t count;
    const double *values;
};

struct similarity_pair {
    size_t row, column;
    double similarity;
};

struct neighbour {
    size_t document;  /* a row; for a query its row behind the documents */
    size_t rank;      /* from 1 */
    size_t neighbour; /* a row, never `document` */
    double similarity, cosine;
};

/* The neighbours of row i are lists[i], best first. */
struct neighbour_lists {
    size_t count;
    const struct top_list *lists;
    size_t longest;     /* no list has more */
    bool are_distances; /* a value is a distance below 0, so that the nearest is the greatest */
};

enum group_kind { GROUP_DOCUMENT, GROUP_SOURCE, GROUP_EVENT, GROUP_TOPIC };
extern const char *const group_kind_names[]; /* "document", "source", "event", "topic" */

struct term_finding {
    enum group_kind kind;
    struct span name;
    size_t rank; /* from 1 */
    size_t term; /* a column */
    double
        weight; /* sum over the group's documents of tf * idf, before norms; of a topic: its terms' weights sum to 1 */
    uint64_t count;              /* in the group; of a topic: in the passages of which it holds the largest share */
    uint32_t document_frequency; /* in the corpus */
    struct span form;            /* the commonest surface form in the corpus */
};

enum { NEAREST_SHOWN_TERMS = 5 };

/* Document a and its nearest neighbour b, and what the score is made of. Shares are of the score and lie in 0..1. */
struct nearest_finding {
    size_t a, b;
    double similarity;
    double margin;        /* to the second nearest; NaN where there is none */
    double names_share;   /* part of the score that terms flagged TERM_STATE_NAME carry */
    double without_names; /* the measure computed without those terms; NaN when nothing is left of a or b */
    const size_t *terms;  /* the columns that carry most, names of states left out, strongest first */
    size_t term_count;    /* at most NEAREST_SHOWN_TERMS */
    const size_t *years;  /* columns of the years that both mention, ascending */
    size_t year_count;
    size_t holds, settings; /* in how many settings of the grid the sentence holds, of how many; 0 of 0: not tried */
    bool mutual;            /* a is also b's nearest */
    bool uncertain;         /* one of the two has fewer than SHORT_DOCUMENT_WORDS counted words */
};
enum { SHORT_DOCUMENT_WORDS = 400 };

/* How the topics were found: of the whole run. */
struct topic_model {
    size_t topics;          /* that were looked for */
    size_t passages, terms; /* rows and columns of the matrix that was factorized */
    size_t rounds;
    double error; /* Frobenius norm of what is left, divided by that of the matrix: 0 to 1 */
};

struct topic_document {
    size_t row;
    double share_of_document; /* what part of the document this topic takes; those of all topics sum to 1 */
    double share_of_topic;    /* what part of this topic stands in the document */
};

/* Shares are of what the topics explain of the passages, and lie in 0..1. */
struct topic_finding {
    size_t number;       /* from 1: topic-1 is the strongest */
    double share;        /* of the corpus */
    double coherence;    /* -1 to 1: NPMI of its first COHERENCE_TERMS terms; NaN for a topic of one term */
    size_t passages;     /* of which it holds the largest share */
    const size_t *terms; /* columns, strongest first */
    size_t term_count;
    const struct topic_document *documents; /* share > 0, largest share of the topic first, then by row */
    size_t document_count;
    const struct topic_model *model;
};
enum { COHERENCE_TERMS = 10, COHERENCE_WINDOW = 10 /* counted words */, PASSAGE_WORDS = 150 };
/* A topic's name in terms.csv and topics.csv is this and its number. */
#define TOPIC_NAME_PREFIX "topic-"

/*
 * What two sources tell of one event, or over all events that both tell. NaN: cannot be estimated, and `status` says
 * why. Over all events similarity, names_share and without_names are means over the events that both tell in one
 * language (over all where there is none), documents and words sums over the events that both tell, years the union of
 * those that both name on one event.
 */
struct source_finding {
    struct span event;          /* "": over all events */
    const struct span *sources; /* all sources of the corpus that tell an event, sorted; lasts as FINDING_MATRIX does */
    size_t source_count;
    size_t a, b;   /* into sources, a < b; b NO_SOURCE: no other source tells it */
    size_t events; /* that both tell, and over which the similarity is a mean */
    size_t documents_a, documents_b;
    uint64_t tokens_a, tokens_b;
    double similarity, low, high; /* 95 % by jackknife */
    bool has_null;                /* null_pairs is known */
    size_t null_pairs;
    double null_percentile;
    double names_share, without_names;
    size_t reference_pairs;                     /* similarities of either with texts of --reference-corpus; 0: none */
    double reference_mean, reference_deviation; /* of these; over all events NaN */
    double reference_z;  /* by how many deviations the two are nearer than that; over all events the mean of its z */
    double centred;      /* similarity less the means of what the two have in common with unrelated texts */
    const size_t *years; /* columns, ascending */
    size_t year_count;
    const char *status; /* words and reasons, separated by "; ", as mizan(1) lists them; "" where all is well */
};
#define NO_SOURCE SIZE_MAX

enum factor_kind {
    FACTOR_PAIRS, /* the mean similarity of pairs that stand in one relation */
    FACTOR_SHARE, /* the part of all differences that goes with a factor */
    FACTOR_LENGTH /* how the similarity of unrelated texts goes with their lengths */
};

/* What goes with event, source and language, over all tellings. NaN: cannot be estimated, and `status` says why. */
struct factor_finding {
    enum factor_kind kind;
    const char *name;      /* the relation; the factor, "none of these" for what is left over; the measure */
    const char *languages; /* "same", "different"; "": all pairs */
    size_t pairs;
    double similarity;      /* FACTOR_PAIRS: the mean */
    size_t levels, degrees; /* FACTOR_SHARE: events, sources, languages, and degrees of freedom; 0: none */
    double share;           /* of the sum of squared distances, marginal: what the others leave to this factor */
    double by_chance;       /* which share as many arbitrary groups would take */
    double correlation;     /* FACTOR_LENGTH: Spearman's, with the product of both lengths */
    const char *status;
};

/* A term by which a source differs from the others; or, with has_term false, the reason why there is none. */
struct contrast_finding {
    struct span source, event; /* event empty: all events that both sides tell, each held constant */
    struct span language;      /* in which words are compared; "*" for dates, across all languages */
    bool has_term;             /* what follows, down to status, is set only then */
    bool is_more;              /* the source has more of it than the others, else less */
    size_t rank;               /* from 1, within source, event, language and direction */
    size_t term;               /* a column */
    uint64_t count, words, other_count, other_words; /* of the source, of the others; words: all of them */
    uint64_t documents, other_documents;             /* that hold the term */
    double two_cell, four_cell, log_ratio;           /* log-likelihood G2; log2 of the ratio of rates */
    double prior, log_odds, z;
    double evidence; /* near to a standard normal deviate by chance; positive where the source has more */
    /* Over all events alone, else 0 and NaN: */
    size_t events, held;          /* that hold the term; in which the difference has the same direction */
    const double *event_log_odds; /* by event in the order of their names; NaN where nothing is to be compared */
    size_t event_count;
    double mantel_haenszel, low, high; /* common log odds ratio and its interval, or NaN */
    double dispersion;                 /* over the documents of the side that has more; NaN with fewer than two */
    uint64_t relabellings;             /* 0: not tested */
    double p, q;                       /* or NaN */
    const char *status;                /* why something is missing; never NULL */
};

/* A term that most others on an event have and the source has not, or hardly; or the reason why there is none. */
struct silence_finding {
    struct span source, event, language;
    bool has_term;
    size_t rank, term;
    double expected;                     /* count in as many words as the source has, at the others' rate */
    uint64_t found, words;               /* in the source */
    uint64_t other_count;                /* in the others */
    size_t other_sources, sources;       /* others that mention it, of so many on the event */
    uint64_t other_documents, documents; /* their documents that hold it, of so many */
    uint64_t elsewhere;                  /* how often the source has it on other events */
    double surprise;                     /* -log2 of the chance to find so few, or fewer */
    double p, q;                         /* or NaN */
    const char *status;
};

enum statement_kind {
    STATEMENT_NEAREST_DOCUMENT, /* of all documents b is nearest to a; c is next */
    STATEMENT_NEAREST_SOURCE,   /* on the event, of all sources b is nearest to a; c is next */
    STATEMENT_PAIRS,            /* on the event a and b are nearer to each other than c and d */
    STATEMENT_MOST_ALIKE        /* on the event a and b are the nearest of all pairs in one language; c, d empty */
};

/* What the main matrix says in order, and in how many settings of the grid it is so. */
struct statement_finding {
    enum statement_kind kind;
    struct span event; /* empty: over all events */
    struct span a, b, c, d;
    size_t holds, settings;
    const struct span *failed; /* the names of the settings in which it is not so */
    size_t failed_count;
    bool across_languages; /* texts in different languages are compared */
};

/* Which list a term stands in. */
enum evidence_part {
    EVIDENCE_SHARED,     /* both sides have it: by what it carries of the score */
    EVIDENCE_APART_A,    /* a has it and b has not, or hardly */
    EVIDENCE_APART_B,    /* likewise of b */
    EVIDENCE_LEFT_OUT_A, /* a has it not, but b has, and at least one more source on the event */
    EVIDENCE_LEFT_OUT_B, /* likewise of b */
    EVIDENCE_PARTS
};

struct evidence_term {
    size_t term;  /* a column */
    double share; /* of the score, 0 to 1: EVIDENCE_SHARED alone, else 0 */
    uint64_t counts[2];
    size_t others; /* sources on the event that have it besides these two */
};

/* Where a side's words stand: a document, or the part of its decoded text from byte `start` to `end`. */
struct evidence_place {
    size_t row;
    uint64_t start, end;
};

#define NO_ROW SIZE_MAX

/* What a source tells of an event, or a document; a document that is all of a telling is that telling. */
struct evidence_side {
    size_t number;             /* dense from 0 */
    bool is_telling;           /* else a document */
    struct span event, source; /* of a document its own */
    size_t row;                /* of the document that is all of it; NO_ROW where there are several */
    uint64_t tokens;
    const struct evidence_place *places; /* by row, then by start */
    size_t place_count;
};

struct evidence_finding {
    struct evidence_side sides[2];
    double similarity;                                 /* what the shares are of */
    size_t sources;                                    /* that tell the event; 0 for documents */
    const struct evidence_term *terms[EVIDENCE_PARTS]; /* strongest first */
    size_t term_counts[EVIDENCE_PARTS];
    size_t shared; /* terms that both have, shown or not */
};

struct line_finding {
    size_t side; /* its number */
    size_t term; /* a column */
    size_t row;  /* of the document in which it stands */
    struct hit hit;
};

struct evidence_end {
    size_t pairs, shown_pairs; /* of tellings of one event, and of documents with their nearest */
    size_t lines, shown_lines; /* a term of a side counts once: with a line, of those that have one in the text */
    const char *missing;       /* why there are no lines at all, as a clause; else NULL */
};

/* Where the events come from, and what was found of them: of the whole run. */
enum event_origin { EVENTS_FROM_CORPUS, EVENTS_FROM_FILE, EVENTS_FOUND };
struct event_model {
    enum event_origin kind;
    size_t events;   /* that a passage is about */
    size_t passages; /* all there are; 0 with EVENTS_FROM_CORPUS */
    size_t about_one, about_several;
    bool circular; /* EVENTS_FOUND: what defines the events is compared, too */
};
/* A passage is about an event if fewer than this share of the passages that are not about it would hold as much. */
#define EVENT_CHANCE 0.01
/* One beside it, in the same text, is too if fewer than this share would hold as much: texts stay with their matter. */
#define EVENT_CHANCE_BESIDE 0.1

/* What of a text went to which event: a passage, or, where the corpus names the events, the whole text. */
struct passage_finding {
    struct span event;               /* empty: about none */
    const struct document *document; /* a source of "" tells nothing that is compared */
    size_t number;                   /* of the passage in its document, from 1; 0: the whole text */
    uint64_t start, end, words;      /* bytes of the decoded text; counted words */
    double score;                    /* surprise in nats; of one that is about no event the best; NaN: the whole text */
    const size_t *terms;             /* columns: what of the event it holds, most telling first */
    size_t term_count;
    const char *status; /* as mizan(1) lists them */
    const struct event_model *model;
};
enum { PASSAGE_TERMS_SHOWN = 8 };

struct finding {
    enum finding_kind kind;
    union {
        const struct weighted *weighted;
        struct similarity_row similarity;
        struct similarity_pair pair;
        struct neighbour neighbour;
        struct neighbour_lists neighbours;
        struct term_finding term;
        struct topic_finding topic;
        struct nearest_finding nearest;
        struct source_finding sources;
        struct factor_finding factor;
        struct contrast_finding contrast;
        struct silence_finding silence;
        struct statement_finding statement;
        struct evidence_finding evidence;
        struct line_finding line;
        struct evidence_end evidence_end;

        struct passage_finding passage;
    } as;
};

#endif
