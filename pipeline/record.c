/* record.c - the names of what record.h and finding.h list. */
#include "finding.h"

const char *const field_names[FIELD_COUNT] = {"body", "notes", "appended", "other_script", "residue", "repeated"};
const char *const repair_names[REPAIR_COUNT] = {
    "halves", "numbers", "ranges", "lam_alef", "presentation_forms", "reversed", "spaced_letters", "tatweel"};
const char *const channel_names[CHANNEL_COUNT] = {"word", "ngram", "character", "date"};
const char *const group_kind_names[] = {"document", "source", "event", "topic"};
