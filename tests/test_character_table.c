/* test_character_table.c - what the table says of a character, and that it says the same without memory. */
#include <criterion/criterion.h>

#include "character_table.h"
#include "refusal.h"

static struct character_table *opened(void)
{
    struct character_table *table = NULL;
    struct failure failure = {0};
    cr_assert_eq(character_table_open(&table, &failure), STATUS_OK, "%s", failure.message);
    return table;
}

/* Classes as in WordBreakProperty.txt and SentenceBreakProperty.txt of Unicode 15.0. */
Test(character_table, tells_the_classes_of_unicode_and_what_words_make_of_them)
{
    static const struct {
        int32_t character;
        enum word_class word;
        enum sentence_class sentence;
        enum character_class class;
        enum script script;
        enum plain_kind plain;
    } cases[] = {
        {'a', BREAK_LETTER, SENTENCE_LOWER, CLASS_LETTER, SCRIPT_LATIN, PLAIN_LETTER},
        {'A', BREAK_LETTER, SENTENCE_UPPER, CLASS_LETTER, SCRIPT_LATIN, PLAIN_LETTER},
        {'7', BREAK_NUMERIC, SENTENCE_NUMERIC, CLASS_DIGIT, SCRIPT_NONE, PLAIN_DIGIT},
        {' ', BREAK_SPACE, SENTENCE_SPACE, CLASS_OTHER, SCRIPT_NONE, PLAIN_GAP},
        {'\n', BREAK_LINE, SENTENCE_SEPARATOR, CLASS_OTHER, SCRIPT_NONE, PLAIN_LINE},
        {'.', BREAK_MID_NUMBER_LETTER, SENTENCE_STOP, CLASS_STOP, SCRIPT_NONE, PLAIN_MIDDLE},
        {'?', BREAK_OTHER, SENTENCE_TERMINATOR, CLASS_OTHER, SCRIPT_NONE, PLAIN_GAP},
        {0x0628, BREAK_LETTER, SENTENCE_LETTER, CLASS_LETTER, SCRIPT_ARABIC, PLAIN_LETTER},
        {0x0640, BREAK_LETTER, SENTENCE_LETTER, CLASS_TATWEEL, SCRIPT_NONE, PLAIN_FOLLOWS},
        {0x064B, BREAK_EXTEND, SENTENCE_EXTEND, CLASS_MARK, SCRIPT_NONE, PLAIN_FOLLOWS},
        {0x061F, BREAK_OTHER, SENTENCE_TERMINATOR, CLASS_OTHER, SCRIPT_NONE, PLAIN_GAP},
        {0x200D, BREAK_JOINER, SENTENCE_EXTEND, CLASS_FORMAT, SCRIPT_NONE, PLAIN_NOT},
        {0x05D0, BREAK_HEBREW_LETTER, SENTENCE_LETTER, CLASS_LETTER, SCRIPT_HEBREW, PLAIN_LETTER},
        {0x4E00, BREAK_FOREIGN, SENTENCE_LETTER, CLASS_LETTER, SCRIPT_HAN, PLAIN_NOT},
        {0x0E31, BREAK_FOREIGN_EXTEND, SENTENCE_EXTEND, CLASS_MARK, SCRIPT_NONE, PLAIN_NOT},
        {0xFF9E, BREAK_EXTEND, SENTENCE_EXTEND, CLASS_MARK, SCRIPT_NONE, PLAIN_FOLLOWS},
        {0x2139, BREAK_FOREIGN, SENTENCE_LOWER, CLASS_LETTER, SCRIPT_NONE, PLAIN_NOT},
        {0x1F600, BREAK_PICTOGRAPH, SENTENCE_OTHER, CLASS_OTHER, SCRIPT_NONE, PLAIN_GAP},
    };
    struct character_table *const table = opened();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct character_entry entry = character_table_entry(table, cases[i].character);
        cr_expect(entry.word == cases[i].word && entry.sentence == cases[i].sentence && entry.class == cases[i].class &&
                      entry.script == cases[i].script && entry.plain == cases[i].plain,
                  "U+%04X: word %u, sentence %u, class %u, script %u, plain %u", (unsigned)cases[i].character,
                  entry.word, entry.sentence, entry.class, entry.script, entry.plain);
    }
    character_table_close(table);
}

Test(character_table, says_the_same_where_no_memory_is_to_be_had_for_a_page)
{
    struct character_table *const table = opened(), *const poor = opened();
    for (int32_t character = 0x600; character < 0x700; character++) {
        const struct character_entry entry = character_table_entry(table, character);
        refuse_allocation(0, true);
        const struct character_entry same = character_table_entry(poor, character);
        refuse_nothing();
        cr_expect(entry.word == same.word && entry.sentence == same.sentence && entry.class == same.class &&
                      entry.script == same.script && entry.plain == same.plain &&
                      entry.ends_sentence == same.ends_sentence,
                  "U+%04X", (unsigned)character);
    }
    character_table_close(table);
    character_table_close(poor);
}
