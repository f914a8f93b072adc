/* test_word_query.c - which words are found by which query, in which language. */
#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

#include "mizan.h"
#include "refusal.h"
#include "word_query.h"

static struct failure failure;

static struct word_query *open_query(const char *term, enum match match)
{
    struct settings settings = settings_default();
    struct word_query *query;
    settings.term = term;
    settings.match = match;
    cr_assert_eq(word_query_open(&query, &settings, &failure), STATUS_OK, "%s", failure.message);
    return query;
}

static bool take(struct word_query *query, const char *word, enum script script)
{
    const struct word taken = {.surface = span_of(word), .script = script};
    bool is_hit;
    cr_assert_eq(word_query_take(query, &taken, &is_hit, &failure), STATUS_OK, "%s", failure.message);
    return is_hit;
}

static bool finds(const char *term, enum match match, const char *language, enum script script, const char *word)
{
    struct word_query *query = open_query(term, match);
    word_query_begin(query, language_find(span_of(language)));
    const bool is_hit = take(query, word, script);
    cr_expect_eq(take(query, word, script), is_hit, "the second time it is remembered: %s", word);
    word_query_close(query);
    return is_hit;
}

Test(word_query, a_stem_finds_every_form)
{
    /* TEXT.md: one stem for each actor, whatever the clitics, marks and spelling */
    static const char *const forms[] = {"السوفيتية", "السوفييتي", "والسوفيتي", "اَلسُّوفِيتِيّ", "سوفيتيا", "السوفيات"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        cr_expect(finds("السوفيتية", MATCH_STEM, "ar", SCRIPT_ARABIC, forms[i]), "%s", forms[i]);
    }
    cr_expect_not(finds("السوفيتية", MATCH_STEM, "ar", SCRIPT_ARABIC, "البريطانية"));
    cr_expect(finds("connection", MATCH_STEM, "en", SCRIPT_LATIN, "Connected"), "Snowball's own example");
    cr_expect(finds("важный", MATCH_STEM, "ru", SCRIPT_CYRILLIC, "ВАЖНАЯ"), "Snowball's own example");
    cr_expect(finds("في", MATCH_STEM, "ar", SCRIPT_ARABIC, "في"), "a stop word can be looked for");
    cr_expect(finds("1939", MATCH_STEM, "ar", SCRIPT_NONE, "١٩٣٩"));
    cr_expect(finds("条約", MATCH_STEM, "ja", SCRIPT_HAN, "条約"));
}

Test(word_query, the_language_is_that_of_the_document)
{
    cr_expect(finds("connection", MATCH_STEM, "ar", SCRIPT_LATIN, "Connected"), "Latin in Arabic is English");
    cr_expect_not(finds("connection", MATCH_STEM, "pl", SCRIPT_LATIN, "Connected"), "no stemmer for Polish");
    struct word_query *query = open_query("connection", MATCH_STEM);
    word_query_begin(query, language_find(span_of("pl")));
    cr_expect_not(take(query, "connected", SCRIPT_LATIN));
    word_query_begin(query, language_find(span_of("en")));
    cr_expect(take(query, "connected", SCRIPT_LATIN), "what is remembered goes by language");
    word_query_close(query);
}

Test(word_query, a_surface_is_the_folded_word)
{
    cr_expect(finds("السوفيتية", MATCH_SURFACE, "ar", SCRIPT_ARABIC, "اَلسُّوفِيتِيَّة"));
    cr_expect_not(finds("السوفيتية", MATCH_SURFACE, "ar", SCRIPT_ARABIC, "السوفيتي"));
    cr_expect(finds("TREATY", MATCH_SURFACE, "en", SCRIPT_LATIN, "treaty"));
    cr_expect_not(finds("treaty", MATCH_SURFACE, "en", SCRIPT_LATIN, "treaties"));
    cr_expect(finds("ırmak", MATCH_SURFACE, "tr", SCRIPT_LATIN, "IRMAK"), "the Turkish I");
}

/* Takes the words of `text`, one for each letter, and says with which a hit ended: "..x" */
static const char *run(const char *term, const char *text)
{
    static char hits[32];
    struct word_query *query = open_query(term, MATCH_SURFACE);
    word_query_begin(query, NULL);
    for (size_t i = 0; text[i] != '\0'; i++) {
        const char word[] = {text[i], '\0'};
        hits[i] = take(query, word, SCRIPT_LATIN) ? 'x' : '.';
        hits[i + 1] = '\0';
    }
    word_query_close(query);
    return hits;
}

Test(word_query, several_words_are_found_one_after_another)
{
    cr_expect_str_eq(run("a b", "abcab"), ".x..x");
    cr_expect_str_eq(run("a a", "aaa"), ".xx");
    cr_expect_str_eq(run("a b a", "ababa"), "..x.x");
    cr_expect_str_eq(run("a, b.", "acbab"), "....x");
    cr_expect_str_eq(run("a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a", "aaa"), "...");
}

Test(word_query, a_document_does_not_go_on_where_the_last_ended)
{
    struct word_query *query = open_query("a b", MATCH_SURFACE);
    word_query_begin(query, NULL);
    cr_expect_not(take(query, "a", SCRIPT_LATIN));
    word_query_begin(query, NULL);
    cr_expect_not(take(query, "b", SCRIPT_LATIN));
    word_query_close(query);
}

Test(word_query, what_cannot_be_found_is_a_usage_failure)
{
    static const struct {
        const char *term, *part;
    } cases[] = {
        {"--- !", "holds no word"},
        {"a\xff", "not UTF-8"},
        {"a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a", "at most 32 words"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings settings = settings_default();
        struct word_query *query;
        failure = (struct failure){0};
        settings.term = cases[i].term;
        cr_assert_eq(word_query_open(&query, &settings, &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_USAGE);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
    }
}

Test(word_query, a_refused_allocation_is_an_orderly_failure, .timeout = 60)
{
    struct settings settings = settings_default();
    settings.term = "treaty of";
    for (long i = 0;; i++) {
        const struct word word = {.surface = span_of("treaties"), .script = SCRIPT_LATIN};
        struct word_query *query;
        bool is_hit;
        failure = (struct failure){0};
        refuse_allocation(i, false);
        enum status status = word_query_open(&query, &settings, &failure);
        if (status == STATUS_OK) {
            word_query_begin(query, NULL);
            status = word_query_take(query, &word, &is_hit, &failure);
            word_query_close(query);
        }
        const long asked = refuse_nothing();
        if (asked <= i) {
            cr_assert_eq(status, STATUS_OK, "%s", failure.message);
            break;
        }
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", i);
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "%s", failure.message);
        i += i / 16; /* nearly all of them fill the same tables */
    }
}
