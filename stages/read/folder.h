/* folder.h - the texts below a folder: EVENT/SOURCE.txt, EVENT/SOURCE/any/name.txt, each also as .txt.gz. */
#ifndef MIZAN_FOLDER_H
#define MIZAN_FOLDER_H

#include "arena.h"
#include "failure.h"
#include "record.h"

enum { FOLDER_SHOWN_UNREAD = 3 };

/* Zero-initialized it is empty. What spans point to is in the arena of folder_list. */
struct folder {
    struct span *texts; /* relative paths, by bytes */
    size_t text_count, text_capacity;
    uint64_t unread; /* files that are no texts, and hidden ones; a folder that is not entered counts as one */
    struct span unread_names[FOLDER_SHOWN_UNREAD]; /* the first of them by bytes; valid UTF-8 */
    size_t unread_name_count;
};

/*
 * Lists `root`. Names that begin with a dot, links to folders, and what is no .txt or .txt.gz file are not read.
 * A link that leads nowhere is listed, if it has a text's name: whoever reads it will tell.
 * FAILURE_DATA for a link that leaves the folder and for a name that is not UTF-8, FAILURE_NO_INPUT for a folder that
 * cannot be opened.
 */
enum status folder_list(struct folder *folder, const char *root, struct arena *arena,
                        struct failure *failure) MUST_CHECK;

/* Frees the list; the arena is the caller's. */
void folder_free(struct folder *folder);

/* id, event and source as a relative path has them. A text that stands directly in the folder has no event and no
 * source. */
void folder_describe(struct span text, struct span *id, struct span *event, struct span *source);

#endif
