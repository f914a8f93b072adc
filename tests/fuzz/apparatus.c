/* apparatus.c - any text through tokenize, apparatus and stem as a pipeline: words rise and lie within the text, a word
 * cut in two keeps its bytes, and fields, flags and terms are the same however the lines come in blocks; so are the
 * runs that are listed, and they hold every word that is not of the body. */
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
static const struct stage_type *const originals[STAGES] = {&tokenize_stage, &apparatus_stage, &stem_stage};
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
    uint64_t fields[FIELD_COUNT]; /* words */
    uint64_t hash, count, last;
};

static void add(struct seen *seen, uint64_t value)
{
    seen->hash = (seen->hash ^ value) * 0x100000001B3U; /* FNV's prime */
}

static void note_words(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct seen *const seen = context;
    for (size_t i = 0; i < record->as.terms->count; i++) {
        const struct word *const word = &record->as.terms->words[i];
        const struct form *const form = record->as.terms->forms[i];
        REQUIRE(word->start >= seen->last && word->end > word->start && word->end <= seen->text.length);
        REQUIRE(word->second_end > 0 ||
                span_equal(word->surface, (struct span){seen->text.bytes + word->start, word->end - word->start}));
        REQUIRE((unsigned)word->field < FIELD_COUNT && span_equal(form->surface, word->surface));
        REQUIRE((form->class == FORM_TERM) == (form->term.length > 0));
        seen->last = word->end;
        seen->count++;
        seen->fields[word->field]++;
        add(seen, word->start);
        add(seen, word->end);
        add(seen, (uint64_t)word->field << 8 | word->flags);
        add(seen, span_hash(form->term));
    }
}

/* The runs that are listed hold every word that is not of the body. */
static void note_runs(void *context, const struct journal *journal)
{
    struct seen *const seen = context;
    uint64_t last = 0;
    for (size_t i = 0; i < journal->documents[0]->apparatus_count; i++) {
        const struct apparatus_run *const listed = &journal->documents[0]->apparatus[i];
        REQUIRE(listed->start >= last && listed->end > listed->start && listed->end <= seen->text.length);
        REQUIRE(listed->field != FIELD_BODY && listed->words <= seen->fields[listed->field]);
        seen->fields[listed->field] -= listed->words;
        last = listed->end;
        add(seen, listed->start);
        add(seen, listed->words);
        add(seen, span_hash(listed->excerpt));
    }
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++) {
        REQUIRE(seen->fields[field] == 0);
    }
}

static struct seen run(struct span text, enum script script, size_t block_bytes)
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
        .declared = {.id = span_of("d"), .script = script}, .records = records, .record_count = count};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&kept_stages[0], &kept_stages[1], &kept_stages[2]},
                              .stage_count = STAGES,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note_words,
                              .inspect = note_runs,
                              .context = &seen};
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
    const enum script script = data[0] % 3 == 0 ? SCRIPT_ARABIC : data[0] % 3 == 1 ? SCRIPT_LATIN : SCRIPT_NONE;
    REQUIRE(utf8_repair(fuzz_span(data + 1, size - 1), &arena, &text, &failure) == STATUS_OK);
    const struct seen whole = run(text, script, SIZE_MAX);
    const struct seen cut = run(text, script, text.length / BLOCKS_MOST + 1 + data[0] % 64);
    REQUIRE(whole.count == cut.count && whole.hash == cut.hash);
    arena_free(&arena);
    return 0;
}
