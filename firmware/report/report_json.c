#include "report/report_json.h"

#include "json_write.h"
#include "moment.h"
#include "report/report_page.h"

#include <math.h>

enum { DAY_S = 24 * 60 * 60, FORMAT = 1 };

static void put_count(struct json_out *json, const char *name, uint64_t count)
{
	if (report_is_small(count))
		json_put_text(json, name, NULL);
	else
		json_put_whole(json, name, (int64_t)count);
}

static void put_time(struct json_out *json, const char *name, int64_t local_s, const char *format)
{
	char out[32];
	bool known = moment_words(local_s, format, out, sizeof(out));

	json_put_text(json, name, known ? out : NULL);
}

static void put_day(struct json_out *json, const char *name, uint32_t day)
{
	put_time(json, name, (int64_t)day * DAY_S, "%Y-%m-%d");
}

static void put_moment(struct json_out *json, const char *name, int64_t local_s)
{
	put_time(json, name, local_s, "%Y-%m-%dT%H:%M");
}

/* Counts that add up to one that is told: with what could be reckoned from the others hidden too. */
static void put_cells(struct json_out *json, const char *const *names, const uint32_t *cells, uint32_t count)
{
	uint32_t hidden = report_hidden(cells, count);

	for (uint32_t i = 0; i < count; i++) {
		if (hidden >> i & 1)
			json_put_text(json, names[i], NULL);
		else
			json_put_whole(json, names[i], cells[i]);
	}
}

static void put_outcomes(struct json_out *json, const struct report *counts)
{
	static const char *const names[VISIT_OUTCOMES] = {"served", "not_helped", "left", "no_match", "handed_over"};

	put_cells(json, names, counts->outcome, VISIT_OUTCOMES);
	put_count(json, "asked_for_a_person", counts->asked);
	if (counts->outcome[VISIT_SERVED] >= REPORT_CELL_MIN)
		json_put_whole(
			json, "served_mean_ms", (int64_t)(counts->served_ds * 100 / counts->outcome[VISIT_SERVED]));
}

/* --- effect --- */

static void put_effect(struct json_out *json, const char *name, const struct effect_counts *counts)
{
	static const char *const metrics[EFFECT_METRICS] = {"seconds", "leaving", "wrong_turns"};
	uint32_t visits[EFFECT_ARMS];

	effect_visits(counts, visits);
	json_put_map(json, name);
	put_count(json, "learned_visits", visits[0]);
	put_count(json, "held_visits", visits[1]);
	for (int i = 0; i < EFFECT_METRICS; i++) {
		struct effect_found found;

		effect_find(counts, (enum effect_metric)i, &found);
		json_put_map(json, metrics[i]);
		json_put_flag(json, "known", found.known);
		if (found.known) {
			json_put_whole(json, "learned_milli", llround(found.learned * 1000));
			json_put_whole(json, "held_milli", llround(found.held * 1000));
			json_put_whole(json, "difference_milli", llround(found.difference * 1000));
			json_put_whole(json, "low_milli", llround(found.low * 1000));
			json_put_whole(json, "high_milli", llround(found.high * 1000));
		}
		json_put_whole(json, "more_days", found.more_days);
		json_put_end(json);
	}
	json_put_end(json);
}

static void put_trials(struct json_out *json, const struct menu_report *r)
{
	json_put_list(json, "trials");
	for (uint32_t i = 0; i < r->trials_count; i++) {
		json_put_map(json, NULL);
		put_moment(json, "from", r->trials[i].from_s);
		put_moment(json, "to", r->trials[i].to_s);
		json_put_text(json, "ended", change_kind_name((enum change_kind)r->trials[i].ended));
		json_put_whole(json, "gain_ms", r->trials[i].gain_ms);
		json_put_whole(json, "gain_low_ms", r->trials[i].gain_low_ms);
		json_put_whole(json, "gain_high_ms", r->trials[i].gain_high_ms);
		put_effect(json, "effect", &r->trials[i].effect);
		json_put_end(json);
	}
	json_put_end(json);
}

/* --- changes --- */

static void put_raw(struct json_out *json, const char *name, uint32_t count, bool hide)
{
	if (hide)
		put_count(json, name, count);
	else
		json_put_whole(json, name, count);
}

void report_json_change(struct json_out *json, const struct report_change *change, bool hide)
{
	const struct change *c = &change->row.change;

	json_put_map(json, NULL);
	put_moment(json, "at", change->local_s);
	json_put_whole(json, "version", change->row.version);
	json_put_text(json, "kind", change_kind_name((enum change_kind)c->kind));
	json_put_text(json, "subject", change->row.subject[0] ? change->row.subject : NULL);
	json_put_text(json, "other", change->row.other[0] ? change->row.other : NULL);
	json_put_whole(json, "from", c->from);
	json_put_whole(json, "to", c->to);
	json_put_whole(json, "days", c->days);
	put_raw(json, "served", c->served, hide);
	put_raw(json, "of", c->of, hide);
	put_raw(json, "left", c->left, hide);
	json_put_whole(json, "heard_s", c->heard_s);
	put_raw(json, "left_else", c->left_else, hide);
	json_put_whole(json, "heard_else_s", c->heard_else_s);
	json_put_whole(json, "usual_permyriad", c->usual_permyriad);
	if (hide && report_has_small(c)) /* it would give the count away */
		json_put_text(json, "share_permyriad", NULL);
	else
		json_put_whole(json, "share_permyriad", c->share_permyriad);
	json_put_whole(json, "gain_ms", c->gain_ms);
	json_put_whole(json, "gain_low_ms", c->gain_low_ms);
	json_put_whole(json, "gain_high_ms", c->gain_high_ms);
	json_put_whole(json, "agree", c->agree);
	json_put_whole(json, "samples", c->samples);
	json_put_text(json, "sentence", hide && report_has_small(c) ? NULL : change->row.sentence);
	json_put_end(json);
}

static void put_changes(struct json_out *json, const struct menu_report *r)
{
	json_put_list(json, "changes");
	for (uint32_t i = 0; i < r->changes_count; i++)
		if (report_is_within(r, r->changes[i].local_s))
			report_json_change(json, &r->changes[i], true);
	json_put_end(json);
}

/* --- places --- */

static void put_node(struct json_out *json, const struct report_node *node, const char *id, const char *name)
{
	static const char *const ends[REPORT_ENDS] = {
		"went_on", "served", "not_helped", "asked", "forced", "left", "back", "given_up"};

	if (node->entered < REPORT_CELL_MIN)
		return;
	json_put_map(json, NULL);
	json_put_text(json, "id", id);
	json_put_text(json, "name", name);
	json_put_whole(json, "entered", node->entered);
	put_count(json, "by_shortcut", node->by_place);
	put_count(json, "by_words", node->by_words);
	put_cells(json, ends, node->ended, REPORT_ENDS);
	put_count(json, "no_input", node->silent);
	put_count(json, "no_match", node->unknown);
	json_put_whole(json, "mean_ms", (int64_t)(node->ds * 100 / node->entered));
	json_put_whole(json, "spread_ms", llround(1000 * report_spread(node)));
	json_put_end(json);
}

static void put_places(struct json_out *json, const struct menu_report *r)
{
	const struct menu_names *names = &r->look->names;
	char id[STORE_ID_BYTES_MAX];

	json_put_list(json, "places");
	for (uint16_t i = 0; i < report_tree(r)->prompts_count; i++) {
		menu_id_prompt(names, i, id, sizeof(id));
		put_node(json, &r->counts.node[REPORT_PROMPTS + i], id, menu_name_prompt(names, i));
	}
	put_node(json, &r->counts.node[REPORT_MENU], "menu", "Start menu");
	for (uint16_t i = 0; i < report_tree(r)->items_count; i++)
		put_node(json, &r->counts.node[i],
			content_string(r->look->content, content_item(r->look->content, i)->id),
			menu_name_item(names, i));
	json_put_end(json);
}

static void put_said(struct json_out *json, const struct report_said *said, const char *id)
{
	json_put_map(json, NULL);
	json_put_text(json, "id", id);
	put_count(json, "heard", said->times);
	put_count(json, "left", said->left);
	json_put_whole(json, "ms", (int64_t)said->ms);
	json_put_end(json);
}

static void put_prompts(struct json_out *json, const struct menu_report *r)
{
	char id[STORE_ID_BYTES_MAX];

	json_put_list(json, "hazards");
	for (uint16_t i = 0; i < report_tree(r)->prompts_count; i++) {
		menu_id_prompt(&r->look->names, i, id, sizeof(id));
		put_said(json, &r->counts.prompt[i], id);
	}
	put_said(json, &r->counts.start, "menu");
	put_said(json, &r->counts.menus, "menus");
	json_put_end(json);
}

/* --- what was wanted --- */

static void put_wanted(struct json_out *json, const struct menu_report *r)
{
	json_put_list(json, "wanted");
	for (uint16_t i = 0; i < report_tree(r)->items_count; i++) {
		if (!tree_is_leaf(report_tree(r), i) || r->counts.node[i].entered < REPORT_CELL_MIN)
			continue;
		json_put_map(json, NULL);
		json_put_text(json, "id", content_string(r->look->content, content_item(r->look->content, i)->id));
		json_put_whole(json, "share_millionths", llround(1e6 * r->wanted.share[i]));
		put_count(json, "left_for_it", (uint64_t)llround(r->wanted.missed[i]));
		json_put_end(json);
	}
	json_put_end(json);
	json_put_list(json, "weekdays");
	for (int i = 0; i < REPORT_WEEKDAYS; i++)
		put_count(json, NULL, r->counts.weekday[i]);
	json_put_end(json);
	json_put_list(json, "hours");
	for (int i = 0; i < REPORT_HOURS; i++)
		put_count(json, NULL, r->counts.hour[i]);
	json_put_end(json);
}

static void put_unknown(struct json_out *json, const struct menu_report *r)
{
	json_put_list(json, "not_understood");
	for (uint32_t i = 0; i < r->groups_count; i++) {
		if (r->groups[i].times < REPORT_CELL_MIN)
			continue;
		json_put_map(json, NULL);
		json_put_text(json, "words", r->groups[i].said);
		json_put_text(json, "language", r->groups[i].language);
		json_put_whole(json, "times", r->groups[i].times);
		json_put_whole(json, "wordings", r->groups[i].wordings);
		json_put_end(json);
	}
	json_put_end(json);
}

static void put_proposals(struct json_out *json, const struct menu_report *r)
{
	json_put_list(json, "proposals");
	for (uint32_t i = 0; i < r->words.count; i++) {
		const struct word_proposal *proposal = &r->words.list[i];

		if (proposal->times < REPORT_CELL_MIN)
			continue;
		json_put_map(json, NULL);
		json_put_text(json, "words", proposal->words);
		json_put_whole(json, "times", proposal->times);
		json_put_text(json, "topic",
			content_string(r->look->content, content_topic(r->look->content, proposal->topic)->id));
		json_put_text(json, "as", proposal->label ? "label" : "phrasing");
		json_put_end(json);
	}
	json_put_end(json);
}

bool report_json(const struct menu_report *r, FILE *out)
{
	struct json_out json;

	json_to_file(&json, out);
	json_put_map(&json, NULL);
	json_put_text(&json, "report", "menu");
	json_put_whole(&json, "format", FORMAT);
	put_day(&json, "from", r->counts.day_first);
	put_day(&json, "to", r->day_to);
	json_put_whole(&json, "cell_min", REPORT_CELL_MIN);
	json_put_flag(&json, "frozen", r->frozen);
	json_put_whole(&json, "damaged", r->damaged);
	put_count(&json, "visits", r->counts.visits);
	put_count(&json, "conversations", r->counts.conversations);
	put_outcomes(&json, &r->counts);
	put_effect(&json, "effect", &r->effect);
	put_trials(&json, r);
	put_changes(&json, r);
	put_places(&json, r);
	put_prompts(&json, r);
	put_wanted(&json, r);
	put_unknown(&json, r);
	put_proposals(&json, r);
	json_put_end(&json);
	return !json.full && fputc('\n', out) != EOF;
}
