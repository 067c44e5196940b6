/* What an agent sees of a handover: lines for a person, never for a machine. */
#include "runner_parts.h"

#include "understand/slot.h"

#include <stdio.h>
#include <string.h>

struct lines {
	char *out;
	size_t bytes;
	size_t used;
};

static void add_line(struct lines *lines, const char *label, const char *value)
{
	size_t left = lines->bytes - lines->used;
	int length = snprintf(lines->out + lines->used, left, "%s: %s\n", label, value);

	if (length > 0)
		lines->used += (size_t)length < left ? (size_t)length : left - 1;
}

static const char *mood_words(uint8_t mood)
{
	static const char *const words[] = {"calm", "a little impatient", "impatient", "upset"};

	return words[mood < 3 ? mood : 3];
}

static const char *level_words(uint8_t level)
{
	static const char *const words[] = {"not known", "recognised", "verified"};

	return words[level < LEVEL_VERIFIED ? level : LEVEL_VERIFIED];
}

/* What is no slot: the agreed names of effect.h. */
static const char *label_of(const char *name)
{
	if (strcmp(name, "said") == 0)
		return "Last words";
	return strcmp(name, "tried") == 0 ? "Tried" : name;
}

/* Facts of slots in the words of the device's first language. */
static void add_facts(struct lines *lines, const struct content *c, const struct values *facts)
{
	char said[FREE_TEXT_BYTES_MAX];
	const char *name;
	const char *value;

	for (uint16_t at = 0; values_next(facts, &at, &name, &value);) {
		uint16_t slot = content_find_slot(c, name);

		if (!value[0])
			continue;
		if (slot == NONE16) {
			add_line(lines, label_of(name), value);
			continue;
		}
		slot_say(c, slot, 0, value, said, sizeof(said));
		add_line(lines, content_text(c, content_slot(c, slot)->label, 0, 0), said);
	}
}

void card_fill(struct agent_card *card, const struct content *c, const struct effect *effect, uint64_t time_ms)
{
	struct lines lines = {card->summary, sizeof(card->summary), 0};
	uint16_t topic = effect->hand_over.topic;

	memset(card, 0, sizeof(*card));
	card->request = effect->request;
	card->session = effect->session;
	card->since_ms = time_ms;
	card->state = HANDOVER_OPEN;
	memcpy(card->code, effect->hand_over.code, sizeof(card->code));
	snprintf(card->team, sizeof(card->team), "%s", content_string(c, content_team(c, effect->hand_over.team)->id));
	add_line(&lines, "Topic",
		topic == NONE16 ? "not known yet" : content_text(c, content_topic(c, topic)->title, 0, 0));
	add_facts(&lines, c, &effect->hand_over.facts);
	add_line(&lines, "Language", content_string(c, c->site.language_name[effect->hand_over.language]));
	add_line(&lines, "Mood", mood_words(effect->hand_over.mood));
	add_line(&lines, "Identity", level_words(effect->hand_over.level));
}

void card_call_back(struct agent_card *card, const struct effect *effect)
{
	struct lines lines = {card->summary, sizeof(card->summary), strlen(card->summary)};

	card->state = effect->call_back.phone[0] ? HANDOVER_CALLBACK : HANDOVER_MESSAGE;
	snprintf(card->phone, sizeof(card->phone), "%s", effect->call_back.phone);
	if (effect->call_back.phone[0])
		add_line(&lines, "Call back", effect->call_back.phone);
	if (effect->call_back.words[0])
		add_line(&lines, "Message", effect->call_back.words);
}

bool card_agent(struct agent_card *card, const struct event *event)
{
	uint8_t before = card->state;

	if (card->request != event->request)
		return false;
	if (event->agent.act == AGENT_ACCEPTED)
		card->state = HANDOVER_TAKEN;
	if (event->agent.act == AGENT_CLOSED)
		card->state = HANDOVER_CLOSED;
	return card->state != before;
}
