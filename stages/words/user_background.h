/* user_background.h - the table of --background FILE, read once for all workers and stages. */
#ifndef MIZAN_USER_BACKGROUND_H
#define MIZAN_USER_BACKGROUND_H

#include "background.h"
#include "stage.h"

/* NULL where --background names no file. Lasts as long as the run. Fails as background_read does. */
enum status user_background(const struct settings *settings, struct flow *flow,
                            const struct background **background) MUST_CHECK;

#endif
