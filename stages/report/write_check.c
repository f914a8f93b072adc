/*
 * write_check.c - write_check_stage: what mizan check found, on standard output, into the files that were named, and as
 * annotations on standard error. Whatever differs is the failure FAILURE_DIFFERENCE, without a message of its own:
 * what differs has been said by then.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check_files.h"
#include "result_file.h"
#include "stages.h"

struct write_check {
    const struct settings *settings;
    struct writer output, annotations;
    struct result_file junit, code_quality;
    enum annotations style; /* never ANNOTATIONS_AUTO */
    bool differs;
};

static bool is_true(const char *variable)
{
    const char *const value = getenv(variable);
    return value != NULL && strcmp(value, "true") == 0;
}

/* Both set the variable in every job. */
static enum annotations settle(enum annotations wanted)
{
    if (wanted != ANNOTATIONS_AUTO)
        return wanted;
    return is_true("GITHUB_ACTIONS") ? ANNOTATIONS_GITHUB
           : is_true("GITLAB_CI")    ? ANNOTATIONS_GITLAB
                                     : ANNOTATIONS_NONE;
}

static enum status open_output(void *state, const struct settings *settings, struct flow *flow)
{
    struct write_check *const output = state;
    struct failure *const failure = flow_failure(flow);
    output->settings = settings;
    output->style = settle(settings->annotations);
    if ((settings->junit != NULL && result_file_open(&output->junit, settings->junit, failure) != STATUS_OK) ||
        (settings->code_quality != NULL &&
         result_file_open(&output->code_quality, settings->code_quality, failure) != STATUS_OK))
        return STATUS_FAILED;
    return writer_attach(&output->output, STDOUT_FILENO, "standard output", failure);
}

/* GitLab folds what stands between the two in a job's log. Its times are shown as a duration: both are 0. */
static void write_section(const struct write_check *output, struct writer *writer, bool is_start)
{
    if (output->style != ANNOTATIONS_GITLAB)
        return;
    writer_text(writer, is_start ? "\x1b[0Ksection_start:0:mizan_check\r\x1b[0Kmizan check\n"
                                 : "\x1b[0Ksection_end:0:mizan_check\r\x1b[0K\n");
}

static enum status write_output(struct write_check *output, const struct check_account *account,
                                struct failure *failure)
{
    struct writer *const writer = &output->output;
    if (output->settings->format == FORMAT_JSON)
        return check_json_write(writer, account, failure);
    if (output->settings->quiet)
        return STATUS_OK;
    write_section(output, writer, true);
    if (check_text_write(writer, account, failure) != STATUS_OK)
        return STATUS_FAILED;
    write_section(output, writer, false);
    return writer_check(writer, failure);
}

static enum status write_files(struct write_check *output, const struct check_account *account, struct failure *failure)
{
    if (output->settings->junit != NULL && (check_junit_write(&output->junit.writer, account, failure) != STATUS_OK ||
                                            result_file_commit(&output->junit, failure) != STATUS_OK))
        return STATUS_FAILED;
    if (output->settings->code_quality != NULL &&
        (check_code_quality_write(&output->code_quality.writer, account, failure) != STATUS_OK ||
         result_file_commit(&output->code_quality, failure) != STATUS_OK))
        return STATUS_FAILED;
    if (output->style != ANNOTATIONS_GITHUB)
        return STATUS_OK;
    if (writer_attach(&output->annotations, STDERR_FILENO, "standard error", failure) != STATUS_OK ||
        check_github_write(&output->annotations, account, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&output->annotations, failure);
}

static enum status accept_check(void *state, const struct record *record, struct flow *flow)
{
    struct write_check *const output = state;
    struct failure *const failure = flow_failure(flow);
    output->differs = record->as.check->changed_in_all > 0;
    if (write_output(output, record->as.check, failure) != STATUS_OK ||
        writer_close(&output->output, failure) != STATUS_OK)
        return STATUS_FAILED;
    return write_files(output, record->as.check, failure);
}

static enum status finish_output(void *state, struct flow *flow)
{
    const struct write_check *const output = state;
    if (!output->differs)
        return STATUS_OK;
    flow_failure(flow)->quiet = true;
    return flow_fail(flow, FAILURE_DIFFERENCE, "a finding differs");
}

static void close_output(void *state)
{
    struct write_check *const output = state;
    writer_discard(&output->output);
    writer_discard(&output->annotations);
    result_file_close(&output->junit);
    result_file_close(&output->code_quality);
}

const struct stage_type write_check_stage = {
    .name = "write check",
    .placement = WHOLE,
    .consumes = RECORD_CHECK,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct write_check),
    .open = open_output,
    .accept = accept_check,
    .finish = finish_output,
    .close = close_output,
};
