#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "options.h"
#include "scratch.h"

enum { MOST_ARGUMENTS = 16 };

/* Splits at spaces, as a shell would without quotes. */
static enum status parse(const char *line, struct options *options, struct failure *failure)
{
    static char buffer[1024];
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

Test(options, queries_have_a_measure_of_their_own_unless_one_is_given)
{
    static const struct {
        const char *line, *weight;
        enum similarity similarity;
        unsigned characters;
        bool background;
    } cases[] = {
        {"nearest t --queries q", "auto-queries", SIMILARITY_COSINE, 4, true},
        {"nearest t --queries q --characters 0", "auto-queries", SIMILARITY_COSINE, 0, true},
        {"nearest t --characters 3 --queries q", "auto-queries", SIMILARITY_COSINE, 3, true},
        {"nearest t --queries q --weight bm25 --background none", "bm25", SIMILARITY_COSINE, 0, false},
        {"nearest t --queries q --weight auto", "auto", SIMILARITY_CORRECTED, 0, true},
        {"nearest t --queries q --similarity corrected", "auto", SIMILARITY_CORRECTED, 0, true},
        {"nearest t --queries q --similarity cosine", "auto-sublinear", SIMILARITY_COSINE, 0, true},
        {"nearest t --queries q --weight ltc", "ltc", SIMILARITY_COSINE, 0, false},
        {"nearest t", "auto", SIMILARITY_CORRECTED, 0, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct options options;
        struct failure failure;
        cr_assert_eq(parse(cases[i].line, &options, &failure), STATUS_OK, "%s", failure.message);
        const struct settings *const settings = &options.settings;
        cr_expect_str_eq(settings->weight, cases[i].weight, "%s: %s", cases[i].line, settings->weight);
        cr_expect_eq(settings->similarity, cases[i].similarity, "%s", cases[i].line);
        cr_expect_eq(settings->characters, cases[i].characters, "%s", cases[i].line);
        cr_expect_eq(settings->background_builtin, cases[i].background, "%s", cases[i].line);
        options_free(&options);
    }
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

Test(options, the_last_operand_of_concordance_is_the_term)
{
    struct options options;
    struct failure failure;
    cr_assert_eq(
        parse("concordance a b treaty --match surface --sort left --format csv --context 3", &options, &failure),
        STATUS_OK, "%s", failure.message);
    const struct settings *settings = &options.settings;
    cr_assert_eq(settings->corpus_count, 2);
    cr_assert_str_eq(settings->corpora[1], "b");
    cr_assert_str_eq(settings->term, "treaty");
    cr_assert_eq(settings->match, MATCH_SURFACE);
    cr_assert_eq(settings->sort, SORT_LEFT);
    cr_assert_eq(settings->format, FORMAT_CSV);
    cr_assert_eq(settings->context, 3);
    options_free(&options);
    cr_assert_eq(parse("concordance a treaty", &options, &failure), STATUS_OK);
    cr_assert_eq(options.settings.context, 8);
    cr_assert_eq(options.settings.match, MATCH_STEM);
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
        {"compare a -o", "-o needs a value: -o OUT"},
        {"compare a --output", "--output needs a value: --output OUT"},
        {"compare a -o o --block 1", "--block needs a size from 256 to 1G, as 64K, 512M or 4G, not '1'"},
        {"compare a -o o -j -1", "-j needs a whole number from 1 to 1024, not '-1'"},
        {"nearest a -k 0", "-k needs a whole number from 1 to 1000000000, not '0'"},
        {"nearest a --workers=0", "--workers needs a whole number"},
        {"compare a -o o --memory 4M", "--memory needs a size from 32M to 1024T, as 64K, 512M or 4G, not '4M'"},
        {"compare a -o o --memory 5X", "a size as 64K, 512M or 4G"},
        {"compare a -o o --max-df 1.5", "a share from 0.0 to 1.0"},
        {"compare a -o o --stem heavy", "auto, light, snowball or none"},
        {"compare a -o o --similarity jaccard", "burrows-delta or cosine-delta"},
        {"compare a -o o --similarity jensen-shannon --characters 4", "compares words; leave out --characters 4"},
        {"nearest a --queries q --weight bm25 --similarity burrows-delta", "leave out --similarity burrows-delta"},
        {"compare a -o o --where genre", "COLUMN=VALUE"},
        {"compare a -o o --threshold nan", "a number as 0.8"},
        {"compare a -o o --block 128", "from 256"},
        {"compare a", "-o OUT"},
        {"compare -o out", "needs a CORPUS"},
        {"stem file", "takes no operand"},
        {"concordance texts", "needs a CORPUS and, behind it, the TERM"},
        {"concordance texts x --match exact", "stem, surface or regex"},
        {"concordance texts x --sort up", "position, left, right, effect or evidence"},
        {"tokenize texts --format json",
         "--format json goes with mizan explain, check, nearest, concordance and inspect"},
        {"concordance texts x --format xml", "text, csv or json"},
        {"explain out", "needs the two whose similarity is meant"},
        {"explain out --documents a", "--documents A B"},
        {"explain out --sources a b", "--event and --sources go together"},
        {"explain --documents a b", "needs the folder of results"},
        {"explain out --documents a b --stem none", "--stem cannot change what is explained"},
        {"compare a -o o --term x", "--term goes with mizan explain"},
        {"vectorize --documents a b", "takes one FILE"},
        {"concordance texts x --context 1001", "from 0 to 1000"},
        {"concordance texts x -o out", "-o"},
        {"compare a -o o --queries q", "--queries goes with mizan nearest"},
        {"nearest a -o o", "--output goes with mizan compare"},
        {"compare a -o o --weight bm25", "needs mizan nearest with --queries FILE"},
        {"nearest a --weight auto-queries", "needs mizan nearest with --queries FILE"},
        {"nearest a --queries q --weight bm25 --similarity corrected", "bm25 has its own measure"},
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

static const char *earlier(const char *options)
{
    char text[512];
    snprintf(text, sizeof text, "{\"program\": \"mizan\", \"corpus\": [\"texts\", \"more\"], \"options\": {%s}}",
             options);
    return scratch_write("run.json", text);
}

static enum status parse_from(const char *before, const char *run, const char *after, struct options *options,
                              struct failure *failure)
{
    char line[512];
    snprintf(line, sizeof line, "%s --from %s %s", before, run, after);
    return parse(line, options, failure);
}

Test(options, an_earlier_run_is_repeated_and_what_is_given_wins, .init = scratch_open, .fini = scratch_close)
{
    const char *run =
        earlier("\"stem\": \"light\", \"top\": 3, \"weight\": \"auto\", \"background\": \"auto\", \"similarity\": "
                "\"corrected\", \"stop-words\": \"none\", \"full\": true, \"strict\": false, \"threshold\": null, "
                "\"where\": [{\"column\": \"genre\", \"value\": \"news\"}]");
    struct options options;
    struct failure failure;
    const struct settings *settings = &options.settings;
    cr_assert_eq(parse_from("compare -k 5", run, "-o o", &options, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(settings->stemmer, STEMMER_LIGHT);
    cr_expect_eq(settings->top, 5, "given before --from, and yet it wins");
    cr_expect(settings->full);
    cr_expect_not(settings->stop_words_builtin);
    cr_expect_not(settings->has_threshold);
    cr_assert_eq(settings->corpus_count, 2);
    cr_expect_str_eq(settings->corpora[1], "more");
    cr_assert_eq(settings->condition_count, 1);
    cr_expect_str_eq(settings->conditions[0].value, "news");
    options_free(&options);
    cr_assert_eq(parse_from("compare other", run, "-o o --where a=b --where c=d --weight ltc", &options, &failure),
                 STATUS_OK);
    cr_assert_eq(settings->corpus_count, 1);
    cr_expect_str_eq(settings->corpora[0], "other");
    cr_assert_eq(settings->condition_count, 2);
    cr_expect_str_eq(settings->conditions[0].column, "a");
    cr_expect_eq(settings->similarity, SIMILARITY_COSINE, "a weight that is given brings its measure");
    cr_expect_not(settings->background_builtin);
    options_free(&options);
}

Test(options, one_run_alone_can_be_repeated, .init = scratch_open, .fini = scratch_close)
{
    const char *run = earlier("\"weight\": \"ltc\"");
    char twice[256];
    snprintf(twice, sizeof twice, "-o o --from %s", run);
    struct options options;
    struct failure failure;
    cr_assert_eq(parse_from("compare", run, twice, &options, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_not_null(strstr(failure.message, "--from is given twice"), "%s", failure.message);
    options_free(&options);
}

Test(options, an_earlier_measure_stays_as_it_was, .init = scratch_open, .fini = scratch_close)
{
    const char *run = earlier("\"weight\": \"ltc\", \"background\": \"auto\", \"similarity\": \"corrected\"");
    struct options options;
    struct failure failure;
    cr_assert_eq(parse_from("nearest", run, "--queries q.ndjson", &options, &failure), STATUS_OK, "%s",
                 failure.message);
    cr_expect_str_eq(options.settings.weight, "ltc");
    cr_expect_eq(options.settings.similarity, SIMILARITY_CORRECTED);
    cr_expect(options.settings.background_builtin);
    options_free(&options);
}

Test(options, what_is_wrong_in_an_earlier_run_is_a_wrong_configuration, .init = scratch_open, .fini = scratch_close)
{
    static const struct {
        const char *options, *part;
    } cases[] = {
        {"\"stum\": \"auto\"", "run.json: options: there is no option \"stum\""},
        {"\"from\": \"run.json\"", "there is no option \"from\""},
        {"\"help\": true", "there is no option \"help\""},
        {"\"stem\": \"heavy\"", "run.json: options: \"stem\": --stem needs auto"},
        {"\"top\": 0", "run.json: options: \"top\": --top needs a whole number from 1"},
        {"\"top\": true", "\"top\" must be a value"},
        {"\"full\": \"yes\"", "\"full\" must be true or false"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct options options;
        struct failure failure;
        cr_expect_eq(parse_from("compare", earlier(cases[i].options), "-o o", &options, &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_CONFIGURATION, "%s", cases[i].options);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
        options_free(&options);
    }
}

Test(options, completion_is_asked_for_with_help_or_alone)
{
    static const char *const lines[] = {"help --completion fish", "--completion fish", "compare --completion=fish"};
    for (size_t i = 0; i < 3; i++) {
        struct options options;
        struct failure failure;
        cr_assert_eq(parse(lines[i], &options, &failure), STATUS_OK, "%s", failure.message);
        cr_expect_eq(options.request, REQUEST_COMPLETION);
        cr_expect_eq(options.shell, SHELL_FISH);
        options_free(&options);
    }
}
