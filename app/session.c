#include "session.h"

#include "base/check.h"
#include "base/text.h"

#include <string.h>

/* clang-format off */
#define TO(state) (1U << STATE_##state)
/* From everywhere the customer may hang up (DROPPED, FREE), reach a person, start again or say goodbye. */
#define ALWAYS (TO(NARROW) | TO(HANDOVER) | TO(SURVEY) | TO(DROPPED) | TO(FREE))

static const struct {
	const char *name;
	uint32_t next;
} rules[STATE_COUNT] = {
	[STATE_FREE]     = { "ended",    TO(GREET) },
	[STATE_GREET]    = { "greet",    ALWAYS | TO(COLLECT) | TO(RESOLVE) },
	[STATE_NARROW]   = { "narrow",   ALWAYS | TO(COLLECT) | TO(RESOLVE) },
	[STATE_COLLECT]  = { "collect",  ALWAYS | TO(RESOLVE) | TO(COLLECT) },
	[STATE_RESOLVE]  = { "resolve",  ALWAYS | TO(COLLECT) | TO(RESOLVE) },
	[STATE_HANDOVER] = { "handover", ALWAYS | TO(COLLECT) | TO(RESOLVE) },
	[STATE_SURVEY]   = { "survey",   ALWAYS },
	[STATE_DROPPED]  = { "dropped",  ALWAYS | TO(COLLECT) | TO(RESOLVE) },
};
#undef ALWAYS
#undef TO
/* clang-format on */

const char *state_name(enum state state)
{
	CHECK(state < STATE_COUNT);
	return rules[state].name;
}

const char *asking_name(enum asking asking)
{
	static const char *const names[ASKING_COUNT] = {"nothing", "language", "menu", "which", "slot", "slot_confirm",
		"review", "change", "act", "helped", "step", "then", "after", "patience", "wait", "talk", "callback",
		"phone", "message", "score", "why", "went_wrong"};

	CHECK(asking < ASKING_COUNT);
	return names[asking];
}

bool session_may_move(enum state from, enum state next)
{
	CHECK(from < STATE_COUNT && next < STATE_COUNT);
	return from == next || (rules[from].next & 1U << next);
}

void session_move(struct session *s, enum state next)
{
	CHECK(session_may_move((enum state)s->state, next));
	s->state = (uint8_t)next;
}

void session_begin(struct session *s, uint32_t number, uint64_t time_ms)
{
	memset(s, 0, sizeof(*s));
	s->number = number;
	s->began_ms = time_ms;
	s->last_ms = time_ms;
	session_clear_issue(s);
	session_clear_customer(s);
	session_move(s, STATE_GREET);
}

void session_clear_issue(struct session *s)
{
	s->topic = NONE16;
	s->item = NONE16;
	s->form = NONE16;
	s->slot = NONE16;
	s->answer = NONE16;
	s->step = 0;
	s->reviewed = false;
	s->correcting = false;
	s->no_match = 0;
	s->not_slot = 0;
	s->asking = ASKING_NOTHING;
	memset(&s->choices, 0, sizeof(s->choices));
	s->action = NONE16;
	s->open_action = NONE16;
	s->look_up_request = 0;
	s->look_up_deadline_ms = 0;
	s->proves = 0;
	s->done_request = 0;
}

void session_clear_customer(struct session *s)
{
	memset(s->facts, 0, sizeof(s->facts));
	memset(s->name, 0, sizeof(s->name));
	memset(s->long_value, 0, sizeof(s->long_value));
	for (unsigned i = 0; i < LONG_FACTS_MAX; i++)
		s->long_slot[i] = NONE16;
	s->level = LEVEL_ANONYMOUS;
}

static struct fact *find(const struct session *s, uint16_t slot)
{
	for (unsigned i = 0; i < FACTS_MAX; i++)
		if ((s->facts[i].flags & (FACT_FILLED | FACT_SKIPPED)) && s->facts[i].slot == slot)
			return (struct fact *)&s->facts[i];
	return NULL;
}

static struct fact *find_given(const struct session *s, uint16_t slot)
{
	for (unsigned i = 0; i < FACTS_MAX; i++)
		if ((s->facts[i].flags & FACT_GIVEN) && s->facts[i].slot == slot)
			return (struct fact *)&s->facts[i];
	return NULL;
}

static const char *value_of(const struct session *s, const struct fact *fact)
{
	return fact->flags & FACT_LONG ? s->long_value[fact->long_at] : fact->value;
}

const char *session_fact(const struct session *s, uint16_t slot)
{
	const struct fact *fact = find(s, slot);

	return fact && (fact->flags & FACT_FILLED) ? value_of(s, fact) : NULL;
}

const char *session_fact_given(const struct session *s, uint16_t slot)
{
	const struct fact *given = find_given(s, slot);
	const struct fact *fact = find(s, slot);

	if (given)
		return value_of(s, given);
	return s->act.request && !(fact && (fact->flags & FACT_TOLD)) ? NULL : session_fact(s, slot);
}

bool session_fact_missing(const struct session *s, uint16_t slot, bool optional)
{
	const struct fact *fact = find(s, slot);

	if (fact && (fact->flags & FACT_FILLED))
		return fact->flags & FACT_UNSURE;
	return !(fact && optional); /* what is not filled was skipped */
}

static bool proves(const struct content_proof *proof, uint16_t slot)
{
	for (uint16_t i = 0; i < proof->slots_count; i++)
		if (proof->slots[i] == slot)
			return true;
	return false;
}

static bool form_needs(const struct session *s, const struct content *c, uint16_t slot)
{
	const struct content_form *form = s->form == NONE16 ? NULL : content_form(c, s->form);

	for (uint16_t i = 0; form && i < form->slots_count; i++)
		if (form->slots[i] == slot)
			return true;
	return proves(&c->site.verify, slot) || proves(&c->site.recognise, slot);
}

static void wipe(struct session *s, struct fact *fact)
{
	if (fact->flags & FACT_LONG) {
		s->long_slot[fact->long_at] = NONE16;
		memset(s->long_value[fact->long_at], 0, FREE_TEXT_BYTES_MAX);
	}
	memset(fact, 0, sizeof(*fact));
}

/* What is kept for an action's answer alone has proved nothing since it was dropped. */
static void lose_proof(struct session *s, const struct content *c, const struct fact *fact)
{
	if (fact->flags & FACT_GIVEN)
		return;
	if (proves(&c->site.verify, fact->slot) || proves(&c->site.recognise, fact->slot))
		s->level = LEVEL_ANONYMOUS;
}

static void drop(struct session *s, const struct content *c, struct fact *fact)
{
	lose_proof(s, c, fact);
	if ((fact->flags & FACT_TOLD) && !find_given(s, fact->slot))
		fact->flags = (uint8_t)(FACT_GIVEN | (fact->flags & FACT_LONG));
	else
		wipe(s, fact);
}

void session_drop_fact(struct session *s, const struct content *c, uint16_t slot)
{
	struct fact *fact = find(s, slot);

	if (fact)
		drop(s, c, fact);
}

/* It gives way to another: nothing of it is kept for anything. */
static void give_way(struct session *s, const struct content *c, struct fact *fact)
{
	lose_proof(s, c, fact);
	wipe(s, fact);
}

static bool is_needed(const struct session *s, const struct content *c, const struct fact *fact)
{
	return (fact->flags & FACT_GIVEN) || form_needs(s, c, fact->slot);
}

/* A free place; if all are taken, the oldest that the form does not need: it belongs to an earlier issue. */
static struct fact *place_for(struct session *s, const struct content *c)
{
	unsigned at = 0;

	for (unsigned i = 0; i < FACTS_MAX; i++)
		if (!s->facts[i].flags)
			return &s->facts[i];
	while (at + 1 < FACTS_MAX && is_needed(s, c, &s->facts[at]))
		at++;
	give_way(s, c, &s->facts[at]);
	memmove(&s->facts[at], &s->facts[at + 1], sizeof(s->facts[0]) * (FACTS_MAX - 1 - at));
	memset(&s->facts[FACTS_MAX - 1], 0, sizeof(s->facts[0]));
	return &s->facts[FACTS_MAX - 1];
}

static struct fact *long_fact(struct session *s, uint8_t at)
{
	for (unsigned i = 0; i < FACTS_MAX; i++)
		if ((s->facts[i].flags & FACT_LONG) && s->facts[i].long_at == at)
			return &s->facts[i];
	return NULL;
}

/* The content lets a form have no more long texts than there are places: one of an earlier form gives way, or what an
 * action was given. */
static uint8_t long_place_for(struct session *s, const struct content *c, uint16_t slot)
{
	uint8_t at = 0;
	struct fact *fact;

	for (uint8_t i = 0; i < LONG_FACTS_MAX; i++) {
		fact = long_fact(s, i);
		if (fact && ((fact->flags & FACT_GIVEN) || !form_needs(s, c, fact->slot)))
			at = i;
	}
	for (uint8_t i = 0; i < LONG_FACTS_MAX; i++)
		if (s->long_slot[i] == NONE16)
			at = i;
	fact = long_fact(s, at);
	if (fact)
		give_way(s, c, fact);
	s->long_slot[at] = slot;
	return at;
}

void session_set_fact(struct session *s, const struct content *c, uint16_t slot, const char *value, uint8_t flags)
{
	const char *known = session_fact(s, slot);
	char kept[FREE_TEXT_BYTES_MAX];
	struct fact *fact;

	CHECK(s); /* else clang's analyzer believes that a place in it may be NULL */
	text_copy(kept, sizeof(kept), text_of(value)); /* `value` may lie in the fact itself */
	if (!known || strcmp(known, kept) != 0)
		session_drop_fact(s, c, slot);
	fact = find(s, slot) ? find(s, slot) : place_for(s, c);
	if (!(fact->flags & FACT_LONG) && content_slot(c, slot)->type == SLOT_TEXT && (flags & FACT_FILLED)) {
		fact->long_at = long_place_for(s, c, slot);
		flags |= FACT_LONG;
	}
	fact->slot = slot;
	fact->flags = (uint8_t)(flags | (fact->flags & (FACT_LONG | FACT_TOLD)));
	if (fact->flags & FACT_LONG)
		text_copy(s->long_value[fact->long_at], FREE_TEXT_BYTES_MAX, text_of(kept));
	else
		text_copy(fact->value, VALUE_BYTES_MAX, text_of(kept));
}

void session_confirm_fact(struct session *s, uint16_t slot)
{
	struct fact *fact = find(s, slot);

	if (fact)
		fact->flags = (uint8_t)((fact->flags & ~FACT_UNSURE) | FACT_CONFIRMED);
}

bool session_fact_confirmed(const struct session *s, uint16_t slot)
{
	const struct fact *fact = find(s, slot);

	return fact && (fact->flags & FACT_CONFIRMED);
}

void session_act_begin(struct session *s, const struct content *c)
{
	const struct content_action *action = content_action(c, s->act.action);

	for (uint16_t i = 0; i < action->inputs_count; i++) {
		struct fact *fact = find(s, action->inputs[i]);

		if (fact && (fact->flags & FACT_FILLED))
			fact->flags |= FACT_TOLD;
	}
}

void session_act_over(struct session *s)
{
	s->act.request = 0;
	for (unsigned i = 0; i < FACTS_MAX; i++) {
		struct fact *fact = &s->facts[i];

		fact->flags &= (uint8_t)~FACT_TOLD;
		if (!(fact->flags & FACT_GIVEN))
			continue;
		if (find(s, fact->slot))
			wipe(s, fact);
		else
			fact->flags = (uint8_t)(FACT_FILLED | FACT_UNSURE | (fact->flags & FACT_LONG));
	}
}

uint64_t session_next_request(struct session *s)
{
	CHECK(s->requests < UINT16_MAX); /* the conversation is ended politely at REQUESTS_MAX */
	s->requests++;
	return (uint64_t)s->number << 16 | s->requests;
}

/* --- another content --- */

static uint16_t move_topic(uint16_t topic, const struct content *from, const struct content *to)
{
	return topic == NONE16 ? topic : content_find_topic(to, content_string(from, content_topic(from, topic)->id));
}

static uint16_t move_item(uint16_t item, const struct content *from, const struct content *to)
{
	return item == NONE16 ? item : content_find_item(to, content_string(from, content_item(from, item)->id));
}

static uint16_t move_slot(uint16_t slot, const struct content *from, const struct content *to)
{
	return slot == NONE16 ? slot : content_find_slot(to, content_string(from, content_slot(from, slot)->id));
}

static uint16_t move_action(uint16_t action, const struct content *from, const struct content *to)
{
	return action == NONE16 ? action
				: content_find_action(to, content_string(from, content_action(from, action)->id));
}

static uint16_t move_option(uint16_t option, uint16_t slot, const struct content *from, const struct content *to)
{
	uint16_t moved = move_slot(slot, from, to);
	const char *id = content_string(from, content_slot_choice(from, slot, option)->id);

	if (moved == NONE16)
		return NONE16;
	for (uint16_t i = 0; i < content_slot(to, moved)->choices_count; i++)
		if (strcmp(id, content_string(to, content_slot_choice(to, moved, i)->id)) == 0)
			return i;
	return NONE16;
}

static uint16_t move_language(uint16_t language, const struct content *from, const struct content *to)
{
	uint8_t moved = content_language(to, content_string(from, from->site.language[language]));

	return moved == LANGUAGES_MAX ? NONE16 : moved;
}

static uint16_t move_choice(
	const struct session *s, struct choice choice, const struct content *from, const struct content *to)
{
	switch ((enum choice_kind)choice.kind) {
	case CHOICE_ITEM:
	case CHOICE_OFTEN:
	case CHOICE_NOW:
	case CHOICE_RISING: return move_item(choice.index, from, to);
	case CHOICE_TOPIC: return move_topic(choice.index, from, to);
	case CHOICE_SLOT: return move_slot(choice.index, from, to);
	case CHOICE_OPTION: return move_option(choice.index, s->slot, from, to);
	case CHOICE_LANGUAGE: return move_language(choice.index, from, to);
	}
	return NONE16;
}

static void move_facts(struct session *s, const struct content *from, const struct content *to)
{
	for (unsigned i = 0; i < FACTS_MAX; i++) {
		struct fact *fact = &s->facts[i];
		uint16_t slot;

		if (!fact->flags)
			continue;
		slot = move_slot(fact->slot, from, to);
		if (slot == NONE16 || content_slot(to, slot)->type != content_slot(from, fact->slot)->type) {
			drop(s, from, fact); /* this one: another may bear its number in the new content */
			continue;
		}
		fact->slot = slot;
		if (fact->flags & FACT_LONG)
			s->long_slot[fact->long_at] = slot;
	}
}

static uint16_t move_team(const struct handover *handover, const struct content *from, const struct content *to)
{
	uint16_t team = NONE16;

	if (handover->stage != HANDOVER_NONE)
		team = content_find_team(to, content_string(from, content_team(from, handover->team)->id));
	return team == NONE16 ? to->site.person : team;
}

uint8_t session_language_in(uint8_t language, const struct content *from, const struct content *to)
{
	uint16_t moved = move_language(language, from, to);

	return moved == NONE16 ? 0 : (uint8_t)moved;
}

/* It was to be taken back, and that would be done otherwise now, or not at all. */
static bool undo_changed(const struct session *s, const struct content *to)
{
	return s->done_action == NONE16 || content_action(to, s->done_action)->undo != s->action;
}

/* What the pending question leads to is no more there. */
static bool leads_nowhere(const struct session *s, const struct session *old, const struct content *to)
{
	if (s->asking == ASKING_THEN)
		return s->answer == NONE16 || content_answer(to, s->answer)->then_form == NONE16;
	return s->asking == ASKING_ACT && (s->action == NONE16 || (old->done_request && undo_changed(s, to)));
}

static bool lost(uint16_t before, uint16_t after)
{
	return before != NONE16 && after == NONE16;
}

static bool same_proof(const struct content_proof *a, const struct content *from, const struct content_proof *b,
	const struct content *to)
{
	if (a->slots_count != b->slots_count)
		return false;
	for (uint16_t i = 0; i < a->slots_count; i++)
		if (move_slot(a->slots[i], from, to) != b->slots[i])
			return false;
	return true;
}

void session_forget_proof(struct session *s, const struct content *c)
{
	for (uint16_t i = 0; i < c->site.verify.slots_count; i++)
		session_drop_fact(s, c, c->site.verify.slots[i]);
	for (uint16_t i = 0; i < c->site.recognise.slots_count; i++)
		session_drop_fact(s, c, c->site.recognise.slots[i]);
	s->level = LEVEL_ANONYMOUS;
}

/* What it was proved by may prove something else now. Who is away is asked for all of it on return; who is here has
 * just said it. */
static void move_proof(struct session *s, const struct content *from, const struct content *to)
{
	if (same_proof(&from->site.verify, from, &to->site.verify, to) &&
		same_proof(&from->site.recognise, from, &to->site.recognise, to))
		return;
	s->level = LEVEL_ANONYMOUS;
	if (s->state == STATE_DROPPED)
		session_forget_proof(s, to);
}

bool session_change_content(struct session *s, const struct content *from, const struct content *to)
{
	struct session old = *s;
	bool gone = false;

	for (uint8_t i = 0; i < s->choices.count; i++) {
		struct choice *choice = &s->choices.list[i];

		choice->index = move_choice(&old, *choice, from, to);
		gone |= choice->index == NONE16;
	}
	move_facts(s, from, to);
	move_proof(s, from, to);
	s->topic = move_topic(s->topic, from, to);
	s->item = move_item(s->item, from, to);
	s->slot = move_slot(s->slot, from, to);
	s->action = move_action(s->action, from, to);
	s->open_action = move_action(s->open_action, from, to);
	CHECK(!s->act.request); /* it holds on to its own content */
	s->ended_action = s->outcome ? move_action(s->ended_action, from, to) : NONE16;
	s->done_action = s->done_request ? move_action(s->done_action, from, to) : NONE16;
	if (s->done_action == NONE16 || content_action(to, s->done_action)->undo == NONE16)
		s->done_request = 0;
	if (s->form != NONE16)
		s->form = content_find_form(to, content_string(from, content_form(from, s->form)->id));
	if (s->answer != NONE16)
		s->answer = content_find_answer(to, content_string(from, content_answer(from, s->answer)->id));
	for (unsigned i = 0; i < HANDOVERS_MAX; i++)
		s->handovers[i].team = move_team(&s->handovers[i], from, to);
	for (uint8_t i = 0; i < s->trail_count; i++)
		s->trail[i] = move_topic(s->trail[i], from, to);
	if (s->answer != NONE16 && s->step > content_answer(to, s->answer)->steps_count)
		gone = true;
	s->language = session_language_in(s->language, from, to);
	return !(gone || leads_nowhere(s, &old, to) || lost(old.topic, s->topic) || lost(old.item, s->item) ||
		 lost(old.form, s->form) || lost(old.slot, s->slot) || lost(old.answer, s->answer) ||
		 lost(old.action, s->action));
}
