/* Sound over RTP, on libre: its loop's thread, one timer for all calls. */
#include "line/media.h"

#include "line/bridge.h"
#include "line/digits.h"
#include "line/latch.h"
#include "line/srtp_seal.h"
#include "line/tape.h"
#include "line/tones.h"
#include "log.h"

#include <re.h>

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum {
	RTP_AUDIO_SAMPLES = 160 /* a frame on RTP's clock, for G.722 too */,
	NS_PER_MS = 1000000,
	SETTLING_FRAMES = 50 /* after which G.722 has silence for silence */,
	PACKET_BYTES_MAX = 1000 /* 120 ms in one packet; glibc gives so much out of a thread's own store */,
	REFUSALS_MIN = 2 /* machines say so about once a second */,
	REFUSED_MS = 2000 /* a telephone that opens its port late */
};

struct media_stream {
	struct media_stream *next;
	struct media *media;
	uint32_t call;
	struct rtp_sock *rtp;
	struct media_agreed agreed;
	bool stands;
	bool talks;     /* the packet before was of the same run of sound */
	uint32_t stamp; /* RTP timestamp of the next frame */
	uint64_t heard_ms;
	uint64_t refused_ms; /* since then nobody takes its packets; 0: they are taken, as far as is known */
	unsigned refusals;   /* since then */
	struct latch latch;
	struct player player;
	struct digits digits;
	struct tones *tones;
	struct hangup_tone *hangup; /* NULL: none is listened for */
	struct codec_state *decoder;
	struct sa to;
	struct media_stream *with; /* whom this call talks with; NULL: nobody */
	struct tape *tape;         /* NULL: it is not recorded */
	struct bridge *bridge;     /* what it hears of that one */
	struct srtp_seal *seal;    /* NULL: it never was sealed */
};

struct media {
	struct media_options options;
	int timer;
	struct media_stream *streams;
	struct mbuf *packet;
	bool speaks[CODEC_COUNT];
	uint8_t silence[CODEC_COUNT][CODEC_FRAME_BYTES];
};

static uint64_t now_ms(void)
{
	return tmr_jiffies();
}

/* --- addresses --- */

static void address_of(const struct sa *sa, struct latch_address *out)
{
	*out = (struct latch_address){.port = sa_port(sa)};
	if (sa_af(sa) == AF_INET6) {
		sa_in6(sa, out->ip);
	} else {
		uint32_t ip = htonl(sa_in(sa));

		out->ip[10] = out->ip[11] = 0xff;
		memcpy(out->ip + 12, &ip, sizeof(ip));
	}
}

static void address_to(const struct latch_address *address, int family, struct sa *out)
{
	uint32_t ip;

	if (family == AF_INET6) {
		sa_set_in6(out, address->ip, address->port);
		return;
	}
	memcpy(&ip, address->ip + 12, sizeof(ip));
	sa_set_in(out, ntohl(ip), address->port);
}

/* --- in --- */

static void keyed(struct media_stream *stream, char key)
{
	const struct media_options *options = &stream->media->options;

	if (key == '\0')
		return;
	player_interrupt(&stream->player);
	if (stream->tape)
		tape_keyed(stream->tape);
	options->keyed(options->self, stream->call, key);
}

static void hear_event(struct media_stream *stream, const struct rtp_header *header, struct mbuf *mb)
{
	struct digits_packet packet = {.timestamp = header->ts};

	if (mbuf_read_mem(mb, packet.payload, sizeof(packet.payload)) == 0)
		keyed(stream, digits_event(&stream->digits, &packet, now_ms()));
}

/* Keys lie below 1.7 kHz: every second sample of wide sound will do. */
static size_t to_8_khz(int16_t *samples, size_t count, enum codec codec)
{
	if (codec_rate_hz(codec) == codec_rate_hz(CODEC_PCMA))
		return count;
	for (size_t i = 0; i < count / 2; i++)
		samples[i] = (int16_t)((samples[2 * i] + samples[2 * i + 1]) / 2);
	return count / 2;
}

static void hear_sound(struct media_stream *stream, struct mbuf *mb)
{
	const struct media_options *options = &stream->media->options;
	enum codec codec = (enum codec)stream->agreed.codec;
	int16_t samples[2 * CODEC_FRAME_BYTES];

	while (mbuf_get_left(mb)) {
		size_t bytes = mbuf_get_left(mb) < CODEC_FRAME_BYTES ? mbuf_get_left(mb) : CODEC_FRAME_BYTES;
		size_t count = codec_decode(stream->decoder, mbuf_buf(mb), bytes, samples);
		char key;

		mbuf_advance(mb, (ssize_t)bytes);
		if (options->heard)
			options->heard(options->self, stream->call,
				&(struct media_sound){samples, count, codec_rate_hz(codec)});
		if (options->interrupts && options->interrupts(options->self, stream->call))
			player_interrupt(&stream->player);
		if (stream->tape)
			tape_says(stream->tape, samples, count, codec_rate_hz(codec));
		if (stream->with)
			bridge_put(stream->with->bridge, samples, count, codec_rate_hz(codec));
		count = to_8_khz(samples, count, codec);
		key = tones_hear(stream->tones, samples, count);
		if (stream->tape && tones_held(stream->tones))
			tape_keyed(stream->tape);
		if (key)
			keyed(stream, digits_tone(&stream->digits, key, now_ms()));
		if (stream->hangup && hangup_tone_hear(stream->hangup, samples, count))
			options->gone(options->self, stream->call);
	}
}

static void on_packet(const struct sa *from, const struct rtp_header *header, struct mbuf *mb, void *self)
{
	struct media_stream *stream = self;
	struct latch_address source;
	bool chosen = stream->latch.chosen;

	address_of(from, &source);
	if (!stream->stands || !latch_hears(&stream->latch, &source))
		return;
	if (!chosen) {
		address_to(latch_to(&stream->latch), sa_af(&stream->to), &stream->to);
		srtp_seal_source(stream->seal, from);
	}
	stream->heard_ms = now_ms();
	stream->refusals = 0;
	if (stream->agreed.events_type && header->pt == stream->agreed.events_type)
		hear_event(stream, header, mb);
	else if (header->pt == stream->agreed.type)
		hear_sound(stream, mb);
}

static void on_report(const struct sa *from, struct rtcp_msg *message, void *self)
{
	(void)from; /* libre keeps the figures */
	(void)message;
	(void)self;
}

/* --- out --- */

/* The other machine says that nobody listens there. What it says waits with the socket until it is taken. */
static void was_refused(struct media_stream *stream)
{
	int fd = udp_sock_fd(rtp_sock(stream->rtp), sa_af(&stream->to));
	uint8_t what[1];

	while (recv(fd, what, sizeof(what), MSG_ERRQUEUE | MSG_DONTWAIT) >= 0)
		continue;
	if (stream->refusals++ == 0)
		stream->refused_ms = now_ms();
}

/* The library tells what is wrong with a socket to nobody in particular: the line's thread has one media. */
static _Thread_local struct media *here;

static void on_error(int err, void *rtp)
{
	struct media_stream *stream = here ? here->streams : NULL;

	while (stream && stream->rtp != rtp)
		stream = stream->next;
	if (stream && err == ECONNREFUSED)
		was_refused(stream);
}

static void send_frame(struct media_stream *stream, const uint8_t *frame)
{
	struct mbuf *mb = stream->media->packet;
	bool marker = frame && !stream->talks;

	stream->talks = frame != NULL;
	if (!frame)
		frame = stream->media->silence[stream->agreed.codec];
	mb->pos = mb->end = RTP_HEADER_SIZE;
	if (mbuf_write_mem(mb, frame, CODEC_FRAME_BYTES))
		return;
	mb->pos = RTP_HEADER_SIZE;
	if (rtp_send(stream->rtp, &stream->to, false, marker, stream->agreed.type, stream->stamp, mb) == ECONNREFUSED)
		was_refused(stream);
}

static void tick(struct media_stream *stream)
{
	const struct media_options *options = &stream->media->options;
	const uint8_t *frame = NULL;
	uint32_t mark;

	if (!stream->stands)
		return;
	if (stream->agreed.sends) {
		frame = stream->with ? bridge_frame(stream->bridge) : player_frame(&stream->player);
		send_frame(stream, frame);
		if (options->sent)
			options->sent(options->self, stream->call, &(struct media_frame){frame, stream->agreed.codec});
	}
	if (stream->tape)
		tape_frame(stream->tape, frame);
	stream->stamp += RTP_AUDIO_SAMPLES;
	if (player_is_done(&stream->player, &mark))
		options->played(options->self, stream->call, mark);
}

/* Late ones are made up for, so that nobody's sound runs out; of a machine that stood still for longer it is left out.
 */
static void on_clock(int flags, void *self)
{
	struct media *media = self;
	uint64_t ticks;

	(void)flags;
	here = media;
	if (read(media->timer, &ticks, sizeof(ticks)) != sizeof(ticks))
		return;
	for (struct media_stream *stream = media->streams; stream; stream = stream->next)
		for (uint64_t i = 0; i < ticks; i++) {
			if (i < MEDIA_CATCH_UP_TICKS)
				tick(stream);
			else
				stream->stamp += RTP_AUDIO_SAMPLES;
		}
}

/* --- streams --- */

/* Whether anybody is there is only told to who asks. */
static void asks_who_is_there(const struct media_stream *stream, int family)
{
	const int yes = 1;
	int err = family == AF_INET6 ? udp_setsockopt(rtp_sock(stream->rtp), SOL_IPV6, IPV6_RECVERR, &yes, sizeof(yes))
				     : udp_setsockopt(rtp_sock(stream->rtp), SOL_IP, IP_RECVERR, &yes, sizeof(yes));

	if (!err) /* otherwise who is gone is noticed by silence alone */
		udp_error_handler_set(rtp_sock(stream->rtp), on_error);
}

static bool take_port(struct media_stream *stream, const char *address)
{
	const struct media_options *options = &stream->media->options;
	struct sa sa;

	if (sa_set_str(&sa, address, 0) || rtp_listen(&stream->rtp, IPPROTO_UDP, &sa, options->port_first,
						   options->port_last, true, on_packet, on_report, stream))
		return false;
	udp_rxsz_set(rtp_sock(stream->rtp), PACKET_BYTES_MAX);
	asks_who_is_there(stream, sa_af(&sa));
	return true;
}

static bool listen_for_hangup(struct media_stream *stream)
{
	const struct hangup_country *country = stream->media->options.hangup;

	if (!country)
		return true;
	stream->hangup = malloc(sizeof(*stream->hangup));
	if (stream->hangup)
		hangup_tone_begin(stream->hangup, country);
	return stream->hangup != NULL;
}

enum err media_stream_open(struct media *media, struct media_stream **out, uint32_t call, const char *address)
{
	struct media_stream *stream = calloc(1, sizeof(*stream));

	*out = NULL;
	if (!stream)
		return ERR_NO_SPACE;
	stream->media = media;
	stream->call = call;
	player_begin(&stream->player);
	digits_begin(&stream->digits);
	stream->next = media->streams;
	media->streams = stream;
	if (!take_port(stream, address) || tones_open(&stream->tones) || !listen_for_hangup(stream)) {
		media_stream_close(stream);
		return ERR_NO_SPACE;
	}
	stream->stamp = rand_u32();
	*out = stream;
	return ERR_NONE;
}

void media_stream_close(struct media_stream *stream)
{
	struct media_stream **at;

	if (!stream)
		return;
	for (at = &stream->media->streams; *at != stream; at = &(*at)->next)
		;
	*at = stream->next;
	media_stream_part(stream);
	tape_close(stream->tape);
	player_stop(&stream->player);
	srtp_seal_close(stream->seal);
	mem_deref(stream->rtp);
	tones_close(stream->tones);
	free(stream->hangup);
	codec_close(stream->decoder);
	explicit_bzero(stream, sizeof(*stream));
	free(stream);
}

uint16_t media_stream_port(const struct media_stream *stream)
{
	return sa_port(rtp_local(stream->rtp));
}

static enum err decode_with(struct media_stream *stream, enum codec codec)
{
	if (stream->decoder && stream->agreed.codec == codec)
		return ERR_NONE;
	codec_close(stream->decoder);
	stream->decoder = NULL;
	return codec_open(&stream->decoder, codec);
}

static enum err listen_with(struct media_stream *stream, enum codec codec)
{
	struct bridge *bridge;
	enum err err = bridge_open(&bridge, codec);

	if (err)
		return err;
	bridge_close(stream->bridge);
	stream->bridge = bridge;
	return ERR_NONE;
}

enum err media_stream_agree(struct media_stream *stream, const struct media_agreed *agreed)
{
	struct latch_address signalled;
	struct sa to;
	enum err err = decode_with(stream, (enum codec)agreed->codec);

	if (err)
		return err;
	if (stream->with && stream->agreed.codec != agreed->codec)
		err = listen_with(stream, (enum codec)agreed->codec);
	if (!err && stream->tape && stream->agreed.codec != agreed->codec)
		err = tape_codec(stream->tape, (enum codec)agreed->codec);
	if (!err)
		err = srtp_seal_agree(&stream->seal, stream->rtp, agreed->keys);
	if (err)
		return err;
	if (sa_set_str(&to, agreed->address, agreed->port))
		return ERR_FORMAT;
	address_of(&to, &signalled);
	latch_begin(&stream->latch, &signalled);
	srtp_seal_source(stream->seal, NULL);
	stream->to = to;
	stream->agreed = *agreed;
	stream->agreed.keys = NULL; /* they were lent */
	stream->heard_ms = now_ms();
	stream->refusals = 0;
	stream->stands = true;
	sa_set_port(&to, (uint16_t)(agreed->port + 1));
	rtcp_start(stream->rtp, "foyer", &to);
	return ERR_NONE;
}

enum err media_stream_play(struct media_stream *stream, const struct player_prompt *prompt)
{
	return player_play(&stream->player, prompt);
}

void media_stream_stop(struct media_stream *stream)
{
	player_stop(&stream->player);
}

enum err media_stream_record(struct media_stream *stream, struct recording *recording)
{
	tape_close(stream->tape);
	return tape_open(&stream->tape, recording, (enum codec)stream->agreed.codec);
}

void media_stream_mute(struct media_stream *stream, bool muted)
{
	if (stream->tape)
		tape_mute(stream->tape, muted);
}

enum err media_stream_join(struct media_stream *one, struct media_stream *other)
{
	enum err err = ERR_NONE;

	if (!one->stands || !other->stands)
		return ERR_ABSENT;
	media_stream_part(one);
	media_stream_part(other);
	err = listen_with(one, (enum codec)one->agreed.codec);
	if (!err)
		err = listen_with(other, (enum codec)other->agreed.codec);
	one->with = other;
	other->with = one;
	if (err)
		media_stream_part(one);
	player_stop(&one->player);
	player_stop(&other->player);
	return err;
}

void media_stream_part(struct media_stream *stream)
{
	struct media_stream *other = stream->with;

	if (!other)
		return;
	stream->with = other->with = NULL;
	bridge_close(stream->bridge);
	bridge_close(other->bridge);
	stream->bridge = other->bridge = NULL;
}

uint64_t media_stream_silent_ms(const struct media_stream *stream)
{
	return stream->stands ? now_ms() - stream->heard_ms : 0;
}

bool media_stream_is_refused(const struct media_stream *stream)
{
	return stream->refusals >= REFUSALS_MIN && now_ms() - stream->refused_ms >= REFUSED_MS;
}

/* --- all of it --- */

static enum err make_silence(struct media *media)
{
	const int16_t quiet[2 * CODEC_FRAME_BYTES] = {0};

	for (unsigned i = 0; i < CODEC_COUNT; i++) {
		struct codec_state *encoder;
		enum err err = codec_open(&encoder, (enum codec)i);

		if (err == ERR_ABSENT)
			continue; /* its library is not on this machine: it is not offered */
		if (err)
			return err;
		media->speaks[i] = true;
		for (unsigned settling = 0; settling < SETTLING_FRAMES; settling++)
			codec_encode(encoder, quiet, media->silence[i]);
		codec_close(encoder);
	}
	return ERR_NONE;
}

bool media_speaks(const struct media *media, enum codec codec)
{
	return media->speaks[codec];
}

static bool start_clock(struct media *media)
{
	const struct timespec each = {.tv_nsec = CODEC_FRAME_MS * NS_PER_MS};
	const struct itimerspec times = {.it_interval = each, .it_value = each};

	media->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	return media->timer >= 0 && timerfd_settime(media->timer, 0, &times, NULL) == 0 &&
	       fd_listen(media->timer, FD_READ, on_clock, media) == 0;
}

enum err media_open(struct media **out, const struct media_options *options)
{
	struct media *media = calloc(1, sizeof(*media));
	enum err err;

	*out = NULL;
	if (!media)
		return ERR_NO_SPACE;
	media->options = *options;
	media->timer = -1;
	media->packet = mbuf_alloc(RTP_HEADER_SIZE + CODEC_FRAME_BYTES);
	err = media->packet ? make_silence(media) : ERR_NO_SPACE;
	if (!err && !start_clock(media))
		err = ERR_IO;
	if (err) {
		media_close(media);
		return err;
	}
	*out = media;
	return ERR_NONE;
}

void media_close(struct media *media)
{
	if (!media)
		return;
	if (here == media)
		here = NULL;
	if (media->timer >= 0) {
		fd_close(media->timer);
		close(media->timer);
	}
	mem_deref(media->packet);
	free(media);
}
