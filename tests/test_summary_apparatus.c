#include <criterion/criterion.h>

#include "report_sample.h"
#include "summary_apparatus.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(summary_apparatus, .init = make, .fini = sample_folder_remove);

static const char *text_of(const struct counts *counts, bool keep_apparatus)
{
    const struct settings settings = {.keep_apparatus = keep_apparatus};
    struct screen screen = {.width = 80};
    struct failure failure = {0};
    const char *const name = keep_apparatus ? "kept" : "left-out";
    sample_writer(&screen.writer, name);
    summary_apparatus_write(&settings, counts, &screen);
    cr_assert_eq(screen_close(&screen, &failure), STATUS_OK);
    return sample_content(name);
}

Test(summary_apparatus, tells_words_by_field_and_in_how_many_documents)
{
    cr_expect_str_eq(text_of(&sample_counts, false),
                     "Left out, as none of the text: 15 words in 2 documents (notes 5, other scripts 7, page residue "
                     "2, repeated lines 1); apparatus.csv lists them, --keep-apparatus counts them.\n");
    cr_expect_str_eq(text_of(&sample_counts, true),
                     "Counted, though they look like none of the text: 15 words in 2 documents (notes 5, other "
                     "scripts 7, page residue 2, repeated lines 1); see apparatus.csv.\n");
}

Test(summary_apparatus, says_nothing_where_all_is_body)
{
    struct document *const documents[] = {sample_documents[2]};
    const struct counts counts = {.documents = documents, .document_count = 1};
    cr_expect_str_eq(text_of(&counts, false), "");
}
