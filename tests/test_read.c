/* test_read.c - from files and lines to decoded text, in a real pipeline. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "document_details.h"
#include "harness.h"
#include "refusal.h"
#include "scratch.h"
#include "stages.h"

TestSuite(read, .init = scratch_open, .fini = scratch_close);

enum { TEXT_BYTES = 1 << 22 };

struct seen {
    char text[TEXT_BYTES]; /* of the last document */
    size_t length, blocks;
    struct document document; /* what it points to is gone with the run */
    size_t column_count;
    char facts[512];
    char warnings[2048], reject[2048], inputs[1024];
};

static struct seen seen;

static void collect(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    const struct text *const text = record->as.text;
    if (text->offset == 0) {
        seen.length = 0; /* another document */
    }
    cr_assert_eq(text->offset, seen.length);
    memcpy(seen.text + seen.length, text->utf8.bytes, text->utf8.length);
    seen.length += text->utf8.length;
    seen.blocks++;
}

static void inspect(void *context, const struct journal *journal)
{
    (void)context;
    for (size_t i = 0; i < journal->warning_count; i++) {
        const size_t used = strlen(seen.warnings);
        snprintf(seen.warnings + used, sizeof seen.warnings - used, "%s\n", journal->warnings[i].text.bytes);
    }
    for (size_t i = 0; i < journal->input_count; i++) {
        snprintf(seen.inputs, sizeof seen.inputs, "%.*s %d", SPAN_ARGUMENTS(journal->inputs[i].path),
                 (int)journal->inputs[i].bytes);
    }
    if (journal->reject_count > 0) {
        snprintf(seen.reject, sizeof seen.reject, "%.*s", SPAN_ARGUMENTS(journal->rejects[0].reason));
    }
    if (journal->document_count > 0) {
        const struct document *const document = journal->documents[journal->document_count - 1];
        seen.document = *document;
        seen.column_count = document_details(document)->column_count;
        snprintf(seen.facts, sizeof seen.facts, "%.*s source=%.*s language=%.*s%s %s%s", SPAN_ARGUMENTS(document->id),
                 SPAN_ARGUMENTS(document->source), SPAN_ARGUMENTS(document->language),
                 document->language_detected ? "?" : "", document->encoding, document->own_bytes ? " own" : "");
    }
}

static struct failure run(struct settings settings, const struct harness_document *documents, size_t count)
{
    memset(&seen, 0, sizeof seen);
    struct harness harness = {.settings = settings,
                              .stages = {&read_stage},
                              .stage_count = 1,
                              .documents = documents,
                              .document_count = count,
                              .collect = collect,
                              .inspect = inspect};
    (void)!harness_run(&harness);
    return harness.failure;
}

static struct failure read_path(struct settings settings, const char *path)
{
    const struct harness_document document = {.declared = {.id = span_of("d"), .path = span_of(path)}};
    return run(settings, &document, 1);
}

static struct failure read_json(struct settings settings, const char *line)
{
    const struct harness_document document = {
        .declared = {.id = span_of("c:7"), .path = span_of("c.ndjson"), .line = 7},
        .input_kind = INPUT_JSON,
        .payload = line};
    return run(settings, &document, 1);
}

static void expect_text(const char *text, const char *facts)
{
    cr_expect(span_equal((struct span){seen.text, seen.length}, span_of(text)), "%.*s", (int)seen.length, seen.text);
    cr_expect_str_eq(seen.facts, facts);
    cr_expect_eq(seen.document.bytes, strlen(text));
    cr_expect_eq(seen.document.crc, crc32(0, (const Bytef *)text, (uInt)strlen(text)));
}

struct file_case {
    const char *bytes;
    size_t length;
    bool packed;
    const char *encoding, *text, *facts, *warnings;
};

#define R "\xEF\xBF\xBD"

Test(read, files_come_out_as_utf8_with_their_facts)
{
    static const struct file_case cases[] = {
        {"a\r\nb\rc", 6, false, NULL, "a\r\nb\rc", "d source= language=en UTF-8 own", ""},
        {"\xEF\xBB\xBF"
         "abc",
         6, false, NULL, "abc", "d source= language=en UTF-8", ""},
        {"\xEF\xBB\xBF\xEF\xBB\xBF", 6, false, NULL, "\xEF\xBB\xBF", "d source= language=en UTF-8", ""},
        {"abc", 3, true, NULL, "abc", "d source= language=en UTF-8", ""},
        {"\xFF\xFE"
         "a\0b\0",
         6, false, NULL, "ab", "d source= language=en UTF-16LE", ""},
        {"\xFE\xFF\0a\0b\0", 7, false, NULL, "ab" R, "d source= language=en UTF-16BE",
         "d: 1 malformed part of UTF-16BE replaced by U+FFFD, the first at byte offset 6\n"},
        {"", 0, false, NULL, "", "d source= language=en UTF-8 own", "d: holds no text\n"},
        {" \n\xC2\xA0", 4, false, NULL, " \n\xC2\xA0", "d source= language=en UTF-8 own", "d: holds no text\n"},
        {"\xE3\xE6\xD3\xDF\xE6", 5, false, "windows-1256", "موسكو", "d source= language=en windows-1256", ""},
        {"\xD9\x85 a", 4, false, "windows-1256", "ظ… a", "d source= language=en windows-1256",
         "d: is valid UTF-8, but read as windows-1256, as --encoding says; compare it without --encoding\n"},
        {"a\xFFz", 3, false, "utf8", "a" R "z", "d source= language=en UTF-8",
         "d: 1 malformed part of UTF-8 replaced by U+FFFD, the first at byte offset 1\n"},
        {"a\0 \0b\0", 6, false, NULL, "a b", "d source= language=en UTF-16LE",
         "d: is not UTF-8: read as UTF-16LE, a guess of confidence 100 of 100; --encoding names a charset\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings settings = harness_settings();
        settings.language = "EN";
        settings.encoding = cases[i].encoding;
        const struct span bytes = {cases[i].bytes, cases[i].length};
        const char *const path = cases[i].packed ? scratch_gzip("f.txt", bytes) : scratch_write_bytes("f.txt", bytes);
        const struct failure failure = read_path(settings, path);
        cr_expect_eq(failure.kind, FAILURE_NONE, "case %zu: %s", i, failure.message);
        expect_text(cases[i].text, cases[i].facts);
        cr_expect_str_eq(seen.warnings, cases[i].warnings, "case %zu: %s", i, seen.warnings);
    }
}

Test(read, damaged_files_are_rejected_with_the_byte)
{
    (void)scratch_gzip("whole", span_of("a text that is long enough"));
    struct span cut = scratch_read("whole");
    cut.length -= 3;
    const struct {
        const char *path, *words;
    } cases[] = {
        {scratch_write_bytes("cut.txt.gz", cut), "truncated"},
        {scratch_write_bytes("nul.txt", (struct span){"some text\0and more", 18}), "a NUL byte at byte offset 9"},
        {scratch_write_bytes("bytes.txt", span_of("\x93\x07\xF1\x88\x01\xC4\xFA\x02\x9D\xE8")),
         "at byte offset 0 it is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct failure failure = read_path(harness_settings(), cases[i].path);
        cr_expect_eq(failure.kind, FAILURE_DATA, "the only document was rejected");
        cr_expect_not_null(strstr(failure.message, cases[i].words), "%s", failure.message);
        cr_expect_not_null(strstr(failure.message, cases[i].path), "%s", failure.message);
    }
}

Test(read, a_rejected_file_is_among_the_inputs_and_others_go_on)
{
    const char *const bad = scratch_write_bytes("z.txt", (struct span){"\0", 1});
    const char *const good = scratch_write("a.txt", "good");
    const struct harness_document documents[] = {{.declared = {.id = span_of("z"), .path = span_of(bad)}},
                                                 {.declared = {.id = span_of("a"), .path = span_of(good)}}};
    struct settings settings = harness_settings();
    settings.language = "en";
    const struct failure failure = run(settings, documents, 2);
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    expect_text("good", "a source= language=en UTF-8 own");
    cr_expect_not_null(strstr(seen.reject, bad));
    cr_expect_not_null(strstr(seen.inputs, "z.txt 1"), "%s", seen.inputs);
}

Test(read, a_file_that_cannot_be_opened_ends_the_run)
{
    cr_expect_eq(read_path(harness_settings(), scratch_path("nothing.txt")).kind, FAILURE_NO_INPUT);
}

Test(read, an_unknown_encoding_is_a_fault_of_usage_before_anything_is_read)
{
    struct settings settings = harness_settings();
    settings.encoding = "klingon";
    cr_expect_eq(run(settings, NULL, 0).kind, FAILURE_USAGE);
}

Test(read, lines_of_ndjson_fill_the_document)
{
    struct settings settings = harness_settings();
    struct failure failure =
        read_json(settings, "{\"id\":12,\"source\":\"RT\",\"language\":\"AR_eg\",\"text\":\"a\\nb\",\"k\":true}");
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    expect_text("a\nb", "12 source=RT language=ar-eg UTF-8");
    cr_assert_eq(seen.column_count, 1);
    settings.source_column = "k";
    failure = read_json(settings, "{\"source\":\"RT\",\"language\":\"en\",\"text\":\"a\",\"k\":true}");
    expect_text("a", "c:7 source=true language=en UTF-8");
    failure = read_json(settings, "{\"text\":7}");
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(failure.message, "c.ndjson:7: its member \"text\" is a number"), "%s", failure.message);
}

Test(read, a_language_that_is_no_tag_is_told_and_not_used)
{
    struct settings settings = harness_settings();
    struct failure failure =
        read_json(settings, "{\"id\":\"a\",\"language\":\"arabic\",\"text\":\"كتب المؤرخ عن الحرب\"}");
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    expect_text("كتب المؤرخ عن الحرب", "a source= language=ar? UTF-8");
    cr_expect_str_eq(seen.warnings, "a: its language \"arabic\" is no BCP 47 tag such as ar, and is not used\n");
    settings.language = "English";
    failure = read_json(settings, "{\"text\":\"a\"}");
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_str_eq(failure.message, "--language English: a BCP 47 tag such as en is expected");
}

Test(read, a_query_speaks_as_most_documents_of_its_script)
{
    const char *const corpus = scratch_write("c.ndjson", "{\"language\":\"fa\",\"text\":\"موسكو\"}\n"
                                                         "{\"language\":\"fr\",\"text\":\"Moscou\"}\n"
                                                         "{\"language\":\"fa\",\"text\":\"لندن\"}\n");
    static const struct {
        const char *query, *facts;
    } cases[] = {{"{\"id\":\"q\",\"text\":\"لندن\"}", "q source= language=fa UTF-8"},
                 {"{\"id\":\"q\",\"text\":\"Londres\"}", "q source= language=fr UTF-8"},
                 {"{\"id\":\"q\",\"text\":\"Λονδίνο\"}", "q source= language=el UTF-8"},
                 {"{\"id\":\"q\",\"text\":\"لندن\",\"language\":\"ur\"}", "q source= language=ur UTF-8"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings settings = harness_settings();
        settings.corpora = &corpus;
        settings.corpus_count = 1;
        settings.queries = scratch_write("q.ndjson", cases[i].query);
        settings.language = "el"; /* for what has no document of its script */
        struct harness harness = {.settings = settings,
                                  .stages = {&inputs_stage, &read_stage},
                                  .stage_count = 2,
                                  .collect = collect,
                                  .inspect = inspect};
        memset(&seen, 0, sizeof seen);
        cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
        cr_expect_str_eq(seen.facts, cases[i].facts);
    }
}

Test(read, blocks_and_workers_show_in_no_fact)
{
    static char text[TEXT_BYTES / 2];
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = i % 97 == 96 ? '\n' : i % 7 == 6 ? ' ' : (char)('a' + i % 26);
    }
    const char *const path = scratch_write_bytes("large.txt", (struct span){text, sizeof text});
    static const size_t sizes[] = {1, 4096, 65536, TEXT_BYTES};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct settings settings = harness_settings();
        settings.language = "en";
        settings.block_bytes = sizes[i];
        const struct failure failure = read_path(settings, path);
        cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
        cr_assert_eq(seen.length, sizeof text);
        cr_expect_eq(memcmp(seen.text, text, sizeof text), 0);
        cr_expect_str_eq(seen.facts, "d source= language=en UTF-8 own");
        cr_expect(sizes[i] != TEXT_BYTES || seen.blocks == 1);
    }
}

Test(read, refused_memory_is_reported_and_nothing_leaks)
{
    const char *const path = scratch_write("f.txt", "text");
    struct settings settings = harness_settings();
    settings.language = "en";
    for (int kind = 0; kind < 2; kind++) {
        for (long index = 0;; index++) {
            refuse_allocation(index, false);
            const struct failure failure =
                kind == 0 ? read_path(settings, path) : read_json(settings, "{\"text\":\"a\",\"k\":1}");
            if (refuse_nothing() <= index) {
                cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
                break;
            }
            cr_expect_eq(failure.kind, FAILURE_MEMORY, "%ld: %s", index, failure.message);
        }
    }
}
