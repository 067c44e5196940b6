"""A changed source file built beside a build folder that is up to date: one file compiled, one program linked, nothing
of the tree or of the folder touched."""

import json
import os
import pathlib
import resource
import shlex
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[3]

# A row of short runs: a seed's own mix of faults matters more than its length.
ARGUMENTS = ["--lives", "1", "--faults", "all"]
SEED_SECONDS = 30


class BuildError(Exception):
    pass


def cpu_seconds():
    """Of the children that have ended: other work on the machine does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def limit(seconds):
    """For the process that is about to run: so much processor time, and no core dump."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Folder:
    """A Ninja build folder in which the wanted programs are built."""

    def __init__(self, path):
        self.path = pathlib.Path(path).resolve()
        entries = self.path / "compile_commands.json"
        if not entries.exists():
            raise BuildError(f"{entries}: is not there: configure with cmake -G Ninja -B {path}")
        self.compile = {}
        for entry in json.loads(entries.read_text()):
            source = os.path.relpath(entry["file"], TOP)
            self.compile.setdefault(source, shlex.split(entry["command"]))
        self.links = {}

    def object_command(self, source, text, out, more=()):
        """The command that compiles `text` as if it stood in `source`, into `out`.o."""
        if source not in self.compile:
            raise BuildError(f"{source}: is not compiled here; only .c files can be changed")
        copy = out.with_suffix(".c")
        copy.write_text(text)
        command = list(self.compile[source])
        command[command.index("-o") + 1] = str(out.with_suffix(".o"))
        command[-1] = str(copy)
        return command + ["-w", "-Wno-error", "-iquote", str((TOP / source).parent),
                          f"-ffile-prefix-map={out.parent}=.", *more]

    def object(self, source, text, out, more=()):
        """Path of the object; None: it does not compile."""
        done = subprocess.run(self.object_command(source, text, out, more), cwd=self.path, capture_output=True)
        return out.with_suffix(".o") if done.returncode == 0 else None

    def link_command(self, target):
        if target not in self.links:
            lines = subprocess.run(
                ["ninja", "-t", "commands", target], cwd=self.path, capture_output=True, text=True, check=True
            ).stdout.splitlines()
            self.links[target] = shlex.split(lines[-1].removeprefix(": && ").removesuffix(" && :"))
        return list(self.links[target])

    def link(self, target, objects, out):
        """`target` with these objects instead of the library's: found first, the library's are not looked for. None:
        it does not link."""
        command = self.link_command(target)
        at = command.index("-o")
        command[at + 1] = str(out)
        command[at:at] = [str(path) for path in objects]
        assets = out.parent / "assets"  # a program looks for the demonstration site beside itself
        if not assets.exists():
            assets.symlink_to(TOP / "assets")
        done = subprocess.run(command, cwd=self.path, capture_output=True)
        return out if done.returncode == 0 else None


# What a process that a signal ended has died of.
SIGNALS = {-4: "belief", -5: "belief", -24: "hangs", -9: "hangs"}  # CHECK traps; more processor time than a seed may use


def failed_check(code, text):
    """The name of the check in what a simulator that failed has said: "check: seed 1, life 2, ..."."""
    if code < 0:
        return SIGNALS.get(code, "crash")
    for line in reversed(text.splitlines()):
        name, colon, rest = line.partition(": ")
        if colon and rest.startswith("seed ") and name.replace("_", "").isalnum():
            return name
    return f"exit {code}"


class Simulator:
    """One program, the processor time that a seed of it may use, and what it says about a seed."""

    def __init__(self, program, arguments, seed_seconds):
        self.program = program
        self.arguments = arguments
        self.seed_seconds = seed_seconds
        self.said = {}

    def fails(self, seed):
        """The check that failed; None: the seed passed. Asked once for each seed."""
        if seed not in self.said:
            self.said[seed] = self.run(seed)
        return self.said[seed]

    def run(self, seed):
        try:
            done = subprocess.run(
                [self.program, "--seed", str(seed), *self.arguments],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                errors="replace", timeout=8 * self.seed_seconds,
                preexec_fn=lambda: limit(self.seed_seconds),
            )
        except subprocess.TimeoutExpired:
            return "hangs"
        return failed_check(done.returncode, done.stderr) if done.returncode else None


class Hunt:
    """Seeds one after the other until one fails with the change that passes without it."""

    def __init__(self, changed, unchanged, seconds, before=0):
        self.check = None
        self.seed = before
        self.seeds = 0
        start = cpu_seconds()
        while not self.check and cpu_seconds() - start < seconds:
            self.seed += 1
            self.seeds += 1
            self.check = changed.fails(self.seed)
            self.seconds = cpu_seconds() - start
            if self.check and unchanged.fails(self.seed):
                print(f"seed {self.seed} fails without any change: it proves nothing here")
                self.check = None
            start += cpu_seconds() - start - self.seconds  # the unchanged program's time is not the hunt's
