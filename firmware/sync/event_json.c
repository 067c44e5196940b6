#include "sync/event_json.h"

#include "base/text.h"
#include "event.h"
#include "port/agents.h"
#include "record_skeleton.h"

#include <string.h>

/* Written by hand, not by json_write: it is done for each of a hundred thousand events after an outage, and most of
 * what is in them is known beforehand. */
struct text_out {
	char *at;
	char *end;
	bool full;
};

static void put_bytes(struct text_out *out, const char *bytes, size_t count)
{
	if (count > (size_t)(out->end - out->at)) {
		out->full = true;
		return;
	}
	memcpy(out->at, bytes, count);
	out->at += count;
}

#define PUT(out, literal) put_bytes(out, literal, sizeof(literal) - 1)

static void put_number(struct text_out *out, uint64_t number)
{
	char digits[20];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) != 0);
	put_bytes(out, digits + at, sizeof(digits) - at);
}

static void put_signed(struct text_out *out, int64_t number)
{
	if (number < 0)
		PUT(out, "-");
	put_number(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

static void put_id(struct text_out *out, uint64_t id)
{
	static const char digits[] = "0123456789abcdef";
	char hex[18] = "\"";

	for (unsigned i = 0; i < 16; i++)
		hex[1 + i] = digits[id >> (60 - 4 * i) & 15];
	hex[17] = '"';
	put_bytes(out, hex, sizeof(hex));
}

static void put_escaped(struct text_out *out, uint32_t point)
{
	static const char digits[] = "0123456789abcdef";
	char escaped[6] = {'\\', 'u', '0', '0', digits[point >> 4 & 15], digits[point & 15]};
	char plain[4];

	if (point == '\n')
		PUT(out, "\\n");
	else if (point == '"' || point == '\\')
		put_bytes(out, (const char[]){'\\', (char)point}, 2);
	else if (point < ' ')
		put_bytes(out, escaped, sizeof(escaped));
	else
		put_bytes(out, plain, text_put(plain, sizeof(plain), point));
}

static void put_text(struct text_out *out, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t point;

	PUT(out, "\"");
	while ((point = text_next(&text, end)) != 0)
		put_escaped(out, point);
	PUT(out, "\"");
}

static void put_name(struct text_out *out, const char *name)
{
	PUT(out, "\"");
	put_bytes(out, name, strlen(name));
	PUT(out, "\"");
}

/* --- the kinds --- */

static void put_step(struct text_out *out, const struct store_row *step)
{
	struct record_skeleton_effect effects[EFFECTS_MAX];
	uint8_t count = record_skeleton_effects(&step->effects, effects);
	uint8_t event = record_skeleton_event(&step->event);

	PUT(out, "{\"session\":");
	put_number(out, step->session);
	PUT(out, ",\"step\":");
	put_number(out, step->seq);
	PUT(out, ",\"event\":");
	put_name(out, event < EVENT_KIND_COUNT ? event_kind_name((enum event_kind)event) : "unknown");
	PUT(out, ",\"state\":");
	put_text(out, step->state);
	PUT(out, ",\"did\":[");
	for (uint8_t i = 0; i < count; i++) {
		if (i > 0)
			PUT(out, ",");
		if (effects[i].kind == EFFECT_SHOW && effects[i].number < SCREEN_COUNT) {
			PUT(out, "\"show ");
			put_bytes(out, screen_name((enum screen_kind)effects[i].number),
				strlen(screen_name((enum screen_kind)effects[i].number)));
			PUT(out, "\"");
		} else {
			put_name(out, effect_kind_name((enum effect_kind)effects[i].kind));
		}
	}
	PUT(out, "]}");
}

/* As visit_pack() has it: ids instead of indices, so that it can be told without its menu. */
enum { VISIT_FORMAT = 1, VISIT_HEAD_BYTES = 37, VISIT_STEP_BYTES = 12 };

static uint64_t number_at(const uint8_t *bytes, unsigned count)
{
	uint64_t number = 0;

	for (unsigned i = 0; i < count; i++)
		number |= (uint64_t)bytes[i] << 8 * i;
	return number;
}

static bool put_path(struct text_out *out, const uint8_t *step, uint8_t count)
{
	static const char *const kinds[] = {"prompt", "header", "item", "often", "now", "words"};
	static const char *const ends[] = {"heard", "chosen", "barged", "back", "silent", "unknown", "left"};

	_Static_assert(sizeof(kinds) / sizeof(kinds[0]) == SEGMENT_KINDS, "a name for each");
	_Static_assert(sizeof(ends) / sizeof(ends[0]) == VISIT_ENDS, "a name for each");
	for (uint8_t i = 0; i < count; i++, step += VISIT_STEP_BYTES) {
		if (step[0] >= SEGMENT_KINDS || step[1] >= VISIT_ENDS)
			return false;
		if (i > 0)
			PUT(out, ",");
		PUT(out, "[");
		put_name(out, kinds[step[0]]);
		PUT(out, ",");
		put_name(out, ends[step[1]]);
		PUT(out, ",");
		put_id(out, number_at(step + 2, 8));
		PUT(out, ",");
		put_number(out, number_at(step + 10, 2));
		PUT(out, "]");
	}
	return true;
}

static bool put_visit(struct text_out *out, const uint8_t *bytes, size_t size)
{
	static const char *const outcomes[] = {"served", "not helped", "left", "no match", "handed over"};
	static const char *const channels[] = {"screen", "chat", "line"};

	_Static_assert(sizeof(outcomes) / sizeof(outcomes[0]) == VISIT_OUTCOMES, "a name for each");
	_Static_assert(sizeof(channels) / sizeof(channels[0]) == CHANNEL_COUNT, "a name for each");
	if (size < VISIT_HEAD_BYTES || bytes[0] != VISIT_FORMAT || bytes[1] >= VISIT_OUTCOMES ||
		bytes[2] >= CHANNEL_COUNT || size != VISIT_HEAD_BYTES + (size_t)bytes[36] * VISIT_STEP_BYTES)
		return false;
	PUT(out, "{\"session\":");
	put_number(out, number_at(bytes + 8, 4));
	PUT(out, ",\"layout\":");
	put_number(out, number_at(bytes + 12, 4));
	PUT(out, ",\"channel\":");
	put_name(out, channels[bytes[2]]);
	PUT(out, ",\"outcome\":");
	put_name(out, outcomes[bytes[1]]);
	PUT(out, ",\"local\":");
	put_signed(out, (int64_t)number_at(bytes + 16, 8));
	PUT(out, ",\"for\":");
	put_number(out, number_at(bytes + 24, 4));
	PUT(out, ",\"leaf\":");
	put_id(out, number_at(bytes + 28, 8));
	PUT(out, ",\"held\":");
	put_number(out, bytes[3]);
	PUT(out, ",\"flags\":");
	put_number(out, bytes[6]);
	PUT(out, ",\"wrong\":");
	put_number(out, bytes[7]);
	PUT(out, ",\"path\":[");
	if (!put_path(out, bytes + VISIT_HEAD_BYTES, bytes[36]))
		return false;
	PUT(out, "]}");
	return true;
}

static void put_card(struct text_out *out, const struct agent_card *card)
{
	PUT(out, "{\"request\":");
	put_number(out, card->request);
	PUT(out, ",\"session\":");
	put_number(out, card->session);
	PUT(out, ",\"since\":");
	put_number(out, card->since_ms);
	PUT(out, ",\"state\":");
	put_number(out, card->state);
	PUT(out, ",\"tries\":");
	put_number(out, card->tries);
	PUT(out, ",\"code\":");
	put_text(out, card->code);
	PUT(out, ",\"team\":");
	put_text(out, card->team);
	PUT(out, ",\"phone\":");
	put_text(out, card->phone);
	PUT(out, ",\"summary\":");
	put_text(out, card->summary);
	PUT(out, "}");
}

const char *event_json_type(enum outbox_kind kind)
{
	switch (kind) {
	case OUTBOX_HANDOVER: return "foyer.handover";
	case OUTBOX_ACTION: return "foyer.action";
	case OUTBOX_CUSTOMER: return "foyer.customer";
	case OUTBOX_ERASED: return "foyer.erased";
	case OUTBOX_STEP: return "foyer.step";
	case OUTBOX_VISIT: return "foyer.visit";
	case OUTBOX_NOTE: return "foyer.note";
	case OUTBOX_BOOT: return "foyer.boot";
	case OUTBOX_TROUBLE: return "foyer.trouble";
	case OUTBOX_LAYOUT: return "foyer.layout";
	}
	return NULL;
}

static bool put_data(struct text_out *out, const struct outbox_row *row)
{
	if (row->step)
		put_step(out, row->step);
	else if (row->visit)
		return put_visit(out, row->visit, row->visit_bytes);
	else if (row->card)
		put_card(out, row->card);
	else if (row->body)
		put_bytes(out, row->body, row->body_bytes);
	else
		PUT(out, "{\"gone\":true}"); /* its key was destroyed: there was one, and no more is said */
	return true;
}

enum err event_json(
	const struct event_source *source, const struct outbox_row *row, char *out, size_t out_bytes, size_t *used)
{
	static const char letters[LANES][2] = {"p", "c", "t"};
	const char *type = event_json_type((enum outbox_kind)row->kind);
	struct text_out text = {.at = out, .end = out + out_bytes};

	if (!type)
		return ERR_FORMAT;
	PUT(&text, "{\"specversion\":\"1.0\",\"id\":\"");
	put_number(&text, source->epoch);
	PUT(&text, "-");
	put_bytes(&text, letters[source->lane], 1);
	PUT(&text, "-");
	put_number(&text, row->seq);
	PUT(&text, "\",\"source\":\"/foyer/");
	put_bytes(&text, source->device, strlen(source->device));
	PUT(&text, "\",\"type\":");
	put_name(&text, type);
	PUT(&text, ",\"boot\":");
	put_number(&text, row->boot);
	PUT(&text, ",\"ms\":");
	put_number(&text, row->time_ms);
	PUT(&text, ",\"data\":");
	if (!put_data(&text, row))
		return ERR_FORMAT;
	PUT(&text, "}");
	*used = (size_t)(text.at - out);
	return text.full ? ERR_NO_SPACE : ERR_NONE;
}
