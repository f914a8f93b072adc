/*
 * comparison.c - the documents are joined first: their texts' CRC-32 and their inputs say which findings an input can
 * have changed by itself.
 */
#include "comparison.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "array.h"
#include "settings.h"

static const char *const document_columns[] = {"document", "source",      "event", "language", "date",
                                               "?path",    "?text_crc32", "bytes", NULL};

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static enum status check_baseline(const char *baseline, const char *output, struct failure *failure)
{
    if (access(baseline, F_OK) == 0)
        return STATUS_OK;
    return failure_set(failure, FAILURE_NO_INPUT,
                       "%s: there is no baseline yet; make it, look at it, and keep it: mizan compare --from "
                       "%s/run.json -o %s",
                       baseline, output, baseline);
}

static enum status read_side(struct comparison *comparison, enum side side, struct failure *failure)
{
    const char *const folder = comparison->folders[side];
    struct result_table *const documents = &comparison->documents[side];
    if (run_facts_read(&comparison->runs[side], folder, failure) != STATUS_OK ||
        result_table_read(documents, folder, "documents.csv", document_columns, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!documents->is_there)
        return failure_set(failure, FAILURE_NO_INPUT,
                           "%s: is not there, so %s is no whole folder of results; make it again with mizan compare",
                           documents->path, folder);
    return result_table_sort(documents, 1, &comparison->by_id[side], failure);
}

static size_t find_row(const struct result_table *table, const size_t *order, struct span id)
{
    size_t low = 0, high = table->row_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int compared = span_compare(result_table_cell(table, order[middle], 0), id);
        if (compared == 0)
            return order[middle];
        if (compared < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

size_t comparison_document(const struct comparison *comparison, enum side side, struct span id)
{
    return find_row(&comparison->documents[side], comparison->by_id[side], id);
}

struct span comparison_earlier_id(const struct comparison *comparison, struct span document)
{
    const size_t after = comparison_document(comparison, SIDE_AFTER, document);
    const size_t before = after != SIZE_MAX ? comparison->renamed[SIDE_AFTER][after] : SIZE_MAX;
    return before != SIZE_MAX ? result_table_cell(&comparison->documents[SIDE_BEFORE], before, DOCUMENT_ID) : document;
}

static int compare_spans(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static bool has_name(const struct name_set *set, struct span name)
{
    return name.length == 0 ||
           (set->count > 0 && bsearch(&name, set->items, set->count, sizeof *set->items, compare_spans) != NULL);
}

/* The names of a column, and of the first of `more` unless that is NULL, sorted, each once. Free the items. */
static enum status gather(const struct result_table *table, size_t column, const struct result_table *more,
                          struct name_set *set, struct failure *failure)
{
    const size_t count = table->row_count + (more != NULL ? more->row_count : 0);
    void *items = NULL;
    if (array_zeroed(&items, count, sizeof *set->items, failure) != STATUS_OK)
        return STATUS_FAILED;
    set->items = items;
    for (size_t row = 0; row < table->row_count; row++)
        set->items[row] = result_table_cell(table, row, column);
    for (size_t row = table->row_count; row < count; row++)
        set->items[row] = result_table_cell(more, row - table->row_count, 0);
    if (count > 0)
        qsort(set->items, count, sizeof *set->items, compare_spans);
    for (size_t row = 0; row < count; row++) {
        if (set->count == 0 || !span_equal(set->items[set->count - 1], set->items[row]))
            set->items[set->count++] = set->items[row];
    }
    return STATUS_OK;
}

static enum status gather_shared(const struct comparison *comparison, size_t column, bool has_passages,
                                 struct name_set *shared, struct failure *failure)
{
    const struct result_table *const passages = comparison->passages;
    struct name_set other = {0};
    enum status status = gather(&comparison->documents[SIDE_BEFORE], column,
                                has_passages ? &passages[SIDE_BEFORE] : NULL, &other, failure);
    if (status == STATUS_OK)
        status = gather(&comparison->documents[SIDE_AFTER], column, has_passages ? &passages[SIDE_AFTER] : NULL, shared,
                        failure);
    size_t kept = 0;
    for (size_t i = 0; status == STATUS_OK && i < shared->count; i++) {
        if (has_name(&other, shared->items[i]))
            shared->items[kept++] = shared->items[i];
    }
    shared->count = kept;
    free(other.items);
    return status;
}

/* ---- which documents are not as they were ------------------------------------------------------------------------ */

static struct span cell(const struct comparison *comparison, enum side side, size_t row, enum document_column column)
{
    return result_table_cell(&comparison->documents[side], row, column);
}

static enum status find_input(struct comparison *comparison, enum side side, size_t row, size_t *cause,
                              struct failure *failure)
{
    struct span name;
    if (run_facts_name(&comparison->runs[side], cell(comparison, side, row, DOCUMENT_PATH), &comparison->arena, &name,
                       failure) != STATUS_OK)
        return STATUS_FAILED;
    *cause = causes_mark_text(&comparison->causes, name);
    return STATUS_OK;
}

/* Marks the inputs with texts: all are looked up before any manifest is asked for. */
static enum status mark_inputs(struct comparison *comparison, struct failure *failure)
{
    size_t unused;
    for (int side = 0; side < SIDE_COUNT; side++) {
        for (size_t row = 0; row < comparison->documents[side].row_count; row++) {
            if (find_input(comparison, (enum side)side, row, &unused, failure) != STATUS_OK)
                return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static bool has_same(const struct comparison *comparison, size_t before, size_t after, enum document_column column)
{
    return span_equal(cell(comparison, SIDE_BEFORE, before, column), cell(comparison, SIDE_AFTER, after, column));
}

bool comparison_has_same_text(const struct comparison *comparison, struct span document)
{
    const size_t before = comparison_document(comparison, SIDE_BEFORE, document);
    const size_t after = comparison_document(comparison, SIDE_AFTER, document);
    return before != SIZE_MAX && after != SIZE_MAX && has_same(comparison, before, after, DOCUMENT_CRC) &&
           has_same(comparison, before, after, DOCUMENT_BYTES);
}

static void add_origin(struct comparison *comparison, enum side side, size_t row, size_t cause)
{
    struct origin *const origin = &comparison->by_document[comparison->origin_count++];
    *origin = (struct origin){cell(comparison, side, row, DOCUMENT_ID), cell(comparison, side, row, DOCUMENT_SOURCE),
                              cell(comparison, side, row, DOCUMENT_EVENT), cause};
}

static enum status find_origin(struct comparison *comparison, size_t before, size_t after, struct failure *failure)
{
    size_t cause = NO_CAUSE;
    const enum side side = after != SIZE_MAX ? SIDE_AFTER : SIDE_BEFORE;
    const size_t row = after != SIZE_MAX ? after : before;
    const bool in_both = before != SIZE_MAX && after != SIZE_MAX;
    const bool is_renamed = in_both && comparison->renamed[SIDE_AFTER][after] == before;
    const bool has_text = in_both && has_same(comparison, before, after, DOCUMENT_CRC) &&
                          has_same(comparison, before, after, DOCUMENT_BYTES);
    const bool has_facts = in_both && has_same(comparison, before, after, DOCUMENT_SOURCE) &&
                           has_same(comparison, before, after, DOCUMENT_EVENT) &&
                           has_same(comparison, before, after, DOCUMENT_LANGUAGE) &&
                           has_same(comparison, before, after, DOCUMENT_DATE);
    if (has_text && has_facts && !is_renamed)
        return STATUS_OK;
    if (find_input(comparison, side, row, &cause, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (cause == NO_CAUSE)
        cause = causes_of_manifest(&comparison->causes);
    if (cause != NO_CAUSE)
        add_origin(comparison, side, row, cause);
    return STATUS_OK;
}

static int compare_documents(const void *a, const void *b)
{
    return span_compare(((const struct origin *)a)->document, ((const struct origin *)b)->document);
}

static int compare_sources(const void *a, const void *b)
{
    const struct origin *const first = a, *const second = b;
    const int order = span_compare(first->source, second->source);
    return order != 0 ? order : span_compare(first->document, second->document);
}

static enum status find_origins(struct comparison *comparison, struct failure *failure)
{
    const struct result_table *const before = &comparison->documents[SIDE_BEFORE];
    const struct result_table *const after = &comparison->documents[SIDE_AFTER];
    void *items = NULL, *copies = NULL;
    size_t common = 0;
    if (array_zeroed(&items, before->row_count + after->row_count, sizeof(struct origin), failure) != STATUS_OK)
        return STATUS_FAILED;
    comparison->by_document = items;
    for (size_t row = 0; row < after->row_count; row++) {
        size_t other = comparison_document(comparison, SIDE_BEFORE, cell(comparison, SIDE_AFTER, row, 0));
        other = other != SIZE_MAX ? other : comparison->renamed[SIDE_AFTER][row];
        common += other != SIZE_MAX;
        if (find_origin(comparison, other, row, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    for (size_t row = 0; row < before->row_count; row++) {
        if (comparison_document(comparison, SIDE_AFTER, cell(comparison, SIDE_BEFORE, row, 0)) == SIZE_MAX &&
            comparison->renamed[SIDE_BEFORE][row] == SIZE_MAX &&
            find_origin(comparison, row, SIZE_MAX, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    if (common == 0)
        return failure_set(failure, FAILURE_DATA,
                           "%s and %s have no document in common, so they are of different corpora; check a run "
                           "against an earlier one of the same texts",
                           comparison->folders[SIDE_BEFORE], comparison->folders[SIDE_AFTER]);
    if (array_zeroed(&copies, comparison->origin_count, sizeof(struct origin), failure) != STATUS_OK)
        return STATUS_FAILED;
    comparison->by_source = copies;
    if (comparison->origin_count == 0)
        return STATUS_OK;
    memcpy(comparison->by_source, comparison->by_document, comparison->origin_count * sizeof(struct origin));
    qsort(comparison->by_document, comparison->origin_count, sizeof(struct origin), compare_documents);
    qsort(comparison->by_source, comparison->origin_count, sizeof(struct origin), compare_sources);
    return STATUS_OK;
}

/* The events may be those of --events: then no document has one of its own. */
static enum status read_passages(struct comparison *comparison, struct failure *failure)
{
    static const char *const columns[] = {"event", NULL};
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (result_table_read(&comparison->passages[side], comparison->folders[side], "events.csv", columns, failure) !=
            STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

enum status comparison_open(struct comparison *comparison, const char *baseline, const char *output,
                            struct failure *failure)
{
    comparison->folders[SIDE_BEFORE] = baseline;
    comparison->folders[SIDE_AFTER] = output;
    if (read_side(comparison, SIDE_AFTER, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (baseline == NULL)
        return STATUS_OK;
    if (check_baseline(baseline, output, failure) != STATUS_OK ||
        read_side(comparison, SIDE_BEFORE, failure) != STATUS_OK ||
        causes_find(&comparison->causes, &comparison->runs[SIDE_BEFORE], &comparison->runs[SIDE_AFTER], failure) !=
            STATUS_OK ||
        mark_inputs(comparison, failure) != STATUS_OK || renamed_documents_find(comparison, failure) != STATUS_OK ||
        find_origins(comparison, failure) != STATUS_OK ||
        gather_shared(comparison, DOCUMENT_SOURCE, false, &comparison->sources, failure) != STATUS_OK ||
        read_passages(comparison, failure) != STATUS_OK)
        return STATUS_FAILED;
    return gather_shared(comparison, DOCUMENT_EVENT, true, &comparison->events, failure);
}

void comparison_close(struct comparison *comparison)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        run_facts_free(&comparison->runs[side]);
        result_table_free(&comparison->documents[side]);
        result_table_free(&comparison->passages[side]);
        free(comparison->by_id[side]);
        free(comparison->renamed[side]);
    }
    free(comparison->sources.items);
    free(comparison->events.items);
    free(comparison->by_document);
    free(comparison->by_source);
    free(comparison->notes);
    causes_free(&comparison->causes);
    change_list_free(&comparison->changes);
    arena_free(&comparison->arena);
    *comparison = (struct comparison){0};
}

bool comparison_has_source(const struct comparison *comparison, struct span source)
{
    return has_name(&comparison->sources, source);
}

bool comparison_has_event(const struct comparison *comparison, struct span event)
{
    return has_name(&comparison->events, event);
}

/* ---- telling changes --------------------------------------------------------------------------------------------- */

static enum status tell(struct comparison *comparison, const struct check_change *change, const size_t *direct,
                        size_t direct_count, struct failure *failure)
{
    struct check_change told = *change;
    told.cause = causes_attribute(&comparison->causes, change->kind, direct, direct_count);
    struct check_cause *const cause = &comparison->causes.items[told.cause];
    comparison->changed[change->kind]++;
    cause->changed[change->kind]++;
    cause->changed_in_all++;
    return change_list_add(&comparison->changes, &told, failure);
}

enum { MOST_DIRECT = 4 };

enum status comparison_change_documents(struct comparison *comparison, const struct check_change *change,
                                        const struct span *documents, size_t count, struct failure *failure)
{
    size_t direct[MOST_DIRECT], found = 0;
    for (size_t i = 0; i < count && found < MOST_DIRECT; i++) {
        const struct origin key = {.document = documents[i]};
        const struct origin *const origin = comparison->origin_count == 0
                                                ? NULL
                                                : bsearch(&key, comparison->by_document, comparison->origin_count,
                                                          sizeof(struct origin), compare_documents);
        if (origin != NULL)
            direct[found++] = origin->cause;
    }
    return tell(comparison, change, direct, found, failure);
}

/* The first of this source, in the order of sources. */
static size_t first_of(const struct comparison *comparison, struct span source)
{
    size_t low = 0, high = comparison->origin_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (span_compare(comparison->by_source[middle].source, source) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Adds the causes of what this source (NULL: any) tells of the event; two that differ are as many as are of use. */
static size_t gather_direct(const struct comparison *comparison, const struct span *source, struct span event,
                            size_t *direct, size_t found)
{
    for (size_t i = source != NULL ? first_of(comparison, *source) : 0; i < comparison->origin_count; i++) {
        const struct origin *const origin = &comparison->by_source[i];
        if (source != NULL && !span_equal(origin->source, *source))
            break;
        const bool is_known = found > 0 && direct[found - 1] == origin->cause;
        /* a document without an event of its own may tell of any */
        if ((event.length > 0 && origin->event.length > 0 && !span_equal(origin->event, event)) || is_known)
            continue;
        if (found == MOST_DIRECT)
            break;
        direct[found++] = origin->cause;
    }
    return found;
}

enum status comparison_change_sources(struct comparison *comparison, const struct check_change *change,
                                      const struct span *sources, size_t count, struct span event,
                                      struct failure *failure)
{
    size_t direct[MOST_DIRECT], found = 0;
    for (size_t i = 0; i < count; i++)
        found = gather_direct(comparison, &sources[i], event, direct, found);
    if (found == 0)
        found = gather_direct(comparison, NULL, event, direct, 0);
    return tell(comparison, change, direct, found, failure);
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

enum status comparison_note(struct comparison *comparison, const char *text, struct failure *failure)
{
    struct span copy;
    if (array_reserve((void **)&comparison->notes, &comparison->note_capacity, comparison->note_count + 1,
                      sizeof *comparison->notes, failure) != STATUS_OK ||
        arena_copy(&comparison->arena, span_of(text), &copy, failure) != STATUS_OK)
        return STATUS_FAILED;
    comparison->notes[comparison->note_count++] = copy;
    return STATUS_OK;
}

static bool has_same_version(const struct comparison *comparison)
{
    const struct run_fact *const before =
        run_facts_find(&comparison->runs[SIDE_BEFORE], RUN_VERSIONS, span_of("mizan"));
    const struct run_fact *const after = run_facts_find(&comparison->runs[SIDE_AFTER], RUN_VERSIONS, span_of("mizan"));
    return before != NULL && after != NULL && span_equal(before->value, after->value);
}

enum status comparison_read(struct comparison *comparison, const char *name, const char *const *columns,
                            struct result_table *tables, bool is_always_there, bool *is_there, struct failure *failure)
{
    *is_there = false;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (result_table_read(&tables[side], comparison->folders[side], name, columns, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    *is_there = tables[SIDE_BEFORE].is_there && tables[SIDE_AFTER].is_there;
    if (*is_there || (!is_always_there && tables[SIDE_BEFORE].is_there == tables[SIDE_AFTER].is_there))
        return STATUS_OK;
    const enum side lacking = tables[SIDE_AFTER].is_there ? SIDE_BEFORE : SIDE_AFTER;
    if (is_always_there && has_same_version(comparison))
        return failure_set(failure, FAILURE_NO_INPUT,
                           "%s: is not there, so %s is no whole folder of results; make it again with mizan compare",
                           tables[lacking].path, comparison->folders[lacking]);
    char text[256];
    (void)snprintf(text, sizeof text, "%s: only %s has it", name, lacking == SIDE_BEFORE ? "OUT" : "the baseline");
    return comparison_note(comparison, text, failure);
}

static bool has_option(const struct comparison *comparison, enum side side, const char *name, const char *value)
{
    const struct run_fact *const option = run_facts_find(&comparison->runs[side], RUN_OPTIONS, span_of(name));
    return option != NULL && span_equal(option->value, span_of(value));
}

bool comparison_is_distance(const struct comparison *comparison, enum side side)
{
    return has_option(comparison, side, "similarity", "jensen-shannon") ||
           has_option(comparison, side, "similarity", "burrows-delta") ||
           has_option(comparison, side, "similarity", "cosine-delta");
}

double comparison_nearness(const struct comparison *comparison, enum side side, double similarity)
{
    return comparison_is_distance(comparison, side) ? -similarity : similarity;
}

enum status comparison_check_matrix(const struct comparison *comparison, enum side side, bool is_there,
                                    struct failure *failure)
{
    const bool is_small = comparison->documents[side].row_count <= FULL_MATRIX_DOCUMENTS;
    if (is_there || !has_option(comparison, side, "threshold", "none") ||
        (!is_small && !has_option(comparison, side, "full", "yes")))
        return STATUS_OK;
    return failure_set(failure, FAILURE_NO_INPUT,
                       "%s/similarity.csv: is not there, so %s is no whole folder of results; make it again with "
                       "mizan compare",
                       comparison->folders[side], comparison->folders[side]);
}

bool comparison_differs(double before, double after, double tolerance)
{
    if (isnan(before) || isnan(after))
        return isnan(before) != isnan(after);
    return fabs(after - before) > tolerance;
}

struct check_value check_number(double number, double low, double high)
{
    if (isnan(number))
        return (struct check_value){.type = CHECK_NOTHING, .low = NAN, .high = NAN};
    return (struct check_value){.type = CHECK_NUMBER, .number = number, .low = low, .high = high};
}
