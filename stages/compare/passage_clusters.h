/*
 * passage_clusters.h - passages sorted into as many clusters as they themselves ask for.
 *
 * Average linkage of the passages' likeness, cut where passages are nearest to their clusters: where the mean margin is
 * largest between a passage's mean likeness to its cluster and that to the next one (own and other of Rousseeuw's
 * silhouette, 1987), both to passages of other documents alone, since each text is like itself. The silhouette proper,
 * the margin divided by the larger of the two, makes too few clusters of texts that have little in common. The cuts
 * tried are .03 to .30 in steps of .01; of equal ones the lowest, which makes the fewest clusters.
 */
#ifndef MIZAN_PASSAGE_CLUSTERS_H
#define MIZAN_PASSAGE_CLUSTERS_H

#include "passage_likeness.h"
#include "stage.h"

/* Likeness of every two takes 2 bytes a pair and passage: 200 MB. */
enum { CLUSTERED_PASSAGES_MOST = 10000 };

/* Zero-initialized it is empty. */
struct passage_clusters {
    size_t *labels; /* by passage, numbered from 0 by the first passage of each */
    size_t count;
    double cut, margin; /* the likeness it was cut at, the mean there */
};

/* FAILURE_MEMORY, FAILURE_IO (the spill, flow_spill), or a signal. */
enum status passage_clusters_find(struct passage_clusters *clusters, const struct passage_likeness *likeness,
                                  struct flow *flow) MUST_CHECK;
void passage_clusters_close(struct passage_clusters *clusters);

#endif
