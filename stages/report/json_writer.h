/*
 * json_writer.h - JSON in a fixed order, indented by two spaces, UTF-8 as it is, reals as their shortest decimals.
 *
 * (jansson reads JSON here, but writes reals with 17 digits.) Members are written one after another; json_writer_close
 * ends the innermost object or array. A key is given inside of objects and NULL inside of arrays.
 */
#ifndef MIZAN_JSON_WRITER_H
#define MIZAN_JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "span.h"
#include "writer.h"

enum { JSON_WRITER_DEPTH = 16 };

/* {.writer = ...}; the writer is borrowed. */
struct json_writer {
    struct writer *writer;
    bool is_embedded; /* in a <script> of a page: without lines and spaces; nothing in it can end the element, or
                         reorder what is shown of it (U+FFFD) */
    unsigned depth;   /* at most JSON_WRITER_DEPTH */
    char closing[JSON_WRITER_DEPTH];
    bool has_members[JSON_WRITER_DEPTH];
};

void json_writer_object(struct json_writer *json, const char *key);
void json_writer_array(struct json_writer *json, const char *key);
void json_writer_close(struct json_writer *json); /* the outermost close ends the line, too */

void json_writer_span(struct json_writer *json, const char *key, struct span value); /* broken UTF-8 becomes U+FFFD */
void json_writer_text(struct json_writer *json, const char *key, const char *value); /* NULL: null */
void json_writer_integer(struct json_writer *json, const char *key, uint64_t value);
void json_writer_number(struct json_writer *json, const char *key, double value); /* NaN and infinity: null */
/* A string alone, for who writes the rest itself. */
void json_writer_string(struct writer *writer, struct span value, bool is_embedded);

void json_writer_boolean(struct json_writer *json, const char *key, bool value);
void json_writer_null(struct json_writer *json, const char *key);

#endif
