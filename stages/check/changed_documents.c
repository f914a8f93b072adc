/* changed_documents.c - which documents came, went or are renamed, and whose source, event or language is another. */
#include "comparison.h"

static const char file[] = "documents.csv";

static struct span cell(const struct comparison *comparison, enum side side, size_t row, enum document_column column)
{
    return result_table_cell(&comparison->documents[side], row, column);
}

static enum status tell_presence(struct comparison *comparison, enum side side, size_t row, struct failure *failure)
{
    const bool is_gone = side == SIDE_BEFORE;
    const struct span id = cell(comparison, side, row, DOCUMENT_ID);
    const struct check_change change = {.kind = CHECK_DOCUMENTS,
                                        .subject = is_gone ? "document % is gone" : "document % is new",
                                        .names = {id},
                                        .weight = 1,
                                        .file = file,
                                        .line = comparison->documents[side].lines[row]};
    return comparison_change_documents(comparison, &change, &id, 1, failure);
}

static enum status tell_renaming(struct comparison *comparison, size_t before, size_t after, struct failure *failure)
{
    const struct span id = cell(comparison, SIDE_AFTER, after, DOCUMENT_ID);
    const struct check_change change = {.kind = CHECK_DOCUMENTS,
                                        .subject = "document % is renamed to %",
                                        .names = {cell(comparison, SIDE_BEFORE, before, DOCUMENT_ID), id},
                                        .weight = 1,
                                        .file = file,
                                        .line = comparison->documents[SIDE_AFTER].lines[after]};
    return comparison_change_documents(comparison, &change, &id, 1, failure);
}

static enum status compare_rows(struct comparison *comparison, size_t before, size_t after, struct failure *failure)
{
    static const struct {
        enum document_column column;
        const char *subject;
    } told[] = {{DOCUMENT_SOURCE, "source of %"}, {DOCUMENT_EVENT, "event of %"}, {DOCUMENT_LANGUAGE, "language of %"}};
    const struct span id = cell(comparison, SIDE_AFTER, after, DOCUMENT_ID);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const struct span old = cell(comparison, SIDE_BEFORE, before, told[i].column);
        const struct span new = cell(comparison, SIDE_AFTER, after, told[i].column);
        const struct check_change change = {.kind = CHECK_DOCUMENTS,
                                            .subject = told[i].subject,
                                            .names = {id},
                                            .before = check_text(old),
                                            .after = check_text(new),
                                            .file = file,
                                            .line = comparison->documents[SIDE_AFTER].lines[after]};
        if (!span_equal(old, new) && comparison_change_documents(comparison, &change, &id, 1, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status compare_document(struct comparison *comparison, size_t row, struct failure *failure)
{
    const size_t same = comparison_document(comparison, SIDE_BEFORE, cell(comparison, SIDE_AFTER, row, DOCUMENT_ID));
    const size_t before = same != SIZE_MAX ? same : comparison->renamed[SIDE_AFTER][row];
    if (before == SIZE_MAX)
        return tell_presence(comparison, SIDE_AFTER, row, failure);
    if (same == SIZE_MAX && tell_renaming(comparison, before, row, failure) != STATUS_OK)
        return STATUS_FAILED;
    return compare_rows(comparison, before, row, failure);
}

enum status changed_documents(struct comparison *comparison, struct failure *failure)
{
    for (size_t row = 0; row < comparison->documents[SIDE_AFTER].row_count; row++) {
        comparison->compared[CHECK_DOCUMENTS]++;
        if (compare_document(comparison, row, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    for (size_t row = 0; row < comparison->documents[SIDE_BEFORE].row_count; row++) {
        if (comparison->renamed[SIDE_BEFORE][row] != SIZE_MAX ||
            comparison_document(comparison, SIDE_AFTER, cell(comparison, SIDE_BEFORE, row, DOCUMENT_ID)) != SIZE_MAX)
            continue;
        comparison->compared[CHECK_DOCUMENTS]++;
        if (tell_presence(comparison, SIDE_BEFORE, row, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}
