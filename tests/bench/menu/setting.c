#include "setting.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES_MAX = 512, FIELDS_MAX = 8 };

struct key {
	const char *name;
	size_t offset;
	double standard; /* S1 of the document */
	double min;
	double max;
};

#define KEY(field, standard, min, max)                                                                                 \
	{                                                                                                              \
#field, offsetof(struct setting, field), standard, min, max                                            \
	}

static const struct key keys[] = {
	KEY(sample, 1, 0.0001, 1),
	KEY(touch, 0, 0, 1),
	KEY(days, 180, 1, SETTING_DAYS_MAX),
	KEY(sessions, 300, 1, 5000),
	KEY(weekday, 1.16, 0, 10),
	KEY(weekend, 0.6, 0, 10),
	KEY(open_h, 8, 0, 23),
	KEY(close_h, 20, 1, 24),
	KEY(leaves, 60, 2, SETTING_LEAVES_MAX),
	KEY(branches, 7, 1, 12),
	KEY(groups, 0, 0, 12),
	KEY(skew, 1, 0, 4),
	KEY(drift, 0.03, 0, 1),
	KEY(weekly, 0.5, 0, 0.95),
	KEY(author_noise, 1.5, 0, 100),
	KEY(author_reversed, 0, 0, 1),
	KEY(item_s, 2.4, 0.1, 20),
	KEY(item_spread, 0.35, 0, 2),
	KEY(item_min_s, 1.2, 0.1, 20),
	KEY(item_max_s, 6, 0.1, 30),
	KEY(item_pause_s, 0.4, 0, 5),
	KEY(greeting_s, 4, 0, 60),
	KEY(promo_s, 5, 0, 60),
	KEY(promo_factor, 4, 0, 100),
	KEY(promo_mandatory, 0, 0, 1),
	KEY(header_s, 1.5, 0, 30),
	KEY(top_header_s, 0, 0, 30),
	KEY(reaction_s, 1, 0, 20),
	KEY(miss, 0.06, 0, 0.9),
	KEY(wrong, 0.01, 0, 0.5),
	KEY(wrong_leaf_s, 6, 0, 120),
	KEY(wrong_branch_items, 4, 0, 12),
	KEY(wrong_branch_s, 1.5, 0, 60),
	KEY(error_hazard, 0.06, 0, 5),
	KEY(passes, 2, 1, 10),
	KEY(give_up_s, 30, 0, 600),
	KEY(restart, 0, 0, 1),
	KEY(hazard, 0.004, 0, 1),
	KEY(hazard_rise_s, 30, 0.1, 1e9),
	KEY(frailty, 0.5, 0, 4),
	KEY(wrong_factor, 1.3, 0, 20),
	KEY(repeat, 0.4, 0, 1),
	KEY(memory, 0.75, 0, 1),
	KEY(last_callers, 64, 1, 4096),
	KEY(press_s, 1, 0, 20),
	KEY(moved_min_s, 4, 0, 60),
	KEY(moved_max_s, 6, 0, 60),
	KEY(mispress, 0.01, 0, 0.9),
	KEY(screen_s, 0.8, 0, 20),
	KEY(tile_s, 0.35, 0, 10),
	KEY(tap_s, 0.8, 0, 20),
	KEY(moved_tile_s, 0.6, 0, 20),
	KEY(moved_wrong, 0.1, 0, 1),
	KEY(follow, 0.6, 0, 1),
	KEY(follow_items, 12, 0, 12),
	KEY(restart_days, 0, 0, 400),
	KEY(settle_days, 14, 0, 400),
	KEY(oracle_days, 1, 1, 61),
};

enum { KEYS_COUNT = sizeof(keys) / sizeof(keys[0]) };

static const char *const attack_names[ATTACK_KINDS] = {"one-hand", "spread", "mixed"};

static double *field(struct setting *s, const struct key *key)
{
	return (double *)(void *)((char *)s + key->offset);
}

void setting_default(struct setting *out)
{
	memset(out, 0, sizeof(*out));
	for (int i = 0; i < KEYS_COUNT; i++)
		*field(out, &keys[i]) = keys[i].standard;
}

int setting_rank(double rank, int leaves)
{
	int at = rank < 1 ? (int)(rank * leaves) : (int)rank - 1;

	if (rank < 0)
		return leaves - 1;
	return at < leaves ? at : leaves - 1;
}

/* --- one line --- */

struct line {
	const char *path;
	int number;
	char *key;
	char *value;
};

static bool refuse(const struct line *line, const char *why)
{
	fprintf(stderr, "bench-menu: %s:%d: %s: %s\n", line->path, line->number, line->key, why);
	return false;
}

static bool number_of(const struct line *line, const char *text, double *out)
{
	char *end;

	errno = 0;
	*out = strtod(text, &end);
	if (end == text || *end || errno || !isfinite(*out))
		return refuse(line, "a number belongs here");
	return true;
}

/* The value's words, all of them numbers; false if there are not `count`. */
static bool numbers(const struct line *line, int count, double *out)
{
	char *save = NULL;
	char *word = strtok_r(line->value, " \t", &save);

	for (int i = 0; i < count; i++) {
		if (!word)
			return refuse(line, "more numbers belong here; see tests/bench/README.md");
		if (!number_of(line, word, &out[i]))
			return false;
		word = strtok_r(NULL, " \t", &save);
	}
	return word ? refuse(line, "too many numbers") : true;
}

static bool take_spike(const struct line *line, struct setting *s)
{
	double n[5];

	if (s->spikes_count == SETTING_SPIKES_MAX)
		return refuse(line, "too many of them");
	if (!numbers(line, 5, n))
		return false;
	if (n[1] < n[0] || n[3] <= 0 || n[4] < 0)
		return refuse(line, "first day, last day, rank, factor above 0, ramp in days");
	s->spikes[s->spikes_count++] = (struct spike){n[0], n[1], n[2], n[3], n[4], -1};
	return true;
}

static bool take_watch(const struct line *line, struct setting *s)
{
	double n[3];

	if (s->spikes_count == SETTING_SPIKES_MAX)
		return refuse(line, "too many of them");
	if (!numbers(line, 3, n))
		return false;
	if (n[1] < n[0] || n[2] < 0 || n[2] >= SETTING_LEAVES_MAX)
		return refuse(line, "first day, last day, number of the leaf");
	s->spikes[s->spikes_count++] = (struct spike){n[0], n[1], 0, 1, 0, n[2]};
	return true;
}

static bool take_change(const struct line *line, struct setting *s)
{
	double n[2];

	if (s->changes_count == SETTING_CHANGES_MAX)
		return refuse(line, "too many of them");
	if (!numbers(line, 2, n))
		return false;
	s->changes[s->changes_count++] = (struct change_day){n[0], n[1]};
	return true;
}

static bool take_attack(const struct line *line, struct setting *s)
{
	double n[3];
	char *word = line->value;
	char *rest = word + strcspn(word, " \t");
	struct line numbers_of = *line;
	int kind = 0;

	if (s->attacks_count == SETTING_ATTACKS_MAX)
		return refuse(line, "too many of them");
	if (*rest)
		*rest++ = '\0';
	while (kind < ATTACK_KINDS && strcmp(word, attack_names[kind]) != 0)
		kind++;
	if (kind == ATTACK_KINDS)
		return refuse(line, "one-hand, spread or mixed, then day, taps, rank");
	numbers_of.value = rest;
	if (!numbers(&numbers_of, 3, n))
		return false;
	s->attacks[s->attacks_count++] = (struct attack){kind, (int)n[0], (int)n[1], n[2]};
	return true;
}

static bool take_number(const struct line *line, struct setting *s)
{
	double value;

	for (int i = 0; i < KEYS_COUNT; i++) {
		if (strcmp(line->key, keys[i].name) != 0)
			continue;
		if (!number_of(line, line->value, &value))
			return false;
		if (value < keys[i].min || value > keys[i].max) {
			fprintf(stderr, "bench-menu: %s:%d: %s: %g to %g\n", line->path, line->number, line->key,
				keys[i].min, keys[i].max);
			return false;
		}
		*field(s, &keys[i]) = value;
		return true;
	}
	return refuse(line, "no such key; see tests/bench/README.md");
}

static bool take(const struct line *line, struct setting *s)
{
	if (strcmp(line->key, "spike") == 0)
		return take_spike(line, s);
	if (strcmp(line->key, "watch") == 0)
		return take_watch(line, s);
	if (strcmp(line->key, "change") == 0)
		return take_change(line, s);
	if (strcmp(line->key, "attack") == 0)
		return take_attack(line, s);
	if (strcmp(line->key, "demand") != 0)
		return take_number(line, s);
	if (strlen(line->value) >= sizeof(s->demand))
		return refuse(line, "too long");
	strcpy(s->demand, line->value);
	return true;
}

/* --- a file --- */

static char *trimmed(char *text)
{
	char *end;

	while (isspace((unsigned char)*text))
		text++;
	end = text + strlen(text);
	while (end > text && isspace((unsigned char)end[-1]))
		*--end = '\0';
	return text;
}

static bool read_lines(FILE *file, const char *path, struct setting *out)
{
	char text[LINE_BYTES_MAX];
	struct line line = {.path = path};

	while (fgets(text, sizeof(text), file)) {
		char *equals;

		line.number++;
		text[strcspn(text, "#\r\n")] = '\0';
		line.key = trimmed(text);
		if (!*line.key)
			continue;
		equals = strchr(text, '=');
		if (!equals)
			return refuse(&line, "\"key = value\" belongs here");
		*equals = '\0';
		line.key = trimmed(line.key);
		line.value = trimmed(equals + 1);
		if (!take(&line, out))
			return false;
	}
	return true;
}

static bool sane(const char *path, const struct setting *s)
{
	double groups = s->branches * (s->groups > 0 ? s->groups : 1);
	const char *why = NULL;

	if (s->demand[0] == '\0' && s->leaves > 12 * groups)
		why = "more than 12 leaves in a menu: more branches or groups are needed";
	else if (s->demand[0] == '\0' && s->leaves < groups)
		why = "a menu would be empty: more leaves are needed";
	else if (s->close_h <= s->open_h)
		why = "it closes before it opens";
	if (why)
		fprintf(stderr, "bench-menu: %s: %s\n", path, why);
	return !why;
}

static void name_of(const char *path, char out[SETTING_NAME_BYTES])
{
	const char *slash = strrchr(path, '/');

	snprintf(out, SETTING_NAME_BYTES, "%.60s", slash ? slash + 1 : path);
	if (strrchr(out, '.'))
		*strrchr(out, '.') = '\0';
}

bool setting_read(const char *file_or_name, struct setting *out)
{
	char path[1024];
	FILE *file = NULL;
	bool good;

	setting_default(out);
	snprintf(path, sizeof(path), "%s/tests/bench/settings/%s.setting", FOYER_SOURCE_DIR, file_or_name);
	if (!strchr(file_or_name, '/'))
		file = fopen(path, "r");
	if (!file) {
		snprintf(path, sizeof(path), "%s", file_or_name);
		file = fopen(path, "r");
	}
	if (!file) {
		fprintf(stderr, "bench-menu: %s: %s, and tests/bench/settings/ has none of that name\n", path,
			strerror(errno));
		return false;
	}
	name_of(path, out->name);
	good = read_lines(file, path, out) && sane(path, out);
	fclose(file);
	return good;
}

void setting_print(const struct setting *s)
{
	printf("{\"setting\": \"%s\", \"seed\": \"setting\"", s->name);
	for (int i = 0; i < KEYS_COUNT; i++) {
		double value = *(const double *)(const void *)((const char *)s + keys[i].offset);

		if (value < keys[i].standard || value > keys[i].standard)
			printf(", \"%s\": %g", keys[i].name, value);
	}
	printf(", \"change\": [");
	for (int i = 0; i < s->changes_count; i++)
		printf("%s[%g, %g]", i ? ", " : "", s->changes[i].day, s->changes[i].share);
	printf("], \"spike\": [");
	for (int i = 0; i < s->spikes_count; i++)
		printf("%s[%g, %g, %g, %g, %g]", i ? ", " : "", s->spikes[i].first, s->spikes[i].last,
			s->spikes[i].rank, s->spikes[i].factor, s->spikes[i].ramp);
	printf("]}\n");
}
