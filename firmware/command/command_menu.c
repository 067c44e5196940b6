#include "command/command.h"
#include "command/options.h"
#include "log.h"
#include "menu/menu_command.h"
#include "menu/menu_why.h"
#include "menu/menu_words.h"

#include <stddef.h>

/* What is asked for; each of them alone. */
struct wishes {
	struct menu_options options;
	const char *to;
	const char *day;
	const char *why;
	const char *accept;
	const char *decline;
	bool words;
	bool feedback, line, history, undo, freeze, thaw, night;
};

static const char help[] =
	"The menu as a customer meets it now: the key of each item, its label, where it leads, what is\n"
	"often wanted; then the places for what is often asked and what matters now, and why it stands there.\n\n"
	"  --counts         how often each item was chosen, served, and did not help\n"
	"  --line           instead: as a telephone says it, in its order, with keys and seconds\n"
	"  --feedback       instead: what customers wrote about it, newest first, without who or exactly when\n"
	"  --why ITEM       instead: where that item or prompt stands, what changed about it and why, what would\n"
	"                   move it\n"
	"  --words          instead: what customers say for the things of the menu, to be taken over; with\n"
	"                   --accept NUMBER the lines for the site's files, with --decline NUMBER never again\n"
	"  --history        instead: every version, newest first, what was changed and why\n"
	"  --undo           goes back to the version before; once more goes back further. A running foyer takes\n"
	"                   it from the next customer on. What was undone may be learned again: --freeze keeps it\n"
	"  --to N           goes to version N\n"
	"  --freeze         nothing changes by itself any more; what happens is still counted\n"
	"  --thaw           ends that\n"
	"  --night          does the night's work now: what was learned becomes a new version\n"
	"  --day YYYY-MM-DD with --night: as if it were that day\n\n"
	"  --language CODE  such as it; otherwise the site's first\n"
	"  --content DIR    a site's folder; otherwise the version that was applied, or the demonstration site\n"
	"  --data DIR       where menu, applied version and counters are kept\n"
	"  --json           one JSON object\n";

static bool is_one(const struct wishes *w)
{
	bool words = w->words || w->accept || w->decline;
	int count = w->feedback + w->line + w->history + w->undo + (w->to != NULL) + w->freeze + w->thaw + w->night +
		    (w->why != NULL) + words;

	return count <= 1 && (!w->day || w->night);
}

static int grant(const struct wishes *w)
{
	const struct menu_options *o = &w->options;

	if (w->feedback)
		return menu_feedback(o);
	if (w->why)
		return menu_why(&(struct menu_why_options){w->why, o->data, o->language, o->json});
	if (w->words || w->accept || w->decline)
		return menu_words(&(struct menu_words_options){w->accept, w->decline, o->data, o->folder, o->json});
	if (w->line)
		return menu_line(o);
	if (w->history)
		return menu_history(o);
	if (w->undo || w->to)
		return menu_undo(o, w->to);
	if (w->freeze || w->thaw)
		return menu_freeze(o, w->freeze);
	if (w->night)
		return menu_night(o, w->day);
	return menu_print(o);
}

int command_menu(int argc, char **argv)
{
	struct wishes w = {.to = NULL};
	const struct option options[] = {
		{"content", &w.options.folder, NULL},
		{"data", &w.options.data, NULL},
		{"language", &w.options.language, NULL},
		{"counts", NULL, &w.options.counts},
		{"json", NULL, &w.options.json},
		{"feedback", NULL, &w.feedback},
		{"why", &w.why, NULL},
		{"words", NULL, &w.words},
		{"accept", &w.accept, NULL},
		{"decline", &w.decline, NULL},
		{"line", NULL, &w.line},
		{"history", NULL, &w.history},
		{"undo", NULL, &w.undo},
		{"to", &w.to, NULL},
		{"freeze", NULL, &w.freeze},
		{"thaw", NULL, &w.thaw},
		{"night", NULL, &w.night},
		{"day", &w.day, NULL},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "menu [--counts | --line | --feedback | --why ITEM | --words | --history | --undo | --to N "
			    "| --freeze | --thaw | "
			    "--night [--day D]] [--language CODE] [--content DIR] [--data DIR] [--json]",
		.help = help,
		.options = options,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (is_one(&w))
		return grant(&w);
	log_error("use: foyer %s", usage.synopsis);
	return EXIT_WRONG_USE;
}
