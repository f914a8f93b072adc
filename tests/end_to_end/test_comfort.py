"""What makes the program easy to live with: --from, --excel, completions, manual pages, installing."""
import csv
import os
import pathlib
import re
import shutil
import subprocess
import unittest

import test_topics
from support import CORPORA, MIZAN, ROOT, SMALL, Case, json, read_results, run, table

FORMULAS = {"treaty/=cmd.txt": SMALL["treaty/paper.txt"], "treaty/+radio.txt": SMALL["treaty/radio.txt"],
            "harvest/-5.txt": SMALL["harvest/paper.txt"], "harvest/@sum.txt": SMALL["harvest/radio.txt"]}


def shell(name):
    return unittest.skipUnless(shutil.which(name), f"{name} is not installed")


class From(Case):
    def test_a_run_is_repeated_to_the_byte(self):
        corpus = CORPORA if (CORPORA / "manifest.csv").exists() else self.corpus(SMALL)
        first = self.compare(corpus, "--where", "language=ar", "--max-df", "0.9", "--min-df", "2", "--ngrams", "2",
                             "--threshold", "0.05", "--stem", "light", "--stop-words", "none", "--top", "3", "--seed", "7",
                             "--excel", "--weight", "ltc", "--background", "auto", "--keep-apparatus", out="first")
        second = self.compare("--from", first / "run.json", out="second")
        self.assertEqual(read_results(first), read_results(second))

    def test_the_defaults_are_repeated_to_the_byte(self):
        first = self.compare(self.corpus(SMALL), out="first")
        self.assertEqual(read_results(first), read_results(self.compare("--from", first / "run.json", out="second")))

    def test_what_is_given_wins_wherever_it_stands(self):
        first = self.compare(self.corpus(SMALL), "--top", "1", "--stem", "none", out="first")
        plain = self.compare(self.corpus(SMALL), "--top", "2", "--stem", "none", out="plain")
        for i, order in enumerate((["--top", "2", "--from", first / "run.json"], ["--from", first / "run.json", "--top", "2"])):
            self.assertEqual(read_results(plain), read_results(self.compare(*order, out=f"second{i}")))

    def test_another_corpus_takes_the_place_of_the_earlier_one(self):
        first = self.compare(self.corpus(SMALL), out="first")
        other = self.corpus({"a/b.txt": "One text alone.\n"}, "other")
        second = self.compare(other, "--from", first / "run.json", out="second")
        self.assertEqual([row["document"] for row in table(second / "documents.csv")], ["a/b"])

    def test_every_option_that_a_result_depends_on_stands_in_run_json(self):
        """What is not there cannot be repeated: an option that is added must be written, or named here with a reason."""
        elsewhere = {
            "output", "force", "quiet", "all-warnings", "workers", "memory", "block", "timings",  # no result depends on them
            "sqlite",                                                  # a file of the user's own beside OUT
            "from", "help", "version", "completion",                   # no option of a run
            "queries", "column", "rows", "documents", "vocabulary",    # of nearest and vectorize, which write no run.json
            "explain",                                                 # of stem
            "sources", "event", "term",                                # of explain
            "match", "context", "format",                              # of concordance
            "tolerance", "only", "max-similarity", "min-similarity", "junit", "annotations", "code-quality",  # of check
        }
        out = self.compare(self.corpus(SMALL))
        written = set(json.loads((out / "run.json").read_text())["options"])
        self.assertEqual(long_options() - elsewhere - written, set())
        self.assertEqual(written - long_options(), set())

    def test_each_option_in_turn_is_repeated_to_the_byte(self):
        """Flags and numbers are found in run.json; an option of another kind needs a value here."""
        corpus = self.corpus(SMALL)
        words, forms = self.write("words.txt", "treaty\n"), self.write("forms.tsv", "#documents\t100\nwheat\t3\n")
        names = self.write("names.tsv", "Moscow\tMoscow\n")
        events = self.write("events.csv", "event,years,words\nalliance,1942,alliance\n")
        others = self.write("others.ndjson", '{"id": "r", "text": "Farmers sold wheat in Moscow."}\n')
        values = {"encoding": "windows-1252", "language": "en", "source-column": "event", "event-column": "source",
                  "where": "source=paper", "stem": "none", "stop-words": f"auto,{words}", "min-df": "2", "max-df": "50%",
                  "weight": "sklearn", "background": forms, "similarity": "cosine", "threshold": "0.125", "protect": names,
                  "repair": "none", "report": "none", "report-language": "ar", "characters": "4", "reference": "paper", "export": "npz,graphml,long",
                  "sort": "effect", "robustness": "none", "events": events, "reference-corpus": others}
        options = json.loads((self.compare(corpus, out="plain") / "run.json").read_text())["options"]
        planted = self.folder / "planted.ndjson"
        test_topics.planted_corpus(planted)
        for number, (name, default) in enumerate(options.items()):
            if name in values:
                given = [f"--{name}", values[name]]
            elif default is False:
                given = [f"--{name}"]
            else:
                self.assertIsInstance(default, int, f"--{name} wants a value in this test")
                given = [f"--{name}", default + 1]
            with self.subTest(option=given):
                first = self.compare(planted if name == "topics" else corpus, *given, out=f"first{number}")
                self.assertNotEqual(json.loads((first / "run.json").read_text())["options"][name], default)
                again = self.compare("--from", first / "run.json", out=f"again{number}")
                self.assertEqual(read_results(first), read_results(again))

    def test_topics_and_character_ngrams_are_repeated_together(self):
        planted = self.folder / "planted.ndjson"
        test_topics.planted_corpus(planted)
        first = self.compare(planted, "--topics", "4", "--characters", "4", "--ngrams", "2", "--top", "3", out="first")
        self.assertIn("topics.csv", read_results(first))
        self.assertEqual(read_results(first), read_results(self.compare("--from", first / "run.json", out="second")))

    def test_a_wrong_file_ends_with_78_and_names_file_and_key(self):
        first = self.compare(self.corpus(SMALL), out="first")
        good = (first / "run.json").read_text()
        for old, new, parts in (('"stem": "auto"', '"stem": "atuo"', (b'"stem"', b"did you mean 'auto'")),
                                ('"stem": "auto"', '"stum": "auto"', (b'there is no option "stum"',)),
                                ('"program": "mizan"', '"program": "other"', (b"is no run.json of mizan",)),
                                ('"stem": "auto",', '"stem": "auto"', (b"line ",))):
            self.assertIn(old, good)
            bad = self.write("bad.json", good.replace(old, new, 1))
            done = run("compare", "--from", bad, "-o", self.folder / "out", check=78)
            for part in (b"bad.json", *parts):
                self.assertIn(part, done.stderr)
            self.assert_clean()
        run("compare", "--from", self.folder / "none.json", "-o", self.folder / "out", check=66)


class Excel(Case):
    def test_every_table_has_a_guarded_copy_and_is_itself_as_ever(self):
        corpus = self.corpus(FORMULAS)
        plain = read_results(self.compare(corpus, out="plain"))
        guarded = read_results(self.compare(corpus, "--excel", out="guarded"))
        tables = [name for name in plain if name.endswith(".csv")]
        self.assertEqual(set(guarded) - set(plain), {name[:-4] + ".excel.csv" for name in tables})
        for name in tables:
            self.assertEqual(plain[name], guarded[name], name)
            copy = guarded[name[:-4] + ".excel.csv"]
            self.assertTrue(copy.startswith(b"\xef\xbb\xbf"), name)
            rows = list(csv.reader(plain[name].decode().splitlines(keepends=True)))
            copied = list(csv.reader(copy.decode("utf-8-sig").splitlines(keepends=True)))
            self.assertEqual([[self.guarded(value) for value in row] for row in rows], copied, name)
        sources = {row["source"] for row in csv.DictReader(guarded["documents.excel.csv"].decode("utf-8-sig").splitlines())}
        self.assertEqual(sources, {"'=cmd", "'+radio", "-5", "'@sum"})

    @staticmethod
    def guarded(value):
        number = re.fullmatch(r"-\d+(\.\d+)?(e[+-]?\d+)?", value)
        return "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") and value and not number else value


class Completion(Case):
    def script(self, name):
        return self.write(f"completion.{name}", run("help", "--completion", name, check=0).stdout)

    @shell("bash")
    def test_bash_completes_commands_options_values_and_files(self):
        corpus = self.corpus({"a text/x.txt": "x\n"})
        script = self.script("bash")
        subprocess.run(["bash", "-n", script], check=True)
        cases = (
            (["mizan", "comp"], ["compare"]),
            (["mizan", "help", "ins"], ["inspect"]),
            (["mizan", "compare", "--sto"], ["--stop-words"]),
            (["mizan", "compare", "--stem", ""], ["auto", "light", "snowball", "none"]),
            (["mizan", "compare", "--stem", "=", "li"], ["light"]),
            (["mizan", "compare", "--stem", "="], ["auto", "light", "snowball", "none"]),
            (["mizan", "--top", "3", "near"], ["nearest"]),
            (["mizan", "compare", "cor"], ["corpus"]),
            (["mizan", "compare", "corpus/"], ["corpus/a text"]),
            (["mizan", "compare", "-o", "cor"], ["corpus"]),
            (["mizan", "compare", "--top", ""], []),
            (["mizan", "stem", ""], []),
        )
        for words, expected in cases:
            done = subprocess.run(
                ["bash", "-c", 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mizan; '
                 '((${#COMPREPLY[@]})) && printf "%s\\n" "${COMPREPLY[@]}"; true', script, *words],
                capture_output=True, text=True, cwd=corpus.parent, check=True)
            self.assertEqual(done.stdout.splitlines(), expected, words)
        registered = subprocess.run(["bash", "-c", 'source "$0"; complete -p mizan', script], capture_output=True, text=True)
        self.assertIn("-F _mizan mizan", registered.stdout)

    @shell("zsh")
    def test_zsh_takes_its_script(self):
        done = subprocess.run(["zsh", "-f", "-n", self.script("zsh")], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    @shell("fish")
    def test_fish_completes_commands_and_values(self):
        script = self.script("fish")
        environment = dict(os.environ, HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder))
        for line, expected in (("mizan ins", ["inspect"]), ("mizan compare --stop", ["--stop-words"]),
                               ("mizan compare --similarity cos", ["cosine", "cosine-delta"])):
            done = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"], capture_output=True,
                                  text=True, env=environment)
            self.assertEqual([row.split("\t")[0] for row in done.stdout.splitlines()], expected, done.stderr)


def long_options():
    """As --help lists them, which prints the table."""
    return set(re.findall(r"^  (?:-\w, |    )--([a-z-]+)", run("--help", check=0).stdout.decode(), re.MULTILINE))


def commands():
    return set(re.findall(r"^  ([a-z]+) ", run("--help", check=0).stdout.decode().split("\nCommands\n")[1].split("\n\n")[0],
                          re.MULTILINE))


class Help(unittest.TestCase):
    def test_examples_come_first_and_every_line_fits_a_screen(self):
        text = run("--help", check=0).stdout.decode()
        self.assertLess(text.index("mizan compare texts/ -o results"), text.index("Usage:"))
        for command in ("", *commands() - {"help"}):
            for line in run("help", *command.split(), check=0).stdout.decode().splitlines():
                self.assertLessEqual(len(line), 80 if not line.startswith("    mizan ") else 100, line)

    def test_help_on_a_command_leaves_out_what_concerns_another(self):
        text = run("help", "compare", check=0).stdout.decode()
        self.assertIn("--excel", text)
        self.assertNotIn("--vocabulary", text)
        self.assertIn("--vocabulary", run("help", "vectorize", check=0).stdout.decode())


class Manual(unittest.TestCase):
    PAGES = (ROOT / "pipeline" / "mizan.1", ROOT / "pipeline" / "mizan-vertical.5")

    @shell("mandoc")
    def test_the_pages_are_clean(self):
        for page in self.PAGES:
            done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", page], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout), (0, ""), page.name)

    def test_every_option_stands_in_the_page_and_no_other(self):
        page = self.PAGES[0].read_text().replace("\\-", "-")
        documented = set()
        for line in page.splitlines():
            if line.startswith(".It Fl"):
                documented |= set(re.findall(r" -([a-z-]+)", line))
        self.assertEqual(documented, long_options())
        mentioned = set(re.findall(r"Fl -([a-z][a-z-]+)", page)) | set(re.findall(r" --([a-z][a-z-]+)", page))
        self.assertEqual(mentioned - long_options(), set())

    def test_every_command_stands_in_the_page_and_no_other(self):
        page = self.PAGES[0].read_text()
        synopsis = set(re.findall(r"^\.Cm ([a-z]+)", page.split(".Sh SYNOPSIS")[1].split(".Sh DESCRIPTION")[0], re.MULTILINE))
        self.assertEqual(synopsis, commands())
        described = set()
        for line in page.split(".Sh DESCRIPTION")[1].split(".Sh CORPUS")[0].splitlines():
            if line.startswith(".It Cm"):
                described |= set(re.findall(r"[a-z]+", line.removeprefix(".It Cm")))
        self.assertEqual(described, commands() - {"help"})


class Install(Case):
    def make(self, target, destination):
        """From a copy without sources to build: what is there is installed as it is."""
        build = pathlib.Path(MIZAN).parent
        return subprocess.run(["make", "-s", "-o", "all", target, f"BUILD={build}", f"DESTDIR={destination}", "PREFIX=/opt/odd"],
                              cwd=ROOT, capture_output=True, text=True, check=True,
                              env={name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKEOVERRIDES")})

    @shell("make")
    def test_an_installed_program_runs_in_place_and_uninstalling_leaves_nothing(self):
        destination = self.folder / "destination"
        self.make("install", destination)
        prefix = destination / "opt" / "odd"
        files = {str(p.relative_to(prefix)) for p in prefix.rglob("*") if p.is_file()}
        self.assertEqual(files, {"bin/mizan", "share/man/man1/mizan.1", "share/man/man5/mizan-vertical.5",
                                 "share/bash-completion/completions/mizan", "share/zsh/site-functions/_mizan",
                                 "share/fish/vendor_completions.d/mizan.fish"})
        for path in files:
            self.assertEqual((prefix / path).stat().st_mode & 0o777, 0o755 if path == "bin/mizan" else 0o644, path)
        self.assertEqual((prefix / "share/bash-completion/completions/mizan").read_bytes(),
                         run("help", "--completion", "bash", check=0).stdout)
        corpus = self.corpus(SMALL)
        subprocess.run([prefix / "bin" / "mizan", "compare", corpus, "-o", self.folder / "there", "--quiet"], check=True,
                       cwd="/", env={"PATH": "/usr/bin:/bin"})
        self.assertEqual(read_results(self.folder / "there"), read_results(self.compare(corpus)))
        self.make("uninstall", destination)
        self.assertEqual([p for p in destination.rglob("*") if not p.is_dir()], [])


class Notes(Case):
    def test_the_summary_points_out_doubles_and_unequal_lengths(self):
        text = " ".join(SMALL.values()).replace("\n", " ")
        corpus = self.corpus({"e/one.txt": text, "e/two.txt": text + "Nothing more.\n", "e/short.txt": "A word here.\n"})
        told = run("compare", corpus, "-o", self.folder / "out", check=0).stdout.decode()
        self.assertRegex(told, r"\n  e/one and e/two are nearly the same text \((0\.9\d|1\.00)\)\.\n")
        self.assertRegex(told, r"Lengths are very unequal: e/two has \d+ words and e/short 3;")

    def test_it_says_nothing_where_there_is_nothing_to_say(self):
        told = run("compare", self.corpus(SMALL), "-o", self.folder / "out", check=0).stdout.decode()
        self.assertNotIn("nearly the same", told)
        self.assertNotIn("unequal", told)


if __name__ == "__main__":
    unittest.main()
