/* tokenizer.c - any text: words rise and do not overlap, lie within the text at whole characters, and are the same
 * however the lines come in blocks. */
#include "fuzz.h"

#include "text_blocks.h"
#include "tokenizer.h"
#include "utf8.h"

enum { WORDS_MOST = 4096 };

struct found {
    struct word words[WORDS_MOST];
    size_t count;
};

static struct tokenizer *tokenizer;

static void check_words(const struct words *words, struct span text)
{
    uint64_t last = words->text.offset;
    for (size_t i = 0; i < words->count; i++) {
        const struct word *const word = &words->items[i];
        size_t broken = 0;
        REQUIRE(word->start >= last && word->end > word->start && word->end <= text.length);
        REQUIRE(word->surface.length == word->end - word->start);
        REQUIRE(memcmp(word->surface.bytes, text.bytes + word->start, word->surface.length) == 0);
        REQUIRE(utf8_is_valid(word->surface, &broken));
        REQUIRE(word->second_start == 0 && word->second_end == 0 && word->field == FIELD_BODY);
        last = word->end;
    }
}

/* Blocks as text_blocks cuts them, of at least `block_bytes`. */
static void find(struct span text, size_t block_bytes, struct found *found)
{
    struct text_blocks blocks = {0};
    struct failure failure = {0};
    struct text block;
    found->count = 0;
    tokenizer_begin(tokenizer);
    REQUIRE(text_blocks_add(&blocks, text, &failure) == STATUS_OK);
    uint64_t offset = 0;
    while (text_blocks_take(&blocks, block_bytes, true, &block)) {
        struct words words;
        REQUIRE(block.offset == offset && block.utf8.length > 0);
        offset += block.utf8.length;
        REQUIRE(tokenizer_words(tokenizer, &block, &words, &failure) == STATUS_OK);
        check_words(&words, text);
        for (size_t i = 0; i < words.count && found->count < WORDS_MOST; i++) {
            found->words[found->count++] = words.items[i];
        }
    }
    REQUIRE(offset == text.length);
    text_blocks_free(&blocks);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct found whole, blocks;
    struct arena arena = {0};
    struct failure failure = {0};
    struct span text;
    if (tokenizer == NULL) {
        REQUIRE(tokenizer_open(&tokenizer, &failure) == STATUS_OK);
    }
    if (size < 1) {
        return 0;
    }
    REQUIRE(utf8_repair(fuzz_span(data + 1, size - 1), &arena, &text, &failure) == STATUS_OK);
    find(text, SIZE_MAX, &whole);
    find(text, 1 + data[0] % 16, &blocks);
    REQUIRE(whole.count == blocks.count);
    for (size_t i = 0; i < whole.count; i++) {
        const struct word *const a = &whole.words[i], *const b = &blocks.words[i];
        REQUIRE(a->start == b->start && a->end == b->end && a->script == b->script && a->flags == b->flags);
    }
    arena_free(&arena);
    return 0;
}
