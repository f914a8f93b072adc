/* interrupt.c - a handler can only reach a global, so this file holds the one that there is. */
#include "interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static volatile atomic_int arrived;

static const int caught[] = {SIGINT, SIGTERM, SIGHUP};

static void note_signal(int number)
{
    atomic_store(&arrived, number);
}

void interrupt_install(void)
{
    struct sigaction action = {.sa_handler = note_signal};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
        struct sigaction before;
        /* nohup and background shells start programs with signals ignored: leave those so. */
        if (sigaction(caught[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            (void)sigaction(caught[i], &action, NULL);
        }
    }
    action.sa_handler = SIG_IGN;
    (void)sigaction(SIGPIPE, &action, NULL);
    (void)sigaction(SIGXFSZ, &action, NULL); /* a file above ulimit -f: the write fails then, and is told as EFBIG */
}

int interrupt_signal(void)
{
    return atomic_load(&arrived);
}

void interrupt_block(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
        sigaddset(&set, caught[i]);
    }
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL);
}
