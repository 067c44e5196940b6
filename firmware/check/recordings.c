#include "check/recordings.h"

#include "adapter/audio_file.h"
#include "line/fixed_texts.h"
#include "line/prompts.h"
#include "paths.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLES = 4096 };

#define FOLDER "voice"

struct finding {
	struct dirent **names;
	int count;
	bool *found; /* one for each name */
};

static int is_wav(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && strcmp(dot, ".wav") == 0;
}

static void find(void *self, const char *language, const char *text)
{
	const struct finding *finding = self;
	char name[PATH_BYTES_MAX];

	if (!prompts_recording(FOLDER, language, text, name, sizeof(name)))
		return;
	for (int i = 0; i < finding->count; i++)
		if (strcmp(finding->names[i]->d_name, name + sizeof(FOLDER)) == 0)
			finding->found[i] = true;
}

/* Whether anything is said in it; NULL. Otherwise what is wrong. */
static const char *play(const char *path, struct audio_why *why)
{
	static int16_t samples[SAMPLES];
	struct audio audio;
	size_t count;
	int peak = 0;

	if (audio_file_open(&audio, path, NULL, why))
		return why->text;
	while ((count = audio.ops->record(audio.self, samples, SAMPLES)) > 0)
		for (size_t i = 0; i < count; i++)
			peak = abs(samples[i]) > peak ? abs(samples[i]) : peak;
	audio.ops->close(audio.self);
	return peak < RECORDING_QUIET_PEAK ? "it is silent: record it again" : NULL;
}

static void check_one(const char *folder, const char *name, bool found, struct problems *out)
{
	char path[PATH_BYTES_MAX];
	char file[PATH_BYTES_MAX];
	struct audio_why why;
	const char *wrong =
		"no text of the site belongs to it any more: see which do with foyer check --recordings, and "
		"record it anew or remove it";

	if ((size_t)snprintf(path, sizeof(path), "%s/%s", folder, name) >= sizeof(path))
		return;
	snprintf(file, sizeof(file), FOLDER "/%s", name);
	if (found)
		wrong = play(path, &why);
	if (wrong)
		problem_add(out, file, 0, "%s%s", wrong, found ? "; until then the voice speaks" : "");
}

void recordings_check(const char *site, const struct content *c, struct problems *out)
{
	struct finding finding = {0};
	char folder[PATH_BYTES_MAX];

	if ((size_t)snprintf(folder, sizeof(folder), "%s/" FOLDER, site) >= sizeof(folder))
		return;
	finding.count = scandir(folder, &finding.names, is_wav, alphasort);
	finding.found = finding.count > 0 ? calloc((size_t)finding.count, sizeof(bool)) : NULL;
	if (finding.found)
		fixed_texts_all(c, find, &finding);
	for (int i = 0; i < finding.count; i++) {
		if (finding.found)
			check_one(folder, finding.names[i]->d_name, finding.found[i], out);
		free(finding.names[i]);
	}
	free(finding.names);
	free(finding.found);
}

/* --- the list --- */

struct listing {
	const char *site;
	FILE *out;
};

static void list_one(void *self, const char *language, const char *text)
{
	const struct listing *listing = self;
	char folder[PATH_BYTES_MAX];
	char path[PATH_BYTES_MAX];

	if ((size_t)snprintf(folder, sizeof(folder), "%s/" FOLDER, listing->site) < sizeof(folder) &&
		prompts_recording(folder, language, text, path, sizeof(path)))
		fprintf(listing->out, "%s\t%s\t%s\n", path + strlen(folder) + 1, access(path, F_OK) ? "-" : "+", text);
}

void recordings_list(const char *site, const struct content *c, FILE *out)
{
	struct listing listing = {site, out};

	fixed_texts_line(c, list_one, &listing);
}
