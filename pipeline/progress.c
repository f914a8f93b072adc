/* progress.c - the one place of the machinery that writes to standard error. */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { REDRAW_MS = 100, FIRST_DRAW_MS = 500 };

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

struct progress progress_open(bool quiet)
{
    return (struct progress){.enabled = !quiet && isatty(STDERR_FILENO) != 0, .started_ms = now_ms()};
}

static void wipe(struct progress *progress)
{
    if (progress->drawn) {
        fputs("\r\033[K", stderr);
        progress->drawn = false;
    }
}

void progress_show(struct progress *progress, const char *label, uint64_t done, uint64_t total)
{
    if (progress == NULL || !progress->enabled) {
        return;
    }
    const uint64_t now = now_ms();
    if (now - progress->started_ms < FIRST_DRAW_MS || now - progress->last_drawn_ms < REDRAW_MS) {
        return;
    }
    progress->last_drawn_ms = now;
    wipe(progress);
    if (total > 0) {
        fprintf(stderr, "%s: %" PRIu64 " of %" PRIu64 " (%u %%)", label, done, total, (unsigned)(done * 100 / total));
    } else {
        fprintf(stderr, "%s: %" PRIu64, label, done);
    }
    fflush(stderr);
    progress->drawn = true;
}

void progress_warn(struct progress *progress, const char *text)
{
    if (progress == NULL) {
        return;
    }
    wipe(progress);
    fputs("mizan: warning: ", stderr);
    for (const unsigned char *byte = (const unsigned char *)text; *byte != '\0'; byte++) {
        const int visible = *byte < 0x20 || *byte == 0x7F ? '?' : *byte;
        fputc(visible, stderr);
    }
    fputc('\n', stderr);
}

void progress_close(struct progress *progress)
{
    if (progress != NULL) {
        wipe(progress);
        fflush(stderr);
    }
}
