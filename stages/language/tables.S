/*
 * tables.S - embeds the data files of this folder. The assembler looks for the file names in its -I folders: the build folder (for
 * *.background, made by background_compile) and stages/language/data.
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
    table table_names, names.tsv
    table table_stop_words, stop_words.tsv

    .section .note.GNU-stack, "", %progbits
