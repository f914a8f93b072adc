/* test_option_settle.c - what one option brings with it; whole command lines are in test_options.c. */
#include <criterion/criterion.h>

#include <string.h>

#include "mizan.h"
#include "option_settle.h"

static struct settings settle(enum command command, enum similarity similarity, struct given_options given)
{
    struct settings settings = settings_default();
    settings.command = command;
    settings.similarity = similarity;
    option_settle(&settings, &given);
    return settings;
}

Test(option_settle, a_delta_counts_stop_words_and_does_not_stem_unless_told_so)
{
    const struct given_options similarity = {.similarity = true}, list = {.similarity = true, .stop_words = true},
                               stemmer = {.similarity = true, .stem = true}, repeated = {.earlier = true};
    struct settings settings = settle(COMMAND_COMPARE, SIMILARITY_BURROWS_DELTA, similarity);
    cr_assert(!settings.stop_words_builtin && settings.stemmer == STEMMER_NONE);
    settings = settle(COMMAND_NEAREST, SIMILARITY_COSINE_DELTA, list);
    cr_assert(settings.stop_words_builtin && settings.stemmer == STEMMER_NONE);
    settings = settle(COMMAND_COMPARE, SIMILARITY_COSINE_DELTA, stemmer);
    cr_assert(!settings.stop_words_builtin && settings.stemmer == STEMMER_AUTO);
    settings = settle(COMMAND_COMPARE, SIMILARITY_BURROWS_DELTA, repeated);
    cr_assert(settings.stop_words_builtin && settings.stemmer == STEMMER_AUTO, "--from has its own");
    settings = settle(COMMAND_STEM, SIMILARITY_BURROWS_DELTA, similarity);
    cr_assert(settings.stop_words_builtin && settings.stemmer == STEMMER_AUTO, "a filter ignores the measure");
    settings = settle(COMMAND_COMPARE, SIMILARITY_JENSEN_SHANNON, similarity);
    cr_assert(settings.stop_words_builtin && settings.stemmer == STEMMER_AUTO);
}

Test(option_settle, a_scheme_brings_the_cosine_and_no_background)
{
    struct settings settings = settings_default();
    settings.weight = "ltc";
    option_settle(&settings, &(struct given_options){.weight = true});
    cr_assert(settings.similarity == SIMILARITY_COSINE && !settings.background_builtin);
    settings = settings_default();
    settings.weight = "ltc";
    option_settle(&settings, &(struct given_options){.weight = true, .similarity = true, .background = true});
    cr_assert(settings.similarity == SIMILARITY_CORRECTED && settings.background_builtin);
}

Test(option_settle, queries_are_weighed_as_queries_unless_something_is_given)
{
    struct settings settings = settings_default();
    settings.queries = "q";
    option_settle(&settings, &(struct given_options){0});
    cr_assert_str_eq(settings.weight, "auto-queries");
    cr_assert_eq(settings.characters, 4);
    settings = settings_default();
    settings.queries = "q";
    option_settle(&settings, &(struct given_options){.similarity = true});
    cr_assert_str_eq(settings.weight, "auto");
    cr_assert_eq(settings.characters, 0);
}
