/* resident.h - how much of the test's process lies in memory. */
#ifndef MIZAN_RESIDENT_H
#define MIZAN_RESIDENT_H

#include <stdint.h>

/* Bytes, pages of files among them; fails the test where /proc does not say. */
uint64_t resident_bytes(void);

#endif
