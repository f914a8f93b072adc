/* Numbers are those of the sample's documents. */
#include <criterion/criterion.h>
#include <string.h>

#include "page_sample.h"

TestSuite(page_repairs, .init = page_sample_open, .fini = page_sample_close);

Test(page_repairs, a_document_with_cuts_or_repairs_has_a_row_and_others_have_none)
{
    cr_assert(page_repairs_are_there(&page_sample));
    page_repairs_write(&page_sample, page_sample_writer());
    const char *const text = page_sample_written();
    page_sample_expect(text,
                       "<tr><th scope=\"row\"><bdi>war/post</bdi></th><td class=\"n\">5</td><td class=\"n\">0</td>"
                       "<td class=\"n\">0</td><td class=\"n\">2</td><td class=\"n\">1</td><td class=\"n\">0</td>");
    page_sample_expect(text,
                       "<bdi>حرب/صحيفة</bdi></th><td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">7</td>"
                       "<td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">3</td><td class=\"n\">0</td>"
                       "<td class=\"n\">1</td><td class=\"n\">0</td></tr>");
    cr_expect_null(strstr(text, "<bdi>empty</bdi>"));
}
