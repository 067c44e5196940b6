/* What a site's files may say: one table that drives the reading, the judging and the JSON Schema for editors. */
#ifndef FOYER_CONTENT_SCHEMA_H
#define FOYER_CONTENT_SCHEMA_H

#include "content/content.h"

/* Bounds that only the files have. */
enum {
	SCHEMA_FIELDS_MAX = 112,   /* keys of one map with named keys */
	SCHEMA_KEYS_MAX = 2000,    /* keys written in one map */
	SCHEMA_RECORDS_MAX = 2000, /* in one section */
	SCHEMA_LIST_MAX = 200,     /* phrasings, dates, skills in one list */
	PHRASE_CHARS_MAX = 120,
};

enum schema_section {
	SECTION_SITE,
	SECTION_PROMPTS,
	SECTION_LABELS,
	SECTION_WORDS,
	SECTION_MENU,
	SECTION_ANSWERS,
	SECTION_FORMS,
	SECTION_SLOTS,
	SECTION_ACTIONS,
	SECTION_TEAMS,
	SECTION_PEOPLE,
	SECTION_HOURS,
	SECTION_BRANCHES,
	SECTION_OFFERS,
	SECTION_COUNT
};

/* What a key's value is, and with it how it lies in the record at `at`. */
enum schema_type {
	SCHEMA_ID,             /* uint32_t string */
	SCHEMA_STRING,         /* uint32_t string; min..max characters */
	SCHEMA_TEXT,           /* uint16_t text; at most max characters in each language */
	SCHEMA_WORDINGS,       /* the same, three different ones in each language */
	SCHEMA_TEXTS,          /* list of texts: uint16_t[max], count at count_at; at most `chars` each */
	SCHEMA_PHRASINGS,      /* struct content_phrases[LANGUAGES_MAX]; at least min in each language */
	SCHEMA_WHOLE,          /* uint16_t, min..max */
	SCHEMA_FLAG,           /* true or false: sets bit `max` of an uint16_t */
	SCHEMA_ENUM,           /* uint16_t: place in `names` */
	SCHEMA_REF,            /* uint16_t: record of `section` */
	SCHEMA_REFS,           /* uint16_t[max], count at count_at; at least min; no two equal */
	SCHEMA_OPTIONAL,       /* uint16_t: bit for each of the record's slots that the list names */
	SCHEMA_DATE,           /* uint32_t day */
	SCHEMA_DATES,          /* two uint32_t: run in `days` */
	SCHEMA_SPANS,          /* struct content_span[SPANS_MAX] */
	SCHEMA_NAMES,          /* struct content_phrases: list of ids that nothing else declares */
	SCHEMA_STRINGS,        /* two uint32_t: run in `phrases`; 1..max strings */
	SCHEMA_LANGUAGES,      /* uint32_t[LANGUAGES_MAX] and their count: declares the site's languages */
	SCHEMA_LANGUAGE_NAMES, /* uint32_t[LANGUAGES_MAX]: a string for each language */
	SCHEMA_SPOKEN,         /* uint16_t: bit for each of the site's languages that the list names */
	SCHEMA_RANGE,          /* two int32_t: {min, max}, each within min..max */
	SCHEMA_MAP,            /* a record of its own inside this one */
	SCHEMA_CHOICES,        /* list of records, in the table `choices`: uint32_t first, count at count_at */
	SCHEMA_ITEMS,          /* the children of a menu item: gathered with the menu */
	SCHEMA_WORDS,          /* language -> list; `at` is the enum words_kind */
	SCHEMA_INVITES,        /* language -> list; for the judge only, not in the image; at most max characters each */
	SCHEMA_WORD_ROWS,      /* language -> exactly max lists; the first row's value is min */
	SCHEMA_WORD_NUMBERS    /* language -> number min..max -> list */
};

enum schema_field_flag {
	SCHEMA_REQUIRED = 1,
	SCHEMA_INPUTS = 2, /* the text may also hold the values of the record's `inputs` */
	SCHEMA_TOUCH = 4,  /* the text may invite to speak, and then has `touch` wordings for where nobody is heard; or
			      speak of a screen, and then has `line` or `press` wordings for the telephone */
	SCHEMA_FIRM = 8    /* the text may be `mandatory: true`: heard to its end */
};

struct schema_record;

struct schema_field {
	const char *name;
	const char *help; /* one line, for the editor */
	uint8_t type;     /* enum schema_type */
	uint8_t flags;    /* set of enum schema_field_flag */
	uint8_t section;  /* enum schema_section of references */
	uint8_t only;     /* 0: always; n: only if the record's `kind_at` is n - 1 */
	uint16_t at;
	uint16_t count_at;
	uint16_t chars; /* of each string in a list */
	int32_t min;
	int32_t max;
	const char *const *names; /* of an ENUM: max of them */
	const char *values;       /* names that a text may hold in braces; NULL: none */
	const struct schema_record *record;
};

struct schema_record {
	const struct schema_field *fields;
	uint16_t fields_count;
	uint16_t kind_at; /* where an uint16_t chooses the fields with `only`; of NONE16: there are none */
};

struct schema_rule {
	const char *name; /* of the section */
	const char *one;  /* what one record is called: "answer" */
	const char *help;
	struct schema_record record;
	uint16_t record_bytes; /* of a list's records; 0: the section is one map */
	bool required;
};

/* Records as they are read; the image's record comes first. */
struct read_item {
	struct content_item item;
	uint16_t form;
	uint16_t answer;
	uint16_t team;
};

struct read_answer {
	struct content_answer answer;
	struct content_phrases asks[LANGUAGES_MAX];
};

struct read_form {
	struct content_form form;
	struct content_phrases asks[LANGUAGES_MAX];
};

extern const struct schema_rule schema_rules[SECTION_COUNT];

#endif
