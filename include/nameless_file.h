/* nameless_file.h - a file that no folder shows and that vanishes with the process. */
#ifndef MIZAN_NAMELESS_FILE_H
#define MIZAN_NAMELESS_FILE_H

/* A descriptor to read and to write, closed on exec; -1 with errno where the folder can have none. */
int nameless_file_open(const char *folder);

#endif
