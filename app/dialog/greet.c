/* The welcome: where the customer is, that this is a machine, what is kept. Then the first question. */
#include "dialog/dialog.h"

#include "base/text.h"

void greet_begin(struct turn *t)
{
	uint8_t language = t->event->came_near.language;
	bool language_known = language < t->c->site.languages_count;

	t->s->seed = t->event->came_near.seed;
	t->s->channel = t->event->came_near.channel;
	t->s->prefers = t->event->came_near.prefers;
	t->s->language = language_known ? language : 0;
	evidence_begin(t);
	dialog_add(t, EFFECT_LANGUAGE)->language.language = t->s->language;
	dialog_prompt_with(t, PROMPT_GREET, "site", content_text(t->c, t->c->site.name, t->s->language, 0));
	dialog_say(t, t->c->site.notice, NULL, SAYING_MANDATORY);
	if (!language_known && t->c->site.languages_count > 1)
		dialog_ask(t, ASKING_LANGUAGE);
	else
		dialog_ask(t, ASKING_MENU);
}

/* By name and in the customer's language. It proves nothing: whoever acts says whose account it is, and that is proved.
 */
void greet_known(struct turn *t)
{
	struct session *s = t->s;
	const struct event *event = t->event;

	if (event->known.language < t->c->site.languages_count && event->known.language != s->language) {
		s->language = event->known.language;
		dialog_add(t, EFFECT_LANGUAGE)->language.language = s->language;
	}
	if (event->known.has_name) {
		text_copy(s->name, sizeof(s->name), text_of(event->known.name));
		dialog_prompt_with(t, PROMPT_KNOWN, "name", s->name);
	}
	dialog_ask_again(t);
}
