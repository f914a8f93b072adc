/* fixed_sequence.c - SplitMix64 (Steele, Lea & Flood 2014) from seed 0: its finalizer over a counter. */
#include "fixed_sequence.h"

uint64_t fixed_sequence_bits(uint64_t i)
{
    uint64_t bits = (i + 1) * 0x9E3779B97F4A7C15u;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
    return bits ^ bits >> 31;
}

uint64_t fixed_sequence_below(uint64_t i, uint64_t count)
{
    return (fixed_sequence_bits(i) >> 32) * count >> 32;
}
