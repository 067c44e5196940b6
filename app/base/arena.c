#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

void *arena_take(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	size_t start = (arena->used + align - 1) & ~(align - 1);

	CHECK(arena->used <= arena->size);
	if (start > arena->size || size > arena->size - start)
		return NULL;
	arena->used = start + size;
	return memset(arena->base + start, 0, size);
}
