/* One call over SIP, on libre. */
#include "json_write.h"
#include "line/line_status.h"
#include "line/recorder.h"
#include "line/sdp_clean.h"
#include "line/sip_parts.h"
#include "line/srtp_seal.h"
#include "log.h"

#include <re.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	SILENT_MS_MAX = 25000, /* no sound at all while not on hold: the other side is gone */
	BUSY_RETRY_S = 5,
	SIP_RINGING = 180,
	SIP_OK = 200,
	SIP_REDIRECT = 300,
	SIP_TIMEOUT = 408,
	SIP_BAD_EXTENSION = 420,
	SIP_NOT_ACCEPTABLE = 488,
	SIP_UNAVAILABLE = 503
};

struct sip_call {
	struct sip_line *line;
	uint32_t number; /* 0: this place is free */
	bool stands;
	bool offered; /* we made the offer: the answer comes with the ACK or the 200 */
	bool held;
	bool moving;   /* a REFER is under way */
	bool gone;     /* its network's tone says that nobody is there any more */
	uint8_t codec; /* enum codec, of what was agreed last; CODEC_COUNT: nothing yet */
	bool outward;
	char digits[LINE_STATUS_DIGITS_MAX + 1]; /* the end of the caller's number, for whoever looks after the line */
	uint64_t began_ms;
	struct sipsess *session;
	struct sipsub *refer;
	struct sip_probe probe; /* while it is on hold */
	struct sdp_session *sdp;
	struct sdp_media *audio;
	struct media_stream *stream;
	struct srtp_talk keys;
	struct sip_login *login; /* whose password is shown in it; NULL: nobody's */
	struct mbuf *offer;      /* of a call that rings; NULL: it brought none */
};

/* --- reports --- */

static void report(struct sip_line *line, const struct line_event *event)
{
	if (mailbox_put(line->mailbox, event))
		log_warn("line: too much happens at once; something of a call was left out");
}

static void report_about(const struct sip_call *call, enum line_what what, uint16_t why)
{
	report(call->line, &(struct line_event){.what = (uint8_t)what, .call = call->number, .why = why});
}

void sip_calls_keyed(void *self, uint32_t call, char key)
{
	report(self, &(struct line_event){.what = LINE_KEYED, .call = call, .key = key});
}

void sip_calls_played(void *self, uint32_t call, uint32_t mark)
{
	report(self, &(struct line_event){.what = LINE_PLAYED, .call = call, .mark = mark});
}

void sip_calls_heard(void *self, uint32_t call, const struct media_sound *sound)
{
	const struct sip_line *line = self;

	line->heard(line->heard_self, call, sound);
}

bool sip_calls_interrupts(void *self, uint32_t call)
{
	const struct sip_line *line = self;

	return line->interrupts(line->heard_self, call);
}

void sip_calls_sent(void *self, uint32_t call, const struct media_frame *frame)
{
	const struct sip_line *line = self;

	line->sent(line->heard_self, call, frame);
}

/* --- calls --- */

static struct sip_call *call_find(struct sip_line *line, uint32_t number)
{
	for (uint16_t i = 0; i < line->calls_max; i++)
		if (number && line->calls[i].number == number)
			return &line->calls[i];
	return NULL;
}

/* Its stream is in the middle of a packet: it ends at the next watch. */
void sip_calls_gone(void *self, uint32_t number)
{
	struct sip_call *call = call_find(self, number);

	if (call)
		call->gone = true;
}

static struct sip_call *call_take(struct sip_line *line, uint32_t number)
{
	for (uint16_t i = 0; i < line->calls_max; i++) {
		if (line->calls[i].number)
			continue;
		line->calls[i] = (struct sip_call){
			.line = line, .number = number, .codec = CODEC_COUNT, .began_ms = tmr_jiffies()};
		return &line->calls[i];
	}
	return NULL;
}

/* Whatever state it is in; libre sends BYE, CANCEL or a refusal. */
static void call_free(struct sip_call *call)
{
	sip_probe_end(&call->probe);
	mem_deref(call->refer);
	mem_deref(call->session);
	media_stream_close(call->stream);
	mem_deref(call->sdp);
	mem_deref(call->offer);
	explicit_bzero(call, sizeof(*call));
}

static void call_over(struct sip_call *call, uint16_t why)
{
	report_about(call, LINE_ENDED, why);
	call_free(call);
}

/* --- what is agreed on sound --- */

static enum err sound_open(struct sip_call *call)
{
	static const struct {
		enum codec codec;
		const char *type;
		const char *name;
	} formats[] = {{CODEC_G722, "9", "G722"}, {CODEC_PCMA, "8", "PCMA"}, {CODEC_PCMU, "0", "PCMU"}};
	struct sip_line *line = call->line;
	struct sa local;
	int failed;

	if (media_stream_open(line->media, &call->stream, call->number, line->address))
		return ERR_NO_SPACE;
	failed = sa_set_str(&local, line->address, 0) || sdp_session_alloc(&call->sdp, &local) ||
		 sdp_media_add(
			 &call->audio, call->sdp, "audio", media_stream_port(call->stream), srtp_protocol(&call->keys));
	for (size_t i = 0; !failed && i < sizeof(formats) / sizeof(formats[0]); i++)
		if (media_speaks(line->media, formats[i].codec))
			failed = sdp_format_add(NULL, call->audio, false, formats[i].type, formats[i].name, 8000, 1,
				NULL, NULL, NULL, false, NULL);
	failed = failed ||
		 sdp_format_add(NULL, call->audio, false, "101", "telephone-event", 8000, 1, NULL, NULL, NULL, false,
			 "0-15") ||
		 sdp_media_set_lattr(call->audio, true, "ptime", "%u", CODEC_FRAME_MS) ||
		 srtp_offer(&call->keys, call->audio);
	return failed ? ERR_NO_SPACE : ERR_NONE;
}

static enum codec codec_named(const char *name)
{
	if (name && str_casecmp(name, "G722") == 0)
		return CODEC_G722;
	if (name && str_casecmp(name, "PCMA") == 0)
		return CODEC_PCMA;
	return name && str_casecmp(name, "PCMU") == 0 ? CODEC_PCMU : CODEC_COUNT;
}

/* Fixed types (RFC 3551) need no name, and some telephones leave it out. */
static enum codec codec_of(const struct sdp_format *format)
{
	static const char *const names[] = {[0] = "PCMU", [8] = "PCMA", [9] = "G722"};
	bool fixed = !format->name && format->pt >= 0 && (size_t)format->pt < sizeof(names) / sizeof(names[0]);

	return codec_named(fixed ? names[format->pt] : format->name);
}

static bool is_sound(struct sdp_format *format, void *self)
{
	(void)self;
	return codec_of(format) != CODEC_COUNT;
}

/* The first that the other side wants and that we have; ERR_NOT_FOUND: there is none. */
static enum err sound_agree(struct sip_call *call)
{
	const struct sdp_format *format =
		sdp_media_format_apply(call->audio, false, NULL, -1, NULL, -1, -1, is_sound, NULL);
	const struct sdp_format *events = sdp_media_rformat(call->audio, "telephone-event");
	enum sdp_dir direction = sdp_media_dir(call->audio);
	struct media_agreed agreed = {.port = sdp_media_rport(call->audio)};

	if (!format || agreed.port == 0)
		return ERR_NOT_FOUND;
	if (re_snprintf(agreed.address, sizeof(agreed.address), "%j", sdp_media_raddr(call->audio)) < 0)
		return ERR_FORMAT;
	agreed.codec = call->codec = (uint8_t)codec_of(format);
	agreed.type = (uint8_t)format->pt;
	agreed.events_type = events ? (uint8_t)events->pt : 0;
	agreed.sends = direction & SDP_SENDONLY;
	agreed.keys = call->keys.sealed ? &call->keys.agreed : NULL;
	call->held = !(direction & SDP_RECVONLY) || !agreed.sends;
	return media_stream_agree(call->stream, &agreed);
}

/* What came, readable: libre refuses a whole description for one bad line. */
static int sound_read(struct sip_call *call, struct mbuf *mb, bool offer)
{
	struct mbuf *clean = mbuf_alloc(mbuf_get_left(mb) + 1);
	int err;

	if (!clean)
		return ENOMEM;
	err = mbuf_write_mem(clean, mbuf_buf(mb), mbuf_get_left(mb));
	clean->end = sdp_clean((char *)clean->buf, clean->end);
	clean->pos = 0;
	if (!err)
		err = sdp_decode(call->sdp, clean, offer);
	if (!err && (offer ? srtp_answer(&call->keys, call->audio) : srtp_answered(&call->keys, call->audio)))
		err = EPROTO;
	explicit_bzero(clean->buf, clean->end);
	mem_deref(clean);
	return err;
}

/* What is refused leaves the keys as they were: so does the sound. */
static int sound_change(struct sip_call *call, struct mbuf *mb, bool offer)
{
	struct srtp_talk before = call->keys;
	int err = sound_read(call, mb, offer) || sound_agree(call) ? EPROTO : 0;

	if (err)
		call->keys = before;
	explicit_bzero(&before, sizeof(before));
	return err;
}

static void stands(struct sip_call *call)
{
	if (call->stands || call->codec == CODEC_COUNT)
		return;
	call->stands = true;
	report(call->line, &(struct line_event){.what = LINE_ANSWERED, .call = call->number, .codec = call->codec});
}

/* --- what libre tells of a call --- */

static int on_offer(struct mbuf **description, const struct sip_msg *msg, void *self)
{
	struct sip_call *call = self;
	bool got = mbuf_get_left(msg->mb) > 0;
	int err = got ? sound_change(call, msg->mb, true) : 0;

	if (!err && !got && srtp_offer(&call->keys, call->audio))
		err = ENOMEM;
	call->offered = !got;
	return err ? err : sdp_encode(description, call->sdp, !got);
}

static int on_answer(const struct sip_msg *msg, void *self)
{
	struct sip_call *call = self;

	call->offered = false;
	return sound_change(call, msg->mb, false);
}

static void on_established(const struct sip_msg *msg, void *self)
{
	(void)msg;
	stands(self);
}

static void on_progress(const struct sip_msg *msg, void *self)
{
	(void)msg; /* it rings there */
	(void)self;
}

static void on_closed(int err, const struct sip_msg *msg, void *self)
{
	struct sip_call *call = self;
	uint16_t why = msg && !msg->req && msg->scode >= SIP_REDIRECT ? msg->scode : 0;

	/* ECONNRESET is libre's word for the other side's BYE. */
	call_over(call, err && err != ECONNRESET && !why ? SIP_TIMEOUT : why);
}

/* --- somebody calls --- */

static void refuse_busy(struct sip_line *line, const struct sip_msg *msg)
{
	(void)sip_treplyf(NULL, NULL, line->sip, msg, false, SIP_UNAVAILABLE, "Busy",
		"Retry-After: %u\r\nContent-Length: 0\r\n\r\n", BUSY_RETRY_S);
}

/* Too few to tell whose it is. */
static void digits_of(const char *number, char out[LINE_STATUS_DIGITS_MAX + 1])
{
	size_t length = strlen(number);
	size_t shown = length / 2 < LINE_STATUS_DIGITS_MAX ? length / 2 : LINE_STATUS_DIGITS_MAX;

	memcpy(out, number + length - shown, shown);
	out[shown] = '\0';
}

static void ring(struct sip_call *call, const struct sip_msg *msg)
{
	struct line_event event = {.what = LINE_RANG, .call = call->number};
	const struct uri *from = &msg->from.uri;

	(void)pl_strcpy(&from->user, event.number, sizeof(event.number));
	(void)pl_strcpy(&msg->from.dname, event.name, sizeof(event.name));
	if (str_casecmp(event.number, "anonymous") == 0)
		event.number[0] = '\0';
	digits_of(event.number, call->digits);
	report(call->line, &event);
}

void sip_calls_invite(struct sip_line *line, const struct sip_msg *msg)
{
	const struct sip_hdr *required = sip_msg_hdr(msg, SIP_HDR_REQUIRE);
	struct sip_call *call;

	if (required) {
		(void)sip_treplyf(NULL, NULL, line->sip, msg, false, SIP_BAD_EXTENSION, "Bad Extension",
			"Unsupported: %r\r\nContent-Length: 0\r\n\r\n", &required->val);
		return;
	}
	call = call_take(line, line->number(line->number_self));
	if (!call) {
		refuse_busy(line, msg);
		return;
	}
	call->keys.want = sip_account_srtp(line, msg);
	call->login = sip_login_of(line, msg);
	if (mbuf_get_left(msg->mb)) {
		call->offer = mbuf_alloc(mbuf_get_left(msg->mb));
		if (!call->offer || mbuf_write_mem(call->offer, mbuf_buf(msg->mb), mbuf_get_left(msg->mb))) {
			refuse_busy(line, msg);
			call_free(call);
			return;
		}
		call->offer->pos = 0;
	}
	if (sipsess_accept(&call->session, line->sessions, msg, SIP_RINGING, "Ringing", "foyer", "application/sdp",
		    NULL, sip_password, call->login, false, on_offer, on_answer, on_established, NULL, NULL, on_closed,
		    call, NULL)) {
		refuse_busy(line, msg);
		call_free(call);
		return;
	}
	ring(call, msg);
}

/* --- orders --- */

static void order_answer(struct sip_call *call)
{
	struct mbuf *description = NULL;
	bool refused = false;
	int err = sound_open(call) ? ENOMEM : 0;

	if (!err && call->offer) {
		refused = sound_read(call, call->offer, true) || sound_agree(call);
		call->offer = mem_deref(call->offer);
	} else {
		call->offered = true;
	}
	if (!err && !refused)
		err = sdp_encode(&description, call->sdp, call->offered);
	if (!err && !refused)
		err = sipsess_answer(call->session, SIP_OK, "OK", description, SIP_ALLOWED);
	mem_deref(description);
	if (!err && !refused)
		return;
	(void)sipsess_reject(call->session, refused ? SIP_NOT_ACCEPTABLE : SIP_UNAVAILABLE,
		refused ? "Not Acceptable Here" : "Service Unavailable", NULL);
	call_over(call, refused ? SIP_NOT_ACCEPTABLE : SIP_UNAVAILABLE);
}

static void order_end(struct sip_call *call, const struct sip_order *order)
{
	if (!call->stands && !call->stream && order->retry_s)
		(void)sipsess_reject(call->session, order->status, "Not now",
			"Retry-After: %u\r\nContent-Length: 0\r\n\r\n", order->retry_s);
	else if (!call->stands && !call->stream)
		(void)sipsess_reject(call->session, order->status, "Declined", NULL);
	call_over(call, 0);
}

static void order_dial(struct sip_line *line, const struct sip_order *order)
{
	struct sip_call *call = call_take(line, order->call);
	char to[LINE_PLACE_BYTES_MAX + LINE_NUMBER_BYTES_MAX], from[LINE_PLACE_BYTES_MAX + LINE_NUMBER_BYTES_MAX];
	struct mbuf *description = NULL;
	int err;

	if (!call) {
		report(line, &(struct line_event){.what = LINE_ENDED, .call = order->call, .why = SIP_UNAVAILABLE});
		return;
	}
	call->outward = true;
	call->keys.want = line->accounts[0].srtp;
	call->login = line->accounts_count ? &line->logins[0] : NULL;
	sip_place_uri(line, order->place, to, sizeof(to));
	sip_own_uri(line, from, sizeof(from));
	err = !sip_may_call(line, to) || sound_open(call) ? ENOMEM : sdp_encode(&description, call->sdp, true);
	if (!err)
		err = sipsess_connect(&call->session, line->sessions, to, "foyer", from, "foyer", NULL, 0,
			"application/sdp", description, sip_is_home(line, to) ? sip_password_home : sip_password,
			call->login, false, on_offer, on_answer, on_progress, on_established, NULL, NULL, on_closed,
			call, NULL);
	mem_deref(description);
	if (err)
		call_over(call, SIP_UNAVAILABLE);
}

static void moved(struct sip_call *call, uint16_t status)
{
	if (!call->moving)
		return;
	call->moving = false;
	report_about(call, status < SIP_REDIRECT ? LINE_MOVED : LINE_STAYED, status < SIP_REDIRECT ? 0 : status);
}

/* "SIP/2.0 200 OK": how far the call to the other place has come. */
static void on_notify(struct sip *sip, const struct sip_msg *msg, void *self)
{
	struct sip_call *call = self;
	struct pl status = PL_INIT;

	(void)sip_treply(NULL, sip, msg, SIP_OK, "OK");
	if (re_regex((const char *)mbuf_buf(msg->mb), mbuf_get_left(msg->mb), "SIP/2.0 [0-9]+", &status) == 0 &&
		pl_u32(&status) >= SIP_OK)
		moved(call, (uint16_t)pl_u32(&status));
}

static void on_refer_closed(int err, const struct sip_msg *msg, const struct sipevent_substate *state, void *self)
{
	struct sip_call *call = self;
	uint16_t status = msg && !msg->req && msg->scode >= SIP_REDIRECT ? msg->scode : SIP_TIMEOUT;

	(void)state;
	call->refer = mem_deref(call->refer);
	if (err || (msg && !msg->req && msg->scode >= SIP_REDIRECT))
		moved(call, status);
}

static void order_transfer(struct sip_call *call, const struct sip_order *order)
{
	char to[LINE_PLACE_BYTES_MAX + LINE_NUMBER_BYTES_MAX];
	char from[LINE_PLACE_BYTES_MAX + LINE_NUMBER_BYTES_MAX];

	sip_place_uri(call->line, order->place, to, sizeof(to));
	sip_own_uri(call->line, from, sizeof(from));
	call->refer = mem_deref(call->refer);
	call->moving = true;
	if (!call->stands || sipevent_drefer(&call->refer, call->line->events, sipsess_dialog(call->session), "foyer",
				     sip_password, call->login, false, on_notify, on_refer_closed, call,
				     "Refer-To: <%s>\r\nReferred-By: <%s>\r\n", to, from))
		moved(call, SIP_UNAVAILABLE);
}

static void order_join(struct sip_call *call, struct sip_call *other)
{
	enum err err = ERR_ABSENT;

	if (other && call->stands && other->stands)
		err = media_stream_join(call->stream, other->stream);
	if (err)
		report_about(call, LINE_PARTED, 0);
}

static void order_record(struct sip_call *call)
{
	struct recorder *recorder = call->line->recorder;
	struct recording *recording = recorder ? recording_begin(recorder, call->number) : NULL;

	if (recording && media_stream_record(call->stream, recording))
		log_error("line: a call is not recorded: no memory");
}

void sip_calls_order(struct sip_line *line, enum sip_order_kind kind, const struct sip_order *order)
{
	struct sip_call *call = call_find(line, order->call);

	if (kind == ORDER_DIAL)
		order_dial(line, order);
	else if (call && kind == ORDER_ANSWER)
		order_answer(call);
	else if (call && kind == ORDER_END)
		order_end(call, order);
	else if (call && kind == ORDER_TRANSFER)
		order_transfer(call, order);
	else if (call && kind == ORDER_JOIN)
		order_join(call, call_find(line, order->other));
	else if (call && call->stands && kind == ORDER_RECORD)
		order_record(call);
	else if (call && call->stream && kind == ORDER_MUTE)
		media_stream_mute(call->stream, order->muted);
	else if (call && call->stream && kind == ORDER_PART)
		media_stream_part(call->stream);
	else if (call && call->stream && kind == ORDER_PLAY && media_stream_play(call->stream, &order->prompt))
		log_warn("line: too many prompts wait in one call; one was left out");
	else if (call && call->stream && kind == ORDER_STOP)
		media_stream_stop(call->stream);
}

/* --- all of them --- */

/* Whoever waits on hold may be silent for as long as they like, but not gone. */
static void look_after_held(struct sip_call *call)
{
	const uint32_t often_ms = call->line->hold_probe_ms;

	if (call->probe.gone)
		call_over(call, SIP_TIMEOUT);
	else if (media_stream_silent_ms(call->stream) > often_ms && tmr_jiffies() - call->probe.at_ms > often_ms)
		sip_probe_ask(&call->probe, call->line->sip, sipsess_dialog(call->session));
}

static bool is_lost(const struct sip_call *call)
{
	return media_stream_silent_ms(call->stream) > SILENT_MS_MAX || media_stream_is_refused(call->stream);
}

void sip_calls_watch(struct sip_line *line)
{
	for (uint16_t i = 0; i < line->calls_max; i++) {
		struct sip_call *call = &line->calls[i];

		if (call->number && call->gone)
			call_over(call, 0);
		else if (call->number && call->stands && call->held)
			look_after_held(call);
		else if (call->number && call->stands && is_lost(call))
			call_over(call, SIP_TIMEOUT);
	}
}

static const char *state_of(const struct sip_call *call)
{
	if (!call->stands)
		return "rings";
	return call->held ? "held" : "stands";
}

void sip_calls_tell(const struct sip_line *line, struct json_out *out)
{
	static const char *const codecs[CODEC_COUNT + 1] = {
		[CODEC_PCMA] = "PCMA", [CODEC_PCMU] = "PCMU", [CODEC_G722] = "G722", [CODEC_COUNT] = ""};
	unsigned told = 0;

	for (uint16_t i = 0; i < line->calls_max && told < LINE_STATUS_CALLS_MAX; i++) {
		const struct sip_call *call = &line->calls[i];

		if (!call->number)
			continue;
		told++;
		json_put_map(out, NULL);
		json_put_text(out, "number", call->digits);
		json_put_flag(out, "outward", call->outward);
		json_put_text(out, "state", state_of(call));
		json_put_text(out, "codec", codecs[call->codec]);
		json_put_flag(out, "sealed", call->keys.sealed);
		json_put_whole(out, "for_s", (int64_t)(tmr_jiffies() - call->began_ms) / 1000);
		json_put_end(out);
	}
}

enum err sip_calls_open(struct sip_line *line)
{
	line->calls = calloc(line->calls_max, sizeof(*line->calls));
	return line->calls ? ERR_NONE : ERR_NO_SPACE;
}

void sip_calls_close(struct sip_line *line)
{
	for (uint16_t i = 0; line->calls && i < line->calls_max; i++)
		if (line->calls[i].number)
			call_over(&line->calls[i], 0);
	free(line->calls);
	line->calls = NULL;
	line->calls_max = 0; /* whoever rings now is told that there is no place */
}
