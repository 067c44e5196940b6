#include "speech/dictionary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_BYTES = 80, PHONES_BYTES = 200 };

enum err dictionary_open(struct dictionary *out, const char *path)
{
	struct stat status;
	enum err err = ERR_NONE;
	void *bytes;
	int fd;

	*out = (struct dictionary){0};
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == EACCES ? ERR_DENIED : ERR_NOT_FOUND;
	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) {
		err = ERR_FORMAT;
		goto out;
	}
	bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED) {
		err = ERR_IO;
		goto out;
	}
	*out = (struct dictionary){.bytes = bytes, .size = (size_t)status.st_size};
out:
	close(fd);
	return err;
}

void dictionary_close(struct dictionary *dictionary)
{
	if (dictionary->bytes)
		munmap((void *)(uintptr_t)dictionary->bytes, dictionary->size);
	*dictionary = (struct dictionary){0};
}

static int by_word(const void *a, const void *b)
{
	return strcmp(((const struct dictionary_word *)a)->word, ((const struct dictionary_word *)b)->word);
}

/* "zero(2)" is another way of saying "zero". */
static size_t word_length(const char *name, size_t length)
{
	const char *bracket = memchr(name + 1, '(', length - 1);

	return bracket ? (size_t)(bracket - name) : length;
}

static struct dictionary_word *wanted(struct dictionary_word *words, size_t count, const char *name, size_t length)
{
	char word[NAME_BYTES];
	struct dictionary_word key = {.word = word};

	length = word_length(name, length);
	if (length >= sizeof(word))
		return NULL;
	memcpy(word, name, length);
	word[length] = 0;
	return bsearch(&key, words, count, sizeof(key), by_word);
}

static void take_line(const char *line, size_t length, struct dictionary_word *found, dictionary_say say, void *self)
{
	const char *space = memchr(line, ' ', length);
	size_t name_length = (size_t)(space - line);
	struct text phones = {space + 1, (uint32_t)(length - name_length - 1)};
	char name[NAME_BYTES];
	char said[PHONES_BYTES];

	if (name_length >= sizeof(name) || phones.length >= sizeof(said))
		return;
	text_copy(name, sizeof(name), (struct text){line, (uint32_t)name_length});
	text_copy(said, sizeof(said), phones);
	found->found = true;
	say(self, name, said);
}

void dictionary_find(const struct dictionary *dictionary, struct dictionary_word *words, size_t count,
	dictionary_say say, void *self)
{
	const char *at = dictionary->bytes;
	const char *end = at ? at + dictionary->size : NULL;

	qsort(words, count, sizeof(*words), by_word);
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((stop ? stop : end) - at);
		const char *space = memchr(at, ' ', length);
		struct dictionary_word *found =
			space && space > at ? wanted(words, count, at, (size_t)(space - at)) : NULL;

		if (found)
			take_line(at, length, found, say, self);
		at += length + 1;
	}
}
