#include <criterion/criterion.h>
#include <string.h>

#include "option_unknown.h"

Test(option_unknown, the_word_that_was_probably_meant_is_named)
{
    static const struct {
        const char *word, *part;
        enum status (*tell)(const char *word, struct failure *failure);
    } cases[] = {
        {"compair", "there is no command 'compair'; did you mean 'compare'?", option_unknown_command},
        {"xyzzy", "there is no command 'xyzzy'; 'mizan help' lists them", option_unknown_command},
        {"--wieght=ltc", "there is no option '--wieght=ltc'; did you mean '--weight'?", option_unknown},
        {"--xyzzyxyzzy", "'mizan help' lists them", option_unknown},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct failure failure = {0};
        cr_expect_eq(cases[i].tell(cases[i].word, &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_USAGE);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
    }
}
