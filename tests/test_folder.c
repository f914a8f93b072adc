/* test_folder.c - the conventions of a corpus folder. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <sys/stat.h>

#include "folder.h"
#include "refusal.h"
#include "scratch.h"

TestSuite(folder, .init = scratch_open, .fini = scratch_close);

Test(folder, a_path_says_event_source_and_id)
{
    static const char *const cases[][4] = {
        {"e/s.txt", "e/s", "e", "s"},
        {"e/s.txt.gz", "e/s", "e", "s"},
        {"e/s/deep/er/n.txt", "e/s/deep/er/n", "e", "s"},
        {"e/v1.5/n.txt", "e/v1.5/n", "e", "v1.5"},
        {"n.txt", "n", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct span id, event, source;
        folder_describe(span_of(cases[i][0]), &id, &event, &source);
        cr_expect(span_equal(id, span_of(cases[i][1])), "%s", cases[i][0]);
        cr_expect(span_equal(event, span_of(cases[i][2])), "%s", cases[i][0]);
        cr_expect(span_equal(source, span_of(cases[i][3])), "%s", cases[i][0]);
    }
}

/* Texts, then a bar, the number not read, and the shown ones. */
static enum status show(const char *root, char *shown, size_t size, struct failure *failure)
{
    struct arena arena = {0};
    struct folder folder = {0};
    const enum status status = folder_list(&folder, root, &arena, failure);
    size_t used = 0;
    for (size_t i = 0; i < folder.text_count; i++) {
        used += (size_t)snprintf(shown + used, size - used, "%.*s ", SPAN_ARGUMENTS(folder.texts[i]));
    }
    used += (size_t)snprintf(shown + used, size - used, "| %d", (int)folder.unread);
    for (size_t i = 0; i < folder.unread_name_count; i++) {
        used += (size_t)snprintf(shown + used, size - used, " %.*s", SPAN_ARGUMENTS(folder.unread_names[i]));
    }
    folder_free(&folder);
    arena_free(&arena);
    return status;
}

Test(folder, texts_are_listed_by_bytes_and_all_else_is_counted)
{
    static const char *const names[] = {"b/s.txt",  "a/s.txt",     "a-b/s.txt.gz", "a/s/x.txt", "top.txt", "z.pdf",
                                        "a/n.html", ".hidden.txt", ".git/x.txt",   "a/.txt",    "a/x.txt~"};
    char shown[512];
    struct failure failure = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)scratch_write(names[i], "x");
    }
    cr_assert_eq(show(scratch_path(""), shown, sizeof shown, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(shown, "a-b/s.txt.gz a/s.txt a/s/x.txt b/s.txt top.txt | 6 .git .hidden.txt a/.txt");
}

Test(folder, links_are_followed_to_texts_inside_and_refused_outside)
{
    char shown[512];
    struct failure failure = {0};
    (void)scratch_write("corpus/e/s.txt", "x");
    (void)scratch_write("outside.txt", "x");
    (void)scratch_link("corpus/e/t.txt", "s.txt");
    (void)scratch_link("corpus/e/circle", "..");
    cr_assert_eq(show(scratch_path("corpus"), shown, sizeof shown, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(shown, "e/s.txt e/t.txt | 1 e/circle");
    const char *const link = scratch_link("corpus/e/u.txt", "../../outside.txt");
    cr_assert_eq(show(scratch_path("corpus"), shown, sizeof shown, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert_not_null(strstr(failure.message, link), "%s", failure.message);
}

Test(folder, a_link_that_leads_nowhere_is_listed_for_its_reader_to_tell)
{
    char shown[512];
    struct failure failure = {0};
    (void)scratch_write("corpus/e/s.txt", "x");
    (void)scratch_link("corpus/e/a.txt", "nowhere.txt");
    (void)scratch_link("corpus/e/b.txt", "b.txt");
    (void)scratch_link("corpus/e/c.txt", "s.txt/below");
    (void)scratch_link("corpus/e/d.doc", "nowhere.doc");
    cr_assert_eq(show(scratch_path("corpus"), shown, sizeof shown, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(shown, "e/a.txt e/b.txt e/c.txt e/s.txt | 1 e/d.doc");
}

Test(folder, a_link_to_a_folder_outside_is_refused)
{
    char shown[64];
    struct failure failure = {0};
    (void)scratch_write("corpus/e/s.txt", "x");
    (void)scratch_write("other/s.txt", "x");
    (void)scratch_link("corpus/f", "../other");
    cr_assert_eq(show(scratch_path("corpus"), shown, sizeof shown, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA, "%s", failure.message);
}

Test(folder, what_is_no_regular_file_is_not_opened)
{
    char shown[64];
    struct failure failure = {0};
    (void)scratch_write("e/s.txt", "x");
    cr_assert_eq(mkfifo(scratch_path("e/pipe.txt"), 0666), 0);
    cr_assert_eq(show(scratch_path(""), shown, sizeof shown, &failure), STATUS_OK);
    cr_assert_str_eq(shown, "e/s.txt | 1 e/pipe.txt");
}

Test(folder, a_name_that_is_not_utf8_is_refused_in_valid_words)
{
    char shown[64];
    struct failure failure = {0};
    (void)scratch_write("e/\xE3\xE6.txt", "x");
    cr_assert_eq(show(scratch_path(""), shown, sizeof shown, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert_not_null(strstr(failure.message, "e/\xEF\xBF\xBD\xEF\xBF\xBD.txt"), "%s", failure.message);
}

Test(folder, refused_memory_is_reported_and_nothing_leaks)
{
    char shown[256];
    (void)scratch_write("e/s.txt", "x");
    (void)scratch_write("e/s.pdf", "x");
    const char *const root = scratch_path("");
    for (long index = 0;; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = show(root, shown, sizeof shown, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY, "%ld: %s", index, failure.message);
    }
}
