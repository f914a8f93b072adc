/*
 * han_date.c - numbers by sign (十四, 一九三九) or in digits, each before its sign of year, month or day.
 */
#include "han_date.h"

#include "date_parts.h"

enum { SIGN_BYTES = 3, GREGORIAN_MEIJI = 6 /* 1873: before it months and days are those of the old calendar */ };

int han_date_sign(const char *sign)
{
    static const struct {
        const char sign[SIGN_BYTES + 1];
        int value;
    } signs[] = {{"〇", 0},  {"零", 0},   {"一", 1},    {"二", 2},        {"三", 3},         {"四", 4},
                 {"五", 5},  {"六", 6},   {"七", 7},    {"八", 8},        {"九", 9},         {"元", 1},
                 {"十", 10}, {"百", 100}, {"千", 1000}, {"年", HAN_YEAR}, {"月", HAN_MONTH}, {"日", HAN_DAY}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (memcmp(signs[i].sign, sign, SIGN_BYTES) == 0) {
            return signs[i].value;
        }
    }
    return HAN_NONE;
}

static bool take_number(struct date_tokens *tokens, int *number)
{
    enum { SIGNS_MOST = 7 /* 一千九百三十九 */ };
    int sum = 0, digit = 0, signs = 0;
    bool has_multiplier = false;
    if (date_tokens_take(tokens, DATE_WORD_DIGITS)) {
        *number = tokens->items[tokens->place - 1].word.value;
        return true;
    }
    for (; date_tokens_kind(tokens, 0) == DATE_WORD_HAN && signs < SIGNS_MOST; signs++, tokens->place++) {
        const int value = date_next(tokens)->word.value;
        if (value < 0) {
            break;
        }
        if (value >= 10) {
            sum += (digit > 0 ? digit : 1) * value;
            digit = 0;
            has_multiplier = true;
        } else {
            digit = has_multiplier ? value : 10 * digit + value;
        }
    }
    *number = sum + digit;
    return signs > 0;
}

/* A number and the sign behind it. */
static bool take_part(struct date_tokens *tokens, int sign, int *number)
{
    const struct date_tokens before = *tokens;
    int value;
    if (take_number(tokens, &value) && date_tokens_kind(tokens, 0) == DATE_WORD_HAN &&
        date_next(tokens)->word.value == sign) {
        tokens->place++;
        *number = value;
        return true;
    }
    *tokens = before;
    return false;
}

static bool take_month_and_day(struct date_tokens *tokens, struct calendar_day *day)
{
    const bool has_month = take_part(tokens, HAN_MONTH, &day->month);
    if (has_month) {
        (void)take_part(tokens, HAN_DAY, &day->day);
    }
    return has_month && day->month >= 1 && day->month <= 12;
}

bool han_date_take(struct date_tokens *tokens, struct date *date, int *written_year)
{
    struct calendar_day day = {0};
    const struct date_token *const first = date_next(tokens);
    const bool has_era = date_tokens_take(tokens, DATE_WORD_ERA_NAME);
    const bool has_digits = !has_era && first->word.kind == DATE_WORD_DIGITS;
    const int leap_year = 2000;
    *written_year = 0;
    if (take_part(tokens, HAN_YEAR, &day.year)) {
        const bool is_old = has_era && first->word.value == ERA_MEIJI && day.year < GREGORIAN_MEIJI;
        day.year = has_era ? calendar_era_year((enum calendar_era)first->word.value, day.year) : day.year;
        *written_year = has_digits ? day.year : 0;
        if (day.year < DATE_FIRST_YEAR || day.year > DATE_LAST_YEAR) {
            return false;
        }
        if (!take_month_and_day(tokens, &day) || is_old) {
            day.month = day.day = 0;
        }
        *date = (struct date){day.day > 0 ? DATE_DAY : day.month > 0 ? DATE_MONTH : DATE_YEAR, day};
        return (day.day == 0 || calendar_is_day(day)) && (day.month > 0 || !has_digits);
    }
    if (has_era || !take_month_and_day(tokens, &day) || day.day == 0) {
        return false;
    }
    *date = (struct date){DATE_MONTH_DAY, day};
    return calendar_is_day((struct calendar_day){leap_year, day.month, day.day});
}
