#include <criterion/criterion.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interrupt.h"

Test(interrupt, no_signal_has_come_at_first)
{
    interrupt_install();
    cr_expect_eq(interrupt_signal(), 0);
}

Test(interrupt, a_signal_is_remembered_and_interrupts_a_read)
{
    int ends[2];
    char byte;
    cr_assert_eq(pipe(ends), 0);
    interrupt_install();
    const pid_t parent = getpid(), child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        while (getppid() == parent) { /* again and again: the first may come before the read has begun */
            (void)usleep(20000);
            (void)kill(parent, SIGTERM);
        }
        _exit(0);
    }
    errno = 0;
    cr_expect_eq(read(ends[0], &byte, 1), -1);
    cr_expect_eq(errno, EINTR);
    cr_expect_eq(interrupt_signal(), SIGTERM);
    cr_assert_eq(kill(child, SIGKILL), 0);
    cr_assert_eq(waitpid(child, NULL, 0), child);
}

Test(interrupt, a_closed_pipe_is_an_error_and_no_signal)
{
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    interrupt_install();
    cr_assert_eq(close(ends[0]), 0);
    cr_expect_eq(write(ends[1], "x", 1), -1);
    cr_expect_eq(errno, EPIPE);
}

Test(interrupt, a_signal_that_was_ignored_stays_ignored)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    cr_assert_eq(sigaction(SIGHUP, &action, NULL), 0);
    interrupt_install();
    cr_assert_eq(raise(SIGHUP), 0);
    cr_expect_eq(interrupt_signal(), 0);
    cr_assert_eq(raise(SIGINT), 0);
    cr_expect_eq(interrupt_signal(), SIGINT);
}

static void *blocked_thread(void *unused)
{
    (void)unused;
    sigset_t now;
    interrupt_block();
    (void)pthread_sigmask(SIG_BLOCK, NULL, &now);
    static bool all;
    all = sigismember(&now, SIGINT) == 1 && sigismember(&now, SIGTERM) == 1 && sigismember(&now, SIGHUP) == 1;
    return &all;
}

Test(interrupt, a_worker_lets_the_reading_thread_have_the_signals)
{
    pthread_t thread;
    void *all = NULL;
    sigset_t now;
    cr_assert_eq(pthread_create(&thread, NULL, blocked_thread, NULL), 0);
    cr_assert_eq(pthread_join(thread, &all), 0);
    cr_expect(*(bool *)all);
    (void)pthread_sigmask(SIG_BLOCK, NULL, &now);
    cr_expect_eq(sigismember(&now, SIGINT), 0, "this thread's mask is untouched");
}
