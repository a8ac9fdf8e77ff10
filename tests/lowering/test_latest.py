from __future__ import annotations

from glasscity.lowering.latest import Latest


def test_a_table_is_made_once_while_its_basis_stays() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    latest: Latest[int] = Latest()
    assert [latest.get((30, {"a": [0.5]}), make) for _ in range(3)] == [0, 0, 0]
    assert latest.get((31, {"a": [0.5]}), make) == 1
    assert latest.get((31, {"a": [0.6]}), make) == 2
    assert latest.get((31, {"a": [0.5]}), make) == 3
