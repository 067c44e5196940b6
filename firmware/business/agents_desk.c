#include "business/agents_desk.h"

#include "base/text.h"
#include "json.h"
#include "json_write.h"
#include "store/store.h"

#include <string.h>

/* --- lines to agents --- */

static void line_begin(struct desk *desk, struct json_out *out, const char *event)
{
	/* Room for the line's end. */
	json_to_buffer(out, desk->line, sizeof(desk->line) - 1);
	json_put_map(out, NULL);
	json_put_text(out, "event", event);
}

static void line_send(struct json_out *out, struct seat *seat)
{
	const char *line = out->buffer;
	size_t bytes = out->used;

	CHECK(!out->full && out->depth == 0);
	if (!seat->used || seat->broken)
		return;
	if (bytes + 1 > sizeof(seat->out) - seat->out_bytes) {
		seat->broken = true; /* it stopped reading long ago */
		return;
	}
	memcpy(seat->out + seat->out_bytes, line, bytes);
	seat->out[seat->out_bytes + bytes] = '\n';
	seat->out_bytes += bytes + 1;
}

static void line_send_all(struct desk *desk, struct json_out *out)
{
	for (int i = 0; i < AGENTS_MAX; i++)
		line_send(out, &desk->seats[i]);
}

static const char *state_name(const struct desk_place *place)
{
	if (place->seat >= 0)
		return "taken";
	switch ((enum handover_state)place->card.state) {
	case HANDOVER_CALLBACK: return "callback";
	case HANDOVER_MESSAGE: return "message";
	case HANDOVER_CLOSED:
	case HANDOVER_ANSWER: return "closed";
	case HANDOVER_OPEN:
	case HANDOVER_TAKEN: break;
	}
	return "open";
}

static void write_card(struct desk *desk, const struct desk_place *place, struct json_out *out)
{
	const struct agent_card *card = &place->card;

	line_begin(desk, out, "card");
	json_put_whole(out, "request", (int64_t)card->request);
	json_put_text(out, "code", card->code);
	json_put_text(out, "team", card->team);
	json_put_text(out, "state", state_name(place));
	json_put_text(out, "agent", place->seat >= 0 ? desk->seats[place->seat].name : "");
	json_put_text(out, "phone", card->phone);
	json_put_text(out, "summary", card->summary);
	json_put_text(out, "note", place->note);
	json_put_whole(out, "since_ms", (int64_t)card->since_ms);
	json_put_end(out);
}

static void show(struct desk *desk, const struct desk_place *place)
{
	struct json_out out;

	write_card(desk, place, &out);
	line_send_all(desk, &out);
}

static void say_gone(struct desk *desk, uint64_t request, const char *note)
{
	struct json_out out;

	line_begin(desk, &out, "gone");
	json_put_whole(&out, "request", (int64_t)request);
	json_put_text(&out, "note", note);
	json_put_end(&out);
	line_send_all(desk, &out);
}

static void say_ok(struct desk *desk, struct seat *seat, const char *what, uint64_t request)
{
	struct json_out out;

	line_begin(desk, &out, "ok");
	json_put_text(&out, "do", what);
	json_put_whole(&out, "request", (int64_t)request);
	json_put_end(&out);
	line_send(&out, seat);
}

static void say_no(struct desk *desk, struct seat *seat, const char *what, const char *text)
{
	struct json_out out;

	line_begin(desk, &out, "no");
	json_put_text(&out, "do", what);
	json_put_text(&out, "text", text);
	json_put_end(&out);
	line_send(&out, seat);
}

/* --- places --- */

static struct desk_place *find(struct desk *desk, uint64_t request)
{
	for (int i = 0; i < HANDOVERS_MAX; i++)
		if (desk->places[i].used && desk->places[i].card.request == request)
			return &desk->places[i];
	return NULL;
}

static struct desk_place *find_oldest_open(struct desk *desk)
{
	struct desk_place *oldest = NULL;

	for (int i = 0; i < HANDOVERS_MAX; i++) {
		struct desk_place *place = &desk->places[i];

		if (place->used && place->seat < 0 && (!oldest || place->order < oldest->order))
			oldest = place;
	}
	return oldest;
}

static struct desk_place *add(struct desk *desk)
{
	for (int i = 0; i < HANDOVERS_MAX; i++) {
		if (!desk->places[i].used) {
			desk->places[i] = (struct desk_place){.used = true, .seat = -1, .order = desk->order_next++};
			return &desk->places[i];
		}
	}
	return NULL;
}

static void let_go(struct desk *desk, struct desk_place *place)
{
	if (place->seat >= 0)
		desk->seats[place->seat].taken = -1;
	place->seat = -1;
}

static void forget(struct desk *desk, struct desk_place *place)
{
	let_go(desk, place);
	explicit_bzero(place, sizeof(*place));
}

static bool anybody(const struct desk *desk)
{
	for (int i = 0; i < AGENTS_MAX; i++)
		if (desk->seats[i].used)
			return true;
	return false;
}

enum err desk_put(struct desk *desk, const struct agent_card *card)
{
	struct desk_place *place = find(desk, card->request);

	if (card->state == HANDOVER_CLOSED || card->state == HANDOVER_ANSWER) {
		desk_withdraw(desk, card->request);
		return ERR_NONE;
	}
	if (!place)
		place = add(desk);
	if (!place)
		return ERR_NO_SPACE;
	place->card = *card;
	if (card->state == HANDOVER_TAKEN && place->seat < 0 && !place->owes_refusal) {
		/* Taken before this device was started again: its agent is not here any more, and the customer must
		 * not talk to nobody. */
		snprintf(place->note, sizeof(place->note), "the device was started again");
		place->card.state = HANDOVER_OPEN;
		place->owes_refusal = true;
	}
	show(desk, place);
	return anybody(desk) ? ERR_NONE : ERR_ABSENT;
}

enum err desk_tell(struct desk *desk, uint64_t request, const char *words)
{
	struct desk_place *place = find(desk, request);
	struct json_out out;

	if (!place || place->seat < 0)
		return ERR_ABSENT;
	line_begin(desk, &out, "said");
	json_put_whole(&out, "request", (int64_t)request);
	json_put_text(&out, "words", words);
	json_put_end(&out);
	line_send(&out, &desk->seats[place->seat]);
	return ERR_NONE;
}

void desk_withdraw(struct desk *desk, uint64_t request)
{
	struct desk_place *place = find(desk, request);

	if (!place)
		return;
	forget(desk, place);
	say_gone(desk, request, "withdrawn");
}

/* --- what agents do --- */

/* Letters only: no tab, no escape sequence, on anybody's screen. */
static void copy_plain(char *out, size_t out_bytes, const char *text)
{
	size_t used = text_copy(out, out_bytes, text_of(text ? text : ""));

	for (size_t i = 0; i < used; i++)
		if ((unsigned char)out[i] < 0x20 || out[i] == 0x7f)
			out[i] = ' ';
}

static bool tell_device(
	struct desk *desk, const struct desk_place *place, enum agent_act act, const char *agent, const char *words)
{
	struct event event;

	memset(&event, 0, sizeof(event));
	event.kind = EVENT_AGENT_SAID;
	event.session = place->card.session;
	event.request = place->card.request;
	event.agent.act = (uint8_t)act;
	copy_plain(event.agent.agent, sizeof(event.agent.agent), agent);
	copy_plain(event.agent.words, sizeof(event.agent.words), words);
	return inbox_put(desk->inbox, &event) == ERR_NONE;
}

static const char busy[] = "the device is busy: say it again in a moment";

static void put_back(struct desk *desk, struct desk_place *place, const char *why)
{
	snprintf(place->note, sizeof(place->note), "%s %s", place->agent, why);
	let_go(desk, place);
	if (place->card.state == HANDOVER_TAKEN)
		place->card.state = HANDOVER_OPEN;
	place->owes_refusal = !tell_device(desk, place, AGENT_REFUSED, place->agent, "");
	show(desk, place);
}

static void do_name(struct desk *desk, struct seat *seat, const struct json *line)
{
	const char *name = json_text(json_member(line, "name"));

	if (!name || !name[0]) {
		say_no(desk, seat, "name", "a name has at least one letter");
		return;
	}
	copy_plain(seat->name, sizeof(seat->name), name);
	say_ok(desk, seat, "name", 0);
}

static struct desk_place *wanted(struct desk *desk, const struct json *line)
{
	int64_t request;

	return json_whole(json_member(line, "request"), &request) ? find(desk, (uint64_t)request) : NULL;
}

static void do_take(struct desk *desk, struct seat *seat, const struct json *line)
{
	struct desk_place *place = json_member(line, "request") ? wanted(desk, line) : find_oldest_open(desk);
	char text[NOTE_BYTES_MAX];

	if (seat->taken >= 0) {
		say_no(desk, seat, "take", "you have one already: close it or refuse it first");
		return;
	}
	if (!place) {
		say_no(desk, seat, "take", "there is no such handover now");
		return;
	}
	if (place->seat >= 0) {
		snprintf(text, sizeof(text), "%s has taken it", desk->seats[place->seat].name);
		say_no(desk, seat, "take", text);
		return;
	}
	if (!tell_device(desk, place, AGENT_ACCEPTED, seat->name, "")) {
		say_no(desk, seat, "take", busy);
		return;
	}
	place->owes_refusal = false;
	place->seat = (int16_t)(seat - desk->seats);
	seat->taken = (int16_t)(place - desk->places);
	memcpy(place->agent, seat->name, sizeof(place->agent));
	place->note[0] = '\0';
	say_ok(desk, seat, "take", place->card.request);
	show(desk, place);
}

static bool all_refused(const struct desk *desk, const struct desk_place *place)
{
	for (unsigned i = 0; i < AGENTS_MAX; i++)
		if (desk->seats[i].used && !(place->refused & (1u << i)))
			return false;
	return true;
}

/* One agent's no is not the office's: the customer hears of it when the last one here has said no, too. */
static void do_refuse(struct desk *desk, struct seat *seat, const struct json *line)
{
	struct desk_place *place = wanted(desk, line);

	if (!place || (place->seat >= 0 && &desk->seats[place->seat] != seat)) {
		say_no(desk, seat, "refuse", "there is no such handover now");
		return;
	}
	place->refused |= 1u << (seat - desk->seats);
	if (place->seat >= 0)
		put_back(desk, place, "could not go on");
	else if (all_refused(desk, place) && !tell_device(desk, place, AGENT_REFUSED, seat->name, ""))
		place->owes_refusal = true;
	say_ok(desk, seat, "refuse", place->card.request);
}

static void do_say(struct desk *desk, struct seat *seat, const struct json *line)
{
	const char *words = json_text(json_member(line, "words"));
	struct desk_place *place = seat->taken >= 0 ? &desk->places[seat->taken] : NULL;

	if (!place)
		say_no(desk, seat, "say", "nobody to talk to: take a handover first");
	else if (!words || !words[0])
		say_no(desk, seat, "say", "there are no words in it");
	else if (!tell_device(desk, place, AGENT_SAYS, seat->name, words))
		say_no(desk, seat, "say", busy);
	else
		say_ok(desk, seat, "say", place->card.request);
}

static void do_close(struct desk *desk, struct seat *seat, const struct json *line)
{
	const char *words = json_text(json_member(line, "words"));
	struct desk_place *place = seat->taken >= 0 ? &desk->places[seat->taken] : NULL;
	uint64_t request;

	if (!place) {
		say_no(desk, seat, "close", "nothing to close: take a handover first");
		return;
	}
	if (!tell_device(desk, place, AGENT_CLOSED, seat->name, words)) {
		say_no(desk, seat, "close", busy);
		return;
	}
	request = place->card.request;
	forget(desk, place);
	say_ok(desk, seat, "close", request);
	say_gone(desk, request, "closed");
}

/* True: not at its end yet. */
static bool go_on_list(struct desk *desk, struct seat *seat)
{
	struct json_out out;

	for (; seat->listing < HANDOVERS_MAX; seat->listing++) {
		const struct desk_place *place = &desk->places[seat->listing];

		if (sizeof(seat->out) - seat->out_bytes < 2 * sizeof(desk->line))
			return true;
		if (!place->used)
			continue;
		write_card(desk, place, &out);
		line_send(&out, seat);
	}
	seat->listing = -1;
	say_ok(desk, seat, "list", 0);
	return false;
}

static void do_list(struct desk *desk, struct seat *seat, const struct json *line)
{
	(void)line;
	if (seat->listing >= 0) {
		say_no(desk, seat, "list", "a list is still under way");
		return;
	}
	seat->listing = 0;
	(void)go_on_list(desk, seat); /* the rest follows when this has been read */
}

static void obey(struct desk *desk, struct seat *seat, const struct json *line)
{
	static const struct {
		const char *name;
		void (*run)(struct desk *desk, struct seat *seat, const struct json *line);
	} orders[] = {{"name", do_name}, {"list", do_list}, {"take", do_take}, {"refuse", do_refuse}, {"say", do_say},
		{"close", do_close}};
	const char *what = json_text(json_member(line, "do"));

	for (size_t i = 0; what && i < sizeof(orders) / sizeof(orders[0]); i++) {
		if (strcmp(what, orders[i].name) == 0) {
			orders[i].run(desk, seat, line);
			return;
		}
	}
	say_no(desk, seat, "", "not understood");
}

void desk_hear(struct desk *desk, int seat, const char *line, size_t bytes)
{
	struct json *root;

	CHECK(desk->seats[seat].used);
	if (json_parse(line, bytes, &root, NULL) != ERR_NONE)
		say_no(desk, &desk->seats[seat], "", "not understood");
	else
		obey(desk, &desk->seats[seat], root);
	json_close(root);
}

/* --- coming and going --- */

int desk_sit(struct desk *desk)
{
	for (int i = 0; i < AGENTS_MAX; i++) {
		struct seat *seat = &desk->seats[i];

		if (seat->used)
			continue;
		seat->used = true;
		seat->broken = false;
		seat->taken = -1;
		seat->listing = -1;
		seat->out_bytes = 0;
		snprintf(seat->name, sizeof(seat->name), "Agent %d", i + 1);
		return i;
	}
	return -1;
}

void desk_leave(struct desk *desk, int at)
{
	struct seat *seat = &desk->seats[at];
	int16_t taken = seat->taken;

	CHECK(seat->used);
	seat->used = false;
	explicit_bzero(seat->out, sizeof(seat->out));
	for (int i = 0; i < HANDOVERS_MAX; i++)
		desk->places[i].refused &= ~(1u << at);
	if (taken >= 0)
		put_back(desk, &desk->places[taken], "has left");
}

bool desk_go_on(struct desk *desk)
{
	bool left = false;

	for (int i = 0; i < AGENTS_MAX; i++)
		if (desk->seats[i].used && desk->seats[i].listing >= 0)
			left = go_on_list(desk, &desk->seats[i]) || left;
	for (int i = 0; i < HANDOVERS_MAX; i++) {
		struct desk_place *place = &desk->places[i];

		if (!place->used || !place->owes_refusal)
			continue;
		place->owes_refusal = !tell_device(desk, place, AGENT_REFUSED, place->agent, "");
		left = left || place->owes_refusal;
	}
	return left;
}

void desk_sent(struct desk *desk, int at, size_t bytes)
{
	struct seat *seat = &desk->seats[at];

	CHECK(bytes <= seat->out_bytes);
	memmove(seat->out, seat->out + bytes, seat->out_bytes - bytes);
	seat->out_bytes -= bytes;
}
