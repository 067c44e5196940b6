#include "exchange.h"

#include "line_peer.h"

#include "adapter/voice_espeak.h"
#include "content/say.h"
#include "port/audio.h"
#include "site/content_load.h"
#include "speech/resample.h"
#include "speech/speak.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_BYTES_MAX = 1 << 17, TRIES_PER_S = 20, MS_PER_S = 1000, PATIENCE_S = 60, QUIET_S = 120, GREETED_MS = 1500 };

static const char program[] = FOYER_BUILD_DIR "/foyer";
static const char board[] = "sessions_max = 4\n"
			    "calls_max = 2\n"
			    "audio = no\n"
			    "menu_heard = yes\n"
			    "agents_socket = agents.sock\n";

static void path_of(const struct exchange *e, const char *name, char *out)
{
	snprintf(out, EXCHANGE_PATH_BYTES_MAX, "%s/%s", e->folder, name);
}

static void write_file(const struct exchange *e, const char *name, const char *text)
{
	char path[EXCHANGE_PATH_BYTES_MAX];
	FILE *file;

	path_of(e, name, path);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static unsigned times_in(const struct exchange *e, const char *name, const char *words)
{
	static char text[FILE_BYTES_MAX];
	char path[EXCHANGE_PATH_BYTES_MAX];
	unsigned times = 0;
	size_t bytes = 0;
	FILE *file;

	path_of(e, name, path);
	file = fopen(path, "re");
	if (file) {
		bytes = fread(text, 1, sizeof(text) - 1, file);
		fclose(file);
	}
	text[bytes] = '\0';
	for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
		times++;
	return times;
}

static void comes_to(const struct exchange *e, const char *name, const char *words, unsigned times)
{
	for (unsigned i = 0; i < PATIENCE_S * TRIES_PER_S; i++) {
		if (times_in(e, name, words) >= times)
			return;
		peer_rests(MS_PER_S / TRIES_PER_S);
	}
	fail_msg("%s/%s does not come to say \"%s\" %u times", e->folder, name, words, times);
}

unsigned exchange_times(const struct exchange *e, const char *words)
{
	return times_in(e, "trace", words);
}

void exchange_comes_to(const struct exchange *e, const char *words, unsigned times)
{
	comes_to(e, "trace", words, times);
}

/* --- the device --- */

static void make_content(struct exchange *e, char path[EXCHANGE_PATH_BYTES_MAX])
{
	char command[4 * EXCHANGE_PATH_BYTES_MAX];
	static struct problems problems;
	void *image = NULL;

	path_of(e, "content", path);
	snprintf(command, sizeof(command),
		"cp -r %s/assets/content %s && sed -i -E 's/^    (mon|tue|wed|thu|fri|sat|sun): .*/    \\1: "
		"[\"00:00-24:00\"]/; /^    closed: /d' %s/people.yaml",
		FOYER_SOURCE_DIR, path, path);
	assert_int_equal(system(command), 0);
	assert_int_equal(content_load(path, &image, &problems), ERR_NONE);
	e->content = image;
}

static void run(const struct exchange *e, const char *content)
{
	char log[EXCHANGE_PATH_BYTES_MAX];
	char trace[EXCHANGE_PATH_BYTES_MAX];
	char here[EXCHANGE_PATH_BYTES_MAX];
	const char *const arguments[] = {
		program, "run", "--board", here, "--content", content, "--data", e->folder, "--trace", trace, NULL};

	path_of(e, "device.log", log);
	path_of(e, "trace", trace);
	path_of(e, "test.board", here);
	dup2(open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	execv(program, (char *const *)arguments);
	_exit(127);
}

void exchange_open(struct exchange *e, const char *operators)
{
	char content[EXCHANGE_PATH_BYTES_MAX];
	char text[FILE_BYTES_MAX / 64];

	snprintf(e->folder, sizeof(e->folder), "/tmp/foyer-exchange.XXXXXX");
	assert_non_null(mkdtemp(e->folder));
	make_content(e, content);
	e->port = peer_free_port();
	snprintf(text, sizeof(text), "address = 127.0.0.1\nport = %u\n%s", e->port, operators);
	write_file(e, "line.conf", text);
	write_file(e, "test.board", board);
	e->device = fork();
	assert_true(e->device >= 0);
	if (e->device == 0)
		run(e, content);
	comes_to(e, "device.log", "calls are taken at", 1);
}

void exchange_close(struct exchange *e)
{
	char command[2 * EXCHANGE_PATH_BYTES_MAX];
	int status;

	kill(e->device, SIGTERM);
	assert_int_equal(waitpid(e->device, &status, 0), e->device);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	free(e->content);
	snprintf(command, sizeof(command), "rm -r %s", e->folder);
	assert_int_equal(system(command), 0);
}

/* --- a caller --- */

void exchange_is_asked(const struct exchange *e, struct softphone *caller, const char *keys)
{
	char place[EXCHANGE_PATH_BYTES_MAX];
	unsigned pressed = 0;

	softphone_open(caller);
	snprintf(place, sizeof(place), "sip:foyer@127.0.0.1:%u", e->port);
	softphone_dial(caller, place);
	exchange_comes_to(e, "came_near", 1);
	softphone_hears_on(caller, 0, GREETED_MS);
	for (const char *key = keys; *key; key++) {
		softphone_press(caller, *key);
		exchange_comes_to(e, "keyed: ", ++pressed);
	}
	softphone_press(caller, '0');
	exchange_comes_to(e, "keyed: person", 1);
}

/* --- words --- */

static void put_quiet(FILE *file, size_t count)
{
	const int16_t quiet[HEARD_RATE_HZ] = {0};

	for (; count >= HEARD_RATE_HZ; count -= HEARD_RATE_HZ)
		fwrite(quiet, sizeof(int16_t), HEARD_RATE_HZ, file);
	fwrite(quiet, sizeof(int16_t), count, file);
}

static void put_wav(const char *path, const struct sound *sound)
{
	const uint32_t bytes = (uint32_t)((sound->count + QUIET_S * HEARD_RATE_HZ) * sizeof(int16_t));
	const uint32_t all = bytes + 36;
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fwrite("RIFF", 1, 4, file);
	fwrite(&all, sizeof(all), 1, file);
	fwrite("WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data", 1, 32, file);
	fwrite(&bytes, sizeof(bytes), 1, file);
	fwrite(sound->samples, sizeof(int16_t), sound->count, file);
	put_quiet(file, QUIET_S * HEARD_RATE_HZ);
	fclose(file);
}

void exchange_write_words(const struct exchange *e, const char *name, const char *words, char *path)
{
	struct voice voice;
	struct speech speech;
	struct sound sound;

	assert_int_equal(voice_espeak_open(&voice), ERR_NONE);
	assert_int_equal(voice.ops->speak(voice.self, "en", SPEAK_RATE_PCT, words, &speech), ERR_NONE);
	assert_int_equal(resample(&(struct sound){(int16_t *)(uintptr_t)speech.samples, speech.count, AUDIO_RATE_HZ},
				 HEARD_RATE_HZ, &sound),
		ERR_NONE);
	path_of(e, name, path);
	put_wav(path, &sound);
	sound_free(&sound);
	voice.ops->close(voice.self);
}

struct heard_words exchange_finds(const struct exchange *e, const struct heard *heard, enum prompt prompt,
	const struct values *values, uint32_t from_ms)
{
	struct saying saying = {.text = content_prompt_line(e->content, prompt, 0, 0)};
	struct heard_words first = {0};

	if (values)
		saying.values = *values;
	values_set(&saying.values, "site", content_text(e->content, e->content->site.name, 0, 0));
	for (uint8_t i = 0; i < content_wordings(e->content, saying.text, 0); i++) {
		struct heard_words words;
		char text[SAID_BYTES_MAX];

		saying.wording = i;
		(void)content_say_aloud(e->content, &saying, true, text, sizeof(text));
		words = heard_find(heard, "en", text, from_ms);
		if (words.found && (!first.found || words.at_ms < first.at_ms))
			first = words;
	}
	return first;
}
