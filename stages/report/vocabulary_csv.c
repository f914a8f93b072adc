/* vocabulary_csv.c - the forms of a term stand in one field, as `form:count` separated by spaces. A form of an n-gram
 * holds spaces itself; the count behind the last colon tells where it ends. */
#include "vocabulary_csv.h"

#include "array.h"
#include "csv_writer.h"
#include "number.h"

#include <stdlib.h>

/* The text of one field, used again for each term. */
struct field_text {
    char *bytes;
    size_t length, capacity;
};

static enum status gather_forms(struct field_text *text, const struct vocabulary_term *term, struct failure *failure)
{
    text->length = 0;
    for (size_t i = 0; i < term->form_count; i++) {
        const struct vocabulary_form *const form = &term->forms[i];
        const size_t wanted = text->length + form->surface.length + NUMBER_BYTES + 2;
        if (array_reserve((void **)&text->bytes, &text->capacity, wanted, 1, failure) != STATUS_OK)
            return STATUS_FAILED;
        if (i > 0)
            text->bytes[text->length++] = ' ';
        if (form->surface.length > 0)
            memcpy(text->bytes + text->length, form->surface.bytes, form->surface.length);
        text->length += form->surface.length;
        text->bytes[text->length++] = ':';
        text->length += number_write_integer(form->count, text->bytes + text->length);
    }
    return STATUS_OK;
}

static enum status write_row(struct csv_writer *csv, const struct vocabulary_term *term, uint64_t number,
                             struct field_text *forms, struct failure *failure)
{
    if (gather_forms(forms, term, failure) != STATUS_OK)
        return STATUS_FAILED;
    csv_integer(csv, number);
    csv_text(csv, channel_names[term->channel]);
    csv_span(csv, term->term);
    csv_integer(csv, term->document_frequency);
    csv_integer(csv, term->count);
    csv_span(csv, (struct span){forms->bytes, forms->length});
    return csv_end_row(csv, failure);
}

enum status vocabulary_csv_write(struct writer *writer, const struct counts *counts, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    struct field_text forms = {0};
    csv_names(&csv, "number,channel,term,document_frequency,count,forms");
    enum status status = csv_end_row(&csv, failure);
    for (size_t i = 0; i < counts->term_count && status == STATUS_OK; i++)
        status = write_row(&csv, &counts->terms[i], i + 1, &forms, failure);
    free(forms.bytes);
    return status;
}
