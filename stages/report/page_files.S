/*
 * page_files.S - embeds the style sheet and the script of report.html, and their SHA-256 in hexadecimal as sha256sum says it
 * (the Makefile): the page's policy names them. The assembler looks for all of them in its -I folder: the build folder.
 */
    .macro embed name, file
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

    embed page_style, page.css
    embed page_script, page.js
    embed page_style_sha256, page.css.sha256
    embed page_script_sha256, page.js.sha256

    .section .note.GNU-stack, "", %progbits
