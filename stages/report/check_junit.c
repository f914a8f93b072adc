/*
 * check_junit.c - the elements and attributes that Jenkins' schema of JUnit results and GitLab's reader have in common:
 * testsuites > testsuite > testcase > failure. A time is demanded by some readers, and is 0: results know no clock.
 */
#include "check_files.h"
#include "check_words.h"
#include "xml_text.h"

static void attribute(struct writer *writer, const char *name, struct span value)
{
    writer_byte(writer, ' ');
    writer_text(writer, name);
    writer_text(writer, "=\"");
    xml_text(writer, value);
    writer_byte(writer, '"');
}

static void count_attribute(struct writer *writer, const char *name, uint64_t value)
{
    writer_byte(writer, ' ');
    writer_text(writer, name);
    writer_text(writer, "=\"");
    writer_integer(writer, value);
    writer_byte(writer, '"');
}

static struct span text_of(const struct sentence *sentence)
{
    return (struct span){sentence->text, sentence->length};
}

static void begin_case(struct writer *writer, enum check_kind kind, struct span name)
{
    struct sentence class = {.length = 0};
    sentence_text(&class, "mizan.");
    sentence_text(&class, check_kind_names[kind]);
    writer_text(writer, "    <testcase");
    attribute(writer, "classname", text_of(&class));
    attribute(writer, "name", name);
    writer_text(writer, " time=\"0\"");
}

static void write_case(struct writer *writer, const struct check_account *account, const struct check_change *change)
{
    const struct check_cause *const cause = &account->causes[change->cause];
    struct sentence subject = {.length = 0}, what = {.length = 0}, why = {.length = 0}, where = {.length = 0};
    check_words_subject(&subject, change);
    check_words_change(&what, change);
    sentence_text(&why, "Why: ");
    check_words_cause(&why, cause);
    sentence_text(&where, "\nWhere: ");
    sentence_text(&where, change->file);
    if (change->line > 0) {
        sentence_text(&where, " line ");
        sentence_count(&where, change->line);
    }
    begin_case(writer, change->kind, text_of(&subject));
    writer_text(writer, ">\n      <failure");
    attribute(writer, "message", text_of(&what));
    attribute(writer, "type", span_of(check_cause_names[cause->kind]));
    writer_byte(writer, '>');
    xml_text(writer, text_of(&why));
    xml_text(writer, text_of(&where));
    writer_text(writer, "</failure>\n    </testcase>\n");
}

/* Changes of this kind that are kept. */
static uint64_t kept_of(const struct check_account *account, enum check_kind kind)
{
    uint64_t kept = 0;
    for (size_t i = 0; i < account->change_count; i++)
        kept += account->changes[i].kind == kind;
    return kept;
}

static void write_passed(struct writer *writer, const struct check_account *account, enum check_kind kind)
{
    struct sentence name = {.length = 0};
    sentence_text(&name, check_words_kind(kind));
    sentence_text(&name, kind == CHECK_GATES ? ": none beyond its bound of " : ": as in the baseline, ");
    sentence_count(&name, account->compared[kind]);
    begin_case(writer, kind, text_of(&name));
    writer_text(writer, "/>\n");
}

/* All that do not stand as tests of their own. */
static void write_rest(struct writer *writer, enum check_kind kind, uint64_t more)
{
    struct sentence name = {.length = 0};
    sentence_text(&name, "and ");
    sentence_count(&name, more);
    sentence_text(&name, " more");
    begin_case(writer, kind, text_of(&name));
    writer_text(writer, ">\n      <failure");
    attribute(writer, "message", text_of(&name));
    writer_text(writer, " type=\"more\"/>\n    </testcase>\n");
}

static void write_suite(struct writer *writer, const struct check_account *account, enum check_kind kind)
{
    const uint64_t kept = kept_of(account, kind), more = account->changed[kind] - kept;
    struct sentence name = {.length = 0};
    sentence_text(&name, "mizan check: ");
    sentence_text(&name, check_words_kind(kind));
    writer_text(writer, "  <testsuite");
    attribute(writer, "name", text_of(&name));
    count_attribute(writer, "tests", kept + (more > 0) + (account->changed[kind] == 0));
    count_attribute(writer, "failures", kept + (more > 0));
    writer_text(writer, " errors=\"0\" skipped=\"0\" time=\"0\">\n");
    for (size_t i = 0; i < account->change_count; i++) {
        if (account->changes[i].kind == kind)
            write_case(writer, account, &account->changes[i]);
    }
    if (more > 0)
        write_rest(writer, kind, more);
    if (account->changed[kind] == 0)
        write_passed(writer, account, kind);
    writer_text(writer, "  </testsuite>\n");
}

enum status check_junit_write(struct writer *writer, const struct check_account *account, struct failure *failure)
{
    writer_text(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mizan check\">\n");
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++) {
        if (account->compared[kind] > 0 || account->changed[kind] > 0)
            write_suite(writer, account, (enum check_kind)kind);
    }
    writer_text(writer, "</testsuites>\n");
    return writer_check(writer, failure);
}
