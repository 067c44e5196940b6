/* What must be gone: a place is wiped before it is closed; whoever said goodbye leaves no name in the conversation that
 * waits for their answer; words go with the conversation; what is masked is never written down; an old content does not
 * stay. */
#include "sim.h"

#include "base/text.h"
#include "session.h"

#include <string.h>

enum {
	MASKED_BYTES_MIN = 6, /* shorter ones stand in other texts by chance */
	REPLAY_EVERY = 8,
};

static bool excused(const struct sim *sim)
{
	return sim->machine.flipped || sim->machine.new_store; /* what the disk itself forgot */
}

static bool check_row(void *self, const struct store_row *row)
{
	struct sim *sim = self;
	const struct seen *seen = sim_seen(sim, row->session);
	const char *masked = seen->person ? sim_person(sim, seen->person)->masked : "";

	if (strlen(masked) >= MASKED_BYTES_MIN &&
		memmem(row->event.words, row->event.words_bytes, masked, strlen(masked)))
		sim_fail(sim, "masked", row->session, "the journal has \"%s\", which was typed into a masked question",
			masked);
	return true;
}

/* Somebody else gives its code while it is being left: before the disk lets the close through it may go on with them.
 */
static bool is_taken_up(struct sim *sim, const struct stand *place, const char *code)
{
	for (unsigned i = 0; code[0] && i < STANDS_COUNT; i++) {
		const struct stand *other = &sim->places[i];
		const struct seen *seen = other->session ? sim_seen(sim, other->session) : NULL;

		if (other != place && strcmp(other->code_given, code) == 0)
			return true;
		if (other != place && seen && seen->took_over && strcmp(seen->code, code) == 0)
			return true;
	}
	return false;
}

/* Their conversation ended, and nothing of it stands where the next one comes. */
void gone_from_place(struct sim *sim, const struct stand *place)
{
	struct seen *seen = sim_seen(sim, place->session);
	bool wiped = place->show.session == 0;

	seen->goodbye = wiped;
	/* Whoever left with a code may have given way to others before the disk let the close through. */
	if (!wiped && !seen->was_away && !is_taken_up(sim, place, seen->code) &&
		strcmp(runner_state(sim->machine.whole.runner, place->session), "ended") == 0)
		sim_fail(sim, "wiped", place->session, "its place is closed with its last screen on it");
	if (!wiped && !excused(sim)) /* it can still be read: a form that may be gone on with */
		(void)store_journal(sim->machine.whole.device.store, place->session, check_row, sim);
}

void gone_note(struct stand *place, const struct event *event)
{
	/* Before anything is asked after a start, words are for a question that may have been forgotten with the power.
	 */
	bool masked = !place->blank && (place->listen.listen.flags & SAYING_MASKED);

	/* A curse is nobody's secret, and is said elsewhere too. */
	if (event->kind != EVENT_TYPED || !place->person || !strpbrk(event->typed.words, "0123456789"))
		return;
	if (!masked)
		text_copy(place->unmasked, sizeof(place->unmasked), text_of(event->typed.words));
	else if (strcmp(event->typed.words, place->unmasked) != 0) /* else typed twice, and late */
		text_copy(place->person->masked, sizeof(place->person->masked), text_of(event->typed.words));
}

/* --- after a start: what the store holds of those who may come back --- */

static void check_kept(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	struct sim *sim = self;
	const struct seen *seen = sim_seen(sim, session);
	const struct person *person = seen->person ? sim_person(sim, seen->person) : NULL;

	if (!person || !seen->goodbye || seen->called)
		return; /* what was begun in the business, or perhaps was, still needs to know for whom */
	if (memmem(snapshot, bytes, person->name, strlen(person->name)))
		sim_fail(sim, "forgotten_name", session, "person %u said goodbye, and the conversation knows \"%s\"",
			person->id, person->name);
}

void gone_after_start(struct sim *sim)
{
	struct store *store = sim->machine.whole.device.store;

	if (!excused(sim) && !store_trouble(store))
		(void)store_sessions(
			store, check_kept, sim); /* a disk that fails just now is asked after the next start */
}

/* --- when all is over --- */

static bool check_wordless(void *self, const struct store_row *row)
{
	struct sim *sim = self;

	if (row->event.words_bytes || row->effects.words_bytes)
		sim_fail(sim, "words_kept", row->session,
			"it is over, nothing is promised, and step %u can still be read", row->seq);
	return true;
}

static bool has_open_card(const struct sim *sim, uint32_t session)
{
	for (uint32_t i = 0; i < sim->cards_count; i++)
		if (sim->cards[i].card.session == session && !sim->cards[i].closed)
			return true;
	return false;
}

static void check_newest(struct sim *sim)
{
	const struct content *live = sim->sites[sim->site_live].content;
	const struct content *newest = runner_content_newest(sim->machine.whole.runner);

	if (memcmp(live->header.hash, newest->header.hash, IMAGE_HASH_BYTES) != 0)
		sim_fail(sim, "newest", 0,
			"a week later the content that was applied last is not the one that is shown");
}

void gone_when_over(struct sim *sim)
{
	if (excused(sim))
		return;
	check_newest(sim);
	for (uint32_t i = 0; i < sim->seen_count; i++) {
		const struct seen *seen = &sim->seen[i];

		if (i % REPLAY_EVERY == 0)
			journal_check_replay(sim, seen->session);
		if (seen->person && seen->state == STATE_FREE && !has_open_card(sim, seen->session))
			(void)store_journal(sim->machine.whole.device.store, seen->session, check_wordless, sim);
	}
}
