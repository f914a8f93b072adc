"""What is left out of the comparison: listed run by run, and no word lost."""
import unittest
from collections import Counter

from support import CORPORA, Case, json, run, table

FIELDS = ["notes", "appended", "other_script", "residue", "repeated"]

ARTICLE = ("Peace was made in Moscow after long talks, and the newspapers of both capitals praised it for weeks.\n"
           "The Times of London\n"
           "Nobody knew then how short it would be; the ministers dined, spoke and left by train (1).\n"
           "The Times of London 14\n"
           "They called it \u0434\u043e\u0433\u043e\u0432\u043e\u0440 \u043e \u0434\u0440\u0443\u0436\u0431\u0435 \u0438 "
           "\u043c\u0438\u0440\u0435 \u043d\u0430\u0440\u043e\u0434\u043e\u0432 in Moscow.\n"
           "Wheat was sold, cattle was bought, and the dry summer of that year was soon forgotten by all.\n"
           "Notes\n12. A. Author, A book, 1931.\n13. B. Author, Another book, with a very long title that nobody "
           "could ever read to its end, 1932.\n")


class Listing(Case):
    def listed(self, *arguments, text=ARTICLE):
        folder = self.corpus({"peace/paper.txt": text, "peace/radio.txt": "Peace in Moscow.\n"})
        return self.compare(folder, *arguments)

    def test_each_run_has_its_bytes_words_and_text(self):
        rows = table(self.listed() / "apparatus.csv")
        raw = ARTICLE.encode()
        self.assertEqual([(row["field"], row["words"], row["excerpt"]) for row in rows], [
            ("residue", "1", "1"),
            ("repeated", "5", "The Times of London 14"),
            ("other_script", "6", "\u0434\u043e\u0433\u043e\u0432\u043e\u0440 \u043e \u0434\u0440\u0443\u0436\u0431\u0435 "
                                  "\u0438 \u043c\u0438\u0440\u0435 \u043d\u0430\u0440\u043e\u0434\u043e\u0432"),
            ("notes", "26", "Notes 12. A. Author, A book, 1931 13. B. Author, Another book, with a very long…"),
        ])
        self.assertTrue(all(row["document"] == "peace/paper" for row in rows))
        self.assertEqual(raw[int(rows[1]["start"]):int(rows[1]["end"])].decode(), "The Times of London 14")
        self.assertTrue(raw[int(rows[3]["start"]):int(rows[3]["end"])].decode().endswith("read to its end, 1932"))

    def test_it_is_the_same_when_the_words_are_kept_and_for_any_block(self):
        whole = (self.listed() / "apparatus.csv").read_bytes()
        for arguments in (["--keep-apparatus"], ["--block", "256", "-j", "2"]):
            self.assertEqual((self.compare(self.folder / "corpus", *arguments, out="other")
                              / "apparatus.csv").read_bytes(), whole)
            self.folder.joinpath("other").rename(self.folder / ("other" + arguments[0]))

    def test_a_clean_text_lists_nothing(self):
        out = self.listed(text="Peace was made in Moscow.\n")
        self.assertEqual((out / "apparatus.csv").read_bytes(), b"document,field,start,end,words,excerpt\r\n")

    def test_the_summary_tells_the_words_by_field(self):
        self.listed()
        shown = run("compare", self.folder / "corpus", "-o", self.folder / "shown", check=0).stdout.decode()
        self.assertIn("38 words in 1 document (notes 26, other scripts 6, page residue 1, repeated lines 5)", shown)


class Sums(Case):
    """Every word is in some field: what tokenize shows, documents.csv counts and apparatus.csv lists agree."""

    def check(self, corpus):
        out = self.compare(corpus)
        shown = Counter()
        for line in run("tokenize", corpus, check=0).stdout.decode().splitlines():
            if line.startswith("<doc "):
                document = line.split('id="', 1)[1].split('"', 1)[0]
            elif not line.startswith("<"):
                shown[document] += 1
        listed = Counter()
        for row in table(out / "apparatus.csv"):
            listed[row["document"], row["field"]] += int(row["words"])
        documents = table(out / "documents.csv")
        for row in documents:
            self.assertEqual(int(row["tokens"]) + sum(int(row[field]) for field in FIELDS), shown[row["document"]])
            for field in FIELDS:
                self.assertEqual(int(row[field]), listed[row["document"], field], (row["document"], field))
        counts = json.loads((out / "run.json").read_text())["counts"]
        for field in FIELDS:
            self.assertEqual(counts["apparatus"][field], sum(int(row[field]) for row in documents))
        return documents

    def test_of_a_text_with_every_kind(self):
        self.check(self.corpus({"a/b.txt": ARTICLE, "a/c.txt": "Text.\nRead also:\nAnother text\n"}))

    def test_of_the_corpora(self):
        self.check(CORPORA)


if __name__ == "__main__":
    unittest.main()
