/* corpus_path.h - paths of a corpus: joined, taken apart, and kept inside their folder. */
#ifndef MIZAN_CORPUS_PATH_H
#define MIZAN_CORPUS_PATH_H

#include "arena.h"
#include "failure.h"
#include "span.h"

/* folder/name with a NUL behind it, in the arena; `name` alone where folder is empty or name is absolute. */
enum status corpus_path_join(struct arena *arena, struct span folder, struct span name, struct span *path,
                             struct failure *failure) MUST_CHECK;

/* The part before the last slash ("" without one, "/" for the root), and the part behind it. */
struct span corpus_path_folder(struct span path);
struct span corpus_path_name(struct span path);

/* Without extension: "a/b.txt", "a/b.txt.gz" and "a/b" are all "a/b"; a name's leading dot starts none. */
struct span corpus_path_stem(struct span path);

bool corpus_path_ends_with(struct span path, const char *ending);

/* Does the relative path step above its start with ".."? */
bool corpus_path_climbs(struct span relative);

/* Is it a link to what is not there? */
bool corpus_path_dangles(const char *path);

/* The absolute path of a folder without links, in the arena. */
enum status corpus_path_resolve(struct arena *arena, const char *path, struct span *resolved,
                                struct failure *failure) MUST_CHECK;

/* Does `path` lie inside `root`, links followed? Fails as corpus_path_check does; folders may be asked for too. */
enum status corpus_path_check_inside(struct span root, const char *path, const char *where,
                                     struct failure *failure) MUST_CHECK;

/*
 * Is `path` a file inside `root` (as corpus_path_resolve gave it), links followed? FAILURE_DATA if it lies outside,
 * FAILURE_NO_INPUT if it is not there or is no regular file. `where` is put before the message ("list.csv:3: "), or "".
 */
enum status corpus_path_check(struct span root, const char *path, const char *where,
                              struct failure *failure) MUST_CHECK;

/* Words FAILURE_NO_INPUT for a path that is not there, with the name beside it that was probably meant. */
enum status corpus_path_missing(const char *path, const char *where, struct failure *failure);

#endif
