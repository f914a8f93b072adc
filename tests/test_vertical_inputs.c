/* test_vertical_inputs.c - standard input, document by document. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "refusal.h"
#include "stages.h"

enum { SHOWN = 4096 };

struct seen {
    char documents[SHOWN];
    struct failure failure;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    struct seen *const seen = context;
    const struct document *const document = flow_document(flow);
    const size_t used = strlen(seen->documents);
    size_t words = 0;
    for (size_t i = 0; i < record->as.words->count; i++) {
        words += record->as.words->items[i].surface.length > 0;
    }
    (void)snprintf(seen->documents + used, SHOWN - used, "%.*s|%.*s|%.*s|%.*s|%.*s:%d|%d;",
                   SPAN_ARGUMENTS(document->id), SPAN_ARGUMENTS(document->source), SPAN_ARGUMENTS(document->event),
                   SPAN_ARGUMENTS(document->language), SPAN_ARGUMENTS(document->path), (int)document->line, (int)words);
}

/* Runs with `bytes` as standard input. */
static enum status run_bytes(struct seen *seen, struct span bytes)
{
    FILE *const file = tmpfile();
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
    cr_assert_eq(fflush(file), 0);
    rewind(file);
    cr_assert_eq(dup2(fileno(file), STDIN_FILENO), STDIN_FILENO);
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&vertical_inputs_stage, &vertical_words_stage},
                              .stage_count = 2,
                              .collect = note,
                              .context = seen};
    seen->documents[0] = '\0';
    const enum status status = harness_run(&harness);
    seen->failure = harness.failure;
    (void)fclose(file);
    return status;
}

static enum status run(struct seen *seen, const char *text)
{
    return run_bytes(seen, span_of(text));
}

Test(vertical_inputs, gives_each_document_its_attributes_and_lines)
{
    static struct seen seen;
    cr_assert_eq(run(&seen,
                     "<?xml version=\"1.0\"?>\n<corpus>\n\n<!-- one\n two -->\n"
                     "<doc id=\"a\" source=\"s\" event=\"e &amp; f\" language=\"ar\">\nx\t0\t1\ny\t2\t3\n</doc>\n"
                     "<doc>\n</doc>\n</corpus>\n"),
                 STATUS_OK, "%s", seen.failure.message);
    cr_expect_str_eq(seen.documents, "a|s|e & f|ar|-:6|2;-:10||||-:10|0;");
}

Test(vertical_inputs, refuses_what_is_malformed_and_names_the_line)
{
    static const struct {
        const char *bytes;
        enum failure_kind kind;
        const char *message;
    } cases[] = {
        {"", FAILURE_NO_INPUT, "no <doc"},
        {"word\t0\t4\n", FAILURE_DATA, "line 1: a word outside"},
        {"<doc>\nx\t0\t1\n", FAILURE_DATA, "line 1: the document that starts here is not closed"},
        {"<doc>\n<doc>\n", FAILURE_DATA, "line 2: <doc> inside the document that starts on line 1"},
        {"\n</doc>\n", FAILURE_DATA, "line 2: </doc> without"},
        {"<doc>\n\nx\xFF\t0\t1\n</doc>\n", FAILURE_DATA, "line 3: byte 2 is not valid UTF-8"},
        {"<doc id=\"\xC3\">\n</doc>\n", FAILURE_DATA, "line 1: byte 10 is not valid UTF-8"},
        {"<doc id=a>\n</doc>\n", FAILURE_DATA, "line 1: malformed tag"},
    };
    static struct seen seen;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(run(&seen, cases[i].bytes), STATUS_FAILED, "case %zu", i);
        cr_expect_eq(seen.failure.kind, cases[i].kind, "case %zu", i);
        cr_expect_not_null(strstr(seen.failure.message, cases[i].message), "case %zu: %s", i, seen.failure.message);
    }
}

Test(vertical_inputs, refuses_a_nul_byte)
{
    static const char bytes[] = "<doc>\nwo\0rd\t0\t5\n</doc>\n";
    static struct seen seen;
    cr_expect_eq(run_bytes(&seen, (struct span){bytes, sizeof bytes - 1}), STATUS_FAILED);
    cr_expect_eq(seen.failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(seen.failure.message, "line 2: byte 3 is a NUL byte"), "%s", seen.failure.message);
}

Test(vertical_inputs, survives_every_refused_allocation)
{
    static struct seen seen;
    for (long refused = 0; refused < 1000; refused++) {
        refuse_allocation(refused, false);
        const enum status status = run(&seen, "<doc id=\"&amp;\" x=\"y\">\nx\t0\t1\n</doc>\n");
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_expect_eq(status, STATUS_OK);
            return;
        }
        cr_expect_eq(status, STATUS_FAILED, "allocation %ld", refused);
        cr_expect_eq(seen.failure.kind, FAILURE_MEMORY, "allocation %ld: %s", refused, seen.failure.message);
    }
    cr_assert_fail("more than 1000 allocations");
}

/* Of a megabyte and more the memory goes on with the document, and the next one has its own. */
Test(vertical_inputs, gives_the_memory_of_long_documents_away)
{
    enum { ROWS = 16, WORD_BYTES = 1 << 17, AROUND = 64 };
    static char text[2 * (ROWS * (WORD_BYTES + AROUND) + AROUND)];
    static struct seen seen;
    size_t used = 0;
    for (int document = 0; document < 2; document++) {
        used += (size_t)snprintf(text + used, AROUND, "<doc id=\"%d\">\n", document);
        for (size_t row = 0; row < ROWS; row++) {
            memset(text + used, 'a', WORD_BYTES);
            used += WORD_BYTES;
            used += (size_t)snprintf(text + used, AROUND, "\t0\t%d\n", WORD_BYTES);
        }
        used += (size_t)snprintf(text + used, AROUND, "</doc>\n<doc id=\"short\">\nx\t0\t1\n</doc>\n");
    }
    cr_assert_eq(run_bytes(&seen, (struct span){text, used}), STATUS_OK, "%s", seen.failure.message);
    cr_expect_str_eq(seen.documents, "0||||-:1|16;short||||-:19|1;1||||-:22|16;short||||-:40|1;");
}
