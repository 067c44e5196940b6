/* Where this machine's line is. */
#include "line/line_config.h"

#include "keyfile.h"
#include "line/recorder.h"
#include "line/srtp_seal.h"
#include "paths.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum {
	ACCOUNTS_MAX = 4,
	FILE_NAME_BYTES_MAX = 80,
	EXPIRES_S = 300,
	PORT = 5060,
	TLS_PORT = 5061,
	MEDIA_PORT_FIRST = 16384,
	MEDIA_PORT_LAST = 32767,
	CALLS_PER_CALLER = 2,
	COUNTRY_BYTES = 8,
	OPERATOR_HOW_BYTES_MAX = 8,
	OTHERS_MAY = S_IRWXG | S_IRWXO
};

struct account_lines {
	char user[LINE_NUMBER_BYTES_MAX];
	char registrar[LINE_PLACE_BYTES_MAX];
	char auth_user[LINE_NUMBER_BYTES_MAX];
	char password_file[FILE_NAME_BYTES_MAX];
	uint16_t expires_s;
	uint16_t probe_s;
	uint8_t srtp; /* enum srtp_want */
};

struct lines {
	struct line_config config;
	struct account_lines accounts[ACCOUNTS_MAX];
	char certificate_file[FILE_NAME_BYTES_MAX];
	char hangup[COUNTRY_BYTES];
};

static bool take_record(void *out, const struct keyfile_key *key, const char *value)
{
	bool asks = strcmp(value, "ask") == 0;

	(void)key;
	memcpy(out, &asks, sizeof(asks));
	return asks || strcmp(value, "no") == 0;
}

static bool take_country(void *out, const struct keyfile_key *key, const char *value)
{
	(void)key;
	if (!dial_country_known(value))
		return false;
	memcpy(out, value, strlen(value) + 1);
	return true;
}

static bool take_prefixes(void *out, const struct keyfile_key *key, const char *value)
{
	(void)key;
	if (!value[0] || strlen(value) >= DIAL_PREFIXES_BYTES_MAX || strspn(value, "+0123456789 ") != strlen(value))
		return false;
	memcpy(out, value, strlen(value) + 1);
	return true;
}

static bool take_srtp(void *out, const struct keyfile_key *key, const char *value)
{
	static const char *const words[] = {[SRTP_NO] = "no", [SRTP_OFFERED] = "offered", [SRTP_REQUIRED] = "required"};

	(void)key;
	for (uint8_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(value, words[i]) == 0) {
			memcpy(out, &i, sizeof(i));
			return true;
		}
	return false;
}

/* "cards warm sip:12@pbx.example.org", "* blind 200" */
static bool take_operator(void *out, const struct keyfile_key *key, const char *value)
{
	struct operator_place *person = out;
	char how[OPERATOR_HOW_BYTES_MAX];
	int end = 0;

	(void)key;
	if (sscanf(value, "%40s %7s %n", person->team, how, &end) != 2 || end == 0 || value[end] == '\0')
		return false;
	if (strlen(value + end) >= sizeof(person->place) || strpbrk(value + end, " \t<>"))
		return false;
	person->blind = strcmp(how, "blind") == 0;
	snprintf(person->place, sizeof(person->place), "%s", value + end);
	return person->blind || strcmp(how, "warm") == 0;
}

/* clang-format off */
#define OPERATOR(number, at) \
	{ "operator_" number, take_operator, offsetof(struct lines, config.operators[at]), 0, 0, \
		"TEAM warm PLACE or TEAM blind PLACE: TEAM as in the content, * for all; PLACE sip:... or a number", true }
#define ACCOUNT(number, at) \
	{ "account_" number "_user", keyfile_name, offsetof(struct lines, accounts[at].user), 0, \
		LINE_NUMBER_BYTES_MAX, "shorter than 64 letters", true }, \
	{ "account_" number "_registrar", keyfile_name, offsetof(struct lines, accounts[at].registrar), 0, \
		LINE_PLACE_BYTES_MAX, "like sip:pbx.example.org, shorter than 192 letters", true }, \
	{ "account_" number "_auth_user", keyfile_name, offsetof(struct lines, accounts[at].auth_user), 0, \
		LINE_NUMBER_BYTES_MAX, "shorter than 64 letters", true }, \
	{ "account_" number "_password_file", keyfile_name, offsetof(struct lines, accounts[at].password_file), 0, \
		FILE_NAME_BYTES_MAX, "the name of a file in the data folder, shorter than 80 letters", true }, \
	{ "account_" number "_expires_s", keyfile_number, offsetof(struct lines, accounts[at].expires_s), 30, 3600, \
		NULL, true }, \
	{ "account_" number "_probe_s", keyfile_number, offsetof(struct lines, accounts[at].probe_s), 0, 3600, NULL, true }, \
	{ "account_" number "_srtp", take_srtp, offsetof(struct lines, accounts[at].srtp), 0, 0, \
		"no, offered or required", true }

static const struct keyfile_key keys[] = {
	{ "address", keyfile_name, offsetof(struct lines, config.address), 0, LINE_NUMBER_BYTES_MAX,
		"an address of this machine", true },
	{ "port", keyfile_number, offsetof(struct lines, config.port), 0, 65535, NULL, true },
	{ "media_port_first", keyfile_number, offsetof(struct lines, config.media_port_first), 1024, 65000, NULL, true },
	{ "media_port_last", keyfile_number, offsetof(struct lines, config.media_port_last), 1024, 65535, NULL, true },
	{ "calls_per_caller", keyfile_number, offsetof(struct lines, config.calls_per_caller), 1, 1000, NULL, true },
	{ "tls_ca_file", keyfile_name, offsetof(struct lines, config.ca_file), 0, LINE_PLACE_BYTES_MAX,
		"a file, with its whole path", true },
	{ "tls_certificate_file", keyfile_name, offsetof(struct lines, certificate_file), 0, FILE_NAME_BYTES_MAX,
		"the name of a file in the data folder, shorter than 80 letters", true },
	{ "tls_port", keyfile_number, offsetof(struct lines, config.tls_port), 0, 65535, NULL, true },
	{ "hangup_tone", keyfile_name, offsetof(struct lines, hangup), 0, COUNTRY_BYTES,
		"a country's two letters, like it", true },
	ACCOUNT("1", 0), ACCOUNT("2", 1), ACCOUNT("3", 2), ACCOUNT("4", 3),
	{ "record_calls", take_record, offsetof(struct lines, config.asks_to_record), 0, 0, "no or ask", true },
	{ "record_keep_days", keyfile_number, offsetof(struct lines, config.record_keep_days), 1, 3650, NULL, true },
	{ "callback_country", take_country, offsetof(struct lines, config.callbacks.country), 0, 0,
		"one of the countries whose numbers are known: at ch de es fr gb it us", true },
	{ "callback_prefixes", take_prefixes, offsetof(struct lines, config.callbacks.prefixes), 0, 0,
		"what numbers begin with, with blanks between, like 0 3 +41", true },
	{ "callbacks_per_number", keyfile_number, offsetof(struct lines, config.callbacks.per_number), 1, 100, NULL, true },
	{ "callbacks_per_hour", keyfile_number, offsetof(struct lines, config.callbacks.per_hour), 1, DIAL_PER_HOUR_MAX, NULL, true },
	OPERATOR("1", 0), OPERATOR("2", 1), OPERATOR("3", 2), OPERATOR("4", 3),
	OPERATOR("5", 4), OPERATOR("6", 5), OPERATOR("7", 6), OPERATOR("8", 7),
};
/* clang-format on */

/* Its first line. Refused where others on this machine could read it, too. */
static bool password_read(const char *path, char *out, size_t out_bytes, char *why, size_t why_bytes)
{
	struct stat about;
	FILE *file = fopen(path, "re");
	bool good = file && fstat(fileno(file), &about) == 0;

	if (!good)
		snprintf(why, why_bytes, "%s: %s: write the account's password into it", path, strerror(errno));
	else if (about.st_mode & OTHERS_MAY)
		snprintf(why, why_bytes, "%s: others on this machine may read it: chmod 600 it", path);
	good = good && !(about.st_mode & OTHERS_MAY);
	if (good && !fgets(out, (int)out_bytes, file)) {
		good = false;
		snprintf(why, why_bytes, "%s: it is empty: write the account's password into it", path);
	}
	if (good)
		out[strcspn(out, "\r\n")] = '\0';
	if (file)
		fclose(file);
	return good;
}

/* Its key, too, is nobody else's. */
static enum err certificate_take(
	struct line_config *out, const char *name, const char *folder, char *why, size_t why_bytes)
{
	struct stat about;

	if (!name[0])
		return ERR_NONE;
	if ((size_t)snprintf(out->certificate_file, sizeof(out->certificate_file), "%s/%s", folder, name) >=
		sizeof(out->certificate_file))
		return ERR_FORMAT;
	if (stat(out->certificate_file, &about) != 0) {
		snprintf(why, why_bytes, "%s: %s: put the line's certificate and its key there, as PEM",
			out->certificate_file, strerror(errno));
		return ERR_FORMAT;
	}
	if (!(about.st_mode & OTHERS_MAY))
		return ERR_NONE;
	snprintf(why, why_bytes, "%s: others on this machine may read it: chmod 600 it", out->certificate_file);
	return ERR_FORMAT;
}

/* It would promise more than this hop, and what is called would still be named sip: it is one thing here, and has one
 * name. */
static bool is_sips(const char *place, const char *folder, char *why, size_t why_bytes)
{
	if (strncasecmp(place, "sips:", 5) != 0)
		return false;
	snprintf(why, why_bytes, "%s/line.conf: %s: sips: is not understood: write sip:%s;transport=tls", folder, place,
		place + 5);
	return true;
}

static enum err account_take(
	struct line_config *out, const struct account_lines *lines, const char *folder, char *why, size_t why_bytes)
{
	struct line_sip_account *account = &out->accounts[out->accounts_count];
	char path[PATH_BYTES_MAX];

	if (is_sips(lines->registrar, folder, why, why_bytes))
		return ERR_FORMAT;
	if (strncmp(lines->registrar, "sip:", 4) != 0) {
		snprintf(why, why_bytes,
			"%s/line.conf: account %s needs a registrar: add account_..._registrar = sip:...", folder,
			lines->user);
		return ERR_FORMAT;
	}
	snprintf(account->user, sizeof(account->user), "%s", lines->user);
	snprintf(account->registrar, sizeof(account->registrar), "%s", lines->registrar);
	snprintf(account->auth_user, sizeof(account->auth_user), "%s", lines->auth_user);
	account->srtp = lines->srtp;
	account->probe_s = lines->probe_s;
	account->expires_s = lines->expires_s ? lines->expires_s : EXPIRES_S;
	if (lines->password_file[0]) {
		if ((size_t)snprintf(path, sizeof(path), "%s/%s", folder, lines->password_file) >= sizeof(path))
			return ERR_FORMAT;
		if (!password_read(path, account->password, sizeof(account->password), why, why_bytes))
			return ERR_FORMAT;
	}
	out->accounts_count++;
	return ERR_NONE;
}

static enum err hangup_take(struct line_config *out, const char *code, const char *path, char *why, size_t why_bytes)
{
	size_t count;
	const struct hangup_country *countries = hangup_countries(&count);
	size_t length;

	out->hangup = code[0] ? hangup_country(code) : NULL;
	if (!code[0] || out->hangup)
		return ERR_NONE;
	length = (size_t)snprintf(
		why, why_bytes, "%s: hangup_tone \"%s\": no tones of that country are known; there are", path, code);
	for (size_t i = 0; i < count && length < why_bytes; i++)
		length += (size_t)snprintf(why + length, why_bytes - length, " %s", countries[i].code);
	return ERR_FORMAT;
}

/* A number is one of an account's. */
static enum err operators_check(const struct line_config *config, const char *folder, char *why, size_t why_bytes)
{
	for (unsigned i = 0; i < config->operators_count; i++) {
		const char *place = config->operators[i].place;

		if (is_sips(place, folder, why, why_bytes))
			return ERR_FORMAT;
		if (strncmp(place, "sip:", 4) == 0 || config->accounts_count > 0)
			continue;
		snprintf(why, why_bytes,
			"%s/line.conf: the operator's number %s cannot be dialled without an account: add "
			"account_1_... or write "
			"sip:...",
			folder, place);
		return ERR_FORMAT;
	}
	return ERR_NONE;
}

static void close_ranks(struct line_config *config)
{
	for (unsigned i = 0; i < OPERATOR_PLACES_MAX; i++)
		if (config->operators[i].place[0])
			config->operators[config->operators_count++] = config->operators[i];
}

enum err line_config_read(struct line_config *out, const char *folder, char *why, size_t why_bytes)
{
	char path[PATH_BYTES_MAX];
	struct lines lines = {.config = {.port = PORT,
				      .tls_port = TLS_PORT,
				      .media_port_first = MEDIA_PORT_FIRST,
				      .media_port_last = MEDIA_PORT_LAST,
				      .calls_per_caller = CALLS_PER_CALLER,
				      .record_keep_days = RECORDER_KEEP_DAYS}};
	const struct keyfile keyfile = {
		path, keys, sizeof(keys) / sizeof(keys[0]), &lines, "board/line/line.conf.example", NULL};
	enum err err;

	if ((size_t)snprintf(path, sizeof(path), "%s/line.conf", folder) >= sizeof(path))
		return ERR_FORMAT;
	err = keyfile_read(&keyfile, why, why_bytes);
	close_ranks(&lines.config);
	*out = lines.config;
	if (err == ERR_NOT_FOUND)
		return ERR_NONE;
	if (!err && out->media_port_last < out->media_port_first + 2) {
		snprintf(why, why_bytes, "%s: media_port_last must lie above media_port_first: each call takes two",
			path);
		return ERR_FORMAT;
	}
	if (!err)
		err = hangup_take(out, lines.hangup, path, why, why_bytes);
	if (!err)
		err = certificate_take(out, lines.certificate_file, folder, why, why_bytes);
	for (unsigned i = 0; !err && i < ACCOUNTS_MAX; i++)
		if (lines.accounts[i].user[0])
			err = account_take(out, &lines.accounts[i], folder, why, why_bytes);
	return err ? err : operators_check(out, folder, why, why_bytes);
}
