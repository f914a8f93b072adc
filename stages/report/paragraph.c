/* paragraph.c - a word is held back until it ends, since only then is it known whether it still fits. */
#include "paragraph.h"

#include <string.h>

#include "html.h"
#include "number.h"
#include "plural.h"
#include "text_width.h"

_Static_assert((size_t)PARAGRAPH_DIGITS >= (size_t)NUMBER_BYTES, "a number fits into a piece");

void paragraph_open(struct paragraph *paragraph, const struct outlet *outlet, size_t first, size_t indent)
{
    *paragraph = (struct paragraph){.screen = outlet->page == NULL ? outlet->screen : NULL,
                                    .page = outlet->page,
                                    .language = outlet->language,
                                    .indent = indent,
                                    .used = first,
                                    .is_at_start = true};
    if (paragraph->page != NULL)
        html_raw(paragraph->page, "<p>");
    else
        screen_spaces(paragraph->screen, first);
}

static struct span text_of(const struct paragraph_piece *piece)
{
    return piece->is_number ? (struct span){piece->digits, piece->text.length} : piece->text;
}

static void end_word(struct paragraph *paragraph)
{
    struct writer *const writer = &paragraph->screen->writer;
    size_t width = 0;
    for (size_t i = 0; i < paragraph->count; i++)
        width += text_width(text_of(&paragraph->pieces[i]));
    const size_t space = paragraph->wants_space && !paragraph->is_at_start;
    if (paragraph->count > 0 && !paragraph->is_at_start && paragraph->used + space + width > paragraph->screen->width) {
        writer_byte(writer, '\n');
        screen_spaces(paragraph->screen, paragraph->indent);
        paragraph->used = paragraph->indent;
    } else if (paragraph->count > 0 && space > 0) {
        writer_byte(writer, ' ');
        paragraph->used++;
    }
    for (size_t i = 0; i < paragraph->count; i++) {
        const struct span text = text_of(&paragraph->pieces[i]);
        if (paragraph->pieces[i].is_name)
            text_show(writer, text);
        else
            writer_bytes(writer, text.bytes, text.length);
    }
    paragraph->is_at_start = paragraph->is_at_start && paragraph->count == 0;
    paragraph->used += width;
    paragraph->count = 0;
}

/* Room for a piece: a word of more pieces than there is room for may be broken. */
static struct paragraph_piece *next_piece(struct paragraph *paragraph)
{
    if (paragraph->count == PARAGRAPH_PIECES) {
        end_word(paragraph);
        paragraph->wants_space = false;
    }
    struct paragraph_piece *const piece = &paragraph->pieces[paragraph->count++];
    *piece = (struct paragraph_piece){0};
    return piece;
}

static void add_text(struct paragraph *paragraph, struct span text)
{
    if (paragraph->page != NULL) {
        html_text(paragraph->page, text);
        return;
    }
    for (size_t i = 0; i < text.length;) {
        const char *const space = memchr(text.bytes + i, ' ', text.length - i);
        const size_t length = space != NULL ? (size_t)(space - text.bytes) - i : text.length - i;
        if (length > 0)
            next_piece(paragraph)->text = (struct span){text.bytes + i, length};
        i += length;
        if (i < text.length) {
            end_word(paragraph);
            paragraph->wants_space = true;
            i++;
        }
    }
}

void paragraph_text(struct paragraph *paragraph, const char *text)
{
    add_text(paragraph, span_of(text));
}

void paragraph_name(struct paragraph *paragraph, struct span name)
{
    if (paragraph->page != NULL) {
        html_name(paragraph->page, name);
        return;
    }
    struct paragraph_piece *const piece = next_piece(paragraph);
    piece->text = name;
    piece->is_name = true;
}

void paragraph_fixed(struct paragraph *paragraph, double value, unsigned decimals)
{
    if (paragraph->page != NULL) {
        html_fixed(paragraph->page, value, decimals);
        return;
    }
    struct paragraph_piece *const piece = next_piece(paragraph);
    piece->is_number = true;
    piece->text.length = number_write_fixed(value, decimals, piece->digits);
}

void paragraph_count(struct paragraph *paragraph, size_t value)
{
    if (paragraph->page != NULL) {
        html_count(paragraph->page, value);
        return;
    }
    struct paragraph_piece *const piece = next_piece(paragraph);
    piece->is_number = true;
    piece->text.length = number_write_integer(value, piece->digits);
}

struct part part_name(struct span name)
{
    return (struct part){.kind = PART_NAME, .name = name};
}

struct part part_formula(const char *text)
{
    return (struct part){.kind = PART_FORMULA, .name = span_of(text)};
}

struct part part_fixed(double value, unsigned decimals)
{
    return (struct part){.kind = PART_FIXED, .value = value, .decimals = decimals};
}

struct part part_count(size_t value)
{
    return (struct part){.kind = PART_COUNT, .value = (double)value};
}

struct part part_saying(const struct saying *saying)
{
    return (struct part){.kind = PART_SAYING, .saying = saying};
}

static void say_formula(struct paragraph *paragraph, struct span text)
{
    if (paragraph->page != NULL)
        html_raw(paragraph->page, "<bdi dir=\"ltr\">");
    add_text(paragraph, text);
    if (paragraph->page != NULL)
        html_raw(paragraph->page, "</bdi>");
}

static void say_part(struct paragraph *paragraph, const struct part *part)
{
    switch (part->kind) {
    case PART_NAME:
        paragraph_name(paragraph, part->name);
        break;
    case PART_FORMULA:
        say_formula(paragraph, part->name);
        break;
    case PART_FIXED:
        paragraph_fixed(paragraph, part->value, part->decimals);
        break;
    case PART_COUNT:
        paragraph_count(paragraph, (size_t)part->value);
        break;
    case PART_SAYING:
        paragraph_say(paragraph, part->saying);
        break;
    }
}

/* Of "1:event|events", by the count at %1. */
static struct span choose_form(const struct paragraph *paragraph, const struct saying *saying, struct span forms)
{
    const struct part *const counted = &saying->parts[forms.bytes[0] - '1'];
    const char *const end = forms.bytes + forms.length;
    const char *at = forms.bytes + 2;
    for (size_t left = plural_form(paragraph->language, (uint64_t)counted->value); left > 0; left--) {
        const char *const bar = memchr(at, '|', (size_t)(end - at));
        if (bar == NULL)
            break;
        at = bar + 1;
    }
    const char *const bar = memchr(at, '|', (size_t)(end - at));
    return (struct span){at, (size_t)((bar != NULL ? bar : end) - at)};
}

static void say_parts(struct paragraph *paragraph, const struct saying *saying, struct span text)
{
    const char *const end = text.bytes + text.length;
    const char *from = text.bytes;
    for (const char *at = from; at < end;) {
        if (*at != '%' && *at != '{') {
            at++;
            continue;
        }
        add_text(paragraph, (struct span){from, (size_t)(at - from)});
        if (*at == '{') {
            const char *const close = memchr(at, '}', (size_t)(end - at));
            const size_t length = (size_t)((close != NULL ? close : end) - at);
            say_parts(paragraph, saying, choose_form(paragraph, saying, (struct span){at + 1, length - 1}));
            at += length + (close != NULL);
        } else if (at + 1 < end && at[1] >= '1' && at[1] <= '9') {
            say_part(paragraph, &saying->parts[at[1] - '1']);
            at += 2;
        } else {
            add_text(paragraph, (struct span){at, 1}); /* of %% the first */
            at += 2;
        }
        from = at;
    }
    if (from < end)
        add_text(paragraph, (struct span){from, (size_t)(end - from)});
}

void paragraph_say(struct paragraph *paragraph, const struct saying *saying)
{
    say_parts(paragraph, saying, span_of(wording_text(paragraph->language, saying->wording)));
}

void paragraph_strong(struct paragraph *paragraph, const struct saying *saying)
{
    if (paragraph->page != NULL)
        html_raw(paragraph->page, "<strong>");
    paragraph_say(paragraph, saying);
    if (paragraph->page != NULL)
        html_raw(paragraph->page, "</strong>");
}

void paragraph_words(struct paragraph *paragraph, enum wording wording)
{
    const struct saying saying = {.wording = wording};
    paragraph_say(paragraph, &saying);
}

void paragraph_close(struct paragraph *paragraph)
{
    if (paragraph->page != NULL) {
        html_raw(paragraph->page, "</p>\n");
        return;
    }
    end_word(paragraph);
    writer_byte(&paragraph->screen->writer, '\n');
}
