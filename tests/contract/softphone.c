#include "softphone.h"

#include "line_peer.h"

#include <fcntl.h>
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	TRIES_PER_S = 20,
	PATIENCE_S = 5,
	HEARS_S = 60,
	MS_PER_S = 1000,
	OUT_BYTES_MAX = 1 << 18,
	QUIET_SAMPLES = 120 * 8000,
	WAV_HEADER_BYTES = 44,
	BYTES_PER_MS = 16,
	QUIET = 300
};

static const char modules[] = "/usr/lib/baresip/modules";
static const char config[] = "sip_listen 127.0.0.1:%u\n"
			     "net_interface 127.0.0.1\n"
			     "audio_player aubridge,nil\n"
			     "audio_alert aubridge,nil\n"
			     "audio_source aufile,%s/quiet.wav\n"
			     "module_path %s\n"
			     "module stdio.so\n"
			     "module g711.so\n"
			     "module aubridge.so\n"
			     "module aufile.so\n"
			     "module srtp.so\n"
			     "module sndfile.so\n"
			     "module menu.so\n"
			     "module_app account.so\n"
			     "snd_path %s\n";

bool softphone_is_installed(void)
{
	return access("/usr/bin/baresip", X_OK) == 0;
}

static void path_of(const struct softphone *phone, const char *name, char *out)
{
	snprintf(out, SOFTPHONE_PATH_BYTES_MAX, "%s/%s", phone->folder, name);
}

static FILE *file_of(const struct softphone *phone, const char *name, const char *mode)
{
	char path[SOFTPHONE_PATH_BYTES_MAX];
	FILE *file;

	path_of(phone, name, path);
	file = fopen(path, mode);
	assert_non_null(file);
	return file;
}

/* Whoever listens and says nothing. WAV: one side, 16 bit. */
static void write_quiet(const struct softphone *phone)
{
	static const uint8_t header[] =
		"RIFF\x24\x4c\x1d\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data";
	static const int16_t quiet[QUIET_SAMPLES];
	const uint32_t bytes = sizeof(quiet);
	FILE *file = file_of(phone, "quiet.wav", "we");

	fwrite(header, 1, sizeof(header) - 1, file);
	fwrite(&bytes, 1, sizeof(bytes), file);
	fwrite(quiet, 1, sizeof(quiet), file);
	fclose(file);
}

static void write_config(const struct softphone *phone, const char *more, const char *certificate)
{
	FILE *file = file_of(phone, "config", "we");

	fprintf(file, config, phone->port, phone->folder, modules, phone->folder);
	if (certificate)
		fprintf(file, "sip_certificate %s\n", certificate);
	fclose(file);
	file = file_of(phone, "accounts", "we");
	fprintf(file, "<sip:anna@127.0.0.1;transport=%s>;regint=0%s\n", certificate ? "tls" : "udp", more);
	fclose(file);
}

static void run(struct softphone *phone, int keys)
{
	char out[SOFTPHONE_PATH_BYTES_MAX];

	path_of(phone, "out", out);
	dup2(keys, STDIN_FILENO);
	dup2(open(out, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	execl("/usr/bin/baresip", "baresip", "-f", phone->folder, NULL);
	_exit(127);
}

bool softphone_says(const struct softphone *phone, const char *words)
{
	static char text[OUT_BYTES_MAX];
	FILE *file = file_of(phone, "out", "re");
	size_t bytes = fread(text, 1, sizeof(text) - 1, file);

	fclose(file);
	text[bytes] = '\0';
	return strstr(text, words) != NULL;
}

void softphone_says_within(const struct softphone *phone, const char *words, unsigned seconds)
{
	for (unsigned i = 0; i < seconds * TRIES_PER_S; i++) {
		peer_rests(MS_PER_S / TRIES_PER_S);
		if (softphone_says(phone, words))
			return;
	}
	fail_msg("baresip does not say \"%s\"", words);
}

void softphone_comes_to_say(const struct softphone *phone, const char *words)
{
	softphone_says_within(phone, words, PATIENCE_S);
}

static void type(const struct softphone *phone, const char *text)
{
	assert_int_equal(write(phone->keys, text, strlen(text)), strlen(text));
}

void softphone_open(struct softphone *phone)
{
	softphone_open_as(phone, "");
}

void softphone_open_as(struct softphone *phone, const char *more)
{
	softphone_open_certified(phone, more, NULL);
}

void softphone_open_certified(struct softphone *phone, const char *more, const char *certificate)
{
	int ends[2];

	strcpy(phone->folder, "/tmp/foyer-softphone.XXXXXX");
	assert_non_null(mkdtemp(phone->folder));
	phone->port = peer_free_port();
	write_config(phone, more, certificate);
	write_quiet(phone);
	fclose(file_of(phone, "out", "we"));
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	phone->keys = ends[1];
	phone->baresip = fork();
	assert_true(phone->baresip >= 0);
	if (phone->baresip == 0)
		run(phone, ends[0]);
	close(ends[0]);
	softphone_comes_to_say(phone, "baresip is ready");
}

void softphone_tries(struct softphone *phone, const char *place)
{
	type(phone, "d");
	type(phone, place);
	type(phone, "\n");
}

void softphone_dial(struct softphone *phone, const char *place)
{
	softphone_tries(phone, place);
	softphone_comes_to_say(phone, "Call established");
}

void softphone_press(const struct softphone *phone, char key)
{
	type(phone, (char[]){key, '\0'});
}

void softphone_takes(const struct softphone *phone, unsigned seconds)
{
	softphone_says_within(phone, "Incoming call from", seconds);
	type(phone, "a");
	softphone_comes_to_say(phone, "Call established");
}

void softphone_is_busy(const struct softphone *phone, unsigned seconds)
{
	softphone_says_within(phone, "Incoming call from", seconds);
	type(phone, "b");
}

void softphone_speaks(const struct softphone *phone, const char *wav)
{
	type(phone, "/ausrc aufile,");
	type(phone, wav);
	type(phone, "\n");
}

void softphone_vanishes(struct softphone *phone)
{
	kill(phone->baresip, SIGKILL);
	close(phone->keys);
	assert_int_equal(waitpid(phone->baresip, NULL, 0), phone->baresip);
}

void softphone_hang_up(struct softphone *phone)
{
	int status;

	type(phone, "bq");
	close(phone->keys);
	assert_int_equal(waitpid(phone->baresip, &status, 0), phone->baresip);
	assert_true(WIFEXITED(status));
}

/* False: there was none yet. They are named after the time at which they began. */
static bool find_heard(const struct softphone *phone, unsigned call, char out[SOFTPHONE_PATH_BYTES_MAX])
{
	char pattern[SOFTPHONE_PATH_BYTES_MAX];
	glob_t found;
	bool there;

	path_of(phone, "dump-*-dec.wav", pattern);
	there = glob(pattern, 0, NULL, &found) == 0 && call < found.gl_pathc;
	if (there)
		snprintf(out, SOFTPHONE_PATH_BYTES_MAX, "%s", found.gl_pathv[call]);
	globfree(&found);
	return there;
}

void softphone_heard_in(const struct softphone *phone, unsigned call, char out[SOFTPHONE_PATH_BYTES_MAX])
{
	assert_true(find_heard(phone, call, out));
}

void softphone_heard(const struct softphone *phone, char out[SOFTPHONE_PATH_BYTES_MAX])
{
	softphone_heard_in(phone, 0, out);
}

uint32_t softphone_heard_ms(const struct softphone *phone, unsigned call)
{
	char path[SOFTPHONE_PATH_BYTES_MAX];
	struct stat file;

	if (!find_heard(phone, call, path) || stat(path, &file) || file.st_size < WAV_HEADER_BYTES)
		return 0;
	return (uint32_t)((file.st_size - WAV_HEADER_BYTES) / BYTES_PER_MS);
}

void softphone_hears_on(const struct softphone *phone, unsigned call, uint32_t for_ms)
{
	const uint32_t until_ms = softphone_heard_ms(phone, call) + for_ms;

	for (unsigned i = 0; i < HEARS_S * TRIES_PER_S; i++) {
		if (softphone_heard_ms(phone, call) >= until_ms)
			return;
		peer_rests(MS_PER_S / TRIES_PER_S);
	}
	fail_msg("baresip hears nothing any more");
}

/* The loudest of the last so many milliseconds. */
static int loudest_lately(const char *path, uint32_t for_ms)
{
	int16_t samples[BYTES_PER_MS / 2];
	FILE *file = fopen(path, "re");
	int loudest = 0;
	size_t count;

	assert_non_null(file);
	(void)fseek(file, -(long)for_ms * BYTES_PER_MS, SEEK_END);
	while ((count = fread(samples, sizeof(*samples), sizeof(samples) / sizeof(*samples), file)) > 0)
		for (size_t i = 0; i < count; i++)
			loudest = abs(samples[i]) > loudest ? abs(samples[i]) : loudest;
	fclose(file);
	return loudest;
}

void softphone_hears_quiet(const struct softphone *phone, unsigned call, uint32_t for_ms)
{
	char path[SOFTPHONE_PATH_BYTES_MAX];

	for (unsigned i = 0; i < HEARS_S * TRIES_PER_S; i++) {
		if (softphone_heard_ms(phone, call) > for_ms && find_heard(phone, call, path) &&
			loudest_lately(path, for_ms) < QUIET)
			return;
		peer_rests(MS_PER_S / TRIES_PER_S);
	}
	fail_msg("baresip is spoken to all the time");
}

void softphone_close(struct softphone *phone)
{
	char command[SOFTPHONE_PATH_BYTES_MAX + 16];

	snprintf(command, sizeof(command), "rm -r %s", phone->folder);
	assert_int_equal(system(command), 0);
}
