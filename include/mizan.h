/*
 * mizan.h - the public interface of libmizan.
 *
 * mizan compares how different sources tell the same events. Fill a struct settings (settings_default gives the
 * documented defaults), then run it.
 */
#ifndef MIZAN_H
#define MIZAN_H

#include "failure.h"
#include "settings.h"

#define MIZAN_VERSION "0.1.0"

/* The defaults of every option; `command` is COMMAND_COMPARE, no corpus, no output. */
struct settings settings_default(void);

/*
 * Runs one command to its end. Results go where the settings say (settings->output, standard output), warnings and
 * progress to standard error. Returns STATUS_OK, or STATUS_FAILED with the failure worded; then nothing half-written is
 * left behind. May be called again, and from several threads on different settings.
 */
enum status mizan_run(const struct settings *settings, struct failure *failure) MUST_CHECK;

#endif
