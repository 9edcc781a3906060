"""Matchers beside ours, each taught the same lines: `fit(lines)` gives `rank(text) -> [(label, score)]`."""

import re
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from scripts_library.text import is_chinese, normalise

Line = tuple[str, tuple[str, ...]]
Ranking = list[tuple[str, float]]
Ranker = Callable[[str], Ranking]
_CANDIDATES = 30


def _by_label(scored: Iterable[tuple[tuple[str, ...], float]]) -> Ranking:
    """The best score of each label, best first."""
    best: dict[str, float] = {}
    for labels, score in scored:
        for label in labels:
            best[label] = max(best.get(label, -1e9), float(score))
    return sorted(best.items(), key=lambda item: -item[1])


def rapidfuzz_by(scorer: Any) -> Callable[[list[Line]], Ranker]:
    def fit(lines: list[Line]) -> Ranker:
        texts = [normalise(text) for text, _ in lines]

        def rank(text: str) -> Ranking:
            found = process.extract(normalise(text), texts, scorer=scorer, limit=_CANDIDATES)
            return _by_label((lines[place][1], score) for _, score, place in found)

        return rank

    return fit


def characters(text: str) -> list[str]:
    """Chinese characters and pairs, Latin words."""
    text = normalise(text)
    tokens = []
    for run in re.findall(r"[\u4e00-\u9fff]+|[a-z0-9']+", text):
        if is_chinese(run[0]):
            tokens += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
        else:
            tokens.append(run)
    return tokens


def jieba_words(text: str) -> list[str]:
    import jieba

    jieba.setLogLevel(60)
    return [word for word in jieba.lcut(normalise(text)) if word.strip()]


def bm25(tokenise: Callable[[str], list[str]]) -> Callable[[list[Line]], Ranker]:
    def fit(lines: list[Line]) -> Ranker:
        import bm25s

        index = bm25s.BM25()
        index.index([tokenise(text) or ["?"] for text, _ in lines], show_progress=False)

        def rank(text: str) -> Ranking:
            places, scores = index.retrieve(
                [tokenise(text) or ["?"]], k=min(_CANDIDATES, len(lines)), show_progress=False
            )
            pairs = zip(places[0], scores[0], strict=True)
            return _by_label((lines[int(place)][1], score) for place, score in pairs if score > 0)

        return rank

    return fit


def sqlite_trigram(lines: list[Line]) -> Ranker:
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table line using fts5(text, tokenize='trigram')")
    base.executemany("insert into line(text) values (?)", [(normalise(text),) for text, _ in lines])

    def rank(text: str) -> Ranking:
        text = normalise(text).replace('"', " ")
        pieces = {text[i : i + 3] for i in range(len(text) - 2)}
        if not pieces:
            return []
        query = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
        found = base.execute(
            "select rowid, -bm25(line) from line where line match ? order by bm25(line) limit ?",
            (query, _CANDIDATES),
        ).fetchall()
        return _by_label((lines[row - 1][1], score) for row, score in found)

    return rank


def tantivy_index(lines: list[Line]) -> Ranker:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace")
    builder.add_unsigned_field("row", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for row, (text, _) in enumerate(lines):
        writer.add_document(tantivy.Document(text=" ".join(characters(text)), row=row))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(text: str) -> Ranking:
        words = " ".join(f'"{token}"' for token in characters(text))
        if not words:
            return []
        query, _ = index.parse_query_lenient(words, ["text"])
        hits = searcher.search(query, _CANDIDATES).hits
        rows = ((int(searcher.doc(at)["row"][0]), score) for score, at in hits)
        return _by_label((lines[row][1], score) for row, score in rows)

    return rank


def sklearn_nearest(lines: list[Line]) -> Ranker:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(tokenizer=characters, token_pattern=None, lowercase=False)
    matrix = vectors.fit_transform([text for text, _ in lines]).tocsr()

    def rank(text: str) -> Ranking:
        scores = (matrix @ vectors.transform([text]).T).toarray()[:, 0]
        order = np.argsort(-scores)[:_CANDIDATES]
        return _by_label((lines[row][1], scores[row]) for row in order if scores[row] > 0)

    return rank


def sklearn_svm(lines: list[Line]) -> Ranker:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    pairs = [(text, label) for text, labels in lines for label in labels]
    vectors = TfidfVectorizer(tokenizer=characters, token_pattern=None, lowercase=False)
    matrix = vectors.fit_transform([text for text, _ in pairs])
    model = LinearSVC().fit(matrix, [label for _, label in pairs])

    def rank(text: str) -> Ranking:
        scores = model.decision_function(vectors.transform([text]))[0]
        if model.classes_.shape[0] == 2:  # two labels give one score
            scores = np.array([-scores, scores])
        order = np.argsort(-scores)[:_CANDIDATES]
        return [(str(model.classes_[place]), float(scores[place])) for place in order]

    return rank


PEERS: dict[str, Callable[[list[Line]], Ranker]] = {
    "rapidfuzz WRatio": rapidfuzz_by(fuzz.WRatio),
    "rapidfuzz ratio": rapidfuzz_by(fuzz.ratio),
    "rapidfuzz token_set_ratio": rapidfuzz_by(fuzz.token_set_ratio),
    "bm25s, characters": bm25(characters),
    "bm25s, jieba words": bm25(jieba_words),
    "SQLite FTS5 trigram": sqlite_trigram,
    "tantivy": tantivy_index,
    "TF-IDF, nearest line": sklearn_nearest,
    "TF-IDF, linear SVM": sklearn_svm,
}
