/* test_concordance.c - the stage between the stages before it and a collector: hits with their places and contexts,
 * whatever the blocks. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "stages.h"

enum { SHOWN_BYTES = 8192, MOST_BLOCKS = 64 };

static char shown[SHOWN_BYTES];
static size_t shown_length;

/* "start-end left|match|right", a line each, and the field where it is not the body. */
static void note(void *context, const struct record *record, struct flow *flow)
{
    const struct hit *const hit = record->as.hit;
    (void)context;
    (void)flow;
    shown_length += (size_t)snprintf(
        shown + shown_length, sizeof shown - shown_length, "%d-%d %.*s|%.*s|%.*s%s%s\n", (int)hit->start, (int)hit->end,
        SPAN_ARGUMENTS(hit->left), SPAN_ARGUMENTS(hit->match), SPAN_ARGUMENTS(hit->right),
        hit->field != FIELD_BODY ? " " : "", hit->field != FIELD_BODY ? field_names[hit->field] : "");
}

/* Cuts the text behind every line feed, or not at all. */
static size_t cut(const char *text, bool by_line, struct text *blocks)
{
    size_t count = 0;
    for (const char *at = text; *at != '\0';) {
        const char *const feed = by_line ? strchr(at, '\n') : NULL;
        const size_t length = feed != NULL ? (size_t)(feed - at) + 1 : strlen(at);
        blocks[count++] = (struct text){{at, length}, (uint64_t)(at - text)};
        at += length;
    }
    return count;
}

static enum status run_blocks(struct settings settings, const char *language, enum script script, const char *text,
                              bool by_line, struct failure *failure)
{
    struct text blocks[MOST_BLOCKS];
    struct record records[MOST_BLOCKS];
    const size_t count = cut(text, by_line, blocks);
    for (size_t i = 0; i < count; i++) {
        records[i] = (struct record){.kind = RECORD_TEXT, .as.text = &blocks[i]};
    }
    const struct harness_document document = {
        .declared = {.id = span_of("a"), .language = span_of(language), .script = script},
        .records = records,
        .record_count = count};
    struct harness harness = {.settings = settings,
                              .stages = {&tokenize_stage, &apparatus_stage, &concordance_stage},
                              .stage_count = 3,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note};
    shown_length = 0;
    shown[0] = '\0';
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static void check(struct settings settings, const char *language, enum script script, const char *text,
                  const char *expected)
{
    struct failure failure;
    for (int by_line = 0; by_line < 2; by_line++) {
        cr_assert_eq(run_blocks(settings, language, script, text, by_line == 1, &failure), STATUS_OK, "%s",
                     failure.message);
        cr_expect_str_eq(shown, expected);
    }
}

static struct settings settings_for(const char *term, enum match match, unsigned context)
{
    struct settings settings = harness_settings();
    settings.term = term;
    settings.match = match;
    settings.context = context;
    return settings;
}

Test(concordance, arabic_forms_are_found_with_what_is_read_around_them)
{
    check(settings_for("السوفيتي", MATCH_STEM, 2), "ar", SCRIPT_ARABIC,
          "وقّعت بريطانيا والاتحاد السُّوفِيتِيّ معاهدة.\nوكانت السوفياتية أولى",
          "45-71 بريطانيا والاتحاد|السُّوفِيتِيّ|معاهدة. وكانت\n"
          "97-117 معاهدة. وكانت|السوفياتية|أولى\n");
}

Test(concordance, hits_stand_at_the_start_and_the_end_of_a_document)
{
    check(settings_for("war", MATCH_STEM, 3), "en", SCRIPT_LATIN, "Wars.\n\nAnd after the war",
          "0-4 |Wars|. And after the\n"
          "21-24 And after the|war|\n");
    check(settings_for("war", MATCH_SURFACE, 0), "en", SCRIPT_LATIN, "(war)", "1-4 |war|\n");
    check(settings_for("peace", MATCH_STEM, 3), "en", SCRIPT_LATIN, "Wars.\n", "");
}

Test(concordance, chinese_has_no_spaces)
{
    check(settings_for("条约", MATCH_STEM, 2), "zh", SCRIPT_HAN, "中国和苏联签订了条约。\n条约有效",
          "24-30 签订了|条约|。 条约有效\n34-40 了条约。|条约|有效\n");
}

Test(concordance, a_phrase_runs_over_lines_and_over_what_is_left_out)
{
    check(settings_for("treaty of friendship", MATCH_STEM, 1), "en", SCRIPT_LATIN,
          "They signed a treaty of معاهدة 1942 الصداقة والتحالف والمساعدة المتبادلة friendship here, and it held.\n",
          "14-122 a|treaty of … friendship|here\n");
    check(settings_for("treaty of friendship", MATCH_STEM, 1), "en", SCRIPT_LATIN,
          "the Treaty of\nFriendship (treaties of friendships) a treaty of peace\n",
          "4-24 the|Treaty of Friendship|(treaties\n26-49 Friendship (|treaties of friendships|) a\n");
}

static const char with_notes[] =
    "one two three four five six seven eight nine ten eleven twelve one two three four five six seven eight nine ten "
    "eleven twelve one two three four five six seven eight nine ten eleven twelve one two three four five six seven "
    "eight nine ten eleven twelve one two war three\nNotes\nThe war of notes\n";

Test(concordance, apparatus_is_left_out_and_marked_if_kept)
{
    struct settings settings = settings_for("war", MATCH_STEM, 1);
    check(settings, "en", SCRIPT_LATIN, with_notes, "260-263 two|war|three\n");
    settings.match = MATCH_REGEX;
    check(settings, "en", SCRIPT_LATIN, with_notes, "260-263 two|war|three\n");
    settings.keep_apparatus = true;
    check(settings, "en", SCRIPT_LATIN, with_notes, "260-263 two|war|three\n280-283 The|war|of notes\n");
    settings.match = MATCH_STEM;
    check(settings, "en", SCRIPT_LATIN, with_notes, "260-263 two|war|three\n280-283 The|war|of notes\n");
}

Test(concordance, a_regular_expression_sees_the_text_of_a_line)
{
    check(settings_for("\\b19\\d\\d\\b", MATCH_REGEX, 1), "ru", SCRIPT_CYRILLIC, "в 1925 году,\nа в 1939 — война",
          "3-7 в|1925|году\n24-28 в|1939|— война\n");
    check(settings_for("вой.а", MATCH_REGEX, 1), "ru", SCRIPT_CYRILLIC, "послевоенная войнами",
          "25-35 послевоенная|война|ми\n");
}

/* The key's words, each ended by '/'. */
static void note_key(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    for (size_t i = 0; i < record->as.hit->sort_key.length; i++) {
        const char byte = record->as.hit->sort_key.bytes[i];
        shown[shown_length++] = byte == '\0' ? '/' : byte;
    }
    shown[shown_length++] = '\n';
    shown[shown_length] = '\0';
}

static void check_key(enum sort sort, const char *expected)
{
    const struct text text = {span_of("One TWO war three"), 0};
    const struct record record = {.kind = RECORD_TEXT, .as.text = &text};
    const struct harness_document document = {.declared.id = span_of("a"), .records = &record, .record_count = 1};
    struct harness harness = {.settings = settings_for("war", MATCH_STEM, 2),
                              .stages = {&tokenize_stage, &apparatus_stage, &concordance_stage},
                              .stage_count = 3,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note_key};
    harness.settings.sort = sort;
    shown_length = 0;
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_expect_str_eq(shown, expected);
}

Test(concordance, keys_are_the_folded_words_from_the_hit_outwards)
{
    check_key(SORT_LEFT, "two/one/\n");
    check_key(SORT_RIGHT, "three/\n");
    check_key(SORT_POSITION, "\n");
}

Test(concordance, a_costly_expression_is_told_with_its_document)
{
    struct failure failure;
    cr_expect_eq(run_blocks(settings_for("(a+)+$", MATCH_REGEX, 1), "en", SCRIPT_LATIN,
                            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false, &failure),
                 STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_eq(strncmp(failure.message, "a: the regular", 14), 0, "%s", failure.message);
}
