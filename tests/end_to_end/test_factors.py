"""factors.csv: what goes with event, source and language, against vegan's adonis2 and means written down once more."""
import csv
import math
import pathlib
import shutil
import subprocess
import unittest

from support import CORPORA, Case, table

RSCRIPT = shutil.which("Rscript")
HAS_VEGAN = RSCRIPT is not None and subprocess.run([RSCRIPT, "-e", "library(vegan)"], capture_output=True).returncode == 0
ADONIS = """suppressMessages(library(vegan))
s <- as.matrix(read.csv("similarity.csv", check.names = FALSE)[, -1])
d <- read.csv("documents.csv", colClasses = "character")
m <- data.frame(event = factor(d$event), source = factor(d$source), language = factor(d$language))
r <- adonis2(as.dist(sqrt(pmax(1 - s, 0))) ~ event + source + language, data = m, by = "margin", permutations = 9)
cat(rownames(r), "\n", r$Df, "\n", format(r$R2, digits = 15), "\n")
"""


class Factors(Case):
    def rows(self, out):
        return {(row["name"], row["languages"]): row for row in table(out / "factors.csv")}

    def test_means_are_those_of_the_matrix(self):
        out = self.compare(CORPORA)
        facts = {row["document"]: row for row in table(out / "documents.csv")}
        with open(out / "similarity.csv", newline="", encoding="utf-8") as file:
            matrix = list(csv.DictReader(file))
        groups = {}
        for i, row in enumerate(matrix):
            for other in matrix[i + 1:]:
                a, b = facts[row["document"]], facts[other["document"]]
                relation = ("same event, other source" if a["event"] == b["event"]
                            else "other event, same source" if a["source"] == b["source"] else "other event, other source")
                languages = "same" if a["language"] == b["language"] else "different"
                groups.setdefault((relation, languages), []).append(float(row[other["document"]]))
        found = {key: row for key, row in self.rows(out).items() if row["kind"] == "pairs"}
        self.assertEqual(set(found), set(groups))
        for key, values in groups.items():
            self.assertEqual(int(found[key]["pairs"]), len(values))
            self.assertAlmostEqual(float(found[key]["similarity"]), math.fsum(values) / len(values), delta=1e-12)

    @unittest.skipUnless(HAS_VEGAN, "R with vegan (packages r-base-core, r-cran-vegan) is not installed")
    def test_shares_are_those_of_adonis2(self):
        out = self.compare(CORPORA)
        made = subprocess.run([RSCRIPT, "-e", ADONIS], cwd=out, capture_output=True, text=True, check=True).stdout
        _, degrees, shares = (line.split() for line in made.strip().splitlines())
        found = self.rows(out)
        for place, name in enumerate(("event", "source", "language", "none of these")):
            row = found[name, ""]
            self.assertEqual(row["degrees"], degrees[place])
            self.assertAlmostEqual(float(row["share"]), float(shares[place]), delta=1e-12)

    def test_too_few_events_are_named_and_no_cell_is_nan(self):
        out = self.compare(self.corpus({f"{event}/{source}.txt": f"The {event} began at the river in spring.\n"
                                        for event in ("war", "flood", "strike") for source in ("post", "times")
                                        if (event, source) != ("war", "times")}))
        self.assertEqual(self.rows(out)["source", ""]["status"], "no-shares: times tells 2 events, and it takes 3 of each source")
        self.assertNotIn("nan", pathlib.Path(out / "factors.csv").read_text().lower())

    def test_a_corpus_without_events_has_a_header_alone(self):
        lines = "".join(f'{{"id": "{i}", "text": "The war began at the river.", "source": "s{i}"}}\n' for i in range(3))
        out = self.compare(self.write("texts.ndjson", lines))
        self.assertEqual(len((out / "factors.csv").read_text().splitlines()), 1)


class Centred(Case):
    def test_with_ten_events_it_is_worked_out_from_the_matrix(self):
        words = ["treaty", "harbor", "minister", "railway", "harvest", "winter", "letter", "bridge", "mill", "council"]
        out = self.compare(self.corpus({
            f"event{e:02}/{source}.txt": " ".join([f"topic{chr(97 + e)}"] * (e + 2) + words[:4 + e % 6] * (i + 1)) + ".\n"
            for e in range(11) for i, source in enumerate(("post", "times"))}), "--language", "en")
        with open(out / "similarity.csv", newline="", encoding="utf-8") as file:
            matrix = {row["document"]: row for row in csv.DictReader(file)}
        events = [f"event{e:02}" for e in range(11)]
        value = {(a, b): float(matrix[f"{a}/post"][f"{b}/times"]) for a in events for b in events}
        unrelated = {key: v for key, v in value.items() if key[0] != key[1]}
        whole = math.fsum(unrelated.values()) / len(unrelated)
        for row in table(out / "sources.csv")[:-1]:
            e = row["event"]
            lines = [math.fsum(v for key, v in unrelated.items() if key[side] == e) / 10 for side in (0, 1)]
            self.assertAlmostEqual(float(row["centred"]), value[e, e] - sum(lines) + whole, delta=1e-12)
            self.assertNotIn("no-centring", row["status"])
        lengths = {row["name"]: row for row in table(out / "factors.csv") if row["kind"] == "length"}
        self.assertEqual(lengths["centred"]["pairs"], "110")
        self.assertLess(abs(float(lengths["centred"]["correlation"])), abs(float(lengths["similarity"]["correlation"])))


if __name__ == "__main__":
    unittest.main()
