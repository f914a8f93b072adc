/* test_spill_file.c - a temporary file goes where the user says, has no name, and has its space. */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"
#include "spill_file.h"

TestSuite(spill_file, .init = scratch_open, .fini = scratch_close);

static void open_one(const char *output, char folder[SPILL_FOLDER_BYTES])
{
    struct failure failure = {0};
    const struct spill_file_words words = {"it is tested", ""};
    int file = -1;
    struct stat is;
    cr_assert_eq(spill_file_open(output, &words, &file, folder, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(spill_file_extend(file, 100000, folder, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(fstat(file, &is), 0);
    cr_assert_eq(is.st_nlink, 0, "the file has a name");
    cr_assert_eq(is.st_size, 100000);
    cr_assert_geq(is.st_blocks * 512, 100000, "the space is not taken");
    close(file);
}

Test(spill_file, it_goes_into_tmpdir)
{
    char folder[SPILL_FOLDER_BYTES];
    setenv("TMPDIR", scratch_path(""), 1);
    open_one("/nowhere/out", folder);
    cr_assert_str_eq(folder, scratch_path(""));
}

Test(spill_file, without_tmpdir_it_goes_beside_out)
{
    char folder[SPILL_FOLDER_BYTES], expected[SPILL_FOLDER_BYTES];
    unsetenv("TMPDIR");
    (void)scratch_write("place/text", "");
    strcpy(expected, scratch_path("place"));
    open_one(scratch_path("place/out"), folder);
    cr_assert_str_eq(folder, expected);
    open_one(scratch_path("place/out///"), folder);
    cr_assert_str_eq(folder, expected);
    cr_assert_eq(chdir(expected), 0);
    open_one("out", folder);
    cr_assert_str_eq(folder, ".");
    open_one("/out", folder);
    cr_assert_str_eq(folder, "/");
}

Test(spill_file, without_either_it_goes_where_temporary_files_go)
{
    char folder[SPILL_FOLDER_BYTES];
    setenv("TMPDIR", "", 1);
    open_one(NULL, folder);
    cr_assert_str_eq(folder, "/var/tmp");
    open_one("/nowhere/at/all/out", folder);
    cr_assert_str_eq(folder, "/var/tmp");
}

Test(spill_file, no_space_is_named_in_mega_bytes)
{
    struct failure failure = {0};
    cr_assert_eq(spill_file_extend(-1, 5 << 20, "/some/folder", &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_IO);
    cr_assert_not_null(strstr(failure.message, "5 MB in /some/folder"), "%s", failure.message);
}
