/*
 * concordance_line.c - a line of three fields of fixed widths, as concordances have been set since Luhn (1960), in both
 * directions.
 *
 * A line that runs from right to left is one isolate (UAX #9, RLI ... PDI) of always the same width, its fields in
 * reading order: so the hit's right edge has its column. Each field is an isolate of its own, since digits or Latin
 * words at its edge would change places with the padding else. The mark behind it (LRM) keeps the padding at the end
 * of the line from being reset to the line's direction (rule L1). Left-to-right lines without a letter of the other
 * direction hold none of this.
 */
#include "concordance_line.h"

#include "text_width.h"

#define LEFT_TO_RIGHT_MARK "\u200e"
#define LEFT_TO_RIGHT_ISOLATE "\u2066"
#define RIGHT_TO_LEFT_ISOLATE "\u2067"
#define POP_ISOLATE "\u2069"
#define ELLIPSIS "\u2026"

enum {
    NAME_SHARE = 4, /* of a terminal's columns */
    NAME_LEAST = 8,
    NAME_WIDE = 32,
    FIELD_WIDTH = 12, /* "other_script" */
    PART_LEAST = 8,
    WORD_COLUMNS = 10, /* of a word with its space: more than most take */
    WIDE_LEAST = 24,
    WIDE_MOST = 1000
};

static struct concordance_layout layout_of(size_t name, size_t block, bool has_field)
{
    const size_t left = block / 2;
    return (struct concordance_layout){.name = name,
                                       .field = has_field ? FIELD_WIDTH : 0,
                                       .left = left > PART_LEAST ? left : PART_LEAST,
                                       .rest = block - left > PART_LEAST ? block - left : PART_LEAST};
}

struct concordance_layout concordance_layout_for_width(size_t width, bool has_field)
{
    const size_t name = width / NAME_SHARE > NAME_LEAST ? width / NAME_SHARE : NAME_LEAST;
    const size_t taken = name + 2 * CONCORDANCE_GAP + (has_field ? FIELD_WIDTH + CONCORDANCE_GAP : 0);
    return layout_of(name, width > taken ? width - taken : 0, has_field);
}

struct concordance_layout concordance_layout_for_words(unsigned words, bool has_field)
{
    const size_t wanted = (size_t)words * WORD_COLUMNS + WIDE_LEAST;
    return layout_of(NAME_WIDE, 2 * (wanted < WIDE_MOST ? wanted : WIDE_MOST), has_field);
}

/* A text cut to its field. */
struct part {
    struct span shown;
    size_t width; /* columns, the ellipsis included */
    bool is_cut_before, is_cut_behind;
};

static struct part part_start(struct span text, size_t width)
{
    if (text_width(text) <= width)
        return (struct part){.shown = text, .width = text_width(text)};
    if (width == 0)
        return (struct part){0};
    const struct span head = text_head(text, width - 1);
    return (struct part){.shown = head, .width = text_width(head) + 1, .is_cut_behind = true};
}

static struct part part_end(struct span text, size_t width)
{
    if (text_width(text) <= width)
        return (struct part){.shown = text, .width = text_width(text)};
    if (width == 0)
        return (struct part){0};
    const struct span tail = text_tail(text, width - 1);
    return (struct part){.shown = tail, .width = text_width(tail) + 1, .is_cut_before = true};
}

/* `isolate`: what starts one, or NULL. */
static void show_part(struct writer *writer, const struct part *part, const char *isolate)
{
    if (isolate != NULL)
        writer_text(writer, isolate);
    if (part->is_cut_before)
        writer_text(writer, ELLIPSIS);
    text_show_bare(writer, part->shown);
    if (part->is_cut_behind)
        writer_text(writer, ELLIPSIS);
    if (isolate != NULL)
        writer_text(writer, POP_ISOLATE);
}

static void show_name(struct screen *screen, struct span name, size_t width)
{
    const struct part part = part_end(name, width);
    const bool is_marked = text_is_right_to_left(name);
    if (is_marked)
        writer_text(&screen->writer, LEFT_TO_RIGHT_MARK);
    show_part(&screen->writer, &part, NULL);
    if (is_marked)
        writer_text(&screen->writer, LEFT_TO_RIGHT_MARK);
    screen_spaces(screen, width - part.width + CONCORDANCE_GAP);
}

/* A line runs as its document does, whatever its own first letters are. */
static bool runs_right_to_left(const struct document *document, const struct hit *hit)
{
    switch (document->script) {
    case SCRIPT_ARABIC:
    case SCRIPT_HEBREW:
        return true;
    case SCRIPT_NONE:
    case SCRIPT_OTHER: /* Syriac, Thaana and others are among them */
        return text_is_right_to_left(hit->match);
    default:
        return false;
    }
}

static void show_match(struct screen *screen, const struct part *match, const char *isolate)
{
    if (screen->is_bold)
        writer_text(&screen->writer, "\x1b[1m");
    show_part(&screen->writer, match, isolate);
    if (screen->is_bold)
        writer_text(&screen->writer, "\x1b[0m");
}

void concordance_line_show(struct screen *screen, const struct concordance_layout *layout,
                           const struct document *document, const struct hit *hit)
{
    struct writer *const writer = &screen->writer;
    const bool is_reversed = runs_right_to_left(document, hit);
    const bool is_mixed = is_reversed || text_is_right_to_left(hit->left) || text_is_right_to_left(hit->match) ||
                          text_is_right_to_left(hit->right);
    const char *const isolate = is_reversed ? RIGHT_TO_LEFT_ISOLATE : is_mixed ? LEFT_TO_RIGHT_ISOLATE : NULL;
    const struct part left = part_end(hit->left, layout->left);
    const struct part match = part_start(hit->match, layout->rest);
    const size_t taken = match.width + CONCORDANCE_GAP;
    const size_t room = layout->rest > taken ? layout->rest - taken : 0;
    const struct part right = part_start(hit->right, room);
    show_name(screen, document->id, layout->name);
    if (layout->field > 0) {
        const struct span field = span_of(hit->field != FIELD_BODY ? field_names[hit->field] : "");
        text_show_field(writer, field, layout->field, TEXT_LEFT);
        screen_spaces(screen, CONCORDANCE_GAP);
    }
    writer_text(writer, is_mixed ? LEFT_TO_RIGHT_MARK : "");
    writer_text(writer, is_reversed ? RIGHT_TO_LEFT_ISOLATE : "");
    screen_spaces(screen, layout->left - left.width);
    show_part(writer, &left, isolate);
    screen_spaces(screen, CONCORDANCE_GAP);
    show_match(screen, &match, isolate);
    if (right.width > 0 || is_reversed)
        screen_spaces(screen, layout->rest - match.width - room);
    show_part(writer, &right, isolate);
    if (is_reversed) {
        screen_spaces(screen, room - right.width);
        writer_text(writer, POP_ISOLATE LEFT_TO_RIGHT_MARK);
    }
    writer_byte(writer, '\n');
}
