#include <criterion/criterion.h>
#include <string.h>

#include "document_rows.h"
#include "within_flow.h"

enum { MOST = 5 };

struct case_of {
    struct document documents[MOST];
    size_t count, added; /* added: all before the one that fails */
    struct document_rows rows;
};

static enum status add_all(void *context, struct flow *flow)
{
    struct case_of *const tried = context;
    for (size_t i = 0; i < tried->count; i++) {
        if (document_rows_add(&tried->rows, &tried->documents[i], flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        tried->added++;
    }
    return STATUS_OK;
}

static struct document text(const char *id, const char *path, uint64_t line, enum role role)
{
    return (struct document){.id = span_of(id), .path = span_of(path), .line = line, .role = role};
}

/* A query may have the id of a document: it is another text. */
Test(document_rows, each_text_is_the_next_row)
{
    struct failure failure = {0};
    struct case_of tried = {.documents = {text("a", "1", 0, ROLE_DOCUMENT), text("", "2", 0, ROLE_DOCUMENT),
                                          text("b", "3", 0, ROLE_QUERY), text("a", "4", 0, ROLE_QUERY)},
                            .count = 4};
    cr_assert_eq(within_flow(add_all, &tried, 1, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(tried.rows.count, 4);
    cr_expect_eq(tried.rows.document_count, 2);
    for (size_t i = 0; i < tried.count; i++) {
        cr_expect_eq(tried.rows.items[i], &tried.documents[i], "row %zu", i);
    }
    document_rows_free(&tried.rows);
    cr_expect_eq(tried.rows.count, 0);
}

Test(document_rows, an_id_that_is_there_twice_and_a_document_behind_a_query_are_failures)
{
    static const struct {
        struct document documents[3];
        size_t added;
        enum failure_kind kind;
        const char *message;
    } cases[] = {{{{.id = {"a", 1}, .path = {"x", 1}, .line = 7}, {.id = {"b", 1}}, {.id = {"a", 1}, .path = {"y", 1}}},
                  2,
                  FAILURE_DATA,
                  "document id \"a\" is there twice: x, line 7 and y;"},
                 {{{.id = {"a", 1}, .path = {"x", 1}}, {.id = {"a", 1}, .path = {"x", 1}}, {.id = {"b", 1}}},
                  1,
                  FAILURE_DATA,
                  "both times from x;"},
                 {{{.id = {"a", 1}},
                   {.id = {"q", 1}, .path = {"x", 1}, .role = ROLE_QUERY},
                   {.id = {"q", 1}, .path = {"y", 1}, .role = ROLE_QUERY}},
                  2,
                  FAILURE_DATA,
                  "query id \"q\" is there twice: x and y;"},
                 {{{.id = {"a", 1}}, {.id = {"q", 1}, .role = ROLE_QUERY}, {.id = {"b", 1}}},
                  2,
                  FAILURE_INTERNAL,
                  "\"b\" came after the first query"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct failure failure = {0};
        struct case_of tried = {.count = 3};
        memcpy(tried.documents, cases[i].documents, sizeof cases[i].documents);
        cr_expect_eq(within_flow(add_all, &tried, 1, &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, cases[i].kind);
        cr_expect_not_null(strstr(failure.message, cases[i].message), "%s", failure.message);
        cr_expect_eq(tried.added, cases[i].added);
        document_rows_free(&tried.rows);
    }
}
