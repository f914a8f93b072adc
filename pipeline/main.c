/* main.c - arguments in, exit code out. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "completion.h"
#include "help.h"
#include "interrupt.h"
#include "libraries.h"
#include "mizan.h"
#include "options.h"
#include "pages.h"

static void tell(const struct failure *failure)
{
    if (failure->quiet) {
        return;
    }
    fputs("mizan: ", stderr);
    for (const unsigned char *byte = (const unsigned char *)failure->message; *byte != '\0'; byte++) {
        const int visible = *byte < 0x20 || *byte == 0x7F ? '?' : *byte;
        fputc(visible, stderr);
    }
    fputc('\n', stderr);
}

static enum status act(const struct options *options, struct failure *failure)
{
    switch (options->request) {
    case REQUEST_HELP:
        help_show(stdout, options->command);
        break;
    case REQUEST_COMPLETION:
        completion_show(stdout, options->shell);
        break;
    case REQUEST_VERSION:
        libraries_show_versions(stdout);
        break;
    case REQUEST_RUN:
        pages_prepare_heap();
        if (mizan_run(&options->settings, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        break;
    }
    /* What still waits in the buffer of standard output is written here, where a full disk can be told. */
    return fflush(stdout) == 0 && !ferror(stdout) ? STATUS_OK
                                                  : failure_errno(failure, "write", "standard output", errno);
}

int main(int count, char **arguments)
{
    interrupt_install();
    libraries_prepare();
    struct options options;
    struct failure failure = {0};
    enum status status = options_parse(&options, count, arguments, &failure);
    if (status == STATUS_OK) {
        status = act(&options, &failure);
    }
    options_free(&options);
    if (status == STATUS_OK) {
        return EXIT_SUCCESS;
    }
    if (failure.kind == FAILURE_NONE) {
        (void)failure_set(&failure, FAILURE_INTERNAL, "failed without saying why: please report this");
    }
    tell(&failure);
    return failure.kind == FAILURE_SIGNAL ? FAILURE_SIGNAL + failure.signal : (int)failure.kind;
}
