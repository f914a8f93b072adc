/*
 * record.h - the dictionary: what flows between stages, and what lasts.
 *
 * Two lifetimes. Passing: what a record points to is borrowed until `accept` returns; to keep it, copy it. Lasting:
 * documents and the journal live until the pipeline closes. Nobody frees what they were given.
 */
#ifndef MIZAN_RECORD_H
#define MIZAN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "span.h"

/* Where a word stands in its document. All but the body is apparatus: counted in documents.csv, and left out of
 * comparison unless --keep-apparatus. The names stand in the vertical format as elements. */
enum field {
    FIELD_BODY,
    FIELD_NOTES,        /* notes, references, sources: after such a heading */
    FIELD_APPENDED,     /* another article printed below this one ("read also") */
    FIELD_OTHER_SCRIPT, /* a run of words in a script that is not the document's: an abstract, citations */
    FIELD_RESIDUE,      /* edit links, "read more", picture captions of the platform: no words of the text */
    FIELD_REPEATED,     /* a line that stood in this document before: titles, running heads */
    FIELD_COUNT
};

/* Names by enum field: "body", "notes", "appended", "other_script", "residue", "repeated". */
extern const char *const field_names[FIELD_COUNT];

/* What PDF extraction does to words, and the stage repair mends. */
enum repair_kind {
    REPAIR_HALVES,   /* the halves of a word that a turned line has at its end and its head, joined */
    REPAIR_NUMBERS,  /* a number that was glued to the head of what it follows, put behind it */
    REPAIR_RANGES,   /* two years of a range, put in order */
    REPAIR_LAM_ALEF, /* the two letters of the ligature, put in order */
    REPAIR_FORMS,    /* presentation forms, as plain letters */
    REPAIR_REVERSED, /* a word written from its last letter to its first, turned */
    REPAIR_LETTERS,  /* letters spaced apart, joined */
    REPAIR_TATWEEL,  /* runs of tatweel, taken out */
    REPAIR_COUNT
};

/* Names by enum repair_kind: "halves", "numbers", "ranges", "lam_alef", "presentation_forms", "reversed",
 * "spaced_letters", "tatweel". */
extern const char *const repair_names[REPAIR_COUNT];

/* One repair: where it was made, what is written there, and what is read now. Places as in struct word. */
struct repair {
    enum repair_kind kind;
    uint64_t start, end;
    uint64_t second_start, second_end;
    struct span written, mended;
};

/* The scripts that the stages treat on their own; SCRIPT_NONE is digits, symbols, what is common to scripts. */
enum script {
    SCRIPT_NONE,
    SCRIPT_LATIN,
    SCRIPT_ARABIC,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_HEBREW,
    SCRIPT_DEVANAGARI,
    SCRIPT_ARMENIAN,
    SCRIPT_TAMIL,
    SCRIPT_HAN,
    SCRIPT_KANA, /* Hiragana and Katakana */
    SCRIPT_HANGUL,
    SCRIPT_THAI, /* with Lao, Khmer, Myanmar: no spaces between words */
    SCRIPT_OTHER,
    SCRIPT_COUNT
};

/* A named value that came with a document. */
struct column {
    struct span name, value;
};

/* What an input is: a text of the corpus, a query of `nearest`, what an event of --events is found by, or a text of
 * --reference-corpus. */
enum role { ROLE_DOCUMENT, ROLE_QUERY, ROLE_EVENT, ROLE_REFERENCE };

/* Words that follow one another in one field that is not the body; excerpt: see field_runs.h. Lasting. */
struct apparatus_run {
    uint64_t start, end; /* bytes of the decoded text */
    uint64_t words;
    enum field field;
    struct span excerpt;
};

/*
 * A document: identity and metadata as declared or found, then facts as the stages find them. Lasting: spans live until
 * the pipeline closes. While a document is being worked on only its own worker writes to it.
 */
struct document {
    uint32_t number;                  /* in input order from 0, over documents and queries; not the row of a matrix */
    uint32_t warnings;                /* of which it is the subject */
    struct document_details *details; /* document_details.h: what few documents have; NULL: none of it */
    struct span id, source, event, language, date, title;
    struct span path;     /* as given on the command line or joined to the folder or manifest named there */
    uint64_t line;        /* of an NDJSON line from 1; 0 for a file of its own */
    const char *encoding; /* as the report names it: "UTF-8", "windows-1256"; a static string or lasting */
    uint64_t bytes;       /* of decoded UTF-8 text */
    uint64_t segments;    /* sentences with at least one counted word */
    uint64_t tokens;      /* words of the body, stop words included */
    uint32_t crc;         /* CRC-32 of the decoded text */
    uint32_t terms;       /* distinct terms of the word channel in its row */
    enum role role;
    unsigned char script; /* enum script, of most of its letters */
    bool own_bytes;       /* the decoded text is the input's own bytes: offsets point into the file itself */
    bool language_detected;
    bool told_empty; /* a warning has said that there is nothing to compare */
};

/* One of the files that were read, for run.json. Lasting. */
struct input_file {
    struct span path;
    uint64_t bytes; /* as stored, before inflating */
    uint32_t crc;   /* CRC-32 of the stored bytes */
};

struct warning {
    struct span text;  /* whole: names its document or file */
    const char *alike; /* what many may have ("documents hold no text"), or NULL: flow_warn_alike */
};

/* How a warning begins that tells of terms which may hold what should stand apart; the summary notes these. */
#define WARNING_NAMES_MERGED "different names became one term"
#define WARNING_NAME_STOPPED "names became one term with a stop word"
#define WARNING_MANY_FORMS "terms of more than 100 forms, which may be several words"

/* A document that was read and is left out as a whole. */
struct reject {
    struct span id, path, reason;
    uint64_t line;
};

/* What happened in the run, in input order. Lasting; grows only at the in-order point of the pipeline, so that the
 * order does not depend on workers. */
struct journal {
    struct document **documents; /* accepted ones in input order, queries included */
    size_t document_count, document_capacity;
    struct reject *rejects;
    size_t reject_count, reject_capacity;
    struct warning *warnings;
    size_t warning_count, warning_capacity;
    struct input_file *inputs;
    size_t input_count, input_capacity;
};

enum record_kind {
    RECORD_NONE,
    RECORD_INPUT,       /* struct input */
    RECORD_TEXT,        /* struct text */
    RECORD_WORDS,       /* struct words */
    RECORD_TERMS,       /* struct terms */
    RECORD_BAG,         /* struct bag */
    RECORD_COUNTS,      /* struct counts, matrix.h */
    RECORD_WEIGHTED,    /* struct weighted, matrix.h */
    RECORD_FINDING,     /* struct finding, finding.h */
    RECORD_HIT,         /* struct hit */
    RECORD_EXPLANATION, /* struct explanation */
    RECORD_ACCOUNT,     /* struct account, account.h */
    RECORD_CHECK        /* struct check_account, check.h */
};

/* Where a document's text is to be had. The document of the flow has path, line and what metadata is known. */
enum input_kind {
    INPUT_FILE,     /* a text file, plain or gzip, at document->path */
    INPUT_JSON,     /* `payload` is one line of NDJSON with its text and metadata */
    INPUT_VERTICAL, /* `payload` is the vertical format from <doc ...> to </doc> */
    INPUT_TEXT      /* `payload` is the text itself, UTF-8, perhaps empty */
};
struct input {
    enum input_kind kind;
    enum role role;
    struct span payload;
    /* NULL, or the block of malloc or of flow_spill that holds the payload: whoever keeps a large one takes it instead
     * of a copy, sets *block to NULL, and gives it back with spill_free. */
    char **block;
    /* Metadata known before reading (a manifest's row, a folder's path): the pipeline copies all of it into the
     * document that it makes for this input. `number` and the facts are ignored. */
    const struct document *declared;
};

/* A block of decoded UTF-8 text, cut after a line feed (or, in a line above TEXT_LINE_LIMIT, after a space): always
 * valid UTF-8, no BOM. */
struct text {
    struct span utf8;
    uint64_t offset; /* of its first byte in the decoded text */
};

/* A line longer than this may be cut at a space: the place depends on the text alone, never on block sizes. */
enum { TEXT_LINE_LIMIT = 1 << 20 };

enum word_flags {
    WORD_STARTS_SEGMENT = 1, /* first word of a sentence */
    WORD_STARTS_LINE = 2,    /* first word of a line of the file */
    WORD_NUMERIC = 4         /* digits, perhaps with separators inside */
};

/* A word in its document. Offsets are bytes into the decoded text. `surface` is the word as it is counted: the text's
 * bytes from start to end, or, for a mended word, its halves joined (then second_end > second_start). */
struct word {
    struct span surface;
    uint64_t start, end;
    uint64_t second_start, second_end; /* both 0 for a word in one piece */
    enum script script;
    enum field field;
    unsigned flags;
};
struct words {
    const struct word *items;
    size_t count;
    struct text
        text; /* the block they stand in, for what is between them; no bytes when they come from the vertical format */
};

/* What becomes of a surface form. */
enum form_class {
    FORM_TERM,   /* counted */
    FORM_STOP,   /* a stop word: normalized, no term */
    FORM_NUMBER, /* a number that is not a year: normalized, no term */
    FORM_EMPTY,  /* nothing is left of it after folding (marks alone) */
    FORM_DATE    /* no word: a date read from the words before it, counted beside them */
};

/* The vocabulary's channels, in the order in which its numbers run. */
enum channel { CHANNEL_WORD, CHANNEL_NGRAM, CHANNEL_CHARACTER, CHANNEL_DATE, CHANNEL_COUNT };
extern const char *const channel_names[CHANNEL_COUNT]; /* "word", "ngram", "character", "date" */

/* A term of channel date is written with one of these prefixes, which no word can have. */
#define TERM_YEAR_PREFIX "year:"     /* year:1925 */
#define TERM_DATE_PREFIX "date:"     /* date:1925-01-20, date:1925-01, date:--01-20 (of any year) */
#define TERM_DECADE_PREFIX "decade:" /* decade:1930 */

static inline bool term_is_year(struct span term)
{
    const size_t length = sizeof TERM_YEAR_PREFIX - 1;
    return term.length > length && memcmp(term.bytes, TERM_YEAR_PREFIX, length) == 0;
}

static inline bool term_is_date(struct span term)
{
    const size_t date = sizeof TERM_DATE_PREFIX - 1, decade = sizeof TERM_DECADE_PREFIX - 1;
    return term_is_year(term) || (term.length > date && memcmp(term.bytes, TERM_DATE_PREFIX, date) == 0) ||
           (term.length > decade && memcmp(term.bytes, TERM_DECADE_PREFIX, decade) == 0);
}

enum term_flags {
    TERM_STATE_NAME = 1, /* the name of a state or a people, or its adjective */
    TERM_OTHER_NAME = 2, /* another protected name: of a city or a person */
    TERM_MONTH_NAME = 4, /* of a month, in one calendar of several: the dates say which */
    TERM_NAME_PART = 8,  /* of a form: beside some other words it is part of a state's name ("union", "united") */
    TERM_FLAGS = 15      /* all of them */
};

/* A share of the background's documents below 0 means: no background for this language. */
#define NO_BACKGROUND (-1.0)

/* The stemmers whose terms the grid of settings tries: --stem auto, snowball and none. */
enum stem_choice { STEM_CHOICE_AUTO, STEM_CHOICE_SNOWBALL, STEM_CHOICE_NONE, STEM_CHOICE_COUNT };

/* A surface form and what it became; made once, lasts as long as the stage that made it. 64 bytes: there is one for
 * each distinct word. */
struct form {
    /* First what is read for each word of a text: one cache line. */
    uint32_t number;       /* dense from 0 within its stage; those of FORM_DATE are numbered for themselves */
    uint8_t class;         /* enum form_class */
    uint8_t channel;       /* CHANNEL_WORD or CHANNEL_DATE */
    uint8_t script;        /* enum script */
    unsigned flags : 7;    /* enum term_flags */
    unsigned has_more : 1; /* it is the form of a struct full_form */
    double background;     /* share of the background's documents that hold the form: 0 to 1, or NO_BACKGROUND */
    struct span surface, normalized, term; /* term empty unless class is FORM_TERM or FORM_DATE */
};

/* The same with what some plans want beside it. */
struct full_form {
    struct form form;
    uint64_t name_firsts, name_seconds; /* with TERM_NAME_PART: bits of the pairs of words that it begins and ends */
    const struct span *choices; /* by enum stem_choice: its term under each, for a stop word what it would be; NULL for
                                   what no stemmer sees, and unless the plan wants it (--robustness) */
};

static inline const struct full_form *form_full(const struct form *form)
{
    return form->has_more ? (const struct full_form *)form : NULL;
}

/* full_form.choices of the form, or NULL. */
static inline const struct span *form_choices(const struct form *form)
{
    return form->has_more ? form_full(form)->choices : NULL;
}

/* Are the two, side by side, the name of a state or a part of it? */
static inline bool forms_name_state(const struct form *first, const struct form *second)
{
    return (first->flags & second->flags & TERM_NAME_PART) != 0 && first->has_more && second->has_more &&
           (form_full(first)->name_firsts & form_full(second)->name_seconds) != 0;
}

/* Words with their forms, item by item. Words of another field than the body are there too. Behind the last word of a
 * date stands an item for each term that it makes: its form is of FORM_DATE, its word all of the date's words. */
struct terms {
    const struct word *words;
    const struct form *const *forms;
    size_t count;
};

/* A text says in its first words what it is about: so many counted words, stop words and numbers included, are its
 * lead. Chosen by measurement: mizan(1), FORMULAS. */
enum { LEAD_WORDS = 100 };

/* A document's words with their counts, in terms of its own. */
struct bag_term {
    struct span term;
    enum channel channel;
    unsigned flags;
    double background; /* the largest of its forms' */
    uint64_t hash;     /* span_hash(term), of one without a number; the others need it once only */
    uint32_t count;
    uint32_t name_count; /* of these beside another word with which they name a state */
    uint32_t lead_count; /* of these in the lead (LEAD_WORDS); may be 0 for all of a text that is no longer than it */
    uint32_t number;     /* in the bag's numbering, or BAG_UNNUMBERED */
};
struct bag_form {
    struct span surface;
    uint32_t term; /* index into terms */
    uint32_t count;
    uint32_t number; /* in the bag's numbering, or BAG_UNNUMBERED */
};
#define BAG_UNNUMBERED UINT32_MAX
/* Arrays of a bag that grow with its text. */
enum { BAG_TAKEABLE = 8 };

/* Where a segment stands. */
struct segment_text {
    uint64_t start, end; /* bytes of the decoded text, from its first counted word to the end of its last */
    uint32_t words;      /* counted words, stop words and numbers included */
};

/* A word or date as it is read, apparatus included. The form lasts as long as the pipeline. */
struct read_form {
    const struct form *form;
    bool is_body;
};

struct bag {
    const struct bag_term *terms; /* in order of first appearance; distinct by channel and bytes */
    size_t term_count;
    const struct bag_form *forms; /* surface forms of word and date terms, of n-grams their joined forms; a word and a
                                     date may give the same one twice. None where the plan shows no words (nearest) */
    size_t form_count;
    size_t known_forms; /* that were numbered so far, in this bag and those before it */
    /* Segments in CSR: only if the plan keeps them; segment_count is right in any case. The document is their sum. */
    size_t segment_count;
    const uint64_t *segment_starts; /* segment_count + 1, or NULL */
    const uint32_t *segment_terms;  /* indexes into terms */
    const uint32_t *segment_counts;
    const uint32_t *segment_lead_counts;      /* by entry: of these in the lead; NULL: none */
    const struct segment_text *segment_texts; /* segment_count */
    /* Words and dates one after another as they are read, by segment: only if the plan keeps them (--topics), else
     * NULL. */
    const uint64_t *sequence_starts; /* segment_count + 1 */
    const uint32_t *sequence;        /* indexes into terms */
    const uint32_t *segment_words;   /* by segment: its counted words, stop words and numbers included */
    const struct read_form *reading; /* all words and dates in order: only if the plan keeps them (--robustness), and
                                        there are not too many */
    size_t reading_count;            /* above ROBUSTNESS_WORDS perhaps not all */
    const uint64_t *reading_starts;  /* by segment: where it begins in the reading; NULL unless both are kept */
    /* Bags of one numbering (told by its address alone; NULL: none) give the same term, and the same form of a term,
     * the same number, dense from 0: who merges bags need look up each only once. The strings of what is numbered last
     * until the pipeline closes. */
    const void *numbering;
    /* NULL, or, of a long document, all arrays by segment and of the sequence (BAG_TAKEABLE, some NULL): whoever keeps
     * the bag takes them instead of copies, sets all to NULL, and gives them back with spill_free. */
    void **takeable;
    size_t takeable_bytes; /* which they have room for */
};

/* A place where the concordance's term stands. The texts are shown as they are read: white space is one space, and
 * words that are left out stand as an ellipsis. */
struct hit {
    uint64_t start, end;               /* bytes of the decoded text */
    uint64_t second_start, second_end; /* of a mended word, as in struct word; else both 0 */
    struct span left, match, right;    /* what is read before it, the hit itself, what is read behind it */
    struct span sort_key;              /* hits are ordered by the bytes of it; empty for --sort position */
    enum field field;                  /* of its first word */
    size_t wanted;                     /* of a reading again: which term of its document, rereading.h; else 0 */
};

/* How a word came to its term, step by step: what was done, what the word was behind it (empty: as before), and why. */
struct explained_step {
    struct span what, word, why;
};
struct explanation {
    struct span surface;
    const struct explained_step *steps;
    size_t count;
};

struct counts;
struct weighted;
struct finding;
struct account;
struct check_account;

struct record {
    enum record_kind kind;
    union {
        const struct input *input;
        const struct text *text;
        const struct words *words;
        const struct terms *terms;
        const struct bag *bag;
        const struct counts *counts;
        const struct weighted *weighted;
        const struct finding *finding;
        const struct hit *hit;
        const struct explanation *explanation;
        const struct account *account;
        const struct check_account *check;
    } as;
};

#endif
