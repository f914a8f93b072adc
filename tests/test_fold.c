#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fold.h"
#include "refusal.h"

static struct folder *folder;
static struct failure failure;

static void open_folder(void)
{
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK, "%s", failure.message);
}

static void close_folder(void)
{
    folder_close(folder);
}

TestSuite(fold, .init = open_folder, .fini = close_folder);

struct pair {
    const char *word, *expected;
};

/* The folded word with a NUL behind it, valid until the next call with the same buffer. */
static const char *fold(const char *word, bool turkic, char buffer[static 256])
{
    struct span folded;
    cr_assert_eq(folder_fold(folder, span_of(word), turkic, &folded, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_lt(folded.length, 256);
    snprintf(buffer, 256, "%.*s", SPAN_ARGUMENTS(folded));
    return buffer;
}

static void expect_pairs(const struct pair *pairs, size_t count, bool turkic)
{
    char buffer[256];
    for (size_t i = 0; i < count; i++) {
        cr_expect_str_eq(fold(pairs[i].word, turkic, buffer), pairs[i].expected, "%s became %s", pairs[i].word, buffer);
    }
}
#define EXPECT_PAIRS(pairs, turkic) expect_pairs(pairs, sizeof(pairs) / sizeof(pairs)[0], turkic)

/* The words and results of Lucene's tests of its ArabicNormalizationFilter. */
Test(fold, arabic_words_fold_as_in_lucene)
{
    static const struct pair pairs[] = {
        {"آجن", "اجن"},          {"أحمد", "احمد"}, {"إعاذ", "اعاذ"},   {"بنى", "بني"},   {"فاطمة", "فاطمه"},
        {"روبرـــــت", "روبرت"}, {"مَبنا", "مبنا"}, {"علِي", "علي"},     {"بُوات", "بوات"}, {"ولداً", "ولدا"},
        {"ولدٍ", "ولد"},          {"ولدٌ", "ولد"},   {"نلْسون", "نلسون"}, {"هتميّ", "هتمي"}, {"١٢٣٤", "1234"},
    };
    EXPECT_PAIRS(pairs, false);
}

Test(fold, what_a_reader_takes_for_one_word_is_one_word)
{
    static const struct pair pairs[] = {
        {"ٱلکتاب", "الكتاب"},
        {"روسیا", "روسيا"},
        {"هٰذا", "هذا"},
        {"السوڤيتي", "السوفيتي"},
        {"مسؤول", "مسؤول"}, /* hamza on waw and on ya tells words apart */
        {"مسو\u0654ول", "مسؤول"},
        {"شيء", "شيء"},
        {"\uFEFB\uFE8E", "لاا"}, /* presentation forms */
        {"\u0628\u200D\u200F\u202Bب", "بب"},
        {"BRITAIN", "britain"},
        {"Straße", "strasse"},
        {"ΟΔΟΣ", "οδοσ"},
        {"οδος", "οδοσ"},
        {"Élan", "élan"},
        {"e\u0301lan", "élan"},
        {"Ёлка", "елка"},
        {"е\u0308лка", "елка"},
        {"Росси\u0301я", "россия"},
        {"Чайковский", "чайковский"},
        {"ﬁnance", "finance"},
        {"ＡＢＣ１", "abc1"},
        {"co\u00ADoperate", "cooperate"},
        {"don’t", "don't"},
        {"ｶﾞｽ", "ガス"},
        {"שָׁלוֹם", "שלום"},
        {"१९२५", "1925"},
        {"\u2460", "1"},
        {"中国", "中国"},
    };
    EXPECT_PAIRS(pairs, false);
}

Test(fold, the_case_of_i_follows_the_language)
{
    static const struct pair turkish[] = {{"TITLE", "tıtle"},
                                          {"İstanbul", "istanbul"},
                                          {"I\u0307stanbul", "istanbul"},
                                          {"ISIRGAN", "ısırgan"},
                                          {"Işık", "ışık"}};
    static const struct pair others[] = {
        {"TITLE", "title"}, {"İstanbul", "istanbul"}, {"i\u0307stanbul", "istanbul"}, {"ışık", "ışık"}};
    EXPECT_PAIRS(turkish, true);
    EXPECT_PAIRS(others, false);
}

Test(fold, the_environment_does_not_change_case)
{
    char buffer[256];
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
    cr_expect_str_eq(fold("TITLE", false, buffer), "title");
    cr_expect_str_eq(fold("TITLE\u200D", false, buffer), "title");
}

Test(fold, spacing_marks_leave_no_space_and_marks_alone_leave_nothing)
{
    static const struct pair pairs[] = {
        {"", ""},
        {"\u064B\u0652", ""},
        {"\uFE70", ""},
        {"\uFE76", ""},
        {"ك\uFE70تاب", "كتاب"},
        {"\u0640", ""},
        {"\uF0B7", ""},
        {"\u200C", ""},
        {"\uF0B7كتاب", "كتاب"},
        {"\uFDFA", "صليا\u0644\u0644هعليهوسلم"},
    };
    EXPECT_PAIRS(pairs, false);
}

static void expect_stable(struct span word, bool turkic)
{
    struct span folded, again;
    cr_assert_eq(folder_fold(folder, word, turkic, &folded, &failure), STATUS_OK, "%s", failure.message);
    char *kept = malloc(folded.length + 1);
    cr_assert_not_null(kept);
    memcpy(kept, folded.bytes, folded.length);
    const struct span first = {kept, folded.length};
    cr_assert_eq(folder_fold(folder, first, turkic, &again, &failure), STATUS_OK, "%s", failure.message);
    cr_assert(span_equal(first, again), "\"%.*s\" folds to \"%.*s\" and that to \"%.*s\"", SPAN_ARGUMENTS(word),
              SPAN_ARGUMENTS(first), SPAN_ARGUMENTS(again));
    free(kept);
}

static size_t put_utf8(char *bytes, unsigned c)
{
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--, c >>= 6) {
        bytes[i] = (char)(0x80 | (c & 0x3F));
    }
    bytes[0] = (char)(leads[length] | c);
    return length;
}

Test(fold, folding_twice_changes_no_character)
{
    for (unsigned c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        char bytes[4];
        const struct span word = {bytes, put_utf8(bytes, c)};
        expect_stable(word, false);
        expect_stable(word, true);
    }
}

/* Words of characters that compose, decompose, are dropped and change case beside each other. */
Test(fold, folding_twice_changes_no_word)
{
    static const unsigned characters[] = {
        'I',    'i',    'e',    0x0130, 0x0131, 0x0307, 0x0308, 0x0301, 0x0300,  0x0323, 0x0345, 0x034F,
        0x200D, 0x0435, 0x0451, 0x0415, 0x0438, 0x0306, 0x0413, 0x0627, 0x0622,  0x0653, 0x0654, 0x0655,
        0x064A, 0x0649, 0x06CC, 0x0648, 0x064E, 0x0651, 0x0640, 0x06D5, 0x06C1,  0x06C0, 0x0629, 0x0675,
        0xFE70, 0xFDFA, 0x00B4, 0x00A8, 0x0149, 0x02BC, 0x03B9, 0x03A3, 0x1FB7,  0x0390, 0x1100, 0x1161,
        0x11A8, 0xAC00, 0x304B, 0x3099, 0xFF76, 0xFF9E, 0x0E4D, 0x0E33, 0xF0B7,  0x0344, 0x0385, 0x1E9E,
        0xFB00, 0x2126, 0x2460, 0x06DD, ' ',    0x05E9, 0x05C1, 0xFB2A, 0x1D16E, 0x0F73};
    enum { CHARACTER_COUNT = sizeof characters / sizeof characters[0], WORD_COUNT = 200000, WORD_LENGTH = 6 };
    uint64_t random = 1;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        char bytes[4 * WORD_LENGTH];
        size_t length = 0;
        for (size_t j = 0; j < WORD_LENGTH; j++) {
            random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            length += put_utf8(bytes + length, characters[(random >> 33) % CHARACTER_COUNT]);
        }
        expect_stable((struct span){bytes, length}, (random >> 62 & 1) != 0);
    }
}

/* A zero width joiner, which is dropped, sends the word to ICU. */
Test(fold, the_short_way_and_the_way_through_icu_agree)
{
    for (unsigned c = 1; c <= 0xFFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        for (int turkic = 0; turkic < 2; turkic++) {
            char bytes[16], first[256], second[256];
            bytes[put_utf8(bytes, c)] = '\0';
            fold(bytes, turkic != 0, first);
            bytes[strlen(bytes) + put_utf8(bytes + strlen(bytes), 0x200D)] = '\0';
            fold(bytes, turkic != 0, second);
            cr_assert_str_eq(first, second, "U+%04X", c);
            struct span key;
            cr_assert_eq(folder_background_key(folder, span_of(bytes), &key, &failure), STATUS_OK);
            snprintf(second, sizeof second, "%.*s", SPAN_ARGUMENTS(key));
            bytes[strlen(bytes) - 3] = '\0';
            cr_assert_eq(folder_background_key(folder, span_of(bytes), &key, &failure), STATUS_OK);
            cr_assert(span_equal(key, span_of(second)), "key of U+%04X", c);
        }
    }
}

/* "1E0A;1E0A;0044 0307;1E0A;0044 0307;": source, NFC, NFD, NFKC, NFKD. */
static const char *read_column(const char *text, char column[static 256])
{
    size_t length = 0;
    while (*text != ';' && *text != '\0') {
        char *end = NULL;
        length += put_utf8(column + length, (unsigned)strtoul(text, &end, 16));
        text = *end == ' ' ? end + 1 : end;
    }
    column[length] = '\0';
    return text + 1;
}

static void expect_columns_equal(const char *line)
{
    char columns[5][256], first[256], other[256];
    const char *text = line;
    for (size_t i = 0; i < 5; i++) {
        text = read_column(text, columns[i]);
    }
    fold(columns[0], false, first);
    for (size_t i = 1; i < 5; i++) {
        cr_assert_str_eq(fold(columns[i], false, other), first, "column %zu of %s", i + 1, line);
    }
}

Test(fold, equivalent_words_of_the_unicode_test_fold_to_one)
{
    FILE *file = access("/usr/share/unicode/NormalizationTest.txt.bz2", R_OK) == 0
                     ? popen("bzcat /usr/share/unicode/NormalizationTest.txt.bz2 2>/dev/null", "r")
                     : popen("cat /usr/share/unicode/NormalizationTest.txt 2>/dev/null", "r");
    size_t lines = 0;
    char line[2048];
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (line[0] != '#' && line[0] != '@' && line[0] != '\n') {
            expect_columns_equal(line);
            lines++;
        }
    }
    if (file != NULL) {
        pclose(file);
    }
    if (lines == 0) {
        cr_skip_test("the package unicode-data (and bzip2) is not installed: no NormalizationTest.txt");
    }
    cr_assert_gt(lines, 18000);
}

Test(fold, a_background_key_keeps_letter_variants_and_loses_marks_and_case)
{
    static const struct pair pairs[] = {{"أَحْمَدُ", "أحمد"}, {"ا\u0654حمد", "أحمد"}, {"روبرـــت", "روبرت"},
                                        {"إلى", "إلى"},   {"London", "london"},   {"Don’t", "don't"},
                                        {"ЁЛКА", "ёлка"}, {"روسیا", "روسیا"},     {"İstanbul", "i\u0307stanbul"},
                                        {"\uFEFB", "لا"}, {"ODER", "oder"},       {"\u064B", ""}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct span key;
        cr_assert_eq(folder_background_key(folder, span_of(pairs[i].word), &key, &failure), STATUS_OK);
        cr_expect(span_equal(key, span_of(pairs[i].expected)), "%s became %.*s", pairs[i].word, SPAN_ARGUMENTS(key));
    }
}

Test(fold, a_word_that_is_said_to_be_kept_is_its_own_folded_form_and_key)
{
    enum { FIRST = 0x80, BEHIND = 0x800, LEAST_KEPT = 30 /* of the 36 letters of the Arabic alphabet */ };
    size_t kept = 0;
    for (unsigned c = FIRST; c < BEHIND; c++) {
        const char word[] = {'\xD8', '\xA8', (char)(0xC0 | c >> 6), (char)(0x80 | (c & 0x3F)), '\0'};
        char buffer[256];
        struct span key;
        if (!folder_keeps(span_of(word))) {
            continue;
        }
        kept++;
        cr_expect_str_eq(fold(word, false, buffer), word, "U+%04X", c);
        cr_expect_str_eq(fold(word, true, buffer), word, "U+%04X", c);
        cr_assert_eq(folder_background_key(folder, span_of(word), &key, &failure), STATUS_OK);
        cr_expect(span_equal(key, span_of(word)), "U+%04X", c);
    }
    cr_expect_geq(kept, LEAST_KEPT);
    cr_expect(folder_keeps(span_of("كتاب")));
    cr_expect_not(folder_keeps(span_of("أحمد")));
    cr_expect_not(folder_keeps(span_of("كِتاب")));
    cr_expect_not(folder_keeps(span_of("كتاب2")));
}

Test(fold, the_folded_word_and_the_key_live_side_by_side)
{
    struct span folded, key;
    cr_assert_eq(folder_fold(folder, span_of("أحمد"), false, &folded, &failure), STATUS_OK);
    cr_assert_eq(folder_background_key(folder, span_of("أحمد"), &key, &failure), STATUS_OK);
    cr_expect(span_equal(folded, span_of("احمد")));
    cr_expect(span_equal(key, span_of("أحمد")));
}

Test(fold, bytes_that_are_no_utf8_do_no_harm)
{
    static const char *const words[] = {"\xFF", "\xD8", "a\xE4", "\xF0\x9F", "\xC0\x80", "\xED\xA0\x80", "\xE2\x82"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        expect_stable(span_of(words[i]), false);
    }
}

Test(fold, a_very_long_word_folds_like_a_short_one)
{
    enum { COUNT = 200000 };
    char *word = malloc(2 * COUNT + 1);
    cr_assert_not_null(word);
    for (size_t i = 0; i < COUNT; i++) {
        memcpy(word + 2 * i, i % 2 == 0 ? "\u0451" : "\u0308", 2);
    }
    struct span folded;
    cr_assert_eq(folder_fold(folder, (struct span){word, 2 * COUNT}, false, &folded, &failure), STATUS_OK);
    cr_assert_eq(folded.length, COUNT, "%zu", folded.length);
    free(word);
}

static enum status fold_and_key(void)
{
    struct folder *fresh = NULL;
    struct span result;
    enum status status = folder_open(&fresh, &failure);
    if (status == STATUS_OK) {
        status = folder_fold(fresh, span_of("A\uFDFA\u0301\uFDFA\uFDFA\uFDFA"), false, &result, &failure);
    }
    if (status == STATUS_OK) {
        status = folder_background_key(fresh, span_of("E\u0301T\u0301E\uFDFA\uFDFA"), &result, &failure);
    }
    folder_close(fresh);
    return status;
}

Test(fold, every_refused_allocation_is_reported_as_such)
{
    for (long i = 0;; i++) {
        failure = (struct failure){0};
        refuse_allocation(i, false);
        const enum status status = fold_and_key();
        const long asked = refuse_nothing();
        if (asked <= i) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_geq(i, 5);
            break;
        }
        cr_expect_eq(status, STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
}

Test(fold, closing_nothing_is_allowed)
{
    folder_close(NULL);
}
