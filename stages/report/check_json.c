/* check_json.c - the findings for programs: names as they are, numbers in full. */
#include <math.h>

#include "check_files.h"
#include "json_writer.h"

static void write_counts(struct json_writer *json, const char *key, const uint64_t *counts, bool with_zeros)
{
    json_writer_object(json, key);
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++) {
        if (counts[kind] > 0 || with_zeros)
            json_writer_integer(json, check_kind_names[kind], counts[kind]);
    }
    json_writer_close(json);
}

static void write_cause(struct json_writer *json, const struct check_cause *cause)
{
    json_writer_object(json, NULL);
    json_writer_text(json, "kind", check_cause_names[cause->kind]);
    json_writer_text(json, "name", cause->name.length > 0 ? cause->name.bytes : NULL);
    json_writer_text(json, "before", cause->before.length > 0 ? cause->before.bytes : NULL);
    json_writer_text(json, "after", cause->after.length > 0 ? cause->after.bytes : NULL);
    write_counts(json, "changed", cause->changed, false);
    json_writer_close(json);
}

static void write_value(struct json_writer *json, const char *key, const struct check_value *value)
{
    switch (value->type) {
    case CHECK_NOTHING:
        json_writer_null(json, key);
        break;
    case CHECK_TEXT:
        json_writer_span(json, key, value->text);
        break;
    case CHECK_NUMBER:
        json_writer_number(json, key, value->number);
        break;
    }
}

static void write_change(struct json_writer *json, const struct check_change *change)
{
    json_writer_object(json, NULL);
    json_writer_text(json, "kind", check_kind_names[change->kind]);
    json_writer_integer(json, "cause", change->cause);
    json_writer_text(json, "subject", change->subject);
    json_writer_array(json, "names");
    for (size_t i = 0; i < CHECK_NAMES && change->names[i].bytes != NULL; i++)
        json_writer_span(json, NULL, change->names[i]);
    json_writer_close(json);
    write_value(json, "before", &change->before);
    if (change->before.type == CHECK_NUMBER && !isnan(change->before.low)) {
        json_writer_number(json, "low", change->before.low);
        json_writer_number(json, "high", change->before.high);
    }
    write_value(json, "after", &change->after);
    json_writer_text(json, "file", change->file);
    if (change->line > 0)
        json_writer_integer(json, "line", change->line);
    json_writer_close(json);
}

static void write_causes(struct json_writer *json, const char *key, const struct check_cause *causes, size_t count)
{
    json_writer_array(json, key);
    for (size_t i = 0; i < count; i++)
        write_cause(json, &causes[i]);
    json_writer_close(json);
}

enum status check_json_write(struct writer *writer, const struct check_account *account, struct failure *failure)
{
    struct json_writer json = {.writer = writer};
    json_writer_object(&json, NULL);
    if (account->baseline.length > 0)
        json_writer_span(&json, "baseline", account->baseline);
    else
        json_writer_null(&json, "baseline");
    json_writer_span(&json, "output", account->output);
    json_writer_number(&json, "tolerance", account->tolerance);
    write_counts(&json, "compared", account->compared, true);
    write_counts(&json, "changed", account->changed, true);
    write_causes(&json, "causes", account->causes, account->cause_count);
    write_causes(&json, "without_effect", account->idle, account->idle_count);
    json_writer_array(&json, "changes");
    for (size_t i = 0; i < account->change_count; i++)
        write_change(&json, &account->changes[i]);
    json_writer_close(&json);
    json_writer_array(&json, "not_compared");
    for (size_t i = 0; i < account->note_count; i++)
        json_writer_span(&json, NULL, account->notes[i]);
    json_writer_close(&json);
    json_writer_close(&json);
    return writer_check(writer, failure);
}
