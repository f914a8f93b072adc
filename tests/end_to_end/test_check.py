"""mizan check: one cause changed at a time, each told rightly; outputs that machines read; gates; bad input."""
import csv
import io
import pathlib
import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree as xml

from support import MIZAN, ROOT, Case, json, run

TEXTS = {
    "treaty/paper.txt": "The ministers of Britain and the Soviet Union signed the treaty in May 1942. The alliance "
                        "against Germany was to last twenty years.\n",
    "treaty/radio.txt": "In May 1942 Britain and the Soviet Union signed an alliance in London. Radio Moscow praised the "
                        "ministers and the treaty.\n",
    "treaty/diary.txt": "A grey day in London. They signed it in the afternoon; nobody spoke of Germany, and the tea was "
                        "cold.\n",
    "harvest/paper.txt": "The harvest of wheat was poor after the dry summer of 1936. Farmers sold their cattle.\n",
    "harvest/radio.txt": "Farmers spoke of a dry summer and a poor harvest; wheat and cattle were sold cheaply.\n",
    "harvest/diary.txt": "Dust on every window. The cattle are gone, sold at the fair, and the farmers sit and drink.\n",
}
HOSTILE = ["<script>alert(1)</script>", "=cmd|' C'!A0", "x\x1b[31mred", "\u202etxt.exe", "a\nb", "::error::pwned",
           "##[add-mask]x", "%0A::error::y", "]]>", "&amp;", "'\"><img src=x>", "\u2066iso"]


class Check(Case):
    def setUp(self):
        super().setUp()
        self.texts = self.corpus(TEXTS)
        self.base = self.compare(self.texts, "--language", "en", out="base")

    def check(self, *arguments, expect, base=None, out=None, **more):
        return run("check", base or self.base, out or self.folder / "out", *arguments, check=expect, **more)

    def found(self, *arguments, expect=1, **more):
        return json.loads(self.check(*arguments, "--format", "json", expect=expect, **more).stdout)

    def again(self, *options):
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        return self.compare(self.texts, "--language", "en", *options)

    def copy(self):
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        return pathlib.Path(shutil.copytree(self.base, self.folder / "out"))

    def edit(self, path, old, new):
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    def causes(self, found):
        return [(c["kind"], c["name"]) for c in found["causes"]]

    def test_equal_runs_are_equal_and_nothing_is_touched(self):
        self.again()
        before = sorted((p, p.stat().st_mtime_ns) for p in self.folder.rglob("*"))
        done = self.check(expect=0)
        self.assertRegex(done.stdout.decode(), r"\ANo finding differs from .*: [\d,]+ compared\.\n\Z")
        self.assertEqual(done.stderr, b"")
        self.assertEqual(self.check("--quiet", "--tolerance", "0", expect=0).stdout, b"")
        self.assertEqual(self.check("--annotations", "github", expect=0).stderr, b"")
        self.assertEqual(sorted((p, p.stat().st_mtime_ns) for p in self.folder.rglob("*")), before)

    def test_a_changed_document_is_the_cause(self):
        path = self.texts / "treaty" / "diary.txt"
        path.write_text(TEXTS["treaty/radio.txt"])
        self.again()
        found = self.found()
        self.assertEqual(self.causes(found), [("input-changed", str(path))])
        told = {(c["kind"], c["subject"], *c["names"]) for c in found["changes"]}
        self.assertIn(("matrix", "% and %", "treaty/diary", "treaty/radio"), told)
        self.assertIn(("neighbours", "nearest to %", "treaty/radio"), told)
        self.assertIn(("sentences", "most alike on %", "treaty"), told)
        self.assertEqual(found["changed"]["documents"], 0)

    def test_of_two_changed_documents_each_has_its_cells(self):
        (self.texts / "treaty" / "diary.txt").write_text(TEXTS["treaty/radio.txt"])
        (self.texts / "harvest" / "diary.txt").write_text(TEXTS["harvest/radio.txt"])
        self.again()
        found = self.found("--only", "matrix")
        for change in found["changes"]:
            name = found["causes"][change["cause"]]["name"]
            changed = [n for n in change["names"] if n in ("treaty/diary", "harvest/diary")]
            if len(changed) == 1:
                self.assertEqual(name, str(self.texts / (changed[0] + ".txt")), change)
            else:
                self.assertEqual(found["causes"][change["cause"]]["kind"], "several", change)

    def test_documents_that_came_and_went(self):
        (self.texts / "harvest" / "letter.txt").write_text("A letter on the harvest of wheat.\n")
        self.again()
        found = self.found("--only", "documents")
        self.assertEqual(self.causes(found), [("input-added", str(self.texts / "harvest" / "letter.txt"))])
        self.assertEqual(found["changes"][0]["subject"], "document % is new")
        (self.texts / "harvest" / "letter.txt").unlink()
        (self.texts / "harvest" / "diary.txt").unlink()
        self.again()
        found = self.found("--only", "documents")
        self.assertEqual(self.causes(found), [("input-removed", str(self.texts / "harvest" / "diary.txt"))])

    def test_a_renamed_document_is_told_as_that_in_every_format(self):
        old, new = self.texts / "harvest" / "diary.txt", self.texts / "harvest" / "ledger.txt"
        old.rename(new)
        self.again()
        found = self.found("--only", "documents,matrix")
        self.assertEqual([(c["subject"], c["names"]) for c in found["changes"]],
                         [("document % is renamed to %", ["harvest/diary", "harvest/ledger"]), ("source of %", ["harvest/ledger"])])
        self.assertEqual([(c["kind"], c["name"], c["before"]) for c in found["causes"]], [("input-renamed", str(new), str(old))])
        self.assertEqual(found["without_effect"], [])
        self.assertEqual(found["compared"]["matrix"], 15, "the renamed document's similarities are compared, too")
        told = "document harvest/diary is renamed to harvest/ledger"
        why = f"the input {old} is renamed to {new}"
        report, quality = self.folder / "check.xml", self.folder / "quality.json"
        done = self.check("--only", "documents", "--junit", report, "--annotations", "github", "--code-quality", quality, expect=1)
        text = done.stdout.decode() + done.stderr.decode()
        self.assertIn(f"Why: {why}\n  documents\n    - {told}\n", text)
        self.assertIn(f"::error file={new},line=1,title=mizan check (documents)::{told}%0AWhy: {why}\n", text)
        case = xml.parse(report).getroot().find("testsuite/testcase")
        self.assertEqual((case.get("name"), case.find("failure").get("type")), (told, "input-renamed"))
        issue = json.loads(quality.read_text())[0]
        self.assertEqual((issue["description"], issue["location"]["path"]), (f"{told}. Why: {why}", str(new)))

    def test_an_option_is_the_cause_and_what_follows_from_it_is_none(self):
        for options, name in ((["--stop-words", "none"], "stop-words"), (["--weight", "ltc"], "weight"),
                              (["--ngrams", "2"], "ngrams")):
            self.again(*options)
            found = self.found()
            self.assertEqual(self.causes(found), [("option", name)], options)
        self.again("--excel", "-k", "3")
        found = self.found(expect=0)
        self.assertEqual([c["name"] for c in found["without_effect"]], ["excel", "top"])

    def test_tables_versions_and_formulas_are_causes(self):
        for key, old, new, cause in (
                ("tables", '"crc32": "', '"crc32": "0', ("table", "ar")),
                ("ICU", '"ICU": "', '"ICU": "9', ("library", "ICU")),
                ("Unicode", '"Unicode": "', '"Unicode": "9', ("library", "Unicode")),
                ("mizan", '"mizan": "', '"mizan": "9', ("program", "mizan")),
                ("formula", '"formula": "sum', '"formula": "SUM', ("formula", "measure")),
                ("code", '"program"', '"program"', ("code", None))):
            out = self.copy()
            self.edit(out / "run.json", old, new)
            rows = list(csv.reader(io.StringIO((out / "similarity.csv").read_text(), newline="")))
            rows[1][2] = "0.987"
            with open(out / "similarity.csv", "w", newline="") as file:
                csv.writer(file).writerows(rows)
            found = self.found()
            self.assertEqual(self.causes(found), [cause], key)
            self.assertEqual(sum(found["changed"].values()), 1)
            self.assertEqual(found["changes"][0]["after"], 0.987)

    def test_the_events_of_a_file_are_compared_and_the_file_is_the_cause(self):
        events = self.write("events.csv", "event,years,words\ntreaty,1942,alliance treaty ministers\n"
                                          "harvest,1936,harvest wheat cattle farmers\n")
        texts = self.write("papers.ndjson", "\n".join(json.dumps(
            {"id": source, "source": source, "text": (TEXTS[f"treaty/{source}.txt"] * 8 + TEXTS[f"harvest/{source}.txt"] * 8)})
            for source in ("paper", "radio", "diary")))

        def compare(out):
            return self.compare(texts, "--language", "en", "--events", events, "--robustness", "none", "--force", out=out)
        base = compare("told")
        compare("out")
        self.check(base=base, expect=0)
        events.write_text("event,years,words\ntreaty,1942,alliance treaty ministers\nharvest,1936,Dust window\n")
        compare("out")
        found = self.found(base=base)
        self.assertEqual(self.causes(found), [("input-changed", str(events))])
        self.assertTrue(found["changed"]["events"] and found["changed"]["sources"], found["changed"])
        self.assertIn("passages of % on %", {c["subject"] for c in found["changes"]})
        (self.folder / "out" / "events.csv").unlink()
        self.assertIn("events.csv: is not there", self.check(base=base, expect=66).stderr.decode())

    def test_distances_are_compared_as_such(self):
        base = self.compare(self.texts, "--language", "en", "--similarity", "jensen-shannon", out="far")
        (self.texts / "treaty" / "diary.txt").write_text(TEXTS["treaty/radio.txt"])
        out = self.again("--similarity", "jensen-shannon")
        found = self.found(base=base)
        self.assertEqual(self.causes(found), [("input-changed", str(self.texts / "treaty" / "diary.txt"))])
        most = next(c for c in found["changes"] if c["kind"] == "sentences" and c["subject"] == "most alike on %")
        self.assertEqual((most["names"], most["after"]), (["treaty"], "diary and radio"))  # the same text: at 0
        nearest = {c["names"][0]: c["after"] for c in found["changes"] if c["subject"] == "nearest to %"}
        self.assertEqual(nearest["treaty/radio"], "treaty/diary")
        self.assertIn("holds distances", run("check", out, "--max-similarity", "0.9", check=64).stderr.decode())
        found = self.found()
        self.assertEqual([c["kind"] for c in found["causes"]], ["several", "input-changed"][:len(found["causes"])])

    def test_factors_and_the_centred_similarity_are_compared(self):
        out = self.copy()
        with open(out / "factors.csv", newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        rows[0][header.index("similarity")] = "0.9"
        with open(out / "factors.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        found = self.found()
        self.assertEqual([(c["kind"], c["after"]) for c in found["changes"]], [("factors", 0.9)])
        self.assertEqual(self.causes(found), [("code", None)])
        self.check("--only", "sources,events", expect=0)

    def test_a_moved_corpus_is_the_same(self):
        moved = self.folder / "moved"
        shutil.copytree(self.texts, moved)
        self.compare(moved, "--language", "en")
        self.check(expect=0)

    def test_ndjson_documents_are_told_apart(self):
        def write(name, edited=None):
            lines = [{"id": k[:-4], "event": k.split("/")[0], "source": k.split("/")[1][:-4], "text": v}
                     for k, v in TEXTS.items()]
            if edited:
                lines[2]["text"] = edited
            return self.write(name, "\n".join(map(json.dumps, lines)))
        path = write("news.ndjson")
        base = self.compare(path, "--language", "en", out="base2")
        write("news.ndjson", TEXTS["treaty/radio.txt"])
        self.compare(path, "--language", "en")
        found = self.found(base=base)
        self.assertEqual(self.causes(found), [("input-changed", str(path))])

    def test_tolerance_and_kinds(self):
        out = self.copy()
        rows = list(csv.reader(io.StringIO((out / "similarity.csv").read_text(), newline="")))
        rows[1][2] = repr(float(rows[1][2]) + .004)
        with open(out / "similarity.csv", "w", newline="") as file:
            csv.writer(file).writerows(rows)
        self.check(expect=0)
        self.check("--tolerance", "0.003", expect=1)
        self.check("--tolerance", "0.003", "--only", "sources,terms", expect=0)

    def test_gates(self):
        out = self.base
        done = run("check", out, "--max-similarity", "0.2", check=1)
        self.assertIn("treaty/paper and treaty/radio: ", done.stdout.decode())
        run("check", out, "--max-similarity", "5", check=0)
        run("check", out, "--min-similarity", "treaty/paper", "treaty/radio", "0.1", "--min-similarity", "paper", "radio",
            "0.1", check=0)
        done = run("check", out, "--min-similarity", "treaty/paper", "harvest/radio", "0.9", check=1)
        self.assertIn("below the bound 0.9000", done.stdout.decode())
        self.again()
        self.check("--max-similarity", "0.2", "--only", "terms", expect=1)

    def test_hostile_names_come_out_harmless(self):
        def write(text):
            lines = [{"id": f"{i}{name}", "event": "e" + name[:3], "source": "s" + name, "title": name * 3,
                      "text": TEXTS[sorted(TEXTS)[i % 6]]} for i, name in enumerate(HOSTILE)]
            lines[0]["text"] = text
            return self.write("evil.ndjson", "\n".join(map(json.dumps, lines)))
        path = write("Nothing of the kind.")
        base = self.compare(path, "--language", "en", out="base2")
        write(TEXTS["treaty/paper.txt"])
        self.compare(path, "--language", "en")
        done = self.check("--junit", self.folder / "check.xml", "--code-quality", self.folder / "quality.json",
                          "--annotations", "github", expect=1, base=base)
        text, commands = done.stdout.decode(), done.stderr.decode()
        for output in (text, commands, (self.folder / "check.xml").read_text()):
            self.assertNotRegex(output, "[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
            self.assertNotIn("##[", output)
        self.assertNotRegex(text, r"(?m)^\s*::")
        for line in commands.splitlines():
            self.assertRegex(line, r"\A::error (file=[^,:]+,line=\d+,)?title=mizan check( \(\w+\))?::")
        suites = xml.parse(self.folder / "check.xml").getroot()
        self.assertGreater(len(suites.findall(".//failure")), 5)
        self.assertEqual(suites.findall(".//script"), [])
        for suite in suites:
            self.assertEqual(int(suite.get("tests")), len(suite.findall("testcase")))
            self.assertEqual(int(suite.get("failures")), len(suite.findall(".//failure")))
        issues = json.loads((self.folder / "quality.json").read_text())
        self.assertEqual(len({i["fingerprint"] for i in issues}), len(issues))
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()),
                         ["base", "base2", "check.xml", "corpus", "evil.ndjson", "out", "quality.json"])

    @unittest.skipUnless(shutil.which("xmllint"), "needs xmllint")
    def test_junit_is_valid_by_the_schema(self):
        (self.texts / "treaty" / "diary.txt").write_text(TEXTS["treaty/radio.txt"])
        self.again()
        for expect in (1, 0):
            self.check("--junit", self.folder / "check.xml", "--quiet", expect=expect,
                       base=self.base if expect else self.folder / "out")
            done = subprocess.run(["xmllint", "--noout", "--schema", ROOT / "tests" / "end_to_end" / "junit.xsd",
                                   self.folder / "check.xml"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_annotations_follow_the_environment(self):
        (self.texts / "treaty" / "diary.txt").write_text(TEXTS["treaty/radio.txt"])
        self.again()
        none = {"GITHUB_ACTIONS": "", "GITLAB_CI": ""}
        github = self.check("--annotations", "auto", expect=1, environment={**none, "GITHUB_ACTIONS": "true"})
        self.assertIn(b"::error file=", github.stderr)
        self.assertLessEqual(github.stderr.count(b"\n"), 10)
        gitlab = self.check("--annotations", "auto", expect=1, environment={**none, "GITLAB_CI": "true"})
        self.assertTrue(gitlab.stdout.startswith(b"\x1b[0Ksection_start:0:mizan_check\r"))
        plain = self.check("--annotations", "auto", expect=1, environment=none)
        self.assertEqual(plain.stderr, b"")
        self.assertNotIn(b"section_start", plain.stdout)
        self.assertEqual(self.check(expect=1, environment={"GITHUB_ACTIONS": "true"}).stderr, b"")

    def test_bad_input(self):
        out = self.again()
        nowhere = self.folder / "nowhere"
        shutil.copytree(out, self.folder / "half")
        (self.folder / "half" / "terms.csv").unlink()
        shutil.copytree(out, self.folder / "cut")
        content = (out / "sources.csv").read_bytes()
        (self.folder / "cut" / "sources.csv").write_bytes(content[:len(content) - 40])
        shutil.copytree(out, self.folder / "torn")
        (self.folder / "torn" / "run.json").write_text('{"program": "mizan",\n')
        other = self.compare(self.corpus({"x/y.txt": "Other words entirely.\n"}, name="other"), out="others")
        for arguments, code, message in [
                ([], 64, "needs two folders of results"),
                ([out], 64, "or a bound of its own"),
                ([out, out, out], 64, "needs two folders"),
                ([nowhere, out], 66, f"mizan compare --from {out}/run.json -o {nowhere}"),
                ([out, nowhere], 66, "there is no such folder"),
                ([self.texts, out], 66, "run.json: cannot be opened"),
                ([self.folder / "half", out], 66, "half/terms.csv: is not there"),
                ([out, self.folder / "cut"], 65, "cut/sources.csv:"),
                ([out, self.folder / "torn"], 65, "torn/run.json:2"),
                ([other, out], 65, "no document in common"),
                ([out, out, "--only", "sorces"], 64, "not 'sorces'"),
                ([out, out, "--only", ""], 64, "--only needs"),
                ([out, out, "--tolerance", "-1"], 64, "--tolerance needs a number from 0 on"),
                ([out, out, "--tolerance", "x"], 64, "--tolerance needs"),
                ([out, "--max-similarity", "nan"], 64, "--max-similarity needs"),
                ([out, "--min-similarity", "a", "b"], 64, "--min-similarity needs two documents or sources"),
                ([out, "--min-similarity", "a", "b", "0.5"], 64, "'a' is neither a document nor a source"),
                ([out, out, "--stem", "none"], 64, "--stem cannot change what is checked"),
                ([out, out, "--format", "csv"], 64, "has no --format csv"),
                ([out, out, "--annotations", "gitlob"], 64, "did you mean 'gitlab'?"),
                ([out, out, "--junit", self.folder / "no" / "x.xml"], 73, "cannot be created"),
                ([self.base, out, "--junit", "/dev/full"], 74, "/dev/full"),
        ]:
            done = run("check", *arguments, check=code)
            self.assertIn(message, done.stderr.decode(), arguments)
        done = run("compare", self.texts, "-o", self.folder / "new", "--junit", "x.xml", check=64)
        self.assertIn("--junit goes with mizan check", done.stderr.decode())

    def test_another_version_is_read_as_far_as_it_goes(self):
        out = self.copy()
        base = pathlib.Path(shutil.copytree(self.base, self.folder / "older"))
        self.edit(base / "run.json", '"mizan": "', '"mizan": "0.0.')
        (base / "silences.csv").unlink()
        self.edit(base / "documents.csv", ",path,text_crc32", ",path_,text_crc")
        done = self.check(expect=0, base=base, out=out)
        self.assertIn("silences.csv: only OUT has it", done.stdout.decode())
        self.assertIn("mizan itself is of another version: 0.0.", done.stdout.decode())

    def test_ten_thousand_sources_and_titles_of_ten_thousand_characters(self):
        base, out = (pathlib.Path(shutil.copytree(self.base, self.folder / n)) for n in ("many", "out"))
        count = 10000

        def rewrite(folder, name, rows):
            with open(folder / name, newline="") as file:
                header = next(csv.reader(file))
            with open(folder / name, "w", newline="") as file:
                writer = csv.DictWriter(file, header, restval="")
                writer.writeheader()
                writer.writerows(rows)
        for side, folder in enumerate((base, out)):
            title = "\u202e" + "x" * 10000
            (folder / "similarity.csv").unlink()
            rewrite(folder, "documents.csv", ({"document": f"d{i}", "source": f"s{i}", "event": "e", "title": title if i % 100 == 0 else "t",
                                               "language": "en", "path": f"d{i}.txt", "text_crc32": side if i == 7 else 9,
                                               "bytes": 1, "date": ""} for i in range(count)))
            rewrite(folder, "neighbours.csv", ({"document": f"d{i}", "rank": 1, "neighbour": f"d{(i + 1) % count}",
                                                "similarity": .5 + .2 * side, "cosine": .5} for i in range(count)))
            rewrite(folder, "sources.csv", ({"event": "e", "source_a": f"s{i}", "source_b": f"s{i + 1}",
                                             "similarity": (i % 97) / 97 + .1 * side} for i in range(count - 1)))
            rewrite(folder, "terms.csv", ({"kind": "source", "name": f"s{i}", "rank": 1, "term": f"t{side}",
                                           "form": title if i % 100 == 0 else "f"} for i in range(count)))
        found = self.found(base=base)
        self.assertEqual([c["kind"] for c in found["causes"]], ["code"])
        self.assertEqual(found["changed"]["neighbours"], count)
        self.assertEqual(found["changed"]["sources"], count - 1)
        self.assertEqual(sum(c["kind"] == "sources" for c in found["changes"]), 1000)
        text = self.check("--junit", self.folder / "check.xml", expect=1, base=base).stdout.decode()
        self.assertLess(len(text.splitlines()), 60)
        self.assertLess(max(map(len, text.splitlines())), 1000)
        self.assertIn("      and 9,995 more\n", text)
        self.assertLess((self.folder / "check.xml").stat().st_size, 5e6)


def workflow(name):
    """A YAML block of README that contains this line."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    return next(b for b in blocks if name in b)


class Workflows(Case):
    """The shell steps of README's workflows, with the program in the place of its installation."""

    def run_steps(self, steps, environment):
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "mizan").symlink_to(MIZAN)
        for expect in (66, 0, 1):
            if expect == 0:
                run("compare", "texts/", "-o", "baseline", "--quiet", cwd=self.folder, check=0)
            if expect == 1:
                (self.folder / "texts/treaty/diary.txt").write_text(TEXTS["treaty/radio.txt"])
            shutil.rmtree(self.folder / "results", ignore_errors=True)
            code = 0
            for step in steps:
                done = subprocess.run(["bash", "-eo", "pipefail", "-c", step], cwd=self.folder, capture_output=True,
                                      env={"PATH": f"{tools}:/usr/bin:/bin", **environment})
                code = done.returncode
                if code:
                    break
            self.assertEqual(code, expect, done.stderr.decode())
        return done

    def test_github(self):
        self.corpus(TEXTS, name="texts")
        steps = [s for s in re.findall(r"^\s+- run: (.*)$", workflow("actions/checkout"), re.MULTILINE) if "make" not in s]
        self.assertEqual([s.split()[:2] for s in steps], [["mizan", "compare"], ["mizan", "check"]])
        done = self.run_steps(steps, {"GITHUB_ACTIONS": "true"})
        self.assertIn(b"::error file=texts/treaty/diary.txt", done.stderr)
        self.assertTrue((self.folder / "check.xml").exists())

    def test_gitlab(self):
        self.corpus(TEXTS, name="texts")
        steps = [s for s in re.findall(r"^\s+- (.*)$", workflow("codequality"), re.MULTILINE) if "make" not in s]
        self.assertEqual([s.split()[:2] for s in steps], [["mizan", "compare"], ["mizan", "check"]])
        done = self.run_steps(steps, {"GITLAB_CI": "true"})
        self.assertIn(b"section_start", done.stdout)
        self.assertTrue(json.loads((self.folder / "code-quality.json").read_text()))


if __name__ == "__main__":
    unittest.main()
