#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "graphml.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(graphml, .init = make, .fini = sample_folder_remove);

static const char *graph(bool is_directed)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const struct neighbour near = {0, 1, 1, .25, .2}, none = {2, 1, 0, NAN, NAN};
    const struct similarity_pair pair = {0, 1, .75};
    sample_writer(&writer, is_directed ? "directed" : "undirected");
    cr_assert_eq(graphml_begin(&writer, &sample_counts, is_directed, &failure), STATUS_OK);
    if (is_directed) {
        cr_assert_eq(graphml_add_neighbour(&writer, &near, &failure), STATUS_OK);
        cr_assert_eq(graphml_add_neighbour(&writer, &none, &failure), STATUS_OK);
    } else {
        cr_assert_eq(graphml_add_pair(&writer, &pair, &failure), STATUS_OK);
    }
    cr_assert_eq(graphml_end(&writer, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content(is_directed ? "directed" : "undirected");
}

Test(graphml, documents_are_nodes_and_neighbours_directed_edges)
{
    static const char *const parts[] = {
        "<graph edgedefault=\"directed\">",
        "<node id=\"n0\"><data key=\"d0\">war/post</data><data key=\"d1\">post</data><data key=\"d2\">war</data>"
        "<data key=\"d3\">en</data><data key=\"d4\">1939-09-01</data>"
        "<data key=\"d5\">&quot;War&quot;, again</data><data key=\"d6\">420</data></node>",
        "<node id=\"n2\"><data key=\"d0\">empty</data><data key=\"d6\">0</data></node>",
        "<edge source=\"n0\" target=\"n1\"><data key=\"d7\">0.25</data><data key=\"d8\">1</data></edge>\n  </graph>",
    };
    const char *const text = graph(true);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect_not_null(strstr(text, parts[i]), "%s in %s", parts[i], text);
}

Test(graphml, pairs_are_undirected_edges_without_a_rank)
{
    const char *const text = graph(false);
    cr_expect_not_null(strstr(text, "<graph edgedefault=\"undirected\">"));
    cr_expect_not_null(strstr(text, "<edge source=\"n0\" target=\"n1\"><data key=\"d7\">0.75</data></edge>"));
    cr_expect_null(strstr(text, "rank"));
}
