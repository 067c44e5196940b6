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
/* Called by TLS at the port after its own, with that certificate (a PEM file, its key in it). */
void softphone_open_certified(struct softphone *phone, const char *more, const char *certificate);
/* Its own words; the second fails the test if they do not come within five seconds, the third takes longer. */
bool softphone_says(const struct softphone *phone, const char *words);
void softphone_comes_to_say(const struct softphone *phone, const char *words);
void softphone_says_within(const struct softphone *phone, const char *words, unsigned seconds);
/* "sip:...", whatever becomes of it. */
void softphone_tries(struct softphone *phone, const char *place);
/* "sip:..."; returns when the other side has answered. */
void softphone_dial(struct softphone *phone, const char *place);
void softphone_press(const struct softphone *phone, char key);
/* It rings within so many seconds, and is picked up; or its person does not want to ("busy"). */
void softphone_takes(const struct softphone *phone, unsigned seconds);
void softphone_is_busy(const struct softphone *phone, unsigned seconds);
/* From now on it says what is in that file, mono WAV of 8 kHz: to be longer than the call. */
void softphone_speaks(const struct softphone *phone, const char *wav);
/* So long is what it heard by now, in its n-th call from 0 on; it hears so much more; nobody has spoken for so long. */
uint32_t softphone_heard_ms(const struct softphone *phone, unsigned call);
void softphone_hears_on(const struct softphone *phone, unsigned call, uint32_t for_ms);
void softphone_hears_quiet(const struct softphone *phone, unsigned call, uint32_t for_ms);
/* Killed; nobody is told. Then softphone_close(). */
void softphone_vanishes(struct softphone *phone);
/* Hangs up, and ends. */
void softphone_hang_up(struct softphone *phone);
/* What it heard: mono WAV; of its n-th call. */
void softphone_heard(const struct softphone *phone, char out[SOFTPHONE_PATH_BYTES_MAX]);
void softphone_heard_in(const struct softphone *phone, unsigned call, char out[SOFTPHONE_PATH_BYTES_MAX]);
void softphone_close(struct softphone *phone);

#endif
