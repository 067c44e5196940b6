/* Accounts over SIP, on libre: registering, and TLS for those who ask for it. */
#include "json_write.h"
#include "line/operator_place.h"
#include "line/sip_parts.h"
#include "line/srtp_seal.h"
#include "line/tls_verify.h"
#include "log.h"

#include <re.h>

#include <stdlib.h>
#include <string.h>

enum {
	STATUS_OK = 200,
	STATUS_REDIRECT = 300,
	STATUS_NONE_YET = 1 /* of no answer, and not of none at all (0) */
};

#define SYSTEM_CA_FILE "/etc/ssl/certs/ca-certificates.crt"

struct registration {
	const struct line_sip_account *account;
	struct sip_login *login;
	struct sipreg *handle;
	uint16_t said;             /* the last status that was logged */
	int error;                 /* of the last try that got no answer */
	uint64_t since_ms;         /* it stands as it does */
	uint64_t answered_ms;      /* the last answer to a registration */
	unsigned moves;            /* how often it was registered anew, with another contact each time */
	struct sip_dialog *dialog; /* in which it is asked whether it is there; NULL: it is not asked */
	struct sip_probe probe;
	bool silent;    /* as it was said last */
	struct sa from; /* where its registrar answers from */
};

struct sip_accounts {
	struct sip_line *line;
	struct sip_tls wanted;
	struct tls *tls; /* NULL: nobody asks for it */
	uint16_t tls_port;
	struct registration registrations[LINE_SIP_ACCOUNTS_MAX];
};

static bool uri_read(const char *text, struct uri *out)
{
	struct pl pl;

	pl_set_str(&pl, text);
	return uri_decode(out, &pl) == 0;
}

static bool is_by_tls(const char *text)
{
	struct uri uri;
	struct pl transport;

	return uri_read(text, &uri) && msg_param_decode(&uri.params, "transport", &transport) == 0 &&
	       pl_strcasecmp(&transport, "tls") == 0;
}

static bool is_secured(const struct line_sip_account *account)
{
	return is_by_tls(account->registrar);
}

static void on_registered(int err, const struct sip_msg *msg, void *self)
{
	struct registration *registration = self;
	const struct line_sip_account *account = registration->account;
	uint16_t status = err || !msg ? 0 : msg->scode;

	registration->answered_ms = tmr_jiffies();
	registration->error = err;
	if (status >= STATUS_OK && status < STATUS_REDIRECT)
		(void)re_snprintf(registration->login->at, sizeof(registration->login->at), "%J", &msg->src);
	if (status == registration->said)
		return;
	registration->since_ms = registration->answered_ms;
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

/* The names whose certificates are believed: those of all who are reached by TLS. */
struct tls_hosts {
	char names[LINE_SIP_ACCOUNTS_MAX + OPERATOR_PLACES_MAX][LINE_PLACE_BYTES_MAX];
	const char *all[LINE_SIP_ACCOUNTS_MAX + OPERATOR_PLACES_MAX];
	size_t count;
};

/* "sip:pbx.example.org:5061;transport=tls": the name in it. */
static void host_add(struct tls_hosts *hosts, const char *text)
{
	struct uri uri;

	if (!is_by_tls(text) || !uri_read(text, &uri))
		return;
	(void)pl_strcpy(&uri.host, hosts->names[hosts->count], sizeof(hosts->names[0]));
	hosts->all[hosts->count] = hosts->names[hosts->count];
	hosts->count++;
}

static int believe_known(struct sip_accounts *accounts)
{
	const struct sip_tls *wanted = &accounts->wanted;
	struct tls_hosts hosts = {.count = 0};

	for (uint8_t i = 0; i < accounts->line->accounts_count; i++)
		host_add(&hosts, accounts->line->accounts[i].registrar);
	for (uint8_t i = 0; i < wanted->people_count && i < OPERATOR_PLACES_MAX; i++)
		host_add(&hosts, wanted->people[i].place);
	return tls_verify_hosts(tls_openssl_context(accounts->tls), hosts.all, hosts.count) ? ENOMEM : 0;
}

static bool any_secured(const struct sip_accounts *accounts)
{
	for (uint8_t i = 0; i < accounts->line->accounts_count; i++)
		if (is_secured(&accounts->line->accounts[i]))
			return true;
	for (uint8_t i = 0; i < accounts->wanted.people_count; i++)
		if (is_by_tls(accounts->wanted.people[i].place))
			return true;
	return false;
}

/* Our own certificate, and whose others are believed: they must be for the name of who is called. */
static bool tls_prepare(struct sip_accounts *accounts)
{
	const struct sip_tls *wanted = &accounts->wanted;
	const char *ca_file = wanted->ca_file ? wanted->ca_file : SYSTEM_CA_FILE;
	int err = tls_alloc(&accounts->tls, TLS_METHOD_SSLV23, wanted->certificate_file, NULL);

	if (err) {
		log_error("line: TLS cannot begin (%s): are a certificate and its key in %s, as PEM, and is there "
			  "memory?",
			strerror(err), wanted->certificate_file ? wanted->certificate_file : "-");
		return false;
	}
	err = tls_add_ca(accounts->tls, ca_file);
	if (err && any_secured(accounts)) {
		log_error("line: TLS cannot begin (%s): is %s there, and can it be read?", strerror(err), ca_file);
		return false;
	}
	return believe_known(accounts) == 0;
}

/* For accounts and people who are reached by TLS only, and for callers who come by it. */
static void tls_begin(struct sip_accounts *accounts)
{
	const bool listens = accounts->wanted.certificate_file != NULL;
	struct sip *sip = accounts->line->sip;
	struct sa local;
	int err;

	accounts->tls = mem_deref(accounts->tls);
	accounts->tls_port = 0;
	if ((!listens && !any_secured(accounts)) || !tls_prepare(accounts))
		return;
	err = sa_set_str(&local, accounts->line->address, listens ? accounts->wanted.port : 0);
	if (!err)
		err = sip_transp_add(sip, SIP_TRANSP_TLS, &local, accounts->tls);
	if (!err)
		err = sip_transp_laddr(sip, &local, SIP_TRANSP_TLS, &local);
	if (err)
		log_error("line: TLS cannot begin (%s): is port %u free?", strerror(err), accounts->wanted.port);
	else if (listens)
		accounts->tls_port = sa_port(&local);
}

uint16_t sip_accounts_tls_port(const struct sip_accounts *accounts)
{
	return accounts->tls_port;
}

static int show(const struct sip_login *login, char **user, char **password)
{
	const struct line_sip_account *account = login->account;

	if (!account->user[0])
		return EAUTH;
	return str_dup(user, account->auth_user[0] ? account->auth_user : account->user) ||
	       str_dup(password, account->password);
}

/* One that does not fit is nobody's. */
static void learn(struct sip_login *login, const char *realm)
{
	if (strlen(realm) < sizeof(login->realm))
		(void)re_snprintf(login->realm, sizeof(login->realm), "%s", realm);
}

/* The registrar's own question. */
static int password_registers(char **user, char **password, const char *realm, void *self)
{
	learn(self, realm);
	return show(self, user, password);
}

int sip_password(char **user, char **password, const char *realm, void *self)
{
	struct sip_login *login = self;

	if (!login)
		return EAUTH;
	if (login->realm[0] && strcmp(login->realm, realm) == 0)
		return show(login, user, password);
	if (!login->said)
		log_warn("line: %s was asked for its password in a call, not in the name of its registrar: it is not "
			 "shown",
			login->account->user);
	login->said = true;
	return EAUTH;
}

int sip_password_home(char **user, char **password, const char *realm, void *self)
{
	struct sip_login *login = self;

	if (login && !login->realm[0])
		learn(login, realm);
	return sip_password(user, password, realm, self);
}

/* Its own address at the registrar. */
static void own_uri(const struct line_sip_account *account, char *out, size_t out_bytes)
{
	(void)re_snprintf(out, out_bytes, "sip:%s@%s", account->user, strchr(account->registrar, ':') + 1);
}

/* Each time under another contact: a farewell of the one before, which may come late, takes nothing from it. */
static int register_one(struct sip_accounts *accounts, struct registration *registration)
{
	const struct line_sip_account *account = registration->account;
	char own[LINE_PLACE_BYTES_MAX + LINE_NUMBER_BYTES_MAX];
	char contact[LINE_NUMBER_BYTES_MAX + 16];

	own_uri(account, own, sizeof(own));
	if (registration->moves)
		(void)re_snprintf(contact, sizeof(contact), "%s-%u", account->user, registration->moves);
	else
		(void)re_snprintf(contact, sizeof(contact), "%s", account->user);
	registration->moves++;
	return sipreg_register(&registration->handle, accounts->line->sip, account->registrar, own, NULL, own,
		account->expires_s, contact, NULL, 0, 0, password_registers, registration->login, false, on_registered,
		registration, NULL, NULL);
}

/* An account that cannot even be tried costs neither the others nor the callers who need none. */
static void register_all(struct sip_accounts *accounts)
{
	for (uint8_t i = 0; i < accounts->line->accounts_count; i++) {
		struct registration *registration = &accounts->registrations[i];
		const struct line_sip_account *account = registration->account;
		int err = register_one(accounts, registration);

		if (!err)
			continue;
		registration->said = 0;
		registration->error = err;
		log_error("line: %s cannot register at %s (%s): write it as sip:HOST, sip:HOST;transport=tcp or "
			  "sip:HOST;transport=tls",
			account->user, account->registrar, strerror(err));
	}
}

static void warn_of_open_keys(const struct sip_accounts *accounts)
{
	for (uint8_t i = 0; i < accounts->line->accounts_count; i++) {
		const struct line_sip_account *account = &accounts->line->accounts[i];

		if (account->srtp && !is_secured(account))
			log_warn("line: %s: the keys of its calls can be read on their way%s: write its registrar with "
				 ";transport=tls",
				account->user,
				i == 0 && account->srtp == SRTP_REQUIRED ? ", and no number is called over it" : "");
	}
}

static void warn_of_people(const struct sip_accounts *accounts)
{
	const struct sip_tls *wanted = &accounts->wanted;
	const uint8_t srtp = accounts->line->accounts[0].srtp;

	for (uint8_t i = 0; srtp && i < wanted->people_count; i++) {
		const char *place = wanted->people[i].place;

		if (strncmp(place, "sip:", 4) == 0 && !is_by_tls(place))
			log_warn("line: operator %s: %s: write it with ;transport=tls", place,
				srtp == SRTP_REQUIRED
					? "is not called, because the keys of such a call could be read on their way"
					: "the keys of calls to it can be read on their way");
	}
}

enum err sip_accounts_begin(struct sip_accounts **out, struct sip_line *line, const struct sip_tls *tls)
{
	struct sip_accounts *accounts = calloc(1, sizeof(*accounts));

	*out = accounts;
	if (!accounts)
		return ERR_NO_SPACE;
	accounts->line = line;
	accounts->wanted = *tls;
	for (uint8_t i = 0; i < line->accounts_count; i++) {
		line->logins[i].account = &line->accounts[i];
		accounts->registrations[i] = (struct registration){.account = &line->accounts[i],
			.login = &line->logins[i],
			.said = STATUS_NONE_YET,
			.since_ms = tmr_jiffies()};
	}
	warn_of_open_keys(accounts);
	warn_of_people(accounts);
	tls_begin(accounts);
	register_all(accounts);
	return ERR_NONE;
}

void sip_accounts_leave(struct sip_accounts *accounts)
{
	for (uint8_t i = 0; i < accounts->line->accounts_count; i++) {
		struct registration *registration = &accounts->registrations[i];

		sip_probe_end(&registration->probe);
		registration->dialog = mem_deref(registration->dialog);
		registration->handle = mem_deref(registration->handle); /* un-registers */
	}
}

void sip_accounts_return(struct sip_accounts *accounts)
{
	tls_begin(accounts);
	register_all(accounts);
}

void sip_accounts_close(struct sip_accounts *accounts)
{
	if (!accounts)
		return;
	sip_accounts_leave(accounts);
	mem_deref(accounts->tls);
	free(accounts);
}

/* --- how they stand --- */

static bool is_registered(const struct registration *registration)
{
	return registration->said >= STATUS_OK && registration->said < STATUS_REDIRECT;
}

static void ask(struct sip_accounts *accounts, struct registration *registration)
{
	const struct line_sip_account *account = registration->account;
	char own[LINE_PLACE_BYTES_MAX + LINE_NUMBER_BYTES_MAX];

	own_uri(account, own, sizeof(own));
	if (!registration->dialog)
		(void)sip_dialog_alloc(
			&registration->dialog, account->registrar, account->registrar, NULL, own, NULL, 0);
	sip_probe_ask(&registration->probe, accounts->line->sip, registration->dialog);
}

/* One that comes back may have forgotten who was registered. */
static void hear(struct sip_accounts *accounts, struct registration *registration)
{
	const struct line_sip_account *account = registration->account;

	if (registration->probe.gone == registration->silent)
		return;
	registration->silent = registration->probe.gone;
	if (registration->silent) {
		log_error("line: %s: %s does not answer any more: no call comes from there; it is asked again",
			account->user, account->registrar);
		return;
	}
	log_warn("line: %s: %s answers again", account->user, account->registrar);
	registration->handle = mem_deref(registration->handle);
	(void)register_one(accounts, registration);
}

void sip_accounts_watch(struct sip_accounts *accounts)
{
	for (uint8_t i = 0; i < accounts->line->accounts_count; i++) {
		struct registration *registration = &accounts->registrations[i];
		uint64_t often_ms = registration->account->probe_s * 1000ULL;

		if (often_ms == 0)
			continue;
		hear(accounts, registration);
		if ((is_registered(registration) || registration->silent) &&
			tmr_jiffies() - registration->probe.at_ms >= often_ms)
			ask(accounts, registration);
	}
}

static const char *state_of(const struct registration *registration)
{
	if (registration->said == STATUS_NONE_YET)
		return "trying";
	if (registration->said == 0)
		return "unreachable";
	return is_registered(registration) ? "registered" : "refused";
}

static int64_t left_s(const struct registration *registration)
{
	int64_t left = (int64_t)sipreg_proxy_expires(registration->handle) -
		       (int64_t)(tmr_jiffies() - registration->answered_ms) / 1000;

	return left > 0 ? left : 0;
}

static void tell(const struct registration *registration, struct json_out *out)
{
	static const char *const wants[] = {[SRTP_NO] = "no", [SRTP_OFFERED] = "offered", [SRTP_REQUIRED] = "required"};

	json_put_map(out, NULL);
	json_put_text(out, "user", registration->account->user);
	json_put_text(out, "registrar", registration->account->registrar);
	json_put_text(out, "state", state_of(registration));
	json_put_whole(out, "status", registration->said == STATUS_NONE_YET ? 0 : registration->said);
	json_put_text(out, "error", registration->error ? strerror(registration->error) : "");
	json_put_whole(out, "for_s", (int64_t)(tmr_jiffies() - registration->since_ms) / 1000);
	json_put_whole(out, "left_s", is_registered(registration) ? left_s(registration) : 0);
	json_put_flag(out, "silent", registration->silent);
	json_put_text(out, "srtp", wants[registration->account->srtp]);
	json_put_end(out);
}

void sip_accounts_tell(const struct sip_accounts *accounts, struct json_out *out)
{
	for (uint8_t i = 0; i < accounts->line->accounts_count; i++)
		tell(&accounts->registrations[i], out);
}

/* --- whose a call is --- */

static bool is_for(const struct sip_msg *msg, const struct line_sip_account *account)
{
	const size_t length = strlen(account->user);
	const struct pl contact = {msg->uri.user.p, length};

	if (pl_strcmp(&msg->to.uri.user, account->user) == 0 || pl_strcmp(&msg->uri.user, account->user) == 0)
		return true;
	return msg->uri.user.l > length && msg->uri.user.p[length] == '-' && pl_strcmp(&contact, account->user) == 0;
}

uint8_t sip_account_srtp(const struct sip_line *line, const struct sip_msg *msg)
{
	uint8_t named = 0;
	uint8_t strictest = line->accounts_count ? SRTP_NO : SRTP_OFFERED;
	bool is_named = false;

	for (uint8_t i = 0; i < line->accounts_count; i++) {
		const struct line_sip_account *account = &line->accounts[i];

		if (account->srtp > strictest)
			strictest = account->srtp;
		if (!is_for(msg, account))
			continue;
		is_named = true;
		if (account->srtp > named)
			named = account->srtp;
	}
	return is_named ? named : strictest;
}

/* Its contact is the address it comes from, and it goes over nobody else. */
static bool comes_from(const struct sip_login *login, const struct sip_msg *msg)
{
	const struct sip_hdr *contact = sip_msg_hdr(msg, SIP_HDR_CONTACT);
	const uint16_t usual = msg->tp == SIP_TRANSP_TLS ? SIP_PORT_TLS : SIP_PORT;
	char at[LINE_PLACE_BYTES_MAX];
	struct sip_addr address;
	struct pl elsewhere;
	struct sa to;

	if (!login->at[0] || !contact || sip_msg_hdr(msg, SIP_HDR_RECORD_ROUTE) ||
		sip_addr_decode(&address, &contact->val) ||
		msg_param_exists(&address.uri.params, "maddr", &elsewhere) == 0 ||
		sa_set(&to, &address.uri.host, address.uri.port ? address.uri.port : usual))
		return false;
	(void)re_snprintf(at, sizeof(at), "%J", &to);
	return sa_cmp(&to, &msg->src, SA_ADDR) && strcmp(at, login->at) == 0;
}

struct sip_login *sip_login_of(struct sip_line *line, const struct sip_msg *msg)
{
	struct sip_login *found = NULL;

	for (uint8_t i = 0; i < line->accounts_count; i++) {
		if (!comes_from(&line->logins[i], msg))
			continue;
		if (is_for(msg, &line->accounts[i]))
			return &line->logins[i];
		found = found ? found : &line->logins[i];
	}
	return found;
}

/* --- who is called --- */

bool sip_may_call(const struct sip_line *line, const char *uri)
{
	if (line->accounts[0].srtp != SRTP_REQUIRED || is_by_tls(uri))
		return true;
	log_error("line: who is not reached by TLS is not called, because the keys of the call could be read on their "
		  "way: write ;transport=tls, or account_1_srtp = offered");
	return false;
}

bool sip_is_home(const struct sip_line *line, const char *text)
{
	struct uri uri;
	struct uri home;

	return line->accounts_count && uri_read(text, &uri) && uri_read(line->accounts[0].registrar, &home) &&
	       pl_casecmp(&uri.host, &home.host) == 0;
}

void sip_place_uri(const struct sip_line *line, const char *place, char *out, size_t out_bytes)
{
	const struct line_sip_account *account = &line->accounts[0];
	const char *host = account->registrar[0] ? strchr(account->registrar, ':') + 1 : line->now;

	if (strncmp(place, "sip:", 4) == 0 || strncmp(place, "sips:", 5) == 0)
		(void)re_snprintf(out, out_bytes, "%s", place);
	else
		(void)re_snprintf(out, out_bytes, "sip:%s@%s", place, host);
}

void sip_own_uri(const struct sip_line *line, char *out, size_t out_bytes)
{
	const struct line_sip_account *account = &line->accounts[0];

	if (account->user[0])
		(void)re_snprintf(out, out_bytes, "sip:%s@%s", account->user, strchr(account->registrar, ':') + 1);
	else
		(void)re_snprintf(out, out_bytes, "sip:foyer@%s", line->now);
}
