#include "draw/icons.h"

#include "view/view.h"

#include <math.h>
#include <string.h>

/* Each icon is a path on a grid of 24 by 24, drawn with a round pen 2 wide. Round ones reach from 2 to 22, square ones
 * from 3 to 21, so that they look equally large. Numbers are x and y unless said:
 *   M x y         lift the pen and go there            L x y         a line
 *   A r x y       an arc of radius r, at most half     Q cx cy x y   a curve drawn towards cx cy
 *                 a circle; r < 0: anticlockwise       Z             a line to where the pen was last put down
 *   O x y r       a circle round x y                   R x y w h r   a box with round corners
 *   D x y r       a disc                               H x y r       the right half of a disc
 *   K x y x2 y2   rubs out a broad line, so that a stroke drawn there stands clear of what it crosses */
enum { GRID = 24 };
static const float PEN_HALF = 1.0F;
static const float RUBBER_HALF = 2.2F;

#define MICROPHONE "R 8.75 2.5 6.5 11.5 3.25 M 5 11 A -7 12 18 A -7 19 11 M 12 18 L 12 21.5 M 8.5 21.5 L 15.5 21.5"

static const char *const icons[VIEW_ICONS_END] = {
	[ICON_CARD] = "R 3 5 18 14 2.5 M 3 10 L 21 10 M 7 15 L 10 15",
	[ICON_ACCOUNT] =
		"M 12 3.5 L 20.5 9 L 3.5 9 Z M 6 13 L 6 17 M 12 13 L 12 17 M 18 13 L 18 17 M 3.5 20.5 L 20.5 20.5",
	[ICON_PERSON] = "O 12 7.5 4 M 4.5 20.5 A 5.5 10 15 L 14 15 A 5.5 19.5 20.5",
	[ICON_PHONE] = "R 6 2.5 12 19 2.5 M 11 17.8 L 13 17.8",
	[ICON_HOUSE] = "M 3 11.5 L 12 4 L 21 11.5 M 5.5 9.6 L 5.5 19 A -1.5 7 20.5 L 17 20.5 A -1.5 18.5 19 L 18.5 9.6 "
		       "M 9.75 20.5 L 9.75 14.5 L 14.25 14.5 L 14.25 20.5",
	[ICON_CALENDAR] = "R 3.5 5 17 15.5 2.5 M 3.5 10 L 20.5 10 M 8 3 L 8 6.5 M 16 3 L 16 6.5 "
			  "D 8 13.7 1.1 D 12 13.7 1.1 D 16 13.7 1.1 D 8 17 1.1 D 12 17 1.1",
	[ICON_EURO] = "M 18.9 5.6 A -8.2 5.8 12 A -8.2 18.9 18.4 M 3 9.9 L 13.5 9.9 M 3 14.1 L 13.5 14.1",
	[ICON_KEY] = "O 7.5 16 4.5 M 10.7 12.8 L 20.2 3.3 M 15.4 8.1 L 18.3 11 M 18.4 5.1 L 21 7.7",
	[ICON_LOCK] = "R 4.5 10.5 15 10.5 2.5 M 7.75 10.5 L 7.75 7.25 A 4.25 16.25 7.25 L 16.25 10.5 "
		      "D 12 14.8 1.4 M 12 14.8 L 12 17.4",
	[ICON_MAP] = "M 12 21.3 Q 5 15 5 9.8 A 7 12 2.8 A 7 19 9.8 Q 19 15 12 21.3 O 12 9.8 2.4",
	[ICON_INFO] = "O 12 12 9 M 12 11.2 L 12 16.6 D 12 7.6 1.25",
	[ICON_QUESTION] = "O 12 12 9 M 9.3 9.5 A 2.75 12 6.9 A 2.75 14.75 9.6 Q 14.75 11.3 13.1 12.1 Q 12 12.7 12 13.8 "
			  "D 12 17.2 1.25",
	[ICON_TOOL] = "M 20.8 7.1 L 18.5 9.4 L 14.6 5.5 L 16.9 3.2 A -5.5 10.4 10.65 L 4.2 16.85 A -2.07 7.15 19.76 "
		      "L 13.35 13.56 A -5.5 20.8 7.1",
	[ICON_BOX] = "M 3.5 8.5 L 6.2 4 L 17.8 4 L 20.5 8.5 L 20.5 18.5 A 2 18.5 20.5 L 5.5 20.5 A 2 3.5 18.5 Z "
		     "M 3.5 8.5 L 20.5 8.5 M 9.5 12.7 L 14.5 12.7",
	[ICON_HEART] = "M 12 20.3 L 4.2 12.3 A 4.8 4.92 4.92 A 4.8 12 7 A 4.8 19.08 4.92 A 4.8 19.8 12.3 Z",
	[ICON_STAR] = "M 12 2.9 L 14.5 9.1 L 21.2 9.6 L 16.1 14 L 17.7 20.5 L 12 17 L 6.3 20.5 L 7.9 14 L 2.8 9.6 L "
		      "9.5 9.1 Z",
	[ICON_WARNING] =
		"M 10.3 4.3 A 2 13.7 4.3 L 21.2 17.6 A 2 19.5 20.5 L 4.5 20.5 A 2 2.8 17.6 Z M 12 9.3 L 12 13.4 "
		"D 12 16.9 1.25",
	[ICON_SHOP] = "M 3 9 A -3 9 9 A -3 15 9 A -3 21 9 L 19 4 L 5 4 Z M 5 14 L 5 20.5 L 19 20.5 L 19 14 "
		      "M 10 20.5 L 10 16.2 L 14 16.2 L 14 20.5",
	[VIEW_ICON_BACK] = "M 20.5 12 L 4 12 M 11 5 L 4 12 L 11 19",
	[VIEW_ICON_AGAIN] = "M 4 4 L 4 9.2 L 9.2 9.2 M 4.5 9.2 A 8.2 16.1 5.4 A 8.2 19.1 16.6 A 8.2 6.2 18.3",
	[VIEW_ICON_FINISH] = "M 4 12.5 L 9.5 18 L 20 6.5",
	[VIEW_ICON_DELETE] = "M 8.7 5 L 19 5 A 2 21 7 L 21 17 A 2 19 19 L 8.7 19 L 2.6 12 Z M 11.5 9.5 L 16.5 14.5 "
			     "M 16.5 9.5 L 11.5 14.5",
	[VIEW_ICON_SHIFT] = "M 12 3.5 L 3.5 12.5 L 8 12.5 L 8 20 L 16 20 L 16 12.5 L 20.5 12.5 Z",
	[VIEW_ICON_MIC] = MICROPHONE,
	[VIEW_ICON_MIC_OFF] = MICROPHONE " K 4 3.5 20 20.5 M 3.5 3 L 20.5 21",
	[VIEW_ICON_LARGE] = "M 2.5 19 L 8 5 L 13.5 19 M 4.6 14 L 11.4 14 O 18 15.7 3.2 M 21.2 12.5 L 21.2 19",
	[VIEW_ICON_CONTRAST] = "O 12 12 9 H 12 12 9",
	[VIEW_ICON_ALOUD] =
		"M 6.2 9 A 5.9 12.1 3.1 A 5.9 18 9 Q 18 11.8 16 13.4 Q 14.3 14.8 14.2 17 A 3.5 10.7 20.6 "
		"Q 8.9 20.6 7.9 19 M 9.6 9.2 A 2.6 12.1 6.6 A 2.6 14.6 9.2 Q 14.6 10.6 13 11.6 Q 11.3 12.7 11.3 14.6",
	[VIEW_ICON_LOUDER] = "M 3 9.5 L 6.8 9.5 L 11.5 5 L 11.5 19 L 6.8 14.5 L 3 14.5 Z M 15.2 9 A 4.6 15.2 15 "
			     "M 18.2 5.8 A 8.8 18.2 18.2",
	[VIEW_ICON_SLOWER] = "M 3.8 18 A 9 12 5.2 A 9 20.2 18 M 12 14.2 L 7.6 11 D 12 14.2 1.6 M 9 19 L 15 19",
	[VIEW_ICON_MORE] = "M 8.5 4.5 L 16 12 L 8.5 19.5",
	[VIEW_ICON_CLOCK] = "O 12 12 9 M 12 6.8 L 12 12 L 15.6 14.2",
};

struct pen {
	uint8_t *cover;
	int side;
	float px; /* of one step of the grid */
	float x, y;
	float begun_x, begun_y;
};

static float limited(float value, float least, float most)
{
	return value < least ? least : value > most ? most : value;
}

/* A line on the grid with round ends; a rubber takes away what it covers. */
struct stroke {
	float x0, y0, x1, y1;
	float half;
	bool rubs;
};

static void mark(struct pen *pen, const struct stroke *s, int column, int row)
{
	float x = ((float)column + 0.5F) / pen->px - s->x0;
	float y = ((float)row + 0.5F) / pen->px - s->y0;
	float dx = s->x1 - s->x0;
	float dy = s->y1 - s->y0;
	float length2 = dx * dx + dy * dy;
	float t = length2 > 0 ? limited((x * dx + y * dy) / length2, 0, 1) : 0;
	float away = sqrtf((x - t * dx) * (x - t * dx) + (y - t * dy) * (y - t * dy));
	uint8_t part = (uint8_t)(limited((s->half - away) * pen->px + 0.5F, 0, 1) * 255);
	uint8_t *cover = &pen->cover[row * pen->side + column];

	if (s->rubs)
		part = (uint8_t)(255 - part);
	if (s->rubs ? part < *cover : part > *cover)
		*cover = part;
}

/* Only the pixels that the stroke can reach are looked at. */
static void draw_stroke(struct pen *pen, const struct stroke *s)
{
	float most = (float)(pen->side - 1);
	float reach = s->half + 1 / pen->px;
	int left = (int)limited((fminf(s->x0, s->x1) - reach) * pen->px, 0, most);
	int right = (int)limited((fmaxf(s->x0, s->x1) + reach) * pen->px, 0, most);
	int top = (int)limited((fminf(s->y0, s->y1) - reach) * pen->px, 0, most);
	int bottom = (int)limited((fmaxf(s->y0, s->y1) + reach) * pen->px, 0, most);

	for (int row = top; row <= bottom; row++) {
		for (int column = left; column <= right; column++)
			mark(pen, s, column, row);
	}
}

static void line_to(struct pen *pen, float x, float y)
{
	draw_stroke(pen, &(struct stroke){pen->x, pen->y, x, y, PEN_HALF, false});
	pen->x = x;
	pen->y = y;
}

/* Of a round: middle, radius, where it begins and how far it goes (radians; y points down, so more is clockwise). */
struct round {
	float x, y, r;
	float begin, sweep;
};

static void draw_round(struct pen *pen, const struct round *round)
{
	const float step = 0.15F; /* the corner it makes is below a tenth of a pixel at 96 pixels */
	int steps = 1 + (int)(fabsf(round->sweep) / step);

	pen->x = round->x + round->r * cosf(round->begin);
	pen->y = round->y + round->r * sinf(round->begin);
	for (int i = 1; i <= steps; i++) {
		float angle = round->begin + round->sweep * (float)i / (float)steps;

		line_to(pen, round->x + round->r * cosf(angle), round->y + round->r * sinf(angle));
	}
}

static void arc_to(struct pen *pen, float r, float x, float y)
{
	float dx = x - pen->x;
	float dy = y - pen->y;
	float chord = sqrtf(dx * dx + dy * dy);
	float turn = r < 0 ? -1 : 1;
	float high = sqrtf(fmaxf(0, r * r - chord * chord / 4)) * turn / chord;
	struct round round = {(pen->x + x) / 2 - dy * high, (pen->y + y) / 2 + dx * high, fabsf(r), 0, 0};

	round.begin = atan2f(pen->y - round.y, pen->x - round.x);
	round.sweep = 2 * asinf(limited(chord / 2 / round.r, 0, 1)) * turn;
	draw_round(pen, &round);
}

static void curve_to(struct pen *pen, const float *n)
{
	const float x = pen->x;
	const float y = pen->y;

	for (int i = 1; i <= GRID; i++) {
		float t = (float)i / GRID;
		float u = 1 - t;

		line_to(pen, u * u * x + 2 * u * t * n[0] + t * t * n[2], u * u * y + 2 * u * t * n[1] + t * t * n[3]);
	}
}

static void draw_box(struct pen *pen, const float *n)
{
	const float right = n[0] + n[2];
	const float bottom = n[1] + n[3];
	const float r = n[4];

	pen->x = n[0] + r;
	pen->y = n[1];
	line_to(pen, right - r, n[1]);
	arc_to(pen, r, right, n[1] + r);
	line_to(pen, right, bottom - r);
	arc_to(pen, r, right - r, bottom);
	line_to(pen, n[0] + r, bottom);
	arc_to(pen, r, n[0], bottom - r);
	line_to(pen, n[0], n[1] + r);
	arc_to(pen, r, n[0] + r, n[1]);
}

/* The right half of a disc, as lines from its straight side outwards. */
static void draw_half_disc(struct pen *pen, const float *n)
{
	const int steps = 2 * GRID;

	for (int i = 0; i <= steps; i++) {
		float y = n[2] * (float)(2 * i - steps) / (float)steps;

		pen->x = n[0];
		pen->y = n[1] + y;
		line_to(pen, n[0] + sqrtf(fmaxf(0, n[2] * n[2] - y * y)), pen->y);
	}
}

static void draw_shape(struct pen *pen, char shape, const float *n)
{
	const float whole = 6.2831853F;

	switch (shape) {
	case 'M':
		pen->x = pen->begun_x = n[0];
		pen->y = pen->begun_y = n[1];
		break;
	case 'L': line_to(pen, n[0], n[1]); break;
	case 'A': arc_to(pen, n[0], n[1], n[2]); break;
	case 'Q': curve_to(pen, n); break;
	case 'Z': line_to(pen, pen->begun_x, pen->begun_y); break;
	case 'O': draw_round(pen, &(struct round){n[0], n[1], n[2], 0, whole}); break;
	case 'R': draw_box(pen, n); break;
	case 'D': draw_stroke(pen, &(struct stroke){n[0], n[1], n[0], n[1], n[2], false}); break;
	case 'H': draw_half_disc(pen, n); break;
	case 'K': draw_stroke(pen, &(struct stroke){n[0], n[1], n[2], n[3], RUBBER_HALF, true}); break;
	default: break;
	}
}

/* "-12.75": strtof() would read it as the machine's language writes numbers. */
static const char *read_number(const char *at, float *out)
{
	float sign = *at == '-' ? -1 : 1;
	float unit = 1;
	float value = 0;

	at += *at == '-';
	for (bool behind_point = false; *at == '.' || (*at >= '0' && *at <= '9'); at++) {
		if (*at == '.') {
			behind_point = true;
			continue;
		}
		value = value * 10 + (float)(*at - '0');
		unit *= behind_point ? 10 : 1;
	}
	*out = sign * value / unit;
	return at;
}

bool icon_draw(unsigned icon, int side, uint8_t *cover)
{
	enum { NUMBERS_MAX = 5 };
	struct pen pen = {.cover = cover, .side = side, .px = (float)side / GRID};
	const char *at = icon < VIEW_ICONS_END ? icons[icon] : NULL;

	memset(cover, 0, (size_t)side * (size_t)side);
	while (at && *at) {
		float numbers[NUMBERS_MAX] = {0};
		char shape = *at++;
		int count = 0;

		while (*at == ' ')
			at++;
		while (count < NUMBERS_MAX && (*at == '-' || (*at >= '0' && *at <= '9'))) {
			at = read_number(at, &numbers[count++]);
			while (*at == ' ')
				at++;
		}
		draw_shape(&pen, shape, numbers);
	}
	return icon < VIEW_ICONS_END && icons[icon] != NULL;
}
