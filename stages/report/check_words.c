/* check_words.c - a number is shown with four decimals, and with all that it has where four do not tell it from the
 * other. */
#include "check_words.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "number.h"
#include "text_width.h"

enum { NAME_COLUMNS = 80, LIST_COLUMNS = 160, NUMBER_DECIMALS = 4 };

static const char left_to_right_mark[] = "\u200e", ellipsis[] = "\u2026", replacement[] = "\ufffd";

static bool fits(const struct sentence *sentence, size_t bytes)
{
    return bytes < sizeof sentence->text - sentence->length;
}

static void add_bytes(struct sentence *sentence, const char *bytes, size_t length)
{
    if (!fits(sentence, length))
        return;
    memcpy(sentence->text + sentence->length, bytes, length);
    sentence->length += length;
    sentence->text[sentence->length] = '\0';
}

void sentence_text(struct sentence *sentence, const char *text)
{
    add_bytes(sentence, text, strlen(text));
}

static bool is_harmful(UChar32 character)
{
    return character < 0 || (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069) || character == 0x2028 || character == 0x2029 ||
           (character & 0xFFFE) == 0xFFFE; /* no characters, and illegal in XML */
}

static void add_control(struct sentence *sentence, UChar32 character)
{
    static const char hexadecimal[] = "0123456789abcdef";
    const char text[] = {'\\', 'x', hexadecimal[character >> 4 & 0xf], hexadecimal[character & 0xf]};
    add_bytes(sentence, text, sizeof text);
}

static void add_shown(struct sentence *sentence, struct span text)
{
    const uint8_t *const bytes = (const uint8_t *)text.bytes;
    for (size_t at = 0; at < text.length;) {
        const int32_t left = text.length - at < 4 ? (int32_t)(text.length - at) : 4;
        int32_t taken = 0;
        UChar32 character = U_SENTINEL;
        U8_NEXT(bytes + at, taken, left, character);
        const bool is_command = character == '[' && at >= 2 && memcmp(text.bytes + at - 2, "##", 2) == 0;
        if (is_harmful(character))
            sentence_text(sentence, replacement);
        else if (u_charType(character) == U_CONTROL_CHAR || is_command)
            add_control(sentence, character);
        else
            add_bytes(sentence, text.bytes + at, (size_t)taken);
        at += (size_t)taken;
    }
}

static void add_cut(struct sentence *sentence, struct span text, size_t columns)
{
    const struct span head = text_head(text, columns);
    const bool is_marked = text_is_right_to_left(head);
    if (is_marked)
        sentence_text(sentence, left_to_right_mark);
    add_shown(sentence, head);
    if (head.length < text.length)
        sentence_text(sentence, ellipsis);
    if (is_marked)
        sentence_text(sentence, left_to_right_mark);
}

void sentence_name(struct sentence *sentence, struct span name)
{
    add_cut(sentence, name, NAME_COLUMNS);
}

void sentence_count(struct sentence *sentence, uint64_t value)
{
    char digits[NUMBER_BYTES];
    const size_t length = number_write_integer(value, digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            sentence_text(sentence, ",");
        add_bytes(sentence, digits + i, 1);
    }
}

/* ---- changes ----------------------------------------------------------------------------------------------------- */

void check_words_subject(struct sentence *sentence, const struct check_change *change)
{
    size_t next = 0;
    for (const char *at = change->subject; *at != '\0';) {
        const size_t length = strcspn(at, "%");
        add_bytes(sentence, at, length);
        at += length;
        if (*at == '%') {
            sentence_name(sentence, next < CHECK_NAMES ? change->names[next] : (struct span){0});
            next++;
            at++;
        }
    }
}

static void add_number(struct sentence *sentence, double number, bool in_full)
{
    char text[NUMBER_BYTES];
    const bool is_whole = number == floor(number) && fabs(number) < 1e9;
    const size_t length = in_full || is_whole || fabs(number) >= 1e9
                              ? number_write(number, text)
                              : number_write_fixed(number, NUMBER_DECIMALS, text);
    add_bytes(sentence, text, length);
}

/* Do four decimals tell the two apart? */
static bool looks_alike(const struct check_value *a, const struct check_value *b)
{
    return a->type == CHECK_NUMBER && b->type == CHECK_NUMBER && round(a->number * 1e4) == round(b->number * 1e4);
}

static void add_value(struct sentence *sentence, const struct check_value *value, bool in_full)
{
    switch (value->type) {
    case CHECK_NOTHING:
        sentence_text(sentence, "nothing");
        break;
    case CHECK_TEXT:
        add_cut(sentence, value->text, LIST_COLUMNS);
        break;
    case CHECK_NUMBER:
        add_number(sentence, value->number, in_full);
        if (!isnan(value->low) && !isnan(value->high)) {
            sentence_text(sentence, " [");
            add_number(sentence, value->low, in_full);
            sentence_text(sentence, ", ");
            add_number(sentence, value->high, in_full);
            sentence_text(sentence, "]");
        }
        break;
    }
}

static void add_list(struct sentence *sentence, const struct check_change *change)
{
    const bool has_lost = change->before.type != CHECK_NOTHING;
    if (has_lost) {
        sentence_text(sentence, "no longer ");
        add_value(sentence, &change->before, false);
    }
    if (change->after.type != CHECK_NOTHING) {
        sentence_text(sentence, has_lost ? "; now also " : "now also ");
        add_value(sentence, &change->after, false);
    }
}

void check_words_change(struct sentence *sentence, const struct check_change *change)
{
    const bool in_full = looks_alike(&change->before, &change->after);
    check_words_subject(sentence, change);
    if (change->before.type == CHECK_NOTHING && change->after.type == CHECK_NOTHING)
        return;
    sentence_text(sentence, ": ");
    if (change->kind == CHECK_GATES) {
        add_value(sentence, &change->after, in_full);
        sentence_text(sentence, change->after.type != CHECK_NUMBER             ? " that can be estimated, bound "
                                : change->after.number > change->before.number ? ", above the bound "
                                                                               : ", below the bound ");
        add_value(sentence, &change->before, in_full);
    } else if (change->is_list) {
        add_list(sentence, change);
    } else {
        add_value(sentence, &change->before, in_full);
        sentence_text(sentence, " before, ");
        add_value(sentence, &change->after, in_full);
        sentence_text(sentence, " now");
    }
}

/* ---- causes ------------------------------------------------------------------------------------------------------ */

static void add_versions(struct sentence *sentence, const struct check_cause *cause)
{
    sentence_text(sentence, ": ");
    sentence_name(sentence, cause->before.length > 0 ? cause->before : span_of("not there"));
    sentence_text(sentence, " before, ");
    sentence_name(sentence, cause->after.length > 0 ? cause->after : span_of("not there"));
    sentence_text(sentence, " now");
}

static void add_named(struct sentence *sentence, const char *first, struct span name, const char *last)
{
    sentence_text(sentence, first);
    sentence_name(sentence, name);
    sentence_text(sentence, last);
}

void check_words_cause(struct sentence *sentence, const struct check_cause *cause)
{
    switch (cause->kind) {
    case CAUSE_GATE:
        add_named(sentence, "the gate --", cause->name, " ");
        sentence_name(sentence, cause->after);
        return;
    case CAUSE_INPUT_CHANGED:
        add_named(sentence, "the input ", cause->name, " has changed");
        break;
    case CAUSE_INPUT_ADDED:
        add_named(sentence, "the input ", cause->name, " is new");
        return;
    case CAUSE_INPUT_REMOVED:
        add_named(sentence, "the input ", cause->name, " is gone");
        return;
    case CAUSE_INPUT_RENAMED:
        add_named(sentence, "the input ", cause->before, " is renamed to ");
        sentence_name(sentence, cause->name);
        return;
    case CAUSE_OPTION:
        add_named(sentence, "the option --", cause->name, " is another");
        break;
    case CAUSE_FILE:
        add_named(sentence, "the list ", cause->name, " has changed");
        break;
    case CAUSE_TABLE:
        add_named(sentence, "the language table '", cause->name, "' has changed");
        break;
    case CAUSE_LIBRARY:
        add_named(sentence, "the library or standard ", cause->name, " is of another version");
        break;
    case CAUSE_PROGRAM:
        sentence_text(sentence, "mizan itself is of another version");
        break;
    case CAUSE_FORMULA:
        add_named(sentence, "the formula of the ", cause->name,
                  " is another, though versions and options are the same");
        return;
    case CAUSE_CODE:
        sentence_text(sentence, "nothing that run.json records: the code of mizan, or a table that was edited");
        return;
    case CAUSE_SEVERAL:
        sentence_text(sentence, "several things together that differ and cannot be told apart");
        return;
    }
    add_versions(sentence, cause);
}

static const struct {
    const char *heading, *one, *many;
} kinds[CHECK_KIND_COUNT] = {
    {"gates", "similarity beyond a bound", "similarities beyond a bound"},
    {"documents", "document", "documents"},
    {"sentences", "sentence of the summary", "sentences of the summary"},
    {"sources", "pair of sources", "pairs of sources"},
    {"events", "document on an event", "documents on an event"},
    {"factors", "mean or share of a factor", "means and shares of factors"},
    {"matrix", "cell of the matrix", "cells of the matrix"},
    {"neighbours", "list of neighbours", "lists of neighbours"},
    {"robustness", "statement's robustness", "statements' robustness"},
    {"contrasts", "contrast", "contrasts"},
    {"silences", "list of silences", "lists of silences"},
    {"terms", "list of strongest terms", "lists of strongest terms"},
    {"topics", "topic", "topics"},
};

const char *check_words_kind(enum check_kind kind)
{
    return kinds[kind].heading;
}

void check_words_counts(struct sentence *sentence, const uint64_t *changed)
{
    bool has_any = false;
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++) {
        if (changed[kind] == 0)
            continue;
        if (has_any)
            sentence_text(sentence, ", ");
        sentence_count(sentence, changed[kind]);
        sentence_text(sentence, " ");
        sentence_text(sentence, changed[kind] == 1 ? kinds[kind].one : kinds[kind].many);
        has_any = true;
    }
}
