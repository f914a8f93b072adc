/*
 * graphml.h - the documents as a graph, in GraphML (Brandes, Eiglsperger, Herman, Himsolt & Marshall 2002), as Gephi
 * and igraph read it: a node each, with its metadata; a directed edge to each of its neighbours, or, where --threshold
 * was given, an undirected one for each pair at or above it.
 */
#ifndef MIZAN_GRAPHML_H
#define MIZAN_GRAPHML_H

#include "failure.h"
#include "finding.h"
#include "writer.h"

/* The head and every node. */
enum status graphml_begin(struct writer *writer, const struct counts *counts, bool is_directed,
                          struct failure *failure) MUST_CHECK;

/* An edge, as the findings arrive; one without a similarity is left out. */
enum status graphml_add_neighbour(struct writer *writer, const struct neighbour *neighbour,
                                  struct failure *failure) MUST_CHECK;
enum status graphml_add_pair(struct writer *writer, const struct similarity_pair *pair,
                             struct failure *failure) MUST_CHECK;

enum status graphml_end(struct writer *writer, struct failure *failure) MUST_CHECK;

#endif
