/* summary_text.c - the order of the summary, the corpus at its head, the matrix and the strongest terms. */
#include "summary.h"
#include "summary_passages.h"

#include <math.h>

#include "language.h"
#include "measure.h"
#include "number.h"
#include "summary_apparatus.h"
#include "summary_nearest.h"
#include "tally.h"
#include "text_width.h"

enum {
    CELL_WIDTH = 5,        /* "0.47" and a space before it */
    LABEL_WIDTH_LEAST = 8, /* of the rows' names */
    LABEL_WIDTH_MOST = 40,
    HEADING_WIDTH_MOST = 12, /* names this short stand over their columns themselves */
    LANGUAGES_SHOWN = 6
};

static const struct document *document_at(const struct summary *summary, size_t row)
{
    return summary->weighted->counts->documents[row];
}

static const struct vocabulary_term *term_at(const struct summary *summary, size_t column)
{
    return &summary->weighted->counts->terms[column];
}

/* ", " or " and " before item `i` of `count`. */
static void write_joint(struct writer *writer, size_t i, size_t count)
{
    if (i > 0)
        writer_text(writer, i + 1 == count ? " and " : ", ");
}

/* The varieties of a language that mizan takes for one, as ar and arz, are one. */
static bool is_one_language(struct span a, struct span b)
{
    const struct language *const known = language_find(a);
    return known != NULL ? known == language_find(b) : span_equal(a, b);
}

/* The entries joined, most documents first; returns how many are left. */
static size_t join_varieties(const struct tally *spoken, struct tally_entry *joined, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < spoken->count; i++) {
        size_t found = 0;
        while (found < count && !is_one_language(joined[found].name, spoken->items[i].name))
            found++;
        if (found == most)
            return spoken->count;
        if (found == count)
            joined[count++] = spoken->items[i];
        else
            joined[found].documents += spoken->items[i].documents;
    }
    return count;
}

static void write_languages(struct screen *screen, const struct tally *spoken)
{
    enum { LANGUAGES_JOINED = 64 }; /* of more they are told as they are */
    struct tally_entry joined[LANGUAGES_JOINED];
    const size_t count = join_varieties(spoken, joined, LANGUAGES_JOINED);
    const struct tally_entry *const items = count <= LANGUAGES_JOINED ? joined : spoken->items;
    const size_t shown = count < LANGUAGES_SHOWN ? count : LANGUAGES_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const struct tally_entry *const entry = &items[i];
        const struct language *const language = language_find(entry->name);
        write_joint(&screen->writer, i, count);
        if (language != NULL)
            writer_text(&screen->writer, language->name);
        else if (entry->name.length > 0)
            text_show(&screen->writer, entry->name);
        else
            writer_text(&screen->writer, "an unknown language");
        if (count > 1) {
            writer_text(&screen->writer, " (");
            screen_grouped(screen, entry->documents);
            writer_byte(&screen->writer, ')');
        }
    }
    if (shown < count) {
        writer_text(&screen->writer, " and ");
        screen_grouped(screen, count - shown);
        writer_text(&screen->writer, " more");
    }
}

static void write_corpus(const struct summary *summary, struct screen *screen, const struct tally *sources,
                         const struct tally *events, const struct tally *spoken)
{
    const struct counts *const counts = summary->weighted->counts;
    uint64_t words = 0;
    for (size_t i = 0; i < counts->document_count; i++)
        words += counts->documents[i]->tokens;
    screen_count(screen, counts->document_count, "document", "documents");
    if (tally_named(sources) > 0) {
        writer_text(&screen->writer, " from ");
        screen_count(screen, tally_named(sources), "source", "sources");
    }
    if (tally_named(events) > 0) {
        writer_text(&screen->writer, " on ");
        screen_count(screen, tally_named(events), "event", "events");
    }
    writer_text(&screen->writer, ": ");
    screen_count(screen, words, "word", "words");
    writer_text(&screen->writer, " in ");
    write_languages(screen, spoken);
    writer_text(&screen->writer, ".\n");
}

static enum status describe_corpus(const struct summary *summary, struct screen *screen, struct failure *failure)
{
    const struct counts *const counts = summary->weighted->counts;
    struct tally sources = {0}, events = {0}, spoken = {0};
    const bool is_known =
        tally_documents(&sources, counts->documents, counts->document_count, tally_source, failure) == STATUS_OK &&
        tally_documents(&events, counts->documents, counts->document_count, tally_event, failure) == STATUS_OK &&
        tally_documents(&spoken, counts->documents, counts->document_count, tally_language, failure) == STATUS_OK;
    if (is_known) {
        tally_order_by_size(&spoken);
        write_corpus(summary, screen, &sources, &events, &spoken);
    }
    tally_free(&spoken);
    tally_free(&events);
    tally_free(&sources);
    return is_known ? STATUS_OK : STATUS_FAILED;
}

static size_t widest_id(const struct summary *summary)
{
    size_t widest = 1;
    for (size_t i = 0; i < summary->weighted->counts->document_count; i++) {
        const size_t width = text_width(document_at(summary, i)->id);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* How the matrix stands on the screen. */
struct grid {
    bool fits;
    bool is_numbered; /* columns by number, rows by number and name */
    size_t number_width, label_width, cell_width;
};

static struct grid lay_out(const struct summary *summary, size_t screen_width)
{
    const size_t size = summary->weighted->counts->document_count;
    const size_t widest = widest_id(summary);
    const size_t named_cell = widest + 1 > CELL_WIDTH ? widest + 1 : CELL_WIDTH;
    if (widest <= HEADING_WIDTH_MOST && 2 + widest + size * named_cell <= screen_width)
        return (struct grid){.fits = true, .label_width = widest, .cell_width = named_cell};
    const size_t number_width = size > 9 ? 2 : 1;
    const size_t taken = 2 + number_width + 1 + size * CELL_WIDTH;
    if (taken + LABEL_WIDTH_LEAST > screen_width)
        return (struct grid){0};
    const size_t room = screen_width - taken < LABEL_WIDTH_MOST ? screen_width - taken : LABEL_WIDTH_MOST;
    return (struct grid){.fits = true,
                         .is_numbered = true,
                         .number_width = number_width,
                         .label_width = widest < room ? widest : room,
                         .cell_width = CELL_WIDTH};
}

static void show_integer_field(struct screen *screen, uint64_t value, size_t width)
{
    char text[NUMBER_BYTES];
    const size_t length = number_write_integer(value, text);
    text_show_field(&screen->writer, (struct span){text, length}, width, TEXT_RIGHT);
}

static void write_grid_heading(const struct summary *summary, struct screen *screen, const struct grid *grid)
{
    screen_spaces(screen, 2 + grid->label_width + (grid->is_numbered ? grid->number_width + 1 : 0));
    for (size_t i = 0; i < summary->weighted->counts->document_count; i++) {
        if (grid->is_numbered) {
            show_integer_field(screen, i + 1, grid->cell_width);
            continue;
        }
        screen_spaces(screen, 1);
        text_show_field(&screen->writer, document_at(summary, i)->id, grid->cell_width - 1, TEXT_RIGHT);
    }
    writer_byte(&screen->writer, '\n');
}

static void write_grid_row(const struct summary *summary, struct screen *screen, const struct grid *grid, size_t row)
{
    const size_t size = summary->weighted->counts->document_count;
    screen_spaces(screen, 2);
    if (grid->is_numbered) {
        show_integer_field(screen, row + 1, grid->number_width);
        screen_spaces(screen, 1);
    }
    text_show_field(&screen->writer, document_at(summary, row)->id, grid->label_width, TEXT_LEFT);
    for (size_t column = 0; column < size; column++) {
        const double value = summary->matrix[row * size + column];
        char text[NUMBER_BYTES] = ".";
        size_t length = 1;
        if (column != row && isnan(value))
            text[0] = '-';
        else if (column != row)
            length = number_write_fixed(value, 2, text);
        text_show_field(&screen->writer, (struct span){text, length}, grid->cell_width, TEXT_RIGHT);
    }
    writer_byte(&screen->writer, '\n');
}

/* Where the matrix is when it is not on the screen. */
static void point_to_matrix(const struct summary *summary, struct screen *screen)
{
    struct writer *const writer = &screen->writer;
    if (summary->settings->has_threshold) {
        writer_text(writer, "  ");
        screen_count(screen, summary->pair_count, "pair", "pairs");
        writer_text(writer, similarity_is_distance(summary->settings->similarity) ? " at or below " : " at or above ");
        writer_number(writer, summary->settings->threshold);
        writer_text(writer, " in similarity.mtx\n");
    } else if (summary->has_rows) {
        writer_text(writer, "  The matrix is too wide for this screen: it is in similarity.csv and similarity.npy\n");
    } else {
        writer_text(writer, "  The square matrix is left out above ");
        screen_grouped(screen, FULL_MATRIX_DOCUMENTS);
        writer_text(writer, " documents; --full writes it, --threshold T the pairs at or above T\n");
    }
}

static void write_matrix(const struct summary *summary, struct screen *screen)
{
    const size_t size = summary->weighted->counts->document_count;
    screen_heading(screen, similarity_is_distance(summary->settings->similarity) ? "Distance" : "Similarity");
    const bool is_whole = summary->matrix != NULL && summary->matrix_rows == size;
    const struct grid grid = is_whole ? lay_out(summary, screen->width) : (struct grid){0};
    if (!grid.fits) {
        point_to_matrix(summary, screen);
        return;
    }
    write_grid_heading(summary, screen, &grid);
    for (size_t row = 0; row < size; row++)
        write_grid_row(summary, screen, &grid, row);
}

static void write_group(const struct summary *summary, struct screen *screen, const struct summary_group *group,
                        size_t label_width)
{
    struct writer *const writer = &screen->writer;
    size_t used = 2 + label_width + 2;
    screen_spaces(screen, 2);
    text_show_field(writer, group->name, label_width, TEXT_LEFT);
    screen_spaces(screen, 2);
    for (size_t i = 0; i < group->term_count; i++) {
        const struct span form = summary_form(term_at(summary, group->terms[i]));
        const size_t wanted = text_width(form) + (i > 0 ? 2 : 0);
        if (i > 0 && used + wanted > screen->width)
            break;
        writer_text(writer, i > 0 ? ", " : "");
        text_show(writer, form);
        used += wanted;
    }
    writer_byte(writer, '\n');
}

static void write_groups(const struct summary *summary, struct screen *screen)
{
    if (summary->group_count == 0)
        return;
    const bool by_document = summary->weighted->counts->document_count <= SUMMARY_GROUPS;
    size_t label_width = LABEL_WIDTH_LEAST;
    for (size_t i = 0; i < summary->group_count; i++) {
        const size_t width = text_width(summary->groups[i].name);
        label_width = width > label_width ? width : label_width;
    }
    label_width = label_width < screen->width / 3 ? label_width : screen->width / 3;
    screen_heading(screen, by_document ? "Strongest terms of each document" : "Strongest terms of each source");
    for (size_t i = 0; i < summary->group_count; i++)
        write_group(summary, screen, &summary->groups[i], label_width);
    if (summary->group_count < summary->group_total) {
        writer_text(&screen->writer, "  and ");
        screen_grouped(screen, summary->group_total - summary->group_count);
        writer_text(&screen->writer, " more in terms.csv\n");
    }
}

static void write_closing(const struct summary *summary, const struct journal *journal, struct screen *screen)
{
    struct writer *const writer = &screen->writer;
    writer_text(writer, "\nWeights ");
    text_show(writer, span_of(summary->weighted->scheme));
    writer_text(writer, ": ");
    text_show(writer, span_of(summary->weighted->formula));
    writer_text(writer, similarity_is_distance(summary->settings->similarity) ? "; distance " : "; similarity ");
    writer_text(writer, measure_name(summary->settings, summary->weighted));
    writer_text(writer, ".\n");
    if (summary->weighted->grid != NULL && summary->weighted->grid->missing != NULL) {
        writer_text(writer, "Other settings were not tried: ");
        writer_text(writer, summary->weighted->grid->missing);
        writer_text(writer, ".\n");
    }
    if (journal->reject_count > 0) {
        screen_count(screen, journal->reject_count, "document was", "documents were");
        writer_text(writer, " left out; run.json says why.\n");
    }
    if (journal->warning_count > 0) {
        screen_count(screen, journal->warning_count, "warning", "warnings");
        writer_text(writer, ", kept in run.json.\n");
    }
    if (summary->settings->output != NULL) {
        writer_text(writer, "Results are in ");
        text_show(writer, span_of(summary->settings->output));
        writer_text(writer, ".\n");
    }
}

enum status summary_write(const struct summary *summary, const struct journal *journal, struct screen *screen,
                          struct failure *failure)
{
    if (describe_corpus(summary, screen, failure) != STATUS_OK)
        return STATUS_FAILED;
    const struct counts *const counts = summary->weighted->counts;
    const struct outlet outlet = {.screen = screen};
    summary_passages_write(&summary->event_model, summary->settings, screen);
    summary_events_write(&summary->events, counts, &outlet);
    summary_differences_write(&summary->differences, counts, screen);
    summary_factors_write(&summary->factors, screen);
    summary_nearest_write(summary, screen);
    if (counts->document_count > 1)
        write_matrix(summary, screen);
    write_groups(summary, screen);
    summary_topics_write(&summary->topics, counts, screen);
    summary_notes_write(&summary->notes, summary->settings, counts, journal, screen);
    summary_apparatus_write(summary->settings, counts, screen);
    write_closing(summary, journal, screen);
    return writer_check(&screen->writer, failure);
}
