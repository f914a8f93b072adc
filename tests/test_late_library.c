#include <criterion/criterion.h>
#include <string.h>
#include <zlib.h>

#include "late_library.h"

static struct failure failure;

Test(late_library, its_functions_can_be_called)
{
    struct {
        LATE_MEMBER(, crc32)
    } zlib;
    const struct late_function functions[] = {{"crc32", &zlib.crc32}};
    void *library = NULL;
    cr_assert_eq(late_library_open(&library, "libz.so.1", "zlib1g", functions, 1, &failure), STATUS_OK, "%s",
                 failure.message);
    cr_expect_eq(zlib.crc32(0, (const unsigned char *)"123456789", 9), 0xCBF43926); /* the check value of CRC-32 */
    late_library_close(library);
}

Test(late_library, a_library_that_is_not_there_is_named_with_its_package)
{
    void *library = NULL;
    cr_assert_eq(late_library_open(&library, "libnowhere.so.9", "libnowhere9", NULL, 0, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_CONFIGURATION);
    cr_expect(strstr(failure.message, "libnowhere.so.9") && strstr(failure.message, "the package libnowhere9"), "%s",
              failure.message);
    late_library_close(library);
}

Test(late_library, a_function_that_it_lacks_is_named)
{
    void *place = NULL, *library = NULL;
    const struct late_function functions[] = {{"no_such_function", &place}};
    cr_assert_eq(late_library_open(&library, "libz.so.1", "zlib1g", functions, 1, &failure), STATUS_FAILED);
    cr_expect(strstr(failure.message, "lacks no_such_function"), "%s", failure.message);
    late_library_close(library);
}
