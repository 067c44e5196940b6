/* Looks for what should be gone in the memory of the test's own program. */
#ifndef FOYER_TEST_MEMORY_HELP_H
#define FOYER_TEST_MEMORY_HELP_H

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { HIDE = 0x20, REGION_BYTES_MAX = 64 << 20 };

/* Whether these bytes, each hidden by HIDE so that this is none of the places, stand anywhere in this program's memory.
 */
static inline bool is_in_memory(const void *hidden, size_t bytes)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	int memory = open("/proc/self/mem", O_RDONLY); /* without a buffer, which would keep a copy */
	uint8_t *copy = mmap(NULL, REGION_BYTES_MAX, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char line[400];
	char may[8];
	unsigned long from, to;
	bool found = false;

	assert_non_null(maps);
	assert_true(memory >= 0);
	assert_true(copy != MAP_FAILED);
	while (fgets(line, sizeof(line), maps) && !found) {
		size_t count;
		ssize_t got;

		if (sscanf(line, "%lx-%lx %7s", &from, &to, may) != 3 || may[1] != 'w' || from == (uintptr_t)copy ||
			to - from > REGION_BYTES_MAX)
			continue;
		got = pread(memory, copy, to - from, (off_t)from);
		count = got > 0 ? (size_t)got : 0;
		for (size_t i = 0; i < count; i++)
			copy[i] ^= HIDE;
		found = count >= bytes && memmem(copy, count, hidden, bytes) != NULL;
	}
	munmap(copy, REGION_BYTES_MAX);
	close(memory);
	fclose(maps);
	return found;
}

/* The words themselves, for a moment. */
static inline const char *unhide(char *words, const char *hidden, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		words[i] = (char)(hidden[i] ^ HIDE);
	words[bytes] = '\0';
	return words;
}

#endif
