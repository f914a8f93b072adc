/* calendar_word.c - forms as they are written, so that no folding makes them other words. */
#include "calendar_word.h"

static const char *const months[] = {"آب"};
static const char *const ordinals[] = {
    "أول",      "اول",      "أولى",     "اولى",     "ثان",       "ثاني",      "ثانية",     "ثانيا",   "ثانياً",
    "ثالث",     "ثالثة",    "رابع",     "رابعة",    "خامس",      "خامسة",     "سادس",      "سادسة",   "سابع",
    "سابعة",    "ثامن",     "ثامنة",    "تاسع",     "تاسعة",     "عاشر",      "عاشرة",     "حادي",    "حادية",
    "first",    "second",   "third",    "fourth",   "fifth",     "sixth",     "seventh",   "eighth",  "ninth",
    "tenth",    "premier",  "première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième",
    "huitième", "neuvième", "dixième",  "первый",   "первая",    "первого",   "первой",    "второй",  "вторая",
    "второго",  "третий",   "третьего", "третьей",  "четвёртый", "четвертый", "пятый",     "шестой",  "седьмой",
    "восьмой",  "девятый",  "десятый"};

static struct span without(struct span word, const char *prefix)
{
    const size_t length = strlen(prefix);
    return word.length > length && memcmp(word.bytes, prefix, length) == 0
               ? (struct span){word.bytes + length, word.length - length}
               : word;
}

/* A capital of the Latin alphabet alone. */
static bool equals(struct span form, const char *word)
{
    const size_t length = strlen(word);
    if (form.length != length || length == 0) {
        return false;
    }
    const bool is_capital = form.bytes[0] >= 'A' && form.bytes[0] <= 'Z';
    const char first = (char)(is_capital ? form.bytes[0] - 'A' + 'a' : form.bytes[0]);
    return first == word[0] && memcmp(form.bytes + 1, word + 1, length - 1) == 0;
}

static bool is_among(struct span form, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (equals(form, words[i])) {
            return true;
        }
    }
    return false;
}

enum calendar_word calendar_word_find(struct span form)
{
    const struct span bare = without(without(form, "و"), "ال");
    if (is_among(form, ordinals, sizeof ordinals / sizeof *ordinals) ||
        is_among(bare, ordinals, sizeof ordinals / sizeof *ordinals)) {
        return CALENDAR_ORDINAL;
    }
    return is_among(form, months, sizeof months / sizeof *months) ||
                   is_among(without(form, "و"), months, sizeof months / sizeof *months)
               ? CALENDAR_MONTH
               : CALENDAR_NONE;
}
