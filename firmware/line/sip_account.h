/* An account over SIP. */
#ifndef FOYER_SIP_ACCOUNT_H
#define FOYER_SIP_ACCOUNT_H

#include "port/line.h"

enum { LINE_SIP_ACCOUNTS_MAX = 8, LINE_SIP_PASSWORD_BYTES_MAX = 96, LINE_SIP_REASON_BYTES_MAX = 160 };

/* At an office's telephone system or a trunk. */
struct line_sip_account {
	char user[LINE_NUMBER_BYTES_MAX];      /* "100" */
	char registrar[LINE_PLACE_BYTES_MAX];  /* "sip:pbx.example.org", with ;transport=tcp or tls if wanted */
	char auth_user[LINE_NUMBER_BYTES_MAX]; /* "": as user */
	char password[LINE_SIP_PASSWORD_BYTES_MAX];
	uint32_t expires_s;
	uint16_t probe_s; /* its registrar is asked so often whether it is there; 0: it is not */
	uint8_t srtp;     /* enum srtp_want (line/srtp_seal.h) */
};

#endif
