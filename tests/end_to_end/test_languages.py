"""One language's rules are kept away from another's words: stop list and stemmer by script and language."""
import unittest

from support import Case, json, run, table


class Terms(Case):
    def terms(self, text, language=None, **more):
        """The word terms of one text, and what was found out about its language."""
        line = {"id": "d", "text": text, **({"language": language} if language else {}), **more}
        out = self.compare("-", stdin=(json.dumps(line) + "\n").encode(), out=f"out{len(list(self.folder.iterdir()))}")
        document = table(out / "documents.csv")[0]
        return ({row["term"] for row in table(out / "vocabulary.csv") if row["channel"] == "word"},
                document["language"], document["language_detected"])

    def test_persian_is_not_stemmed_as_arabic_and_its_plural_is_one_term_however_it_is_joined(self):
        text = ("دولت ایران قراردادها و قرارداد‌های تازه‌ای با کشورهای همسایه بست و قرارداد ها را گسترش داد. "
                "بریتانیا و فرانسه پیمان را نپذیرفتند.")
        terms, language, detected = self.terms(text)
        self.assertEqual((language, detected), ("fa", "yes"))
        self.assertIn("قرارداد", terms)
        self.assertFalse({"قراردادها", "ها", "هاي", "و", "را"} & terms, terms)
        self.assertIn("بريتانيا", terms, "Arabic's light stemmer would end it otherwise")

    def test_a_persian_word_is_one_term_in_the_persian_and_in_the_arabic_code(self):
        first = self.terms("کشور ایرانی", "fa")[0]
        second = self.terms("كشور ايراني", "fa")[0]
        self.assertEqual(first, second)

    def test_urdu_and_kurdish_are_normalized_only(self):
        terms, language, _ = self.terms("پاکستان کی حکومت نے معاہدے پر دستخط کیے اور امن کی امید ہے۔ ڈاکٹر نے لڑکی کو بتایا۔")
        self.assertEqual(language, "ur")
        self.assertFalse({"كي", "نے", "پر", "اور"} & terms, terms)
        self.assertIn("حكومت", terms)
        terms, language, _ = self.terms("حکوومەتی هەرێمی کوردستان لەگەڵ بەغدا ڕێککەوتنێکی واژۆ کرد و هیوای ئاشتی هەیە.")
        self.assertEqual(language, "ckb")
        self.assertFalse({"لەگەڵ", "و"} & terms, terms)

    def test_ukrainian_bulgarian_and_serbian_do_not_get_the_russian_stemmer(self):
        for language, word in (("uk", "договорами"), ("bg", "договорите"), ("mk", "договорите")):
            self.assertEqual(self.terms(word, language)[0], {word})
        self.assertEqual(self.terms("договорами", "ru")[0], {"договор"})
        self.assertEqual(self.terms("uk: війна", "uk")[0] & {"війна"}, {"війна"})

    def test_serbian_is_one_language_in_both_scripts(self):
        self.assertEqual(self.terms("споразума", "sr")[0], self.terms("sporazuma", "sr-Latn")[0])

    def test_declared_tags_choose_by_their_primary_subtag(self):
        for tag in ("ar-EG", "AR_eg", "ara", "arz"):
            self.assertEqual(self.terms("والبريطانية في", tag)[0], self.terms("والبريطانية في", "ar")[0], tag)
        self.assertEqual(self.terms("של ירושלים", "iw")[0], self.terms("של ירושלים", "he")[0])
        self.assertEqual(self.terms("yang perang", "in")[0], {"perang"})
        self.assertEqual(self.terms("IŞIK", "az-Latn")[0], {"ışık"})
        self.assertEqual(len(self.terms("条約 戰爭", "zh-Hant")[0]), 2)

    def test_an_unknown_tag_is_kept_and_a_malformed_one_is_warned_of(self):
        self.assertEqual(self.terms("kuuhaku", "tlh-Latn")[1:], ("tlh-Latn", "no"))
        done = run("compare", "-", "-o", self.folder / "warned", "--quiet", check=0,
                   stdin='{"id": "d", "text": "peace and war in the old town", "language": "English"}\n'.encode())
        self.assertIn(b'its language "English" is no BCP 47 tag such as en, and is not used', done.stderr)

    def test_an_english_abstract_in_an_arabic_paper_has_english_terms(self):
        text = ("وقعت بريطانيا المعاهدة مع الاتحاد السوفيتي في موسكو ثم عاد الوزير إلى لندن.\n"
                "The treaties between the states were signed by the ministers.\n"
                "وفي العام التالي قطعت بريطانيا علاقاتها مع موسكو ولم تعد إلا بعد أعوام.\n")
        out = self.compare("-", "--keep-apparatus", stdin=(json.dumps({"id": "d", "text": text}) + "\n").encode())
        terms = {row["term"] for row in table(out / "vocabulary.csv")}
        self.assertTrue({"treati", "state", "minist"} <= terms, terms)
        self.assertFalse({"the", "between"} & terms)


if __name__ == "__main__":
    unittest.main()
