/* The welcome: where the customer is, that this is a machine, what is kept. Then the first question. */
#include "dialog/dialog.h"

#include "base/text.h"
#include "learn/tree.h"

/* What the business has to say to everybody today. */
static void say_offers(struct turn *t)
{
	for (uint16_t i = 0; i < t->c->offers.count; i++) {
		const struct content_offer *offer = content_offer(t->c, i);

		if ((offer->flags & OFFER_OPENING) && content_offer_holds(t->c, i, t->event->local_s) &&
			evidence_says(t, tree_offer_id(content_string(t->c, offer->id))))
			dialog_say(t, offer->text, NULL, offer->flags & OFFER_MANDATORY ? SAYING_MANDATORY : 0);
	}
}

/* On the telephone the notice is heard in the language that is chosen, not before it. */
void greet_notice(struct turn *t)
{
	dialog_say(t, t->c->site.notice, NULL, SAYING_MANDATORY);
	say_offers(t);
}

static void welcome(struct turn *t, bool language_known)
{
	evidence_says(t, tree_id("prompt:greet")); /* these two are never left out */
	dialog_prompt_with(t, PROMPT_GREET, "site", content_text(t->c, t->c->site.name, t->s->language, 0));
	evidence_says(t, tree_id("notice"));
	if (!language_known && t->s->channel == CHANNEL_LINE)
		return;
	dialog_say(t, t->c->site.notice, NULL, SAYING_MANDATORY);
	if (language_known) /* who does not understand it has not heard it */
		say_offers(t);
}

void greet_begin(struct turn *t)
{
	uint8_t language = t->event->came_near.language;
	bool language_known = language < t->c->site.languages_count;
	bool asked = !language_known && t->c->site.languages_count > 1;

	t->s->seed = t->event->came_near.seed;
	t->s->channel = t->event->came_near.channel;
	t->s->prefers = t->event->came_near.prefers;
	t->s->language = language_known ? language : 0;
	evidence_begin(t);
	dialog_add(t, EFFECT_LANGUAGE)->language.language = t->s->language;
	welcome(t, !asked);
	dialog_ask(t, asked ? ASKING_LANGUAGE : ASKING_MENU);
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
