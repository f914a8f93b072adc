#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "npz.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(npz, .init = make, .fini = sample_folder_remove);

static void write_sample(const char *name)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, name);
    cr_assert_eq(npz_write_weights(&writer, &sample_weighted, 3, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
}

Test(npz, scipy_reads_the_weights_without_zeros)
{
    static const char script[] = "import sys, zipfile, scipy.sparse as s\n"
                                 "m = s.load_npz(sys.argv[1])\n"
                                 "assert m.format == 'csr' and m.shape == (3, 4) and m.nnz == 5, m\n"
                                 "assert m.toarray().tolist() == [[.5, .25, 0, 0], [0, .125, 1, .75], [0] * 4] or "
                                 "sorted(m.data.tolist()) == [.125, .25, .5, .75, 1], m.toarray()\n"
                                 "z = zipfile.ZipFile(sys.argv[1])\n"
                                 "assert z.testzip() is None\n"
                                 "assert {i.date_time for i in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}\n"
                                 "assert {i.compress_type for i in z.infolist()} == {0}\n";
    bool is_there = false;
    write_sample("weights.npz");
    const bool passed = sample_python(script, sample_path("weights.npz"), &is_there);
    cr_expect(passed || !is_there);
}

Test(npz, the_bytes_are_the_same_each_time_and_in_each_time_zone)
{
    static char first[1 << 14];
    write_sample("one.npz");
    const char *const content = sample_content("one.npz");
    const size_t length = sample_content_length();
    cr_assert_lt(length, sizeof first);
    memcpy(first, content, length);
    setenv("TZ", "Asia/Tokyo", 1);
    write_sample("two.npz");
    cr_expect_eq(memcmp(sample_content("two.npz"), first, length), 0);
    cr_expect_eq(sample_content_length(), length);
}

Test(npz, a_full_disk_is_told)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const int descriptor = open("/dev/full", O_WRONLY);
    cr_assert_geq(descriptor, 0);
    cr_assert_eq(writer_attach(&writer, descriptor, "full", &failure), STATUS_OK);
    writer.owns_descriptor = true;
    enum status status = npz_write_weights(&writer, &sample_weighted, 3, &failure);
    if (status == STATUS_OK)
        status = writer_close(&writer, &failure);
    cr_expect_eq(status, STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    writer_discard(&writer);
}
