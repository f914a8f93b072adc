"""--reference-corpus: two sources beside texts on other matters, worked out a second time from the filters' output."""
import math
import random
import statistics
import unittest

from support import Case, corrected, json, read_results, run, table
from test_sources import Oracle

ADDED = ("reference_pairs", "reference_mean", "reference_deviation", "reference_z")


class Reference(Oracle):
    def texts(self, count, words=500, name="other.ndjson", language="en"):
        """Texts that share common words with make()'s, and have words that no text of the corpus has."""
        generator = random.Random(11)
        common = ["minister", "treaty", "border", "river", "army", "letter", "harvest", "winter", "bridge", "railway"]
        lines = []
        for number in range(count):
            own = [f"{c}amp{v}rog" for c in "bdfkl" for v in "aeiou"][number % 20:number % 20 + 5] + [f"z{chr(97 + number % 26)}rm"]
            drawn = [generator.choice(own if generator.random() < .5 else common) for _ in range(words)]
            text = " ".join(drawn[i:i + 20] and " ".join(drawn[i:i + 20]).capitalize() + "." for i in range(0, words, 20))
            lines.append(json.dumps({"id": f"r{number}", "language": language, "source": "elsewhere", "text": text}))
        return self.write(name, "\n".join(lines) + "\n")

    def test_mean_deviation_and_z_are_those_of_the_formula(self):
        corpus, other = self.make(28), self.texts(12)
        options = ["--language", "en", "--weight", "sklearn", "--background", "none", "--similarity", "corrected"]
        out = self.compare(corpus, *options, "--reference-corpus", other)
        told, idf = self.segments(corpus), self.idf(out, 18)
        unseen = math.log(19 / 2) + 1  # as a word of one document
        rows = [json.loads(line) for line in other.read_text().splitlines()]
        placed = self.write("placed.ndjson", "\n".join(json.dumps({**row, "event": row["id"]}) for row in rows) + "\n")
        texts = [document for document in self.segments(placed).values()]
        self.assertEqual(len(texts), 12)
        for text in texts:
            self.assertTrue(set(self.total(text)) - set(idf), "a text without words of its own proves little")
            idf.update({term: unseen for term in self.total(text) if term not in idf})
        pairs = [row for row in table(out / "sources.csv") if row["event"]]
        self.assertEqual(len(pairs), 9)
        for row in pairs:
            sides = [told[row["event"], row["source_a"]], told[row["event"], row["source_b"]]]
            values = [corrected(self.total(side), self.total(text), idf, self.lead(side), self.lead(text))
                      for side in sides for text in texts]
            self.assertEqual(row["reference_pairs"], "24")
            self.near(row["reference_mean"], statistics.fmean(values), row)
            self.near(row["reference_deviation"], statistics.stdev(values), row)
            self.near(row["reference_z"], (float(row["similarity"]) - statistics.fmean(values)) / statistics.stdev(values), row)
            self.assertNotIn("no-reference", row["status"])
            self.assertGreater(float(row["reference_z"]), 2)
        overall = [row for row in table(out / "sources.csv") if not row["event"]]
        for row in overall:
            self.near(row["reference_z"], statistics.fmean(
                float(pair["reference_z"]) for pair in pairs if (pair["source_a"], pair["source_b"]) == (row["source_a"], row["source_b"])), row)
            self.assertEqual([row[name] for name in ADDED[:3]], ["", "", ""])
        # explain reads what compare read, and finds it unchanged
        shown = run("explain", out, "--event", "event-0", "--sources", "globe", "post", check=0).stdout.decode()
        self.assertIn("globe", shown)
        other.write_text(other.read_text().replace("Minister", "Monster"))
        self.assertIn("other.ndjson", run("explain", out, "--event", "event-0", "--sources", "globe", "post",
                                          check=65).stderr.decode())

    def test_nothing_else_changes_and_the_bytes_are_the_same_for_any_workers(self):
        corpus, other = self.make(28, events=2), self.texts(14)
        plain = read_results(self.compare(corpus, "--language", "en", "--characters", "3", "--report", "none", out="plain"))
        first = read_results(self.compare(corpus, "--language", "en", "--characters", "3", "--report", "none", "--reference-corpus", other, "-j", 1))
        again = read_results(self.compare(corpus, "--language", "en", "--characters", "3", "--report", "none", "--reference-corpus", other, "-j", 3,
                                          "--memory", "120M", "--block", "256", out="again"))
        self.assertEqual(first, again)
        self.assertEqual(set(plain), set(first))
        for name in set(plain) - {"sources.csv", "run.json"}:
            self.assertEqual(plain[name], first[name], name)
        before, after = table(self.folder / "plain/sources.csv"), table(self.folder / "out/sources.csv")
        for old, new in zip(before, after, strict=True):
            self.assertEqual({k: v for k, v in old.items() if k not in (*ADDED, "status")},
                             {k: v for k, v in new.items() if k not in (*ADDED, "status")})
            self.assertEqual([old[name] for name in ADDED], [""] * 4)
            if new["event"]:
                self.assertIn("no-reference: none given", old["status"])
        run_json = json.loads(first["run.json"])
        self.assertEqual(run_json["options"]["reference-corpus"], str(other))
        self.assertEqual(run_json["counts"]["reference_documents"], 14)
        self.assertEqual(run_json["counts"]["documents"], 12)
        self.assertIn(str(other), [row["path"] for row in run_json["inputs"]])
        repeated = self.compare("--from", self.folder / "out/run.json", out="repeated")
        self.assertEqual(read_results(repeated)["sources.csv"], first["sources.csv"])
        told = run("check", self.folder / "plain", self.folder / "out").stdout.decode()
        self.assertIn("--reference-corpus", told)

    def test_every_distance_has_it_and_the_greater_z_is_the_nearer(self):
        corpus, other = self.make(28, events=1), self.texts(12)
        for measure in ("cosine", "jensen-shannon", "burrows-delta", "cosine-delta"):
            out = self.compare(corpus, "--language", "en", "--similarity", measure, "--reference-corpus", other, out=measure)
            for row in table(out / "sources.csv"):
                sign = 1 if measure == "cosine" else -1
                if row["event"]:
                    z = (float(row["similarity"]) - float(row["reference_mean"])) / float(row["reference_deviation"]) * sign
                    self.near(row["reference_z"], z, (measure, row))
                    self.assertGreater(float(row["reference_mean"]), 0)

    def test_forms_of_the_corpus_and_what_is_not_used_are_told(self):
        corpus = self.make(28, events=1)
        lines = self.texts(10).read_text().splitlines()
        texts = {f"{number}.txt": json.loads(line)["text"] for number, line in enumerate(lines)}
        copy = (corpus / "event-0/globe/1.txt").read_text()
        folder = self.corpus({**texts, "short.txt": "A few words.", "copy.txt": copy}, name="other")
        done = run("compare", corpus, "-o", self.folder / "out", "--language", "en", "--reference-corpus", folder,
                   "--where", "event=event-0", "--quiet", check=0)
        self.assertIn("1 of 11 texts is not used, with fewer than 400 words", done.stderr.decode())
        self.assertIn("copy: is a text of the corpus, too", done.stderr.decode())
        manifest = self.write("list.csv", "path,id\n" + "".join(f"other/{name},{name}\n" for name in texts))
        out = self.compare(corpus, "--language", "en", "--reference-corpus", manifest, out="listed")
        self.assertEqual({row["reference_pairs"] for row in table(out / "sources.csv") if row["event"]}, {"20"})
        few = self.compare(corpus, "--language", "en", "--reference-corpus", self.texts(9, name="few.ndjson"), out="few")
        for row in table(few / "sources.csv"):
            self.assertIn("no-reference: 9 texts" if row["event"] else "no-reference", row["status"])
            self.assertEqual([row[name] for name in ADDED], [""] * 4)
        foreign = self.compare(corpus, "--language", "en", "--reference-corpus", self.texts(12, name="fr.ndjson", language="fr"), out="fr")
        self.assertIn("no-reference: 0 texts", table(foreign / "sources.csv")[0]["status"])

    def test_where_there_is_no_pair_it_says_that_the_texts_are_not_used(self):
        corpus = self.corpus({"war/post.txt": "Guns fired.", "peace/times.txt": "Doves flew."})
        done = run("compare", corpus, "-o", self.folder / "out", "--reference-corpus", self.texts(1, words=20), "--quiet", check=0)
        self.assertIn("is not used: no two sources tell the same event", done.stderr.decode())

    def test_what_cannot_be_is_named(self):
        corpus, other = self.make(4, events=1), self.texts(2, words=20)
        twice = self.write("twice.ndjson", other.read_text() * 2)
        for arguments, code, *said in [
                (["compare", corpus, "--reference-corpus", "none.ndjson"], 66, "--reference-corpus none.ndjson"),
                (["compare", corpus, "--reference-corpus", self.write("a.txt", "x")], 64, "--reference-corpus", "NDJSON"),
                (["compare", corpus, "--reference-corpus", self.write("a.ndjson", "")], 66, "a.ndjson"),
                (["compare", corpus, "--reference-corpus", twice], 65, "reference text's id \"r0\"", "line 3"),
                (["compare", "-", "--reference-corpus", "-"], 64, "named twice"),
                (["compare", corpus, "--reference-corpus", self.write("bad.ndjson", "[1]\n"), "--strict"], 65, "bad.ndjson")]:
            done = run(*arguments, "-o", self.folder / "out", check=code)
            for text in said:
                self.assertIn(text, done.stderr.decode())
            self.assert_clean()
        done = run("nearest", corpus, "--reference-corpus", other, check=64)
        self.assertIn("goes with mizan compare", done.stderr.decode())


del Case, Oracle  # they are tested where they stand

if __name__ == "__main__":
    unittest.main()
