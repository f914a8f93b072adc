/*
 * name_pairs.c - the table holds the words of such names two by two, so that a name of three words is two rows; each is
 * found with clitics, in every case and number, by the stems of its words.
 *
 * Words that name a state alone ("British", "Soviet") are in data/names.tsv. Here are those that do so only beside
 * another: "union", "united", "great". Not listed is what says more than the name ("Nazi Germany").
 */
#include "name_pairs.h"

#include <stdlib.h>

#include "array.h"
#include "word_map.h"

static const struct name_pair table[] = {
    {"ar", "الاتحاد", "السوفيتي"},
    {"ar", "الاتحاد", "الروسي"},
    {"ar", "اتحاد", "الجمهوريات"},
    {"ar", "الجمهوريات", "الاشتراكية"},
    {"ar", "الاشتراكية", "السوفيتية"},
    {"ar", "الولايات", "المتحدة"},
    {"ar", "المملكة", "المتحدة"},
    {"ar", "بريطانيا", "العظمى"},
    {"ar", "المملكة", "العربية"},
    {"ar", "العربية", "السعودية"},
    {"ar", "الإمارات", "العربية"},
    {"ar", "العربية", "المتحدة"},
    {"ar", "جمهورية", "الصين"},
    {"ar", "الصين", "الشعبية"},
    {"ar", "روسيا", "القيصرية"},
    {"ar", "الإمبراطورية", "الروسية"},
    {"ar", "الإمبراطورية", "البريطانية"},
    {"ar", "الإمبراطورية", "اليابانية"},
    {"ar", "الإمبراطورية", "العثمانية"},
    {"ar", "الدولة", "العثمانية"},
    {"de", "Vereinigte", "Staaten"},
    {"de", "Vereinigtes", "Königreich"},
    {"de", "Russische", "Föderation"},
    {"en", "Soviet", "Union"},
    {"en", "Soviet", "Socialist"},
    {"en", "Socialist", "Republics"},
    {"en", "United", "States"},
    {"en", "United", "Kingdom"},
    {"en", "Great", "Britain"},
    {"en", "Russian", "Federation"},
    {"en", "Russian", "Empire"},
    {"en", "British", "Empire"},
    {"en", "Japanese", "Empire"},
    {"en", "Ottoman", "Empire"},
    {"en", "Saudi", "Arabia"},
    {"en", "United", "Arab"},
    {"en", "Arab", "Emirates"},
    {"es", "Unión", "Soviética"},
    {"es", "Estados", "Unidos"},
    {"es", "Reino", "Unido"},
    {"es", "Gran", "Bretaña"},
    {"fa", "اتحاد", "شوروی"},
    {"fa", "ایالات", "متحده"},
    {"fr", "Union", "soviétique"},
    {"fr", "États", "Unis"},
    {"fr", "Royaume", "Uni"},
    {"fr", "Grande", "Bretagne"},
    {"fr", "Empire", "russe"},
    {"fr", "Empire", "britannique"},
    {"fr", "Empire", "ottoman"},
    {"ru", "Советский", "Союз"},
    {"ru", "Советских", "Социалистических"},
    {"ru", "Социалистических", "Республик"},
    {"ru", "Соединённые", "Штаты"},
    {"ru", "Соединённое", "Королевство"},
    {"ru", "Российская", "Империя"},
    {"ru", "Российская", "Федерация"},
    {"ru", "Британская", "Империя"},
    {"ru", "Османская", "Империя"},
    {"tr", "Sovyetler", "Birliği"},
    {"tr", "Birleşik", "Devletler"},
    {"tr", "Birleşik", "Krallık"},
};

struct masks {
    uint64_t firsts, seconds;
};

struct name_pairs {
    bool *learnt;        /* by place in languages[] */
    struct word_map map; /* terms by language -> masks */
    struct masks *masks;
    size_t count, capacity;
    struct arena arena;
};

bool name_pairs_row(size_t i, struct name_pair *pair)
{
    if (i >= sizeof table / sizeof *table) {
        return false;
    }
    *pair = table[i];
    return true;
}

enum status name_pairs_open(struct name_pairs **pairs, struct failure *failure)
{
    struct name_pairs *made = NULL;
    *pairs = NULL;
    if (array_zeroed((void **)&made, 1, sizeof *made, failure) != STATUS_OK ||
        array_zeroed((void **)&made->learnt, language_count, sizeof *made->learnt, failure) != STATUS_OK) {
        free(made);
        return STATUS_FAILED;
    }
    *pairs = made;
    return STATUS_OK;
}

void name_pairs_close(struct name_pairs *pairs)
{
    if (pairs == NULL) {
        return;
    }
    free(pairs->masks);
    word_map_free(&pairs->map);
    arena_free(&pairs->arena);
    free(pairs->learnt);
    free(pairs);
}

/* The masks of a term, entered if it is new. */
static enum status masks_of(struct name_pairs *pairs, uint32_t context, struct span term, struct masks **masks,
                            struct failure *failure)
{
    struct span kept;
    uint32_t number;
    if (!word_map_find(&pairs->map, context, term, &number)) {
        number = (uint32_t)pairs->count;
        if (array_reserve((void **)&pairs->masks, &pairs->capacity, pairs->count + 1, sizeof *pairs->masks, failure) !=
                STATUS_OK ||
            arena_copy(&pairs->arena, term, &kept, failure) != STATUS_OK ||
            word_map_put(&pairs->map, context, kept, number, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        pairs->masks[pairs->count++] = (struct masks){0};
    }
    *masks = &pairs->masks[number];
    return STATUS_OK;
}

static enum status learn_word(struct name_pairs *pairs, const struct language *language, const char *text,
                              struct masks bit, struct stemmers *stemmers, struct folder *folder,
                              struct failure *failure)
{
    struct stem_word word = {.surface = span_of(text)};
    struct stem stem;
    struct masks *masks;
    if (folder_fold(folder, word.surface, language->turkic_case, &word.folded, failure) != STATUS_OK ||
        folder_background_key(folder, word.surface, &word.key, failure) != STATUS_OK ||
        stemmers_stem(stemmers, language, &word, &stem, failure) != STATUS_OK ||
        masks_of(pairs, word_map_language(language), stem.term, &masks, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    masks->firsts |= bit.firsts;
    masks->seconds |= bit.seconds;
    return STATUS_OK;
}

static enum status learn(struct name_pairs *pairs, const struct language *language, struct stemmers *stemmers,
                         struct folder *folder, struct failure *failure)
{
    uint64_t bit = 1;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (language_find(span_of(table[i].language)) != language) {
            continue;
        }
        if (learn_word(pairs, language, table[i].first, (struct masks){.firsts = bit}, stemmers, folder, failure) !=
                STATUS_OK ||
            learn_word(pairs, language, table[i].second, (struct masks){.seconds = bit}, stemmers, folder, failure) !=
                STATUS_OK) {
            return STATUS_FAILED;
        }
        bit <<= 1;
    }
    pairs->learnt[language - languages] = true;
    return STATUS_OK;
}

enum status name_pairs_find(struct name_pairs *pairs, const struct language *language, struct span term,
                            struct stemmers *stemmers, struct folder *folder, uint64_t *firsts, uint64_t *seconds,
                            struct failure *failure)
{
    uint32_t number;
    *firsts = *seconds = 0;
    if (language == NULL) {
        return STATUS_OK;
    }
    if (!pairs->learnt[language - languages] && learn(pairs, language, stemmers, folder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (word_map_find(&pairs->map, word_map_language(language), term, &number)) {
        *firsts = pairs->masks[number].firsts;
        *seconds = pairs->masks[number].seconds;
    }
    return STATUS_OK;
}
