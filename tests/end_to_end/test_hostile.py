"""Files made to break readers, kept in tests/hostile/: never a crash, never a hang, always an exit code of the contract and the
same bytes for any number of workers and any block."""
import concurrent.futures
import gzip
import pathlib
import re
import runpy
import shutil
import subprocess
import zlib

from support import MIZAN, ROOT, Case

HOSTILE = ROOT / "tests" / "hostile"
DONE, BAD_DATA, NO_INPUT = 0, 65, 66
SECONDS = 20
# A document's id that is there twice is found when the documents are counted: inspect, which does not count, shows both.
FOUND_WHEN_COUNTED = ("same-id.csv", "same-id.ndjson")
VARIANTS = (("-j", "1", "--block", "256"), ("-j", "2", "--block", "64K"))


def contents(folder):
    return sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file())


class Hostile(Case):
    def run_one(self, *arguments, stdin=b""):
        """Exit code, standard output and standard error of a run that must end as the contract says."""
        try:
            done = subprocess.run([MIZAN, *map(str, arguments)], input=stdin, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.fail(f"no end after {SECONDS} s: {arguments}")
        told = done.stderr.decode(errors="replace")
        self.assertIn(done.returncode, (DONE, BAD_DATA, NO_INPUT), f"{arguments}\n{told}")
        self.assertNotIn("�", told, f"{arguments}: bytes that are no UTF-8 in a message")
        self.assertIsNone(re.search(r"[\x00-\x08\x0b-\x1f\x7f]", told), f"{arguments}: raw control characters: {told!r}")
        if done.returncode != DONE:
            self.assertRegex(told, "mizan: ", arguments)
        return done.returncode, done.stdout, told

    def same(self, *arguments, stdin=b""):
        first, second = (self.run_one(*arguments, *variant, stdin=stdin) for variant in VARIANTS)
        self.assertEqual(first, second, arguments)
        return first

    def compare(self, corpus, name):
        """The results of both variants, which must be one: an exit code and the files."""
        found = []
        for i, variant in enumerate(VARIANTS):
            out = self.folder / f"out-{name}-{i}"
            code, _, told = self.run_one("compare", corpus, "-o", out, "--quiet", *variant)
            self.assertEqual(code == DONE, out.is_dir(), f"{corpus}: exit code {code}\n{told}")
            found.append((code, told, {p.name: p.read_bytes() for p in contents(out)}))
            shutil.rmtree(out, ignore_errors=True)
        self.assertEqual(found[0], found[1], corpus)
        return found[0]

    def inspect(self, path, code):
        found = self.run_one("inspect", path)[0]
        self.assertEqual(found, DONE if path.name in FOUND_WHEN_COUNTED else code, path.name)

    def each(self, paths, check):
        """Two at a time."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for _ in pool.map(check, paths):
                pass
        self.assertEqual([p.name for p in self.folder.iterdir() if p.name.startswith("out-")], [], "something was left behind")

    def test_the_files_are_those_of_their_script(self):
        made = runpy.run_path(str(HOSTILE / "generate.py"))["files"]()
        kept = {str(p.relative_to(HOSTILE)): p.read_bytes() for p in contents(HOSTILE) if p.name not in ("generate.py", "markup.json")}
        self.assertEqual(sorted(made), sorted(kept))
        self.assertEqual([name for name in made if made[name] != kept[name]], [])
        self.assertGreater(len(kept), 200)

    def test_a_text_alone_gives_the_words_that_it_gives_among_others(self):
        texts = contents(HOSTILE / "texts")
        code, together, _ = self.run_one("tokenize", HOSTILE / "texts", "--language", "ar")
        self.assertEqual(code, DONE)
        documents = dict(re.findall(rb'(?ms)^<doc id="([^"]*)"[^\n]*>\n(.*?)^</doc>\n', together))
        self.assertGreater(len(documents), 50)

        def check(path):
            corpus = self.folder / path.name
            corpus.mkdir()
            shutil.copy(path, corpus)
            code, alone, told = self.run_one("tokenize", corpus, "--language", "ar", "-j", "1", "--block", "256")
            name = path.name.removesuffix(".gz").removesuffix(".txt").encode()
            self.assertEqual(code == DONE, name in documents, f"{name}: {code} {told}")
            if code == DONE:
                self.assertEqual(re.sub(rb"\A<doc [^\n]*>\n|</doc>\n\Z", b"", alone), documents[name], name)
        self.each(texts, check)

    def test_gzip_is_refused_where_python_refuses_it(self):
        code, together, _ = self.run_one("tokenize", HOSTILE / "texts", "--language", "ar")
        taken = set(re.findall(r'(?m)^<doc id="(packed-[^"]*)"', together.decode()))
        expected = set()
        for path in contents(HOSTILE / "texts"):
            stored = path.read_bytes()
            if path.suffix == ".gz":
                try:
                    content = gzip.decompress(stored) if stored[:2] == b"\x1f\x8b" else stored
                except (EOFError, OSError, zlib.error):
                    continue
                if b"\0" not in content or content[:2] == b"\xff\xfe":
                    expected.add(path.name.removesuffix(".txt.gz"))
        # RFC 1952 has both checked; Python passes over them.
        self.assertEqual(taken, expected - {"packed-header-crc-wrong", "packed-reserved-flags"})

    def test_all_texts_together(self):
        texts = HOSTILE / "texts"
        self.assertEqual(self.same("inspect", texts)[0], DONE)
        self.assertEqual(self.compare(texts, "texts")[0], DONE)
        code, words, _ = self.same("tokenize", texts)
        self.assertEqual(code, DONE)
        code, terms, _ = self.same("stem", stdin=words)
        self.assertEqual(code, DONE)
        code, _, _ = self.same("vectorize", "--ngrams", "2", "--characters", "4", stdin=terms)
        self.assertEqual(code, DONE)

    def test_tables(self):
        def check(path):
            code, _, _ = self.compare(path, path.name)
            self.inspect(path, code)
        self.each([p for p in contents(HOSTILE / "tables") if p.suffix != ".text"], check)

    def test_lines(self):
        def check(path):
            code, _, _ = self.compare(path, path.name)
            self.inspect(path, code)
        self.each(contents(HOSTILE / "lines"), check)

    def test_vertical_format(self):
        def check(path):
            content = path.read_bytes()
            for command in ("stem", "vectorize"):
                self.same(command, stdin=content)
        self.each(contents(HOSTILE / "vertical"), check)
