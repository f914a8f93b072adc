"""Names of the user's own: --protect in every command and filter."""
import csv
import io
import unittest

from support import Case, json, run, table

TEXTS = {"siege/one.txt": "The fall of Samarkand. Samarcand fell, and the may queen of Samarkand fled.\n",
         "siege/two.txt": "سقطت سمرقند، وفي سمرقند ملك. وبسمرقند قصر.\n",
         "siege/three.txt": "A third text about ships and sailors.\n"}
NAMES = "# places\nsamarqand\t[city]\tSamarkand\tSamarcand\tسمرقند\nqueen\t[person]\tMay\n"


class Protect(Case):
    def test_all_forms_are_one_term_in_every_language(self):
        names = self.write("names.txt", NAMES)
        out = self.compare(self.corpus(TEXTS), "--protect", names)
        terms = {row["term"]: row for row in table(out / "vocabulary.csv")}
        self.assertEqual((terms["samarqand"]["count"], terms["samarqand"]["document_frequency"]), ("6", "2"))
        self.assertIn("وبسمرقند:1", terms["samarqand"]["forms"].split(" "))

    def test_run_json_names_the_file_and_its_checksum_and_from_repeats_it(self):
        names = self.write("names.txt", NAMES)
        out = self.compare(self.corpus(TEXTS), "--protect", names)
        facts = json.loads((out / "run.json").read_text())
        self.assertEqual(facts["options"]["protect"], str(names))
        self.assertEqual([file["path"] for file in facts["files"]], [str(names)])
        again = self.compare("--from", out / "run.json", out="again")
        self.assertEqual((again / "vocabulary.csv").read_bytes(), (out / "vocabulary.csv").read_bytes())

    def test_filters_nearest_and_concordance_know_them(self):
        names = self.write("names.txt", NAMES)
        corpus = self.corpus(TEXTS)
        words = run("tokenize", corpus, check=0).stdout
        terms = [line.split("\t")[-1] for line in
                 run("stem", "--protect", names, stdin=words, check=0).stdout.decode().splitlines()]
        self.assertEqual(terms.count("samarqand"), 6)
        self.assertIn("queen", terms)
        hits = run("concordance", corpus, "سمرقند", "--protect", names, "--format", "csv", check=0).stdout.decode()
        self.assertEqual(len(list(csv.DictReader(io.StringIO(hits)))), 6)
        near = run("nearest", corpus, "-k", "1", "--protect", names, check=0).stdout.decode()
        rows = {row["query"]: row["document"] for row in csv.DictReader(io.StringIO(near))}
        self.assertEqual(rows["siege/one"], "siege/two")

    def test_a_protected_name_is_no_stop_word(self):
        corpus = self.corpus({"a/b.txt": "Will said that he will come.\n"})
        self.assertEqual(run("concordance", corpus, "will", check=0).returncode, 0)
        names = self.write("names.txt", "will\n")
        out = self.compare(corpus, "--protect", names)
        self.assertIn("will", {row["term"] for row in table(out / "vocabulary.csv")})

    def test_a_wrong_file_is_named_with_its_line(self):
        corpus = self.corpus(TEXTS)
        names = self.write("names.txt", "a\tb\nc\tb\n")
        done = run("compare", corpus, "-o", self.folder / "out", "--protect", names, check=78)
        self.assertIn(f"{names}, line 2: the form b stands in the class a already", done.stderr.decode())
        self.assert_clean()
        run("stem", "--protect", self.folder / "nowhere", check=66)
        run("stem", "--protect", self.write("latin.txt", b"caf\xe9\n"), check=78)


class Audit(Case):
    def test_merged_names_are_told_on_standard_error_and_in_run_json(self):
        corpus = self.corpus({"war/a.txt": "دخلت روسيا الحرب ضد بروسيا.\n", "war/b.txt": "حاربت بروسيا فرنسا.\n"})
        done = run("compare", corpus, "-o", self.folder / "out", "--stem", "snowball", check=0)
        told = "different names became one term"
        self.assertIn(told, done.stderr.decode())
        facts = json.loads((self.folder / "out" / "run.json").read_text())
        self.assertTrue(any(told in warning for warning in facts["warnings"]))

    def test_the_default_stemmer_keeps_them_apart(self):
        corpus = self.corpus({"war/a.txt": "دخلت روسيا الحرب ضد بروسيا.\n", "war/b.txt": "حاربت بروسيا فرنسا.\n"})
        done = run("compare", corpus, "-o", self.folder / "out", check=0)
        self.assertNotIn("names", done.stderr.decode())


class SeveralWords(Case):
    def names_share(self, name, texts):
        corpus = self.corpus({f"{name}/{source}.txt": text for source, text in texts.items()})
        out = self.compare(corpus, "--language", "en", "--where", f"event={name}", out=name)
        return float(table(out / "sources.csv")[0]["names_share"])

    def test_words_beside_those_with_which_they_name_a_state_are_names(self):
        # All that the two share are the two names; then the same words, which name nothing but the Soviets.
        together = "The Soviet Union and the United States."
        self.assertEqual(self.names_share("together", {"x": f"Hunters crossed rivers. {together}", "y": f"{together} Farmers sold wheat."}), 1)
        apart = "Soviet states, united."
        self.assertLess(self.names_share("apart", {"x": f"Union hunters crossed rivers: {apart}", "y": f"Union farmers sold wheat: {apart}"}), .5)


class Explain(Case):
    def test_a_protected_word_says_which_list_protects_it(self):
        names = self.write("names.txt", NAMES)
        shown = run("stem", "--explain", "وبسمرقند", "--protect", names, check=0).stdout.decode()
        self.assertIn("(city, --protect)", shown)
        self.assertIn("samarqand", shown)

    def test_the_term_shown_is_the_term_counted(self):
        words = ["والعلاقات", "فكرة", "Soviets", "бежала", "running", "1925", "قانونية", "ولاياتهم"]
        corpus = self.corpus({"a/b.txt": "\n\n".join(words) + "\n"})
        rows = run("stem", "--language", "ar", stdin=run("tokenize", corpus, "--language", "ar", check=0).stdout,
                   check=0).stdout.decode().splitlines()
        counted = [line.split("\t")[4] for line in rows if line.count("\t") == 4]
        shown = run("stem", "--explain", *words, "--language", "ar", check=0).stdout.decode().replace("\u200e", "")
        terms = [line.split()[1] for line in shown.splitlines() if line.startswith("  term")]
        self.assertEqual(terms, counted)

    def test_wrong_uses_end_with_64(self):
        run("stem", "--explain", check=64)
        run("stem", "word", check=64)
        run("inspect", "--explain", self.corpus(TEXTS), check=64)

    def test_what_holds_no_word_is_warned_about(self):
        done = run("stem", "--explain", "?", check=0)
        self.assertIn("there is no word in it", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
