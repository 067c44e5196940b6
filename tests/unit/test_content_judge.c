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
#define SIXTY "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void a_value_of_the_wrong_kind_is_told(void **state)
{
	static const struct mistake list[] = {
		{"site:", "often: [ask, order]", "often:", 0, "often of site is empty: write a list of ids"},
		{"site:", "often: [ask, order]", "often: ask", 0, "is a single value, not a list"},
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

/* Edits a fresh site, and expects these mistakes and no others. */
struct edit {
	const char *after;
	const char *find;
	const char *put;
};

struct told {
	const char *at; /* the first line with this text is told; NULL: the site as a whole */
	const char *says;
};

static unsigned line_of(const struct tiny *t, const char *text)
{
	const char *at = strstr(t->text, text);
	unsigned line = 1;

	assert_non_null(at);
	for (const char *c = t->text; c < at; c++)
		line += *c == '\n';
	return line;
}

static void expect_all(const struct edit *edits, size_t edits_count, const struct told *told, size_t told_count)
{
	struct tiny *t = tiny_open();
	bool good;

	for (size_t i = 0; i < edits_count; i++)
		tiny_edit(t, edits[i].after, edits[i].find, edits[i].put);
	tiny_check(t);
	good = t->problems.count == told_count;
	for (size_t i = 0; i < told_count; i++)
		good = good && tiny_says(t, told[i].at ? line_of(t, told[i].at) : 0, told[i].says);
	if (!good)
		tiny_print(t);
	free(t);
	assert_true(good);
}

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define EXPECT_ALL(edits, told) expect_all(edits, COUNT(edits), told, COUNT(told))
#define EXPECT_NONE(edits) expect_all(edits, COUNT(edits), NULL, 0)

static void an_action_that_only_an_unfinished_form_uses_is_told_beside_it(void **state)
{
	static const struct edit edits[] = {{"forms:", "    action: send\n", ""}};
	static const struct told told[] = {{"  - id: ordering", "form ordering leads nowhere: give it an action"},
		{"  - id: send", "action send is used by no form"}};

	(void)state;
	EXPECT_ALL(edits, told);
}

static void a_form_for_known_customers_needs_a_site_that_can_know_them(void **state)
{
	static const struct edit no_recognise[] = {
		{"site:", "  recognise: {slots: [number], action: look}\n", ""},
		{"id: send", "inputs: [number, size]", "inputs: [size]"},
	};
	static const struct edit no_verify[] = {
		{"site:", "  verify: {slots: [number, holder], action: look}\n", ""},
		{"forms:", "level: recognised", "level: verified"},
		{"forms:", "slots: [size, paid, day]", "slots: [size, paid, day, holder]"},
	};
	static const struct told recognise[] = {
		{"    level: recognised", "the site cannot do that: add site.recognise"}};
	static const struct told verify[] = {{"    level: verified", "the site cannot do that: add site.verify"}};

	(void)state;
	EXPECT_ALL(no_recognise, recognise);
	EXPECT_ALL(no_verify, verify);
}

static void what_a_customer_was_asked_to_be_known_need_not_be_asked_again(void **state)
{
	static const struct edit verified[] = {
		{"forms:", "level: recognised", "level: verified"},
		{"id: send", "inputs: [number, size]", "inputs: [number, size, holder]"},
	};
	static const struct edit anonymous[] = {
		{"forms:", "level: recognised", "level: anonymous"},
		{"id: send", "level: recognised", "level: anonymous"},
	};
	static const struct edit verified_unasked[] = {
		{"forms:", "level: recognised", "level: verified"},
		{"verify:", "slots: [number, holder]", "slots: [number]"},
		{"id: send", "inputs: [number, size]", "inputs: [number, size, holder]"},
	};
	static const struct told number[] = {{"    action: send", "never asks number, which action send needs"}};
	static const struct told holder[] = {
		{"    action: send", "never asks holder, which action send needs"},
		{"  - id: holder", "slot holder is used by no form"},
	};

	(void)state;
	EXPECT_NONE(verified);
	EXPECT_ALL(anonymous, number);
	EXPECT_ALL(verified_unasked, holder);
}

static void one_wrong_reference_brings_forth_no_second_mistake(void **state)
{
	static const struct edit no_action[] = {
		{"forms:", "    action: send\n", ""}, {"id: look", "team: front", "undo: sent\n    team: front"}};
	static const struct edit wrong_slot[] = {{"forms:", "[size, paid, day]", "[size, paid, day, holdr]"},
		{"forms:", "level: recognised", "level: verified"}, {"verify:", "[number, holder]", "[]"}};
	static const struct edit wrong_levels[] = {{"forms:", "level: recognised", "level: recognized"}};
	static const struct edit wrong_level_of_action[] = {{"id: send", "level: recognised", "level: recognized"}};
	static const struct edit wrong_team[] = {{"forms:", "    action: send\n", "    taem: front\n"}};
	static const struct told sent[] = {{"    undo: sent", "did you mean \"send\"?"}};
	static const struct told slots[] = {
		{"  verify:", "has 0 entries: give 1 to 8"}, {"    slots: [size", "did you mean \"holder\"?"}};
	static const struct told level[] = {{"    level: recognized", "did you mean \"recognised\"?"}};
	static const struct told team[] = {
		{"    taem: front", "did you mean \"team\"?"}, {"  - id: send", "action send is used by no form"}};

	(void)state;
	EXPECT_ALL(no_action, sent);
	EXPECT_ALL(wrong_slot, slots);
	EXPECT_ALL(wrong_levels, level);
	EXPECT_ALL(wrong_level_of_action, level);
	EXPECT_ALL(wrong_team, team);
}

static void a_slot_without_a_name_or_with_anothers_is_not_called_unused(void **state)
{
	static const struct edit nameless[] = {{"slots:", "  - id: number\n    type: digits",
		"  - type: time\n    label: {en: t, it: u}\n    ask: {en: [x1, x2, x3], it: [y1, y2, y3]}\n    again: "
		"{en: v, it: "
		"w}\n  - id: number\n    type: digits"}};
	static const struct edit twice[] = {{"slots:", "  - id: number\n    type: digits",
		"  - id: day\n    type: time\n    label: {en: t, it: u}\n    ask: {en: [x1, x2, x3], it: [y1, y2, "
		"y3]}\n    again: "
		"{en: v, it: w}\n  - id: number\n    type: digits"}};
	static const struct told nameless_told[] = {{"  - type: time", "slot  has no \"id\": add it"}};
	static const struct told twice_told[] = {
		{"  - id: day\n    type: date", "the id \"day\" is taken by tiny.yaml:62"}};

	(void)state;
	EXPECT_ALL(nameless, nameless_told);
	EXPECT_ALL(twice, twice_told);
}

static void a_secret_is_told_wherever_it_is_asked(void **state)
{
	static const struct edit number[] = {{"slots:", "label: {en: Number", "label: {en: Card number"},
		{"slots:", "{min: 4, max: 8}", "{min: 4, max: 6}"}};
	static const struct edit asked[] = {{"slots:", "{en: [n1, n2, n3]", "{en: [n1, \"Numero di carta?\", n3]"}};
	static const struct edit no_label[] = {{"slots:", "    label: {en: Number, it: Numero}\n", ""}};
	static const struct told asked_told[] = {{"Numero di carta", "asks for a secret (\"Numero di carta?\")"}};
	static const struct told no_label_told[] = {{"  - id: number", "slot number has no \"label\""}};

	(void)state;
	EXPECT_NONE(number); /* six digits are no whole card number */
	EXPECT_ALL(asked, asked_told);
	EXPECT_ALL(no_label, no_label_told);
}

static void an_offer_that_lacks_something_is_told_just_that(void **state)
{
	static const struct edit no_from[] = {{"offers:", "    from: 2026-11-01\n", ""}};
	static const struct edit no_until[] = {{"offers:", "    until: 2027-01-31\n", ""}};
	static const struct edit no_text[] = {{"offers:", "    text: {en: One more, it: Uno in più}\n", ""}};
	static const struct edit mandatory[] = {{"offers:", "opening: true", "opening: true\n    mandatory: true"}};
	static const struct told from[] = {{"  - id: bonus", "has no \"from\""}};
	static const struct told until[] = {{"  - id: bonus", "has no \"until\""}};
	static const struct told text[] = {{"  - id: bonus", "has no \"text\""}};

	(void)state;
	EXPECT_ALL(no_from, from);
	EXPECT_ALL(no_until, until);
	EXPECT_ALL(no_text, text);
	EXPECT_NONE(mandatory);
}

static void without_known_languages_no_text_is_called_wrong(void **state)
{
	static const char *const wrong[] = {"[EN, it]", "[e, it]", "[eN, it]", "[\"{n\", it]", "[\"e{\", it]",
		"[[en], it]", "[eng, it]", "[en, en]"};

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct tiny *t = tiny_open();
		unsigned line = tiny_edit(t, "site:", "[en, it]", wrong[i]);

		assert_false(tiny_check(t));
		if (t->problems.count != 1)
			tiny_print(t);
		assert_int_equal(t->problems.count, 1);
		assert_true(tiny_says(t, line, i == COUNT(wrong) - 1 ? "stands twice" : "is no language code"));
		free(t);
	}
}

static void one_phrasing_of_two_answers_is_told_with_both(void **state)
{
	static const struct edit second[] = {{"answers:", "  - id: opening\n    title",
		"  - id: door\n    title: {en: Door, it: Porta}\n    asks: {en: [door, \"When!\", way in], it: [porta, "
		"entrata, dove]}\n    text: {en: There, it: Li}\n    source: us\n    owner: ada\n    valid_until: "
		"2027-12-31\n  - id: opening\n    title"}};
	static const struct edit signs[] = {{"answers:", "[when, at what time, how late]", "[when, \"?!\", how late]"},
		{"forms:", "[order, i want one, buy]", "[order, \"...\", buy]"}};
	static const struct edit no_asks[] = {{"answers:",
		"    asks: {en: [when, at what time, how late], it: [quando, a che ora, fino a quando]}\n", ""}};
	static const struct edit list_asks[] = {{"answers:",
		"asks: {en: [when, at what time, how late], it: [quando, a che ora, fino a quando]}", "asks: [a]"}};
	static const struct edit one_asks[] = {{"answers:", ", it: [quando, a che ora, fino a quando]}", "}"}};
	static const struct edit deep_asks[] = {{"answers:", "[when, at", "[when, [now], at"}};
	static const struct told second_told[] = {
		{"    asks: {en: [when", "of answer opening is also asked by answer door"}};
	static const struct told signs_told[] = {
		{"    asks: {en: [order", "of form ordering is also asked by answer opening"}};
	static const struct told no_asks_told[] = {{"  - id: opening", "answer opening has no \"asks\""}};
	static const struct told list_asks_told[] = {{"    asks: [a]", "is a list, not a map of keys"}};
	static const struct told one_asks_told[] = {{"    asks: {en: [when", "has no \"it\": add the translation"}};
	static const struct told deep_asks_told[] = {
		{"    asks: {en: [when", "answer opening is a list, not a single value"}};

	(void)state;
	EXPECT_ALL(second, second_told);
	EXPECT_ALL(signs, signs_told);
	EXPECT_ALL(no_asks, no_asks_told);
	EXPECT_ALL(list_asks, list_asks_told);
	EXPECT_ALL(one_asks, one_asks_told);
	EXPECT_ALL(deep_asks, deep_asks_told);
}

static void what_invites_to_speak_is_the_sites_own_list(void **state)
{
	static const struct edit sign[] = {
		{"speak:", "\"say\"", "\"tell me:\""}, {"prompts:", "[a, b, c]", "[a, \"Tell me:one\", c]"}};
	static const struct edit longer[] = {{"prompts:", "[a, b, c]", "[a, essay sayings, c]"}};
	static const struct edit nothing[] = {
		{"words:", "  speak: {en: [\"say\"], it: [\"dica\"]}\n", ""}, {"prompts:", "[a, b, c]", "[a, say, c]"}};
	static const struct edit empty[] = {
		{"speak:", "[\"say\"]", "[[say]]"}, {"prompts:", "[a, b, c]", "[a, say, c]"}};
	static const struct told sign_told[] = {{"  greet:", "\"tell me:\" in greet of prompts invites to speak"}};
	static const struct told nothing_told[] = {{"words:", "words has no \"speak\""}};
	static const struct told empty_told[] = {{"  speak:", "words is a list, not a single value"}};

	(void)state;
	EXPECT_ALL(sign, sign_told);
	EXPECT_NONE(longer);
	EXPECT_ALL(nothing, nothing_told);
	EXPECT_ALL(empty, empty_told);
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
		cmocka_unit_test(an_action_that_only_an_unfinished_form_uses_is_told_beside_it),
		cmocka_unit_test(a_form_for_known_customers_needs_a_site_that_can_know_them),
		cmocka_unit_test(what_a_customer_was_asked_to_be_known_need_not_be_asked_again),
		cmocka_unit_test(one_wrong_reference_brings_forth_no_second_mistake),
		cmocka_unit_test(a_slot_without_a_name_or_with_anothers_is_not_called_unused),
		cmocka_unit_test(a_secret_is_told_wherever_it_is_asked),
		cmocka_unit_test(an_offer_that_lacks_something_is_told_just_that),
		cmocka_unit_test(without_known_languages_no_text_is_called_wrong),
		cmocka_unit_test(one_phrasing_of_two_answers_is_told_with_both),
		cmocka_unit_test(what_invites_to_speak_is_the_sites_own_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
