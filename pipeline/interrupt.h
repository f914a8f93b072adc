/* interrupt.h - the signals that ask the program to end. */
#ifndef MIZAN_INTERRUPT_H
#define MIZAN_INTERRUPT_H

/* Catches SIGINT, SIGTERM, SIGHUP (which then interrupt system calls) and ignores SIGPIPE (a write then fails with
 * EPIPE). For main alone: a library does not take its host's signals. */
void interrupt_install(void);

/* The signal that has arrived, 0 for none. */
int interrupt_signal(void);

/* Blocks those signals in the calling thread, so that they reach the thread that reads input. */
void interrupt_block(void);

#endif
