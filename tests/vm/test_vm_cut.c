/* A whole machine of its own (QEMU: a kernel, ext4, a disk) loses its power at random moments under a busy branch:
 * nothing promised is lost, nothing is done twice, the store stays whole. What the guest's kernel had not written is
 * gone, as on a device. FOYER_CUTS: how many (3); FOYER_SEED: which. Always `-accel tcg`: slow, and the same
 * everywhere. Needs root, loop devices, mkfs.ext4, QEMU and a kernel (tests/vm/prepare). */
#include "load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <time.h>
#include <unistd.h>

enum {
	CUTS_DEFAULT = 3,
	PATH_BYTES = LOAD_PATH_BYTES_MAX / 2,
	WORDS_BYTES = 1024,
	DISK_MB = 64,
	SLOWER = 20, /* than this machine, as measured */
	BOOT_US = 3000000
};

struct trial {
	struct load load;
	char folder[PATH_BYTES];
	bool can; /* this machine has what it takes */
	bool mounted;
	bool passed;
};

static unsigned long number_from(const char *name, unsigned long otherwise)
{
	const char *value = getenv(name);

	return value ? strtoul(value, NULL, 10) : otherwise;
}

static int shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
static int shell(const char *format, ...)
{
	char command[4 * WORDS_BYTES];
	va_list list;

	va_start(list, format);
	vsnprintf(command, sizeof(command), format, list);
	va_end(list);
	return system(command);
}

/* --- the machine --- */

static void become_guest(void *self)
{
	const struct trial *t = self;
	char append[WORDS_BYTES], console[WORDS_BYTES], disk[WORDS_BYTES], elsewhere[WORDS_BYTES];

	snprintf(append, sizeof(append),
		"console=ttyS0 quiet panic=-1 rdinit=/init random.trust_cpu=on folder=%s build=%s", t->folder,
		FOYER_BUILD_DIR);
	snprintf(console, sizeof(console), "file:%s/console", t->folder);
	snprintf(disk, sizeof(disk), "if=none,id=disk,file=%s/image,format=raw,cache=writeback", t->folder);
	snprintf(elsewhere, sizeof(elsewhere), "local,id=elsewhere,path=%s/elsewhere,security_model=none", t->folder);
	execlp("qemu-system-x86_64", "qemu-system-x86_64", "-M", "q35", "-accel", "tcg", "-cpu", "max", "-m", "512",
		"-nodefaults", "-no-reboot", "-display", "none", "-monitor", "none", "-kernel",
		FOYER_BUILD_DIR "/vm/kernel", "-initrd", FOYER_BUILD_DIR "/vm/first.gz", "-append", append, "-serial",
		console, "-drive", disk, "-device", "virtio-blk-pci,drive=disk", "-fsdev",
		"local,id=host,path=/,security_model=none,readonly=on,multidevs=remap", "-device",
		"virtio-9p-pci,fsdev=host,mount_tag=host", "-fsdev", elsewhere, "-device",
		"virtio-9p-pci,fsdev=elsewhere,mount_tag=elsewhere", "-device", "virtio-serial", "-chardev",
		"stdio,id=in,signal=off", "-device", "virtserialport,chardev=in,nr=1", "-chardev",
		"file,id=out,path=/proc/self/fd/1", "-device", "virtserialport,chardev=out,nr=2", (char *)NULL);
	_exit(127);
}

/* Its disk, as the cut has left it, looked at from here. */
static void mount_disk(struct trial *t)
{
	assert_int_equal(shell("mount -o loop '%s/image' '%s/disk'", t->folder, t->folder), 0);
	t->mounted = true;
}

static void unmount_disk(struct trial *t)
{
	if (t->mounted)
		assert_int_equal(shell("umount '%s/disk'", t->folder), 0);
	t->mounted = false;
}

static bool can_be_done(const struct trial *t)
{
	return geteuid() == 0 && shell("command -v qemu-system-x86_64 mkfs.ext4 busybox >/dev/null") == 0 &&
	       shell("'%s/tests/vm/prepare' '%s/vm'", FOYER_SOURCE_DIR, FOYER_BUILD_DIR) == 0 &&
	       shell("truncate -s %dM '%s/image' && mkfs.ext4 -q '%s/image'", DISK_MB, t->folder, t->folder) == 0 &&
	       unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* --- the trial --- */

static void live_and_lose_power(struct trial *t, unsigned cuts)
{
	t->load.become = become_guest;
	t->load.become_self = t;
	t->load.slower = SLOWER;
	t->load.boot_us = BOOT_US;
	for (unsigned i = 0; i < cuts; i++) {
		unmount_disk(t);
		load_live(&t->load);
		mount_disk(t);
		load_check(&t->load);
	}
	t->load.become = NULL;
}

static void whatever_moment_a_machine_loses_its_power_at_every_promise_is_kept(void **state)
{
	struct trial *t = *state;
	uint64_t seed = number_from("FOYER_SEED", (unsigned long)time(NULL));
	unsigned cuts = (unsigned)number_from("FOYER_CUTS", CUTS_DEFAULT);
	char elsewhere[LOAD_PATH_BYTES_MAX], data[LOAD_PATH_BYTES_MAX];

	if (!t->can) {
		print_message("skipped: test_vm_cut: root, QEMU, busybox and a kernel's package are needed\n");
		skip();
	}
	print_message("FOYER_SEED=%llu FOYER_CUTS=%u\n", (unsigned long long)seed, cuts);
	snprintf(elsewhere, sizeof(elsewhere), "%s/elsewhere", t->folder);
	snprintf(data, sizeof(data), "%s/disk/data", t->folder);
	mount_disk(t);
	load_open(&t->load, seed, elsewhere, data);
	live_and_lose_power(t, cuts);
	load_settle(&t->load);
	load_print(&t->load);
	t->passed = true;
}

static int set_up(void **state)
{
	struct trial *t = calloc(1, sizeof(*t));

	assert_non_null(t);
	*state = t;
	strcpy(t->folder, "/tmp/foyer-vm-XXXXXX");
	assert_non_null(mkdtemp(t->folder));
	assert_int_equal(shell("mkdir '%s/disk' '%s/elsewhere'", t->folder, t->folder), 0);
	t->can = can_be_done(t);
	return 0;
}

static int tear_down(void **state)
{
	struct trial *t = *state;

	load_close(&t->load);
	unmount_disk(t);
	if (t->can && !t->passed)
		print_error("the disk and what the guest said are kept in %s\n", t->folder);
	else if (shell("rm -r '%s'", t->folder) != 0)
		print_error("%s stays\n", t->folder);
	free(t);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			whatever_moment_a_machine_loses_its_power_at_every_promise_is_kept, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("vm_cut", tests, NULL, NULL);
}
