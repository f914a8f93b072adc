/* report_sample.c - the sample is small enough that every byte of every file can be written down by hand. */
#include "document_details.h"
#include "report_sample.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_BYTES = 512, CONTENT_BYTES = 1 << 22 };

#define SPAN(text)                                                                                                     \
    {                                                                                                                  \
        text, sizeof text - 1                                                                                          \
    }

static const struct column post_columns[] = {{SPAN("region"), SPAN("north")}};
static const struct column paper_columns[] = {{SPAN("region"), SPAN("south")}, {SPAN("page"), SPAN("7")}};

static struct document_details post_details = {
    .columns = post_columns, .column_count = 1, .cut_tokens = {0, 5, 0, 0, 2, 1}};
static struct document_details paper_details = {.genre = SPAN("news"),
                                                .columns = paper_columns,
                                                .column_count = 2,
                                                .repairs = {[REPAIR_HALVES] = 3, [REPAIR_RANGES] = 1},
                                                .cut_tokens = {0, 0, 0, 7, 0, 0}};

static struct document post = {.number = 0,
                               .id = SPAN("war/post"),
                               .source = SPAN("post"),
                               .event = SPAN("war"),
                               .language = SPAN("en"),
                               .date = SPAN("1939-09-01"),
                               .title = SPAN("\"War\", again"),
                               .encoding = "UTF-8",
                               .own_bytes = true,
                               .script = SCRIPT_LATIN,
                               .bytes = 2400,
                               .segments = 30,
                               .tokens = 420,
                               .details = &post_details,
                               .terms = 2,
                               .warnings = 1};
static struct document paper = {.number = 1,
                                .id = SPAN("حرب/صحيفة"),
                                .source = SPAN("صحيفة"),
                                .event = SPAN("war"),
                                .language = SPAN("ar"),
                                .title = SPAN("الحرب"),
                                .encoding = "windows-1256",
                                .script = SCRIPT_ARABIC,
                                .language_detected = true,
                                .bytes = 5100,
                                .segments = 25,
                                .tokens = 500,
                                .details = &paper_details,
                                .terms = 2};
static struct document empty = {.number = 2, .id = SPAN("empty"), .encoding = "UTF-8", .own_bytes = true};

struct document *const sample_documents[3] = {&post, &paper, &empty};

static const struct vocabulary_form peace_forms[] = {{SPAN("peace"), 2}};
static const struct vocabulary_form treaty_forms[] = {{SPAN("Treaty"), 2}, {SPAN("treaty"), 1}};
static const struct vocabulary_form agreement_forms[] = {{SPAN("معاهدة"), 1}};
static const struct vocabulary_form year_forms[] = {{SPAN("1939"), 2}};
static const struct vocabulary_term terms[] = {{.term = SPAN("peace"),
                                                .channel = CHANNEL_WORD,
                                                .count = 2,
                                                .document_frequency = 1,
                                                .forms = peace_forms,
                                                .form_count = 1},
                                               {.term = SPAN("treaty"),
                                                .channel = CHANNEL_WORD,
                                                .count = 3,
                                                .document_frequency = 2,
                                                .forms = treaty_forms,
                                                .form_count = 2},
                                               {.term = SPAN("معاهده"),
                                                .channel = CHANNEL_WORD,
                                                .count = 1,
                                                .document_frequency = 1,
                                                .forms = agreement_forms,
                                                .form_count = 1},
                                               {.term = SPAN("year:1939"),
                                                .channel = CHANNEL_DATE,
                                                .count = 2,
                                                .document_frequency = 2,
                                                .forms = year_forms,
                                                .form_count = 1}};
static const uint64_t starts[] = {0, 3, 6, 6};
static const uint32_t columns[] = {0, 1, 3, 1, 2, 3};
static const uint32_t values[] = {2, 1, 1, 2, 1, 1};
/* Two segments of the first document, one of the second: their sum is the rows above. */
static const uint64_t segment_row_starts[] = {0, 2, 4, 7};
static const uint32_t segment_columns[] = {0, 1, 0, 3, 1, 2, 3};
static const uint32_t segment_values[] = {1, 1, 1, 1, 2, 1, 1};
static const uint64_t segment_starts[] = {0, 2, 3, 3};

const struct counts sample_counts = {.terms = terms,
                                     .term_count = 4,
                                     .documents = sample_documents,
                                     .document_count = 3,
                                     .rows = {3, starts, columns, values},
                                     .segments = {3, segment_row_starts, segment_columns, segment_values},
                                     .segment_starts = segment_starts};

static const double idf[] = {1, 1, 1, 1};
static const double weights[] = {0.5, 0.25, 0, 0.125, 1, 0.75};
static const double lengths[] = {1, 1, 0};
const struct weighted sample_weighted = {.counts = &sample_counts,
                                         .idf = idf,
                                         .weights = weights,
                                         .lengths = lengths,
                                         .normalized = true,
                                         .scheme = "auto",
                                         .formula = "tf * idf"};

static char folder[PATH_BYTES];
static char content[CONTENT_BYTES];
static size_t content_length;
static int saved_stdout = -1;

const char *sample_folder_make(void)
{
    strcpy(folder, "/tmp/mizan-report-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    return folder;
}

void sample_folder_remove(void)
{
    char command[PATH_BYTES + 16];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    cr_assert_eq(system(command), 0);
}

const char *sample_path(const char *name)
{
    static char paths[4][2 * PATH_BYTES];
    static unsigned turn;
    char *const path = paths[turn++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

void sample_writer(struct writer *writer, const char *name)
{
    struct failure failure = {0};
    cr_assert_eq(writer_create(writer, sample_path(name), &failure), STATUS_OK, "%s", failure.message);
}

const char *sample_content(const char *name)
{
    FILE *const file = fopen(sample_path(name), "rb");
    cr_assert_not_null(file, "%s is not there", name);
    content_length = fread(content, 1, sizeof content - 1, file);
    content[content_length] = '\0';
    fclose(file);
    return content;
}

size_t sample_content_length(void)
{
    return content_length;
}

size_t sample_entry_count(void)
{
    DIR *const entries = opendir(folder);
    cr_assert_not_null(entries);
    size_t count = 0;
    while (readdir(entries) != NULL)
        count++;
    closedir(entries);
    return count - 2; /* . and .. */
}

void sample_stdout_to(const char *name)
{
    fflush(stdout);
    saved_stdout = dup(STDOUT_FILENO);
    const int descriptor =
        open(name[0] == '/' ? name : sample_path(name), O_WRONLY | O_CREAT | (name[0] == '/' ? 0 : O_TRUNC), 0666);
    cr_assert_geq(descriptor, 0);
    cr_assert_geq(dup2(descriptor, STDOUT_FILENO), 0);
    close(descriptor);
}

void sample_stdout_restore(void)
{
    cr_assert_geq(dup2(saved_stdout, STDOUT_FILENO), 0);
    close(saved_stdout);
}

bool sample_python(const char *script, const char *argument, bool *is_there)
{
    *is_there = access("/usr/bin/python3", X_OK) == 0;
    if (!*is_there)
        return false;
    const pid_t child = fork();
    if (child == 0) {
        execl("/usr/bin/python3", "python3", "-c", script, argument, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
