/*
 * apparatus.c - gives each word its field: which words are the text, and which only stand around it.
 *
 * Line by line, with a state per document, so that nothing depends on how the text comes in blocks. In this order:
 *   1. After a heading of notes or references, alone on its line, what looks like such is FIELD_NOTES; after "read
 * also" titles are FIELD_APPENDED, and all to the end where the article was closed by its source or keywords:
 * section.c. A heading of notes before the fiftieth word stands in a table of contents, or is the title, and does not
 * count.
 *   2. Edit links, note marks, page references, stamps, captions: residue.c. A heading may be such a line, less its
 * links.
 *   3. A line of three or more words that stood in the document before is FIELD_REPEATED: running heads, titles under
 * pictures. Numbers of up to three digits at its ends (pages) and residue are not compared; shorter lines recur in any
 * text.
 *   4. Runs of words in another script than the document's: other_script.c.
 * Line rules stop at nothing but the line: a segment keeps its flags, and a word that was cut in two keeps its places.
 */
#include <stdlib.h>

#include "array.h"
#include "document_details.h"
#include "field_runs.h"
#include "line_memory.h"
#include "other_script.h"
#include "residue.h"
#include "section.h"
#include "stages.h"
#include "word_head.h"

enum { NOTES_AFTER_WORDS = 50, HEADING_WORDS_MOST = 10, REPEATED_WORDS_LEAST = 3, PAGE_DIGITS_MOST = 3 };

struct apparatus {
    struct phrases *phrases;
    struct line_memory lines;
    struct residue residue;
    struct word *words;
    size_t word_capacity, word_count;
    bool keep_apparatus, lists_runs;
    struct span text; /* that the words lie in */
    struct field_runs runs;
    /* of the document */
    struct section section;
    bool after_heading;
    struct other_script other_script;
    uint64_t counts[FIELD_COUNT];
};

static enum status apparatus_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct apparatus *const apparatus = state;
    apparatus->keep_apparatus = settings->keep_apparatus;
    apparatus->lists_runs = settings->command == COMMAND_COMPARE; /* which writes apparatus.csv */
    apparatus->residue.background = background_builtin("ar");
    return phrases_open(&apparatus->phrases, flow_failure(flow));
}

static enum status apparatus_begin_document(void *state, struct flow *flow)
{
    (void)flow;
    struct apparatus *const apparatus = state;
    section_open(&apparatus->section, FIELD_BODY, false);
    apparatus->after_heading = false;
    apparatus->other_script = (struct other_script){0};
    residue_begin(&apparatus->residue);
    memset(apparatus->counts, 0, sizeof apparatus->counts);
    line_memory_clear(&apparatus->lines);
    field_runs_begin(&apparatus->runs);
    return STATUS_OK;
}

/* Is the line set like a heading: short, and without a mark that ends or divides a sentence? */
static bool is_heading(const struct line *line)
{
    const struct span end = line_gap(line, line->count);
    bool has_mark = line_gap_holds(line, line->count, ".!?;,:");
    for (size_t i = 0; i + 1 < end.length; i++) {
        const unsigned char second = (unsigned char)end.bytes[i + 1];
        /* Arabic comma, semicolon, question mark: U+060C, U+061B, U+061F */
        has_mark =
            has_mark || ((unsigned char)end.bytes[i] == 0xD8 && (second == 0x8C || second == 0x9B || second == 0x9F));
    }
    return line->count <= HEADING_WORDS_MOST && !has_mark;
}

static uint64_t words_so_far(const struct apparatus *apparatus)
{
    uint64_t words = 0;
    for (size_t field = 0; field < FIELD_COUNT; field++) {
        words += apparatus->counts[field];
    }
    return words;
}

/* Behind the number of a chapter in Roman figures or letters ("IV. Sources"), else 0. */
static size_t heading_start(const struct line *line)
{
    enum { CHAPTER_BYTES_MOST = 4 };
    const bool is_numbered =
        line->count > 1 && line->words[0].surface.length <= CHAPTER_BYTES_MOST && line_gap_holds(line, 1, ".)-");
    return is_numbered ? 1 : 0;
}

/* Is it longer than a phrase, be its letters spaced apart? */
static bool is_too_long(const struct line *line)
{
    enum { LETTERS_SURE = 3, LETTER_BYTES = 2 };
    if (line->count <= 2 * PHRASE_WORDS_MOST) {
        return false;
    }
    for (size_t i = 0; i < LETTERS_SURE; i++) {
        if (line->words[i].surface.length > LETTER_BYTES) {
            return true;
        }
    }
    return line->count > PHRASE_LETTERS_MOST;
}

/* Does the line start a section that reaches to the end? */
static enum status find_section(struct apparatus *apparatus, struct line *line, struct failure *failure)
{
    if (is_too_long(line)) {
        return STATUS_OK;
    }
    static const unsigned kinds = PHRASE_BIT(PHRASE_NOTES) | PHRASE_BIT(PHRASE_APPENDED) | PHRASE_BIT(PHRASE_LINK);
    unsigned found;
    const size_t first = heading_start(line);
    if (phrases_find(apparatus->phrases, kinds, line, 0, line->count, &found, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    bool notes = (found & PHRASE_BIT(PHRASE_NOTES)) != 0;
    if (first > 0 && !notes &&
        phrases_match(apparatus->phrases, PHRASE_NOTES, line, first, line->count, &notes, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (notes && words_so_far(apparatus) >= NOTES_AFTER_WORDS) {
        section_open(&apparatus->section, FIELD_NOTES, false);
        line_mark(line, 0, line->count, FIELD_NOTES);
    } else if ((found & PHRASE_BIT(PHRASE_APPENDED)) != 0) {
        section_open(&apparatus->section, FIELD_APPENDED, apparatus->residue.has_closing);
        line_mark(line, 0, line->count, FIELD_APPENDED);
    } else if ((found & PHRASE_BIT(PHRASE_LINK)) != 0) {
        line_mark(line, 0, line->count, FIELD_RESIDUE);
    }
    return STATUS_OK;
}

static enum status mark_repeated(struct apparatus *apparatus, struct line *line, struct failure *failure)
{
    size_t first = 0;
    size_t last = line->count;
    while (first < last && line_is_short_number(line, first, PAGE_DIGITS_MOST)) {
        first++;
    }
    while (last > first &&
           (line->words[last - 1].field != FIELD_BODY || line_is_short_number(line, last - 1, PAGE_DIGITS_MOST))) {
        last--;
    }
    size_t words = 0;
    uint64_t hash = 0;
    for (size_t i = first; i < last; i++) {
        if (line->words[i].field == FIELD_BODY) {
            uint64_t head[2];
            word_head_read_in(apparatus->text, line->words[i].surface, head);
            hash = word_head_hash_behind(hash, head, line->words[i].surface, 0);
            words++;
        }
    }
    if (words < REPEATED_WORDS_LEAST) {
        return STATUS_OK;
    }
    bool seen = false;
    if (line_memory_see(&apparatus->lines, hash ^ hash >> 32, &seen, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (seen) {
        line_mark(line, 0, line->count, FIELD_REPEATED);
    }
    return STATUS_OK;
}

static enum status mark_line(struct apparatus *apparatus, struct line *line, const struct line_sum *sum,
                             enum script script, struct failure *failure)
{
    struct section *const section = &apparatus->section;
    /* Where the text is in two scripts, words of the other one are no sign of notes. */
    const enum script main = other_script_is_second(&apparatus->other_script) ? SCRIPT_NONE : script;
    if (section->field != FIELD_BODY && section_holds(section, line, main)) {
        line_mark(line, 0, line->count, section->field);
        return STATUS_OK;
    }
    apparatus->residue.is_past_head = words_so_far(apparatus) >= NOTES_AFTER_WORDS;
    if (residue_mark(&apparatus->residue, apparatus->phrases, line, sum, apparatus->after_heading, failure) !=
            STATUS_OK ||
        find_section(apparatus, line, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (section->field != FIELD_BODY) {
        return STATUS_OK; /* the heading */
    }
    if (mark_repeated(apparatus, line, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    other_script_mark(&apparatus->other_script, line, sum, script);
    if (apparatus->residue.cites) {
        other_script_mark_broken(&apparatus->other_script, line, script);
    }
    apparatus->after_heading = is_heading(line);
    return STATUS_OK;
}

static void count_fields(struct apparatus *apparatus, const struct line *line)
{
    if (!line->is_marked) {
        apparatus->counts[FIELD_BODY] += line->count;
        return;
    }
    for (size_t i = 0; i < line->count; i++) {
        apparatus->counts[line->words[i].field]++;
    }
}

static enum status mark_lines(struct apparatus *apparatus, const struct words *words, enum script script,
                              struct failure *failure)
{
    apparatus->word_count = 0;
    apparatus->text = words->text.utf8;
    for (size_t next = 0; next < words->count;) {
        if (array_reserve((void **)&apparatus->words, &apparatus->word_capacity,
                          apparatus->word_count + (words->count - next) + RESIDUE_CUTS_MOST, sizeof(struct word),
                          failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        struct word *const place = apparatus->words + apparatus->word_count;
        const struct line_sum sum = line_copy(place, words->items + next, words->count - next);
        struct line line = line_at(&words->text, place, sum.count);
        if (mark_line(apparatus, &line, &sum, script, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        count_fields(apparatus, &line);
        if (apparatus->lists_runs && field_runs_add(&apparatus->runs, &line, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        apparatus->word_count += line.count;
        next += sum.count;
    }
    return STATUS_OK;
}

static enum status apparatus_accept(void *state, const struct record *record, struct flow *flow)
{
    struct apparatus *const apparatus = state;
    const struct words *const words = record->as.words;
    if (words->text.utf8.length == 0 || flow_document(flow)->role == ROLE_EVENT) {
        return flow_emit(flow, record); /* from the vertical format: fields are set; an event's words are no text */
    }
    if (mark_lines(apparatus, words, (enum script)flow_document(flow)->script, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct words marked = {apparatus->words, apparatus->word_count, words->text};
    return flow_emit(flow, &(struct record){.kind = RECORD_WORDS, .as.words = &marked});
}

static enum status list_runs(const struct field_runs *runs, struct flow *flow)
{
    struct document_details *details;
    if (runs->count == 0 && runs->unlisted == 0) {
        return STATUS_OK;
    }
    if (document_details_make(flow_document(flow), flow_document_arena(flow), &details, flow_failure(flow)) !=
            STATUS_OK ||
        field_runs_list(runs, flow_document_arena(flow), &details->apparatus, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    details->apparatus_count = runs->count;
    return runs->unlisted == 0
               ? STATUS_OK
               : flow_warn_alike(
                     flow, "documents have more notes, residue and the like than apparatus.csv lists",
                     "apparatus.csv lists its first %d runs of notes, residue and the like; %llu words more "
                     "stand in documents.csv alone",
                     FIELD_RUNS_MOST, (unsigned long long)runs->unlisted);
}

static enum status apparatus_end_document(void *state, struct flow *flow)
{
    const struct apparatus *const apparatus = state;
    if (list_runs(&apparatus->runs, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const uint64_t all = words_so_far(apparatus);
    const uint64_t cut = apparatus->counts[FIELD_NOTES] + apparatus->counts[FIELD_APPENDED];
    if (2 * cut <= all || apparatus->keep_apparatus) {
        return STATUS_OK;
    }
    return flow_warn_alike(flow, "documents are left out by more than half, as notes or as articles appended to them",
                           "%llu of its %llu words are left out as notes or as another article appended to it; with "
                           "--keep-apparatus they count",
                           (unsigned long long)cut, (unsigned long long)all);
}

static void apparatus_close(void *state)
{
    struct apparatus *const apparatus = state;
    free(apparatus->words);
    apparatus->words = NULL;
    line_memory_free(&apparatus->lines);
    field_runs_free(&apparatus->runs);
    phrases_close(apparatus->phrases);
    apparatus->phrases = NULL;
}

const struct stage_type apparatus_stage = {
    .name = "apparatus",
    .placement = PER_WORKER,
    .consumes = RECORD_WORDS,
    .produces = RECORD_WORDS,
    .state_size = sizeof(struct apparatus),
    .open = apparatus_open,
    .begin_document = apparatus_begin_document,
    .accept = apparatus_accept,
    .end_document = apparatus_end_document,
    .close = apparatus_close,
};
