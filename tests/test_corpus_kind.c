/* test_corpus_kind.c - a folder is told by what is there, a file by its name. */
#include <criterion/criterion.h>

#include <string.h>
#include <sys/stat.h>

#include "corpus_kind.h"
#include "scratch.h"

TestSuite(corpus_kind, .init = scratch_open, .fini = scratch_close);

Test(corpus_kind, endings_tell_manifests_from_lines)
{
    static const struct {
        const char *name;
        enum corpus_kind kind;
    } cases[] = {{"a.csv", CORPUS_MANIFEST},      {"a.tsv.gz", CORPUS_MANIFEST}, {"a.ndjson", CORPUS_NDJSON},
                 {"a.jsonl.gz", CORPUS_NDJSON},   {"a.txt", CORPUS_UNKNOWN},     {"csv", CORPUS_UNKNOWN},
                 {"a.ndjson.txt", CORPUS_UNKNOWN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct failure failure = {0};
        enum corpus_kind kind;
        scratch_write(cases[i].name, "x");
        cr_assert_eq(corpus_kind_look(scratch_path(cases[i].name), "", &kind, &failure), STATUS_OK);
        cr_expect_eq(kind, cases[i].kind, "%s", cases[i].name);
        cr_expect_eq(corpus_kind_find(scratch_path(cases[i].name), "", &kind, &failure) == STATUS_OK,
                     cases[i].kind != CORPUS_UNKNOWN);
    }
}

Test(corpus_kind, a_folder_is_one_whatever_its_name_and_a_dash_is_standard_input)
{
    struct failure failure = {0};
    enum corpus_kind kind;
    const char *const folder = scratch_path("list.csv");
    cr_assert_eq(mkdir(folder, 0700), 0);
    cr_assert_eq(corpus_kind_find(folder, "", &kind, &failure), STATUS_OK);
    cr_expect_eq(kind, CORPUS_FOLDER);
    cr_assert_eq(corpus_kind_find("-", "", &kind, &failure), STATUS_OK);
    cr_expect_eq(kind, CORPUS_NDJSON);
}

Test(corpus_kind, what_is_not_there_is_named_with_the_option_before_it)
{
    struct failure failure = {0}, unnamed = {0};
    enum corpus_kind kind;
    cr_assert_eq(corpus_kind_find(scratch_path("none.csv"), "--reference-corpus ", &kind, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    cr_expect_eq(strncmp(failure.message, "--reference-corpus ", strlen("--reference-corpus ")), 0, "%s",
                 failure.message);
    cr_assert_eq(corpus_kind_look("\xff", "", &kind, &unnamed), STATUS_FAILED);
    cr_expect_eq(unnamed.kind, FAILURE_USAGE);
}
