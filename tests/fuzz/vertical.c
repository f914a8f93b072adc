/* vertical.c - any bytes on standard input as the vertical format, as the commands stem and vectorize read it: they are
 * refused in words, or give words that are well-formed. */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "harness.h"
#include "stages.h"
#include "utf8.h"

static void check_document(struct flow *flow)
{
    const struct document *const document = flow_document(flow);
    size_t broken = 0;
    REQUIRE(document != NULL && document->id.length > 0);
    REQUIRE(utf8_is_valid(document->id, &broken) && utf8_is_valid(document->source, &broken));
}

static void note_words(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    check_document(flow);
    for (size_t i = 0; i < record->as.words->count; i++) {
        const struct word *const word = &record->as.words->items[i];
        size_t broken = 0;
        REQUIRE(word->surface.length > 0 && utf8_is_valid(word->surface, &broken));
        REQUIRE(word->end >= word->start && (unsigned)word->field < FIELD_COUNT);
    }
}

static void note_terms(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    check_document(flow);
    for (size_t i = 0; i < record->as.terms->count; i++) {
        const struct form *const form = record->as.terms->forms[i];
        size_t broken = 0;
        REQUIRE(utf8_is_valid(form->surface, &broken) && utf8_is_valid(form->term, &broken));
        REQUIRE((form->class == FORM_TERM || form->class == FORM_DATE) == (form->term.length > 0));
    }
}

static void run(const struct stage_type *stage, const char *column, bool is_words)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&vertical_inputs_stage, stage},
                              .stage_count = 2,
                              .collect = is_words ? note_words : note_terms};
    harness.settings.column = column;
    REQUIRE(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
    if (harness_run(&harness) != STATUS_OK) {
        fuzz_require_worded(&harness.failure);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int file = -1;
    if (file < 0) {
        file = memfd_create("vertical", 0);
        REQUIRE(file >= 0 && dup2(file, STDIN_FILENO) == STDIN_FILENO);
    }
    REQUIRE(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == (ssize_t)size);
    run(&vertical_words_stage, NULL, true);
    run(&vertical_terms_stage, NULL, false);
    run(&vertical_terms_stage, "2", false);
    return 0;
}
