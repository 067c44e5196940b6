/* Somebody else's telephone: baresip, played by hand as a person would. What it hears and says is kept. */
#ifndef FOYER_SOFTPHONE_H
#define FOYER_SOFTPHONE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { SOFTPHONE_PATH_BYTES_MAX = 256 };

struct softphone {
	char folder[32]; /* its own; removed at the end */
	pid_t baresip;
	int keys;      /* its standard input */
	uint16_t port; /* where it is called */
};

/* Skip the test where there is none. */
bool softphone_is_installed(void);
void softphone_open(struct softphone *phone);
/* With more of baresip's account: ";mediaenc=srtp-mand". */
void softphone_open_as(struct softphone *phone, const char *more);
/* Its own words; the second fails the test if they do not come. */
bool softphone_says(const struct softphone *phone, const char *words);
void softphone_comes_to_say(const struct softphone *phone, const char *words);
/* "sip:...", whatever becomes of it. */
void softphone_tries(struct softphone *phone, const char *place);
/* "sip:..."; returns when the other side has answered. */
void softphone_dial(struct softphone *phone, const char *place);
void softphone_press(const struct softphone *phone, char key);
/* Hangs up, and ends. */
void softphone_hang_up(struct softphone *phone);
/* What it heard: mono WAV. */
void softphone_heard(const struct softphone *phone, char out[SOFTPHONE_PATH_BYTES_MAX]);
void softphone_close(struct softphone *phone);

#endif
