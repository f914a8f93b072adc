"""System calls that fail, and signals that come, in the middle of a run: strace injects them, call after call.

strace counts `when=N` for each thread, so the runs have one worker. The calls of the dynamic loader come before main's first one
(sigaction of SIGINT) and are not ours to get right: they are counted and passed over.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess

from support import MIZAN, read_results

# What a run may end with when the system fails it: INTERFACE's codes but for the command line (64) and a fault of mizan (70).
ALLOWED = {0, 65, 66, 71, 73, 74, 78}
# What removing a folder does: where one of these fails, the folder may stay until the next run.
REMOVING = {"openat", "getdents64", "newfstatat", "unlink", "unlinkat", "rmdir", "mmap"}
PREFIX = ["strace", "-f", "-q", "--seccomp-bpf"]


def available():
    """Can strace trace and inject here? Some containers do not allow it."""
    if shutil.which("strace") is None:
        return False
    probe = subprocess.run([*PREFIX, "-e", "trace=mkdir", "-e", "inject=mkdir:error=EIO", "mkdir", "/nowhere/at/all"],
                           capture_output=True)
    return b"INJECTED" in probe.stderr


class Run:
    """One command line whose OUT is `folder`/out, and what it must give."""

    def __init__(self, folder, arguments, environment=None):
        self.folder = pathlib.Path(folder)
        self.out = self.folder / "out"
        self.command = [MIZAN, *map(str, arguments), "-o", str(self.out), "-j", "1"]
        self.environment = {**os.environ, **(environment or {})}
        self.before = None  # what OUT holds before each run: None for no OUT

    def prepare(self):
        for left in self.leftovers():
            shutil.rmtree(left)
        if self.before is None:
            shutil.rmtree(self.out, ignore_errors=True)
        elif not self.out.exists() or read_results(self.out) != self.before:
            shutil.rmtree(self.out, ignore_errors=True)
            self.out.mkdir()
            for name, content in self.before.items():
                (self.out / name).write_bytes(content)

    def leftovers(self):
        return [p for p in self.folder.iterdir() if p.name.startswith(".out.mizan-")]

    def results(self):
        return read_results(self.out) if self.out.exists() else None

    def plain(self):
        """Runs it undisturbed; returns its results."""
        done = subprocess.run(self.command, capture_output=True, env=self.environment, timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"exit code {done.returncode}: {done.stderr.decode(errors='replace')}")
        return self.results()

    def count(self, call):
        """(calls before main, calls in all) of one system call."""
        self.prepare()
        trace = self.folder / "trace"
        subprocess.run([*PREFIX, "-o", trace, "-e", f"trace={call},rt_sigaction", *self.command], capture_output=True,
                       env=self.environment, timeout=120)
        before = total = 0
        in_main = False
        for line in trace.read_text(errors="replace").splitlines():
            if "rt_sigaction(SIGINT" in line:
                in_main = True
            elif re.match(r"\d+\s+" + call + r"\(", line):
                total += 1
                before += not in_main
        trace.unlink()
        return before, total

    def inject(self, call, what, number):
        """Runs it with the call's `number`-th use disturbed: what is "error=EIO" or "signal=KILL"."""
        self.prepare()
        trace = self.folder / "trace"
        # With seccomp-bpf strace 6.1 loses the signals.
        prefix = PREFIX[:-1] if what.startswith("signal") else PREFIX
        done = subprocess.run([*prefix, "-o", trace, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={number}",
                               *self.command], capture_output=True, env=self.environment, timeout=120)
        lines = trace.read_text(errors="replace").splitlines() if trace.exists() else [done.stderr.decode(errors="replace")]
        injected = [line for line in lines if "INJECTED" in line or "killed" in line]
        trace.unlink(missing_ok=True)
        code = done.returncode if done.returncode >= 0 else 128 - done.returncode
        return code, done.stderr.decode(errors="replace"), injected[0] if injected else ""


def check_error(run, call, error, number, expected):
    """One failing call: returns a complaint, or None."""
    code, message, place = run.inject(call, f"error={error}", number)
    found = run.results()
    left = [p.name for p in run.leftovers()]
    where = f"{call} {number} {error} [{place[:120]}] exit {code}: {message.strip()[:300]}"
    if code not in ALLOWED:
        return f"{where}: not a code of the contract"
    if code == 0 and found != expected:
        return f"{where}: success with other results"
    if code != 0 and found != run.before:
        return f"{where}: a failed run changed OUT"
    if code != 0 and not message.startswith("mizan: ") and "\nmizan: " not in message:
        return f"{where}: failed without a message"
    if not left:
        return None
    # What could not be removed, because a call of the removal itself failed, is removed by the next run.
    if call not in REMOVING:
        return f"{where}: left {left}"
    if found is not None and run.before is None:
        shutil.rmtree(run.out)
    run.plain()
    left = [p.name for p in run.leftovers()]
    return f"{where}: the next run did not clear {left}" if left else None


def check_kill(run, call, number, expected):
    """Killed in the call: OUT is absent or whole, and the next run works, gives the same and clears up."""
    code, _, place = run.inject(call, "signal=KILL", number)
    where = f"killed in {call} {number} [{place[:120]}]"
    if code != 128 + signal.SIGKILL:  # strace ends as its child did
        return f"{where}: exit code {code}"
    found = run.results()
    if found != run.before and found != expected:
        return f"{where}: OUT is torn: {sorted(found or [])}"
    if run.before is None and found is not None:
        shutil.rmtree(run.out)
    if run.plain() != expected:
        return f"{where}: the rerun gives other results"
    left = [p.name for p in run.leftovers()]
    return f"{where}: the rerun did not clear {left}" if left else None


def sweep(run, calls, expected, check, limit=None):
    """Disturbs every use of every call in turn (at most `limit` of each, spread evenly); returns complaints and how many."""
    complaints = []
    tried = 0
    for call in calls:
        before, total = run.count(call)
        numbers = list(range(before + 1, total + 1))
        if limit is not None and len(numbers) > limit:
            numbers = [numbers[i * (len(numbers) - 1) // (limit - 1)] for i in range(limit)]
        for number in numbers:
            tried += 1
            complaint = check(run, call, number, expected)
            if complaint is not None:
                complaints.append(complaint)
    return complaints, tried
