#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report_sample.h"
#include "summary_notes.h"

enum { DOCUMENTS = 8 };

static void make(void)
{
    sample_folder_make();
}

TestSuite(summary_notes, .init = make, .fini = sample_folder_remove);

static const uint64_t alike[DOCUMENTS] = {100, 100, 100, 100, 100, 100, 100, 100};
static struct journal journal;

static const char *text_of(const struct summary_notes *notes, const uint64_t *tokens, enum similarity similarity)
{
    static const char *const ids[DOCUMENTS] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    static int number;
    char name[32];
    struct document items[DOCUMENTS];
    struct document *documents[DOCUMENTS];
    for (size_t i = 0; i < DOCUMENTS; i++) {
        items[i] = (struct document){.id = span_of(ids[i]), .tokens = tokens[i]};
        documents[i] = &items[i];
    }
    const struct counts counts = {.documents = documents, .document_count = DOCUMENTS};
    const struct settings settings = {.similarity = similarity};
    struct screen screen = {.width = 80};
    struct failure failure = {0};
    (void)snprintf(name, sizeof name, "notes-%d", number++);
    sample_writer(&screen.writer, name);
    summary_notes_write(notes, &settings, &counts, &journal, &screen);
    cr_assert_eq(screen_close(&screen, &failure), STATUS_OK);
    return sample_content(name);
}

Test(summary_notes, terms_that_hold_what_should_stand_apart_are_told)
{
    static struct warning warnings[] = {
        {.text = {"a.txt: is not UTF-8", 19}},
        {.text = {"different names became one term: \"man\" (Manila, Manchester); --protect FILE keeps them apart",
                  92}}};
    const struct summary_notes notes = {0};
    journal = (struct journal){.warnings = warnings, .warning_count = 2};
    const char *const text = text_of(&notes, alike, SIMILARITY_CORRECTED);
    journal = (struct journal){0};
    cr_expect_not_null(strstr(text, "Worth knowing"));
    cr_expect_not_null(strstr(text, "  In the vocabulary different names became one term: \"man\""), "%s", text);
    cr_expect_null(strstr(text, "UTF-8"));
}

static void add(struct summary_notes *notes, size_t document, size_t neighbour, double cosine)
{
    const struct neighbour finding = {document, 1, neighbour, 2 * cosine, cosine};
    summary_notes_add(notes, &finding);
}

Test(summary_notes, nothing_is_said_of_texts_that_differ_and_are_of_a_length)
{
    struct summary_notes notes = {0};
    add(&notes, 0, 1, 0.8999);
    add(&notes, 1, 0, 0.8999);
    add(&notes, 2, 3, NAN);
    cr_expect_str_eq(text_of(&notes, alike, SIMILARITY_CORRECTED), "");
}

Test(summary_notes, a_pair_that_is_nearly_the_same_is_told_once)
{
    struct summary_notes notes = {0};
    add(&notes, 0, 1, 0.9);
    add(&notes, 1, 0, 0.9);
    add(&notes, 3, 2, 0.97); /* d is not among the neighbours of c that were kept */
    cr_expect_str_eq(text_of(&notes, alike, SIMILARITY_CORRECTED), "\nWorth knowing\n"
                                                                   "  c and d are nearly the same text (0.97).\n"
                                                                   "  a and b are nearly the same text (0.90).\n");
}

Test(summary_notes, of_many_pairs_the_likest_are_shown_and_the_documents_counted)
{
    struct summary_notes notes = {0};
    for (size_t i = 0; i < DOCUMENTS; i++) {
        for (size_t j = 0; j < DOCUMENTS; j++) {
            if (i != j)
                add(&notes, i, j, 0.9 + 0.01 * (double)(i < j ? j : i));
        }
    }
    /* the cosine grows with the larger of the two, so h's pairs come first, by row */
    cr_expect_str_eq(text_of(&notes, alike, SIMILARITY_CORRECTED),
                     "\nWorth knowing\n"
                     "  a and h are nearly the same text (0.97).\n"
                     "  b and h are nearly the same text (0.97).\n"
                     "  c and h are nearly the same text (0.97).\n"
                     "  d and h are nearly the same text (0.97).\n"
                     "  e and h are nearly the same text (0.97).\n"
                     "  In all 8 documents have such a double: cosine 0.9 or "
                     "more in neighbours.csv.\n");
}

Test(summary_notes, lengths_are_told_when_the_longest_is_more_than_ten_times_the_shortest)
{
    const struct summary_notes notes = {0};
    const uint64_t ten_times[DOCUMENTS] = {0, 12, 50, 120, 50, 50, 50, 50};
    const uint64_t more[DOCUMENTS] = {0, 12, 1200, 50, 1200, 12, 50, 50};
    cr_expect_str_eq(text_of(&notes, ten_times, SIMILARITY_CORRECTED), "");
    cr_expect_str_eq(text_of(&notes, more, SIMILARITY_CORRECTED),
                     "\nWorth knowing\n"
                     "  Lengths are very unequal: c has 1,200 words and b 12; the similarity allows for that, but few "
                     "words say little.\n");
    cr_expect_not_null(strstr(text_of(&notes, more, SIMILARITY_COSINE),
                              "this similarity favours long texts, --similarity corrected does not"));
    const uint64_t none[DOCUMENTS] = {0};
    cr_expect_str_eq(text_of(&notes, none, SIMILARITY_CORRECTED), "");
}
