/* What a reader needs to repeat the run stands in the paragraph, the citation and the table. */
#include <criterion/criterion.h>
#include <string.h>

#include "page_sample.h"

TestSuite(page_methods, .init = page_sample_open, .fini = page_sample_close);

/* zlib's crc32 of "0000000aff00000b", by python3 -c 'import zlib; print(hex(zlib.crc32(b"0000000aff00000b")))' */
#define CHECKSUM "91002845"

Test(page_methods, tell_versions_counts_formulas_and_the_very_inputs)
{
    struct input_file inputs[] = {{.path = span_of("a.txt"), .bytes = 12, .crc = 0x0a},
                                  {.path = span_of("b.txt"), .bytes = 1234, .crc = 0xff00000b}};
    const struct journal journal = {.inputs = inputs, .input_count = 2};
    page_methods_write(&page_sample, &journal, page_sample_writer());
    const char *const text = page_sample_written();
    page_sample_expect(text, "3 documents with 920 words and 4 distinct terms (stemming: <bdi>auto</bdi>)");
    page_sample_expect(text, "by the scheme <bdi dir=\"ltr\">auto</bdi>: <bdi dir=\"ltr\">tf * idf</bdi>.");
    page_sample_expect(text,
                       "comparison of <bdi>texts</bdi> (3 documents; checksum of the inputs <bdi>" CHECKSUM "</bdi>)");
    page_sample_expect(text, "<bdi>b.txt</bdi></th><td>CRC-32 ff00000b, <data value=\"1234\">1\u202f234</data> B</td>");
    page_sample_expect(text, "<a href=\"run.json\">");
    cr_expect_null(strstr(text, "jackknife"), "no sources were compared");
}
