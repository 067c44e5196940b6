/* Without libFuzzer: runs the files of a corpus and mutations of them from a fixed seed. */
#include "fuzz.h"

#include "base/check.h"
#include "base/rng.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES_MAX = 1 << 19, CORPUS_MAX = 64, CHANGES_MAX = 8, SEED = 2026 };

struct seed_file {
	uint8_t *bytes;
	size_t size;
};

struct corpus {
	struct seed_file list[CORPUS_MAX];
	uint32_t count;
};

static void corpus_read(struct corpus *corpus, const char *path)
{
	FILE *in = fopen(path, "rb");
	struct seed_file *file = &corpus->list[corpus->count];

	if (!in || corpus->count == CORPUS_MAX) {
		fprintf(stderr, "fuzz: %s: cannot be read, or there are too many\n", path);
		exit(1);
	}
	file->bytes = malloc(FILE_BYTES_MAX);
	CHECK(file->bytes);
	file->size = fread(file->bytes, 1, FILE_BYTES_MAX, in);
	corpus->count++;
	fclose(in);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void corpus_open(struct corpus *corpus, const char *folder)
{
	struct dirent **names;
	int count = scandir(folder, &names, NULL, by_name);

	if (count < 0) {
		corpus_read(corpus, folder);
		return;
	}
	for (int i = 0; i < count; i++) {
		char path[1024];

		snprintf(path, sizeof(path), "%s/%s", folder, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			corpus_read(corpus, path);
		free(names[i]);
	}
	free(names);
}

/* Some bytes changed, taken out, doubled, or exchanged for what YAML cares about. */
static size_t mutate(struct rng *rng, const struct seed_file *file, uint8_t *out)
{
	static const char special[] = "{}[]:-?&*!|>'\"%@`#,\n\t \\\xff\xc3";
	size_t size = file->size;
	uint32_t changes = 1 + rng_below(rng, CHANGES_MAX);

	memcpy(out, file->bytes, size);
	for (uint32_t i = 0; i < changes && size > 1; i++) {
		uint32_t at = rng_below(rng, (uint32_t)size);
		uint32_t length = 1 + rng_below(rng, (uint32_t)(size - at));

		if (rng_chance(rng, 500)) {
			out[at] = (uint8_t)special[rng_below(rng, sizeof(special) - 1)];
		} else if (rng_chance(rng, 500)) {
			length = length < 40 ? length : 40;
			memmove(out + at, out + at + length, size - at - length);
			size -= length;
		} else if (size + length < FILE_BYTES_MAX) {
			memmove(out + at + length, out + at, size - at);
			size += length;
		}
	}
	return size;
}

/* All files of a site as one: its sections stand in one file each, so the whole is a good file. */
static void corpus_join(struct corpus *corpus, const char *folder)
{
	uint32_t first = corpus->count;
	struct seed_file *whole = &corpus->list[first];

	corpus_open(corpus, folder);
	for (uint32_t i = first + 1; i < corpus->count; i++) {
		CHECK(whole->size + corpus->list[i].size <= FILE_BYTES_MAX);
		memcpy(whole->bytes + whole->size, corpus->list[i].bytes, corpus->list[i].size);
		whole->size += corpus->list[i].size;
		free(corpus->list[i].bytes);
	}
	corpus->count = first + 1;
}

/* In memory of exactly that size, so that a sanitiser sees each byte too far; none at all is NULL, as libFuzzer has it.
 */
static void run(const uint8_t *bytes, size_t size)
{
	uint8_t *input = size > 0 ? malloc(size) : NULL;

	CHECK(input || size == 0);
	if (input)
		memcpy(input, bytes, size);
	LLVMFuzzerTestOneInput(input, size);
	free(input);
}

int main(int argc, char **argv)
{
	struct corpus corpus = {.count = 0};
	struct rng rng = {SEED};
	uint8_t *bytes = malloc(FILE_BYTES_MAX);
	uint32_t mutations = 0;

	CHECK(bytes);
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--mutations") == 0 && i + 1 < argc)
			mutations = (uint32_t)strtoul(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--site") == 0 && i + 1 < argc)
			corpus_join(&corpus, argv[++i]);
		else
			corpus_open(&corpus, argv[i]);
	}
	for (uint32_t i = 0; i < corpus.count; i++)
		run(corpus.list[i].bytes, corpus.list[i].size);
	for (uint32_t i = 0; corpus.count > 0 && i < mutations; i++) {
		size_t size = mutate(&rng, &corpus.list[rng_below(&rng, corpus.count)], bytes);

		run(bytes, size);
	}
	printf("%u files, %u mutations from seed %d: nothing broke\n", corpus.count, mutations, SEED);
	for (uint32_t i = 0; i < corpus.count; i++)
		free(corpus.list[i].bytes);
	free(bytes);
	return corpus.count > 0 ? 0 : 1;
}
