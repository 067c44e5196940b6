#include "report/page.h"

#include "report/html_write.h"
#include "report/page_svg.h"

#include <string.h>

/* Ink on paper 14:1, soft 6:1, the tones 5:1 and more (WCAG 2.2, 1.4.3); a tone is never the only sign of anything. */
static const char style[] =
	"@page{size:A4;margin:16mm 14mm}"
	"body{margin:0 auto;max-width:60rem;padding:1.5rem;background:#fff;color:#17242f;"
	"font:16px/1.45 'Noto Sans','Segoe UI','Liberation Sans',Arial,sans-serif}"
	"h1{font-size:1.9rem;line-height:1.2;margin:0 0 .2rem}"
	"h2{font-size:1.3rem;margin:2.4rem 0 .6rem;padding-top:.7rem;border-top:2px solid #0b5d7a}"
	"p{margin:.5rem 0;max-width:46rem}"
	".below{color:#4a5763;margin-bottom:1.2rem}"
	".soft{color:#4a5763;font-size:.88rem}"
	".good{color:#17663a}.bad{color:#a3341f}"
	"dl{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0}"
	"dl div{flex:1 1 5.6rem;border:1px solid #c9d2d9;border-radius:.5rem;padding:.6rem .8rem;"
	"display:flex;flex-direction:column-reverse;justify-content:flex-end}"
	"dt{color:#4a5763;font-size:.88rem}"
	"dd{margin:0;font-size:1.6rem;font-weight:600;line-height:1.2}"
	"table{border-collapse:collapse;width:100%;margin:.8rem 0 1.2rem;font-size:.9rem}"
	"caption{text-align:left;font-weight:600;padding:.3rem 0}"
	"th,td{text-align:left;vertical-align:top;padding:.28rem .5rem;border-bottom:1px solid #d9e0e5}"
	"thead th{border-bottom:2px solid #17242f;vertical-align:bottom;font-size:.82rem}"
	"tbody th{font-weight:400}"
	".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
	".d1{padding-left:1.6rem}.d2{padding-left:2.8rem}.d3{padding-left:4rem}"
	"tbody th.d0{font-weight:600}tbody th{min-width:12em}tbody th.w{min-width:0}.w{white-space:nowrap}"
	"thead .n{white-space:normal}"
	"figure{margin:.8rem 0 1.2rem}figcaption{font-weight:600;padding:.3rem 0}"
	"svg{display:block;width:100%;height:auto}"
	"@media print{body{padding:0;font-size:12.5px;max-width:none}h2{break-after:avoid}"
	"tr,figure,dl div{break-inside:avoid}thead{display:table-header-group}}";

enum { NARROW_CHARS = 16 /* a column of no more is not broken into lines */ };

static struct page_html *html(void *self)
{
	return self;
}

static const char *tone_class(uint8_t tone)
{
	static const char *const names[] = {"", "good", "bad", "soft"};

	return names[tone];
}

static void title(void *self, const char *title, const char *below)
{
	FILE *out = html(self)->out;

	fputs("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
	      "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n",
		out);
	html_put_element(out, "title", title);
	fprintf(out, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
	html_put_element(out, "h1", title);
	html_put_element(out, "p class=\"below\"", below);
}

static void heading(void *self, const char *text)
{
	html_put_element(html(self)->out, "h2", text);
}

static void say(void *self, const char *text, enum page_tone tone)
{
	char tag[32];

	snprintf(tag, sizeof(tag), "p class=\"%s\"", tone_class((uint8_t)tone));
	html_put_element(html(self)->out, tone == TONE_PLAIN ? "p" : tag, text);
}

static void figures(void *self, const struct page_figure *figures, uint32_t count)
{
	FILE *out = html(self)->out;
	char tag[32];

	fputs("<dl>\n", out);
	for (uint32_t i = 0; i < count; i++) {
		snprintf(tag, sizeof(tag), "dd class=\"%s\"", tone_class(figures[i].tone));
		fputs("<div>", out);
		html_put_element(out, "dt", figures[i].name);
		html_put_element(out, tag, figures[i].value);
		fputs("</div>\n", out);
	}
	fputs("</dl>\n", out);
}

static void put_cell(FILE *out, const struct page_column *column, const struct page_cell *cell, bool first)
{
	const char *tag = first ? "th scope=\"row\"" : "td";
	char whole[64];

	snprintf(whole, sizeof(whole), "%s class=\"%s%s%s%sd%u\"", tag, column->number ? "n " : "",
		column->chars <= NARROW_CHARS ? "w " : "", tone_class(cell->tone), cell->tone == TONE_PLAIN ? "" : " ",
		cell->depth);
	html_put_element(out, whole, cell->text);
}

static void table(void *self, const struct page_table *table)
{
	FILE *out = html(self)->out;

	fputs("<table>\n", out);
	html_put_element(out, "caption", table->caption);
	fputs("<thead><tr>\n", out);
	for (uint32_t i = 0; i < table->columns_count; i++)
		html_put_element(out, table->columns[i].number ? "th scope=\"col\" class=\"n\"" : "th scope=\"col\"",
			table->columns[i].name);
	fputs("</tr></thead>\n<tbody>\n", out);
	for (uint32_t row = 0; row < table->rows_count; row++) {
		fputs("<tr>\n", out);
		for (uint32_t i = 0; i < table->columns_count; i++)
			put_cell(out, &table->columns[i], &table->cells[row * table->columns_count + i], i == 0);
		fputs("</tr>\n", out);
	}
	fputs("</tbody>\n</table>\n", out);
}

static void chart(void *self, const struct page_chart *chart)
{
	FILE *out = html(self)->out;

	fputs("<figure>\n", out);
	html_put_element(out, "figcaption", chart->caption);
	page_svg(out, chart, ++html(self)->pictures);
	fputs("</figure>\n", out);
}

static void end(void *self)
{
	fputs("</main>\n</body>\n</html>\n", html(self)->out);
}

struct page page_html(struct page_html *self)
{
	static const struct page_ops ops = {title, heading, say, figures, table, chart, end};

	return (struct page){&ops, self};
}
