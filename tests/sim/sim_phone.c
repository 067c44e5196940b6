/* A telephone: what is keyed becomes packets and tones, which are lost, doubled and late, and then keys (line/digits);
 * what is played is heard by line/player, frame by frame, though of speech that is shorter than it sounds. */
#include "sim_line.h"

#include <string.h>

enum {
	FRAME_STANDS_MS = 1320, /* of 20 characters */
	KEY_MS_MIN = 120,
	KEY_MS_MAX = 700,
	SAME_KEY_MS_MIN = 400, /* both ways of one press are over by then */
	TONE_MS_MIN = 20,
	TONE_MS_MAX = 110,
	PACKETS_MAX = 9,
	ENDS = 3, /* an end is sent three times */
	TICKS_APART = 4800,
	PLAYED_MS_MAX = 5000,
	END_BIT = 0x80
};

static const char keys[] = "0123456789*#ABCD";

/* --- heard --- */

bool phone_plays_firm(const struct phone *phone)
{
	for (uint8_t i = 0; i < phone->player.count; i++)
		if (phone->player.list[i].firm)
			return true;
	return false;
}

void phone_stop(struct phone *phone)
{
	player_stop(&phone->player);
	phone->sounds_until_ms = 0;
	phone->reports = false;
}

static void report(struct sim_exchange *x, struct phone *phone, uint32_t mark)
{
	phone->reports = !phone->no_played;
	phone->report_mark = mark;
	phone->report_ms = x->sim->now_ms;
	if (!line_strikes(x, FAULT_LINE_PLAYED))
		return;
	if (line_between(x, 0, 5) == 0)
		phone->reports = false;
	if (line_between(x, 0, 2) == 0 && mark > 1) /* of what a key had stopped */
		line_put(x, &(struct line_event){.what = LINE_PLAYED, .call = phone->call, .mark = mark - 1});
	phone->report_ms += line_between(x, 0, PLAYED_MS_MAX);
}

static void hear(struct sim_exchange *x, struct phone *phone)
{
	uint32_t mark;

	while (phone->player.count && phone->sounds_until_ms <= x->sim->now_ms) {
		if (!player_frame(&phone->player))
			break; /* being made, or the end */
		if (phone->sounds_until_ms == 0)
			phone->sounds_until_ms = x->sim->now_ms;
		phone->sounds_until_ms += FRAME_STANDS_MS;
	}
	if (phone->player.count == 0 && phone->sounds_until_ms <= x->sim->now_ms)
		phone->sounds_until_ms = 0;
	if (player_is_done(&phone->player, &mark))
		report(x, phone, mark);
	if (!phone->reports || phone->report_ms > x->sim->now_ms)
		return;
	phone->reports = false;
	line_put(x, &(struct line_event){.what = LINE_PLAYED, .call = phone->call, .mark = phone->report_mark});
}

/* A key stops it at once; what must be heard stays, where it was. */
static void interrupt(struct sim_exchange *x, struct phone *phone)
{
	const struct player before = phone->player;
	uint8_t kept = 0;

	player_interrupt(&phone->player);
	for (uint8_t i = 0; i < before.count; i++) {
		if (!before.list[i].firm)
			continue;
		if (kept >= phone->player.count || phone->player.list[kept].mark != before.list[i].mark ||
			(i == 0 && phone->player.frame_at != before.frame_at))
			sim_fail(x->sim, "firm", phone->session,
				"a key stopped what must be heard to its end (mark %u)", before.list[i].mark);
		kept++;
	}
	if (before.count && (kept == 0 || !before.list[0].firm))
		phone->sounds_until_ms = 0;
}

/* --- keyed --- */

void phone_key(struct sim_exchange *x, struct phone *phone, char key)
{
	line_put(x, &(struct line_event){.what = LINE_KEYED, .call = phone->call, .key = key});
	interrupt(x, phone);
}

static unsigned came(struct sim_exchange *x, struct phone *phone, char key)
{
	if (key == '\0')
		return 0;
	keys_told(x, phone, key);
	phone_key(x, phone, key);
	return 1;
}

static struct digits_packet packet_of(const struct phone *phone, char key, unsigned at, unsigned count)
{
	struct digits_packet packet = {.timestamp = phone->timestamp};

	packet.payload[0] = (uint8_t)(strchr(keys, key) - keys);
	packet.payload[1] = (uint8_t)(10 | (at + ENDS >= count ? END_BIT : 0));
	packet.payload[2] = (uint8_t)(at >> 1);
	packet.payload[3] = (uint8_t)(at << 7);
	return packet;
}

static void shuffle(struct sim_exchange *x, struct digits_packet *list, unsigned count)
{
	for (unsigned i = 0; i + 1 < count; i++) {
		struct digits_packet packet = list[i];

		if (line_between(x, 0, 3))
			continue;
		list[i] = list[i + 1];
		list[i + 1] = packet;
	}
}

/* Those that arrive, in the order in which they do, some twice. */
static unsigned packets_of(struct sim_exchange *x, struct phone *phone, char key, struct digits_packet *out)
{
	unsigned count = line_between(x, ENDS + 1, PACKETS_MAX);
	unsigned lost_pct = line_between(x, 0, 1) ? 20 : 80;
	unsigned arrived = 0;

	for (unsigned i = 0; i < count; i++) {
		if (line_between(x, 0, 99) < lost_pct)
			continue;
		out[arrived++] = packet_of(phone, key, i, count);
		if (line_between(x, 0, 4) == 0)
			out[arrived++] = packet_of(phone, key, i, count);
	}
	shuffle(x, out, arrived);
	return arrived;
}

/* One press, whatever of it arrives: as packets, as sound, or both. */
static unsigned press_badly(struct sim_exchange *x, struct phone *phone, char key)
{
	struct digits_packet packets[2 * PACKETS_MAX];
	uint64_t now_ms = x->sim->now_ms;
	unsigned count = packets_of(x, phone, key, packets);
	bool sounds = line_between(x, 0, 1);
	bool sound_first = line_between(x, 0, 1);
	unsigned reports = 0;

	if (sounds && sound_first)
		reports += came(x, phone, digits_tone(&phone->digits, key, now_ms));
	for (unsigned i = 0; i < count; i++) {
		reports += came(x, phone, digits_event(&phone->digits, &packets[i], now_ms + i));
		if (i == 0 && phone->has_late && digits_event(&phone->digits, &phone->late, now_ms + i))
			sim_fail(x->sim, "keys", phone->session, "a late packet of the key before was taken");
	}
	if (sounds && !sound_first)
		reports += came(
			x, phone, digits_tone(&phone->digits, key, now_ms + line_between(x, TONE_MS_MIN, TONE_MS_MAX)));
	if (reports != (count || sounds))
		sim_fail(x->sim, "keys", phone->session, "%c was keyed once, and reported %u times", key, reports);
	phone->has_late = count > 0 && line_between(x, 0, 1); /* for the next key only */
	phone->late = packets[0];
	return reports;
}

static void press(struct sim_exchange *x, struct phone *phone, char key)
{
	unsigned reports = 0;

	phone->timestamp += TICKS_APART;
	sim_trace(x->sim, "[%9.1f] call %u: %c%s\n", (double)x->sim->now_ms / 1000, phone->call, key,
		phone->no_keys ? " (does not arrive)" : "");
	if (!phone->no_keys && line_strikes(x, FAULT_LINE_PACKETS)) {
		reports = press_badly(x, phone, key);
	} else if (!phone->no_keys) {
		struct digits_packet packet = packet_of(phone, key, PACKETS_MAX, PACKETS_MAX);

		phone->has_late = false;
		reports = came(x, phone, digits_event(&phone->digits, &packet, x->sim->now_ms));
		if (reports != 1)
			sim_fail(x->sim, "keys", phone->session, "%c was keyed, and not reported", key);
	}
	if (reports == 0)
		phone->place->answering[0] = '\0'; /* they believe that they gave it */
}

/* The same key again is another press only when both ways of the last one are over. */
void phone_press(struct sim_exchange *x, struct phone *phone, const char *list)
{
	uint64_t at_ms = x->sim->now_ms;
	bool at_once = line_strikes(x, FAULT_KEYS_AHEAD); /* the device was busy, and takes all in one turn */

	for (; *list && phone->presses_count < PRESSES_MAX; list++) {
		const struct press *last = phone->presses_count ? &phone->presses[phone->presses_count - 1] : NULL;

		if (last && last->at_ms >= at_ms)
			at_ms = last->at_ms + (at_once ? 0 : line_between(x, KEY_MS_MIN, KEY_MS_MAX));
		if (at_ms < phone->free_ms[(uint8_t)*list])
			at_ms = phone->free_ms[(uint8_t)*list];
		phone->free_ms[(uint8_t)*list] = at_ms + SAME_KEY_MS_MIN;
		phone->presses[phone->presses_count++] = (struct press){*list, at_ms};
	}
}

/* --- what its time has come for --- */

void phone_due(struct sim_exchange *x, struct phone *phone)
{
	uint64_t now_ms = x->sim->now_ms;

	if (phone->answers_ms && phone->answers_ms <= now_ms) {
		phone->answers_ms = 0;
		phone->state = PHONE_STANDS;
		digits_begin(&phone->digits);
		line_put(x, &(struct line_event){.what = LINE_ANSWERED,
				    .call = phone->call,
				    .codec = line_between(x, 0, 1) ? CODEC_PCMU : CODEC_PCMA});
	}
	if (phone->ended_ms && phone->ended_ms <= now_ms) {
		phone->ended_ms = 0;
		line_put(x, &(struct line_event){.what = LINE_ENDED, .call = phone->call});
	}
	if (phone->state != PHONE_STANDS)
		return;
	while (phone->presses_count && phone->presses[0].at_ms <= now_ms) {
		char key = phone->presses[0].key;
		uint64_t over_ms = phone->pressed_ms[(uint8_t)key] + SAME_KEY_MS_MIN;

		if (phone->pressed_ms[(uint8_t)key] && over_ms > now_ms) { /* time went by in one piece */
			phone->presses[0].at_ms = over_ms;
			break;
		}
		phone->pressed_ms[(uint8_t)key] = now_ms;
		phone->presses_count--;
		memmove(phone->presses, phone->presses + 1, phone->presses_count * sizeof(phone->presses[0]));
		press(x, phone, key);
	}
	hear(x, phone);
}

static uint64_t sooner(uint64_t a, uint64_t b)
{
	if (!a || !b)
		return a ? a : b;
	return a < b ? a : b;
}

uint64_t phone_due_ms(const struct phone *phone, uint64_t now_ms)
{
	uint64_t due_ms = sooner(phone->answers_ms, sooner(phone->ended_ms, phone->gone_ms));

	if (phone->state != PHONE_STANDS)
		return due_ms;
	if (phone->presses_count)
		due_ms = sooner(due_ms, phone->presses[0].at_ms);
	if (phone->reports)
		due_ms = sooner(due_ms, phone->report_ms);
	if (phone->player.count && phone->sounds_until_ms > now_ms) /* else the voice is late */
		due_ms = sooner(due_ms, phone->sounds_until_ms);
	return due_ms;
}
