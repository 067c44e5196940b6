/* Another maker's telephone: linphonec, played by hand through linphonecsh. It has no sound card: what it says comes
 * from a file, what it hears goes into one. One on a machine at a time, because all of a user's share one pipe: who
 * opens another waits. */
#ifndef FOYER_LINPHONE_H
#define FOYER_LINPHONE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { LINPHONE_PATH_BYTES_MAX = 256 };

struct linphone {
	char folder[32]; /* its home; removed at the end */
	pid_t linphonec;
	int turn;      /* a lock */
	uint16_t port; /* where it is called */
};

/* Skip the test where there is none. */
bool linphone_is_installed(void);
void linphone_open(struct linphone *phone);
/* It rings within so many seconds, and is picked up. */
void linphone_takes(const struct linphone *phone, unsigned seconds);
void linphone_press(const struct linphone *phone, char key);
/* From now on it says what is in that file: mono, 8 kHz. */
void linphone_speaks(const struct linphone *phone, const char *wav);
/* It hears so much more. */
void linphone_hears_on(const struct linphone *phone, uint32_t for_ms);
/* What it heard: mono WAV of 8 kHz. */
void linphone_heard(const struct linphone *phone, char out[LINPHONE_PATH_BYTES_MAX]);
/* The other side has hung up. Fails the test if it does not. */
void linphone_is_let_go(const struct linphone *phone);
void linphone_close(struct linphone *phone);

#endif
