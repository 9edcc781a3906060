"""The features of many lines as one sparse table, from which vocabularies are made."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from scripts_library.matcher.features import Feature
from scripts_library.matcher.model import Vocabulary
from scripts_library.text import is_chinese


@dataclass(frozen=True)
class Table:
    """Lines x names: the strongest weight of each feature in each line. Names are sorted."""

    names: NDArray[np.str_]
    weights: csr_matrix
    kept_alone: NDArray[np.bool_]  # whether a feature seen in a single line is worth keeping

    def vocabulary(self, rows: NDArray[np.intp]) -> tuple[Vocabulary, csr_matrix]:
        """The features that these lines teach, and the lines as unit vectors over them."""
        some = self.weights[rows]
        counts = np.bincount(some.indices, minlength=len(self.names))
        kept = np.flatnonzero((counts > 1) | ((counts == 1) & self.kept_alone))
        total = len(rows)
        idf = (np.log((1 + total) / (1 + counts[kept])) + 1).astype(np.float32)
        index = {name: place for place, name in enumerate(self.names[kept].tolist())}
        matrix = some[:, kept] @ diags(idf)
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        matrix = (diags(1 / np.where(lengths > 0, lengths, 1)) @ matrix).tocsr()
        return Vocabulary(index, idf, float(np.log(1 + total)) + 1), matrix.astype(np.float32)


def tabulate(seen: Sequence[Sequence[Feature]]) -> Table:
    """The table of the features seen in each line."""
    places: dict[str, int] = {}
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for found in seen:
        strongest: dict[str, float] = {}
        for name, weight, _, _ in found:
            if weight > strongest.get(name, 0.0):
                strongest[name] = weight
        columns.extend(places.setdefault(name, len(places)) for name in strongest)
        values += strongest.values()
        ends.append(len(columns))
    names = np.array(list(places), dtype=np.str_)
    order = np.argsort(names)
    weights = csr_matrix(
        (np.array(values, np.float32), np.argsort(order)[columns], ends),
        shape=(len(seen), len(places)),
    )
    names = names[order]
    return Table(names, weights, np.array([_keeps_alone(name) for name in names.tolist()]))


def _keeps_alone(name: str) -> bool:
    """Whether a feature seen once is kept: words are, readings and pieces of words are not."""
    return is_chinese(name[0]) or (name.endswith("_") and name.count("_") == 1)
