#!/usr/bin/python3
"""Recomputes mizan's weights from its counts, with scikit-learn and gensim.

    oracle_weights.py COUNTS.mtx WEIGHTS SCHEME [--backgrounds FILE]

COUNTS.mtx is what `mizan vectorize` writes; WEIGHTS is weights.mtx or the folder OUT that `mizan compare --weight SCHEME`
wrote it to, over the same corpus with the same options for words. sklearn* is recomputed by TfidfTransformer, SMART letters
by gensim's TfidfModel(smartirs=), auto* by its formula in numpy: as without a background, or with the shares of FILE (one a
line by column, below 0 for none). Prints the largest relative error; exits 1 if it is above 1e-12 or if the matrices do not
have the same shape and places.
"""
import argparse
import os
import sys

import numpy
import scipy.io
import scipy.sparse

TOLERANCE = 1e-12
BACKGROUND_DOCUMENTS = 200


def scikit_learn(counts, scheme):
    from sklearn.feature_extraction.text import TfidfTransformer

    transformer = TfidfTransformer(smooth_idf=scheme != "sklearn-plain", sublinear_tf=scheme == "sklearn-sublinear")
    return transformer.fit_transform(counts.astype(numpy.float64))


def gensim_smart(counts, scheme):
    from gensim.models import TfidfModel

    rows = counts.tocsr().astype(numpy.int64)
    corpus = [
        [(int(rows.indices[i]), int(rows.data[i])) for i in range(rows.indptr[r], rows.indptr[r + 1])]
        for r in range(rows.shape[0])
    ]
    model = TfidfModel(corpus, smartirs=scheme)
    weights = scipy.sparse.lil_matrix(rows.shape)
    for r, document in enumerate(corpus):
        for column, weight in model[document] if document else []:
            weights[r, column] = weight
    return weights.tocsr()


def own_formula(counts, scheme, shares):
    rows = counts.tocsr().astype(numpy.float64)
    documents = rows.shape[0]
    df = numpy.asarray((rows > 0).sum(axis=0)).ravel().astype(numpy.float64)
    k = BACKGROUND_DOCUMENTS
    with_background = numpy.log((documents + k + 1) / (df + k * numpy.maximum(shares, 0) + 1))
    idf = numpy.where(shares < 0, numpy.log((documents + 1) / (df + 1)), with_background)
    if scheme == "auto-sublinear":
        rows.data = 1 + numpy.log(rows.data)
    weights = (rows @ scipy.sparse.diags(idf)).tocsr()
    norms = numpy.sqrt(numpy.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    return (scipy.sparse.diags(1 / norms) @ weights).tocsr()


def recompute(counts, scheme, shares):
    if scheme.startswith("sklearn"):
        return scikit_learn(counts, scheme)
    if scheme.startswith("auto"):
        return own_formula(counts, scheme, shares)
    return gensim_smart(counts, scheme)


def largest_error(weights, expected):
    """Relative where there is a weight; gensim leaves out what is below 1e-12, which then must be as small here."""
    difference = abs(weights - expected).tocoo()
    largest = 0.0
    expected = expected.tocsr()
    for r, column, error in zip(difference.row, difference.col, difference.data):
        size = abs(expected[r, column])
        largest = max(largest, error / size if size > 0 else error)
    return largest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("counts")
    parser.add_argument("weights")
    parser.add_argument("scheme")
    parser.add_argument("--backgrounds")
    arguments = parser.parse_args()
    path = arguments.weights
    if os.path.isdir(path):
        path = os.path.join(path, "weights.mtx")
    counts = scipy.sparse.csr_matrix(scipy.io.mmread(arguments.counts))
    weights = scipy.sparse.csr_matrix(scipy.io.mmread(path))
    if counts.shape != weights.shape:
        sys.exit(f"{path}: {weights.shape} where the counts are {counts.shape}")
    outside = (weights != 0).astype(int) - (weights != 0).astype(int).multiply(counts != 0)
    if outside.nnz > 0 and abs(outside).sum() > 0:
        sys.exit(f"{path}: weights where there are no counts")
    shares = numpy.full(counts.shape[1], -1.0)
    if arguments.backgrounds is not None:
        shares = numpy.loadtxt(arguments.backgrounds, ndmin=1)
    error = largest_error(weights, recompute(counts, arguments.scheme, shares))
    print(f"{arguments.scheme}: largest relative error {error:.3g} over {weights.nnz} weights")
    return 0 if error <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
