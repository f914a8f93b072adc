/* exports.h - the forms of the results that are written on demand: --export npz,graphml,long and --sqlite FILE. */
#ifndef MIZAN_EXPORTS_H
#define MIZAN_EXPORTS_H

#include "database.h"
#include "failure.h"
#include "finding.h"
#include "results_folder.h"
#include "settings.h"
#include "writer.h"

/* Zero-initialized nothing is open. */
struct exports {
    const struct settings *settings;
    const struct counts *counts;
    struct results_folder *folder;
    struct writer graph, pairs; /* graph.graphml, similarity_long.csv */
    struct database database;
};

/* Takes the database's place; from here on the tables of `folder` go into it, too. */
enum status exports_open(struct exports *exports, const struct settings *settings, struct results_folder *folder,
                         struct failure *failure) MUST_CHECK;

/* weights.npz, and the heads of what is written as findings arrive. */
enum status exports_begin(struct exports *exports, const struct weighted *weighted, struct failure *failure) MUST_CHECK;

/* Any finding behind FINDING_MATRIX. */
enum status exports_add(struct exports *exports, const struct finding *finding, struct failure *failure) MUST_CHECK;

/* Once run.json is written: everything is whole. */
enum status exports_end(struct exports *exports, struct failure *failure) MUST_CHECK;

/* Once OUT is there: the database is in its place. */
enum status exports_place(struct exports *exports, struct failure *failure) MUST_CHECK;

/* Closes what is open; without exports_place nothing of the database stays. */
void exports_close(struct exports *exports);

#endif
