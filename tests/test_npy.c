/* Bytes by hand after NEP 1; numpy is the independent reader. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "npy.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(npy, .init = make, .fini = sample_folder_remove);

static void write_matrix(void)
{
    static const double rows[2][3] = {{1, 0.5, -2}, {0, 3, 0.25}};
    double last[3];
    memcpy(last, rows[1], sizeof last);
    last[0] = -(double)NAN;
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out.npy");
    npy_begin(&writer, 2, 3);
    cr_assert_eq(npy_row(&writer, rows[0], 3, &failure), STATUS_OK);
    cr_assert_eq(npy_row(&writer, last, 3, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
}

Test(npy, header_is_version_1_and_data_begin_at_a_multiple_of_64)
{
    write_matrix();
    const char *const content = sample_content("out.npy");
    static const char expected[] =
        "\x93NUMPY\x01\x00\x76\x00{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";
    cr_assert_arr_eq(content, expected, sizeof expected - 1);
    cr_assert_eq(sample_content_length(), 128 + 6 * 8); /* 10 + 0x76 = 128 */
    cr_assert_eq(content[126], ' ');
    cr_assert_eq(content[127], '\n');
    cr_assert_arr_eq(content + 128, "\0\0\0\0\0\0\xf0\x3f", 8);      /* 1.0, little-endian */
    cr_assert_arr_eq(content + 128 + 24, "\0\0\0\0\0\0\xf8\x7f", 8); /* the one NaN there is */
}

/* Longer than what is written at a time, by one. */
Test(npy, a_long_row_stands_value_by_value)
{
    enum { COUNT = 129, HEADER_BYTES = 128 };
    double row[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        row[i] = (double)i;
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out.npy");
    npy_begin(&writer, 1, COUNT);
    cr_assert_eq(npy_row(&writer, row, COUNT, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    const char *const content = sample_content("out.npy");
    cr_assert_eq(sample_content_length(), HEADER_BYTES + sizeof row);
    for (size_t i = 0; i < COUNT; i++) {
        double value;
        memcpy(&value, content + HEADER_BYTES + i * sizeof value, sizeof value);
        cr_expect_eq(value, (double)i); /* on a little-endian machine, as the file is */
    }
}

Test(npy, numpy_reads_the_same_numbers)
{
    bool is_there = false;
    write_matrix();
    const bool is_same =
        sample_python("import sys\n"
                      "try:\n"
                      "    import numpy\n"
                      "except ImportError:\n"
                      "    sys.exit(0)\n"
                      "m = numpy.load(sys.argv[1])\n"
                      "assert m.shape == (2, 3) and m.dtype == numpy.float64 and m.flags.c_contiguous\n"
                      "assert m[0].tolist() == [1, .5, -2] and m[1][1:].tolist() == [3, .25]\n"
                      "assert numpy.isnan(m[1][0])\n",
                      sample_path("out.npy"), &is_there);
    if (!is_there)
        cr_skip_test("python3 is not installed");
    cr_assert(is_same);
}
