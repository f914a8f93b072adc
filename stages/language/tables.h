/* tables.h - the data files of this folder and the lists of stages/words, embedded into the program by tables.S. */
#ifndef MIZAN_TABLES_H
#define MIZAN_TABLES_H

/* Each table's first byte, and the byte behind its last. The backgrounds are in the format of background_compile.c,
 * aligned to 16. */
extern const char table_background_ar[], table_background_ar_end[];
extern const char table_background_en[], table_background_en_end[];
/* data/names.tsv and data/stop_words.tsv, a struct word_table each, made by fold_tables.c, with the CRC-32 of it (a
 * uint32_t of the machine) as the last bytes. */
extern const char table_names[], table_names_checksum[], table_names_end[];
extern const char table_stop_words[], table_stop_words_checksum[], table_stop_words_end[];
/* The words of dates by language and the phrases by kind, a struct word_table each, made by
 * stages/words/word_list_compile.c. */
extern const char table_dates[], table_dates_end[];
extern const char table_phrases[], table_phrases_end[];

#endif
