/* test_tokenize.c - the stage: a record of words for each record of text. */
#include <criterion/criterion.h>
#include <string.h>

#include "harness.h"
#include "stages.h"

struct seen {
    size_t records, words, lines;
    uint64_t last_end;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    struct seen *const seen = context;
    (void)flow;
    seen->records++;
    for (size_t i = 0; i < record->as.words->count; i++) {
        seen->words++;
        seen->lines += (record->as.words->items[i].flags & WORD_STARTS_LINE) != 0;
        seen->last_end = record->as.words->items[i].end;
    }
}

Test(tokenize, gives_one_record_of_words_for_each_block_of_text)
{
    const struct text blocks[] = {{{"one two\n", 8}, 0}, {{"...\n", 4}, 8}, {{"three", 5}, 12}};
    struct record records[3];
    for (size_t i = 0; i < 3; i++) {
        records[i] = (struct record){.kind = RECORD_TEXT, .as.text = &blocks[i]};
    }
    const struct harness_document documents[] = {{.declared.id = {"a", 1}, .records = records, .record_count = 3},
                                                 {.declared.id = {"b", 1}, .records = records, .record_count = 1}};
    struct seen seen = {0};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&tokenize_stage},
                              .stage_count = 1,
                              .documents = documents,
                              .document_count = 2,
                              .collect = note,
                              .context = &seen};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_expect_eq(seen.records, 4U);
    cr_expect_eq(seen.words, 5U);
    cr_expect_eq(seen.lines, 3U, "each document starts a line of its own");
    cr_expect_eq(seen.last_end, 7U);
}
