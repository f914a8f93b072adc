/* told_matrix.c - fails the test where memory is refused. */
#include "told_matrix.h"

#include <criterion/criterion.h>

void told_matrix_make(struct told_matrix *told, const struct told_document *documents, size_t count, size_t columns,
                      size_t dates, const uint32_t *counts)
{
    struct failure failure = {0};
    *told = (struct told_matrix){
        .matrix = small_matrix_new(count, 0, columns, counts, (struct small_scheme){.normalized = true})};
    for (size_t i = 0; i < count; i++) {
        struct document *const document = &told->matrix->documents[i];
        document->event = span_of(documents[i].event);
        document->source = span_of(documents[i].source);
        document->language = span_of(documents[i].language);
        document->tokens = documents[i].words;
    }
    for (size_t c = columns - dates; c < columns; c++) {
        told->matrix->terms[c].channel = CHANNEL_DATE;
    }
    for (size_t c = 0; c < columns; c++) {
        told->matrix->terms[c].background = NO_BACKGROUND;
    }
    cr_assert_eq(tellings_open(&told->tellings, &told->matrix->counts, &failure), STATUS_OK);
    cr_assert_eq(frames_open(&told->frames, &told->tellings, &failure), STATUS_OK);
}

void told_matrix_free(struct told_matrix *told)
{
    frames_close(&told->frames);
    tellings_close(&told->tellings);
    small_matrix_free(told->matrix);
}
