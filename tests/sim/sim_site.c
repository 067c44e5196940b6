/* The versions of the content that the device meets: both demonstration sites, and each with small edits. */
#include "sim.h"

#include "content/problem.h"
#include "site/content_load.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 1 << 18, PATH_MAX_BYTES = 512, EDITS_MAX = 3 };

struct edit {
	const char *file;
	const char *old;
	const char *new;
};

struct variant {
	const char *folder;
	struct edit edits[EDITS_MAX];
};

/* A short move_min makes conversations meet the newest content in their midst; a survey for everybody makes its state
 * common. */
static const struct variant variants[] = {
	{"assets/content", {{NULL, NULL, NULL}}},
	{"assets/phone-shop", {{NULL, NULL, NULL}}},
	{"assets/content",
		{{"site.yaml", "move_min: 30", "move_min: 1"}, {"site.yaml", "survey_one_in: 3", "survey_one_in: 1"}}},
	{"assets/phone-shop",
		{{"site.yaml", "move_min: 30", "move_min: 1"}, {"site.yaml", "survey_one_in: 3", "survey_one_in: 1"}}},
	{"assets/content", {{"forms.yaml", "Block a lost or stolen card", "Stop a lost or stolen card"},
				   {"site.yaml", "move_min: 30", "move_min: 2"}}},
};

static void edit_text(char *text, const char *file, const struct edit *edits)
{
	for (unsigned i = 0; i < EDITS_MAX && edits[i].file; i++) {
		const char *old = edits[i].old;
		char *at;

		if (strcmp(edits[i].file, file) != 0)
			continue;
		at = strstr(text, old);
		CHECK(at);
		memmove(at + strlen(edits[i].new), at + strlen(old), strlen(at + strlen(old)) + 1);
		memcpy(at, edits[i].new, strlen(edits[i].new));
	}
}

static void copy_file(const char *from, const char *to, const char *file, const struct edit *edits)
{
	char *text = malloc(FILE_BYTES_MAX + PATH_MAX_BYTES);
	FILE *in = fopen(from, "r");
	FILE *out = fopen(to, "w");
	size_t size;

	CHECK(text && in && out);
	size = fread(text, 1, FILE_BYTES_MAX - 1, in);
	CHECK(size < FILE_BYTES_MAX - 1);
	text[size] = '\0';
	edit_text(text, file, edits);
	CHECK(fwrite(text, 1, strlen(text), out) == strlen(text));
	fclose(in);
	fclose(out);
	free(text);
}

static void each_file(const char *from, const char *to, const struct edit *edits)
{
	DIR *folder = opendir(from);
	const struct dirent *entry;
	char a[PATH_MAX_BYTES];
	char b[PATH_MAX_BYTES];

	CHECK(folder);
	while ((entry = readdir(folder))) {
		if (!strstr(entry->d_name, ".yaml"))
			continue;
		snprintf(a, sizeof(a), "%.200s/%.250s", from, entry->d_name);
		snprintf(b, sizeof(b), "%.200s/%.250s", to, entry->d_name);
		if (edits)
			copy_file(a, b, entry->d_name, edits);
		else
			unlink(a);
	}
	closedir(folder);
}

static bool load(struct site *site, const char *folder)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	void *image = NULL;
	bool good = problems && content_load(folder, &image, problems) == ERR_NONE;

	for (uint16_t i = 0; !good && problems && i < problems->count; i++)
		fprintf(stderr, "%s\n", problems->list[i].text);
	free(problems);
	site->content = image;
	site->bytes = good ? site->content->header.bytes : 0;
	return good;
}

void sim_sites_load(struct sim *sim)
{
	for (size_t i = 0; i < sizeof(variants) / sizeof(variants[0]); i++) {
		char from[PATH_MAX_BYTES];
		char work[] = "/tmp/foyer-sim-XXXXXX";
		bool good;

		snprintf(from, sizeof(from), "%s/%s", FOYER_SOURCE_DIR, variants[i].folder);
		CHECK(mkdtemp(work));
		each_file(from, work, variants[i].edits);
		good = load(&sim->sites[sim->sites_count], work);
		each_file(work, work, NULL);
		rmdir(work);
		if (!good)
			exit(2);
		sim->sites_count++;
	}
}

static bool says_memory(const struct problems *problems)
{
	for (uint16_t i = 0; i < problems->count; i++)
		if (strstr(problems->list[i].text, "memory is short"))
			return true;
	return false;
}

bool sim_site_without(struct sim *sim, uint32_t n)
{
	static struct problems problems;
	void *image = NULL;
	enum err err;

	memory_fail_at(n);
	err = content_load(FOYER_SOURCE_DIR "/assets/phone-shop", &image, &problems);
	memory_fail_at(0);
	if (err ? image || (err != ERR_NO_SPACE && !says_memory(&problems)) : !image)
		sim_fail(sim, "memory", 0, "content read with allocation %u failing: %s, %u mistakes, the first %s", n,
			err_name(err), problems.count, problems.list[0].text);
	free(image);
	return memory_failed();
}

void sim_sites_free(struct sim *sim)
{
	for (unsigned i = 0; i < sim->sites_count; i++)
		free(sim->sites[i].content);
}
