/* mended_line.c - set-up for tests of the kinds of repair. */
#include "mended_line.h"

#include <criterion/criterion.h>

struct mended_line mended;

void mended_line_open(void)
{
    cr_assert_eq(mending_open(&mended.mending, false, &mended.failure), STATUS_OK);
}

void mended_line_close(void)
{
    mending_close(&mended.mending);
}

struct line *mended_line_make(const char *text)
{
    line_sample_make(&mended.sample, text);
    return &mended.sample.line;
}

const char *mended_line_show(void)
{
    return line_sample_show(mended.sample.line.words, mended.sample.line.count);
}
