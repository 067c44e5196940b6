/* SDP made fit for a strict reader. */
#include "line/sdp_clean.h"

#include <stdbool.h>
#include <string.h>

enum { RTPMAP_TYPE_MAX = 127 };

struct line_text {
	const char *at;
	const char *end;
};

static bool take(struct line_text *line, char c)
{
	if (line->at == line->end || *line->at != c)
		return false;
	line->at++;
	return true;
}

/* A number of at most six digits; -1: none. */
static long take_number(struct line_text *line)
{
	long number = 0;
	unsigned digits = 0;

	while (line->at < line->end && *line->at >= '0' && *line->at <= '9' && digits < 6) {
		number = number * 10 + (*line->at++ - '0');
		digits++;
	}
	return digits ? number : -1;
}

static bool take_name(struct line_text *line)
{
	const char *from = line->at;

	while (line->at < line->end && *line->at != '/' && *line->at > ' ' && *line->at < 0x7f)
		line->at++;
	return line->at > from;
}

/* "0 PCMU/8000" or "9 G722/8000/1" */
static bool is_rtpmap(struct line_text line)
{
	long type = take_number(&line);
	long rate;

	if (type < 0 || type > RTPMAP_TYPE_MAX || !take(&line, ' ') || !take_name(&line) || !take(&line, '/'))
		return false;
	rate = take_number(&line);
	if (rate <= 0)
		return false;
	if (take(&line, '/') && take_number(&line) <= 0)
		return false;
	while (take(&line, ' '))
		;
	return line.at == line.end;
}

static bool is_good(const char *line, size_t bytes)
{
	static const char rtpmap[] = "a=rtpmap:";
	const size_t named = sizeof(rtpmap) - 1;

	for (size_t i = 0; i < bytes; i++)
		if ((unsigned char)line[i] < ' ' && line[i] != '\t')
			return false;
	if (bytes < 2 || line[1] != '=')
		return false;
	if (bytes >= named && memcmp(line, rtpmap, named) == 0)
		return is_rtpmap((struct line_text){line + named, line + bytes});
	return true;
}

size_t sdp_clean(char *text, size_t bytes)
{
	size_t kept = 0;
	size_t at = 0;

	while (at < bytes) {
		const char *newline = memchr(text + at, '\n', bytes - at);
		size_t whole = newline ? (size_t)(newline - (text + at)) + 1 : bytes - at;
		size_t words = whole - (newline != NULL);

		if (words > 0 && text[at + words - 1] == '\r')
			words--;
		if (words > 0 && (text[at] != 'a' || is_good(text + at, words))) {
			memmove(text + kept, text + at, whole);
			kept += whole;
		}
		at += whole;
	}
	return kept;
}
