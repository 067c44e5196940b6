/* How surely keys are heard on the telephone, as sound and as events; beside it spandsp's receiver of the same sound.
 * One JSON line on stdout, progress on stderr; exit 3 if there is no voice. Without the recordings of real people, made
 * speech alone. */
#include "event_score.h"
#include "hangup_score.h"
#include "peer_tones.h"
#include "tone_score.h"

#include "adapter/voice_espeak.h"
#include "json_write.h"

#include <stdlib.h>

enum { EXIT_NO_DATA = 3, KEYS = 20000, HANGUPS = 20, RATE_HZ = 8000, VOICE_MINUTES = 30 };

static struct tone_tally try_keys(const struct tone_ear *ear, struct tone_key draw(struct rng *), uint64_t seed)
{
	struct tone_tally tally = {0};
	struct rng rng = {.state = seed};

	for (unsigned i = 0; i < KEYS; i++) {
		struct tone_key key = draw(&rng);

		tone_try(ear, &rng, &key, &tally);
	}
	return tally;
}

static struct event_tally try_events(void)
{
	const struct event_network network = {.loss_permille = 200, .double_permille = 100, .jitter_ms = 40};
	struct event_tally tally = {0};
	struct rng rng = {.state = 4733};

	event_try(&rng, &network, KEYS / 2, &tally);
	return tally;
}

/* Rounded down: 100 is all of them. */
static void put_share(struct json_out *out, const char *name, unsigned part, unsigned whole)
{
	json_put_whole(out, name, whole ? (int64_t)part * 100 / whole : 0);
}

static void put_keys(struct json_out *out, const struct tone_ear *ear)
{
	const struct tone_tally good = try_keys(ear, tone_draw_good, 24);
	const struct tone_tally off = try_keys(ear, tone_draw_off, 35);

	json_put_whole(out, "digits", good.keys);
	json_put_whole(out, "digits_accepted", good.right);
	put_share(out, "digits_accepted_pct", good.right, good.keys);
	json_put_whole(out, "digits_wrong", good.wrong);
	json_put_whole(out, "digits_far_off", off.keys);
	json_put_whole(out, "digits_far_off_accepted", off.right + off.wrong);
}

static bool put_tones(struct json_out *out)
{
	struct tones *tones;
	struct tone_ear ear;

	if (tones_open(&tones))
		return false;
	ear = tone_ear_of(tones);
	put_keys(out, &ear);
	tones_close(tones);
	return true;
}

/* Each country's tones, as its networks may play them. */
static void put_hangups(struct json_out *out, const char *name, const struct hangup_ear *ear)
{
	struct rng rng = {.state = 180};
	unsigned tones = 0;
	unsigned heard = 0;
	size_t count;
	const struct hangup_country *countries = hangup_countries(&count);

	for (size_t i = 0; i < count * HANGUP_TONE_CADENCES * HANGUPS; i++) {
		const struct hangup_country *country = &countries[i % count];
		const unsigned cadence = (unsigned)(i / count % HANGUP_TONE_CADENCES);
		struct hangup_made made;

		if (!country->cadence_ms[cadence][0])
			continue;
		made = hangup_draw(&rng, country, cadence);
		tones++;
		heard += hangup_heard_ms(ear, &rng, &made) > 0;
	}
	json_put_map(out, name);
	json_put_whole(out, "tones", tones);
	json_put_whole(out, "heard", heard);
	json_put_end(out);
}

static void put_peer(struct json_out *out)
{
	const struct tone_ear ear = {peer_tones_hear, peer_tones_open()};

	if (!ear.self)
		return;
	json_put_map(out, "spandsp");
	put_keys(out, &ear);
	put_hangups(out, "hangups", &peer_hangup_ear);
	json_put_end(out);
	peer_tones_close(ear.self);
}

static void put_speech(struct json_out *out, const struct speech_tally *real, const struct speech_tally *made)
{
	json_put_whole(out, "digits_false", real->false_keys + made->false_keys);
	json_put_whole(out, "hangups_false", real->false_hangups + made->false_hangups);
	json_put_whole(out, "speech_s", (int64_t)((real->samples + made->samples) / RATE_HZ));
	json_put_whole(out, "speech_real_s", (int64_t)(real->samples / RATE_HZ));
}

static void put_events(struct json_out *out)
{
	const struct event_tally events = try_events();

	json_put_whole(out, "digits_rfc4733", events.keys);
	json_put_whole(out, "digits_rfc4733_arrived", events.arrived);
	json_put_whole(out, "digits_rfc4733_once", events.once);
	put_share(out, "digits_rfc4733_once_pct", events.once, events.arrived);
	json_put_whole(out, "digits_rfc4733_strange", events.strange);
}

int main(void)
{
	struct speech_tally real = {0};
	struct speech_tally made = {0};
	struct json_out out;
	struct voice voice;

	if (voice_espeak_open(&voice))
		return EXIT_NO_DATA;
	if (!speech_of_folder(FOYER_SOURCE_DIR "/../shared/data/speech", &real))
		fprintf(stderr, "%s is not there: made speech only\n", FOYER_SOURCE_DIR "/../shared/data/speech");
	fprintf(stderr, "made speech, %d minutes\n", VOICE_MINUTES);
	speech_of_voice(&voice, (uint64_t)VOICE_MINUTES * 60 * RATE_HZ, &made);
	voice.ops->close(voice.self);

	json_to_file(&out, stdout);
	json_put_map(&out, NULL);
	json_put_text(&out, "bench", "tones");
	if (!put_tones(&out))
		return EXIT_FAILURE;
	put_speech(&out, &real, &made);
	put_events(&out);
	put_hangups(&out, "hangups", &hangup_ear);
	put_peer(&out);
	json_put_end(&out);
	putchar('\n');
	return 0;
}
