/* bench-line: the real telephone line, with sipp's callers and their sound. One JSON line on stdout, progress on
 * stderr; exit 3 if there is no voice or no sipp. See tests/bench/README.md. */
#include "figures.h"
#include "serve.h"
#include "under.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 2, EXIT_NO_DATA = 3, LOAD_BYTES = 64 };

struct options {
	const char *only;
	uint16_t serve_port;
	uint16_t calls;
	bool brief;
};

static int usage(void)
{
	fprintf(stderr, "Usage: bench-line [--only FIGURE] [--short]\nFigures:");
	for (unsigned i = 0; figures_all[i].name; i++)
		fprintf(stderr, " %s", figures_all[i].name);
	fprintf(stderr, "\n");
	return EXIT_USAGE;
}

static bool is_known(const char *name)
{
	for (unsigned i = 0; figures_all[i].name; i++)
		if (strcmp(figures_all[i].name, name) == 0)
			return true;
	return false;
}

static bool take_options(int argc, char **argv, struct options *out)
{
	static const struct option known[] = {
		{"only", required_argument, NULL, 'o'},
		{"short", no_argument, NULL, 's'},
		{"serve", required_argument, NULL, 'p'}, /* itself, under callgrind */
		{"calls", required_argument, NULL, 'c'},
		{NULL, 0, NULL, 0},
	};
	int option;

	*out = (struct options){.calls = 1};
	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (option == 'o')
			out->only = optarg;
		else if (option == 's')
			out->brief = true;
		else if (option == 'p')
			out->serve_port = (uint16_t)strtoul(optarg, NULL, 10);
		else if (option == 'c')
			out->calls = (uint16_t)strtoul(optarg, NULL, 10);
		else
			return false;
	}
	return optind == argc && (!out->only || is_known(out->only));
}

static void put(const char *name, double value, int places)
{
	if (value >= 0)
		printf(", \"%s\": %.*f", name, places, value);
}

static void print(const struct figures *f)
{
	char load[LOAD_BYTES] = "";
	FILE *file = fopen("/proc/loadavg", "re");

	if (file && fgets(load, sizeof(load), file))
		load[strcspn(load, " ")] = '\0';
	if (file)
		fclose(file);
	printf("{\"bench\": \"line\"");
	put("instr_per_call_s", f->instr_per_call_s * 1e6, 0);
	put("cpu_ratio_baresip", f->cpu_ratio_baresip, 3);
	put("cpu_foyer_pct", f->cpu_foyer_pct, 3);
	put("cpu_baresip_pct", f->cpu_baresip_pct, 3);
	put("cpu_packets_pct", f->cpu_packets_pct, 3);
	put("rss_per_call", f->rss_per_call, 2);
	put("rss_per_call_fresh", f->rss_per_call_fresh, 2);
	put("rss_one_kb", f->rss_one_kb, 0);
	put("rss_many_kb", f->rss_many_kb, 0);
	put("set_up_p99_ms", f->set_up_p99_ms, 2);
	put("cpu_ms_per_call", f->cpu_ms_per_call, 3);
	put("cpu_ms_per_call_line", f->cpu_ms_per_call_line, 3);
	put("digit_to_silence_p99_ms", f->silence_event_p99_ms, 1);
	put("tone_to_silence_p99_ms", f->silence_tone_p99_ms, 1);
	put("digits_accepted_pct", f->digits_accepted_pct, 0);
	put("digits_far_off_accepted", f->digits_far_off_accepted, 0);
	put("digits_false", f->digits_false, 0);
	put("digits_rfc4733_once_pct", f->digits_once_pct, 0);
	put("leaked", f->leaked, 0);
	put("leaked_of_calls", f->leaked_calls, 0);
	put("leaked_descriptors", f->leaked_descriptors, 0);
	put("leaked_places", f->leaked_places, 0);
	if (f->leaked >= 0)
		printf(", \"grown_kb\": %.0f", f->grown_kb);
	printf(", \"load\": %s}\n", load[0] ? load : "null");
}

static struct figures nothing(void)
{
	struct figures figures;
	double *each = (double *)&figures;

	for (size_t i = 0; i < sizeof(figures) / sizeof(*each); i++)
		each[i] = -1;
	return figures;
}

static bool measure(const struct options *options, const struct line_prompt *speech, struct figures *out)
{
	bool good = true;

	for (const struct figure *figure = figures_all; figure->name; figure++) {
		if (options->only && strcmp(options->only, figure->name) != 0)
			continue;
		fprintf(stderr, "%s ...\n", figure->name);
		if (figure->measure(speech, options->brief, out))
			continue;
		fprintf(stderr, "bench-line: %s could not be measured\n", figure->name);
		good = false;
	}
	return good;
}

int main(int argc, char **argv)
{
	struct figures figures = nothing();
	struct line_prompt *speech;
	struct options options;
	bool good;

	if (!take_options(argc, argv, &options))
		return usage();
	if (options.serve_port)
		return serve(options.serve_port, options.calls);
	signal(SIGPIPE, SIG_IGN);
	speech = serve_speech();
	if (!speech || system("command -v sipp >/dev/null")) {
		fprintf(stderr, "bench-line: there is no voice, or no sipp: install espeak-ng-data and sip-tester\n");
		return EXIT_NO_DATA;
	}
	if (!under_folder_open())
		return EXIT_FAILURE;
	good = measure(&options, speech, &figures);
	under_folder_close();
	prompt_drop(speech);
	print(&figures);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
