/*
 * check_annotations.c - GitHub: workflow commands, with %, CR and LF as %25, %0D, %0A, and in properties : and , as
 * %3A, %2C. GitLab: the code quality report, whose fingerprint tells an issue from others in the next report.
 */
#include <stdio.h>
#include <string.h>

#include "check_files.h"
#include "check_words.h"
#include "json_writer.h"

enum { GITHUB_MOST = 10, PATH_BYTES = 4096, FINGERPRINT_BYTES = 17 };

/* The file that a change is shown at: the input that caused it, or else the table in OUT. Returns its line. */
static uint64_t place_of(const struct check_account *account, const struct check_change *change, char *path)
{
    const struct check_cause *const cause = &account->causes[change->cause];
    if (cause->kind == CAUSE_INPUT_CHANGED || cause->kind == CAUSE_INPUT_ADDED || cause->kind == CAUSE_INPUT_RENAMED) {
        (void)snprintf(path, PATH_BYTES, "%.*s", (int)cause->name.length, cause->name.bytes);
        return 1;
    }
    size_t length = account->output.length;
    while (length > 1 && account->output.bytes[length - 1] == '/')
        length--;
    (void)snprintf(path, PATH_BYTES, "%.*s/%s", (int)length, account->output.bytes, change->file);
    return change->line > 0 ? change->line : 1;
}

static void escape(struct writer *writer, const char *text, bool is_property)
{
    for (; *text != '\0'; text++) {
        if (*text == '%')
            writer_text(writer, "%25");
        else if (*text == '\n')
            writer_text(writer, "%0A");
        else if (*text == '\r')
            writer_text(writer, "%0D");
        else if (is_property && *text == ':')
            writer_text(writer, "%3A");
        else if (is_property && *text == ',')
            writer_text(writer, "%2C");
        else
            writer_byte(writer, *text);
    }
}

static void write_command(struct writer *writer, const struct check_account *account, const struct check_change *change)
{
    char path[PATH_BYTES];
    struct sentence shown_path = {.length = 0}, message = {.length = 0};
    const uint64_t line = place_of(account, change, path);
    sentence_name(&shown_path, span_of(path));
    check_words_change(&message, change);
    sentence_text(&message, "\nWhy: ");
    check_words_cause(&message, &account->causes[change->cause]);
    writer_text(writer, "::error file=");
    escape(writer, shown_path.text, true);
    writer_text(writer, ",line=");
    writer_integer(writer, line);
    writer_text(writer, ",title=mizan check (");
    writer_text(writer, check_words_kind(change->kind));
    writer_text(writer, ")::");
    escape(writer, message.text, false);
    writer_byte(writer, '\n');
}

enum status check_github_write(struct writer *writer, const struct check_account *account, struct failure *failure)
{
    if (account->changed_in_all == 0)
        return STATUS_OK;
    struct sentence message = {.length = 0};
    check_words_counts(&message, account->changed);
    sentence_text(&message, account->baseline.length > 0 ? " not as in the baseline" : "");
    writer_text(writer, "::error title=mizan check::");
    escape(writer, message.text, false);
    writer_byte(writer, '\n');
    for (size_t i = 0; i < account->change_count && i + 1 < GITHUB_MOST; i++)
        write_command(writer, account, &account->changes[i]);
    return writer_check(writer, failure);
}

static void fingerprint(const struct check_change *change, char *text)
{
    uint64_t hash = (uint64_t)change->kind + 1;
    for (size_t i = 0; i <= CHECK_NAMES; i++) {
        const struct span part = i < CHECK_NAMES ? change->names[i] : span_of(change->subject);
        hash = (hash ^ span_hash(part)) * UINT64_C(0x9E3779B97F4A7C15); /* Knuth's multiplicative hashing */
        hash ^= hash >> 32;
    }
    (void)snprintf(text, FINGERPRINT_BYTES, "%016llx", (unsigned long long)hash);
}

static void write_issue(struct json_writer *json, const struct check_account *account,
                        const struct check_change *change)
{
    char path[PATH_BYTES], hash[FINGERPRINT_BYTES];
    struct sentence message = {.length = 0}, name = {.length = 0};
    const uint64_t line = place_of(account, change, path);
    check_words_change(&message, change);
    sentence_text(&message, ". Why: ");
    check_words_cause(&message, &account->causes[change->cause]);
    sentence_text(&name, "mizan-check-");
    sentence_text(&name, check_kind_names[change->kind]);
    fingerprint(change, hash);
    json_writer_object(json, NULL);
    json_writer_text(json, "description", message.text);
    json_writer_text(json, "check_name", name.text);
    json_writer_text(json, "fingerprint", hash);
    json_writer_text(json, "severity", change->kind <= CHECK_SOURCES ? "major" : "minor");
    json_writer_object(json, "location");
    json_writer_text(json, "path", path);
    json_writer_object(json, "lines");
    json_writer_integer(json, "begin", line);
    json_writer_close(json);
    json_writer_close(json);
    json_writer_close(json);
}

enum status check_code_quality_write(struct writer *writer, const struct check_account *account,
                                     struct failure *failure)
{
    struct json_writer json = {.writer = writer};
    json_writer_array(&json, NULL);
    for (size_t i = 0; i < account->change_count; i++)
        write_issue(&json, account, &account->changes[i]);
    json_writer_close(&json);
    return writer_check(writer, failure);
}
