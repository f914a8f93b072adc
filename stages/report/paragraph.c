/* paragraph.c - a word is held back until it ends, since only then is it known whether it still fits. */
#include "paragraph.h"

#include <string.h>

#include "number.h"
#include "text_width.h"

_Static_assert((size_t)PARAGRAPH_DIGITS >= (size_t)NUMBER_BYTES, "a number fits into a piece");

void paragraph_open(struct paragraph *paragraph, struct screen *screen, size_t first, size_t indent)
{
    *paragraph = (struct paragraph){.screen = screen, .indent = indent, .used = first, .is_at_start = true};
    screen_spaces(screen, first);
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

void paragraph_text(struct paragraph *paragraph, const char *text)
{
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        if (length > 0)
            next_piece(paragraph)->text = (struct span){text, length};
        text += length;
        if (*text == ' ') {
            end_word(paragraph);
            paragraph->wants_space = true;
            text++;
        }
    }
}

void paragraph_name(struct paragraph *paragraph, struct span name)
{
    struct paragraph_piece *const piece = next_piece(paragraph);
    piece->text = name;
    piece->is_name = true;
}

void paragraph_fixed(struct paragraph *paragraph, double value, unsigned decimals)
{
    struct paragraph_piece *const piece = next_piece(paragraph);
    piece->is_number = true;
    piece->text.length = number_write_fixed(value, decimals, piece->digits);
}

void paragraph_count(struct paragraph *paragraph, size_t value)
{
    struct paragraph_piece *const piece = next_piece(paragraph);
    piece->is_number = true;
    piece->text.length = number_write_integer(value, piece->digits);
}

void paragraph_close(struct paragraph *paragraph)
{
    end_word(paragraph);
    writer_byte(&paragraph->screen->writer, '\n');
}
