/* Each figure of the telephone line, measured on its own. False: it could not be; why is on stderr. */
#ifndef FOYER_LINE_FIGURES_H
#define FOYER_LINE_FIGURES_H

#include "line/prompt.h"

#include <stdbool.h>
#include <stdint.h>

/* -1 where a figure was not asked for. */
struct figures {
	double instr_per_call_s; /* millions */
	double cpu_ratio_baresip;
	double cpu_foyer_pct; /* of one processor, a call */
	double cpu_baresip_pct;
	double cpu_packets_pct; /* the machine's own, for their packets alone */
	double rss_per_call;    /* kB */
	double rss_per_call_fresh;
	double rss_one_kb;
	double rss_many_kb;
	double set_up_p99_ms;
	double cpu_ms_per_call;
	double cpu_ms_per_call_line; /* without a conversation: no core, no store */
	double silence_event_p99_ms;
	double silence_tone_p99_ms;
	double digits_accepted_pct;
	double digits_far_off_accepted;
	double digits_false;
	double digits_once_pct;
	double leaked;
	double leaked_calls;
	double leaked_descriptors;
	double leaked_places;
	double grown_kb; /* resident, over the second half of those calls */
};

struct figure {
	const char *name; /* of its key */
	bool (*measure)(const struct line_prompt *speech, bool brief, struct figures *out);
};

/* Ends with a NULL name. */
extern const struct figure figures_all[];

/* silence.c */
bool figure_silence(const struct line_prompt *speech, bool brief, struct figures *out);

#endif
