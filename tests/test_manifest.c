/* test_manifest.c - RFC 4180 by its own rules (section 2), and every way to be malformed with its line. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "corpus_path.h"
#include "manifest.h"
#include "manifest_shown.h"
#include "refusal.h"
#include "scratch.h"

TestSuite(manifest, .init = scratch_open, .fini = scratch_close);

Test(manifest, tables_are_read_as_rfc_4180_has_them)
{
    static const struct manifest_case cases[] = {
        {"a.csv", "path,title\r\na.txt,A\r\nb.txt,B", "2:a.txt/A;3:b.txt/B;"},
        {"a.csv", "path,title\na.txt,\"A, \"\"quoted\"\"\nin two lines\"\nb.txt,B\n",
         "2:a.txt/A, \"quoted\"\nin two lines;4:b.txt/B;"},
        {"a.csv", "\xEF\xBB\xBFpath\na.txt\n", "2:a.txt;"},
        {"a.csv", "\xEF\xBB\xBF\"path\"\n\"a.txt\"\n", "2:a.txt;"},
        {"a.csv", "path,title\n\na.txt, spaces stay \n", "3:a.txt/ spaces stay ;"},
        {"a.csv", "path,title\na.txt,\n", "2:a.txt/;"},
        {"a.csv", "title,path\n\"\",موسكو.txt\n", "2:/موسكو.txt;"},
        {"a.tsv", "path\ttitle\na.txt\tthe \"big\", one\n", "2:a.txt/the \"big\", one;"},
        {"a.csv", "path\n", ""},
        {"a.csv", "path,title\ra.txt,A\rb.txt,\"B\n\n1\"\nc.txt,C\r", "1:a.txt/A;1:b.txt/B\n\n1;4:c.txt/C;"},
    };
    manifest_expect(cases, sizeof cases / sizeof *cases);
}

struct bad_case {
    const char *text;
    const char *words; /* in the message behind the path */
};

Test(manifest, what_is_malformed_is_named_with_its_line)
{
    static const struct bad_case cases[] = {
        {"", ":1: the table is empty"},
        {"\n\n", ":1: the table is empty"},
        {"id,title\n1,A\n", ":1: the header row names no column `path`"},
        {"path;title\na.txt;A\n", ":1: the header row is one field with semicolons in it"},
        {"path\ttitle\na.txt\tA\n", ":1: the header row is one field with tabs in it"},
        {"id, Path\n1,a.txt\n", ":1: the header row names column 2 \" Path\"; it must be `path`"},
        {"path,title,title\n", ":1: columns 2 and 3 are both named \"title\""},
        {"path,,title\n", ":1: column 2 has no name"},
        {"path,title\na.txt,A\nb.txt\n", ":3: the row has 1 field where the header has 2; leave a field empty"},
        {"path,title\na.txt,A,B\n", ":2: the row has 3 fields where the header has 2; quote a field"},
        {"path,title\n\"x\ny\",A\n,B\n", ":4: the row's `path` is empty"},
        {"path,title\na.txt,\"A\nb.txt,B\n", ":2: a quote is opened in this row and never closed"},
        {"path,title\na.txt,A\"B\n", ":2: a quote stands inside a field"},
        {"path,title\na.txt,\"A\"B\n", ":2: a quote stands inside a field"},
        {"path,title\na.txt,A\nb.txt,\xE3\xE6\n", ":3: byte 7 of the line is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char shown[256];
        struct failure failure = {0};
        const char *const path = scratch_write("a.csv", cases[i].text);
        cr_expect_eq(manifest_show(path, shown, sizeof shown, &failure), STATUS_FAILED, "case %zu", i);
        cr_expect_eq(failure.kind, FAILURE_DATA, "case %zu", i);
        cr_expect_eq(strncmp(failure.message, path, strlen(path)), 0, "case %zu: %s", i, failure.message);
        cr_expect_eq(strncmp(failure.message + strlen(path), cases[i].words, strlen(cases[i].words)), 0, "case %zu: %s",
                     i, failure.message);
    }
    char shown[64];
    struct failure failure = {0};
    const char *const nul = scratch_write_bytes("a.csv", (struct span){"path\na\0b\n", 9});
    cr_expect_eq(manifest_show(nul, shown, sizeof shown, &failure), STATUS_FAILED);
    cr_expect_not_null(strstr(failure.message, ":2: the line holds a NUL byte"), "%s", failure.message);
}

static enum failure_kind locate(const char *given, char *message, size_t size)
{
    char text[256];
    struct arena arena = {0};
    struct failure failure = {0};
    struct manifest manifest = {0};
    struct span root, path = {0}, id = {0};
    snprintf(text, sizeof text, "path\n%s\n", given);
    const char *const list = scratch_write("corpus/list.csv", text);
    cr_assert_eq(manifest_read(&manifest, list, &arena, NULL, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(corpus_path_resolve(&arena, scratch_path("corpus"), &root, &failure), STATUS_OK);
    if (manifest_locate(&manifest, 0, root, &arena, &path, &id, &failure) == STATUS_OK) {
        snprintf(message, size, "%.*s %s", SPAN_ARGUMENTS(id), path.bytes);
    } else {
        snprintf(message, size, "%.500s", failure.message);
    }
    manifest_free(&manifest);
    arena_free(&arena);
    return failure.kind;
}

Test(manifest, paths_are_relative_to_the_manifest_and_stay_in_its_folder)
{
    char message[512], expected[512];
    (void)scratch_write("corpus/e/a.txt", "x");
    (void)scratch_write("b.txt", "x");
    (void)scratch_link("corpus/out.txt", "../b.txt");
    cr_expect_eq(locate("e/a.txt", message, sizeof message), FAILURE_NONE);
    snprintf(expected, sizeof expected, "e/a %s", scratch_path("corpus/e/a.txt"));
    cr_expect_str_eq(message, expected);
    cr_expect_eq(locate("../b.txt", message, sizeof message), FAILURE_DATA);
    cr_expect_not_null(strstr(message, "list.csv:2: "), "%s", message);
    cr_expect_eq(locate("../nothing.txt", message, sizeof message), FAILURE_DATA, "even if it is not there");
    cr_expect_eq(locate("out.txt", message, sizeof message), FAILURE_DATA);
    cr_expect_eq(locate("/etc/passwd", message, sizeof message), FAILURE_DATA);
    cr_expect_eq(locate("e", message, sizeof message), FAILURE_NO_INPUT);
    cr_expect_eq(locate("e/b.txt", message, sizeof message), FAILURE_NO_INPUT);
    cr_expect_not_null(strstr(message, "list.csv:2: "), "%s", message);
    cr_expect_not_null(strstr(message, "did you mean"), "%s", message);
}

Test(manifest, size_and_checksum_are_the_files)
{
    struct arena arena = {0};
    struct failure failure = {0};
    struct manifest manifest = {0};
    const char *const path = scratch_write("a.csv", "path,123\n\n");
    cr_assert_eq(manifest_read(&manifest, path, &arena, NULL, &failure), STATUS_OK);
    cr_expect_eq(manifest.stored_bytes, 10);
    manifest_free(&manifest);
    arena_free(&arena);
}

Test(manifest, refused_memory_is_reported_and_nothing_leaks)
{
    const char *const path = scratch_write("a.csv", "path,title\na.txt,A\nb.txt,\"B\"\n");
    char shown[256];
    for (long index = 0;; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = manifest_show(path, shown, sizeof shown, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        /* libcsv asks again for less when its buffer is refused */
        cr_expect(status == STATUS_OK || failure.kind == FAILURE_MEMORY, "%ld: %s", index, failure.message);
    }
}
