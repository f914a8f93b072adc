/* Coordinates were worked out by hand: the plot is 470 wide from 40, and 256 high from 10. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "page_sample.h"

TestSuite(page_contrasts, .init = page_sample_open, .fini = page_sample_close);

static struct contrast_finding contrast(size_t term, double effect, double evidence)
{
    return (struct contrast_finding){.source = span_of("post"),
                                     .has_term = true,
                                     .is_more = effect > 0,
                                     .term = term,
                                     .count = 4,
                                     .words = 2000,
                                     .other_count = 1,
                                     .other_words = 1000,
                                     .log_ratio = effect,
                                     .evidence = evidence,
                                     .events = 3,
                                     .held = 2,
                                     .p = NAN,
                                     .q = 0.05};
}

Test(page_contrasts, a_point_stands_at_effect_and_evidence_with_its_name_beside_it)
{
    struct contrast_finding items[] = {contrast(1, 2, 4), contrast(0, -1, -2)};
    struct failure failure = {0};
    page_sample.contrasts = items;
    page_sample.contrast_count = 2;
    cr_assert_eq(page_contrasts_write(&page_sample, page_sample_writer(), &failure), STATUS_OK);
    const char *const text = page_sample_written();
    page_sample_expect(text, "<circle class=\"more\" r=\"3\" cx=\"510.0\" cy=\"10.0\" ><title>Treaty</title></circle>");
    page_sample_expect(text, "<circle class=\"less\" r=\"3\" cx=\"157.5\" cy=\"138.0\" ><title>peace</title></circle>");
    page_sample_expect(text, ">peace</text>");
    page_sample_expect(text,
                       "<td class=\"n\"><data value=\"2\">2.0</data></td><td class=\"n\"><data value=\"1\">1.0</data>");
    page_sample_expect(text,
                       "<td class=\"n\">2/3</td><td class=\"n\">\u2013</td><td class=\"n\"><data value=\"0.05\">0.050");
}

Test(page_contrasts, each_source_has_a_plot_of_its_own)
{
    struct contrast_finding items[] = {contrast(1, 2, 4), contrast(0, 1, 2)};
    struct failure failure = {0};
    items[1].source = span_of("صحيفة");
    page_sample.contrasts = items;
    page_sample.contrast_count = 2;
    cr_assert_eq(page_contrasts_write(&page_sample, page_sample_writer(), &failure), STATUS_OK);
    const char *const text = page_sample_written();
    page_sample_expect(text, "id=\"contrasts-0\"><figcaption><bdi>post</bdi>");
    page_sample_expect(text, "id=\"contrasts-1\"><figcaption><bdi>صحيفة</bdi>");
}
