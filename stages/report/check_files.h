/* check_files.h - what mizan check found, as others read it: text for people, JSON, JUnit XML, annotations. */
#ifndef MIZAN_CHECK_FILES_H
#define MIZAN_CHECK_FILES_H

#include "check.h"
#include "failure.h"
#include "writer.h"

/* Grouped by cause, the most changes first; of each kind a few, and how many more. No line begins with a name. */
enum status check_text_write(struct writer *writer, const struct check_account *account,
                             struct failure *failure) MUST_CHECK;

enum status check_json_write(struct writer *writer, const struct check_account *account,
                             struct failure *failure) MUST_CHECK;

/* JUnit XML as Jenkins, GitLab and GitHub's actions read it: a test suite for each kind, a failed test for each change
 * that is kept, one that passed for a kind without changes. No clock and no host. */
enum status check_junit_write(struct writer *writer, const struct check_account *account,
                              struct failure *failure) MUST_CHECK;

/* GitHub's workflow commands, ::error, at most ten (GitHub shows no more of a step). */
enum status check_github_write(struct writer *writer, const struct check_account *account,
                               struct failure *failure) MUST_CHECK;

/* GitLab's report of code quality: a list of issues, JSON. */
enum status check_code_quality_write(struct writer *writer, const struct check_account *account,
                                     struct failure *failure) MUST_CHECK;

#endif
