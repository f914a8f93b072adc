/* page.c - findings kept for the page, each kind up to its bound. */
#include "page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

void page_open(struct page *page, const struct settings *settings, const struct summary *summary)
{
    *page = (struct page){.settings = settings, .summary = summary};
}

static enum status open_matrix(struct page *page, const struct weighted *weighted, struct failure *failure)
{
    const size_t count = weighted->counts->document_count;
    page->weighted = weighted;
    if (count > PAGE_DOCUMENTS)
        return STATUS_OK;
    if (array_zeroed((void **)&page->likeness, count * count, sizeof *page->likeness, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < count * count; i++)
        page->likeness[i] = NAN;
    return STATUS_OK;
}

static void add_row(struct page *page, const struct similarity_row *row)
{
    const size_t count = page->weighted->counts->document_count;
    if (page->likeness == NULL || row->count != count || row->row >= count)
        return;
    memcpy(page->likeness + row->row * count, row->values, count * sizeof *row->values);
    page->has_likeness = true;
}

static enum status add_neighbour(struct page *page, const struct neighbour *neighbour, struct failure *failure)
{
    if (neighbour->rank > PAGE_NEIGHBOURS || neighbour->document >= PAGE_LISTED_DOCUMENTS)
        return STATUS_OK;
    if (array_reserve((void **)&page->neighbours, &page->neighbour_capacity, page->neighbour_count + 1,
                      sizeof *page->neighbours, failure) != STATUS_OK)
        return STATUS_FAILED;
    page->neighbours[page->neighbour_count++] = *neighbour;
    return STATUS_OK;
}

static enum status add_contrast(struct page *page, const struct contrast_finding *contrast, struct failure *failure)
{
    if (!contrast->has_term || contrast->event.length > 0)
        return STATUS_OK;
    if (contrast->rank > PAGE_CONTRASTS || page->contrast_count == PAGE_CONTRAST_ROWS) {
        page->rest.contrasts++;
        return STATUS_OK;
    }
    struct span language = {0};
    if (array_reserve((void **)&page->contrasts, &page->contrast_capacity, page->contrast_count + 1,
                      sizeof *page->contrasts, failure) != STATUS_OK ||
        arena_copy(&page->arena, contrast->language, &language, failure) != STATUS_OK)
        return STATUS_FAILED;
    struct contrast_finding *const kept = &page->contrasts[page->contrast_count++];
    *kept = *contrast;
    kept->language = language;
    kept->event_log_odds = NULL;
    kept->status = "";
    return STATUS_OK;
}

static enum status add_silence(struct page *page, const struct silence_finding *silence, struct failure *failure)
{
    if (!silence->has_term)
        return STATUS_OK;
    if (silence->rank > PAGE_SILENCES || page->silence_count == PAGE_SILENCE_ROWS) {
        page->rest.silences++;
        return STATUS_OK;
    }
    struct span language = {0};
    if (array_reserve((void **)&page->silences, &page->silence_capacity, page->silence_count + 1,
                      sizeof *page->silences, failure) != STATUS_OK ||
        arena_copy(&page->arena, silence->language, &language, failure) != STATUS_OK)
        return STATUS_FAILED;
    struct silence_finding *const kept = &page->silences[page->silence_count++];
    *kept = *silence;
    kept->language = language;
    kept->status = "";
    return STATUS_OK;
}

static enum status add_term(struct page *page, const struct term_finding *term, struct failure *failure)
{
    const bool is_wanted =
        term->kind != GROUP_DOCUMENT || page->weighted->counts->document_count <= SUMMARY_MATRIX_DOCUMENTS;
    if (!is_wanted || page->term_count == PAGE_TERM_ROWS) {
        page->rest.terms++;
        return STATUS_OK;
    }
    struct span name = {0};
    if (page->term_count > 0 && span_equal(page->terms[page->term_count - 1].name, term->name))
        name = page->terms[page->term_count - 1].name;
    else if (arena_copy(&page->arena, term->name, &name, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (array_reserve((void **)&page->terms, &page->term_capacity, page->term_count + 1, sizeof *page->terms,
                      failure) != STATUS_OK)
        return STATUS_FAILED;
    page->terms[page->term_count] = *term;
    page->terms[page->term_count].form = (struct span){0};
    page->terms[page->term_count++].name = name;
    return STATUS_OK;
}

static enum status add_topic(struct page *page, const struct topic_finding *topic, struct failure *failure)
{
    if (page->topic_count == PAGE_TOPICS) {
        page->rest.topics++;
        return STATUS_OK;
    }
    if (array_reserve((void **)&page->topics, &page->topic_capacity, page->topic_count + 1, sizeof *page->topics,
                      failure) != STATUS_OK)
        return STATUS_FAILED;
    struct page_topic *const kept = &page->topics[page->topic_count++];
    *kept = (struct page_topic){.number = topic->number,
                                .share = topic->share,
                                .coherence = topic->coherence,
                                .passages = topic->passages,
                                .document = topic->document_count > 0 ? topic->documents[0].row : SIZE_MAX};
    while (kept->term_count < PAGE_TOPIC_TERMS && kept->term_count < topic->term_count) {
        kept->terms[kept->term_count] = topic->terms[kept->term_count];
        kept->term_count++;
    }
    return STATUS_OK;
}

static enum status add_factor(struct page *page, const struct factor_finding *factor, struct failure *failure)
{
    struct span status = {0};
    if (page->factor_count == PAGE_FACTORS)
        return STATUS_OK;
    if (array_reserve((void **)&page->factors, &page->factor_capacity, page->factor_count + 1, sizeof *page->factors,
                      failure) != STATUS_OK ||
        arena_copy(&page->arena, span_of(factor->status), &status, failure) != STATUS_OK)
        return STATUS_FAILED;
    page->factors[page->factor_count] = *factor;
    page->factors[page->factor_count++].status = status.bytes;
    return STATUS_OK;
}

/* They come by document: its row is found by going on. */
static void find_passage_row(struct page *page, const struct document *document)
{
    const struct counts *const counts = page->weighted->counts;
    while (page->passage_row + 1 < counts->document_count && counts->documents[page->passage_row] != document)
        page->passage_row++;
}

static enum status add_passage(struct page *page, const struct passage_finding *passage, struct failure *failure)
{
    page->event_model = *passage->model;
    if (passage->model->kind == EVENTS_FROM_CORPUS || passage->event.length == 0)
        return STATUS_OK;
    if (page->passage_count == PAGE_PASSAGES) {
        page->rest.passages++;
        return STATUS_OK;
    }
    struct span event = {0}, status = {0};
    void *terms = NULL;
    if (array_reserve((void **)&page->passages, &page->passage_capacity, page->passage_count + 1,
                      sizeof *page->passages, failure) != STATUS_OK ||
        arena_copy(&page->arena, passage->event, &event, failure) != STATUS_OK ||
        arena_copy(&page->arena, span_of(passage->status), &status, failure) != STATUS_OK ||
        arena_take(&page->arena, passage->term_count * sizeof *passage->terms, &terms, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (passage->term_count > 0)
        memcpy(terms, passage->terms, passage->term_count * sizeof *passage->terms);
    find_passage_row(page, passage->document);
    struct page_passage *const kept = &page->passages[page->passage_count++];
    *kept = (struct page_passage){.finding = *passage, .row = page->passage_row};
    kept->finding.event = event;
    kept->finding.status = status.bytes;
    kept->finding.terms = terms;
    kept->finding.model = NULL;
    return STATUS_OK;
}

enum status page_add(struct page *page, const struct finding *finding, struct failure *failure)
{
    switch (finding->kind) {
    case FINDING_MATRIX:
        if (page_evidence_add(&page->evidence, finding, failure) != STATUS_OK)
            return STATUS_FAILED;
        return open_matrix(page, finding->as.weighted, failure);
    case FINDING_EVIDENCE:
    case FINDING_LINE:
    case FINDING_EVIDENCE_END:
        return page_evidence_add(&page->evidence, finding, failure);
    case FINDING_SIMILARITY:
        add_row(page, &finding->as.similarity);
        return STATUS_OK;
    case FINDING_NEIGHBOUR:
        return add_neighbour(page, &finding->as.neighbour, failure);
    case FINDING_TERM:
        return add_term(page, &finding->as.term, failure);
    case FINDING_TOPIC:
        return add_topic(page, &finding->as.topic, failure);
    case FINDING_SOURCES:
        return page_sources_add(&page->sources, page->weighted->counts, &finding->as.sources, &page->arena, failure);
    case FINDING_CONTRAST:
        return add_contrast(page, &finding->as.contrast, failure);
    case FINDING_SILENCE:
        return add_silence(page, &finding->as.silence, failure);
    case FINDING_FACTOR:
        return add_factor(page, &finding->as.factor, failure);
    case FINDING_PASSAGE:
        return add_passage(page, &finding->as.passage, failure);
    case FINDING_PAIR:
    case FINDING_NEIGHBOURS:
    case FINDING_NEAREST: /* the summary has them */
    case FINDING_STATEMENT:
        return STATUS_OK;
    }
    return STATUS_OK;
}

void page_close(struct page *page)
{
    page_sources_close(&page->sources);
    page_evidence_close(&page->evidence);
    free(page->likeness);
    free(page->neighbours);
    free(page->contrasts);
    free(page->silences);
    free(page->terms);
    free(page->topics);
    free(page->factors);
    free(page->passages);
    arena_free(&page->arena);
    *page = (struct page){0};
}
