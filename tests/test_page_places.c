/* Counts and sentences are the sample's: peace stands twice in the first text, once in each of its two sentences. */
#include <criterion/criterion.h>
#include <string.h>

#include "page_places.h"
#include "page_sample.h"
#include "report_sample.h"

/* The first text: 100 of 420 words, then 320; the second is one sentence. */
static const struct segment_text segment_texts[] = {{0, 500, 100}, {501, 2400, 320}, {0, 5100, 500}};
static struct counts counts;
static struct weighted weighted;
static struct term_finding items[] = {{.kind = GROUP_SOURCE, .name = {"post", 4}, .rank = 2, .term = 0},
                                      {.kind = GROUP_SOURCE, .name = {"post", 4}, .rank = 1, .term = 1},
                                      {.kind = GROUP_EVENT, .name = {"war", 3}, .rank = 3, .term = 1}};

static void open_sample(void)
{
    page_sample_open();
    counts = sample_counts;
    counts.segment_texts = segment_texts;
    weighted = sample_weighted;
    weighted.counts = &counts;
    page_sample.weighted = &weighted;
    page_sample.terms = items;
    page_sample.term_count = sizeof items / sizeof *items;
}

TestSuite(page_places, .init = open_sample, .fini = page_sample_close);

static struct page_places opened(void)
{
    struct page_places places;
    struct failure failure = {0};
    cr_assert_eq(page_places_open(&places, &page_sample, &failure), STATUS_OK, "%s", failure.message);
    return places;
}

Test(page_places, words_of_the_lists_are_followed_by_rank_and_each_once)
{
    struct page_places places = opened();
    cr_assert_eq(places.term_count, 2);
    cr_expect_eq(places.terms[0], 1);
    cr_expect_eq(places.terms[1], 0);
    cr_expect_eq(places.left_out, 0);
    cr_expect_null(page_places_find(&places, 3, 0), "a word that no list has");
    page_places_close(&places);
}

Test(page_places, a_sentence_stands_where_the_middle_of_its_words_does)
{
    struct page_places places = opened();
    const struct page_place *const peace = page_places_find(&places, 0, 0), *const treaty =
                                                                                page_places_find(&places, 1, 1);
    cr_assert_not_null(peace);
    cr_assert_not_null(treaty);
    cr_expect_eq(peace->count, 2);
    /* 50 of 420 words: 64 * 50 / 420 = 7.6; 100 + 160 of 420: 39.6 */
    cr_expect_eq(peace->marks, UINT64_C(1) << 7 | UINT64_C(1) << 39);
    cr_expect_eq(treaty->marks, UINT64_C(1) << 32, "the middle of a text of one sentence");
    cr_expect_null(page_places_find(&places, 0, 1));
    page_places_close(&places);
}

Test(page_places, counts_remain_where_sentences_are_not_kept)
{
    counts.segment_texts = NULL;
    struct page_places places = opened();
    cr_assert_not_null(page_places_find(&places, 0, 0));
    cr_expect_eq(page_places_find(&places, 0, 0)->count, 2);
    cr_expect_eq(page_places_find(&places, 0, 0)->marks, 0);
    page_places_close(&places);
}

Test(page_places, the_block_names_documents_and_places)
{
    struct page_places places = opened();
    struct failure failure = {0};
    cr_assert_eq(page_places_write(&page_sample, &places, page_sample_writer(), &failure), STATUS_OK);
    cr_expect_str_eq(page_sample_written(),
                     "<script type=\"application/json\" id=\"mizan-words\">{\"sources\":[\"\",\"post\",\"صحيفة\"],\n"
                     "\"events\":[\"\",\"war\"],\n"
                     "\"documents\":[[\"war/post\",1,1,420],[\"حرب/صحيفة\",2,1,500],[\"empty\",0,0,0]],\n"
                     "\"terms\":[[\"Treaty\",\"treaty\",0,[0,1,\"H\"],[1,2,\"g\"]],\n"
                     "[\"peace\",\"peace\",0,[0,2,\"Hn\"]]],\n"
                     "\"left_out\":0}</script>\n");
    page_places_close(&places);
}

Test(page_places, what_has_no_room_is_counted)
{
    static char long_name[PAGE_PLACES_BYTES];
    struct vocabulary_term terms[4];
    memcpy(terms, sample_counts.terms, sizeof terms);
    memset(long_name, 'x', sizeof long_name);
    terms[1].term = (struct span){long_name, sizeof long_name};
    counts.terms = terms;
    struct page_places places = opened();
    cr_assert_eq(places.term_count, 1);
    cr_expect_eq(places.terms[0], 0);
    cr_expect_eq(places.left_out, 2, "it stands in two lists");
    page_places_close(&places);
}

Test(page_places, nothing_is_followed_where_the_documents_alone_are_too_many)
{
    static char long_name[PAGE_PLACES_BYTES];
    struct document document = *sample_documents[0];
    struct document *documents[] = {&document, sample_documents[1], sample_documents[2]};
    memset(long_name, 'x', sizeof long_name);
    document.id = (struct span){long_name, sizeof long_name};
    counts.documents = documents;
    struct page_places places = opened();
    cr_expect(places.is_without_corpus);
    cr_expect_eq(places.term_count, 0);
    struct failure failure = {0};
    cr_assert_eq(page_places_write(&page_sample, &places, page_sample_writer(), &failure), STATUS_OK);
    cr_expect_str_eq(page_sample_written(), "");
    page_places_close(&places);
}
