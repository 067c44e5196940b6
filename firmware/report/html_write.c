#include "report/html_write.h"

#include "base/text.h"

enum { REPLACEMENT = 0xfffd };

/* XML 1.0, 2.2; without the signs that only steer a terminal or turn the direction of writing. */
static bool may_stand(uint32_t c)
{
	if (c == '\t' || c == '\n')
		return true;
	if (c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && c <= 0xdfff))
		return false;
	return c != 0xfffe && c != 0xffff && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069);
}

static void put(FILE *out, uint32_t c)
{
	char bytes[4];

	switch (c) {
	case '&': fputs("&amp;", out); return;
	case '<': fputs("&lt;", out); return;
	case '>': fputs("&gt;", out); return;
	case '"': fputs("&quot;", out); return;
	case '\'': fputs("&#39;", out); return;
	default: break;
	}
	fwrite(bytes, 1, text_put(bytes, sizeof(bytes), may_stand(c) ? c : REPLACEMENT), out);
}

void html_put(FILE *out, const char *words)
{
	const char *end = words + strlen(words);

	while (words < end)
		put(out, text_next(&words, end));
}

void html_put_element(FILE *out, const char *tag, const char *words)
{
	fprintf(out, "<%s>", tag);
	html_put(out, words);
	fprintf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}
