/* test_tokenizer.c - words, lines and sentences of whole texts. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "refusal.h"
#include "tokenizer.h"

enum { SHOWN = 4096 };

/* The words of the text, cut into blocks behind every `lines`-th line feed (0: one block): "/" before the first word of
 * a line, "~" before the first of a sentence inside a line. */
static const char *tokenize(struct tokenizer *tokenizer, const char *text, size_t lines)
{
    static char shown[SHOWN];
    struct failure failure = {0};
    shown[0] = '\0';
    tokenizer_begin(tokenizer);
    for (size_t start = 0, length = strlen(text); start < length;) {
        size_t end = start;
        for (size_t seen = 0; end < length && (lines == 0 || seen < lines); end++) {
            seen += text[end] == '\n';
        }
        const struct text block = {{text + start, end - start}, start};
        struct words words;
        cr_assert_eq(tokenizer_words(tokenizer, &block, &words, &failure), STATUS_OK, "%s", failure.message);
        for (size_t i = 0; i < words.count; i++) {
            const struct word *const word = &words.items[i];
            cr_expect_eq(memcmp(text + word->start, word->surface.bytes, word->surface.length), 0);
            cr_expect_eq(word->end - word->start, word->surface.length);
            const char *const sign = (word->flags & WORD_STARTS_LINE) != 0      ? "/"
                                     : (word->flags & WORD_STARTS_SEGMENT) != 0 ? "~"
                                                                                : "";
            snprintf(shown + strlen(shown), SHOWN - strlen(shown), "%s%s%.*s", shown[0] != '\0' ? " " : "", sign,
                     SPAN_ARGUMENTS(word->surface));
        }
        start = end;
    }
    return shown;
}

static struct tokenizer *opened(void)
{
    struct failure failure = {0};
    struct tokenizer *tokenizer = NULL;
    cr_assert_eq(tokenizer_open(&tokenizer, &failure), STATUS_OK, "%s", failure.message);
    return tokenizer;
}

static const struct {
    const char *text, *words;
} cases[] = {
    {"", ""},
    {" \n . \n", ""},
    {"One word. Two words!", "/One word ~Two words"},
    {"First line\nsecond line", "/First line /second line"},
    {"\n\n  \nlate start", "/late start"},
    {"a\rb\r\nc\xE2\x80\xA8"
     "d\xE2\x80\xA9"
     "e\xC2\x85"
     "f\fg",
     "/a /b /c /d /e /f /g"},
    {"بالتوتر والعداء، فبعد الثورة. تدخلت اليابان", "/بالتوتر والعداء فبعد الثورة ~تدخلت اليابان"},
    {"صفحة (د.ت) هنا", "/صفحة د.ت هنا"},
    {"\xEF\x82\xB7 bullet", "/bullet"},
    {"No. 35 percent", "/No 35 percent"},
    {"中蘇友好", "/中 蘇 友好"},
    {"ภาษาไทย", "/ภาษา ไทย"},
    {"x\xF0\x9F\x98\x80y 𐌰𐌱", "/x y 𐌰𐌱"},
    {"peace\u200D\U0001F54A to\u200D\u2764\uFE0F all   of", "/peace to all of"}, /* WB3c glues the signs to the words */
};

Test(tokenizer, finds_words_lines_and_sentences)
{
    struct tokenizer *const tokenizer = opened();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_str_eq(tokenize(tokenizer, cases[i].text, 0), cases[i].words, "\"%s\" gives %s", cases[i].text,
                         tokenize(tokenizer, cases[i].text, 0));
    }
    tokenizer_close(tokenizer);
}

static const char long_text[] =
    "Title of it\n\nA first sentence. A second\none goes on. Third!\n1918تناقش الدراسة. بينت\n"
    "النتائج\n\n\n...\n中蘇友好同盟\nend";

Test(tokenizer, gives_the_same_words_however_the_lines_come_in_blocks)
{
    struct tokenizer *const tokenizer = opened();
    char whole[SHOWN];
    snprintf(whole, sizeof whole, "%s", tokenize(tokenizer, long_text, 0));
    for (size_t lines = 1; lines < 5; lines++) {
        cr_expect_str_eq(tokenize(tokenizer, long_text, lines), whole, "blocks of %zu lines", lines);
    }
    tokenizer_close(tokenizer);
}

Test(tokenizer, counts_places_from_the_offset_of_the_block)
{
    struct tokenizer *const tokenizer = opened();
    struct failure failure = {0};
    struct words words;
    const struct text block = {{"é ش", 5}, 1000};
    cr_assert_eq(tokenizer_words(tokenizer, &block, &words, &failure), STATUS_OK);
    cr_assert_eq(words.count, 2U);
    cr_expect_eq(words.items[1].start, 1003U);
    cr_expect_eq(words.items[1].end, 1005U);
    cr_expect_eq(words.items[1].script, SCRIPT_ARABIC);
    cr_expect_eq(words.text.offset, 1000U);
    tokenizer_close(tokenizer);
}

Test(tokenizer, survives_every_refused_allocation_of_ours)
{
    for (long refused = 0; refused < 100; refused++) {
        struct failure failure = {0};
        struct tokenizer *tokenizer = NULL;
        struct words words;
        refuse_allocation(refused, false);
        const bool failed = tokenizer_open(&tokenizer, &failure) != STATUS_OK ||
                            tokenizer_words(tokenizer, &(struct text){{"a b c", 5}, 0}, &words, &failure) != STATUS_OK;
        const long asked = refuse_nothing();
        tokenizer_close(tokenizer);
        if (asked <= refused) {
            cr_expect(!failed);
            return;
        }
        cr_expect(failed);
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
    cr_assert_fail("more than 100 allocations for three words");
}

Test(tokenizer, finds_the_same_words_and_only_lines_without_sentences)
{
    struct failure failure = {0};
    struct tokenizer *tokenizer = NULL;
    cr_assert_eq(tokenizer_open(&tokenizer, &failure), STATUS_OK);
    cr_assert_str_eq(tokenize(tokenizer, "One two. Three four.\nFive! Six.\n", 0), "/One two ~Three four /Five ~Six");
    tokenizer_skip_sentences(tokenizer);
    cr_assert_str_eq(tokenize(tokenizer, "One two. Three four.\nFive! Six.\n", 0), "/One two Three four /Five Six");
    tokenizer_close(tokenizer);
}
