/* test_apparatus.c - whole documents through tokenize and apparatus. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "line_sample.h"
#include "refusal.h"
#include "stages.h"

enum { BLOCKS = 64, SHOWN = 1 << 15 };

struct run {
    char words[SHOWN], warnings[SHOWN];
    size_t used;
    bool keep_apparatus;
    struct failure failure;
};

static void note_words(void *context, const struct record *record, struct flow *flow)
{
    struct run *const run = context;
    (void)flow;
    const char *const shown = line_sample_show(record->as.words->items, record->as.words->count);
    run->used += (size_t)snprintf(run->words + run->used, SHOWN - run->used, "%s%s",
                                  run->used > 0 && shown[0] != '\0' ? " " : "", shown);
}

static void note_warnings(void *context, const struct journal *journal)
{
    struct run *const run = context;
    for (size_t i = 0; i < journal->warning_count; i++) {
        const size_t used = strlen(run->warnings);
        (void)snprintf(run->warnings + used, SHOWN - used, "%.*s\n", SPAN_ARGUMENTS(journal->warnings[i].text));
    }
}

/* Cuts the text into blocks behind every `lines`-th line feed; 0: one block. */
static enum status run_document(struct run *run, const char *text, enum script script, size_t lines)
{
    static struct text blocks[BLOCKS];
    static struct record records[BLOCKS];
    size_t count = 0;
    for (size_t start = 0, length = strlen(text); start < length && count < BLOCKS;) {
        size_t end = start;
        for (size_t seen = 0; end < length && (lines == 0 || seen < lines); end++) {
            seen += text[end] == '\n';
        }
        blocks[count] = (struct text){{text + start, end - start}, start};
        records[count] = (struct record){.kind = RECORD_TEXT, .as.text = &blocks[count]};
        count++;
        start = end;
    }
    const struct harness_document document = {
        .declared = {.id = span_of("d"), .script = script}, .records = records, .record_count = count};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&tokenize_stage, &apparatus_stage},
                              .stage_count = 2,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note_words,
                              .inspect = note_warnings,
                              .context = run};
    harness.settings.keep_apparatus = run->keep_apparatus;
    run->used = 0;
    run->words[0] = '\0';
    run->warnings[0] = '\0';
    const enum status status = harness_run(&harness);
    run->failure = harness.failure;
    return status;
}

static const char *mark(const char *text, enum script script)
{
    static struct run run;
    cr_assert_eq(run_document(&run, text, script, 0), STATUS_OK, "%s", run.failure.message);
    return run.words;
}

/* Fifty words, after which a heading of notes counts. */
#define TEN(n) "a" n " b" n " c" n " d" n " e" n " f" n " g" n " h" n " i" n " j" n "\n"
#define FIFTY TEN("v") TEN("w") TEN("x") TEN("y") TEN("z")

static const char *after_fifty(const char *text, enum script script)
{
    static char whole[SHOWN];
    (void)snprintf(whole, sizeof whole, "%s%s", FIFTY, text);
    const char *const marked = mark(whole, script);
    return strstr(marked, "jz") + strlen("jz ");
}

Test(apparatus, takes_all_behind_a_heading_of_notes)
{
    cr_expect_str_eq(after_fifty("end\nReferences\nA book\n\nB book", SCRIPT_LATIN),
                     "end notes:References notes:A notes:book notes:B notes:book");
    cr_expect_str_eq(after_fifty("نص\n المراجع.المصادر و\nكتاب", SCRIPT_NONE),
                     "نص notes:المراجع notes:المصادر notes:و notes:كتاب");
    cr_expect_str_eq(after_fifty("the References are few\nend", SCRIPT_LATIN), "the References are few end");
}

Test(apparatus, leaves_a_heading_of_notes_at_the_head_of_the_document)
{
    cr_expect_str_eq(mark("Contents\nReferences\nchapter", SCRIPT_LATIN), "Contents References chapter");
}

#define CHAPTER                                                                                                        \
    "The archives of the ministry were opened to scholars after the war, and what they found there changed the way "   \
    "in which the talks had been told for many years by those who took part in them.\n"

static size_t words_of(const char *marked, const char *field)
{
    size_t count = 0;
    for (const char *place = strstr(marked, field); place != NULL; place = strstr(place + 1, field)) {
        count++;
    }
    return count;
}

Test(apparatus, knows_a_heading_behind_the_number_of_its_chapter)
{
    static const char *const headings[] = {"IV. Sources", "4. Sources", "4 Sources:", "B) Sources", "== Sources =="};
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "%s\nA book\n", headings[i]);
        cr_expect_not_null(strstr(after_fifty(text, SCRIPT_LATIN), "notes:book"), "%s", headings[i]);
    }
    cr_expect_null(strstr(after_fifty("The Sources\nA book\n", SCRIPT_LATIN), ":"));
}

Test(apparatus, leaves_a_chapter_that_only_is_called_like_notes)
{
    const char *const marked = after_fifty("Sources\n" CHAPTER "Notes\n1. A book, 1931.\n", SCRIPT_LATIN);
    cr_expect_eq(words_of(marked, "notes:"), 6u, "the two headings and the note: %s", marked);
    cr_expect_null(strstr(after_fifty("A text about footnotes\n" CHAPTER, SCRIPT_LATIN), ":"));
}

Test(apparatus, goes_on_with_the_text_behind_the_notes_of_a_chapter)
{
    const char *const marked = after_fifty(
        "Notes\n1. A. Author, A book, 1931.\nChapter two\n" CHAPTER CHAPTER "The end of it.\n", SCRIPT_LATIN);
    cr_expect_not_null(strstr(marked, "notes:1931 notes:Chapter notes:two The archives"), "%s", marked);
    cr_expect_not_null(strstr(marked, "The end of it"), "%s", marked);
}

Test(apparatus, takes_an_article_as_a_whole_where_the_one_before_it_was_closed_by_its_source)
{
    cr_expect_not_null(
        strstr(after_fifty("Read also\nA title\n" CHAPTER, SCRIPT_LATIN), "appended:title The archives"));
    cr_expect_not_null(strstr(after_fifty("Source: Agency\nRead also\nA title\n" CHAPTER, SCRIPT_LATIN),
                              "appended:The appended:archives"));
}

Test(apparatus, counts_a_refrain_once)
{
    cr_expect_str_eq(mark("Sing of the long war\nmen went away\nSing of the long war\nmen came home\n", SCRIPT_LATIN),
                     "Sing of the long war men went away repeated:Sing repeated:of repeated:the repeated:long "
                     "repeated:war men came home");
}

Test(apparatus, takes_the_article_that_is_appended)
{
    cr_expect_str_eq(mark("نص المقال\nإقرأ أيضاً:\nمقال آخر\nReferences\n", SCRIPT_ARABIC),
                     "نص المقال appended:إقرأ appended:أيضاً appended:مقال appended:آخر appended:References");
}

Test(apparatus, takes_only_the_line_of_a_link_with_its_title)
{
    cr_expect_str_eq(mark("body\nRead also: a title\nbody again", SCRIPT_LATIN),
                     "body appended:Read appended:also appended:a appended:title body again");
}

Test(apparatus, takes_lines_that_stood_there_before)
{
    cr_expect_str_eq(mark("The title of it\ntext\nThe title of it\nThe title of it 12\n", SCRIPT_LATIN),
                     "The title of it text repeated:The repeated:title repeated:of repeated:it "
                     "repeated:The repeated:title repeated:of repeated:it repeated:12");
    cr_expect_str_eq(mark("two words\ntwo words\n", SCRIPT_LATIN), "two words two words");
    cr_expect_str_eq(mark("In the year 1918\nIn the year 1922\n", SCRIPT_LATIN), "In the year 1918 In the year 1922");
    cr_expect_str_eq(mark("The war is over\nAll the war is over\nis The war over\n", SCRIPT_LATIN),
                     "The war is over All the war is over is The war over");
}

Test(apparatus, takes_a_title_repeated_as_a_caption)
{
    cr_expect_str_eq(mark("قصة الصداقة الفاشلة\nنص\nقصة الصداقة الفاشلة صورة رقم 1\n", SCRIPT_ARABIC),
                     "قصة الصداقة الفاشلة نص repeated:قصة repeated:الصداقة repeated:الفاشلة residue:صورة "
                     "residue:رقم residue:1");
}

Test(apparatus, takes_edit_links_behind_headings)
{
    cr_expect_str_eq(mark("انتهت الحرب.\nالخلفية\nعدلمؤتمر يالطا\nعدلمع نهاية الحرب\n", SCRIPT_ARABIC),
                     "انتهت الحرب الخلفية residue:عدل مؤتمر يالطا residue:عدل مع نهاية الحرب");
    cr_expect_str_eq(mark("انتهت الحرب.\nعدلمع نهاية الحرب\n", SCRIPT_ARABIC), "انتهت الحرب عدلمع نهاية الحرب",
                     "a line that ends a sentence is no heading");
}

Test(apparatus, takes_an_abstract_in_another_script)
{
    cr_expect_str_eq(mark("الملخص\nThe study deals with the nature\nof it.\nالمقدمة\n", SCRIPT_ARABIC),
                     "الملخص other_script:The other_script:study other_script:deals other_script:with "
                     "other_script:the other_script:nature other_script:of other_script:it المقدمة");
}

static const char whole_document[] =
    "قصة الصداقة الفاشلة\n13/03/2023\n\nالخلفية\nعدلمؤتمر يالطا\nعدلمع نهاية الحرب (1).\n"
    "The study deals with the nature\n\nof the relations\nقصة الصداقة الفاشلة صورة رقم 2\n"
    "إقرأ المزيدجاء ذلك\nالمصدر: RT\nإقرأ أيضاً:\nمقال آخر\n";

Test(apparatus, gives_the_same_fields_however_the_lines_come_in_blocks)
{
    static struct run whole, cut;
    cr_assert_eq(run_document(&whole, whole_document, SCRIPT_ARABIC, 0), STATUS_OK);
    for (size_t lines = 1; lines < 6; lines++) {
        cr_assert_eq(run_document(&cut, whole_document, SCRIPT_ARABIC, lines), STATUS_OK);
        cr_expect_str_eq(cut.words, whole.words, "blocks of %zu lines", lines);
    }
}

Test(apparatus, warns_when_more_than_half_of_the_words_are_cut_unless_they_are_kept)
{
    static struct run run;
    cr_assert_eq(run_document(&run, "one\nRead also\ntwo three\n", SCRIPT_LATIN, 0), STATUS_OK);
    cr_expect_not_null(strstr(run.warnings, "4 of its 5 words"), "%s", run.warnings);
    cr_expect_not_null(strstr(run.warnings, "--keep-apparatus"));
    cr_assert_eq(run_document(&run, "one two three four\nRead also\ntwo\n", SCRIPT_LATIN, 0), STATUS_OK);
    cr_expect_str_empty(run.warnings);
    run.keep_apparatus = true;
    cr_assert_eq(run_document(&run, "one\nRead also\ntwo three\n", SCRIPT_LATIN, 0), STATUS_OK);
    cr_expect_str_empty(run.warnings);
    cr_expect_str_eq(run.words, "one appended:Read appended:also appended:two appended:three", "the fields stay");
}

Test(apparatus, starts_each_document_afresh)
{
    static const struct text text = {{"one two three\nRead also\n", 24}, 0};
    const struct record record = {.kind = RECORD_TEXT, .as.text = &text};
    const struct harness_document documents[] = {{.declared.id = {"a", 1}, .records = &record, .record_count = 1},
                                                 {.declared.id = {"b", 1}, .records = &record, .record_count = 1}};
    static struct run run;
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&tokenize_stage, &apparatus_stage},
                              .stage_count = 2,
                              .documents = documents,
                              .document_count = 2,
                              .collect = note_words,
                              .context = &run};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_expect_str_eq(run.words, "one two three appended:Read appended:also one two three appended:Read appended:also");
}

/* A page of the tokenizer's table of characters that is refused is done without: the words are the same. */
Test(apparatus, survives_every_refused_allocation, .timeout = 120)
{
    static struct run run, unrefused;
    long failures = 0;
    cr_assert_eq(run_document(&unrefused, whole_document, SCRIPT_ARABIC, 3), STATUS_OK);
    for (long refused = 0; refused < 5000; refused++) {
        refuse_allocation(refused, false);
        const enum status status = run_document(&run, whole_document, SCRIPT_ARABIC, 3);
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_expect_eq(status, STATUS_OK);
            cr_expect_gt(failures, 20);
            return;
        }
        if (status == STATUS_OK) {
            cr_expect_str_eq(run.words, unrefused.words, "allocation %ld", refused);
            continue;
        }
        cr_expect_eq(run.failure.kind, FAILURE_MEMORY, "allocation %ld: %s", refused, run.failure.message);
        failures++;
    }
    cr_assert_fail("more than 5000 allocations");
}
