#include <criterion/criterion.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nameless_file.h"
#include "scratch.h"

TestSuite(nameless_file, .init = scratch_open, .fini = scratch_close);

Test(nameless_file, is_read_and_written_and_stands_in_no_folder)
{
    char read_back[4] = "";
    struct stat facts;
    const int file = nameless_file_open(scratch_path(""));
    cr_assert_geq(file, 0);
    cr_expect_eq(write(file, "abc", 3), 3);
    cr_expect_eq(pread(file, read_back, 3, 0), 3);
    cr_expect_str_eq(read_back, "abc");
    cr_assert_eq(fstat(file, &facts), 0);
    cr_expect_eq(facts.st_nlink, 0);
    cr_expect_eq(facts.st_mode & 0777, 0600, "nobody else's");
    cr_expect(fcntl(file, F_GETFD) & FD_CLOEXEC);
    DIR *const folder = opendir(scratch_path(""));
    cr_assert_not_null(folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        cr_expect_eq(entry->d_name[0], '.', "%s", entry->d_name);
    }
    closedir(folder);
    close(file);
}

Test(nameless_file, where_there_can_be_none_errno_says_why)
{
    static char longest[PATH_MAX + 10];
    cr_expect_eq(nameless_file_open(scratch_path("nowhere")), -1);
    cr_expect_eq(errno, ENOENT);
    cr_expect_eq(nameless_file_open(scratch_write("text", "a file, no folder")), -1);
    cr_expect_eq(errno, ENOTDIR);
    memset(longest, 'a', sizeof longest - 1);
    cr_expect_eq(nameless_file_open(longest), -1);
    cr_expect_eq(errno, ENAMETOOLONG);
}
