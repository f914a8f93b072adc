"""make evaluate on sets small enough to score by hand."""
import gzip
import importlib.util
import os
import re
import subprocess
import sys
import unittest

from support import MIZAN, ROOT, Case, json

DOCUMENTS = {"wheat": "The harvest of wheat was poor.", "fleet": "The fleet sailed past the island.",
             "treaty": "Ministers signed the treaty.", "wheat-again": "A poor harvest of wheat, and poor bread."}
QUERIES = [("a", "who signed the treaty", "treaty"), ("b", "where did the fleet sail", "fleet"),
           ("c", "zebra", "wheat"), ("d", "bread", "wheat")]


@unittest.skipUnless(importlib.util.find_spec("numpy"), "python3-numpy is not installed")
class Evaluation(Case):
    def lines(self, name, rows):
        return self.write(name, "".join(json.dumps(row) + "\n" for row in rows))

    def evaluate(self):
        done = subprocess.run(["/usr/bin/python3", ROOT / "tests" / "evaluate" / "evaluate.py", self.folder],
                              env={**os.environ, "MIZAN": MIZAN}, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [[cell.strip() for cell in re.split(r"\|", line)[1:-1]] for line in done.stdout.splitlines()]

    def test_ranks_are_scored_and_a_query_without_hits_is_a_miss(self):
        self.lines("small/documents.ndjson", [{"id": key, "text": text} for key, text in DOCUMENTS.items()])
        self.lines("small/queries.ndjson", [{"id": key, "text": text, "relevant": right} for key, text, right in QUERIES])
        rows = self.evaluate()
        # a and b are right; c shares no word with anything; d has wheat behind wheat-again, at rank 2 or beyond the hits
        words = next(row for row in rows if row[1] == "words")
        self.assertEqual(words[0], "small, 4 queries")
        self.assertEqual(words[2], "0.500")
        self.assertIn((words[3], words[4]), {("0.500", "0.500"), ("0.750", "0.625")})

    def test_the_other_source_is_asked_for_the_same_event(self):
        self.lines("two/documents.ndjson", [{"id": "x", "text": DOCUMENTS["wheat"]}])
        self.lines("two/queries.ndjson", [{"id": "q", "text": "wheat", "relevant": "x"}])
        told = [("a", "harvest", "wheat"), ("a", "sea", "fleet"), ("b", "harvest", "wheat-again"), ("b", "sea", "treaty")]
        self.lines("two/two_sources.ndjson",
                   [{"id": f"{source}-{event}", "source": source, "event": event, "text": DOCUMENTS[text]} for source, event, text in told])
        rows = self.evaluate()
        # of four documents the two on the harvest find each other; those on the sea share no word
        other = next(row for row in rows if row[0].endswith("nearest of other source's"))
        self.assertEqual((other[0], other[2]), ("two, 4 documents, nearest of other source's", "0.500"))

    def test_held_out_titles_ask_for_articles_without_them(self):
        sys.path.insert(0, str(ROOT / "tests" / "evaluate"))
        import held_out
        body = " ".join(f"كلمة{i}" for i in range(30))
        rows = [("one", "أخبار القاهرة", body + " أ"), ("two", "أخبار القاهرة", body + " ب"), ("three", "الولايات", body + " ج"),
                ("four", "مرة أخرى", body + " ج"), ("five", "سوق المال", "قصير"), ("six", "باريس", body + " الأمم")]
        path = self.folder / "articles.gz"
        with gzip.open(path, "wt", encoding="utf-8") as file:
            for key, title, text in rows:
                file.write(json.dumps({"id": key, "title": title, "text": f"{title}\n{text}"}) + "\n")
        found = held_out.articles(path)
        # a title that stands twice asks for nothing; bodies that stand twice are out, and so is a short one
        self.assertEqual([(key, title) for key, title, _ in found], [("one", None), ("two", None), ("six", "باريس")])
        self.assertNotIn("باريس", found[-1][2])
        sets = held_out.make(path, self.folder / "sets")
        damaged = [json.loads(line)["text"] for line in (sets["damaged"] / "documents.ndjson").read_text().splitlines()]
        self.assertIn("األمم", damaged[-1])
        self.assertEqual(len(damaged[-1].splitlines()), 3)


if __name__ == "__main__":
    unittest.main()
