/*
 * results_folder.c - made beside and renamed.
 *
 * The temporary folder comes from mkdtemp (mode 0700); the results are a second folder inside it, made with mkdir, so
 * that the user's umask decides their mode without umask(2), which other threads would see. An old OUT is exchanged in
 * one step where the file system can (renameat2, Linux), else moved aside and put back if the second rename fails. The
 * old folder is looked at again just before: what a user put there while we worked is not deleted.
 */
#include "results_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_SHOWN_BYTES = 200, TREE_DESCRIPTORS = 8 };

/* malloc and sprintf in one; NULL without memory. */
PRINTF_LIKE(1, 2) static char *joined(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    char *const text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text != NULL)
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}

static enum status cannot_create(struct failure *failure, const char *output, const char *why, const char *what_to_do)
{
    return failure_set(failure, FAILURE_CANNOT_CREATE, "%s: %s; %s", output, why, what_to_do);
}

static bool is_empty_folder(const char *path)
{
    DIR *const folder = opendir(path);
    if (folder == NULL)
        return false;
    bool is_empty = true;
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            is_empty = false;
    }
    closedir(folder);
    return is_empty;
}

static enum status holds_our_run(const char *path, bool *is_ours, struct failure *failure)
{
    char *const run_path = joined("%s/run.json", path);
    if (run_path == NULL)
        return failure_memory(failure, "the path of run.json");
    json_t *const run = json_load_file(run_path, 0, NULL);
    const char *const program = json_string_value(json_object_get(run, "program"));
    *is_ours = program != NULL && strcmp(program, "mizan") == 0;
    json_decref(run);
    free(run_path);
    return STATUS_OK;
}

/* May this OUT be made or replaced? *exists says which. */
static enum status examine(const char *target, bool may_replace, bool *exists, struct failure *failure)
{
    struct stat facts;
    *exists = false;
    if (lstat(target, &facts) != 0) {
        if (errno == ENOENT)
            return STATUS_OK;
        return cannot_create(failure, target, strerror(errno), "choose another -o");
    }
    *exists = true;
    if (!S_ISDIR(facts.st_mode))
        return cannot_create(failure, target, "is there and is no folder", "choose another -o");
    if (!may_replace)
        return cannot_create(failure, target, "is there already", "choose another -o, or replace it with --force");
    bool is_ours = false;
    if (is_empty_folder(target))
        return STATUS_OK;
    if (holds_our_run(target, &is_ours, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (is_ours)
        return STATUS_OK;
    return cannot_create(failure, target,
                         "is neither empty nor does it hold a run.json of mizan, so --force does not replace it",
                         "choose another -o");
}

/* The last component is ours to name: links are followed to the folder they mean, slashes at the end dropped. */
static enum status resolve(const char *output, char **target, struct failure *failure)
{
    size_t length = strlen(output);
    while (length > 1 && output[length - 1] == '/')
        length--;
    *target = joined("%.*s", (int)length, output);
    if (*target == NULL)
        return failure_memory(failure, "the path of the results");
    struct stat facts;
    if (lstat(*target, &facts) == 0 && S_ISLNK(facts.st_mode)) {
        char *const real = realpath(*target, NULL);
        if (real == NULL)
            return cannot_create(failure, output, "is a link that leads nowhere", "choose another -o");
        free(*target);
        *target = real;
    }
    const char *const slash = strrchr(*target, '/');
    const char *const name = slash != NULL ? slash + 1 : *target;
    if (name[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return cannot_create(failure, output, "names no folder of its own", "name one, as in -o results");
    return STATUS_OK;
}

static enum status make_temporary(struct results_folder *folder, struct failure *failure)
{
    const char *const slash = strrchr(folder->target, '/');
    const char *const name = slash != NULL ? slash + 1 : folder->target;
    const int parent_length = (int)(name - folder->target);
    char *const pattern = joined("%.*s.%.*s.mizan-XXXXXX", parent_length, folder->target, (int)NAME_SHOWN_BYTES, name);
    if (pattern == NULL)
        return failure_memory(failure, "the path of the results");
    if (mkdtemp(pattern) == NULL) {
        const int error = errno;
        free(pattern);
        return cannot_create(failure, folder->target, strerror(error),
                             error == ENOENT ? "make the folder that is to hold it first"
                                             : "the folder that holds it must be writable: choose another -o");
    }
    folder->temporary = pattern;
    folder->made = joined("%s/new", folder->temporary);
    if (folder->made == NULL)
        return failure_memory(failure, "the path of the results");
    if (mkdir(folder->made, 0777) != 0)
        return cannot_create(failure, folder->target, strerror(errno), "choose another -o");
    return STATUS_OK;
}

enum status results_folder_open(struct results_folder *folder, const char *output, bool may_replace,
                                struct failure *failure)
{
    bool exists = false;
    *folder = (struct results_folder){.may_replace = may_replace};
    if (resolve(output, &folder->target, failure) != STATUS_OK ||
        examine(folder->target, may_replace, &exists, failure) != STATUS_OK ||
        make_temporary(folder, failure) != STATUS_OK) {
        results_folder_close(folder);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

enum status results_folder_create(const struct results_folder *folder, const char *name, struct writer *writer,
                                  struct failure *failure)
{
    char *const path = joined("%s/%s", folder->made, name);
    if (path == NULL)
        return failure_memory(failure, "the path of a result");
    const enum status status = writer_create(writer, path, failure);
    free(path);
    return status;
}

/* Puts the new folder in the place of the old one, and the old one at `aside`. */
static int exchange(const struct results_folder *folder, const char *aside)
{
    if (renameat2(AT_FDCWD, folder->made, AT_FDCWD, folder->target, RENAME_EXCHANGE) == 0)
        return 0; /* the old one is now at folder->made, inside of temporary */
    if (rename(folder->target, aside) != 0)
        return errno;
    if (rename(folder->made, folder->target) == 0)
        return 0;
    const int error = errno;
    (void)rename(aside, folder->target);
    return error;
}

enum status results_folder_commit(struct results_folder *folder, struct failure *failure)
{
    bool exists = false;
    if (examine(folder->target, folder->may_replace, &exists, failure) != STATUS_OK)
        return STATUS_FAILED;
    char *const aside = joined("%s/old", folder->temporary);
    if (aside == NULL)
        return failure_memory(failure, "the path of the old results");
    int error = 0;
    if (exists)
        error = exchange(folder, aside);
    else if (rename(folder->made, folder->target) != 0)
        error = errno;
    free(aside);
    if (error != 0)
        return cannot_create(failure, folder->target, strerror(error), "choose another -o");
    return STATUS_OK;
}

static int remove_entry(const char *path, const struct stat *facts, int type, struct FTW *place)
{
    (void)facts;
    (void)type;
    (void)place;
    (void)remove(path);
    return 0;
}

void results_folder_close(struct results_folder *folder)
{
    if (folder->temporary != NULL)
        (void)nftw(folder->temporary, remove_entry, TREE_DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
    free(folder->made);
    free(folder->temporary);
    free(folder->target);
    *folder = (struct results_folder){0};
}
