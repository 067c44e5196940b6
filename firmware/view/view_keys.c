/* Keys: the keypad in the telephone's order, the keyboard with the letters of the language and a page of signs. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { KEYBOARD_ROWS = 4, SIGNS_COLUMNS = 10, PAGE_LETTERS = 0, PAGE_SIGNS = 1 };

/* Letters are lower case here. U+21E7 is the shift, U+232B deletes, U+2423 is the space, U+23CE is done and U+2026
 * turns to the page of signs and back; space and done are twice as wide. */
struct keyboard {
	const char *language;
	uint8_t columns;
	const char *rows[KEYBOARD_ROWS];
	char point; /* between whole numbers and cents */
	const char *date;
	const char *turn; /* what the key to the other page is called */
	const char *const (*names)[2];
};

#define SHIFT "\xe2\x87\xa7"
#define DELETE "\xe2\x8c\xab"
#define SPACE "\xe2\x90\xa3"
#define DONE "\xe2\x8f\x8e"
#define TURN "\xe2\x80\xa6"
#define EURO "\xe2\x82\xac"

enum { KEY_SHIFT = 0x21e7, KEY_DELETE = 0x232b, KEY_SPACE = 0x2423, KEY_DONE = 0x23ce, KEY_TURN = 0x2026 };

/* Signs by their names: a voice may pass over the sign itself. */
static const char *const names_en[][2] = {{".", "full stop"}, {",", "comma"}, {"-", "hyphen"}, {"'", "apostrophe"},
	{"@", "at sign"}, {"/", "slash"}, {"+", "plus"}, {"?", "question mark"}, {"!", "exclamation mark"},
	{":", "colon"}, {";", "semicolon"}, {"\"", "quotation mark"}, {"(", "opening bracket"},
	{")", "closing bracket"}, {"&", "and sign"}, {"%", "per cent"}, {EURO, "euro"}, {"_", "underscore"},
	{"#", "hash"}, {"*", "star"}, {"=", "equals"}, {NULL, NULL}};
static const char *const names_it[][2] = {{".", "punto"}, {",", "virgola"}, {"-", "trattino"}, {"'", "apostrofo"},
	{"@", "chiocciola"}, {"/", "barra"}, {"+", "pi\xc3\xb9"}, {"?", "punto interrogativo"},
	{"!", "punto esclamativo"}, {":", "due punti"}, {";", "punto e virgola"}, {"\"", "virgolette"},
	{"(", "parentesi aperta"}, {")", "parentesi chiusa"}, {"&", "e commerciale"}, {"%", "per cento"},
	{EURO, "euro"}, {"_", "trattino basso"}, {"#", "cancelletto"}, {"*", "asterisco"}, {"=", "uguale"},
	{"\xc3\xa8", "\xc3\xa8, e grave"}, {"\xc3\xa9", "\xc3\xa9, e acuta"}, {"\xc3\xa0", "\xc3\xa0, a accentata"},
	{"\xc3\xac", "\xc3\xac, i accentata"}, {"\xc3\xb2", "\xc3\xb2, o accentata"},
	{"\xc3\xb9", "\xc3\xb9, u accentata"}, {NULL, NULL}};
static const char *const names_de[][2] = {{".", "Punkt"}, {",", "Komma"}, {"-", "Bindestrich"}, {"'", "Apostroph"},
	{"@", "At-Zeichen"}, {"/", "Schr\xc3\xa4gstrich"}, {"+", "Plus"}, {"?", "Fragezeichen"},
	{"!", "Ausrufezeichen"}, {":", "Doppelpunkt"}, {";", "Strichpunkt"}, {"\"", "Anf\xc3\xbchrungszeichen"},
	{"(", "Klammer auf"}, {")", "Klammer zu"}, {"&", "Und-Zeichen"}, {"%", "Prozent"}, {EURO, "Euro"},
	{"_", "Unterstrich"}, {"#", "Raute"}, {"*", "Stern"}, {"=", "Gleich"}, {"\xc3\xa4", "\xc3\xa4, a Umlaut"},
	{"\xc3\xb6", "\xc3\xb6, o Umlaut"}, {"\xc3\xbc", "\xc3\xbc, u Umlaut"}, {"\xc3\x9f", "\xc3\x9f, scharfes S"},
	{NULL, NULL}};

/* The first is also for languages that have none of their own. */
static const struct keyboard keyboards[] = {
	{"en", 12, {"1234567890'" DELETE, "qwertyuiop-@", "asdfghjkl,." TURN, SHIFT "zxcvbnm" SPACE DONE}, '.',
		"DD / MM / YYYY", "Signs", names_en},
	{"it", 13,
		{"1234567890'-" DELETE, "qwertyuiop\xc3\xa8\xc3\xa9\xc3\xac", "asdfghjkl\xc3\xb2\xc3\xa0\xc3\xb9" TURN,
			SHIFT "zxcvbnm," SPACE DONE},
		',', "GG / MM / AAAA", "Segni", names_it},
	{"de", 12,
		{"1234567890\xc3\x9f" DELETE, "qwertzuiop\xc3\xbc-", "asdfghjkl\xc3\xb6\xc3\xa4" TURN,
			SHIFT "yxcvbnm" SPACE DONE},
		',', "TT / MM / JJJJ", "Zeichen", names_de},
};

static const char *const signs[KEYBOARD_ROWS] = {
	"1234567890", ".,?!:;'\"-_", "@/+&()" EURO "%#*", TURN "=" DELETE SPACE DONE};

enum { KEYBOARDS_COUNT = sizeof(keyboards) / sizeof(keyboards[0]) };

static const struct keyboard *keyboard_of(const struct draft *draft)
{
	const struct content *c = draft->content;
	const char *code = content_string(c, c->site.language[draft->language]);

	for (int i = 0; i < KEYBOARDS_COUNT; i++) {
		if (strcmp(keyboards[i].language, code) == 0)
			return &keyboards[i];
	}
	return &keyboards[0];
}

const char *draft_date_hint(const struct draft *draft)
{
	return keyboard_of(draft)->date;
}

static const char *name_of(const struct draft *draft, const char *key)
{
	const char *const(*names)[2] = keyboard_of(draft)->names;

	for (; (*names)[0]; names++) {
		if (strcmp((*names)[0], key) == 0)
			return (*names)[1];
	}
	return key;
}

static struct view_element *add_key(struct draft *draft, struct view_box box, uint32_t key)
{
	struct view_element *element = draft_add(draft, VIEW_KEY, box);

	element->action = VIEW_ENTRY_KEY;
	element->key = key;
	return element;
}

/* A key with a picture, or with nothing on it: the space needs no word to be known. */
static void put_plain(struct draft *draft, struct view_box box, uint32_t key, enum label label, uint8_t icon)
{
	struct view_element *element = add_key(draft, box, key);

	text_copy(element->spoken, sizeof(element->spoken), text_of(draft_label(draft, label)));
	element->icon = icon;
	element->pressed = key == ENTRY_KEY_SHIFT && draft->entry->capitals;
	draft_text(draft, element, "", draft->body_px);
}

static void put_letter(struct draft *draft, struct view_box box, uint32_t key, uint32_t shown)
{
	struct view_element *element = add_key(draft, box, key);
	char lower[8] = "";
	char text[8] = "";

	lower[text_put(lower, sizeof(lower) - 1, key)] = '\0';
	text[text_put(text, sizeof(text) - 1, shown)] = '\0';
	text_copy(element->spoken, sizeof(element->spoken), text_of(name_of(draft, lower)));
	draft_text(draft, element, text, draft->body_px);
}

void draft_done(struct draft *draft, struct view_box box)
{
	struct view_element *done = draft_add(draft, VIEW_PRIMARY, box);

	done->action = VIEW_ENTRY_DONE;
	draft_label_icon(draft, done, LABEL_DONE, VIEW_ICON_FINISH, draft->body_px);
}

void draft_keypad(struct draft *draft, struct view_box box)
{
	static const char keys[] = "123456789\b0";
	unsigned first = draft->view->elements_count;
	char extra = '\0';

	if (draft->entry->kind == ENTRY_PHONE)
		extra = '+';
	if (draft->entry->kind == ENTRY_AMOUNT)
		extra = keyboard_of(draft)->point;
	for (int i = 0; keys[i]; i++) {
		struct view_box cell = draft_cell(draft, box, 3, 4, i);

		if (keys[i] == ENTRY_KEY_DELETE)
			put_plain(draft, cell, ENTRY_KEY_DELETE, LABEL_DELETE, VIEW_ICON_DELETE);
		else
			put_letter(draft, cell, (uint32_t)keys[i], (uint32_t)keys[i]);
	}
	if (extra != '\0')
		put_letter(draft, draft_cell(draft, box, 3, 4, 11), (uint32_t)extra, (uint32_t)extra);
	draft_even(draft, first, VIEW_KEY);
}

/* As it will be written. */
static uint32_t shifted(const struct draft *draft, uint32_t key)
{
	struct entry probe = {.kind = ENTRY_LETTERS, .length_max = 1, .capitals = true};
	const char *at = probe.text;

	if (!draft->entry->capitals || !entry_key(&probe, key))
		return key;
	return text_next(&at, probe.text + strlen(probe.text));
}

/* To the signs and back. */
static void put_turn(struct draft *draft, struct view_box box, bool on_signs)
{
	struct view_element *turn = draft_add_page(draft, VIEW_KEY, box, on_signs ? PAGE_LETTERS : PAGE_SIGNS);

	text_copy(turn->spoken, sizeof(turn->spoken), on_signs ? TEXT("A B C") : text_of(keyboard_of(draft)->turn));
	draft_text(draft, turn, on_signs ? "abc" : "?!", draft->body_px);
}

static void put_key(struct draft *draft, struct view_box box, uint32_t key, bool on_signs)
{
	switch (key) {
	case KEY_DONE: draft_done(draft, box); break;
	case KEY_TURN: put_turn(draft, box, on_signs); break;
	case KEY_SHIFT: put_plain(draft, box, ENTRY_KEY_SHIFT, LABEL_SHIFT, VIEW_ICON_SHIFT); break;
	case KEY_DELETE: put_plain(draft, box, ENTRY_KEY_DELETE, LABEL_DELETE, VIEW_ICON_DELETE); break;
	case KEY_SPACE: {
		struct view_element *space = add_key(draft, box, ' ');
		const char *word = draft_label(draft, LABEL_SPACE);

		text_copy(space->spoken, sizeof(space->spoken), text_of(word));
		draft_text(draft, space, draft_fits(draft, space, word, "") ? word : "", draft->small_px);
		break;
	}
	default: put_letter(draft, box, key, shifted(draft, key)); break;
	}
}

/* How many places a row's key takes. */
static int places_of(uint32_t key, bool on_signs)
{
	if (key == KEY_SPACE)
		return on_signs ? 4 : 2;
	return key == KEY_DONE || (on_signs && key == KEY_TURN) ? 2 : 1;
}

void draft_keyboard(struct draft *draft, struct view_box box)
{
	const struct keyboard *keyboard = keyboard_of(draft);
	bool on_signs = draft->page == PAGE_SIGNS;
	const char *const *rows = on_signs ? signs : keyboard->rows;
	int columns = on_signs ? SIGNS_COLUMNS : keyboard->columns;
	int gap_x = draft->gap_x;

	draft->pages = 2;
	if (draft_column(draft, box, columns, 0).w < draft_across(draft, SIZE_KEY_MM10))
		draft->gap_x /= 3; /* narrow glass: rather large keys than far apart */
	for (int row = 0; row < KEYBOARD_ROWS; row++) {
		const char *at = rows[row];
		const char *end = at + strlen(at);
		int column = 0;

		while (at < end) {
			uint32_t key = text_next(&at, end);
			int places = places_of(key, on_signs);
			struct view_box cell = draft_cell(draft, box, columns, KEYBOARD_ROWS, row * columns + column);

			cell.w = places * cell.w + (places - 1) * draft->gap_x;
			column += places;
			put_key(draft, cell, key, on_signs);
		}
	}
	draft->gap_x = gap_x;
}
