/* summary_passages.c - what is about no event is not compared, so the reader is told how much that is. */
#include "summary_passages.h"

#include "paragraph.h"

static void say_origin(struct paragraph *paragraph, const struct event_model *events, const struct settings *settings)
{
    if (events->kind == EVENTS_FOUND) {
        paragraph_text(paragraph, "Events were looked for in the texts (--events auto), and ");
    } else {
        paragraph_text(paragraph, "Events are those of ");
        paragraph_name(paragraph, span_of(settings->events));
        paragraph_text(paragraph, ": ");
    }
    paragraph_count(paragraph, events->events);
    paragraph_text(paragraph, events->events == 1 ? " was found. " : " were found. ");
}

void summary_passages_write(const struct event_model *events, const struct settings *settings, struct screen *screen)
{
    struct paragraph paragraph;
    if (events->kind == EVENTS_FROM_CORPUS)
        return;
    const struct outlet outlet = {.screen = screen};
    paragraph_open(&paragraph, &outlet, 0, 0);
    say_origin(&paragraph, events, settings);
    paragraph_text(&paragraph, "Of ");
    paragraph_count(&paragraph, events->passages);
    paragraph_text(&paragraph, " passages of 150 words, half overlapping, ");
    paragraph_count(&paragraph, events->about_one);
    paragraph_text(&paragraph, events->about_one == 1 ? " is about one of them, " : " are about one of them, ");
    paragraph_count(&paragraph, events->about_several);
    paragraph_text(&paragraph, " about several, ");
    paragraph_count(&paragraph, events->passages - events->about_one - events->about_several);
    paragraph_text(&paragraph, " about none and not compared (events.csv).");
    if (events->circular)
        paragraph_text(&paragraph, " The comparison is circular: the passages that made the events are those that are "
                                   "compared, so sources look more alike than they are. Name the events in a file to "
                                   "know how alike.");
    paragraph_close(&paragraph);
}
