"""mizan concordance: hits, their offsets and contexts, the same for any workers and blocks."""
import csv
import gzip
import io
import re
import unicodedata
import unittest

from support import CORPORA, Case, json, run

TEXTS = {
    "treaty/paper.txt": "وقّعت بريطانيا والاتحاد السُّوفِيتِيّ معاهدة التحالف.\nوكانت المعاهدات السوفياتية كثيرة: «معاهدة» أولى\n",
    "treaty/radio.txt": "Treaties were signed; the treaty\nof London (1942) held. Договор подписан в 1942 году.\n",
    "treaty/press.txt": "中国和苏联签订了条约。\n条约有效\n",
}


def rows(*arguments, **more):
    text = run("concordance", *arguments, "--format", "csv", check=0, **more).stdout.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def plain(text):
    """Without the controls that align a line."""
    return re.sub("[\u200e\u2066\u2067\u2069]", "", text)


class Concordance(Case):
    def setUp(self):
        super().setUp()
        self.texts = self.corpus(TEXTS)

    def check_places(self, hits, pattern):
        """Each hit is at its bytes, and what is read around it is what stands there."""
        self.assertTrue(hits)
        for hit in hits:
            text = TEXTS[hit["document"] + ".txt"].encode()
            start, end = int(hit["start"]), int(hit["end"])
            self.assertEqual(" ".join(text[start:end].decode().split()), hit["match"])
            self.assertRegex(hit["match"], pattern)
            read = " ".join(text.decode().split())
            around = [hit["left"], hit["match"], hit["right"]]
            self.assertIn("".join("".join(around).split()), "".join(read.split()))

    def test_every_form_of_a_word_is_found_at_its_bytes(self):
        hits = rows(self.texts, "السوفيتية")
        self.assertEqual([h["match"] for h in hits], ["السُّوفِيتِيّ", "السوفياتية"])
        self.assertEqual([(h["document"], h["source"], h["event"]) for h in hits], [("treaty/paper", "paper", "treaty")] * 2)
        self.check_places(hits, "السُّوفِيتِيّ|السوفياتية")
        hits = rows(self.texts, "معاهدة")
        self.assertEqual([h["match"] for h in hits], ["معاهدة", "المعاهدات", "معاهدة"])
        self.assertEqual([h["match"] for h in rows(self.texts, "معاهدة", "--match", "surface")], ["معاهدة"] * 2)
        self.assertEqual([h["match"] for h in rows(self.texts, "السوفيتي", "--match", "surface")], ["السُّوفِيتِيّ"],
                         "marks are no part of a surface")

    def test_scripts_and_phrases(self):
        self.check_places(rows(self.texts, "treaty"), "(?i)^treat(y|ies)$")
        self.check_places(rows(self.texts, "treaty of london"), "^treaty of London$")
        self.check_places(rows(self.texts, "договоров"), "^Договор$")
        self.check_places(rows(self.texts, "条约"), "^条约$")
        self.assertEqual(len(rows(self.texts, "条约")), 2)
        self.check_places(rows(self.texts, r"19\d\d", "--match", "regex", "--context", "2"), "^1942$")
        self.assertEqual(len(rows(self.texts, "1942")), 2)

    def test_contexts_stop_with_the_document(self):
        hits = rows(self.texts, "treaties", "--match", "surface", "--context", "3")
        self.assertEqual((hits[0]["left"], hits[0]["right"]), ("", "were signed; the"))
        hits = rows(self.texts, "году", "--context", "3")
        self.assertEqual((hits[0]["left"], hits[0]["right"]), ("подписан в 1942", ""))
        self.assertEqual([h["left"] + h["right"] for h in rows(self.texts, "treaty", "--context", "0")], ["", ""])

    def test_the_same_bytes_for_any_workers_and_blocks(self):
        many = {f"e/{i}.txt": "".join(f"line {j} of the treaty, signed in {1900 + j}\n" for j in range(200)) for i in range(9)}
        folder = self.corpus(many, "many")
        for term in (["treaty"], ["of the treaty"], [r"\w+, signed", "--match", "regex"], ["line", "--sort", "left"],
                     ["in", "--format", "csv", "--context", "50"]):
            wanted = run("concordance", folder, *term, "-j", "1", check=0).stdout
            self.assertGreater(len(wanted), 10000)
            for options in (["-j", "4"], ["-j", "3", "--block", "256"], ["--block", "1M"]):
                self.assertEqual(run("concordance", folder, *term, *options, check=0).stdout, wanted)

    def test_lines_for_people(self):
        text = run("concordance", self.texts, "treaty", check=0).stdout.decode()
        lines = text.splitlines()
        self.assertEqual(lines[-1], "2 hits in 1 of 3 documents")
        self.assertTrue(lines[0].startswith("treaty/radio "))
        self.assertEqual(lines[0].index("Treaties"), lines[1].index("treaty", 12), "aligned at the hit")
        text = run("concordance", self.texts, "معاهدة", check=0).stdout.decode()
        first = [line for line in text.splitlines() if line][0]
        self.assertRegex(plain(first), "السُّوفِيتِيّ +معاهدة +التحالف", "bytes in reading order")
        self.assertIn("\u2067", first)
        widths = {sum(unicodedata.combining(c) == 0 and c not in "\u200e\u2066\u2067\u2069" for c in line)
                  for line in text.splitlines()[:-2]}
        self.assertEqual(len(widths), 1, "lines that run from right to left have one width")
        quiet = run("concordance", self.texts, "treaty", "--quiet", check=0).stdout.decode()
        self.assertEqual(quiet, "\n".join(lines[:-2]) + "\n")

    def test_sorting(self):
        folder = self.corpus({"e/a.txt": "b war z\nA war y\nc war X\n", "e/b.txt": "a war x\n"}, "sorted")
        self.assertEqual([h["left"] for h in rows(folder, "war", "--context", "1", "--sort", "left")], ["A", "a", "b", "c"])
        self.assertEqual([(h["document"], h["right"]) for h in rows(folder, "war", "--context", "1", "--sort", "right")],
                         [("e/a", "X"), ("e/b", "x"), ("e/a", "y"), ("e/a", "z")])

    def test_nothing_found_is_said_and_is_no_failure(self):
        done = run("concordance", self.texts, "zebra", check=0)
        self.assertEqual(done.stdout, b"")
        self.assertIn(b"no hit for 'zebra' in 3 documents", done.stderr)

    def test_bad_terms(self):
        cases = [
            (["(a", "--match", "regex"], b"wrong at character 2: a parenthesis has no partner"),
            (["..."], b"holds no word"),
            ([b"a\xff"], b"not UTF-8"),
        ]
        for arguments, part in cases:
            term = [a.decode(errors="surrogateescape") if isinstance(a, bytes) else a for a in arguments]
            done = run("concordance", self.texts, *term, check=64)
            self.assertIn(part, done.stderr)
            self.assertEqual(done.stdout, b"")
        self.assertIn(b"needs a CORPUS", run("concordance", self.texts, check=64).stderr)
        self.assertIn(b"needs a CORPUS", run("concordance", check=64).stderr)

    def test_a_hostile_expression_is_stopped(self):
        folder = self.corpus({"e/a.txt": "x\n" + "a" * 50 + "b\n"}, "hostile")
        done = run("concordance", folder, "(a+)+$", "--match", "regex", check=64, timeout=60)
        self.assertIn(b"e/a: the regular expression takes too long on the line of 51 bytes at byte 2", done.stderr)

    def test_a_long_line_and_ndjson_and_gzip(self):
        long = "word " * 400000 + "treaty " + "word " * 400000
        self.write("long.ndjson.gz", gzip.compress((json.dumps({"id": "a", "text": long}) + "\n").encode()))
        for term in (["treaty"], ["tre+aty", "--match", "regex"]):
            hits = rows(self.folder / "long.ndjson.gz", *term, "--language", "en")
            self.assertEqual([(h["start"], h["end"], h["left"], h["right"]) for h in hits],
                             [("2000000", "2000006", " ".join(["word"] * 8), " ".join(["word"] * 8))])

    def test_apparatus_is_left_out_unless_kept(self):
        body = "".join(f"Sentence {i} of the body speaks of nothing but itself.\n" for i in range(12))
        folder = self.corpus({"e/a.txt": body + "The treaty held.\nNotes\nOn the treaty see there.\n"}, "notes")
        self.assertEqual(len(rows(folder, "treaty")), 1)
        kept = rows(folder, "treaty", "--keep-apparatus")
        self.assertEqual([h["field"] for h in kept], ["body", "notes"])
        self.assertIn("  notes  ", run("concordance", folder, "treaty", "--keep-apparatus", check=0).stdout.decode())

    @unittest.skipUnless(any(CORPORA.glob("*/*.txt")), "corpora/ has no texts")
    def test_the_sample_corpus_holds_what_grep_finds(self):
        hits = rows(CORPORA, "Khalkhin|خالخين", "--match", "regex", "--keep-apparatus")
        wanted = 0
        for path in list(CORPORA.glob("*/*.txt")) + list(CORPORA.glob("*/*.txt.gz")):
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            try:
                text = data.decode()
            except UnicodeDecodeError:
                text = data.decode("windows-1256")
            wanted += len(re.findall("Khalkhin|خالخين", text))
        self.assertGreater(wanted, 0)
        self.assertEqual(len(hits), wanted)


if __name__ == "__main__":
    unittest.main()
