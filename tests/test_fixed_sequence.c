/* test_fixed_sequence.c - the numbers that java.util.SplittableRandom and the C code of the paper's authors give. */
#include <criterion/criterion.h>
#include <stdbool.h>

#include "fixed_sequence.h"

Test(fixed_sequence, is_that_of_splitmix64_from_seed_0)
{
    static const uint64_t expected[] = {0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC};
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq(fixed_sequence_bits(i), expected[i], "number %zu", i);
    }
}

/* The upper halves of the first three are .88, .43 and .03 of 2^32. */
Test(fixed_sequence, is_cut_to_a_range_by_its_upper_half)
{
    cr_expect_eq(fixed_sequence_below(0, 100), 88);
    cr_expect_eq(fixed_sequence_below(1, 100), 43);
    cr_expect_eq(fixed_sequence_below(2, 100), 2);
    cr_expect_eq(fixed_sequence_below(0, 1), 0);
    cr_expect_eq(fixed_sequence_below(0, UINT32_MAX), 0xE220A838);
}
