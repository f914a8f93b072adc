/* option_table.c - the command line in two tables. */
#include "option_table.h"

#define FIELD(name) offsetof(struct settings, name)

const struct command_entry command_table[] = {
    {COMMAND_COMPARE, "compare", "CORPUS... -o OUT", "compare every document with every other: the main job",
     "    mizan compare texts/ -o results          a folder of EVENT/SOURCE.txt\n"
     "    mizan compare corpus.csv -o results -f   a manifest; replace earlier results\n"
     "    mizan compare news.ndjson.gz -o results --threshold 0.8   pairs that are nearly the same\n",
     true},
    {COMMAND_NEAREST, "nearest", "CORPUS... [-k K] [--queries FILE]",
     "the K nearest documents of every document or query, as CSV",
     "    mizan nearest texts/ -k 3\n"
     "    mizan nearest documents.ndjson --queries questions.ndjson -k 10 > hits.csv\n",
     true},
    {COMMAND_INSPECT, "inspect", "CORPUS...", "what would be read: documents, languages, encodings; nothing is written",
     "    mizan inspect texts/\n", true},
    {COMMAND_TOKENIZE, "tokenize", "CORPUS...", "a corpus to words with byte offsets, in the vertical format",
     "    mizan tokenize texts/ | mizan stem | mizan vectorize --vocabulary terms.csv > counts.mtx\n", true},
    {COMMAND_STEM, "stem", "", "words on standard input to terms, in the vertical format",
     "    mizan tokenize texts/ | mizan stem --stem snowball\n", false},
    {COMMAND_VECTORIZE, "vectorize", "", "terms on standard input to a matrix of counts (Matrix Market)",
     "    mizan tokenize texts/ | mizan stem | mizan vectorize --documents rows.csv > counts.mtx\n"
     "    tagger < words.vrt | mizan vectorize --column 3 > counts.mtx\n",
     false},
};
const size_t command_table_count = sizeof command_table / sizeof *command_table;

const struct option_entry option_table[] = {
    {"encoding", 0, "NAME", OPTION_TEXT, GROUP_CORPUS, FIELD(encoding), 0, 0,
     "character encoding of the text files, as ICU names it (default: UTF-8, else detected, with a warning)"},
    {"language", 0, "TAG", OPTION_TEXT, GROUP_CORPUS, FIELD(language), 0, 0,
     "language of documents that declare none, as ar, en, ru (default: detected)"},
    {"source-column", 0, "NAME", OPTION_TEXT, GROUP_CORPUS, FIELD(source_column), 0, 0,
     "column that names the source (default: source)"},
    {"event-column", 0, "NAME", OPTION_TEXT, GROUP_CORPUS, FIELD(event_column), 0, 0,
     "column that names the event (default: event)"},
    {"where", 0, "COLUMN=VALUE", OPTION_WHERE, GROUP_CORPUS, 0, 0, 0,
     "only documents whose column has this value; may be given several times"},
    {"strict", 0, NULL, OPTION_FLAG, GROUP_CORPUS, FIELD(strict), 0, 0,
     "a document that cannot be read ends the run instead of being left out"},
    {"queries", 0, "FILE", OPTION_TEXT, GROUP_CORPUS, FIELD(queries), 0, 0,
     "nearest: texts to look for, NDJSON with id and text"},

    {"stem", 0, "KIND", OPTION_STEM, GROUP_WORDS, 0, 0, 0,
     "auto (default: light for Arabic, Snowball for others), light, snowball, none"},
    {"stop-words", 0, "LIST", OPTION_STOP_WORDS, GROUP_WORDS, 0, 0, 0,
     "auto (default), none, FILE, or auto,FILE: words that are not counted"},
    {"ngrams", 0, "N", OPTION_COUNT, GROUP_WORDS, FIELD(ngrams), 1, 8,
     "count runs of up to N terms within a sentence too (default: 1)"},
    {"characters", 0, "N", OPTION_COUNT, GROUP_WORDS, FIELD(characters), 0, 16,
     "count runs of N characters within words too (default: 0, none)"},
    {"min-df", 0, "N|F", OPTION_BOUND, GROUP_WORDS, FIELD(min_df), 0, 0,
     "leave out terms in fewer documents: a number, or a share as 0.1 or 10% (default: 1)"},
    {"max-df", 0, "N|F", OPTION_BOUND, GROUP_WORDS, FIELD(max_df), 0, 0,
     "leave out terms in more documents (default: 1.0)"},
    {"keep-apparatus", 0, NULL, OPTION_FLAG, GROUP_WORDS, FIELD(keep_apparatus), 0, 0,
     "count notes, appended articles, other scripts and repeated lines too"},
    {"column", 0, "NAME", OPTION_TEXT, GROUP_WORDS, FIELD(column), 0, 0,
     "vectorize: which column to count, by name or number (default: term)"},
    {"rows", 0, "KIND", OPTION_ROWS, GROUP_WORDS, 0, 0, 0,
     "vectorize: a row for each of documents (default) or segments (sentences)"},

    {"weight", 0, "SCHEME", OPTION_WEIGHT, GROUP_MEASURE, 0, 0, 0,
     "auto (default), sklearn, sklearn-sublinear, sklearn-plain, or SMART letters as ltc"},
    {"background", 0, "TABLE", OPTION_BACKGROUND, GROUP_MEASURE, 0, 0, 0,
     "auto (default), none, FILE: document frequencies of a large collection"},
    {"similarity", 0, "MEASURE", OPTION_SIMILARITY, GROUP_MEASURE, 0, 0, 0,
     "corrected (default: does not grow with length) or cosine (default with --weight)"},
    {"top", 'k', "K", OPTION_TOP, GROUP_MEASURE, FIELD(top), 1, 1e9,
     "neighbours of each document (default: 10)"},
    {"threshold", 0, "T", OPTION_THRESHOLD, GROUP_MEASURE, 0, 0, 0,
     "write the pairs at or above T instead of the square matrix"},
    {"full", 0, NULL, OPTION_FLAG, GROUP_MEASURE, FIELD(full), 0, 0,
     "write the square matrix also above 2000 documents"},

    {"output", 'o', "OUT", OPTION_TEXT, GROUP_RESULTS, FIELD(output), 0, 0, "compare: folder for the results"},
    {"force", 'f', NULL, OPTION_FLAG, GROUP_RESULTS, FIELD(force), 0, 0,
     "replace OUT if it is empty or holds earlier results of mizan"},
    {"documents", 0, "FILE", OPTION_TEXT, GROUP_RESULTS, FIELD(documents_file), 0, 0,
     "vectorize: write what the rows are"},
    {"vocabulary", 0, "FILE", OPTION_TEXT, GROUP_RESULTS, FIELD(vocabulary_file), 0, 0,
     "vectorize: write what the columns are"},
    {"quiet", 'q', NULL, OPTION_FLAG, GROUP_RESULTS, FIELD(quiet), 0, 0,
     "no progress and no summary; warnings and errors stay"},

    {"workers", 'j', "N", OPTION_COUNT, GROUP_RUN, FIELD(workers), 1, 1024,
     "threads (default: all processors); no result depends on it"},
    {"memory", 0, "SIZE", OPTION_SIZE, GROUP_RUN, FIELD(memory_bytes), 1 << 20, 1e18,
     "bounds what waits between the threads, as 512M or 4G (default: half of the machine's)"},
    {"seed", 0, "N", OPTION_LARGE, GROUP_RUN, FIELD(seed), 0, 9007199254740991.0,
     "for what is drawn at random (default: 1)"},
    {"block", 0, "SIZE", OPTION_BLOCK, GROUP_RUN, FIELD(block_bytes), 256, 1 << 30,
     "bytes of text handled at once (default: 64K); no result depends on it"},
    {"help", 'h', NULL, OPTION_HELP, GROUP_RUN, 0, 0, 0, "show this help"},
    {"version", 'V', NULL, OPTION_VERSION, GROUP_RUN, 0, 0, 0, "show the versions of mizan and its libraries"},
};
const size_t option_table_count = sizeof option_table / sizeof *option_table;
