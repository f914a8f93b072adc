/*
 * folder.c - a work list of folders in place of recursion, so that depth costs no stack and no open files; the order of
 * directory entries never shows, because the texts are sorted at the end.
 *
 * A link to a folder is not followed: what lies inside the corpus is read at its own place, and a circle of links
 * cannot arise.
 */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "array.h"
#include "corpus_path.h"
#include "utf8.h"

struct walk {
    struct folder *folder;
    struct span root, resolved_root;
    struct arena *arena;
    struct span *waiting; /* relative paths of folders that are still to be listed */
    size_t waiting_count, waiting_capacity;
    struct failure *failure;
};

static bool is_text_name(struct span name)
{
    return corpus_path_ends_with(name, ".txt") || corpus_path_ends_with(name, ".txt.gz");
}

static enum status push(struct span **items, size_t *count, size_t *capacity, struct span item, struct failure *failure)
{
    if (array_reserve((void **)items, capacity, *count + 1, sizeof item, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    (*items)[(*count)++] = item;
    return STATUS_OK;
}

/* Counts it, and keeps its name if it is among the first by bytes. */
static enum status note_unread(struct walk *walk, struct span relative)
{
    struct folder *const folder = walk->folder;
    folder->unread++;
    size_t place = folder->unread_name_count;
    while (place > 0 && span_compare(relative, folder->unread_names[place - 1]) < 0) {
        place--;
    }
    if (place == FOLDER_SHOWN_UNREAD) {
        return STATUS_OK;
    }
    struct span name;
    if (utf8_repair(relative, walk->arena, &name, walk->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (folder->unread_name_count < FOLDER_SHOWN_UNREAD) {
        folder->unread_name_count++;
    }
    for (size_t i = folder->unread_name_count - 1; i > place; i--) {
        folder->unread_names[i] = folder->unread_names[i - 1];
    }
    folder->unread_names[place] = name;
    return STATUS_OK;
}

static enum status refuse_name(struct walk *walk, struct span relative)
{
    struct span shown;
    if (utf8_repair(relative, walk->arena, &shown, walk->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return failure_set(walk->failure, FAILURE_DATA,
                       "%.*s: the name of %.*s is not UTF-8, and it would be the document's id; rename the file "
                       "(convmv -t UTF-8 does whole folders)",
                       SPAN_ARGUMENTS(walk->root), SPAN_ARGUMENTS(shown));
}

static enum status take_text(struct walk *walk, struct span relative)
{
    size_t broken;
    if (!utf8_is_valid(relative, &broken)) {
        return refuse_name(walk, relative);
    }
    return push(&walk->folder->texts, &walk->folder->text_count, &walk->folder->text_capacity, relative, walk->failure);
}

/* A link to a folder or text must lead to a place inside, or nowhere; a text is read. */
static enum status take_link(struct walk *walk, struct span relative, struct span path)
{
    struct stat facts;
    const bool is_folder = stat(path.bytes, &facts) == 0 && S_ISDIR(facts.st_mode);
    if (is_folder && corpus_path_check_inside(walk->resolved_root, path.bytes, "", walk->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (is_folder || !is_text_name(relative)) {
        return note_unread(walk, relative);
    }
    if (corpus_path_dangles(path.bytes)) {
        return take_text(walk, relative); /* rejected by name when it is read; the others go on */
    }
    if (corpus_path_check(walk->resolved_root, path.bytes, "", walk->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return take_text(walk, relative);
}

static enum status take_entry(struct walk *walk, struct span parent, const char *entry)
{
    struct span relative, path;
    if (corpus_path_join(walk->arena, parent, span_of(entry), &relative, walk->failure) != STATUS_OK ||
        corpus_path_join(walk->arena, walk->root, relative, &path, walk->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (entry[0] == '.' && strstr(entry, ".mizan-") != NULL) {
        return STATUS_OK; /* results in the making, of this run or another: no file of the corpus, and its name is drawn
                           */
    }
    if (entry[0] == '.') {
        return note_unread(walk, relative);
    }
    struct stat facts;
    if (lstat(path.bytes, &facts) != 0) {
        const char *const reason = strerrordesc_np(errno);
        return failure_set(walk->failure, FAILURE_NO_INPUT, "%s: cannot be opened: %s", path.bytes,
                           reason != NULL ? reason : "unknown error");
    }
    if (S_ISLNK(facts.st_mode)) {
        return take_link(walk, relative, path);
    }
    if (S_ISDIR(facts.st_mode)) {
        return push(&walk->waiting, &walk->waiting_count, &walk->waiting_capacity, relative, walk->failure);
    }
    return S_ISREG(facts.st_mode) && is_text_name(relative) ? take_text(walk, relative) : note_unread(walk, relative);
}

static enum status list_entries(struct walk *walk, struct span relative, DIR *entries, const char *path)
{
    for (;;) {
        errno = 0;
        const struct dirent *const entry = readdir(entries);
        if (entry == NULL) {
            return errno == 0 ? STATUS_OK : failure_errno(walk->failure, "list", path, errno);
        }
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            take_entry(walk, relative, entry->d_name) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
}

static enum status list_one(struct walk *walk, struct span relative)
{
    struct span path;
    if (corpus_path_join(walk->arena, walk->root, relative, &path, walk->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    DIR *const entries = opendir(path.bytes);
    if (entries == NULL) {
        if (errno == ENOMEM) {
            return failure_memory(walk->failure, path.bytes);
        }
        const char *const reason = strerrordesc_np(errno);
        return failure_set(walk->failure, FAILURE_NO_INPUT, "%s: the folder cannot be opened: %s", path.bytes,
                           reason != NULL ? reason : "unknown error");
    }
    const enum status status = list_entries(walk, relative, entries, path.bytes);
    (void)closedir(entries);
    return status;
}

static int compare_texts(const void *a, const void *b)
{
    const struct span *const first = a, *const second = b;
    return span_compare(*first, *second);
}

enum status folder_list(struct folder *folder, const char *root, struct arena *arena, struct failure *failure)
{
    struct walk walk = {.folder = folder, .root = span_of(root), .arena = arena, .failure = failure};
    enum status status = corpus_path_resolve(arena, root, &walk.resolved_root, failure);
    if (status == STATUS_OK) {
        status = list_one(&walk, (struct span){0});
    }
    while (status == STATUS_OK && walk.waiting_count > 0) {
        status = list_one(&walk, walk.waiting[--walk.waiting_count]);
    }
    free(walk.waiting);
    if (status == STATUS_OK && folder->text_count > 0) {
        qsort(folder->texts, folder->text_count, sizeof *folder->texts, compare_texts);
    }
    return status;
}

void folder_free(struct folder *folder)
{
    free(folder->texts);
    *folder = (struct folder){0};
}

void folder_describe(struct span text, struct span *id, struct span *event, struct span *source)
{
    *id = corpus_path_stem(text);
    *event = *source = (struct span){0};
    const char *const first = memchr(id->bytes, '/', id->length);
    if (first == NULL) {
        return;
    }
    const size_t event_length = (size_t)(first - id->bytes);
    *event = (struct span){id->bytes, event_length};
    const struct span rest = {first + 1, id->length - event_length - 1};
    const char *const second = memchr(rest.bytes, '/', rest.length);
    *source = (struct span){rest.bytes, second != NULL ? (size_t)(second - rest.bytes) : rest.length};
}
