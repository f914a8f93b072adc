#include <criterion/criterion.h>
#include <unistd.h>

#include "profiles.h"
#include "refusal.h"

static struct failure failure;

static void need_profiles(void)
{
    if (access("/usr/share/libexttextcat/en.lm", R_OK) != 0) {
        cr_skip_test("the package libexttextcat-data is not installed");
    }
}

static const char *nearest(struct profiles *profiles, enum script script, const char *text)
{
    const char *code = NULL;
    cr_assert_eq(profiles_nearest(profiles, script, span_of(text), &code, &failure), STATUS_OK, "%s", failure.message);
    return code;
}

Test(profiles, scripts_of_several_languages_are_covered)
{
    cr_expect(profiles_cover(SCRIPT_LATIN));
    cr_expect(profiles_cover(SCRIPT_CYRILLIC));
    cr_expect(profiles_cover(SCRIPT_DEVANAGARI));
    cr_expect_not(profiles_cover(SCRIPT_ARABIC));
    cr_expect_not(profiles_cover(SCRIPT_NONE));
}

Test(profiles, a_text_is_nearest_to_its_own_language)
{
    need_profiles();
    struct profiles *profiles = NULL;
    cr_assert_eq(profiles_open(&profiles, &failure), STATUS_OK);
    cr_expect_str_eq(nearest(profiles, SCRIPT_LATIN,
                             "The ministers of both countries met again in the spring, and nothing "
                             "came of what they had promised each other."),
                     "en");
    cr_expect_str_eq(nearest(profiles, SCRIPT_LATIN,
                             "Die Minister der beiden Länder trafen sich im Frühjahr wieder, doch aus "
                             "dem, was sie einander versprochen hatten, wurde nichts."),
                     "de");
    cr_expect_str_eq(nearest(profiles, SCRIPT_CYRILLIC,
                             "Министры обеих стран снова встретились весной, но из того, что они "
                             "обещали друг другу, ничего не вышло."),
                     "ru");
    cr_expect_str_eq(nearest(profiles, SCRIPT_LATIN,
                             "Les ministres des deux pays se sont revus au printemps, mais rien n'est "
                             "sorti de leurs promesses."),
                     "fr");
    profiles_close(profiles);
}

/* Letters that one alphabet has and the others lack. */
Test(profiles, letters_foreign_to_an_alphabet_count_against_it)
{
    need_profiles();
    struct profiles *profiles = NULL;
    cr_assert_eq(profiles_open(&profiles, &failure), STATUS_OK);
    cr_expect_str_eq(nearest(profiles, SCRIPT_LATIN, "¿Quién firmó el tratado de Moscú?"), "es");
    cr_expect_str_eq(nearest(profiles, SCRIPT_LATIN, "Hangi ülke antlaşmayı imzalamadı?"), "tr");
    cr_expect_str_eq(nearest(profiles, SCRIPT_CYRILLIC, "Коли ж підписали цей договір її міністри?"), "uk");
    profiles_close(profiles);
}

/* The last language is compared first: that may change the time, and nothing else. The last text has a letter of no
 * profile, so that languages are equally near to it. */
Test(profiles, the_answer_does_not_depend_on_the_texts_before)
{
    need_profiles();
    static const char *const texts[] = {"Die Minister trafen sich im Herbst.",
                                        "The ministers met in the autumn.",
                                        "Ministrene møttes om høsten.",
                                        "Ministrarna träffades i höstas.",
                                        "I ministri si incontrarono in autunno.",
                                        "xq zzk wvy jqx",
                                        "ƿƿƿƿ ƿƿƿ ƿƿƿƿƿ ƿƿ"};
    const size_t count = sizeof texts / sizeof *texts;
    struct profiles *used = NULL;
    cr_assert_eq(profiles_open(&used, &failure), STATUS_OK);
    for (size_t i = 0; i < count * count; i++) {
        const char *text = texts[i % 2 == 0 ? i / count : i % count];
        struct profiles *fresh = NULL;
        cr_assert_eq(profiles_open(&fresh, &failure), STATUS_OK);
        cr_expect_str_eq(nearest(used, SCRIPT_LATIN, text), nearest(fresh, SCRIPT_LATIN, text), "%s", text);
        profiles_close(fresh);
    }
    profiles_close(used);
}

Test(profiles, a_text_without_letters_does_no_harm)
{
    need_profiles();
    struct profiles *profiles = NULL;
    const char *code = NULL;
    cr_assert_eq(profiles_open(&profiles, &failure), STATUS_OK);
    cr_expect_eq(profiles_nearest(profiles, SCRIPT_LATIN, span_of(""), &code, &failure), STATUS_OK);
    cr_expect_not_null(code);
    cr_expect_eq(profiles_nearest(profiles, SCRIPT_LATIN, span_of(" ... 12 "), &code, &failure), STATUS_OK);
    cr_expect_not_null(code);
    profiles_close(profiles);
}

Test(profiles, a_refused_allocation_is_reported)
{
    struct profiles *profiles = NULL;
    refuse_allocation(0, false);
    cr_expect_eq(profiles_open(&profiles, &failure), STATUS_FAILED);
    refuse_nothing();
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    profiles_close(NULL);
}
