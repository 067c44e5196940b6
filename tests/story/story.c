/* Plays a story on virtual time. Lines that begin with "> " happen; the lines between them are what the device did, and
 * are the expectation. `story FILE --write` writes them anew. What can happen: README.md beside this file. */
#include "stage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES_MAX = 1024, PATH_BYTES_MAX = 2048 };

struct play {
	struct stage stage;
	char site[PATH_BYTES_MAX];
	char work[32]; /* a copy of the site for edits; "" : none yet */
	char *trace_text;
	size_t trace_bytes;
	bool begun;
	int64_t local_s;
};

static const char *const targets[] = {"choice", "back", "start_again", "help", "person", "yes", "no", "skip",
	"more_time", "language", "score", "call_me", "message", "finish", "undo", "repeat", "rising"};
static const char *const outcomes[] = {"ok", "refused", "failed", "unknown"};
static const char *const acts[] = {"takes", "refuses", "says", "closes", "nobody"};
static const char *const channels[] = {"screen", "chat", "line"};

static uint8_t index_of(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return (uint8_t)i;
	fprintf(stderr, "story: \"%s\" is not one of the words allowed here\n", name);
	exit(2);
}

#define INDEX_OF(names, name) index_of(names, sizeof(names) / sizeof(names[0]), name)

static void shell(const char *format, const char *a, const char *b)
{
	char command[PATH_BYTES_MAX * 3];

	snprintf(command, sizeof(command), format, a, b);
	CHECK(system(command) == 0);
}

static void begin(struct play *play)
{
	FILE *trace;

	if (play->begun)
		return;
	play->begun = true;
	trace = open_memstream(&play->trace_text, &play->trace_bytes);
	CHECK(trace);
	stage_open(&play->stage, trace, play->local_s);
	CHECK(stage_content(&play->stage, play->site));
}

/* The rest of the line after `words` words. */
static const char *rest(const char *line, unsigned words)
{
	while (words-- > 0) {
		line += strcspn(line, " ");
		line += strspn(line, " ");
	}
	return line;
}

static void put_words(char *out, const char *words, size_t length)
{
	CHECK(length < WORDS_BYTES_MAX);
	memcpy(out, words, length);
	out[length] = '\0';
}

static void hears(struct event *event, const char *line)
{
	const char *words = rest(line, 3);

	event->kind = EVENT_HEARD;
	event->heard.confidence_pct = (uint8_t)atoi(rest(line, 2));
	while (*words && event->heard.count < ALTERNATIVES_MAX) {
		size_t length = strcspn(words, "|");
		struct alternative *to = &event->heard.list[event->heard.count++];

		put_words(to->words, words, length);
		to->score_pct = event->heard.confidence_pct;
		words += length + (words[length] == '|');
	}
}

/* "unhurried heard en it": what is not named is as it mostly is: in a hurry, everybody heard. */
static struct prefers prefers_of(const struct play *play, const char *line)
{
	const struct content *c = core_images(play->stage.core, 0)->content;
	struct prefers prefers = {.heard = HEARD_ALL};
	bool heard = false;

	for (; *line; line = rest(line, 1)) {
		char word[16] = "";

		sscanf(line, "%15s", word);
		if (strcmp(word, "unhurried") == 0) {
			prefers.unhurried = true;
		} else if (strcmp(word, "heard") == 0) {
			prefers.heard = 0;
			heard = true;
		} else if (heard && strcmp(word, "nobody") != 0) {
			CHECK(content_language(c, word) < LANGUAGES_MAX);
			prefers.heard |= (uint8_t)(1U << content_language(c, word));
		}
	}
	return prefers;
}

static void comes_near(struct play *play, const char *line, const char *channel, struct event *event)
{
	char language[8] = "";

	sscanf(line, "%*u %*s %*s %7s", language);
	event->kind = EVENT_CAME_NEAR;
	event->came_near.channel = INDEX_OF(channels, channel);
	event->came_near.seed = event->session;
	event->came_near.language = content_language(core_images(play->stage.core, 0)->content, language);
	event->came_near.prefers = prefers_of(play, rest(line, 4));
	if (strstr(line, " who "))
		event->came_near.who = strtoull(strstr(line, " who ") + 5, NULL, 10);
}

/* "agent #65537 takes Giulia": an answer to an earlier request than the last one. */
static uint64_t answered(const char **line, char word[64], uint64_t last)
{
	uint64_t request = last;

	if (word[0] == '#') {
		request = strtoull(word + 1, NULL, 10);
		*line = rest(*line, 1);
		sscanf(*line, "%*s %*s %63s", word);
	}
	return request;
}

static void person_does(struct play *play, const char *line)
{
	struct event event = {.session = (uint32_t)atoi(line)};
	char verb[16] = "";
	char word[64] = "";

	sscanf(line, "%*u %15s %63s", verb, word);
	if (strcmp(verb, "near") == 0) {
		comes_near(play, line, word, &event);
	} else if (strcmp(verb, "prefers") == 0) {
		event.kind = EVENT_PREFERS;
		event.prefers = prefers_of(play, rest(line, 2));
	} else if (strcmp(verb, "types") == 0) {
		event.kind = EVENT_TYPED;
		put_words(event.typed.words, rest(line, 2), strlen(rest(line, 2)));
	} else if (strcmp(verb, "code") == 0) {
		event.kind = EVENT_TYPED;
		put_words(event.typed.words, play->stage.code, strlen(play->stage.code));
	} else if (strcmp(verb, "hears") == 0) {
		hears(&event, line);
	} else if (strcmp(verb, "key") == 0) {
		event.kind = EVENT_KEYED;
		event.keyed.key = word[0];
	} else if (strcmp(verb, "touches") == 0) {
		event.kind = EVENT_TOUCHED;
		event.touched.target = INDEX_OF(targets, word);
		event.touched.index = (uint8_t)atoi(rest(line, 3));
	} else if (strcmp(verb, "busy") == 0) {
		event.kind = EVENT_BUSY;
	} else if (strcmp(verb, "said") == 0) {
		event.kind = EVENT_SAID;
	} else if (strcmp(verb, "hangs") == 0) {
		event.kind = EVENT_HUNG_UP;
	} else if (strcmp(verb, "done") == 0) {
		event.kind = EVENT_ACTION_DONE;
		event.request = answered(&line, word, play->stage.last_act);
		event.done.outcome = INDEX_OF(outcomes, word);
		sscanf(line, "%*s %*s %*s %47s", event.done.reference);
		put_words(word, rest(line, 4), strlen(rest(line, 4)));
		memcpy(event.done.text, word, sizeof(word));
	} else if (strcmp(verb, "known") == 0 || strcmp(verb, "card") == 0) {
		event.kind = EVENT_CUSTOMER_KNOWN;
		event.request = strcmp(verb, "known") == 0 ? play->stage.last_act : 0;
		event.known.level = (uint8_t)atoi(word);
		event.known.language = strcmp(verb, "card") == 0 ? event.known.level : LANGUAGES_MAX;
		snprintf(event.known.name, sizeof(event.known.name), "%s", rest(line, 3));
	} else if (strcmp(verb, "agent") == 0) {
		event.kind = EVENT_AGENT_SAID;
		event.request = answered(&line, word, play->stage.last_handover);
		event.agent.act = INDEX_OF(acts, word);
		sscanf(line, "%*s %*s %*s %47s", event.agent.agent);
		put_words(event.agent.words, rest(line, 4), strlen(rest(line, 4)));
	} else {
		fprintf(stderr, "story: nobody can \"%s\"\n", verb);
		exit(2);
	}
	stage_event(&play->stage, &event);
}

static void turn_lines(char *text)
{
	for (char *at = strstr(text, "\\n"); at; at = strstr(at, "\\n")) {
		*at = '\n';
		memmove(at + 1, at + 2, strlen(at + 2) + 1);
	}
}

/* Replaces the first `old` in FILE of a private copy of the site. */
static void edit(struct play *play, const char *line)
{
	char file[128];
	char old[256];
	char new[256];
	char path[PATH_BYTES_MAX * 2];
	static char text[1 << 20];
	FILE *f;
	size_t size;
	char *at;

	CHECK(sscanf(line, "edit %127[^|]|%255[^|]|%255[^\n]", file, old, new) >= 2);
	if (!strchr(rest(line, 1), '|') || sscanf(line, "edit %*[^|]|%*[^|]|%255[^\n]", new) != 1)
		new[0] = '\0';
	turn_lines(old);
	turn_lines(new);
	if (!play->work[0]) {
		snprintf(play->work, sizeof(play->work), "/tmp/story-XXXXXX");
		CHECK(mkdtemp(play->work));
		shell("cp -r '%s'/. '%s'", play->site, play->work);
	}
	snprintf(path, sizeof(path), "%s/%s", play->work, file);
	f = fopen(path, "r");
	CHECK(f);
	size = fread(text, 1, sizeof(text) - 1, f);
	text[size] = '\0';
	fclose(f);
	at = strstr(text, old);
	CHECK(at);
	f = fopen(path, "w");
	CHECK(f);
	fprintf(f, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
	fclose(f);
	CHECK(stage_content(&play->stage, play->work));
}

static void set_clock(struct play *play, const char *line)
{
	struct tm tm = {0};

	CHECK(sscanf(line, "clock %d-%d-%d %d:%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min) == 5);
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	play->local_s = (int64_t)timegm(&tm);
}

static void happens(struct play *play, const char *line)
{
	if (strncmp(line, "site ", 5) == 0) {
		snprintf(play->site, sizeof(play->site), "%s/%s", FOYER_SOURCE_DIR, line + 5);
	} else if (strncmp(line, "clock ", 6) == 0) {
		set_clock(play, line);
	} else {
		begin(play);
		if (strncmp(line, "after ", 6) == 0)
			stage_after(&play->stage, strtoull(line + 6, NULL, 10));
		else if (strncmp(line, "restart", 7) == 0)
			stage_restart(&play->stage, strtoull(line + 7, NULL, 10));
		else if (strncmp(line, "edit ", 5) == 0)
			edit(play, line);
		else if (strncmp(line, "menu ", 5) == 0)
			stage_menu(&play->stage, line + 5);
		else if (strncmp(line, "apply ", 6) == 0) {
			char folder[PATH_BYTES_MAX];

			snprintf(folder, sizeof(folder), "%s/%s", FOYER_SOURCE_DIR, line + 6);
			CHECK(stage_content(&play->stage, folder));
		} else
			person_does(play, line);
	}
}

/* Plays the file; `out` gets what the file should be: comments and happenings kept, the trace written anew. */
static void play_file(FILE *in, FILE *out)
{
	static struct play play;
	char line[LINE_BYTES_MAX];

	snprintf(play.site, sizeof(play.site), "%s/assets/content", FOYER_SOURCE_DIR);
	while (fgets(line, sizeof(line), in)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '>')
			fprintf(out, "%s\n", line);
		if (line[0] != '>')
			continue;
		happens(&play, line + 2);
		if (play.begun) {
			fflush(play.stage.trace);
			fwrite(play.trace_text, 1, play.trace_bytes, out);
			rewind(play.stage.trace);
		}
	}
	if (play.begun) {
		stage_close(&play.stage);
		fclose(play.stage.trace);
		free(play.trace_text);
	}
	if (play.work[0])
		shell("rm -r '%s'%s", play.work, "");
}

static char *read_all(FILE *f)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);
	int c;

	CHECK(out);
	while ((c = getc(f)) != EOF)
		putc(c, out);
	fclose(out);
	return text;
}

static int compare(const char *path, const char *expected, const char *played)
{
	unsigned line = 1;

	while (*expected && *expected == *played) {
		line += *expected == '\n';
		expected++;
		played++;
	}
	if (*expected == *played) {
		printf("%s: as told\n", path);
		return 0;
	}
	while (expected[-1] != '\n' && line > 1) {
		expected--;
		played--;
	}
	printf("%s:%u: the story goes otherwise\n  told:   %.*s\n  played: %.*s\n", path, line,
		(int)strcspn(expected, "\n"), expected, (int)strcspn(played, "\n"), played);
	return 1;
}

static int one(const char *path, bool write)
{
	FILE *in = fopen(path, "r");
	char *told;
	char *played = NULL;
	size_t played_bytes = 0;
	FILE *out = open_memstream(&played, &played_bytes);
	int result = 0;

	if (!in || !out) {
		fprintf(stderr, "story: %s: cannot be read\n", path);
		return 2;
	}
	told = read_all(in);
	rewind(in);
	play_file(in, out);
	fclose(in);
	fclose(out);
	if (write) {
		out = fopen(path, "w");
		CHECK(out);
		fwrite(played, 1, played_bytes, out);
		fclose(out);
	} else {
		result = compare(path, told, played);
	}
	free(told);
	free(played);
	return result;
}

/* Each in a process of its own, with what the demonstration site is built to: once for all of them. */
static int until_one_fails(char **paths, int count)
{
	char site[PATH_BYTES_MAX];

	snprintf(site, sizeof(site), "%s/assets/content", FOYER_SOURCE_DIR);
	if (!stage_prepare(site))
		return 1;
	for (int i = 0; i < count; i++) {
		pid_t child = fork();
		int status = 0;

		if (child == 0)
			exit(one(paths[i], false));
		if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
			printf("failed: %s\n", paths[i]);
			return 1;
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	bool write = argc == 3 && strcmp(argv[2], "--write") == 0;

	if (argc < 2) {
		fprintf(stderr, "usage: story FILE [--write] | story FILE FILE...\n");
		return 2;
	}
	return argc == 2 || write ? one(argv[1], write) : until_one_fails(argv + 1, argc - 1);
}
