"""Robustness: what the grid says in one pass is what single runs with the same options say; what was not tried is named."""
import itertools
import math
import unittest

from support import CORPORA, SHARED, SMALL, Case, json, read_results, run, table

SEEDS = SHARED / "corpora" / "seeds"


def options_of(name):
    """The options of a setting's name, or None where no options do the same."""
    return None if "without names" in name or "cut to" in name else name.split()


def grid():
    for stem, stop, weight, similarity in itertools.product(("auto", "snowball", "none"), ("auto", "none"),
                                                            ("auto", "sklearn-sublinear"), ("corrected", "cosine")):
        yield f"--stem {stem} --stop-words {stop} --weight {weight} --similarity {similarity}"
    for weight, similarity in itertools.product(("auto", "sklearn-sublinear"), ("corrected", "cosine")):
        yield f"--stem auto --stop-words auto --weight {weight} --similarity {similarity} --keep-apparatus"


def fails(row):
    return set(row["fails_in"].split("; ")) - {""}


class Robustness(Case):
    def check_against_single_runs(self, corpus, names):
        rows = table(self.compare(corpus, out="main") / "robustness.csv")
        claims = [row for row in rows if row["kind"] == "nearest_document"]
        self.assertTrue(claims)
        for name in names:
            out = self.compare(corpus, "--robustness", "none", "--force", *options_of(name), out="single")
            nearest = {row["document"]: row for row in table(out / "neighbours.csv") if row["rank"] == "1"}
            for row in claims:
                found = nearest.get(row["a"], {"neighbour": "", "similarity": "0"})
                holds = found["neighbour"] == row["b"] and float(found["similarity"]) > 0
                self.assertEqual(holds, name not in fails(row), (name, row["a"], row["b"], found))
        return rows

    def test_each_setting_says_what_a_run_with_its_options_says(self):
        self.check_against_single_runs(CORPORA, list(grid())[::3])

    @unittest.skipUnless(SEEDS.exists(), "the seeds are not there")
    def test_the_seeds_too(self):
        rows = self.check_against_single_runs(SEEDS, list(grid())[1::5])
        self.assertTrue(all(0 < int(row["settings"]) <= 36 for row in rows))

    def test_pairs_of_sources_on_an_event_are_ordered_as_single_runs_order_their_documents(self):
        out = self.compare(CORPORA, out="main")
        documents = {(row["event"], row["source"]): row["document"] for row in table(out / "documents.csv")}
        rows = [row for row in table(out / "robustness.csv") if row["kind"] == "pairs" and row["event"]]
        self.assertTrue(rows)
        names = list(grid())[::7]
        for name in names:
            single = self.compare(CORPORA, "--robustness", "none", "--force", *options_of(name), "--top", "100",
                                  out="single")
            similarity = {(row["document"], row["neighbour"]): float(row["similarity"])
                          for row in table(single / "neighbours.csv") if row["similarity"]}
            for row in rows:
                first, second = (similarity.get((documents[row["event"], row[x]], documents[row["event"], row[y]]),
                                                math.nan) for x, y in ("ab", "cd"))
                if abs(first - second) > 1e-9:
                    self.assertEqual(first > second, name not in fails(row), (name, row["statement"], first, second))

    def test_counts_agree_with_the_lists_and_the_summary(self):
        shown = run("compare", CORPORA, "-o", self.folder / "out", check=0).stdout.decode()
        rows = table(self.folder / "out" / "robustness.csv")
        settings = json.loads((self.folder / "out" / "run.json").read_text())["robustness"]["settings"]
        for row in rows:
            self.assertEqual(int(row["settings"]), settings)
            self.assertEqual(len(fails(row)), settings - int(row["holds"]))
            self.assertAlmostEqual(float(row["share"]), int(row["holds"]) / settings, places=12)
        self.assertIn(f" of {settings} settings.\n", shown)
        kinds = {(row["kind"], bool(row["event"])) for row in rows}
        self.assertEqual(kinds, {("nearest_document", False), ("nearest_source", True), ("nearest_source", False),
                                 ("pairs", True), ("pairs", False), ("most_alike", True), ("most_alike", False)})

    def test_nothing_depends_on_workers_or_blocks(self):
        one = read_results(self.compare(CORPORA, "-j", "1", out="one"))
        other = read_results(self.compare(CORPORA, "-j", "3", "--block", "4K", out="other"))
        self.assertEqual(one["robustness.csv"], other["robustness.csv"])

    def test_what_bears_on_nothing_is_left_out_and_named(self):
        out = self.compare(self.corpus(SMALL))
        told = json.loads((out / "run.json").read_text())["robustness"]
        # English: --stem auto is Snowball; there is no apparatus, and no text has 400 words.
        self.assertEqual(told["settings"], (2 * 2 + 1) * 2 * 2)
        self.assertEqual([text.split(",")[0] for text in told["left_out"]],
                         ["--stem snowball", "apparatus kept", "texts cut to one length"])

    def test_without_a_grid_a_reason_stands_in_its_place(self):
        texts = {f"{i}.txt": f"The harvest number {chr(97 + i % 26) * 3} of the wheat was poor in {1700 + i}.\n"
                 for i in range(201)}
        corpus = self.corpus(texts)
        for options, reason in (([], "more than 200 documents"), (["--ngrams", "2"], "--ngrams"),
                                (["--min-df", "2"], "--min-df")):
            out = self.compare(corpus, *options, "--force")
            self.assertIn(reason, json.loads((out / "run.json").read_text())["robustness"]["missing"])
            rows = table(out / "robustness.csv")
            self.assertEqual(len(rows), 1)
            self.assertIn(reason, rows[0]["status"])
        self.assertIsNone(json.loads((self.compare(corpus, "--robustness", "none", "--force") /
                                      "run.json").read_text()).get("robustness"))
        self.assertFalse((self.folder / "out" / "robustness.csv").exists())
        full = table(self.compare(corpus, "--robustness", "full", "--force") / "robustness.csv")
        self.assertGreater(int(full[0]["settings"]), 0)


if __name__ == "__main__":
    unittest.main()
