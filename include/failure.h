/*
 * failure.h - one status, one failure, one message.
 *
 * Every function that can fail returns enum status. The first failure wins: it is worded for the user where the
 * facts are known (path, line, byte, what was expected, what to do), and later ones do not overwrite it.
 */
#ifndef MIZAN_FAILURE_H
#define MIZAN_FAILURE_H

#include <stdarg.h>
#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))

enum status { STATUS_OK = 0, STATUS_FAILED = 1 };

/* The kinds are the exit codes of the program (sysexits.h where it has one). */
enum failure_kind {
    FAILURE_NONE = 0,
    FAILURE_DIFFERENCE = 1,     /* a check or a gate found a difference */
    FAILURE_USAGE = 64,         /* the command line */
    FAILURE_DATA = 65,          /* malformed or contradictory input */
    FAILURE_NO_INPUT = 66,      /* an input that is not there, or holds no text */
    FAILURE_INTERNAL = 70,      /* a fault of mizan */
    FAILURE_MEMORY = 71,        /* an allocation was refused */
    FAILURE_CANNOT_CREATE = 73, /* the output cannot be made or must not be replaced */
    FAILURE_IO = 74,            /* a read or a write failed */
    FAILURE_CONFIGURATION = 78, /* a configuration file or table is wrong */
    FAILURE_SIGNAL = 128        /* ended by signal failure.signal; exit code 128 + signal */
};

enum { FAILURE_MESSAGE_BYTES = 2048 };

/* Zero-initialized it means "nothing failed yet". */
struct failure {
    enum failure_kind kind;
    int signal;
    bool quiet; /* a closed pipe: the exit code says it, no message is printed */
    char message[FAILURE_MESSAGE_BYTES];
};

/* Records the failure unless there is one already; a message that is too long is cut at a character. Always
 * returns STATUS_FAILED, so that a caller can write `return failure_set(...)`. */
enum status failure_set(struct failure *failure, enum failure_kind kind, const char *format, ...) PRINTF_LIKE(3, 4);

/* The same from a va_list. */
enum status failure_set_list(struct failure *failure, enum failure_kind kind, const char *format, va_list arguments)
    PRINTF_LIKE(3, 0);

/* Takes a torn UTF-8 character off the end of a text that was cut to fit its buffer. */
void failure_trim(char *message);

/* Records "out of memory"; `wanted` says what for ("the vocabulary"). Always returns STATUS_FAILED. */
enum status failure_memory(struct failure *failure, const char *wanted);

/* Records a failed read or write of `path` with errno's reason; a closed pipe (EPIPE) is quiet. Always returns
 * STATUS_FAILED. */
enum status failure_errno(struct failure *failure, const char *action, const char *path, int error);

#endif
