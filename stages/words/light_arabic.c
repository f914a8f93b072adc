/*
 * light_arabic.c - five rules.
 *
 * 1. The article with its proclitics goes if two letters remain, and if its alef was written without hamza: the
 *    first letters of a name such as the German's are no article. It stays where the word takes another article
 *    ("obligation"), and where a stop word would be left ("God" is not "to him").
 * 2. A single proclitic goes only if it is one, since the letter may be the word's own. No article and no beginning
 *    of the imperfect stands before a proclitic: where they are attested with the word, or with the word less an
 *    ending, the letter stays, unless the word is as rare beside the rest as a proclitic makes it. Else it goes if
 *    the rest is attested well enough. An alef with hamza behind the letter begins a word. The counts are those of a
 *    fixed table, not of the collection: it measured better (lemma conflation F1 .599 against .584), and a stem does
 *    not change when documents are added. Against the analyses of hunspell-ar (905 forms of the table whose letter
 *    it takes for the word's own, 6,846 for a proclitic, weighed by documents) 1.9 % are cut wrongly and 1.2 %
 *    missed; by the count of the rest alone 4.4 % and 4.7 %.
 * 3. Runs of ya collapse: writers double it before the ending of relation or not. A hamza before a waw is written on
 *    a ya in Egypt and on a waw elsewhere ("responsible", "affairs"): it is taken for the second.
 * 4. At most two endings go (light_suffix.c); a hamza at the end is then written as it stands alone.
 * 5. Protected names come before all of this; their class is their stem.
 *
 * The article's forms are those of light10 (Larkey, Ballesteros and Connell, 2007) with further proclitics.
 *
 * Everything is compared after folding: hamza is off its alef, ta marbuta is ha, alef maqsura is ya.
 */
#include "light_arabic.h"

#include <string.h>

#include "arabic_letters.h"
#include "attestation.h"
#include "light_suffix.h"

/* The article with what may stand before it, and which letter of it is the article's alef. */
struct article {
    const char *prefix;
    int alef; /* -1: "li" and "al" written as one, without alef */
};
static const struct article articles[] = {{"ال", 0},  {"لل", -1},  {"وال", 1},  {"بال", 1},  {"فال", 1},
                                          {"كال", 1}, {"ولل", -1}, {"فلل", -1}, {"وبال", 2}, {"وكال", 2}};
enum { ARTICLE_COUNT = sizeof articles / sizeof *articles, ARTICLE_LETTERS_LEFT = 2, LONGEST_NAME_BYTES = 64 };

static const char definite_article[] = "ال";

/* Does lam stand where each of them ends? It tells most words that have none. */
static bool may_have_article(struct span folded)
{
    static const char lam[] = "ل";
    for (size_t letter = 1; letter <= 3 && (letter + 1) * LETTER_BYTES <= folded.length; letter++) {
        if (memcmp(folded.bytes + letter * LETTER_BYTES, lam, LETTER_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

static const struct article *article_of(struct span folded)
{
    if (!may_have_article(folded)) {
        return NULL;
    }
    for (size_t i = 0; i < ARTICLE_COUNT; i++) {
        if (memcmp(folded.bytes, articles[i].prefix, LETTER_BYTES) == 0 &&
            starts_with(folded, span_of(articles[i].prefix))) {
            return &articles[i];
        }
    }
    return NULL;
}

/* Where a word is on its way to its stem. */
struct progress {
    const struct light_arabic *light;
    struct span surface, folded;
    char *buffer;
    struct light_account *account; /* or NULL */
};

/* Keeps the step for a person who asks. */
static void tell(struct progress *progress, struct light_step *step, struct span word)
{
    struct light_account *account = progress->account;
    if (account == NULL || account->count == LIGHT_STEPS_MOST) {
        return;
    }
    size_t length = word.length < sizeof step->word ? word.length : sizeof step->word - 1;
    while (length < word.length && ((unsigned char)word.bytes[length] & 0xC0) == 0x80) {
        length--;
    }
    memcpy(step->word, word.bytes, length);
    step->word[length] = '\0';
    account->steps[account->count++] = *step;
}

/* Does the word take an article before its own "al", or the beginning of the imperfect in place of its alef, more often
 * than its rest stands without article? Such are nouns and verbs of roots in lam ("to join", "obligation"). */
static bool is_own_article(const struct background *background, struct span word, struct span rest,
                           struct light_step *step)
{
    enum { LEAST = 2 };
    const struct span stem = without_first(word, LETTER_BYTES);
    step->beginning = attested_between(background, definite_article, word, "") +
                      attested_between(background, "ي", stem, "") + attested_between(background, "ت", stem, "");
    if (step->beginning < LEAST) {
        return false;
    }
    step->is_counted = true;
    step->rest = attested_as_it_stands(background, rest);
    return step->beginning > step->rest;
}

/* Is it a word that begins like a proclitic and an article ("adults", "governor"): does it take the article more often
 * than what would be left without the two? */
static bool is_own_beginning(const struct background *background, struct span folded, struct span rest,
                             struct light_step *step)
{
    static const char accusative[] = "ا";
    const uint32_t own = attested_between(background, definite_article, folded, "") +
                         (ends_with(folded, span_of(accusative))
                              ? attested_between(background, definite_article, without_last(folded, LETTER_BYTES), "")
                              : 0);
    const uint32_t definite = own == 0 ? 0 : attested_between(background, definite_article, rest, "");
    if (own <= definite) {
        return false;
    }
    step->is_counted = true;
    step->beginning = own;
    step->rest = definite;
    return true;
}

/* Rule 1: the word without article and what stands before it. */
static struct span without_article(struct progress *progress, bool *is_definite_stop_word)
{
    const struct light_arabic *light = progress->light;
    const struct span folded = progress->folded;
    const struct article *article = article_of(folded);
    if (article == NULL) {
        return folded;
    }
    const struct span rest = without_first(folded, strlen(article->prefix));
    struct light_step step = {.rule = LIGHT_ARTICLE, .affix = article->prefix};
    struct span word = folded;
    if (letter_count(rest) < ARTICLE_LETTERS_LEFT) {
        return folded;
    }
    if (article->alef < 0) {
        step.taken = true;
        word = rest;
    } else if (article->alef == 1 && is_own_beginning(light->background, folded, rest, &step)) {
        step.taken = false;
    } else if (is_written_with_hamza(progress->surface, article->alef)) {
        step.by_hamza = true;
    } else {
        const struct span definite = without_first(folded, (size_t)article->alef * LETTER_BYTES);
        step.by_stop_word = light->stop_words != NULL && stop_words_contain(light->stop_words, light->arabic, rest);
        step.taken = !step.by_stop_word && !is_own_article(light->background, definite, rest, &step);
        word = step.taken ? rest : definite;
        *is_definite_stop_word = step.by_stop_word;
    }
    tell(progress, &step, word);
    return word;
}

/* Proclitics of one letter each. */
static const char conjunctions[] = "وف", prepositions[] = "بلك";
static const char *const proclitics[] = {"و", "ف", "ب", "ل", "ك"};

/* How many times rarer a word usually is with the proclitic than without it: "so" and "as" are rare. And how many times
 * commoner it may be at most, where nothing shows that the letter is the word's own: news begin with "and he added". */
struct proclitic_rates {
    unsigned rarer, commoner;
};
static struct proclitic_rates rates_of(struct span word)
{
    return starts_with_one_of(word, "فك")  ? (struct proclitic_rates){64, 4}
           : starts_with_one_of(word, "و") ? (struct proclitic_rates){16, 16}
                                           : (struct proclitic_rates){16, 4};
}

/* How often the word, or the word less an ending, has what no proclitic follows before it; counts no further than
 * `enough`. With a ta marbuta a word is a noun, and not another form of what is left without it. */
static uint32_t beginning_count(const struct background *background, struct span word, bool is_feminine,
                                uint32_t enough)
{
    static const char ta[] = "ت";
    uint32_t count = attested_as_a_noun(background, word) + attested_as_a_verb(background, word);
    struct span rest;
    for (size_t next = 0; !is_feminine && count < enough && light_suffix_next(&next, word, &rest);) {
        count += attested_as_a_noun(background, rest) + attested_as_a_verb(background, rest);
        if (ends_with(rest, span_of(ta))) { /* an opened ta marbuta */
            count += attested_between(background, definite_article, without_last(rest, LETTER_BYTES), "ه");
        }
    }
    if (count < enough && ends_with(word, span_of(ta)) && letter_count(word) > 3) { /* of a verb in the perfect */
        count += attested_as_a_verb(background, without_last(word, LETTER_BYTES));
    }
    return count;
}

/* The most that a form of the rest with one of its endings off is attested: "their treaties" may be rare. */
static uint32_t rest_less_an_ending(const struct background *background, struct span rest)
{
    uint32_t most = 0;
    struct span shorter;
    for (size_t next = 0; light_suffix_next(&next, rest, &shorter);) {
        const uint32_t count = attested(background, shorter);
        most = count > most ? count : most;
    }
    return most;
}

/* Does the rest begin with an alef that is written without hamza, and is it none of the nouns ("son", "name", "woman")
 * and forms of the verb ("gathered", "went off", "used") that have such a one? Then the alef is mostly the second
 * letter of a word ("fleeing", "handsome"), unless hamza is left out. */
static bool has_inner_alef(struct span rest, bool has_hamza)
{
    enum { THIRD = 2 * LETTER_BYTES };
    static const char *const beginnings[] = {"ابن", "اسم", "امر", "است", "ان", "ات", "اصط", "اضط", "ازد"};
    if (has_hamza || !starts_with(rest, span_of("ا"))) {
        return false;
    }
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (starts_with(rest, span_of(beginnings[i]))) {
            return false;
        }
    }
    return rest.length <= THIRD || !starts_with(without_first(rest, THIRD), span_of("ت"));
}

static bool is_proclitic(const struct light_arabic *light, struct span surface, struct span word, struct span rest,
                         struct light_step *step)
{
    enum {
        LEAST = 2,
        OFTEN = 16,
        BEGINNINGS_TOLD = 20 /* one in so many of the word's occurrences shows its first letter */
    };
    const struct background *background = light->background;
    const struct proclitic_rates rates = rates_of(word);
    step->is_counted = true;
    attested_ask(background, rest);
    step->whole = attested_as_it_stands(background, word);
    step->rest = attested(background, rest);
    if (has_inner_alef(rest, step->by_hamza) && step->rest < OFTEN) {
        return false;
    }
    if (step->rest >= LEAST && (step->by_hamza || step->rest / rates.rarer >= step->whole)) {
        return true;
    }
    step->by_hamza = false;
    const uint32_t shorter = rest_less_an_ending(background, rest);
    step->rest = shorter > step->rest ? shorter : step->rest;
    if (step->rest < LEAST || (uint64_t)step->rest * rates.commoner < step->whole) {
        return false;
    }
    step->beginning =
        beginning_count(background, word, ends_with(surface, span_of("ة")), step->whole / BEGINNINGS_TOLD + 1);
    return step->beginning == 0 || step->beginning < step->whole / BEGINNINGS_TOLD;
}

/* Rule 2: the word without one proclitic, or the word. */
static struct span without_proclitic(struct progress *progress, struct span word, const char *letters)
{
    enum { LETTERS_LEFT = 3 };
    const struct light_arabic *light = progress->light;
    if (light->background == NULL || !starts_with_one_of(word, letters)) {
        return word;
    }
    const struct span rest = without_first(word, LETTER_BYTES);
    if (letter_count(rest) < LETTERS_LEFT) {
        return word;
    }
    const size_t before = (progress->folded.length - rest.length) / LETTER_BYTES;
    struct light_step step = {.rule = LIGHT_PROCLITIC,
                              .by_hamza = starts_with(rest, span_of("ا")) &&
                                          is_written_with_hamza(progress->surface, (int)before)};
    for (size_t i = 0; i < sizeof proclitics / sizeof *proclitics; i++) {
        step.affix = starts_with(word, span_of(proclitics[i])) ? proclitics[i] : step.affix;
    }
    step.taken = is_proclitic(light, progress->surface, word, rest, &step);
    tell(progress, &step, step.taken ? rest : word);
    return step.taken ? rest : word;
}

static const char two_ya[] = "يي", hamza_on_ya[] = "ئو", hamza_on_waw[] = "ؤ";
enum { PAIR_BYTES = 2 * LETTER_BYTES };

/* The place of the first pair of letters that rule 3 changes; the word's length if there is none. */
static size_t uneven_place(struct span word)
{
    for (size_t i = 0; i + PAIR_BYTES <= word.length; i += (unsigned char)word.bytes[i] < 0xC0 ? 1 : LETTER_BYTES) {
        if (memcmp(word.bytes + i, two_ya, PAIR_BYTES) == 0 || memcmp(word.bytes + i, hamza_on_ya, PAIR_BYTES) == 0) {
            return i;
        }
    }
    return word.length;
}

/* Rule 3: copies the word with one ya for a run of them, and with the hamza before a waw on a waw. */
static struct span even_out(struct span word, char *buffer)
{
    size_t length = 0;
    for (size_t at = 0; at < word.length;) {
        const struct span rest = without_first(word, at);
        const size_t even = uneven_place(rest);
        memcpy(buffer + length, rest.bytes, even);
        length += even;
        at += even;
        if (at == word.length) {
            break;
        }
        if (memcmp(rest.bytes + even, hamza_on_ya, PAIR_BYTES) == 0) {
            memcpy(buffer + length, hamza_on_waw, LETTER_BYTES);
            length += LETTER_BYTES;
        }
        at += LETTER_BYTES;
    }
    return (struct span){buffer, length};
}

struct span light_arabic_stem(const struct light_arabic *light, struct span surface, struct span folded, char *buffer,
                              struct light_account *account)
{
    enum { ENDINGS_TAKEN = 2 };
    struct progress progress = {light, surface, folded, buffer, account};
    bool is_definite_stop_word = false;
    struct span word = without_article(&progress, &is_definite_stop_word);
    if (word.length == folded.length) {
        word = without_proclitic(&progress, folded, conjunctions);
        word = without_proclitic(&progress, word, prepositions);
    }
    const size_t length = word.length;
    word = even_out(word, buffer);
    if (word.length < length) {
        struct light_step step = {.rule = LIGHT_YA, .taken = true, .affix = ""};
        tell(&progress, &step, word);
    }
    bool is_taken = !is_definite_stop_word;
    const char *taken = NULL;
    for (int i = 0; is_taken && i < ENDINGS_TAKEN; i++) {
        struct light_step step;
        is_taken = light_suffix_take(light, buffer, &word, i == 0 && ends_with(surface, span_of("ة")), taken,
                                     account != NULL, &step);
        taken = step.affix;
        if (step.affix[0] != '\0') {
            tell(&progress, &step, word);
        }
    }
    light_suffix_mend_hamza(buffer, word);
    return word;
}

/* The name that the word is as it stands, or with its runs of ya collapsed; `is_even`: it has none. */
static const struct name *listed_name(const struct light_arabic *light, struct span folded, bool is_even)
{
    char buffer[LONGEST_NAME_BYTES];
    const struct name *name = names_find(light->names, light->arabic, folded);
    if (name != NULL || is_even || folded.length > sizeof buffer) {
        return name;
    }
    const struct span collapsed = even_out(folded, buffer);
    return collapsed.length == folded.length ? NULL : names_find(light->names, light->arabic, collapsed);
}

/* With the article and what stands before it taken off. A form that is listed with its article is only found with one.
 */
static const struct name *definite_name(const struct light_arabic *light, struct span folded, bool is_even)
{
    char bytes[LONGEST_NAME_BYTES];
    const struct article *article = article_of(folded);
    if (article == NULL) {
        return NULL;
    }
    const struct span rest = without_first(folded, strlen(article->prefix));
    const size_t article_bytes = sizeof definite_article - 1;
    const bool is_bare = starts_with(folded, (struct span){definite_article, article_bytes});
    if (rest.length == 0 || article_bytes + rest.length > sizeof bytes) {
        return NULL;
    }
    const struct name *name = NULL;
    if (!is_bare) { /* else it is the word itself, which was looked up */
        memcpy(bytes, definite_article, article_bytes);
        memcpy(bytes + article_bytes, rest.bytes, rest.length);
        name = listed_name(light, (struct span){bytes, article_bytes + rest.length}, is_even);
    }
    return name != NULL ? name : listed_name(light, rest, is_even);
}

const struct name *light_arabic_name(const struct light_arabic *light, struct span folded)
{
    if (light->names == NULL) {
        return NULL;
    }
    const bool is_even = uneven_place(folded) == folded.length; /* then so are its ends */
    const struct name *name = listed_name(light, folded, is_even);
    if (name == NULL) {
        name = definite_name(light, folded, is_even);
    }
    /* The fewest proclitics come first: Prussia begins with what could be "in Russia". */
    static const char *const chains[][2] = {{conjunctions, ""}, {prepositions, ""}, {conjunctions, prepositions}};
    for (size_t i = 0; name == NULL && i < sizeof chains / sizeof *chains; i++) {
        struct span rest = folded;
        for (size_t j = 0; j < 2 && chains[i][j][0] != '\0'; j++) {
            rest = starts_with_one_of(rest, chains[i][j]) ? without_first(rest, LETTER_BYTES) : (struct span){NULL, 0};
        }
        if (rest.length > 0) {
            name = listed_name(light, rest, is_even);
        }
    }
    return name;
}
