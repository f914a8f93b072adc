"""peers.py PEER FILE LANGUAGE [ROWS] - the ten nearest documents of every document by another program's user. PEER is
  plain    scikit-learn as its manual has it: words as they are, one sparse product
  stemmed  the same with PyStemmer on every word
  tuned    by an expert: stems of the vocabulary alone, float32, the product in blocks of 500 rows, argpartition
  gensim   its TF-IDF and its sparse index, with PyStemmer on every word
With ROWS only the first so many documents are asked for. Writes what bench.py scales and divides by to standard error: the
processor time of the product, the rows it was made for, words and multiply-adds of the whole."""
import gzip
import json
import re
import resource
import sys

peer, path, language = sys.argv[1:4]
pattern = re.compile(r"(?u)\b\w\w+\b")
NEAREST, BLOCK_ROWS = 10, 500


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def stemmer():
    import Stemmer
    return Stemmer.Stemmer({"en": "english", "ar": "arabic"}[language])


def read():
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            ids.append(entry["id"])
            yield entry["text"]


def stemmed_words(stems):
    return lambda text: stems.stemWords(pattern.findall(text.lower()))


def weigh_stemmed_vocabulary():
    """Counts of words, then columns with one stem are added up: the stemmer is called once for each distinct word."""
    import numpy
    from scipy import sparse
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
    words = CountVectorizer(dtype=numpy.float32)
    counts = words.fit_transform(read())
    stems = stemmer().stemWords(words.get_feature_names_out().tolist())
    numbers = {stem: number for number, stem in enumerate(dict.fromkeys(stems))}
    join = sparse.csr_matrix((numpy.ones(len(stems), numpy.float32), (range(len(stems)), [numbers[stem] for stem in stems])))
    return TfidfTransformer().fit_transform(counts @ join)


def show(row, columns, values):
    for rank, (column, value) in enumerate(zip(columns, values), 1):
        print(f"{ids[row]},{rank},{ids[column]},{value}")


def nearest_by_one_product(weights, rows):
    import numpy
    similarity = weights[:rows] @ weights.T
    for row in range(rows):
        begin, end = similarity.indptr[row], similarity.indptr[row + 1]
        columns = similarity.indices[begin:end]
        values = numpy.where(columns == row, -1, similarity.data[begin:end])
        best = numpy.argsort(-values)[:NEAREST]
        show(row, columns[best], values[best])


def nearest_by_blocks(weights, rows):
    import numpy
    transposed = weights.T.tocsr()
    for first in range(0, rows, BLOCK_ROWS):
        last = min(first + BLOCK_ROWS, rows)
        block = (weights[first:last] @ transposed).toarray()
        block[numpy.arange(last - first), numpy.arange(first, last)] = -1
        kept = numpy.argpartition(-block, NEAREST, axis=1)[:, :NEAREST]
        for row in range(last - first):
            best = kept[row][numpy.argsort(-block[row, kept[row]])]
            show(first + row, best, block[row, best])


def by_sklearn():
    from sklearn.feature_extraction.text import TfidfVectorizer
    if peer == "tuned":
        weights = weigh_stemmed_vocabulary()
    else:
        weights = TfidfVectorizer(**({"analyzer": stemmed_words(stemmer())} if peer == "stemmed" else {})).fit_transform(read())
    rows = min(int(sys.argv[4]) if len(sys.argv) > 4 else weights.shape[0], weights.shape[0])
    began = cpu_seconds()
    (nearest_by_blocks if peer == "tuned" else nearest_by_one_product)(weights, rows)
    frequencies = weights.getnnz(axis=0).astype("float64")
    return began, rows, float((frequencies * frequencies).sum())


def by_gensim():
    from gensim.corpora import Dictionary
    from gensim.models import TfidfModel
    from gensim.similarities import SparseMatrixSimilarity
    words = stemmed_words(stemmer())
    dictionary = Dictionary()
    bags = [dictionary.doc2bow(words(text), allow_update=True) for text in read()]
    weights = list(TfidfModel(bags)[bags])
    rows = min(int(sys.argv[4]) if len(sys.argv) > 4 else len(weights), len(weights))
    began = cpu_seconds()
    index = SparseMatrixSimilarity(weights, num_features=len(dictionary), num_best=NEAREST + 1)
    for row, found in enumerate(index[weights[:rows]]):
        others = [pair for pair in found if pair[0] != row][:NEAREST]
        show(row, [column for column, _ in others], [value for _, value in others])
    return began, rows, 0


ids = []
product_began, asked, multiply_adds = by_gensim() if peer == "gensim" else by_sklearn()
print(json.dumps({"product": cpu_seconds() - product_began, "rows": asked, "documents": len(ids), "multiply_adds": multiply_adds}),
      file=sys.stderr)
