/* The work of content_build(), shared by its judge_*.c files only: the doc is read by the schema into records and a
 * pool of strings; every mistake is reported and reading goes on. Where something was reported, what is stored stays
 * harmless (0, NONE16), so that one mistake does not bring forth others. */
#ifndef FOYER_CONTENT_JUDGE_H
#define FOYER_CONTENT_JUDGE_H

#include "base/arena.h"
#include "content/doc.h"
#include "content/problem.h"
#include "content/schema.h"

/* Equal strings lie in the pool once. There is room for one phrase, day and word for each text of the doc, and for one
 * text and choice for each map: so only what was read from one goes in, never what was reported instead. */
struct pool {
	struct arena *scratch;
	char *strings;
	uint32_t strings_bytes;
	uint32_t *buckets; /* open addressing over offsets; 0: empty */
	uint32_t buckets_mask;
	struct content_text *texts;
	uint32_t texts_count;
	uint32_t *phrases;
	uint32_t phrases_count;
	uint32_t *days;
	uint32_t days_count;
	struct content_choice *choices;
	uint32_t choices_count;
	struct content_word *words;
	uint32_t words_count;
};

/* The records of one section that is a list, from all files. */
struct judge_section {
	uint32_t count;
	bool told_full; /* once is enough */
	uint32_t *nodes;
	struct text *ids;
	uint16_t *parents; /* of menu items only */
	uint8_t *records;
};

struct judge {
	const struct doc *doc;
	struct problems *problems;
	struct arena *scratch;
	bool unresolved[SECTION_COUNT]; /* a reference to it was reported: what it meant is not "unused" */
	bool partial;                   /* a file could not be read: what is missing may be in it */
	uint8_t languages_count;        /* 0: the site's languages are not known */
	struct text language[LANGUAGES_MAX];
	struct pool pool;
	struct judge_section sections[SECTION_COUNT];
	struct content_site site;
	uint16_t prompt[PROMPT_COUNT];
	uint16_t label[LABEL_COUNT];
};

enum { READ_NAME_BYTES = 72 };

/* A text may be worded once more for other ways of hearing and answering it. */
enum way {
	WAY_PLAIN,
	WAY_TOUCH, /* a screen, and nobody is heard */
	WAY_LINE,  /* the telephone, where speech is understood: say or press */
	WAY_PRESS, /* the telephone with its keys alone */
	WAY_COUNT
};

/* One record being read. */
struct read {
	const struct schema_record *record;
	uint8_t *base;
	const struct doc_node *node; /* where its missing keys are reported */
	char name[READ_NAME_BYTES];  /* "answer card_arrival" */
	enum schema_section section;
	uint32_t index; /* in its section */
	const struct doc_node *seen[SCHEMA_FIELDS_MAX];
	bool meant[SCHEMA_FIELDS_MAX]; /* a misspelt key was probably this one: it is not "missing" */
	uint8_t language;              /* of the text being read */
	uint8_t way;                   /* enum way: of the wordings being read */
	uint8_t ways;                  /* of the text being read: bit w, it has wordings for enum way w */
	bool firm;                     /* the text being read may say beside its languages that it is mandatory */
};

typedef void (*field_reader)(
	struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node);

/* judge.c: nodes, messages */
const struct doc_node *judge_node(const struct judge *j, uint32_t node); /* NULL for 0 */
const struct doc_node *judge_first(const struct judge *j, const struct doc_node *node);
const struct doc_node *judge_next(const struct judge *j, const struct doc_node *node);
const struct doc_node *judge_child(const struct judge *j, const struct doc_node *map, const char *key);
uint32_t judge_children(const struct judge *j, const struct doc_node *node);
const char *judge_path(const struct judge *j, const struct doc_node *node);
/* False after a report. */
bool judge_is(struct judge *j, const struct doc_node *node, enum doc_kind kind, const char *what, const char *like);

static inline uint32_t judge_key_line(const struct doc_node *node)
{
	return node->key_line ? node->key_line : node->line;
}

/* At the value, at the key. */
#define MISTAKE(j, node, ...) problem_add((j)->problems, judge_path((j), (node)), (node)->line, __VA_ARGS__)
#define MISTAKE_KEY(j, node, ...) problem_add((j)->problems, judge_path((j), (node)), judge_key_line(node), __VA_ARGS__)

/* How much of a text a message shows: for "%.*s". */
int judge_shown(struct text text);
#define SHOWN(text) judge_shown(text), (text).at

/* "did you mean ...?" by edit distance. */
struct guess {
	struct text word;
	struct text best;
	uint32_t distance;
	char said[96];
};

struct guess guess_for(struct text word);
void guess_offer(struct guess *guess, struct text candidate);
/* `: did you mean "x"?`, or `otherwise` if nothing is near. */
const char *guess_say(struct guess *guess, const char *otherwise);

/* judge_pool.c: false: the scratch is too small */
bool pool_open(struct pool *pool, const struct doc *doc, struct arena *scratch);
uint32_t pool_string(struct pool *pool, struct text text);
uint32_t pool_lowered(struct pool *pool, struct text text); /* lower case */
uint32_t pool_joined(struct pool *pool, const char *prefix, struct text text);
void pool_phrase(struct pool *pool, uint32_t string);
uint16_t pool_text(struct pool *pool, const struct content_text *text);
const char *pool_at(const struct pool *pool, uint32_t string);

/* judge_string.c: strings and what they may say */
struct text judge_trimmed(struct text text);
/* The string's offset; 0 after a report. */
uint32_t judge_string(struct judge *j, const struct read *r, const struct doc_node *node, uint32_t chars_max);
void judge_saying(struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node);
bool judge_same_words(struct text a, struct text b); /* but for case, spaces and signs */
bool judge_has_words(struct text text, const char *words);
uint32_t judge_words_hash(struct text text); /* equal for judge_same_words() */

/* judge_text.c: by language */
void read_text(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_texts(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_phrasings(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_languages(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_language_names(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_spoken(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
/* The node of each language; false if the map cannot be read at all. */
bool judge_languages(struct judge *j, const struct read *r, const char *what, const struct doc_node *node,
	const struct doc_node *out[LANGUAGES_MAX]);

/* judge_touch.c */
/* WAY_COUNT: the key is none's. */
enum way judge_way(struct text key);
const char *judge_way_key(enum way way); /* "touch" */
/* The text's wordings for that way; NULL: it has none, or may have none. */
const struct doc_node *judge_way_of(
	const struct judge *j, const struct schema_field *field, const struct doc_node *node, enum way way);
/* Reports a text that invites to speak, or to touch, where it must not, or has no wordings beside it for where nobody
 * is heard or nothing is seen. */
void judge_invites(
	struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node);
void read_invites(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);

/* judge_value.c */
void read_string(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_strings(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_names(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_whole(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
/* A flag's value; false after a report, too. */
bool judge_true(struct judge *j, const struct read *r, const char *what, const struct doc_node *node);
void read_flag(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_enum(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_range(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
bool judge_is_id(struct text text);
/* A whole number without quotes, min..max. */
bool judge_number(struct text text, int32_t min, int32_t max, int32_t *out);

/* judge_time.c */
void read_date(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_dates(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_spans(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);

/* judge_words.c */
bool judge_is_lower(struct text text);
void read_words(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_word_rows(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);
void read_word_numbers(struct judge *, struct read *, const struct schema_field *, const struct doc_node *);

/* judge_section.c: finds the records of all sections; false: the scratch is too small */
bool judge_gather(struct judge *j);
/* By id, NONE16. */
uint16_t judge_find(const struct judge *j, enum schema_section section, struct text id);

/* judge_record.c: reads all sections by the schema */
void judge_read(struct judge *j);
static inline void *judge_record(const struct judge *j, enum schema_section section, uint32_t index)
{
	return j->sections[section].records + (size_t)index * schema_rules[section].record_bytes;
}

/* judge_relate.c: what only shows when everything is read */
void judge_relate(struct judge *j);
/* judge_asks.c: no phrasing leads to two places */
void judge_asks(struct judge *j);

#endif
