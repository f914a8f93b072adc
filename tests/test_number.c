/* The oracle for digits is Python's repr (Gay's algorithm, another implementation); the layout is ours and written by
 * hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "report_sample.h"

static void assert_number(double value, const char *expected)
{
    char text[NUMBER_BYTES];
    const size_t length = number_write(value, text);
    cr_expect_eq(length, strlen(expected), "%.17g", value);
    cr_expect_arr_eq(text, expected, strlen(expected), "%.17g is not %s but %.*s", value, expected, (int)length, text);
}

Test(number, plain_notation_runs_from_1e_minus_5_to_below_1e16)
{
    assert_number(0.25, "0.25");
    assert_number(3, "3");
    assert_number(0.00001, "0.00001");
    assert_number(0.000012345, "0.000012345");
    assert_number(0.000009, "9e-6");
    assert_number(1234.5, "1234.5");
    assert_number(9007199254740993.0, "9007199254740992");
    assert_number(9999999999999998.0, "9999999999999998");
    assert_number(1e16, "1e16");
    assert_number(1e22, "1e22");
    assert_number(-2.5e-300, "-2.5e-300");
}

Test(number, special_values_have_their_own_forms)
{
    assert_number(0, "0");
    assert_number(-0.0, "-0");
    assert_number(NAN, "");
    assert_number(INFINITY, "inf");
    assert_number(-INFINITY, "-inf");
    assert_number(5e-324, "5e-324");
    assert_number(1.7976931348623157e308, "1.7976931348623157e308");
}

Test(number, a_power_of_two_is_rounded_into_its_uneven_interval)
{
    assert_number(0x1p-44, "5.684341886080802e-14"); /* the nearest 16 digits, ...801, read back as another double */
    assert_number(0x1p-1, "0.5");
    assert_number(0x1p-24, "5.960464477539063e-8");
}

Test(number, integers_are_written_to_the_largest)
{
    const struct {
        uint64_t value;
        const char *text;
    } cases[] = {{0, "0"},
                 {9, "9"},
                 {10, "10"},
                 {99, "99"},
                 {100, "100"},
                 {1234567, "1234567"},
                 {UINT64_MAX, "18446744073709551615"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[NUMBER_BYTES];
        cr_expect_eq(number_write_integer(cases[i].value, text), strlen(cases[i].text));
        cr_expect_arr_eq(text, cases[i].text, strlen(cases[i].text));
    }
}

Test(number, fixed_decimals_round_half_away_from_zero_and_never_show_minus_zero)
{
    const struct {
        double value;
        unsigned decimals;
        const char *text;
    } cases[] = {{0.125, 2, "0.13"}, {-0.125, 2, "-0.13"},   {-0.001, 2, "0.00"}, {1, 2, "1.00"},
                 {0.5, 0, "1"},      {12.0625, 3, "12.063"}, {NAN, 2, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[NUMBER_BYTES];
        cr_expect_eq(number_write_fixed(cases[i].value, cases[i].decimals, text), strlen(cases[i].text));
        cr_expect_arr_eq(text, cases[i].text, strlen(cases[i].text), "%s", cases[i].text);
    }
}

/* xorshift64 of Marsaglia 2003: any spread of bits will do. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void put_case(FILE *file, double value)
{
    char text[NUMBER_BYTES];
    const size_t length = number_write(value, text);
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    fprintf(file, "%016llx %.*s\n", (unsigned long long)bits, (int)length, text);
}

static void put_all_cases(FILE *file)
{
    uint64_t state = 88172645463325252ULL;
    for (int exponent = -1074; exponent < 1024; exponent++) {
        const double power = ldexp(1, exponent);
        put_case(file, power);
        put_case(file, nextafter(power, 0));
        put_case(file, nextafter(power, INFINITY));
    }
    for (int i = 0; i < 20000; i++) {
        put_case(file, (double)(next_random(&state) >> 11) * 0x1p-53);
        put_case(file, ldexp((double)(next_random(&state) >> 11), (int)(next_random(&state) % 100) - 90));
        put_case(file, (double)(next_random(&state) % 100000) / (double)(next_random(&state) % 1000 + 1));
    }
    for (int i = 0; i < 3000; i++) {
        double value = 0;
        const uint64_t bits = next_random(&state);
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value))
            put_case(file, value);
    }
}

Test(number, digits_are_those_of_pythons_repr)
{
    sample_folder_make();
    FILE *const file = fopen(sample_path("numbers"), "w");
    cr_assert_not_null(file);
    put_all_cases(file);
    fclose(file);
    bool is_there = false;
    const bool is_same = sample_python("import sys, struct\n"
                                       "from decimal import Decimal\n"
                                       "for line in open(sys.argv[1]):\n"
                                       "    bits, text = line.split()\n"
                                       "    value = struct.unpack('>d', bytes.fromhex(bits))[0]\n"
                                       "    same = Decimal(text) == Decimal(repr(value)) and float(text) == value\n"
                                       "    same = same and not text.endswith('.0')\n"
                                       "    assert same, (text, repr(value))\n",
                                       sample_path("numbers"), &is_there);
    sample_folder_remove();
    if (!is_there)
        cr_skip_test("python3 is not installed");
    cr_assert(is_same);
}
