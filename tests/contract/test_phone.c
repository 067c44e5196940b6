/* The whole device on a telephone line: the real program, the real network, a caller who presses keys when it has
 * stopped speaking. What the caller heard is judged by the sound that came. */
#include "heard.h"
#include "line_peer.h"
#include "softphone.h"

#include "content/say.h"
#include "event.h"
#include "site/content_load.h"

#include "adapter/audio_file.h"
#include "speech/resample.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	PATH_MAX_BYTES = 256,
	LOG_BYTES_MAX = 65536,
	UP_TRIES = 100,
	WAV_HEADER_BYTES = 44,
	RATE_HZ = 8000,
	LOUD = 400,
	GREETED_MS = 2200, /* in the middle of it */
	NOTICE_MS = 7000,  /* until it has been heard */
	HURRY_MS = 2000,
	AT_ONCE_MS = 140, /* the key is known at its first packet; a sentence begins with some quiet */
	FRAME_MS = 20
};

static const char program[] = FOYER_BUILD_DIR "/foyer";
static const char board[] = FOYER_SOURCE_DIR "/board/line/line.board";
static const char content[] = FOYER_SOURCE_DIR "/assets/content";
static char folder[] = "phone.XXXXXX";
static uint16_t port;
static pid_t device;
static pid_t patient; /* a caller who hears all of it, from the beginning on */

static void path_of(const char *name, char *out)
{
	snprintf(out, PATH_MAX_BYTES, "%s/%s", folder, name);
}

static size_t read_file(const char *name, char *out, size_t bytes_max)
{
	char path[PATH_MAX_BYTES];
	size_t bytes = 0;
	FILE *file;

	path_of(name, path);
	file = fopen(path, "re");
	if (file) {
		bytes = fread(out, 1, bytes_max - 1, file);
		fclose(file);
	}
	out[bytes] = '\0';
	return bytes;
}

static bool says(const char *name, const char *words)
{
	static char text[LOG_BYTES_MAX];

	read_file(name, text, sizeof(text));
	return strstr(text, words) != NULL;
}

static void says_soon(const char *name, const char *words)
{
	for (unsigned i = 0; i < UP_TRIES && !says(name, words); i++)
		peer_rests(100);
	assert_true(says(name, words));
}

static pid_t start(const char *const *arguments, const char *log)
{
	char path[PATH_MAX_BYTES];
	pid_t child = fork();

	assert_true(child >= 0);
	if (child)
		return child;
	path_of(log, path);
	dup2(open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	execv(arguments[0], (char *const *)arguments);
	_exit(127);
}

static int ended(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static pid_t call_begins(const char *keys, const char *seconds)
{
	char wav[PATH_MAX_BYTES];
	char place[PATH_MAX_BYTES];
	const char *const arguments[] = {
		program, "call", place, "--keys", keys, "--wav", wav, "--seconds", seconds, NULL};

	path_of("call.wav", wav);
	snprintf(place, sizeof(place), "sip:foyer@127.0.0.1:%u", port);
	return start(arguments, "caller.log");
}

static int begin(void **state)
{
	char path[PATH_MAX_BYTES];
	char trace[PATH_MAX_BYTES];
	const char *const run[] = {
		program, "run", "--board", board, "--content", content, "--data", folder, "--trace", trace, NULL};
	const struct timespec moment = {.tv_nsec = 100000000};
	FILE *file;

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	port = peer_free_port();
	path_of("line.conf", path);
	file = fopen(path, "we");
	if (!file)
		return -1;
	fprintf(file, "address = 127.0.0.1\nport = %u\n", port);
	fclose(file);
	path_of("trace", trace);
	device = start(run, "device.log");
	for (unsigned i = 0; i < UP_TRIES && !says("device.log", "calls are taken at"); i++)
		nanosleep(&moment, NULL);
	if (!says("device.log", "calls are taken at"))
		return -1;
	patient = call_begins("1,0", "62"); /* all is heard out: notice, menu, keys; others call meanwhile */
	return 0;
}

static int end(void **state)
{
	char command[PATH_MAX_BYTES];
	int status;

	(void)state;
	kill(device, SIGTERM);
	status = ended(device);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command) || status;
}

/* The loudness of that side (0: what was heard) from there on, for so long. */
static long loudness(unsigned side, size_t from_ms, size_t for_ms)
{
	static char wav[RATE_HZ * 4 * 120];
	const int16_t *samples = (const int16_t *)(const void *)(wav + WAV_HEADER_BYTES);
	size_t count = (read_file("call.wav", wav, sizeof(wav)) - WAV_HEADER_BYTES) / 4;
	size_t first = from_ms * RATE_HZ / 1000;
	size_t last = first + for_ms * RATE_HZ / 1000;
	long sum = 0;

	assert_true(last <= count);
	for (size_t i = first; i < last; i++)
		sum += labs((long)samples[2 * i + side]);
	return sum / (long)(last - first);
}

/* The millisecond at which the caller pressed a group of keys for the n-th time. */
static size_t pressed_at_ms(unsigned n)
{
	static char text[LOG_BYTES_MAX];
	char *line = text;

	read_file("caller.log", text, sizeof(text));
	for (unsigned i = 0; i < n && line; i++)
		line = strstr(line + 1, "pressed");
	assert_non_null(line);
	while (line > text && line[-1] != '\n')
		line--;
	return (size_t)(strtod(line, NULL) * 1000);
}

static void a_caller_is_greeted_and_reaches_a_person_by_keys(void **state)
{
	size_t first_ms;

	(void)state;
	assert_int_equal(ended(patient), 0);
	first_ms = pressed_at_ms(1);
	assert_true(first_ms > 3000);                           /* a greeting and a menu */
	assert_true(loudness(0, 500, 2000) > LOUD);             /* heard from the beginning */
	assert_true(loudness(1, first_ms + 20, 60) > LOUD);     /* the key */
	assert_true(loudness(0, first_ms + 1500, 2000) > LOUD); /* and at once the next menu */
	assert_true(says("trace", "keyed: choice"));
	assert_true(says("trace", "keyed: person -> handover"));
	assert_true(says("trace", "hung_up"));
}

/* --- what is said --- */

static struct content *bank;

/* Any of the prompt's wordings, as this site's callers hear it. */
static struct heard_words hears(const struct heard *heard, enum prompt prompt, uint32_t from_ms)
{
	struct saying saying = {.text = content_prompt_line(bank, prompt, 0, HEARD_ALL)};
	struct heard_words words = {0};

	values_set(&saying.values, "site", content_text(bank, bank->site.name, 0, 0));
	for (uint8_t i = 0; i < content_wordings(bank, saying.text, 0) && !words.found; i++) {
		char text[SAID_BYTES_MAX];

		saying.wording = i;
		(void)content_say_aloud(bank, &saying, true, text, sizeof(text));
		words = heard_find(heard, "en", text, from_ms);
	}
	return words;
}

static int open_bank(void **state)
{
	static struct problems problems;
	void *image = NULL;

	(void)state;
	if (content_load(content, &image, &problems))
		return -1;
	bank = image;
	return 0;
}

static int close_bank(void **state)
{
	(void)state;
	free(bank);
	return 0;
}

/* --- a caller whose every frame is known --- */

enum {
	SPEECH_RATE_HZ = 8000,
	FRAME_SAMPLES = 160,
	ECHO_FRAMES = 7, /* 140 ms */
	ECHO_LOSS = 32,  /* 30 dB */
	VOICE_GAIN = 2,  /* the recordings are as quiet as callers who hold the receiver far away */
	TALK_FRAMES_MAX = 45 * 50,
	PCMA = 8,
	KEYS = 101
};

struct talker {
	struct peer peer;
	struct codec_state *in;
	struct codec_state *out;
	int16_t echo[ECHO_FRAMES][FRAME_SAMPLES];
	unsigned frames;
	unsigned loud; /* frames in a row in which the device spoke */
	unsigned still;
	int16_t ear[TALK_FRAMES_MAX][FRAME_SAMPLES]; /* all that the device said, whenever it came */
};

static void talker_calls(struct talker *t, const char *stays_ms)
{
	struct peer_line line = {0};

	memset(t, 0, sizeof(*t));
	snprintf(line.address, sizeof(line.address), "127.0.0.1:%u", port);
	assert_int_equal(codec_open(&t->in, CODEC_PCMA), ERR_NONE);
	assert_int_equal(codec_open(&t->out, CODEC_PCMA), ERR_NONE);
	peer_begin_for(&t->peer, &line, "speaks", stays_ms);
}

static void talker_ends(struct talker *t)
{
	codec_close(t->in);
	codec_close(t->out);
	(void)peer_end(&t->peer); /* it hangs up when its time is over */
}

/* One frame comes, one goes: what the caller says, and what comes back of what the device said 140 ms ago. */
static void talker_frame(struct talker *t, const int16_t *voice)
{
	uint8_t payload[CODEC_FRAME_BYTES];
	int16_t *oldest = t->echo[t->frames % ECHO_FRAMES];
	int16_t mixed[FRAME_SAMPLES];
	long sum = 0;
	uint8_t type;

	for (unsigned i = 0; i < FRAME_SAMPLES; i++)
		mixed[i] = (int16_t)((voice ? VOICE_GAIN * voice[i] : 0) + oldest[i] / ECHO_LOSS);
	if (!peer_hears(&t->peer, &type, payload, 5000))
		fail_msg("the device is silent for ever");
	codec_decode(t->in, payload, sizeof(payload), oldest);
	for (unsigned i = 0; i < FRAME_SAMPLES; i++)
		sum += labs((long)oldest[i]);
	t->loud = sum / FRAME_SAMPLES > LOUD / 4 ? t->loud + 1 : 0;
	t->still = sum / FRAME_SAMPLES > LOUD / 40 ? 0 : t->still + 1;
	assert_true(t->frames < TALK_FRAMES_MAX);
	memcpy(t->ear[t->frames], oldest, sizeof(t->ear[0]));
	codec_encode(t->out, mixed, payload);
	peer_sounds(&t->peer, PCMA, payload);
	t->frames++;
}

static void talker_listens(struct talker *t, unsigned for_ms)
{
	for (unsigned i = 0; i < for_ms / FRAME_MS; i++)
		talker_frame(t, NULL);
}

/* In a hurry: a key in the middle of the greeting, and one in the menu. */
static void a_key_ends_the_greeting_and_the_notice_is_heard_to_its_end(void **state)
{
	static struct talker t;
	struct heard_words greeting;
	struct heard_words notice;
	struct heard_words menu;
	struct heard heard;
	const char *notice_text;

	(void)state;
	notice_text = content_text(bank, bank->site.notice, 0, 0);
	talker_calls(&t, "12500");
	talker_listens(&t, GREETED_MS);
	peer_keys(&t.peer, KEYS, '1');
	talker_listens(&t, NOTICE_MS);
	peer_keys(&t.peer, KEYS, '0');
	talker_listens(&t, HURRY_MS);
	talker_ends(&t);
	heard_open_sound(&heard, t.ear[0], (size_t)t.frames * FRAME_SAMPLES);
	greeting = hears(&heard, PROMPT_GREET, 0);
	notice = heard_find(&heard, "en", notice_text, 0);
	menu = heard_find(&heard, "en", notice_text, GREETED_MS + NOTICE_MS);
	assert_true(greeting.found && !greeting.whole);
	assert_true(notice.found && notice.whole);
	assert_in_range(notice.at_ms, GREETED_MS, GREETED_MS + AT_ONCE_MS);
	assert_false(menu.found);
	heard_close(&heard);
	assert_true(says("trace", "keyed: person -> handover"));
}

/* --- a caller with another maker's telephone --- */

static void another_makers_telephone_hears_and_presses(void **state)
{
	struct softphone phone;
	struct heard heard;
	char place[PATH_MAX_BYTES];
	char wav[PATH_MAX_BYTES];

	(void)state;
	if (!softphone_is_installed())
		skip();
	softphone_open(&phone);
	snprintf(place, sizeof(place), "sip:foyer@127.0.0.1:%u", port);
	softphone_dial(&phone, place);
	peer_rests(GREETED_MS + NOTICE_MS);
	softphone_press(&phone, '9');
	says_soon("trace", "keyed: repeat");
	softphone_hang_up(&phone);
	softphone_heard(&phone, wav);
	heard_open(&heard, wav, 1);
	/* On a busy machine it loses some of what it hears; either is long enough to be known. */
	assert_true(hears(&heard, PROMPT_GREET, 0).found ||
		    heard_find(&heard, "en", content_text(bank, bank->site.notice, 0, 0), 0).found);
	heard_close(&heard);
	softphone_close(&phone);
}

/* --- a caller who speaks --- */

#define RECORDINGS FOYER_SOURCE_DIR "/../shared/data/speech/spelling/"

static bool read_recording(const char *name, struct sound *out)
{
	static int16_t samples[10 * AUDIO_RATE_HZ];
	char path[PATH_MAX_BYTES * 2];
	struct audio_why why;
	struct audio audio;
	size_t count;

	snprintf(path, sizeof(path), RECORDINGS "%s", name);
	if (audio_file_open(&audio, path, NULL, &why)) {
		print_message("%s: %s\n", path, why.text);
		return false;
	}
	count = audio.ops->record(audio.self, samples, sizeof(samples) / sizeof(samples[0]));
	audio.ops->close(audio.self);
	return resample(&(struct sound){samples, count, AUDIO_RATE_HZ}, SPEECH_RATE_HZ, out) == ERR_NONE;
}

static void talker_says(struct talker *t, const char *name)
{
	struct sound sound;

	assert_true(read_recording(name, &sound));
	for (size_t at = 0; at + FRAME_SAMPLES <= sound.count; at += FRAME_SAMPLES)
		talker_frame(t, sound.samples + at);
	sound_free(&sound);
}

static void talker_waits(struct talker *t, unsigned still_frames, const char *trace)
{
	while (t->frames < TALK_FRAMES_MAX && (still_frames ? t->still < still_frames : !says("trace", trace)))
		talker_frame(t, NULL);
	assert_true(t->frames < TALK_FRAMES_MAX);
}

static bool has_recordings(void)
{
	struct sound sound;
	bool good = read_recording("an202-mcel-b.flac", &sound);

	sound_free(&sound);
	return good;
}

/* A real voice, with the prompt's own echo under it; and again in silence. What is understood over an echo is not
 * judged here. */
static void a_caller_speaks_instead_of_pressing_keys(void **state)
{
	static struct talker t;
	unsigned spoke_at;

	(void)state;
	if (!has_recordings())
		skip();
	talker_calls(&t, "27000");
	while (t.frames < 9 * 50 || t.loud < 20) /* behind what must be heard, in the middle of a sentence */
		talker_frame(&t, NULL);
	assert_false(says("trace", "heard:"));
	talker_says(&t, "an202-mcel-b.flac"); /* repeat */
	spoke_at = t.frames;
	assert_true(t.still > 0); /* it has stopped speaking */
	talker_waits(&t, 0, "heard:");
	assert_true(t.frames - spoke_at < 4 * 50); /* 700 ms of quiet, and the words are found */
	talker_waits(&t, 75, NULL);                /* to its end: no echo is an answer */
	if (!says("trace", "heard: repeat")) {
		talker_says(&t, "an202-mcel-b.flac");
		talker_waits(&t, 0, "heard: repeat");
	}
	talker_ends(&t);
}

/* The whole greeting and all that follows on silence, with an echo and nobody there. */
static void a_prompt_does_not_answer_itself(void **state)
{
	static char text[LOG_BYTES_MAX];
	static struct talker t;
	size_t before;

	(void)state;
	before = read_file("trace", text, sizeof(text));
	talker_calls(&t, "13000");
	while (t.frames < 12 * 50)
		talker_frame(&t, NULL);
	talker_ends(&t);
	read_file("trace", text, sizeof(text));
	assert_null(strstr(text + before, "heard:"));
	assert_null(strstr(text + before, "busy"));
}

static void nobody_is_there_at_another_port(void **state)
{
	(void)state;
	port++;
	assert_int_equal(ended(call_begins("1", "5")), 1);
	assert_true(says("caller.log", "nobody took it"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_prompt_does_not_answer_itself), /* meanwhile the voice makes what is always said */
		cmocka_unit_test(a_caller_speaks_instead_of_pressing_keys),
		cmocka_unit_test_setup_teardown(
			a_key_ends_the_greeting_and_the_notice_is_heard_to_its_end, open_bank, close_bank),
		cmocka_unit_test_setup_teardown(another_makers_telephone_hears_and_presses, open_bank, close_bank),
		cmocka_unit_test(a_caller_is_greeted_and_reaches_a_person_by_keys),
		cmocka_unit_test(nobody_is_there_at_another_port),
	};

	return cmocka_run_group_tests_name("phone", tests, begin, end);
}
