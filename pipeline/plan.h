/* plan.h - which stages run for which command. */
#ifndef MIZAN_PLAN_H
#define MIZAN_PLAN_H

#include "pipeline.h"

/* The plan of a command; lasts as long as the program. */
struct plan plan_for(enum command command);

/* What documents pass that are read again (rereading.h). */
struct plan plan_to_read_again(void);

#endif
