#include "content/say.h"

#include <string.h>

enum { VALUE_NAME_BYTES_MAX = 64 };

/* A list that came from a damaged snapshot may say anything: only what ends inside it is walked. */
bool values_next(const struct values *values, uint16_t *at, const char **name, const char **value)
{
	const char *list = values->list;
	const char *name_end;
	const char *value_end;

	if (values->bytes > VALUES_BYTES_MAX || *at >= values->bytes)
		return false;
	name_end = memchr(list + *at, '\0', (size_t)(values->bytes - *at));
	if (!name_end || name_end + 1 >= list + values->bytes)
		return false;
	value_end = memchr(name_end + 1, '\0', (size_t)(list + values->bytes - name_end - 1));
	if (!value_end)
		return false;
	*name = list + *at;
	*value = name_end + 1;
	*at = (uint16_t)(value_end + 1 - list);
	return true;
}

const char *values_get(const struct values *values, const char *name)
{
	const char *key;
	const char *value;
	uint16_t at = 0;

	while (values_next(values, &at, &key, &value))
		if (strcmp(key, name) == 0)
			return value;
	return NULL;
}

static void values_remove(struct values *values, const char *name)
{
	const char *key;
	const char *value;
	uint16_t start = 0;
	uint16_t end = 0;

	while (values_next(values, &end, &key, &value)) {
		if (strcmp(key, name) == 0) {
			memmove(values->list + start, values->list + end, (size_t)(values->bytes - end));
			values->bytes = (uint16_t)(values->bytes - (end - start));
			return;
		}
		start = end;
	}
}

void values_set(struct values *values, const char *name, const char *value)
{
	size_t name_bytes = strlen(name) + 1;
	size_t used;

	CHECK(name_bytes <= VALUE_NAME_BYTES_MAX);
	CHECK(values->bytes <= VALUES_BYTES_MAX);
	values_remove(values, name);
	used = values->bytes;
	if (VALUES_BYTES_MAX - used < name_bytes + 1)
		return;
	memcpy(values->list + used, name, name_bytes);
	used += name_bytes;
	used += text_copy(values->list + used, VALUES_BYTES_MAX - used, text_of(value)) + 1;
	values->bytes = (uint16_t)used;
}

struct writer {
	char *out;
	size_t room; /* without the NUL */
	size_t used;
	bool full; /* nothing after a cut: half a sentence must not go on with its next value */
};

static void write_text(struct writer *w, struct text text)
{
	size_t written;

	if (w->full)
		return;
	written = text_copy(w->out + w->used, w->room - w->used + 1, text);
	w->used += written;
	w->full = written < text.length;
}

/* The value for the name in braces; names are short, so a long one is none. */
static struct text value_of(const struct values *values, struct text name)
{
	char key[VALUE_NAME_BYTES_MAX];
	const char *value = NULL;

	if (name.length < sizeof(key)) {
		text_copy(key, sizeof(key), name);
		value = values_get(values, key);
	}
	return value ? text_of(value) : TEXT("");
}

size_t content_fill(const char *text, const struct values *values, char *out, size_t out_bytes)
{
	struct writer w = {.out = out, .room = out_bytes - 1};

	CHECK(out_bytes > 0);
	out[0] = '\0';
	while (*text) {
		size_t plain = strcspn(text, "{");
		const char *end;

		write_text(&w, (struct text){text, (uint32_t)plain});
		text += plain;
		if (!*text)
			break;
		end = strchr(text, '}');
		if (!end) {
			write_text(&w, text_of(text));
			break;
		}
		write_text(&w, value_of(values, (struct text){text + 1, (uint32_t)(end - text - 1)}));
		text = end + 1;
	}
	return w.used;
}

size_t content_say(const struct content *c, const struct saying *saying, char *out, size_t out_bytes)
{
	const char *text = content_text(c, saying->text, saying->language, saying->wording);

	return content_fill(text, &saying->values, out, out_bytes);
}

/* --- aloud --- */

/* What everybody may hear. Whatever is not listed is the customer's own: a value that is new here is kept safe first.
 */
static const char *const everybodys[] = {"site", "title", "choices", "step", "steps", "text", "label", "team", "wait",
	"opens", "agent", "seconds", "key"};

bool value_is_everybodys(struct text name)
{
	for (size_t i = 0; i < sizeof(everybodys) / sizeof(everybodys[0]); i++)
		if (text_equal(name, text_of(everybodys[i])))
			return true;
	return false;
}

static bool is_own(struct text name)
{
	return !value_is_everybodys(name);
}

/* The value in braces that begins at or after `text`; NULL: there is none before `end`. */
static const char *next_value(const char *text, const char *end, struct text *name)
{
	const char *open = memchr(text, '{', (size_t)(end - text));
	const char *close = open ? memchr(open, '}', (size_t)(end - open)) : NULL;

	if (!close)
		return NULL;
	*name = (struct text){open + 1, (uint32_t)(close - open - 1)};
	return open;
}

static const char *sentence_end(const char *text)
{
	return text + strcspn(text, ".!?;");
}

/* Behind the last value of the sentence that goes on here which is the customer's own; here, if there is none. */
static const char *behind_own(const char *text)
{
	const char *end = sentence_end(text);
	const char *behind = text;
	struct text name;

	while (next_value(text, end, &name)) {
		text = name.at + name.length + 1;
		if (is_own(name))
			behind = text;
	}
	return behind;
}

static void write_masked(struct writer *w, const char *value, const char *asterisk)
{
	while (*value) {
		size_t plain = strcspn(value, "*");
		size_t stars = strspn(value + plain, "*");

		write_text(w, (struct text){value, (uint32_t)plain});
		for (size_t i = 0; i < stars; i++) {
			write_text(w, text_of(i > 0 ? " " : ""));
			write_text(w, text_of(asterisk));
		}
		value += plain + stars;
	}
}

/* A code is no number: its digits are said one by one, with a pause between them. */
static void write_code(struct writer *w, const char *value)
{
	for (const char *digit = value; *digit; digit++) {
		write_text(w, text_of(digit > value ? ", " : ""));
		write_text(w, (struct text){digit, 1});
	}
}

static bool is_code(struct text name, struct text value)
{
	bool may = text_equal(name, TEXT("code")) || text_equal(name, TEXT("reference"));

	return may && value.length > 0 && strspn(value.at, "0123456789") == value.length;
}

static bool stands_behind(const struct writer *w, const char *sign)
{
	size_t length = strlen(sign);

	return w->used >= length && memcmp(w->out + w->used - length, sign, length) == 0;
}

static void take_back(struct writer *w, size_t bytes)
{
	w->used -= bytes;
	w->out[w->used] = '\0';
}

/* Instead of the value at `text`; returns where the text goes on. */
static const char *write_remark(struct writer *w, const char *remark, struct text name)
{
	const char *behind = name.at + name.length + 1;
	bool lists = stands_behind(w, ": ");

	if (text_equal(name, TEXT("name")) && stands_behind(w, ", ")) {
		take_back(w, 2);
		return behind;
	}
	write_text(w, text_of(remark));
	return lists ? behind_own(behind) : behind;
}

size_t content_say_aloud(const struct content *c, const struct saying *saying, bool alone, char *out, size_t out_bytes)
{
	const char *text = content_text(c, saying->text, saying->language, saying->wording);
	const char *remark = content_text(c, c->label[LABEL_ON_SCREEN], saying->language, 0);
	const char *asterisk = content_text(c, c->label[LABEL_ASTERISK], saying->language, 0);
	struct writer w = {.out = out, .room = out_bytes - 1};
	const char *end = text + strlen(text);
	const char *open;
	struct text name;

	CHECK(out_bytes > 0);
	out[0] = '\0';
	while ((open = next_value(text, end, &name))) {
		struct text value = value_of(&saying->values, name);

		write_text(&w, (struct text){text, (uint32_t)(open - text)});
		text = name.at + name.length + 1;
		if (!is_own(name))
			write_text(&w, value);
		else if (alone && is_code(name, value))
			write_code(&w, value.at);
		else if (alone)
			write_masked(&w, value.at, asterisk);
		else if (value.length > 0)
			text = write_remark(&w, remark, name);
	}
	write_text(&w, (struct text){text, (uint32_t)(end - text)});
	return w.used;
}
