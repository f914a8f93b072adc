/* grid_json.c - which settings were tried, which were not, and why. */
#include "grid_json.h"

void grid_json_write(struct json_writer *json, const struct grid_account *grid)
{
    if (grid == NULL || (grid->matrices == 0 && grid->missing == NULL)) {
        return;
    }
    json_writer_object(json, "robustness");
    json_writer_integer(json, "settings", grid->matrices * GRID_SIMILARITIES);
    if (grid->missing != NULL) {
        json_writer_text(json, "missing", grid->missing);
    }
    if (grid->length > 0) {
        json_writer_integer(json, "one_length_words", grid->length);
    }
    json_writer_array(json, "left_out");
    for (size_t i = 0; i < grid->omitted_count; i++) {
        json_writer_text(json, NULL, grid->omitted[i]);
    }
    json_writer_close(json);
    json_writer_close(json);
}
