"""--events FILE: long papers come apart into the events they tell; everything behind works on those tellings; what is wrong is named."""
import collections
import csv
import gzip
import io
import json
import unittest

from support import CORPORA, Case, read_results, run, table

EVENTS = CORPORA / "events.csv"
HEAD = "event,years,dates,words\n"


def papers():
    """The sample corpus as one long text a source, and where in its bytes each event is told."""
    texts, truth = collections.defaultdict(bytes), collections.defaultdict(list)
    for row in sorted(table(CORPORA / "manifest.csv"), key=lambda row: (row["source"], row["event"])):
        path = CORPORA / row["path"]
        data = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
        try:
            data.decode()
        except UnicodeDecodeError:
            data = data.decode("windows-1256").encode()
        start = len(texts[row["source"]])
        texts[row["source"]] += data.strip() + b"\n\n"
        truth[row["source"]].append((row["event"], start, len(texts[row["source"]])))
    return texts, truth


def united(ranges):
    kept = []
    for start, end in sorted(ranges):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def shared(ranges, start, end):
    return sum(max(0, min(b, end) - max(a, start)) for a, b in ranges)


def precision_and_recall(rows, truth):
    """Of the bytes of passages that went to an event those that tell it; of the bytes that tell an event those that went to it."""
    told, right, there = 0, 0, 0
    for source, parts in truth.items():
        of_source = [row for row in rows if row["source"] == source]
        for event, start, end in parts:
            own = united((int(r["start"]), int(r["end"])) for r in of_source if r["event"] == event)
            told += sum(b - a for a, b in own)
            right += shared(own, start, end)
            there += shared(united((int(r["start"]), int(r["end"])) for r in of_source), start, end)
    return right / told, right / there


class Papers(Case):
    def setUp(self):
        super().setUp()
        self.texts, self.truth = papers()
        lines = [json.dumps({"id": source, "source": source, "text": text.decode()}) for source, text in self.texts.items()]
        self.corpus_path = self.write("papers.ndjson", "\n".join(lines) + "\n")

    def results(self, *options, out="out"):
        # Three languages stand in one text, which no real paper does: none is cut as a foreign one.
        return self.compare(self.corpus_path, "--keep-apparatus", "--events", EVENTS, *options, out=out)

    def test_long_papers_come_apart_into_their_events(self):
        out = self.results("--robustness", "none")
        precision, recall = precision_and_recall(table(out / "events.csv"), self.truth)
        print(f"events of a file: precision {precision:.3f}, recall {recall:.3f}")
        self.assertGreater(precision, 0.70)
        self.assertGreater(recall, 0.80)
        tellings = {(row["event"], row["source_a"], row["source_b"]) for row in table(out / "sources.csv") if row["event"]}
        self.assertEqual(len(tellings), 5 * 10)

    def test_passages_are_whole_sentences_of_150_words_that_overlap(self):
        last = {}
        for row in table(self.results("--robustness", "none") / "events.csv"):
            start, end, number = int(row["start"]), int(row["end"]), int(row["passage"])
            text = self.texts[row["document"]][start:end].decode()
            self.assertEqual(text, text.strip())
            self.assertGreaterEqual(int(row["words"]), 150)
            before = last.get(row["document"])
            if before and before[0] != number:
                self.assertEqual(number, before[0] + 1)
                self.assertLess(start, before[1])
            last[row["document"]] = (number, end)

    def test_explain_opens_a_telling_to_its_lines(self):
        out = self.results("--robustness", "none")
        pair = ("encyclopedia", "historian-today")
        told = run("explain", out, "--event", "break-1927", "--sources", *pair, "--top", "100000", "--format", "csv",
                   "--quiet", check=0).stdout.decode()
        rows = list(csv.DictReader(io.StringIO(told, newline="")))
        parts = {(r["channel"], r["term"]): float(r["contribution"]) for r in rows if r["part"] == "shared"}
        published = next(float(r["similarity"]) for r in table(out / "sources.csv")
                         if (r["event"], r["source_a"], r["source_b"]) == ("break-1927", *pair))
        self.assertLessEqual(abs(sum(parts.values()) - published), 1e-12)
        passages = [r for r in table(out / "events.csv") if r["event"] == "break-1927"]
        for row in rows:
            if row["document"] and "," not in row["start"]:
                self.assertEqual(self.texts[row["document"]][int(row["start"]):int(row["end"])].decode(), row["match"])
                of_text = united((int(p["start"]), int(p["end"])) for p in passages if p["document"] == row["document"])
                self.assertTrue(shared(of_text, int(row["start"]), int(row["end"])), row)
        counts = collections.Counter((r["part"], r["channel"], r["term"], r["side"]) for r in rows)
        for row in rows:
            for side in "ab":
                if row["part"] in ("shared", "only-" + side):
                    self.assertEqual(counts[row["part"], row["channel"], row["term"], side], int(row["count_" + side]), row)
        wrong = run("explain", out, "--event", "break-1972", "--sources", *pair, check=64)
        self.assertIn(b"did you mean 'break-1927'?", wrong.stderr)

    def test_nothing_depends_on_workers_or_blocks_and_from_repeats_it(self):
        first = read_results(self.results("--robustness", "full", out="first"))
        again = read_results(self.results("--robustness", "full", "-j", "3", "--block", "256", out="again"))
        self.assertEqual(first, again)
        run("compare", "--from", self.folder / "first" / "run.json", "-o", self.folder / "third", "--quiet", check=0)
        self.assertEqual(first, read_results(self.folder / "third"))

    def test_the_grid_is_asked_about_the_same_tellings(self):
        rows = table(self.results("--robustness", "full") / "robustness.csv")
        claims = [row for row in rows if row["kind"] == "nearest_source" and row["event"]]
        self.assertGreater(len(claims), 10)
        self.assertTrue(all(int(row["settings"]) == 36 for row in claims), claims[0])
        self.assertTrue(any(int(row["holds"]) > 30 for row in claims))


class Words(Case):
    TEXTS = {"post": "Police raided the house of the company Arcos in May 1927. They searched it for days. "
                     "Then the cats of the city slept.",
             "times": "The raid on Arcos was told to the house. A vote followed in 1927, and the break with it."}

    def texts(self, **more):
        rows = [{"id": name, "source": name, "language": "en", "text": text} for name, text in {**self.TEXTS, **more}.items()]
        return self.write("texts.ndjson", "".join(json.dumps(row) + "\n" for row in rows))

    def events(self, text):
        return self.write("e.csv", text)

    def test_a_short_text_is_one_passage_and_its_words_count_once(self):
        out = self.compare(self.texts(), "--events", self.events(HEAD + "raid,1927,,Arcos raid\n"))
        rows = table(out / "events.csv")
        self.assertEqual([(r["event"], r["document"], r["passage"], r["status"]) for r in rows],
                         [("raid", "post", "1", ""), ("raid", "times", "1", "")])
        pair = table(out / "sources.csv")[0]
        documents = {r["document"]: int(r["tokens"]) for r in table(out / "documents.csv")}
        self.assertEqual((int(pair["tokens_a"]), int(pair["tokens_b"])), (documents["post"], documents["times"]))
        similarity = next(float(r["times"]) for r in table(out / "similarity.csv") if r["document"] == "post")
        self.assertEqual(float(pair["similarity"]), similarity)
        self.assertEqual([r["name"] for r in table(out / "terms.csv") if r["kind"] == "event" and r["rank"] == "1"], ["raid"])

    def test_one_event_and_an_event_of_one_source_are_stated(self):
        texts = self.texts(diary="Mizzlewick slept in the sun.")
        out = self.compare(texts, "--events", self.events(HEAD + "nap,,,Mizzlewick\nraid,1927,,Arcos raid\n"))
        rows = {r["event"]: r for r in table(out / "sources.csv")}
        self.assertEqual(rows["nap"]["status"], "one-source")
        self.assertIn("no-null", rows["raid"]["status"])
        out = self.compare(self.texts(), "--events", self.events(HEAD + "raid,1927,,Arcos raid\n"), out="one")
        self.assertIn("one-event", table(out / "sources.csv")[-1]["status"])

    def test_what_is_found_nowhere_is_an_error_and_what_is_untold_a_warning(self):
        for text, words in ((HEAD + "void,1066,,xyzzy\n", "not one of their words and dates stands in the texts"),
                            (HEAD + "house,,,the house\n", "no 150 words hold enough of them")):
            done = run("compare", self.texts(), "--events", self.events(text), "-o", self.folder / "out", check=65)
            self.assertIn(words, done.stderr.decode())
            self.assert_clean()
        done = run("compare", self.texts(), "--events", self.events(HEAD + "raid,1927,,Arcos\nvoid,1066,,xyzzy\n"), "-o",
                   self.folder / "out", check=0)
        self.assertIn("e.csv:3: none of the words and dates of \"void\" stands in the texts", done.stderr.decode())

    def test_a_bad_table_is_named_with_its_line(self):
        for text, words in (("raid,1927\n", ":1: the header row names no column `event`"),
                            (HEAD + "raid,27,,\n", ":2: \"27\" is no date"),
                            (HEAD + "raid,,1927-02-30,\n", ":2: \"1927-02-30\" has a day that its month has not"),
                            (HEAD + "raid,,,\"Arcos\n", ":2: a quote is opened in this row and never closed"),
                            (HEAD + "raid,,,a\nraid,,,b\n", ":3: the event \"raid\" stands in line 2 already")):
            done = run("compare", self.texts(), "--events", self.events(text), "-o", self.folder / "out", check=65)
            self.assertIn(words, done.stderr.decode())
            self.assert_clean()
        missing = run("compare", self.texts(), "--events", self.folder / "none.csv", "-o", self.folder / "out", check=66)
        self.assertIn("none.csv", missing.stderr.decode())
        usage = run("nearest", self.texts(), "--events", self.events(HEAD + "raid,1927,,\n"), check=64)
        self.assertIn("--events goes with mizan compare", usage.stderr.decode())
        run("compare", self.texts(), "--events", "-", "-o", self.folder / "out", check=64)

    def test_texts_without_a_source_are_sorted_but_not_compared(self):
        corpus = self.write("n.ndjson", json.dumps({"id": "n", "text": self.TEXTS["post"]}) + "\n")
        done = run("compare", corpus, "--events", self.events(HEAD + "raid,1927,,Arcos\n"), "-o", self.folder / "out", check=0)
        self.assertIn("no document names its source", done.stderr.decode())
        self.assertEqual(table(self.folder / "out" / "events.csv")[0]["status"], "no source")
        self.assertEqual(table(self.folder / "out" / "sources.csv"), [])

    def test_words_of_any_language_and_dates_find_their_texts(self):
        out = self.compare(self.texts(), "--events", self.events(HEAD + "raid,,,أركوس Arcos raids\n"))
        self.assertEqual({r["event"] for r in table(out / "events.csv")}, {"raid"})
        terms = table(out / "events.csv")[1]["terms"].split()
        self.assertEqual(sorted(terms), ["Arcos", "raid"])  # raids, stemmed as the text is


def adjusted_rand(first, second):
    """Hubert and Arabie (1985): 1 for the same groups, 0 for as much as chance would agree."""
    def pairs(counts):
        return sum(n * (n - 1) / 2 for n in counts.values())
    both = pairs(collections.Counter(zip(first, second)))
    a, b, all_pairs = pairs(collections.Counter(first)), pairs(collections.Counter(second)), len(first) * (len(first) - 1) / 2
    expected = a * b / all_pairs
    return (both - expected) / ((a + b) / 2 - expected)


class Found(Case):
    def test_the_events_of_the_sample_corpus_are_found_and_marked_circular(self):
        done = run("compare", CORPORA, "-o", self.folder / "out", "--events", "auto", "--robustness", "none", check=0)
        self.assertIn("The comparison is circular", " ".join(done.stdout.decode().split()))
        out = self.folder / "out"
        told = {row["document"]: row["event"] for row in table(out / "documents.csv")}
        rows = [row for row in table(out / "events.csv") if row["event"]]
        agreement = adjusted_rand([told[row["document"]] for row in rows], [row["event"] for row in rows])
        print(f"events found: {len({row['event'] for row in rows})}, {len(rows)} passages, adjusted Rand index {agreement:.3f}")
        self.assertEqual(len({row["event"] for row in rows}), 5)
        self.assertGreater(len(rows), 80)
        self.assertGreater(agreement, 0.85)
        self.assertTrue(all("circular" in row["status"] for row in rows))
        pairs = [row for row in table(out / "sources.csv") if row["event"]]
        self.assertTrue(pairs and all("circular" in row["status"] for row in pairs if row["source_b"]))
        events = json.loads((out / "run.json").read_text())["events"]
        self.assertEqual((events["from"], events["events"], events["circular"]), ("auto", 5, True))
        first = read_results(out)
        again = read_results(self.compare(CORPORA, "--events", "auto", "--robustness", "none", "-j", "3", "--block", "256", out="again"))
        self.assertEqual(first, again)
        name, a, b = next((row["event"], row["source_a"], row["source_b"]) for row in pairs if row["similarity"])
        explained = json.loads(run("explain", out, "--event", name, "--sources", a, b, "--format", "json", check=0).stdout)
        self.assertEqual(explained["similarity"], next(float(row["similarity"]) for row in pairs
                                                       if (row["event"], row["source_a"], row["source_b"]) == (name, a, b)))

    def test_where_nothing_is_told_twice_it_says_so(self):
        corpus = self.corpus({"a/post.txt": "Guns fired at the river.", "a/times.txt": "Wheat was cheap and cattle dear."})
        done = run("compare", corpus, "--events", "auto", "-o", self.folder / "out", check=65)
        self.assertIn("--events auto: among the 2 passages of the texts", done.stderr.decode())
        self.assert_clean()


    def test_texts_on_like_matters_that_share_no_event_make_none_and_it_says_why(self):
        general = "The government of the world had a long time for work and for people, and the year was long in the world."
        own = {"post": "The minister wrote of bananas in Honduras, and of the railway there.", "times": "Whales were counted off Iceland by the navy."}
        lines = [json.dumps({"id": name, "source": name, "language": "en", "text": " ".join([general, own[name], general] * 8)}) for name in own]
        corpus = self.write("two.ndjson", "\n".join(lines) + "\n")
        done = run("compare", corpus, "--events", "auto", "-o", self.folder / "out", check=65)
        self.assertIn("words that any text on such matters has", done.stderr.decode())
        self.assert_clean()

    def test_a_mistyped_auto_is_told_from_a_file_that_is_not_there(self):
        for word in ("autoo", "Auto", "atuo"):
            done = run("compare", CORPORA, "--events", word, "-o", self.folder / "out", check=66)
            self.assertIn("did you mean auto, which finds the events in the texts?", done.stderr.decode())
        self.assertNotIn("auto", run("compare", CORPORA, "--events", "none.csv", "-o", self.folder / "out", check=66).stderr.decode())


class OwnEvents(Case):
    def test_of_the_corpus_own_events_whole_documents_are_told(self):
        out = self.compare(self.corpus({"war/post.txt": "Guns fired.", "lone.txt": "Nothing happened."}))
        self.assertEqual([(r["event"], r["document"], r["passage"], r["score"], r["status"]) for r in table(out / "events.csv")],
                         [("", "lone", "", "", "whole document; no event; no source"),
                          ("war", "war/post", "", "", "whole document: the corpus names its event")])
        self.assertEqual(json.loads((out / "run.json").read_text())["events"], {"from": "corpus", "events": 1})


if __name__ == "__main__":
    unittest.main()
