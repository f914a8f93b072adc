/* ranked_list.h - the best of many, as lists are kept and handed on. */
#ifndef MIZAN_RANKED_LIST_H
#define MIZAN_RANKED_LIST_H

#include <stddef.h>

/* Greater values come before smaller ones, and among equals the lower index first. */
struct top_entry {
    double value;
    size_t index;
};

/* The owner of the entries keeps `capacity` of them. */
struct top_list {
    struct top_entry *entries;
    size_t count, capacity;
};

#endif
