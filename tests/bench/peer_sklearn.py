"""peer_sklearn.py FILE LANGUAGE - what a user of scikit-learn writes: stems by PyStemmer, TF-IDF, and the 10 nearest documents of
every document."""
import gzip
import json
import re
import sys

import numpy
import Stemmer
from sklearn.feature_extraction.text import TfidfVectorizer

path, language = sys.argv[1], sys.argv[2]
stemmer = Stemmer.Stemmer({"en": "english", "ar": "arabic"}[language])
pattern = re.compile(r"(?u)\b\w\w+\b")


def analyze(text):
    return stemmer.stemWords(pattern.findall(text.lower()))


opener = gzip.open if path.endswith(".gz") else open
with opener(path, "rt", encoding="utf-8") as file:
    documents = [json.loads(line) for line in file]
weights = TfidfVectorizer(analyzer=analyze).fit_transform(entry["text"] for entry in documents)
similarity = weights @ weights.T
for row in range(weights.shape[0]):
    begin, end = similarity.indptr[row], similarity.indptr[row + 1]
    columns, values = similarity.indices[begin:end], similarity.data[begin:end]
    values = numpy.where(columns == row, -1, values)
    best = numpy.argsort(-values)[:10]
    for rank, place in enumerate(best, 1):
        print(f"{documents[row]['id']},{rank},{documents[columns[place]]['id']},{values[place]}")
