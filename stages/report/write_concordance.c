/*
 * write_concordance.c - write_concordance_stage: hits on standard output, as CSV or as lines for people; as they
 * arrive, or, when they are to be sorted, all at the end.
 */
#include <stdlib.h>
#include <unistd.h>

#include "arena.h"
#include "array.h"
#include "concordance_line.h"
#include "csv_writer.h"
#include "json_rows.h"
#include "number.h"
#include "stages.h"

struct kept_hit {
    const struct document *document;
    struct hit hit;
    uint64_t number; /* in input order */
};

struct write_concordance {
    const struct settings *settings;
    struct screen screen;
    struct json_rows rows; /* --format json */
    struct concordance_layout layout;
    uint64_t hits, documents, documents_hit;
    bool is_hit;           /* the current document */
    struct kept_hit *kept; /* only when they are sorted */
    size_t kept_count, kept_capacity;
    struct arena arena;
};

static enum status write_header(struct write_concordance *output, struct failure *failure)
{
    struct csv_writer csv = {.writer = &output->screen.writer};
    csv_names(&csv, "document,source,event,start,end,left,match,right");
    if (output->settings->keep_apparatus)
        csv_text(&csv, "field");
    return csv_end_row(&csv, failure);
}

static enum status open_output(void *state, const struct settings *settings, struct flow *flow)
{
    struct write_concordance *const output = state;
    const bool has_field = settings->keep_apparatus;
    output->settings = settings;
    if (screen_open(&output->screen, flow_failure(flow)) != STATUS_OK)
        return STATUS_FAILED;
    output->layout = isatty(STDOUT_FILENO) == 1 ? concordance_layout_for_width(output->screen.width, has_field)
                                                : concordance_layout_for_words(settings->context, has_field);
    if (settings->format == FORMAT_JSON)
        json_rows_open(&output->rows, &output->screen.writer);
    return settings->format != FORMAT_TEXT ? write_header(output, flow_failure(flow)) : STATUS_OK;
}

/* A mended word has two places, as in the vertical format. */
static void write_place(struct csv_writer *csv, uint64_t first, uint64_t second, bool has_second)
{
    char text[2 * NUMBER_BYTES + 1];
    if (!has_second) {
        csv_integer(csv, first);
        return;
    }
    size_t length = number_write_integer(first, text);
    text[length++] = ',';
    length += number_write_integer(second, text + length);
    csv_span(csv, (struct span){text, length});
}

static enum status write_row(struct write_concordance *output, const struct document *document, const struct hit *hit,
                             struct failure *failure)
{
    struct csv_writer csv = {.writer = &output->screen.writer};
    const bool has_second = hit->second_end > hit->second_start;
    csv_span(&csv, document->id);
    csv_span(&csv, document->source);
    csv_span(&csv, document->event);
    write_place(&csv, hit->start, hit->second_start, has_second);
    write_place(&csv, hit->end, hit->second_end, has_second);
    csv_span(&csv, hit->left);
    csv_span(&csv, hit->match);
    csv_span(&csv, hit->right);
    if (output->settings->keep_apparatus)
        csv_text(&csv, field_names[hit->field]);
    return csv_end_row(&csv, failure);
}

static enum status write_hit(struct write_concordance *output, const struct document *document, const struct hit *hit,
                             struct failure *failure)
{
    if (output->settings->format != FORMAT_TEXT)
        return write_row(output, document, hit, failure);
    concordance_line_show(&output->screen, &output->layout, document, hit);
    return writer_check(&output->screen.writer, failure);
}

static enum status keep_hit(struct write_concordance *output, const struct document *document, const struct hit *hit,
                            struct failure *failure)
{
    struct kept_hit kept = {document, *hit, output->hits};
    if (array_reserve((void **)&output->kept, &output->kept_capacity, output->kept_count + 1, sizeof *output->kept,
                      failure) != STATUS_OK ||
        arena_copy(&output->arena, hit->left, &kept.hit.left, failure) != STATUS_OK ||
        arena_copy(&output->arena, hit->match, &kept.hit.match, failure) != STATUS_OK ||
        arena_copy(&output->arena, hit->right, &kept.hit.right, failure) != STATUS_OK ||
        arena_copy(&output->arena, hit->sort_key, &kept.hit.sort_key, failure) != STATUS_OK)
        return STATUS_FAILED;
    output->kept[output->kept_count++] = kept;
    return STATUS_OK;
}

static enum status begin_document(void *state, struct flow *flow)
{
    struct write_concordance *const output = state;
    (void)flow;
    output->documents++;
    output->is_hit = false;
    return STATUS_OK;
}

static enum status accept_hit(void *state, const struct record *record, struct flow *flow)
{
    struct write_concordance *const output = state;
    const struct document *const document = flow_document(flow);
    output->hits++;
    output->documents_hit += output->is_hit ? 0 : 1;
    output->is_hit = true;
    return output->settings->sort == SORT_POSITION ? write_hit(output, document, record->as.hit, flow_failure(flow))
                                                   : keep_hit(output, document, record->as.hit, flow_failure(flow));
}

static int order_of_hits(const void *a, const void *b)
{
    const struct kept_hit *const first = a;
    const struct kept_hit *const second = b;
    const int order = span_compare(first->hit.sort_key, second->hit.sort_key);
    return order != 0 ? order : (first->number > second->number) - (first->number < second->number);
}

static enum status write_sorted(struct write_concordance *output, struct failure *failure)
{
    if (output->kept_count > 0)
        qsort(output->kept, output->kept_count, sizeof *output->kept, order_of_hits);
    for (size_t i = 0; i < output->kept_count; i++) {
        if (write_hit(output, output->kept[i].document, &output->kept[i].hit, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static void write_totals(struct write_concordance *output)
{
    struct screen *const screen = &output->screen;
    writer_byte(&screen->writer, '\n');
    screen_count(screen, output->hits, "hit in ", "hits in ");
    screen_grouped(screen, output->documents_hit);
    writer_text(&screen->writer, " of ");
    screen_count(screen, output->documents, "document\n", "documents\n");
}

static enum status finish_output(void *state, struct flow *flow)
{
    struct write_concordance *const output = state;
    if (write_sorted(output, flow_failure(flow)) != STATUS_OK)
        return STATUS_FAILED;
    if (output->hits == 0 &&
        flow_warn(flow, "no hit for '%s' in %llu %s", output->settings->term, (unsigned long long)output->documents,
                  output->documents == 1 ? "document" : "documents") != STATUS_OK)
        return STATUS_FAILED;
    if (output->hits > 0 && output->settings->format == FORMAT_TEXT && !output->settings->quiet)
        write_totals(output);
    if (output->settings->format == FORMAT_JSON)
        json_rows_end(&output->rows);
    return screen_close(&output->screen, flow_failure(flow));
}

static void close_output(void *state)
{
    struct write_concordance *const output = state;
    screen_discard(&output->screen);
    json_rows_free(&output->rows);
    arena_free(&output->arena);
    free(output->kept);
}

const struct stage_type write_concordance_stage = {
    .name = "write concordance",
    .placement = IN_ORDER,
    .consumes = RECORD_HIT,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct write_concordance),
    .open = open_output,
    .begin_document = begin_document,
    .accept = accept_hit,
    .finish = finish_output,
    .close = close_output,
};
