/* Counts are those of the sample: both of its sources mention 1939 once. */
#include <criterion/criterion.h>
#include <string.h>

#include "page_sample.h"

TestSuite(page_timeline, .init = page_sample_open, .fini = page_sample_close);

Test(page_timeline, has_a_circle_and_a_cell_for_each_year_of_a_source)
{
    struct failure failure = {0};
    cr_assert(page_timeline_is_there(&page_sample));
    cr_assert_eq(page_timeline_write(&page_sample, page_sample_writer(), &failure), STATUS_OK);
    const char *const text = page_sample_written();
    const char *const first = strstr(text, "<title>1939: 1</title>");
    cr_assert_not_null(first);
    cr_expect_not_null(strstr(first + 1, "<title>1939: 1</title>"));
    page_sample_expect(text, "<tr><th scope=\"row\">1939</th><td class=\"n\">1</td><td class=\"n\">1</td></tr>");
    page_sample_expect(text, "<bdi>صحيفة</bdi></th></tr>");
}

Test(page_timeline, without_years_is_not_there)
{
    struct counts counts = *page_sample.weighted->counts;
    struct weighted weighted = *page_sample.weighted;
    struct failure failure = {0};
    counts.term_count = 3; /* all but year:1939 */
    counts.document_count = 0;
    weighted.counts = &counts;
    page_sample.weighted = &weighted;
    cr_expect_not(page_timeline_is_there(&page_sample));
    cr_assert_eq(page_timeline_write(&page_sample, page_sample_writer(), &failure), STATUS_OK);
    cr_expect_str_eq(page_sample_written(), "");
}
