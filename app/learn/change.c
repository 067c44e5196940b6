#include "learn/change.h"

#include <string.h>

/* Appends to a text that always ends with a NUL; what does not fit is cut. */
struct saying {
	char *out;
	size_t bytes;
	size_t used;
};

static void say(struct saying *s, const char *text)
{
	for (; *text && s->used + 1 < s->bytes; text++)
		s->out[s->used++] = *text;
	s->out[s->used] = 0;
}

static void say_number(struct saying *s, uint64_t number)
{
	char digits[24];
	size_t at = sizeof(digits) - 1;

	digits[at] = 0;
	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	say(s, digits + at);
}

static void say_count(struct saying *s, uint64_t number, const char *one, const char *many)
{
	say_number(s, number);
	say(s, " ");
	say(s, number == 1 ? one : many);
}

/* "3rd" */
static void say_rank(struct saying *s, uint16_t rank)
{
	static const char *const ends[] = {"th", "st", "nd", "rd"};
	uint16_t last = rank % 10;
	bool teen = rank % 100 / 10 == 1;

	say_number(s, rank);
	say(s, last <= 3 && !teen ? ends[last] : "th");
}

/* "1.8 s" */
static void say_seconds(struct saying *s, int32_t ms)
{
	uint32_t size = ms < 0 ? 0U - (uint32_t)ms : (uint32_t)ms;

	if (ms < 0)
		say(s, "-");
	if (size < 95) { /* small gains would all be 0.0 */
		bool fine = size < 10;

		say(s, fine ? "0.00" : "0.0");
		say_number(s, fine ? size : (size + 5) / 10);
	} else {
		say_number(s, (size + 50) / 1000);
		say(s, ".");
		say_number(s, (size + 50) % 1000 / 100);
	}
	say(s, " s");
}

/* "12.3 %" */
static void say_share(struct saying *s, uint32_t permyriad)
{
	uint32_t permille = (permyriad + 5) / 10;

	say_number(s, permille / 10);
	say(s, ".");
	say_number(s, permille % 10);
	say(s, " %");
}

static void say_served(struct saying *s, const struct change *c)
{
	say_number(s, c->served);
	say(s, " of ");
	say_number(s, c->of);
	say(s, " served in ");
	say_count(s, c->days, "day", "days");
}

static void say_gain(struct saying *s, const struct change *c)
{
	say(s, c->gain_ms < 0 ? " costs " : " saves ");
	say_seconds(s, c->gain_ms < 0 ? -c->gain_ms : c->gain_ms);
	say(s, " a session");
}

static void say_agree(struct saying *s, const struct change *c)
{
	if (c->samples == 0)
		return;
	say(s, ", ");
	say_number(s, c->agree);
	say(s, " of ");
	say_number(s, c->samples);
	say(s, " samples agree");
}

static void say_heard(struct saying *s, const struct change *c)
{
	say_number(s, c->left);
	say(s, " left in the ");
	say_number(s, c->heard_s);
	say(s, " s it was heard, ");
	say_number(s, c->left_else);
	say(s, " in the ");
	say_number(s, c->heard_else_s);
	say(s, " s around it");
}

static void say_interval(struct saying *s, const struct change *c)
{
	say(s, "measured gain ");
	say_seconds(s, c->gain_ms);
	say(s, " a session, between ");
	say_seconds(s, c->gain_low_ms);
	say(s, " and ");
	say_seconds(s, c->gain_high_ms);
	say(s, " (95 %), with leaving and wrong turns counted as lost time, ");
	say_number(s, c->served);
	say(s, " sessions against ");
	say_number(s, c->of);
}

const char *change_kind_name(enum change_kind kind)
{
	static const char *const names[CHANGE_KINDS] = {"order", "often", "often_away", "rising", "rising_away",
		"left_out", "put_back", "trial", "trial_won", "trial_lost", "reverted", "content", "undone",
		"measured"};

	return kind < CHANGE_KINDS ? names[kind] : "unknown";
}

static void say_name(struct saying *s, const struct change *c, const struct change_names *names)
{
	bool prompt = c->kind == CHANGE_LEFT_OUT || c->kind == CHANGE_PUT_BACK;

	if (c->subject == TREE_NONE)
		return;
	say(s, prompt ? names->prompt(names->self, c->subject) : names->item(names->self, c->subject));
	say(s, ": ");
}

static void say_order(struct saying *s, const struct change *c)
{
	say(s, "moved from ");
	say_rank(s, c->from);
	say(s, " to ");
	say_rank(s, c->to);
	say(s, ": ");
	say_served(s, c);
	say(s, ", with what moves beside it"); /* the gain of all, told with each: not to be added up */
	say_gain(s, c);
	say_agree(s, c);
}

static void say_often(struct saying *s, const struct change *c, const struct change_names *names)
{
	say(s, c->kind == CHANGE_OFTEN ? "now among the often asked" : "no longer among the often asked");
	if (c->other != TREE_NONE) {
		say(s, c->kind == CHANGE_OFTEN ? " instead of " : ", in favour of ");
		say(s, names->item(names->self, c->other));
	}
	say(s, ": ");
	say_served(s, c);
	say(s, ",");
	say_gain(s, c);
	say_agree(s, c);
}

static void say_rising(struct saying *s, const struct change *c)
{
	bool comes = c->kind == CHANGE_RISING;

	say(s, comes ? "asked for much more than usual, one step away now: " : "no longer asked for so much: ");
	say_number(s, c->served);
	say(s, " of the last ");
	say_number(s, c->of);
	say(s, " served, ");
	say_share(s, c->share_permyriad);
	if (!comes)
		return; /* it leaves while it still fades: more than usual would sound like a reason to stay */
	say(s, " instead of ");
	say_share(s, c->usual_permyriad);
}

void change_say(const struct change *c, const struct change_names *names, char *out, size_t out_bytes)
{
	struct saying s = {out, out_bytes, 0};

	if (out_bytes == 0)
		return;
	out[0] = 0;
	say_name(&s, c, names);
	switch ((enum change_kind)c->kind) {
	case CHANGE_ORDER: say_order(&s, c); break;
	case CHANGE_OFTEN:
	case CHANGE_OFTEN_AWAY: say_often(&s, c, names); break;
	case CHANGE_RISING:
	case CHANGE_RISING_AWAY: say_rising(&s, c); break;
	case CHANGE_LEFT_OUT:
		say(&s, "no longer said, but to 5 % of the sessions: ");
		say_heard(&s, c);
		break;
	case CHANGE_PUT_BACK:
		say(&s, "said again: ");
		say_heard(&s, c);
		break;
	case CHANGE_TRIAL:
		say(&s, "the learned order is tried on half of the callers: expected,");
		say_gain(&s, c);
		say_agree(&s, c);
		break;
	case CHANGE_TRIAL_WON:
		say(&s, "the learned order is spoken to all but 1 %: ");
		say_interval(&s, c);
		break;
	case CHANGE_TRIAL_LOST:
		say(&s, "the authored order is spoken to all: ");
		say_interval(&s, c);
		break;
	case CHANGE_REVERTED:
		say(&s, "the order is the authored one again: ");
		say_interval(&s, c);
		break;
	case CHANGE_CONTENT: say(&s, "the content changed; what was learned was carried over"); break;
	case CHANGE_UNDONE: say(&s, "undone by hand"); break;
	case CHANGE_MEASURED: say(&s, "how long each item takes to say was measured with the voice"); break;
	case CHANGE_KINDS: break;
	}
}
