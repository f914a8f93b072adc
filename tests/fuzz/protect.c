/* protect.c - any bytes as a file of protected names: refused with a line, or every form of it is found, in every
 * language, in one class, and is stemmed to that. */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "fold.h"
#include "names.h"
#include "stemmers.h"
#include "utf8.h"

enum { PATH_BYTES = 64, STEMMED = 8 /* one input in so many goes through stemmers: opening them is slow */ };

static struct folder *folder;
static int descriptor = -1;
static char path[PATH_BYTES];

static void write_file(const uint8_t *data, size_t size)
{
    struct failure failure = {0};
    if (folder == NULL) {
        REQUIRE(folder_open(&folder, &failure) == STATUS_OK);
        descriptor = memfd_create("protect", MFD_CLOEXEC);
        REQUIRE(descriptor >= 0);
        (void)snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    }
    REQUIRE(ftruncate(descriptor, 0) == 0);
    REQUIRE(pwrite(descriptor, data, size, 0) == (ssize_t)size);
}

static void check_form(struct stemmers *stemmers, const struct names *names, const struct name_form *form)
{
    struct failure failure = {0};
    struct stem stem;
    size_t broken = 0;
    const struct stem_word word = {form->folded, form->folded, form->folded};
    REQUIRE(form->name->is_own && names_find(names, NULL, form->folded) == form->name);
    REQUIRE(utf8_is_valid(form->folded, &broken) && form->folded.length > 0);
    REQUIRE(stemmers_protect(stemmers, NULL, form->folded));
    REQUIRE(stemmers_stem(stemmers, language_find(span_of("en")), &word, &stem, &failure) == STATUS_OK);
    if (form->folded.length <= 1024) { /* longer ones are no words of a language, and stay as they are */
        REQUIRE(span_equal(stem.term, span_of(form->name->key)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct failure failure = {0};
    struct names *names;
    struct stemmers *stemmers;
    struct name_form form;
    write_file(data, size);
    REQUIRE(names_open(&names, &failure) == STATUS_OK);
    if (names_read(names, path, folder, &failure) != STATUS_OK) {
        REQUIRE(failure.kind == FAILURE_CONFIGURATION && strstr(failure.message, ", line ") != NULL);
        names_close(names);
        return 0;
    }
    if (size % STEMMED != 0) {
        names_close(names);
        return 0;
    }
    REQUIRE(stemmers_open(&stemmers, STEMMER_AUTO, path, folder, &failure) == STATUS_OK);
    for (size_t i = 0; names_form(names, i, &form); i++) {
        if (form.language == NULL) {
            check_form(stemmers, names, &form);
        }
    }
    stemmers_close(stemmers);
    names_close(names);
    return 0;
}
