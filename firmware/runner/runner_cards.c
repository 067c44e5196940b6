/* The cards of open handovers stay in memory: what a person was promised must not depend on whether the disk can be
 * read when they answer. */
#include "runner/runner_parts.h"

#include <string.h>

static struct agent_card *find(struct runner *r, uint64_t request)
{
	for (uint32_t i = 0; i < OPEN_CARDS_MAX; i++)
		if (r->cards[i].request == request)
			return &r->cards[i];
	return NULL;
}

/* If all are open, one gives its place: the store has it, too. */
static struct agent_card *place_for(struct runner *r, uint64_t request)
{
	struct agent_card *card = find(r, request);

	if (!card)
		card = find(r, 0);
	for (uint32_t i = 0; !card && i < OPEN_CARDS_MAX; i++)
		if (r->cards[i].state == HANDOVER_CLOSED)
			card = &r->cards[i];
	if (!card)
		card = &r->cards[r->cards_next++ % OPEN_CARDS_MAX];
	return card;
}

void runner_card_keep(struct runner *r, const struct agent_card *card)
{
	*place_for(r, card->request) = *card;
}

struct card_wanted {
	uint64_t request;
	struct runner *runner;
};

static void fetch(void *self, const struct agent_card *card)
{
	const struct card_wanted *wanted = self;

	if (card->request == wanted->request)
		runner_card_keep(wanted->runner, card);
}

struct agent_card *runner_card(struct runner *r, uint64_t request)
{
	struct agent_card *card = request ? find(r, request) : NULL;
	struct card_wanted wanted = {request, r};

	if (card || request == 0)
		return card;
	(void)store_handovers(r->device.store, false, fetch, &wanted);
	return find(r, request);
}

const struct agent_card *runner_handover(struct runner *r, uint64_t request)
{
	return runner_card(r, request);
}

/* Who was promised a call, and is away, does not know that there is an answer. */
static bool is_to_be_told(const struct runner *r, const struct agent_card *card, const struct event *event)
{
	return r->device.calls_back && event->agent.act == AGENT_CLOSED && event->agent.has_words && card->phone[0] &&
	       strcmp(core_state_name(r->core, card->session), "dropped") == 0;
}

const struct agent_card *runner_cards_step(
	struct runner *r, const struct placed *placed, uint32_t session, const struct event *event)
{
	struct agent_card *card = event->kind == EVENT_AGENT_SAID ? runner_card(r, event->request) : NULL;
	const struct agent_card *changed = card && card_agent(card, event) ? card : NULL;

	if (changed && is_to_be_told(r, card, event))
		card->state = HANDOVER_ANSWER;

	for (uint16_t i = 0; i < r->effects.count; i++) {
		const struct effect *effect = &r->effects.list[i];

		if (effect->session != session)
			continue;
		if (effect->kind == EFFECT_HAND_OVER) {
			card = place_for(r, effect->request);
			card_fill(card, placed->content, effect, event->time_ms);
			changed = card;
		} else if (effect->kind == EFFECT_CALL_BACK && (card = runner_card(r, effect->request)) != NULL) {
			card_call_back(card, effect);
			changed = card;
		}
	}
	return changed;
}

void runner_card_forget(struct runner *r, uint64_t request)
{
	struct agent_card *card = find(r, request);

	if (!card)
		return;
	explicit_bzero(card, sizeof(*card));
	card->request = request;
	card->state = HANDOVER_CLOSED;
}
