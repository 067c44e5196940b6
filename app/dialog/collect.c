/* Asking for what is needed, once each: proof of who it is where the form wants it, then the form's slots, then a
 * review. */
#include "dialog/dialog.h"

#include "base/text.h"

#include <string.h>

static uint8_t level_needed(const struct turn *t)
{
	const struct content_form *form = content_form(t->c, t->s->form);

	CHECK(form->action == NONE16 || content_action(t->c, form->action)->level <= form->level);
	return (uint8_t)form->level;
}

/* What proves that level; NULL: anybody may. */
static const struct content_proof *proof_of(const struct turn *t)
{
	switch ((enum level)level_needed(t)) {
	case LEVEL_ANONYMOUS: return NULL;
	case LEVEL_RECOGNISED: return &t->c->site.recognise;
	case LEVEL_VERIFIED: return &t->c->site.verify;
	}
	return NULL;
}

/* NULL: nothing more is needed. */
static const struct content_proof *proof_needed(const struct turn *t)
{
	return t->s->level >= level_needed(t) ? NULL : proof_of(t);
}

static void add_slot(uint16_t *list, uint16_t *count, uint16_t slot)
{
	for (uint16_t i = 0; i < *count; i++)
		if (list[i] == slot)
			return;
	list[(*count)++] = slot;
}

uint16_t collect_slots(const struct turn *t, uint16_t out[FORM_SLOTS_MAX * 2])
{
	const struct content_form *form = content_form(t->c, t->s->form);
	const struct content_proof *proof = proof_of(t);
	uint16_t count = 0;

	for (uint16_t i = 0; proof && i < proof->slots_count; i++)
		add_slot(out, &count, proof->slots[i]);
	for (uint16_t i = 0; i < form->slots_count; i++)
		add_slot(out, &count, form->slots[i]);
	return count;
}

/* What proves who it is cannot be left out, even where the form or the slot says so. */
bool collect_is_optional(const struct turn *t, uint16_t slot)
{
	const struct content_form *form = content_form(t->c, t->s->form);
	const struct content_proof *proof = proof_of(t);

	for (uint16_t i = 0; proof && i < proof->slots_count; i++)
		if (proof->slots[i] == slot)
			return false;
	for (uint16_t i = 0; i < form->slots_count; i++)
		if (form->slots[i] == slot)
			return form->optional >> i & 1;
	return true; /* by another content meanwhile: the form does not ask it any more */
}

static uint16_t first_missing(const struct turn *t, const uint16_t *slots, uint16_t count)
{
	for (uint16_t i = 0; i < count; i++) {
		bool optional = collect_is_optional(t, slots[i]);

		if (session_fact_missing(t->s, slots[i], optional) && (!optional || by_phone_answerable(t, slots[i])))
			return slots[i];
	}
	return NONE16;
}

/* What can be answered at all is asked first: whoever takes over then knows that much. NONE16: nothing more can. */
static uint16_t first_answerable(const struct turn *t, const uint16_t *slots, uint16_t count)
{
	for (uint16_t i = 0; i < count; i++)
		if (by_phone_answerable(t, slots[i]) &&
			session_fact_missing(t->s, slots[i], collect_is_optional(t, slots[i])))
			return slots[i];
	return NONE16;
}

void collect_begin(struct turn *t, uint16_t form)
{
	struct values values = {0};
	const struct content_proof *proof;

	session_move(t->s, STATE_COLLECT);
	t->s->form = form;
	t->s->topic = content_topic_of(t->c, TOPIC_FORM, form);
	t->s->action = content_form(t->c, form)->action;
	t->s->reviewed = false;
	handover_code(t);
	values_set(&values, "title", content_text(t->c, content_form(t->c, form)->title, t->s->language, 0));
	values_set(&values, "code", t->s->code);
	dialog_save(t); /* the code is a promise */
	dialog_say(t, t->c->prompt[PROMPT_FORM_START], &values, 0);
	proof = proof_needed(t);
	if (proof && first_missing(t, proof->slots, proof->slots_count) != NONE16)
		dialog_prompt(t, level_needed(t) == LEVEL_VERIFIED ? PROMPT_VERIFY : PROMPT_RECOGNISE);
	collect_next(t);
}

static void look_up(struct turn *t, const struct content_proof *proof)
{
	struct session *s = t->s;
	struct effect *effect;

	s->look_up_request = session_next_request(s);
	s->proves = level_needed(t);
	s->look_up_deadline_ms =
		t->event->time_ms + content_action(t->c, proof->action)->wait_s * 1000U + ACTION_GRACE_MS;
	dialog_save(t);
	effect = dialog_add(t, EFFECT_LOOK_UP);
	effect->request = s->look_up_request;
	effect->act.action = proof->action;
	effect->act.proves = s->proves;
	for (uint16_t i = 0; i < proof->slots_count; i++) {
		const struct content_slot *slot = content_slot(t->c, proof->slots[i]);

		if (slot->flags & SLOT_MASKED)
			effect->act.flags |= SAYING_MASKED;
		values_set(&effect->act.inputs, content_string(t->c, slot->id), session_fact(s, proof->slots[i]));
	}
	dialog_ask(t, ASKING_PATIENCE);
}

static void ask_slot(struct turn *t, uint16_t slot)
{
	t->s->slot = slot;
	t->s->not_slot = 0;
	dialog_ask(t, ASKING_SLOT);
}

/* Everything is there: to the action, or to the team that takes the form. */
static void complete(struct turn *t)
{
	if (t->s->action != NONE16) {
		dialog_ask(t, ASKING_ACT);
		return;
	}
	evidence_end(t, VISIT_SERVED); /* the form is where it was to go */
	handover_leave(t, content_form(t->c, t->s->form)->team);
}

static bool wants_letters(const struct turn *t, const uint16_t *slots, uint16_t count)
{
	uint16_t missing = first_missing(t, slots, count);

	return missing != NONE16 && !by_phone_answerable(t, missing);
}

bool collect_wants_review(const struct turn *t)
{
	uint16_t slots[FORM_SLOTS_MAX * 2];
	uint16_t count = collect_slots(t, slots);

	for (uint16_t i = 0; count > 1 && i < count; i++)
		if (by_phone_is_reviewed(t, slots[i]))
			return true;
	return false;
}

/* An answer that was not read back by itself is, before whatever comes next; what no action asks about in the end is
 * reviewed instead. */
static void note(struct turn *t)
{
	if (t->meaning && t->meaning->kind == MEANING_SLOT && t->s->action != NONE16 &&
		!by_phone_is_costly(t, t->s->slot))
		by_phone_note(t, t->s->slot);
}

void collect_next(struct turn *t)
{
	const struct content_proof *proof = proof_needed(t);
	uint16_t slots[FORM_SLOTS_MAX * 2];
	uint16_t count = collect_slots(t, slots);
	uint16_t missing = proof ? first_missing(t, proof->slots, proof->slots_count) : NONE16;

	note(t);
	if (proof && missing == NONE16) {
		look_up(t, proof);
		return;
	}
	if (missing == NONE16)
		missing = first_missing(t, slots, count);
	if (missing != NONE16 && !by_phone_answerable(t, missing))
		missing = first_answerable(t, slots, count);
	if (missing != NONE16)
		ask_slot(t, missing);
	else if (wants_letters(t, slots, count))
		handover_begin(t, content_form(t->c, t->s->form)->team);
	else if (!t->s->reviewed && collect_wants_review(t))
		dialog_ask(t, ASKING_REVIEW);
	else
		complete(t);
}

/* --- answers --- */

static bool must_confirm(const struct turn *t)
{
	if (by_phone_is_costly(t, t->s->slot))
		return true;
	if (t->event->kind != EVENT_HEARD) /* what was typed or touched is seen again in the review */
		return t->s->channel == CHANNEL_LINE && t->s->state == STATE_HANDOVER; /* that has none */
	return t->meaning->confidence_pct < HEARD_SURE_PCT || (content_slot(t->c, t->s->slot)->flags & SLOT_CONFIRM);
}

static void known(struct turn *t)
{
	if (t->s->state == STATE_HANDOVER)
		handover_phone_known(t);
	else
		collect_next(t);
}

void collect_keep(struct turn *t)
{
	bool unsure = must_confirm(t);

	session_set_fact(
		t->s, t->c, t->s->slot, t->meaning->value, (uint8_t)(FACT_FILLED | (unsure ? FACT_UNSURE : 0)));
	t->s->reviewed = false;
	if (t->s->correcting && !unsure) {
		t->s->correcting = false;
		dialog_prompt(t, PROMPT_CORRECTED);
	}
	if (unsure)
		dialog_ask(t, ASKING_SLOT_CONFIRM);
	else
		known(t);
}

void collect_ask_differently(struct turn *t)
{
	if (t->s->state == STATE_COLLECT && !by_phone_answerable(t, t->s->slot)) { /* it is not understood any more */
		collect_next(t);
		return;
	}
	if (++t->s->not_slot > NO_MATCH_MAX) {
		if (t->s->state == STATE_HANDOVER) { /* the number for a callback */
			handover_ask_message(t);
			return;
		}
		t->s->failures++;
		dialog_prompt(t, PROMPT_TROUBLE_PERSON);
		handover_begin(t, content_form(t->c, t->s->form)->team);
		return;
	}
	dialog_say(t, content_slot(t->c, t->s->slot)->again, NULL, 0);
	dialog_ask_again(t);
}

static void answer_slot(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_SLOT: collect_keep(t); break;
	case MEANING_SKIP:
		if (collect_is_optional(t, t->s->slot)) {
			session_set_fact(t->s, t->c, t->s->slot, "", FACT_SKIPPED);
			collect_next(t);
			break;
		}
		collect_ask_differently(t);
		break;
	default: collect_ask_differently(t); break;
	}
}

static void answer_confirm(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_YES:
		session_confirm_fact(t->s, t->s->slot);
		known(t);
		break;
	case MEANING_SLOT: collect_keep(t); break;
	case MEANING_NO:
		session_drop_fact(t->s, t->c, t->s->slot);
		dialog_say(t, content_slot(t->c, t->s->slot)->again, NULL, 0);
		dialog_ask(t, t->s->state == STATE_HANDOVER ? ASKING_PHONE : ASKING_SLOT);
		break;
	default: collect_ask_differently(t); break;
	}
}

static void answer_review(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_YES:
		t->s->reviewed = true;
		collect_next(t);
		break;
	case MEANING_NO:
	case MEANING_CHANGE: dialog_ask(t, ASKING_CHANGE); break;
	default: dialog_ask_again(t); break;
	}
}

static void answer_change(struct turn *t)
{
	uint16_t slot;

	if (t->meaning->kind != MEANING_CHOICE) {
		dialog_ask(t, ASKING_REVIEW);
		return;
	}
	slot = t->s->choices.list[t->meaning->index].index;
	session_drop_fact(t->s, t->c, slot);
	t->s->reviewed = false;
	t->s->correcting = true;
	ask_slot(t, slot);
}

void collect_answer(struct turn *t)
{
	switch ((enum asking)t->s->asking) {
	case ASKING_SLOT: answer_slot(t); break;
	case ASKING_SLOT_CONFIRM: answer_confirm(t); break;
	case ASKING_REVIEW: answer_review(t); break;
	default:
		CHECK(t->s->asking == ASKING_CHANGE);
		answer_change(t);
		break;
	}
}

/* The slot before this one; before the first: out of the form, to the menu. What was known stays known. */
void collect_back(struct turn *t)
{
	uint16_t slots[FORM_SLOTS_MAX * 2];
	uint16_t count = collect_slots(t, slots);
	uint16_t before = NONE16;

	if (t->s->asking == ASKING_CHANGE || t->s->asking == ASKING_ACT) {
		dialog_ask(t, ASKING_REVIEW);
		return;
	}
	for (uint16_t i = 0; i < count; i++) {
		if (t->s->asking != ASKING_REVIEW && slots[i] == t->s->slot)
			break;
		before = slots[i];
	}
	if (before == NONE16) {
		narrow_to(t, NONE16);
		return;
	}
	session_drop_fact(t->s, t->c, before);
	t->s->reviewed = false;
	ask_slot(t, before);
}

void collect_known(struct turn *t)
{
	struct session *s = t->s;
	const struct event *event = t->event;
	bool enough = event->known.level >= s->proves;

	if (event->known.level > s->level)
		s->level = event->known.level;
	if (event->known.name[0])
		text_copy(s->name, sizeof(s->name), text_of(event->known.name));
	if (enough && event->known.has_name)
		dialog_prompt_with(t, PROMPT_KNOWN, "name", s->name);
	if (enough)
		collect_next(t);
	else
		collect_unknown(t);
}

void collect_unknown(struct turn *t)
{
	t->s->failures++;
	dialog_prompt(t, PROMPT_NOT_RECOGNISED);
	handover_begin(t, content_form(t->c, t->s->form)->team);
}
