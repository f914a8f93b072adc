/* summary_apparatus.c - what is left out is told by field, with the place where it is listed and the way to keep it. */
#include "summary_apparatus.h"
#include "document_details.h"

static const char *const field_words[FIELD_COUNT] = {
    [FIELD_NOTES] = "notes",          [FIELD_APPENDED] = "appended articles", [FIELD_OTHER_SCRIPT] = "other scripts",
    [FIELD_RESIDUE] = "page residue", [FIELD_REPEATED] = "repeated lines",
};

void summary_apparatus_write(const struct settings *settings, const struct counts *counts, struct screen *screen)
{
    uint64_t words[FIELD_COUNT] = {0}, all = 0, documents = 0;
    for (size_t i = 0; i < counts->document_count; i++) {
        const uint64_t before = all;
        for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++) {
            words[field] += document_details(counts->documents[i])->cut_tokens[field];
            all += document_details(counts->documents[i])->cut_tokens[field];
        }
        documents += all > before;
    }
    if (all == 0)
        return;
    struct writer *const writer = &screen->writer;
    writer_text(writer, settings->keep_apparatus ? "Counted, though they look like none of the text: "
                                                 : "Left out, as none of the text: ");
    screen_count(screen, all, "word", "words");
    writer_text(writer, " in ");
    screen_count(screen, documents, "document", "documents");
    const char *joint = " (";
    for (int field = FIELD_BODY + 1; field < FIELD_COUNT; field++) {
        if (words[field] == 0)
            continue;
        writer_text(writer, joint);
        writer_text(writer, field_words[field]);
        writer_byte(writer, ' ');
        screen_grouped(screen, words[field]);
        joint = ", ";
    }
    writer_text(writer, settings->keep_apparatus ? "); see apparatus.csv.\n"
                                                 : "); apparatus.csv lists them, --keep-apparatus counts them.\n");
}
