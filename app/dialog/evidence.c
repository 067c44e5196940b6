/* What of the menu each concern met on its way, as the visit that learning counts: which prompts, menus and items, for
 * how long, what was taken, where it ended. A concern begins with the conversation, later with the first answer to the
 * menu that stands open after the last one; whoever is served and leaves has no further concern. */
#include "dialog/dialog.h"

#include "base/text.h"
#include "learn/layout.h"
#include "learn/walk.h"

#include <string.h>

static const struct tree *tree_of(const struct turn *t)
{
	return layout_tree(t->images->layout);
}

static bool is_heard(const struct session *s)
{
	return s->channel == CHANNEL_LINE;
}

const struct plan *dialog_plan(const struct session *s, const void *layout)
{
	return standing_plan(layout_standing(layout), (struct arm){s->arm.held != 0, s->arm.keeps != 0});
}

static const struct plan *plan_of(const struct turn *t)
{
	return dialog_plan(t->s, t->images->layout);
}

/* Milliseconds that the customer was here since then, up to now. */
static uint32_t here_ms(const struct turn *t, uint64_t since_ms)
{
	uint64_t left_ms = t->s->evidence.left_ms;
	uint64_t until_ms = left_ms ? left_ms : t->event->time_ms;

	if (until_ms <= since_ms)
		return 0;
	return until_ms - since_ms < UINT32_MAX ? (uint32_t)(until_ms - since_ms) : UINT32_MAX;
}

/* What is said first may still be running: then nothing of the menu has been heard. */
static uint32_t met_ms(const struct turn *t)
{
	return here_ms(t, t->s->evidence.met_ms);
}

static void add_step(struct turn *t, uint8_t kind, uint8_t end, uint16_t index, uint32_t ms)
{
	visit_add(&t->s->evidence.visit, &(struct visit_step){kind, end, index, ms});
}

/* --- a concern begins --- */

static void open_at(struct turn *t, uint64_t began_ms)
{
	const struct standing *standing = layout_standing(t->images->layout);
	struct session *s = t->s;
	struct evidence *e = &s->evidence;
	int64_t ago_s = (int64_t)((t->event->time_ms - began_ms) / 1000);

	e->open = true;
	e->began_ms = began_ms;
	e->left_ms = 0;
	e->has_phrase = false;
	memset(e->phrase, 0, sizeof(e->phrase));
	memset(&e->visit, 0, sizeof(e->visit));
	e->visit.session = s->number;
	e->visit.layout = standing->version;
	e->visit.local_s = t->event->local_s ? t->event->local_s - ago_s : 0;
	e->visit.leaf = TREE_NONE;
	e->visit.held_permille = standing->held_permille;
	e->visit.channel = s->channel;
	e->visit.held = s->arm.held;
	e->visit.flags = s->arm.keeps ? VISIT_KEPT : 0;
}

void evidence_begin(struct turn *t)
{
	struct session *s = t->s;
	uint64_t dice = (uint64_t)s->seed << 32 | s->number;
	struct arm arm = standing_arm(layout_standing(t->images->layout), t->event->came_near.who, dice);

	s->arm.held = arm.held;
	s->arm.keeps = arm.keeps;
	open_at(t, t->event->time_ms);
	s->evidence.visit.flags |= VISIT_FIRST;
	s->evidence.meeting = MEETING_OPENING;
	s->evidence.opening = 0;
	s->evidence.met_ms = t->event->time_ms;
}

bool evidence_says(struct turn *t, uint64_t prompt)
{
	struct segment walk[TREE_PROMPTS_MAX];
	uint8_t count = walk_opening(tree_of(t), plan_of(t), t->s->arm.keeps, walk);

	for (uint8_t i = 0; i < count; i++) {
		if (tree_of(t)->prompts[walk[i].index].id != prompt)
			continue;
		t->s->evidence.opening |= (uint8_t)(1U << walk[i].index);
		return true;
	}
	return false;
}

/* It is about the menu that is open: whoever says no to it, or goodbye, has no further concern. */
static bool is_concern(const struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_TOPIC:
	case MEANING_TOPICS: return true;
	case MEANING_CHOICE:
	case MEANING_ITEM:
	case MEANING_PERSON:
	case MEANING_UNKNOWN: return t->s->evidence.meeting != MEETING_NOTHING;
	default: return false;
	}
}

/* --- what was met is over --- */

/* Returns what is left of the time behind the welcome; `ended`: it ended before that. */
static uint32_t add_opening(struct turn *t, uint8_t end, bool *ended)
{
	const struct tree *tree = tree_of(t);
	uint8_t said = t->s->evidence.opening;
	uint32_t left_ms = met_ms(t);

	*ended = false;
	for (uint16_t i = 0; i < tree->prompts_count && !*ended; i++) {
		uint32_t ms = tree->prompts[i].ms;

		if (!(said >> i & 1))
			continue;
		*ended = left_ms < ms;
		add_step(t, SEGMENT_PROMPT, *ended ? end : VISIT_HEARD, i, *ended ? left_ms : ms);
		left_ms -= *ended ? left_ms : ms;
	}
	return left_ms;
}

static uint8_t find_segment(const struct segment *walk, uint8_t count, const struct visit_step *taken)
{
	uint8_t i = 0;

	while (taken && i < count && (walk[i].kind != taken->kind || walk[i].index != taken->index))
		i++;
	return taken ? i : count;
}

/* Each moment counts once: for the welcome while it is spoken, behind it for the menu. Interrupted in the welcome, the
 * menu stood on the glass all the same. */
static void add_menu(struct turn *t, uint8_t end, const struct visit_step *taken)
{
	struct evidence *e = &t->s->evidence;
	const struct walk_of of = {tree_of(t), plan_of(t), e->parent, !is_heard(t->s)};
	struct segment walk[WALK_MAX];
	struct visit_walked walked = {.walk = walk, .end = end, .touch = of.touch, .ms = met_ms(t)};
	bool ended = false;

	if (e->opening)
		walked.ms = add_opening(t, taken ? VISIT_BARGED : end, &ended);
	walked.walk_count = walk_menu(&of, walk);
	walked.chosen = find_segment(walk, walked.walk_count, taken);
	if (ended && (is_heard(t->s) || !taken))
		walked.walk_count = 0;
	else if (is_heard(t->s) && walked.ms == 0 && end != VISIT_LEFT_HERE)
		walked.walk_count = 0; /* a word before it had begun */
	visit_add_walk(&e->visit, &walked);
	if (taken && (walked.walk_count == 0 || walked.chosen == walked.walk_count))
		visit_add(&e->visit, taken);
}

/* `taken`: NULL: nothing of the menu was. */
static void close_meeting(struct turn *t, uint8_t end, const struct visit_step *taken)
{
	struct evidence *e = &t->s->evidence;
	uint8_t meeting = e->meeting;
	bool ended;

	e->meeting = MEETING_NOTHING;
	if (!e->open)
		return;
	if (meeting == MEETING_MENU) {
		add_menu(t, end, taken);
	} else {
		if (meeting == MEETING_OPENING)
			(void)add_opening(t, end, &ended);
		if (meeting == MEETING_WHICH && !taken)
			add_step(t, SEGMENT_WORDS, end, TREE_NONE, met_ms(t));
		if (meeting == MEETING_LEAF && end == VISIT_BACK)
			add_step(t, e->taken, VISIT_BACK, e->visit.leaf, met_ms(t));
		if (taken)
			visit_add(&e->visit, taken);
	}
	e->opening = 0;
}

/* Away from what turned out not to be wanted. */
static void turn_back(struct turn *t)
{
	struct evidence *e = &t->s->evidence;

	close_meeting(t, VISIT_BACK, NULL);
	e->has_phrase = false;
	e->visit.leaf = TREE_NONE;
	if (e->visit.wrong < UINT8_MAX)
		e->visit.wrong++;
}

/* --- what is met now --- */

/* How long the words take that this step says before the menu. */
static uint32_t said_before_ms(const struct turn *t)
{
	char words[SAID_BYTES_MAX];
	uint32_t ms = 0;

	for (uint16_t i = 0; i < t->out->count; i++) {
		const struct effect *effect = &t->out->list[i];

		if (effect->kind != EFFECT_SAY)
			continue;
		content_say(t->c, &effect->say, words, sizeof(words));
		ms += tree_spoken_ms(words);
	}
	return ms;
}

void evidence_ask(struct turn *t)
{
	struct evidence *e = &t->s->evidence;
	bool welcomed = e->meeting == MEETING_OPENING && e->met_ms == t->event->time_ms;

	if (!dialog_offers_menu(t->s)) {
		if (!e->open)
			e->meeting = MEETING_NOTHING;
		return;
	}
	if (!welcomed) {
		close_meeting(t, VISIT_BARGED, NULL);
		e->met_ms = t->event->time_ms + (is_heard(t->s) ? said_before_ms(t) : 0);
	}
	e->meeting = MEETING_MENU;
	e->parent = t->s->item;
}

void evidence_show(struct turn *t)
{
	struct evidence *e = &t->s->evidence;

	if (e->meeting != MEETING_NOTHING || is_heard(t->s) || !dialog_offers_menu(t->s))
		return;
	e->meeting = MEETING_MENU;
	e->parent = t->s->item;
	e->met_ms = t->event->time_ms;
}

/* --- the customer answers --- */

static uint16_t leaf_of(const struct turn *t, uint16_t topic)
{
	for (uint16_t i = 0; i < t->c->items.count; i++)
		if (content_item(t->c, i)->topic == topic && content_item(t->c, i)->children_count == 0)
			return i;
	return TREE_NONE;
}

static void reach(struct turn *t, uint8_t kind, uint16_t leaf)
{
	struct evidence *e = &t->s->evidence;

	e->visit.leaf = leaf;
	e->taken = kind;
	e->meeting = MEETING_LEAF;
	e->met_ms = t->event->time_ms;
}

static void take_item(struct turn *t, uint8_t kind, uint16_t item)
{
	const struct visit_step taken = {kind, VISIT_CHOSEN, item, 0};

	close_meeting(t, VISIT_CHOSEN, &taken);
	t->s->evidence.has_phrase = false;
	if (tree_is_leaf(tree_of(t), item))
		reach(t, kind, item);
}

static void take_words(struct turn *t, uint16_t topic)
{
	uint32_t ms = t->s->evidence.meeting == MEETING_WHICH ? met_ms(t) : 0;
	const struct visit_step taken = {SEGMENT_WORDS, VISIT_CHOSEN, leaf_of(t, topic), ms};

	if (t->s->evidence.meeting == MEETING_LEAF)
		turn_back(t);
	if (t->s->evidence.meeting == MEETING_MENU)
		close_meeting(t, VISIT_BARGED, NULL);
	close_meeting(t, VISIT_BARGED, &taken);
	t->s->evidence.topic = topic;
	if (content_topic(t->c, topic)->kind != TOPIC_MENU)
		reach(t, SEGMENT_WORDS, taken.index);
}

static void take_choice(struct turn *t)
{
	const struct choice *choice = &t->s->choices.list[t->meaning->index];

	switch ((enum choice_kind)choice->kind) {
	case CHOICE_ITEM: take_item(t, SEGMENT_ITEM, choice->index); break;
	case CHOICE_OFTEN: take_item(t, SEGMENT_OFTEN, choice->index); break;
	case CHOICE_NOW:
	case CHOICE_RISING: take_item(t, SEGMENT_NOW, choice->index); break;
	case CHOICE_TOPIC: take_words(t, choice->index); break;
	default: close_meeting(t, VISIT_BARGED, NULL); break; /* a language */
	}
}

static void go_back(struct turn *t)
{
	const struct evidence *e = &t->s->evidence;

	if (e->meeting == MEETING_WHICH || (e->meeting == MEETING_MENU && e->parent != NONE16))
		turn_back(t);
	else if (e->meeting == MEETING_MENU)
		close_meeting(t, t->meaning->kind == MEANING_NO ? VISIT_UNKNOWN : VISIT_BARGED, NULL);
}

static void meet_meant(struct turn *t)
{
	struct evidence *e = &t->s->evidence;

	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_CHOICE: take_choice(t); break;
	case MEANING_ITEM:
		take_item(t, t->meaning->index == KEY_NOW ? SEGMENT_NOW : SEGMENT_OFTEN, (uint16_t)t->meaning->index32);
		break;
	case MEANING_TOPIC: take_words(t, t->meaning->topics[0]); break;
	case MEANING_TOPICS:
		if (e->meeting == MEETING_LEAF)
			turn_back(t);
		close_meeting(t, VISIT_BARGED, NULL);
		e->meeting = MEETING_WHICH;
		e->met_ms = t->event->time_ms;
		break;
	case MEANING_UNKNOWN: close_meeting(t, VISIT_UNKNOWN, NULL); break;
	case MEANING_NO:
	case MEANING_BACK: go_back(t); break;
	default: close_meeting(t, VISIT_BARGED, NULL); break;
	}
}

/* How a conversation ends is told by evidence_end(); what is asked within a leaf is no matter of the menu's. */
static bool leaves_it(const struct turn *t)
{
	enum meaning_kind kind = (enum meaning_kind)t->meaning->kind;

	if (t->s->evidence.meeting == MEETING_LEAF)
		return kind == MEANING_TOPIC || kind == MEANING_TOPICS;
	return kind != MEANING_GOODBYE && kind != MEANING_FINISH && kind != MEANING_START_OVER && kind != MEANING_NONE;
}

void evidence_input(struct turn *t)
{
	struct evidence *e = &t->s->evidence;

	if (!e->open && is_concern(t))
		open_at(t, t->event->time_ms - (e->meeting == MEETING_NOTHING ? 0 : met_ms(t)));
	if (e->open && leaves_it(t))
		meet_meant(t);
	own_words_heard(t);
}

void evidence_topic(struct turn *t, uint16_t topic)
{
	struct evidence *e = &t->s->evidence;

	if (!e->open) { /* what belongs to an answer that helped */
		open_at(t, t->event->time_ms);
		reach(t, SEGMENT_WORDS, leaf_of(t, topic));
	}
}

void evidence_to_menu(struct turn *t)
{
	if (t->s->evidence.open && t->s->evidence.meeting == MEETING_LEAF)
		turn_back(t);
}

void evidence_silent(struct turn *t)
{
	if (t->s->evidence.meeting != MEETING_LEAF)
		close_meeting(t, VISIT_SILENT, NULL);
}

/* --- it is over --- */

/* Gone in the silence that was the last that is known, or before the menu was heard again. */
static void left_between(struct turn *t)
{
	struct visit *visit = &t->s->evidence.visit;
	struct visit_step *last = visit->steps_count ? &visit->steps[visit->steps_count - 1] : NULL;

	if (last && last->end == VISIT_SILENT)
		last->end = VISIT_LEFT_HERE;
	else
		add_step(t, SEGMENT_HEADER, VISIT_LEFT_HERE, t->s->item, 0);
}

static bool asked_person(const struct turn *t)
{
	uint16_t topic = t->s->topic;

	return t->meaning->kind == MEANING_PERSON ||
	       (topic != NONE16 && content_topic(t->c, topic)->kind == TOPIC_TEAM);
}

void evidence_end(struct turn *t, enum visit_outcome outcome)
{
	struct evidence *e = &t->s->evidence;

	if (!e->open)
		return;
	if (e->meeting == MEETING_NOTHING && outcome == VISIT_LEFT)
		left_between(t);
	close_meeting(t, outcome == VISIT_LEFT ? VISIT_LEFT_HERE : VISIT_BARGED, NULL);
	e->open = false;
	e->visit.ms = here_ms(t, e->began_ms);
	e->visit.outcome = (uint8_t)outcome;
	if (outcome == VISIT_HANDED_OVER && asked_person(t))
		e->visit.flags |= VISIT_ASKED_PERSON;
	dialog_add(t, EFFECT_VISIT)->visit = e->visit;
	if (outcome == VISIT_SERVED)
		own_words_served(t);
	e->has_phrase = false;
	memset(e->phrase, 0, sizeof(e->phrase));
}

void evidence_left(struct turn *t)
{
	if (!t->s->act.request)
		evidence_end(t, VISIT_LEFT);
	else /* it is over when that is known */
		t->s->evidence.left_ms = t->event->time_ms;
}

/* --- it goes on elsewhere --- */

void evidence_resume(struct turn *t, uint32_t before)
{
	struct evidence *e = &t->s->evidence;

	if (e->open) { /* an action was under way, and its answer finds them in this conversation */
		evidence_end(t, VISIT_LEFT);
		t->out->list[t->out->count - 1].session = before;
	}
	memset(e, 0, sizeof(*e));
	if (t->s->topic == NONE16)
		return;
	open_at(t, t->event->time_ms);
	reach(t, SEGMENT_WORDS, leaf_of(t, t->s->topic));
}

void evidence_interrupted(struct turn *t)
{
	t->s->evidence.opening = 0;
	if (t->s->evidence.meeting != MEETING_LEAF)
		t->s->evidence.meeting = MEETING_NOTHING;
	t->s->evidence.met_ms = t->event->time_ms;
}

static uint16_t moved(const struct tree *from, const struct tree *to, uint8_t kind, uint16_t index)
{
	if (index == TREE_NONE)
		return TREE_NONE;
	if (kind == SEGMENT_PROMPT)
		return tree_find_prompt(to, from->prompts[index].id);
	return tree_find(to, from->items[index].id);
}

void evidence_move(struct session *s, const struct images *from, const struct images *to)
{
	const struct tree *was = layout_tree(from->layout);
	const struct tree *is = layout_tree(to->layout);
	struct visit *visit = &s->evidence.visit;

	visit->layout = 0; /* it went through two */
	visit->leaf = moved(was, is, SEGMENT_ITEM, visit->leaf);
	for (uint8_t i = 0; i < visit->steps_count; i++)
		visit->steps[i].index = moved(was, is, visit->steps[i].kind, visit->steps[i].index);
	s->evidence.has_phrase = false;
	s->evidence.opening = 0;
	if (s->evidence.meeting != MEETING_LEAF)
		s->evidence.meeting = MEETING_NOTHING;
}
