/* The memory of calls that are over goes back to the system. Where the C library is not glibc, nothing happens. */
#ifndef FOYER_HEAP_H
#define FOYER_HEAP_H

/* Once, at the start. */
void heap_keep_small(void);
/* What lies free between pieces in use, of all threads. */
void heap_give_back(void);

#endif
