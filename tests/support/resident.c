/* resident.c - the second number of /proc/self/statm (proc(5)). */
#include "resident.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

uint64_t resident_bytes(void)
{
    unsigned long long pages = 0;
    FILE *const file = fopen("/proc/self/statm", "re");
    cr_assert_not_null(file);
    cr_assert_eq(fscanf(file, "%*u %llu", &pages), 1);
    (void)fclose(file);
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}
