#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "options.h"

enum { MOST_ARGUMENTS = 16 };

/* Splits at spaces, as a shell would without quotes. */
static enum status parse(const char *line, struct options *options, struct failure *failure)
{
    static char buffer[512];
    static char *arguments[MOST_ARGUMENTS];
    int count = 0;
    snprintf(buffer, sizeof buffer, "mizan %s", line);
    for (char *word = strtok(buffer, " "); word != NULL; word = strtok(NULL, " ")) {
        arguments[count++] = word;
    }
    arguments[count] = NULL;
    *failure = (struct failure){0};
    return options_parse(options, count, arguments, failure);
}

Test(options, a_plain_compare_has_the_documented_defaults)
{
    struct options options;
    struct failure failure;
    cr_assert_eq(parse("compare texts -o out", &options, &failure), STATUS_OK, "%s", failure.message);
    const struct settings *settings = &options.settings;
    cr_assert_eq(settings->command, COMMAND_COMPARE);
    cr_assert_eq(settings->corpus_count, 1);
    cr_assert_str_eq(settings->corpora[0], "texts");
    cr_assert_str_eq(settings->output, "out");
    cr_assert_str_eq(settings->weight, "auto");
    cr_assert_eq(settings->similarity, SIMILARITY_CORRECTED);
    cr_assert(settings->background_builtin);
    cr_assert_eq(settings->top, 10);
    options_free(&options);
}

Test(options, an_explicit_weight_takes_the_plain_cosine_and_no_background)
{
    struct options options;
    struct failure failure;
    cr_assert_eq(parse("compare t -o o --weight ltc", &options, &failure), STATUS_OK);
    cr_assert_eq(options.settings.similarity, SIMILARITY_COSINE);
    cr_assert_not(options.settings.background_builtin);
    options_free(&options);
    cr_assert_eq(parse("compare t -o o --similarity corrected --background auto --weight ltc", &options, &failure),
                 STATUS_OK);
    cr_assert_eq(options.settings.similarity, SIMILARITY_CORRECTED);
    cr_assert(options.settings.background_builtin);
    options_free(&options);
}

Test(options, operands_may_stand_between_options_and_behind_two_dashes)
{
    struct options options;
    struct failure failure;
    cr_assert_eq(parse("compare a -j 3 b -o o -- --odd", &options, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(options.settings.corpus_count, 3);
    cr_assert_str_eq(options.settings.corpora[2], "--odd");
    cr_assert_eq(options.settings.workers, 3);
    options_free(&options);
}

Test(options, bounds_are_counts_or_shares)
{
    struct options options;
    struct failure failure;
    cr_assert_eq(parse("compare a -o o --min-df 2 --max-df 50%", &options, &failure), STATUS_OK);
    cr_assert_not(options.settings.min_df.is_share);
    cr_assert_eq(options.settings.min_df.value, 2);
    cr_assert(options.settings.max_df.is_share);
    cr_assert_float_eq(options.settings.max_df.value, 0.5, 1e-15);
    options_free(&options);
}

Test(options, sizes_take_a_letter)
{
    struct options options;
    struct failure failure;
    cr_assert_eq(parse("compare a -o o --memory 512M --block 1k", &options, &failure), STATUS_OK, "%s",
                 failure.message);
    cr_assert_eq(options.settings.memory_bytes, 512u << 20);
    cr_assert_eq(options.settings.block_bytes, 1024);
    options_free(&options);
}

Test(options, conditions_pile_up)
{
    struct options options;
    struct failure failure;
    cr_assert_eq(parse("inspect a --where genre=news --where language=ar", &options, &failure), STATUS_OK);
    cr_assert_eq(options.settings.condition_count, 2);
    cr_assert_str_eq(options.settings.conditions[1].column, "language");
    cr_assert_str_eq(options.settings.conditions[1].value, "ar");
    options_free(&options);
}

Test(options, what_is_wrong_is_named_with_what_was_expected)
{
    static const struct {
        const char *line, *part;
    } cases[] = {
        {"", "which command?"},
        {"compair a", "did you mean 'compare'"},
        {"compare a -o o --treshold 1", "did you mean '--threshold'"},
        {"compare a -o o --nothing-like-it", "there is no option '--nothing-like-it'"},
        {"compare a -o o -z", "there is no option '-z'"},
        {"compare a -o o --top 0", "--top needs a whole number from 1"},
        {"compare a -o o --top x", "not 'x'"},
        {"compare a -o o --top", "--top needs a value"},
        {"compare a -o", "--output needs a value"},
        {"compare a -o o -j -1", "--workers needs a whole number from 1 to 1024, not '-1'"},
        {"compare a -o o --memory 5X", "a size as 64K, 512M or 4G"},
        {"compare a -o o --max-df 1.5", "a share from 0.0 to 1.0"},
        {"compare a -o o --stem heavy", "auto, light, snowball or none"},
        {"compare a -o o --similarity jaccard", "corrected or cosine"},
        {"compare a -o o --where genre", "COLUMN=VALUE"},
        {"compare a -o o --threshold nan", "a number as 0.8"},
        {"compare a -o o --block 128", "from 256"},
        {"compare a", "-o OUT"},
        {"compare -o out", "needs a CORPUS"},
        {"stem file", "takes no operand"},
        {"compare a -o o --queries q", "--queries goes with mizan nearest"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct options options;
        struct failure failure;
        cr_assert_eq(parse(cases[i].line, &options, &failure), STATUS_FAILED, "%s", cases[i].line);
        cr_assert_eq(failure.kind, FAILURE_USAGE, "%s", cases[i].line);
        cr_assert_not_null(strstr(failure.message, cases[i].part), "%s: %s", cases[i].line, failure.message);
        options_free(&options);
    }
}

Test(options, help_is_asked_for_in_three_ways)
{
    static const char *const lines[] = {"help compare", "compare --help", "compare -h"};
    for (size_t i = 0; i < 3; i++) {
        struct options options;
        struct failure failure;
        cr_assert_eq(parse(lines[i], &options, &failure), STATUS_OK, "%s", failure.message);
        cr_assert_eq(options.request, REQUEST_HELP);
        cr_assert_str_eq(options.command->name, "compare");
        options_free(&options);
    }
}
