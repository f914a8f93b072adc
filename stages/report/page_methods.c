/* page_methods.c - what a paper needs to say of the method, a citation, the run's facts, and the tables beside the
 * page. */
#include <stdio.h>
#include <zlib.h>

#include "background.h"
#include "libraries.h"
#include "measure.h"
#include "mizan.h"
#include "page_parts.h"

enum { INPUTS_SHOWN = 60 };

static struct span stemmer_name(const struct page *page)
{
    static const char *const names[] = {"auto", "light", "snowball", "none"};
    return span_of(names[page->settings->stemmer]);
}

static void write_paragraph(const struct page *page, struct writer *writer)
{
    const struct counts *const counts = page->weighted->counts;
    const struct settings *const settings = page->settings;
    uint64_t words = 0;
    for (size_t i = 0; i < counts->document_count; i++)
        words += counts->documents[i]->tokens;
    const struct saying corpus = {.wording = WORDING_METHODS_CORPUS,
                                  .parts = {part_formula("mizan " MIZAN_VERSION), part_count(counts->document_count),
                                            part_count((size_t)words), part_count(counts->term_count),
                                            part_name(stemmer_name(page))}};
    const struct saying weights = {
        .wording = page_is_distance(page) ? WORDING_METHODS_DISTANCE : WORDING_METHODS_WEIGHTS,
        .parts = {part_formula(page->weighted->scheme), part_formula(page->weighted->formula),
                  part_formula(measure_name(settings, page->weighted)),
                  part_formula(measure_formula(settings, page->weighted))}};
    html_raw(writer, "<p id=\"methods-text\">");
    page_say(page, writer, &corpus);
    html_raw(writer, " ");
    page_say(page, writer, &weights);
    if (page->sources.pair_count > 0) {
        html_raw(writer, " ");
        page_words(page, writer, page_is_distance(page) ? WORDING_METHODS_SOURCES_DISTANCE : WORDING_METHODS_SOURCES);
    }
    if (page->contrast_count > 0) {
        html_raw(writer, " ");
        page_words(page, writer, WORDING_METHODS_CONTRASTS);
    }
    if (page->weighted->grid != NULL && page->weighted->grid->matrices > 0) {
        html_raw(writer, " ");
        page_words(page, writer, WORDING_METHODS_ROBUSTNESS);
    }
    html_raw(writer, " ");
    page_words(page, writer, WORDING_METHODS_REPEAT);
    html_raw(writer, "</p><span class=\"copy\" data-copies=\"methods-text\" hidden></span>\n");
}

static void write_citation(const struct page *page, struct writer *writer, const struct journal *journal)
{
    uLong sum = crc32_z(0, NULL, 0); /* of the inputs' checksums, so that a citation names the very texts */
    char digits[16];
    for (size_t i = 0; i < journal->input_count; i++) {
        (void)snprintf(digits, sizeof digits, "%08x", (unsigned)journal->inputs[i].crc);
        sum = crc32_z(sum, (const unsigned char *)digits, 8);
    }
    (void)snprintf(digits, sizeof digits, "%08x", (unsigned)sum);
    const struct saying citation = {
        .wording = WORDING_CITATION,
        .parts = {part_formula("mizan " MIZAN_VERSION),
                  part_name(span_of(page->settings->corpus_count > 0 ? page->settings->corpora[0] : "")),
                  part_count(page->weighted->counts->document_count), part_name(span_of(digits))}};
    html_raw(writer, "<h3>");
    page_words(page, writer, WORDING_CITE);
    html_raw(writer, "</h3>\n<p id=\"citation\">");
    page_say(page, writer, &citation);
    html_raw(writer, "</p><span class=\"copy\" data-copies=\"citation\" hidden></span>\n");
}

static void write_fact(struct writer *writer, const char *name, const char *value)
{
    html_raw(writer, "<tr><th scope=\"row\">");
    html_string(writer, name);
    html_raw(writer, "</th><td><bdi>");
    html_string(writer, value);
    html_raw(writer, "</bdi></td></tr>\n");
}

static void write_inputs(struct writer *writer, const struct journal *journal)
{
    for (size_t i = 0; i < journal->input_count && i < INPUTS_SHOWN; i++) {
        char digits[16];
        (void)snprintf(digits, sizeof digits, "%08x", (unsigned)journal->inputs[i].crc);
        html_raw(writer, "<tr><th scope=\"row\">");
        html_name(writer, journal->inputs[i].path);
        html_raw(writer, "</th><td>CRC-32 ");
        html_raw(writer, digits);
        html_raw(writer, ", ");
        html_count(writer, journal->inputs[i].bytes);
        html_raw(writer, " B</td></tr>\n");
    }
}

static void write_run(const struct page *page, struct writer *writer, const struct journal *journal)
{
    const char *name = NULL, *version = NULL;
    html_raw(writer, "<details><summary>");
    page_words(page, writer, WORDING_RUN);
    html_raw(writer, "</summary>\n");
    page_scroll_open(writer);
    page_words(page, writer, WORDING_RUN);
    html_raw(writer, "\"><table id=\"run-table\"><tbody>\n");
    for (unsigned i = 0; libraries_version(i, &name, &version); i++)
        write_fact(writer, name, version);
    write_fact(writer, "weighting", page->weighted->formula);
    write_fact(writer, "measure", measure_words(page->settings, page->weighted));
    write_fact(writer, "formula", measure_formula(page->settings, page->weighted));
    for (unsigned i = 0; background_identity(i) != NULL; i++)
        write_fact(writer, "background", background_identity(i));
    write_inputs(writer, journal);
    page_table_close(writer);
    if (journal->input_count > INPUTS_SHOWN)
        page_rest(page, writer, journal->input_count - INPUTS_SHOWN, "run.json");
    html_raw(writer, "</details>\n");
}

static void write_download(const struct page *page, struct writer *writer, const char *file, enum wording what)
{
    html_raw(writer, "<li><a href=\"");
    html_raw(writer, file);
    html_raw(writer, "\"><bdi>");
    html_raw(writer, file);
    html_raw(writer, "</bdi></a> <span>");
    page_words(page, writer, what);
    html_raw(writer, "</span></li>\n");
}

static void write_downloads(const struct page *page, struct writer *writer)
{
    page_section_open(page, writer, "downloads", WORDING_DOWNLOADS, WORDING_DOWNLOADS_LEAD);
    html_raw(writer, "<ul class=\"files\">\n");
    write_download(page, writer, "sources.csv", WORDING_FILE_SOURCES);
    write_download(page, writer, "contrasts.csv", WORDING_FILE_CONTRASTS);
    write_download(page, writer, "silences.csv", WORDING_FILE_SILENCES);
    if (page_events_are_there(page))
        write_download(page, writer, "events.csv", WORDING_FILE_EVENTS);
    if (page->factor_count > 0)
        write_download(page, writer, "factors.csv", WORDING_FACTORS);
    if (page->weighted->grid != NULL && page->weighted->grid->matrices > 0)
        write_download(page, writer, "robustness.csv", WORDING_FILE_ROBUSTNESS);
    write_download(page, writer, "neighbours.csv", WORDING_FILE_NEIGHBOURS);
    write_download(page, writer, "terms.csv", WORDING_FILE_TERMS);
    write_download(page, writer, "vocabulary.csv", WORDING_FILE_VOCABULARY);
    write_download(page, writer, "documents.csv", WORDING_FILE_DOCUMENTS);
    write_download(page, writer, "apparatus.csv", WORDING_FILE_APPARATUS);
    write_download(page, writer, "weights.mtx", WORDING_FILE_WEIGHTS);
    write_download(page, writer, "run.json", WORDING_FILE_RUN);
    html_raw(writer, "</ul>\n");
    page_section_close(writer);
}

void page_methods_write(const struct page *page, const struct journal *journal, struct writer *writer)
{
    page_section_open(page, writer, "methods", WORDING_METHODS, WORDING_NOTHING);
    write_paragraph(page, writer);
    write_citation(page, writer, journal);
    write_run(page, writer, journal);
    page_section_close(writer);
    write_downloads(page, writer);
}
