#include "command/command.h"

#include "command/options.h"
#include "log.h"
#include "moment.h"
#include "report/report_json.h"
#include "report/report_page.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW_DAYS_MAX = 400 };

struct report_options {
	const char *data;
	const char *days;
	const char *from;
	const char *to;
	const char *html;
	const char *language;
	bool json;
};

/* --- which days --- */

static bool read_day(const char *name, const char *text, uint32_t *day)
{
	*day = 0;
	if (!text || moment_day(text, day))
		return true;
	log_error("report: --%s is \"%s\": name a day as 2026-11-22", name, text);
	return false;
}

static bool read_window(const struct report_options *options, struct report_window *out)
{
	char *end = NULL;
	long days;

	*out = (struct report_window){.days = options->from ? 0 : REPORT_DAYS_USUAL};
	if (!read_day("from", options->from, &out->from) || !read_day("to", options->to, &out->to))
		return false;
	if (out->from && out->to && out->from > out->to) {
		log_error("report: --from is after --to: give the earlier day first");
		return false;
	}
	if (!options->days)
		return true;
	days = strtol(options->days, &end, 10);
	if (options->from || !*options->days || *end || days < 1 || days > WINDOW_DAYS_MAX) {
		log_error("report: --days takes 1 to %d, and goes without --from", WINDOW_DAYS_MAX);
		return false;
	}
	out->days = (uint32_t)days;
	return true;
}

/* --- where to --- */

static bool write_page(const struct menu_report *report, struct page page)
{
	struct arena arena = {.size = REPORT_PAGE_BYTES};
	struct report_page whole = {report, page, &arena};

	arena.base = malloc(arena.size);
	if (!arena.base) {
		log_error("report: not enough memory: close other programs and try again");
		return false;
	}
	report_page(&whole);
	free(arena.base);
	return true;
}

static bool write_html(const struct menu_report *report, const char *path)
{
	struct page_html html = {.out = fopen(path, "we")};
	bool good;

	if (!html.out) {
		log_error("%s: %s: name a file that can be written with --html", path, strerror(errno));
		return false;
	}
	good = write_page(report, page_html(&html));
	errno = 0;
	if (ferror(html.out) | fclose(html.out)) {
		log_error("%s: %s: free some space, or name another file with --html", path, strerror(errno));
		return false;
	}
	return good;
}

static bool write_terminal(const struct menu_report *report)
{
	struct page_terminal terminal = {.out = stdout};

	setlocale(LC_CTYPE, "");
	terminal.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	return write_page(report, page_terminal(&terminal));
}

static int tell(const struct report_options *options, const struct report_window *window)
{
	struct menu_look look;
	struct menu_report *report = NULL;
	bool good = menu_look_open(&look, &(struct menu_look_options){options->data, options->language, false}) &&
		    report_gather(&report, &look, window);

	if (good && options->html)
		good = write_html(report, options->html);
	if (good && options->json)
		good = report_json(report, stdout);
	if (good && !options->json && !options->html)
		good = write_terminal(report);
	report_drop(report);
	menu_look_close(&look);
	return good ? EXIT_GOOD : EXIT_TROUBLE;
}

int command_report(int argc, char **argv)
{
	struct report_options options = {0};
	const struct option list[] = {
		{"days", &options.days, NULL},
		{"from", &options.from, NULL},
		{"to", &options.to, NULL},
		{"html", &options.html, NULL},
		{"json", NULL, &options.json},
		{"data", &options.data, NULL},
		{"language", &options.language, NULL},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "report menu [--days N | --from DAY] [--to DAY] [--html FILE] [--json] [--data DIR]",
		.help = "What helps, for who is responsible for the menu: who gets what they want, where the others "
			"stop, "
			"what\nlearning brings, what moved and why, what is wanted, what nobody understood. Numbers "
			"below "
			"5 are not shown.\n\n"
			"  --days N         the last N days that anything is known of; 28 if nothing is said\n"
			"  --from, --to DAY as 2026-11-22\n"
			"  --html FILE      one page that needs nothing else, to print or to send\n"
			"  --json           the same numbers, one object\n"
			"  --language CODE  labels such as it; otherwise in the site's first language\n"
			"  --data DIR       where the device keeps what happened\n",
		.options = list,
		.words_min = 1,
		.words_max = 1,
	};
	struct report_window window;
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (strcmp(argv[1], "menu") != 0) {
		log_error("report: there is no report of \"%s\": foyer report menu", argv[1]);
		return EXIT_WRONG_USE;
	}
	if (!read_window(&options, &window))
		return EXIT_WRONG_USE;
	return tell(&options, &window);
}
