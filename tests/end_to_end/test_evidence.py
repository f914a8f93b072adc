"""The evidence in report.html: lines at their bytes, shares as mizan explain has them, bounded for any corpus."""
import csv
import gzip
import io
import json
import random
import re
import unittest

from support import Case, run

TEXTS = {
    "treaty/paper.txt": "The Soviet treaty was signed in Moscow in 1942. Treaties bind nations; 357 members voted.\n",
    "treaty/radio.txt": "A treaty with the Soviet Union: the treaty of London, 26 May 1942. Harvest songs followed.\n",
    "treaty/pravda.txt": "The Soviet people greet the treaty. Soviet workers sang in Moscow on 26 May 1942.\n",
    "عهد/صحيفة.txt": "وقعت بريطانيا والاتحاد السوفيتي معاهدة التحالف في لندن عام 1942.\nوالمعاهدة لعشرين عاما.\n",
    "عهد/إذاعة.txt": "معاهدة لندن: بريطانيا تحالف السوفيت.\n",
}


def evidence(out):
    page = (out / "report.html").read_text(encoding="utf-8")
    return json.loads(re.search(r'<script type="application/json" id="mizan-evidence">(.*?)</script>', page, re.S).group(1))


def shares(found, event, *sources):
    sides = [next(i for i, s in enumerate(found["sides"]) if s[4] and s[:2] == [event, source]) for source in sources]
    pair = next(p for p in found["pairs"] if p[:2] == sides)
    return {found["terms"][term][1]: share for term, share in zip(pair[3][::2], pair[3][1::2])}


class Evidence(Case):
    def check_lines(self, found, read, least):
        checked = 0
        for document, start, end, left, match, right in found["lines"]:
            name, _, is_own = found["documents"][document]
            if is_own:
                self.assertEqual(" ".join(read(name)[start:end].decode().split()), match)
                checked += 1
        self.assertGreaterEqual(checked, least)

    def test_each_line_is_at_its_bytes_with_what_is_read_around_it(self):
        out = self.compare(self.corpus(TEXTS))
        found = evidence(out)
        self.check_lines(found, lambda name: TEXTS[name + ".txt"].encode(), 20)
        for document, _, _, left, match, right in found["lines"]:
            text = " ".join(TEXTS[found["documents"][document][0] + ".txt"].split())
            self.assertRegex(text, re.escape(left) + r"\s?" + re.escape(match) + r"\s?" + re.escape(right))
        self.assertEqual(found["left_out"]["missing"], "")
        self.assertEqual(found["left_out"]["lines"], found["left_out"]["shown_lines"])

    def test_shares_are_those_that_explain_gives(self):
        out = self.compare(self.corpus(TEXTS))
        text = run("explain", out, "--event", "treaty", "--sources", "paper", "radio", "--format", "csv", "--quiet", check=0).stdout.decode()
        wanted = {r["term"]: float(r["share"]) for r in csv.DictReader(io.StringIO(text, newline="")) if r["part"] == "shared"}
        found = shares(evidence(out), "treaty", "paper", "radio")
        self.assertGreater(len(found), 2)
        for term, share in found.items():
            self.assertAlmostEqual(share, wanted[term], delta=5.1e-5)

    def test_lists_say_what_sets_apart_and_what_is_left_out(self):
        found = evidence(self.compare(self.corpus(TEXTS)))
        sides = {s[1]: i for i, s in enumerate(found["sides"]) if s[4]}
        pair = next(p for p in found["pairs"] if p[:2] == [sides["paper"], sides["radio"]])
        names = [[found["terms"][t][1] for t in part] for part in pair[4:8]]
        self.assertIn("bind", names[0])          # paper alone
        self.assertIn("harvest", names[1])       # radio alone
        self.assertIn("date:1942-05-26", names[2])  # paper has not, pravda has too
        self.assertIn("moscow", names[3])        # radio has not, pravda has too

    def test_gzip_and_lines_of_json_are_read_again(self):
        self.write("e/a.txt.gz", gzip.compress(b"The treaty was signed in London.\n"))
        self.write("e/b.txt", "London saw the treaty signed.\n")
        found = evidence(self.compare(self.folder / "e" / ".."))
        self.assertGreater(found["left_out"]["shown_lines"], 0)
        lines = "".join(json.dumps({"id": k, "source": k, "event": "e", "text": f"The treaty {k} was signed in London."}) + "\n" for k in "abc")
        found = evidence(self.compare(self.write("c.ndjson", lines), out="out2"))
        self.assertEqual({found["documents"][line[0]][0] for line in found["lines"]}, set("abc"))

    def test_standard_input_has_its_lines_however_it_comes(self):
        lines = "".join(json.dumps({"id": k, "source": k, "event": "e", "text": f"The treaty {k} was signed in London."}) + "\n" for k in "abc")
        piped = self.compare("-", stdin=lines.encode())
        found = evidence(piped)
        self.assertEqual({found["documents"][line[0]][0] for line in found["lines"]}, set("abc"))
        self.assertEqual(found["left_out"]["missing"], "")
        self.assertEqual(len(found["pairs"]), 3)
        packed = self.compare("-", stdin=gzip.compress(lines.encode()), out="packed")
        self.assertEqual(evidence(packed)["lines"], found["lines"])

    def test_a_page_of_two_hundred_sources_stays_below_five_megabytes(self):
        rng = random.Random(7)
        words = [f"كلمة{i}" for i in range(4000)]
        lines = [json.dumps({"id": f"d{i}", "source": f"source-{i:03}", "event": "e", "language": "ar",
                             "text": " ".join(words[int(4000 * rng.random() ** 3)] for _ in range(500)) + "."}, ensure_ascii=False) for i in range(200)]
        out = self.compare(self.write("c.ndjson", "\n".join(lines) + "\n"), "--robustness", "none")
        self.assertLess((out / "report.html").stat().st_size, 5_000_000)
        found = evidence(out)
        self.assertEqual(found["left_out"]["pairs"], 200 * 199 // 2)
        self.assertEqual(len({side for pair in found["pairs"] for side in pair[:2]}), 200)
        self.assertGreater(len(found["lines"]), 3000)


if __name__ == "__main__":
    unittest.main()
