"""--memory is kept as the peak of the resident size, by files without a name; the bytes are the same. The large forms are in
tests/slow/spill.py."""
import gzip
import json
import os
import random
import pathlib
import re
import signal
import subprocess
import time
import unittest

from support import MIZAN, Case, is_address_sanitized, read_results, run
from test_torture import peak_memory

LIMIT = 40  # MB; an eighth of it may hold arrays, and there are 260,000 counts of 24 bytes by this similarity:
SIMILARITY = ("--similarity", "cosine")


def is_spilling(pid):
    """Has the process a file without a name in its memory?"""
    try:
        return "(deleted)" in pathlib.Path(f"/proc/{pid}/maps").read_text()
    except OSError:
        return False


@unittest.skipIf(is_address_sanitized(), "the address sanitizer's own memory counts as the program's")
class Memory(Case):
    @classmethod
    def setUpClass(cls):
        draw = random.Random(7)
        words = [f"{a}{b}{c}" for a in ("ba", "ke", "li", "mo", "su") for b in ("ran", "dol", "mik", "tes") for c in
                 (f"{x}{y}" for x in "bdfgklmnprst" for y in ("a", "o", "u", "ida", "umo", "ek"))]
        cls.lines = "".join(f'{{"id":"d{i}","language":"en","text":"{" ".join(draw.sample(words, 600))}"}}\n' for i in range(900))

    def setUp(self):
        super().setUp()
        self.path = self.write("lines.ndjson", self.lines)
        self.spilled = self.folder / "spilled"
        self.spilled.mkdir()

    @staticmethod
    def strange(number):
        """A word of letters for each number."""
        return "".join(chr(ord("g") + int(digit)) if digit.isdigit() else digit for digit in f"{number:06x}") + "zqk"

    def nearest(self, *arguments):
        return run("nearest", self.path, "-k", "3", "-j", "2", *arguments, environment={"TMPDIR": str(self.spilled)})

    def test_a_corpus_that_does_not_fit_gives_the_same_bytes_within_the_limit(self):
        expected = self.nearest("--memory", "4G", *SIMILARITY)
        self.assertEqual(expected.returncode, 0, expected.stderr)
        done = self.nearest("--memory", f"{LIMIT}M", *SIMILARITY)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(done.stdout, expected.stdout)
        os.environ["TMPDIR"] = str(self.spilled)
        self.addCleanup(os.environ.pop, "TMPDIR")
        code, megabytes, _, message = peak_memory("nearest", self.path, "-k", "3", "-j", "2", "--memory", f"{LIMIT}M", *SIMILARITY)
        self.assertEqual(code, 0, message)
        self.assertLessEqual(megabytes, LIMIT * 1.05)
        self.assertEqual(list(self.spilled.iterdir()), [])

    def giant(self, megabytes=8):
        """One document, whose words take ten times as much as it does."""
        draw = random.Random(5)
        words = [self.strange(number) for number in range(3000)]
        sentences = (" ".join(draw.choices(words, k=12)) for _ in range(megabytes * 1_000_000 // (12 * 10)))
        return self.corpus({"war/a.txt": "".join(f"{sentence}.\n" for sentence in sentences)})

    def test_the_words_of_one_long_document_wait_in_a_file_for_its_end(self):
        corpus = self.giant()
        expected = run("tokenize", corpus, "--quiet", check=0).stdout
        self.assertGreater(expected.count(b"\n"), 700_000)
        for workers in (1, 4):
            done = run("tokenize", corpus, "--quiet", "-j", workers, "--memory", f"{LIMIT}M", check=0,
                       environment={"TMPDIR": str(self.spilled)})
            self.assertEqual(done.stdout, expected)
            self.assertEqual(list(self.spilled.iterdir()), [])
            code, megabytes, _, message = peak_memory("tokenize", corpus, "--quiet", "-j", workers, "--memory", f"{LIMIT}M")
            self.assertEqual(code, 0, message)
            self.assertLessEqual(megabytes, LIMIT)
        done = run("tokenize", corpus, "--quiet", "--memory", f"{LIMIT}M", environment={"TMPDIR": str(self.folder / "missing")})
        self.assertEqual(done.returncode, 74, done.stderr)
        self.assertIn(b"No such file or directory; set TMPDIR", done.stderr)

    def test_the_sentences_of_one_long_document_are_compared_within_the_limit(self):
        corpus = self.giant(24)
        expected, out = read_results(self.compare(corpus, out="expected")), self.folder / "out"
        for workers in (1, 4):
            code, megabytes, _, message = peak_memory("compare", corpus, "-o", out, "--force", "--quiet", "-j", workers, "--memory", "88M")
            self.assertEqual(code, 0, message)
            self.assertLessEqual(megabytes, 88 * 1.05)
            self.assertEqual(read_results(out), expected)

    def test_a_limit_is_refused_within_a_long_document_and_one_that_works_is_named(self):
        draw = random.Random(6)
        words = [self.strange(number) for number in range(120_000)]
        sentences = (" ".join(words[int(draw.random() ** 3 * len(words))] for _ in range(12)) for _ in range(160_000))
        corpus = self.corpus({"war/a.txt": "".join(f"{sentence}.\n" for sentence in sentences)})
        terms = self.folder / "terms.vrt"
        terms.write_bytes(run("stem", "--quiet", stdin=run("tokenize", corpus, "--quiet", check=0).stdout, check=0).stdout)
        for command, place in ((["compare", corpus, "-o", self.folder / "out", "--force", "--quiet"], os.devnull), (["vectorize"], terms)):
            with open(place, "rb") as file:
                code, megabytes, _, message = peak_memory(*command, "-j", "2", "--memory", "32M", stdin=file)
            self.assertEqual(code, 64, message)
            self.assertLessEqual(megabytes, 44)  # at its end it would be 70
            named = re.search(r"\d+% of a document of \d+ MB take \d+M that cannot be spilled; give at least --memory (\d+)M", message)
            self.assertIsNotNone(named, message)
            with open(place, "rb") as file:
                code, megabytes, _, message = peak_memory(*command, "-j", "2", "--memory", f"{named[1]}M", stdin=file)
            self.assertEqual(code, 0, message)
            self.assertLessEqual(megabytes, int(named[1]))

    def test_one_long_document_on_standard_input_lies_in_a_file_beyond_the_limit(self):
        words = self.folder / "words.vrt"
        words.write_bytes(run("tokenize", self.giant(), "--quiet", check=0).stdout)
        self.assertGreater(words.stat().st_size, 20_000_000)
        expected = run("stem", "--quiet", stdin=words.read_bytes(), check=0).stdout
        for workers in (1, 4):
            limited = ("stem", "--quiet", "-j", workers, "--memory", f"{LIMIT}M")
            self.assertEqual(run(*limited, stdin=words.read_bytes(), check=0).stdout, expected)
            with words.open("rb") as file:
                code, megabytes, _, message = peak_memory(*limited, stdin=file)
            self.assertEqual(code, 0, message)
            self.assertLessEqual(megabytes, LIMIT)

    def giant_line(self, kind, text):
        """A line of NDJSON before three short ones. The text is written as it is, or each letter by its number; "odd" members need a parser."""
        written = "".join(f"\\u{ord(letter):04x}" for letter in text) if kind == "numbers" else json.dumps(text)[1:-1]
        written += "\\u0000" if kind == "damaged" else ""
        odd = ',"score":1.50,"tags":["a",{"b":null}]' if kind == "odd" else ""
        line = f'{{"id":"g","source":"x","event":"war"{odd},"text":"{written}","title":"A title","date":"1925-01-20"}}'
        short = "".join(f'{{"id":"s{i}","source":"s{i}","event":"war","text":"{self.strange(i)} {self.strange(i + 1)} was dear."}}\n' for i in range(3))
        return self.write(f"{kind}.ndjson", f"{line}\r\n{short}")

    def test_a_giant_line_of_ndjson_lies_in_a_file_beyond_the_limit(self):
        text = (self.giant(24) / "war/a.txt").read_text(encoding="utf-8")
        os.environ["TMPDIR"] = str(self.spilled)
        self.addCleanup(os.environ.pop, "TMPDIR")
        plain = self.giant_line("plain", text)
        packed = self.write("packed.ndjson.gz", gzip.compress(plain.read_bytes(), 1))
        for path, command, limit in ((plain, "tokenize", LIMIT), (plain, "inspect", LIMIT), (plain, "nearest", 56), (plain, "compare", 96),
                                     (packed, "tokenize", LIMIT), (self.giant_line("odd", text), "tokenize", LIMIT),
                                     (self.giant_line("numbers", text[:8_000_000]), "tokenize", LIMIT)):
            out = self.folder / "out"
            options = [command, path, "--quiet", *(["-o", out, "--force"] if command == "compare" else [])]
            done = run(*options, check=0)
            expected = read_results(out) if command == "compare" else done.stdout
            for workers in (1, 2):
                limited = [*options, "-j", workers, "--memory", f"{limit}M"]
                code, megabytes, _, message = peak_memory(*limited)
                self.assertEqual(code, 0, message)
                self.assertLessEqual(megabytes, limit * 1.05, limited)
                if command == "compare":
                    self.assertEqual(read_results(out), expected)
            self.assertEqual(run(*limited, check=0).stdout, done.stdout)
            self.assertEqual(list(self.spilled.iterdir()), [])

    def test_giant_lines_one_behind_another_are_read_whole_where_much_is_unpacked_at_once(self):
        counts = [260_000, 600_000, 500_000, 220_000, 1_000_000]  # of five bytes each; a megabyte comes out of 64 KiB
        lines = "".join(json.dumps({"id": str(count), "text": "word " * count}) + "\n" for count in counts)
        done = run("tokenize", self.write("packed.ndjson.gz", gzip.compress(lines.encode(), 6)), check=0)
        self.assertEqual(done.stderr, b"")
        self.assertEqual([document.count(b"\nword\t") for document in done.stdout.split(b"</doc>")[:-1]], counts)

    def test_what_is_wrong_deep_in_a_giant_line_is_told_within_the_limit(self):
        text = (self.giant(24) / "war/a.txt").read_text(encoding="utf-8")
        path = self.giant_line("damaged", text)
        place = len(path.read_bytes().split(b'"title"')[0]) - 1
        code, megabytes, _, message = peak_memory("tokenize", path, "--quiet", "--memory", f"{LIMIT}M")
        self.assertEqual(code, 0, message)
        self.assertEqual(message, f"mizan: warning: {path}:1: near byte {place} of the line: \\u0000 in a string; take it out, text holds none; "
                                  "it is left out\n")
        self.assertLessEqual(megabytes, LIMIT)

    def test_a_giant_member_beside_the_text_is_refused_and_what_is_named_is_enough(self):
        text = (self.giant(24) / "war/a.txt").read_text(encoding="utf-8")
        path = self.write("member.ndjson", json.dumps({"raw": text, "text": "wheat was dear"}) + "\n")
        code, megabytes, _, message = peak_memory("tokenize", path, "--quiet", "--memory", f"{LIMIT}M")
        self.assertEqual(code, 64, message)
        named = re.search("the members of a giant line of NDJSON will take up to [0-9]+M more; give at least --memory ([0-9]+)M\n$", message)
        self.assertIsNotNone(named, message)
        self.assertLessEqual(megabytes, LIMIT)
        code, megabytes, _, message = peak_memory("tokenize", path, "--quiet", "--memory", f"{int(named[1])}M")
        self.assertEqual((code, message), (0, ""))
        self.assertLessEqual(megabytes, int(named[1]))

    def test_a_corpus_of_one_giant_line_is_known_to_be_all(self):
        path = self.write("one.ndjson", json.dumps({"text": " ".join(self.strange(number) for number in range(250_000))}) + "\n")
        done = run("nearest", path, "--quiet", "--memory", "32M")
        self.assertEqual(done.returncode, 64, done.stderr)
        self.assertIn(b"that cannot be spilled; give at least --memory", done.stderr)  # nothing is still to be read

    def test_a_giant_word_of_the_vertical_format_is_refused_before_it_is_held_and_what_is_named_is_enough(self):
        path = self.write("word.vrt", f'<doc id="a" language="en">\nwheat\t0\t5\n<!-- {"y" * 20_000_000} -->\n{"x" * 20_000_000}\t6\t20000006\n</doc>\n')
        for limit in (LIMIT, None):
            with path.open("rb") as file:
                code, megabytes, _, message = peak_memory("stem", "--quiet", "--memory", f"{limit or int(named[1])}M", stdin=file)
            self.assertEqual(code, 64 if limit else 0, message)
            self.assertLessEqual(megabytes, limit or int(named[1]))
            named = re.search("a line of the vertical format will take up to [0-9]+M more; give at least --memory ([0-9]+)M\n$", message)
            self.assertEqual(named is not None, limit is not None, message)

    def test_killed_while_it_spills_it_leaves_nothing(self):
        process = subprocess.Popen([MIZAN, "nearest", self.path, "--memory", f"{LIMIT}M", *SIMILARITY], stdout=subprocess.DEVNULL,
                                   env={**os.environ, "TMPDIR": str(self.spilled)})
        while process.poll() is None and not is_spilling(process.pid):
            time.sleep(.005)
        process.kill()
        self.assertEqual(process.wait(), -signal.SIGKILL, "it was done before it was killed")
        self.assertEqual(list(self.spilled.iterdir()), [])

    def test_documents_that_are_all_alike_or_all_disjoint_with_one_worker_more_than_processors(self):
        for name, texts in (("alike", ["wheat was dear"] * 700), ("disjoint", [self.strange(i) for i in range(700)])):
            lines = "".join(f'{{"id":"d{i:03}","language":"en","text":"{text}"}}\n' for i, text in enumerate(texts))
            out = run("nearest", self.write(name, lines).rename(self.folder / f"{name}.ndjson"), "-k", "2", "-j",
                      os.cpu_count() + 1, check=0).stdout.decode().splitlines()[1:]
            self.assertEqual(len(out), 1400, name)
            self.assertEqual([line.split(",")[2] for line in out[4:6]], ["d000", "d001"], name)  # ties: the first ones

    def strange_lines(self, first, end):
        return "".join(f'{{"id":"e{i}","language":"en","text":"{" ".join(self.strange(i * 90 + word) for word in range(90))}"}}\n' for i in range(first, end))

    def test_too_little_names_how_much_is_enough(self):
        self.write("lines.ndjson", self.strange_lines(0, 1600))
        queries = self.write("queries.ndjson", self.strange_lines(1600, 2400))
        os.environ["TMPDIR"] = str(self.spilled)
        self.addCleanup(os.environ.pop, "TMPDIR")
        for options in ([], ["--ngrams", "3"], ["--queries", queries]):
            done = self.nearest("--memory", "32M", *options)
            self.assertEqual(done.returncode, 64, done.stderr)
            self.assertEqual(done.stdout, b"")
            named = re.search(rb"give at least --memory (\d+)M\n$", done.stderr)
            self.assertIsNotNone(named, done.stderr)
            code, megabytes, _, message = peak_memory("nearest", self.path, "-k", "3", "-j", "2", "--memory", f"{int(named[1])}M", *options)
            self.assertEqual((code, message), (0, ""), options)
            self.assertLessEqual(megabytes, int(named[1]), options)

    def test_what_is_named_holds_words_that_come_only_at_the_end_of_the_corpus(self):
        """For 3,000 documents no new words come, and then 54,000 of them: the growth so far tells nothing of these."""
        again = "".join(f'{{"id":"r{i}","text":"{" ".join(self.strange(i % 420 * 90 + word) for word in range(90))}"}}\n' for i in range(3000))
        corpus = self.write("lines.ndjson", again + self.strange_lines(3000, 3600))
        done = run("nearest", corpus, "-k", "3", "-j", "2", "--language", "en", "--memory", "32M")
        self.assertEqual(done.returncode, 64, done.stderr)
        named = re.search(rb"before the whole corpus is read; give at least --memory (\d+)M\n$", done.stderr)
        self.assertIsNotNone(named, done.stderr)
        code, megabytes, _, message = peak_memory("nearest", corpus, "-k", "3", "-j", "2", "--language", "en", "--memory", f"{int(named[1])}M")
        self.assertEqual((code, message), (0, ""))
        self.assertLessEqual(megabytes, int(named[1]))

    def test_tables_that_will_not_fit_are_refused_before_they_are_made_and_what_is_named_is_enough(self):
        """200 sources on one event are 19,900 pairs."""
        draw = random.Random(3)
        words = [a + b for a in ("baran", "kedol", "limik", "motes", "sudar") for b in ("da", "fo", "gu", "ki", "le", "ra")]
        lines = "".join(f'{{"id":"d{i:03}","language":"en","source":"s{i:03}","event":"e","text":"{" ".join(draw.sample(words, 6))}."}}\n'
                        for i in range(200))
        corpus = self.write("told.ndjson", lines)
        done = run("compare", corpus, "-o", self.folder / "out", "--quiet", "--robustness", "none", "--memory", "32M")
        self.assertEqual(done.returncode, 64, done.stderr)
        named = re.search(rb"the tables of the comparison will take up to \d+M more; give at least --memory (\d+)M\n$", done.stderr)
        self.assertIsNotNone(named, done.stderr)
        self.assert_clean()
        code, megabytes, _, message = peak_memory("compare", corpus, "-o", self.folder / "out", "--quiet", "--robustness", "none",
                                                  "--memory", f"{int(named[1])}M")
        self.assertEqual(code, 0, message)
        self.assertLessEqual(megabytes, int(named[1]))

    def test_a_temporary_folder_that_takes_nothing_is_an_error_that_names_it(self):
        missing = self.folder / "missing"
        done = run("compare", self.path, "-o", self.folder / "out", "--quiet", "--memory", f"{LIMIT}M",
                   environment={"TMPDIR": str(missing)})
        self.assertEqual(done.returncode, 74, done.stderr)
        self.assertIn(f"cannot be made in {missing}: No such file or directory; set TMPDIR".encode(), done.stderr)
        self.assert_clean()

    def test_small_corpora_need_no_temporary_folder(self):
        self.corpus({"war/a.txt": "Wheat was dear.\n", "war/b.txt": "Wheat was cheap.\n"})
        out = self.compare(self.folder / "corpus", environment={"TMPDIR": str(self.folder / "missing")})
        self.assertIn("neighbours.csv", read_results(out))

    def within_file_system(self, options):
        """A run that does not fit, with a file system of its own as the temporary folder; None where none may be mounted."""
        mount = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                 'mount -t tmpfs -o "$1" mizan "$2" || exit 99; TMPDIR=$2; export TMPDIR; shift 2; exec "$@"', "sh", options, self.spilled]
        command = [MIZAN, "nearest", self.path, "--memory", f"{LIMIT}M", *SIMILARITY]
        done = subprocess.run([*mount, *command], capture_output=True, timeout=120)
        return None if done.returncode in (1, 99) or b"unshare" in done.stderr else done

    def test_a_temporary_folder_that_is_full_or_read_only_is_an_error_that_says_so(self):
        for options, reason in (("size=64k", "cannot be written: No space left on device; set TMPDIR"),
                                ("ro", "cannot be made in {}: Read-only file system; set TMPDIR")):
            done = self.within_file_system(options)
            if done is None:
                self.skipTest("no file system may be mounted here")
            self.assertEqual((done.returncode, done.stdout), (74, b""), done.stderr)
            self.assertIn(str(self.spilled).encode(), done.stderr)
            self.assertIn(reason.format(self.spilled).encode(), done.stderr)
