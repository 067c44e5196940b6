#include "content_help.h"

/* One mistake, planted in a copy of the bank. `down`: its token stands so many lines below the place of the edit. */
struct planted {
	const char *file;
	const char *after;
	const char *find;
	const char *put;
	unsigned down;
	const char *says;
};

static const struct planted planted[] = {
	{"answers-cards.yaml", "card_arrival", "title:", "titel:", 0, "did you mean \"title\"?"},
	{"answers-cards.yaml", "card_arrival", "    team: cards\n", "    team: cards\n    colour: red\n", 1,
		"unknown key \"colour\""},
	{"answers-cards.yaml", "card_arrival", "    team: cards\n", "    team: cards\n    team: loans\n", 1,
		"stands twice"},
	{"answers-cards.yaml", "card_arrival", "    source: \"card delivery guide, March 2026\"\n", "", 0, NULL},
	{"answers-cards.yaml", "card_arrival", "      it: \"Quando arriva la nuova carta\"\n", "", 0, NULL},
	{"answers-cards.yaml", "card_arrival", "      it: \"Quando", "      fr: \"Quand\"\n      it: \"Quando", 0,
		"the site speaks en, it"},
	{"answers-cards.yaml", "card_arrival", "then: activate_card", "then: activate_crad", 0,
		"did you mean \"activate_card\"?"},
	{"answers-cards.yaml", "card_arrival", "owner: marco_sala", "owner: [marco_sala]", 0,
		"is a list, not a single value"},
	{"answers-cards.yaml", "card_arrival", "2027-12-31", "2027-02-29", 0, "there is no day 2027-02-29"},
	{"answers-cards.yaml", "card_arrival", "2027-12-31", "next year", 0, "write a day as 2027-12-31"},
	{"answers-cards.yaml", "card_arrival", "- \"card delivery\"",
		"- \"Card delivery! \"\n        - \"card delivery\"", 1, "stands twice in asks"},
	{"answers-cards.yaml", "card_arrival", "card delivery", "I lost my card!", 0, NULL},
	{"answers-cards.yaml", "asks:", "id: card_damaged", "id: card_arrival", 0, NULL},
	{"answers-cards.yaml", "card_arrival", "in a plain envelope", "in a {colour} envelope", 0,
		"unknown value {colour}"},
	{"answers-cards.yaml", "card_arrival", "in a plain envelope", "in a {plain envelope", 0,
		"brace without its partner"},
	{"prompts.yaml", "greet:", "greet:", "greeting_x: {en: [a, b, c], it: [d, e, f]}\n  greet:", 0,
		"unknown key \"greeting_x\""},
	{"prompts.yaml", "greet:", "Welcome to {site}.", "Welcome to {sight}.", 0, "unknown value {sight}"},
	{"prompts.yaml", "greet:", "      - \"Hello, this is {site}. What can we do for you?\"\n", "", 0, NULL},
	{"prompts.yaml", "greet:", "Welcome to {site}.", "That is invalid at {site}.", 0, "nobody is blamed"},
	{"prompts.yaml", "greet:", "Benvenuti alla {site}.", "C'è un errore alla {site}.", 0, "nobody is blamed"},
	{"labels.yaml", "labels:", "\"Back\"", "\"Back to where you came from\"", 0, "shorten it to 24"},
	{"labels.yaml", "labels:", "  back: {en: \"Back\", it: \"Indietro\"}\n", "", 0, NULL},
	{"menu.yaml", "cards.lost", "\"Lost or stolen card\"", "\"Your card was lost or stolen\"", 0, NULL},
	{"menu.yaml", "cards.lost", "\"Lost or stolen card\"", "\"Your card was lost or stolen today\"", 0,
		"shorten it to 28"},
	{"menu.yaml", "cards.lost", "icon: warning", "icon: warnin", 0, "did you mean \"warning\"?"},
	{"menu.yaml", "cards.lost", "        form: lost_card\n", "", 0, NULL},
	{"menu.yaml", "cards.lost", "form: lost_card", "form: lost_card\n        answer: card_arrival", 1,
		"both form and answer"},
	{"menu.yaml", "cards.lost", "pinned: true", "pinned: yes", 0, "write true or false"},
	{"menu.yaml", "menu:", "id: cards.lost", "id: Cards.lost", 0, "small letters"},
	{"forms.yaml", "activate_card", "action: activate_card", "action: activate", 0, "there is no action"},
	{"forms.yaml", "id: change_address", "slots: [new_street, new_postcode, new_town]",
		"slots: [new_street, new_postcode, new_town, complaint_text]", 0, "long texts"},
	{"forms.yaml", "activate_card", "level: recognised", "level: known", 0, "use one of anonymous"},
	{"forms.yaml", "slots:\n  - id: name", "slots:\n",
		"slots:\n  - id: shoe_size\n    type: digits\n    digits: {min: 2, max: 2}\n    label: {en: Size, it: "
		"Numero}\n    ask: {en: [a, b, c], it: [d, e, f]}\n    again: {en: g, it: h}\n",
		1, "is used by no form"},
	{"forms.yaml", "id: card_last4", "{min: 4, max: 4}", "{min: 9, max: 4}", 0, "exchange min and max"},
	{"forms.yaml", "id: card_last4", "{min: 4, max: 4}", "{min: 4, max: four}", 0, "write a whole number"},
	{"forms.yaml", "id: card_last4", "\"Last 4 card digits\"", "\"Your PIN\"", 0, "asks for a secret"},
	{"people.yaml", "id: office", "\"08:20-13:20\"", "\"8:20-13:20\"", 0, "write times as"},
	{"people.yaml", "id: office", "\"08:20-13:20\"", "\"13:20-08:20\"", 0, "closes before it opens"},
	{"people.yaml", "id: office", "\"14:30-16:00\"", "\"13:00-16:00\"", 0, "part them"},
	{"people.yaml", "id: service", "wait_min: 4", "wait_min: \"4\"", 0, "without quotes"},
	{"site.yaml", "limits:", "countdown_s: 30", "countdown_s: 10", 0, "from 20 to 80"},
	{"site.yaml", "often:", "[cards.activate, branch.book]", "[cards, branch.book]", 0, "has items below it"},
	{"prompts.yaml", "\n  glad:", "Great, good to know.", "Great, just say so.", 0, "write it once more under"},
	{"prompts.yaml", "\n  glad:", "Perfetto, grazie", "Perfetto, lo DICA, grazie", 0, "write it once more under"},
	{"prompts.yaml", "\n  greet:", "Welcome to {site}. Touch", "Welcome to {site}. Say or touch", 0,
		"invites to speak where nobody is heard"},
	{"prompts.yaml", "\n  greet:", "{site}. Touch what", "{sight}. Touch what", 0, "unknown value {sight}"},
	{"labels.yaml", "labels:", "{en: \"Back\",", "{touch: {en: \"Back\"}, en: \"Back\",", 0,
		"only a prompt and ask and again of a slot"},
	{"prompts.yaml", "\n  glad:", "    it:\n      - \"Bene", "    touch: {en: [a, b, c]}\n    it:\n      - \"Bene",
		0, "touch of glad of prompts has no \"it\""},
	{"prompts.yaml", "\n  glad:", "Great, good to know.", "Great, touch on.", 0,
		"\"touch\" in glad of prompts speaks of a screen: write it once more under \"line:\""},
	{"prompts.yaml", "\n  recognise:", "let us know who", "touch here who", 0,
		"\"touch\" in touch of recognise of prompts speaks of a screen: write it once more under \"press:\""},
	{"prompts.yaml", "\n  greet:", "Use the keys of your telephone.", "Tap the keys.", 0,
		"\"tap\" in press of greet of prompts speaks of a screen, and a telephone has none"},
	{"prompts.yaml", "\n  greet:", "Use the keys of your telephone.", "Say it.", 0,
		"\"say\" in press of greet of prompts invites to speak where nobody is heard"},
	{"labels.yaml", "labels:", "{en: \"Back\",", "{press: {en: \"Back\"}, en: \"Back\",", 0,
		"has \"press\", which only a prompt"},
	{"prompts.yaml", "\n  glad:", "    it:\n      - \"Bene", "    line: {en: [a, b, c]}\n    it:\n      - \"Bene",
		0, "line of glad of prompts has no \"it\""},
	{"words.yaml", "  speak:", "\"say\"", "\"Say\"", 0, "lower case"},
	{"words.yaml", "words:", "\"yeah\"", "\"Yeah\"", 0, "lower case"},
	{"words.yaml", "digits:", "[\"nine\"]]", "[\"nine\"], [\"ten\"]]", 0, "give exactly 10"},
	{"offers.yaml", "id: young_saver", "    opening: true", "    mandatory: true", 0, "mandatory but never said"},
	{"offers.yaml", "id: young_saver", "opening: true", "opening: yes", 0, "write true or false"},
	{"answers-cards.yaml", "id: card_pin_forgotten", "    text:\n", "    text:\n      mandatory: yes\n", 1,
		"write true or false"},
	{"answers-cards.yaml", "id: card_pin_forgotten", "    title:\n", "    title:\n      mandatory: true\n", 1,
		"title of answer card_pin_forgotten is given in \"mandatory\""},
	{"offers.yaml", "id: young_saver", "      en: \"Saving is easier",
		"      en: \"Saving is easier, and it is easier still for those who begin as early as they can and put "
		"a "
		"little aside each month of the year,",
		0, NULL},
	{"site.yaml", "  now:", "    item: app.safety.sms\n", "", 0, NULL},
	{"offers.yaml", "offers:", "offers:", "offer:", 0, "did you mean \"offers\"?"},
};

static const size_t planted_count = sizeof(planted) / sizeof(planted[0]);

/* Those whose message stands elsewhere than the edit have their words and lines here, by the line that is told. */
struct elsewhere {
	const char *find;
	const char *at; /* text of the line that is told */
	const char *says;
};

static const struct elsewhere elsewhere[] = {
	{"    source: \"card delivery guide, March 2026\"\n", "  - id: card_arrival", "has no \"source\""},
	{"      it: \"Quando arriva la nuova carta\"\n", "    title:", "has no \"it\": add the translation"},
	{"card delivery", "I lost my card!", NULL},
	{"id: card_damaged", "", "is taken by answers-cards.yaml:3"},
	{"      - \"Hello, this is {site}. What can we do for you?\"\n", "    en:", "has 2 wordings"},
	{"  back: {en: \"Back\", it: \"Indietro\"}\n", "labels:", "has no \"back\""},
	{"        form: lost_card\n", "      - id: cards.lost", "leads nowhere"},
	{"      en: \"Saving is easier", "    text:\n      en: \"Saving", "write at most 160"},
	{"    item: app.safety.sms\n", "  now:", "has no \"item\""},
};

static unsigned line_with(const struct site *site, const char *file, const char *text)
{
	char *bytes = site_file(site, file);
	char *at = strstr(bytes, text);
	unsigned line = 1;

	assert_non_null(at);
	for (const char *c = bytes; c < at; c++)
		line += *c == '\n';
	free(bytes);
	return line;
}

static const struct elsewhere *told_elsewhere(const struct planted *p)
{
	for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
		if (strcmp(elsewhere[i].find, p->find) == 0)
			return &elsewhere[i];
	return NULL;
}

static void each_of_forty_mistakes_is_told_once_with_its_line(void **state)
{
	unsigned wrong = 0;
	unsigned tried = 0;

	(void)state;
	for (size_t i = 0; i < planted_count; i++) {
		const struct planted *p = &planted[i];
		const struct elsewhere *other = p->says ? NULL : told_elsewhere(p);
		struct site *site = site_open();
		unsigned line = site_edit(site, p->file, p->after, p->find, p->put) + p->down;
		const char *says = p->says;

		if (other && other->says) {
			says = other->says;
			line = *other->at ? line_with(site, p->file, other->at) : line;
		}
		site_check(site);
		if (strcmp(p->put, "\"Your card was lost or stolen\"") == 0) {
			assert_int_equal(site->problems.count, 0); /* 28 characters just fit */
		} else if (says ? site->problems.count != 1 || !site_says(site, p->file, line, says)
				: site->problems.count != 1) {
			print_message("planted %zu in %s:%u, \"%s\": expected \"%s\", got:\n", i, p->file, line, p->put,
				says ? says : "one line");
			site_print(site);
			wrong++;
		} else {
			tried++;
		}
		site_close(site);
	}
	assert_int_equal(wrong, 0);
	assert_true(tried >= 40);
}

static void ten_mistakes_in_one_file_are_all_told_in_one_run(void **state)
{
	static const struct planted ten[] = {
		{"people.yaml", "teams:", "wait_min: 4", "wait_min: soon", 0, "write a whole number"},
		{"people.yaml", "id: cards", "hours: phone_desk", "hours: phone_dsk", 0,
			"did you mean \"phone_desk\"?"},
		{"people.yaml", "id: loans", "skills:", "skils:", 0, "did you mean \"skills\"?"},
		{"people.yaml", "id: digital", "it: \"Servizio app e internet\"", "es: \"App\", it: \"Servizio app\"",
			0, "the site speaks"},
		{"people.yaml", "id: giulia_ferri", "languages: [en, it]", "languages: [en, de]", 0,
			"none of the site's languages"},
		{"people.yaml", "id: marco_sala", "team: cards", "team: cardz", 0, "there is no team \"cardz\""},
		{"people.yaml", "id: paolo_neri", "name: \"Paolo Neri\"", "name: \"\"", 0, "empty text"},
		{"people.yaml", "id: office", "tue: [\"08:20-13:20\"", "tue: [\"08:20-25:20\"", 0, "write times as"},
		{"people.yaml", "id: office", "2027-06-02", "2027-06-31", 0, "there is no day 2027-06-31"},
		{"people.yaml", "id: saturday_office", "sat:", "saturday:", 0, "unknown key \"saturday\""},
	};
	struct site *site = site_open();
	unsigned lines[10];

	(void)state;
	for (size_t i = 0; i < 10; i++)
		lines[i] = site_edit(site, ten[i].file, ten[i].after, ten[i].find, ten[i].put);
	site_check(site);
	for (size_t i = 0; i < 10; i++) {
		if (!site_says(site, ten[i].file, lines[i], ten[i].says)) {
			site_print(site);
			fail_msg("people.yaml:%u: ... %s", lines[i], ten[i].says);
		}
	}
	site_close(site);
}

/* Its answer would go where a name stands that everybody may hear. */
static void a_slot_must_not_pass_for_what_everybody_may_hear(void **state)
{
	struct site *site = site_open();
	unsigned line = site_edit(site, "forms.yaml", "slots:\n  - id: name", "id: praise_text", "id: text");

	(void)state;
	site_edit(site, "forms.yaml", "id: praise\n", "[praise_text, name]", "[text, name]");
	site_check(site);
	assert_int_equal(site->problems.count, 1);
	assert_true(site_says(site, "forms.yaml", line, "a loudspeaker would tell its answer"));
	site_close(site);
}

static void a_phrasing_in_two_places_names_both(void **state)
{
	struct site *site = site_open();
	unsigned answer = site_edit(site, "answers-cards.yaml", "card_arrival", "card delivery", "I lost my card!");
	unsigned form = line_with(site, "forms.yaml", "\"i lost my card\"");
	char first[64];

	(void)state;
	site_check(site);
	snprintf(first, sizeof(first), "answers-cards.yaml:%u", answer);
	assert_true(site_says(site, "forms.yaml", form, first));
	assert_int_equal(site->problems.count, 1);
	site_close(site);
}

static void broken_yaml_is_one_line_and_the_other_files_are_still_read(void **state)
{
	struct site *site = site_open();
	unsigned broken = site_edit(site, "menu.yaml", "cards.lost", "icon: warning", "icon: \"warning");
	unsigned other = site_edit(site, "labels.yaml", "labels:", "\"Back\"", "\"Back to where you came from\"");

	(void)state;
	site_check(site);
	assert_int_equal(site->problems.count, 2);
	assert_true(site_says(site, "labels.yaml", other, "shorten it to 24"));
	assert_true(strstr(site->problems.list[1].text, "menu.yaml:") == site->problems.list[1].text);
	assert_non_null(strstr(site->problems.list[1].text, "broken YAML"));
	assert_true(broken > 1);
	site_close(site);
}

struct strange {
	const char *name;
	const char *bytes;
	size_t size;
	unsigned line;
	const char *says;
};

static void strange_files_are_refused_with_one_line_each(void **state)
{
#define BYTES(text) text, sizeof(text) - 1
	static const struct strange strange[] = {
		{"tab.yaml", BYTES("site:\n\tid: x\n"), 2, "broken YAML"},
		{"quote.yaml", BYTES("a: 1\nb: \"open\n\n"), 4, "began in line 2"},
		{"latin1.yaml", BYTES("a: b\nc: perch\xe9\n"), 2, "not UTF-8"},
		{"nul.yaml", BYTES("a: b\n\0\n"), 2, "no text file"},
		{"escape.yaml", BYTES("a: b\nc: \"x\\0y\"\n"), 2, "character NUL"},
		{"anchor.yaml", BYTES("a: &b x\nc: *b\n"), 1, "anchor &b: write the text out"},
		{"alias.yaml", BYTES("a: 1\nc: *b\n"), 2, "b"},
		{"tag.yaml", BYTES("a: !!int 3\n"), 1, "tag"},
		{"two.yaml", BYTES("---\na: b\n---\nc: d\n"), 3, "second document"},
		{"key.yaml", BYTES("? [a, b]\n: c\n"), 1, "where a key belongs"},
		{"deep.yaml", BYTES("a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"),
			1, "more than 32 levels"},
		{"list.yaml", BYTES("- a\n- b\n"), 1, "not a map of keys"},
		{"other.yml", BYTES("a: b\n"), 0, "rename it to .yaml"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		const struct strange *s = &strange[i];
		struct site *site = site_open();

		site_put(site, s->name, s->bytes, s->size);
		site_check(site);
		if (site->problems.count != 1 || !site_says(site, s->name, s->line, s->says)) {
			site_print(site);
			fail_msg("%s:%u: %s", s->name, s->line, s->says);
		}
		site_close(site);
	}
}

static void a_hundred_megabytes_are_refused_without_being_read(void **state)
{
	struct site *site = site_open();

	(void)state;
	site_run("truncate -s 100M '%s/%s'", site->folder, "huge.yaml");
	site_check(site);
	assert_int_equal(site->problems.count, 1);
	assert_true(site_says(site, "huge.yaml", 0, "it is 100 MB large"));
	site_close(site);
}

static void a_pipe_and_an_unreadable_file_are_told_and_wait_for_nobody(void **state)
{
	struct site *site = site_open();

	(void)state;
	site_run("mkfifo '%s/%s'", site->folder, "pipe.yaml");
	site_run("ln -s /nowhere/at/all '%s/%s'", site->folder, "gone.yaml");
	site_check(site);
	assert_int_equal(site->problems.count, 2);
	assert_true(site_says(site, "pipe.yaml", 0, "no plain file"));
	assert_true(site_says(site, "gone.yaml", 0, "it is not there"));
	site_close(site);
}

static void a_missing_or_empty_folder_is_named_with_what_to_do(void **state)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	char empty[SITE_PATH_MAX];
	void *image;

	(void)state;
	snprintf(empty, sizeof(empty), "%s/empty.XXXXXX", FOYER_BUILD_DIR);
	assert_non_null(mkdtemp(empty));
	assert_int_equal(content_load("/nowhere", &image, problems), ERR_FORMAT);
	assert_int_equal(problems->count, 1);
	assert_string_equal(problems->list[0].text, "/nowhere: it is not there: check the path");
	assert_int_equal(content_load(empty, &image, problems), ERR_FORMAT);
	assert_int_equal(problems->count, 1);
	assert_non_null(strstr(problems->list[0].text, "no file in it ends in .yaml"));
	assert_null(image);
	rmdir(empty);
	free(problems);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_of_forty_mistakes_is_told_once_with_its_line),
		cmocka_unit_test(ten_mistakes_in_one_file_are_all_told_in_one_run),
		cmocka_unit_test(a_slot_must_not_pass_for_what_everybody_may_hear),
		cmocka_unit_test(a_phrasing_in_two_places_names_both),
		cmocka_unit_test(broken_yaml_is_one_line_and_the_other_files_are_still_read),
		cmocka_unit_test(strange_files_are_refused_with_one_line_each),
		cmocka_unit_test(a_hundred_megabytes_are_refused_without_being_read),
		cmocka_unit_test(a_pipe_and_an_unreadable_file_are_told_and_wait_for_nobody),
		cmocka_unit_test(a_missing_or_empty_folder_is_named_with_what_to_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
