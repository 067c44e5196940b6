/* What an agent sees of a handover: lines for a person, never for a machine. */
#include "runner/runner_parts.h"

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

/* Ids of topics, "form:lost_card, answer:pin", as their titles. */
static void topic_words(const struct content *c, const char *ids, char *out, size_t out_bytes)
{
	size_t used = 0;

	out[0] = '\0';
	while (*ids && used < out_bytes) {
		size_t length = strcspn(ids, ",");
		char id[ID_BYTES_MAX + 16];
		uint16_t topic;

		snprintf(id, sizeof(id), "%.*s", (int)length, ids);
		topic = content_find_topic(c, id);
		used += (size_t)snprintf(out + used, out_bytes - used, "%s%s", used ? ", " : "",
			topic == NONE16 ? id : content_text(c, content_topic(c, topic)->title, 0, 0));
		ids += length;
		ids += strspn(ids, ", ");
	}
}

/* An id as words: "block_card". */
static void action_words(const struct content *c, const char *id, char *out, size_t out_bytes)
{
	(void)c;
	snprintf(out, out_bytes, "%s", id);
	for (char *p = out; *p; p++)
		*p = *p == '_' ? ' ' : *p;
}

/* What the agent must know before doing anything: may it have happened already? */
static void outcome_words(const struct content *c, const char *outcome, char *out, size_t out_bytes)
{
	const char *words = "not known: look it up before anything is done again";

	(void)c;
	if (strcmp(outcome, "done") == 0)
		words = "done";
	if (strcmp(outcome, "refused") == 0)
		words = "refused, it was not done";
	if (strcmp(outcome, "failed") == 0)
		words = "failed, it was not done";
	snprintf(out, out_bytes, "%s", words);
}

static void same_words(const struct content *c, const char *value, char *out, size_t out_bytes)
{
	(void)c;
	snprintf(out, out_bytes, "%s", value);
}

/* What is no slot: the agreed names of effect.h. */
static const struct {
	const char *name;
	const char *label;
	void (*words)(const struct content *c, const char *value, char *out, size_t out_bytes);
} agreed[] = {
	{"said", "Last words", same_words},
	{"tried", "Tried", topic_words},
	{"customer", "Customer", same_words},
	{"action", "Action", action_words},
	{"outcome", "Outcome", outcome_words},
	{"reason", "Reason", same_words},
	{"reference", "Reference", same_words},
};

static void add_agreed(struct lines *lines, const struct content *c, const char *name, const char *value)
{
	char words[CARD_BYTES_MAX / 4];

	for (size_t i = 0; i < sizeof(agreed) / sizeof(agreed[0]); i++) {
		if (strcmp(name, agreed[i].name) != 0)
			continue;
		agreed[i].words(c, value, words, sizeof(words));
		add_line(lines, agreed[i].label, words);
		return;
	}
	add_line(lines, name, value); /* of a slot that this content does not have */
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
			add_agreed(lines, c, name, value);
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
	if (event->agent.act == AGENT_ACCEPTED && before != HANDOVER_CLOSED && before != HANDOVER_ANSWER)
		card->state = HANDOVER_TAKEN;
	if (event->agent.act == AGENT_CLOSED || event->agent.act == AGENT_TOLD)
		card->state = HANDOVER_CLOSED;
	if (event->agent.act == AGENT_MISSED) {
		card->state = before == HANDOVER_ANSWER ? HANDOVER_ANSWER : HANDOVER_CALLBACK;
		card->tries++;
	}
	return card->state != before || event->agent.act == AGENT_MISSED;
}
