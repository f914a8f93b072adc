/*
 * tables.S - embeds what background_compile and fold_tables make of the data files of this folder, and word_list_compile of the lists
 * of stages/words. The assembler looks for the file
 * names in its -I folder: the build folder.
 */
    .macro table name, file
    .section .rodata.\name, "a"
    .globl \name, \name\()_end
    .type \name, %object
    .balign 16
\name:
    .incbin "\file"
    .size \name, . - \name
\name\()_end:
    .byte 0
    .endm

    table table_background_ar, ar.background
    table table_background_en, en.background
    table table_names, names.words
    .globl table_names_checksum
    .set table_names_checksum, table_names_end - 4
    table table_stop_words, stop_words.words
    .globl table_stop_words_checksum
    .set table_stop_words_checksum, table_stop_words_end - 4
    table table_dates, dates.words
    table table_phrases, phrases.words

    .section .note.GNU-stack, "", %progbits
