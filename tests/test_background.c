#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "background.h"
#include "background_table.h"
#include "pages.h"
#include "resident.h"
#include "tables.h"

/* The figures were read off data/ar.tsv.gz and data/en.tsv.gz with zgrep. */
Test(background, the_builtin_tables_hold_the_figures_of_their_files)
{
    const struct background *arabic = background_builtin("ar");
    const struct background *english = background_builtin("en");
    cr_assert_not_null(arabic);
    cr_assert_not_null(english);
    cr_expect_eq(background_documents(arabic), 19968);
    cr_expect_eq(background_documents(english), 41265);
    cr_expect_eq(background_frequency(arabic, span_of("ab")), 7);
    cr_expect_eq(background_frequency(english, span_of("a")), 33341);
    cr_expect_eq(background_frequency(english, span_of("a's")), 39);
    cr_expect_eq(background_frequency(english, span_of("A")), 0);
    cr_expect_eq(background_frequency(english, span_of("qqqq")), 0);
    cr_expect_eq(background_folded_frequency(english, span_of("a's")), 39);
}

Test(background, every_folded_form_is_told_with_its_frequency_once)
{
    const struct background *const english = background_builtin("en");
    struct background_form form;
    size_t i = 0;
    for (; background_folded_form(english, i, &form); i++) {
        cr_assert_eq(background_folded_frequency(english, form.text), form.frequency);
    }
    cr_expect_gt(i, 1000);
}

static int by_form(const void *a, const void *b)
{
    return span_compare((*(const struct background_form *const *)a)->text,
                        (*(const struct background_form *const *)b)->text);
}

/* Compares the answer with a search in the sorted list. */
static bool is_answered_as_listed(const struct background *background, const struct background_form *const *list,
                                  size_t count, struct span key)
{
    const struct background_form sought = {.text = key}, *const wanted = &sought;
    const struct background_form *const *const found = bsearch(&wanted, list, count, sizeof *list, by_form);
    return background_folded_frequency(background, key) == (found == NULL ? 0 : (*found)->frequency);
}

/* What the stemmer asks for: forms, forms with an article before them or behind it, and forms less a letter. */
Test(background, forms_and_what_is_near_them_are_answered_as_by_a_sorted_list)
{
    enum { FORMS_MOST = 200000, KEY_BYTES = 256, ARTICLE_BYTES = sizeof "ال" - 1, LETTER_BYTES = 2 };
    static struct background_form forms[FORMS_MOST];
    static const struct background_form *list[FORMS_MOST]; /* a form's text may lie in the form: they are not moved */
    const struct background *const arabic = background_builtin("ar");
    size_t count = 0, absent = 0;
    while (count < FORMS_MOST && background_folded_form(arabic, count, &forms[count])) {
        list[count] = &forms[count];
        count++;
    }
    cr_assert_gt(count, 50000);
    qsort(list, count, sizeof *list, by_form);
    for (size_t i = 0; i < count; i++) {
        char key[KEY_BYTES] = "ال";
        const struct span form = list[i]->text;
        cr_assert_lt(form.length, KEY_BYTES - ARTICLE_BYTES);
        memcpy(key + ARTICLE_BYTES, form.bytes, form.length);
        const struct span keys[] = {form,
                                    {key, ARTICLE_BYTES + form.length},
                                    {form.bytes, form.length - (form.length > LETTER_BYTES ? LETTER_BYTES : 0)}};
        for (size_t j = 0; j < sizeof keys / sizeof keys[0]; j++) {
            cr_assert(is_answered_as_listed(arabic, list, count, keys[j]), "%.*s", SPAN_ARGUMENTS(keys[j]));
            absent += background_folded_frequency(arabic, keys[j]) == 0;
        }
    }
    cr_expect_gt(absent, count / 2);
}

Test(background, folded_frequencies_are_sums_over_the_spellings)
{
    const struct background *arabic = background_builtin("ar");
    const uint32_t with_dots = background_frequency(arabic, span_of("إلي"));
    const uint32_t as_usual = background_frequency(arabic, span_of("إلى"));
    const uint32_t bare = background_frequency(arabic, span_of("الى"));
    const uint32_t plain = background_frequency(arabic, span_of("الي"));
    cr_expect_gt(as_usual, 9000);
    cr_expect_geq(background_folded_frequency(arabic, span_of("الي")), with_dots + as_usual + bare + plain);
}

Test(background, a_language_without_a_table_has_none)
{
    cr_expect_null(background_builtin("fr"));
    cr_expect_null(background_builtin(""));
    cr_expect_null(background_builtin(NULL));
}

Test(background, a_share_is_a_part_of_the_documents_and_never_nothing)
{
    const struct background *english = background_builtin("en");
    cr_expect_eq(background_share(english, span_of("a")), 33341.0 / 41265.0);
    cr_expect_eq(background_share(english, span_of("qqqq")), 3.0 / 41265.0);
}

Test(background, a_table_of_the_user_is_asked_the_same_way)
{
    char path[] = "/tmp/mizan_test_XXXXXX";
    const int descriptor = mkstemp(path);
    cr_assert_geq(descriptor, 0);
    static const char text[] = "#documents\t2\none\t1\n";
    cr_assert_eq(write(descriptor, text, sizeof text - 1), sizeof text - 1);
    close(descriptor);
    struct failure failure = {0};
    struct background *table = NULL;
    cr_assert_eq(background_read(path, &table, &failure), STATUS_OK, "%s", failure.message);
    unlink(path);
    cr_expect_eq(background_documents(table), 2);
    cr_expect_eq(background_frequency(table, span_of("one")), 1);
    cr_expect_eq(background_share(table, span_of("one")), 0.5);
    cr_expect_eq(background_share(table, span_of("two")), 1.0); /* unseen counts three, of two documents */
    background_free(table);
    background_free(NULL);
}

/* CRC-32 of the inflated tables, computed with Python's zlib.crc32. */
Test(background, identities_name_the_tables_and_end)
{
    cr_assert_not_null(background_identity(0));
    cr_expect_str_eq(background_identity(0), "ar a3364910");
    cr_expect_str_eq(background_identity(1), "en db514826");
    cr_expect_null(background_identity(2));
}

Test(background, the_embedded_blocks_are_whole)
{
    cr_expect_eq((uintptr_t)table_background_ar % 16, 0);
    cr_expect_eq((uintptr_t)table_background_en % 16, 0);
    cr_expect_eq(memcmp(table_background_ar, "mizanbg5", 8), 0);
    cr_expect_gt(table_background_ar_end - table_background_ar, 2000000);
    cr_expect_gt(table_background_en_end - table_background_en, 1000000);
}

static size_t bytes_of(const struct background_index *index)
{
    return (size_t)(index->order - index->filter);
}

static uint64_t expected_bytes(const struct background *background)
{
    pages_drop_constants();
    const uint64_t before = resident_bytes();
    background_expect(background);
    const uint64_t after = resident_bytes();
    return after > before ? after - before : 0;
}

/* All but the order of the forms. How much comes at most is not asked: a file lies in the system's cache in pieces of
 * up to 2 MB, each counted whole. */
Test(background, the_pages_that_an_expected_table_is_asked_for_are_there_at_once)
{
    const size_t spare = (size_t)1 << 19, page = (size_t)sysconf(_SC_PAGESIZE);
    const struct background *const ar = background_builtin("ar"), *const en = background_builtin("en");
    char *const any = mmap(NULL, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert(any != MAP_FAILED);
    if (madvise(any, page, 22 /* MADV_POPULATE_READ */) != 0) {
        cr_skip_test("this system has the pages of a file one by one only");
    }
    cr_assert_eq(munmap(any, page), 0);
    cr_assert_gt(bytes_of(&ar->forms), (size_t)2 << 20);
    cr_expect_geq(expected_bytes(ar) + spare, bytes_of(&ar->forms));
    cr_expect_geq(expected_bytes(en) + spare, bytes_of(&en->forms));
}
