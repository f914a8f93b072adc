/* mizan.c - the public interface: a plan, run. */
#include "mizan.h"

#include "plan.h"

enum status mizan_run(const struct settings *settings, struct failure *failure)
{
    const struct plan plan = plan_for(settings->command);
    struct progress progress = progress_open(settings->quiet);
    return pipeline_run(&plan, settings, &progress, failure);
}
