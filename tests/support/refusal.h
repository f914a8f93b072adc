/* refusal.h - makes an allocation of our own code fail, through the linker's --wrap; the libraries' own are not
 * touched. */
#ifndef MIZAN_REFUSAL_H
#define MIZAN_REFUSAL_H

#include <stdbool.h>

/* Refuses allocation number `index` (from 0) from now on; with `from_then_on` every later one too. Thread-safe. */
void refuse_allocation(long index, bool from_then_on);

/* Lets everything pass again and returns how many allocations were asked for since refuse_allocation. */
long refuse_nothing(void);

#endif
