/* foyer hear: recordings to words, one JSON line each. */
#include "adapter/audio_file.h"
#include "adapter/recogniser_pocketsphinx.h"
#include "adapter/voice_espeak.h"
#include "command/command.h"
#include "command/options.h"
#include "json_write.h"
#include "site/site.h"
#include "speech/listen.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Without a site or a grammar: what a menu by number needs. */
static const char digits_grammar[] = "#JSGF V1.0 UTF-8 en;\n"
				     "grammar digits;\n"
				     "public <answer> = zero | one | two | three | four | five | six | seven | eight "
				     "| nine | yes | no;\n";

struct hear {
	const char *grammar_path;
	const char *content_path;
	const char *language;
	const char *model_path;
	struct voice voice;
	struct recogniser recogniser;
	int16_t *samples; /* HEAR_SAMPLES_MAX */
};

enum { HEAR_SAMPLES_MAX = RECOGNISER_UTTERANCE_S_MAX * AUDIO_RATE_HZ };

/* --- settings --- */

/* New memory; NULL: said why. */
static char *file_read(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = malloc(RECOGNISER_GRAMMAR_BYTES_MAX + 1);
	size_t count;

	if (!file || !text) {
		fprintf(stderr, "hear: %s: %s: give a JSGF grammar that can be read\n", path, strerror(errno));
		goto fail;
	}
	count = fread(text, 1, RECOGNISER_GRAMMAR_BYTES_MAX + 1, file);
	if (ferror(file) || count > RECOGNISER_GRAMMAR_BYTES_MAX || memchr(text, 0, count)) {
		fprintf(stderr, "hear: %s: not a JSGF grammar of at most %d bytes: give another\n", path,
			RECOGNISER_GRAMMAR_BYTES_MAX);
		goto fail;
	}
	text[count] = 0;
	fclose(file);
	return text;

fail:
	free(text);
	if (file)
		fclose(file);
	return NULL;
}

/* What can be said at a site's first menu. New memory; NULL: said why. */
static char *site_grammar(struct hear *hear)
{
	struct effect listen = {.kind = EFFECT_LISTEN};
	struct content *c;
	char *text;

	if (site_compile(hear->content_path, &c))
		return NULL;
	listen.listen.expect = EXPECT_CHOICES | EXPECT_OPEN | EXPECT_UNIVERSAL;
	listen.listen.language = content_language(c, hear->language);
	listen.listen.slot = NONE16;
	for (uint16_t i = 0; i < c->top_count; i++)
		listen.listen.choices.list[i] =
			(struct choice){.kind = CHOICE_ITEM, .key = (uint8_t)('1' + i), .index = c->top[i]};
	listen.listen.choices.count = (uint8_t)c->top_count;

	text = malloc(LISTEN_GRAMMAR_BYTES_MAX);
	if (listen.listen.language == LANGUAGES_MAX)
		fprintf(stderr, "hear: %s does not speak \"%s\": choose one of its languages\n", hear->content_path,
			hear->language);
	if (!text || listen.listen.language == LANGUAGES_MAX ||
		listen_grammar(c, &listen, text, LISTEN_GRAMMAR_BYTES_MAX)) {
		free(text);
		text = NULL;
	}
	free(c);
	return text;
}

static bool grammar_set(struct hear *hear)
{
	const char *name = hear->grammar_path ? hear->grammar_path : hear->content_path;
	char *text = NULL;
	enum err err;

	if (hear->grammar_path)
		text = file_read(hear->grammar_path);
	else if (hear->content_path)
		text = site_grammar(hear);
	if (name && !text)
		return false;
	err = hear->recogniser.ops->grammar(hear->recogniser.self, hear->language, text ? text : digits_grammar);
	free(text);
	if (err)
		fprintf(stderr, "hear: %s: cannot be used (%s): mend the grammar\n", name ? name : "the digits",
			err_name(err));
	return !err;
}

static bool parts_open(struct hear *hear)
{
	struct recogniser_settings settings = {.model_path = hear->model_path, .voice = &hear->voice};

	hear->samples = malloc(HEAR_SAMPLES_MAX * sizeof(*hear->samples));
	if (!hear->samples) {
		fputs("hear: no memory\n", stderr);
		return false;
	}
	/* Without a voice only words of the dictionary can be heard; the adapter has said so. */
	if (voice_espeak_open(&hear->voice))
		hear->voice = (struct voice){0};
	return !recogniser_pocketsphinx_open(&hear->recogniser, &settings) && grammar_set(hear);
}

static void parts_close(struct hear *hear)
{
	if (hear->recogniser.ops)
		hear->recogniser.ops->close(hear->recogniser.self);
	if (hear->voice.ops)
		hear->voice.ops->close(hear->voice.self);
	free(hear->samples);
}

/* --- one recording --- */

static void put_heard(const char *path, const struct recognised *heard)
{
	struct json_out out;

	json_to_file(&out, stdout);
	json_put_map(&out, NULL);
	json_put_text(&out, "file", path);
	json_put_text(&out, "words", heard->count ? heard->list[0].words : "");
	json_put_whole(&out, "confidence", heard->confidence_pct);
	json_put_whole(&out, "audio_ms", heard->audio_ms);
	json_put_whole(&out, "work_ms", heard->work_ms);
	json_put_end(&out);
	putchar('\n');
	fflush(stdout);
}

static bool hear_samples(struct hear *hear, const char *path, size_t count)
{
	struct recognised heard;
	enum err err = hear->recogniser.ops->hear(hear->recogniser.self, hear->samples, count, &heard);

	if (err) {
		fprintf(stderr, "hear: %s: %s: try again\n", path, err_name(err));
		return false;
	}
	put_heard(path, &heard);
	return true;
}

static bool hear_file(struct hear *hear, const char *path)
{
	struct audio_why why;
	struct audio audio;
	bool whole;
	size_t count;

	if (audio_file_open(&audio, path, NULL, &why)) {
		fprintf(stderr, "hear: %s: %s\n", path, why.text);
		return false;
	}
	count = audio.ops->record(audio.self, hear->samples, HEAR_SAMPLES_MAX);
	whole = audio.ops->ended(audio.self);
	audio.ops->close(audio.self);
	if (!whole) {
		fprintf(stderr, "hear: %s: longer than %d s, no one answers that long: cut it\n", path,
			RECOGNISER_UTTERANCE_S_MAX);
		return false;
	}
	return hear_samples(hear, path, count);
}

static int hear_files(struct hear *hear, char **files, int files_count)
{
	int exit_code = EXIT_GOOD;

	if (!parts_open(hear))
		return EXIT_TROUBLE;
	for (int i = 0; i < files_count; i++) {
		if (!hear_file(hear, files[i]))
			exit_code = EXIT_TROUBLE;
	}
	return exit_code;
}

int command_hear(int argc, char **argv)
{
	struct hear hear = {0};
	bool json = true;
	const struct option options[] = {
		{"grammar", &hear.grammar_path, NULL},
		{"content", &hear.content_path, NULL},
		{"language", &hear.language, NULL},
		{"model", &hear.model_path, NULL},
		{"json", NULL, &json},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "hear [--grammar FILE | --content DIR] [--language CODE] [--model DIR] FILE...",
		.help = "One JSON line for each recording (WAV, FLAC and more; any rate, width and number of "
			"channels):\n"
			"its words, how sure they are (0..100), milliseconds of audio and of work.\n\n"
			"  --grammar FILE   what can be said, as JSGF; otherwise the digits zero to nine, yes and no\n"
			"  --content DIR    what can be said at the first menu of that site\n"
			"  --language CODE  how words are pronounced; otherwise en\n"
			"  --model DIR      an acoustic model; otherwise " RECOGNISER_MODEL_PATH "\n"
			"  --json           as it is anyway\n",
		.options = options,
		.words_min = 1,
		.words_max = INT32_MAX,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (!hear.language)
		hear.language = "en";
	code = hear_files(&hear, argv + 1, words);
	parts_close(&hear);
	return code;
}
