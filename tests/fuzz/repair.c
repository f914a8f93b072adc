/* repair.c - any text through tokenize, apparatus and repair: places lie within the text, mended words are not empty,
 * each word says at most two places, and all is the same however the lines come in blocks. */
#include "fuzz.h"

#include "harness.h"
#include "stages.h"
#include "text_blocks.h"
#include "utf8.h"

enum { BLOCKS_MOST = 512, TEXT_BYTES_MOST = 4096 };

/*
 * A stage that is opened once and not for every input: its tables take longer than the text. What open made is kept
 * when the pipeline closes it, and given to the next run.
 */
enum { STAGES = 3, STATE_BYTES_MOST = 4096 };
static const struct stage_type *const originals[STAGES] = {&tokenize_stage, &apparatus_stage, &repair_stage};
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

static void keep_stages(void)
{
    enum status (*const opens[])(void *, const struct settings *, struct flow *) = {open_first, open_second,
                                                                                    open_third};
    void (*const closes[])(void *) = {close_first, close_second, close_third};
    for (size_t i = 0; i < STAGES; i++) {
        kept_stages[i] = *originals[i];
        kept_stages[i].open = opens[i];
        kept_stages[i].close = closes[i];
    }
}

struct seen {
    struct span text;
    uint64_t hash, count;
};

static void add(struct seen *seen, uint64_t value)
{
    seen->hash = (seen->hash ^ value) * 0x100000001B3U; /* FNV's prime */
}

static void note_words(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct seen *const seen = context;
    for (size_t i = 0; i < record->as.words->count; i++) {
        const struct word *const word = &record->as.words->items[i];
        const bool has_second = word->second_end > 0;
        REQUIRE(word->surface.length > 0 && word->end > word->start && word->end <= seen->text.length);
        REQUIRE(!has_second || (word->second_end > word->second_start && word->second_end <= seen->text.length));
        /* Tatweel and spaces are left out; a ligature of three bytes is two letters of two. */
        REQUIRE(word->surface.length <= 2 * (word->end - word->start + word->second_end - word->second_start));
        REQUIRE(i > 0 || seen->count > 0 || (word->flags & WORD_STARTS_LINE) != 0);
        seen->count++;
        add(seen, word->start);
        add(seen, word->end);
        add(seen, word->second_start);
        add(seen, word->second_end);
        add(seen, (uint64_t)word->field << 8 | word->flags);
        add(seen, span_hash(word->surface));
    }
}

static struct seen run(struct span text, size_t block_bytes)
{
    static struct text blocks[BLOCKS_MOST];
    static struct record records[BLOCKS_MOST];
    struct text_blocks cutter = {0};
    struct failure failure = {0};
    struct text block;
    struct seen seen = {.text = text};
    size_t count = 0;
    REQUIRE(text_blocks_add(&cutter, text, &failure) == STATUS_OK);
    while (text_blocks_take(&cutter, block_bytes, true, &block)) {
        REQUIRE(count < BLOCKS_MOST);
        blocks[count] = (struct text){{text.bytes + block.offset, block.utf8.length}, block.offset};
        records[count] = (struct record){.kind = RECORD_TEXT, .as.text = &blocks[count]};
        count++;
    }
    text_blocks_free(&cutter);
    const struct harness_document document = {
        .declared = {.id = span_of("d"), .script = SCRIPT_ARABIC, .language = span_of("ar")},
        .records = records,
        .record_count = count};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&kept_stages[0], &kept_stages[1], &kept_stages[2]},
                              .stage_count = STAGES,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note_words,
                              .context = &seen};
    harness.settings.command = COMMAND_COMPARE;
    harness.settings.list_repairs = true;
    REQUIRE(harness_run(&harness) == STATUS_OK);
    return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct failure failure = {0};
    struct span text;
    if (size < 1 || size > TEXT_BYTES_MOST) {
        return 0;
    }
    keep_stages();
    REQUIRE(utf8_repair(fuzz_span(data + 1, size - 1), &arena, &text, &failure) == STATUS_OK);
    const struct seen whole = run(text, SIZE_MAX);
    const struct seen cut = run(text, text.length / BLOCKS_MOST + 1 + data[0] % 64);
    REQUIRE(whole.count == cut.count && whole.hash == cut.hash);
    arena_free(&arena);
    return 0;
}
