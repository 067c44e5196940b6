#include "hangup_score.h"

#ifdef FOYER_PEER_TONES

#include <spandsp.h>
#include <stdlib.h>

enum { OFF_SHARE = 10, OFF_MS = 30, FRAME_MS = 20 };

struct peer {
	super_tone_rx_descriptor_t *tones;
	super_tone_rx_state_t *receiver;
	bool hears;
	uint32_t heard_ms;
};

static void on_tone(void *as_peer, int code, int level, int delay)
{
	struct peer *peer = as_peer;

	(void)level;
	(void)delay;
	peer->hears = code >= 0;
	peer->heard_ms = 0;
}

static void add(super_tone_rx_descriptor_t *tones, const struct hangup_country *country, const uint16_t *cadence_ms)
{
	const int tone = super_tone_rx_add_tone(tones);

	for (unsigned i = 0; i < HANGUP_TONE_RUNS && cadence_ms[i]; i++) {
		const int off_ms = OFF_MS + cadence_ms[i] / OFF_SHARE;
		const bool sound = i % 2 == 0;

		super_tone_rx_add_element(tones, tone, sound ? country->hz[0] : 0, sound ? country->hz[1] : 0,
			cadence_ms[i] - off_ms, cadence_ms[i] + off_ms);
	}
}

static void *begin(const struct hangup_country *country)
{
	struct peer *peer = calloc(1, sizeof(*peer));

	if (!peer)
		return NULL;
	peer->tones = super_tone_rx_make_descriptor(NULL);
	for (unsigned i = 0; i < HANGUP_TONE_CADENCES; i++)
		if (country->cadence_ms[i][0])
			add(peer->tones, country, country->cadence_ms[i]);
	peer->receiver = super_tone_rx_init(NULL, peer->tones, on_tone, peer);
	return peer;
}

/* Its finding is one repetition; in speech only what lasts as long as ours has no false ones. */
static bool hear(void *as_peer, const int16_t *frame)
{
	struct peer *peer = as_peer;

	super_tone_rx(peer->receiver, frame, HANGUP_TONE_FRAME);
	peer->heard_ms += FRAME_MS;
	return peer->hears && peer->heard_ms >= HANGUP_TONE_HELD_MS;
}

static void end(void *as_peer)
{
	struct peer *peer = as_peer;

	super_tone_rx_free(peer->receiver);
	super_tone_rx_free_descriptor(peer->tones);
	free(peer);
}

#else

static void *begin(const struct hangup_country *country)
{
	(void)country;
	return NULL;
}

static bool hear(void *self, const int16_t *frame)
{
	(void)self;
	(void)frame;
	return false;
}

static void end(void *self)
{
	(void)self;
}

#endif

const struct hangup_ear peer_hangup_ear = {begin, hear, end};
