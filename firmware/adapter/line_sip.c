/* The telephone line over SIP, on libre: its thread, its transports, its accounts. */
#include "adapter/line_sip.h"

#include "line/heap.h"
#include "line/sip_parts.h"
#include "line/tls_verify.h"
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
	TRIM_WATCHES = 16, /* what SIP keeps of a call for 32 s is given back to the system */
	FAREWELL_MS = 400, /* for the last BYEs, at the end */
	TABLE_PLACES = 256,
	FDS_PER_CALL = 2, /* sound and its reports */
	FDS_BESIDE = 64,
	STATUS_OK = 200,
	STATUS_REDIRECT = 300,
	STATUS_NOT_ALLOWED = 405,
	STATUS_BAD_EXTENSION = 420,
	STATUS_NONE_YET = 1 /* of no answer, and not of none at all (0) */
};

struct registration {
	struct line_sip_account account;
	struct sipreg *handle;
	uint16_t said; /* the last status that was logged */
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
	struct tmr farewell;
	struct registration registrations[LINE_SIP_ACCOUNTS_MAX];
	struct tls *tls; /* NULL: no account asks for it */
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

/* --- accounts --- */

#define SYSTEM_CA_FILE "/etc/ssl/certs/ca-certificates.crt"

static bool is_secured(const struct line_sip_account *account)
{
	return strstr(account->registrar, ";transport=tls") || strncmp(account->registrar, "sips:", 5) == 0;
}

static void on_registered(int err, const struct sip_msg *msg, void *self)
{
	struct registration *registration = self;
	const struct line_sip_account *account = &registration->account;
	uint16_t status = err || !msg ? 0 : msg->scode;

	if (status == registration->said)
		return;
	registration->said = status;
	if (status >= STATUS_OK && status < STATUS_REDIRECT)
		log_warn("line: %s is registered at %s", account->user, account->registrar);
	else if (status == 401 || status == 403 || status == 407)
		log_error("line: %s is refused at %s (%u): check user and password; it is tried again", account->user,
			account->registrar, status);
	else if (status == 0)
		log_error("line: %s gets no answer at %s (%s): check its name and the network%s; it is tried again",
			account->user, account->registrar, strerror(err),
			is_secured(account) ? ", and whether tls_ca_file knows who signed its certificate" : "");
	else
		log_warn("line: %s cannot register at %s (%u); it is tried again", account->user, account->registrar,
			status);
}

/* "sip:pbx.example.org:5061;transport=tls": the name in it. */
static void host_of(const struct line_sip_account *account, char *out, size_t out_bytes)
{
	const char *from = strchr(account->registrar, ':') + 1;
	size_t length = strcspn(from, ":;?");

	if (*from == '[') { /* an address of version 6 */
		from++;
		length = strcspn(from, "]");
	}
	(void)re_snprintf(out, out_bytes, "%b", from, length);
}

static int believe_registrars(struct line_sip *sip)
{
	char names[LINE_SIP_ACCOUNTS_MAX][LINE_PLACE_BYTES_MAX];
	const char *hosts[LINE_SIP_ACCOUNTS_MAX];
	size_t count = 0;

	for (uint8_t i = 0; i < sip->options.accounts_count; i++) {
		if (!is_secured(&sip->registrations[i].account))
			continue;
		host_of(&sip->registrations[i].account, names[count], sizeof(names[count]));
		hosts[count] = names[count];
		count++;
	}
	return tls_verify_hosts(tls_openssl_context(sip->tls), hosts, count) ? ENOMEM : 0;
}

/* For accounts whose registrar is reached by TLS only. Its certificate must be good for its name, and of somebody who
 * is believed. */
static void tls_begin(struct line_sip *sip)
{
	const char *ca_file = sip->options.ca_file ? sip->options.ca_file : SYSTEM_CA_FILE;
	bool wanted = false;
	struct sa local;
	int err;

	for (uint8_t i = 0; i < sip->options.accounts_count; i++)
		wanted = wanted || is_secured(&sip->registrations[i].account);
	if (!wanted)
		return;
	err = sa_set_str(&local, sip->line.address, 0);
	if (!err)
		err = tls_alloc(&sip->tls, TLS_METHOD_SSLV23, NULL, NULL);
	if (!err)
		err = tls_add_ca(sip->tls, ca_file);
	if (!err)
		err = believe_registrars(sip);
	if (!err)
		err = sip_transp_add(sip->line.sip, SIP_TRANSP_TLS, &local, sip->tls);
	if (err)
		log_error("line: TLS cannot begin (%s): is %s there, and can it be read?", strerror(err), ca_file);
}

/* An account that cannot even be tried costs neither the others nor the callers who need none. */
static void register_all(struct line_sip *sip)
{
	for (uint8_t i = 0; i < sip->options.accounts_count; i++) {
		struct registration *registration = &sip->registrations[i];
		const struct line_sip_account *account = &registration->account;
		char own[LINE_PLACE_BYTES_MAX + LINE_NUMBER_BYTES_MAX];
		int err;

		(void)re_snprintf(own, sizeof(own), "sip:%s@%s", account->user, strchr(account->registrar, ':') + 1);
		err = sipreg_register(&registration->handle, sip->line.sip, account->registrar, own, NULL, own,
			account->expires_s, "foyer", NULL, 0, 0, sip_password, &registration->account, false,
			on_registered, registration, NULL, NULL);
		if (err)
			log_error("line: %s cannot register at %s (%s): write it as sip:HOST, sip:HOST;transport=tcp "
				  "or sip:HOST;transport=tls",
				account->user, account->registrar, strerror(err));
	}
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
	for (uint8_t i = 0; i < sip->options.accounts_count; i++)
		sip->registrations[i].handle = mem_deref(sip->registrations[i].handle); /* un-registers */
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

static void on_watch(void *self)
{
	struct line_sip *sip = self;

	sip_calls_watch(&sip->line);
	if (++sip->watches % TRIM_WATCHES == 0)
		heap_give_back();
	tmr_start(&sip->watch, WATCH_MS, on_watch, sip);
}

/* --- its thread --- */

static enum err fail(struct line_sip *sip, const char *what, int err)
{
	(void)re_snprintf(sip->why, LINE_SIP_REASON_BYTES_MAX, "line: %s (%m)", what, err);
	return err == EADDRINUSE ? ERR_BUSY : ERR_IO;
}

/* Also tells which port it became. */
static int listen_at(struct line_sip *sip)
{
	struct sip_line *line = &sip->line;
	struct sa local;
	int err = sip->options.address ? sa_set_str(&local, sip->options.address, sip->options.port)
				       : net_default_source_addr_get(AF_INET, &local);

	if (err)
		return err;
	sa_set_port(&local, sip->options.port);
	err = sip_transp_add(line->sip, SIP_TRANSP_UDP, &local);
	if (!err)
		err = sip_transp_laddr(line->sip, &local, SIP_TRANSP_UDP, &local);
	if (!err)
		err = sip_transp_add(line->sip, SIP_TRANSP_TCP, &local);
	(void)re_snprintf(line->address, sizeof(line->address), "%j", &local);
	(void)re_snprintf(line->place, sizeof(line->place), "%J", &local);
	return err;
}

static void names_ask(struct line_sip *sip)
{
	struct sa servers[4];
	uint32_t count = sizeof(servers) / sizeof(servers[0]);

	if (dns_srv_get(NULL, 0, servers, &count))
		count = 0;
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
	if (err)
		return fail(sip, "no place to listen at: is the address this machine's, and the port free?", err);
	err = sip_listen(&sip->requests, line->sip, true, on_request, sip);
	if (!err)
		err = sipsess_listen(&line->sessions, line->sip, TABLE_PLACES, on_invite, sip);
	if (!err)
		err = sipevent_listen(&line->events, line->sip, TABLE_PLACES, TABLE_PLACES, on_event, sip);
	if (err)
		return fail(sip, "cannot begin; is there memory?", err);
	tls_begin(sip);
	register_all(sip);
	return ERR_NONE;
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
	tmr_start(&sip->watch, WATCH_MS, on_watch, sip);
	return ERR_NONE;
}

static void line_end(struct line_sip *sip)
{
	tmr_cancel(&sip->watch);
	tmr_cancel(&sip->farewell);
	sip_calls_close(&sip->line);
	media_close(sip->line.media);
	mem_deref(sip->requests);
	mem_deref(sip->line.events);
	mem_deref(sip->line.sessions);
	if (sip->line.sip)
		sip_close(sip->line.sip, true);
	mem_deref(sip->line.sip);
	mem_deref(sip->tls);
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
	explicit_bzero(sip->registrations, sizeof(sip->registrations));
	explicit_bzero(&sip->line.account, sizeof(sip->line.account));
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
	sip->options.accounts_count =
		options->accounts_count < LINE_SIP_ACCOUNTS_MAX ? options->accounts_count : LINE_SIP_ACCOUNTS_MAX;
	for (uint8_t i = 0; i < sip->options.accounts_count; i++) {
		sip->registrations[i].account = options->accounts[i];
		sip->registrations[i].said = STATUS_NONE_YET;
	}
	sip->line.account = sip->registrations[0].account;
	sip->line.calls_max = options->calls_max;
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
