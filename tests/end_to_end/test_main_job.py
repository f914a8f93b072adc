"""mizan compare on whole corpora: what comes out, and that it never depends on how it was run."""
import gzip
import os
import shutil
import unittest

from support import CORPORA, SHARED, SMALL, Case, json, read_results, run, table

FILES = {"run.json", "documents.csv", "vocabulary.csv", "weights.mtx", "report.html", "similarity.csv", "similarity.npy",
         "neighbours.csv", "terms.csv"}


class Results(Case):
    def test_every_result_file_is_there(self):
        out = self.compare(self.corpus(SMALL))
        self.assertLessEqual(FILES, set(read_results(out)))

    def test_the_tables_have_the_columns_of_the_contract(self):
        out = self.compare(self.corpus(SMALL))
        def header(name):
            return (out / name).read_text().splitlines()[0]
        self.assertTrue(header("documents.csv").startswith(
            "document,source,event,language,date,title,encoding,bytes,segments,tokens,terms,warnings"))
        self.assertEqual(header("vocabulary.csv"), "number,channel,term,document_frequency,count,forms")
        self.assertEqual(header("neighbours.csv"), "document,rank,neighbour,similarity,cosine,tokens,neighbour_tokens")
        self.assertEqual(header("terms.csv"), "kind,name,rank,term,form,weight,count,document_frequency")

    def test_texts_on_one_event_are_each_others_nearest(self):
        out = self.compare(self.corpus(SMALL))
        first = {row["document"]: row["neighbour"] for row in table(out / "neighbours.csv") if row["rank"] == "1"}
        self.assertEqual(first, {"treaty/paper": "treaty/radio", "treaty/radio": "treaty/paper",
                                 "harvest/paper": "harvest/radio", "harvest/radio": "harvest/paper"})

    def test_the_summary_names_the_nearest_and_where_the_files_are(self):
        done = run("compare", self.corpus(SMALL), "-o", self.folder / "out", check=0)
        text = done.stdout.decode()
        for part in ("4 documents", "treaty/paper", "harvest/radio", str(self.folder / "out")):
            self.assertIn(part, text)

    def test_run_json_holds_nothing_that_may_differ_between_equal_runs(self):
        corpus = self.corpus(SMALL)
        first = self.compare(corpus, "-j", "1", out="a")
        second = self.compare(corpus, "-j", "4", "--memory", "256M", out="b")
        self.assertEqual((first / "run.json").read_bytes(), (second / "run.json").read_bytes())
        content = json.loads((first / "run.json").read_text())
        self.assertEqual(content["program"], "mizan")

    def test_one_document_alone_is_compared_with_nothing_and_said_so(self):
        out = self.compare(self.corpus({"a/b.txt": "One text alone.\n"}))
        self.assertEqual(len(table(out / "documents.csv")), 1)
        self.assertEqual(table(out / "neighbours.csv"), [])

    def test_an_empty_document_has_empty_cells_and_a_warning(self):
        corpus = self.corpus({**SMALL, "treaty/empty.txt": ""})
        done = run("compare", corpus, "-o", self.folder / "out", "--quiet", check=0)
        self.assertIn(b"treaty/empty", done.stderr)
        rows = {row["document"]: row for row in table(self.folder / "out" / "similarity.csv")}
        self.assertTrue(all(value == "" for key, value in rows["treaty/empty"].items() if key != "document"))
        self.assertNotIn(b"nan", (self.folder / "out" / "similarity.csv").read_bytes().lower())

    def test_a_document_of_stop_words_alone_is_warned_of(self):
        corpus = self.corpus({**SMALL, "treaty/stops.txt": "the and of in to was were the\n"})
        done = run("compare", corpus, "-o", self.folder / "out", "--quiet", check=0)
        self.assertIn(b"treaty/stops", done.stderr)

    def test_threshold_writes_pairs_instead_of_the_square(self):
        out = self.compare(self.corpus(SMALL), "--threshold", "0.05")
        files = set(read_results(out))
        self.assertIn("similarity.mtx", files)
        self.assertNotIn("similarity.csv", files)


class OutInside(Case):
    def test_results_in_the_making_inside_the_corpus_are_not_told_of(self):
        corpus = self.corpus(SMALL)
        done = run("compare", corpus, "-o", corpus / "out", "--quiet", check=0)
        self.assertNotIn(b".mizan-", done.stderr)
        self.assertNotIn(b".mizan-", (corpus / "out" / "run.json").read_bytes())


class SameBytes(Case):
    """Same input, same bytes out."""

    def setUp(self):
        super().setUp()
        self.input = CORPORA if any(CORPORA.glob("*/*.txt")) else self.corpus(SMALL)
        self.expected = read_results(self.compare(self.input, "-j", "1", out="first"))

    def check(self, *options, **more):
        out = self.compare(self.input, *options, out="again", **more)
        found = read_results(out)
        self.assertEqual(found.keys(), self.expected.keys())
        for name, content in self.expected.items():
            self.assertTrue(found[name] == content, f"{name} differs with {options} {more}")
        shutil.rmtree(out)

    def test_for_any_number_of_workers(self):
        for workers in (2, 3, 8):
            self.check("-j", workers)

    def test_for_any_block_size(self):
        for block in ("256", "257", "1000", "1M"):
            self.check("--block", block, "-j", "2")

    def test_for_any_locale_and_time_zone(self):
        for locale in ("C", "tr_TR.UTF-8", "ar_EG.UTF-8"):
            self.check(environment={"LC_ALL": locale, "LANG": locale, "TZ": "Asia/Tokyo"})

    def test_for_any_order_of_files_on_disk(self):
        texts = {f"event{i % 3}/source{i}.txt": f"Document number {i} speaks of topic{i % 3} and word{i}.\n"
                 for i in range(30)}
        runs = []
        for name, items in (("forth", list(texts.items())), ("back", list(texts.items())[::-1])):
            folder = self.folder / name
            self.corpus(dict(items), name=f"{name}/corpus")
            run("compare", "corpus", "-o", "out", "--quiet", cwd=folder, check=0)
            runs.append(read_results(folder / "out"))
        self.assertEqual(runs[0], runs[1])


class Reading(Case):
    """The same texts in another wrapping give the same numbers."""

    def numbers(self, *corpus, options=()):
        out = self.compare(*corpus, *options, out=f"out{len(list(self.folder.iterdir()))}")
        return {name: (out / name).read_bytes() for name in ("weights.mtx", "similarity.csv", "vocabulary.csv")}

    def test_gzip_bom_and_utf16_do_not_change_a_number(self):
        plain = self.numbers(self.corpus(SMALL, "plain"))
        zipped = self.folder / "zipped"
        for i, (name, text) in enumerate(sorted(SMALL.items())):
            path = zipped / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if i == 0:
                (path.parent / (path.name + ".gz")).write_bytes(gzip.compress(text.encode()))
            elif i == 1:
                path.write_bytes(b"\xef\xbb\xbf" + text.encode())
            elif i == 2:
                path.write_bytes(text.encode("utf-16"))
            else:
                path.write_bytes(text.replace("\n", "\r\n").encode())
        self.assertEqual(plain, self.numbers(zipped))

    def test_a_manifest_and_ndjson_and_standard_input_agree_with_the_folder(self):
        plain = self.numbers(self.corpus(SMALL, "plain"))
        rows = ["path,id,source,event"]
        lines = []
        for name, text in sorted(SMALL.items()):
            key = name[:-4]
            event, source = key.split("/")
            rows.append(f"plain/{name},{key},{source},{event}")
            lines.append(json.dumps({"id": key, "source": source, "event": event, "text": text}))
        manifest = self.write("list.csv", "\r\n".join(rows) + "\r\n")
        self.assertEqual(plain, self.numbers(manifest))
        ndjson = self.write("all.ndjson", "\n".join(lines) + "\n")
        self.assertEqual(plain, self.numbers(ndjson))
        zipped = self.write("all.jsonl.gz", gzip.compress(("\n".join(lines) + "\n").encode()))
        self.assertEqual(plain, self.numbers(zipped))
        run("compare", "-", "-o", self.folder / "piped", "--quiet", stdin="\n".join(lines).encode(), check=0)
        self.assertEqual(plain["similarity.csv"], (self.folder / "piped" / "similarity.csv").read_bytes())

    def test_windows_1256_is_read_with_encoding_and_found_without(self):
        text = "وقعت بريطانيا والاتحاد السوفيتي معاهدة التحالف في لندن عام 1942 بعد مفاوضات طويلة.\n" * 8
        other = "زار وزير الخارجية طوكيو وناقش العلاقات بين اليابان وروسيا.\n" * 8
        plain = self.numbers(self.corpus({"a/x.txt": text, "a/y.txt": other}, "plain"))
        legacy = self.corpus({"a/x.txt": text.encode("cp1256"), "a/y.txt": other}, "legacy")
        self.assertEqual(plain, self.numbers(legacy))
        both = self.corpus({"a/x.txt": text.encode("cp1256"), "a/y.txt": other.encode("cp1256")}, "both")
        self.assertEqual(plain, self.numbers(both, options=("--encoding", "windows-1256")))

    def test_where_takes_a_part(self):
        lines = [json.dumps({"id": str(i), "genre": "news" if i % 2 else "memoir", "text": f"text number{i} here"})
                 for i in range(6)]
        ndjson = self.write("all.ndjson", "\n".join(lines) + "\n")
        out = self.compare(ndjson, "--where", "genre=news")
        self.assertEqual([row["document"] for row in table(out / "documents.csv")], ["1", "3", "5"])


@unittest.skipUnless((SHARED / "corpora" / "seeds").is_dir(), "the five seed documents are not here")
class Seeds(Case):
    """The five documents that the project began with: the right neighbours, by a margin."""

    PAIRS = {"paper-soviet-japanese": "news-russia-japan", "news-russia-japan": "paper-soviet-japanese",
             "paper-anglo-soviet": "feature-anglo-soviet", "feature-anglo-soviet": "paper-anglo-soviet"}

    def margins(self, corpus):
        out = self.compare(corpus, out=f"out{len(list(self.folder.iterdir()))}")
        ranked = {}
        for row in table(out / "neighbours.csv"):
            ranked.setdefault(row["document"], []).append((row["neighbour"], float(row["similarity"])))
        worst = min(ranked[a][0][1] - ranked[a][1][1] for a in self.PAIRS)
        return {a: ranked[a][0][0] for a in self.PAIRS}, worst

    def shortened(self, words):
        folder = self.folder / f"cut{words}"
        shutil.copytree(SHARED / "corpora" / "seeds", folder)
        for name in os.listdir(folder):
            if name.startswith(("000_", "002_")):
                path = folder / name
                text = path.read_text(encoding="utf-8")
                place, seen, inside = len(text), 0, False
                for i, character in enumerate(text):
                    if character.isspace():
                        inside = False
                    elif not inside:
                        inside = True
                        seen += 1
                        if seen > words:
                            place = i
                            break
                os.chmod(path, 0o644)
                path.write_text(text[:place], encoding="utf-8")
        return folder

    def test_whole_papers(self):
        nearest, margin = self.margins(SHARED / "corpora" / "seeds")
        self.assertEqual(nearest, self.PAIRS)
        self.assertGreaterEqual(margin, 0.10)

    def test_papers_of_two_thousand_words(self):
        nearest, margin = self.margins(self.shortened(2000))
        self.assertEqual(nearest, self.PAIRS)
        self.assertGreaterEqual(margin, 0.10)

    def test_papers_of_five_hundred_words(self):
        nearest, margin = self.margins(self.shortened(500))
        self.assertEqual(nearest, self.PAIRS)
        self.assertGreaterEqual(margin, 0.05)


if __name__ == "__main__":
    unittest.main()
