/* number.h - numbers as text: the shortest decimal that reads back to the same double. */
#ifndef MIZAN_NUMBER_H
#define MIZAN_NUMBER_H

#include <stddef.h>
#include <stdint.h>

/* Room that every number fits in, with a NUL. */
enum { NUMBER_BYTES = 32 };

/*
 * Writes the shortest decimal that reads back to `value`, of several the nearest; returns its length. Plain from 1e-5
 * up to below 1e16 ("0.25", "3", "-0"), else with an exponent ("1e-7", "2.5e22"). NaN writes nothing, infinity "inf" or
 * "-inf". `buffer` has room for NUMBER_BYTES; not NUL-terminated. Thread-safe.
 */
size_t number_write(double value, char *buffer);

/* The same for an integer. */
size_t number_write_integer(uint64_t value, char *buffer);

/* `decimals` places (0 to 6), half away from zero, never "-0.00"; NaN writes nothing. For screens: |value| < 1e12. */
size_t number_write_fixed(double value, unsigned decimals, char *buffer);

#endif
