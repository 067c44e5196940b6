#include "line/heap.h"

#include <malloc.h>

enum { PIECE_BYTES = 32 << 10 };

/* Sound comes in large pieces that live for seconds: each goes back when it is over. Left alone, glibc keeps room for
 * the largest ever freed, in the heap of each thread. */
void heap_keep_small(void)
{
#ifdef __GLIBC__
	(void)mallopt(M_MMAP_THRESHOLD, PIECE_BYTES);
	(void)mallopt(M_TRIM_THRESHOLD, PIECE_BYTES);
#endif
}

void heap_give_back(void)
{
#ifdef __GLIBC__
	(void)malloc_trim(0);
#endif
}
