/* test_look_ahead.c - corpora of every kind, with two words in the first document and one new one in each later one. */
#include <criterion/criterion.h>

#include <string.h>
#include <sys/stat.h>

#include "look_ahead.h"
#include "refusal.h"
#include "scratch.h"

static const char lines[] = "{\"text\":\"wheat dear\"}\n\n{\"text\":\"barley\"}\n \t\n{\"text\":\"oats\"}";
static const char *corpora[2];
static struct settings settings = {.corpora = corpora, .workers = 1};
static struct spill_outlook outlook;

TestSuite(look_ahead, .init = scratch_open, .fini = scratch_close);

static bool look_at(const char *first, const char *second)
{
    corpora[0] = first;
    corpora[1] = second;
    settings.corpus_count = second != NULL ? 2 : 1;
    return look_ahead(&settings, 1, &outlook);
}

/* "text" is a word, too: three of the first document, five of all. */
static void expect_three_documents(void)
{
    cr_expect_eq(outlook.documents, 3);
    cr_expect_float_eq(outlook.words, 5. / 3, 1e-4);
}

Test(look_ahead, a_line_is_a_document_compressed_or_not)
{
    cr_assert(look_at(scratch_write("a.ndjson", lines), NULL));
    expect_three_documents();
    cr_expect_float_eq(outlook.text, (21. + 3 + 17 + 15) / 21, 0.05);
    cr_assert(look_at(scratch_gzip("b.ndjson.gz", span_of(lines)), NULL));
    expect_three_documents();
}

/* 64 KiB are read at once. */
Test(look_ahead, a_line_of_many_pieces_is_one_document)
{
    static char text[200000];
    memset(text, ' ', sizeof text - 1);
    memcpy(text, "{\"text\":\"wheat", 14);
    memcpy(text + sizeof text - 30, "dear\"}\n{\"text\":\"barley\"}\n", 25);
    cr_assert(look_at(scratch_write("a.ndjson", text), NULL));
    cr_expect_eq(outlook.documents, 2);
    cr_expect_float_eq(outlook.words, 4. / 3, 1e-4);
}

Test(look_ahead, corpora_and_then_reference_texts_or_queries_follow_each_other)
{
    const char *const first = scratch_write("a.ndjson", "{\"text\":\"wheat dear\"}\n");
    const char *const later = scratch_write("b.ndjson", "{\"text\":\"barley\"}\n");
    const char *const last = scratch_write("c.ndjson", "{\"text\":\"oats\"}\n");
    settings.queries = last;
    cr_assert(look_at(first, later));
    expect_three_documents();
    settings.queries = NULL;
    settings.reference_corpus = last;
    cr_assert(look_at(first, later));
    expect_three_documents();
}

Test(look_ahead, a_text_of_a_folder_is_a_document_in_the_order_of_names)
{
    (void)scratch_write("texts/war/b.txt", "text barley");
    (void)scratch_write("texts/war/c.txt", "oats");
    (void)scratch_write("texts/war/a.txt", "text wheat dear");
    cr_assert(look_at(scratch_path("texts"), NULL));
    expect_three_documents();
    (void)scratch_write("texts/manifest.csv", "path\nwar/a.txt\n");
    cr_expect_not(look_at(scratch_path("texts"), NULL), "of a manifest nothing is told");
    cr_expect_not(look_at(scratch_path("texts/manifest.csv"), NULL));
}

Test(look_ahead, what_cannot_be_looked_at_twice_or_is_no_text_tells_nothing)
{
    const char *const good = scratch_write("a.ndjson", lines);
    cr_expect_not(look_at(good, scratch_path("missing.ndjson")));
    cr_expect_not(look_at(good, "-"));
    cr_assert_eq(mkfifo(scratch_path("pipe.ndjson"), 0600), 0);
    cr_expect_not(look_at(good, scratch_path("pipe.ndjson")), "nor does it wait for a pipe");
    cr_expect_not(look_at(good, scratch_write_bytes("wide.ndjson", (struct span){"w\0h\0", 4})));
    cr_expect_not(look_at(good, scratch_write_bytes("damaged.ndjson.gz", (struct span){"\x1F\x8B\x08\x00", 4})));
}

Test(look_ahead, is_possible_where_all_documents_of_files_are_asked_for_words)
{
    const char *named[] = {"a.ndjson"};
    const struct settings plain = {.corpora = named, .corpus_count = 1};
    struct settings other = plain;
    cr_expect(look_ahead_is_possible(&plain));
    other.ngrams = 2;
    cr_expect_not(look_ahead_is_possible(&other));
    other = plain;
    other.characters = 4;
    cr_expect_not(look_ahead_is_possible(&other));
    other = plain;
    other.condition_count = 1;
    cr_expect_not(look_ahead_is_possible(&other));
    other = plain;
    other.events = "events.csv";
    cr_expect_not(look_ahead_is_possible(&other));
    named[0] = "-";
    cr_expect_not(look_ahead_is_possible(&plain));
}

Test(look_ahead, tells_nothing_when_memory_is_refused)
{
    const char *const path = scratch_write("texts/war/a.txt", "wheat");
    cr_assert_not_null(path);
    for (long refused = 0;; refused++) {
        refuse_allocation(refused, false);
        const bool is_told = look_at(scratch_path("texts"), NULL);
        (void)refuse_nothing();
        if (is_told) {
            cr_expect_gt(refused, 2);
            break;
        }
    }
}
