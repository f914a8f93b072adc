/* test_line_signs.c - each sign on a line that has it, and on one that lacks just what makes it. */
#include <criterion/criterion.h>
#include <string.h>

#include "held_blocks.h"
#include "line_sample.h"

/* The signs of the text's first line and of the text, as the words are held. */
static unsigned signs_of(const char *text)
{
    static struct line_sample sample;
    struct held_blocks blocks = {0};
    struct held_block *block;
    struct failure failure = {0};
    line_sample_make(&sample, text);
    const struct words words = {sample.words, sample.sum.count, sample.block};
    cr_assert_eq(held_blocks_add(&blocks, &words, &block, &failure), STATUS_OK);
    cr_assert_eq(block->line_count, 1);
    cr_expect_eq(block->lines[0].count, sample.sum.count);
    const unsigned signs = block->lines[0].signs | block->signs;
    held_blocks_free(&blocks);
    return signs;
}

static const struct {
    const char *text;
    unsigned signs;
} cases[] = {
    {"كتاب", 0},
    {"عام 1925", SIGN_NUMBER},
    {"ك ت", SIGN_LETTERS},
    {"كُ تَّ", SIGN_LETTERS}, /* with marks */
    {"\u0643\u064B \u0643\u0670", SIGN_LETTERS},
    {"في ت", 0}, /* the letter before the first mark */
    {"\u0643\u064B\u064C\u064D ت", 0},
    {"ك كتاب ت", 0},
    {"من هو ما", 0},
    {"ةيبرعلا ةغللا", SIGN_TURNED}, /* "the Arabic language", turned round */
    {"ىلوألا بتكلا", SIGN_TURNED},
    {"ةيبرع ةيبرغ", SIGN_TURNED},
    {"ىلا ةبق", SIGN_TURNED}, /* three letters, and five */
    {"كتبلا كتبلا", SIGN_TURNED},
    {"ةيبرع باتك", 0}, /* one is chance */
    {"ألا فلا ةب", 0}, /* too short to tell */
    {"كتلا كتلا", 0},
    {"ىب ةب", 0},
    {"امللك", SIGN_LAM_MEEM},
    {"وامللك", SIGN_LAM_MEEM},
    {"كاملل", SIGN_LAM_MEEM},
    {"الكامل", 0}, /* behind the third letter */
    {"امل", 0},
    {"امله", 0},
    {"\xEF\xBB\x9F", SIGN_FORMS},
    {"االشتراكي", SIGN_LAM_ALEF},
    {"الاشتراكي", 0},
    {"كـتـاب", 0},
    {"كــتاب", SIGN_TATWEEL},
};

Test(line_signs, stand_for_what_a_kind_of_repair_cannot_do_without)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(signs_of(cases[i].text), cases[i].signs, "%s: %x", cases[i].text, signs_of(cases[i].text));
    }
}

Test(line_signs, are_of_the_first_line_alone)
{
    cr_expect_eq(signs_of("كتاب جديد\nعام 1925\n"), 0);
    cr_expect_eq(signs_of("عام 1925\nكتاب جديد\n"), SIGN_NUMBER);
}
