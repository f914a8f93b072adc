/* standard_input.c - by its descriptor, which the stages that read it know by "-". */
#include "standard_input.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool standard_input_is_named(const char *path)
{
    return strcmp(path, "-") == 0;
}

bool standard_input_is_asked(const struct settings *settings)
{
    for (size_t i = 0; i < settings->corpus_count; i++) {
        if (standard_input_is_named(settings->corpora[i])) {
            return true;
        }
    }
    return false;
}

bool standard_input_is_to_be_kept(const struct settings *settings)
{
    return (settings->command == COMMAND_COMPARE || settings->command == COMMAND_EXPLAIN) &&
           standard_input_is_asked(settings);
}

bool standard_input_is_kept(void)
{
    struct stat facts;
    return fstat(STDIN_FILENO, &facts) == 0 && S_ISREG(facts.st_mode);
}

static int open_in(const char *folder, const char *name)
{
    const size_t room = strlen(folder) + 1 + strlen(name) + 1;
    char *const path = malloc(room);
    if (path == NULL) {
        return -1;
    }
    (void)snprintf(path, room, "%s/%s", folder, name);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    free(path);
    return file;
}

bool standard_input_restore(const char *results)
{
    static const char *const names[] = {STANDARD_INPUT_PLAIN, STANDARD_INPUT_GZIP};
    int file = -1;
    for (size_t i = 0; file < 0 && i < sizeof names / sizeof *names; i++) {
        file = open_in(results, names[i]);
    }
    if (file < 0) {
        return false;
    }
    const bool is_in_place = dup2(file, STDIN_FILENO) == STDIN_FILENO;
    if (file != STDIN_FILENO) {
        (void)close(file);
    }
    return is_in_place;
}
