/* test_page_script_words.c - every key that the script asks for, in every language, with as many places for values. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page_script_words.h"

static size_t places(const char *text)
{
    size_t count = 0;
    for (const char *at = strstr(text, "%s"); at != NULL; at = strstr(at + 2, "%s")) {
        count++;
    }
    return count;
}

static bool is_known(const char *key, size_t length)
{
    for (size_t i = 0; i < page_script_word_count; i++) {
        if (strlen(page_script_words[i].key) == length && memcmp(page_script_words[i].key, key, length) == 0) {
            return true;
        }
    }
    return false;
}

Test(page_script_words, each_text_is_there_in_each_language_and_takes_the_same_values)
{
    for (size_t i = 0; i < page_script_word_count; i++) {
        const struct page_script_word *const word = &page_script_words[i];
        for (size_t language = 0; language < PAGE_SCRIPT_LANGUAGES; language++) {
            cr_assert_not_null(word->texts[language], "%s", word->key);
            cr_expect_gt(strlen(word->texts[language]), 0, "%s", word->key);
            cr_expect_eq(places(word->texts[language]), places(word->texts[0]), "%s in language %zu", word->key,
                         language);
        }
        for (size_t k = 0; k < i; k++) {
            cr_expect_str_neq(word->key, page_script_words[k].key);
        }
    }
}

/* All sources of the script, one after another. */
static void read_sources(char *script, size_t room)
{
    glob_t found;
    size_t length = 0;
    cr_assert_eq(glob("stages/report/page/*.js", 0, NULL, &found), 0, "run from the top of the tree");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *const file = fopen(found.gl_pathv[i], "r");
        cr_assert_not_null(file, "%s", found.gl_pathv[i]);
        length += fread(script + length, 1, room - 1 - length, file);
        (void)fclose(file);
    }
    globfree(&found);
    cr_assert_lt(length, room - 1);
    script[length] = '\0';
}

/* say('key' and sentence('key', and add('key', in the functions that name facts */
Test(page_script_words, none_that_the_script_asks_for_is_missing)
{
    static char script[200000];
    read_sources(script, sizeof script);
    static const char *const calls[] = {"say('", "sayCount('", "sentence('"};
    size_t asked = 0;
    for (size_t call = 0; call < sizeof calls / sizeof *calls; call++) {
        for (const char *at = strstr(script, calls[call]); at != NULL; at = strstr(at + 1, calls[call])) {
            const char *const key = at + strlen(calls[call]);
            cr_expect(is_known(key, strcspn(key, "'")), "%.*s", (int)strcspn(key, "'"), key);
            asked++;
        }
    }
    cr_expect_gt(asked, 30);
}
