/* Voice, loudspeaker, microphone and recogniser, on virtual time. Speech is silence of the right length: what was said
 * is checked as words. */
#include "sim_glass_parts.h"

#include "base/check.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
	CHARACTER_MS = 66, /* fifteen a second */
	SPEECH_MS_MAX = 60000,
	QUEUED_MS_MAX = 60000, /* as in port/audio.h */
	SAMPLES_A_MS = AUDIO_RATE_HZ / 1000,
	LOUD = 6000,
	QUIET_FRAMES = 20,  /* the room, before and after */
	SPOKEN_FRAMES = 30, /* words, however many: only that there are some matters */
	AIR_FRAMES = 2 * QUIET_FRAMES + SPOKEN_FRAMES + 20,
};

/* --- speaking --- */

static void check_spoken(struct glass *glass, const char *text)
{
	const char *whose = glass_whose(glass, text, glass->present ? glass->customer : 0);

	if (whose)
		glass_fail(glass, "others_data", "\"%s\" is spoken, which is somebody else's: %s", whose, text);
	if (glass_is_alone(glass))
		return;
	whose = glass_whose(glass, text, 0);
	if (whose)
		glass_fail(glass, "in_public", "\"%s\" is told to the whole room: %s", whose, text);
}

static enum err speak(void *self, const char *language, unsigned rate_pct, const char *text, struct speech *out)
{
	static const int16_t silence[SPEECH_MS_MAX * SAMPLES_A_MS];
	struct glass *glass = self;
	size_t ms = strlen(text) * CHARACTER_MS * 100 / rate_pct;

	if (text[0] == '\0' || language[0] == '\0')
		glass_fail(glass, "words", "the voice is to speak nothing, in \"%s\"", language);
	glass_mix(glass, text, strlen(text));
	check_spoken(glass, text);
	glass->figures.spoken++;
	if (rng_chance(&glass->dice, glass->options.faults.voice_fails))
		return ERR_IO;
	if (ms > SPEECH_MS_MAX)
		ms = SPEECH_MS_MAX;
	if (rng_chance(&glass->dice, glass->options.faults.voice_slow)) /* the next one waits */
		glass->voice_ready_ms = glass_now_ms(glass) + ms * glass_between(glass, 100, 200) / 100;
	*out = (struct speech){silence, ms * SAMPLES_A_MS};
	return ERR_NONE;
}

bool glass_voice_is_slow(const struct glass *glass)
{
	return glass->voice_ready_ms > glass_now_ms(glass);
}

static enum err play(void *self, const int16_t *samples, size_t count)
{
	struct glass *glass = self;
	uint64_t now = glass_now_ms(glass);

	(void)samples;
	if (count == 0)
		return ERR_NONE;
	if (glass->sounds_until_ms < now)
		glass->sounds_until_ms = now;
	if (glass->sounds_until_ms - now > QUEUED_MS_MAX)
		return ERR_NO_SPACE;
	glass->sounds_until_ms += count / SAMPLES_A_MS;
	return ERR_NONE;
}

static void stop(void *self)
{
	struct glass *glass = self;

	glass->sounds_until_ms = 0;
}

static size_t queued(void *self)
{
	const struct glass *glass = self;
	uint64_t now = glass_now_ms(glass);

	return glass->sounds_until_ms > now ? (size_t)(glass->sounds_until_ms - now) * SAMPLES_A_MS : 0;
}

bool glass_is_sounding(const struct glass *glass)
{
	return glass->sounds_until_ms > glass_now_ms(glass);
}

/* --- hearing --- */

/* Quiet, somebody's voice, quiet: as much of it as is left. */
static size_t record(void *self, int16_t *samples, size_t count)
{
	struct glass *glass = self;
	uint32_t at = AIR_FRAMES - glass->air_frames;
	int16_t loud = at >= QUIET_FRAMES && at < QUIET_FRAMES + SPOKEN_FRAMES ? LOUD : 1;

	if (!glass->microphone)
		glass_fail(glass, "microphone", "it is read while it is shut");
	if (glass->air_frames == 0 || count < AUDIO_FRAME_SAMPLES)
		return 0;
	glass->air_frames--;
	for (size_t i = 0; i < AUDIO_FRAME_SAMPLES; i++)
		samples[i] = i % 2 ? loud : (int16_t)-loud;
	return AUDIO_FRAME_SAMPLES;
}

static bool ended(void *self)
{
	(void)self;
	return false;
}

static void microphone(void *self, bool open)
{
	((struct glass *)self)->microphone = open;
}

static bool knows(void *self, const char *language)
{
	(void)self;
	return strcmp(language, "en") == 0;
}

static enum err grammar(void *self, const char *language, const char *jsgf)
{
	struct glass *glass = self;

	if (language[0] == '\0' || strncmp(jsgf, "#JSGF", 5) != 0)
		glass_fail(glass, "grammar", "this is none: \"%.40s\"", jsgf);
	return ERR_NONE;
}

static enum err hear(void *self, const int16_t *samples, size_t count, struct recognised *out)
{
	struct glass *glass = self;

	(void)samples;
	CHECK(count > 0);
	*out = (struct recognised){.count = 1, .confidence_pct = glass->words_pct};
	text_copy(out->list[0].words, sizeof(out->list[0].words), text_of(glass->words));
	out->list[0].score_pct = glass->words_pct;
	glass->words[0] = '\0';
	glass->figures.heard++;
	return ERR_NONE;
}

static void shut(void *self)
{
	(void)self;
}

void glass_attach(struct glass *glass)
{
	static const struct voice_ops voice = {.speak = speak, .close = shut};
	static const struct recogniser_ops recogniser = {
		.knows = knows, .grammar = grammar, .hear = hear, .close = shut};
	static const struct audio_ops audio = {.play = play,
		.stop = stop,
		.queued = queued,
		.record = record,
		.ended = ended,
		.microphone = microphone,
		.rest = shut,
		.close = shut};
	struct kiosk_senses senses = {.audio = {&audio, glass}, .by_hand = true};
	uint32_t what = glass_between(glass, 0, 5);

	if (what != 0)
		senses.voice = (struct voice){&voice, glass};
	if (what != 1)
		senses.recogniser = (struct recogniser){&recogniser, glass};
	CHECK(kiosk_attach(glass->kiosk, &senses) == ERR_NONE);
}

bool glass_hears(const struct glass *glass)
{
	return glass->microphone && !glass_is_sounding(glass) && !glass_voice_is_slow(glass) &&
	       kiosk_quiet(glass->kiosk);
}

bool glass_say(struct glass *glass, const char *words, uint8_t confidence_pct)
{
	uint32_t before;

	glass_poll(glass);
	if (!glass->asked || words[0] == '\0' || !glass_hears(glass))
		return false;
	text_copy(glass->words, sizeof(glass->words), text_of(words));
	glass->words_pct = confidence_pct;
	glass->air_frames = AIR_FRAMES;
	before = glass->acted;
	while (glass->air_frames > 0 && glass->microphone)
		glass_poll(glass);
	glass_poll(glass);
	glass->air_frames = 0;
	glass->words[0] = '\0';
	return glass->acted != before;
}
