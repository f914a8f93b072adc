/*
 * run_json.c - the user's stop list and background are named with their CRC-32, because a path alone says nothing about
 * what was in it; only regular files are read again, a pipe has nothing left to say.
 */
#include "run_json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "background.h"
#include "document_details.h"
#include "events_json.h"
#include "grid_json.h"
#include "journal_json.h"
#include "json_writer.h"
#include "libraries.h"
#include "measure.h"
#include "tables.h"

enum { CHECKSUM_BLOCK_BYTES = 1 << 14, CHECKSUM_TEXT_BYTES = 9 };

static void write_checksum(struct json_writer *json, const char *key, uint32_t checksum)
{
    char text[CHECKSUM_TEXT_BYTES];
    (void)snprintf(text, sizeof text, "%08lx", (unsigned long)checksum);
    json_writer_text(json, key, text);
}

static void write_versions(struct json_writer *json)
{
    const char *name = NULL;
    const char *version = NULL;
    json_writer_object(json, "versions");
    for (unsigned i = 0; libraries_version(i, &name, &version); i++)
        json_writer_text(json, name, version);
    json_writer_close(json);
}

static void write_corpus(struct json_writer *json, const struct settings *settings)
{
    json_writer_array(json, "corpus");
    for (size_t i = 0; i < settings->corpus_count; i++)
        json_writer_text(json, NULL, settings->corpora[i]);
    json_writer_close(json);
}

static void write_bound(struct json_writer *json, const char *key, struct frequency_bound bound)
{
    if (bound.is_share)
        json_writer_number(json, key, bound.value);
    else
        json_writer_integer(json, key, (uint64_t)bound.value);
}

static void write_conditions(struct json_writer *json, const struct settings *settings)
{
    json_writer_array(json, "where");
    for (size_t i = 0; i < settings->condition_count; i++) {
        json_writer_object(json, NULL);
        json_writer_text(json, "column", settings->conditions[i].column);
        json_writer_text(json, "value", settings->conditions[i].value);
        json_writer_close(json);
    }
    json_writer_close(json);
}

/* "auto", "none", FILE or "auto,FILE" */
static enum status write_choice(struct json_writer *json, const char *key, bool builtin, const char *file,
                                struct failure *failure)
{
    if (file == NULL || !builtin) {
        json_writer_text(json, key, file != NULL ? file : builtin ? "auto" : "none");
        return STATUS_OK;
    }
    const size_t room = strlen(file) + sizeof "auto,";
    char *const both = malloc(room);
    if (both == NULL)
        return failure_memory(failure, "run.json");
    (void)snprintf(both, room, "auto,%s", file);
    json_writer_text(json, key, both);
    free(both);
    return STATUS_OK;
}

static enum status write_word_options(struct json_writer *json, const struct settings *settings,
                                      struct failure *failure)
{
    static const char *const stemmers[] = {"auto", "light", "snowball", "none"};
    json_writer_text(json, "stem", stemmers[settings->stemmer]);
    if (write_choice(json, "stop-words", settings->stop_words_builtin, settings->stop_words_file, failure) != STATUS_OK)
        return STATUS_FAILED;
    json_writer_text(json, "protect", settings->protect_file);
    json_writer_integer(json, "ngrams", settings->ngrams);
    json_writer_integer(json, "characters", settings->characters);
    json_writer_text(json, "repair", settings->repair ? "auto" : "none");
    json_writer_boolean(json, "keep-apparatus", settings->keep_apparatus);
    write_bound(json, "min-df", settings->min_df);
    write_bound(json, "max-df", settings->max_df);
    return STATUS_OK;
}

/* "npz,long" */
static void write_exports(struct json_writer *json, unsigned exports)
{
    static const struct {
        enum export_form form;
        const char *name;
    } forms[] = {{EXPORT_NPZ, "npz"}, {EXPORT_GRAPHML, "graphml"}, {EXPORT_LONG, "long"}};
    char text[32] = "";
    size_t used = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if ((exports & (unsigned)forms[i].form) != 0)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? "," : "", forms[i].name);
    }
    json_writer_text(json, "export", used > 0 ? text : NULL);
}

static enum status write_options(struct json_writer *json, const struct settings *settings, struct failure *failure)
{
    static const char *const robustness[] = {"auto", "none", "full"};
    static const char *const report_languages[REPORT_LANGUAGE_COUNT] = {"en", "ar", "ru", "fr"};
    json_writer_object(json, "options");
    json_writer_text(json, "encoding", settings->encoding);
    json_writer_text(json, "language", settings->language);
    json_writer_text(json, "source-column", settings->source_column);
    json_writer_text(json, "event-column", settings->event_column);
    write_conditions(json, settings);
    json_writer_boolean(json, "strict", settings->strict);
    if (write_word_options(json, settings, failure) != STATUS_OK)
        return STATUS_FAILED;
    json_writer_text(json, "weight", settings->weight);
    if (write_choice(json, "background", settings->background_builtin && settings->background_file == NULL,
                     settings->background_file, failure) != STATUS_OK)
        return STATUS_FAILED;
    json_writer_text(json, "similarity", similarity_names[settings->similarity]);
    json_writer_text(json, "robustness", robustness[settings->robustness]);
    json_writer_integer(json, "top", settings->top);
    if (settings->has_threshold)
        json_writer_number(json, "threshold", settings->threshold);
    else
        json_writer_null(json, "threshold");
    json_writer_boolean(json, "full", settings->full);
    json_writer_integer(json, "topics", settings->topics);
    json_writer_text(json, "events", settings->events);
    json_writer_text(json, "reference-corpus", settings->reference_corpus);
    json_writer_text(json, "reference", settings->reference);
    json_writer_integer(json, "contrasts", settings->contrasts);
    json_writer_text(json, "sort", settings->sort == SORT_EFFECT ? "effect" : "evidence");
    json_writer_integer(json, "seed", settings->seed);
    json_writer_boolean(json, "excel", settings->excel);
    write_exports(json, settings->exports);
    json_writer_boolean(json, "list-repairs", settings->list_repairs);
    json_writer_text(json, "report", settings->report ? "html" : "none");
    json_writer_text(json, "report-language", report_languages[settings->report_language]);
    json_writer_close(json);
    return STATUS_OK;
}

static void write_measures(struct json_writer *json, const struct settings *settings, const struct weighted *weighted)
{
    json_writer_object(json, "weighting");
    json_writer_text(json, "scheme", weighted->scheme);
    json_writer_text(json, "formula", weighted->formula);
    json_writer_boolean(json, "normalized", weighted->normalized);
    json_writer_close(json);
    json_writer_object(json, "measure");
    json_writer_text(json, "name", measure_name(settings, weighted));
    json_writer_text(json, "words", measure_words(settings, weighted));
    json_writer_text(json, "formula", measure_formula(settings, weighted));
    json_writer_close(json);
}

static void write_topics(struct json_writer *json, const struct topic_model *topics)
{
    if (topics == NULL || topics->topics == 0)
        return;
    json_writer_object(json, "topics");
    json_writer_text(json, "method",
                     "non-negative matrix factorization of passages by terms (count * idf, rows of length 1) by "
                     "hierarchical alternating least squares, from the singular value decomposition (NNDSVD) and from "
                     "means of passages that are the same in every run; of those with an error within 0.5 % of the "
                     "smallest the one with the greatest mean coherence");
    json_writer_integer(json, "passage_words", PASSAGE_WORDS);
    json_writer_integer(json, "passages", topics->passages);
    json_writer_integer(json, "terms", topics->terms);
    json_writer_integer(json, "rounds", topics->rounds);
    json_writer_number(json, "error", topics->error);
    json_writer_text(json, "error_formula", "|A - W H'| / |A| (Frobenius norm)");
    json_writer_text(json, "coherence", "mean NPMI of the pairs of a topic's first terms over sliding windows");
    json_writer_integer(json, "coherence_terms", COHERENCE_TERMS);
    json_writer_integer(json, "coherence_window", COHERENCE_WINDOW);
    json_writer_close(json);
}

/* Of a table of names or stop words: made when mizan is built, since reading all of a table costs more than a small run
 * reads of it. */
static uint32_t checksum_at(const char *bytes)
{
    uint32_t checksum;
    memcpy(&checksum, bytes, sizeof checksum);
    return checksum;
}

static void write_tables(struct json_writer *json)
{
    json_writer_array(json, "tables");
    for (unsigned i = 0; background_identity(i) != NULL; i++) {
        const char *const identity = background_identity(i); /* "name crc32" */
        const char *const space = strrchr(identity, ' ');
        const size_t length = space != NULL ? (size_t)(space - identity) : strlen(identity);
        json_writer_object(json, NULL);
        json_writer_span(json, "name", (struct span){identity, length});
        json_writer_text(json, "crc32", space != NULL ? space + 1 : NULL);
        json_writer_close(json);
    }
    json_writer_object(json, NULL);
    json_writer_text(json, "name", "names");
    write_checksum(json, "crc32", checksum_at(table_names_checksum));
    json_writer_close(json);
    json_writer_object(json, NULL);
    json_writer_text(json, "name", "stop_words");
    write_checksum(json, "crc32", checksum_at(table_stop_words_checksum));
    json_writer_close(json);
    json_writer_close(json);
}

static enum status checksum_descriptor(int descriptor, const char *path, uint32_t *checksum, struct failure *failure)
{
    unsigned char block[CHECKSUM_BLOCK_BYTES];
    *checksum = (uint32_t)crc32_z(0, NULL, 0);
    for (;;) {
        const ssize_t count = read(descriptor, block, sizeof block);
        if (count == 0)
            return STATUS_OK;
        if (count > 0)
            *checksum = (uint32_t)crc32_z(*checksum, block, (size_t)count);
        else if (errno != EINTR)
            return failure_errno(failure, "read", path, errno);
    }
}

static enum status write_own_file(struct json_writer *json, const char *path, struct failure *failure)
{
    struct stat facts;
    if (path == NULL || stat(path, &facts) != 0 || !S_ISREG(facts.st_mode))
        return STATUS_OK;
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failure_errno(failure, "open", path, errno);
    uint32_t checksum = 0;
    const enum status status = checksum_descriptor(descriptor, path, &checksum, failure);
    close(descriptor);
    if (status != STATUS_OK)
        return STATUS_FAILED;
    json_writer_object(json, NULL);
    json_writer_text(json, "path", path);
    write_checksum(json, "crc32", checksum);
    json_writer_close(json);
    return STATUS_OK;
}

static enum status write_own_files(struct json_writer *json, const struct settings *settings, struct failure *failure)
{
    json_writer_array(json, "files");
    if (write_own_file(json, settings->stop_words_file, failure) != STATUS_OK ||
        write_own_file(json, settings->protect_file, failure) != STATUS_OK ||
        write_own_file(json, settings->background_file, failure) != STATUS_OK)
        return STATUS_FAILED;
    json_writer_close(json);
    return STATUS_OK;
}

static void write_inputs(struct json_writer *json, const struct journal *journal)
{
    json_writer_array(json, "inputs");
    for (size_t i = 0; i < journal->input_count; i++) {
        json_writer_object(json, NULL);
        json_writer_span(json, "path", journal->inputs[i].path);
        json_writer_integer(json, "bytes", journal->inputs[i].bytes);
        write_checksum(json, "crc32", journal->inputs[i].crc);
        json_writer_close(json);
    }
    json_writer_close(json);
}

static void write_counts(struct json_writer *json, const struct journal *journal, const struct counts *counts)
{
    uint64_t segments = 0, tokens = 0, terms[CHANNEL_COUNT] = {0}, cut[FIELD_COUNT] = {0};
    for (size_t i = 0; i < counts->document_count; i++) {
        segments += counts->documents[i]->segments;
        tokens += counts->documents[i]->tokens;
        for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++)
            cut[field] += document_details(counts->documents[i])->cut_tokens[field];
    }
    for (size_t i = 0; i < counts->term_count; i++)
        terms[counts->terms[i].channel]++;
    json_writer_object(json, "counts");
    json_writer_integer(json, "documents", counts->document_count);
    if (counts->reference.document_count > 0)
        json_writer_integer(json, "reference_documents", counts->reference.document_count);
    json_writer_integer(json, "rejects", journal->reject_count);
    json_writer_integer(json, "segments", segments);
    json_writer_integer(json, "tokens", tokens);
    json_writer_object(json, "apparatus");
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++)
        json_writer_integer(json, field_names[field], cut[field]);
    json_writer_close(json);
    json_writer_object(json, "terms");
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        json_writer_integer(json, channel_names[channel], terms[channel]);
    json_writer_close(json);
    json_writer_close(json);
}

enum status run_json_write(struct writer *writer, const struct settings *settings, const struct journal *journal,
                           const struct weighted *weighted, const struct topic_model *topics,
                           const struct event_model *events, struct failure *failure)
{
    struct json_writer json = {.writer = writer};
    json_writer_object(&json, NULL);
    json_writer_text(&json, "program", "mizan");
    write_versions(&json);
    write_corpus(&json, settings);
    if (write_options(&json, settings, failure) != STATUS_OK)
        return STATUS_FAILED;
    write_measures(&json, settings, weighted);
    write_topics(&json, topics);
    events_json_write(&json, events);
    grid_json_write(&json, weighted->grid);
    write_tables(&json);
    if (write_own_files(&json, settings, failure) != STATUS_OK)
        return STATUS_FAILED;
    write_inputs(&json, journal);
    write_counts(&json, journal, weighted->counts);
    journal_json_write(&json, journal);
    json_writer_close(&json);
    return writer_check(writer, failure);
}
