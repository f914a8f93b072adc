/*
 * write_account.c - write_account_stage: a similarity opened, on standard output, as text for people, CSV or JSON.
 *
 * The text begins with what the number is and what carries it; tables give every line, the text a few of each term.
 */
#include <math.h>
#include <unistd.h>

#include "account.h"
#include "concordance_line.h"
#include "csv_writer.h"
#include "json_writer.h"
#include "measure.h"
#include "number.h"
#include "stages.h"
#include "text_width.h"

enum {
    LINES_SHOWN = 2,    /* of each term and side, unless --term asks for it */
    CARRIERS_NAMED = 3, /* in the first sentence */
    SCORE_DECIMALS = 4,
    PERCENT_DECIMALS = 1
};

static const char *const part_names[] = {"shared",  "only-a",  "only-b",    "sought",
                                         "dated-a", "dated-b", "figures-a", "figures-b"}; /* by enum account_part */

struct write_account {
    const struct settings *settings;
    struct screen screen;
};

/* ---- tables ----------------------------------------------------------------------------------------------------- */

/* A mended word has two places, as in the vertical format. */
static struct span place_text(uint64_t first, uint64_t second, bool has_second, char *text)
{
    size_t length = number_write_integer(first, text);
    if (has_second) {
        text[length++] = ',';
        length += number_write_integer(second, text + length);
    }
    return (struct span){text, length};
}

static enum status write_csv_row(struct csv_writer *csv, const struct account_term *term,
                                 const struct account_line *line, struct failure *failure)
{
    char place[2 * NUMBER_BYTES + 1];
    const bool has_place = term->is_counted;
    csv_text(csv, part_names[term->part]);
    csv_integer(csv, term->rank);
    csv_text(csv, has_place ? channel_names[term->channel] : NULL);
    csv_span(csv, term->term);
    csv_number(csv, has_place ? term->share : (double)NAN);
    csv_number(csv, has_place ? term->product : (double)NAN);
    csv_integer(csv, term->counts[0]);
    csv_integer(csv, term->counts[1]);
    if (line == NULL) {
        csv_missing(csv, 7);
        return csv_end_row(csv, failure);
    }
    const bool has_second = line->hit.second_end > line->hit.second_start;
    csv_text(csv, line->side == 0 ? "a" : "b");
    csv_span(csv, line->document->id);
    csv_span(csv, place_text(line->hit.start, line->hit.second_start, has_second, place));
    csv_span(csv, place_text(line->hit.end, line->hit.second_end, has_second, place));
    csv_span(csv, line->hit.left);
    csv_span(csv, line->hit.match);
    csv_span(csv, line->hit.right);
    return csv_end_row(csv, failure);
}

static enum status write_csv(struct writer *writer, const struct account *account, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv,
              "part,rank,channel,term,share,contribution,count_a,count_b,side,document,start,end,left,match,right");
    enum status status = csv_end_row(&csv, failure);
    for (size_t i = 0; i < account->term_count && status == STATUS_OK; i++) {
        const struct account_term *const term = &account->terms[i];
        if (term->line_count == 0)
            status = write_csv_row(&csv, term, NULL, failure);
        for (size_t k = 0; k < term->line_count && status == STATUS_OK; k++)
            status = write_csv_row(&csv, term, &term->lines[k], failure);
    }
    return status;
}

static void write_json_side(struct json_writer *json, const char *key, const struct account_side *side)
{
    json_writer_object(json, key);
    json_writer_span(json, side->event.length > 0 ? "source" : "document", side->name);
    if (side->event.length > 0)
        json_writer_span(json, "event", side->event);
    json_writer_array(json, "documents");
    for (size_t i = 0; i < side->document_count; i++)
        json_writer_span(json, NULL, side->documents[i]->id);
    json_writer_close(json);
    json_writer_close(json);
}

static void write_json_line(struct json_writer *json, const struct account_line *line)
{
    const struct hit *const hit = &line->hit;
    json_writer_object(json, NULL);
    json_writer_text(json, "side", line->side == 0 ? "a" : "b");
    json_writer_span(json, "document", line->document->id);
    json_writer_integer(json, "start", hit->start);
    json_writer_integer(json, "end", hit->end);
    if (hit->second_end > hit->second_start) {
        json_writer_integer(json, "second_start", hit->second_start);
        json_writer_integer(json, "second_end", hit->second_end);
    }
    json_writer_span(json, "left", hit->left);
    json_writer_span(json, "match", hit->match);
    json_writer_span(json, "right", hit->right);
    json_writer_close(json);
}

static void write_json_term(struct json_writer *json, const struct account_term *term)
{
    json_writer_object(json, NULL);
    json_writer_text(json, "part", part_names[term->part]);
    json_writer_integer(json, "rank", term->rank);
    json_writer_text(json, "channel", term->is_counted ? channel_names[term->channel] : NULL);
    json_writer_span(json, "term", term->term);
    json_writer_number(json, "share", term->is_counted ? term->share : (double)NAN);
    json_writer_number(json, "contribution", term->is_counted ? term->product : (double)NAN);
    json_writer_integer(json, "count_a", term->counts[0]);
    json_writer_integer(json, "count_b", term->counts[1]);
    json_writer_array(json, "lines");
    for (size_t i = 0; i < term->line_count; i++)
        write_json_line(json, &term->lines[i]);
    json_writer_close(json);
    json_writer_close(json);
}

static enum status write_json(struct write_account *output, const struct account *account, struct failure *failure)
{
    struct json_writer json = {.writer = &output->screen.writer};
    json_writer_object(&json, NULL);
    write_json_side(&json, "a", &account->sides[0]);
    write_json_side(&json, "b", &account->sides[1]);
    json_writer_text(&json, "measure", measure_name(output->settings, account->weighted));
    json_writer_number(&json, "similarity", account->similarity);
    json_writer_integer(&json, "shared_terms", account->shared_count);
    json_writer_array(&json, "terms");
    for (size_t i = 0; i < account->term_count; i++)
        write_json_term(&json, &account->terms[i]);
    json_writer_close(&json);
    json_writer_close(&json);
    return writer_check(&output->screen.writer, failure);
}

/* ---- text ------------------------------------------------------------------------------------------------------- */

static void write_percent(struct screen *screen, double share)
{
    screen_fixed(screen, 100 * share, PERCENT_DECIMALS);
    writer_text(&screen->writer, " %");
}

static void write_sides(struct screen *screen, const struct account *account)
{
    text_show(&screen->writer, account->sides[0].name);
    writer_text(&screen->writer, " and ");
    text_show(&screen->writer, account->sides[1].name);
    if (account->sides[0].event.length > 0) {
        writer_text(&screen->writer, " on ");
        text_show(&screen->writer, account->sides[0].event);
    }
}

static void write_carriers(struct screen *screen, const struct account *account)
{
    double share = 0;
    size_t named = 0;
    for (size_t i = 0; i < account->term_count && named < CARRIERS_NAMED; i++) {
        if (account->terms[i].part == ACCOUNT_SHARED) {
            writer_text(&screen->writer, named > 0 ? ", " : "");
            text_show(&screen->writer, account->terms[i].form);
            share += account->terms[i].share;
            named++;
        }
    }
    writer_text(&screen->writer, named == 1 ? " carries " : " carry ");
    write_percent(screen, share);
    writer_text(&screen->writer, " of it.\n");
}

static void write_first_sentence(struct write_account *output, const struct account *account)
{
    struct screen *const screen = &output->screen;
    struct writer *const writer = &screen->writer;
    write_sides(screen, account);
    if (isnan(account->similarity)) {
        writer_text(writer, " have no similarity: one of them has no word that counts.\n");
        return;
    }
    const bool is_distance = similarity_is_distance(output->settings->similarity);
    writer_text(writer, is_distance ? " have a distance of " : " have a similarity of ");
    screen_fixed(screen, account->similarity, SCORE_DECIMALS);
    writer_text(writer, " (");
    writer_text(writer, measure_name(output->settings, account->weighted));
    if (is_distance) {
        writer_text(writer, "; 0: the same words alike, 1: no word in common), made of all the words of both.\n");
        return;
    }
    writer_text(writer, "; 0: no word in common), made of ");
    screen_count(screen, account->shared_count, "word that both use.\n", "words that both use.\n");
    if (account->shared_count > 0 && output->settings->term == NULL)
        write_carriers(screen, account);
}

static void write_counts(struct screen *screen, const struct account_term *term)
{
    writer_text(&screen->writer, " (");
    screen_grouped(screen, term->counts[0]);
    writer_text(&screen->writer, " : ");
    screen_grouped(screen, term->counts[1]);
    writer_text(&screen->writer, ")");
}

static void write_term_heading(struct screen *screen, const struct account_term *term, bool is_distance)
{
    struct writer *const writer = &screen->writer;
    writer_byte(writer, '\n');
    text_show(writer, term->form);
    if (is_distance ? term->is_counted
                    : term->part == ACCOUNT_SHARED || (term->part == ACCOUNT_SOUGHT && term->is_counted)) {
        writer_text(writer, "  ");
        write_percent(screen, term->share);
        writer_text(writer, is_distance ? " of the distance" : " of the similarity");
    } else if (term->part == ACCOUNT_SOUGHT) {
        writer_text(writer, "  carries nothing: numbers other than years, stop words and phrases are not weighed");
    }
    write_counts(screen, term);
    writer_byte(writer, '\n');
}

static void write_lines(struct write_account *output, const struct account_term *term)
{
    struct screen *const screen = &output->screen;
    const struct concordance_layout layout =
        isatty(STDOUT_FILENO) == 1
            ? concordance_layout_for_width(screen->width, output->settings->keep_apparatus)
            : concordance_layout_for_words(output->settings->context, output->settings->keep_apparatus);
    const size_t most = term->part == ACCOUNT_SOUGHT ? SIZE_MAX : LINES_SHOWN;
    for (unsigned side = 0; side < ACCOUNT_SIDES; side++) {
        size_t shown = 0, all = 0;
        for (size_t i = 0; i < term->line_count; i++) {
            if (term->lines[i].side != side)
                continue;
            if (shown < most) {
                concordance_line_show(screen, &layout, term->lines[i].document, &term->lines[i].hit);
                shown++;
            }
            all++;
        }
        if (all > shown) {
            writer_text(&screen->writer, "    ... ");
            screen_grouped(screen, all - shown);
            writer_text(&screen->writer, " more\n");
        }
    }
}

static void write_part_heading(struct write_account *output, const struct account *account, enum account_part part)
{
    struct screen *const screen = &output->screen;
    if (part == ACCOUNT_SHARED)
        screen_heading(screen, "What both say (how often: here and there)");
    static const char *const headings[] = {[ACCOUNT_ONLY_A] = "What one side alone says:",
                                           [ACCOUNT_ONLY_B] = "What one side alone says:",
                                           [ACCOUNT_DATED_A] = "More days that one side alone names:",
                                           [ACCOUNT_DATED_B] = "More days that one side alone names:",
                                           [ACCOUNT_FIGURES_A] = "Figures that one side alone gives:",
                                           [ACCOUNT_FIGURES_B] = "Figures that one side alone gives:"};
    const bool is_b = part == ACCOUNT_ONLY_B || part == ACCOUNT_DATED_B || part == ACCOUNT_FIGURES_B;
    if (part != ACCOUNT_SHARED && part != ACCOUNT_SOUGHT) {
        screen_heading(screen, headings[part]);
        text_show(&screen->writer, account->sides[is_b].name);
        writer_byte(&screen->writer, '\n');
    }
}

static enum status write_text(struct write_account *output, const struct account *account, struct failure *failure)
{
    write_first_sentence(output, account);
    for (size_t i = 0; i < account->term_count; i++) {
        const struct account_term *const term = &account->terms[i];
        if (i == 0 || term[-1].part != term->part)
            write_part_heading(output, account, term->part);
        write_term_heading(&output->screen, term, similarity_is_distance(output->settings->similarity));
        write_lines(output, term);
        if (writer_check(&output->screen.writer, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return writer_check(&output->screen.writer, failure);
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

static enum status open_output(void *state, const struct settings *settings, struct flow *flow)
{
    struct write_account *const output = state;
    output->settings = settings;
    return screen_open(&output->screen, flow_failure(flow));
}

static enum status accept_account(void *state, const struct record *record, struct flow *flow)
{
    struct write_account *const output = state;
    const struct account *const account = record->as.account;
    struct failure *const failure = flow_failure(flow);
    switch (output->settings->format) {
    case FORMAT_CSV:
        return write_csv(&output->screen.writer, account, failure);
    case FORMAT_JSON:
        return write_json(output, account, failure);
    case FORMAT_TEXT:
        break;
    }
    return write_text(output, account, failure);
}

static enum status finish_output(void *state, struct flow *flow)
{
    struct write_account *const output = state;
    return screen_close(&output->screen, flow_failure(flow));
}

static void close_output(void *state)
{
    struct write_account *const output = state;
    screen_discard(&output->screen);
}

const struct stage_type write_account_stage = {
    .name = "write account",
    .placement = WHOLE,
    .consumes = RECORD_ACCOUNT,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct write_account),
    .open = open_output,
    .accept = accept_account,
    .finish = finish_output,
    .close = close_output,
};
