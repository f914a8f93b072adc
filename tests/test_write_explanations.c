/* test_write_explanations.c - what a person sees, through the pipeline, standard output kept in a file. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <fcntl.h>
#include <unistd.h>

#include "mizan.h"
#include "scratch.h"

Test(write_explanations, a_word_stands_above_its_steps)
{
    static const char *const words[] = {"running", "the"};
    struct settings settings = settings_default();
    struct failure failure = {0};
    settings.command = COMMAND_STEM_EXPLAIN;
    settings.corpora = words;
    settings.corpus_count = 2;
    settings.workers = 1;
    settings.quiet = true;
    scratch_open();
    const int file = open(scratch_path("shown"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    const int screen = dup(STDOUT_FILENO);
    cr_assert(file >= 0 && screen >= 0);
    fflush(stdout);
    cr_assert(dup2(file, STDOUT_FILENO) >= 0);
    const enum status status = mizan_run(&settings, &failure);
    cr_assert(dup2(screen, STDOUT_FILENO) >= 0);
    close(file);
    close(screen);
    cr_assert_eq(status, STATUS_OK, "%s", failure.message);
    const struct span shown = scratch_read("shown");
    const char expected[] = "running\n"
                            "  language                   English\n"
                            "  stem       run             by Snowball's rules for english\n"
                            "  term       run             counted in the channel word\n"
                            "\n"
                            "the\n"
                            "  language                   English\n"
                            "  term                       none: a stop word is not counted\n";
    cr_assert(span_equal(shown, span_of(expected)), "%.*s", SPAN_ARGUMENTS(shown));
    scratch_close();
}
