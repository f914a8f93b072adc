/* test_inputs_ahead.c - files of lines are counted by their size, and what cannot be counted is not guessed. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "inputs_ahead.h"
#include "scratch.h"

TestSuite(inputs_ahead, .init = scratch_open, .fini = scratch_close);

/* `count` lines of some fifty bytes; the path. */
static const char *write_lines(const char *name, size_t count)
{
    const char *const path = scratch_path(name);
    FILE *const file = fopen(path, "w");
    cr_assert_not_null(file);
    for (size_t i = 0; i < count; i++) {
        (void)fprintf(file, "{\"id\":\"%08zu\",\"text\":\"the wheat was dear.\"}\n", i);
    }
    cr_assert_eq(fclose(file), 0);
    return path;
}

static void expect_about(uint64_t found, uint64_t lines)
{
    cr_expect_geq(found, lines * 9 / 10);
    cr_expect_leq(found, lines * 11 / 10);
}

Test(inputs_ahead, later_corpora_and_reference_texts_are_counted_those_before_are_not)
{
    const char *const corpora[] = {write_lines("a.ndjson", 2000), write_lines("b.ndjson", 3000),
                                   write_lines("c.ndjson", 5000)};
    uint64_t documents = 99;
    struct settings settings = {.corpora = corpora, .corpus_count = 3};
    cr_assert(inputs_ahead(&settings, 0, NULL, NULL, &documents));
    expect_about(documents, 8000);
    cr_assert(inputs_ahead(&settings, 1, NULL, NULL, &documents));
    expect_about(documents, 5000);
    cr_assert(inputs_ahead(&settings, 2, NULL, NULL, &documents));
    cr_expect_eq(documents, 0);
    settings.reference_corpus = write_lines("r.ndjson", 700);
    cr_assert(inputs_ahead(&settings, 1, NULL, NULL, &documents));
    expect_about(documents, 5700);
}

Test(inputs_ahead, queries_are_counted_by_their_reader)
{
    const char *corpora[] = {"a.ndjson"};
    const struct settings settings = {.corpora = corpora, .corpus_count = 1};
    struct failure failure = {0};
    struct line_reader *reader;
    uint64_t documents;
    cr_assert_eq(line_reader_open(&reader, write_lines("q.ndjson", 4000), NULL, &failure), STATUS_OK);
    cr_assert(inputs_ahead(&settings, 0, reader, NULL, &documents));
    expect_about(documents, 4000);
    line_reader_close(reader);
}

Test(inputs_ahead, a_folder_a_missing_file_and_standard_input_are_not_guessed)
{
    const char *corpora[] = {"a.ndjson", NULL};
    static const char *const unknown[] = {"", "missing.ndjson", NULL};
    const struct settings settings = {.corpora = corpora, .corpus_count = 2};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        uint64_t documents;
        corpora[1] = unknown[i] != NULL ? scratch_path(unknown[i]) : "-";
        cr_expect_not(inputs_ahead(&settings, 0, NULL, NULL, &documents), "%s", corpora[1]);
    }
}
