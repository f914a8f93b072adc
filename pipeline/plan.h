/* plan.h - which stages run for which command. */
#ifndef MIZAN_PLAN_H
#define MIZAN_PLAN_H

#include "pipeline.h"

/* The plan of a command; lasts as long as the program. */
struct plan plan_for(enum command command);

#endif
