#include "understand/amount.h"

enum { AMOUNTS_MAX = 8 };

static const int64_t amount_units_max = 999999999;

struct amount {
	int64_t cents;
	bool money; /* a currency stands beside it */
};

static const char *const currencies[] = {"euro", "euros", "eur", "dollar", "dollars", "usd", "pound", "pounds", "gbp",
	"sterlina", "sterline", "franc", "francs", "chf", "franchi", "franco", NULL};
static const char *const cents_words[] = {"cent", "cents", "centesimi", "centesimo", "pence", "penny", NULL};
static const char *const commas[] = {"point", "comma", "virgola", "punto", NULL};

static const struct token *unit_token(const struct units *u, uint16_t at)
{
	return &u->tokens.list[u->list[at].first];
}

static bool says_one(const struct units *u, uint16_t at, const char *const *words)
{
	return at < u->count && token_is_one(unit_token(u, at), words);
}

/* True if the unit's digits go on with the number before: "1.250", "1 250", "1'250", "12,5". */
static bool group_follows(const struct units *u, uint16_t at)
{
	const struct token *token;

	if (at >= u->count || u->list[at].kind != UNIT_WRITTEN)
		return false;
	token = unit_token(u, at);
	if (token->gap == 0) /* a space parts them: what touches is one token */
		return token->length == 3;
	return !token->spaced && (token->gap == '.' || token->gap == ',' || token->gap == '\'');
}

/* Three digits after a sign are thousands, one or two are cents: so both "1.250,50" and "1,250.50" read right, and
 * nobody has to say in which country. -1: neither. */
static int64_t written_cents(const struct units *u, uint16_t *at)
{
	int64_t value = u->list[*at].value;
	uint16_t lead = unit_token(u, *at)->length;
	uint16_t i = (uint16_t)(*at + 1);

	if (value < 0)
		return -1;
	while (group_follows(u, i) && unit_token(u, i)->length == 3 && lead <= 3 && value <= amount_units_max / 1000) {
		value = value * 1000 + u->list[i].value;
		i++;
	}
	value *= 100;
	if (group_follows(u, i)) {
		uint16_t length = unit_token(u, i)->length;

		if (length > 2)
			return -1;
		value += u->list[i].value * (length == 1 ? 10 : 1);
		i++;
	}
	*at = i;
	return value;
}

/* Cents said after the amount: "euros fifty", "virgola cinque", "euro e venti centesimi". 0 if there are none. */
static int64_t read_cents(const struct units *u, uint16_t *at, bool *money)
{
	uint16_t i = *at;
	bool comma = says_one(u, i, commas);
	int32_t cents;

	*money = says_one(u, i, currencies);
	if (!comma && !*money)
		return 0;
	i++;
	*at = comma ? *at : i;
	if (i < u->count && u->list[i].kind == UNIT_JOIN)
		i++;
	cents = units_cardinal(u, &i);
	if (cents < 0 || cents > 99)
		return 0;
	if (comma && cents < 10)
		cents *= 10;
	*money = *money || says_one(u, i, currencies);
	if (says_one(u, i, currencies) || says_one(u, i, cents_words))
		i++;
	*at = i;
	return cents;
}

/* The amount that starts at *at, which moves on in any case. */
static bool read_amount(const struct units *u, uint16_t *at, struct amount *amount)
{
	uint16_t i = *at;
	int64_t value;
	int64_t cents;
	bool before = unit_token(u, i)->gap == '$' || (i > 0 && says_one(u, (uint16_t)(i - 1), currencies));
	bool grouped = u->list[i].kind == UNIT_WRITTEN && group_follows(u, (uint16_t)(i + 1));

	if (grouped) {
		value = written_cents(u, &i);
	} else {
		value = units_cardinal(u, &i);
		if (value < 0 && u->list[i].kind == UNIT_WRITTEN)
			value = u->list[i++].value;
		value = value < 0 ? -1 : value * 100;
	}
	if (value < 0) {
		(*at)++;
		while (grouped && group_follows(u, *at))
			(*at)++; /* its end alone is another number */
		return false;
	}
	if (says_one(u, i, cents_words)) {
		i++;
		value /= 100;
	}
	cents = read_cents(u, &i, &amount->money);
	amount->cents = value + cents;
	amount->money = amount->money || before || (i == u->count && u->tokens.tail_gap == '$');
	*at = i;
	return true;
}

static bool fits(int64_t cents, int32_t min, int32_t max)
{
	return (min == 0 && max == 0) || (cents >= (int64_t)min * 100 && cents <= (int64_t)max * 100);
}

/* The one amount of those that pass; -1: none or several. */
static int64_t only_amount(const struct amount *list, uint8_t count, bool money, int32_t min, int32_t max)
{
	int64_t only = -1;

	for (uint8_t i = 0; i < count; i++) {
		if ((money && !list[i].money) || !fits(list[i].cents, min, max))
			continue;
		if (only >= 0 && only != list[i].cents)
			return -1;
		only = list[i].cents;
	}
	return only;
}

int64_t amount_cents(const struct units *u, int32_t min, int32_t max)
{
	struct amount list[AMOUNTS_MAX];
	uint8_t count = 0;
	bool money = false;

	for (uint16_t at = 0; at < u->count && count < AMOUNTS_MAX;) {
		uint16_t first = at;

		if (!read_amount(u, &at, &list[count]))
			continue;
		if (unit_token(u, first)->gap == '-' && (first == 0 || unit_token(u, first)->spaced))
			return -1; /* "-5" is no sum of money */
		money = money || list[count].money;
		count++;
	}
	if (count == AMOUNTS_MAX)
		return -1; /* so many numbers are a list: what stands behind them was not even looked at */
	/* "Un bonifico di 300 euro": the number beside the currency is the amount. */
	return only_amount(list, count, money, min, max);
}
