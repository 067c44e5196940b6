/* The telephone line over SIP, on libre: its thread, its transports, its accounts. */
#include "adapter/line_sip.h"

#include "line/heap.h"
#include "line/sip_parts.h"
#include "log.h"

#include <re.h>

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	WATCH_MS = 1000,
	WHERE_WATCHES = 2, /* whether the machine has another address */
	TRIM_WATCHES = 16, /* what SIP keeps of a call for 32 s is given back to the system */
	FAREWELL_MS = 400, /* for the last BYEs, at the end */
	TABLE_PLACES = 256,
	FDS_PER_CALL = 2, /* sound and its reports */
	FDS_BESIDE = 64,
	STATUS_OK = 200,
	STATUS_NOT_ALLOWED = 405,
	STATUS_BAD_EXTENSION = 420
};

struct line_sip {
	struct sip_line line;
	struct line_sip_options options;
	char *why;
	enum err opened;
	pthread_t thread;
	sem_t ready;
	atomic_uint next_call;
	struct mqueue *orders;
	struct dnsc *dns;
	struct sip_lsnr *requests;
	struct tmr watch;
	unsigned watches;
	struct sa address; /* where it listens */
	bool away;         /* the machine has no address */
	int refused;       /* why nothing could be listened at the last time; 0: it could */
	struct tmr farewell;
	struct sip_accounts *accounts;
	struct sip_status *status; /* NULL: nobody asks */
};

static uint32_t next_number(void *self)
{
	struct line_sip *sip = self;
	uint32_t number = atomic_fetch_add(&sip->next_call, 1);

	return number ? number : atomic_fetch_add(&sip->next_call, 1);
}

/* --- requests --- */

static void reply(struct line_sip *sip, const struct sip_msg *msg, uint16_t status, const char *reason)
{
	(void)sip_treplyf(NULL, NULL, sip->line.sip, msg, false, status, reason,
		SIP_ALLOWED "Accept: application/sdp\r\nContent-Length: 0\r\n\r\n");
}

/* Whose answer tells the other side to do without: a session is refreshed by another INVITE (RFC 4028). */
static bool is_not_for_us(const struct pl *method)
{
	static const char *const methods[] = {"UPDATE", "PRACK", "MESSAGE", "PUBLISH"};

	for (unsigned i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		if (pl_strcmp(method, methods[i]) == 0)
			return true;
	return false;
}

static bool on_request(const struct sip_msg *msg, void *self)
{
	const struct sip_hdr *required = sip_msg_hdr(msg, SIP_HDR_REQUIRE);
	struct line_sip *sip = self;
	bool asks = pl_strcmp(&msg->met, "OPTIONS") == 0;

	if (is_not_for_us(&msg->met))
		reply(sip, msg, STATUS_NOT_ALLOWED, "Method Not Allowed");
	else if (asks && required)
		(void)sip_treplyf(NULL, NULL, sip->line.sip, msg, false, STATUS_BAD_EXTENSION, "Bad Extension",
			"Unsupported: %r\r\nContent-Length: 0\r\n\r\n", &required->val);
	else if (asks)
		reply(sip, msg, STATUS_OK, "OK");
	else
		return false;
	return true;
}

static void on_invite(const struct sip_msg *msg, void *self)
{
	struct line_sip *sip = self;

	sip_calls_invite(&sip->line, msg);
}

static bool on_event(const struct sip_msg *msg, void *self)
{
	(void)msg; /* nobody subscribes to anything here */
	(void)self;
	return false;
}

/* --- orders from the runner's thread --- */

static void on_farewell(void *self)
{
	(void)self;
	re_cancel();
}

static void quit(struct line_sip *sip)
{
	tmr_cancel(&sip->watch);
	sip_calls_close(&sip->line);
	sip_accounts_leave(sip->accounts);
	tmr_start(&sip->farewell, FAREWELL_MS, on_farewell, NULL);
}

static void on_order(int kind, void *data, void *self)
{
	struct line_sip *sip = self;
	struct sip_order *order = data;

	if (kind == ORDER_QUIT)
		quit(sip);
	else
		sip_calls_order(&sip->line, (enum sip_order_kind)kind, order);
	if (order)
		prompt_drop(order->prompt.prompt);
	free(order);
}

/* --- its thread --- */

static enum err fail(struct line_sip *sip, const char *what, int err)
{
	(void)re_snprintf(sip->why, LINE_SIP_REASON_BYTES_MAX, "line: %s (%m)", what, err);
	return err == EADDRINUSE ? ERR_BUSY : ERR_IO;
}

/* The machine's address as it is now. */
static int where(struct line_sip *sip, struct sa *out)
{
	const struct line_sip_options *options = &sip->options;
	char address[LINE_NUMBER_BYTES_MAX];

	if (options->where)
		return options->where(options->where_self, address) ? sa_set_str(out, address, 0) : ENETUNREACH;
	return options->address ? sa_set_str(out, options->address, 0) : net_default_source_addr_get(AF_INET, out);
}

/* Also tells which port it became. */
static int listen_at(struct line_sip *sip)
{
	struct sip_line *line = &sip->line;
	struct sa local;
	int err = where(sip, &local);

	if (err)
		return err;
	sip->address = local;
	sa_set_port(&local, sip->options.port);
	err = sip_transp_add(line->sip, SIP_TRANSP_UDP, &local);
	if (!err)
		err = sip_transp_laddr(line->sip, &local, SIP_TRANSP_UDP, &local);
	if (!err)
		err = sip_transp_add(line->sip, SIP_TRANSP_TCP, &local);
	(void)re_snprintf(line->address, sizeof(line->address), "%j", &local);
	(void)re_snprintf(line->now, sizeof(line->now), "%J", &local);
	return err;
}

static void names_ask(struct line_sip *sip)
{
	struct sa servers[4];
	uint32_t count = sizeof(servers) / sizeof(servers[0]);

	if (sip->options.name_server)
		count = sa_decode(&servers[0], sip->options.name_server, strlen(sip->options.name_server)) ? 0 : 1;
	else if (dns_srv_get(NULL, 0, servers, &count))
		count = 0;
	if (sip->dns)
		(void)dnsc_srv_set(sip->dns, servers, count);
	else
		(void)dnsc_alloc(&sip->dns, NULL, servers, count);
}

static enum err sip_begin(struct line_sip *sip)
{
	struct sip_line *line = &sip->line;
	int err;

	names_ask(sip);
	err = sip_alloc(
		&line->sip, sip->dns, TABLE_PLACES, TABLE_PLACES, TABLE_PLACES, "foyer/" FOYER_VERSION, NULL, NULL);
	if (!err)
		err = listen_at(sip);
	(void)re_snprintf(line->place, sizeof(line->place), "%s", line->now);
	if (err)
		return fail(sip, "no place to listen at: is the address this machine's, and the port free?", err);
	err = sip_listen(&sip->requests, line->sip, true, on_request, sip);
	if (!err)
		err = sipsess_listen(&line->sessions, line->sip, TABLE_PLACES, on_invite, sip);
	if (!err)
		err = sipevent_listen(&line->events, line->sip, TABLE_PLACES, TABLE_PLACES, on_event, sip);
	if (err)
		return fail(sip, "cannot begin; is there memory?", err);
	return sip_accounts_begin(&sip->accounts, line, &sip->options.tls) ? fail(sip, "no memory for accounts", ENOMEM)
									   : ERR_NONE;
}

/* Another address, or the same again after there was none: calls from now on are taken there, and registrars told. */
static void move(struct line_sip *sip)
{
	int err;

	sip_accounts_leave(sip->accounts);
	sip_transp_flush(sip->line.sip);
	names_ask(sip);
	err = listen_at(sip);
	sip->away = err != 0;
	if (err && err != sip->refused)
		log_error("line: nothing can be listened at (%s): is the port free? It is tried again", strerror(err));
	sip->refused = err;
	if (err)
		return;
	log_warn("line: calls are taken at %s from now on", sip->line.now);
	sip_accounts_return(sip->accounts);
}

static void look_where(struct line_sip *sip)
{
	struct sa now;
	bool away = where(sip, &now) != 0;

	if (away && !sip->away)
		log_warn("line: this machine has no address any more: is its network there?");
	if (!away && (sip->away || !sa_cmp(&now, &sip->address, SA_ADDR)))
		move(sip);
	else
		sip->away = away;
}

static void on_watch(void *self)
{
	struct line_sip *sip = self;

	sip_calls_watch(&sip->line);
	sip_accounts_watch(sip->accounts);
	if (sip->watches % WHERE_WATCHES == 0)
		look_where(sip);
	if (++sip->watches % TRIM_WATCHES == 0)
		heap_give_back();
	tmr_start(&sip->watch, WATCH_MS, on_watch, sip);
}

static enum err line_begin(struct line_sip *sip)
{
	const struct media_options media = {
		.port_first = sip->options.media_port_first,
		.port_last = sip->options.media_port_last,
		.keyed = sip_calls_keyed,
		.played = sip_calls_played,
		.heard = sip->options.heard ? sip_calls_heard : NULL,
		.hangup = sip->options.hangup,
		.gone = sip_calls_gone,
		.interrupts = sip->options.interrupts ? sip_calls_interrupts : NULL,
		.sent = sip->options.sent ? sip_calls_sent : NULL,
		.self = &sip->line,
	};
	enum err err = sip_calls_open(&sip->line);

	if (err || mqueue_alloc(&sip->orders, on_order, sip))
		return fail(sip, "no memory", ENOMEM);
	err = sip_begin(sip);
	if (err)
		return err;
	if (media_open(&sip->line.media, &media))
		return fail(sip, "no clock for the sound", ENOMEM);
	if (sip->options.status.folder)
		sip->status = sip_status_open(&sip->line, sip->accounts, &sip->options.status);
	tmr_start(&sip->watch, WATCH_MS, on_watch, sip);
	return ERR_NONE;
}

static void line_end(struct line_sip *sip)
{
	tmr_cancel(&sip->watch);
	tmr_cancel(&sip->farewell);
	sip_status_close(sip->status);
	sip_calls_close(&sip->line);
	media_close(sip->line.media);
	mem_deref(sip->requests);
	mem_deref(sip->line.events);
	mem_deref(sip->line.sessions);
	if (sip->line.sip)
		sip_close(sip->line.sip, true);
	mem_deref(sip->line.sip);
	sip_accounts_close(sip->accounts);
	mem_deref(sip->dns);
	mem_deref(sip->orders);
}

static void *work(void *self)
{
	struct line_sip *sip = self;

	(void)re_thread_init();
	(void)fd_setsize(FDS_BESIDE + FDS_PER_CALL * sip->options.calls_max);
	sip->opened = line_begin(sip);
	if (sip->opened)
		line_end(sip);
	sem_post(&sip->ready);
	if (!sip->opened) {
		(void)re_main(NULL);
		line_end(sip);
	}
	re_thread_close();
	return NULL;
}

/* --- ops, on the runner's thread --- */

static enum err order(struct line_sip *sip, enum sip_order_kind kind, const struct sip_order *what)
{
	struct sip_order *order = malloc(sizeof(*order));

	if (!order)
		return ERR_NO_SPACE;
	*order = *what;
	if (order->prompt.prompt)
		prompt_keep(order->prompt.prompt);
	if (mqueue_push(sip->orders, (int)kind, order) == 0)
		return ERR_NONE;
	prompt_drop(order->prompt.prompt);
	free(order);
	return ERR_IO;
}

static bool sip_next(void *self, struct line_event *out)
{
	struct line_sip *sip = self;

	return mailbox_take(sip->line.mailbox, out);
}

static enum err sip_answer(void *self, uint32_t call)
{
	return order(self, ORDER_ANSWER, &(struct sip_order){.call = call});
}

static void sip_end(void *self, uint32_t call, uint16_t status, uint16_t retry_s)
{
	if (order(self, ORDER_END, &(struct sip_order){.call = call, .status = status, .retry_s = retry_s}))
		log_error("line: a call could not be ended: is there memory?");
}

static enum err sip_dial(void *self, const char *place, uint32_t *call)
{
	struct sip_order what = {.call = next_number(self)};

	*call = what.call;
	if ((size_t)snprintf(what.place, sizeof(what.place), "%s", place) >= sizeof(what.place))
		return ERR_FORMAT;
	return order(self, ORDER_DIAL, &what);
}

static enum err sip_transfer(void *self, uint32_t call, const char *place)
{
	struct sip_order what = {.call = call};

	if ((size_t)snprintf(what.place, sizeof(what.place), "%s", place) >= sizeof(what.place))
		return ERR_FORMAT;
	return order(self, ORDER_TRANSFER, &what);
}

static enum err sip_play(void *self, uint32_t call, struct line_prompt *prompt, uint32_t mark, bool firm)
{
	return order(self, ORDER_PLAY, &(struct sip_order){.call = call, .prompt = {prompt, mark, firm}});
}

static void sip_stop(void *self, uint32_t call)
{
	if (order(self, ORDER_STOP, &(struct sip_order){.call = call}))
		log_warn("line: a prompt could not be stopped: is there memory?");
}

static enum err sip_join(void *self, uint32_t one, uint32_t other)
{
	return order(self, ORDER_JOIN, &(struct sip_order){.call = one, .other = other});
}

static void sip_part(void *self, uint32_t call)
{
	if (order(self, ORDER_PART, &(struct sip_order){.call = call}))
		log_error("line: two who talked could not be parted: is there memory?");
}

static enum err sip_record(void *self, uint32_t call)
{
	struct line_sip *sip = self;

	return sip->line.recorder ? order(sip, ORDER_RECORD, &(struct sip_order){.call = call}) : ERR_ABSENT;
}

static void sip_mute(void *self, uint32_t call, bool muted)
{
	if (order(self, ORDER_MUTE, &(struct sip_order){.call = call, .muted = muted}) && muted)
		sip_end(self, call, 0, 0); /* rather no call than what nobody may hear */
}

static void sip_free(struct line_sip *sip)
{
	mailbox_free(sip->line.mailbox);
	sem_destroy(&sip->ready);
	explicit_bzero(sip->line.accounts, sizeof(sip->line.accounts));
	free(sip);
}

static void sip_shut(void *self)
{
	struct line_sip *sip = self;

	(void)mqueue_push(sip->orders, ORDER_QUIT, NULL);
	pthread_join(sip->thread, NULL);
	sip_free(sip);
	libre_close();
}

const char *line_sip_place(const struct line *line)
{
	const struct line_sip *sip = line->self;

	return sip->line.place;
}

static struct line_sip *sip_new(const struct line_sip_options *options)
{
	struct line_sip *sip = calloc(1, sizeof(*sip));

	if (!sip)
		return NULL;
	sip->options = *options;
	sip->line.accounts_count =
		options->accounts_count < LINE_SIP_ACCOUNTS_MAX ? options->accounts_count : LINE_SIP_ACCOUNTS_MAX;
	for (uint8_t i = 0; i < sip->line.accounts_count; i++)
		sip->line.accounts[i] = options->accounts[i];
	sip->line.calls_max = options->calls_max;
	sip->line.hold_probe_ms = 1000U * (options->hold_probe_s ? options->hold_probe_s : LINE_SIP_HOLD_PROBE_S);
	sip->line.recorder = options->recorder;
	sip->line.heard = options->heard;
	sip->line.interrupts = options->interrupts;
	sip->line.sent = options->sent;
	sip->line.heard_self = options->heard_self;
	sip->line.number = next_number;
	sip->line.number_self = sip;
	atomic_init(&sip->next_call, 1);
	sem_init(&sip->ready, 0, 0);
	sip->line.mailbox = mailbox_new(options->wake, options->wake_self);
	if (sip->line.mailbox)
		return sip;
	sip_free(sip);
	return NULL;
}

enum err line_sip_open(struct line *out, const struct line_sip_options *options, char *why)
{
	static const struct line_ops ops = {
		.next = sip_next,
		.answer = sip_answer,
		.end = sip_end,
		.dial = sip_dial,
		.transfer = sip_transfer,
		.play = sip_play,
		.stop = sip_stop,
		.join = sip_join,
		.part = sip_part,
		.record = sip_record,
		.mute = sip_mute,
		.close = sip_shut,
	};
	struct line_sip *sip = sip_new(options);
	enum err err;

	*out = (struct line){0};
	if (!sip)
		return ERR_NO_SPACE;
	sip->why = why;
	if (libre_init() || pthread_create(&sip->thread, NULL, work, sip)) {
		sip_free(sip);
		return ERR_NO_SPACE;
	}
	while (sem_wait(&sip->ready))
		;
	err = sip->opened;
	if (err) {
		pthread_join(sip->thread, NULL);
		sip_free(sip);
		libre_close();
		return err;
	}
	*out = (struct line){&ops, sip};
	return ERR_NONE;
}
