/* apparatus.c - any text through tokenize, apparatus and stem as a pipeline: words rise and lie within the text, a word
 * cut in two keeps its bytes, and fields, flags and terms are the same however the lines come in blocks; so are the
 * runs that are listed, and they hold every word that is not of the body. */
#include "document_details.h"
#include "words_in_blocks.h"

#include "stages.h"
#include "utf8.h"

struct seen {
    struct span text;
    uint64_t fields[FIELD_COUNT]; /* words */
    uint64_t hash, count, last;
};

static void add(struct seen *seen, uint64_t value)
{
    seen->hash = hash_with(seen->hash, value);
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
    for (size_t i = 0; i < document_details(journal->documents[0])->apparatus_count; i++) {
        const struct apparatus_run *const listed = &document_details(journal->documents[0])->apparatus[i];
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
    struct seen seen = {.text = text};
    const struct document declared = {.id = span_of("d"), .script = script};
    struct harness harness = {
        .settings = harness_settings(), .collect = note_words, .inspect = note_runs, .context = &seen};
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
    keep_stages(&tokenize_stage, &apparatus_stage, &stem_stage);
    const enum script script = data[0] % 3 == 0 ? SCRIPT_ARABIC : data[0] % 3 == 1 ? SCRIPT_LATIN : SCRIPT_NONE;
    REQUIRE(utf8_repair(fuzz_span(data + 1, size - 1), &arena, &text, &failure) == STATUS_OK);
    const struct seen whole = run(text, script, SIZE_MAX);
    const struct seen cut = run(text, script, drawn_block_bytes(text, data[0]));
    REQUIRE(whole.count == cut.count && whole.hash == cut.hash);
    arena_free(&arena);
    return 0;
}
