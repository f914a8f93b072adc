/* grid_json.h - what run.json says of the grid of settings. */
#ifndef MIZAN_GRID_JSON_H
#define MIZAN_GRID_JSON_H

#include "json_writer.h"
#include "matrix.h"

/* The object "robustness"; nothing where no grid is wanted. */
void grid_json_write(struct json_writer *json, const struct grid_account *grid);

#endif
