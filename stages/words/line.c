/* line.c - lines end where tokenizer.c lets them end: LF, VT, FF, CR, U+0085, U+2028 and U+2029. */
#include "line.h"

/* Bytes of the line end that starts at `place`; 0 if none does. */
static size_t end_bytes(const char *bytes, size_t length, size_t place)
{
    const unsigned char *const at = (const unsigned char *)bytes + place;
    if (at[0] >= 0x0A && at[0] <= 0x0D) {
        return 1;
    }
    if (at[0] == 0xC2 && place + 1 < length && at[1] == 0x85) {
        return 2;
    }
    if (at[0] == 0xE2 && place + 2 < length && at[1] == 0x80 && (at[2] == 0xA8 || at[2] == 0xA9)) {
        return 3;
    }
    return 0;
}

static size_t end_of_line(struct span text, size_t place)
{
    while (place < text.length && end_bytes(text.bytes, text.length, place) == 0) {
        place++;
    }
    return place;
}

static size_t start_of_line(struct span text, size_t place)
{
    for (; place > 0; place--) {
        for (size_t bytes = 1; bytes <= 3 && bytes <= place; bytes++) {
            if (end_bytes(text.bytes, text.length, place - bytes) == bytes) {
                return place;
            }
        }
    }
    return 0;
}

struct line_sum line_copy(struct word *to, const struct word *words, size_t count)
{
    enum { LENGTH_BITS = 31 };
    struct line_sum sum = {.count = 0};
    do {
        const struct word *const word = &words[sum.count];
        sum.lettered += word->script != SCRIPT_NONE;
        sum.scripts |= 1U << word->script;
        sum.flags |= word->flags;
        sum.lengths |= 1U << (word->surface.length < LENGTH_BITS ? word->surface.length : LENGTH_BITS);
        to[sum.count++] = *word;
    } while (sum.count < count && (words[sum.count].flags & WORD_STARTS_LINE) == 0);
    return sum;
}

struct line line_at(const struct text *block, struct word *words, size_t count)
{
    const size_t start = start_of_line(block->utf8, (size_t)(words[0].start - block->offset));
    const size_t end = end_of_line(block->utf8, (size_t)(words[count - 1].end - block->offset));
    return (struct line){.words = words,
                         .count = count,
                         .text = {block->utf8.bytes + start, end - start},
                         .offset = block->offset + start};
}

struct span line_gap(const struct line *line, size_t index)
{
    const size_t start = index == 0 ? 0 : (size_t)(line->words[index - 1].end - line->offset);
    const size_t end = index == line->count ? line->text.length : (size_t)(line->words[index].start - line->offset);
    return (struct span){line->text.bytes + start, end - start};
}

bool line_gap_holds(const struct line *line, size_t index, const char *characters)
{
    const struct span gap = line_gap(line, index);
    for (size_t i = 0; i < gap.length; i++) {
        /* most gaps are a space */
        if (gap.bytes[i] != ' ' && gap.bytes[i] != '\0' && strchr(characters, gap.bytes[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_bracket(char byte)
{
    return byte == '(' || byte == ')' || byte == '[' || byte == ']';
}

char line_first_bracket(const struct line *line, size_t index)
{
    const struct span gap = line_gap(line, index);
    for (size_t i = 0; i < gap.length; i++) {
        if (is_bracket(gap.bytes[i])) {
            return gap.bytes[i];
        }
    }
    return 0;
}

char line_last_bracket(const struct line *line, size_t index)
{
    const struct span gap = line_gap(line, index);
    for (size_t i = gap.length; i > 0; i--) {
        if (is_bracket(gap.bytes[i - 1])) {
            return gap.bytes[i - 1];
        }
    }
    return 0;
}

bool line_is_short_number(const struct line *line, size_t index, size_t digits)
{
    const struct word *const word = &line->words[index];
    if ((word->flags & WORD_NUMERIC) == 0) {
        return false;
    }
    size_t characters = 0;
    for (size_t i = 0; i < word->surface.length; i++) {
        const char byte = word->surface.bytes[i];
        if (byte == '.' || byte == ',') {
            return false;
        }
        characters += ((unsigned char)byte & 0xC0) != 0x80;
    }
    return characters <= digits;
}

void line_mark(struct line *line, size_t first, size_t last, enum field field)
{
    for (size_t i = first; i < last; i++) {
        if (line->words[i].field == FIELD_BODY) {
            line->words[i].field = field;
            line->is_marked = true;
        }
    }
}

void line_take_out_empty(struct line *line)
{
    size_t kept = 0;
    unsigned starts = 0;
    for (size_t i = 0; i < line->count; i++) {
        starts |= line->words[i].flags & (WORD_STARTS_SEGMENT | WORD_STARTS_LINE);
        if (line->words[i].surface.length > 0) {
            line->words[kept] = line->words[i];
            line->words[kept++].flags |= starts;
            starts = 0;
        }
    }
    line->count = kept;
}

void line_cut_word(struct line *line, size_t index, size_t bytes)
{
    struct word *const word = &line->words[index];
    memmove(word + 2, word + 1, (line->count - index - 1) * sizeof *word);
    line->count++;
    word[1] = word[0];
    word[1].surface = (struct span){word->surface.bytes + bytes, word->surface.length - bytes};
    word[1].start += bytes;
    word[1].flags &= ~(unsigned)(WORD_STARTS_SEGMENT | WORD_STARTS_LINE);
    word[0].surface.length = bytes;
    word[0].end = word[0].start + bytes;
}
