/* Sound of calls over the network: ports, packets, and one clock that gives every call its next 20 ms. Everything here,
 * and each report, is on the one thread of the calls (adapter/line_sip.c). Implementation: adapter/media_rtp.c. */
#ifndef FOYER_MEDIA_H
#define FOYER_MEDIA_H

#include "base/check.h"
#include "base/err.h"
#include "line/codec.h"
#include "line/hangup_tone.h"
#include "line/player.h"

enum { MEDIA_ADDRESS_BYTES_MAX = 48, MEDIA_CATCH_UP_TICKS = 5 };

struct media;
struct media_stream;
struct recording;   /* line/recorder.h */
struct srtp_agreed; /* line/srtp_seal.h */

struct media_sound {
	const int16_t *samples; /* lent for the call */
	size_t count;
	uint32_t rate_hz;
};

/* 20 ms as they go out. */
struct media_frame {
	const uint8_t *bytes; /* CODEC_FRAME_BYTES, lent for the call; NULL: silence */
	uint8_t codec;        /* enum codec */
};

struct media_options {
	uint16_t port_first; /* of sound; each call takes an even one and the next */
	uint16_t port_last;
	void (*keyed)(void *self, uint32_t call, char key);
	void (*played)(void *self, uint32_t call, uint32_t mark);
	/* What the other side says, at codec_rate_hz(codec), in the order in which it came. NULL: nobody listens. */
	void (*heard)(void *self, uint32_t call, const struct media_sound *sound);
	const struct hangup_country *hangup;     /* whose tones end a call; NULL: none does. Lent */
	void (*gone)(void *self, uint32_t call); /* such a tone was heard; may be told again */
	/* Asked after heard(): true, once: that was somebody who interrupts, as a key would. NULL: only keys do. */
	bool (*interrupts)(void *self, uint32_t call);
	/* Each frame that is sent, so that its echo can be told from a voice. NULL: nobody wants to know. */
	void (*sent)(void *self, uint32_t call, const struct media_frame *frame);
	void *self;
};

/* Where a call's sound goes, as it was agreed. */
struct media_agreed {
	char address[MEDIA_ADDRESS_BYTES_MAX]; /* "192.0.2.1" or an IPv6 one */
	uint16_t port;
	uint8_t codec;                  /* enum codec */
	uint8_t type;                   /* RTP payload type of it */
	uint8_t events_type;            /* of telephone-event; 0: none was agreed */
	bool sends;                     /* false: the other side has put the call on hold, or wants nothing to hear */
	const struct srtp_agreed *keys; /* lent for the call; NULL: in the clear */
};

MUST_USE enum err media_open(struct media **out, const struct media_options *options);
void media_close(struct media *media); /* NULL is fine; its streams are closed before */

/* Sound in that codec can be made here. */
bool media_speaks(const struct media *media, enum codec codec);

/* Takes a port at `address`. ERR_NO_SPACE: none is free. */
MUST_USE enum err media_stream_open(struct media *media, struct media_stream **out, uint32_t call, const char *address);
void media_stream_close(struct media_stream *stream); /* NULL is fine */
uint16_t media_stream_port(const struct media_stream *stream);
/* From now on; whose sound is heard is chosen anew if the address is another one. */
MUST_USE enum err media_stream_agree(struct media_stream *stream, const struct media_agreed *agreed);
MUST_USE enum err media_stream_play(struct media_stream *stream, const struct player_prompt *prompt);
void media_stream_stop(struct media_stream *stream);
/* The two hear each other from now on, and nothing that is played, until one of them ends or media_stream_part(). */
MUST_USE enum err media_stream_join(struct media_stream *one, struct media_stream *other);
void media_stream_part(struct media_stream *stream); /* of one that is with nobody: nothing happens */
/* From now on to its end; the recording is the stream's, whatever is returned. */
MUST_USE enum err media_stream_record(struct media_stream *stream, struct recording *recording);
void media_stream_mute(struct media_stream *stream, bool muted); /* what is recorded; of none: nothing happens */
/* Milliseconds since the other side was last heard of, or since the call stands or is off hold. */
uint64_t media_stream_silent_ms(const struct media_stream *stream);
/* For a while the other machine has said of every packet that nobody takes it there, and nothing came from it. */
bool media_stream_is_refused(const struct media_stream *stream);

#endif
