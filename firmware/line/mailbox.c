/* What happened on the line. */
#include "line/mailbox.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct letter {
	struct letter *next;
	struct line_event event;
};

struct mailbox {
	pthread_mutex_t lock;
	struct letter *first;
	struct letter *last;
	unsigned keys; /* of them LINE_KEYED */
	void (*wake)(void *self);
	void *wake_self;
};

struct mailbox *mailbox_new(void (*wake)(void *self), void *self)
{
	struct mailbox *mailbox = calloc(1, sizeof(*mailbox));

	if (!mailbox)
		return NULL;
	pthread_mutex_init(&mailbox->lock, NULL);
	mailbox->wake = wake;
	mailbox->wake_self = self;
	return mailbox;
}

static void letter_free(struct letter *letter)
{
	explicit_bzero(letter, sizeof(*letter)); /* keys and numbers are a customer's */
	free(letter);
}

void mailbox_free(struct mailbox *mailbox)
{
	if (!mailbox)
		return;
	while (mailbox->first) {
		struct letter *letter = mailbox->first;

		mailbox->first = letter->next;
		letter_free(letter);
	}
	pthread_mutex_destroy(&mailbox->lock);
	free(mailbox);
}

enum err mailbox_put(struct mailbox *mailbox, const struct line_event *event)
{
	struct letter *letter = malloc(sizeof(*letter));
	bool is_key = event->what == LINE_KEYED;
	enum err err = letter ? ERR_NONE : ERR_NO_SPACE;

	if (letter)
		*letter = (struct letter){.event = *event};
	pthread_mutex_lock(&mailbox->lock);
	if (letter && is_key && mailbox->keys == MAILBOX_KEYS_MAX)
		err = ERR_NO_SPACE;
	if (!err) {
		if (mailbox->last)
			mailbox->last->next = letter;
		else
			mailbox->first = letter;
		mailbox->last = letter;
		mailbox->keys += is_key;
	}
	pthread_mutex_unlock(&mailbox->lock);
	if (err && letter)
		letter_free(letter);
	if (!err && mailbox->wake)
		mailbox->wake(mailbox->wake_self);
	return err;
}

bool mailbox_take(struct mailbox *mailbox, struct line_event *out)
{
	struct letter *letter;

	pthread_mutex_lock(&mailbox->lock);
	letter = mailbox->first;
	if (letter) {
		mailbox->first = letter->next;
		if (!mailbox->first)
			mailbox->last = NULL;
		mailbox->keys -= letter->event.what == LINE_KEYED;
	}
	pthread_mutex_unlock(&mailbox->lock);
	if (!letter)
		return false;
	*out = letter->event;
	letter_free(letter);
	return true;
}
