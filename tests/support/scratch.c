/* scratch.c - mkdtemp, and nftw to take it away. */
#include "scratch.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { FOLDER_BYTES = 64, KEPT = 4096 };

static char folder[FOLDER_BYTES];
static void *kept[KEPT];
static size_t kept_count;

static void *keep(void *memory)
{
    cr_assert_not_null(memory);
    cr_assert_lt(kept_count, (size_t)KEPT);
    return kept[kept_count++] = memory;
}

void scratch_open(void)
{
    snprintf(folder, sizeof folder, "/tmp/mizan_test_XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
}

static int take_away(const char *path, const struct stat *facts, int kind, struct FTW *place)
{
    (void)facts;
    (void)kind;
    (void)place;
    return remove(path);
}

void scratch_close(void)
{
    (void)nftw(folder, take_away, 16, FTW_DEPTH | FTW_PHYS);
    while (kept_count > 0) {
        free(kept[--kept_count]);
    }
}

const char *scratch_path(const char *name)
{
    char *path = NULL;
    cr_assert_geq(asprintf(&path, "%s%s%s", folder, name[0] != '\0' ? "/" : "", name), 0);
    return keep(path);
}

/* Path of a file that is about to be made. */
static const char *new_path(const char *name)
{
    const char *const path = scratch_path(name);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0777);
        *slash = '/';
    }
    return path;
}

const char *scratch_write_bytes(const char *name, struct span bytes)
{
    const char *const path = new_path(name);
    FILE *const file = fopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes.bytes != NULL ? bytes.bytes : "", 1, bytes.length, file), bytes.length);
    cr_assert_eq(fclose(file), 0);
    return path;
}

const char *scratch_write(const char *name, const char *text)
{
    return scratch_write_bytes(name, span_of(text));
}

const char *scratch_gzip(const char *name, struct span bytes)
{
    const char *const path = new_path(name);
    const gzFile file = gzopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(bytes.length == 0 ? 0 : gzwrite(file, bytes.bytes, (unsigned)bytes.length), (int)bytes.length);
    cr_assert_eq(gzclose(file), Z_OK);
    return path;
}

const char *scratch_link(const char *name, const char *target)
{
    const char *const path = new_path(name);
    cr_assert_eq(symlink(target, path), 0);
    return path;
}

struct span scratch_read(const char *name)
{
    FILE *const file = fopen(scratch_path(name), "rb");
    struct stat facts;
    cr_assert_not_null(file);
    cr_assert_eq(fstat(fileno(file), &facts), 0);
    char *const bytes = keep(malloc((size_t)facts.st_size + 1));
    const size_t length = fread(bytes, 1, (size_t)facts.st_size, file);
    (void)fclose(file);
    return (struct span){bytes, length};
}
