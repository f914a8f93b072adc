/* completion.h - what a shell asks for when the tab key is pressed, made from the option table. */
#ifndef MIZAN_COMPLETION_H
#define MIZAN_COMPLETION_H

#include <stdio.h>

enum shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH };

/* Writes the script that the shell loads: bash-completion's mizan, zsh's _mizan, fish's mizan.fish. */
void completion_show(FILE *stream, enum shell shell);

#endif
