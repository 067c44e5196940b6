/* For the tests of content: a whole site as one small text in memory, which may be spoilt; and the mistakes that are
 * told about it. Its prompts, labels and words are made from the names of the schema, each as short as it may be. */
#ifndef FOYER_TESTS_TINY_HELP_H
#define FOYER_TESTS_TINY_HELP_H

#include "site/content_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TINY_BYTES = 1 << 19 };

struct tiny {
	char text[TINY_BYTES];
	struct problems problems;
};

static const char tiny_site[] = "site:\n"
				"  id: tiny\n"
				"  languages: [en, it]\n"
				"  language_names: {en: English, it: Italiano}\n"
				"  name: {en: Tiny, it: Piccola}\n"
				"  notice: {en: A machine, it: Una macchina}\n"
				"  hours: desk\n"
				"  timezone: Europe/Rome\n"
				"  currency: EUR\n"
				"  often: [ask, order]\n"
				"  now: {item: ask, reason: {en: It is hot, it: Fa caldo}}\n"
				"  person: front\n"
				"  recognise: {slots: [number], action: look}\n"
				"  verify: {slots: [number, holder], action: look}\n"
				"  limits:\n"
				"    still_there_s: 45\n"
				"    countdown_s: 30\n"
				"    survey_one_in: 3\n"
				"    handover_wait_s: 180\n"
				"    move_min: 30\n"
				"    keep_days: 30\n"
				"menu:\n"
				"  - id: ask\n"
				"    label: {en: Ask, it: Chiedere}\n"
				"    icon: info\n"
				"    answer: opening\n"
				"  - id: order\n"
				"    label: {en: Order, it: Ordinare}\n"
				"    icon: box\n"
				"    form: ordering\n"
				"    pinned: false\n"
				"  - id: more\n"
				"    label: {en: More, it: Altro}\n"
				"    icon: star\n"
				"    items:\n"
				"      - id: more.people\n"
				"        label: {en: People, it: Persone}\n"
				"        icon: person\n"
				"        team: front\n";

static const char tiny_records[] =
	"answers:\n"
	"  - id: opening\n"
	"    title: {en: When we open, it: Quando apriamo}\n"
	"    asks: {en: [when, at what time, how late], it: [quando, a che ora, fino a quando]}\n"
	"    text: {en: At nine, it: Alle nove}\n"
	"    steps:\n"
	"      - {en: Come, it: Vieni}\n"
	"      - {en: Enter, it: Entra}\n"
	"    repair: true\n"
	"    then: ordering\n"
	"    source: the door\n"
	"    owner: ada\n"
	"    valid_until: 2027-12-31\n"
	"forms:\n"
	"  - id: ordering\n"
	"    title: {en: Order a thing, it: Ordinare}\n"
	"    asks: {en: [order, i want one, buy], it: [ordinare, ne voglio uno, comprare]}\n"
	"    level: recognised\n"
	"    slots: [size, paid, day]\n"
	"    optional: [day]\n"
	"    action: send\n"
	"slots:\n"
	"  - id: number\n"
	"    type: digits\n"
	"    digits: {min: 4, max: 8}\n"
	"    label: {en: Number, it: Numero}\n"
	"    ask: {en: [n1, n2, n3], it: [m1, m2, m3]}\n"
	"    again: {en: Four digits, it: Quattro cifre}\n"
	"  - id: holder\n"
	"    type: name\n"
	"    label: {en: Name, it: Nome}\n"
	"    ask: {en: [h1, h2, h3], it: [k1, k2, k3]}\n"
	"    again: {en: Your name, it: Il tuo nome}\n"
	"  - id: size\n"
	"    type: choice\n"
	"    label: {en: Size, it: Misura}\n"
	"    ask: {en: [s1, s2, s3], it: [t1, t2, t3]}\n"
	"    again: {en: Small or large, it: Piccolo o grande}\n"
	"    choices:\n"
	"      - {id: small, label: {en: Small, it: Piccolo}, asks: {en: [small], it: [piccolo]}}\n"
	"      - {id: large, label: {en: Large, it: Grande}, asks: {en: [large], it: [grande]}}\n"
	"  - id: paid\n"
	"    type: amount\n"
	"    amount: {min: 1, max: 90}\n"
	"    label: {en: Paid, it: Pagato}\n"
	"    ask: {en: [p1, p2, p3], it: [q1, q2, q3]}\n"
	"    again: {en: An amount, it: Una cifra}\n"
	"  - id: day\n"
	"    type: date\n"
	"    date: {min: -5, max: 60}\n"
	"    label: {en: Day, it: Giorno}\n"
	"    ask: {en: [d1, d2, d3], it: [e1, e2, e3]}\n"
	"    again: {en: A day, it: Un giorno}\n"
	"    optional: true\n"
	"actions:\n"
	"  - id: look\n"
	"    kind: program\n"
	"    program: [ledger, look]\n"
	"    inputs: [number]\n"
	"    level: anonymous\n"
	"    confirm: {en: \"Look up {number}\", it: \"Cerco {number}\"}\n"
	"    done: {en: Found, it: Trovato}\n"
	"    refused: {en: Not found, it: Non trovato}\n"
	"    unknown: {en: Not known, it: Non lo so}\n"
	"    wait_s: 8\n"
	"  - id: send\n"
	"    kind: http\n"
	"    url: http://127.0.0.1/send\n"
	"    inputs: [number, size]\n"
	"    level: recognised\n"
	"    confirm: {en: Send it, it: Lo mando}\n"
	"    done: {en: Sent, it: Mandato}\n"
	"    refused: {en: Not sent, it: Non mandato}\n"
	"    unknown: {en: Not known, it: Non lo so}\n"
	"    wait_s: 8\n"
	"    team: front\n"
	"teams:\n"
	"  - {id: front, name: {en: Front desk, it: Banco}, skills: [talk], hours: desk, wait_min: 4}\n"
	"people:\n"
	"  - {id: ada, name: Ada, team: front, languages: [en], skills: [talk], hours: desk}\n"
	"hours:\n"
	"  - id: desk\n"
	"    mon: [\"09:00-12:00\", \"13:00-17:00\"]\n"
	"    tue: [\"09:00-17:00\"]\n"
	"    wed: []\n"
	"    thu: []\n"
	"    fri: []\n"
	"    sat: []\n"
	"    sun: [\"00:00-24:00\"]\n"
	"    closed: [2026-12-25]\n"
	"branches:\n"
	"  - id: old_bridge\n"
	"    name: {en: The old bridge, it: Il ponte}\n"
	"    address: Bridge 1\n"
	"    town: Town\n"
	"    phone: \"0541 1\"\n"
	"    hours: desk\n"
	"    services: [talk]\n"
	"offers:\n"
	"  - id: bonus\n"
	"    title: {en: Bonus, it: Premio}\n"
	"    text: {en: One more, it: Uno in più}\n"
	"    from: 2026-11-01\n"
	"    until: 2027-01-31\n"
	"    item: ask\n"
	"    opening: true\n";

__attribute__((format(printf, 2, 3))) static inline void tiny_put(struct tiny *t, const char *format, ...)
{
	size_t used = strlen(t->text);
	va_list list;
	int more;

	va_start(list, format);
	more = vsnprintf(t->text + used, sizeof(t->text) - used, format, list);
	va_end(list);
	assert_true(more >= 0 && used + (size_t)more < sizeof(t->text));
}

static inline void tiny_put_rows(struct tiny *t, const char *name, int rows)
{
	tiny_put(t, "  %s:\n", name);
	for (int l = 0; l < 2; l++) {
		tiny_put(t, "    %s: [", l ? "it" : "en");
		for (int i = 0; i < rows; i++)
			tiny_put(t, "%s[%s%d]", i ? ", " : "", name, i);
		tiny_put(t, "]\n");
	}
}

static inline void tiny_put_words(struct tiny *t)
{
	tiny_put(t, "words:\n");
	for (int k = 0; k < WORDS_COUNT; k++) {
		const char *name = words_kind_name((enum words_kind)k);

		if (k == WORDS_DIGITS || k == WORDS_MONTHS || k == WORDS_WEEKDAYS)
			tiny_put_rows(t, name, k == WORDS_DIGITS ? 10 : k == WORDS_MONTHS ? 12 : 7);
		else if (k == WORDS_NUMBERS || k == WORDS_REPEATS || k == WORDS_DAYS)
			tiny_put(t, "  %s: {en: {%d: [one]}, it: {%d: [uno]}}\n", name, k == WORDS_NUMBERS ? 20 : 2,
				k == WORDS_NUMBERS ? 20 : 2);
		else
			tiny_put(t, "  \"%s\": {en: [w%d], it: [v%d]}\n", name, k, k);
	}
	tiny_put(t, "  speak: {en: [\"say\"], it: [\"dica\"]}\n");
}

static inline struct tiny *tiny_open(void)
{
	struct tiny *t = calloc(1, sizeof(*t));

	assert_non_null(t);
	tiny_put(t, "%s%s", tiny_site, tiny_records);
	tiny_put_words(t);
	tiny_put(t, "prompts:\n");
	for (int i = 0; i < PROMPT_COUNT; i++)
		tiny_put(t, "  %s: {en: [a, b, c], it: [d, e, f]}\n", prompt_name((enum prompt)i));
	tiny_put(t, "labels:\n");
	for (int i = 0; i < LABEL_COUNT; i++)
		tiny_put(t, "  %s: {en: a, it: b}\n", label_name((enum label)i));
	return t;
}

/* The first `find` behind the first `after` becomes `put`. Returns the line where it begins. */
static inline unsigned tiny_edit(struct tiny *t, const char *after, const char *find, const char *put)
{
	char *start = strstr(t->text, after);
	char *at = start ? strstr(start, find) : NULL;
	size_t more = strlen(put);
	unsigned line = 1;

	if (!at) {
		fail_msg("no \"%s\" behind \"%s\"", find, after);
		return 0; /* the compiler does not know that nobody gets here */
	}
	assert_true(strlen(t->text) + more < sizeof(t->text));
	for (const char *c = t->text; c < at; c++)
		line += *c == '\n';
	memmove(at + more, at + strlen(find), strlen(at + strlen(find)) + 1);
	for (size_t i = 0; i < more; i++)
		at[i] = put[i];
	return line;
}

/* Whether it compiles; the mistakes are in `problems`. */
static inline bool tiny_check(struct tiny *t)
{
	void *image;
	enum err err = content_load_text("tiny.yaml", t->text, strlen(t->text), &image, &t->problems);

	free(image);
	assert_int_equal(err == ERR_NONE, t->problems.count == 0);
	return err == ERR_NONE;
}

/* Whether a mistake in that line (0: in the site as a whole) holds the words. */
static inline bool tiny_says(const struct tiny *t, unsigned line, const char *words)
{
	char start[64] = "site: ";

	if (line)
		snprintf(start, sizeof(start), "tiny.yaml:%u: ", line);
	for (uint16_t i = 0; i < t->problems.count; i++)
		if (strncmp(t->problems.list[i].text, start, strlen(start)) == 0 &&
			strstr(t->problems.list[i].text, words))
			return true;
	return false;
}

static inline void tiny_print(const struct tiny *t)
{
	for (uint16_t i = 0; i < t->problems.count; i++)
		print_message("%s\n", t->problems.list[i].text);
}

#endif
