/* Each thing that a site's files can say wrongly: told once, in its line, with what to do. A mistake must not bring
 * forth others: so each row expects exactly one. */
#include "tiny_help.h"

/* `find` behind `after` becomes `put`; the mistake is told `down` lines below the place. */
struct mistake {
	const char *after;
	const char *find;
	const char *put;
	int down;
	const char *says;
};

static bool is_told(const struct mistake *m, size_t index)
{
	bool told;

	struct tiny *t = tiny_open();
	unsigned line = (unsigned)((int)tiny_edit(t, m->after, m->find, m->put) + m->down);

	tiny_check(t);
	told = t->problems.count == 1 && tiny_says(t, line, m->says);
	if (!told) {
		print_message("row %zu, \"%s\": expected tiny.yaml:%u: ... %s; got:\n", index, m->put, line, m->says);
		tiny_print(t);
	}
	free(t);
	return told;
}

static void expect_each(const struct mistake *list, size_t count)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < count; i++)
		wrong += !is_told(&list[i], i);
	assert_int_equal(wrong, 0);
}

#define EXPECT_EACH(list) expect_each(list, sizeof(list) / sizeof((list)[0]))
#define FORTY_SEVEN "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SIXTY FORTY_SEVEN "aaaaaaaaaaaaa"

static void a_value_of_the_wrong_kind_is_told(void **state)
{
	static const struct mistake list[] = {
		{"site:", "often: [ask, order]", "often:", 0, "often of site is empty: write a list of ids"},
		{"site:", "often: [ask, order]", "often: ask", 0, "is a single value, not a list"},
		{"site:", "languages: [en, it]", "languages: en", 0, "a list of codes: [en, it]"},
		{"site:", "name: {en: Tiny, it: Piccola}", "name: Tiny", 0,
			"name of site is a single value, not a map"},
		{"site:", "language_names: {en: English, it: Italiano}", "language_names: [a]", 0, "not a map of keys"},
		{"site:", "now: {item: ask, reason: {en: It is hot, it: Fa caldo}}", "now: ask", 0, "now of site is"},
		{"site:", "timezone: Europe/Rome", "timezone: [a]", 0, "write one text in quotes"},
		{"menu:", "pinned: false", "pinned: [a]", 0, "write true or false"},
		{"menu:", "pinned: false", "pinned: \"false\"", 0, "without quotes"},
		{"menu:", "icon: info", "icon: [info]", 0,
			"unknown icon \"\" of menu item ask: use one of card, account"},
		{"answers:", "steps:\n      - {en: Come, it: Vieni}\n      - {en: Enter, it: Entra}\n", "steps: a\n", 0,
			"not a list: write a list, each with"},
		{"answers:", "{en: [when, at what time, how late], it", "{en: when, it", 0, "a list of ways to say it"},
		{"forms:", "slots: [size, paid, day]", "slots: size", 0, "slots of form ordering is a single value"},
		{"forms:", "optional: [day]", "optional: day", 0, "optional of form ordering is a single value"},
		{"forms:", "action: send", "action: [send]", 0, "action is a list, not a single value: write one id"},
		{"slots:", "digits: {min: 4, max: 8}", "digits: 4", 0, "digits is a single value"},
		{"slots:", "digits: {min: 4, max: 8}", "digits: {min: [4], max: 8}", 0, "min of digits of slot number"},
		{"slots:", "digits: {min: 4, max: 8}", "digits: {min: \"4\", max: 8}", 0, "write a whole number"},
		{"slots:", "ask: {en: [n1, n2, n3]", "ask: {en: n1", 0, "a list of three wordings"},
		{"id: size",
			"choices:\n      - {id: small, label: {en: Small, it: Piccolo}, asks: {en: [small], it: "
			"[piccolo]}}\n      - {id: large, label: {en: Large, it: Grande}, asks: {en: [large], it: "
			"[grande]}}\n",
			"choices: small\n", 0, "slot size is a single value, not a list: write its choices"},
		{"actions:", "program: [ledger, look]", "program: ledger", 0,
			"program of action look is a single value"},
		{"actions:", "wait_s: 8", "wait_s: [8]", 0, "write a whole number from 1 to 60"},
		{"teams:", "skills: [talk]", "skills: talk", 0, "a list of names: [cards, loans]"},
		{"teams:", "skills: [talk]", "skills: [[talk]]", 0, "is no name"},
		{"teams:", "skills: [talk]", "skills: [Talk]", 0, "\"Talk\" in skills of team front is no name"},
		{"people:", "languages: [en]", "languages: en", 0, "a list of codes"},
		{"people:", "languages: [en]", "languages: [[en]]", 0, "none of the site's languages: use en, it"},
		{"hours:\n  - id", "tue: [\"09:00-17:00\"]", "tue: 9", 0, "a list of times"},
		{"hours:\n  - id", "tue: [\"09:00-17:00\"]", "tue: [[9]]", 0, "write times as"},
		{"hours:\n  - id", "closed: [2026-12-25]", "closed: 2026-12-25", 0, "closed as a list of days"},
		{"hours:\n  - id", "closed: [2026-12-25]", "closed: [[2026-12-25]]", 0, "write a day as"},
		{"words:", "{en: [w0], it: [v0]}", "{en: w0, it: [v0]}", 0, "a list of words"},
		{"words:", "{en: [w0], it: [v0]}", "[w0]", 0, "yes of words is a list, not a map of keys"},
		{"words:", "    en: [[digits0]", "    en: digits\n    #", 0, "a list of lists"},
		{"words:", "{20: [one]}", "one", 0, "numbers with their words"},
		{"words:", "numbers: {en: {20: [one]}, it: {20: [uno]}}", "numbers: 20", 0, "numbers of words is"},
		{"words:", "speak: {en: [\"say\"], it: [\"dica\"]}", "speak: say", 0, "speak of words is"},
		{"words:", "speak: {en: [\"say\"]", "speak: {en: say", 0, "speak is a single value, not a list"},
		{"prompts:", "{en: [a, b, c], it: [d, e, f]}", "3", 0, "greet of prompts is a single value"},
	};

	(void)state;
	EXPECT_EACH(list);
}

static void a_number_out_of_its_range_is_told(void **state)
{
	static const struct mistake list[] = {
		{"limits:", "move_min: 30", "move_min: 241", 0, "from 1 to 240"},
		{"limits:", "move_min: 30", "move_min: 0", 0, "from 1 to 240"},
		{"limits:", "move_min: 30", "move_min: '-'", 0, "\"-\": write a whole number"},
		{"limits:", "move_min: 30", "move_min: 0000000030", 0, "write a whole number"},
		{"limits:", "move_min: 30", "move_min: 3/", 0, "write a whole number"},
		{"limits:", "move_min: 30", "move_min: 3a", 0, "write a whole number"},
		{"limits:", "move_min: 30", "move_min:", 0, "is \"\": write a whole number"},
		{"slots:", "date: {min: -5, max: 60}", "date: {min: -60000, max: 60}", 0, "from -50000 to 50000"},
		{"slots:", "digits: {min: 4, max: 8}", "digits: {min: 4}", 0, "has no max: add it"},
		{"slots:", "digits: {min: 4, max: 8}", "digits: {max: 4}", 0, "has no min: add it"},
		{"slots:", "digits: {min: 4, max: 8}", "digits: {min: 4, max: 8, mid: 5}", 0, "unknown key \"mid\""},
		{"slots:", "digits: {min: 4, max: 8}", "digits: {min: 4, max: 8, min: 5}", 0, "\"min\" stands twice"},
		{"words:", "{20: [one]}", "{9: [one]}", 0, "a whole number from 10 to 1000000"},
		{"words:", "{20: [one]}", "{20: [one], 20: [two]}", 0, "20 stands twice in numbers"},
	};

	(void)state;
	EXPECT_EACH(list);
}

static void a_list_too_short_or_too_long_is_told(void **state)
{
	static const struct mistake list[] = {
		{"forms:", "slots: [size, paid, day]\n    optional: [day]", "slots: []\n    optional: [day]", 0,
			"has 0 entries: give 1 to 8"},
		{"forms:", "[size, paid, day]", "[size, paid, day, size, paid, day, size, paid, day]", 0,
			"has 9 entries"},
		{"forms:", "[size, paid, day]", "[size, paid, day, size]", 0, "\"size\" stands twice in slots of form"},
		{"answers:", "      - {en: Enter, it: Entra}\n", "", -2, "has 1 steps: give 2 to 8"},
		{"answers:", "      - {en: Enter, it: Entra}\n",
			"      - {en: a, it: b}\n      - {en: a, it: b}\n      - {en: a, it: b}\n      - {en: a, it: "
			"b}\n"
			"      - {en: a, it: b}\n      - {en: a, it: b}\n      - {en: a, it: b}\n      - {en: a, it: "
			"b}\n",
			-2, "has 9 steps: give 2 to 8"},
		{"answers:", "[when, at what time, how late]", "[when, at what time]", 0, "has 2 phrasings in \"en\""},
		{"id: size",
			"      - {id: small, label: {en: Small, it: Piccolo}, asks: {en: [small], it: [piccolo]}}\n",
			"", -1, "slot size has 1 choices: give 2 to 7"},
		{"actions:", "[ledger, look]", "[]", 0, "has 0 entries: give 1 to 8"},
		{"actions:", "[ledger, look]", "[a, b, c, d, e, f, g, h, i]", 0, "has 9 entries: give 1 to 8"},
		{"actions:", "[ledger, look]", "[ledger, [look]]", 0, "is a list, not a single value"},
		{"site:", "languages: [en, it]", "languages: []", 0, "site has 0 languages: give 1 to 4"},
		{"site:", "languages: [en, it]", "languages: [en, it, de, fr, es]", 0, "site has 5 languages"},
		{"people:", "languages: [en]", "languages: []", 0, "speaks no language: give at least one of en, it"},
		{"hours:\n  - id", "[\"09:00-17:00\"]",
			"[\"09:00-10:00\", \"10:00-11:00\", \"11:00-12:00\", \"12:00-13:00\"]", 0, "at most 3"},
		{"words:", "{en: [w0], it: [v0]}", "{en: [], it: [v0]}", 0, "has 0 words in one list"},
		{"words:", "{en: [w0], it: [v0]}", "{en: [w0, \"\"], it: [v0]}", 0, "empty text in words"},
		{"menu:",
			"items:\n      - id: more.people\n        label: {en: People, it: Persone}\n        icon: "
			"person\n        team: front\n",
			"items: []\n", 0, "menu item more has no items below it"},
		{"menu:",
			"items:\n      - id: more.people\n        label: {en: People, it: Persone}\n        icon: "
			"person\n        team: front\n",
			"items: people\n", 0, "items is a single value"},
	};

	(void)state;
	EXPECT_EACH(list);
}

static void an_id_that_is_none_is_told(void **state)
{
	static const struct mistake list[] = {
		{"branches:", "id: old_bridge", "id: ", 0, "id \"\" of branch: write at most 40 small letters"},
		{"branches:", "id: old_bridge", "id: [old]", 0, "id \"\" of branch"},
		{"branches:", "id: old_bridge", "id: " SIXTY, 0, "write at most 40 small letters"},
		{"branches:", "id: old_bridge", "id: 1st", 0, "a letter first"},
		{"branches:", "id: old_bridge", "id: \"old\\nbridge\"", 0, "id \"old\" of branch"},
		{"branches:", "id: old_bridge", "id: \"" FORTY_SEVEN "è\"", 0, "id \"" FORTY_SEVEN "\" of branch"},
		{"branches:", "id: old_bridge", "id: \"{old\"", 0, "a letter first"},
		{"branches:", "id: old_bridge", "id: old-bridge", 0, "id \"old-bridge\""},
		{"branches:", "id: old_bridge", "id: oldBridge", 0, "id \"oldBridge\""},
		{"branches:", "id: old_bridge", "id: old~bridge", 0, "id \"old~bridge\""},
		{"branches:", "id: old_bridge", "id: \"old bridge\"", 0, "id \"old bridge\""},
		{"branches:", "- id: old_bridge\n    name", "- name", 0, "branch  has no \"id\": add it"},
	};

	(void)state;
	EXPECT_EACH(list);
}

static void a_day_that_is_none_is_told(void **state)
{
	static const struct mistake list[] = {
		{"offers:", "2026-11-01", "2026/11-01", 0, "write a day as 2027-12-31"},
		{"offers:", "2026-11-01", "2026-11/01", 0, "write a day as"},
		{"offers:", "2026-11-01", "/026-11-01", 0, "write a day as"},
		{"offers:", "2026-11-01", "a026-11-01", 0, "write a day as"},
		{"offers:", "2026-11-01", "2/26-11-01", 0, "write a day as"},
		{"offers:", "2026-11-01", "20a6-11-01", 0, "write a day as"},
		{"offers:", "2026-11-01", "2026-1a-01", 0, "write a day as"},
		{"offers:", "2026-11-01", "2026-11-0a", 0, "write a day as"},
		{"offers:", "2026-11-01", "2026-11-1", 0, "write a day as"},
		{"offers:", "2026-11-01", "[2026]", 0, "write a day as"},
		{"offers:", "2026-11-01", "1999-12-31", 0, "there is no day 1999-12-31"},
		{"offers:", "2027-01-31", "2200-01-01", 0, "there is no day 2200-01-01"},
		{"offers:", "2026-11-01", "2026-00-01", 0, "there is no day"},
		{"offers:", "2026-11-01", "2026-13-01", 0, "there is no day"},
		{"offers:", "2026-11-01", "2026-11-00", 0, "there is no day"},
		{"offers:", "2026-11-01", "2100-02-29", 0, "there is no day 2100-02-29"},
		{"offers:", "2026-11-01", "2027-02-01", 1, "ends before it begins: exchange from and until"},
	};

	(void)state;
	EXPECT_EACH(list);
}

static void opening_times_that_are_none_are_told(void **state)
{
	static const struct mistake list[] = {
		{"hours:\n  - id", "09:00-17:00", "09.00-17:00", 0, "write times as \"08:20-13:20\""},
		{"hours:\n  - id", "09:00-17:00", "09:60-17:00", 0, "write times as"},
		{"hours:\n  - id", "09:00-17:00", "09:00-24:01", 0, "write times as"},
		{"hours:\n  - id", "09:00-17:00", "09:00+17:00", 0, "write times as"},
		{"hours:\n  - id", "09:00-17:00", "09:00-09:00", 0, "closes before it opens"},
	};

	(void)state;
	EXPECT_EACH(list);
}

static void a_text_that_cannot_be_said_is_told(void **state)
{
	static const struct mistake list[] = {
		{"branches:", "town: Town", "town: ~", 0, "empty text in branch old_bridge: write it, or take the key"},
		{"branches:", "town: Town", "town: null", 0, "empty text"},
		{"branches:", "town: Town", "town: \"\\n\"", 0, "empty text"},
		{"branches:", "town: Town", "town: \"To\\x01wn\"", 0, "holds a character that cannot be shown"},
		{"answers:", "[when, at what time, how late]", "[when, at what time, how late, \"\"]", 0,
			"take the list entry out"},
		{"prompts:", "[a, b, c]", "[a, b, a]", 0, "has the same wording twice"},
		{"prompts:", "[a, b, c]", "[a, b, \" \"]", 0, "empty text in prompts"},
		{"prompts:", "{en: [a, b, c], it", "{en: [a, b, c], en: [g, h, i], it", 0, "has \"en\" twice"},
		{"\n  no_input_1:", "[a, b, c]", "[a, \"b {x}\", c]", 0, "this text has no values; write it out"},
		{"menu:", "{en: Ask, it", "{en: \"Ask {me}\", it", 0, "this text has no values; write it out"},
		{"actions:", "\"Look up {number}\"", "\"Look up {colour}\"", 0, "it may hold only its inputs"},
		{"actions:", "done: {en: Found", "done: {en: \"Found {colour}\"", 0,
			"it may hold reference,result and its inputs"},
		{"id: send", "done: {en: Sent", "done: {en: \"Sent {sizes}\"", 0, "did you mean \"size\"?"},
		{"prompts:", "[a, b, c]", "[a, \"b}\", c]", 0, "a brace without its partner"},
		{"prompts:", "[a, b, c]", "[a, \"Say it\", c]", 0, "\"say\" in greet of prompts invites to speak"},
		{"prompts:", "[a, b, c]", "[a, \"now you say\", c]", 0, "invites to speak"},
	};

	(void)state;
	EXPECT_EACH(list);
}

static void a_key_in_the_wrong_place_is_told(void **state)
{
	static const struct mistake list[] = {
		{"site:", "recognise:", "recognize:", 0, "did you mean \"recognise\"?"},
		{"id: holder", "type: name", "type: name\n    digits: {min: 1, max: 2}", 1,
			"of another kind: take it out"},
		{"slots:", "type: digits", "type: digit", 0, "did you mean \"digits\"?"},
		{"menu:", "answer: opening", SIXTY ": opening\n    answer: opening", 0, "unknown key \"aaa"},
		{"menu:", "answer: opening", "anser: opening", 0, "did you mean \"answer\"?"},
		{"menu:", "answer: opening", "ansvor: opening", 0, "did you mean \"answer\"?"}, /* two of six */
		{"menu:", "form: ordering", "frm: ordering", 0, "did you mean \"form\"?"},
		{"forms:", "action: send", "acton: send", 0, "did you mean \"action\"?"},
		{"forms:", "slots: [size, paid, day]\n    optional: [day]", "slot: [size, paid, day]", 0,
			"did you mean \"slots\"?"},
		{"forms:", "optional: [day]", "optional: [number]", 0, "names number, which is none of its slots"},
		{"id: size", "{id: small, label", "{label", 0, "choice  of slot size has no \"id\""},
		{"id: size", "{id: large, label", "{label", 0, "choice  of slot size has no \"id\""},
		{"id: size", "{id: large, label", "{id: small, label", 0,
			"two choices of one slot have the id \"small\""},
		{"id: size", "{id: large, label: {en: Large, it: Grande}, asks: {en: [large], it: [grande]}}", "large",
			0, "{id: ..., label: ..., asks: ...}"},
		{"teams:", "people:\n", "people:\n  - ada\n", 1, "person is a single value, not a map of keys"},
		{"site:", "\nmenu:\n", "\nmenu:\n  - ask\n", 2, "menu item is a single value"},
		{"branches:", "branches:", "branches: []\nbranches:", 1,
			"section \"branches\" stands twice in this file (first"},
	};

	(void)state;
	EXPECT_EACH(list);
}

static void what_leads_nowhere_or_too_far_is_told(void **state)
{
	static const struct mistake list[] = {
		{"answers:", "    steps:\n      - {en: Come, it: Vieni}\n      - {en: Enter, it: Entra}\n", "", 0,
			"is a repair without steps"},
		{"forms:", "level: recognised", "level: anonymous", 0, "asks less proof than its action send needs"},
		{"id: send", "inputs: [number, size]", "inputs: [number, holder]", -48,
			"form ordering never asks holder"},
		{"slots:", "label: {en: Number", "label: {en: Card number", 0, "asks for a secret (\"Card number\")"},
		{"answers:", "[when, at what time, how late]", "[when, \"When?\", how late, then]", 0,
			"stands twice in asks"},
	};

	(void)state;
	EXPECT_EACH(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_of_the_wrong_kind_is_told),
		cmocka_unit_test(a_number_out_of_its_range_is_told),
		cmocka_unit_test(a_list_too_short_or_too_long_is_told),
		cmocka_unit_test(an_id_that_is_none_is_told),
		cmocka_unit_test(a_day_that_is_none_is_told),
		cmocka_unit_test(opening_times_that_are_none_are_told),
		cmocka_unit_test(a_text_that_cannot_be_said_is_told),
		cmocka_unit_test(a_key_in_the_wrong_place_is_told),
		cmocka_unit_test(what_leads_nowhere_or_too_far_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
