/* One action on its way to the business's system: everything a worker needs, copied, so that it outlives the call that
 * began it. The request is JSON made once; the answer is JSON read once; adapters only carry them.
 *
 * request: {"key": "desk-17", "action": "block_card", "ask": false, "language": "en", "inputs": {"slot": "value"}}
 * answer:  {"outcome": "done|refused|failed|unknown", "reference": "", "text": "", "name": "", "language": ""}
 * All members but `outcome` may be absent. "failed" says that it certainly did not happen, and never will under this
 * key. */
#ifndef FOYER_ACTION_JOB_H
#define FOYER_ACTION_JOB_H

#include "event.h"
#include "port/actions.h"

#include <stddef.h>

enum {
	ACTION_KEY_BYTES_MAX = NAME_BYTES_MAX + 24,
	/* The inputs with every byte escaped, and what stands around them. */
	ACTION_BODY_BYTES_MAX = 6 * VALUES_BYTES_MAX + 1024,
	ACTION_ANSWER_BYTES_MAX = 16 << 10,
	ACTION_WORDS_MAX = 8,
	LANGUAGE_BYTES_MAX = 4,
};

struct action_job {
	uint8_t kind; /* enum action_kind */
	uint8_t level;
	bool ask;
	bool known;
	uint32_t session;
	uint64_t request;
	uint64_t deadline_ms; /* on action_now_ms() */
	char id[ID_BYTES_MAX + 1];
	char key[ACTION_KEY_BYTES_MAX];
	char languages[LANGUAGES_MAX][LANGUAGE_BYTES_MAX]; /* of the site, to understand the answer's */
	char target[TEXT_BYTES_MAX + 1];                   /* url; or the program's words, each with its NUL */
	uint8_t words_count;
	size_t body_bytes;
	char body[ACTION_BODY_BYTES_MAX]; /* personal: never in a log, overwritten when it is over */
};

struct action_answer {
	uint8_t outcome; /* enum outcome */
	uint8_t language;
	char reference[NAME_BYTES_MAX];
	char text[VALUE_BYTES_MAX];
	char name[NAME_BYTES_MAX];
};

/* The clock of deadlines, never set back. */
uint64_t action_now_ms(void);
/* Milliseconds until the deadline, 0 when it is over. */
int action_left_ms(const struct action_job *job);

/* `device`: its name, for the key; only letters, digits, '.', '-' and '_' of it count. ERR_NO_SPACE: the content's url
 * or words are too long. */
MUST_USE enum err action_job_fill(struct action_job *job, const struct action_call *call, const char *device);
/* Overwrites what is personal. */
void action_job_wipe(struct action_job *job);

/* The first line of `text` is the answer, what follows is ignored. ERR_FORMAT: it is none. */
MUST_USE enum err action_answer_read(
	const struct action_job *job, const char *text, size_t bytes, struct action_answer *out);
/* What the runner hears of it. */
void action_event(const struct action_job *job, const struct action_answer *answer, struct event *out);

/* Each does the job on the calling thread, at the latest until its deadline, or until `stop_fd` is
 * readable. `answer` comes empty with OUTCOME_UNKNOWN; ERR_NONE or what went wrong, which the caller logs. */
MUST_USE enum err action_program_do(const struct action_job *job, int stop_fd, struct action_answer *answer);
MUST_USE enum err action_http_do(const struct action_job *job, int stop_fd, struct action_answer *answer);
MUST_USE enum err action_training_do(const struct action_job *job, int stop_fd, struct action_answer *answer);

#endif
