/* The real program with people at other makers' telephones, for tests: a device on loopback with its own folder,
 * content whose teams are there whatever the time, and no ears. */
#ifndef FOYER_EXCHANGE_H
#define FOYER_EXCHANGE_H

#include "heard.h"
#include "softphone.h"

#include "content/content.h"
#include "content/say.h"
#include "effect.h"

#include <sys/types.h>

enum { EXCHANGE_PATH_BYTES_MAX = 256 };

struct exchange {
	char folder[40];
	uint16_t port;
	pid_t device;
	struct content *content;
};

/* `operators`: lines of line.conf. */
void exchange_open(struct exchange *e, const char *operators);
/* Asks the device to end, and that it does so in order. */
void exchange_close(struct exchange *e);

/* The trace has those words, so many times by now; the second waits for it, for a minute at most. */
unsigned exchange_times(const struct exchange *e, const char *words);
void exchange_comes_to(const struct exchange *e, const char *words, unsigned times);

/* A caller in English who presses those keys, each when the one before was understood; then 0. */
void exchange_is_asked(const struct exchange *e, struct softphone *caller, const char *keys);

/* A file in the folder in which somebody says that, and then is quiet for two minutes. */
void exchange_write_words(const struct exchange *e, const char *name, const char *words, char *path);

/* Where a prompt, in whichever wording, with these values (NULL: the content's own), first comes from there on. */
struct heard_words exchange_finds(const struct exchange *e, const struct heard *heard, enum prompt prompt,
	const struct values *values, uint32_t from_ms);

#endif
