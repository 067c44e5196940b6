/* The demonstration business's back end: one append-only file of what was done. Not a part of foyer: a program of its
 * own that foyer asks, as it would ask a real business's. README.md beside this says what it knows. */
#ifndef FOYER_DEMO_LEDGER_H
#define FOYER_DEMO_LEDGER_H

#include "base/check.h"
#include "base/err.h"
#include "json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { KEY_BYTES_MAX = 128, ANSWER_TEXT_BYTES_MAX = 96, ANSWER_NAME_BYTES_MAX = 48, BODY_BYTES_MAX = 64 << 10 };

enum language { ENGLISH, ITALIAN, LANGUAGE_COUNT };

struct request {
	const char *key;
	const struct verb *verb;
	bool ask; /* do nothing: what became of this key? */
	enum language language;
	const struct json *inputs;
};

struct answer {
	const char *outcome; /* done, refused, unknown, failed */
	char reference[16];
	char text[ANSWER_TEXT_BYTES_MAX];
	char name[ANSWER_NAME_BYTES_MAX];
};

/* What can be asked for; see ledger_verbs.c. */
struct verb {
	const char *name;       /* on the command line and in the ledger */
	const char *actions[3]; /* the content's actions that mean it, for HTTP at "/" */
	bool reads;             /* changes nothing, is not written down */
	const char *takes_back; /* this verb undoes that one; NULL: it does something of its own */
	char letter;            /* of its references */
	unsigned places;        /* how many may stand at once; 0: any number */
	const char *subject[6]; /* inputs that say what it is about */
	const char *done[LANGUAGE_COUNT];
	const char *not_there[LANGUAGE_COUNT]; /* takes_back: when there is nothing to take back */
};

const struct verb *verb_by_name(const char *name);
const struct verb *verb_by_action(const char *action);
const struct verb *verb_at(size_t at); /* NULL: no more */

/* Invented people and repairs. 100001..100050 and 20001..20050. */
struct customer {
	char name[ANSWER_NAME_BYTES_MAX];
	char birth_date[11];
};
bool customer_find(const char *number, struct customer *out);
struct repair {
	char name[ANSWER_NAME_BYTES_MAX];
	char phone[16];
	const char *state[LANGUAGE_COUNT];
};
bool repair_find(const char *number, struct repair *out);

/* The file, whole and locked until it is closed. A torn last line, which nobody was answered for, is cut off. */
struct ledger;
MUST_USE enum err ledger_open(struct ledger **out, const char *path);
void ledger_close(struct ledger *ledger);
/* The answer that was given for the key. */
bool ledger_find(const struct ledger *ledger, const char *key, struct answer *out);
/* How many times `verb` was done and not taken back, about the same subject as the request's inputs. */
unsigned ledger_standing(const struct ledger *ledger, const struct verb *verb, const struct request *request);
unsigned ledger_lines(const struct ledger *ledger);
/* On the disk before it returns. */
MUST_USE enum err ledger_write(struct ledger *ledger, const struct request *request, const struct answer *answer);
void ledger_print(const struct ledger *ledger, bool as_json, FILE *file);

/* The business's rules: fills `answer`. Changes nothing; what is done is done by ledger_write(). */
void rules_judge(const struct ledger *ledger, const struct request *request, struct answer *answer);

/* What goes wrong on demand: LEDGER_FAULTS. */
struct faults {
	bool fail;   /* does not do it, and says so */
	bool twice;  /* answers twice */
	bool hang;   /* does it, never answers */
	bool late;   /* the delay comes after doing it */
	bool unsure; /* to a question about an outcome it says unknown */
	unsigned delay_ms;
};
bool faults_read(const char *list, struct faults *out); /* NULL: none. False: a word that is no fault */

/* One request as JSON to one answer as JSON, a line with its end; twice if that fault is on. `verb` NULL: by the
 * request's action. Never returns with `hang`. */
void desk_answer(const char *path, const struct faults *faults, const struct verb *verb, const char *body,
	size_t body_bytes, char *out, size_t out_bytes);

/* POST on 127.0.0.1 until a signal ends it; port 0: any free one. Prints where it listens. Returns the exit code. */
int ledger_serve(const char *path, const struct faults *faults, unsigned port);

#endif
