/* test_inputs.c - what a corpus argument becomes, by the conventions of the interface. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "document_details.h"
#include "harness.h"
#include "refusal.h"
#include "scratch.h"
#include "stages.h"

TestSuite(inputs, .init = scratch_open, .fini = scratch_close);

enum { SHOWN_BYTES = 8192 };

struct seen {
    char documents[SHOWN_BYTES]; /* "id(event,source,path:line)" and carried columns, in order */
    char warnings[SHOWN_BYTES];
    char inputs[SHOWN_BYTES];
};

static void add(char *text, const char *more)
{
    const size_t used = strlen(text);
    snprintf(text + used, SHOWN_BYTES - used, "%s", more);
}

static void collect(void *context, const struct record *record, struct flow *flow)
{
    struct seen *const seen = context;
    const struct document *const document = flow_document(flow);
    char item[1024];
    snprintf(item, sizeof item, "%s%.*s(%.*s,%.*s,%.*s:%d)", document->role == ROLE_QUERY ? "?" : "",
             SPAN_ARGUMENTS(document->id), SPAN_ARGUMENTS(document->event), SPAN_ARGUMENTS(document->source),
             SPAN_ARGUMENTS(document->path), (int)document->line);
    add(seen->documents, item);
    for (size_t i = 0; i < document_details(document)->column_count; i++) {
        snprintf(item, sizeof item, "%.*s=%.*s", SPAN_ARGUMENTS(document_details(document)->columns[i].name),
                 SPAN_ARGUMENTS(document_details(document)->columns[i].value));
        add(seen->documents, item);
    }
    if (document->line > 0) {
        snprintf(item, sizeof item, "<%.*s>", SPAN_ARGUMENTS(record->as.text->utf8));
        add(seen->documents, item);
    }
    add(seen->documents, " ");
}

/* An input's payload goes on as if it were its text. */
static enum status hand_on(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    const struct text text = {.utf8 = record->as.input->payload};
    cr_assert_eq(record->as.input->kind == INPUT_JSON, flow_document(flow)->line > 0);
    return flow_emit(flow, &(struct record){.kind = RECORD_TEXT, .as.text = &text});
}

static const struct stage_type payload_stage = {
    .name = "payload", .placement = PER_WORKER, .consumes = RECORD_INPUT, .produces = RECORD_TEXT, .accept = hand_on};

static void inspect(void *context, const struct journal *journal)
{
    struct seen *const seen = context;
    for (size_t i = 0; i < journal->warning_count; i++) {
        add(seen->warnings, journal->warnings[i].text.bytes);
        add(seen->warnings, "\n");
    }
    for (size_t i = 0; i < journal->input_count; i++) {
        char item[1024];
        snprintf(item, sizeof item, "%.*s %d %08x\n", SPAN_ARGUMENTS(journal->inputs[i].path),
                 (int)journal->inputs[i].bytes, journal->inputs[i].crc);
        add(seen->inputs, item);
    }
}

static struct seen seen;

/* Runs the stage inside the scratch folder, so that paths are short. */
static struct harness run(struct settings settings, const char *const *corpora, size_t count)
{
    cr_assert_eq(chdir(scratch_path("")), 0);
    seen = (struct seen){0};
    settings.corpora = corpora;
    settings.corpus_count = count;
    struct harness harness = {.settings = settings,
                              .stages = {&inputs_stage, &payload_stage},
                              .stage_count = 2,
                              .collect = collect,
                              .inspect = inspect,
                              .context = &seen};
    (void)!harness_run(&harness);
    return harness;
}

static void expect_documents(struct settings settings, const char *corpus, const char *documents)
{
    const struct harness harness = run(settings, &corpus, 1);
    cr_expect_eq(harness.failure.kind, FAILURE_NONE, "%s", harness.failure.message);
    cr_expect_str_eq(seen.documents, documents);
}

static void expect_failure(struct settings settings, const char *corpus, enum failure_kind kind, const char *words)
{
    const struct harness harness = run(settings, &corpus, 1);
    cr_expect_eq(harness.failure.kind, kind, "%s: %s", corpus, harness.failure.message);
    cr_expect_not_null(strstr(harness.failure.message, words), "%s: %s", corpus, harness.failure.message);
}

Test(inputs, a_folder_gives_its_texts_by_path_and_one_warning)
{
    (void)scratch_write("c/war/rt.txt", "x");
    (void)scratch_write("c/war/bbc/1.txt.gz", "x");
    (void)scratch_write("c/top.txt", "x");
    (void)scratch_write("c/notes.pdf", "x");
    expect_documents(harness_settings(), "c/",
                     "top(,,c/top.txt:0) war/bbc/1(war,bbc,c/war/bbc/1.txt.gz:0) war/rt(war,rt,c/war/rt.txt:0) ");
    cr_expect_str_eq(seen.warnings, "c/: 1 file is not read, texts are .txt and .txt.gz: notes.pdf\n");
    for (int i = 0; i < 4; i++) {
        char name[32];
        snprintf(name, sizeof name, "c/%d.html", i);
        (void)scratch_write(name, "x");
    }
    (void)run(harness_settings(), &(const char *){"c"}, 1);
    cr_expect_str_eq(seen.warnings,
                     "c: 5 files are not read, texts are .txt and .txt.gz: 0.html, 1.html, 2.html and 2 more\n");
}

Test(inputs, a_manifest_gives_its_rows_in_order)
{
    static const char *const documents = "b(e,s,c/b.txt:0)note=n1 own(,,c/a.txt:0)note= ";
    (void)scratch_write("c/a.txt", "x");
    (void)scratch_write("c/b.txt", "x");
    (void)scratch_write("c/manifest.csv", "path,id,event,source,note\nb.txt,,e,s,n1\na.txt,own,,,\n");
    expect_documents(harness_settings(), "c", documents);
    expect_documents(harness_settings(), "c/manifest.csv", documents);
    cr_expect_not_null(strstr(seen.inputs, "c/manifest.csv 53 "), "%s", seen.inputs);
    (void)scratch_write("list.tsv", "path\tevent\nc/a.txt\te\n");
    expect_documents(harness_settings(), "list.tsv", "c/a(e,,c/a.txt:0) ");
}

Test(inputs, ndjson_gives_its_lines_plain_and_packed)
{
    static const char text[] = "{\"text\":\"a\"}\r\n\n  \n{\"text\":\"b\"}";
    (void)scratch_write("f/c.ndjson", text);
    (void)scratch_gzip("f/c.jsonl.gz", span_of(text));
    expect_documents(harness_settings(), "f/c.ndjson",
                     "c.ndjson:1(,,f/c.ndjson:1)<{\"text\":\"a\"}> c.ndjson:4(,,f/c.ndjson:4)<{\"text\":\"b\"}> ");
    expect_documents(harness_settings(), "f/c.jsonl.gz",
                     "c.jsonl.gz:1(,,f/c.jsonl.gz:1)<{\"text\":\"a\"}> "
                     "c.jsonl.gz:4(,,f/c.jsonl.gz:4)<{\"text\":\"b\"}> ");
}

Test(inputs, standard_input_is_ndjson_and_can_be_named_once)
{
    (void)scratch_write("in", "{\"text\":\"a\"}\n");
    cr_assert_not_null(freopen(scratch_path("in"), "r", stdin));
    expect_documents(harness_settings(), "-", "-:1(,,-:1)<{\"text\":\"a\"}> ");
    cr_expect_eq(strncmp(seen.inputs, "- 13 ", 5), 0, "%s", seen.inputs);
    const char *const twice[] = {"-", "-"};
    const struct harness harness = run(harness_settings(), twice, 2);
    cr_expect_eq(harness.failure.kind, FAILURE_USAGE);
}

Test(inputs, corpora_come_in_the_order_of_the_arguments)
{
    (void)scratch_write("z/e/s.txt", "x");
    (void)scratch_write("a.ndjson", "{}\n");
    const char *const corpora[] = {"z", "a.ndjson", "z"};
    const struct harness harness = run(harness_settings(), corpora, 3);
    cr_expect_eq(harness.failure.kind, FAILURE_NONE, "%s", harness.failure.message);
    cr_expect_str_eq(seen.documents, "e/s(e,s,z/e/s.txt:0) a.ndjson:1(,,a.ndjson:1)<{}> e/s(e,s,z/e/s.txt:0) ");
}

Test(inputs, queries_come_last_and_conditions_do_not_touch_them)
{
    const struct condition condition = {"source", "s"};
    struct settings settings = harness_settings();
    settings.queries = "q.ndjson";
    settings.conditions = &condition;
    settings.condition_count = 1;
    (void)scratch_write("q.ndjson", "{\"id\":\"1\",\"text\":\"a\"}\n");
    (void)scratch_write("c/e/s.txt", "x");
    (void)scratch_write("c/e/t.txt", "x");
    expect_documents(settings, "c", "e/s(e,s,c/e/s.txt:0) ?q.ndjson:1(,,q.ndjson:1)<{\"id\":\"1\",\"text\":\"a\"}> ");
    settings.queries = "p.ndjson";
    expect_failure(settings, "c", FAILURE_NO_INPUT, "did you mean q.ndjson?");
}

Test(inputs, where_chooses_in_every_kind_of_corpus)
{
    const struct condition condition = {"source", "s"};
    struct settings settings = harness_settings();
    settings.conditions = &condition;
    settings.condition_count = 1;
    (void)scratch_write("c/e/s.txt", "x");
    (void)scratch_write("c/e/t.txt", "x");
    (void)scratch_write("m.csv", "path,source\nc/e/s.txt,t\nc/e/t.txt,s\n");
    (void)scratch_write("n.ndjson", "{\"source\":\"t\",\"text\":\"a\"}\n{\"source\":\"s\",\"text\":\"b\"}\n");
    expect_documents(settings, "c", "e/s(e,s,c/e/s.txt:0) ");
    expect_documents(settings, "m.csv", "c/e/t(,s,c/e/t.txt:0) ");
    expect_documents(settings, "n.ndjson", "n.ndjson:2(,,n.ndjson:2)<{\"source\":\"s\",\"text\":\"b\"}> ");
    const struct condition none = {"source", "u"};
    settings.conditions = &none;
    expect_failure(settings, "c", FAILURE_NO_INPUT, "--where");
    const struct condition unknown = {"sauce", "s"};
    settings.conditions = &unknown;
    expect_failure(settings, "c", FAILURE_USAGE, "path, id, source, event");
    expect_failure(settings, "m.csv", FAILURE_USAGE, "path, source");
    expect_failure(settings, "n.ndjson", FAILURE_USAGE, "source");
}

Test(inputs, other_columns_can_play_source_and_event)
{
    struct settings settings = harness_settings();
    settings.source_column = "event";
    settings.event_column = "id";
    (void)scratch_write("c/e/s.txt", "x");
    expect_documents(settings, "c", "e/s(e/s,e,c/e/s.txt:0) ");
}

Test(inputs, what_is_no_corpus_is_explained)
{
    (void)scratch_write("empty/notes.pdf", "x");
    (void)scratch_write("single.txt", "x");
    (void)scratch_write("none.csv", "path\n");
    (void)scratch_write("none.ndjson", "\n\n");
    (void)scratch_write("gone.csv", "path\nx.txt\n");
    (void)scratch_gzip("whole.ndjson", span_of("{\"text\":\"a\"}\n"));
    struct span cut = scratch_read("whole.ndjson");
    cut.length -= 5;
    (void)scratch_write_bytes("cut.ndjson", cut);
    expect_failure(harness_settings(), "emty", FAILURE_NO_INPUT, "did you mean empty?");
    expect_failure(harness_settings(), "empty", FAILURE_NO_INPUT, "holds no texts");
    expect_failure(harness_settings(), "single.txt", FAILURE_USAGE, "a corpus is a folder");
    expect_failure(harness_settings(), "none.csv", FAILURE_NO_INPUT, "holds no texts");
    expect_failure(harness_settings(), "none.ndjson", FAILURE_NO_INPUT, "holds no texts");
    expect_failure(harness_settings(), "gone.csv", FAILURE_NO_INPUT, "gone.csv:2: x.txt: no such file");
    expect_failure(harness_settings(), "cut.ndjson", FAILURE_DATA, "truncated");
}

Test(inputs, refused_memory_is_reported_and_nothing_leaks)
{
    (void)scratch_write("c/e/s.txt", "x");
    (void)scratch_write("m.csv", "path,source\nc/e/s.txt,t\n");
    (void)scratch_write("n.ndjson", "{\"source\":\"t\",\"text\":\"a\"}\n");
    (void)scratch_write("q.ndjson", "{\"text\":\"a\"}\n");
    const char *const corpora[] = {"c", "m.csv", "n.ndjson"};
    struct settings settings = harness_settings();
    settings.queries = "q.ndjson";
    settings.source_column = "source";
    for (long index = 0;; index++) {
        refuse_allocation(index, false);
        const struct harness harness = run(settings, corpora, 3);
        if (refuse_nothing() <= index) {
            cr_assert_eq(harness.failure.kind, FAILURE_NONE, "%s", harness.failure.message);
            break;
        }
        cr_expect(harness.failure.kind == FAILURE_MEMORY || harness.failure.kind == FAILURE_NONE, "%ld: %s", index,
                  harness.failure.message);
    }
}
