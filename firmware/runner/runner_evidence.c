/* What a step leaves behind apart from the conversation: what is counted, what a customer thinks of it, and what menus
 * are learned from. */
#include "runner/runner_parts.h"

#include "base/text.h"
#include "learn/layout.h"

#include <string.h>

struct leaving {
	struct runner *r;
	struct store_step *step;
	const struct content *c; /* NULL: none yet */
	const void *layout;
};

static void put_id(char out[STORE_ID_BYTES_MAX], const char *id)
{
	text_copy(out, STORE_ID_BYTES_MAX, text_of(id));
}

static const char *topic_id(const struct leaving *l, uint16_t topic)
{
	return l->c && topic != NONE16 ? content_string(l->c, content_topic(l->c, topic)->id) : "";
}

/* The item counts where it led here; where the customer only stood near it, what was asked for counts. */
static const char *count_id(const struct leaving *l, const struct effect *effect)
{
	uint16_t topic = effect->count.topic;
	uint16_t item = effect->count.item;

	if (!l->c || effect->count.what == COUNT_STATE || (item == NONE16 && topic == NONE16))
		return l->step->state;
	if (item != NONE16 && (topic == NONE16 || content_item(l->c, item)->topic == topic))
		return content_string(l->c, content_item(l->c, item)->id);
	return topic == NONE16 ? l->step->state : topic_id(l, topic);
}

static void leave_count(const struct leaving *l, const struct effect *effect)
{
	struct store_count *count = &l->step->counts[l->step->counts_count++];

	count->kind = effect->count.what;
	count->value = effect->count.value;
	put_id(count->id, count_id(l, effect));
}

static void leave_note(const struct leaving *l, const struct effect *effect)
{
	struct store_note *note = &l->r->notes[l->step->notes_count++];

	*note = (struct store_note){.what = effect->note.what, .score = effect->note.score};
	put_id(note->topic, topic_id(l, effect->note.topic));
	memcpy(note->words, effect->note.words, sizeof(note->words));
}

static void leave_visit(const struct leaving *l, const struct effect *effect)
{
	store_visit_pack(layout_tree(l->layout), &effect->visit, &l->r->visits[l->step->visits_count++]);
}

static void leave_phrase(const struct leaving *l, const struct effect *effect)
{
	struct store_phrase *phrase = &l->r->phrases[l->step->phrases_count++];
	uint32_t code = l->c->site.language[effect->phrase.language];

	memset(phrase, 0, sizeof(*phrase));
	text_copy(phrase->language, sizeof(phrase->language), text_of(content_string(l->c, code)));
	put_id(phrase->topic, effect->phrase.understood ? topic_id(l, effect->phrase.topic) : "");
	memcpy(phrase->words, effect->phrase.words, sizeof(phrase->words));
}

void runner_evidence(struct runner *r, struct store_step *step, const struct placed *placed)
{
	const struct leaving l = {r, step, placed ? placed->content : NULL, placed ? placed->layout : NULL};

	step->notes = r->notes;
	step->visits = r->visits;
	step->phrases = r->phrases;
	for (uint16_t i = 0; i < r->effects.count; i++) {
		const struct effect *effect = &r->effects.list[i];

		/* Without a menu nothing of it was met. */
		if (effect->session != step->session || (!placed && effect->kind >= EFFECT_VISIT))
			continue;
		switch ((enum effect_kind)effect->kind) {
		case EFFECT_COUNT: leave_count(&l, effect); break;
		case EFFECT_NOTE: leave_note(&l, effect); break;
		case EFFECT_VISIT: leave_visit(&l, effect); break;
		case EFFECT_PHRASE: leave_phrase(&l, effect); break;
		default: break;
		}
	}
	r->visits_count += step->visits_count;
}

void runner_evidence_forget(struct runner *r, const struct store_step *step)
{
	memset(r->notes, 0, step->notes_count * sizeof(r->notes[0])); /* a customer's words */
	memset(r->phrases, 0, step->phrases_count * sizeof(r->phrases[0]));
}
