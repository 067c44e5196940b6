/* What only shows between a site's records: dead ends, what nobody uses, what is asked in two places; and which
 * mistakes bring forth no others. */
#include "tiny_help.h"

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

static void each_answer_is_judged_not_the_first_alone(void **state)
{
	static const struct edit edits[] = {{"answers:", "forms:\n",
		"  - id: closing\n"
		"    title: {en: When we close, it: Quando chiudiamo}\n"
		"    asks: {en: [closing, until what time, do you close], it: [chiude, chiusura, chiudete]}\n"
		"    text: {en: At five, it: Alle cinque}\n"
		"    repair: true # without steps\n"
		"    source: the door\n"
		"    owner: ada\n"
		"    valid_until: 2027-12-31\n"
		"forms:\n"}};
	static const struct told told[] = {{"    repair: true # without", "answer closing is a repair without steps"}};

	(void)state;
	EXPECT_ALL(edits, told);
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

static void a_guess_is_a_name_that_could_be_meant(void **state)
{
	static const struct edit too_long[] = {
		{"teams:", "teams:\n",
			"teams:\n  - {id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, name: {en: A, "
			"it: B}, hours: desk, wait_min: 4}\n"},
		{"people:", "team: front", "team: frnt"}};
	static const struct edit nameless[] = {
		{"teams:", "teams:\n", "teams:\n  - {name: {en: A, it: B}, hours: desk, wait_min: 4}\n"},
		{"people:", "team: front", "team: back"}};
	static const struct told too_long_told[] = {
		{"  - {id: aaaa", "write at most 40 small letters"}, {"  - {id: ada", "did you mean \"front\"?"}};
	static const struct told nameless_told[] = {{"  - {name: {en: A", "team  has no \"id\""},
		{"  - {id: ada", "there is no team \"back\": add it to \"teams\""}};

	(void)state;
	EXPECT_ALL(too_long, too_long_told);
	EXPECT_ALL(nameless, nameless_told);
}

static void a_text_may_have_lines_and_no_value_that_its_action_does_not_take(void **state)
{
	static const struct edit lines[] = {{"branches:", "town: Town", "town: \"To\\twn\\nhere\""}};
	static const struct edit no_inputs[] = {{"actions:", "    inputs: [number]\n", ""}};
	static const struct told no_inputs_told[] = {{"    confirm: {en: \"Look",
		"unknown value {number} in confirm of action look: it may hold only its inputs"}};

	(void)state;
	EXPECT_NONE(lines);
	EXPECT_ALL(no_inputs, no_inputs_told);
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
		cmocka_unit_test(an_action_that_only_an_unfinished_form_uses_is_told_beside_it),
		cmocka_unit_test(a_form_for_known_customers_needs_a_site_that_can_know_them),
		cmocka_unit_test(each_answer_is_judged_not_the_first_alone),
		cmocka_unit_test(what_a_customer_was_asked_to_be_known_need_not_be_asked_again),
		cmocka_unit_test(one_wrong_reference_brings_forth_no_second_mistake),
		cmocka_unit_test(a_slot_without_a_name_or_with_anothers_is_not_called_unused),
		cmocka_unit_test(a_guess_is_a_name_that_could_be_meant),
		cmocka_unit_test(a_text_may_have_lines_and_no_value_that_its_action_does_not_take),
		cmocka_unit_test(a_secret_is_told_wherever_it_is_asked),
		cmocka_unit_test(an_offer_that_lacks_something_is_told_just_that),
		cmocka_unit_test(without_known_languages_no_text_is_called_wrong),
		cmocka_unit_test(one_phrasing_of_two_answers_is_told_with_both),
		cmocka_unit_test(what_invites_to_speak_is_the_sites_own_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
