/* summary_topics.c - topics arrive strongest first, so the first ones are kept. */
#include "summary_topics.h"

#include <math.h>

#include "summary.h"
#include "text_width.h"

void summary_topics_add(struct summary_topics *topics, const struct topic_finding *topic)
{
    if (topics->total++ >= SUMMARY_TOPICS)
        return;
    struct summary_topic *const kept = &topics->items[topics->total - 1];
    *kept = (struct summary_topic){.share = topic->share, .coherence = topic->coherence};
    for (; kept->term_count < topic->term_count && kept->term_count < SUMMARY_TOPIC_TERMS; kept->term_count++)
        kept->terms[kept->term_count] = topic->terms[kept->term_count];
    for (; kept->document_count < topic->document_count && kept->document_count < SUMMARY_TOPIC_DOCUMENTS;
         kept->document_count++)
        kept->documents[kept->document_count] = topic->documents[kept->document_count];
}

static void write_terms(const struct summary_topic *topic, const struct counts *counts, struct screen *screen,
                        size_t used)
{
    struct writer *const writer = &screen->writer;
    for (size_t i = 0; i < topic->term_count; i++) {
        const struct span form = summary_form(&counts->terms[topic->terms[i]]);
        const size_t wanted = text_width(form) + (i > 0 ? 2 : 0);
        if (i > 0 && used + wanted > screen->width)
            break;
        writer_text(writer, i > 0 ? ", " : "");
        text_show(writer, form);
        used += wanted;
    }
    writer_byte(writer, '\n');
}

/* As many of its main documents as the line holds, one at least. */
static void write_documents(const struct summary_topic *topic, const struct counts *counts, struct screen *screen,
                            size_t used)
{
    struct writer *const writer = &screen->writer;
    for (size_t i = 0; i < topic->document_count; i++) {
        const struct span id = counts->documents[topic->documents[i].row]->id;
        const size_t wanted = text_width(id) + (i > 0 ? 2 : 0);
        if (i > 0 && used + wanted > screen->width)
            break;
        writer_text(writer, i > 0 ? ", " : "");
        text_show(writer, id);
        used += wanted;
    }
    writer_byte(writer, '\n');
}

/* "14% of the texts, coherence 0.31; most in a, b" */
static void write_facts(const struct summary_topic *topic, const struct counts *counts, struct screen *screen,
                        size_t indent)
{
    static const char widest[] = "100% of the texts, coherence -1.00; most in ";
    struct writer *const writer = &screen->writer;
    const double percent = floor(topic->share * 100 + 0.5);
    screen_spaces(screen, indent);
    if (percent >= 1)
        screen_fixed(screen, percent, 0);
    else
        writer_text(writer, "below 1");
    writer_text(writer, "% of the texts");
    if (!isnan(topic->coherence)) {
        writer_text(writer, ", coherence ");
        screen_fixed(screen, topic->coherence, 2);
    }
    writer_text(writer, topic->document_count > 1 ? "; most in " : "; in ");
    write_documents(topic, counts, screen, indent + sizeof widest - 1);
}

void summary_topics_write(const struct summary_topics *topics, const struct counts *counts, struct screen *screen)
{
    struct writer *const writer = &screen->writer;
    const size_t shown = topics->total < SUMMARY_TOPICS ? topics->total : SUMMARY_TOPICS;
    const size_t label_width = sizeof TOPIC_NAME_PREFIX - 1 + (shown > 9 ? 2 : 1);
    if (shown == 0)
        return;
    screen_heading(screen, "Topics");
    for (size_t i = 0; i < shown; i++) {
        writer_text(writer, "  " TOPIC_NAME_PREFIX);
        writer_integer(writer, i + 1);
        screen_spaces(screen, label_width + 2 - (sizeof TOPIC_NAME_PREFIX - 1) - (i >= 9 ? 2 : 1));
        write_terms(&topics->items[i], counts, screen, label_width + 4);
        write_facts(&topics->items[i], counts, screen, label_width + 4);
    }
    if (shown < topics->total) {
        writer_text(writer, "  and ");
        screen_grouped(screen, topics->total - shown);
        writer_text(writer, " more in topics.csv\n");
    }
}
