/*
 * results_folder.c - made beside and renamed.
 *
 * The temporary folder comes from mkdtemp (mode 0700); the results are a second folder inside it, made with mkdir, so
 * that the user's umask decides their mode without umask(2), which other threads would see. An old OUT is exchanged in
 * one step where the file system can (renameat2, Linux), else moved aside and put back if the second rename fails. The
 * old folder is looked at again just before: what a user put there while we worked is not deleted.
 *
 * A run that is killed leaves its temporary folder; the next run with the same OUT removes it. The maker holds a lock
 * (flock) on the folder as long as it lives, so a folder without one is nobody's. Between mkdtemp and the lock another
 * run may take the new folder for such a one: the maker then finds it locked or gone, and makes another.
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
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "database.h"

enum { NAME_SHOWN_BYTES = 200, TREE_DESCRIPTORS = 8, RANDOM_LETTERS = 6, TEMPORARY_TRIES = 8 };

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
    if (name[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(output, "-") == 0)
        return cannot_create(failure, output, "names no folder of its own", "name one, as in -o results");
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

static void remove_tree(const char *path)
{
    (void)nftw(path, remove_entry, TREE_DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}

/* ---- temporary folders ------------------------------------------------------------------------------------------- */

/* The path of a temporary folder of this OUT up to its random letters; NULL without memory. */
static char *temporary_start(const char *target)
{
    const char *const slash = strrchr(target, '/');
    const char *const name = slash != NULL ? slash + 1 : target;
    return joined("%.*s.%.*s.mizan-", (int)(name - target), target, (int)NAME_SHOWN_BYTES, name);
}

/* Opens a folder and locks it. -1 if that cannot be, errno EWOULDBLOCK if another run holds it. */
static int lock_folder(const char *path)
{
    const int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return -1;
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    const int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}

/* Is it a folder as mkdtemp makes them, of this user, that holds nothing but what we put into it? */
static bool looks_like_ours(const char *path, int descriptor)
{
    struct stat facts;
    if (fstat(descriptor, &facts) != 0 || facts.st_uid != geteuid() || (facts.st_mode & 07777) != 0700)
        return false;
    DIR *const folder = opendir(path);
    if (folder == NULL)
        return false;
    bool is_ours = true;
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        const char *const name = entry->d_name;
        is_ours = is_ours && (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "new") == 0 ||
                              strcmp(name, "old") == 0);
    }
    closedir(folder);
    return is_ours;
}

/* Removes what a dead run left; results that it had moved aside, and had put no others in the place of, go back. */
static void clear_dead(const char *path, const char *target)
{
    const int descriptor = lock_folder(path);
    if (descriptor < 0)
        return;
    char *const aside = joined("%s/old", path);
    if (aside != NULL && looks_like_ours(path, descriptor)) {
        struct stat facts;
        if (lstat(target, &facts) != 0 && errno == ENOENT)
            (void)rename(aside, target);
        remove_tree(path);
    }
    free(aside);
    close(descriptor);
}

/* Clears up after dead runs with the same OUT. What cannot be removed stays: that is no reason to fail. */
static enum status clear_all_dead(const char *target, struct failure *failure)
{
    char *const start = temporary_start(target);
    if (start == NULL)
        return failure_memory(failure, "the path of the results");
    char *const slash = strrchr(start, '/');
    const char *const name = slash != NULL ? slash + 1 : start;
    const size_t name_length = strlen(name);
    char *const parent = slash != NULL ? joined("%.*s", (int)(name - start), start) : joined(".");
    DIR *const folder = parent != NULL ? opendir(parent) : NULL;
    const struct dirent *entry = folder != NULL ? readdir(folder) : NULL;
    for (; entry != NULL; entry = readdir(folder)) {
        if (strncmp(entry->d_name, name, name_length) != 0 || strlen(entry->d_name) != name_length + RANDOM_LETTERS)
            continue;
        char *const path = joined("%.*s%s", (int)(name - start), start, entry->d_name);
        if (path != NULL)
            clear_dead(path, target);
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
    free(start);
    if (parent == NULL)
        return failure_memory(failure, "the path of the results");
    free(parent);
    return STATUS_OK;
}

/* Makes and locks a temporary folder. A file system without locks (then errno is another) gets one without. */
static enum status try_temporary(struct results_folder *folder, bool *again, struct failure *failure)
{
    char *const start = temporary_start(folder->target);
    char *const pattern = start != NULL ? joined("%sXXXXXX", start) : NULL;
    free(start);
    *again = false;
    if (pattern == NULL)
        return failure_memory(failure, "the path of the results");
    if (mkdtemp(pattern) == NULL) {
        const int error = errno;
        free(pattern);
        return cannot_create(failure, folder->target, strerror(error),
                             error == ENOENT ? "make the folder that is to hold it first"
                                             : "the folder that holds it must be writable: choose another -o");
    }
    struct stat facts;
    folder->lock = lock_folder(pattern);
    *again = folder->lock < 0 ? errno == EWOULDBLOCK || errno == ENOENT : lstat(pattern, &facts) != 0;
    if (*again) {
        if (folder->lock >= 0)
            close(folder->lock);
        folder->lock = -1;
        (void)rmdir(pattern); /* the other run does so too */
        free(pattern);
        return STATUS_OK;
    }
    folder->temporary = pattern;
    return STATUS_OK;
}

static enum status make_temporary(struct results_folder *folder, struct failure *failure)
{
    bool again = true;
    for (unsigned tries = 0; again && tries < TEMPORARY_TRIES; tries++) {
        if (try_temporary(folder, &again, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    if (again)
        return cannot_create(failure, folder->target, "another program takes away the temporary folder beside it",
                             "choose another -o");
    folder->made = joined("%s/new", folder->temporary);
    if (folder->made == NULL)
        return failure_memory(failure, "the path of the results");
    if (mkdir(folder->made, 0777) != 0)
        return cannot_create(failure, folder->target, strerror(errno), "choose another -o");
    return STATUS_OK;
}

/* ---- the folder -------------------------------------------------------------------------------------------------- */

enum status results_folder_open(struct results_folder *folder, const char *output, bool may_replace,
                                struct failure *failure)
{
    bool exists = false;
    *folder = (struct results_folder){.may_replace = may_replace, .lock = -1};
    if (resolve(output, &folder->target, failure) != STATUS_OK ||
        clear_all_dead(folder->target, failure) != STATUS_OK ||
        examine(folder->target, may_replace, &exists, failure) != STATUS_OK ||
        make_temporary(folder, failure) != STATUS_OK) {
        results_folder_close(folder);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

/* Tables with a column for each document or source are no tables of a database. */
static bool is_long_table(const char *name)
{
    static const char *const others[] = {"similarity.csv", "similarity_long.csv", "sources_matrix.csv"};
    const size_t length = strlen(name);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(name, others[i]) == 0)
            return false;
    }
    return length > strlen(".csv") && strcmp(name + length - strlen(".csv"), ".csv") == 0;
}

enum status results_folder_create(const struct results_folder *folder, const char *name, struct writer *writer,
                                  struct failure *failure)
{
    char *const path = joined("%s/%s", folder->made, name);
    char *const later = joined("%s/%s", folder->target, name);
    const enum status status = path != NULL && later != NULL ? writer_create_as(writer, path, later, failure)
                                                             : failure_memory(failure, "the path of a result");
    free(later);
    free(path);
    if (status != STATUS_OK || folder->database == NULL || !is_long_table(name))
        return status;
    return database_table_add(folder->database, name, &writer->rows, failure);
}

enum status results_folder_add(const struct results_folder *folder, const char *name, struct failure *failure)
{
    char *const path = joined("%s/%s", folder->made, name);
    if (path == NULL)
        return failure_memory(failure, "the path of a result");
    const int error = mkdir(path, 0777) != 0 ? errno : 0;
    free(path);
    return error == 0 ? STATUS_OK : cannot_create(failure, folder->target, strerror(error), "choose another -o");
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

void results_folder_close(struct results_folder *folder)
{
    if (folder->temporary != NULL) {
        remove_tree(folder->temporary);
        if (folder->lock >= 0)
            close(folder->lock); /* last: as long as the folder is there, it has a lock */
    }
    free(folder->made);
    free(folder->temporary);
    free(folder->target);
    *folder = (struct results_folder){0};
}
