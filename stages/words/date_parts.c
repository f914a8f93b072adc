/*
 * date_parts.c - day, month and year of a date, one after the other.
 */
#include "date_parts.h"

enum { DAYS_MOST = 31, ERA_YEARS_MOST = 188 };

const struct date_token *date_next(const struct date_tokens *tokens)
{
    return tokens->place < tokens->count ? &tokens->items[tokens->place] : NULL;
}

bool date_is_joined(const struct date_tokens *tokens, size_t ahead)
{
    return tokens->place + ahead < tokens->count && tokens->items[tokens->place + ahead].gap == 1;
}

/* Takes what may stand between two parts: of, in, the. */
void date_pass_of(struct date_tokens *tokens)
{
    while (date_tokens_take(tokens, DATE_WORD_OF)) {
    }
}

bool date_take_digits(struct date_tokens *tokens, unsigned digits_most, int lowest, int highest, int *value)
{
    const struct date_token *const token = date_next(tokens);
    if (token == NULL || token->word.kind != DATE_WORD_DIGITS || token->word.digits > digits_most ||
        token->word.value < lowest || token->word.value > highest) {
        return false;
    }
    *value = token->word.value;
    tokens->place++;
    return true;
}

bool date_take_day(struct date_tokens *tokens, int *day)
{
    const struct date_tokens before = *tokens;
    const struct date_token *const first = date_next(tokens);
    struct date_number number;
    if (date_take_digits(tokens, 2, 1, DAYS_MOST, day)) {
        (void)date_tokens_take(tokens, DATE_WORD_SUFFIX);
        return true;
    }
    /* "and the twentieth" alone is the rest of "the twenty-fourth", parted by a note or a damaged line. */
    const bool is_rest = first != NULL && first->word.has_and && first->word.value >= 20;
    if (!is_rest && date_number_take(tokens, &number) && number.value <= DAYS_MOST) {
        *day = number.value;
        return true;
    }
    *tokens = before;
    return false;
}

/* The month of a stem by the ordinal behind it; 0 if there is none. */
static int take_stem_end(struct date_tokens *tokens, enum month_stem stem)
{
    static const int months[][2] = {[MONTH_STEM_KANUN] = {12, 1},
                                    [MONTH_STEM_TISHRIN] = {10, 11},
                                    [MONTH_STEM_RABI] = {3, 4},
                                    [MONTH_STEM_JUMADA] = {5, 6}};
    const struct date_token *token;
    date_pass_of(tokens);
    token = date_next(tokens);
    if (token == NULL) {
        return 0;
    }
    tokens->place++;
    if (stem == MONTH_STEM_DHU) {
        return token->word.kind == DATE_WORD_MONTH_END ? token->word.value : 0;
    }
    const bool is_ordinal = token->word.kind == DATE_WORD_ORDINAL && token->word.value <= 2;
    const bool is_last = token->word.kind == DATE_WORD_LAST && stem >= MONTH_STEM_RABI;
    return is_ordinal || is_last ? months[stem][token->word.value - 1] : 0;
}

bool date_take_one_month(struct date_tokens *tokens, struct date_written *written)
{
    const struct date_tokens before = *tokens;
    const struct date_token *const token = date_next(tokens);
    if (token == NULL) {
        return false;
    }
    const enum date_kind kind = token->word.kind;
    tokens->place++;
    written->month = kind == DATE_WORD_MONTH || kind == DATE_WORD_HIJRI_MONTH ? token->word.value
                     : kind == DATE_WORD_MONTH_STEM ? take_stem_end(tokens, (enum month_stem)token->word.value)
                                                    : 0;
    written->is_hijri =
        kind == DATE_WORD_HIJRI_MONTH || (kind == DATE_WORD_MONTH_STEM && token->word.value >= (int)MONTH_STEM_RABI);
    if (written->month == 0) {
        *tokens = before;
    }
    return written->month != 0;
}

/* A month, perhaps by two names side by side (أيار/مايو). */
bool date_take_month(struct date_tokens *tokens, struct date_written *written)
{
    if (!date_take_one_month(tokens, written)) {
        return false;
    }
    const struct date_tokens before = *tokens;
    struct date_written second = {0};
    if (!date_take_one_month(tokens, &second) || second.month != written->month ||
        second.is_hijri != written->is_hijri) {
        *tokens = before;
    }
    return true;
}

/* "the fourteenth year of Showa", "Showa 14", "السنة الرابعة عشرة من عصر شووا". */
bool date_take_era_year(struct date_tokens *tokens, int *year)
{
    const struct date_tokens before = *tokens;
    const struct date_token *name = NULL;
    struct date_number number = {0};
    bool has_year = false;
    if (date_tokens_kind(tokens, 0) == DATE_WORD_ERA_NAME) {
        name = &tokens->items[tokens->place++];
    }
    has_year = date_tokens_take(tokens, DATE_WORD_YEAR);
    if (date_take_digits(tokens, 3, 1, ERA_YEARS_MOST, &number.value)) {
        (void)date_tokens_take(tokens, DATE_WORD_SUFFIX);
    } else if (!date_number_take(tokens, &number)) {
        *tokens = before;
        return false;
    }
    if (name == NULL) {
        has_year = date_tokens_take(tokens, DATE_WORD_YEAR) || has_year;
        date_pass_of(tokens);
        has_year = date_tokens_take(tokens, DATE_WORD_ERA) || has_year;
        date_pass_of(tokens);
        name = has_year && date_tokens_kind(tokens, 0) == DATE_WORD_ERA_NAME ? &tokens->items[tokens->place++] : NULL;
    }
    *year = name == NULL ? 0 : calendar_era_year((enum calendar_era)name->word.value, number.value);
    if (*year == 0) {
        *tokens = before;
    }
    return *year != 0;
}

/* A year behind a month: in digits, in words, of an era, of the Hijri calendar. */
bool date_take_year(struct date_tokens *tokens, bool is_hijri, struct date_year *year)
{
    const struct date_tokens before = *tokens;
    *year = (struct date_year){.calendar = DATE_GREGORIAN};
    date_pass_of(tokens);
    if (!is_hijri && date_take_era_year(tokens, &year->value)) {
        return true;
    }
    const bool has_year = date_tokens_take(tokens, DATE_WORD_YEAR);
    const struct date_token *const token = date_next(tokens);
    if (token != NULL && token->word.kind == DATE_WORD_DIGITS) {
        tokens->place++;
        if (date_tokens_kind(tokens, 0) == DATE_WORD_DECADE_MARK && date_next(tokens)->gap <= 1) {
            *tokens = before;
            return false;
        }
        const struct date_tokens behind = *tokens;
        const bool has_mark = date_tokens_take(tokens, DATE_WORD_HIJRI_MARK);
        *year = (struct date_year){token->word.value, has_mark || is_hijri ? DATE_HIJRI : DATE_GREGORIAN,
                                   token->word.digits == 4, token->index};
        if (!has_mark) {
            *tokens = behind;
            if (!date_tokens_take(tokens, DATE_WORD_YEAR_MARK)) {
                (void)date_tokens_take(tokens, DATE_WORD_YEAR);
            }
        }
        const bool fits =
            year->calendar == DATE_HIJRI
                ? year->value >= 1 && year->value <= DATE_LAST_HIJRI_YEAR && (has_mark || token->word.digits >= 3)
                : token->word.digits == 4 && year->value >= DATE_FIRST_YEAR && year->value <= DATE_LAST_YEAR;
        if (fits) {
            return true;
        }
    } else if (!is_hijri && date_number_take_year(tokens, &year->value)) {
        (void)(has_year || date_tokens_take(tokens, DATE_WORD_YEAR));
        return true;
    }
    *tokens = before;
    return false;
}

bool date_take_old_style(struct date_tokens *tokens)
{
    const struct date_tokens before = *tokens;
    date_pass_of(tokens);
    (void)date_tokens_take(tokens, DATE_WORD_AND); /* "по старому стилю" */
    if (date_tokens_take(tokens, DATE_WORD_OLD_STYLE)) {
        return true;
    }
    size_t taken = 0; /* "old style", "style old", "ст. ст." */
    while (taken < 2 && (date_tokens_take(tokens, DATE_WORD_OLD) || date_tokens_take(tokens, DATE_WORD_CALENDAR))) {
        taken++;
    }
    if (taken == 2) {
        return true;
    }
    *tokens = before;
    return false;
}
