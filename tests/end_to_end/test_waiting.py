"""A program that waits for input: signals, a failure elsewhere and a reader that has gone end it all the same."""
import os
import signal
import subprocess
import time
import unittest

from support import Case, MIZAN, SMALL, read_results, run, wait_until_it_catches_signals

DOCUMENT = '{"id": "d%d", "language": "en", "text": "The ministers signed the treaty on the border."}\n'
SOON = 10  # seconds; a run that hangs does so for ever


class Waiting(Case):
    def start(self, *arguments, output=subprocess.PIPE):
        process = subprocess.Popen([MIZAN, *map(str, arguments)], stdin=subprocess.PIPE, stdout=output, stderr=subprocess.PIPE,
                                   bufsize=0)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                self.addCleanup(stream.close)
        return process

    def feed(self, process, text):
        process.stdin.write(text.encode())
        process.stdin.flush()
        wait_until_it_catches_signals(process)
        time.sleep(0.1)  # for it to wait for more

    def end(self, process):
        """Exit code and messages of a run whose input is never closed."""
        code = process.wait(SOON)
        return code, process.stderr.read().decode()

    def test_a_signal_ends_a_run_that_waits_for_input(self):
        for workers in 1, 2, 8:
            for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
                for fed in "", DOCUMENT % 1 + DOCUMENT % 2:
                    with self.subTest(workers=workers, number=number, fed=bool(fed)):
                        process = self.start("compare", "-", "-o", self.folder / "out", "-j", workers)
                        self.feed(process, fed)
                        process.send_signal(number)
                        code, message = self.end(process)
                        self.assertEqual(code, 128 + number)
                        self.assertIn(f"ended by signal {int(number)}", message)
                        self.assert_clean()

    def test_a_signal_ends_every_filter(self):
        for command in ("tokenize", "-"), ("stem",), ("vectorize",), ("inspect", "-"), ("nearest", "-"):
            for fed in "", "<doc id=\"a\">\n" if len(command) == 1 else DOCUMENT % 1:
                with self.subTest(command=command, fed=fed):
                    process = self.start(*command, "-j", 2)
                    self.feed(process, fed)
                    process.send_signal(signal.SIGTERM)
                    code, message = self.end(process)
                    self.assertEqual(code, 128 + signal.SIGTERM)
                    self.assertIn("signal", message)

    def test_a_failure_of_a_worker_ends_a_run_that_waits_for_input(self):
        for workers in 1, 2, 8:
            with self.subTest(workers=workers):
                process = self.start("tokenize", "-", "--strict", "-j", workers, output=subprocess.DEVNULL)
                self.feed(process, DOCUMENT % 1 + "no object\n")
                code, message = self.end(process)
                self.assertEqual(code, 65)
                self.assertIn("-:2:", message)

    def test_a_reader_that_has_gone_ends_a_run_that_waits_for_input(self):
        process = self.start("tokenize", "-", "-j", 2)
        process.stdout.close()
        try:
            for i in range(2000):
                process.stdin.write((DOCUMENT % i).encode())
            process.stdin.flush()
        except BrokenPipeError:
            pass
        code, message = self.end(process)
        self.assertEqual((code, message), (74, ""))

    def test_the_signals_of_a_shell_in_the_background_stay_ignored(self):
        process = subprocess.Popen([MIZAN, "tokenize", "-", "-j", "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        wait_until_it_catches_signals(process)
        process.send_signal(signal.SIGINT)
        output, message = process.communicate((DOCUMENT % 1).encode(), timeout=SOON)
        self.assertEqual((process.returncode, message), (0, b""))
        self.assertIn(b"<doc", output)

    def test_a_slow_pipe_gives_what_a_file_gives(self):
        lines = [DOCUMENT % i for i in range(20)]
        self.write("all.ndjson", "".join(lines))
        process = self.start("nearest", "-", "-j", 2)
        for line in lines:
            process.stdin.write(line.encode())
            process.stdin.flush()
            time.sleep(0.01)
        output, _ = process.communicate(timeout=SOON)
        self.assertEqual(output, run("nearest", self.folder / "all.ndjson", "-j", 1, check=0).stdout)


class Workers(Case):
    def test_more_workers_than_documents_change_nothing(self):
        corpus = self.corpus(SMALL)
        one = self.compare(corpus, "-j", 1, out="one")
        many = self.compare(corpus, "-j", 64, out="many")
        self.assertEqual(read_results(one), read_results(many))

    @unittest.skipIf(not os.path.exists("/dev/full"), "no /dev/full here")
    def test_help_that_cannot_be_written_is_a_failed_write(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([MIZAN, "help"], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 74)
        self.assertIn(b"standard output", done.stderr)


if __name__ == "__main__":
    unittest.main()
