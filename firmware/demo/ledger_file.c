#include "ledger.h"

#include "base/text.h"
#include "json_write.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LINES_MAX = 1 << 20, LINE_BYTES_MAX = 16 << 10 };

struct ledger {
	int fd;
	char *path;
	size_t bytes;
	unsigned lines_count;
	struct json **lines;
};

static enum err err_from_errno(int code)
{
	switch (code) {
	case ENOENT: return ERR_NOT_FOUND;
	case EACCES:
	case EPERM:
	case EROFS: return ERR_DENIED;
	case ENOSPC:
	case EDQUOT:
	case ENOMEM: return ERR_NO_SPACE;
	default: return ERR_IO;
	}
}

static enum err read_whole(const struct ledger *ledger, char *out)
{
	size_t used = 0;

	while (used < ledger->bytes) {
		ssize_t got = pread(ledger->fd, out + used, ledger->bytes - used, (off_t)used);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? err_from_errno(errno) : ERR_IO;
		used += (size_t)got;
	}
	return ERR_NONE;
}

static enum err parse_lines(struct ledger *ledger, const char *text)
{
	unsigned room = 0;

	for (size_t i = 0; i < ledger->bytes; i++)
		room += text[i] == '\n';
	if (room > LINES_MAX)
		return ERR_NO_SPACE;
	ledger->lines = calloc(room + 1, sizeof(struct json *));
	if (!ledger->lines)
		return ERR_NO_SPACE;
	for (size_t start = 0; start < ledger->bytes;) {
		const char *line = text + start;
		const char *end = memchr(line, '\n', ledger->bytes - start);
		enum err err = json_parse(line, (size_t)(end - line), &ledger->lines[ledger->lines_count], NULL);

		if (err) {
			fprintf(stderr, "ledger: %s:%u: not a line of the ledger: put the file aside\n", ledger->path,
				ledger->lines_count + 1);
			return err;
		}
		ledger->lines_count++;
		start += (size_t)(end - line) + 1;
	}
	return ERR_NONE;
}

/* Written only in part when the power went: nobody has been answered for it. */
static enum err cut_torn_line(struct ledger *ledger, const char *text)
{
	const char *end = ledger->bytes ? memrchr(text, '\n', ledger->bytes) : NULL;
	size_t whole = end ? (size_t)(end - text) + 1 : 0;

	if (whole == ledger->bytes)
		return ERR_NONE;
	ledger->bytes = whole;
	return ftruncate(ledger->fd, (off_t)whole) == 0 ? ERR_NONE : err_from_errno(errno);
}

static enum err load(struct ledger *ledger)
{
	struct stat stat;
	enum err err;
	char *text;

	if (flock(ledger->fd, LOCK_EX) != 0 || fstat(ledger->fd, &stat) != 0)
		return err_from_errno(errno);
	ledger->bytes = (size_t)stat.st_size;
	text = malloc(ledger->bytes + 1);
	if (!text)
		return ERR_NO_SPACE;
	err = read_whole(ledger, text);
	if (!err)
		err = cut_torn_line(ledger, text);
	if (!err)
		err = parse_lines(ledger, text);
	free(text);
	return err;
}

/* A new file's name must survive a power cut too. */
static void sync_folder(const char *path)
{
	char *copy = strdup(path);
	int fd = copy ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(copy);
}

enum err ledger_open(struct ledger **out, const char *path)
{
	struct ledger *ledger = calloc(1, sizeof(*ledger));
	enum err err = ERR_NO_SPACE;

	*out = NULL;
	if (!ledger)
		return err;
	ledger->path = strdup(path);
	ledger->fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	err = ledger->fd < 0 ? err_from_errno(errno) : load(ledger);
	if (err) {
		ledger_close(ledger);
		return err;
	}
	if (ledger->bytes == 0)
		sync_folder(path);
	*out = ledger;
	return ERR_NONE;
}

void ledger_close(struct ledger *ledger)
{
	if (!ledger)
		return;
	for (unsigned i = 0; i < ledger->lines_count; i++)
		json_close(ledger->lines[i]);
	if (ledger->fd >= 0)
		close(ledger->fd);
	free(ledger->lines);
	free(ledger->path);
	free(ledger);
}

unsigned ledger_lines(const struct ledger *ledger)
{
	return ledger->lines_count;
}

static bool is(const struct json *map, const char *name, const char *wanted)
{
	const char *text = json_text(json_member(map, name));

	return text && strcmp(text, wanted) == 0;
}

static void copy(char *out, size_t out_bytes, const struct json *map, const char *name)
{
	const char *text = json_text(json_member(map, name));

	text_copy(out, out_bytes, text_of(text ? text : ""));
}

static const char *outcome_of(const struct json *line)
{
	static const char *const names[] = {"done", "refused", "failed"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is(line, "outcome", names[i]))
			return names[i];
	return "unknown";
}

bool ledger_find(const struct ledger *ledger, const char *key, struct answer *out)
{
	for (unsigned i = 0; i < ledger->lines_count; i++) {
		const struct json *line = ledger->lines[i];

		if (!is(line, "key", key))
			continue;
		out->outcome = outcome_of(line);
		copy(out->reference, sizeof(out->reference), line, "reference");
		copy(out->text, sizeof(out->text), line, "text");
		copy(out->name, sizeof(out->name), line, "name");
		return true;
	}
	return false;
}

/* Every input that says what it is about, and that this request has, is the same. */
static bool same_subject(const struct json *line, const struct request *request)
{
	const struct json *inputs = json_member(line, "inputs");

	for (size_t i = 0; i < 6 && request->verb->subject[i]; i++) {
		const char *name = request->verb->subject[i];
		const char *wanted = json_text(json_member(request->inputs, name));

		if (wanted && !is(inputs, name, wanted))
			return false;
	}
	return true;
}

unsigned ledger_standing(const struct ledger *ledger, const struct verb *verb, const struct request *request)
{
	unsigned standing = 0;

	for (unsigned i = 0; i < ledger->lines_count; i++) {
		const struct json *line = ledger->lines[i];
		const char *name = json_text(json_member(line, "verb"));
		const struct verb *did = name ? verb_by_name(name) : NULL;

		if (!did || !is(line, "outcome", "done") || !same_subject(line, request))
			continue;
		if (did == verb)
			standing++;
		else if (did->takes_back && strcmp(did->takes_back, verb->name) == 0 && standing > 0)
			standing--;
	}
	return standing;
}

static bool put_input(void *self, const char *name, const struct json *value)
{
	if (json_text(value))
		json_put_text(self, name, json_text(value));
	return true;
}

static bool write_line(char *line, size_t line_bytes, const struct request *request, const struct answer *answer)
{
	struct json_out out;
	time_t now = time(NULL);
	struct tm utc;
	char when[32];

	gmtime_r(&now, &utc);
	strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &utc);
	json_to_buffer(&out, line, line_bytes - 1);
	json_put_map(&out, NULL);
	json_put_text(&out, "time", when);
	json_put_text(&out, "key", request->key);
	json_put_text(&out, "verb", request->verb->name);
	json_put_text(&out, "outcome", answer->outcome);
	json_put_text(&out, "reference", answer->reference);
	json_put_text(&out, "text", answer->text);
	json_put_text(&out, "name", answer->name);
	json_put_map(&out, "inputs");
	json_members(request->inputs, put_input, &out);
	json_put_end(&out);
	json_put_end(&out);
	memcpy(line + out.used, "\n", 2);
	return !out.full;
}

enum err ledger_write(struct ledger *ledger, const struct request *request, const struct answer *answer)
{
	char line[LINE_BYTES_MAX];
	size_t bytes;
	ssize_t written;

	if (!write_line(line, sizeof(line), request, answer))
		return ERR_NO_SPACE;
	bytes = strlen(line);
	written = write(ledger->fd, line, bytes);
	if (written == (ssize_t)bytes && fsync(ledger->fd) == 0)
		return ERR_NONE;
	/* Half a line must not stand there for the next one to be glued to. */
	if (ftruncate(ledger->fd, (off_t)ledger->bytes) != 0)
		fprintf(stderr, "ledger: %s: half a line could not be taken back: %s\n", ledger->path, strerror(errno));
	return err_from_errno(written < 0 ? errno : ENOSPC);
}

static void print_line(const struct json *line, FILE *file)
{
	static const char *const columns[] = {"time", "key", "verb", "outcome", "reference", "text"};

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const char *text = json_text(json_member(line, columns[i]));

		fprintf(file, "%s%s", i ? "\t" : "", text ? text : "");
	}
	fputc('\n', file);
}

static void print_json(const struct json *line, FILE *file)
{
	static const char *const members[] = {"time", "key", "verb", "outcome", "reference", "text", "name"};
	struct json_out out;

	json_to_file(&out, file);
	json_put_map(&out, NULL);
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		json_put_text(&out, members[i], json_text(json_member(line, members[i])));
	json_put_map(&out, "inputs");
	json_members(json_member(line, "inputs"), put_input, &out);
	json_put_end(&out);
	json_put_end(&out);
	fputc('\n', file);
}

void ledger_print(const struct ledger *ledger, bool as_json, FILE *file)
{
	for (unsigned i = 0; i < ledger->lines_count; i++) {
		if (as_json)
			print_json(ledger->lines[i], file);
		else
			print_line(ledger->lines[i], file);
	}
}
