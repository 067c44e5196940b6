/* Hearing and speaking with the real voice and the real recogniser; the room is a WAV file. Speech made by espeak-ng.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/audio_file.h"
#include "adapter/recogniser_pocketsphinx.h"
#include "adapter/voice_espeak.h"
#include "memory_help.h"
#include "site/content_load.h"
#include "speech/ear.h"
#include "speech/speak.h"

#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROOM_SAMPLES = AUDIO_RATE_HZ };

static void *site;
static struct voice voice;
static char wav[] = "/tmp/foyer-ear-XXXXXX";

static int begin(void **state)
{
	static struct problems problems;
	int fd = mkstemp(wav);

	(void)state;
	if (fd < 0)
		return -1;
	close(fd);
	if (content_load(FOYER_SOURCE_DIR "/assets/content", &site, &problems))
		return -1;
	return voice_espeak_open(&voice) ? -1 : 0;
}

static int end(void **state)
{
	(void)state;
	voice.ops->close(voice.self);
	free(site);
	unlink(wav);
	return 0;
}

static void play_quiet(const struct audio *audio)
{
	static int16_t room[ROOM_SAMPLES];
	uint32_t noise = 1;

	for (int i = 0; i < ROOM_SAMPLES; i++) {
		noise = noise * 1664525 + 1013904223;
		room[i] = (int16_t)((int32_t)(noise >> 26) - 32);
	}
	assert_int_equal(audio->ops->play(audio->self, room, ROOM_SAMPLES), ERR_NONE);
}

/* A room in which somebody says that. */
static void record(const char *text)
{
	struct audio_why why;
	struct audio audio;
	struct speech speech;

	assert_int_equal(audio_file_open(&audio, NULL, wav, &why), ERR_NONE);
	play_quiet(&audio);
	assert_int_equal(voice.ops->speak(voice.self, "en", 90, text, &speech), ERR_NONE);
	assert_int_equal(audio.ops->play(audio.self, speech.samples, speech.count), ERR_NONE);
	play_quiet(&audio);
	audio.ops->close(audio.self);
}

static bool hear(struct ear *ear, const struct audio *audio, struct inbox *inbox, struct event *out)
{
	struct pollfd waits = {.fd = inbox_fd(inbox), .events = POLLIN};

	while (!audio->ops->ended(audio->self) || ear_busy(ear)) {
		(void)ear_poll(ear, false);
		sched_yield();
	}
	return poll(&waits, 1, 0) > 0 && inbox_take(inbox, out);
}

static void listen_for(struct ear *ear, uint8_t expect)
{
	struct effect listen = {.kind = EFFECT_LISTEN, .session = 7};

	ear_microphone(ear, true);
	listen.listen.expect = expect;
	listen.listen.slot = NONE16;
	ear_listen(ear, site, &listen);
	while (!ear_hears(ear))
		sched_yield();
}

static void what_is_said_into_the_room_comes_as_an_event_of_its_session(void **state)
{
	struct recogniser_settings settings = {.voice = &voice};
	struct ear_options options = {0};
	struct event event;
	struct audio_why why;
	struct ear *ear;

	(void)state;
	if (recogniser_pocketsphinx_open(&options.recogniser, &settings)) {
		print_message("skipped: no pocketsphinx model on this machine\n");
		skip();
	}
	record("a person");
	assert_int_equal(audio_file_open(&options.audio, wav, NULL, &why), ERR_NONE);
	assert_int_equal(inbox_open(&options.inbox), ERR_NONE);
	assert_int_equal(ear_open(&ear, &options), ERR_NONE);
	listen_for(ear, EXPECT_YES_NO | EXPECT_UNIVERSAL);
	assert_true(hear(ear, &options.audio, options.inbox, &event));
	assert_int_equal(event.kind, EVENT_HEARD);
	assert_int_equal(event.session, 7);
	assert_true(event.heard.count > 0);
	assert_non_null(strstr(event.heard.list[0].words, "person"));
	ear_close(ear);
	inbox_close(options.inbox);
	options.audio.ops->close(options.audio.self);
	options.recogniser.ops->close(options.recogniser.self);
}

static void a_deaf_ear_hears_nothing(void **state)
{
	struct recogniser_settings settings = {.voice = &voice};
	struct ear_options options = {0};
	struct event event;
	struct audio_why why;
	struct ear *ear;

	(void)state;
	if (recogniser_pocketsphinx_open(&options.recogniser, &settings))
		skip();
	record("a person");
	assert_int_equal(audio_file_open(&options.audio, wav, NULL, &why), ERR_NONE);
	assert_int_equal(inbox_open(&options.inbox), ERR_NONE);
	assert_int_equal(ear_open(&ear, &options), ERR_NONE);
	listen_for(ear, EXPECT_UNIVERSAL);
	while (!options.audio.ops->ended(options.audio.self))
		assert_false(ear_poll(ear, true));
	assert_false(hear(ear, &options.audio, options.inbox, &event));
	ear_close(ear);
	inbox_close(options.inbox);
	options.audio.ops->close(options.audio.self);
	options.recogniser.ops->close(options.recogniser.self);
}

static void what_is_to_be_spoken_reaches_the_file(void **state)
{
	struct speak_options options = {.voice = voice};
	int16_t samples[AUDIO_FRAME_SAMPLES];
	struct audio_why why;
	struct speak *speak;
	size_t count = 0;
	size_t got;

	(void)state;
	assert_int_equal(audio_file_open(&options.record, NULL, wav, &why), ERR_NONE);
	assert_int_equal(speak_open(&speak, &options), ERR_NONE);
	speak_say(speak, "en", "Welcome to the bank.");
	speak_say(speak, "it", "Benvenuti alla banca.");
	while (speak_busy(speak))
		sched_yield();
	speak_close(speak);
	options.record.ops->close(options.record.self);
	assert_int_equal(audio_file_open(&options.record, wav, NULL, &why), ERR_NONE);
	while ((got = options.record.ops->record(options.record.self, samples, AUDIO_FRAME_SAMPLES)) > 0)
		count += got;
	assert_true(count > 2 * AUDIO_RATE_HZ);
	options.record.ops->close(options.record.self);
}

static void stopping_empties_the_queue(void **state)
{
	struct speak_options options = {.voice = voice};
	struct speak *speak;

	(void)state;
	assert_int_equal(speak_open(&speak, &options), ERR_NONE);
	for (int i = 0; i < 2 * SPEAK_TEXTS_MAX; i++)
		speak_say(speak, "en", "This will never be heard to its end, because somebody touches the screen.");
	assert_true(speak_stop(speak));
	while (speak_busy(speak))
		sched_yield();
	assert_false(speak_stop(speak));
	speak_close(speak);
	speak_close(NULL);
}

/* The voice keeps what it has spoken, for the next time; not what was a customer's. */
static void what_was_spoken_is_forgotten(void **state)
{
	const char hidden[] = "zACCARIA\0oMBRELLO\0DI\0cADORE";
	struct speak_options options = {.voice = voice};
	struct speak *speak;
	char words[sizeof(hidden)];

	(void)state;
	assert_int_equal(speak_open(&speak, &options), ERR_NONE);
	speak_say(speak, "en", unhide(words, hidden, sizeof(hidden) - 1));
	explicit_bzero(words, sizeof(words));
	while (speak_busy(speak))
		sched_yield();
	assert_true(is_in_memory(hidden, sizeof(hidden) - 1));
	speak_forget(speak);
	/* The engine's own buffer holds the last sentence until there is another. */
	speak_say(speak, "en", "Good morning, and welcome to the bank, where nobody needs to wait.");
	for (int i = 0; i < 200 && is_in_memory(hidden, sizeof(hidden) - 1); i++)
		(void)poll(NULL, 0, 10);
	assert_false(is_in_memory(hidden, sizeof(hidden) - 1));
	speak_close(speak);
}

struct loudness {
	int peak;
	int64_t squares;
};

static struct loudness spoken_with(unsigned gain_pct)
{
	struct speak_options options = {.voice = voice};
	struct speak_manner manner = {SPEAK_RATE_PCT, gain_pct};
	struct loudness loudness = {0};
	int16_t samples[AUDIO_FRAME_SAMPLES];
	struct audio_why why;
	struct speak *speak;
	size_t got;

	assert_int_equal(audio_file_open(&options.record, NULL, wav, &why), ERR_NONE);
	assert_int_equal(speak_open(&speak, &options), ERR_NONE);
	speak_set(speak, &manner);
	speak_say(speak, "en", "Louder.");
	while (speak_busy(speak))
		sched_yield();
	speak_close(speak);
	options.record.ops->close(options.record.self);
	assert_int_equal(audio_file_open(&options.record, wav, NULL, &why), ERR_NONE);
	while ((got = options.record.ops->record(options.record.self, samples, AUDIO_FRAME_SAMPLES)) > 0) {
		for (size_t i = 0; i < got; i++) {
			loudness.peak = abs(samples[i]) > loudness.peak ? abs(samples[i]) : loudness.peak;
			loudness.squares += (int64_t)samples[i] * samples[i];
		}
	}
	options.record.ops->close(options.record.self);
	return loudness;
}

static void louder_is_louder_and_never_cut_off(void **state)
{
	struct loudness plain, loud, loudest;

	(void)state;
	plain = spoken_with(100);
	loud = spoken_with(160);
	loudest = spoken_with(400);
	assert_true(loud.squares > plain.squares * 5 / 4);
	assert_true(loudest.squares > loud.squares * 5 / 4);
	assert_true(loudest.peak < INT16_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_said_into_the_room_comes_as_an_event_of_its_session),
		cmocka_unit_test(a_deaf_ear_hears_nothing),
		cmocka_unit_test(what_is_to_be_spoken_reaches_the_file),
		cmocka_unit_test(stopping_empties_the_queue),
		cmocka_unit_test(what_was_spoken_is_forgotten),
		cmocka_unit_test(louder_is_louder_and_never_cut_off),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
