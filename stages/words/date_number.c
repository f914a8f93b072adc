/*
 * date_number.c - numbers in words, part by part: a part is added where the number so far leaves room for it.
 *
 * Arabic puts ones before tens and joins all parts with "and"; the others put tens first. French counts up to 99 by
 * 60 and 80.
 */
#include "date_number.h"

enum { HUNDRED = 100, THOUSAND = 1000, LAST_YEAR = 2099, FRENCH_EIGHTY = 80, FRENCH_SIXTY = 60 };

/* Ones and tens: `rest` is what the number has below a hundred. */
static bool has_room(int rest, const struct date_word *part, bool has_and)
{
    const int value = part->value;
    if (rest == 0) {
        return true;
    }
    if (part->is_inverted) {
        const bool is_ten = value == 10 && !has_and, is_tens = value >= 20 && value % 10 == 0 && has_and;
        return rest < 10 && (is_ten || is_tens);
    }
    return (rest >= 20 && rest % 10 == 0 && value < 10) ||
           ((rest == FRENCH_SIXTY || rest == FRENCH_EIGHTY) && value >= 10 && value < 20);
}

/* Adds a part to the number; false if it does not belong to it. */
static bool add_part(int *number, const struct date_word *part, bool has_and)
{
    const int thousands = *number / THOUSAND * THOUSAND, rest = *number % THOUSAND, value = part->value;
    if (value == THOUSAND) {
        *number = rest > 0 ? rest * THOUSAND : THOUSAND;
        return thousands == 0 && rest < 10;
    }
    if (value == HUNDRED) {
        *number = thousands + (rest > 0 ? rest * HUNDRED : HUNDRED);
        return rest == 0 || (!has_and && rest < 20 && (thousands == 0 || rest < 10));
    }
    if (value > HUNDRED) {
        *number += value;
        return rest == 0;
    }
    if (value == 20 && rest % HUNDRED == 4 && !part->is_inverted) {
        *number += FRENCH_EIGHTY - 4;
        return true;
    }
    *number += value;
    return has_room(rest % HUNDRED, part, has_and);
}

static bool is_part(enum date_kind kind)
{
    return kind == DATE_WORD_CARDINAL || kind == DATE_WORD_ORDINAL;
}

bool date_number_take(struct date_tokens *tokens, struct date_number *number)
{
    *number = (struct date_number){0};
    if (!is_part(date_tokens_kind(tokens, 0))) {
        return false;
    }
    while (tokens->place < tokens->count) {
        const bool apart = number->value > 0 && date_tokens_kind(tokens, 0) == DATE_WORD_AND;
        if (!is_part(date_tokens_kind(tokens, apart))) {
            break;
        }
        const struct date_word *const part = &tokens->items[tokens->place + apart].word;
        int sum = number->value;
        /* An ordinal ends the number, but for the Arabic one in front of its tens. */
        const bool ended = number->is_ordinal && !part->is_inverted;
        if (ended || !add_part(&sum, part, apart || part->has_and)) {
            break;
        }
        number->value = sum;
        number->is_ordinal = number->is_ordinal || part->kind == DATE_WORD_ORDINAL;
        tokens->place += 1 + (size_t)apart;
    }
    return true;
}

bool date_number_take_year(struct date_tokens *tokens, int *year)
{
    const struct date_tokens before = *tokens;
    struct date_number number, rest;
    if (date_number_take(tokens, &number)) {
        if (number.value >= 10 && number.value <= 20 && !number.is_ordinal && date_number_take(tokens, &rest) &&
            rest.value >= 10 && rest.value < HUNDRED) {
            number.value = number.value * HUNDRED + rest.value;
        }
        *year = number.value;
        if (*year >= THOUSAND && *year <= LAST_YEAR) {
            return true;
        }
    }
    *tokens = before;
    return false;
}
