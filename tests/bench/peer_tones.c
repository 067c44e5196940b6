#include "peer_tones.h"

#ifdef FOYER_PEER_TONES

#include <spandsp.h>
#include <stdlib.h>

/* Wider than Q.24 asks, for noise. */
enum { TWIST_DB = 10, REVERSE_TWIST_DB = 6, THRESHOLD_DBM0 = -38 };

struct peer {
	dtmf_rx_state_t *receiver;
	char began;
};

static void on_key(void *as_peer, int code, int level, int delay)
{
	struct peer *peer = as_peer;

	(void)level;
	(void)delay;
	if (code)
		peer->began = (char)code;
}

void *peer_tones_open(void)
{
	struct peer *peer = calloc(1, sizeof(*peer));

	if (!peer)
		return NULL;
	peer->receiver = dtmf_rx_init(NULL, NULL, NULL);
	dtmf_rx_set_realtime_callback(peer->receiver, on_key, peer);
	dtmf_rx_parms(peer->receiver, FALSE, TWIST_DB, REVERSE_TWIST_DB, THRESHOLD_DBM0);
	return peer;
}

void peer_tones_close(void *as_peer)
{
	struct peer *peer = as_peer;

	if (peer)
		dtmf_rx_free(peer->receiver);
	free(peer);
}

char peer_tones_hear(void *as_peer, const int16_t *samples, size_t count)
{
	struct peer *peer = as_peer;

	peer->began = '\0';
	dtmf_rx(peer->receiver, samples, (int)count);
	return peer->began;
}

#else

void *peer_tones_open(void)
{
	return NULL;
}

void peer_tones_close(void *peer)
{
	(void)peer;
}

char peer_tones_hear(void *peer, const int16_t *samples, size_t count)
{
	(void)peer;
	(void)samples;
	(void)count;
	return '\0';
}

#endif
