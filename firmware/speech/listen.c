#include "speech/listen.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	PHRASE_BYTES = 400,
	ROOT_BYTES = 320,
	/* Beyond, rules that count "double four" as two would grow like Fibonacci's rabbits. */
	COUNTED_DOUBLES_MAX = 6,
	COUNTED_DIGITS_MAX = 15,
};

struct grammar {
	const struct content *c;
	uint8_t language;
	char *out;
	size_t room; /* the root rule's share is kept back */
	size_t used;
	size_t rule_at;   /* where the open rule began */
	unsigned phrases; /* in the open rule */
	bool rule_open;   /* its head found room */
	char root[ROOT_BYTES];
};

/* --- writing --- */

/* All or nothing, and never into what the ends of rule and grammar need. */
__attribute__((format(printf, 2, 3))) static bool put(struct grammar *g, const char *format, ...)
{
	va_list arguments;
	int count;

	if (g->used >= g->room)
		return false;
	va_start(arguments, format);
	count = vsnprintf(g->out + g->used, g->room - g->used, format, arguments);
	va_end(arguments);
	if (count < 0 || (size_t)count >= g->room - g->used) {
		g->out[g->used] = 0;
		return false;
	}
	g->used += (size_t)count;
	return true;
}

static void rule_begin(struct grammar *g, const char *name)
{
	g->rule_at = g->used;
	g->phrases = 0;
	g->rule_open = put(g, "<%s> =", name);
}

static void rule_item(struct grammar *g, const char *item)
{
	if (!g->rule_open)
		return;
	if (g->phrases == 0 ? put(g, " %s", item) : put(g, "\n | %s", item))
		g->phrases++;
}

/* An empty rule is taken back. */
static bool rule_end(struct grammar *g)
{
	if (g->phrases > 0) {
		size_t used = g->used;

		/* The root's share is large enough for one semicolon a rule. */
		memcpy(g->out + used, ";\n", 3);
		g->used = used + 2;
		return true;
	}
	g->used = g->rule_at;
	g->out[g->used] = 0;
	return false;
}

static void root_add(struct grammar *g, const char *name)
{
	size_t used = strlen(g->root);

	snprintf(g->root + used, sizeof(g->root) - used, "%s<%s>", used ? " | " : "", name);
}

static void rule_end_to_root(struct grammar *g, const char *name)
{
	if (rule_end(g))
		root_add(g, name);
}

/* --- words --- */

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

/* Lower case, single spaces, nothing that is a sign of the grammar; an apostrophe stays inside a word ("i'm"). */
static size_t clean(const char *phrase, char *out, size_t out_bytes)
{
	const char *at = phrase;
	const char *end = phrase + strlen(phrase);
	size_t used = 0;
	bool gap = false;

	while (at < end) {
		uint32_t c = text_next(&at, end);
		const char *peek = at;
		bool inside = used > 0 && !gap && peek < end && text_is_word(text_next(&peek, end));

		if (is_apostrophe(c) && inside)
			c = '\'';
		else if (!text_is_word(c)) {
			gap = true;
			continue;
		}
		if (gap && used > 0)
			used += text_put(out + used, out_bytes - 1 - used, ' ');
		gap = false;
		used += text_put(out + used, out_bytes - 1 - used, text_lower(c));
	}
	out[used] = 0;
	return used;
}

static void rule_phrase(struct grammar *g, const char *phrase)
{
	char cleaned[PHRASE_BYTES];

	if (strlen(phrase) < sizeof(cleaned) && clean(phrase, cleaned, sizeof(cleaned)))
		rule_item(g, cleaned);
}

static void rule_text(struct grammar *g, uint16_t text)
{
	rule_phrase(g, content_text(g->c, text, g->language, 0));
}

static void rule_phrases(struct grammar *g, struct content_phrases phrases)
{
	for (uint32_t i = 0; i < phrases.count; i++)
		rule_phrase(g, content_phrase(g->c, phrases, i));
}

/* The words of one kind whose value lies in from..to. */
static void rule_words(struct grammar *g, enum words_kind kind, int32_t from, int32_t to)
{
	for (uint32_t i = 0; i < g->c->words.count; i++) {
		const struct content_word *word = content_word(g->c, i);

		if (word->kind == kind && word->language == g->language && word->value >= from && word->value <= to)
			rule_phrase(g, content_string(g->c, word->phrase));
	}
}

static void rule_words_all(struct grammar *g, enum words_kind kind)
{
	rule_words(g, kind, INT32_MIN, INT32_MAX);
}

/* --- what is expected --- */

static void write_universal(struct grammar *g)
{
	static const enum words_kind kinds[] = {WORDS_PERSON, WORDS_HELP, WORDS_BACK, WORDS_START_OVER, WORDS_GOODBYE,
		WORDS_REPEAT, WORDS_SKIP, WORDS_MORE_TIME, WORDS_CHANGE};

	rule_begin(g, "universal");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		rule_words_all(g, kinds[i]);
	rule_end_to_root(g, "universal");
}

static void write_yes_no(struct grammar *g)
{
	rule_begin(g, "yes_no");
	rule_words_all(g, WORDS_YES);
	rule_words_all(g, WORDS_NO);
	rule_end_to_root(g, "yes_no");
}

static void write_option(struct grammar *g, uint16_t slot, uint16_t option)
{
	const struct content_choice *choice = content_slot_choice(g->c, slot, option);

	rule_text(g, choice->label);
	rule_phrases(g, choice->asks[g->language]);
}

static void write_choice(struct grammar *g, const struct choice *choice, uint16_t slot)
{
	const struct content *c = g->c;

	switch ((enum choice_kind)choice->kind) {
	case CHOICE_ITEM:
	case CHOICE_OFTEN:
	case CHOICE_NOW:
	case CHOICE_RISING: rule_text(g, content_item(c, choice->index)->label); break;
	case CHOICE_TOPIC: rule_text(g, content_topic(c, choice->index)->title); break;
	case CHOICE_OPTION: write_option(g, slot, choice->index); break;
	case CHOICE_SLOT: rule_text(g, content_slot(c, choice->index)->label); break;
	case CHOICE_LANGUAGE: rule_phrase(g, content_string(c, c->site.language_name[choice->index])); break;
	}
	if (choice->key >= '1' && choice->key <= '9')
		rule_words(g, WORDS_DIGITS, choice->key - '0', choice->key - '0');
}

static void write_choices(struct grammar *g, const struct effect *listen)
{
	rule_begin(g, "choice");
	for (uint8_t i = 0; i < listen->listen.choices.count; i++)
		write_choice(g, &listen->listen.choices.list[i], listen->listen.slot);
	rule_end_to_root(g, "choice");
}

static void write_open(struct grammar *g)
{
	rule_begin(g, "topic");
	for (uint16_t i = 0; i < g->c->topics.count; i++) {
		const struct content_topic *topic = content_topic(g->c, i);

		rule_text(g, topic->title);
		rule_phrases(g, topic->asks[g->language]);
	}
	rule_end_to_root(g, "topic");
}

/* --- numbers --- */

static bool write_digit(struct grammar *g)
{
	rule_begin(g, "digit");
	rule_words(g, WORDS_DIGITS, 0, 9);
	return rule_end(g);
}

static bool write_double(struct grammar *g)
{
	rule_begin(g, "double");
	rule_words(g, WORDS_REPEATS, 2, 2);
	return rule_end(g);
}

/* Exactly that many digits, "double four" being two of them: the count is half of what is known about a number. */
static bool write_counted(struct grammar *g, int32_t count, bool doubles)
{
	char item[64];

	snprintf(item, sizeof(item), "digits%d", (int)count);
	rule_begin(g, item);
	snprintf(item, sizeof(item), "<digit> <digits%d>", (int)count - 1);
	rule_item(g, count == 1 ? "<digit>" : item);
	snprintf(item, sizeof(item), "<double> <digit> <digits%d>", (int)count - 2);
	if (doubles && count >= 2)
		rule_item(g, count == 2 ? "<double> <digit>" : item);
	return rule_end(g);
}

static void write_digits(struct grammar *g, int32_t min, int32_t max)
{
	bool any = write_digit(g);
	bool doubles = any && write_double(g);

	if (any && max > (doubles ? COUNTED_DOUBLES_MAX : COUNTED_DIGITS_MAX)) {
		rule_begin(g, "digits");
		rule_item(g, doubles ? "([<double>] <digit>)+" : "<digit>+");
		rule_end_to_root(g, "digits");
		return;
	}
	for (int32_t count = 1; any && count <= max; count++) {
		char name[24];

		any = write_counted(g, count, doubles);
		snprintf(name, sizeof(name), "digits%d", (int)count);
		if (any && count >= min)
			root_add(g, name);
	}
}

static bool write_number_word(struct grammar *g, int32_t max)
{
	rule_begin(g, "number");
	rule_words(g, WORDS_DIGITS, 0, max);
	rule_words(g, WORDS_NUMBERS, 0, max);
	return rule_end(g);
}

static void write_numbers(struct grammar *g, const char *item, int32_t max)
{
	if (!write_number_word(g, max))
		return;
	rule_begin(g, "numbers");
	rule_item(g, item);
	rule_end_to_root(g, "numbers");
}

static bool write_list(struct grammar *g, const char *name, enum words_kind kind)
{
	rule_begin(g, name);
	rule_words_all(g, kind);
	return rule_end(g);
}

static void write_date(struct grammar *g)
{
	bool days = write_list(g, "day", WORDS_DAYS);
	bool next = write_list(g, "next", WORDS_NEXT);
	bool weekdays = write_list(g, "weekday", WORDS_WEEKDAYS);
	bool months = write_list(g, "month", WORDS_MONTHS);
	bool numbers = write_number_word(g, 31);

	rule_begin(g, "date");
	if (days)
		rule_item(g, "<day>");
	if (weekdays)
		rule_item(g, next ? "[<next>] <weekday> [<next>]" : "<weekday>");
	if (months && numbers) {
		rule_item(g, "<number> [<number>] <month>");
		rule_item(g, "<month> <number> [<number>]");
	}
	rule_end_to_root(g, "date");
}

static void write_slot_options(struct grammar *g, uint16_t slot)
{
	rule_begin(g, "option");
	for (uint16_t i = 0; i < content_slot(g->c, slot)->choices_count; i++)
		write_option(g, slot, i);
	rule_end_to_root(g, "option");
}

static void write_slot(struct grammar *g, uint16_t index)
{
	const struct content_slot *slot = content_slot(g->c, index);

	switch ((enum slot_type)slot->type) {
	case SLOT_DIGITS: write_digits(g, slot->min, slot->max); break;
	case SLOT_PHONE: write_digits(g, 6, COUNTED_DIGITS_MAX + 1); break;
	case SLOT_AMOUNT: write_numbers(g, "<number>+", 1000); break;
	case SLOT_TIME: write_numbers(g, "<number> [<number>] [<number>]", 59); break;
	case SLOT_DATE: write_date(g); break;
	case SLOT_CHOICE: write_slot_options(g, index); break;
	case SLOT_NAME:
	case SLOT_TEXT: break; /* anything: no grammar can know it; there is a keyboard */
	}
}

/* Each kind of number is asked for alone: their rules share names. */
static void write_numbers_expected(struct grammar *g, const struct effect *listen)
{
	unsigned expect = listen->listen.expect;

	if ((expect & EXPECT_SLOT) && listen->listen.slot != NONE16)
		write_slot(g, listen->listen.slot);
	else if (expect & EXPECT_CODE)
		write_digits(g, CODE_DIGITS, CODE_DIGITS);
	else if (expect & EXPECT_SCORE)
		write_numbers(g, "<number>", 10);
}

static void write_all(struct grammar *g, const struct effect *listen)
{
	unsigned expect = listen->listen.expect;

	if (expect & EXPECT_UNIVERSAL)
		write_universal(g);
	if (expect & EXPECT_YES_NO)
		write_yes_no(g);
	if (expect & EXPECT_CHOICES)
		write_choices(g, listen);
	write_numbers_expected(g, listen);
	if (expect & EXPECT_OPEN)
		write_open(g);
}

enum err listen_grammar(const struct content *c, const struct effect *listen, char *out, size_t out_bytes)
{
	enum { ENDS_BYTES = ROOT_BYTES + 128 };
	struct grammar g = {.c = c, .language = listen->listen.language, .out = out};
	int count;

	CHECK(listen->kind == EFFECT_LISTEN && out_bytes > 0);
	out[0] = 0;
	if (out_bytes <= ENDS_BYTES)
		return ERR_NO_SPACE;
	g.room = out_bytes - ENDS_BYTES;
	if (!put(&g, "#JSGF V1.0 UTF-8 %s;\ngrammar listen;\n", content_string(c, c->site.language[g.language])))
		return ERR_NO_SPACE;
	write_all(&g, listen);
	if (g.root[0] == 0) {
		out[0] = 0;
		return ERR_NOT_FOUND;
	}
	count = snprintf(out + g.used, out_bytes - g.used, "public <said> = %s;\n", g.root);
	CHECK(count > 0 && (size_t)count < out_bytes - g.used);
	return ERR_NONE;
}
