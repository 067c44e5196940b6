/* What one call hears. */
#include "line/player.h"

#include <string.h>

void player_begin(struct player *player)
{
	*player = (struct player){.told = true};
}

enum err player_play(struct player *player, const struct player_prompt *prompt)
{
	if (player->count == PLAYER_PROMPTS_MAX)
		return ERR_NO_SPACE;
	player->list[player->count] = *prompt;
	prompt_keep(prompt->prompt);
	player->count++;
	player->mark = prompt->mark;
	player->told = false;
	return ERR_NONE;
}

static void drop(struct player *player, uint8_t at)
{
	prompt_drop(player->list[at].prompt);
	player->count--;
	memmove(&player->list[at], &player->list[at + 1], (size_t)(player->count - at) * sizeof(player->list[0]));
	if (at == 0)
		player->frame_at = 0;
}

void player_stop(struct player *player)
{
	while (player->count)
		drop(player, (uint8_t)(player->count - 1));
	player->told = true;
}

void player_interrupt(struct player *player)
{
	for (uint8_t i = player->count; i-- > 0;)
		if (!player->list[i].firm)
			drop(player, i);
}

const uint8_t *player_frame(struct player *player)
{
	while (player->count) {
		const struct line_prompt *prompt = player->list[0].prompt;
		const uint8_t *frame;

		if (!prompt_ready(prompt))
			return NULL;
		frame = prompt_frame(prompt, player->frame_at);
		if (frame) {
			player->frame_at++;
			return frame;
		}
		drop(player, 0);
	}
	return NULL;
}

bool player_is_done(struct player *player, uint32_t *mark)
{
	if (player->told || player->count)
		return false;
	player->told = true;
	*mark = player->mark;
	return true;
}
