/* fixed_sequence.h - numbers without a pattern that are the same in every run: where a start must favour nothing. */
#ifndef MIZAN_FIXED_SEQUENCE_H
#define MIZAN_FIXED_SEQUENCE_H

#include <stdint.h>

/* Number i of the sequence: 64 bits. */
uint64_t fixed_sequence_bits(uint64_t i);

/* In 0 .. count - 1; 1 <= count <= UINT32_MAX. */
uint64_t fixed_sequence_below(uint64_t i, uint64_t count);

#endif
