/*
 * json_short.c - strings are told from the rest as a parser does it: by quotes alone, whatever stands between them.
 * Only what follows a colon is cut: the name of a member must stay, two of them may not be the same.
 *
 * jansson (2.14, load.c) goes through a string three times: up to its closing quote for control characters and for what
 * is no escape, which end it there; then for halves of pairs; then for U+0000. Of the escapes that are no characters
 * the one that it tells of is left standing between two cuts; so nothing stands beside it that would complete a half.
 */
#include "json_short.h"

#include <stdlib.h>

#include "array.h"
#include "json_text.h"
#include "utf8.h"

/* Behind what ends a string that is none a parser looks at a character or two. */
enum { LOOKED_AT_BYTES = 64 };

static enum status add_cut(struct json_short *shortened, size_t start, size_t end, size_t spared,
                           struct failure *failure)
{
    if (end == start) {
        return STATUS_OK;
    }
    if (array_reserve((void **)&shortened->cuts, &shortened->cut_capacity, shortened->cut_count + 1,
                      sizeof *shortened->cuts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    size_t before = 0; /* bytes that are cut out so far */
    if (shortened->cut_count > 0) {
        const struct json_cut *const last = &shortened->cuts[shortened->cut_count - 1];
        before = last->start + last->length - last->place;
    }
    shortened->cuts[shortened->cut_count++] =
        (struct json_cut){.place = start - before, .start = start, .length = end - start, .spared = spared};
    return STATUS_OK;
}

/* A string as far as it goes for who does not ask what its escapes mean. */
struct string {
    size_t start, end;
    size_t odd; /* the escape that a parser stops for; `end` if there is none */
    size_t spared;
};

static struct string pass_string(struct span line, size_t start, struct spill *spill)
{
    struct string string = {.start = start, .end = start};
    size_t null = 0, half = 0;
    for (;;) {
        bool is_unit;
        string.end = json_text_pass(line, string.end, spill, &string.spared);
        const uint32_t unit = json_text_unit(line, string.end, &is_unit);
        if (!is_unit) {
            break;
        }
        null = unit == 0 && null == 0 ? string.end : null;
        half = unit != 0 && half == 0 ? string.end : half;
        string.end += JSON_UNIT_BYTES;
    }
    string.odd = half > 0 ? half : null > 0 ? null : string.end;
    return string;
}

static bool follows_colon(struct span line, size_t quote)
{
    while (quote > 0 && strchr(" \t\r\n", line.bytes[quote - 1]) != NULL && line.bytes[quote - 1] != '\0') {
        quote--;
    }
    return quote > 0 && line.bytes[quote - 1] == ':';
}

static enum status cut_string(struct json_short *shortened, const struct string *string, struct failure *failure)
{
    if (add_cut(shortened, string->start, string->odd, string->spared, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return string->odd == string->end ? STATUS_OK
                                      : add_cut(shortened, string->odd + JSON_UNIT_BYTES, string->end, 0, failure);
}

/* Cuts all strings; *end is where the parser will have stopped. */
static enum status cut_strings(struct json_short *shortened, struct spill *spill, size_t *end, struct failure *failure)
{
    const struct span line = shortened->whole;
    for (size_t at = 0; at < line.length;) {
        const char *const quote = memchr(line.bytes + at, '"', line.length - at);
        if (quote == NULL) {
            break;
        }
        const size_t start = (size_t)(quote - line.bytes) + 1;
        const struct string string = pass_string(line, start, spill);
        if (string.end - start >= JSON_SHORT_CUT_LEAST && follows_colon(line, start - 1) &&
            cut_string(shortened, &string, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (string.end < line.length && line.bytes[string.end] != '"') {
            const struct span rest = {line.bytes + string.end, line.length - string.end};
            *end = string.end + utf8_floor(rest, LOOKED_AT_BYTES);
            return STATUS_OK;
        }
        at = string.end + 1;
    }
    *end = line.length;
    return STATUS_OK;
}

/* What jansson takes for the text, about: each string twice, and what its heap and its tables are managed by. */
static uint64_t tree_bytes(struct span text)
{
    enum { VALUE_BYTES = 64, MEMBER_BYTES = 96, OBJECT_BYTES = 256 };
    uint64_t bytes = 2 * (uint64_t)text.length;
    for (size_t i = 0; i < text.length; i++) {
        const char sign = text.bytes[i];
        bytes += sign == ',' || sign == '[' ? VALUE_BYTES : sign == ':' ? MEMBER_BYTES : sign == '{' ? OBJECT_BYTES : 0;
    }
    return bytes;
}

/* Bytes of the line up to `end` that are not cut. */
static size_t rest_length(const struct json_short *shortened, size_t end)
{
    for (size_t i = 0; i < shortened->cut_count; i++) {
        end -= shortened->cuts[i].length;
    }
    return end;
}

/* The i-th part up to `end` that is not cut: one more than there are cuts, some of them empty. */
static struct span rest_part(const struct json_short *shortened, size_t i, size_t end)
{
    const struct json_cut *const cuts = shortened->cuts;
    const size_t from = i > 0 ? cuts[i - 1].start + cuts[i - 1].length : 0;
    const size_t to = i < shortened->cut_count ? cuts[i].start : end;
    return (struct span){shortened->whole.bytes + from, to - from};
}

/* Asks before what is not cut goes into memory. */
static enum status expect_rest(const struct json_short *shortened, size_t end, struct spill *spill,
                               struct failure *failure)
{
    uint64_t bytes = rest_length(shortened, end);
    if (spill == NULL || bytes < SPILL_PIECE_BYTES) {
        return STATUS_OK;
    }
    for (size_t i = 0; i <= shortened->cut_count; i++) {
        bytes += tree_bytes(rest_part(shortened, i, end));
    }
    return spill_expect(spill, "the members of a giant line of NDJSON", bytes, 0, failure);
}

static enum status copy_rest(struct json_short *shortened, size_t end, struct arena *arena, struct failure *failure)
{
    void *memory;
    size_t used = 0;
    if (arena_take(arena, rest_length(shortened, end), &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const bytes = memory;
    for (size_t i = 0; i <= shortened->cut_count; i++) {
        const struct span part = rest_part(shortened, i, end);
        memcpy(bytes + used, part.bytes, part.length);
        used += part.length;
    }
    shortened->line = (struct span){bytes, used};
    return STATUS_OK;
}

enum status json_short_make(struct json_short *shortened, struct span line, struct spill *spill, struct arena *arena,
                            struct failure *failure)
{
    size_t end;
    *shortened = (struct json_short){.whole = line, .line = line};
    if (cut_strings(shortened, spill, &end, failure) != STATUS_OK ||
        expect_rest(shortened, end, spill, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return shortened->cut_count == 0 && end == line.length ? STATUS_OK : copy_rest(shortened, end, arena, failure);
}

void json_short_free(struct json_short *shortened)
{
    free(shortened->cuts);
    *shortened = (struct json_short){0};
}

size_t json_short_place(const struct json_short *shortened, size_t place)
{
    size_t found = place;
    for (size_t i = 0; i < shortened->cut_count && shortened->cuts[i].place <= place; i++) {
        found += shortened->cuts[i].length;
    }
    return found;
}

struct span json_short_value(const struct json_short *shortened, size_t quote, size_t *spared)
{
    size_t low = 0, high = shortened->cut_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (shortened->cuts[middle].place <= quote) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == shortened->cut_count || shortened->cuts[low].place != quote + 1) {
        *spared = 0;
        return (struct span){0};
    }
    const struct json_cut *const cut = &shortened->cuts[low];
    *spared = cut->spared;
    return (struct span){shortened->whole.bytes + cut->start, cut->length};
}
