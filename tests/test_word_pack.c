#include <criterion/criterion.h>

#include "word_pack.h"

static void expect_equal(const struct word *word, const struct word *other, const char *about)
{
    cr_expect(span_equal(word->surface, other->surface), "%s", about);
    cr_expect(word->start == other->start && word->end == other->end, "%s", about);
    cr_expect(word->second_start == other->second_start && word->second_end == other->second_end, "%s", about);
    cr_expect_eq(word->script, other->script, "%s", about);
    cr_expect_eq(word->field, other->field, "%s", about);
    cr_expect_eq(word->flags, other->flags, "%s", about);
}

Test(word_pack, gives_back_every_word_as_it_was)
{
    static const struct {
        const char *about;
        uint64_t before;
        struct word word;
    } cases[] = {
        {"the first word", 0, {.surface = {"one", 3}, .end = 3, .script = SCRIPT_LATIN}},
        {"the next", 3, {.surface = {"two", 3}, .start = 4, .end = 7, .flags = WORD_STARTS_LINE | WORD_NUMERIC}},
        {"far behind", 7, {.surface = {"x", 1}, .start = 5000000000, .end = 5000000001}},
        {"put behind what follows", 900, {.surface = {"1948", 4}, .start = 700, .end = 704, .flags = WORD_NUMERIC}},
        {"a word in two pieces",
         3,
         {.surface = {"treaty", 6}, .start = 4, .end = 8, .second_start = 11, .second_end = 14}},
        {"the second piece before the first",
         3,
         {.surface = {"ab", 2}, .start = 40, .end = 41, .second_start = 1, .second_end = 2}},
        {"mended to fewer bytes", 3, {.surface = {"ab", 2}, .start = 4, .end = 200, .field = FIELD_NOTES}},
        {"of no bytes", 3, {.surface = {NULL, 0}, .start = 4, .end = 9}},
        {"the largest of all",
         0,
         {.surface = {"x", 1},
          .start = UINT64_MAX,
          .end = UINT64_MAX / 2,
          .second_start = UINT64_MAX,
          .second_end = 1,
          .script = SCRIPT_OTHER,
          .field = FIELD_REPEATED,
          .flags = UINT32_MAX}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[WORD_PACK_MOST_BYTES + 16] = "";
        struct word word = {.flags = 77};
        const char *const end = word_pack_write(bytes, &cases[i].word, cases[i].before);
        cr_assert_leq((size_t)(end - bytes), WORD_PACK_MOST_BYTES + cases[i].word.surface.length, "%s", cases[i].about);
        cr_expect_eq(word_pack_read(bytes, cases[i].before, &word), end, "%s", cases[i].about);
        expect_equal(&word, &cases[i].word, cases[i].about);
    }
}

Test(word_pack, takes_four_bytes_beside_the_letters_of_a_usual_word)
{
    char bytes[WORD_PACK_MOST_BYTES + 5];
    const struct word word = {
        .surface = {"peace", 5}, .start = 1001, .end = 1006, .script = SCRIPT_ARABIC, .flags = WORD_STARTS_SEGMENT};
    cr_expect_eq(word_pack_write(bytes, &word, 1000) - bytes, 4 + 5);
}
