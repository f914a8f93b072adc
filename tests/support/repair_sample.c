#include "document_details.h"
#include "repair_sample.h"

#include <criterion/criterion.h>
#include <string.h>

#include "stages.h"

struct repair_sample repair_sample;

enum { BLOCKS = 1 << 14 };

static char *keep(struct span text)
{
    char *const copy = repair_sample.bytes + repair_sample.byte_count;
    cr_assert_leq(repair_sample.byte_count + text.length, (size_t)REPAIR_SAMPLE_BYTES);
    memcpy(copy, text.bytes, text.length);
    repair_sample.byte_count += text.length;
    return copy;
}

static void note_words(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    for (size_t i = 0; i < record->as.words->count; i++) {
        cr_assert_lt(repair_sample.word_count, (size_t)REPAIR_SAMPLE_WORDS);
        struct word *const word = &repair_sample.words[repair_sample.word_count++];
        *word = record->as.words->items[i];
        word->surface.bytes = keep(word->surface);
    }
}

static void note_repairs(void *context, const struct journal *journal)
{
    (void)context;
    const struct document *const document = journal->documents[0];
    memcpy(repair_sample.repairs, document_details(document)->repairs, sizeof repair_sample.repairs);
    for (size_t i = 0; i < document_details(document)->repair_list_count; i++) {
        struct repair *const repair = &repair_sample.list[repair_sample.list_count++];
        *repair = document_details(document)->repair_list[i];
        repair->written.bytes = keep(repair->written);
        repair->mended.bytes = keep(repair->mended);
    }
}

static size_t cut(const char *text, size_t block_bytes, struct text *blocks, struct record *records)
{
    size_t count = 0;
    for (size_t start = 0, length = strlen(text); start < length;) {
        const size_t least = block_bytes == 0 || length - start < block_bytes ? length - start : block_bytes;
        const char *const feed = least < length - start ? strchr(text + start + least, '\n') : NULL;
        const size_t end = feed != NULL ? (size_t)(feed - text) + 1 : length;
        cr_assert_lt(count, (size_t)BLOCKS);
        blocks[count] = (struct text){{text + start, end - start}, start};
        records[count] = (struct record){.kind = RECORD_TEXT, .as.text = &blocks[count]};
        count++;
        start = end;
    }
    return count;
}

enum status repair_sample_do(const char *text, const struct repair_sample_run *run)
{
    static struct text blocks[BLOCKS];
    static struct record records[BLOCKS];
    const struct harness_document document = {
        .declared = {.id = span_of("d"),
                     .script = SCRIPT_ARABIC,
                     .language = span_of(run->language != NULL ? run->language : "ar")},
        .records = records,
        .record_count = cut(text, run->block_bytes, blocks, records)};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&tokenize_stage, &apparatus_stage, &repair_stage},
                              .stage_count = 3,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note_words,
                              .inspect = note_repairs};
    harness.settings.command = COMMAND_COMPARE;
    harness.settings.repair = !run->leaves_damage;
    harness.settings.list_repairs = true;
    repair_sample.word_count = repair_sample.byte_count = repair_sample.list_count = 0;
    memset(repair_sample.repairs, 0, sizeof repair_sample.repairs);
    const enum status status = harness_run(&harness);
    repair_sample.failure = harness.failure;
    return status;
}

const char *repair_sample_words(const char *text)
{
    static char shown[REPAIR_SAMPLE_BYTES];
    size_t used = 0;
    cr_assert_eq(repair_sample_do(text, &(struct repair_sample_run){0}), STATUS_OK, "%s",
                 repair_sample.failure.message);
    for (size_t i = 0; i < repair_sample.word_count; i++) {
        const struct span surface = repair_sample.words[i].surface;
        if (i > 0) {
            shown[used++] = ' ';
        }
        memcpy(shown + used, surface.bytes, surface.length);
        used += surface.length;
    }
    shown[used] = '\0';
    return shown;
}
