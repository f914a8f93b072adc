/* test_keep_text.c - the text of the documents to be explained, as it was decoded, and of no others. */
#include <criterion/criterion.h>

#include "document_details.h"
#include "harness.h"
#include "scratch.h"
#include "stages.h"

TestSuite(keep_text, .init = scratch_open, .fini = scratch_close);

static struct span kept[3];
static struct arena arena;

static void inspect(void *context, const struct journal *journal)
{
    (void)context;
    for (size_t i = 0; i < journal->document_count; i++) {
        struct failure failure = {0};
        cr_assert_eq(arena_copy(&arena, document_details(journal->documents[i])->kept_text, &kept[i], &failure),
                     STATUS_OK);
    }
}

Test(keep_text, the_two_documents_are_kept_whole_for_any_block)
{
    const char *const text = "Peace was made.\nTreaties bind nations, ربما.\n\nA last line without end";
    const struct harness_document documents[] = {
        {.declared = {.id = span_of("a"), .language = span_of("en"), .path = span_of(scratch_write("a.txt", text))}},
        {.declared = {.id = span_of("b"), .language = span_of("en"), .path = span_of(scratch_write("b.txt", "x y"))}},
        {.declared = {.id = span_of("c"), .language = span_of("en"), .path = span_of(scratch_write("c.txt", text))}}};
    for (size_t block = 256; block <= 1 << 16; block *= 256) {
        struct settings settings = harness_settings();
        settings.command = COMMAND_EXPLAIN;
        settings.documents[0] = "c";
        settings.documents[1] = "b";
        settings.block_bytes = block;
        struct harness harness = {.settings = settings,
                                  .stages = {&read_stage, &tokenize_stage, &apparatus_stage, &keep_text_stage},
                                  .stage_count = 4,
                                  .documents = documents,
                                  .document_count = 3,
                                  .inspect = inspect};
        cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
        cr_expect_eq(kept[0].length, 0);
        cr_expect(span_equal(kept[1], span_of("x y")));
        cr_expect(span_equal(kept[2], span_of(text)), "%.*s", SPAN_ARGUMENTS(kept[2]));
    }
    arena_free(&arena);
}
