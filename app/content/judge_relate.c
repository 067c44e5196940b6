/* What only shows when everything has been read: dead ends, unreachable things, questions that must not be asked. */
#include "content/judge.h"

#include <stdio.h>

static const struct doc_node *node_of(const struct judge *j, enum schema_section s, uint32_t index)
{
	return judge_node(j, j->sections[s].nodes[index]);
}

/* The child of which the mistake is told: it was read, so it is there. */
static const struct doc_node *place_of(const struct judge *j, enum schema_section s, uint32_t index, const char *key)
{
	const struct doc_node *child = judge_child(j, node_of(j, s, index), key);

	CHECK(child);
	return child;
}

/* --- menu --- */

enum { TARGETS_COUNT = 4 };
static const char *const targets[TARGETS_COUNT] = {"items", "form", "answer", "team"};

/* A key that is near a target was reported as unknown: that is mistake enough. */
static bool is_misspelt(const struct judge *j, const struct doc_node *item)
{
	for (const struct doc_node *key = judge_first(j, item); key; key = judge_next(j, key)) {
		struct guess guess = guess_for(key->key);

		for (size_t i = 0; i < TARGETS_COUNT; i++)
			guess_offer(&guess, text_of(targets[i]));
		if (guess.best.length > 0)
			return true;
	}
	return false;
}

static void judge_target(struct judge *j, uint32_t item)
{
	const struct doc_node *node = node_of(j, SECTION_MENU, item);
	const struct text id = j->sections[SECTION_MENU].ids[item];
	const char *first = NULL;

	for (size_t i = 0; i < TARGETS_COUNT; i++) {
		const struct doc_node *child = judge_child(j, node, targets[i]);

		if (child && first)
			MISTAKE_KEY(
				j, child, "menu item %.*s has both %s and %s: keep one", SHOWN(id), first, targets[i]);
		else if (child)
			first = targets[i];
	}
	if (!first && !is_misspelt(j, node))
		MISTAKE(j, node, "menu item %.*s leads nowhere: give it a form, an answer, a team or items", SHOWN(id));
}

static bool is_leaf(const struct judge *j, uint16_t item)
{
	return !judge_child(j, node_of(j, SECTION_MENU, item), "items");
}

static void judge_menu(struct judge *j)
{
	const struct judge_section *menu = &j->sections[SECTION_MENU];
	uint32_t top = 0;

	for (uint32_t i = 0; i < menu->count; i++) {
		judge_target(j, i);
		if (menu->parents[i] == NONE16 && ++top == MENU_CHILDREN_MAX + 1)
			MISTAKE(j, node_of(j, SECTION_MENU, i),
				"more than %d items at the top of the menu: put some under an item of their own",
				MENU_CHILDREN_MAX);
	}
}

/* --- what is used --- */

static void use(bool *used, const uint16_t *list, uint16_t count)
{
	for (uint16_t i = 0; i < count; i++)
		if (list[i] != NONE16)
			used[list[i]] = true;
}

static void judge_unused(struct judge *j, enum schema_section s, const bool *used)
{
	const struct judge_section *section = &j->sections[s];

	for (uint32_t i = 0; i < section->count; i++)
		if (!used[i] && section->ids[i].length > 0 && judge_find(j, s, section->ids[i]) == i)
			MISTAKE(j, node_of(j, s, i), "%s %.*s is used by no form: use it, or take it out",
				schema_rules[s].one, SHOWN(section->ids[i]));
}

static void judge_use(struct judge *j)
{
	const struct content_proof *proofs[] = {&j->site.recognise, &j->site.verify};
	bool slots[SCHEMA_RECORDS_MAX] = {false};
	bool actions[SCHEMA_RECORDS_MAX] = {false};

	for (size_t i = 0; i < 2; i++) {
		use(slots, proofs[i]->slots, proofs[i]->slots_count);
		use(actions, &proofs[i]->action, 1);
	}
	for (uint32_t i = 0; i < j->sections[SECTION_FORMS].count; i++) {
		const struct read_form *form = judge_record(j, SECTION_FORMS, i);

		use(slots, form->form.slots, form->form.slots_count);
		use(actions, &form->form.action, 1);
	}
	for (uint32_t i = 0; i < j->sections[SECTION_ACTIONS].count; i++)
		use(actions, &((const struct content_action *)judge_record(j, SECTION_ACTIONS, i))->undo, 1);
	if (!j->unresolved[SECTION_SLOTS])
		judge_unused(j, SECTION_SLOTS, slots);
	if (!j->unresolved[SECTION_ACTIONS])
		judge_unused(j, SECTION_ACTIONS, actions);
}

/* --- forms and actions --- */

static bool names(const uint16_t *list, uint16_t count, uint16_t slot)
{
	for (uint16_t i = 0; i < count; i++)
		if (list[i] == slot)
			return true;
	return false;
}

/* Whether the slot has been asked when the form is done. */
static bool is_asked(const struct judge *j, const struct content_form *form, uint16_t slot)
{
	const struct content_site *site = &j->site;

	return names(form->slots, form->slots_count, slot) ||
	       (form->level >= LEVEL_RECOGNISED && names(site->recognise.slots, site->recognise.slots_count, slot)) ||
	       (form->level >= LEVEL_VERIFIED && names(site->verify.slots, site->verify.slots_count, slot));
}

static void judge_inputs(struct judge *j, uint32_t index, uint16_t action)
{
	const struct content_form *form = &((const struct read_form *)judge_record(j, SECTION_FORMS, index))->form;
	const struct content_action *a = judge_record(j, SECTION_ACTIONS, action);

	for (uint16_t i = 0; i < a->inputs_count; i++)
		if (!is_asked(j, form, a->inputs[i]))
			MISTAKE_KEY(j, place_of(j, SECTION_FORMS, index, "action"),
				"form %.*s never asks %.*s, which action %.*s needs: add it to slots",
				SHOWN(j->sections[SECTION_FORMS].ids[index]),
				SHOWN(j->sections[SECTION_SLOTS].ids[a->inputs[i]]),
				SHOWN(j->sections[SECTION_ACTIONS].ids[action]));
}

static void judge_form_action(struct judge *j, uint32_t index)
{
	const struct content_form *form = &((const struct read_form *)judge_record(j, SECTION_FORMS, index))->form;
	const struct content_action *action;

	if (form->action == NONE16 || form->level == NONE16)
		return;
	action = judge_record(j, SECTION_ACTIONS, form->action);
	if (action->level != NONE16 && action->level > form->level)
		MISTAKE_KEY(j, place_of(j, SECTION_FORMS, index, "level"),
			"form %.*s asks less proof than its action %.*s needs: raise its level",
			SHOWN(j->sections[SECTION_FORMS].ids[index]),
			SHOWN(j->sections[SECTION_ACTIONS].ids[form->action]));
	else if (!j->unresolved[SECTION_SLOTS] && !j->partial) /* how customers are known may stand elsewhere */
		judge_inputs(j, index, form->action);
}

static void judge_form_texts(struct judge *j, uint32_t index)
{
	const struct content_form *form = &((const struct read_form *)judge_record(j, SECTION_FORMS, index))->form;
	unsigned texts = 0;

	if (j->unresolved[SECTION_SLOTS])
		return;
	for (uint16_t i = 0; i < form->slots_count; i++)
		texts += ((const struct content_slot *)judge_record(j, SECTION_SLOTS, form->slots[i]))->type ==
			 SLOT_TEXT;
	if (texts > FORM_TEXTS_MAX)
		MISTAKE_KEY(j, place_of(j, SECTION_FORMS, index, "slots"),
			"form %.*s asks for %u long texts: ask for at most %d",
			SHOWN(j->sections[SECTION_FORMS].ids[index]), texts, FORM_TEXTS_MAX);
}

static void judge_form(struct judge *j, uint32_t index)
{
	const struct content_form *form = &((const struct read_form *)judge_record(j, SECTION_FORMS, index))->form;
	const struct doc_node *node = node_of(j, SECTION_FORMS, index);
	const struct text id = j->sections[SECTION_FORMS].ids[index];
	const struct content_proof *proof = form->level == LEVEL_VERIFIED ? &j->site.verify : &j->site.recognise;
	const char *needed = form->level == LEVEL_VERIFIED ? "verify" : "recognise";

	if (!judge_child(j, node, "action") && !judge_child(j, node, "team") && !j->unresolved[SECTION_ACTIONS] &&
		!j->unresolved[SECTION_TEAMS])
		MISTAKE(j, node, "form %.*s leads nowhere: give it an action, a team or both", SHOWN(id));
	if (form->level != NONE16 && form->level != LEVEL_ANONYMOUS && proof->slots_count == 0 && !j->partial &&
		!j->unresolved[SECTION_SLOTS])
		MISTAKE_KEY(j, place_of(j, SECTION_FORMS, index, "level"),
			"form %.*s needs a customer to be known, but the site cannot do that: add site.%s", SHOWN(id),
			needed);
	judge_form_action(j, index);
	judge_form_texts(j, index);
}

/* --- slots --- */

static bool is_secret(const struct content_slot *slot, struct text text)
{
	static const char *const secrets[] = {"pin", "password", "cvv", "cvc"};
	static const char *const numbers[] = {
		"card number", "number of your card", "numero di carta", "numero della carta"};
	enum { DIGITS_HARMLESS_MAX = 6 };

	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
		if (judge_has_words(text, secrets[i]))
			return true;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (slot->type == SLOT_DIGITS && slot->max > DIGITS_HARMLESS_MAX && judge_has_words(text, numbers[i]))
			return true;
	return false;
}

/* All texts below the node: a label's, or an ask's wordings. */
static void judge_secret(struct judge *j, uint32_t slot, const struct doc_node *node, int depth)
{
	const struct doc_node *child = node ? judge_first(j, node) : NULL;

	for (; child && depth < 2; child = judge_next(j, child)) {
		if (child->kind != DOC_SCALAR)
			judge_secret(j, slot, child, depth + 1);
		else if (is_secret(judge_record(j, SECTION_SLOTS, slot), child->value))
			MISTAKE(j, child,
				"slot %.*s asks for a secret (\"%.*s\"): nobody is ever asked for a PIN, a password "
				"or a full card number here",
				SHOWN(j->sections[SECTION_SLOTS].ids[slot]), SHOWN(child->value));
	}
}

/* --- the rest --- */

static void judge_site(struct judge *j)
{
	for (uint16_t f = 0; f < j->doc->files_count; f++) {
		const struct doc_node *root = judge_node(j, j->doc->files[f].root);
		const struct doc_node *site = root ? judge_child(j, root, "site") : NULL;
		const struct doc_node *often = site ? judge_child(j, site, "often") : NULL;
		const struct doc_node *child = often ? judge_first(j, often) : NULL;

		for (; child; child = judge_next(j, child)) {
			uint16_t item = judge_find(j, SECTION_MENU, child->value);

			if (item != NONE16 && !is_leaf(j, item))
				MISTAKE(j, child,
					"often of site: %.*s has items below it: name one that leads somewhere",
					SHOWN(child->value));
		}
	}
}

static void judge_answer(struct judge *j, uint32_t index)
{
	const struct content_answer *answer =
		&((const struct read_answer *)judge_record(j, SECTION_ANSWERS, index))->answer;
	const struct doc_node *node = node_of(j, SECTION_ANSWERS, index);

	if (answer->repair && !judge_child(j, node, "steps"))
		MISTAKE_KEY(j, place_of(j, SECTION_ANSWERS, index, "repair"),
			"answer %.*s is a repair without steps: add steps, or take repair out",
			SHOWN(j->sections[SECTION_ANSWERS].ids[index]));
}

static void judge_opening_words(struct judge *j, uint32_t index, uint16_t text)
{
	for (uint8_t l = 0; l < j->languages_count; l++) {
		const char *words = pool_at(&j->pool, j->pool.texts[text].wording[l][0]);
		size_t chars = text_chars(text_of(words));

		if (chars > OPENING_CHARS_MAX)
			MISTAKE_KEY(j, place_of(j, SECTION_OFFERS, index, "text"),
				"offer %.*s is said to everybody at the beginning and has %u characters: write at "
				"most %d, or take \"opening\" out",
				SHOWN(j->sections[SECTION_OFFERS].ids[index]), (unsigned)chars, OPENING_CHARS_MAX);
	}
}

static void judge_offer(struct judge *j, uint32_t index)
{
	const struct content_offer *offer = judge_record(j, SECTION_OFFERS, index);

	if (offer->from_day && offer->until_day && offer->from_day > offer->until_day)
		MISTAKE(j, place_of(j, SECTION_OFFERS, index, "until"),
			"offer %.*s ends before it begins: exchange from and until",
			SHOWN(j->sections[SECTION_OFFERS].ids[index]));
	if ((offer->flags & OFFER_MANDATORY) && !(offer->flags & OFFER_OPENING))
		MISTAKE_KEY(j, place_of(j, SECTION_OFFERS, index, "mandatory"),
			"offer %.*s is mandatory but never said: add opening: true, or take mandatory out",
			SHOWN(j->sections[SECTION_OFFERS].ids[index]));
	if ((offer->flags & OFFER_OPENING) && offer->text != NONE16)
		judge_opening_words(j, index, offer->text);
}

/* More would keep everybody waiting. */
static void judge_openings(struct judge *j)
{
	unsigned openings = 0;

	for (uint32_t i = 0; i < j->sections[SECTION_OFFERS].count; i++) {
		const struct content_offer *offer = judge_record(j, SECTION_OFFERS, i);

		openings += offer->flags & OFFER_OPENING;
		if ((offer->flags & OFFER_OPENING) && openings == OPENING_OFFERS_MAX + 1)
			MISTAKE_KEY(j, place_of(j, SECTION_OFFERS, i, "opening"),
				"more than %d offers are said at the beginning: take \"opening\" out of some",
				OPENING_OFFERS_MAX);
	}
}

void judge_relate(struct judge *j)
{
	judge_site(j);
	judge_menu(j);
	for (uint32_t i = 0; i < j->sections[SECTION_ANSWERS].count; i++)
		judge_answer(j, i);
	for (uint32_t i = 0; i < j->sections[SECTION_FORMS].count; i++)
		judge_form(j, i);
	for (uint32_t i = 0; i < j->sections[SECTION_SLOTS].count; i++) {
		judge_secret(j, i, judge_child(j, node_of(j, SECTION_SLOTS, i), "label"), 0);
		judge_secret(j, i, judge_child(j, node_of(j, SECTION_SLOTS, i), "ask"), 0);
	}
	for (uint32_t i = 0; i < j->sections[SECTION_OFFERS].count; i++)
		judge_offer(j, i);
	judge_openings(j);
	if (!j->partial)
		judge_use(j);
}
