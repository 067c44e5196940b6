#include "content/build.h"

#include "content/judge.h"

/* The image as it grows: the head, then one table after the other, each at a multiple of eight. */
struct writer {
	uint8_t *out;
	size_t room;
	size_t used;
	bool full;
};

static struct image_table put(struct writer *w, const void *records, uint32_t count, size_t record_bytes)
{
	size_t at = (w->used + 7) & ~(size_t)7;
	size_t bytes = (size_t)count * record_bytes;

	if (w->full || at > w->room || bytes > w->room - at) {
		w->full = true;
		return (struct image_table){0, 0};
	}
	memset(w->out + w->used, 0, at - w->used);
	if (bytes > 0)
		memcpy(w->out + at, records, bytes);
	w->used = at + bytes;
	return (struct image_table){(uint32_t)at, count};
}

/* Of each record as it was read only the image's part, which comes first. */
static struct image_table put_section(
	struct writer *w, const struct judge *j, enum schema_section s, size_t record_bytes)
{
	const struct judge_section *section = &j->sections[s];
	struct image_table table = put(w, NULL, 0, record_bytes);

	for (uint32_t i = 0; i < section->count && !w->full; i++) {
		if (record_bytes > w->room - w->used) {
			w->full = true;
			break;
		}
		memcpy(w->out + w->used, judge_record(j, s, i), record_bytes);
		w->used += record_bytes;
		table.count++;
	}
	return table;
}

/* --- topics --- */

struct topics {
	struct content_topic *list;
	uint32_t count;
};

static struct content_topic *add_topic(struct judge *j, struct topics *topics, enum topic_kind kind, uint32_t index)
{
	static const struct {
		enum schema_section section;
		const char *prefix;
	} kinds[] = {
		[TOPIC_ANSWER] = {SECTION_ANSWERS, "answer:"},
		[TOPIC_FORM] = {SECTION_FORMS, "form:"},
		[TOPIC_TEAM] = {SECTION_TEAMS, "team:"},
		[TOPIC_MENU] = {SECTION_MENU, "menu:"},
	};
	struct content_topic *topic = &topics->list[topics->count++];

	topic->id = pool_joined(&j->pool, kinds[kind].prefix, j->sections[kinds[kind].section].ids[index]);
	topic->kind = (uint16_t)kind;
	topic->index = (uint16_t)index;
	return topic;
}

/* Teams and inner items are asked for by their name. */
static void ask_by_name(struct judge *j, struct content_topic *topic, uint16_t title)
{
	topic->title = title;
	for (uint8_t l = 0; l < j->languages_count; l++) {
		const char *name = pool_at(&j->pool, j->pool.texts[title].wording[l][0]);

		topic->asks[l] = (struct content_phrases){j->pool.phrases_count, 1};
		pool_phrase(&j->pool, pool_lowered(&j->pool, text_of(name)));
	}
}

/* The order is part of the image's form: see content_topic_of(). */
static void add_topics(struct judge *j, struct topics *topics)
{
	struct content_topic *topic;

	for (uint32_t i = 0; i < j->sections[SECTION_ANSWERS].count; i++) {
		const struct read_answer *answer = judge_record(j, SECTION_ANSWERS, i);

		topic = add_topic(j, topics, TOPIC_ANSWER, i);
		topic->title = answer->answer.title;
		memcpy(topic->asks, answer->asks, sizeof(topic->asks));
	}
	for (uint32_t i = 0; i < j->sections[SECTION_FORMS].count; i++) {
		const struct read_form *form = judge_record(j, SECTION_FORMS, i);

		topic = add_topic(j, topics, TOPIC_FORM, i);
		topic->title = form->form.title;
		memcpy(topic->asks, form->asks, sizeof(topic->asks));
	}
	for (uint32_t i = 0; i < j->sections[SECTION_TEAMS].count; i++) {
		const struct content_team *team = judge_record(j, SECTION_TEAMS, i);

		ask_by_name(j, add_topic(j, topics, TOPIC_TEAM, i), team->name);
	}
	for (uint32_t i = 0; i < j->sections[SECTION_MENU].count; i++) {
		struct read_item *item = judge_record(j, SECTION_MENU, i);

		if (item->item.children_count == 0)
			continue;
		item->item.topic = (uint16_t)topics->count;
		ask_by_name(j, add_topic(j, topics, TOPIC_MENU, i), item->item.label);
	}
}

/* --- menu, defaults --- */

static void link_menu(struct judge *j, struct content *c)
{
	const struct judge_section *menu = &j->sections[SECTION_MENU];

	for (uint16_t i = 0; i < menu->count; i++) {
		struct content_item *item = &((struct read_item *)judge_record(j, SECTION_MENU, i))->item;
		struct content_item *parent;

		item->parent = menu->parents[i];
		if (item->parent == NONE16) {
			c->top[c->top_count++] = i;
			continue;
		}
		parent = &((struct read_item *)judge_record(j, SECTION_MENU, item->parent))->item;
		parent->children[parent->children_count++] = i;
	}
}

static void lead_leaves(struct judge *j)
{
	uint32_t forms_first = j->sections[SECTION_ANSWERS].count;
	uint32_t teams_first = forms_first + j->sections[SECTION_FORMS].count;

	for (uint32_t i = 0; i < j->sections[SECTION_MENU].count; i++) {
		struct read_item *item = judge_record(j, SECTION_MENU, i);

		if (item->item.children_count > 0)
			continue;
		if (item->answer != NONE16)
			item->item.topic = item->answer;
		else if (item->form != NONE16)
			item->item.topic = (uint16_t)(forms_first + item->form);
		else
			item->item.topic = (uint16_t)(teams_first + item->team);
	}
}

static uint16_t first_of(uint16_t a, uint16_t b)
{
	return a != NONE16 ? a : b;
}

/* Who helps where the author named nobody: the action's team, in the end the site's. */
static void fill_teams(struct judge *j)
{
	for (uint32_t i = 0; i < j->sections[SECTION_ACTIONS].count; i++) {
		struct content_action *action = judge_record(j, SECTION_ACTIONS, i);

		action->team = first_of(action->team, j->site.person);
	}
	for (uint32_t i = 0; i < j->sections[SECTION_ANSWERS].count; i++) {
		struct content_answer *answer = &((struct read_answer *)judge_record(j, SECTION_ANSWERS, i))->answer;

		answer->team = first_of(answer->team, j->site.person);
	}
	for (uint32_t i = 0; i < j->sections[SECTION_FORMS].count; i++) {
		struct content_form *form = &((struct read_form *)judge_record(j, SECTION_FORMS, i))->form;

		if (form->team != NONE16)
			continue;
		CHECK(form->action != NONE16); /* judge_form(): it leads somewhere */
		form->team = ((struct content_action *)judge_record(j, SECTION_ACTIONS, form->action))->team;
	}
}

/* A slot that may always be skipped may be skipped in each form. */
static void fill_optional(struct judge *j)
{
	for (uint32_t i = 0; i < j->sections[SECTION_FORMS].count; i++) {
		struct content_form *form = &((struct read_form *)judge_record(j, SECTION_FORMS, i))->form;

		for (uint16_t s = 0; s < form->slots_count; s++) {
			const struct content_slot *slot = judge_record(j, SECTION_SLOTS, form->slots[s]);

			if (slot->flags & SLOT_OPTIONAL)
				form->optional |= (uint16_t)(1U << s);
		}
	}
}

/* --- the image --- */

static void put_tables(struct writer *w, struct content *c, const struct judge *j, const struct topics *topics)
{
	const struct pool *p = &j->pool;

	c->strings = put(w, p->strings, p->strings_bytes, 1);
	c->texts = put(w, p->texts, p->texts_count, sizeof(*p->texts));
	c->phrases = put(w, p->phrases, p->phrases_count, sizeof(*p->phrases));
	c->topics = put(w, topics->list, topics->count, sizeof(*topics->list));
	c->items = put_section(w, j, SECTION_MENU, sizeof(struct content_item));
	c->answers = put_section(w, j, SECTION_ANSWERS, sizeof(struct content_answer));
	c->forms = put_section(w, j, SECTION_FORMS, sizeof(struct content_form));
	c->slots = put_section(w, j, SECTION_SLOTS, sizeof(struct content_slot));
	c->choices = put(w, p->choices, p->choices_count, sizeof(*p->choices));
	c->actions = put_section(w, j, SECTION_ACTIONS, sizeof(struct content_action));
	c->hours = put_section(w, j, SECTION_HOURS, sizeof(struct content_hours));
	c->days = put(w, p->days, p->days_count, sizeof(*p->days));
	c->teams = put_section(w, j, SECTION_TEAMS, sizeof(struct content_team));
	c->people = put_section(w, j, SECTION_PEOPLE, sizeof(struct content_person));
	c->branches = put_section(w, j, SECTION_BRANCHES, sizeof(struct content_branch));
	c->offers = put_section(w, j, SECTION_OFFERS, sizeof(struct content_offer));
	c->words = put(w, p->words, p->words_count, sizeof(*p->words));
}

static size_t compile(struct judge *j, void *out, size_t out_bytes)
{
	struct content c = {.site = j->site};
	struct writer w = {.out = out, .room = out_bytes, .used = sizeof(c)};
	struct topics topics = {0};
	size_t topics_max = (size_t)j->sections[SECTION_ANSWERS].count + j->sections[SECTION_FORMS].count +
			    j->sections[SECTION_TEAMS].count + j->sections[SECTION_MENU].count;

	topics.list = arena_take(j->scratch, (topics_max + 1) * sizeof(*topics.list));
	if (!topics.list || out_bytes < sizeof(c))
		return 0;
	link_menu(j, &c);
	lead_leaves(j);
	fill_teams(j);
	fill_optional(j);
	add_topics(j, &topics);
	memcpy(c.prompt, j->prompt, sizeof(c.prompt));
	memcpy(c.label, j->label, sizeof(c.label));
	memcpy(c.header.magic, "FOYERIMG", sizeof(c.header.magic));
	c.header.kind = IMAGE_CONTENT;
	c.header.format = IMAGE_FORMAT;
	put_tables(&w, &c, j, &topics);
	if (w.full)
		return 0;
	c.header.bytes = (uint32_t)w.used;
	memcpy(out, &c, sizeof(c));
	return w.used;
}

size_t content_build(
	const struct doc *doc, struct problems *problems, struct arena *scratch, void *out, size_t out_bytes)
{
	struct judge j = {.doc = doc, .problems = problems, .scratch = scratch, .partial = problems->count > 0};
	size_t bytes;

	if (!pool_open(&j.pool, doc, scratch) || !judge_gather(&j)) {
		problem_add(problems, NULL, 0, "all files together are too large: take some content out");
		goto out;
	}
	judge_read(&j);
	judge_asks(&j);
	judge_relate(&j);
	if (problems->count > 0)
		goto out;
	bytes = compile(&j, out, out_bytes);
	if (bytes > 0)
		return bytes;
	problem_add(
		problems, NULL, 0, "the content is over %d MB when compiled: take some out", CONTENT_BYTES_MAX >> 20);
out:
	problems_sort(problems);
	return 0;
}
