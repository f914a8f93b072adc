/*
 * json_flat.c - takes only what it is certain of, and leaves every other line to jansson, which also words what is
 * wrong with it. Measured on news articles of 1,700 bytes with a title and four more fields: jansson took 6.5 % of the
 * instructions of the whole run for these fields alone, the text being lifted out (json_text.c).
 */
#include "json_flat.h"

#include "json_text.h"

enum { DIGITS_MOST = 15 };

static size_t pass_space(struct span line, size_t at)
{
    while (at < line.length && strchr(" \t\r\n", line.bytes[at]) != NULL && line.bytes[at] != '\0') {
        at++;
    }
    return at;
}

/* Behind `sign` and the white space around it; 0 if something else stands there. */
static size_t pass_sign(struct span line, size_t at, char sign)
{
    at = pass_space(line, at);
    return at < line.length && line.bytes[at] == sign ? pass_space(line, at + 1) : 0;
}

/* Behind the string that starts with the quote at `at`; 0 if it holds what is not taken here. */
static size_t pass_string(struct span line, size_t at, struct spill *spill, struct span *inside, size_t *spared)
{
    const size_t end = at < line.length && line.bytes[at] == '"' ? json_text_end(line, at + 1, spill, spared) : 0;
    if (end == 0) {
        return 0;
    }
    *inside = (struct span){line.bytes + at + 1, end - at - 1};
    return end + 1;
}

/* Behind an integer; 0 if there is none, or a longer one, or a fraction. */
static size_t pass_integer(struct span line, size_t at, struct span *number)
{
    const size_t start = at;
    at += at < line.length && line.bytes[at] == '-';
    const size_t digits = at;
    while (at < line.length && line.bytes[at] >= '0' && line.bytes[at] <= '9') {
        at++;
    }
    const bool has_zeros = at > digits + 1 && line.bytes[digits] == '0';
    if (at == digits || at - digits > DIGITS_MOST || has_zeros || at == line.length ||
        strchr(",} \t\r\n", line.bytes[at]) == NULL || line.bytes[at] == '\0') {
        return 0;
    }
    *number = (struct span){line.bytes + start, at - start};
    return at;
}

static bool stands_twice(const struct json_flat *flat, struct span name)
{
    for (size_t i = 0; i < flat->count; i++) {
        if (span_equal(flat->members[i].name, name)) {
            return true;
        }
    }
    return false;
}

/* Reads the member at `at`; behind it and white space, or 0 if it is not taken here. */
static size_t read_member(struct span line, size_t at, struct spill *spill, struct json_flat *flat)
{
    struct column *const member = &flat->members[flat->count];
    size_t spared = 0, place = pass_string(line, at, spill, &member->name, &spared);
    if (place == 0 || spared > 0 || stands_twice(flat, member->name) || (place = pass_sign(line, place, ':')) == 0) {
        return 0;
    }
    const bool is_string = place < line.length && line.bytes[place] == '"';
    place = is_string ? pass_string(line, place, spill, &member->value, &spared)
                      : pass_integer(line, place, &member->value);
    if (place == 0) {
        return 0;
    }
    flat->spared[flat->count] = spared;
    flat->is_string[flat->count++] = is_string;
    return pass_space(line, place);
}

bool json_flat_read(struct span line, struct spill *spill, struct json_flat *flat)
{
    flat->count = 0;
    size_t at = pass_sign(line, 0, '{');
    while (at > 0 && flat->count < JSON_FLAT_MEMBERS_MOST) {
        at = read_member(line, at, spill, flat);
        if (at > 0 && at < line.length && line.bytes[at] == '}') {
            return pass_space(line, at + 1) == line.length;
        }
        at = at > 0 ? pass_sign(line, at, ',') : 0;
    }
    return false;
}
