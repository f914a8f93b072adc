/* What test_page.c does not look at: a tree, a drawing, the legend. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "page_sample.h"
#include "report_sample.h"

enum { MANY = 60 };

static struct document *documents[MANY];
static double likeness[MANY * MANY];
static struct counts counts;
static struct weighted weighted;

static void make(void)
{
    page_sample_open();
    for (size_t i = 0; i < MANY; i++)
        documents[i] = sample_documents[i % 2];
    for (size_t i = 0; i < MANY * MANY; i++)
        likeness[i] = (double)(i / MANY + i % MANY) / (2 * MANY);
    page_sample.likeness = likeness;
    page_sample.has_likeness = true;
}

TestSuite(page_maps, .init = make, .fini = page_sample_close);

static const char *written(size_t count)
{
    struct failure failure = {0};
    counts = *page_sample.weighted->counts;
    counts.documents = documents;
    counts.document_count = count;
    weighted = *page_sample.weighted;
    weighted.counts = &counts;
    page_sample.weighted = &weighted;
    cr_assert_eq(page_documents_write(&page_sample, page_sample_writer(), &failure), STATUS_OK);
    return page_sample_written();
}

Test(page_maps, six_items_have_a_tree_of_five_joints)
{
    const char *const text = written(6);
    page_sample_expect(text, "<td class=\"tree\" rowspan=\"6\"><svg viewBox=\"0 0 100 12\"");
    const char *const path = strstr(text, " d=\"M");
    cr_assert_not_null(path);
    size_t joints = 0;
    for (const char *at = path; *at != '>'; at++)
        joints += *at == 'M';
    cr_expect_eq(joints, 5);
    page_sample_expect(text, "<div class=\"legend\">");
}

Test(page_maps, five_items_have_none)
{
    cr_expect_null(strstr(written(5), "class=\"tree\""));
}

Test(page_maps, many_items_are_a_drawing_without_numbers)
{
    const char *const text = written(MANY);
    page_sample_expect(text, "<svg class=\"heat\" direction=\"ltr\" role=\"img\"");
    page_sample_expect(text, "<path class=\"h9\" d=\"M");
    cr_expect_null(strstr(text, "<table class=\"matrix"));
}
