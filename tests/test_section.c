/* test_section.c - notes, references and links hold as long as they look like it. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "line_sample.h"
#include "section.h"

static struct section section;

static bool holds(const char *text, enum script main)
{
    static struct line_sample sample;
    line_sample_make(&sample, text);
    return section_holds(&section, &sample.line, main);
}

#define PROSE                                                                                                          \
    "The archives of the ministry were opened to scholars after the war, and what they found there changed the way "   \
    "in which the talks had been told for many years by those who took part in them"

Test(section, of_notes_ends_at_a_paragraph_of_prose)
{
    section_open(&section, FIELD_NOTES, false);
    cr_expect_not(holds(PROSE, SCRIPT_LATIN));
    cr_expect_eq(section.field, FIELD_BODY);
}

Test(section, of_notes_holds_references_of_many_kinds)
{
    static const char *const lines[] = {
        "1. A. J. P. Taylor, English History 1914-1945, Oxford 1965, p. 218.",
        "Beloff, M. (1947). The Foreign Policy of Soviet Russia, vol. 1. London: Oxford University Press.",
        "(12) محمد حسن، تاريخ العلاقات الدولية، ط. 2، بغداد، 1988، ص 45.",
        "- Орлов А. С. История России. М., 2005. С. 211.",
        "^ Cheng, Joseph Y. S. (2004). \"Challenges to China's Russian policy\". 34 (4): 480–502.",
        "[3] 王芸生：《六十年来中国与日本》，第八卷，1982年，第45页。",
        "Official site",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        section_open(&section, FIELD_NOTES, false);
        for (int times = 0; times < 20; times++) {
            cr_expect(holds(lines[i], SCRIPT_NONE), "%s", lines[i]);
        }
    }
}

Test(section, of_notes_may_hold_one_paragraph_of_prose_once_it_is_known_not_two)
{
    section_open(&section, FIELD_NOTES, false);
    for (int line = 0; line < 10; line++) {
        cr_expect(holds("12. A. Author, A book, 1931.", SCRIPT_LATIN));
    }
    cr_expect(holds(PROSE, SCRIPT_LATIN));
    cr_expect_not(holds(PROSE, SCRIPT_LATIN));
}

Test(section, of_notes_ends_after_sixty_words_set_in_short_lines_of_prose)
{
    section_open(&section, FIELD_NOTES, false);
    int held = 0;
    while (held < 20 && holds("they signed it and went home by the evening train", SCRIPT_LATIN)) {
        held++;
    }
    cr_expect_eq(held, 5, "ten words a line: the sixth line fills sixty");
}

Test(section, of_links_ends_behind_the_titles)
{
    section_open(&section, FIELD_APPENDED, false);
    cr_expect(holds("The war in Manchuria", SCRIPT_LATIN));
    cr_expect(holds("- The treaty of 1925, and what became of it.", SCRIPT_LATIN));
    cr_expect_not(holds("The ministers went home by train.", SCRIPT_LATIN));
    section_open(&section, FIELD_APPENDED, false);
    int held = 0;
    while (held < 50 && holds("The war in Manchuria", SCRIPT_LATIN)) {
        held++;
    }
    cr_expect_eq(held, 10);
}

Test(section, of_an_appended_article_reaches_to_the_end)
{
    section_open(&section, FIELD_APPENDED, true);
    for (int times = 0; times < 20; times++) {
        cr_expect(holds(PROSE, SCRIPT_LATIN));
    }
}
