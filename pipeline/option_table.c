/* option_table.c - the command line in two tables. */
#include "option_table.h"

#include <string.h>

#define FIELD(name) offsetof(struct settings, name)

const struct command_entry command_table[] = {
    {COMMAND_COMPARE, "compare", "CORPUS... -o OUT", "compare every document with every other: the main job",
     "    mizan compare texts/ -o results              # a folder of EVENT/SOURCE.txt\n"
     "    mizan compare corpus.csv -o results -f       # a manifest; replaces results\n"
     "    mizan compare news.ndjson.gz -o results --threshold 0.8     # the pairs only\n"
     "    mizan compare papers/ --events events.csv -o results        # of long texts, the passages\n"
     "    mizan compare --from results/run.json --weight ltc -o results-ltc\n",
     true},
    {COMMAND_NEAREST, "nearest", "CORPUS... [-k K] [--queries FILE]",
     "the K nearest documents of every document or query, as CSV",
     "    mizan nearest texts/ -k 3\n"
     "    mizan nearest documents.ndjson --queries questions.ndjson -k 10 > hits.csv\n",
     true},
    {COMMAND_CONCORDANCE, "concordance", "CORPUS... TERM", "a word, phrase or pattern in its contexts (KWIC)",
     "    mizan concordance texts/ السوفيتية       every form of the word\n"
     "    mizan concordance texts/ 'treaty of friendship' --sort right\n"
     "    mizan concordance texts/ '19[0-9]{2}' --match regex --format csv > years.csv\n",
     true},
    {COMMAND_EXPLAIN, "explain", "OUT --documents A B", "a similarity of a results folder opened down to its lines",
     "    mizan explain results --documents treaty/izvestia treaty/times\n"
     "    mizan explain results --event treaty --sources izvestia times\n"
     "    mizan explain results --documents a b --term 357       # where it stands, and what it carries\n"
     "    mizan explain results --documents a b --top 50 --format csv > lines.csv\n",
     false},
    {COMMAND_CHECK, "check", "[BASELINE] OUT", "which findings differ from an earlier run, and why: for CI",
     "    mizan check baseline results                 # exit code 1 if a finding differs\n"
     "    mizan check baseline results --only sentences,sources --junit check.xml\n"
     "    mizan check results --max-similarity 0.9     # near-copies, without a baseline\n"
     "    mizan check results --min-similarity en/treaty fr/treaty 0.4\n",
     false},
    {COMMAND_INSPECT, "inspect", "CORPUS...", "what would be read: documents, languages, encodings",
     "    mizan inspect texts/\n", true},
    {COMMAND_TOKENIZE, "tokenize", "CORPUS...", "a corpus to words with byte offsets, in the vertical format",
     "    mizan tokenize texts/ | mizan stem | mizan vectorize --vocabulary terms.csv > counts.mtx\n", true},
    {COMMAND_STEM, "stem", "[--explain WORD...]", "words on standard input to terms, in the vertical format",
     "    mizan tokenize texts/ | mizan stem --stem snowball\n"
     "    mizan stem --explain والعلاقات running       # how two words come to their terms\n",
     false},
    {COMMAND_VECTORIZE, "vectorize", "", "terms on standard input to a matrix of counts (Matrix Market)",
     "    mizan tokenize texts/ | mizan stem | mizan vectorize --documents rows.csv > counts.mtx\n"
     "    tagger < words.vrt | mizan vectorize --column 3 > counts.mtx\n",
     false},
};
const size_t command_table_count = sizeof command_table / sizeof *command_table;

const struct option_entry option_table[] = {
    {"encoding", 0, "NAME", OPTION_TEXT, GROUP_CORPUS, FIELD(encoding), 0, 0,
     "character encoding of the text files, as windows-1256 (default: UTF-8; what is not UTF-8 is guessed, with a "
     "warning)"},
    {"language", 0, "TAG", OPTION_TEXT, GROUP_CORPUS, FIELD(language), 0, 0,
     "language of documents that declare none, as ar, en or ru (default: detected)"},
    {"source-column", 0, "NAME", OPTION_TEXT, GROUP_CORPUS, FIELD(source_column), 0, 0,
     "column or JSON field that names the source (default: source)"},
    {"event-column", 0, "NAME", OPTION_TEXT, GROUP_CORPUS, FIELD(event_column), 0, 0,
     "column or JSON field that names the event (default: event)"},
    {"where", 0, "COLUMN=VALUE", OPTION_WHERE, GROUP_CORPUS, 0, 0, 0,
     "only documents with this value, as language=ar; of several --where all must hold"},
    {"strict", 0, NULL, OPTION_FLAG, GROUP_CORPUS, FIELD(strict), 0, 0,
     "a document that cannot be read ends the run instead of being left out"},
    {"queries", 0, "FILE", OPTION_TEXT, GROUP_CORPUS, FIELD(queries), 0, 0,
     "nearest: texts to look for, NDJSON with id and text"},

    {"stem", 0, "KIND", OPTION_STEM, GROUP_WORDS, 0, 0, 0,
     "how words become stems: auto (default: light for Arabic, Snowball for others), light, snowball or none"},
    {"stop-words", 0, "LIST", OPTION_STOP_WORDS, GROUP_WORDS, 0, 0, 0,
     "words that are not counted: auto (default: a list for each language), none, FILE (a word a line) or auto,FILE"},
    {"protect", 0, "FILE", OPTION_TEXT, GROUP_WORDS, FIELD(protect_file), 0, 0,
     "names that are not stemmed: a class a line, its name and further forms separated by tabs"},
    {"ngrams", 0, "N", OPTION_COUNT, GROUP_WORDS, FIELD(ngrams), 1, 8,
     "count runs of up to N terms within a sentence too (default: 1)"},
    {"characters", 0, "N", OPTION_COUNT, GROUP_WORDS, FIELD(characters), 0, 16,
     "count runs of N characters within words too (default: 0, none; 4 for nearest --queries)"},
    {"min-df", 0, "N|F", OPTION_BOUND, GROUP_WORDS, FIELD(min_df), 0, 0,
     "leave out terms that stand in fewer documents: a number of them, or a share as 0.1 or 10% (default: 1)"},
    {"max-df", 0, "N|F", OPTION_BOUND, GROUP_WORDS, FIELD(max_df), 0, 0,
     "leave out terms that stand in more documents (default: 1.0, all)"},
    {"repair", 0, "KIND", OPTION_REPAIR, GROUP_WORDS, 0, 0, 0,
     "mend what PDF extraction does to Arabic words: auto (default: where a text shows it) or none"},
    {"keep-apparatus", 0, NULL, OPTION_FLAG, GROUP_WORDS, FIELD(keep_apparatus), 0, 0,
     "count what is cut by default: notes, other articles behind the text, other scripts, repeated lines"},
    {"explain", 0, NULL, OPTION_FLAG, GROUP_WORDS, FIELD(explain), 0, 0,
     "stem: show step by step what becomes of the WORDs that are given, and why"},
    {"column", 0, "NAME", OPTION_TEXT, GROUP_WORDS, FIELD(column), 0, 0,
     "vectorize: the column that is counted, by name or number (default: term)"},
    {"rows", 0, "KIND", OPTION_ROWS, GROUP_WORDS, 0, 0, 0,
     "vectorize: what a row is: documents (default) or segments (sentences)"},

    {"match", 0, "KIND", OPTION_MATCH, GROUP_WORDS, 0, 0, 0,
     "concordance: stem (default: every form of a word), surface (case and marks aside) or regex (ICU's)"},
    {"context", 0, "N", OPTION_COUNT, GROUP_WORDS, FIELD(context), 0, 1000,
     "concordance, explain: words on each side (default: 8)"},

    {"weight", 0, "SCHEME", OPTION_WEIGHT, GROUP_MEASURE, 0, 0, 0,
     "how terms are weighed: auto (default), auto-queries (default for nearest --queries: bm25 for questions, "
     "auto for texts), bm25, auto-sublinear, sklearn, sklearn-sublinear, sklearn-plain, or three SMART "
     "letters "
     "as ltc"},
    {"background", 0, "TABLE", OPTION_BACKGROUND, GROUP_MEASURE, 0, 0, 0,
     "how common words are in a large collection, for corpora too small to tell: auto (default), none or FILE"},
    {"similarity", 0, "MEASURE", OPTION_SIMILARITY, GROUP_MEASURE, 0, 0, 0,
     "corrected (default: does not grow with the length of texts), cosine (default with --weight), or a distance: "
     "jensen-shannon, burrows-delta or cosine-delta"},
    {"robustness", 0, "GRID", OPTION_ROBUSTNESS, GROUP_MEASURE, 0, 0, 0,
     "compare: in how many of up to 36 other settings each statement holds: auto (default: for up to 200 documents), "
     "none or full"},
    {"top", 'k', "K", OPTION_TOP, GROUP_MEASURE, FIELD(top), 1, 1e9,
     "neighbours of each document, terms that explain shows (default: 10)"},
    {"threshold", 0, "T", OPTION_THRESHOLD, GROUP_MEASURE, 0, 0, 0,
     "only the pairs, or with nearest the neighbours, at or above T (compare: similarity.mtx)"},
    {"full", 0, NULL, OPTION_FLAG, GROUP_MEASURE, FIELD(full), 0, 0,
     "write all pairs even of more than 2000 documents"},

    {"topics", 0, "N", OPTION_COUNT, GROUP_MEASURE, FIELD(topics), 0, 10000,
     "compare: find N topics in passages of 150 words (default: 0, none)"},
    {"events", 0, "auto|FILE", OPTION_TEXT, GROUP_MEASURE, FIELD(events), 0, 0,
     "compare: the events that passages of the texts are about, a table with the columns event, years, dates, words; "
     "auto: found in the texts (default: the events that the corpus names)"},
    {"reference-corpus", 0, "CORPUS", OPTION_TEXT, GROUP_MEASURE, FIELD(reference_corpus), 0, 0,
     "compare: texts on other matters, as a CORPUS: how much nearer than these two sources are to each other "
     "(sources.csv: reference_z)"},
    {"reference", 0, "SOURCE", OPTION_TEXT, GROUP_MEASURE, FIELD(reference), 0, 0,
     "compare: hold each source against this one instead of all others (contrasts.csv, silences.csv)"},
    {"contrasts", 0, "N", OPTION_COUNT, GROUP_MEASURE, FIELD(contrasts), 1, 1000000,
     "compare: rows of contrasts.csv and silences.csv for each source, event and direction (default: 20)"},

    {"tolerance", 0, "X", OPTION_TOLERANCE, GROUP_RESULTS, FIELD(tolerance), 0, 0,
     "check: how far a similarity without an interval may move (default: 0.005, half of the last digit that the "
     "summary "
     "shows)"},
    {"only", 0, "KIND,...", OPTION_TEXT, GROUP_RESULTS, FIELD(only), 0, 0,
     "check: compare these alone: documents, sentences, sources, events, factors, matrix, neighbours, robustness, "
     "contrasts, "
     "silences, terms, topics"},
    {"max-similarity", 0, "X", OPTION_MAXIMUM, GROUP_RESULTS, 0, 0, 0,
     "check: two documents above X are a difference (near-copies)"},
    {"min-similarity", 0, "A B X", OPTION_LEAST, GROUP_RESULTS, 0, 0, 0,
     "check: documents, or sources, A and B below X are a difference (a translation that drifts away); may be given "
     "several times"},
    {"junit", 0, "FILE", OPTION_TEXT, GROUP_RESULTS, FIELD(junit), 0, 0,
     "check: write there what differs as JUnit XML, which CI systems read"},
    {"annotations", 0, "CI", OPTION_ANNOTATIONS, GROUP_RESULTS, 0, 0, 0,
     "check: tell a CI system too: none (default), github, gitlab or auto (whichever it runs in)"},
    {"code-quality", 0, "FILE", OPTION_TEXT, GROUP_RESULTS, FIELD(code_quality), 0, 0,
     "check: write there what differs as GitLab's code quality report"},

    {"output", 'o', "OUT", OPTION_TEXT, GROUP_RESULTS, FIELD(output), 0, 0,
     "compare: the folder that is made for the results"},
    {"force", 'f', NULL, OPTION_FLAG, GROUP_RESULTS, FIELD(force), 0, 0,
     "replace OUT if it is empty or holds earlier results"},
    {"export", 0, "FORM,...", OPTION_EXPORT, GROUP_RESULTS, 0, 0, 0,
     "compare: write these too: npz (weights.npz for scipy), graphml (graph.graphml for Gephi), long "
     "(similarity_long.csv, a row a pair, for R)"},
    {"sqlite", 0, "FILE", OPTION_TEXT, GROUP_RESULTS, FIELD(sqlite), 0, 0,
     "compare: put all tables into a SQLite database as well"},
    {"excel", 0, NULL, OPTION_FLAG, GROUP_RESULTS, FIELD(excel), 0, 0,
     "compare: for Excel a copy of every table, NAME.excel.csv, in which nothing is taken for a formula"},
    {"report", 0, "KIND", OPTION_REPORT, GROUP_RESULTS, 0, 0, 0,
     "compare: html (default: report.html, one page to look at and to cite) or none"},
    {"report-language", 0, "LANGUAGE", OPTION_REPORT_LANGUAGE, GROUP_RESULTS, 0, 0, 0,
     "compare: what report.html speaks: en (default), ar, ru or fr"},
    {"list-repairs", 0, NULL, OPTION_FLAG, GROUP_RESULTS, FIELD(list_repairs), 0, 0,
     "compare: write repairs.csv, each repair with its place, what is written there and what is read"},
    {"format", 0, "KIND", OPTION_FORMAT, GROUP_RESULTS, 0, 0, 0,
     "concordance, explain: text (default: aligned lines), csv (with byte offsets) or json; nearest: csv (default) or "
     "json; check, inspect: text (default) or json"},
    {"sort", 0, "ORDER", OPTION_SORT, GROUP_RESULTS, 0, 0, 0,
     "concordance: position (default), left or right: by the words before or behind the hit; compare: contrasts by "
     "evidence (default) or effect"},
    {"documents", 0, "A B", OPTION_PAIR, GROUP_RESULTS, FIELD(documents), 0, 0,
     "explain: the two documents whose similarity is opened; vectorize: one FILE, to write there what the rows are"},
    {"sources", 0, "S T", OPTION_PAIR, GROUP_RESULTS, FIELD(sources), 0, 0,
     "explain: the two sources whose tellings of --event are held against each other"},
    {"event", 0, "EVENT", OPTION_TEXT, GROUP_RESULTS, FIELD(event), 0, 0, "explain: the event that --sources tell of"},
    {"term", 0, "TERM", OPTION_TEXT, GROUP_RESULTS, FIELD(term), 0, 0,
     "explain: this word alone, in any form, or number, date (year:1927), phrase: all its lines"},
    {"vocabulary", 0, "FILE", OPTION_TEXT, GROUP_RESULTS, FIELD(vocabulary_file), 0, 0,
     "vectorize: write there what the columns are"},
    {"quiet", 'q', NULL, OPTION_FLAG, GROUP_RESULTS, FIELD(quiet), 0, 0,
     "no progress and no summary; warnings and errors stay"},
    {"all-warnings", 0, NULL, OPTION_FLAG, GROUP_RESULTS, FIELD(all_warnings), 0, 0,
     "show every warning, also where many documents have the same"},

    {"from", 0, "RUN", OPTION_FROM, GROUP_RUN, 0, 0, 0,
     "repeat an earlier run: RUN is its run.json; options that are given here win"},
    {"workers", 'j', "N", OPTION_COUNT, GROUP_RUN, FIELD(workers), 1, 1024,
     "threads (default: all processors); no result depends on it"},
    {"memory", 0, "SIZE", OPTION_SIZE, GROUP_RUN, FIELD(memory_bytes), 32 << 20, 1ULL << 50,
     "the most memory to use, as 512M or 4G (default: half of what there is); files in TMPDIR take the rest"},
    {"seed", 0, "N", OPTION_LARGE, GROUP_RUN, FIELD(seed), 0, 9007199254740991.0,
     "for what is drawn at random (default: 1)"},
    {"timings", 0, NULL, OPTION_FLAG, GROUP_RUN, FIELD(timings), 0, 0,
     "processor seconds of each stage on standard error, when all is done"},
    {"block", 0, "SIZE", OPTION_BLOCK, GROUP_RUN, FIELD(block_bytes), 256, 1 << 30,
     "bytes of text handled at once (default: 64K); no result depends on it"},
    {"completion", 0, "SHELL", OPTION_COMPLETION, GROUP_RUN, 0, 0, 0,
     "print the script for bash, zsh or fish that completes these commands and options"},
    {"help", 'h', NULL, OPTION_HELP, GROUP_RUN, 0, 0, 0, "show this help"},
    {"version", 'V', NULL, OPTION_VERSION, GROUP_RUN, 0, 0, 0, "show the versions of mizan and its libraries"},
};
const size_t option_table_count = sizeof option_table / sizeof *option_table;

const struct option_entry *option_table_find(const char *name)
{
    for (size_t i = 0; i < option_table_count; i++) {
        if (strcmp(name, option_table[i].name) == 0) {
            return &option_table[i];
        }
    }
    return NULL;
}

const struct command_entry *command_table_find(const char *name)
{
    for (size_t i = 0; i < command_table_count; i++) {
        if (strcmp(name, command_table[i].name) == 0) {
            return &command_table[i];
        }
    }
    return NULL;
}
