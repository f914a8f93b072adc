/* robustness_csv.c - names and sentence both: the one to sort by, the other to read. */
#include "robustness_csv.h"

#include <string.h>

#include "arena.h"
#include "csv_writer.h"

enum { PARTS_MOST = 12 };

static const char *const kind_names[] = {"nearest_document", "nearest_source", "pairs",
                                         "most_alike"}; /* by enum statement_kind */

enum status robustness_csv_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "kind,event,a,b,c,d,statement,holds,settings,share,fails_in,status");
    return csv_end_row(&csv, failure);
}

/* The parts in one text, with `joint` between them. */
static enum status join(struct arena *arena, const struct span *parts, size_t count, const char *joint,
                        struct span *joined, struct failure *failure)
{
    const size_t joint_length = strlen(joint);
    size_t length = 0;
    void *memory = NULL;
    for (size_t i = 0; i < count; i++) {
        length += parts[i].length + joint_length;
    }
    if (arena_take(arena, length, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const bytes = memory;
    length = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            memcpy(bytes + length, joint, joint_length);
            length += joint_length;
        }
        if (parts[i].length > 0) {
            memcpy(bytes + length, parts[i].bytes, parts[i].length);
            length += parts[i].length;
        }
    }
    *joined = (struct span){bytes, length};
    return STATUS_OK;
}

static enum status word(struct arena *arena, const struct statement_finding *statement, struct span *sentence,
                        struct failure *failure)
{
    struct span parts[PARTS_MOST];
    size_t count = 0;
    if (statement->kind != STATEMENT_NEAREST_DOCUMENT) {
        parts[count++] = span_of(statement->event.length > 0 ? "on " : "over all events");
        parts[count++] = statement->event;
        parts[count++] = span_of(": ");
    }
    parts[count++] = statement->a;
    parts[count++] = span_of(statement->kind >= STATEMENT_PAIRS ? " and " : " is nearest to ");
    parts[count++] = statement->b;
    if (statement->kind == STATEMENT_PAIRS) {
        parts[count++] = span_of(" are nearer to each other than ");
        parts[count++] = statement->c;
        parts[count++] = span_of(" and ");
        parts[count++] = statement->d;
    } else if (statement->kind == STATEMENT_MOST_ALIKE) {
        parts[count++] = span_of(" are most alike");
    }
    return join(arena, parts, count, "", sentence, failure);
}

enum status robustness_csv_add(struct writer *writer, const struct statement_finding *statement,
                               struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    struct arena arena = {0};
    struct span sentence, failed;
    if (word(&arena, statement, &sentence, failure) != STATUS_OK ||
        join(&arena, statement->failed, statement->failed_count, "; ", &failed, failure) != STATUS_OK) {
        arena_free(&arena);
        return STATUS_FAILED;
    }
    csv_text(&csv, kind_names[statement->kind]);
    csv_span(&csv, statement->event);
    csv_span(&csv, statement->a);
    csv_span(&csv, statement->b);
    csv_span(&csv, statement->c);
    csv_span(&csv, statement->d);
    csv_span(&csv, sentence);
    csv_integer(&csv, statement->holds);
    csv_integer(&csv, statement->settings);
    csv_number(&csv, (double)statement->holds / (double)statement->settings);
    csv_span(&csv, failed);
    csv_text(&csv, statement->across_languages ? "doubtful: texts in different languages share few terms" : "ok");
    arena_free(&arena);
    return csv_end_row(&csv, failure);
}

enum status robustness_csv_missing(struct writer *writer, const char *reason, struct failure *failure)
{
    enum { EMPTY_FIELDS = 11 };
    struct csv_writer csv = {.writer = writer};
    struct arena arena = {0};
    struct span status;
    const struct span parts[] = {span_of("other settings were not tried: "), span_of(reason)};
    if (join(&arena, parts, sizeof parts / sizeof *parts, "", &status, failure) != STATUS_OK) {
        arena_free(&arena);
        return STATUS_FAILED;
    }
    csv_missing(&csv, EMPTY_FIELDS);
    csv_span(&csv, status);
    arena_free(&arena);
    return csv_end_row(&csv, failure);
}
