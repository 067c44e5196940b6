/* Somebody wants the program to end: Ctrl-C, or the system. The loops look here between two turns. */
#ifndef FOYER_STOP_H
#define FOYER_STOP_H

#include <stdbool.h>

/* From now on SIGINT and SIGTERM are remembered, and a pipe that is closed is an error of its write. */
void stop_catch(void);
bool stop_asked(void);

#endif
