/* test_survey.c - small files and such as do not stay in memory, seen once and replayed. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <zlib.h>

#include "refusal.h"
#include "scratch.h"
#include "survey.h"

TestSuite(survey, .init = scratch_open, .fini = scratch_close);

enum { LARGE = 3000001 };

static char large[LARGE];

static enum status add(void *context, struct span utf8, struct failure *failure)
{
    (void)failure;
    uint32_t *const crc = context;
    *crc = (uint32_t)crc32(*crc, (const Bytef *)utf8.bytes, (uInt)utf8.length);
    return STATUS_OK;
}

static enum status replay_crc(const struct survey *survey, const char *path, uint32_t *crc, struct failure *failure)
{
    struct decoder *decoder;
    const struct decoded decoded = {add, crc};
    *crc = 0;
    cr_assert_eq(decoder_open(&decoder, NULL, failure), STATUS_OK);
    const enum status status = survey_replay(survey, path, NULL, decoder, &decoded, failure);
    decoder_close(decoder);
    return status;
}

Test(survey, small_and_large_files_are_replayed_as_they_are)
{
    static const size_t lengths[] = {0, 5, 65536, LARGE, 7};
    struct survey survey = {0};
    memset(large, 'x', sizeof large);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        const struct span text = {large, lengths[i]};
        const uint32_t expected = (uint32_t)crc32(0, (const Bytef *)large, (uInt)lengths[i]);
        const char *const paths[] = {scratch_write_bytes("plain", text), scratch_gzip("packed", text)};
        for (size_t j = 0; j < 2; j++) {
            struct failure failure = {0};
            uint32_t crc;
            cr_assert_eq(survey_file(&survey, paths[j], NULL, &failure), STATUS_OK, "%s", failure.message);
            cr_expect_eq(survey.gzip, j == 1);
            cr_expect_eq(survey.utf8.bytes, lengths[i]);
            cr_expect(j == 1 || (survey.stored_bytes == lengths[i] && survey.stored_crc == expected));
            cr_assert_eq(replay_crc(&survey, paths[j], &crc, &failure), STATUS_OK, "%s", failure.message);
            cr_expect_eq(crc, expected);
        }
    }
    survey_free(&survey);
}

Test(survey, the_first_nul_and_the_first_broken_byte_are_found_far_inside)
{
    struct survey survey = {0};
    struct failure failure = {0};
    memset(large, 'x', sizeof large);
    large[2000000] = '\0';
    large[2500000] = '\0';
    large[2600000] = '\xFF';
    const char *const path = scratch_write_bytes("large", (struct span){large, LARGE});
    cr_assert_eq(survey_file(&survey, path, NULL, &failure), STATUS_OK);
    cr_expect(survey.has_nul && survey.first_nul == 2000000);
    cr_expect(survey.utf8.broken == 1 && survey.utf8.first_broken == 2600000);
    survey_free(&survey);
}

Test(survey, a_large_file_that_changes_is_an_error)
{
    struct survey survey = {0};
    struct failure failure = {0};
    uint32_t crc;
    memset(large, 'x', sizeof large);
    const char *const path = scratch_write_bytes("large", (struct span){large, LARGE});
    cr_assert_eq(survey_file(&survey, path, NULL, &failure), STATUS_OK);
    large[17] = 'y';
    (void)scratch_write_bytes("large", (struct span){large, LARGE});
    cr_assert_eq(replay_crc(&survey, path, &crc, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    survey_free(&survey);
}

Test(survey, a_damaged_file_has_its_stored_size_too)
{
    struct survey survey = {0};
    struct failure failure = {0};
    cr_assert_eq(survey_file(&survey, scratch_write("bad.gz", "\x1F\x8B\x01zzz"), NULL, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_eq(survey.stored_bytes, 6);
    survey_free(&survey);
}

Test(survey, refused_memory_is_reported_and_nothing_leaks)
{
    const char *const path = scratch_write("small", "a text");
    for (long index = 0;; index++) {
        struct survey survey = {0};
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = survey_file(&survey, path, NULL, &failure);
        survey_free(&survey);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY, "%ld: %s", index, failure.message);
    }
}
