/* page_answer.c - the head of the page: what the screen says first, what the corpus is, and what to be warned of. */
#include <stdio.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "page_parts.h"
#include "document_details.h"
#include "page_remark.h"
#include "tally.h"

enum {
    LANGUAGES_SHOWN = 8,
    WARNINGS_SHOWN = 100,
    DIFFERENCES_SHOWN = 8,
    NAME_UNITS = 128,
    NAME_BYTES = 3 * NAME_UNITS
};

static void write_items(const struct page *page, struct writer *writer, const struct summary_difference *items,
                        size_t count)
{
    for (size_t i = 0; i < count && i < DIFFERENCES_SHOWN; i++) {
        if (i > 0)
            page_words(page, writer, WORDING_LIST_JOINT);
        html_raw(writer, "<bdi class=\"term\"");
        page_term_attribute(page, writer, items[i].term);
        html_raw(writer, ">");
        html_text_within(writer, summary_form(&page->weighted->counts->terms[items[i].term]), HTML_NAME_COLUMNS);
        html_raw(writer, "</bdi>");
        if (items[i].event.length > 0) {
            html_raw(writer, " <small>(");
            html_name(writer, items[i].event);
            html_raw(writer, ")</small>");
        }
    }
}

static void write_differences(const struct page *page, struct writer *writer, bool is_silence)
{
    const struct summary_differences *const differences = &page->summary->differences;
    bool is_open = false;
    for (size_t i = 0; i < differences->count; i++) {
        const struct summary_source *const source = &differences->items[i];
        const size_t count = is_silence ? source->silence_count : source->contrast_count;
        if (count == 0)
            continue;
        if (!is_open) {
            html_raw(writer, "<h3>");
            page_words(page, writer, is_silence ? WORDING_SILENT_HEADING : WORDING_APART_HEADING);
            html_raw(writer, "</h3>\n<dl class=\"differences\">\n");
        }
        is_open = true;
        html_raw(writer, "<div><dt>");
        html_name(writer, source->name);
        html_raw(writer, "</dt><dd>");
        write_items(page, writer, is_silence ? source->silences : source->contrasts, count);
        html_raw(writer, "</dd></div>\n");
    }
    html_raw(writer, is_open ? "</dl>\n" : "");
}

enum status page_answer_write(const struct page *page, struct writer *writer, struct failure *failure)
{
    const struct outlet outlet = {.page = writer, .language = page->settings->report_language};
    page_section_open(page, writer, "answer", WORDING_ANSWER, WORDING_NOTHING);
    html_raw(writer, "<div class=\"answer\">\n");
    summary_events_write(&page->summary->events, page->weighted->counts, &outlet);
    html_raw(writer, "</div>\n");
    write_differences(page, writer, false);
    write_differences(page, writer, true);
    page_section_close(writer);
    return writer_check(writer, failure);
}

static void write_fact(const struct page *page, struct writer *writer, enum wording wording, uint64_t count)
{
    html_raw(writer, "<div><dt>");
    page_words(page, writer, wording);
    html_raw(writer, "</dt><dd>");
    html_count(writer, count);
    html_raw(writer, "</dd></div>\n");
}

/* As ICU names it in the language of the page; a tag that it does not know stands for itself. */
static void write_language(const struct page *page, struct writer *writer, struct span tag)
{
    char code[ULOC_FULLNAME_CAPACITY], locale[ULOC_FULLNAME_CAPACITY], name[NAME_BYTES];
    UChar units[NAME_UNITS];
    UErrorCode error = U_ZERO_ERROR;
    (void)snprintf(code, sizeof code, "%.*s", SPAN_ARGUMENTS(tag));
    (void)uloc_forLanguageTag(code, locale, sizeof locale, NULL, &error);
    const int32_t length = uloc_getDisplayName(
        locale, wording_text(page->settings->report_language, WORDING_LANGUAGE_TAG), units, NAME_UNITS, &error);
    (void)u_strToUTF8(name, sizeof name, NULL, units, length, &error);
    if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING || error == U_USING_DEFAULT_WARNING || length == 0)
        html_name(writer, tag);
    else
        html_string(writer, name);
}

static void write_languages(const struct page *page, struct writer *writer, const struct tally *spoken)
{
    html_raw(writer, "<div class=\"wide\"><dt>");
    page_words(page, writer, WORDING_LANGUAGES);
    html_raw(writer, "</dt><dd>");
    for (size_t i = 0; i < spoken->count && i < LANGUAGES_SHOWN; i++) {
        if (i > 0)
            page_words(page, writer, WORDING_LIST_JOINT);
        if (spoken->items[i].name.length == 0)
            page_words(page, writer, WORDING_UNKNOWN);
        else
            write_language(page, writer, spoken->items[i].name);
        html_raw(writer, " (");
        html_count(writer, spoken->items[i].documents);
        html_raw(writer, ")");
    }
    html_raw(writer, spoken->count > LANGUAGES_SHOWN ? " \u2026</dd></div>\n" : "</dd></div>\n");
}

static void write_facts(const struct page *page, struct writer *writer, const struct tally *sources,
                        const struct tally *events, const struct tally *spoken)
{
    const struct counts *const counts = page->weighted->counts;
    uint64_t words = 0;
    for (size_t i = 0; i < counts->document_count; i++)
        words += counts->documents[i]->tokens;
    html_raw(writer, "<dl class=\"facts\">\n");
    write_fact(page, writer, WORDING_DOCUMENTS, counts->document_count);
    write_fact(page, writer, WORDING_SOURCES, tally_named(sources));
    write_fact(page, writer, WORDING_EVENTS, tally_named(events));
    write_fact(page, writer, WORDING_WORDS, words);
    write_languages(page, writer, spoken);
    html_raw(writer, "</dl>\n");
}

static void write_document(const struct page *page, struct writer *writer, const struct document *document)
{
    uint64_t cut = 0, repairs = 0;
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++)
        cut += document_details(document)->cut_tokens[field];
    for (int kind = 0; kind < REPAIR_COUNT; kind++)
        repairs += document_details(document)->repairs[kind];
    (void)page;
    html_raw(writer, "<tr><th scope=\"row\">");
    html_name(writer, document->id);
    html_raw(writer, "</th>");
    page_cell_name(writer, document->source);
    page_cell_name(writer, document->event);
    page_cell_name(writer, document->title);
    page_cell_name(writer, document->date);
    page_cell_name(writer, document->language);
    page_cell_count(writer, document->tokens);
    page_cell_count(writer, cut);
    page_cell_count(writer, repairs);
    html_raw(writer, "</tr>\n");
}

static void write_documents(const struct page *page, struct writer *writer)
{
    static const struct page_column columns[] = {
        {WORDING_DOCUMENT, false},       {WORDING_SOURCE, false}, {WORDING_EVENT_NAME, false},
        {WORDING_DOCUMENT_TITLE, false}, {WORDING_DATE, false},   {WORDING_LANGUAGE, false},
        {WORDING_WORDS, true},           {WORDING_CUT, true},     {WORDING_MENDED, true}};
    const struct counts *const counts = page->weighted->counts;
    const size_t shown =
        counts->document_count < PAGE_LISTED_DOCUMENTS ? counts->document_count : PAGE_LISTED_DOCUMENTS;
    html_raw(writer, "<details><summary>");
    page_words(page, writer, WORDING_DOCUMENTS_TABLE);
    html_raw(writer, "</summary>\n");
    page_table_open(page, writer, "documents-table", WORDING_DOCUMENTS_TABLE, columns,
                    sizeof columns / sizeof *columns);
    for (size_t i = 0; i < shown; i++)
        write_document(page, writer, counts->documents[i]);
    page_table_close(writer);
    page_rest(page, writer, counts->document_count - shown, "documents.csv");
    html_raw(writer, "</details>\n");
}

enum status page_corpus_write(const struct page *page, struct writer *writer, struct failure *failure)
{
    const struct counts *const counts = page->weighted->counts;
    struct tally sources = {0}, events = {0}, spoken = {0};
    const bool is_known =
        tally_documents(&sources, counts->documents, counts->document_count, tally_source, failure) == STATUS_OK &&
        tally_documents(&events, counts->documents, counts->document_count, tally_event, failure) == STATUS_OK &&
        tally_documents(&spoken, counts->documents, counts->document_count, tally_language, failure) == STATUS_OK;
    if (is_known) {
        tally_order_by_size(&spoken);
        page_section_open(page, writer, "corpus", WORDING_CORPUS, WORDING_NOTHING);
        write_facts(page, writer, &sources, &events, &spoken);
        write_documents(page, writer);
        page_section_close(writer);
    }
    tally_free(&spoken);
    tally_free(&events);
    tally_free(&sources);
    return is_known ? STATUS_OK : STATUS_FAILED;
}

void page_warnings_write(const struct page *page, const struct journal *journal, struct writer *writer)
{
    const size_t total = journal->warning_count + journal->reject_count;
    size_t shown = 0;
    if (total == 0)
        return;
    page_section_open(page, writer, "warnings", WORDING_WARNINGS, WORDING_NOTHING);
    html_raw(writer, "<ul class=\"warnings\">\n");
    for (size_t i = 0; i < journal->reject_count && shown < WARNINGS_SHOWN; i++, shown++) {
        html_raw(writer, "<li><strong>");
        page_words(page, writer, WORDING_REJECTED);
        html_raw(writer, "</strong> ");
        html_name(writer, journal->rejects[i].id);
        html_raw(writer, ": <span lang=\"en\" dir=\"auto\">");
        html_text_within(writer, journal->rejects[i].reason, 2 * HTML_NAME_COLUMNS);
        html_raw(writer, "</span></li>\n");
    }
    for (size_t i = 0; i < journal->warning_count && shown < WARNINGS_SHOWN; i++, shown++) {
        html_raw(writer, "<li>");
        page_warning(page->settings->report_language, journal->warnings[i].text, writer);
        html_raw(writer, "</li>\n");
    }
    html_raw(writer, "</ul>\n");
    page_rest(page, writer, total - shown, "run.json");
    page_section_close(writer);
}
