#include <criterion/criterion.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "crew.h"
#include "refusal.h"

enum { WORKERS = 4 };

struct trial {
    atomic_uint calls[WORKERS];
    pthread_t threads[WORKERS];
    atomic_bool is_held;
};

/* What threads are told, if they are, instead of what the library says: where who gives work is, and all others. */
static bool is_pretended;
static int giver_processor, member_processor;
static _Thread_local bool is_giver;

int sched_getcpu(void)
{
    unsigned processor = 0;
    if (!is_pretended) {
        return syscall(SYS_getcpu, &processor, NULL, NULL) == 0 ? (int)processor : -1;
    }
    return is_giver ? giver_processor : member_processor;
}

/* What the last threads asked for. */
static cpu_set_t asked[2];
static unsigned asked_count;

int sched_setaffinity(pid_t thread, size_t bytes, const cpu_set_t *set)
{
    if (asked_count < sizeof asked / sizeof *asked) {
        asked[asked_count] = *set;
    }
    asked_count++;
    return (int)syscall(SYS_sched_setaffinity, thread, bytes, set);
}

static void pause_for(long microseconds)
{
    (void)nanosleep(&(struct timespec){.tv_nsec = microseconds * 1000}, NULL);
}

static void work(void *context, unsigned worker)
{
    struct trial *const trial = context;
    trial->threads[worker] = pthread_self();
    trial->calls[worker]++;
    while (trial->is_held) {
        pause_for(100);
    }
}

static void open_crew(struct crew *crew)
{
    struct failure failure = {0};
    cr_assert_eq(crew_open(crew, WORKERS, &failure), STATUS_OK, "%s", failure.message);
}

/* Gives the worker work and waits until it is begun. */
static void have_begun(struct crew *crew, unsigned worker, struct trial *trial)
{
    const unsigned before = trial->calls[worker];
    cr_assert(crew_give(crew, worker, work, trial));
    for (unsigned i = 0; i < 10000 && trial->calls[worker] == before; i++) {
        pause_for(1000);
    }
    cr_assert_eq(trial->calls[worker], before + 1);
}

Test(crew, each_worker_has_a_thread_that_stays, .timeout = 120)
{
    static struct trial trial;
    struct crew crew;
    open_crew(&crew);
    for (unsigned worker = 0; worker < WORKERS; worker++) {
        have_begun(&crew, worker, &trial);
        crew_wait(&crew, worker);
        const pthread_t thread = trial.threads[worker];
        cr_expect_not(pthread_equal(thread, pthread_self()));
        have_begun(&crew, worker, &trial);
        crew_wait(&crew, worker);
        cr_expect(pthread_equal(thread, trial.threads[worker]));
        for (unsigned other = 0; other < worker; other++) {
            cr_expect_not(pthread_equal(thread, trial.threads[other]));
        }
    }
    crew_close(&crew);
}

static atomic_bool is_noted;

static void note_allowed(void *context, unsigned worker)
{
    cpu_set_t *const allowed = context;
    (void)worker;
    (void)sched_getaffinity(0, sizeof *allowed, allowed);
    is_noted = true;
}

/* Worker 1 works where it is told to be, given work from where the giver is told to be. */
static void give_from(int giver, int member, cpu_set_t *allowed)
{
    struct crew crew;
    is_pretended = is_giver = true;
    giver_processor = giver;
    member_processor = member;
    asked_count = 0;
    is_noted = false;
    open_crew(&crew);
    cr_assert(crew_give(&crew, 1, note_allowed, allowed));
    while (!is_noted) { /* what is not begun is taken back */
        pause_for(100);
    }
    crew_wait(&crew, 1);
    crew_close(&crew);
}

Test(crew, a_thread_leaves_the_processor_of_who_gives_it_work, .timeout = 120)
{
    cpu_set_t allowed, found;
    cr_assert_eq(sched_getaffinity(0, sizeof allowed, &allowed), 0);
    int first = 0;
    while (!CPU_ISSET((size_t)first, &allowed)) {
        first++;
    }
    give_from(first, first + 1, &found);
    cr_expect_eq(asked_count, 0, "it is elsewhere");
    give_from(-1, -1, &found);
    cr_expect_eq(asked_count, 0, "nobody knows where they are");
    if (CPU_COUNT(&allowed) < 2) {
        cr_skip("this machine has one processor");
    }
    give_from(first, first, &found);
    cr_expect_eq(asked_count, 2);
    cr_expect(CPU_EQUAL(&asked[1], &allowed) && CPU_EQUAL(&found, &allowed), "it may be on any processor afterwards");
    CPU_CLR((size_t)first, &allowed);
    cr_expect(CPU_EQUAL(&asked[0], &allowed), "it may be on any other first");
}

Test(crew, a_thread_stays_where_there_is_one_processor, .timeout = 120)
{
    cpu_set_t allowed, one, found;
    cr_assert_eq(sched_getaffinity(0, sizeof allowed, &allowed), 0);
    int first = 0;
    while (!CPU_ISSET((size_t)first, &allowed)) {
        first++;
    }
    CPU_ZERO(&one);
    CPU_SET((size_t)first, &one);
    cr_assert_eq(sched_setaffinity(0, sizeof one, &one), 0);
    give_from(first, first, &found);
    cr_expect_eq(asked_count, 0);
    cr_expect(CPU_EQUAL(&found, &one));
}

Test(crew, is_waited_for_until_its_work_is_done, .timeout = 120)
{
    static struct trial trial;
    struct crew crew;
    open_crew(&crew);
    trial.is_held = true;
    have_begun(&crew, 1, &trial);
    cr_expect_eq(crew.members[1].state, CREW_AT_WORK);
    trial.is_held = false;
    crew_wait(&crew, 1);
    cr_expect_eq(crew.members[1].state, CREW_IDLE);
    crew_wait(&crew, 1);
    crew_wait(&crew, 2); /* was never started */
    crew_close(&crew);
}

/* Whether a thread has begun by then is chance: what counts is that none begins afterwards. */
Test(crew, no_work_begins_once_it_was_waited_for, .timeout = 120)
{
    static struct trial trial;
    struct crew crew;
    open_crew(&crew);
    for (unsigned i = 0; i < 1000; i++) {
        cr_assert(crew_give(&crew, 1, work, &trial));
        crew_wait(&crew, 1);
        const unsigned calls = trial.calls[1];
        cr_assert_eq(crew.members[1].state, CREW_IDLE);
        if (i % 100 == 0) {
            pause_for(1000);
        }
        cr_assert_eq(trial.calls[1], calls);
    }
    cr_expect_leq(trial.calls[1], 1000);
    crew_close(&crew);
}

Test(crew, work_that_is_not_begun_when_it_is_waited_for_is_never_done, .timeout = 120)
{
    static struct trial trial;
    struct crew crew;
    open_crew(&crew);
    crew.members[1].work = work; /* as crew_give leaves it before the thread is awake */
    crew.members[1].context = &trial;
    crew.members[1].state = CREW_GIVEN;
    crew_wait(&crew, 1);
    cr_expect_eq(trial.calls[1], 0);
    have_begun(&crew, 1, &trial);
    crew_close(&crew);
}

Test(crew, says_so_where_no_thread_can_be_started)
{
    static struct trial trial;
    struct crew crew;
    open_crew(&crew);
    pthread_attr_t attributes;
    cr_assert_eq(pthread_attr_init(&attributes), 0);
    cr_assert_eq(pthread_attr_setstacksize(&attributes, (size_t)1 << 46), 0); /* nowhere is room for it */
    cr_assert_eq(pthread_setattr_default_np(&attributes), 0);
    cr_expect_not(crew_give(&crew, 1, work, &trial));
    crew_wait(&crew, 1);
    cr_expect_eq(trial.calls[1], 0);
    crew_close(&crew);
}

Test(crew, opens_or_says_that_memory_is_refused)
{
    struct failure failure = {0};
    struct crew crew;
    refuse_allocation(0, false);
    const enum status status = crew_open(&crew, WORKERS, &failure);
    (void)refuse_nothing();
    cr_expect_eq(status, STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    crew_close(&crew);
}
