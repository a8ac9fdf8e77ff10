"""What is ours to answer for ends with 4, in words."""

from __future__ import annotations

import pytest

from glasscity import cli


def test_an_internal_error_ends_with_four_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise KeyError("lower")

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 4
    said = capsys.readouterr().err
    assert "internal error: KeyError: 'lower' (broken, line" in said
    assert "report it" in said
    assert "Traceback" not in said
