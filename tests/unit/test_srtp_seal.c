/* A sealed stream that strangers send to, and keys of a call whose change is refused. */
#include "line/srtp_seal.h"

#include <re.h>

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { PORT_FIRST = 20000, PORT_LAST = 40000, PACKET_BYTES = 64, PAYLOAD_BYTES = 20, PLACES = 8, SETTLE_MS = 30 };

static struct rtp_sock *rtp;
static struct srtp_seal *seal;
static struct srtp *theirs;
static int friend_fd;
static int stranger_fd;
static unsigned heard;
static struct sa friend_at;

static void on_packet(const struct sa *from, const struct rtp_header *header, struct mbuf *mb, void *self)
{
	(void)from;
	(void)header;
	(void)mb;
	(void)self;
	heard++;
}

static void on_settled(void *self)
{
	(void)self;
	re_cancel();
}

/* The loop reads what has come: on loopback that is all that was sent. */
static void settle(void)
{
	struct tmr tmr;

	tmr_init(&tmr);
	tmr_start(&tmr, SETTLE_MS, on_settled, NULL);
	assert_int_equal(re_main(NULL), 0);
}

static int bound(struct sa *at)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t bytes = sizeof(address);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &bytes), 0);
	if (at)
		sa_set_in(at, INADDR_LOOPBACK, ntohs(address.sin_port));
	return fd;
}

static int begin(void **state)
{
	struct srtp_agreed agreed = {.width = SRTP_TAG_80};
	struct sa local;

	(void)state;
	memset(agreed.own, 1, sizeof(agreed.own));
	memset(agreed.theirs, 2, sizeof(agreed.theirs));
	heard = 0;
	seal = NULL;
	assert_int_equal(libre_init(), 0);
	assert_int_equal(sa_set_str(&local, "127.0.0.1", 0), 0);
	assert_int_equal(rtp_listen(&rtp, IPPROTO_UDP, &local, PORT_FIRST, PORT_LAST, true, on_packet, NULL, NULL), 0);
	assert_int_equal(srtp_seal_agree(&seal, rtp, &agreed), ERR_NONE);
	assert_int_equal(srtp_alloc(&theirs, SRTP_AES_CM_128_HMAC_SHA1_80, agreed.theirs, SRTP_KEY_BYTES, 0), 0);
	friend_fd = bound(&friend_at);
	stranger_fd = bound(NULL);
	return 0;
}

static int end(void **state)
{
	(void)state;
	close(friend_fd);
	close(stranger_fd);
	mem_deref(theirs);
	srtp_seal_close(seal);
	mem_deref(rtp);
	libre_close();
	return 0;
}

static void send_at(int fd, uint16_t port, const struct mbuf *mb)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};

	assert_int_equal(sendto(fd, mb->buf, mb->end, 0, (struct sockaddr *)&to, sizeof(to)), (ssize_t)mb->end);
}

static struct mbuf *packet(uint32_t source, uint16_t sequence)
{
	const struct rtp_header header = {.ver = RTP_VERSION, .pt = 8, .seq = sequence, .ssrc = source};
	struct mbuf *mb = mbuf_alloc(PACKET_BYTES);

	assert_non_null(mb);
	assert_int_equal(rtp_hdr_encode(mb, &header), 0);
	assert_int_equal(mbuf_fill(mb, 0xd5, PAYLOAD_BYTES), 0);
	mb->pos = 0;
	return mb;
}

static void friend_says(uint32_t source, uint16_t sequence)
{
	struct mbuf *mb = packet(source, sequence);

	assert_int_equal(srtp_encrypt(theirs, mb), 0);
	send_at(friend_fd, sa_port(rtp_local(rtp)), mb);
	mem_deref(mb);
	settle();
}

/* From so many sources that were never heard of. */
static void strangers_say(unsigned count)
{
	static uint32_t next = 1000;

	for (unsigned i = 0; i < count; i++) {
		struct mbuf *mb = packet(next++, 1);

		send_at(stranger_fd, sa_port(rtp_local(rtp)), mb);
		mem_deref(mb);
	}
	settle();
}

static void strangers_report(unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct mbuf *mb = mbuf_alloc(PACKET_BYTES);

		assert_int_equal(rtcp_encode(mb, RTCP_RR, 0, 5000 + i, NULL, NULL), 0);
		assert_int_equal(mbuf_fill(mb, 0, PAYLOAD_BYTES), 0);
		send_at(stranger_fd, (uint16_t)(sa_port(rtp_local(rtp)) + 1), mb);
		mem_deref(mb);
	}
	settle();
}

static void forged_packets_do_not_make_it_deaf(void **state)
{
	(void)state;
	strangers_say(PLACES);
	friend_says(1, 1);
	assert_int_equal(heard, 1);
}

static void forged_reports_take_nobodys_place(void **state)
{
	(void)state;
	strangers_say(PLACES + 1); /* what helps once in a second has helped */
	strangers_report(PLACES);
	friend_says(1, 1);
	assert_int_equal(heard, 1);
}

static void packets_from_elsewhere_are_not_looked_at_once_it_is_known_whose_it_is(void **state)
{
	(void)state;
	strangers_say(PLACES + 1);
	srtp_seal_source(seal, &friend_at);
	strangers_say(PLACES);
	friend_says(1, 1);
	assert_int_equal(heard, 1);
}

/* 65,536 packets on, which only the place that it has remembers. */
static void a_stream_that_is_heard_keeps_its_place(void **state)
{
	(void)state;
	friend_says(1, 65535);
	friend_says(1, 0);
	assert_int_equal(heard, 2);
	strangers_say(2 * PLACES);
	friend_says(1, 1);
	assert_int_equal(heard, 3);
}

/* --- keys that are refused --- */

static const char line_sealed[] = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
				  "m=audio 4000 RTP/SAVP 8\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 "
				  "inline:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\r\n";
static const char line_clear[] = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
				 "m=audio 4000 RTP/AVP 8\r\n";

static void hears_offer(struct sdp_session *sdp, const char *text)
{
	struct mbuf *mb = mbuf_alloc(1);

	assert_int_equal(mbuf_write_str(mb, text), 0);
	mb->pos = 0;
	assert_int_equal(sdp_decode(sdp, mb, true), 0);
	mem_deref(mb);
}

static void a_refused_change_leaves_the_keys_as_they_were(void **state)
{
	struct srtp_talk talk = {.want = SRTP_REQUIRED};
	struct srtp_agreed before;
	struct sdp_session *sdp;
	struct sdp_media *audio;
	struct mbuf *mb;
	struct sa local;

	(void)state;
	assert_int_equal(sa_set_str(&local, "127.0.0.1", 0), 0);
	assert_int_equal(sdp_session_alloc(&sdp, &local), 0);
	assert_int_equal(sdp_media_add(&audio, sdp, "audio", 5000, srtp_protocol(&talk)), 0);
	assert_int_equal(sdp_format_add(NULL, audio, false, "8", "PCMA", 8000, 1, NULL, NULL, NULL, false, NULL), 0);
	assert_int_equal(srtp_offer(&talk, audio), ERR_NONE);
	hears_offer(sdp, line_sealed);
	assert_int_equal(srtp_answer(&talk, audio), ERR_NONE);
	assert_true(talk.sealed);
	before = talk.agreed;
	hears_offer(sdp, line_clear);
	assert_int_equal(srtp_answer(&talk, audio), ERR_DENIED);
	assert_true(talk.sealed);
	assert_memory_equal(&talk.agreed, &before, sizeof(before));
	assert_int_equal(sdp_encode(&mb, sdp, false), 0);
	assert_non_null(memmem(mb->buf, mb->end, "a=crypto:1", 10));
	mem_deref(mb);
	mem_deref(sdp);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(forged_packets_do_not_make_it_deaf, begin, end),
		cmocka_unit_test_setup_teardown(forged_reports_take_nobodys_place, begin, end),
		cmocka_unit_test_setup_teardown(
			packets_from_elsewhere_are_not_looked_at_once_it_is_known_whose_it_is, begin, end),
		cmocka_unit_test_setup_teardown(a_stream_that_is_heard_keeps_its_place, begin, end),
		cmocka_unit_test_setup_teardown(a_refused_change_leaves_the_keys_as_they_were, begin, end),
	};

	return cmocka_run_group_tests_name("srtp_seal", tests, NULL, NULL);
}
