/* progress.c - the one place of the machinery that writes to standard error. */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
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

/* 1234567 as 1,234,567 */
static int write_grouped(char *text, size_t room, uint64_t value)
{
    char digits[24];
    const int count = snprintf(digits, sizeof digits, "%" PRIu64, value);
    size_t used = 0;
    for (int i = 0; i < count && used + 2 < room; i++) {
        if (i > 0 && (count - i) % 3 == 0) {
            text[used++] = ',';
        }
        text[used++] = digits[i];
    }
    text[used] = '\0';
    return (int)used;
}

static int write_time(char *text, size_t room, double seconds)
{
    const double longest = 1e9; /* fits an integer, and nobody waits for it */
    const uint64_t whole = (uint64_t)(seconds < longest ? seconds : longest) + 1; /* never "0 s left" */
    if (whole < 60) {
        return snprintf(text, room, "%" PRIu64 " s", whole);
    }
    if (whole < 3600) {
        return snprintf(text, room, "%" PRIu64 " min %" PRIu64 " s", whole / 60, whole % 60);
    }
    return snprintf(text, room, "%" PRIu64 " h %" PRIu64 " min", whole / 3600, whole / 60 % 60);
}

void progress_describe(const struct progress_step *step, char words[PROGRESS_WORDS_BYTES])
{
    char done[32], total[32], rate[32], left[48];
    const bool has_total = step->total > 0 && step->done <= step->total;
    const bool has_rate = step->elapsed_ms >= PROGRESS_RATE_MS && step->elapsed_done > 0;
    const double per_second = has_rate ? (double)step->elapsed_done * 1000 / (double)step->elapsed_ms : 0;
    write_grouped(done, sizeof done, step->done);
    int used = snprintf(words, PROGRESS_WORDS_BYTES, "%.40s: %s", step->label, done);
    if (has_total) {
        write_grouped(total, sizeof total, step->total);
        const unsigned percent = (unsigned)((double)step->done * 100 / (double)step->total);
        used += snprintf(words + used, PROGRESS_WORDS_BYTES - (size_t)used, " of %s%s (%u %%)",
                         step->is_estimate ? "about " : "", total, percent);
    }
    if (has_rate) {
        if (per_second < 10) {
            snprintf(rate, sizeof rate, "%.1f", per_second);
        } else {
            write_grouped(rate, sizeof rate, (uint64_t)per_second);
        }
        used += snprintf(words + used, PROGRESS_WORDS_BYTES - (size_t)used, ", %s a second", rate);
    }
    if (has_rate && has_total && step->done < step->total) {
        write_time(left, sizeof left, (double)(step->total - step->done) / per_second);
        snprintf(words + used, PROGRESS_WORDS_BYTES - (size_t)used, ", %s left", left);
    }
}

/* A label that comes anew, or a count that went back, begins a step. */
static void note_step(struct progress *progress, const char *label, uint64_t done, uint64_t now)
{
    if (progress->label == NULL || strcmp(progress->label, label) != 0 || done < progress->step_first_done) {
        progress->label = label;
        progress->step_started_ms = now;
        progress->step_first_done = done;
    }
}

static void draw(struct progress *progress, struct progress_step *step)
{
    if (progress == NULL || !progress->enabled) {
        return;
    }
    const uint64_t now = now_ms();
    note_step(progress, step->label, step->done, now);
    if (now - progress->started_ms < FIRST_DRAW_MS || now - progress->last_drawn_ms < REDRAW_MS) {
        return;
    }
    char words[PROGRESS_WORDS_BYTES];
    step->elapsed_ms = now - progress->step_started_ms;
    step->elapsed_done = step->done - progress->step_first_done;
    progress_describe(step, words);
    progress->last_drawn_ms = now;
    wipe(progress);
    fputs(words, stderr);
    fflush(stderr);
    progress->drawn = true;
}

void progress_show(struct progress *progress, const char *label, uint64_t done, uint64_t total)
{
    struct progress_step step = {.label = label, .done = done, .total = total};
    draw(progress, &step);
}

void progress_show_about(struct progress *progress, const char *label, uint64_t done, uint64_t total)
{
    struct progress_step step = {.label = label, .done = done, .total = total, .is_estimate = true};
    draw(progress, &step);
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
