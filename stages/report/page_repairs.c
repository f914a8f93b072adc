/* page_repairs.c - what was cut from the texts and what was mended in them: who cites should be able to check it. */
#include "page_parts.h"
#include "document_details.h"

enum { REPAIR_DOCUMENTS = 200, CUTS_SHOWN = 100, EXCERPT_COLUMNS = 90 };

static const enum wording fields[FIELD_COUNT] = {WORDING_NOTHING,      WORDING_FIELD_NOTES,   WORDING_FIELD_APPENDED,
                                                 WORDING_FIELD_SCRIPT, WORDING_FIELD_RESIDUE, WORDING_FIELD_REPEATED};

static bool has_change(const struct document *document)
{
    uint64_t changes = 0;
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++)
        changes += document_details(document)->cut_tokens[field];
    for (int kind = 0; kind < REPAIR_COUNT; kind++)
        changes += document_details(document)->repairs[kind];
    return changes > 0;
}

bool page_repairs_are_there(const struct page *page)
{
    const struct counts *const counts = page->weighted->counts;
    for (size_t i = 0; i < counts->document_count; i++) {
        if (has_change(counts->documents[i]))
            return true;
    }
    return false;
}

static void write_document(struct writer *writer, const struct document *document)
{
    uint64_t others = 0;
    for (int kind = REPAIR_LAM_ALEF; kind < REPAIR_COUNT; kind++)
        others += document_details(document)->repairs[kind];
    html_raw(writer, "<tr><th scope=\"row\">");
    html_name(writer, document->id);
    html_raw(writer, "</th>");
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++)
        page_cell_count(writer, document_details(document)->cut_tokens[field]);
    for (int kind = REPAIR_HALVES; kind < REPAIR_LAM_ALEF; kind++)
        page_cell_count(writer, document_details(document)->repairs[kind]);
    page_cell_count(writer, others);
    html_raw(writer, "</tr>\n");
}

static void write_cuts(const struct page *page, struct writer *writer)
{
    static const struct page_column columns[] = {
        {WORDING_DOCUMENT, false}, {WORDING_FIELD, false}, {WORDING_WORDS, true}, {WORDING_EXCERPT, false}};
    const struct counts *const counts = page->weighted->counts;
    size_t total = 0, shown = 0;
    for (size_t i = 0; i < counts->document_count; i++)
        total += document_details(counts->documents[i])->apparatus_count;
    if (total == 0)
        return;
    html_raw(writer, "<details><summary>");
    page_words(page, writer, WORDING_CUTS_TABLE);
    html_raw(writer, "</summary>\n");
    page_table_open(page, writer, "cuts-table", WORDING_CUTS_TABLE, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < counts->document_count; i++) {
        const struct document *const document = counts->documents[i];
        const struct document_details *const details = document_details(document);
        for (size_t j = 0; j < details->apparatus_count && shown < CUTS_SHOWN; j++, shown++) {
            html_raw(writer, "<tr>");
            page_cell_name(writer, document->id);
            html_raw(writer, "<td>");
            page_words(page, writer, fields[details->apparatus[j].field]);
            html_raw(writer, "</td>");
            page_cell_count(writer, details->apparatus[j].words);
            html_raw(writer, "<td dir=\"auto\">");
            html_text_within(writer, details->apparatus[j].excerpt, EXCERPT_COLUMNS);
            html_raw(writer, "</td></tr>\n");
        }
    }
    page_table_close(writer);
    page_rest(page, writer, total - shown, "apparatus.csv");
    html_raw(writer, "</details>\n");
}

void page_repairs_write(const struct page *page, struct writer *writer)
{
    static const struct page_column columns[] = {{WORDING_DOCUMENT, false},      {WORDING_FIELD_NOTES, true},
                                                 {WORDING_FIELD_APPENDED, true}, {WORDING_FIELD_SCRIPT, true},
                                                 {WORDING_FIELD_RESIDUE, true},  {WORDING_FIELD_REPEATED, true},
                                                 {WORDING_HALVES, true},         {WORDING_NUMBERS, true},
                                                 {WORDING_RANGES, true},         {WORDING_OTHER_REPAIRS, true}};
    const struct counts *const counts = page->weighted->counts;
    size_t total = 0, shown = 0;
    for (size_t i = 0; i < counts->document_count; i++)
        total += has_change(counts->documents[i]);
    if (total == 0)
        return;
    page_section_open(page, writer, "repairs", WORDING_REPAIRS, WORDING_REPAIRS_LEAD);
    page_table_open(page, writer, "repairs-table", WORDING_REPAIRS, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < counts->document_count && shown < REPAIR_DOCUMENTS; i++) {
        if (!has_change(counts->documents[i]))
            continue;
        write_document(writer, counts->documents[i]);
        shown++;
    }
    page_table_close(writer);
    page_rest(page, writer, total - shown, "documents.csv");
    write_cuts(page, writer);
    page_section_close(writer);
}
