/* graphml.c - ids of nodes are n0, n1 ... (xs:NMTOKEN; a document's id may hold anything), by row of documents.csv. */
#include "graphml.h"

#include <math.h>

#include "xml_text.h"

/* Attributes of nodes, by index their keys d0, d1 ... */
static const struct {
    const char *name, *type;
} node_keys[] = {{"label", "string"}, {"source", "string"}, {"event", "string"}, {"language", "string"},
                 {"date", "string"},  {"title", "string"},  {"tokens", "long"}};
enum { NODE_KEYS = sizeof node_keys / sizeof *node_keys };

static void write_key(struct writer *writer, unsigned number, const char *of, const char *name, const char *type)
{
    writer_text(writer, "  <key id=\"d");
    writer_integer(writer, number);
    writer_text(writer, "\" for=\"");
    writer_text(writer, of);
    writer_text(writer, "\" attr.name=\"");
    writer_text(writer, name);
    writer_text(writer, "\" attr.type=\"");
    writer_text(writer, type);
    writer_text(writer, "\"/>\n");
}

static void begin_data(struct writer *writer, unsigned key)
{
    writer_text(writer, "<data key=\"d");
    writer_integer(writer, key);
    writer_text(writer, "\">");
}

static void write_node(struct writer *writer, size_t row, const struct document *document)
{
    const struct span texts[] = {document->id,       document->source, document->event,
                                 document->language, document->date,   document->title};
    writer_text(writer, "    <node id=\"n");
    writer_integer(writer, row);
    writer_text(writer, "\">");
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].length == 0)
            continue;
        begin_data(writer, i);
        xml_text(writer, texts[i]);
        writer_text(writer, "</data>");
    }
    begin_data(writer, NODE_KEYS - 1);
    writer_integer(writer, document->tokens);
    writer_text(writer, "</data></node>\n");
}

enum status graphml_begin(struct writer *writer, const struct counts *counts, bool is_directed, struct failure *failure)
{
    writer_text(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for (unsigned i = 0; i < NODE_KEYS; i++)
        write_key(writer, i, "node", node_keys[i].name, node_keys[i].type);
    write_key(writer, NODE_KEYS, "edge", "weight", "double");
    if (is_directed)
        write_key(writer, NODE_KEYS + 1, "edge", "rank", "long");
    writer_text(writer,
                is_directed ? "  <graph edgedefault=\"directed\">\n" : "  <graph edgedefault=\"undirected\">\n");
    for (size_t row = 0; row < counts->document_count; row++) {
        write_node(writer, row, counts->documents[row]);
        if (writer_check(writer, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return writer_check(writer, failure);
}

static enum status write_edge(struct writer *writer, size_t from, size_t to, double similarity, size_t rank,
                              struct failure *failure)
{
    if (isnan(similarity))
        return STATUS_OK;
    writer_text(writer, "    <edge source=\"n");
    writer_integer(writer, from);
    writer_text(writer, "\" target=\"n");
    writer_integer(writer, to);
    writer_text(writer, "\">");
    begin_data(writer, NODE_KEYS);
    writer_number(writer, similarity);
    writer_text(writer, "</data>");
    if (rank > 0) {
        begin_data(writer, NODE_KEYS + 1);
        writer_integer(writer, rank);
        writer_text(writer, "</data>");
    }
    writer_text(writer, "</edge>\n");
    return writer_check(writer, failure);
}

enum status graphml_add_neighbour(struct writer *writer, const struct neighbour *neighbour, struct failure *failure)
{
    return write_edge(writer, neighbour->document, neighbour->neighbour, neighbour->similarity, neighbour->rank,
                      failure);
}

enum status graphml_add_pair(struct writer *writer, const struct similarity_pair *pair, struct failure *failure)
{
    return write_edge(writer, pair->row, pair->column, pair->similarity, 0, failure);
}

enum status graphml_end(struct writer *writer, struct failure *failure)
{
    writer_text(writer, "  </graph>\n</graphml>\n");
    return writer_check(writer, failure);
}
