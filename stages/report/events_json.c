/* events_json.c - the method in words, because a share of passages without it says nothing. */
#include "events_json.h"

static const char *const origin_names[] = {"corpus", "file", "auto"}; /* by enum event_origin */

void events_json_write(struct json_writer *json, const struct event_model *events)
{
    if (events == NULL)
        return;
    json_writer_object(json, "events");
    json_writer_text(json, "from", origin_names[events->kind]);
    json_writer_integer(json, "events", events->events);
    if (events->kind != EVENTS_FROM_CORPUS) {
        json_writer_integer(json, "passage_words", PASSAGE_WORDS);
        json_writer_integer(json, "passages", events->passages);
        json_writer_integer(json, "about_one", events->about_one);
        json_writer_integer(json, "about_several", events->about_several);
        json_writer_number(json, "chance", EVENT_CHANCE);
        json_writer_text(json, "method",
                         "a passage is about an event if fewer than `chance` of the passages about anything else would "
                         "hold as much of its words and dates, each with its own chance, and if that is at least half "
                         "as surprising, in nats, as what it holds of any other event");
        if (events->kind == EVENTS_FOUND)
            json_writer_text(
                json, "found",
                "clusters of passages by average linkage of the cosines of words and of dates, as many as "
                "make the largest mean margin between a passage's likeness to its cluster and to the next, "
                "among passages of other documents; those that two sources tell, named by their terms; a "
                "document is asked by the terms of the others");
        json_writer_boolean(json, "circular", events->circular);
    }
    json_writer_close(json);
}
