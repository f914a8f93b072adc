#include <criterion/criterion.h>

#include "name_pairs.h"
#include "refusal.h"

static struct failure failure;
static struct folder *folder;
static struct stemmers *stemmers;
static struct name_pairs *pairs;

static void open_with(enum stemmer choice)
{
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK);
    cr_assert_eq(stemmers_open(&stemmers, choice, NULL, folder, &failure), STATUS_OK);
    cr_assert_eq(name_pairs_open(&pairs, &failure), STATUS_OK);
}

static void take_down(void)
{
    name_pairs_close(pairs);
    stemmers_close(stemmers);
    folder_close(folder);
}

TestSuite(name_pairs, .fini = take_down);

static void masks_of(const char *code, const char *text, uint64_t *firsts, uint64_t *seconds)
{
    const struct language *const language = language_find(span_of(code));
    struct stem_word word = {.surface = span_of(text)};
    struct stem stem;
    char term[64];
    cr_assert_eq(folder_fold(folder, word.surface, language->turkic_case, &word.folded, &failure), STATUS_OK);
    cr_assert_eq(folder_background_key(folder, word.surface, &word.key, &failure), STATUS_OK);
    cr_assert_eq(stemmers_stem(stemmers, language, &word, &stem, &failure), STATUS_OK);
    cr_assert_lt(stem.term.length, sizeof term);
    memcpy(term, stem.term.bytes, stem.term.length);
    cr_assert_eq(name_pairs_find(pairs, language, (struct span){term, stem.term.length}, stemmers, folder, firsts,
                                 seconds, &failure),
                 STATUS_OK);
}

static bool is_name(const char *code, const char *first, const char *second)
{
    uint64_t firsts, seconds, unused;
    masks_of(code, first, &firsts, &unused);
    masks_of(code, second, &unused, &seconds);
    return (firsts & seconds) != 0;
}

static void expect_names(void)
{
    cr_expect(is_name("ar", "والاتحاد", "السوفييتي"));
    cr_expect(is_name("ar", "بالولايات", "المتحدة"));
    cr_expect(is_name("ar", "لبريطانيا", "العظمى"));
    cr_expect(is_name("en", "SOVIET", "union"));
    cr_expect(is_name("en", "United", "States"));
    cr_expect(is_name("ru", "Советского", "Союза"));
    cr_expect(is_name("ru", "Соединенных", "Штатов") || is_name("ru", "Соединённых", "Штатов"));
    cr_expect(is_name("fr", "Union", "soviétique"));
    cr_expect(is_name("es", "Estados", "Unidos"));
    cr_expect(is_name("de", "Vereinigten", "Staaten"));
    cr_expect_not(is_name("ar", "الاتحاد", "الأوروبي"));
    cr_expect_not(is_name("ar", "الأمم", "المتحدة"));
    cr_expect_not(is_name("ar", "السوفييتي", "الاتحاد"));
    cr_expect_not(is_name("en", "Union", "Soviet"));
    cr_expect_not(is_name("en", "Great", "Union"), "of two names");
    cr_expect_not(is_name("fr", "United", "States"));
}

Test(name_pairs, words_are_found_by_their_stems_in_their_order_and_language)
{
    open_with(STEMMER_AUTO);
    expect_names();
}

Test(name_pairs, the_stems_may_be_those_of_snowball)
{
    open_with(STEMMER_SNOWBALL);
    cr_expect(is_name("ar", "الولايات", "المتحدة"));
    cr_expect(is_name("en", "Soviet", "Union"));
}

Test(name_pairs, a_language_has_no_more_pairs_than_bits)
{
    struct name_pair pair, before = {.language = ""};
    size_t of_language = 0;
    open_with(STEMMER_NONE);
    for (size_t i = 0; name_pairs_row(i, &pair); i++) {
        cr_assert_not_null(language_find(span_of(pair.language)), "%s", pair.language);
        cr_assert_geq(strcmp(pair.language, before.language), 0, "the table is ordered by language");
        of_language = strcmp(pair.language, before.language) == 0 ? of_language + 1 : 1;
        cr_expect_leq(of_language, 64);
        before = pair;
    }
}

Test(name_pairs, a_language_without_pairs_and_no_language_have_none)
{
    uint64_t firsts = 1, seconds = 1;
    open_with(STEMMER_AUTO);
    cr_assert_eq(name_pairs_find(pairs, NULL, span_of("union"), stemmers, folder, &firsts, &seconds, &failure),
                 STATUS_OK);
    cr_expect_eq(firsts | seconds, 0);
    masks_of("fi", "union", &firsts, &seconds);
    cr_expect_eq(firsts | seconds, 0);
}

Test(name_pairs, every_refused_allocation_is_a_failure_without_a_leak)
{
    const struct language *const english = language_find(span_of("en"));
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK);
    cr_assert_eq(stemmers_open(&stemmers, STEMMER_NONE, NULL, folder, &failure), STATUS_OK);
    for (long index = 0;; index++) {
        uint64_t firsts, seconds;
        refuse_allocation(index, true);
        enum status status = name_pairs_open(&pairs, &failure);
        if (status == STATUS_OK) {
            status = name_pairs_find(pairs, english, span_of("union"), stemmers, folder, &firsts, &seconds, &failure);
        }
        (void)refuse_nothing();
        name_pairs_close(pairs);
        pairs = NULL;
        if (status == STATUS_OK) {
            cr_expect_gt(index, 2);
            break;
        }
    }
}
