/* Facts are counted by hand from the sample. */
#include <criterion/criterion.h>

#include "page_sample.h"

TestSuite(page_answer, .init = page_sample_open, .fini = page_sample_close);

Test(page_answer, the_facts_are_those_of_the_documents)
{
    struct failure failure = {0};
    cr_assert_eq(page_corpus_write(&page_sample, page_sample_writer(), &failure), STATUS_OK);
    const char *const text = page_sample_written();
    page_sample_expect(text, "<dt>Documents</dt><dd>3</dd>");
    page_sample_expect(text, "<dt>Sources</dt><dd>2</dd>");
    page_sample_expect(text, "<dt>Words</dt><dd>920</dd>");
    page_sample_expect(text, "unknown (1)");
    page_sample_expect(text, "<td><bdi>&quot;War&quot;, again</bdi></td>");
}

Test(page_answer, warnings_and_what_was_left_out_are_told_and_nothing_where_there_are_none)
{
    struct warning warning = {.text = span_of("a.txt: is <odd>")};
    struct reject reject = {.id = span_of("b"), .reason = span_of("truncated")};
    const struct journal none = {0};
    const struct journal both = {.warnings = &warning, .warning_count = 1, .rejects = &reject, .reject_count = 1};
    page_warnings_write(&page_sample, &none, page_sample_writer());
    cr_expect_str_eq(page_sample_written(), "");
    page_warnings_write(&page_sample, &both, page_sample_writer());
    const char *const text = page_sample_written();
    page_sample_expect(text,
                       "<strong>Left out:</strong> <bdi>b</bdi>: <span lang=\"en\" dir=\"auto\">truncated</span>");
    page_sample_expect(text, "<li><span lang=\"en\" dir=\"auto\">a.txt: is &lt;odd&gt;</span></li>");
}
