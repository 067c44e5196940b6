/* What the device writes down: its journal replays to the same effects; and neither the journal, nor the log, nor the
 * trace, nor the disk's bytes hold what they must not. */
#include "sim.h"

#include "runner/replay.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PEOPLE_LOOKED_FOR = 4, LOG_BYTES_MAX = 1 << 20, TAIL_BYTES = 1500, MASKED_BYTES_MIN = 6 };

static int log_fd = -1; /* where the device's stderr goes: its log and its trace */

/* Of the sanitisers' own interface, where the build has them: their report belongs on the terminal. */
__attribute__((weak)) void __sanitizer_set_report_fd(void *fd);

/* From here on what the simulator itself has to say goes to sim->out. */
void journal_open(struct sim *sim)
{
	int terminal = dup(STDERR_FILENO);

	log_fd = memfd_create("log", MFD_CLOEXEC);
	CHECK(terminal >= 0 && log_fd >= 0);
	sim->out = fdopen(terminal, "w");
	CHECK(sim->out);
	fflush(stderr);
	CHECK(dup2(log_fd, STDERR_FILENO) == STDERR_FILENO);
	if (__sanitizer_set_report_fd)
		__sanitizer_set_report_fd((void *)(intptr_t)terminal);
}

/* The last of what the device itself said. */
void journal_tail(const struct sim *sim)
{
	static char log[TAIL_BYTES + 1];
	off_t size;
	ssize_t got;

	fflush(stderr);
	size = lseek(log_fd, 0, SEEK_END);
	got = pread(log_fd, log, TAIL_BYTES, size > TAIL_BYTES ? size - TAIL_BYTES : 0);
	if (got > 0)
		fprintf(sim->out, "\nthe device's log ends with:\n%.*s", (int)got, log);
}

static bool take_seed(void *self, const struct store_row *row)
{
	static struct event event;
	struct meaning meaning;

	if (record_read_event(&row->event, &event, &meaning) == ERR_NONE && event.kind == EVENT_CAME_NEAR)
		*(uint32_t *)self = event.came_near.seed;
	return false;
}

/* The dice's first code was somebody else's at that moment: run again alone, the conversation gets it. As
 * handover_code() in app/dialog/handover.c draws it. */
static bool code_was_taken(struct sim *sim, uint32_t session)
{
	const struct seen *seen = sim_seen(sim, session);
	char code[CODE_DIGITS + 1];
	uint32_t seed = 0;
	struct rng dice;

	if (!seen->code[0] || store_journal(sim->machine.whole.device.store, session, take_seed, &seed))
		return false;
	dice = (struct rng){(uint64_t)seed << 32 | session};
	snprintf(code, sizeof(code), "%04u", 1000U + rng_below(&dice, 9000));
	return strcmp(code, seen->code) != 0;
}

/* README.md, Known limits. */
static bool replays_alone(struct sim *sim, uint32_t session)
{
	bool took_over = sim_seen(sim, session)->took_over;

	return !(took_over && sim->content_changes) && (took_over || !code_was_taken(sim, session));
}

/* While nothing waits: the conversation as it is on the disk. */
void journal_check_replay(struct sim *sim, uint32_t session)
{
	struct store *store = sim->machine.whole.device.store;
	struct replay_result result;
	enum err err;

	if (sim->machine.flipped || store_hand_waits(store) || !replays_alone(sim, session))
		return;
	err = replay(store, session, NULL, &result);
	if (err == ERR_NOT_FOUND)
		return; /* its content is no longer kept */
	if (err)
		sim_fail(sim, "replay", session, "the journal cannot be replayed: %s", err_name(err));
	if (result.different && replay(store, session, sim->out, &result) == ERR_NONE)
		fflush(sim->out);
	if (result.different)
		sim_fail(sim, "replay", session, "%u of %u steps have other effects when they are run again, first %u",
			result.different, result.steps, result.first);
	sim->totals.replayed++;
}

static void check_person(struct sim *sim, const struct person *person, const char *log)
{
	const struct sim_disk *disk = sim->machine.disk;

	if (strstr(log, person->token))
		sim_fail(sim, "secrets", 0, "the log names person %u", person->id);
	if (strstr(log, person->phone))
		sim_fail(sim, "secrets", 0, "the log has the phone number of person %u", person->id);
	if (sim_disk_holds(disk, person->token, strlen(person->token)))
		sim_fail(sim, "secrets", 0, "the disk has words of person %u in the clear", person->id);
	if (sim_disk_holds(disk, person->phone, strlen(person->phone)))
		sim_fail(sim, "secrets", 0, "the disk has the phone number of person %u in the clear", person->id);
	if (person->gave_card &&
		(strstr(log, person->card) || sim_disk_holds(disk, person->card, strlen(person->card))))
		sim_fail(sim, "secrets", 0, "a full card number of person %u is on the disk or in the log", person->id);
}

/* Of everybody: what is typed into a masked question is rare. Shorter ones stand in other texts by chance. */
static void check_masked(struct sim *sim, const char *log)
{
	for (uint32_t i = 0; i < sim->people_count; i++)
		if (strlen(sim->people[i].masked) >= MASKED_BYTES_MIN && strstr(log, sim->people[i].masked))
			sim_fail(sim, "masked", 0, "the log has \"%s\", which was given to a masked question",
				sim->people[i].masked);
}

/* Words are sealed on the disk from the first moment, and nothing else may hold them. */
void journal_check_secrets(struct sim *sim)
{
	char *log = calloc(1, LOG_BYTES_MAX);
	ssize_t size;

	CHECK(log);
	fflush(stderr);
	size = pread(log_fd, log, LOG_BYTES_MAX - 1, 0);
	CHECK(size >= 0);
	for (unsigned i = 0; i < PEOPLE_LOOKED_FOR && sim->people_count; i++)
		check_person(sim, &sim->people[rng_below(&sim->dice, sim->people_count)], log);
	check_masked(sim, log);
	free(log);
	CHECK(ftruncate(log_fd, 0) == 0 && lseek(log_fd, 0, SEEK_SET) == 0);
}
