/* The pending question: what leads to it, the question itself, its screen, what may be answered, and for how long we
 * wait. */
#include "dialog/dialog.h"

#include "base/text.h"
#include "learn/layout.h"
#include "learn/walk.h"
#include "understand/slot.h"

#include <stdio.h>
#include <string.h>

/* What each question needs. `lead`: said before it the first time and on "repeat". */
struct question {
	uint8_t screen; /* enum screen_kind */
	uint16_t expect;
	void (*lead)(struct turn *t, struct saying *out);
	void (*text)(struct turn *t, struct saying *out);
};

/* --- choices --- */

static void offer(struct turn *t, enum choice_kind kind, uint16_t index, char key)
{
	struct choices *choices = &t->s->choices;

	CHECK(choices->count < CHOICES_MAX);
	choices->list[choices->count++] = (struct choice){(uint8_t)kind, (uint8_t)key, index, false};
}

static enum choice_kind kind_of(const struct plan *plan, const struct segment *segment)
{
	if (segment->kind == SEGMENT_OFTEN)
		return CHOICE_OFTEN;
	if (segment->kind == SEGMENT_ITEM)
		return CHOICE_ITEM;
	return plan->places[PLACE_NOW].why == PLACE_RISING ? CHOICE_RISING : CHOICE_NOW;
}

/* In the order in which it is spoken. */
static void offer_heard(struct turn *t, const struct plan *plan, const struct segment *walk, uint8_t count)
{
	for (uint8_t i = 1; i < count; i++)
		offer(t, kind_of(plan, &walk[i]), walk[i].index, walk[i].key);
}

/* Seen, each stands where it always stands: items as authored, shortcuts in places of their own behind them. */
static void offer_seen(struct turn *t, const struct plan *plan, const struct segment *walk, uint8_t count)
{
	const struct tree *tree = layout_tree(t->images->layout);
	uint16_t items_count;
	const uint16_t *items = tree_children(tree, t->s->item, &items_count);

	for (uint16_t i = 0; i < items_count; i++) {
		offer(t, CHOICE_ITEM, items[i], tree_key(tree, items[i]));
		t->s->choices.list[i].bright = plan_is_bright(tree, plan, items[i]);
	}
	for (uint8_t i = 1; i < count; i++)
		if (walk[i].kind != SEGMENT_ITEM)
			offer(t, kind_of(plan, &walk[i]), walk[i].index, walk[i].key);
}

static void offer_menu(struct turn *t)
{
	const struct plan *plan = dialog_plan(t->s, t->images->layout);
	bool heard = t->s->channel == CHANNEL_LINE;
	const struct walk_of of = {layout_tree(t->images->layout), plan, t->s->item, !heard};
	struct segment walk[WALK_MAX];
	uint8_t count = walk_menu(&of, walk);

	if (heard)
		offer_heard(t, plan, walk, count);
	else
		offer_seen(t, plan, walk, count);
}

bool dialog_offers_menu(const struct session *s)
{
	return s->asking == ASKING_MENU || (s->asking == ASKING_AFTER && s->choices.count > 0);
}

static void offer_options(struct turn *t)
{
	const struct content_slot *slot = content_slot(t->c, t->s->slot);

	if (slot->type != SLOT_CHOICE)
		return;
	for (uint16_t i = 0; i < slot->choices_count; i++)
		offer(t, CHOICE_OPTION, i, (char)('1' + i));
}

static void offer_changes(struct turn *t)
{
	uint16_t slots[FORM_SLOTS_MAX * 2];
	uint16_t count = collect_slots(t, slots);

	for (uint16_t i = 0; i < count && i < CHOICES_MAX; i++)
		offer(t, CHOICE_SLOT, slots[i], i < 9 ? (char)('1' + i) : '\0');
}

static void offer_languages(struct turn *t)
{
	for (uint16_t i = 0; i < t->c->site.languages_count; i++)
		offer(t, CHOICE_LANGUAGE, i, (char)('1' + i));
}

/* WHICH keeps the topics that narrow_which() put there. */
static void renew_choices(struct turn *t)
{
	if (t->s->asking == ASKING_WHICH)
		return;
	memset(&t->s->choices, 0, sizeof(t->s->choices));
	switch ((enum asking)t->s->asking) {
	case ASKING_MENU: offer_menu(t); break;
	case ASKING_AFTER: /* on the phone 1 and 2 answer the question about undoing */
		if (t->s->channel != CHANNEL_LINE || t->s->done_request == 0)
			offer_menu(t);
		break;
	case ASKING_SLOT: offer_options(t); break;
	case ASKING_CHANGE: offer_changes(t); break;
	case ASKING_LANGUAGE: offer_languages(t); break;
	default: break;
	}
}

/* --- what is said --- */

static void set(struct turn *t, struct saying *out, uint16_t text)
{
	dialog_saying(t, text, 0, out);
}

static void set_prompt(struct turn *t, struct saying *out, enum prompt prompt)
{
	set(t, out, t->c->prompt[prompt]);
}

static void set_choices(struct turn *t, struct saying *out)
{
	char text[SAID_BYTES_MAX];

	dialog_choices_text(t, text, sizeof(text));
	values_set(&out->values, "choices", text);
}

static void text_language(struct turn *t, struct saying *out)
{
	set_prompt(t, out, PROMPT_CHOOSE);
	set_choices(t, out);
}

static void text_menu(struct turn *t, struct saying *out)
{
	set_prompt(t, out, t->s->item == NONE16 ? PROMPT_CHOOSE : PROMPT_CHOOSE_SUB);
	if (t->s->item != NONE16)
		values_set(&out->values, "title",
			content_text(t->c, content_item(t->c, t->s->item)->label, t->s->language, 0));
	set_choices(t, out);
}

static void text_which(struct turn *t, struct saying *out)
{
	set_prompt(t, out, t->s->no_match ? PROMPT_NO_MATCH_2 : PROMPT_WHICH_OF_THESE);
	set_choices(t, out);
}

static void text_slot(struct turn *t, struct saying *out)
{
	set(t, out, content_slot(t->c, t->s->slot)->ask);
}

static void fact_in_words(struct turn *t, uint16_t slot, char *out, size_t out_bytes)
{
	const char *value = session_fact(t->s, slot);

	out[0] = '\0';
	if (value)
		by_phone_value(t, slot, value, out, out_bytes);
}

static void text_slot_confirm(struct turn *t, struct saying *out)
{
	char value[FREE_TEXT_BYTES_MAX];

	set_prompt(t, out, PROMPT_SLOT_CONFIRM);
	values_set(&out->values, "label", content_text(t->c, content_slot(t->c, t->s->slot)->label, t->s->language, 0));
	fact_in_words(t, t->s->slot, value, sizeof(value));
	values_set(&out->values, "value", value);
}

static void text_review(struct turn *t, struct saying *out)
{
	uint16_t slots[FORM_SLOTS_MAX * 2];
	uint16_t count = collect_slots(t, slots);
	char text[VALUES_BYTES_MAX - 16] = ""; /* "review" and two NULs beside it */
	char value[FREE_TEXT_BYTES_MAX];
	bool all = !collect_wants_review(t); /* who goes back to it wants to hear it */
	size_t used = 0;

	for (uint16_t i = 0; i < count; i++) {
		const char *label = content_text(t->c, content_slot(t->c, slots[i])->label, t->s->language, 0);

		fact_in_words(t, slots[i], value, sizeof(value));
		if (!value[0] || (!all && !by_phone_is_reviewed(t, slots[i])))
			continue;
		used += text_copy(text + used, sizeof(text) - used, text_of(used ? "; " : ""));
		used += text_copy(text + used, sizeof(text) - used, text_of(label));
		used += text_copy(text + used, sizeof(text) - used, TEXT(": "));
		used += text_copy(text + used, sizeof(text) - used, text_of(value));
	}
	set_prompt(t, out, PROMPT_REVIEW);
	values_set(&out->values, "review", text);
}

static void text_change(struct turn *t, struct saying *out)
{
	set_prompt(t, out, PROMPT_REVIEW_CHANGE);
	set_choices(t, out);
}

static void text_act(struct turn *t, struct saying *out)
{
	set(t, out, content_action(t->c, t->s->action)->confirm);
	resolve_values(t, t->s->action, &out->values);
}

static void text_then(struct turn *t, struct saying *out)
{
	const struct content_answer *answer = content_answer(t->c, t->s->answer);

	set_prompt(t, out, PROMPT_THEN_OFFER);
	values_set(&out->values, "title",
		content_text(t->c, content_form(t->c, answer->then_form)->title, t->s->language, 0));
}

static void text_after(struct turn *t, struct saying *out)
{
	if (t->s->done_request == 0) {
		text_menu(t, out);
		return;
	}
	set_prompt(t, out, PROMPT_UNDO_OFFER);
	values_set(&out->values, "title", dialog_title(t));
}

static void text_team(struct turn *t, struct saying *out, enum prompt prompt)
{
	set_prompt(t, out, prompt);
	values_set(&out->values, "team",
		content_text(t->c, content_team(t->c, handover_now(t->s)->team)->name, t->s->language, 0));
	values_set(&out->values, "code", t->s->code);
}

static void text_wait(struct turn *t, struct saying *out)
{
	char wait[8];

	text_team(t, out, PROMPT_HANDOVER_WAIT);
	snprintf(wait, sizeof(wait), "%u", (unsigned)content_team(t->c, handover_now(t->s)->team)->wait_min);
	values_set(&out->values, "wait", wait);
}

static void text_callback(struct turn *t, struct saying *out)
{
	text_team(t, out, PROMPT_HANDOVER_UNTAKEN);
}

static void text_talk(struct turn *t, struct saying *out)
{
	set_prompt(t, out, PROMPT_HANDOVER_HERE);
	values_set(&out->values, "agent", t->s->agent);
}

#define TEXT_OF_PROMPT(name, prompt)                                                                                   \
	static void name(struct turn *t, struct saying *out)                                                           \
	{                                                                                                              \
		set_prompt(t, out, prompt);                                                                            \
	}
TEXT_OF_PROMPT(text_helped, PROMPT_DID_THAT_HELP)
TEXT_OF_PROMPT(text_patience, PROMPT_ACTION_WAIT)
TEXT_OF_PROMPT(text_phone, PROMPT_CALLBACK_PHONE)
TEXT_OF_PROMPT(text_message, PROMPT_MESSAGE_ASK)
TEXT_OF_PROMPT(text_score, PROMPT_SURVEY_SCORE)
TEXT_OF_PROMPT(text_why, PROMPT_SURVEY_WHY)
TEXT_OF_PROMPT(text_went_wrong, PROMPT_SURVEY_WENT_WRONG)
#undef TEXT_OF_PROMPT

static void text_step(struct turn *t, struct saying *out)
{
	set_prompt(t, out, content_answer(t->c, t->s->answer)->repair ? PROMPT_DID_STEP_WORK : PROMPT_DID_STEP_DONE);
}

/* --- what leads to a question --- */

static void lead_helped(struct turn *t, struct saying *out)
{
	set(t, out, content_answer(t->c, t->s->answer)->text);
}

static void lead_step(struct turn *t, struct saying *out)
{
	const struct content_answer *answer = content_answer(t->c, t->s->answer);
	char number[8];

	set_prompt(t, out, PROMPT_STEP);
	snprintf(number, sizeof(number), "%u", (unsigned)t->s->step);
	values_set(&out->values, "step", number);
	snprintf(number, sizeof(number), "%u", (unsigned)answer->steps_count);
	values_set(&out->values, "steps", number);
	values_set(&out->values, "text", content_text(t->c, answer->steps[t->s->step - 1], t->s->language, 0));
}

/* clang-format off */
enum { WORDS = EXPECT_OPEN | EXPECT_UNIVERSAL, CHOOSE = EXPECT_CHOICES | WORDS };

static const struct question questions[ASKING_COUNT] = {
	[ASKING_NOTHING]      = { SCREEN_WAIT,        EXPECT_UNIVERSAL,                  NULL,        NULL },
	[ASKING_LANGUAGE]     = { SCREEN_LANGUAGE,    EXPECT_CHOICES | EXPECT_UNIVERSAL, NULL,        text_language },
	[ASKING_MENU]         = { SCREEN_MENU,        CHOOSE | EXPECT_CODE,              NULL,        text_menu },
	[ASKING_WHICH]        = { SCREEN_MENU,        CHOOSE,                            NULL,        text_which },
	[ASKING_SLOT]         = { SCREEN_SLOT,        EXPECT_SLOT | EXPECT_UNIVERSAL,    NULL,        text_slot },
	[ASKING_SLOT_CONFIRM] = { SCREEN_QUESTION,    EXPECT_YES_NO | EXPECT_SLOT | EXPECT_UNIVERSAL, NULL, text_slot_confirm },
	[ASKING_REVIEW]       = { SCREEN_REVIEW,      EXPECT_YES_NO | EXPECT_UNIVERSAL,  NULL,        text_review },
	[ASKING_CHANGE]       = { SCREEN_MENU,        EXPECT_CHOICES | EXPECT_UNIVERSAL, NULL,        text_change },
	[ASKING_ACT]          = { SCREEN_QUESTION,    EXPECT_YES_NO | EXPECT_UNIVERSAL,  NULL,        text_act },
	[ASKING_HELPED]       = { SCREEN_ANSWER,      EXPECT_YES_NO | WORDS,             lead_helped, text_helped },
	[ASKING_STEP]         = { SCREEN_STEP,        EXPECT_YES_NO | WORDS,             lead_step,   text_step },
	[ASKING_THEN]         = { SCREEN_QUESTION,    EXPECT_YES_NO | WORDS,             NULL,        text_then },
	[ASKING_AFTER]        = { SCREEN_MENU,        CHOOSE | EXPECT_YES_NO,            NULL,        text_after },
	[ASKING_PATIENCE]     = { SCREEN_WAIT,        EXPECT_UNIVERSAL,                  NULL,        text_patience },
	[ASKING_WAIT]         = { SCREEN_HANDOVER,    WORDS,                             NULL,        text_wait },
	[ASKING_TALK]         = { SCREEN_HANDOVER,    EXPECT_FREE | EXPECT_UNIVERSAL,    NULL,        text_talk },
	[ASKING_CALLBACK]     = { SCREEN_CALLBACK,    EXPECT_YES_NO | EXPECT_UNIVERSAL,  NULL,        text_callback },
	[ASKING_PHONE]        = { SCREEN_SLOT,        EXPECT_SLOT | EXPECT_UNIVERSAL,    NULL,        text_phone },
	[ASKING_MESSAGE]      = { SCREEN_WHY,         EXPECT_FREE | EXPECT_UNIVERSAL,    NULL,        text_message },
	[ASKING_SCORE]        = { SCREEN_SURVEY,      EXPECT_SCORE | EXPECT_UNIVERSAL,   NULL,        text_score },
	[ASKING_WHY]          = { SCREEN_WHY,         EXPECT_FREE | EXPECT_UNIVERSAL,    NULL,        text_why },
	[ASKING_WENT_WRONG]   = { SCREEN_WHY,         EXPECT_FREE | EXPECT_UNIVERSAL,    NULL,        text_went_wrong },
};
/* clang-format on */

/* --- screen, listening, timer --- */

static uint8_t slot_flags(const struct turn *t)
{
	bool slot_asked = t->s->asking == ASKING_SLOT || t->s->asking == ASKING_SLOT_CONFIRM;

	return slot_asked && (content_slot(t->c, t->s->slot)->flags & SLOT_MASKED) ? SAYING_MASKED : 0;
}

static uint16_t asked_slot(const struct turn *t)
{
	switch ((enum asking)t->s->asking) {
	case ASKING_SLOT:
	case ASKING_SLOT_CONFIRM:
	case ASKING_PHONE: return t->s->slot;
	default: return NONE16;
	}
}

static void show_progress(struct turn *t, struct effect *show)
{
	uint16_t slots[FORM_SLOTS_MAX * 2];
	uint16_t count;

	if (t->s->asking == ASKING_STEP) {
		show->show.step = t->s->step;
		show->show.steps = (uint8_t)content_answer(t->c, t->s->answer)->steps_count;
	}
	if (t->s->state != STATE_COLLECT || t->s->asking != ASKING_SLOT)
		return;
	count = collect_slots(t, slots);
	show->show.steps = (uint8_t)count;
	for (uint16_t i = 0; i < count; i++)
		if (slots[i] == t->s->slot)
			show->show.step = (uint8_t)(i + 1);
}

static struct effect *show(struct turn *t, const struct question *q)
{
	struct effect *effect = dialog_add(t, EFFECT_SHOW);

	effect->show.screen = q->screen;
	effect->show.language = t->s->language;
	effect->show.flags = slot_flags(t);
	effect->show.topic = dialog_about(t);
	effect->show.slot = asked_slot(t);
	effect->show.parent = t->s->item;
	effect->show.can_undo = t->s->asking == ASKING_AFTER && t->s->done_request != 0;
	effect->show.can_skip = t->s->asking == ASKING_SLOT && collect_is_optional(t, t->s->slot);
	memcpy(effect->show.code, t->s->code, sizeof(effect->show.code));
	effect->show.choices = t->s->choices;
	show_progress(t, effect);
	return effect;
}

static void listen(struct turn *t, const struct question *q)
{
	struct effect *effect = dialog_add(t, EFFECT_LISTEN);

	effect->listen.expect = (uint8_t)q->expect;
	effect->listen.language = t->s->language;
	effect->listen.flags = slot_flags(t);
	effect->listen.slot = asked_slot(t);
	effect->listen.quiet_ms = (uint32_t)dialog_quiet_ms(t);
	effect->listen.choices = t->s->choices;
}

uint64_t dialog_quiet_ms(const struct turn *t)
{
	uint64_t still_there_ms = (uint64_t)t->c->site.still_there_s * 1000;

	if (t->s->channel == CHANNEL_LINE)
		return dialog_patient_ms(t, LINE_QUIET_MS);
	if (t->s->channel == CHANNEL_CHAT)
		still_there_ms *= CHAT_PATIENCE;
	return dialog_patient_ms(t, t->s->no_input == 0 ? still_there_ms / 2 : still_there_ms / 4);
}

uint64_t dialog_patient_ms(const struct turn *t, uint64_t ms)
{
	return t->s->prefers.unhurried ? ms * UNHURRIED_TIMES : ms;
}

void dialog_wait_for_answer(struct turn *t)
{
	uint64_t wake_ms = t->event->time_ms + dialog_quiet_ms(t);
	uint64_t due_ms = handover_due_ms(t->s);

	if (t->s->asking == ASKING_PATIENCE)
		wake_ms = t->s->look_up_request ? t->s->look_up_deadline_ms : t->s->act.deadline_ms;
	else if (t->s->asking == ASKING_WAIT && due_ms)
		wake_ms = due_ms;
	if (t->s->asking == ASKING_WAIT && t->s->channel == CHANNEL_LINE)
		wake_ms = t->event->time_ms + LINE_WAIT_MS;
	if (t->s->asking == ASKING_TALK)
		wake_ms = t->event->time_ms + /* somebody may be typing on the other side */
			  dialog_patient_ms(t, (uint64_t)t->c->site.handover_wait_s * 1000);
	if (t->s->act.request && t->s->act.deadline_ms < wake_ms)
		wake_ms = t->s->act.deadline_ms;
	if (due_ms && due_ms < wake_ms)
		wake_ms = due_ms;
	dialog_add(t, EFFECT_WAKE_AT)->wake_at.time_ms = wake_ms;
}

static void say(struct turn *t, const struct saying *saying)
{
	dialog_add(t, EFFECT_SAY)->say = *saying;
	t->s->wording++;
}

/* In the wording that was, or is about to be, spoken. */
static void compose(
	struct turn *t, uint8_t wording, void (*text)(struct turn *t, struct saying *out), struct saying *out)
{
	uint8_t next = t->s->wording;

	*out = (struct saying){.text = NONE16};
	t->s->wording = wording;
	text(t, out);
	t->s->wording = next;
}

/* The main text on the screen: for an answer or a step that is what led to the question. */
static void show_question(struct turn *t, const struct question *q)
{
	struct effect *effect = show(t, q);

	if (q->lead)
		compose(t, t->s->lead_wording, q->lead, &effect->show.caption);
	else
		compose(t, t->s->question_wording, q->text, &effect->show.caption);
	listen(t, q);
}

static void say_lead(struct turn *t, const struct question *q)
{
	const struct content_answer *answer = content_answer(t->c, t->s->answer);
	struct saying lead;

	if (t->s->asking == ASKING_STEP && t->s->step == 1)
		dialog_say(t, answer->text, NULL, 0);
	t->s->lead_wording = t->s->wording;
	compose(t, t->s->lead_wording, q->lead, &lead);
	say(t, &lead);
}

static void put_question(struct turn *t, bool with_lead)
{
	const struct question *q = &questions[t->s->asking];
	struct saying question;

	CHECK(q->text);
	evidence_ask(t);
	if (with_lead && q->lead)
		say_lead(t, q);
	t->s->question_wording = t->s->wording;
	compose(t, t->s->question_wording, q->text, &question);
	if (t->s->asking == ASKING_LANGUAGE && t->s->channel == CHANNEL_LINE)
		by_phone_say_languages(t);
	else
		say(t, &question);
	if (values_get(&question.values, "choices") && t->s->asking != ASKING_LANGUAGE)
		dialog_say_more_choices(t);
	by_phone_tell_keys(t, q->expect & EXPECT_YES_NO);
	show_question(t, q);
	dialog_wait_for_answer(t);
}

void dialog_ask(struct turn *t, enum asking asking)
{
	t->s->asking = (uint8_t)asking;
	if (asking != ASKING_PATIENCE) { /* who it is changes nothing: nobody waits for that answer any more */
		t->s->look_up_request = 0;
		t->s->proves = 0;
	}
	t->s->no_input = 0;
	t->s->still_there = false;
	renew_choices(t);
	put_question(t, true);
}

void dialog_ask_again(struct turn *t)
{
	t->s->still_there = false;
	put_question(t, false);
}

void dialog_listen_again(struct turn *t)
{
	t->s->still_there = false;
	evidence_show(t);
	dialog_show_again(t);
	dialog_wait_for_answer(t);
}

void dialog_show_again(struct turn *t)
{
	show_question(t, &questions[t->s->asking]);
}

void dialog_repeat(struct turn *t)
{
	t->s->still_there = false;
	put_question(t, true);
}
