/* page_sample.c - sections are written into files, as in the product: there is no other writer. */
#include "page_sample.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "report_sample.h"

struct page page_sample;

static struct settings settings;
static struct summary summary;
static struct writer writer;
static char name[32];

void page_sample_open(void)
{
    static const char *const corpora[] = {"texts"};
    sample_folder_make();
    settings = (struct settings){.corpora = corpora, .corpus_count = 1, .report = true};
    summary = (struct summary){.settings = &settings, .weighted = &sample_weighted};
    page_sample = (struct page){.settings = &settings,
                                .weighted = &sample_weighted,
                                .summary = &summary,
                                .evidence = {.weighted = &sample_weighted}};
}

void page_sample_close(void)
{
    sample_folder_remove();
}

struct writer *page_sample_writer(void)
{
    static int number;
    (void)snprintf(name, sizeof name, "section-%d", number++);
    sample_writer(&writer, name);
    return &writer;
}

const char *page_sample_written(void)
{
    struct failure failure = {0};
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content(name);
}

void page_sample_expect(const char *text, const char *wanted)
{
    cr_expect_not_null(strstr(text, wanted), "no '%s' in '%.3000s'", wanted, text);
}
