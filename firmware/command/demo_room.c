#include "command/demo_room.h"

#include "adapter/audio_file.h"
#include "log.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FILE_BYTES_MAX = 1024,
	QUIET_BEFORE_SAMPLES = AUDIO_RATE_HZ / 2, /* the end-pointer gets to know the room */
	QUIET_AFTER_SAMPLES = AUDIO_RATE_HZ * 2,  /* the question's end is heard */
	CUSTOMER_RATE_PCT = 90,
};

struct room {
	const char *folder;
	struct voice voice;
	struct recogniser recogniser;
	char file[FILE_BYTES_MAX];
	unsigned asked;
	struct audio question; /* ops NULL: nobody speaks */
	size_t quiet_before;   /* samples still to come before it */
	size_t quiet_after;
	pthread_mutex_t lock; /* guards what follows */
	bool has_heard;
	struct recognised heard;
};

/* --- as an audio port --- */

static enum err room_play(void *self, const int16_t *samples, size_t count)
{
	(void)self;
	(void)samples;
	(void)count;
	return ERR_NONE;
}

static void room_stop(void *self)
{
	(void)self; /* it has been played already */
}

static size_t room_queued(void *self)
{
	(void)self;
	return 0;
}

static void end_question(struct room *room)
{
	if (room->question.ops)
		room->question.ops->close(room->question.self);
	room->question = (struct audio){0};
}

static size_t take_quiet(size_t *left, int16_t *samples, size_t count)
{
	size_t taken = count < *left ? count : *left;

	memset(samples, 0, taken * sizeof(samples[0]));
	*left -= taken;
	return taken;
}

static size_t room_record(void *self, int16_t *samples, size_t count)
{
	struct room *room = self;
	const struct audio *question = &room->question;
	size_t taken = take_quiet(&room->quiet_before, samples, count);

	if (taken == 0 && question->ops)
		taken = question->ops->record(question->self, samples, count);
	if (taken > 0)
		return taken;
	end_question(room);
	return take_quiet(&room->quiet_after, samples, count);
}

static bool room_ended(void *self)
{
	(void)self;
	return false;
}

static void not_closed(void *self)
{
	(void)self; /* room_close() does */
}

struct audio room_audio(struct room *room)
{
	static const struct audio_ops ops = {
		.play = room_play,
		.stop = room_stop,
		.queued = room_queued,
		.record = room_record,
		.ended = room_ended,
		.close = not_closed,
	};

	return (struct audio){&ops, room};
}

/* --- as a recogniser --- */

static bool room_knows(void *self, const char *language)
{
	struct room *room = self;

	return room->recogniser.ops->knows(room->recogniser.self, language);
}

static enum err room_grammar(void *self, const char *language, const char *jsgf)
{
	struct room *room = self;

	return room->recogniser.ops->grammar(room->recogniser.self, language, jsgf);
}

static enum err room_hear(void *self, const int16_t *samples, size_t count, struct recognised *out)
{
	struct room *room = self;
	enum err err = room->recogniser.ops->hear(room->recogniser.self, samples, count, out);

	pthread_mutex_lock(&room->lock);
	room->has_heard = !err;
	room->heard = *out;
	pthread_mutex_unlock(&room->lock);
	return err;
}

struct recogniser room_recogniser(struct room *room)
{
	static const struct recogniser_ops ops = {
		.knows = room_knows, .grammar = room_grammar, .hear = room_hear, .close = not_closed};

	return (struct recogniser){room->recogniser.ops ? &ops : NULL, room};
}

bool room_heard(struct room *room, struct recognised *out)
{
	bool any;

	pthread_mutex_lock(&room->lock);
	any = room->has_heard;
	*out = room->heard;
	room->has_heard = false;
	pthread_mutex_unlock(&room->lock);
	return any;
}

/* --- asking --- */

static enum err write_question(const struct room *room, const struct speech *speech)
{
	struct audio_why why;
	struct audio file;
	enum err err = audio_file_open(&file, NULL, room->file, &why);

	if (err) {
		log_error("%s: %s", room->file, why.text);
		return err;
	}
	err = file.ops->play(file.self, speech->samples, speech->count);
	file.ops->close(file.self);
	return err;
}

/* The recogniser learned English from Americans. */
static const char *accent(const char *language)
{
	return strcmp(language, "en") == 0 ? "en-us" : language;
}

bool room_ask(struct room *room, const char *language, const char *words, const char **file)
{
	struct speech speech = {0};
	struct audio_why why;

	*file = room->file;
	end_question(room);
	snprintf(room->file, sizeof(room->file), "%s/asked-%u.wav", room->folder, ++room->asked);
	if (room->voice.ops->speak(room->voice.self, accent(language), CUSTOMER_RATE_PCT, words, &speech))
		return false;
	if (write_question(room, &speech))
		return false;
	/* Through the file, so that what can be listened to afterwards is what was heard. */
	if (audio_file_open(&room->question, room->file, NULL, &why)) {
		log_error("%s: %s", room->file, why.text);
		room->question = (struct audio){0};
		return false;
	}
	room->quiet_before = QUIET_BEFORE_SAMPLES;
	room->quiet_after = QUIET_AFTER_SAMPLES;
	return true;
}

bool room_asking(struct room *room)
{
	return room->question.ops || room->quiet_after > 0;
}

unsigned room_asked(const struct room *room)
{
	return room->asked;
}

enum err room_open(struct room **out, const char *folder, struct voice voice, struct recogniser recogniser)
{
	struct room *room = calloc(1, sizeof(*room));

	*out = room;
	if (!room)
		return ERR_NO_SPACE;
	room->folder = folder;
	room->voice = voice;
	room->recogniser = recogniser;
	pthread_mutex_init(&room->lock, NULL);
	return ERR_NONE;
}

void room_close(struct room *room)
{
	if (!room)
		return;
	end_question(room);
	pthread_mutex_destroy(&room->lock);
	free(room);
}
