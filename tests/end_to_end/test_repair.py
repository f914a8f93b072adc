"""Clean text, damaged as PDF extraction does it, comes back; clean text stays as it is; what was done is told.

The texts are the project's own and, where they are, the shared retrieval sets. Ten thousand words are damaged, all drawn
from a fixed seed; shares of words that must come back are below what was measured, which --verbose shows.
"""
import gzip
import json
import random
import re
import sys
import unicodedata
import unittest

from support import CORPORA, SHARED, Case, read_results, run, table

LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]+")
WORDS_A_LINE, LINES_A_DOCUMENT = 12, 20


def clean_words():
    """Arabic words of clean texts in their order, without marks."""
    texts = []
    for path in sorted(CORPORA.rglob("*.txt*")):
        data = path.read_bytes()
        texts.append((gzip.decompress(data) if path.suffix == ".gz" else data).decode(errors="replace"))
    for name in ("arcd", "wiki_history"):
        path = SHARED / "eval" / name / "documents.ndjson"
        if path.exists():
            with open(path, encoding="utf-8") as file:
                texts.extend(json.loads(line)["text"] for line, _ in zip(file, range(150)))
    words = []
    for text in texts:
        if re.search("[\u0621-\u064a]", text[:200]):
            text = re.sub("[\u0640\u064b-\u0652\u0670]", "", text)
            words.extend(word for word in LETTERS.findall(text) if len(word) > 1)
    return words


def joining_forms():
    """Isolated, final, initial and medial form of each letter, as Unicode lists them."""
    forms = {}
    for code in range(0xFE80, 0xFEF5):
        kind, *letters = unicodedata.decomposition(chr(code)).split()
        if len(letters) == 1:
            forms.setdefault(chr(int(letters[0], 16)), {})[kind] = chr(code)
    return forms


FORMS = joining_forms()


def shape(word):
    """The word in presentation forms, each letter in the form that its neighbours ask for."""
    shaped = ""
    for i, letter in enumerate(word):
        before = i > 0 and "<initial>" in FORMS.get(word[i - 1], {}) and "<final>" in FORMS[letter]
        behind = i + 1 < len(word) and "<initial>" in FORMS[letter] and "<final>" in FORMS.get(word[i + 1], {})
        kind = ("<medial>" if behind else "<final>") if before else ("<initial>" if behind else "<isolated>")
        shaped += FORMS[letter].get(kind, letter)
    return shaped


class Document:
    """A text that is put together, with the places of what was damaged in it."""

    def __init__(self):
        self.text, self.length, self.cases = [], 0, []

    def add(self, piece):
        place = self.length
        self.text.append(piece)
        self.length += len(piece.encode())
        return place

    def add_line(self, words):
        """Places of the words."""
        places = [self.add(("" if i == 0 else " ") + word) + (i > 0) for i, word in enumerate(words)]
        self.add("\n")
        return places


def tokens(documents):
    """What tokenize makes of the texts: for each document (surface, ((start, end), ...)) word by word."""
    lines = "".join(json.dumps({"id": str(i), "language": "ar", "text": "".join(document.text)}) + "\n"
                    for i, document in enumerate(documents))
    result = []
    for row in run("tokenize", "-", stdin=lines.encode(), check=0).stdout.decode().splitlines():
        if row.startswith("<doc "):
            result.append([])
        elif "\t" in row:
            surface, starts, ends = row.split("\t")
            result[-1].append((surface, tuple(zip(map(int, starts.split(",")), map(int, ends.split(","))))))
    return result


class Damage(Case):
    """Each test damages words in one way and counts those that come back with their places."""

    @classmethod
    def setUpClass(cls):
        cls.words = clean_words()

    def setUp(self):
        super().setUp()
        self.random = random.Random(self.id())

    def lines(self, count, words=WORDS_A_LINE):
        for _ in range(count):
            start = self.random.randrange(len(self.words) - words)
            yield self.words[start:start + words]

    def documents(self, count, damage):
        """Documents whose lines are written by damage(document, words, number of the line)."""
        documents = []
        for _ in range(count):
            document = Document()
            for number, words in enumerate(self.lines(LINES_A_DOCUMENT)):
                damage(document, words, number)
            documents.append(document)
        return documents

    def check(self, documents, is_back, least):
        """is_back(case, words by their first place, raw bytes)"""
        cases = back = 0
        for document, words in zip(documents, tokens(documents)):
            raw = "".join(document.text).encode()
            by_place = {places[0][0]: (index, surface, places) for index, (surface, places) in enumerate(words)}
            for case in document.cases:
                cases += 1
                back += bool(is_back(case, by_place, words, raw))
        print(f"{self._testMethodName}: {back} of {cases} = {100 * back / cases:.1f} %", file=sys.stderr)
        self.assertGreaterEqual(back, least * cases)
        return cases

    def test_words_in_halves(self):
        def damage(document, words, number):
            word = words[-1]
            if number % 3 or len(word) < 3:
                document.add_line(words)
                return
            cut = self.random.randrange(1, len(word))
            places = document.add_line([word[cut:], *words[:-1], word[:cut]])
            document.cases.append((places[-1], word))

        def is_back(case, by_place, words, raw):
            place, word = case
            _, surface, places = by_place.get(place, (0, "", ()))
            return surface == word == b"".join(raw[a:b] for a, b in places).decode()

        self.check(self.documents(450, damage), is_back, .94)

    def test_moved_numbers(self):
        def damage(document, words, number):
            calls = self.random.choice(["عام", "سنة", "لعام", "شباط", "كانون الثاني", "أكتوبر"])
            year = str(self.random.randrange(1800, 2020))
            places = document.add_line([year + words[0], *words[1:], calls] if number % 10 == 0 else words)
            if number % 10 == 0:
                document.cases.append((places[0], calls.split()[-1]))

        def is_back(case, by_place, words, raw):
            place, calls = case
            index = by_place[place][0]
            return index > 0 and words[index - 1][0] == calls and raw[place:place + 4].decode() == words[index][0]

        self.check(self.documents(550, damage), is_back, .97)

    def test_turned_ranges(self):
        def damage(document, words, number):
            if number % 10:
                document.add_line(words)
                return
            years = sorted(self.random.sample(range(1800, 2020), 2))
            dash = self.random.choice(["-", "- ", " - ", " – "])
            document.add(" ".join(words) + " )")
            place = document.add(f"{years[1]}{dash}{years[0]}( ")
            document.add_line(words)
            document.cases.append((place, [str(year) for year in years]))

        def is_back(case, by_place, words, raw):
            index = by_place[case[0]][0]
            return [surface for surface, _ in words[index - 1:index + 1]] == case[1]

        self.check(self.documents(500, damage), is_back, .97)

    def test_swapped_ligatures(self):
        def damage(document, words, number):
            places = document.add_line([re.sub("ل([اأإآ])", "\\1ل", word) for word in words])
            document.cases.extend((place, word) for place, word in zip(places, words) if re.search("ل[اأإآ]", word))

        def is_back(case, by_place, words, raw):
            surface, places = by_place[case[0]][1:]
            return surface == case[1] and sorted(surface) == sorted(raw[slice(*places[0])].decode())

        self.check(self.documents(60, damage), is_back, .95)

    def test_swapped_ligatures_of_lam_and_meem(self):
        def damage(document, words, number):
            swapped = [re.sub("^([وفبك]?[ال])لم(?=..)", "\\1مل", word) for word in words]
            places = document.add_line(swapped)
            document.cases.extend((place, word) for place, word, new in zip(places, words, swapped) if new != word)

        def is_back(case, by_place, words, raw):
            return by_place[case[0]][1] == case[1]

        self.check(self.documents(60, damage), is_back, .97)

    def is_back_in_place(self, case, by_place, words, raw):
        surface, places = by_place[case[0]][1:]
        return surface == case[1] and sorted(surface) == sorted(unicodedata.normalize("NFKC", raw[slice(*places[0])].decode()))

    def test_lines_backwards_in_presentation_forms(self):
        def damage(document, words, number):
            places = document.add_line([shape(word)[::-1] for word in reversed(words)])
            document.cases.extend(zip(places, reversed(words)))

        self.check(self.documents(6, damage), self.is_back_in_place, .97)

    def test_lines_backwards_in_plain_letters(self):
        def damage(document, words, number):
            places = document.add_line([word[::-1] for word in reversed(words)])
            document.cases.extend(zip(places, reversed(words)))

        self.check(self.documents(6, damage), self.is_back_in_place, .97)

    def test_presentation_forms(self):
        def damage(document, words, number):
            document.cases.extend(zip(document.add_line([shape(word) for word in words]), words))

        self.check(self.documents(4, damage), self.is_back_in_place, .99)

    def test_letters_spaced_apart(self):
        def damage(document, words, number):
            if number % 5:
                document.add_line(words)
                return
            for word in words[:4]:
                document.cases.append((document.add(" ".join(word)), word))
                document.add("  ")
            document.add("\n")

        def is_back(case, by_place, words, raw):
            _, surface, places = by_place.get(case[0], (0, "", ()))
            return surface == case[1] == raw[slice(*places[0])].decode().replace(" ", "")

        self.check(self.documents(90, damage), is_back, .97)

    def test_tatweel(self):
        def damage(document, words, number):
            stretched = []
            for word in words:
                cut = self.random.randrange(1, len(word))
                stretched.append(word[:cut] + "ـ" * self.random.randrange(2, 6) + word[cut:])
            document.cases.extend(zip(document.add_line(stretched), words))

        def is_back(case, by_place, words, raw):
            surface, places = by_place[case[0]][1:]
            return surface == case[1] == raw[slice(*places[0])].decode().replace("ـ", "")

        self.check(self.documents(4, damage), is_back, 1)


class CleanText(Case):
    def assert_unchanged(self, *corpus, stdin=b""):
        mended = run("tokenize", *corpus, stdin=stdin, check=0).stdout
        self.assertEqual(run("tokenize", *corpus, "--repair", "none", stdin=stdin, check=0).stdout, mended)
        self.assertGreater(mended.count(b"\n"), 1000)

    def test_the_texts_of_the_project_stay_as_they_are(self):
        self.assert_unchanged(CORPORA)

    def test_lines_broken_by_force_are_not_taken_for_turned_ones(self):
        words = clean_words()
        lines = "\n".join(" ".join(words[i:i + WORDS_A_LINE]) for i in range(0, len(words), WORDS_A_LINE))
        self.assert_unchanged("-", stdin=(json.dumps({"id": "a", "language": "ar", "text": lines}) + "\n").encode())

    @unittest.skipUnless((SHARED / "eval").is_dir(), "no shared retrieval sets")
    def test_clean_sets_stay_as_they_are_but_for_stretched_words(self):
        for name in ("arcd", "xquad_ar", "xquad_en", "xquad_ru", "xquad_zh", "wiki_history"):
            path = SHARED / "eval" / name / "documents.ndjson"
            mended, written = (run("tokenize", path, "--repair", kind, check=0).stdout.decode().splitlines()
                               for kind in ("auto", "none"))
            self.assertEqual(len(mended), len(written))
            for new, old in zip(mended, written):
                if new != old:
                    self.assertIn("ــ", old)
                    self.assertEqual(new, old.replace("ـ", ""))


DAMAGED = ("ريطانية كانت الصحف تكتب عن السياسة الب\n"
           "1925عمد الحزب بعد توليه السلطة في بريطانيا عام\n"
           "الدور الذي أدته )1922- 1918( في الحرب\n"
           "الحزب االشتراكي\n")


class Account(Case):
    def setUp(self):
        super().setUp()
        self.corpus({"a/one.txt": DAMAGED * 2 + "الحكومة البريطانيـــة", "a/two.txt": "كانت الصحف تكتب عن السياسة"})

    def test_each_repair_is_counted_and_listed_with_its_places(self):
        out = self.compare(self.folder / "corpus", "--list-repairs", "--language", "ar")
        one, two = table(out / "documents.csv")
        rows = table(out / "repairs.csv")
        self.assertEqual(int(one["repairs"]), len(rows))
        self.assertEqual(two["repairs"], "0")
        for kind in ("halves", "numbers", "ranges", "lam_alef", "tatweel"):
            self.assertEqual(int(one["repaired_" + kind]), sum(row["kind"] == kind for row in rows), kind)
            self.assertGreater(int(one["repaired_" + kind]), 0, kind)
        raw = (self.folder / "corpus" / "a" / "one.txt").read_bytes()
        for row in rows:
            places = [(int(row["start"]), int(row["end"]))]
            if row["second_start"]:
                places.append((int(row["second_start"]), int(row["second_end"])))
            text = " ".join(raw[a:b].decode() for a, b in places)
            self.assertIn(text if row["kind"] != "numbers" else text.split()[0], row["written"])
        self.assertIn("words in halves", run("compare", self.folder / "corpus", "-o", self.folder / "shown",
                                             "--language", "ar", check=0).stdout.decode())

    def test_results_do_not_depend_on_workers_or_blocks_and_a_run_repeats_itself(self):
        first = self.compare(self.folder / "corpus", "--list-repairs", "--language", "ar", "-j", 1)
        for name, options in (("j", ("-j", 4)), ("block", ("--block", 256))):
            other = self.compare(self.folder / "corpus", "--list-repairs", "--language", "ar", *options, out=name)
            self.assertEqual(read_results(other), read_results(first))
        again = self.compare("--from", first / "run.json", out="again")
        self.assertEqual(read_results(again), read_results(first))

    def test_none_leaves_all_as_it_is(self):
        out = self.compare(self.folder / "corpus", "--repair", "none", "--language", "ar")
        self.assertEqual({row["repairs"] for row in table(out / "documents.csv")}, {"0"})
        self.assertEqual(json.loads((out / "run.json").read_text())["options"]["repair"], "none")
        self.assertNotIn("البريطانية:", (out / "vocabulary.csv").read_text())
        self.assertFalse((out / "repairs.csv").exists())
        self.assertEqual(run("tokenize", self.folder / "corpus", "--repair", "some").returncode, 64)

    def test_the_filters_and_the_concordance_read_mended_words(self):
        words = run("tokenize", self.folder / "corpus", "--language", "ar", check=0).stdout
        self.assertRegex(words.decode(), r"\nالبريطانية\t\d+,0\t\d+,14\n")
        self.assertIn("البريطانية\t", run("stem", stdin=words, check=0).stdout.decode())
        hits = run("concordance", self.folder / "corpus", "السلطة", "--language", "ar", "--format", "csv",
                   check=0).stdout.decode()
        self.assertIn("عام 1925", hits)

    def test_a_line_of_a_megabyte_is_no_trouble(self):
        text = ("كانت الصحف تكتب 1925عن )1922- 1918( السياسة ا ل ع ر ب االشتراكي " * 14000 + "عام")
        lines = (json.dumps({"id": "a", "language": "ar", "text": text}) + "\n").encode()
        whole = run("tokenize", "-", "-j", 1, stdin=lines, check=0).stdout
        self.assertEqual(run("tokenize", "-", "-j", 3, "--block", 4096, stdin=lines, check=0).stdout, whole)
        self.assertEqual(whole.count("\nالاشتراكي\t".encode()), 14000)


if __name__ == "__main__":
    unittest.main()
