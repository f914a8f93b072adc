/* words_in_blocks.h - a text through three stages of words, its lines in blocks of any size, for targets that hold that
 * the blocks change nothing. */
#ifndef MIZAN_WORDS_IN_BLOCKS_H
#define MIZAN_WORDS_IN_BLOCKS_H

#include "fuzz.h"

#include "harness.h"
#include "text_blocks.h"

enum { BLOCKS_MOST = 512, TEXT_BYTES_MOST = 4096 };

/*
 * Stages that are opened once and not for every input: their tables take longer than the text. What open made is kept
 * when the pipeline closes it, and given to the next run.
 */
enum { STAGES = 3, STATE_BYTES_MOST = 4096 };
static const struct stage_type *originals[STAGES];
static struct stage_type kept_stages[STAGES];
static _Alignas(max_align_t) char kept_states[STAGES][STATE_BYTES_MOST];
static bool is_kept[STAGES];

static enum status open_kept(size_t i, void *state, const struct settings *settings, struct flow *flow)
{
    if (!is_kept[i]) {
        return originals[i]->open(state, settings, flow);
    }
    memcpy(state, kept_states[i], originals[i]->state_size);
    return STATUS_OK;
}

static void close_kept(size_t i, const void *state)
{
    REQUIRE(originals[i]->state_size <= STATE_BYTES_MOST);
    memcpy(kept_states[i], state, originals[i]->state_size);
    is_kept[i] = true;
}

static enum status open_first(void *state, const struct settings *settings, struct flow *flow)
{
    return open_kept(0, state, settings, flow);
}

static enum status open_second(void *state, const struct settings *settings, struct flow *flow)
{
    return open_kept(1, state, settings, flow);
}

static enum status open_third(void *state, const struct settings *settings, struct flow *flow)
{
    return open_kept(2, state, settings, flow);
}

static void close_first(void *state)
{
    close_kept(0, state);
}

static void close_second(void *state)
{
    close_kept(1, state);
}

static void close_third(void *state)
{
    close_kept(2, state);
}

static inline void keep_stages(const struct stage_type *first, const struct stage_type *second,
                               const struct stage_type *third)
{
    enum status (*const opens[])(void *, const struct settings *, struct flow *) = {open_first, open_second,
                                                                                    open_third};
    void (*const closes[])(void *) = {close_first, close_second, close_third};
    originals[0] = first;
    originals[1] = second;
    originals[2] = third;
    for (size_t i = 0; i < STAGES; i++) {
        kept_stages[i] = *originals[i];
        kept_stages[i].open = opens[i];
        kept_stages[i].close = closes[i];
    }
}

/* Runs the kept stages over the text, as the one document that is declared; the harness has settings and callbacks. */
static inline void run_in_blocks(struct harness *harness, const struct document *declared, struct span text,
                                 size_t block_bytes)
{
    static struct text blocks[BLOCKS_MOST];
    static struct record records[BLOCKS_MOST];
    static struct harness kept_harness; /* at one place, since kept stages point to its settings */
    struct text_blocks cutter = {0};
    struct failure failure = {0};
    struct text block;
    size_t count = 0;
    REQUIRE(text_blocks_add(&cutter, text, &failure) == STATUS_OK);
    while (text_blocks_take(&cutter, block_bytes, true, &block)) {
        REQUIRE(count < BLOCKS_MOST);
        blocks[count] = (struct text){{text.bytes + block.offset, block.utf8.length}, block.offset};
        records[count] = (struct record){.kind = RECORD_TEXT, .as.text = &blocks[count]};
        count++;
    }
    text_blocks_free(&cutter);
    const struct harness_document document = {.declared = *declared, .records = records, .record_count = count};
    for (size_t i = 0; i < STAGES; i++) {
        harness->stages[i] = &kept_stages[i];
    }
    harness->stage_count = STAGES;
    harness->documents = &document;
    harness->document_count = 1;
    kept_harness = *harness;
    REQUIRE(harness_run(&kept_harness) == STATUS_OK);
}

/* A block size that cuts the text into at most BLOCKS_MOST blocks, drawn from a byte of the input. */
static inline size_t drawn_block_bytes(struct span text, uint8_t drawn)
{
    return text.length / BLOCKS_MOST + 1 + drawn % 64;
}

/* FNV-1a over whole numbers: equal sequences have equal hashes. */
static inline uint64_t hash_with(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x100000001B3U;
}

#endif
