/* test_keyed_random.c - the sequence, its key, and its evenness. */
#include <criterion/criterion.h>

#include "keyed_random.h"

/* The first outputs for seed 1234567, as in the reference program of Vigna (prng.di.unimi.it/splitmix64.c). */
Test(keyed_random, it_is_splitmix64)
{
    struct keyed_random random = {1234567};
    cr_assert_eq(keyed_random_next(&random), 6457827717110365317u);
    cr_assert_eq(keyed_random_next(&random), 3203168211198807973u);
    cr_assert_eq(keyed_random_next(&random), 9817491932198370423u);
}

Test(keyed_random, a_key_gives_its_sequence_and_another_key_or_seed_another)
{
    const uint64_t key[] = {3, 4}, swapped[] = {4, 3};
    struct keyed_random first = keyed_random_start(1, key, 2), again = keyed_random_start(1, key, 2);
    struct keyed_random other = keyed_random_start(1, swapped, 2), seeded = keyed_random_start(2, key, 2);
    const uint64_t number = keyed_random_next(&first);
    cr_assert_eq(keyed_random_next(&again), number);
    cr_assert_neq(keyed_random_next(&other), number);
    cr_assert_neq(keyed_random_next(&seeded), number);
}

/* 60,000 draws of six: chi-square with 5 degrees of freedom is below 20.5 in 999 of 1,000 sequences. */
Test(keyed_random, numbers_below_a_bound_are_even)
{
    struct keyed_random random = keyed_random_start(7, NULL, 0);
    double counts[6] = {0}, chi_square = 0;
    for (int i = 0; i < 60000; i++) {
        counts[keyed_random_below(&random, 6)]++;
    }
    for (int i = 0; i < 6; i++) {
        chi_square += (counts[i] - 10000) * (counts[i] - 10000) / 10000;
    }
    cr_assert_lt(chi_square, 20.5);
    cr_assert_eq(keyed_random_below(&random, 1), 0);
}

/* Each of four items should lead a choice of two about as often: 4,000 choices, 3 degrees of freedom, 16.3. */
Test(keyed_random, a_choice_holds_different_items_and_favours_none)
{
    double first[4] = {0}, chi_square = 0;
    for (uint64_t i = 0; i < 4000; i++) {
        size_t items[] = {0, 1, 2, 3};
        struct keyed_random random = keyed_random_start(5, &i, 1);
        keyed_random_choose(&random, items, 4, 2);
        cr_assert_neq(items[0], items[1]);
        cr_assert_eq(items[0] + items[1] + items[2] + items[3], 6);
        first[items[0]]++;
    }
    for (int i = 0; i < 4; i++) {
        chi_square += (first[i] - 1000) * (first[i] - 1000) / 1000;
    }
    cr_assert_lt(chi_square, 16.3);
}
