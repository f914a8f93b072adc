#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "report_sample.h"
#include "summary_topics.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(summary_topics, .init = make, .fini = sample_folder_remove);

static const size_t terms[] = {1, 3, 0};
static const struct topic_document documents[] = {{0, 0.75, 0.5}, {2, 0.25, 0.25}};

static const char *shown(const struct summary_topics *topics, size_t width)
{
    struct screen screen = {.width = width};
    struct failure failure = {0};
    sample_writer(&screen.writer, "out");
    summary_topics_write(topics, &sample_counts, &screen);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    return sample_content("out");
}

static struct topic_finding finding(size_t number)
{
    return (struct topic_finding){.number = number,
                                  .share = 0.137,
                                  .coherence = 0.314,
                                  .terms = terms,
                                  .term_count = 3,
                                  .documents = documents,
                                  .document_count = 2};
}

Test(summary_topics, terms_share_coherence_and_documents_are_told)
{
    struct summary_topics topics = {0};
    struct topic_finding topic = finding(1);
    summary_topics_add(&topics, &topic);
    topic.share = 0.004;
    topic.coherence = NAN;
    topic.document_count = 1;
    summary_topics_add(&topics, &topic);
    cr_assert_str_eq(shown(&topics, 80), "\nTopics\n"
                                         "  topic-1  Treaty, 1939, peace\n"
                                         "           14% of the texts, coherence 0.31; most in war/post, empty\n"
                                         "  topic-2  Treaty, 1939, peace\n"
                                         "           below 1% of the texts; in war/post\n");
}

Test(summary_topics, a_narrow_screen_gets_fewer_terms_and_documents)
{
    struct summary_topics topics = {0};
    const struct topic_finding topic = finding(1);
    summary_topics_add(&topics, &topic);
    cr_assert_str_eq(shown(&topics, 25), "\nTopics\n"
                                         "  topic-1  Treaty, 1939\n"
                                         "           14% of the texts, coherence 0.31; most in war/post\n");
}

Test(summary_topics, the_first_twenty_are_shown_and_the_others_counted)
{
    struct summary_topics topics = {0};
    for (size_t number = 1; number <= 23; number++) {
        const struct topic_finding topic = finding(number);
        summary_topics_add(&topics, &topic);
    }
    const char *text = shown(&topics, 80);
    cr_assert_not_null(strstr(text, "  topic-9   Treaty"));
    cr_assert_not_null(strstr(text, "  topic-20  Treaty"));
    cr_assert_null(strstr(text, "topic-21"));
    cr_assert_not_null(strstr(text, "  and 3 more in topics.csv\n"));
}

Test(summary_topics, without_topics_nothing_is_said)
{
    const struct summary_topics topics = {0};
    cr_assert_str_eq(shown(&topics, 80), "");
}
