"""The system fails, or kills, a run in the middle: OUT is absent or whole, the exit code is one of the contract, and the next run
gives the same. tests/slow/torture.py goes through every call; here they are few."""
import gzip
import json
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest

import injection
from support import MIZAN, SMALL, Case, is_address_sanitized, read_results, run, table

ERRORS = {"write": "ENOSPC", "rename": "EIO", "renameat2": "EIO", "mkdir": "EIO", "flock": "EIO"}
SAMPLED = {"openat": "EIO", "read": "EIO", "getdents64": "EIO", "newfstatat": "EIO", "close": "EIO", "unlink": "EIO"}


UNSANITIZED = unittest.skipIf(is_address_sanitized(), "the address sanitizer's own memory counts as the program's")

# The most memory of a process counts what its parent had when it was forked, and this one may have numpy loaded: a small
# process in between starts mizan and asks.
MEASURE = """import json, resource, subprocess, sys, time
started = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([done.returncode, most, time.monotonic() - started, done.stderr.decode(errors="replace")]))"""


def peak_memory(*arguments, stdin=None):
    """Exit code, most resident memory in MB, seconds and messages of one run of mizan; `stdin` is a file."""
    command = [sys.executable, "-S", "-c", MEASURE, MIZAN, *map(str, arguments)]
    done = subprocess.run(command, stdin=stdin, capture_output=True, check=True)
    return json.loads(done.stdout)


@unittest.skipIf(is_address_sanitized(), "the leak sanitizer does not work under strace")
@unittest.skipUnless(injection.available(), "strace is not installed, or may not trace here")
class Injection(Case):
    def setUp(self):
        super().setUp()
        self.corpus(SMALL)
        self.write("corpus/harvest/wire.txt.gz", gzip.compress(b"The summer was dry, and wheat was dear.\n"))
        self.run_ = injection.Run(self.folder, ["compare", self.folder / "corpus", "--quiet"])
        self.expected = self.run_.plain()

    def sweep(self, calls, check, limit=None):
        complaints, tried = injection.sweep(self.run_, calls, self.expected, check, limit)
        self.assertEqual(complaints, [])
        return tried

    def failing(self, errors, limit=None):
        tried = 0
        for call, error in errors.items():
            tried += self.sweep([call], lambda r, c, n, e, error=error: injection.check_error(r, c, error, n, e), limit)
        return tried

    def test_every_call_that_makes_the_results_fails(self):
        self.assertGreater(self.failing(ERRORS), 10)

    def test_other_calls_fail(self):
        self.assertGreater(self.failing(SAMPLED, 5), 20)

    def test_interrupted_calls_are_taken_up_again(self):
        for call in ("read", "write"):
            before, total = self.run_.count(call)
            for number in (before + 1, total):
                self.assertEqual(self.run_.inject(call, "error=EINTR", number)[0], 0, call)
                self.assertEqual(self.run_.results(), self.expected)

    def test_killed_at_every_write_and_rename(self):
        self.assertGreater(self.sweep(["write", "rename", "mkdir"], injection.check_kill), 9)

    def test_killed_while_an_earlier_result_is_replaced(self):
        self.run_.command.append("--force")
        self.run_.before = {"run.json": b'{"program": "mizan"}', "old.csv": b"old"}
        self.assertGreater(self.sweep(["renameat2", "unlink", "rmdir"], injection.check_kill, 4), 4)


class Hostile(Case):
    def test_what_a_killed_run_left_is_cleared_even_when_it_was_killed_by_hand(self):
        corpus = self.corpus(SMALL)
        process = subprocess.Popen([MIZAN, "compare", "-", "-o", str(self.folder / "out")], stdin=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        while not any(p.name.startswith(".out.mizan-") for p in self.folder.iterdir()):
            time.sleep(0.01)
        run("compare", corpus, "-o", self.folder / "out", "--quiet", check=0)
        left = [p for p in self.folder.iterdir() if p.name.startswith(".out.mizan-")]
        self.assertEqual(len(left), 1, "the folder of a run that lives was taken away")
        process.kill()
        process.communicate()
        run("compare", corpus, "-o", self.folder / "out", "--quiet", "--force", check=0)
        self.assertEqual([p.name for p in self.folder.iterdir() if "mizan" in p.name], [])

    @UNSANITIZED
    def test_a_gzip_bomb_is_read_in_bounded_memory(self):
        packed = gzip.compress(b"word " * 200_000 + b"\n", 9) * 50  # members: 50 MB from less than 0.1 MB
        corpus = self.corpus({**SMALL, "treaty/bomb.txt.gz": packed})
        code, megabytes, _, message = peak_memory("compare", corpus, "-o", self.folder / "out", "--quiet")
        self.assertEqual(code, 0, message)
        self.assertLess(megabytes, 110)
        bomb = [row for row in table(self.folder / "out" / "documents.csv") if row["document"] == "treaty/bomb"]
        self.assertEqual(bomb[0]["bytes"], str(50 * 1_000_001))

    @UNSANITIZED
    def test_of_a_text_that_is_inspected_nothing_is_kept(self):
        corpus = self.corpus({**SMALL, "treaty/long.txt": "words of a long text\n" * 2_000_000})
        code, megabytes, _, message = peak_memory("inspect", corpus, "--memory", "32M")
        self.assertEqual(code, 0, message)
        self.assertLess(megabytes, 32)

    @UNSANITIZED
    def test_a_line_without_end_is_read_in_bounded_memory(self):
        corpus = self.corpus({**SMALL, "treaty/line.txt": "words without any line end " * 1_500_000})
        code, megabytes, _, message = peak_memory("compare", corpus, "-o", self.folder / "out", "--quiet")
        self.assertEqual(code, 0, message)
        self.assertLess(megabytes, 110)

    @UNSANITIZED
    def test_a_word_of_many_megabytes_is_read_in_bounded_memory(self):
        lines = self.write("x.ndjson", f'{{"id":"long","language":"en","text":"{"a" * 20_000_000}"}}\n' +
                           "".join(f'{{"id":"d{i}","language":"en","text":"Wheat was dear."}}\n' for i in range(2)))
        code, megabytes, _, message = peak_memory("nearest", lines)
        self.assertEqual(code, 0, message)
        self.assertLess(megabytes, 80)

    @UNSANITIZED
    def test_many_tiny_documents_take_little_memory_each(self):
        count = 20_000
        lines = self.write("x.ndjson", "".join(f'{{"id":"d{i}","text":"w{i % 997} w{i % 991} w{i % 983}"}}\n' for i in range(count)))
        code, megabytes, seconds, message = peak_memory("compare", lines, "-o", self.folder / "out", "--quiet")
        self.assertEqual(code, 0, message)
        self.assertLess(megabytes, 40 + count * 3 / 1024, "three kilobytes a document are the most")
        self.assertLess(seconds, 60)

    def test_nul_bytes(self):
        corpus = self.corpus({**SMALL, "treaty/nul.txt": b"The ministers\0signed\n", "treaty/nuls.txt": b"\0" * 70_000})
        done = run("compare", corpus, "-o", self.folder / "out", "--quiet", check=0)
        self.assertIn(b"treaty/nul.txt: binary data: a NUL byte at byte offset 13", done.stderr)
        self.assertEqual(len(table(self.folder / "out" / "documents.csv")), 4)
        ndjson = self.write("x.ndjson", b'{"id":"a","text":"one two"}\n{"id":"b","te\0xt":"x"}\n{"id":"c","text":"a\\u0000b"}\n')
        done = run("compare", ndjson, "-o", self.folder / "two", "--quiet", check=0)
        self.assertIn(b"x.ndjson:2", done.stderr)
        self.assertEqual([row["document"] for row in table(self.folder / "two" / "documents.csv")], ["a"])

    def interrupted(self, number, wait):
        process = subprocess.Popen([MIZAN, "compare", str(self.folder / "x.ndjson"), "-o", str(self.folder / "out"), "--quiet"],
                                   stderr=subprocess.PIPE)
        time.sleep(wait)
        process.send_signal(number)
        started = time.monotonic()
        message = process.communicate(timeout=30)[1]
        if process.returncode != 0:  # else it was faster than the signal
            # -number: it came before main, when there is nothing to clean up
            self.assertIn(process.returncode, (128 + number, -number), message)
            self.assertLess(time.monotonic() - started, 2)
            self.assert_clean()
        return process.returncode

    def test_a_signal_at_any_time_ends_the_run_and_leaves_nothing(self):
        self.write("x.ndjson", "".join(f'{{"id":"d{i}","text":"w{i % 9973} w{i % 9967} w{i % 983} {i}"}}\n' for i in range(30_000)))
        codes = []
        for wait in (0.05, 0.2, 0.4, 0.6, 0.9):
            codes.append(self.interrupted(signal.SIGINT if len(codes) % 2 == 0 else signal.SIGTERM, wait))
            if codes[-1] == 0:
                break
        self.assertNotEqual(codes[0], 0, "the first signal came too late to show anything")

    @UNSANITIZED
    def test_few_file_descriptors_and_little_memory(self):
        corpus = self.corpus(SMALL)
        for limit, value in ((resource.RLIMIT_NOFILE, 8), (resource.RLIMIT_AS, 100 << 20), (resource.RLIMIT_FSIZE, 300)):
            done = subprocess.run([MIZAN, "compare", str(corpus), "-o", str(self.folder / "out"), "--quiet", "-j", "1"],
                                  capture_output=True, preexec_fn=lambda l=limit, v=value: resource.setrlimit(l, (v, v)))
            self.assertIn(done.returncode, (0, 66, 71, 73, 74, 78), (limit, done.stderr))
            self.assertEqual((self.folder / "out").exists(), done.returncode == 0)
            shutil.rmtree(self.folder / "out", ignore_errors=True)
        run("compare", corpus, "-o", self.folder / "out", "--quiet", check=0)
        self.assertEqual([p.name for p in self.folder.iterdir() if "mizan" in p.name], [])
        self.assertEqual(len(read_results(self.folder / "out")["documents.csv"].splitlines()), 5)
