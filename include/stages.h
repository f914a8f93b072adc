/* stages.h - every stage there is; pipeline/plan.c says which of them run in which order for which command. */
#ifndef MIZAN_STAGES_H
#define MIZAN_STAGES_H

#include "stage.h"

/* read/ */
extern const struct stage_type inputs_stage; /* the corpus arguments -> one RECORD_INPUT a document */
extern const struct stage_type
    vertical_inputs_stage;                     /* vertical format on standard input -> one RECORD_INPUT a document */
extern const struct stage_type operands_stage; /* the words of the command line -> one RECORD_INPUT each */
extern const struct stage_type read_stage;     /* RECORD_INPUT -> RECORD_TEXT */
extern const struct stage_type
    unchanged_stage; /* RECORD_COUNTS -> the same, if the inputs are those of an earlier run */

/* words/ */
extern const struct stage_type tokenize_stage;       /* RECORD_TEXT -> RECORD_WORDS */
extern const struct stage_type apparatus_stage;      /* RECORD_WORDS -> RECORD_WORDS, their field set */
extern const struct stage_type repair_stage;         /* RECORD_WORDS -> RECORD_WORDS, damaged words mended */
extern const struct stage_type stem_stage;           /* RECORD_WORDS -> RECORD_TERMS */
extern const struct stage_type dates_stage;          /* RECORD_TERMS -> RECORD_TERMS, dates and numbers read */
extern const struct stage_type explain_stem_stage;   /* RECORD_TERMS -> RECORD_EXPLANATION: one a word */
extern const struct stage_type audit_stage;          /* RECORD_COUNTS -> the same, with warnings of doubtful terms */
extern const struct stage_type concordance_stage;    /* RECORD_WORDS -> RECORD_HIT: where --match finds the term */
extern const struct stage_type keep_text_stage;      /* RECORD_WORDS -> the same, text kept for explain */
extern const struct stage_type keep_terms_stage;     /* RECORD_TERMS -> the same, words kept for explain */
extern const struct stage_type account_lines_stage;  /* RECORD_ACCOUNT -> the same, lines of the terms to be shown */
extern const struct stage_type evidence_lines_stage; /* RECORD_FINDING -> the same, lines of the evidence behind them */
extern const struct stage_type find_lines_stage;     /* RECORD_TERMS -> RECORD_HIT: where the terms wanted stand */
extern const struct stage_type gather_lines_stage;   /* RECORD_HIT -> to who had the documents read again */
extern const struct stage_type vertical_words_stage; /* RECORD_INPUT, payload with 3 columns -> RECORD_WORDS */
extern const struct stage_type vertical_terms_stage; /* RECORD_INPUT, payload with 5 columns -> RECORD_TERMS */

/* vectors/ */
extern const struct stage_type count_stage;     /* RECORD_TERMS -> RECORD_BAG */
extern const struct stage_type vectorize_stage; /* RECORD_BAG -> RECORD_COUNTS */
extern const struct stage_type weigh_stage;     /* RECORD_COUNTS -> RECORD_WEIGHTED: the main one, then the grid's */

/* compare/ */
extern const struct stage_type compare_stage; /* RECORD_WEIGHTED -> RECORD_FINDING: every finding */
extern const struct stage_type account_stage; /* RECORD_WEIGHTED -> RECORD_ACCOUNT: one similarity opened */
extern const struct stage_type nearest_stage; /* RECORD_WEIGHTED -> RECORD_FINDING: matrix and neighbours alone */

/* check/ */
extern const struct stage_type no_documents_stage; /* a source of nothing, for what reads results */
extern const struct stage_type check_stage;        /* -> RECORD_CHECK: in what two results folders differ, and why */

/* report/ */
extern const struct stage_type write_words_stage;  /* RECORD_WORDS -> vertical format on standard output */
extern const struct stage_type write_terms_stage;  /* RECORD_TERMS -> vertical format on standard output */
extern const struct stage_type write_counts_stage; /* RECORD_COUNTS -> Matrix Market on standard output, label files */
extern const struct stage_type write_neighbours_stage;   /* RECORD_FINDING -> CSV on standard output */
extern const struct stage_type write_concordance_stage;  /* RECORD_HIT -> CSV or lines on standard output */
extern const struct stage_type write_explanations_stage; /* RECORD_EXPLANATION -> lines on standard output */
extern const struct stage_type write_account_stage;      /* RECORD_ACCOUNT -> text, CSV or JSON on standard output */
extern const struct stage_type write_check_stage;        /* RECORD_CHECK -> text or JSON, JUnit XML, annotations */
extern const struct stage_type report_stage;             /* RECORD_FINDING -> the folder OUT and the summary */
extern const struct stage_type inspect_stage;            /* RECORD_TEXT -> what would be read, on standard output */

#endif
