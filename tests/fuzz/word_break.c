/* word_break.c - any text: words, sentences and boundaries are those of ICU, found by its iterators alone. */
#include "fuzz.h"

#include "../support/icu_words.h"
#include "tokenizer.h"
#include "utf8.h"
#include "word_break.h"

static void check_boundaries(struct icu_words *icu, struct span text)
{
    for (size_t start = 0; start < text.length;) {
        const size_t end = word_break_next(icu->table, (const unsigned char *)text.bytes, text.length, start);
        if (end == WORD_BREAK_ASK) {
            return;
        }
        REQUIRE(end > start && icu->is_boundary[end]);
        for (size_t at = start + 1; at < end; at++) {
            REQUIRE(!icu->is_boundary[at]);
        }
        start = end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct icu_words *icu;
    static struct tokenizer *tokenizer;
    struct arena arena = {0};
    struct failure failure = {0};
    struct span text;
    struct words words;
    if (tokenizer == NULL) {
        icu = icu_words_open();
        REQUIRE(tokenizer_open(&tokenizer, &failure) == STATUS_OK);
    }
    REQUIRE(utf8_repair(fuzz_span(data, size), &arena, &text, &failure) == STATUS_OK);
    if (text.length <= ICU_WORDS_BYTES_MOST) {
        icu_words_find(icu, text.bytes, text.length);
        check_boundaries(icu, text);
        tokenizer_begin(tokenizer);
        REQUIRE(tokenizer_words(tokenizer, &(struct text){text, 0}, &words, &failure) == STATUS_OK);
        REQUIRE(words.count == icu->found_count);
        for (size_t i = 0; i < words.count; i++) {
            const struct word *const word = &words.items[i];
            const struct icu_word *const expected = &icu->found[i];
            REQUIRE(word->start == expected->start && word->end == expected->end);
            REQUIRE(word->script == expected->script && word->flags == expected->flags);
        }
    }
    arena_free(&arena);
    return 0;
}
