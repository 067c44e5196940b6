/* Where this machine's line is: `line.conf` in the data folder, `key = value` lines as in board/line/line.conf.example.
 * Passwords stand in files of their own, which nobody else may read. */
#ifndef FOYER_LINE_CONFIG_H
#define FOYER_LINE_CONFIG_H

#include "line/dial_rules.h"
#include "line/hangup_tone.h"
#include "line/operator_place.h"
#include "line/sip_account.h"
#include "paths.h"

struct line_config {
	char address[LINE_NUMBER_BYTES_MAX]; /* "": the machine's own on the network */
	uint16_t port;
	uint16_t media_port_first;
	uint16_t media_port_last;
	uint16_t calls_per_caller;             /* at once */
	const struct hangup_country *hangup;   /* whose busy tone ends a call; NULL: none does */
	char ca_file[LINE_PLACE_BYTES_MAX];    /* PEM, for registrars that are reached by TLS; "": the system's */
	char certificate_file[PATH_BYTES_MAX]; /* whole path; PEM, with its key; "": no calls are taken by TLS */
	uint16_t tls_port;
	uint8_t accounts_count;
	struct line_sip_account accounts[LINE_SIP_ACCOUNTS_MAX];
	bool asks_to_record; /* each caller; otherwise nothing is recorded */
	uint16_t record_keep_days;
	struct dial_rules callbacks; /* what callers may have dialled */
	uint8_t operators_count;     /* without gaps, in the order of their numbers */
	struct operator_place operators[OPERATOR_PLACES_MAX];
};

/* A folder without line.conf has a line without an account, at the usual port. *why: one line "file:line: what: what to
 * do"; never a secret. */
MUST_USE enum err line_config_read(struct line_config *out, const char *folder, char *why, size_t why_bytes);

#endif
