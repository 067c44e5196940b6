/* Whatever a site's files say (FOYER_SEED and FOYER_TRIES choose others, and more): they are refused with a word, or
 * they make an image that is sound (content_load() insists on it). Pieces of the tiny site are taken out, put elsewhere
 * or written as something else, a few at a time.
 */
#include "tiny_help.h"

#include "base/rng.h"

enum { TRIES = 250, CHANGES_MAX = 4, PIECES_MAX = 12000 };

/* Where the pieces of the text begin: words, signs and the spaces between them; nine times in ten in front of the
 * prompts, which are many and alike. */
struct pieces {
	uint32_t at[PIECES_MAX + 1];
	uint32_t count;
};

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static void cut(const char *text, bool all, struct pieces *p)
{
	const char *prompts = all ? NULL : strstr(text, "prompts:");
	uint32_t end = prompts && prompts > text ? (uint32_t)(prompts - text) : (uint32_t)strlen(text);

	p->count = 0;
	for (uint32_t i = 0; i < end; i++)
		if (i == 0 || !is_plain(text[i]) || !is_plain(text[i - 1])) {
			assert_true(p->count < PIECES_MAX);
			p->at[p->count++] = i;
		}
	p->at[p->count] = end;
}

static void replace(struct tiny *t, uint32_t from, uint32_t to, const char *put)
{
	char *rest = strdup(t->text + to);

	assert_non_null(rest);
	t->text[from] = '\0';
	tiny_put(t, "%s%s", put, rest);
	free(rest);
}

static void change(struct tiny *t, struct rng *rng)
{
	static const char *const others[] = {"[]", "{}", "~", "", "0", "-1", "99999", "true", "[[]]", "{en: a}", "en",
		"id", "\"\"", "a.b", "choice", "http", "training", "verified", "{x}", "[[], [], []]", "ask", "more",
		"size", "day", "send", "front"};
	struct pieces p;
	uint32_t from;
	uint32_t to;
	char other[40];

	cut(t->text, rng_below(rng, 10) == 0, &p);
	from = rng_below(rng, p.count);
	to = from + 1 + (rng_below(rng, 4) == 0 ? rng_below(rng, 12) : 0);
	to = to < p.count ? to : p.count;
	if (rng_below(rng, 2)) {
		uint32_t k = rng_below(rng, p.count);

		snprintf(other, sizeof(other), "%.*s", (int)(p.at[k + 1] - p.at[k]), t->text + p.at[k]);
		replace(t, p.at[from], p.at[to], other);
	} else {
		replace(t, p.at[from], p.at[to], others[rng_below(rng, sizeof(others) / sizeof(others[0]))]);
	}
}

/* A whole line goes, or comes again elsewhere. */
static void change_line(struct tiny *t, struct rng *rng)
{
	uint32_t from = rng_below(rng, (uint32_t)strlen(t->text));
	uint32_t to;
	char line[600];

	while (from > 0 && t->text[from - 1] != '\n')
		from--;
	to = from + (uint32_t)strcspn(t->text + from, "\n");
	to += t->text[to] == '\n';
	snprintf(line, sizeof(line), "%.*s", (int)(to - from), t->text + from);
	if (rng_below(rng, 2))
		replace(t, from, to, "");
	if (rng_below(rng, 2)) {
		from = rng_below(rng, (uint32_t)strlen(t->text));
		while (from > 0 && t->text[from - 1] != '\n')
			from--;
		replace(t, from, from, line);
	}
}

static void whatever_the_files_say_is_refused_with_a_word_or_sound(void **state)
{
	const char *seed = getenv("FOYER_SEED");
	const char *tries = getenv("FOYER_TRIES");
	struct rng rng = {seed ? strtoull(seed, NULL, 10) : 20261122};
	uint32_t whole = 0;

	(void)state;
	for (int i = 0; i < (tries ? atoi(tries) : TRIES); i++) {
		struct tiny *t = tiny_open();

		for (uint32_t n = 1 + rng_below(&rng, CHANGES_MAX); n > 0; n--) {
			if (rng_below(&rng, 3) == 0)
				change_line(t, &rng);
			else
				change(t, &rng);
		}
		whole += tiny_check(t);
		free(t);
	}
	assert_true(whole > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_the_files_say_is_refused_with_a_word_or_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
