/* The policy names the bytes that stand in the page: python's hashlib is the independent witness. */
#include <criterion/criterion.h>

#include "page_sample.h"
#include "report_sample.h"

TestSuite(page_write, .init = page_sample_open, .fini = page_sample_close);

static const char script[] = "import base64, hashlib, re, sys\n"
                             "page = open(sys.argv[1], encoding='utf-8', newline='').read()\n"
                             "for kind, tag in (('script', '<script>'), ('style', '<style>')):\n"
                             "    code = page.split(tag)[1].split('</' + kind + '>')[0]\n"
                             "    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()\n"
                             "    assert kind + \"-src 'sha256-\" + digest + \"'\" in page\n";

Test(page_write, the_policy_has_the_hashes_of_style_and_script)
{
    const struct journal journal = {0};
    struct failure failure = {0};
    struct writer writer = {0};
    bool is_there = false;
    sample_writer(&writer, "page.html");
    cr_assert_eq(page_write(&page_sample, &journal, &writer, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    const bool agrees = sample_python(script, sample_path("page.html"), &is_there);
    if (!is_there)
        cr_skip_test("needs /usr/bin/python3");
    cr_expect(agrees);
}
