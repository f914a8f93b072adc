/*
 * report.c - report_stage: from findings to the folder OUT and the summary.
 *
 * The folder's place is taken when the stage opens, before any work. Tables that are as long as the corpus are written
 * as the findings arrive; what needs the whole run (documents.csv with its warnings, run.json) when they have all come.
 * The summary is shown before the folder is renamed into place, because a run whose last write fails has failed, and
 * leaves no OUT.
 */
#include "apparatus_csv.h"
#include "contrasts_csv.h"
#include "documents_csv.h"
#include "events_csv.h"
#include "excel_copy.h"
#include "exports.h"
#include "factors_csv.h"
#include "finding.h"
#include "finding_tables.h"
#include "kept_texts.h"
#include "matrix_market.h"
#include "measure.h"
#include "page.h"
#include "results_folder.h"
#include "repairs_csv.h"
#include "robustness_csv.h"
#include "run_json.h"
#include "screen.h"
#include "silences_csv.h"
#include "similarity_files.h"
#include "sources_csv.h"
#include "stages.h"
#include "summary.h"
#include "topics_csv.h"
#include "vocabulary_csv.h"

struct report {
    const struct settings *settings;
    const struct weighted *weighted; /* NULL until FINDING_MATRIX arrives */
    struct results_folder folder;
    struct similarity_files similarity;
    struct exports exports;
    struct writer neighbours, terms;
    struct writer contrasts, silences, factors;
    struct sources_csv sources;
    struct writer events;
    struct event_model event_model;
    struct writer robustness;       /* only where a grid was wanted */
    struct writer topics;           /* only with --topics */
    struct topic_model topic_model; /* likewise; all 0 without */
    struct writer file;             /* that is written in one go */
    struct summary summary;
    struct page page; /* only with --report */
    struct screen screen;
};

static enum status open_report(void *state, const struct settings *settings, struct flow *flow)
{
    struct report *const report = state;
    report->settings = settings;
    summary_open(&report->summary, settings);
    page_open(&report->page, settings, &report->summary);
    if (settings->output == NULL)
        return flow_fail(flow, FAILURE_USAGE,
                         "-o is missing: name the folder that the results go to, as in -o results");
    if (results_folder_open(&report->folder, settings->output, settings->force, flow_failure(flow)) != STATUS_OK)
        return STATUS_FAILED;
    return exports_open(&report->exports, settings, &report->folder, flow_failure(flow));
}

static enum status write_weights(struct report *report, struct failure *failure)
{
    const struct weighted *const weighted = report->weighted;
    const struct matrix_market_comments comments = {
        {"rows: documents.csv, columns: vocabulary.csv", weighted->scheme, weighted->formula}};
    if (results_folder_create(&report->folder, "weights.mtx", &report->file, failure) != STATUS_OK ||
        matrix_market_write_weights(&report->file, weighted, weighted->counts->document_count, &comments, failure) !=
            STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&report->file, failure);
}

static enum status write_vocabulary(struct report *report, struct failure *failure)
{
    if (results_folder_create(&report->folder, "vocabulary.csv", &report->file, failure) != STATUS_OK ||
        vocabulary_csv_write(&report->file, report->weighted->counts, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&report->file, failure);
}

static enum status begin_pairs(struct report *report, struct failure *failure)
{
    const struct matrix_market_comments comments = {
        {similarity_is_distance(report->settings->similarity)
             ? "pairs of documents.csv at or below the threshold; the diagonal is left out"
             : "pairs of documents.csv at or above the threshold; the diagonal is left out",
         measure_name(report->settings, report->weighted), measure_formula(report->settings, report->weighted)}};
    return similarity_files_begin_pairs(&report->similarity, &report->folder, report->weighted->counts, &comments,
                                        failure);
}

static enum status begin_robustness(struct report *report, struct failure *failure)
{
    const struct grid_account *const grid = report->weighted->grid;
    if (grid == NULL || (grid->matrices == 0 && grid->missing == NULL))
        return STATUS_OK;
    if (results_folder_create(&report->folder, "robustness.csv", &report->robustness, failure) != STATUS_OK ||
        robustness_csv_begin(&report->robustness, failure) != STATUS_OK)
        return STATUS_FAILED;
    return grid->missing == NULL ? STATUS_OK : robustness_csv_missing(&report->robustness, grid->missing, failure);
}

static enum status accept_matrix(struct report *report, const struct weighted *weighted, struct failure *failure)
{
    report->weighted = weighted;
    if (exports_begin(&report->exports, weighted, failure) != STATUS_OK ||
        write_weights(report, failure) != STATUS_OK || write_vocabulary(report, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (report->settings->has_threshold && begin_pairs(report, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (results_folder_create(&report->folder, "neighbours.csv", &report->neighbours, failure) != STATUS_OK ||
        results_folder_create(&report->folder, "terms.csv", &report->terms, failure) != STATUS_OK ||
        results_folder_create(&report->folder, "contrasts.csv", &report->contrasts, failure) != STATUS_OK ||
        results_folder_create(&report->folder, "silences.csv", &report->silences, failure) != STATUS_OK ||
        results_folder_create(&report->folder, "factors.csv", &report->factors, failure) != STATUS_OK ||
        factors_csv_begin(&report->factors, failure) != STATUS_OK || begin_robustness(report, failure) != STATUS_OK ||
        results_folder_create(&report->folder, "events.csv", &report->events, failure) != STATUS_OK ||
        events_csv_begin(&report->events, failure) != STATUS_OK ||
        contrasts_csv_begin(&report->contrasts, failure) != STATUS_OK ||
        silences_csv_begin(&report->silences, failure) != STATUS_OK ||
        neighbours_csv_begin(&report->neighbours, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (report->settings->topics > 0 &&
        (results_folder_create(&report->folder, "topics.csv", &report->topics, failure) != STATUS_OK ||
         topics_csv_begin(&report->topics, failure) != STATUS_OK))
        return STATUS_FAILED;
    if (sources_csv_begin(&report->sources, &report->folder, failure) != STATUS_OK)
        return STATUS_FAILED;
    return terms_csv_begin(&report->terms, failure);
}

static enum status write_finding(struct report *report, const struct finding *finding, struct failure *failure)
{
    const struct counts *const counts = report->weighted->counts;
    if (exports_add(&report->exports, finding, failure) != STATUS_OK)
        return STATUS_FAILED;
    switch (finding->kind) {
    case FINDING_SIMILARITY:
        return similarity_files_add_row(&report->similarity, &report->folder, counts, &finding->as.similarity, failure);
    case FINDING_PAIR:
        return similarity_files_add_pair(&report->similarity, &finding->as.pair, failure);
    case FINDING_NEIGHBOUR:
        return neighbours_csv_add(&report->neighbours, counts, &finding->as.neighbour, failure);
    case FINDING_TERM:
        return terms_csv_add(&report->terms, counts, &finding->as.term, failure);
    case FINDING_MATRIX:
    case FINDING_TOPIC:
        report->topic_model = *finding->as.topic.model;
        return topics_csv_add(&report->topics, counts, &finding->as.topic, failure);
    case FINDING_SOURCES:
        return sources_csv_add(&report->sources, counts, &finding->as.sources, failure);
    case FINDING_FACTOR:
        return factors_csv_add(&report->factors, &finding->as.factor, failure);
    case FINDING_CONTRAST:
        return contrasts_csv_add(&report->contrasts, counts, &finding->as.contrast, failure);
    case FINDING_SILENCE:
        return silences_csv_add(&report->silences, counts, &finding->as.silence, failure);
    case FINDING_STATEMENT:
        return robustness_csv_add(&report->robustness, &finding->as.statement, failure);
    case FINDING_PASSAGE:
        report->event_model = *finding->as.passage.model;
        return events_csv_add(&report->events, counts, &finding->as.passage, failure);
    case FINDING_NEAREST:  /* the summary's alone */
    case FINDING_EVIDENCE: /* the page's alone */
    case FINDING_LINE:
    case FINDING_EVIDENCE_END:
    case FINDING_NEIGHBOURS: /* of another command */
        break;
    }
    return STATUS_OK;
}

static enum status accept_finding(void *state, const struct record *record, struct flow *flow)
{
    struct report *const report = state;
    const struct finding *const finding = record->as.finding;
    struct failure *const failure = flow_failure(flow);
    if (finding->kind == FINDING_MATRIX) {
        if (accept_matrix(report, finding->as.weighted, failure) != STATUS_OK)
            return STATUS_FAILED;
    } else if (report->weighted == NULL) {
        return flow_fail(flow, FAILURE_INTERNAL, "a finding came before the matrix; please report this");
    } else if (write_finding(report, finding, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct settings *const settings = report->settings;
    if ((settings->report || !settings->quiet) && summary_add(&report->summary, finding, failure) != STATUS_OK)
        return STATUS_FAILED;
    return settings->report ? page_add(&report->page, finding, failure) : STATUS_OK;
}

static enum status write_documents(struct report *report, struct failure *failure)
{
    const struct counts *const counts = report->weighted->counts;
    if (results_folder_create(&report->folder, "documents.csv", &report->file, failure) != STATUS_OK ||
        documents_csv_write(&report->file, counts->documents, counts->document_count, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&report->file, failure);
}

static enum status write_apparatus(struct report *report, struct failure *failure)
{
    const struct counts *const counts = report->weighted->counts;
    if (results_folder_create(&report->folder, "apparatus.csv", &report->file, failure) != STATUS_OK ||
        apparatus_csv_write(&report->file, counts->documents, counts->document_count, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&report->file, failure);
}

static enum status write_repairs(struct report *report, struct failure *failure)
{
    const struct counts *const counts = report->weighted->counts;
    if (!report->settings->list_repairs)
        return STATUS_OK;
    if (results_folder_create(&report->folder, "repairs.csv", &report->file, failure) != STATUS_OK ||
        repairs_csv_write(&report->file, counts->documents, counts->document_count, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&report->file, failure);
}

static enum status write_run(struct report *report, const struct journal *journal, struct failure *failure)
{
    if (results_folder_create(&report->folder, "run.json", &report->file, failure) != STATUS_OK ||
        run_json_write(&report->file, report->settings, journal, report->weighted, &report->topic_model,
                       &report->event_model, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&report->file, failure);
}

static enum status write_page(struct report *report, const struct journal *journal, struct failure *failure)
{
    if (!report->settings->report)
        return STATUS_OK;
    if (results_folder_create(&report->folder, "report.html", &report->file, failure) != STATUS_OK ||
        page_write(&report->page, journal, &report->file, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&report->file, failure);
}

static enum status show_summary(struct report *report, const struct journal *journal, struct failure *failure)
{
    if (report->settings->quiet)
        return STATUS_OK;
    if (screen_open(&report->screen, failure) != STATUS_OK ||
        summary_write(&report->summary, journal, &report->screen, failure) != STATUS_OK)
        return STATUS_FAILED;
    return screen_close(&report->screen, failure);
}

static enum status finish_report(void *state, struct flow *flow)
{
    struct report *const report = state;
    struct failure *const failure = flow_failure(flow);
    if (report->weighted == NULL)
        return flow_fail(flow, FAILURE_INTERNAL, "no matrix came to the report; please report this");
    if (similarity_files_end(&report->similarity, failure) != STATUS_OK ||
        writer_close(&report->neighbours, failure) != STATUS_OK || writer_close(&report->terms, failure) != STATUS_OK ||
        writer_close(&report->topics, failure) != STATUS_OK || writer_close(&report->contrasts, failure) != STATUS_OK ||
        writer_close(&report->silences, failure) != STATUS_OK || writer_close(&report->factors, failure) != STATUS_OK ||
        sources_csv_end(&report->sources, &report->folder, failure) != STATUS_OK ||
        writer_close(&report->events, failure) != STATUS_OK ||
        writer_close(&report->robustness, failure) != STATUS_OK || write_documents(report, failure) != STATUS_OK ||
        write_apparatus(report, failure) != STATUS_OK || write_repairs(report, failure) != STATUS_OK ||
        kept_texts_write(&report->folder, report->settings, &report->file, flow) != STATUS_OK ||
        write_run(report, flow_journal(flow), failure) != STATUS_OK ||
        write_page(report, flow_journal(flow), failure) != STATUS_OK)
        return STATUS_FAILED;
    if (exports_end(&report->exports, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (report->settings->excel && excel_copy_all(&report->folder, &report->file, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (flow_interrupted(flow))
        return flow_fail_signal(flow);
    if (show_summary(report, flow_journal(flow), failure) != STATUS_OK)
        return STATUS_FAILED;
    if (results_folder_commit(&report->folder, failure) != STATUS_OK)
        return STATUS_FAILED;
    return exports_place(&report->exports, failure);
}

static void close_report(void *state)
{
    struct report *const report = state;
    screen_discard(&report->screen);
    page_close(&report->page);
    summary_close(&report->summary);
    writer_discard(&report->file);
    sources_csv_discard(&report->sources);
    writer_discard(&report->events);
    writer_discard(&report->topics);
    writer_discard(&report->robustness);
    writer_discard(&report->factors);
    writer_discard(&report->silences);
    writer_discard(&report->contrasts);
    writer_discard(&report->terms);
    writer_discard(&report->neighbours);
    similarity_files_discard(&report->similarity);
    exports_close(&report->exports);
    results_folder_close(&report->folder);
}

const struct stage_type report_stage = {
    .name = "report",
    .placement = WHOLE,
    .consumes = RECORD_FINDING,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct report),
    .open = open_report,
    .accept = accept_finding,
    .finish = finish_report,
    .close = close_report,
};
