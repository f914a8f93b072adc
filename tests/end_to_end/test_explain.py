"""mizan explain: shares that add up to what was published, lines at their bytes, inputs that must be as they were."""
import csv
import gzip
import html
import io
import subprocess
import unittest

from support import CORPORA, MIZAN, SHARED, Case, json, run, table

TEXTS = {
    "treaty/paper.txt": "The Soviet treaty was signed in Moscow in 1942. Treaties bind nations; 357 members voted.\n",
    "treaty/radio.txt": "A treaty with the Soviet Union: the treaty of London, 26 May 1942. Harvest songs followed.\n",
    "border/paper.txt": "Soldiers crossed the border river at night. Tanks burned near the border.\n",
}


def explain(out, *arguments, check=0, **more):
    return run("explain", out, *arguments, "--quiet", check=check, **more)


def rows(out, *arguments, **more):
    text = explain(out, *arguments, "--format", "csv", **more).stdout.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def contributions(found):
    return {(r["part"], r["channel"], r["term"]): float(r["contribution"] or 0) for r in found}


class Explain(Case):
    def results(self, *options):
        self.texts = self.corpus(TEXTS)
        return self.compare(self.texts, *options)

    def published(self, out, a, b):
        return next(float(r[b]) for r in table(out / "similarity.csv") if r["document"] == a)

    def check_offsets(self, found):
        """Each line is at its bytes of a text that was UTF-8, and each count has as many lines."""
        for row in found:
            if row["document"] in {name[:-4] for name in TEXTS}:
                text = TEXTS[row["document"] + ".txt"].encode()
                self.assertEqual(text[int(row["start"]):int(row["end"])].decode(), row["match"])
        for key in contributions(found):
            of_term = [r for r in found if (r["part"], r["channel"], r["term"]) == key]
            for side in "ab":
                self.assertEqual(sum(r["side"] == side for r in of_term), int(of_term[0]["count_" + side]), key)

    def test_contributions_add_up_to_the_similarity_for_every_measure(self):
        for options in ([], ["--weight", "ltc"], ["--weight", "nnn"], ["--ngrams", "2"], ["--characters", "3"]):
            out = self.results(*options, "--force")
            found = rows(out, "--documents", "treaty/paper", "treaty/radio", "--top", "1000")
            total = sum(contributions(found).values())
            self.assertGreater(total, 0)
            published = self.published(out, "treaty/paper", "treaty/radio")
            self.assertLessEqual(abs(total - published), 1e-12, options)
            self.assertAlmostEqual(sum({r["term"] + r["channel"]: float(r["share"] or 0) for r in found}.values()), 1, 12)
            if "--characters" not in options:
                self.check_offsets(found)

    def test_shared_terms_and_those_of_one_side(self):
        found = rows(self.results(), "--documents", "treaty/paper", "treaty/radio", "--top", "50")
        parts = {r["term"]: r["part"] for r in found}
        self.assertEqual([parts["treati"], parts["year:1942"]], ["shared", "shared"])
        self.assertEqual([parts["moscow"], parts["harvest"], parts["date:1942-05-26"]], ["only-a", "only-b", "only-b"])
        self.assertEqual([r["match"] for r in found if r["term"] == "treati"], ["treaty", "Treaties", "treaty", "treaty"])
        self.assertEqual([r["match"] for r in found if r["term"] == "date:1942-05-26"], ["26 May 1942"])

    def test_sources_on_an_event_are_what_their_documents_say(self):
        out = self.results()
        by_source = rows(out, "--event", "treaty", "--sources", "paper", "radio")
        by_document = rows(out, "--documents", "treaty/paper", "treaty/radio")
        self.assertEqual(by_source, by_document)

    def test_a_term_is_found_in_any_form_also_a_number(self):
        out = self.results()
        pair = ["--documents", "treaty/paper", "treaty/radio"]
        self.assertEqual([r["match"] for r in rows(out, *pair, "--term", "TREATIES")],
                         ["treaty", "Treaties", "treaty", "treaty"])
        number = rows(out, *pair, "--term", "357")
        self.assertEqual([(r["match"], r["share"], r["count_a"], r["count_b"]) for r in number], [("357", "", "1", "0")])
        self.assertEqual([r["match"] for r in rows(out, *pair, "--term", "year:1942")], ["1942", "1942"])
        nothing = explain(out, *pair, "--term", "zeppelin")
        self.assertIn("'zeppelin' stands in neither text", nothing.stderr.decode())

    def test_text_begins_with_what_the_number_is(self):
        out = self.results()
        text = explain(out, "--documents", "treaty/paper", "treaty/radio").stdout.decode()
        number = self.published(out, "treaty/paper", "treaty/radio")
        self.assertTrue(text.startswith(f"treaty/paper and treaty/radio have a similarity of {number:.4f}"), text[:200])
        content = json.loads(explain(out, "--documents", "treaty/paper", "treaty/radio", "--format", "json").stdout)
        self.assertEqual(content["similarity"], number)
        self.assertEqual(content["terms"][0]["lines"][0]["document"], "treaty/paper")

    def test_the_same_bytes_for_any_workers_and_blocks(self):
        out = self.compare(CORPORA)
        pair = ["--documents", "1925-encyclopedia", "1925-soviet-paper", "--format", "csv", "--top", "100"]
        wanted = explain(out, *pair, "-j", "1").stdout
        for options in (["-j", "4"], ["-j", "3", "--block", "256"]):
            self.assertEqual(explain(out, *pair, *options).stdout, wanted)

    def test_inputs_must_be_as_they_were(self):
        out = self.results()
        pair = ["--documents", "treaty/paper", "treaty/radio"]
        text = self.texts / "border" / "paper.txt"
        kept = text.read_bytes()
        text.write_bytes(kept.replace(b"night", b"noons"))
        message = explain(out, *pair, check=65).stderr.decode()
        self.assertRegex(message, r"border/paper\.txt: has changed since .*CRC-32 [0-9a-f]{8} .* then, [0-9a-f]{8} ")
        text.unlink()
        self.assertIn("is not read any more", explain(out, *pair, check=66).stderr.decode())
        text.write_bytes(kept)
        self.write("corpus/border/new.txt", "A new text.\n")
        self.assertIn("is new since", explain(out, *pair, check=65).stderr.decode())

    def test_bad_input(self):
        out = self.results()
        pair = ["--documents", "treaty/paper", "treaty/radio"]
        broken = self.write("broken/run.json", "{").parent
        foreign = self.write("foreign/run.json", '{"program": "other"}').parent
        older = json.loads((out / "run.json").read_text())
        older["versions"]["mizan"] = "0.0.1"
        older = self.write("older/run.json", json.dumps(older)).parent
        piped = json.loads((out / "run.json").read_text())
        piped["corpus"] = ["-"]
        piped = self.write("piped/run.json", json.dumps(piped)).parent
        for arguments, code, message in [
                ([], 64, "needs the two whose similarity is meant"),
                ([out], 64, "needs the two whose similarity is meant"),
                (pair, 64, "needs the folder of results"),
                ([out, "--documents", "treaty/paper"], 64, "needs the two"),
                ([out, *pair, "extra"], 64, "takes one folder of results, but got 'extra' too"),
                ([out, "--documents", "treaty/paper", "treaty/paper"], 64, "named twice"),
                ([out, "--documents", "treaty/paper", "treaty/rado"], 64, "did you mean 'treaty/radio'?"),
                ([out, "--event", "treatty", "--sources", "paper", "radio"], 64, "did you mean 'treaty'?"),
                ([out, "--event", "treaty", "--sources", "paper", "radius"], 64, "did you mean 'radio'?"),
                ([out, "--event", "border", "--sources", "paper", "radio"], 64, "'radio' says nothing on the event"),
                ([out, "--sources", "paper", "radio"], 64, "--event and --sources go together"),
                ([out, *pair, "--event", "treaty"], 64, "go together"),
                ([out, *pair, "--weight", "ltc"], 64, "--weight cannot change what is explained"),
                ([self.folder / "nowhere", *pair], 66, "there is no such folder"),
                ([self.texts, *pair], 66, "holds no run.json"),
                ([broken, *pair], 78, "line 1"),
                ([foreign, *pair], 78, "is no run.json of mizan"),
                ([older, *pair], 65, "was made by mizan 0.0.1"),
                ([piped, *pair], 66, "piped/texts/standard-input.ndjson: cannot be opened"),
        ]:
            done = run("explain", *arguments, check=code)
            self.assertIn(message, done.stderr.decode(), arguments)
            self.assertEqual(done.stdout, b"")

    def test_standard_input_is_kept_and_explained_from_the_results(self):
        lines = "".join(json.dumps({"id": k, "source": k, "event": "treaty", "text": f"The treaty {k} was signed in Moscow."}) + "\n"
                        for k in "ab").encode()
        file = self.write("texts.ndjson", lines)
        expected = run("explain", self.compare(file, out="from_file"), "--documents", "a", "b", check=0).stdout
        self.assertFalse((self.folder / "from_file" / "texts").exists())
        for name, given in ("standard-input.ndjson", lines), ("standard-input.ndjson.gz", gzip.compress(lines)):
            out = self.compare("-", stdin=given, out=name)
            self.assertEqual({p.name: p.read_bytes() for p in (out / "texts").iterdir()}, {name: given})
            self.assertEqual(run("explain", out, "--documents", "a", "b", check=0).stdout, expected)
        with open(file, "rb") as opened:  # a file in place of a pipe
            subprocess.run([MIZAN, "compare", "-", "-o", str(self.folder / "typed"), "--quiet"], stdin=opened, check=True)
        self.assertEqual((self.folder / "typed" / "texts" / "standard-input.ndjson").read_bytes(), lines)
        (out / "texts" / name).write_bytes(lines.replace(b"Moscow", b"London"))
        self.assertIn(b"has changed", run("explain", out, "--documents", "a", "b", check=65).stderr)

    @unittest.skipUnless((SHARED / "corpora" / "seeds").is_dir(), "needs ../shared/corpora/seeds")
    def test_the_seeds_reach_the_vote_of_1927(self):
        out = self.compare(SHARED / "corpora" / "seeds")
        pair = ["--event", "anglo-soviet", "--sources", "academic paper B", "news feature"]
        for number in ("357", "111"):
            found = rows(out, *pair, "--term", number)
            self.assertEqual([r["match"] for r in found], [number])
            self.assertIn("صوت", found[0]["left"] + found[0]["right"])


class Anchors(Case):
    def test_days_and_figures_of_one_side_are_told_however_weak_they_are(self):
        names = " ".join(f"word{chr(97 + i)}{chr(97 + k)}" for i in range(6) for k in range(6))
        texts = {"war/post.txt": f"Police raided it on 12 May 1927, and again on 13 May. The vote was 357 against 111. {names}\n",
                 "war/times.txt": f"It ended on 26 May 1942, by 3 votes to 111. {names.upper()}\n"}
        out = self.compare(self.corpus(texts), "--language", "en")
        found = rows(out, "--documents", "war/post", "war/times", "--top", "1")
        dated = [(r["part"], r["rank"], r["term"]) for r in found if r["part"].startswith("dated")]
        told = [term for part, _, term in dated if part == "dated-a"]
        self.assertEqual(told, sorted(told))
        self.assertLessEqual({"date:--05-13"}, set(told))
        self.assertNotIn("date:--05-12", told)  # it is told with its year
        figures = [(r["part"], r["rank"], r["term"], r["count_a"], r["count_b"], r["match"]) for r in found
                   if r["part"].startswith("figures")]
        self.assertEqual(figures, [("figures-a", "1", "357", "1", "0", "357")])  # both have 111, and 3 is a short one
        self.assertAlmostEqual(sum(float(r["contribution"] or 0) for r in found if r["part"][:4] in ("date", "figu")), 0)

    @unittest.skipUnless((SHARED / "corpora" / "seeds").is_dir(), "no ../shared/corpora/seeds here")
    def test_the_raid_and_the_vote_of_the_seeds_are_reached_without_asking_for_them(self):
        out = self.compare(SHARED / "corpora" / "seeds", "--robustness", "none")
        lines = explain(out, "--documents", "paper-anglo-soviet", "feature-anglo-soviet").stdout.decode().splitlines()
        self.assertTrue(any("الغارة" in line and "شرطة" in line for line in lines), "the raid of 12 May 1927")
        self.assertTrue(any("357" in line and "111" in line for line in lines), "the vote")


class Offsets(Case):
    """Every place that explain shows is, for the filters, a word of that very term."""

    def terms_of(self, corpus, *options):
        words = run("tokenize", corpus, *options, check=0, timeout=300).stdout
        found, document = {}, None
        for line in run("stem", *options, stdin=words, check=0, timeout=300).stdout.decode().splitlines():
            if line.startswith("<doc "):
                document = html.unescape(line.split('id="', 1)[1].split('"', 1)[0])
            elif not line.startswith("<") or "\t" in line:
                columns = line.split("\t")
                found.setdefault((document, columns[1], columns[2]), set()).add(html.unescape(columns[-1]))
        return found

    def check(self, corpus, pairs):
        out, terms, seen = self.compare(corpus, "--robustness", "none"), self.terms_of(corpus), 0
        for pair in pairs:
            for row in rows(out, "--documents", *pair, "--top", "100000"):
                if row["channel"] == "word" and row["document"]:
                    self.assertIn(row["term"], terms[row["document"], row["start"], row["end"]], row)
                    seen += 1
        self.assertGreater(seen, 400)

    def test_of_the_sample_corpus(self):
        self.check(CORPORA, [("1927-encyclopedia", "1927-historian-today"), ("1939-soviet-paper", "1950-historian-today"),
                             ("1942-diplomat-memoir", "1950-encyclopedia"), ("1950-soviet-paper", "1950-diplomat-memoir")])

    @unittest.skipUnless((SHARED / "corpora" / "seeds").is_dir(), "no ../shared/corpora/seeds here")
    def test_of_the_seeds(self):
        self.check(SHARED / "corpora" / "seeds", [("paper-anglo-soviet", "feature-anglo-soviet"),
                                                  ("paper-soviet-japanese", "news-russia-japan")])


if __name__ == "__main__":
    unittest.main()
