/* stemmer.c - any text as one word, through the light Arabic stemmer and libstemmer's: a term is never empty, is
 * well-formed, and the light one is a shortened piece of the folded word. Stems that are made without libstemmer are
 * the same. */
#include "fuzz.h"

#include <libstemmer.h>

#include "english_stem.h"
#include "fold.h"
#include "light_arabic.h"
#include "snowball_arabic.h"
#include "stemmers.h"
#include "utf8.h"

enum { WORD_BYTES_MOST = 256, FOLDED_BYTES_MOST = 8192 };

static struct folder *folder;
static struct names *names;
static struct stop_words *stop_words;
static struct stemmers *stemmers;
static struct light_arabic light;
static struct sb_stemmer *arabic, *english;

static void open_all(void)
{
    struct failure failure = {0};
    REQUIRE(folder_open(&folder, &failure) == STATUS_OK);
    REQUIRE(names_open(&names, &failure) == STATUS_OK);
    REQUIRE(stop_words_open(&stop_words, true, NULL, NULL, &failure) == STATUS_OK);
    REQUIRE(stemmers_open(&stemmers, STEMMER_AUTO, NULL, NULL, &failure) == STATUS_OK);
    arabic = sb_stemmer_new("arabic", "UTF_8");
    english = sb_stemmer_new("english", "UTF_8");
    REQUIRE(arabic != NULL && english != NULL);
    light = (struct light_arabic){language_find(span_of("ar")), names, background_builtin("ar"), stop_words};
}

/* Told step by step it is the same stem, and each step can be shown. */
static void check_account(struct span surface, struct span folded, struct span stem)
{
    char *const buffer = malloc(folded.length + 1);
    struct light_account account = {.count = 0};
    size_t broken = 0;
    REQUIRE(buffer != NULL);
    REQUIRE(span_equal(light_arabic_stem(&light, surface, folded, buffer, &account), stem));
    REQUIRE(account.count < LIGHT_STEPS_MOST);
    for (size_t i = 0; i < account.count; i++) {
        const struct span word = span_of(account.steps[i].word);
        REQUIRE(word.length > 0 && word.length <= folded.length && utf8_is_valid(word, &broken));
        REQUIRE(account.steps[i].affix != NULL && utf8_is_valid(span_of(account.steps[i].affix), &broken));
    }
    free(buffer);
}

static void check_light(struct span surface, struct span folded)
{
    char *const buffer = malloc(folded.length + 1); /* of its own: the sanitizer sees its end */
    size_t broken = 0;
    REQUIRE(buffer != NULL);
    (void)light_arabic_name(&light, folded);
    const struct span stem = light_arabic_stem(&light, surface, folded, buffer, NULL);
    REQUIRE(stem.length > 0 && stem.length <= folded.length && utf8_is_valid(stem, &broken));
    check_account(surface, folded, stem);
    free(buffer);
}

static void check_all(struct span surface, struct span folded, struct span key, size_t language)
{
    struct failure failure = {0};
    struct stem stem, again;
    char first[FOLDED_BYTES_MOST];
    size_t broken = 0;
    const struct stem_word word = {surface, folded, key};
    const struct language *const chosen = language < language_count ? &languages[language] : NULL;
    REQUIRE(stemmers_stem(stemmers, chosen, &word, &stem, &failure) == STATUS_OK);
    REQUIRE(stem.term.length > 0 && stem.term.length < sizeof first && utf8_is_valid(stem.term, &broken));
    memcpy(first, stem.term.bytes, stem.term.length);
    const struct span kept = {first, stem.term.length};
    REQUIRE(stemmers_stem(stemmers, chosen, &word, &again, &failure) == STATUS_OK);
    REQUIRE(span_equal(again.term, kept) && again.is_state_name == stem.is_state_name);
}

static void check_own(struct sb_stemmer *snowball, size_t (*own)(struct span word, char *stem), struct span word)
{
    char *const stem = malloc(word.length + 1); /* of its own, too; malloc(0) may be NULL */
    REQUIRE(stem != NULL);
    const size_t length = own(word, stem);
    REQUIRE(length <= word.length);
    if (length > 0) {
        const sb_symbol *const bytes = sb_stemmer_stem(snowball, (const sb_symbol *)word.bytes, (int)word.length);
        REQUIRE(bytes != NULL);
        const struct span wanted = {(const char *)bytes, (size_t)sb_stemmer_length(snowball)};
        REQUIRE(span_equal(wanted, (struct span){stem, length}));
    }
    free(stem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct failure failure = {0};
    struct span word, folded, key;
    if (folder == NULL) {
        open_all();
    }
    if (size < 2 || size > WORD_BYTES_MOST) {
        return 0;
    }
    REQUIRE(utf8_repair(fuzz_span(data + 1, size - 1), &arena, &word, &failure) == STATUS_OK);
    REQUIRE(folder_fold(folder, word, data[0] % 2 == 1, &folded, &failure) == STATUS_OK);
    if (folded.length > 0 && folded.length < FOLDED_BYTES_MOST && memchr(word.bytes, '\0', word.length) == NULL) {
        REQUIRE(folder_background_key(folder, word, &key, &failure) == STATUS_OK);
        check_light(word, folded);
        check_own(arabic, snowball_arabic_stem, word);
        check_own(arabic, snowball_arabic_stem, key);
        check_own(english, english_stem, folded);
        check_all(word, folded, key, data[0] % (language_count + 1));
    }
    arena_free(&arena);
    return 0;
}
