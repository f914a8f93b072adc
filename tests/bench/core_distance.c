/*
 * core_distance.c - how long a cache line takes from one core to another and back, in nanoseconds.
 *
 * What two workers gain on a virtual machine depends on it: a host that moves the two cores apart, to where they share
 * no cache, makes it three to five times as long.
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

/* Least of some rounds: in the others somebody else had one of the cores. */
enum { ROUNDS = 16, TRIPS = 4096, LINE_BYTES = 128 };

static _Alignas(LINE_BYTES) atomic_int ball; /* odd: on its way there */
static int other_core;

static void bind_to(int core)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET((size_t)core, &cores);
    (void)sched_setaffinity(0, sizeof cores, &cores);
}

static void *send_back(void *unused)
{
    (void)unused;
    bind_to(other_core);
    for (int trip = 0; trip < ROUNDS * TRIPS; trip++) {
        while (atomic_load(&ball) != 2 * trip + 1) {
        }
        atomic_store(&ball, 2 * trip + 2);
    }
    return NULL;
}

static double nanoseconds(void)
{
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

int main(void)
{
    cpu_set_t cores;
    int found[2], count = 0;
    pthread_t thread;
    if (sched_getaffinity(0, sizeof cores, &cores) != 0) {
        return 1;
    }
    for (int core = 0; core < CPU_SETSIZE && count < 2; core++) {
        if (CPU_ISSET((size_t)core, &cores)) {
            found[count++] = core;
        }
    }
    if (count < 2) {
        return 1;
    }
    bind_to(found[0]);
    other_core = found[1];
    if (pthread_create(&thread, NULL, send_back, NULL) != 0) {
        return 1;
    }
    double least = 0;
    for (int round = 0; round < ROUNDS; round++) {
        const double started = nanoseconds();
        for (int trip = round * TRIPS; trip < (round + 1) * TRIPS; trip++) {
            atomic_store(&ball, 2 * trip + 1);
            while (atomic_load(&ball) != 2 * trip + 2) {
            }
        }
        const double taken = (nanoseconds() - started) / TRIPS;
        least = round == 0 || taken < least ? taken : least;
    }
    (void)pthread_join(thread, NULL);
    (void)printf("%.0f\n", least);
    return 0;
}
