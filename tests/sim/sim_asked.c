/* Slots are asked once: what each person has answered, and what of it a device may forget. */
#include "sim.h"

#include "base/text.h"

#include <string.h>

static struct answered *answer_find(struct answers *answers, const char *slot)
{
	for (uint8_t i = 0; i < answers->count; i++)
		if (strcmp(answers->list[i].slot, slot) == 0)
			return &answers->list[i];
	return NULL;
}

static void forget(struct answers *answers, const char *slot)
{
	struct answered *answered = answer_find(answers, slot);

	if (answered)
		*answered = answers->list[--answers->count];
}

void answers_forget(struct person *person, const char *slot)
{
	forget(&person->answers, slot);
	forget(&person->synced, slot);
}

/* --- who came back with a code --- */

static bool has_slot(const struct content_proof *proof, uint16_t slot)
{
	for (uint16_t i = 0; i < proof->slots_count; i++)
		if (proof->slots[i] == slot)
			return true;
	return false;
}

void answers_prove(struct stand *place, uint16_t slot)
{
	const struct content_site *site = &place->content->site;
	struct seen *seen = sim_seen(place->sim, place->session);

	if (seen->took_over && (has_slot(&site->verify, slot) || has_slot(&site->recognise, slot)))
		seen->proves = true;
}

/* A code alone proves nobody, whatever was proved before it was typed. A customer number is the code's own level,
 * unless the device itself wants to know it again. */
void answers_check_proof(struct sim *sim, uint32_t session, uint8_t level)
{
	const struct seen *seen = sim_seen(sim, session);
	uint8_t may = seen->told_to_prove ? LEVEL_ANONYMOUS : LEVEL_RECOGNISED;

	if (level > may && seen->took_over && !seen->proves)
		sim_fail(sim, "proof", session,
			"who came back with a code passes for %u without having answered anything", level);
}

/* --- what is known --- */

static bool is_in_form(const struct content *c, uint16_t topic, uint16_t slot)
{
	const struct content_form *form;

	if (topic == NONE16 || content_topic(c, topic)->kind != TOPIC_FORM)
		return false;
	form = content_form(c, content_topic(c, topic)->index);
	for (uint16_t i = 0; i < form->slots_count; i++)
		if (form->slots[i] == slot)
			return true;
	return false;
}

/* There is room for the free texts of one form (FORM_TEXTS_MAX): those of an earlier one give way. */
static void texts_give_way(struct stand *place, uint16_t asked)
{
	const struct content *c = place->content;
	struct answers *answers = &place->person->answers;

	if (content_slot(c, asked)->type != SLOT_TEXT)
		return;
	for (uint8_t i = answers->count; i-- > 0;) {
		uint16_t slot = content_find_slot(c, answers->list[i].slot);

		if (slot != NONE16 && content_slot(c, slot)->type == SLOT_TEXT &&
			!is_in_form(c, place->show.show.topic, slot))
			answers_forget(place->person, content_string(c, content_slot(c, slot)->id));
	}
}

static void answer_keep(struct sim *sim, struct stand *place)
{
	struct answers *answers = &place->person->answers;
	struct answered *answered;

	sim->totals.accepted++;
	sim_trace(sim, "    (%s is taken)\n", place->answering);
	answered = answer_find(answers, place->answering);
	if (!answered && answers->count < ANSWERS_MAX)
		answered = &answers->list[answers->count++];
	if (answered) {
		memcpy(answered->slot, place->answering, sizeof(answered->slot));
		memcpy(answered->value, place->answering_value, sizeof(answered->value));
	}
	place->answering[0] = '\0';
}

/* The slot that this LISTEN asks or reads back; "": none. */
static const char *slot_of(const struct stand *place, const struct effect *listen)
{
	if (listen->listen.slot == NONE16)
		return "";
	return content_string(place->content, content_slot(place->content, listen->listen.slot)->id);
}

static bool is_handed_over(const struct stand *place)
{
	return strcmp(runner_state(place->sim->machine.whole.runner, place->session), "handover") == 0;
}

void answers_check_slot(struct sim *sim, struct stand *place)
{
	const char *slot = slot_of(place, &place->listen);
	bool in_between = place->show.show.screen == SCREEN_STILL_THERE;
	bool asks = place->show.show.screen == SCREEN_SLOT && (place->listen.listen.expect & EXPECT_SLOT);
	bool reads_back = slot[0] && !asks;
	struct answered *answered;

	if (in_between)
		return;
	if (place->answering[0] && strcmp(slot, place->answering) == 0) {
		place->read_back = reads_back;
		if (reads_back)
			return;
		sim->totals.rejected++;
		sim_trace(sim, "    (a good answer to %s was not understood)\n", slot);
		place->answering[0] = '\0';
	} else if (place->answering[0] && (sim->cards_count > place->answering_cards || is_handed_over(place))) {
		place->answering[0] = '\0'; /* not understood, and a person takes over */
	} else if (place->answering[0] && place->read_back && !place->said_yes) {
		place->answering[0] = '\0'; /* never said to be right */
	} else if (place->answering[0]) {
		answer_keep(sim, place);
	}
	if (asks)
		texts_give_way(place, place->listen.listen.slot);
	answered = asks ? answer_find(&place->person->answers, slot) : NULL;
	if (answered && !place->excused)
		sim_fail(sim, "asked_once", place->session, "%s was answered (\"%s\") and is asked again", slot,
			answered->value);
	if (answered)
		answers_forget(place->person, slot);
	if (place->excused > 0)
		place->excused--;
	place->read_back = false;
}

/* Facts of another site do not come along when a conversation moves to new content. */
void answers_move(struct answers *answers, const struct content *from, const struct content *to)
{
	for (uint8_t i = 0; i < answers->count;) {
		uint16_t was = content_find_slot(from, answers->list[i].slot);
		uint16_t is = content_find_slot(to, answers->list[i].slot);

		if (is != NONE16 && was != NONE16 && content_slot(to, is)->type == content_slot(from, was)->type)
			i++;
		else
			forget(answers, answers->list[i].slot);
	}
}

static bool same_slots(const struct content_proof *a, const struct content *from, const struct content_proof *b,
	const struct content *to)
{
	if (a->slots_count != b->slots_count)
		return false;
	for (uint16_t i = 0; i < a->slots_count; i++)
		if (strcmp(content_string(from, content_slot(from, a->slots[i])->id),
			    content_string(to, content_slot(to, b->slots[i])->id)) != 0)
			return false;
	return true;
}

static void forget_slots(struct answers *answers, const struct content_proof *proof, const struct content *c)
{
	for (uint16_t i = 0; i < proof->slots_count; i++)
		forget(answers, content_string(c, content_slot(c, proof->slots[i])->id));
}

void answers_forget_proof(struct answers *answers, const struct content *c)
{
	forget_slots(answers, &c->site.verify, c);
	forget_slots(answers, &c->site.recognise, c);
}

void answers_keep_moving(struct person *person, const struct content *to)
{
	const struct content *from = person->kept_content;

	answers_move(&person->kept, from, to);
	/* What proves something else now is asked for again. */
	if (!same_slots(&from->site.verify, from, &to->site.verify, to) ||
		!same_slots(&from->site.recognise, from, &to->site.recognise, to))
		answers_forget_proof(&person->kept, to);
	person->kept_content = to;
}

/* Whoever is away is carried from each version to the next; only the last one is met. With an action that the next one
 * does not have goes the word about it. */
void answers_applied(struct sim *sim, const struct content *to)
{
	for (uint32_t id = 1; id <= sim->people_count; id++)
		if (sim_person(sim, id)->kept_content)
			answers_keep_moving(sim_person(sim, id), to);
	for (uint32_t i = 0; i < sim->begun_count; i++)
		if (content_find_action(to, sim->begun[i].action) == NONE16)
			sim->begun[i].waits_for_return = 0;
}
