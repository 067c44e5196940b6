/* The whole device, put together for one board: what `run` and `chat` stand on. */
#ifndef FOYER_DEVICE_H
#define FOYER_DEVICE_H

#include "board.h"
#include "menu/learner.h"
#include "paths.h"
#include "runner/runner.h"
#include "store/kept_memory.h"
#include "sync/device_sync.h"

struct device_options {
	const char *board;   /* a name under board/, or a board file; NULL: desk */
	const char *content; /* a site's folder; NULL: the live version, otherwise the demonstration site */
	const char *data;    /* NULL: the usual place */
	const char *trace;   /* NULL: none */
	bool watch;          /* take saved files of the content folder at once */
};

struct whole {
	struct device device; /* the caller puts surfaces in before device_start() */
	struct board board;
	struct kept_memory kept;
	struct runner *runner;
	struct learner *learner;
	struct device_sync *sync; /* NULL: this device reports to no hub */
	uint64_t stored;          /* the store's mark of which the messenger was told last */
	char data[PATH_BYTES_MAX];
	char content[PATH_BYTES_MAX];      /* the folder that is watched or was named; "": the live version */
	int watch;                         /* descriptor; -1: none */
	int lock;                          /* of the data folder; -1: not taken */
	uint64_t changed_ms;               /* when a watched file was last saved; 0: nothing new */
	uint64_t looked_ms;                /* when the live version was last looked at */
	uint64_t visits;                   /* learned from, of runner_visits(), */
	uint64_t visits_ms;                /* and since when */
	uint8_t refused[IMAGE_HASH_BYTES]; /* applied, damaged, and not tried again */
	enum err live_err;                 /* why the live version was not taken when it was last tried: said once */
};

/* Board, store, inbox, clock, actions, agents. False: said on stderr. */
MUST_USE bool device_open(struct whole *whole, const struct device_options *options);
/* Runner, content, menu, conversations of before. False: said on stderr. */
MUST_USE bool device_start(struct whole *whole, const struct device_options *options);
/* runner_turn(), new content when there is any, and what is to be learned. Milliseconds until there is more to do. */
uint32_t device_turn(struct whole *whole);
/* What was begun is brought to its end, but nobody waits for ever on a broken disk. `wait` sleeps so long, or until
 * there is news. */
void device_finish(struct whole *whole, void (*wait)(void *self, uint32_t wait_ms), void *self);
void device_close(struct whole *whole); /* also after a failed open or start */

/* Opens the store of `data` (NULL: the usual place) for a tool that works while nobody waits. NULL: said on stderr. */
struct store *device_store(const char *data, bool read_only);

#endif
