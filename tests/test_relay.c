/*
 * test_relay.c - words on their way from one worker to another. The first stage makes documents out of numbers alone;
 * the later one digests what comes to it, and on whose threads. A document may wait for its helper, so that it is known
 * that one came.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "document_details.h"
#include "harness.h"
#include "hostile_text.h"
#include "matrix.h"
#include "refusal.h"
#include "relay.h"
#include "resident.h"
#include "stages.h"

enum { BLOCK_WORDS = 6000, LONG_BLOCKS = 40, WORD_BYTES = 4, ELSEWHERE = 7, EMPTY = 11 };

/* What a document is told to do, in its payload: "40 wait", "40 wait fail", "40 wait reject", "40 late". */
struct told {
    unsigned blocks;
    bool waits, fails, rejects, fails_late;
};

static atomic_bool is_helped; /* the later stage was seen on another thread than the first */
static pthread_t first_thread;
static uint64_t fail_at;  /* the later stage fails behind so many words; 0: it does not */
static bool fails_helped; /* it fails at the first words that a helper brings, with others behind them */
static atomic_uint passed_blocks;
static atomic_size_t words_behind;         /* that came to it after it had failed */
static atomic_uint_fast64_t most_resident; /* bytes, when the first stage had passed a block */

static struct told told_by(struct span payload)
{
    const char *const text = payload.bytes;
    return (struct told){(unsigned)strtoul(text, NULL, 10), strstr(text, "wait") != NULL, strstr(text, "fail") != NULL,
                         strstr(text, "reject") != NULL, strstr(text, "late") != NULL};
}

static void sleep_a_millisecond(void)
{
    (void)nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/* Some slices must be on their way before the helper is woken: so there is a while for each block. */
static void wait_for_help(void)
{
    for (unsigned i = 0; i < 200 && !is_helped; i++) {
        sleep_a_millisecond();
    }
}

/* Two blocks are six slices, which wait in the ring without anybody to take them. */
static void wait_for_slices(void)
{
    const unsigned wanted = passed_blocks + 2;
    for (unsigned i = 0; i < 5000 && passed_blocks < wanted; i++) {
        sleep_a_millisecond();
    }
}

/* A block of words of four letters and a space; some have their letters elsewhere, as mended ones do, and some none. */
static enum status emit_block(struct flow *flow, uint64_t block)
{
    static _Thread_local char text[BLOCK_WORDS * (WORD_BYTES + 1)], elsewhere[BLOCK_WORDS * WORD_BYTES];
    static _Thread_local struct word items[BLOCK_WORDS];
    for (size_t i = 0; i < BLOCK_WORDS; i++) {
        const uint64_t number = block * BLOCK_WORDS + i;
        char *const place = i % ELSEWHERE == 0 ? elsewhere + i * WORD_BYTES : text + i * (WORD_BYTES + 1);
        for (size_t at = 0; at < WORD_BYTES; at++) {
            place[at] = (char)('a' + (number >> 4 * at) % 16);
        }
        items[i] = (struct word){.surface = {place, i % EMPTY == 0 ? 0 : WORD_BYTES},
                                 .start = number * (WORD_BYTES + 1),
                                 .end = number * (WORD_BYTES + 1) + WORD_BYTES,
                                 .second_end = i % ELSEWHERE == 0 ? number + 1 : 0,
                                 .flags = (unsigned)(number % 8)};
    }
    const struct words words = {items, BLOCK_WORDS, {{text, sizeof text}, block * sizeof text}};
    const enum status status = flow_emit(flow, &(struct record){.kind = RECORD_WORDS, .as.words = &words});
    memset(text, '?', sizeof text); /* what was passed on is borrowed until then, and no longer */
    memset(elsewhere, '?', sizeof elsewhere);
    memset(items, 0, sizeof items);
    return status;
}

static enum status make(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    const struct told told = told_by(record->as.input->payload);
    first_thread = pthread_self();
    is_helped = false;
    for (unsigned i = 0; i < told.blocks; i++) {
        if (emit_block(flow, i) != STATUS_OK) {
            return STATUS_FAILED;
        }
        passed_blocks++;
        const uint64_t resident = resident_bytes();
        most_resident = resident > most_resident ? resident : most_resident;
        if (told.waits && (i + 1) * BLOCK_WORDS > RELAY_LONG_WORDS && flow_workers(flow) > 1) {
            wait_for_help();
        }
    }
    if (told.fails_late) {
        return flow_fail(flow, FAILURE_DATA, "the first stage failed");
    }
    return told.rejects ? flow_reject_document(flow, "damaged at its end") : STATUS_OK;
}

static enum status make_end(void *state, struct flow *flow)
{
    (void)state;
    return flow_document(flow)->number % 2 == 0 ? STATUS_OK : emit_block(flow, 1000); /* as repair does */
}

static const struct stage_type make_stage = {.name = "make",
                                             .placement = PER_WORKER,
                                             .consumes = RECORD_INPUT,
                                             .produces = RECORD_WORDS,
                                             .accept = make,
                                             .end_document = make_end};

struct digest {
    uint64_t hash, words;
    bool has_failed;
};

static enum status digest_begin(void *memory, struct flow *flow)
{
    (void)flow;
    *(struct digest *)memory = (struct digest){0};
    return STATUS_OK;
}

static void mix(struct digest *digest, uint64_t value)
{
    digest->hash = (digest->hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    digest->hash ^= digest->hash >> 29;
}

static enum status digest_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct digest *const digest = memory;
    const struct words *const words = record->as.words;
    const bool is_helper = !pthread_equal(pthread_self(), first_thread);
    is_helped = is_helped || is_helper;
    words_behind += digest->has_failed ? words->count : 0;
    if (fails_helped && is_helper && !digest->has_failed) {
        wait_for_slices();
        digest->has_failed = true;
        return flow_fail(flow, FAILURE_DATA, "the later stage failed");
    }
    for (size_t i = 0; i < words->count; i++) {
        const struct word *const word = &words->items[i];
        mix(digest, span_hash(word->surface));
        mix(digest, word->start ^ word->end << 20 ^ word->second_end << 40);
        mix(digest, word->flags);
        digest->words++;
        if (digest->words == fail_at) {
            return flow_fail(flow, FAILURE_DATA, "the later stage failed");
        }
    }
    return STATUS_OK;
}

static enum status digest_end(void *memory, struct flow *flow)
{
    const struct digest *const digest = memory;
    char line[64];
    const int length = snprintf(line, sizeof line, "%llu %016llx;", (unsigned long long)digest->words,
                                (unsigned long long)digest->hash);
    const struct text text = {{line, (size_t)length}, 0};
    return flow_emit(flow, &(struct record){.kind = RECORD_TEXT, .as.text = &text});
}

static const struct stage_type digest_stage = {.name = "digest",
                                               .placement = PER_WORKER,
                                               .consumes = RECORD_WORDS,
                                               .produces = RECORD_TEXT,
                                               .state_size = sizeof(struct digest),
                                               .begin_document = digest_begin,
                                               .accept = digest_accept,
                                               .end_document = digest_end};

struct seen {
    char text[4096];
    size_t rejects;
};

static void note_text(void *context, const struct record *record, struct flow *flow)
{
    struct seen *const seen = context;
    (void)flow;
    strncat(seen->text, record->as.text->utf8.bytes, record->as.text->utf8.length);
}

static void note_journal(void *context, const struct journal *journal)
{
    ((struct seen *)context)->rejects = journal->reject_count;
}

static enum status run(const struct harness_document *documents, size_t count, unsigned workers, struct seen *seen,
                       struct failure *failure)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&make_stage, &digest_stage},
                              .stage_count = 2,
                              .apart_from = &digest_stage,
                              .documents = documents,
                              .document_count = count,
                              .collect = note_text,
                              .inspect = note_journal,
                              .context = seen};
    harness.settings.workers = workers;
    *seen = (struct seen){.rejects = 0};
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

/* Documents of 100,000 bytes of payload are worth a thread. */
static const char *payload(const char *told)
{
    static char texts[8][100000];
    static unsigned next;
    char *const text = texts[next++ % 8];
    memset(text, ' ', sizeof texts[0] - 1);
    memcpy(text, told, strlen(told));
    return text;
}

static struct harness_document document(const char *told)
{
    return (struct harness_document){.input_kind = INPUT_TEXT, .payload = payload(told)};
}

/* 65,536 words are long: two documents are, and between them are short ones and none. */
Test(relay, brings_every_word_to_the_later_stages_whoever_runs_them, .timeout = 30)
{
    const struct harness_document documents[] = {document("40 wait"), document("3"), document("0"), document("40"),
                                                 document("12")};
    struct seen one, many;
    struct failure failure;
    fail_at = 0;
    cr_assert_eq(run(documents, 5, 1, &one, &failure), STATUS_OK);
    cr_assert_eq(strncmp(one.text, "240000 ", 7), 0, "%s", one.text);
    for (unsigned workers = 2; workers <= 4; workers++) {
        cr_assert_eq(run(documents, 5, workers, &many, &failure), STATUS_OK, "%s", failure.message);
        cr_expect_str_eq(many.text, one.text, "%u workers", workers);
    }
}

Test(relay, has_a_worker_without_work_help_with_a_long_document_alone, .timeout = 30)
{
    const struct harness_document longest = document("40 wait"), shortest = document("8 wait");
    struct seen one, two;
    struct failure failure;
    fail_at = 0;
    cr_assert_eq(run(&longest, 1, 1, &one, &failure), STATUS_OK);
    cr_expect_not(is_helped);
    cr_assert_eq(run(&longest, 1, 2, &two, &failure), STATUS_OK);
    cr_expect(is_helped);
    cr_expect_str_eq(two.text, one.text);
    const struct harness_document quick = document("8");
    cr_assert_eq(run(&quick, 1, 2, &two, &failure), STATUS_OK);
    cr_expect_not(is_helped, "%s: it is short", shortest.payload);
}

/* 300 blocks are 900 slices of 145 KB, three times round the ring: all of it would be 37 MB, what waits is 2. */
Test(relay, holds_no_more_of_a_document_than_what_waits, .timeout = 60)
{
    const struct harness_document longest = document("300 wait");
    struct seen seen;
    struct failure failure;
    fail_at = 0;
    most_resident = 0;
    const uint64_t before = resident_bytes();
    cr_assert_eq(run(&longest, 1, 2, &seen, &failure), STATUS_OK);
    cr_expect(is_helped);
    cr_expect_lt(most_resident - before, 16 << 20, "%llu bytes", (unsigned long long)(most_resident - before));
}

/* The words before what the first stage failed at are gone through, whoever does it and however late. */
Test(relay, tells_what_failed_first_in_the_document, .timeout = 30)
{
    const struct harness_document late = document("40 wait late");
    struct seen seen;
    struct failure failure;
    for (unsigned workers = 1; workers <= 2; workers++) {
        fail_at = 239999;
        cr_expect_eq(run(&late, 1, workers, &seen, &failure), STATUS_FAILED);
        cr_expect_str_eq(failure.message, "the later stage failed", "%u workers", workers);
        fail_at = 0;
        cr_expect_eq(run(&late, 1, workers, &seen, &failure), STATUS_FAILED);
        cr_expect_str_eq(failure.message, "the first stage failed", "%u workers", workers);
    }
}

Test(relay, passes_over_what_waits_behind_a_failure, .timeout = 30)
{
    const struct harness_document longest = document("40 wait");
    struct seen seen;
    struct failure failure;
    fail_at = 0;
    fails_helped = true;
    words_behind = 0;
    cr_expect_eq(run(&longest, 1, 2, &seen, &failure), STATUS_FAILED);
    cr_expect_str_eq(failure.message, "the later stage failed");
    cr_expect(is_helped);
    cr_expect_eq(words_behind, 0, "%zu words", words_behind);
}

Test(relay, leaves_nothing_of_a_document_that_is_rejected_at_its_end, .timeout = 30)
{
    const struct harness_document documents[] = {document("40 wait reject"), document("40 wait")};
    struct seen one, two;
    struct failure failure;
    fail_at = 0;
    cr_assert_eq(run(documents, 2, 1, &one, &failure), STATUS_OK);
    cr_assert_eq(run(documents, 2, 2, &two, &failure), STATUS_OK);
    cr_expect_eq(one.rejects, 1);
    cr_expect_eq(two.rejects, 1);
    cr_expect_str_eq(two.text, one.text);
    cr_expect_eq(strncmp(two.text, "246000 ", 7), 0, "%s", two.text);
}

Test(relay, ends_cleanly_when_memory_is_refused, .timeout = 240)
{
    const struct harness_document longest = document("40 wait");
    struct seen seen;
    struct failure failure;
    fail_at = 0;
    for (long refused = 0, step = 1;; refused += step) {
        refuse_allocation(refused, false);
        const enum status status = run(&longest, 1, 2, &seen, &failure);
        const long asked = refuse_nothing();
        if (status == STATUS_FAILED) {
            cr_assert_eq(failure.kind, FAILURE_MEMORY, "%s", failure.message);
        } else if (asked <= refused) {
            cr_expect_gt(refused, 20);
            return;
        }
    }
}

/* ---- the stages themselves: the same bag, wherever a slice ends ---- */

struct bag_digest {
    uint64_t hash;
    size_t terms, segments;
};

static void note_bag(void *context, const struct record *record, struct flow *flow)
{
    struct bag_digest *const seen = context;
    const struct bag *const bag = record->as.bag;
    struct digest digest = {0};
    for (size_t i = 0; i < bag->term_count; i++) {
        mix(&digest, span_hash(bag->terms[i].term) + bag->terms[i].channel);
        mix(&digest, bag->terms[i].count ^ (uint64_t)bag->terms[i].lead_count << 32);
    }
    for (size_t i = 0; i < bag->form_count; i++) {
        mix(&digest, span_hash(bag->forms[i].surface) + bag->forms[i].term);
        mix(&digest, bag->forms[i].count);
    }
    for (size_t i = 0; i < bag->segment_count && bag->segment_texts != NULL; i++) {
        mix(&digest, bag->segment_texts[i].start ^ bag->segment_texts[i].end << 32);
        mix(&digest, bag->segment_starts[i + 1]);
    }
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        mix(&digest, document_details(flow_document(flow))->cut_tokens[i]);
    }
    for (size_t i = 0; i < REPAIR_COUNT; i++) {
        mix(&digest, document_details(flow_document(flow))->repairs[i]);
    }
    *seen = (struct bag_digest){digest.hash, bag->term_count, bag->segment_count};
}

/* Damaged Arabic, dates over the ends of lines, numbers, scripts without spaces, emoji, and lines of any characters. */
static char *write_text(size_t bytes, const char *language)
{
    static const char *const lines[] = {
        "وقّع الوزير في ٢٦ كانون الثاني\n1946 اتفاقية السلام ، وال سالم علـــــيكم\n",
        "On 24 July\n1923, at 10:30, Dr. Smith's co-operation (3.14 of 1,000,000) ended.\r\n",
        "\xF0\x9F\x87\xA6\xF0\x9F\x87\xA7\xF0\x9F\x87\xA8 e\xCC\x81t\xC3\xA9 "
        "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 a\xE2\x80\x8D"
        "b. ",
        "条約は1919年6月28日に調印された。สนธิสัญญาแวร์ซาย ",
        "Notes\n1. Smith, p. 12. twenty-sixth of\n\nJanuary nineteen forty-six ",
    };
    char *const text = malloc(bytes + 4096);
    uint64_t state = 6;
    size_t length = 0;
    while (length < bytes) {
        const uint64_t draw = hostile_next(&state);
        if (draw % 3 == 0) {
            length += hostile_text(&state, text + length);
        } else {
            const char *const line = lines[language[0] == 'a' && draw % 2 == 0 ? 0 : (draw >> 8) % 5];
            length += (size_t)sprintf(text + length, "%s w%llx ", line, (unsigned long long)(draw % 9999));
        }
    }
    text[length] = '\0';
    return text;
}

Test(relay, makes_the_same_bag_of_any_text_with_a_helper_as_without, .timeout = 60)
{
    static const char *const languages[] = {"ar", "en"};
    for (size_t i = 0; i < 2; i++) {
        char *const text = write_text(1100000, languages[i]);
        const struct harness_document one = {
            .declared = {.language = span_of(languages[i]), .source = span_of("wire"), .event = span_of("treaty")},
            .input_kind = INPUT_TEXT,
            .payload = text};
        struct bag_digest alone = {0}, helped = {0};
        struct harness harness = {.settings = harness_settings(),
                                  .stages = {&read_stage, &tokenize_stage, &apparatus_stage, &repair_stage, &stem_stage,
                                             &dates_stage, &count_stage},
                                  .stage_count = 7,
                                  .apart_from = &stem_stage,
                                  .documents = &one,
                                  .document_count = 1,
                                  .collect = note_bag,
                                  .context = &alone};
        harness.settings.command = COMMAND_COMPARE;
        harness.settings.ngrams = 2;
        harness.settings.keep_apparatus = i == 1;
        cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
        cr_assert_gt(alone.terms, 500, "%zu", alone.terms);
        cr_assert_gt(alone.segments, 500, "%zu", alone.segments);
        harness.context = &helped;
        harness.settings.workers = 2;
        static const size_t blocks[] = {1 << 10, 1 << 16, 1 << 20};
        for (size_t b = 0; b < 3; b++) {
            harness.settings.block_bytes = blocks[b];
            cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
            cr_expect_eq(helped.hash, alone.hash, "%s, blocks of %zu bytes", languages[i], blocks[b]);
            cr_expect_eq(helped.segments, alone.segments);
        }
        free(text);
    }
}
