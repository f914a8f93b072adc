/*
 * page_write.c - the frame of the page.
 *
 * The policy in its head lets the one style sheet and the one script run that the build knows by their SHA-256, and
 * nothing else: no request goes anywhere, and what a document smuggled in would still not run.
 */
#include <string.h>

#include "libraries.h"
#include "mizan.h"
#include "page_pair_tables.h"
#include "page_parts.h"
#include "page_places.h"
#include "standard_input.h"

/* page_files.S: the files, and their SHA-256 in hexadecimal. */
extern const char page_style[], page_style_end[], page_script[], page_script_end[];
extern const char page_style_sha256[], page_script_sha256[];

enum { SHA256_BYTES = 32 };

static unsigned char hexadecimal_value(char digit)
{
    return (unsigned char)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* RFC 4648, section 4. */
static void write_base64(struct writer *writer, const unsigned char bytes[SHA256_BYTES])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < SHA256_BYTES; i += 3) {
        const size_t left = SHA256_BYTES - i;
        const unsigned triple = (unsigned)bytes[i] << 16 | (left > 1 ? (unsigned)bytes[i + 1] << 8 : 0) |
                                (left > 2 ? (unsigned)bytes[i + 2] : 0);
        writer_byte(writer, digits[triple >> 18]);
        writer_byte(writer, digits[triple >> 12 & 63]);
        writer_byte(writer, left > 1 ? digits[triple >> 6 & 63] : '=');
        writer_byte(writer, left > 2 ? digits[triple & 63] : '=');
    }
}

static void write_hash(struct writer *writer, const char *hexadecimal)
{
    unsigned char bytes[SHA256_BYTES];
    for (size_t i = 0; i < SHA256_BYTES; i++)
        bytes[i] =
            (unsigned char)(hexadecimal_value(hexadecimal[2 * i]) << 4 | hexadecimal_value(hexadecimal[2 * i + 1]));
    html_raw(writer, "'sha256-");
    write_base64(writer, bytes);
    html_raw(writer, "'");
}

static void write_policy(struct writer *writer)
{
    html_raw(writer, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src ");
    write_hash(writer, page_script_sha256);
    html_raw(writer, "; style-src ");
    write_hash(writer, page_style_sha256);
    html_raw(writer, "; img-src data: blob:; base-uri 'none'; form-action 'none'\">\n");
}

static void write_title(const struct page *page, struct writer *writer)
{
    const struct page_sources *const sources = &page->sources;
    if (sources->event_count == 1 && sources->left_out == 0) {
        const struct saying saying = {.wording = WORDING_TITLE_EVENT, .parts = {part_name(sources->events[0].name)}};
        page_say(page, writer, &saying);
    } else {
        page_words(page, writer, sources->event_count > 1 ? WORDING_TITLE_EVENTS : WORDING_TITLE_TEXTS);
    }
}

static void write_head(const struct page *page, struct writer *writer)
{
    html_raw(writer, "<!DOCTYPE html>\n<html lang=\"");
    html_raw(writer, wording_text(page->settings->report_language, WORDING_LANGUAGE_TAG));
    html_raw(writer, "\" dir=\"");
    html_raw(writer, page->settings->report_language == REPORT_ARABIC ? "rtl" : "ltr");
    html_raw(writer, "\">\n<head>\n<meta charset=\"utf-8\">\n");
    write_policy(writer);
    html_raw(writer, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"referrer\" content=\"no-referrer\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n"
                     "<meta name=\"generator\" content=\"mizan ");
    html_string(writer, MIZAN_VERSION);
    html_raw(writer, "\">\n<title>");
    page_words(page, writer, page->sources.event_count > 0 ? WORDING_TITLE_EVENTS : WORDING_TITLE_TEXTS);
    html_raw(writer, " \u00b7 mizan</title>\n<style>");
    writer_bytes(writer, page_style, (size_t)(page_style_end - page_style));
    html_raw(writer, "</style>\n</head>\n");
}

/* A section that is there. */
struct entry {
    const char *id;
    enum wording title;
    bool is_there;
};

static void write_contents(const struct page *page, struct writer *writer, const struct journal *journal,
                           const struct page_places *places)
{
    const struct entry entries[] = {
        {"answer", WORDING_ANSWER, true},
        {"corpus", WORDING_CORPUS, true},
        {"warnings", WORDING_WARNINGS, journal->warning_count + journal->reject_count > 0},
        {"sources", WORDING_MAPS, page->sources.pair_count > 0},
        {"pairs", WORDING_PAIRS, page_pair_tables_are_there(&page->evidence)},
        {"documents", WORDING_MAP_DOCUMENTS, page->has_likeness || page->neighbour_count > 0},
        {"terms", WORDING_TERMS, page->term_count > 0},
        {"words", WORDING_PLACES, places->term_count > 0 || places->is_without_corpus},
        {"contrasts", WORDING_CONTRASTS, page->contrast_count > 0},
        {"silences", WORDING_SILENCES, page->silence_count > 0},
        {"events", page->event_model.kind == EVENTS_FROM_CORPUS ? WORDING_EVENTS : WORDING_EVENTS_TITLE,
         page_events_are_there(page)},
        {"factors", WORDING_FACTORS, page->factor_count > 0},
        {"timeline", WORDING_TIMELINE, page_timeline_is_there(page)},
        {"topics", WORDING_TOPICS, page->topic_count > 0},
        {"repairs", WORDING_REPAIRS, page_repairs_are_there(page)},
        {"methods", WORDING_METHODS, true},
        {"downloads", WORDING_DOWNLOADS, true},
    };
    html_raw(writer, "<nav id=\"contents\" aria-label=\"");
    page_words(page, writer, WORDING_CONTENTS);
    html_raw(writer, "\"><ol>");
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (!entries[i].is_there)
            continue;
        html_raw(writer, "<li><a href=\"#");
        html_raw(writer, entries[i].id);
        html_raw(writer, "\">");
        page_words(page, writer, entries[i].title);
        html_raw(writer, "</a></li>");
    }
    html_raw(writer, "</ol></nav>\n");
}

static void write_header(const struct page *page, struct writer *writer)
{
    const struct settings *const settings = page->settings;
    const char *const path = settings->corpus_count > 0 ? settings->corpora[0] : "";
    const struct saying corpus = {.wording = settings->corpus_count > 1 ? WORDING_BYLINE_MORE : WORDING_BYLINE,
                                  .parts = {part_name(span_of(standard_input_is_named(path) ? "standard input" : path)),
                                            part_count(page->weighted->counts->document_count),
                                            part_count(settings->corpus_count - 1)}};
    html_raw(writer, "<body>\n<a class=\"skip\" href=\"#answer\">");
    page_words(page, writer, WORDING_SKIP);
    html_raw(writer,
             "</a>\n<header id=\"top\"><p class=\"brand\">mizan \u00b7 <span lang=\"ar\" dir=\"rtl\">ميزان</span>"
             "</p>\n<h1>");
    write_title(page, writer);
    html_raw(writer, "</h1>\n<p class=\"byline\">");
    page_say(page, writer, &corpus);
    html_raw(writer, "</p>\n</header>\n");
}

static void write_script(const struct page *page, struct writer *writer)
{
    html_raw(writer, "<footer>mizan " MIZAN_VERSION " \u00b7 ");
    page_words(page, writer, WORDING_FOOTER);
    html_raw(writer, " <a href=\"#top\">\u2191</a></footer>\n<script>");
    writer_bytes(writer, page_script, (size_t)(page_script_end - page_script));
    html_raw(writer, "</script>\n</body>\n</html>\n");
}

static enum status write_sections(const struct page *page, const struct journal *journal,
                                  const struct page_places *places, struct writer *writer, struct failure *failure)
{
    if (page_answer_write(page, writer, failure) != STATUS_OK || page_corpus_write(page, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    page_warnings_write(page, journal, writer);
    if (page_sources_write(page, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (page_pair_tables_are_there(&page->evidence))
        page_pair_tables_write(&page->evidence, writer, (size_t)page->settings->report_language,
                               page_is_distance(page));
    if (page_documents_write(page, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    page_terms_write(page, writer);
    page_strips_write(page, places, writer);
    if (page_contrasts_write(page, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    page_silences_write(page, writer);
    if (page_events_write(page, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    page_factors_write(page, writer);
    if (page_timeline_write(page, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    page_topics_write(page, writer);
    page_repairs_write(page, writer);
    page_methods_write(page, journal, writer);
    return STATUS_OK;
}

enum status page_write(const struct page *page, const struct journal *journal, struct writer *writer,
                       struct failure *failure)
{
    struct page_places places;
    enum status status = page_places_open(&places, page, failure);
    if (status == STATUS_OK) {
        write_head(page, writer);
        write_header(page, writer);
        write_contents(page, writer, journal, &places);
        html_raw(writer, "<main>\n");
        status = write_sections(page, journal, &places, writer, failure);
    }
    if (status == STATUS_OK) {
        html_raw(writer, "<section id=\"pair-view\" hidden></section>\n</main>\n");
        status = page_data_write(page, writer, failure);
    }
    if (status == STATUS_OK)
        status = page_evidence_write(&page->evidence, writer, failure);
    if (status == STATUS_OK)
        status = page_places_write(page, &places, writer, failure);
    if (status == STATUS_OK) {
        write_script(page, writer);
        status = writer_check(writer, failure);
    }
    page_places_close(&places);
    return status;
}
