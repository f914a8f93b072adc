/* screen.c - what a pipe gets depends on nothing but the results: no colour, 80 columns, whatever the environment says.
 */
#include "screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "number.h"

enum { SCREEN_WIDTH_LEAST = 20, SCREEN_WIDTH_MOST = 1000 };

static size_t terminal_width(int descriptor)
{
    const char *const columns = getenv("COLUMNS");
    const long said = columns != NULL ? strtol(columns, NULL, 10) : 0;
    if (said >= SCREEN_WIDTH_LEAST && said <= SCREEN_WIDTH_MOST)
        return (size_t)said;
    struct winsize size = {0};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= SCREEN_WIDTH_LEAST)
        return size.ws_col;
    return SCREEN_WIDTH;
}

static bool may_be_bold(void)
{
    const char *const no_color = getenv("NO_COLOR"); /* no-color.org: present and not empty */
    const char *const terminal = getenv("TERM");
    return (no_color == NULL || no_color[0] == '\0') && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

enum status screen_open(struct screen *screen, struct failure *failure)
{
    const bool is_terminal = isatty(STDOUT_FILENO) == 1;
    *screen = (struct screen){.width = is_terminal ? terminal_width(STDOUT_FILENO) : SCREEN_WIDTH,
                              .is_bold = is_terminal && may_be_bold()};
    return writer_attach(&screen->writer, STDOUT_FILENO, "standard output", failure);
}

enum status screen_close(struct screen *screen, struct failure *failure)
{
    return writer_close(&screen->writer, failure);
}

void screen_discard(struct screen *screen)
{
    writer_discard(&screen->writer);
}

void screen_heading(struct screen *screen, const char *text)
{
    writer_text(&screen->writer, screen->is_bold ? "\n\x1b[1m" : "\n");
    writer_text(&screen->writer, text);
    writer_text(&screen->writer, screen->is_bold ? "\x1b[0m\n" : "\n");
}

void screen_spaces(struct screen *screen, size_t count)
{
    for (size_t i = 0; i < count; i++)
        writer_byte(&screen->writer, ' ');
}

void screen_grouped(struct screen *screen, uint64_t value)
{
    char digits[NUMBER_BYTES];
    const size_t length = number_write_integer(value, digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            writer_byte(&screen->writer, ',');
        writer_byte(&screen->writer, digits[i]);
    }
}

void screen_fixed(struct screen *screen, double value, unsigned decimals)
{
    char text[NUMBER_BYTES];
    const size_t length = number_write_fixed(value, decimals, text);
    writer_bytes(&screen->writer, text, length);
}

void screen_count(struct screen *screen, uint64_t count, const char *one, const char *many)
{
    screen_grouped(screen, count);
    writer_byte(&screen->writer, ' ');
    writer_text(&screen->writer, count == 1 ? one : many);
}
