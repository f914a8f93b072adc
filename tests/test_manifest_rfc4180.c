/* test_manifest_rfc4180.c - the manifest reader against RFC 4180 case by case, and against files in the wild. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manifest.h"
#include "manifest_shown.h"
#include "scratch.h"

TestSuite(manifest_rfc4180, .init = scratch_open, .fini = scratch_close);

/* Section 2 of RFC 4180 rule by rule, and what files in the wild do besides. */
Test(manifest_rfc4180, tables_are_read_by_each_rule_of_section_2)
{
    static const struct manifest_case cases[] = {
        /* 1: each row on a line, ended by CRLF; LF alone and both in one file are taken too */
        {"a.csv", "path,t\r\na.txt,A\r\nb.txt,B\r\n", "2:a.txt/A;3:b.txt/B;"},
        {"a.csv", "path,t\na.txt,A\r\nb.txt,B\nc.txt,C\r\n", "2:a.txt/A;3:b.txt/B;4:c.txt/C;"},
        /* 2: the last row may have no line end, quoted or not, empty or not */
        {"a.csv", "path,t\r\na.txt,\"A\"", "2:a.txt/A;"},
        {"a.csv", "t,path\r\n,a.txt", "2:/a.txt;"},
        {"a.csv", "path,t\r\na.txt,", "2:a.txt/;"},
        {"a.csv", "path,t\r\na.txt,\"\"", "2:a.txt/;"},
        /* 3: a header row; ours is required */
        {"a.csv", "\"path\",\"a, \"\"b\"\"\"\r\na.txt,A\r\n", "2:a.txt/A;"},
        /* 4: spaces are part of a field, the last one has no comma behind it */
        {"a.csv", "path,t,u\na.txt, A , \n", "2:a.txt/ A / ;"},
        {"a.csv", "path,t\na.txt,\"  \"\n", "2:a.txt/  ;"},
        {"a.csv", "path,t,u,v\na.txt,,,\n", "2:a.txt///;"},
        /* 5: quotes around any field */
        {"a.csv", "path,t\n\"a.txt\",\"A\"\n", "2:a.txt/A;"},
        /* 6: line ends and commas in quotes stay as they are */
        {"a.csv", "path,t\na.txt,\"A\r\nB\nC\"\nb.txt,D\n", "2:a.txt/A\r\nB\nC;5:b.txt/D;"},
        {"a.csv", "path,t\na.txt,\"\n\n\"\nb.txt,D\n", "2:a.txt/\n\n;5:b.txt/D;"},
        {"a.csv", "path,t\na.txt,\",,,\"\n", "2:a.txt/,,,;"},
        /* 7: a quote in quotes is doubled */
        {"a.csv", "path,t\na.txt,\"\"\"\"\n", "2:a.txt/\";"},
        {"a.csv", "path,t\na.txt,\"\"\"A\"\"\"\n", "2:a.txt/\"A\";"},
        {"a.csv", "path,t\na.txt,\"\"\",\"\"\"\n", "2:a.txt/\",\";"},
        {"a.csv", "path,t\na.txt,\"\"\"\r\n\"\"\"\r\n", "2:a.txt/\"\r\n\";"},
        /* besides: a byte order mark before a quote, rows of nothing, an apostrophe, a semicolon, U+2028, other scripts
         */
        {"a.csv", "\xEF\xBB\xBF\"path\",t\r\na.txt,A\r\n", "2:a.txt/A;"},
        {"a.csv", "path,t\r\n\r\na.txt,A\r\n\r\n\r\n", "3:a.txt/A;"},
        {"a.csv", "path,t\na.txt,'A;B'\n", "2:a.txt/'A;B';"},
        {"a.csv",
         "path,t\na.txt,A\xE2\x80\xA8"
         "B\n",
         "2:a.txt/A\xE2\x80\xA8"
         "B;"},
        {"a.csv", "path,عنوان\nأ.txt,\"معاهدة، \"\"1942\"\"\"\n", "2:أ.txt/معاهدة، \"1942\";"},
        {"a.csv", "path,t\na.txt,\xEF\xBB\xBF\n", "2:a.txt/\xEF\xBB\xBF;"},
        /* tabs: commas are letters, quotes too unless they stand around the field */
        {"a.tsv", "path\tt\na.txt\ta,b\n", "2:a.txt/a,b;"},
        {"a.tsv", "path\tt\na.txt\t\"a\tb\"\n", "2:a.txt/a\tb;"},
        {"a.tsv", "path\tt\r\na.txt\t5\" gun\r\n", "2:a.txt/5\" gun;"},
    };
    manifest_expect(cases, sizeof cases / sizeof *cases);
}

Test(manifest_rfc4180, a_field_of_a_megabyte_is_a_field)
{
    enum { FIELD_BYTES = 1 << 20, TABLE_BYTES = 2 * FIELD_BYTES + 64 };
    char *const text = malloc(TABLE_BYTES), *const shown = malloc(TABLE_BYTES);
    cr_assert(text != NULL && shown != NULL);
    const size_t head = (size_t)sprintf(text, "path,t\na.txt,\"");
    for (size_t i = 0; i < FIELD_BYTES; i += 4) { /* a comma, a line end, a doubled quote */
        memcpy(text + head + i, ",\n\"\"", 4);
    }
    (void)sprintf(text + head + FIELD_BYTES, "\"\nb.txt,B\n");
    struct failure failure = {0};
    cr_assert_eq(manifest_show(scratch_write("a.csv", text), shown, TABLE_BYTES, &failure), STATUS_OK, "%s",
                 failure.message);
    const size_t kept = (size_t)FIELD_BYTES / 4 * 3;
    cr_expect_eq(strlen(shown), strlen("2:a.txt/;") + kept + strlen("262147:b.txt/B;"));
    cr_expect_str_eq(shown + strlen("2:a.txt/") + kept, ";262147:b.txt/B;"); /* row 2 has 262,144 line ends inside */
    free(text);
    free(shown);
}

struct bad_case {
    struct span text;
    const char *words; /* in the message behind the path */
};
#define TEXT(literal)                                                                                                  \
    {                                                                                                                  \
        literal, sizeof literal - 1                                                                                    \
    }

Test(manifest_rfc4180, what_breaks_the_rules_is_named_with_its_line)
{
    static const struct bad_case cases[] = {
        {TEXT("path,t\na.txt,\"A\" \n"), ":2: a quote stands inside a field"},
        {TEXT("path,t\na.txt, \"A\"\n"), ":2: a quote stands inside a field"},
        {TEXT("path,t\na.txt,A\"\n"), ":2: a quote stands inside a field"},
        {TEXT("path,t\na.txt,\"A\n\n\"B\n"), ":4: a quote stands inside a field"},
        {TEXT("path,\"t\"u\na.txt,A\n"), ":1: a quote stands inside a field"},
        {TEXT("path,t\na.txt,\"A\"\"\n"), ":2: a quote is opened in this row and never closed"},
        {TEXT("path,t\na.txt,\"\"\"\n"), ":2: a quote is opened in this row and never closed"},
        {TEXT("path,t\na.txt,\""), ":2: a quote is opened in this row and never closed"},
        {TEXT("\"path,t\na.txt,A\n"), ":1: a quote is opened in this row and never closed"},
        {TEXT("path,t\n\na.txt\n"), ":3: the row has 1 field"},
        {TEXT("path,t\n\"a\n.txt\",A,\n"), ":2: the row has 3 fields where the header has 2"},
        {TEXT("path,t\n,\n"), ":2: the row's `path` is empty"},
        {TEXT("path,t,\na.txt,A,\n"), ":1: column 3 has no name"},
        {TEXT("path,t,path\na.txt,A,b.txt\n"), ":1: columns 1 and 3 are both named \"path\""},
        {TEXT("Path,t\na.txt,A\n"), ":1: the header row names"},
        {TEXT("\xEF\xBB\xBF"), ":1: the table is empty"},
        {TEXT("\r\n\r\n"), ":1: the table is empty"},
        {TEXT("path,t\na.txt,\0\n"), ":2: the line holds a NUL byte"},
        {TEXT("path,t\na.txt,\"\n\0\"\n"), ":3: the line holds a NUL byte"},
        {TEXT("path\0,t\n"), ":1: the line holds a NUL byte"},
        {TEXT("path,t\na.txt,\xC0\x80\n"), ":2: byte 7 of the line is not UTF-8"},
        {TEXT("path,t\na.txt,\xED\xA0\x80\n"), ":2: byte 7 of the line is not UTF-8"},
        {TEXT("path,t\na.txt,\xF5\x80\x80\x80\n"), ":2: byte 7 of the line is not UTF-8"},
        {TEXT("\xFF\xFEp\0a\0"), ":1: byte 1 of the line is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char shown[256];
        struct failure failure = {0};
        const char *const path = scratch_write_bytes("a.csv", cases[i].text);
        cr_expect_eq(manifest_show(path, shown, sizeof shown, &failure), STATUS_FAILED, "case %zu", i);
        cr_expect_eq(failure.kind, FAILURE_DATA, "case %zu", i);
        cr_assert_eq(strncmp(failure.message, path, strlen(path)), 0, "case %zu: %s", i, failure.message);
        cr_expect_eq(strncmp(failure.message + strlen(path), cases[i].words, strlen(cases[i].words)), 0, "case %zu: %s",
                     i, failure.message);
    }
}
