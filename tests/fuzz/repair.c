/* repair.c - any text through tokenize, apparatus and repair: places lie within the text, mended words are not empty,
 * each word says at most two places, and all is the same however the lines come in blocks. */
#include "words_in_blocks.h"

#include "stages.h"
#include "utf8.h"

struct seen {
    struct span text;
    uint64_t hash, count;
};

static void add(struct seen *seen, uint64_t value)
{
    seen->hash = hash_with(seen->hash, value);
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
    struct seen seen = {.text = text};
    const struct document declared = {.id = span_of("d"), .script = SCRIPT_ARABIC, .language = span_of("ar")};
    struct harness harness = {.settings = harness_settings(), .collect = note_words, .context = &seen};
    harness.settings.command = COMMAND_COMPARE;
    harness.settings.list_repairs = true;
    run_in_blocks(&harness, &declared, text, block_bytes);
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
    keep_stages(&tokenize_stage, &apparatus_stage, &repair_stage);
    REQUIRE(utf8_repair(fuzz_span(data + 1, size - 1), &arena, &text, &failure) == STATUS_OK);
    const struct seen whole = run(text, SIZE_MAX);
    const struct seen cut = run(text, drawn_block_bytes(text, data[0]));
    REQUIRE(whole.count == cut.count && whole.hash == cut.hash);
    arena_free(&arena);
    return 0;
}
