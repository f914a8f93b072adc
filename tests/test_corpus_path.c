/* test_corpus_path.c - paths taken apart, and those that leave their folder. */
#include <criterion/criterion.h>

#include "corpus_path.h"
#include "scratch.h"

TestSuite(corpus_path, .init = scratch_open, .fini = scratch_close);

struct part_case {
    const char *path, *folder, *name, *stem;
};

Test(corpus_path, a_path_has_folder_name_and_stem)
{
    static const struct part_case cases[] = {
        {"a/b.txt", "a", "b.txt", "a/b"},        {"b.txt.gz", "", "b.txt.gz", "b"},
        {"a.b/c", "a.b", "c", "a.b/c"},          {"/x.csv", "/", "x.csv", "/x"},
        {"a/.gz", "a", ".gz", "a/.gz"},          {"a/.txt", "a", ".txt", "a/.txt"},
        {"v1.2/c.gz", "v1.2", "c.gz", "v1.2/c"}, {"", "", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct span path = span_of(cases[i].path);
        cr_expect(span_equal(corpus_path_folder(path), span_of(cases[i].folder)), "folder of %s", cases[i].path);
        cr_expect(span_equal(corpus_path_name(path), span_of(cases[i].name)), "name of %s", cases[i].path);
        cr_expect(span_equal(corpus_path_stem(path), span_of(cases[i].stem)), "stem of %s", cases[i].path);
    }
}

Test(corpus_path, joining_puts_one_slash_between)
{
    static const char *const cases[][3] = {{"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"", "b", "b"},
                                           {"a", "/b", "/b"}, {"/", "b", "/b"},   {"a", "", "a/"}};
    struct arena arena = {0};
    struct failure failure = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct span path;
        cr_assert_eq(corpus_path_join(&arena, span_of(cases[i][0]), span_of(cases[i][1]), &path, &failure), STATUS_OK);
        cr_expect_str_eq(path.bytes, cases[i][2]);
        cr_expect_eq(path.length, strlen(cases[i][2]));
    }
    arena_free(&arena);
}

Test(corpus_path, climbing_is_stepping_above_the_start)
{
    static const char *const climbing[] = {"..", "../a", "a/../../b", "./../a"};
    static const char *const staying[] = {"", "a", "a/..", "a/../b", "..a", "a/./b/../../c"};
    for (size_t i = 0; i < sizeof climbing / sizeof *climbing; i++) {
        cr_expect(corpus_path_climbs(span_of(climbing[i])), "%s", climbing[i]);
    }
    for (size_t i = 0; i < sizeof staying / sizeof *staying; i++) {
        cr_expect(!corpus_path_climbs(span_of(staying[i])), "%s", staying[i]);
    }
}

static enum failure_kind kind_of(const char *root_name, const char *name)
{
    struct arena arena = {0};
    struct failure failure = {0};
    struct span root;
    cr_assert_eq(corpus_path_resolve(&arena, scratch_path(root_name), &root, &failure), STATUS_OK);
    (void)!corpus_path_check(root, scratch_path(name), "list.csv:3: ", &failure);
    if (failure.kind != FAILURE_NONE) {
        cr_expect_eq(strncmp(failure.message, "list.csv:3: ", 12), 0, "%s", failure.message);
    }
    arena_free(&arena);
    return failure.kind;
}

Test(corpus_path, only_files_inside_the_folder_are_let_through)
{
    (void)scratch_write("corpus/in.txt", "x");
    (void)scratch_write("corpus_2/out.txt", "x");
    (void)scratch_link("corpus/inner.txt", "in.txt");
    (void)scratch_link("corpus/outer.txt", "../corpus_2/out.txt");
    (void)scratch_link("corpus/dangling.txt", "nowhere.txt");
    (void)scratch_link("corpus/climb", "..");
    cr_expect_eq(kind_of("corpus", "corpus/in.txt"), FAILURE_NONE);
    cr_expect_eq(kind_of("corpus", "corpus/inner.txt"), FAILURE_NONE);
    cr_expect_eq(kind_of("corpus", "corpus/outer.txt"), FAILURE_DATA);
    cr_expect_eq(kind_of("corpus", "corpus_2/out.txt"), FAILURE_DATA, "a name that starts alike is another folder");
    cr_expect_eq(kind_of("corpus", "corpus/climb/corpus_2/out.txt"), FAILURE_DATA);
    cr_expect_eq(kind_of("corpus", "corpus/dangling.txt"), FAILURE_NO_INPUT);
    cr_expect_eq(kind_of("", "corpus"), FAILURE_NO_INPUT, "a folder is no text");
}

Test(corpus_path, a_link_dangles_and_a_missing_file_does_not)
{
    (void)scratch_write("in.txt", "x");
    cr_expect_not(corpus_path_dangles(scratch_link("good.txt", "in.txt")));
    cr_expect(corpus_path_dangles(scratch_link("bad.txt", "nowhere.txt")));
    cr_expect(corpus_path_dangles(scratch_link("self.txt", "self.txt")));
    cr_expect_not(corpus_path_dangles(scratch_path("in.txt")));
    cr_expect_not(corpus_path_dangles(scratch_path("nowhere.txt")));
}

Test(corpus_path, a_missing_name_is_named_with_one_that_is_near)
{
    (void)scratch_write("corpora/seeds/a.txt", "x");
    static const char *const cases[][2] = {
        {"corpora/sedes", "did you mean"}, {"corpora/seed", "did you mean"}, {"corpra/seeds", "did you mean"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct failure failure = {0};
        cr_assert_eq(corpus_path_missing(scratch_path(cases[i][0]), "", &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
        cr_expect_not_null(strstr(failure.message, scratch_path(i < 2 ? "corpora/seeds?" : "corpora?")), "%s",
                           failure.message);
    }
    struct failure failure = {0};
    cr_assert_eq(corpus_path_missing(scratch_path("corpora/other"), "", &failure), STATUS_FAILED);
    cr_expect_null(strstr(failure.message, "did you mean"), "%s", failure.message);
}
