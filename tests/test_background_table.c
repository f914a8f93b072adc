#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "background_table.h"
#include "refusal.h"

static char path[] = "/tmp/mizan_test_XXXXXX";
static struct failure failure;

static void write_file(const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes, 1, length, file), length);
    cr_assert_eq(fclose(file), 0);
}

static void write_text(const char *text)
{
    write_file(text, strlen(text));
}

static void make_file(void)
{
    const int descriptor = mkstemp(path);
    cr_assert_geq(descriptor, 0);
    close(descriptor);
}

static void remove_file(void)
{
    unlink(path);
}

TestSuite(background_table, .init = make_file, .fini = remove_file);

static struct background *read_table(const char *text)
{
    struct background *table = NULL;
    write_text(text);
    cr_assert_eq(background_table_read(path, "xy", &table, &failure), STATUS_OK, "%s", failure.message);
    return table;
}

static uint32_t written(const struct background *table, const char *key)
{
    const struct background_key made = background_key_of(span_of(key));
    return background_index_find(&table->forms, (const char *)table, &made).written;
}

static uint32_t folded(const struct background *table, const char *key)
{
    const struct background_key made = background_key_of(span_of(key));
    return background_index_find(&table->forms, (const char *)table, &made).folded;
}

Test(background_table, forms_are_found_as_written_and_as_folded)
{
    struct background *table = read_table("#documents\t100\nإلى\t60\nالى\t7\nالي\t2\nLondon\t5\n");
    cr_expect_eq(table->documents, 100);
    cr_expect_eq(written(table, "إلى"), 60);
    cr_expect_eq(written(table, "الى"), 7);
    cr_expect_eq(written(table, "london"), 5);
    cr_expect_eq(written(table, "London"), 0);
    cr_expect_eq(written(table, ""), 0);
    cr_expect_eq(folded(table, "الي"), 69);
    cr_expect_eq(folded(table, "إلى"), 0);
    free(table);
}

Test(background_table, of_forms_with_one_key_the_commoner_counts)
{
    struct background *table = read_table("#documents\t100\nThe\t60\nthe\t90\nTHE\t3\n");
    cr_expect_eq(written(table, "the"), 90);
    cr_expect_eq(folded(table, "the"), 90);
    free(table);
}

Test(background_table, line_ends_of_windows_a_byte_order_mark_and_a_missing_last_line_end_are_read)
{
    struct background *table = read_table("\xEF\xBB\xBF#documents\t9\r\none\t9\r\n\r\n\t4\ntwo\t8");
    cr_expect_eq(written(table, "one"), 9);
    cr_expect_eq(written(table, "two"), 8);
    cr_expect_eq(table->forms.entry_count, 2);
    free(table);
}

Test(background_table, many_forms_stay_apart)
{
    enum { FORM_COUNT = 5000 };
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    fprintf(file, "#documents\t%d\n", FORM_COUNT);
    for (int i = 1; i <= FORM_COUNT; i++) {
        fprintf(file, "f%d\t%d\n", i * 7, i);
    }
    fclose(file);
    struct background *table = NULL;
    cr_assert_eq(background_table_read(path, "xy", &table, &failure), STATUS_OK, "%s", failure.message);
    for (int i = 1; i <= FORM_COUNT * 7; i++) {
        char key[16];
        snprintf(key, sizeof key, "f%d", i);
        cr_assert_eq(written(table, key), i % 7 == 0 ? (uint32_t)i / 7 : 0);
    }
    free(table);
}

Test(background_table, a_form_that_stands_twice_is_refused_with_both_lines)
{
    static const struct {
        const char *text, *lines;
    } cases[] = {{"#documents\t9\na\t1\nb\t2\na\t1\n", ", lines 2 and 4: "},
                 {"#documents\t9\n\nb\t1\n\nb\t2\nb\t3\n", ", lines 3 and 5: "}};
    for (size_t i = 0; i < 2; i++) {
        FILE *const file = fopen(path, "wb");
        cr_assert_not_null(file);
        fputs(cases[i].text, file);
        fclose(file);
        struct background *table = NULL;
        failure = (struct failure){0};
        cr_assert_eq(background_table_read(path, "xy", &table, &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, cases[i].lines), "%s", failure.message);
    }
}

/* crc32 of "123456789" is cbf43926 (the check value of the CRC catalogue); here of a text, with zlib's own function. */
Test(background_table, its_identity_is_its_name_and_the_crc_of_its_text)
{
    static const char text[] = "#documents\t1\na\t1\n";
    struct background *table = read_table(text);
    char expected[32];
    snprintf(expected, sizeof expected, "xy %08lx", crc32(0, (const Bytef *)text, sizeof text - 1));
    cr_expect_str_eq(table->identity, expected);
    free(table);
}

static size_t compress_table(unsigned char *bytes, size_t size)
{
    gzFile file = gzopen(path, "wb");
    cr_assert_not_null(file);
    gzprintf(file, "#documents\t50000\n");
    for (int i = 1; i < 4000; i++) {
        gzprintf(file, "form%x\t%d\n", (unsigned)i * 2654435761U, i);
    }
    gzclose(file);
    FILE *plain = fopen(path, "rb");
    cr_assert_not_null(plain);
    const size_t length = fread(bytes, 1, size, plain);
    fclose(plain);
    return length;
}

Test(background_table, a_gzip_table_reads_like_a_plain_one)
{
    unsigned char bytes[1 << 16];
    struct background *table = NULL;
    compress_table(bytes, sizeof bytes);
    cr_assert_eq(background_table_read(path, "xy", &table, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(written(table, "form9e3779b1"), 1);
    cr_expect_eq(table->forms.entry_count, 3999);
    free(table);
}

Test(background_table, a_gzip_table_cut_short_or_with_a_flipped_byte_is_refused)
{
    unsigned char bytes[1 << 16];
    const size_t length = compress_table(bytes, sizeof bytes);
    struct background *table = NULL;
    const size_t cuts[] = {length - 1, length - 4, length - 8, length - 9, length / 2, 19};
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        failure = (struct failure){0};
        write_file((const char *)bytes, cuts[i]);
        cr_expect_eq(background_table_read(path, "xy", &table, &failure), STATUS_FAILED, "cut to %zu", cuts[i]);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, path));
    }
    failure = (struct failure){0};
    bytes[length - 6] ^= 1; /* in the CRC */
    write_file((const char *)bytes, length);
    cr_expect_eq(background_table_read(path, "xy", &table, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
}

Test(background_table, a_malformed_line_is_named)
{
    static const struct {
        const char *text, *place;
    } cases[] = {
        {"", "line 1"},
        {"one\t1\n", "line 1"},
        {"#documents\n", "line 1"},
        {"#documents\t0\n", "line 1"},
        {"#documents\tmany\n", "line 1"},
        {"#documents\t4294967296\na\t1\n", "line 1"},
        {"#documents\t18446744073709551617\na\t1\n", "line 1"},
        {"#documents\t9\none 1\n", "line 2"},
        {"#documents\t9\none\t1\ntwo\t\n", "line 3"},
        {"#documents\t9\none\t-1\n", "line 2"},
        {"#documents\t9\none\t1.5\n", "line 2"},
        {"#documents\t9\none\t0\n", "line 2"},
        {"#documents\t9\none\t10\n", "line 2"},
        {"#documents\t9\n\nw\xF6rter\t1\n", "line 3"},
        {"#documents\t9\n", "no form"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct background *table = NULL;
        failure = (struct failure){0};
        write_text(cases[i].text);
        cr_expect_eq(background_table_read(path, "xy", &table, &failure), STATUS_FAILED, "case %zu", i);
        cr_expect_eq(failure.kind, FAILURE_DATA, "case %zu", i);
        cr_expect_not_null(strstr(failure.message, path), "%s", failure.message);
        cr_expect_not_null(strstr(failure.message, cases[i].place), "%s", failure.message);
        cr_expect_null(table);
    }
}

Test(background_table, a_missing_file_and_a_folder_are_named)
{
    struct background *table = NULL;
    cr_expect_eq(background_table_read("/nowhere/table.tsv", "xy", &table, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    cr_expect_not_null(strstr(failure.message, "/nowhere/table.tsv"));
    failure = (struct failure){0};
    cr_expect_eq(background_table_read("/tmp", "xy", &table, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_not_null(strstr(failure.message, "/tmp"));
}

Test(background_table, every_refused_allocation_is_reported_as_such)
{
    struct background *table = NULL;
    unsigned char bytes[1 << 16];
    compress_table(bytes, sizeof bytes);
    for (long i = 0;; i++) {
        failure = (struct failure){0};
        refuse_allocation(i, false);
        const enum status status = background_table_read(path, "xy", &table, &failure);
        const long asked = refuse_nothing();
        if (asked <= i) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_geq(i, 10);
            break;
        }
        cr_expect_eq(status, STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
    free(table);
}

Test(background_table, the_same_text_gives_the_same_bytes)
{
    struct background *first = read_table("#documents\t9\nb\t1\na\t2\n");
    struct background *second = read_table("#documents\t9\nb\t1\na\t2\n");
    cr_expect_eq(first->block_bytes, second->block_bytes);
    cr_expect_eq(memcmp(first, second, first->block_bytes), 0);
    free(first);
    free(second);
}
