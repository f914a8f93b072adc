"""Jensen-Shannon against scipy, Burrows's and Cosine Delta against numpy, from the counts that --weight nnn writes down."""
import csv
import math
import unittest

import numpy
import scipy.io
from scipy.spatial.distance import jensenshannon

from support import CORPORA, SMALL, Case, json, read_results, run, table

DELTA_WORDS = 150


class Distances(Case):
    def counts_of(self, out):
        """Documents by terms, the terms' channels and their counts."""
        matrix = scipy.io.mmread(out / "weights.mtx").toarray()
        vocabulary = table(out / "vocabulary.csv")
        return matrix, [row["channel"] for row in vocabulary], [int(row["count"]) for row in vocabulary]

    def matrix_of(self, out):
        with open(out / "similarity.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        return rows[0][1:], numpy.array([[float(cell) if cell else math.nan for cell in row[1:]] for row in rows[1:]])

    def check(self, kind, expected_of):
        out = self.compare(CORPORA, "--similarity", kind, "--weight", "nnn")
        counts, channels, totals = self.counts_of(out)
        _, found = self.matrix_of(out)
        expected = expected_of(counts, channels, totals)
        numpy.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
        numpy.testing.assert_array_equal(found, found.T)
        return out, found

    def test_jensen_shannon_is_scipys(self):
        def expected(counts, channels, totals):
            rates = counts / counts.sum(axis=1, keepdims=True)
            return numpy.array([[jensenshannon(p, q, base=2) ** 2 if i != k else 0 for k, q in enumerate(rates)]
                                for i, p in enumerate(rates)])
        out, found = self.check("jensen-shannon", expected)
        names, _ = self.matrix_of(out)
        for row in table(out / "neighbours.csv"):
            others = sorted(value for i, value in enumerate(found[names.index(row["document"])])
                            if i != names.index(row["document"]))
            self.assertEqual(float(row["similarity"]), others[int(row["rank"]) - 1], "smallest first")

    def z_scores(self, counts, channels, totals):
        words = [i for i, channel in enumerate(channels) if channel == "word"]
        rates = counts[:, words] / counts[:, words].sum(axis=1, keepdims=True)
        order = sorted(range(len(words)), key=lambda i: (-totals[words[i]], i))
        chosen = [i for i in order if rates[:, i].std() > 1e-15][:DELTA_WORDS]
        rates = rates[:, chosen]
        return (rates - rates.mean(axis=0)) / rates.std(axis=0, ddof=1)

    def test_burrows_delta_is_the_mean_difference_of_z_scores(self):
        def expected(*counts):
            z = self.z_scores(*counts)
            return numpy.abs(z[:, None, :] - z[None, :, :]).mean(axis=2)
        self.check("burrows-delta", expected)

    def test_cosine_delta_is_one_less_their_cosine(self):
        def expected(*counts):
            z = self.z_scores(*counts)
            unit = z / numpy.linalg.norm(z, axis=1, keepdims=True)
            return 1 - unit @ unit.T
        self.check("cosine-delta", expected)

    def test_a_delta_knows_authors_and_counts_stop_words(self):
        out = self.compare(CORPORA, "--similarity", "cosine-delta", "--where", "language=ar")
        source = {row["document"]: row["source"] for row in table(out / "documents.csv")}
        nearest = {row["document"]: row["neighbour"] for row in table(out / "neighbours.csv") if row["rank"] == "1"}
        self.assertGreaterEqual(sum(source[name] == source[nearest[name]] for name in source), 12)  # 13 of 18; 3 at random
        self.assertEqual(json.loads((out / "run.json").read_text())["options"]["stop-words"], "none")
        self.assertEqual(json.loads((out / "run.json").read_text())["options"]["stem"], "none")

    def test_thresholds_keep_what_is_near(self):
        out = self.compare(CORPORA, "--similarity", "jensen-shannon", "--threshold", "0.7")
        pairs = [line.split() for line in (out / "similarity.mtx").read_text().splitlines() if not line.startswith("%")][1:]
        self.assertTrue(pairs)
        self.assertTrue(all(float(value) <= 0.7 for _, _, value in pairs))
        shown = run("nearest", CORPORA, "--similarity", "jensen-shannon", "--threshold", "0.7", check=0).stdout.decode()
        scores = [float(line.split(",")[3]) for line in shown.splitlines()[1:]]
        self.assertEqual(len(scores), 2 * len(pairs))
        self.assertTrue(all(score <= 0.7 for score in scores))

    def test_what_is_told_of_sources_is_a_distance(self):
        out = self.compare(CORPORA, "--similarity", "jensen-shannon")
        names, found = self.matrix_of(out)
        document = {(row["event"], row["source"]): names.index(row["document"]) for row in table(out / "documents.csv")}
        for row in table(out / "sources.csv"):
            if row["event"]:
                place = document[row["event"], row["source_a"]], document[row["event"], row["source_b"]]
                self.assertAlmostEqual(float(row["similarity"]), found[place], delta=1e-15)
                self.assertIn("no-interval: of a distance", row["status"])
                self.assertGreater(float(row["without_names"]), 0)
        claims = {(row["event"], row["a"], row["b"]) for row in table(out / "robustness.csv") if row["kind"] == "most_alike"}
        same = [row for row in table(out / "sources.csv")
                if row["event"] and row["similarity"] and "different-languages" not in row["status"]]
        for event, a, b in claims:
            if event:
                best = min((row for row in same if row["event"] == event), key=lambda row: float(row["similarity"]))
                self.assertEqual((best["source_a"], best["source_b"]), (a, b))

    def test_explain_opens_a_divergence_into_parts_that_add_up(self):
        out = self.compare(CORPORA, "--similarity", "jensen-shannon")
        names, found = self.matrix_of(out)
        for a, b in (("1942-encyclopedia", "1942-historian-today"), ("1950-tokyo-daily", "1925-soviet-paper")):
            shown = run("explain", out, "--documents", a, b, "-k", 100000, "--format", "csv", check=0).stdout.decode()
            parts = {(row["part"], row["channel"], row["term"]): float(row["contribution"])
                     for row in csv.DictReader(shown.splitlines())
                     if not row["part"].startswith(("dated-", "figures-"))}  # days and figures carry no part of their own
            self.assertAlmostEqual(math.fsum(parts.values()), found[names.index(a), names.index(b)], delta=1e-12)
        text = run("explain", out, "--documents", a, b, check=0).stdout.decode()
        self.assertIn(" have a distance of ", text)
        self.assertIn(" % of the distance", text)

    def test_what_a_delta_cannot_do_is_refused(self):
        two = self.corpus({"war/post.txt": "The war began.\n", "war/times.txt": "The war did not end.\n"}, name="two")
        for kind in ("burrows-delta", "cosine-delta"):
            told = run("compare", two, "-o", self.folder / "no", "--similarity", kind, check=64).stderr.decode()
            self.assertIn("give 3 or more", told)
        out = self.compare(self.corpus(SMALL), "--similarity", "burrows-delta")
        names = [row["document"] for row in table(out / "documents.csv")][:2]
        self.assertIn("run compare with", run("explain", out, "--documents", *names, check=64).stderr.decode())
        told = run("compare", two, "-o", self.folder / "no", "--similarity", "jensen-shannon", "--characters", 3, check=64)
        self.assertIn("leave out --characters 3", told.stderr.decode())
        self.assert_clean("no")

    def test_workers_do_not_change_a_byte_and_from_repeats_it(self):
        one = self.compare(CORPORA, "--similarity", "burrows-delta", "-j", "1", out="one")
        other = self.compare(CORPORA, "--similarity", "burrows-delta", "-j", "3", out="other")
        again = self.compare("--from", one / "run.json", out="again")
        self.assertEqual(read_results(one), read_results(other))
        self.assertEqual(read_results(one), read_results(again))


if __name__ == "__main__":
    unittest.main()
