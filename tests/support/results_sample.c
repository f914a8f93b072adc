#include "results_sample.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "check_words.h"
#include "scratch.h"

static const struct {
    const char *name, *content;
} files[] = {
    {"run.json",
     "{\"program\": \"mizan\", \"versions\": {\"mizan\": \"0.1.0\", \"ICU\": \"72.1\"}, \"corpus\": [\"texts\"],\n"
     "\"options\": {\"stem\": \"auto\", \"weight\": \"auto\", \"similarity\": \"corrected\", \"background\": "
     "\"auto\",\n"
     "\"threshold\": null, \"full\": false, \"top\": 2, \"where\": []},\n"
     "\"weighting\": {\"formula\": \"w\"}, \"measure\": {\"formula\": \"m\"},\n"
     "\"tables\": [{\"name\": \"names\", \"crc32\": \"11111111\"}], \"files\": [],\n"
     "\"inputs\": [{\"path\": \"texts/peace/globe.txt\", \"bytes\": 4, \"crc32\": \"00000004\"},\n"
     "{\"path\": \"texts/peace/post.txt\", \"bytes\": 3, \"crc32\": \"00000003\"},\n"
     "{\"path\": \"texts/war/post.txt\", \"bytes\": 1, \"crc32\": \"00000001\"},\n"
     "{\"path\": \"texts/war/star.txt\", \"bytes\": 2, \"crc32\": \"00000002\"}]}\n"},
    {"documents.csv", "document,source,event,language,date,bytes,path,text_crc32\r\n"
                      "peace/globe,globe,peace,en,,4,texts/peace/globe.txt,00000004\r\n"
                      "peace/post,post,peace,en,,3,texts/peace/post.txt,00000003\r\n"
                      "war/post,post,war,en,,1,texts/war/post.txt,00000001\r\n"
                      "war/star,النجم,war,ar,,2,texts/war/star.txt,00000002\r\n"},
    {"similarity.csv", "document,peace/globe,peace/post,war/post,war/star\r\n"
                       "peace/globe,1,0.5,0.25,\r\n"
                       "peace/post,0.5,1,0.125,0.1\r\n"
                       "war/post,0.25,0.125,1,0.75\r\n"
                       "war/star,,0.1,0.75,1\r\n"},
    {"neighbours.csv", "document,rank,neighbour,similarity,cosine\r\n"
                       "peace/globe,1,peace/post,0.5,0.5\r\n"
                       "peace/globe,2,war/post,0.25,0.2\r\n"
                       "peace/post,1,peace/globe,0.5,0.5\r\n"
                       "peace/post,2,war/post,0.125,0.1\r\n"
                       "war/post,1,war/star,0.75,0.7\r\n"
                       "war/post,2,peace/globe,0.25,0.2\r\n"
                       "war/star,1,war/post,0.75,0.7\r\n"
                       "war/star,2,peace/post,0.1,0.1\r\n"},
    {"terms.csv", "kind,name,rank,term,form,weight\r\n"
                  "document,war/post,1,war,War,3\r\n"
                  "document,war/post,2,front,fronts,2\r\n"
                  "source,post,1,war,War,3\r\n"
                  "event,war,1,war,War,5\r\n"
                  "topic,topic-1,1,war,War,0.5\r\n"},
    {"sources.csv",
     "event,source_a,source_b,similarity,low,high,null_percentile,names_share,without_names,shared_years,status\r\n"
     "peace,globe,post,0.5,0.4,0.6,0.1,0.2,0.4,1918 1919,\r\n"
     "war,globe,post,0.3,,,,0.2,0.3,,short\r\n"
     "war,globe,النجم,0.2,,,,0.2,0.1,,short\r\n"
     "war,post,النجم,0.7,0.6,0.8,,0.2,0.6,1918,\r\n"},
    {"contrasts.csv", "source,event,language,direction,rank,term,form,log_odds,z,mantel_haenszel,low,high\r\n"
                      "post,,en,more,1,war,War,1,2,1.5,1,2\r\n"
                      "post,war,en,more,1,war,War,1,2,,,\r\n"
                      "globe,peace,en,less,,,,,,,,\r\n"},
    {"silences.csv", "source,event,language,rank,term,form\r\n"
                     "post,war,en,1,gas,gas\r\n"},
    {"robustness.csv", "kind,event,a,b,c,d,share\r\n"
                       "nearest_document,,war/post,war/star,peace/globe,,0.5\r\n"
                       "nearest_source,war,post,النجم,globe,,0.5\r\n"
                       "pairs,war,post,النجم,globe,post,0.75\r\n"},
    {"factors.csv", "kind,name,languages,similarity,share,by_chance,correlation,status\r\n"
                    "pairs,\"same event, other source\",same,0.5,,,,\r\n"
                    "share,event,,,0.25,0.1,,\r\n"
                    "length,similarity,same,,,,,no two sources tell 10 events\r\n"},
    {"events.csv", "event,document,start,end\r\n"
                   "war,war/post,0,10\r\n"
                   "war,war/post,10,20\r\n"
                   "war,war/star,0,10\r\n"},
};

void results_sample_write(void)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char name[64];
        snprintf(name, sizeof name, "before/%s", files[i].name);
        scratch_write(name, files[i].content);
        snprintf(name, sizeof name, "after/%s", files[i].name);
        scratch_write(name, files[i].content);
    }
}

void results_sample_edit(const char *name, const char *text, const char *with)
{
    const struct span content = scratch_read(name);
    const char *const found = memmem(content.bytes, content.length, text, strlen(text));
    cr_assert_not_null(found, "%s: %s", name, text);
    const size_t before = (size_t)(found - content.bytes), behind = before + strlen(text);
    const size_t length = content.length - strlen(text) + strlen(with);
    char *const edited = malloc(length + 1);
    cr_assert_not_null(edited);
    memcpy(edited, content.bytes, before);
    memcpy(edited + before, with, strlen(with));
    memcpy(edited + before + strlen(with), content.bytes + behind, content.length - behind);
    scratch_write_bytes(name, (struct span){edited, length});
    free(edited);
}

void results_sample_remove(const char *name)
{
    cr_assert_eq(unlink(scratch_path(name)), 0, "%s", name);
}

void results_sample_open(struct comparison *comparison, unsigned kinds)
{
    struct failure failure = {0};
    *comparison = (struct comparison){.tolerance = .005, .kinds = kinds};
    cr_assert_eq(comparison_open(comparison, scratch_path("before"), scratch_path("after"), &failure), STATUS_OK, "%s",
                 failure.message);
}

void results_sample_make(void)
{
    scratch_open();
    results_sample_write();
}

void results_sample_expect_each(struct sample_comparison of, const char *file, const struct sample_edit *edits,
                                size_t count)
{
    for (size_t i = 0; i < count; i++) {
        results_sample_write();
        if (of.prepare != NULL)
            of.prepare();
        results_sample_edit(file, edits[i].text, edits[i].with);
        const char *const told = results_sample_changes(of);
        cr_expect_str_eq(told, edits[i].changes, "%s: %s", edits[i].with, told);
    }
}

const char *results_sample_changes(struct sample_comparison of)
{
    static char text[1 << 16];
    struct comparison comparison;
    struct failure failure = {0};
    size_t length = 0;
    text[0] = '\0';
    results_sample_open(&comparison, of.kinds);
    cr_assert_eq(of.compare(&comparison, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(change_list_settle(&comparison.changes, &failure), STATUS_OK);
    for (size_t i = 0; i < comparison.changes.sorted_count; i++) {
        const struct check_change *const change = &comparison.changes.sorted[i];
        struct sentence sentence = {.length = 0};
        check_words_change(&sentence, change);
        length += (size_t)snprintf(text + length, sizeof text - length, "%s %s: %s\n",
                                   check_cause_names[comparison.causes.items[change->cause].kind],
                                   check_kind_names[change->kind], sentence.text);
    }
    comparison_close(&comparison);
    return text;
}
