"""sources.csv: how the sources agree, worked out a second time from the filters' output and vocabulary.csv."""
import collections
import math
import random
import unittest

from support import CORPORA, LEAD_WORDS, SHARED, SMALL, Case, corrected, cosine, damped, read_results, run, table

QUANTILES = {19: 2.093024054408309, 20: 2.0859634472658364, 21: 2.079613844727662, 22: 2.0738730679040147,
             23: 2.068657610419041, 24: 2.0638985616280205, 25: 2.059538552753294, 26: 2.0555294386428713}
COLUMNS = ("event,source_a,source_b,documents_a,documents_b,tokens_a,tokens_b,similarity,low,high,null_pairs,"
           "null_percentile,names_share,without_names,shared_years,status,centred,reference_pairs,reference_mean,"
           "reference_deviation,reference_z")
NAMES = {"britain", "germany"}


def sentences(generator, own, count):
    """Some words of the event, some of all; none of them a stop word, a number or the name of a state but NAMES."""
    common = ["minister", "treaty", "border", "river", "army", "letter", "harvest", "winter", "bridge", "railway", *NAMES]
    text = []
    for _ in range(count):
        words = [generator.choice(own if generator.random() < .4 else common) for _ in range(generator.randint(12, 30))]
        text.append(" ".join(words).capitalize() + ".")
    return "\n".join(text) + "\n"


class Oracle(Case):
    def make(self, sentence_count, events=3, seed=3):
        generator = random.Random(seed)
        texts = {}
        for event in range(events):
            own = [generator.choice("bcdfgklmnprst") + "o" + generator.choice("bdglmnrt") + "i" + generator.choice("klmnt")
                   for _ in range(12)]
            for source in ("globe", "post", "times"):
                for part in (1, 2):
                    texts[f"event-{event}/{source}/{part}.txt"] = sentences(generator, own, sentence_count)
        return self.corpus(texts)

    def segments(self, corpus):
        """For each telling (event, source) its sentences: how many words, which terms how often, and how often in the lead."""
        vertical = run("tokenize", corpus, "--language", "en", check=0).stdout
        found = collections.defaultdict(list)
        for line in run("stem", stdin=vertical, check=0).stdout.decode().splitlines():
            if line.startswith("<doc "):
                parts = dict(part.split("=", 1) for part in line[5:-1].replace('"', "").split(" "))
                document, words = found[parts["event"], parts["source"]], 0
            elif line.startswith("<s>"):
                document.append([0, collections.Counter(), collections.Counter()])
            elif not line.startswith("<"):
                document[-1][0] += 1
                words += 1
                term = line.split("\t")[4]
                if term != "-":
                    document[-1][1][term] += 1
                    document[-1][2][term] += words <= LEAD_WORDS
        return found

    def idf(self, out, total):
        """sklearn's: ln((1 + N) / (1 + df)) + 1."""
        return {row["term"]: math.log((1 + total) / (1 + int(row["document_frequency"]))) + 1
                for row in table(out / "vocabulary.csv") if row["channel"] == "word"}

    @staticmethod
    def total(document):
        return sum((sentence[1] for sentence in document), collections.Counter())

    @staticmethod
    def lead(document):
        return sum((sentence[2] for sentence in document), collections.Counter())

    @staticmethod
    def groups(document):
        whole = sum(sentence[0] for sentence in document)
        wanted = max(40, math.ceil(whole / 256))
        made = [[0, collections.Counter(), collections.Counter()]]
        for sentence in document:
            if made[-1][0] >= wanted:
                made.append([0, collections.Counter(), collections.Counter()])
            made[-1] = [a + b for a, b in zip(made[-1], sentence)]
        if len(made) > 1 and made[-1][0] < wanted:
            rest = made.pop()
            made[-1] = [a + b for a, b in zip(made[-1], rest)]
        return [(counts, lead) for _, counts, lead in made]

    def variance(self, document, other, idf):
        whole, lead, against, other_lead = self.total(document), self.lead(document), self.total(other), self.lead(other)
        groups = self.groups(document)
        theta = [corrected(whole - group, against, idf, lead - group_lead, other_lead) for group, group_lead in groups]
        mean = math.fsum(theta) / len(theta)
        return len(theta), (len(theta) - 1) / len(theta) * math.fsum((t - mean) ** 2 for t in theta)

    def near(self, text, expected, what):
        self.assertLessEqual(abs(float(text) - expected), 1e-9 * max(1, abs(expected)), what)


class Numbers(Oracle):
    def test_similarity_names_and_interval_are_those_of_the_formulas(self):
        corpus = self.make(28)
        out = self.compare(corpus, "--language", "en", "--weight", "sklearn", "--background", "none", "--similarity", "corrected")
        told, idf = self.segments(corpus), self.idf(out, 18)
        rows = [row for row in table(out / "sources.csv") if row["event"]]
        self.assertEqual(len(rows), 9)
        names = {term for term in idf if term in {"britain", "germani", "germany"}}
        self.assertEqual(len(names), 2)
        for row in rows:
            a, b = told[row["event"], row["source_a"]], told[row["event"], row["source_b"]]
            x, y, lead_x, lead_y = self.total(a), self.total(b), self.lead(a), self.lead(b)
            self.near(row["similarity"], corrected(x, y, idf, lead_x, lead_y), row)
            first, second = damped(x, lead_x), damped(y, lead_y)
            parts = {t: idf[t] ** 2 * first[t] * second[t] for t in x if t in y}
            self.near(row["names_share"], sum(parts[t] for t in names) / math.fsum(parts.values()), row)
            bare = [{t: n for t, n in counts.items() if t not in names} for counts in (x, y)]
            self.near(row["without_names"], corrected(*bare, idf, lead_x, lead_y), row)
            self.assertEqual((row["documents_a"], row["documents_b"]), ("2", "2"))
            self.assertEqual(int(row["tokens_a"]), sum(sentence[0] for sentence in a))
            (groups_a, variance_a), (groups_b, variance_b) = self.variance(a, b, idf), self.variance(b, a, idf)
            if min(groups_a, groups_b) < 20:
                self.assertEqual((row["low"], row["high"]), ("", ""))
                self.assertIn("no-interval: too short", row["status"])
                continue
            reach = QUANTILES[min(groups_a, groups_b) - 1] * math.sqrt(variance_a + variance_b)
            self.near(row["low"], float(row["similarity"]) - reach, row)
            self.near(row["high"], float(row["similarity"]) + reach, row)
        self.assertTrue(any(row["low"] for row in rows))

    def test_the_cosine_is_that_of_the_tellings(self):
        corpus = self.make(4)
        out = self.compare(corpus, "--language", "en", "--weight", "sklearn")
        told, idf = self.segments(corpus), self.idf(out, 18)
        for row in table(out / "sources.csv"):
            if row["event"]:
                x, y = (self.total(told[row["event"], row[source]]) for source in ("source_a", "source_b"))
                self.near(row["similarity"], cosine({t: n * idf[t] for t, n in x.items()},
                                                    {t: n * idf[t] for t, n in y.items()}), row)

    def test_over_all_events_it_is_the_mean_and_the_matrix_is_its_wide_form(self):
        out = self.compare(self.make(4, events=9), "--language", "en")
        rows = table(out / "sources.csv")
        wide = {row["source"]: row for row in table(out / "sources_matrix.csv")}
        for row in rows[-3:]:
            self.assertEqual(row["event"], "")
            parts = [float(r["similarity"]) for r in rows[:-3]
                     if (r["source_a"], r["source_b"]) == (row["source_a"], row["source_b"])]
            mean = math.fsum(parts) / 9
            reach = 2.306004135204166 * math.sqrt(math.fsum((p - mean) ** 2 for p in parts) / 8 / 9)
            self.near(row["similarity"], mean, row)
            self.near(row["low"], mean - reach, row)
            self.near(row["high"], mean + reach, row)
            self.assertEqual(wide[row["source_a"]][row["source_b"]], row["similarity"])
            self.assertEqual(wide[row["source_b"]][row["source_a"]], row["similarity"])
            self.assertEqual(wide[row["source_a"]][row["source_a"]], "")

    def test_a_null_ranks_a_pair_on_one_event_above_pairs_on_others(self):
        out = self.compare(self.make(16, events=8), "--language", "en")
        rows = [row for row in table(out / "sources.csv") if row["event"]]
        self.assertEqual({row["null_pairs"] for row in rows}, {str(8 * 7)})
        self.assertEqual({row["null_percentile"] for row in rows}, {repr(1 / 57)})


class Contract(Case):
    def test_the_columns_are_those_of_the_contract(self):
        out = self.compare(self.corpus(SMALL))
        self.assertEqual((out / "sources.csv").read_text().splitlines()[0], COLUMNS)

    def test_workers_do_not_change_a_byte_and_the_seed_only_the_null(self):
        results = []
        for options in (["-j", "1"], ["-j", "3"]):
            out = self.compare(CORPORA, *options, out="out" + options[1])
            results.append({name: read_results(out)[name] for name in ("sources.csv", "sources_matrix.csv")})
        self.assertEqual(results[0], results[1])

    def test_an_empty_and_a_three_word_document_are_told_with_reasons(self):
        out = self.compare(self.corpus({"war/post.txt": "The war began.\n", "war/times.txt": "...\n",
                                        "war/globe.txt": "The war ended badly.\n", "peace/post.txt": "Peace came.\n"}))
        rows = {(row["event"], row["source_a"], row["source_b"]): row for row in table(out / "sources.csv")}
        self.assertEqual(rows["war", "post", "times"]["status"], "no-text")
        self.assertEqual(rows["war", "post", "times"]["similarity"], "")
        self.assertEqual(rows["war", "globe", "post"]["status"], "short; no-interval: too short; no-null: too short; "
                         "no-centring: 0 unrelated pairs")
        self.assertEqual(rows["peace", "post", ""]["status"], "one-source")
        self.assertNotIn("nan", (out / "sources.csv").read_text().lower())

    def test_sources_in_different_languages_are_told_so(self):
        out = self.compare(self.corpus({
            "war/post.txt": "The war between the two countries began in the summer of 1939 at the river.\n" * 3,
            "war/pravda.txt": "Война между двумя странами началась летом 1939 года у реки.\n" * 3}))
        row = table(out / "sources.csv")[0]
        self.assertIn("different-languages", row["status"])
        self.assertEqual(row["shared_years"], "1939")

    def test_a_corpus_without_events_has_a_header_alone(self):
        lines = "".join(f'{{"id": "{i}", "text": "The war began at the river.", "source": "s{i}"}}\n' for i in range(3))
        out = self.compare(self.write("texts.ndjson", lines))
        self.assertEqual((out / "sources.csv").read_text(), COLUMNS + "\n")
        self.assertEqual((out / "sources_matrix.csv").read_text(), "source\n")


class Planted(Case):
    """What corpora/README.md and the seeds are known to hold."""

    def test_the_sample_corpus_tells_five_events_by_five_sources(self):
        rows = table(self.compare(CORPORA) / "sources.csv")
        self.assertEqual(len(rows), 5 * 10 + 10)
        self.assertTrue(all(row["documents_a"] == "1" for row in rows if row["event"]))
        same = [float(row["similarity"]) for row in rows if row["event"] and "different-languages" not in row["status"]]
        other = [float(row["similarity"]) for row in rows if row["event"] and "different-languages" in row["status"]]
        self.assertGreater(min(same), max(other))

    @unittest.skipUnless((SHARED / "corpora" / "seeds").is_dir(), "the five seed documents are not here")
    def test_the_seeds_on_soviet_japanese_relations_agree_by_names(self):
        rows = table(self.compare(SHARED / "corpora" / "seeds") / "sources.csv")
        row = next(row for row in rows if row["event"] == "soviet-japanese")
        self.assertGreater(float(row["names_share"]), .7)
        self.assertLess(float(row["without_names"]), float(row["similarity"]))
        self.assertIn("no-null: 1 document a source", row["status"])
        self.assertEqual(row["null_percentile"], "")
