#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_vector.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uset.h>

#include "libraries.h"
#include "mizan.h"
#include "refusal.h"

Test(libraries, mizan_comes_first_and_each_has_a_version)
{
    const char *name = NULL, *version = NULL;
    cr_assert(libraries_version(0, &name, &version));
    cr_expect_str_eq(name, "mizan");
    cr_expect_str_eq(version, MIZAN_VERSION);
    unsigned count = 1;
    for (; libraries_version(count, &name, &version); count++) {
        cr_expect_gt(strlen(name), 0);
        cr_expect_gt(strspn(version, "0123456789."), 0, "%s %s", name, version);
    }
    cr_expect_geq(count, 5, "mizan, ICU, Unicode, GSL, libstemmer at least: INTERFACE");
}

Test(libraries, version_shows_a_line_for_each)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    libraries_show_versions(stream);
    cr_assert_eq(fclose(stream), 0);
    const char *name = NULL, *version = NULL;
    for (unsigned i = 0; libraries_version(i, &name, &version); i++) {
        cr_expect_not_null(strstr(text, name), "%s", name);
        cr_expect_not_null(strstr(text, version), "%s", name);
    }
    cr_expect_eq(strncmp(text, "mizan " MIZAN_VERSION, sizeof "mizan " MIZAN_VERSION - 1), 0, "%s", text);
    free(text);
}

/* With its own handler GSL would abort the program at a size that does not fit. */
Test(libraries, prepared_gsl_returns_its_errors)
{
    libraries_prepare();
    gsl_vector *vector = gsl_vector_alloc(1);
    cr_assert_not_null(vector);
    cr_expect_eq(gsl_vector_set_basis(vector, 5), GSL_EINVAL);
    gsl_vector_free(vector);
}

/* ICU copes with no refusal of its own accord everywhere: so the program ends, with the code of a failure of memory. */
Test(libraries, memory_that_is_refused_to_icu_ends_the_program, .exit_code = FAILURE_MEMORY)
{
    libraries_prepare();
    refuse_allocation(0, true);
    (void)uset_openEmpty();
    (void)refuse_nothing();
}
