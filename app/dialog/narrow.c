/* Finding out what it is about: the menu, the matcher's topics, "which of these?". */
#include "dialog/dialog.h"

#include "base/text.h"
#include "learn/layout.h"

#include <string.h>

void narrow_to(struct turn *t, uint16_t item)
{
	evidence_to_menu(t);
	session_move(t->s, STATE_NARROW);
	session_clear_issue(t->s);
	t->s->item = item;
	dialog_ask(t, ASKING_MENU);
}

static void remember(struct session *s, uint16_t topic)
{
	if (s->trail_count == TRAIL_MAX) {
		memmove(&s->trail[0], &s->trail[1], sizeof(s->trail[0]) * (TRAIL_MAX - 1));
		s->trail_count--;
	}
	s->trail[s->trail_count++] = topic;
}

/* The inner menu item that a TOPIC_MENU stands for. */
static uint16_t item_of(const struct content *c, uint16_t topic)
{
	return content_topic(c, topic)->index;
}

void narrow_topic(struct turn *t, uint16_t topic)
{
	const struct content_topic *what = content_topic(t->c, topic);

	evidence_topic(t, topic);
	session_clear_issue(t->s);
	t->s->issue++;
	t->s->topic = topic;
	remember(t->s, topic);
	dialog_count(t, COUNT_CHOSEN, 1);
	switch ((enum topic_kind)what->kind) {
	case TOPIC_ANSWER: resolve_answer_begin(t, what->index); break;
	case TOPIC_FORM: collect_begin(t, what->index); break;
	case TOPIC_TEAM: handover_begin(t, what->index); break;
	case TOPIC_MENU: narrow_to(t, item_of(t->c, topic)); break;
	}
}

/* The nearest topics become the choices, each with a key. */
void narrow_which(struct turn *t)
{
	struct choices *choices = &t->s->choices;

	session_move(t->s, STATE_NARROW);
	memset(choices, 0, sizeof(*choices));
	for (uint8_t i = 0; i < t->meaning->topics_count; i++)
		choices->list[choices->count++] =
			(struct choice){CHOICE_TOPIC, (uint8_t)('1' + i), t->meaning->topics[i], false};
	t->s->item = NONE16;
	dialog_ask(t, ASKING_WHICH);
}

static void choose_item(struct turn *t, uint16_t index)
{
	const struct content_item *item = content_item(t->c, index);

	if (item->children_count > 0)
		narrow_to(t, index);
	else
		narrow_topic(t, item->topic);
}

static void choose(struct turn *t)
{
	const struct choice *choice = &t->s->choices.list[t->meaning->index];

	if (choice->kind == CHOICE_TOPIC)
		narrow_topic(t, choice->index);
	else
		choose_item(t, choice->index);
}

/* "1, 3": the keys that lead there from the start menu and stay. */
static void keys_to(const struct tree *tree, uint16_t item, char *out, size_t out_bytes)
{
	char keys[TREE_DEPTH_MAX];
	int depth = 0;
	size_t used = 0;

	for (; item != TREE_NONE; item = tree->items[item].parent) {
		CHECK(depth < TREE_DEPTH_MAX);
		keys[depth++] = tree_key(tree, item);
	}
	for (out[0] = '\0'; depth-- > 0;) {
		const char key[2] = {keys[depth], '\0'};

		used += text_copy(out + used, out_bytes - used, text_of(used ? ", " : ""));
		used += text_copy(out + used, out_bytes - used, text_of(key));
	}
}

/* By a key that is offered no more: where it stands for good is said once. */
static void choose_silent(struct turn *t)
{
	uint16_t item = (uint16_t)t->meaning->index32;
	struct values values = {0};
	char keys[4 * TREE_DEPTH_MAX];

	if (!t->s->told_key) {
		t->s->told_key = true;
		keys_to(layout_tree(t->images->layout), item, keys, sizeof(keys));
		values_set(&values, "title", content_text(t->c, content_item(t->c, item)->label, t->s->language, 0));
		values_set(&values, "key", keys);
		dialog_say(t, t->c->prompt[PROMPT_KEY_MOVED], &values, 0);
	}
	choose_item(t, item);
}

void narrow_answer(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_CHOICE: choose(t); break;
	case MEANING_ITEM: choose_silent(t); break;
	case MEANING_NO:
		if (t->s->asking == ASKING_MENU && t->s->issue > 0 && t->s->item == NONE16) {
			survey_begin(t); /* nothing else */
			break;
		}
		dialog_prompt(t, PROMPT_NO_MATCH_1); /* none of these */
		narrow_to(t, NONE16);
		break;
	default: dialog_ask_again(t); break;
	}
}
