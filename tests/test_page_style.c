/*
 * The style sheet as it is embedded: contrast after WCAG 2.2 (success criterion 1.4.3, relative luminance as defined
 * there), and the ten steps of the scale evenly apart in lightness (CIE L*), so that they can be told apart without
 * hue.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const char page_style[], page_style_end[];

enum { STEPS = 10 };

/* The luminance of a colour "--name: #rrggbb" in the light (scheme 0) or dark scheme; fails the test if there is none.
 */
static double luminance(const char *name, int scheme)
{
    char wanted[32];
    double linear[3];
    (void)snprintf(wanted, sizeof wanted, "%s: #", name);
    const char *const dark = strstr(page_style, "prefers-color-scheme: dark");
    const char *const at = strstr(scheme == 0 ? page_style : dark, wanted);
    cr_assert_not_null(at, "%s", name);
    for (int i = 0; i < 3; i++) {
        const char *const digits = at + strlen(wanted) + (size_t)(2 * i);
        const bool is_short = strspn(at + strlen(wanted), "0123456789abcdef") == 3;
        char pair[3] = {is_short ? at[strlen(wanted) + (size_t)i] : digits[0],
                        is_short ? at[strlen(wanted) + (size_t)i] : digits[1], '\0'};
        const double value = (double)strtol(pair, NULL, 16) / 255;
        linear[i] = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

static double contrast(const char *text, const char *ground, int scheme)
{
    const double a = luminance(text, scheme), b = luminance(ground, scheme);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

Test(page_style, text_can_be_read_on_its_ground)
{
    static const char *const pairs[][2] = {{"--ink", "--paper"},  {"--soft", "--paper"},  {"--accent", "--paper"},
                                           {"--ink", "--panel"},  {"--soft", "--panel"},  {"--ink", "--mark"},
                                           {"--less", "--paper"}, {"--accent", "--panel"}};
    for (int scheme = 0; scheme < 2; scheme++) {
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
            cr_expect_geq(contrast(pairs[i][0], pairs[i][1], scheme), 4.5, "%s on %s in scheme %d: %.2f", pairs[i][0],
                          pairs[i][1], scheme, contrast(pairs[i][0], pairs[i][1], scheme));
    }
}

Test(page_style, a_number_can_be_read_on_every_step_of_the_scale)
{
    for (int scheme = 0; scheme < 2; scheme++) {
        for (int step = 0; step < STEPS; step++) {
            char text[16], ground[16];
            (void)snprintf(text, sizeof text, "--t%d", step);
            (void)snprintf(ground, sizeof ground, "--h%d", step);
            cr_expect_geq(contrast(text, ground, scheme), 4.5, "step %d in scheme %d", step, scheme);
        }
    }
}

static double lightness(int step, int scheme)
{
    char name[8];
    (void)snprintf(name, sizeof name, "--h%d", step);
    const double value = luminance(name, scheme);
    return value > 216.0 / 24389 ? 116 * cbrt(value) - 16 : value * 24389 / 27;
}

Test(page_style, the_steps_of_the_scale_go_one_way_and_are_evenly_apart)
{
    for (int scheme = 0; scheme < 2; scheme++) {
        for (int step = 0; step + 1 < STEPS; step++) {
            const double way = (lightness(step, scheme) - lightness(step + 1, scheme)) * (scheme == 0 ? 1 : -1);
            cr_expect(way > 5 && way < 11, "from step %d in scheme %d: %.1f", step, scheme, way);
        }
    }
}

Test(page_style, asks_for_nothing_from_anywhere)
{
    cr_expect_null(strstr(page_style, "url("));
    cr_expect_null(strstr(page_style, "@import"));
    cr_expect_null(strstr(page_style, "</"));
    cr_expect_lt(page_style_end - page_style, 30000);
}
