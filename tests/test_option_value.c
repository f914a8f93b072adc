#include <criterion/criterion.h>
#include <string.h>

#include "mizan.h"
#include "option_value.h"

static const struct option_entry *entry_of(const char *name)
{
    for (size_t i = 0; i < option_table_count; i++) {
        if (strcmp(option_table[i].name, name) == 0) {
            return &option_table[i];
        }
    }
    cr_assert_fail("there is no option --%s", name);
    return NULL;
}

static void assert_refused(const char *name, const char *value, const char *message)
{
    struct settings settings = settings_default();
    struct failure failure = {0};
    cr_expect_eq(option_value_apply(&settings, entry_of(name), value, &failure), STATUS_FAILED, "--%s %s", name, value);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_str_eq(failure.message, message);
}

Test(option_value, a_word_that_is_not_taken_is_answered_with_those_that_are_and_the_nearest)
{
    assert_refused("stem", "snowbal",
                   "--stem needs auto, light, snowball or none, not 'snowbal'; did you mean 'snowball'?");
    assert_refused("stem", "heavy", "--stem needs auto, light, snowball or none, not 'heavy'");
    assert_refused("similarity", "cosin",
                   "--similarity needs corrected, cosine, jensen-shannon, burrows-delta or cosine-delta, not 'cosin'; "
                   "did you mean 'cosine'?");
    assert_refused("rows", "sentences", "--rows needs documents or segments, not 'sentences'");
}

Test(option_value, a_bound_below_one_is_a_share_however_it_is_written)
{
    static const struct {
        const char *value;
        bool is_share;
        double number;
    } cases[] = {{"0", false, 0},      {"1", false, 1},    {"1.0", true, 1},     {"0.25", true, 0.25},
                 {"1e-7", true, 1e-7}, {"10%", true, 0.1}, {"1000", false, 1000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings settings = settings_default();
        struct failure failure = {0};
        cr_assert_eq(option_value_apply(&settings, entry_of("min-df"), cases[i].value, &failure), STATUS_OK, "%s",
                     failure.message);
        cr_expect_eq(settings.min_df.is_share, cases[i].is_share, "%s", cases[i].value);
        cr_expect_float_eq(settings.min_df.value, cases[i].number, 1e-15, "%s", cases[i].value);
    }
    assert_refused("max-df", "1.5", "--max-df needs a number of documents, or a share from 0.0 to 1.0, not '1.5'");
}

Test(option_value, every_word_of_a_closed_list_is_taken)
{
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_choices choices = option_value_choices(option_table[i].kind);
        for (size_t j = 0; j < choices.count && !choices.is_open; j++) {
            struct failure failure = {0};
            size_t choice = 99;
            cr_expect_eq(option_value_choose(&option_table[i], choices.names[j], &choice, &failure), STATUS_OK, "%s",
                         failure.message);
            cr_expect_eq(choice, j);
        }
    }
    struct settings settings = settings_default();
    struct failure failure = {0};
    cr_assert_eq(option_value_apply(&settings, entry_of("stem"), "none", &failure), STATUS_OK);
    cr_expect_eq(settings.stemmer, STEMMER_NONE);
    cr_assert_eq(option_value_apply(&settings, entry_of("similarity"), "cosine", &failure), STATUS_OK);
    cr_expect_eq(settings.similarity, SIMILARITY_COSINE);
    cr_assert_eq(option_value_apply(&settings, entry_of("rows"), "segments", &failure), STATUS_OK);
    cr_expect_eq(settings.rows, ROWS_SEGMENTS);
}

Test(option_value, an_option_that_needs_more_than_the_settings_is_a_fault_of_the_caller)
{
    static const char *const names[] = {"where", "stop-words", "from", "completion", "help", "version"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct settings settings = settings_default();
        struct failure failure = {0};
        cr_expect_eq(option_value_apply(&settings, entry_of(names[i]), "x", &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_INTERNAL, "%s", names[i]);
    }
}

Test(option_value, a_size_ends_with_its_letter)
{
    assert_refused("memory", "64 ", "--memory needs a size as 64K, 512M or 4G, not '64 '");
    assert_refused("memory", "64MB", "--memory needs a size as 64K, 512M or 4G, not '64MB'");
    assert_refused("memory", "", "--memory needs a size as 64K, 512M or 4G, not ''");
}

Test(option_value, a_size_may_be_in_units_of_1024)
{
    static const struct {
        const char *value;
        uint64_t bytes;
    } cases[] = {
        {"67108864", 67108864}, {"65536K", 67108864}, {"64M", 67108864}, {"2g", 2147483648}, {"1T", 1ULL << 40}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings settings = {0};
        struct failure failure = {0};
        cr_expect_eq(option_value_apply(&settings, entry_of("memory"), cases[i].value, &failure), STATUS_OK);
        cr_expect_eq(settings.memory_bytes, cases[i].bytes, "%s", cases[i].value);
    }
}
