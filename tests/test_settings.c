#include <criterion/criterion.h>

#include "mizan.h"

/* The manual page and INTERFACE name these. */
Test(settings, have_the_documented_defaults)
{
    const struct settings settings = settings_default();
    cr_expect_eq(settings.command, COMMAND_COMPARE);
    cr_expect_eq(settings.stemmer, STEMMER_AUTO);
    cr_expect(settings.stop_words_builtin);
    cr_expect_null(settings.stop_words_file);
    cr_expect_eq(settings.ngrams, 1);
    cr_expect_eq(settings.characters, 0);
    cr_expect_not(settings.keep_apparatus);
    cr_expect_not(settings.min_df.is_share);
    cr_expect_eq(settings.min_df.value, 1);
    cr_expect(settings.max_df.is_share);
    cr_expect_eq(settings.max_df.value, 1);
    cr_expect_str_eq(settings.weight, "auto");
    cr_expect(settings.background_builtin);
    cr_expect_eq(settings.similarity, SIMILARITY_CORRECTED);
    cr_expect_eq(settings.top, 10);
    cr_expect_not(settings.has_threshold);
    cr_expect_not(settings.full);
    cr_expect_null(settings.output);
    cr_expect_not(settings.force);
    cr_expect_eq(settings.block_bytes, 64 << 10);
}

Test(settings, fit_the_machine)
{
    const struct settings settings = settings_default();
    cr_expect_geq(settings.workers, 1);
    cr_expect_geq(settings.memory_bytes, 1 << 20);
}
