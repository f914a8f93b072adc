/* journal.c - four growing lists. */
#include "journal.h"

#include <stdlib.h>

#include "array.h"

enum status journal_add_document(struct journal *journal, struct document *document, struct failure *failure)
{
    if (array_reserve((void **)&journal->documents, &journal->document_capacity, journal->document_count + 1,
                      sizeof(struct document *), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    journal->documents[journal->document_count++] = document;
    return STATUS_OK;
}

enum status journal_add_reject(struct journal *journal, struct arena *arena, const struct document *document,
                               const char *reason, struct failure *failure)
{
    struct reject reject = {.line = document->line};
    if (array_reserve((void **)&journal->rejects, &journal->reject_capacity, journal->reject_count + 1, sizeof reject,
                      failure) != STATUS_OK ||
        arena_copy(arena, document->id, &reject.id, failure) != STATUS_OK ||
        arena_copy(arena, document->path, &reject.path, failure) != STATUS_OK ||
        arena_copy(arena, span_of(reason), &reject.reason, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    journal->rejects[journal->reject_count++] = reject;
    return STATUS_OK;
}

enum status journal_add_warning(struct journal *journal, struct arena *arena, const struct warning *warning,
                                struct failure *failure)
{
    struct warning copy = *warning;
    if (array_reserve((void **)&journal->warnings, &journal->warning_capacity, journal->warning_count + 1, sizeof copy,
                      failure) != STATUS_OK ||
        arena_copy(arena, warning->text, &copy.text, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    journal->warnings[journal->warning_count++] = copy;
    return STATUS_OK;
}

enum status journal_add_input(struct journal *journal, struct arena *arena, const struct input_file *input,
                              struct failure *failure)
{
    struct input_file copy = *input;
    if (array_reserve((void **)&journal->inputs, &journal->input_capacity, journal->input_count + 1, sizeof copy,
                      failure) != STATUS_OK ||
        arena_copy(arena, input->path, &copy.path, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    journal->inputs[journal->input_count++] = copy;
    return STATUS_OK;
}

static int compare_inputs(const void *a, const void *b)
{
    const struct input_file *first = a, *second = b;
    return span_compare(first->path, second->path);
}

void journal_sort_inputs(struct journal *journal)
{
    if (journal->input_count == 0) {
        return;
    }
    qsort(journal->inputs, journal->input_count, sizeof *journal->inputs, compare_inputs);
    size_t kept = 1;
    for (size_t i = 1; i < journal->input_count; i++) {
        if (!span_equal(journal->inputs[i].path, journal->inputs[kept - 1].path)) {
            journal->inputs[kept++] = journal->inputs[i];
        }
    }
    journal->input_count = kept;
}

void journal_free(struct journal *journal)
{
    free(journal->documents);
    free(journal->rejects);
    free(journal->warnings);
    free(journal->inputs);
    *journal = (struct journal){0};
}
