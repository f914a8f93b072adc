"""Dates of two centuries as Python's datetime has them, and those that the sample corpus plants."""
import datetime
import re
import unittest

from support import CORPORA, Case, run

MONTHS = {
    "ar": ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"],
    "eg": ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    "tn": ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    "ru": ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    "de": ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    "es": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    "tr": ["Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"],
    "it": ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre",
           "dicembre"],
    "pt": ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
    "fa": ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"]}
WAYS = {
    "ar": [lambda d: f"{d.day} {MONTHS['ar'][d.month - 1]} {d.year}م", lambda d: f"{d.day} {MONTHS['tn'][d.month - 1]} {d.year}",
           lambda d: f"{d.day} {MONTHS['ar'][d.month - 1]}/{MONTHS['eg'][d.month - 1]} {d.year}", lambda d: f"{d.day}/{d.month}/{d.year}"],
    "en": [lambda d: f"{d.day} {MONTHS['en'][d.month - 1]} {d.year}", lambda d: f"{MONTHS['en'][d.month - 1]} {d.day}, {d.year}",
           lambda d: d.isoformat()],
    "en-US": [lambda d: f"{d.month}/{d.day}/{d.year}"],
    "ru": [lambda d: f"{d.day} {MONTHS['ru'][d.month - 1]} {d.year} года", lambda d: d.strftime("%d.%m.%Y")],
    "fr": [lambda d: f"{d.day} {MONTHS['fr'][d.month - 1]} {d.year}"],
    "de": [lambda d: f"{d.day}. {MONTHS['de'][d.month - 1]} {d.year}"],
    "es": [lambda d: f"{d.day} de {MONTHS['es'][d.month - 1]} de {d.year}", lambda d: f"{d.day} de {MONTHS['es'][d.month - 1]} del {d.year}"],
    "tr": [lambda d: f"{d.day} {MONTHS['tr'][d.month - 1]} {d.year}", lambda d: f"{d.day} {MONTHS['tr'][d.month - 1]} {d.year}'te"],
    "it": [lambda d: f"{d.day} {MONTHS['it'][d.month - 1]} {d.year}"],
    "pt": [lambda d: f"{d.day} de {MONTHS['pt'][d.month - 1]} de {d.year}"],
    "fa": [lambda d: f"{d.day} {MONTHS['fa'][d.month - 1]} {d.year}"],
    "zh": [lambda d: f"{d.year}年{d.month}月{d.day}日"]}

# corpora/README.md; two dates of the Republic of China are not read ("the thirteenth year of the Republic": of which?), nor a
# Julian one without mark or year (29 April for 12 May 1927), nor a year of the Empire beside the same year of Showa.
PLANTED = {"1925-tokyo-daily": ["date:1925-01-20", "year:1905", "year:1920"], "1925-encyclopedia": ["date:1925-01-20"],
           "1925-historian-today": ["date:1905-09-05", "date:1917-11-07"], "1927-tokyo-daily": ["date:1927-05-12", "date:1925-01-20"],
           "1927-encyclopedia": ["date:1927-05-12", "date:1927-05"], "1939-tokyo-daily": ["date:1939-09-16"],
           "1939-encyclopedia": ["date:1939-08-20"], "1942-tokyo-daily": ["date:1942-06-11"],
           "1942-encyclopedia": ["date:1941-07-12", "date:1942-05-26"], "1950-tokyo-daily": ["date:1950-02-14", "year:1945"],
           "1950-encyclopedia": ["date:1950-02-14"]}
ABSENT = {"1925-historian-today": ["date:--08-23", "date:--10-25"], "1939-encyclopedia": ["year:1358"], "1925-encyclopedia": ["year:1343"]}


def stem(vertical):
    """The terms by document, in order."""
    terms, current = {}, None
    for line in run("stem", stdin=vertical, check=0).stdout.decode().splitlines():
        if line.startswith("<doc "):
            current = terms.setdefault(re.search('id="([^"]*)"', line)[1], [])
        elif not line.startswith("<"):
            current.append(line.split("\t")[4])
    return terms


class Dates(Case):
    def test_days_are_those_of_datetime_in_every_way_of_writing(self):
        days = [datetime.date(1850, 1, 1) + datetime.timedelta(days=367 * i) for i in range(198)]
        for language, ways in WAYS.items():
            for number, way in enumerate(ways):
                with self.subTest(language=language, way=number):
                    corpus = self.corpus({"days/s.txt": "".join(f"{way(day)}\n\n\n\n\n" for day in days)}, f"{language}-{number}")
                    words = run("tokenize", corpus, "--language", language, "--repair", "none", "--keep-apparatus", check=0).stdout
                    terms = [t for t in next(iter(stem(words).values())) if re.fullmatch(r"date:\d{4}-\d\d-\d\d", t)]
                    self.assertEqual(terms, [f"date:{day.isoformat()}" for day in days])

    @unittest.skipUnless(any(CORPORA.glob("*/*.txt")), "corpora/ has no texts")
    def test_the_dates_that_the_sample_corpus_plants_are_found(self):
        terms = stem(run("tokenize", CORPORA, check=0).stdout)
        for document, planted in PLANTED.items():
            for term in planted:
                self.assertIn(term, terms[document], document)
        for document, wrong in ABSENT.items():
            for term in wrong:
                self.assertNotIn(term, terms[document], document)


if __name__ == "__main__":
    unittest.main()
