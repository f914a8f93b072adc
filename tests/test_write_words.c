/* test_write_words.c - the filter's output; what is read and written again stays the same to the byte. */
#include <criterion/criterion.h>

#include "stages.h"
#include "vertical_copy.h"

static const char first[] = "<doc id=\"a\" source=\"s\" event=\"e\" language=\"ar\">\n"
                            "<s>\nR&amp;D\t0\t3\n<notes>\nb\t40,5\t41,6\n</notes>\n&lt;x\t7\t9\n</"
                            "s>\n<s>\n<residue>\n1\t10\t11\n</residue>\n</s>\n</doc>\n";
static const char second[] = "<doc id=\"b\" source=\"\" event=\"\" language=\"\">\n</doc>\n";

Test(write_words, gives_back_what_was_read)
{
    const struct harness_document documents[] = {
        {.declared = {.id = span_of("a"), .source = span_of("s"), .event = span_of("e"), .language = span_of("ar")},
         .input_kind = INPUT_VERTICAL,
         .payload = first},
        {.declared = {.id = span_of("b")}, .input_kind = INPUT_VERTICAL, .payload = second}};
    vertical_copy_expect_same(&vertical_words_stage, &write_words_stage, documents);
}

Test(write_words, fails_on_a_full_disk_and_is_quiet_on_a_closed_pipe)
{
    const struct harness_document document = {
        .declared = {.id = span_of("a")}, .input_kind = INPUT_VERTICAL, .payload = first};
    vertical_copy_expect_failures(&vertical_words_stage, &write_words_stage, &document);
}
