"""A misspelt name of a setting is refused, and so is a file of settings that can't be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import Settings, SettingsError, load_settings
from assistant.settings.names import check_environment, without_effect

FIELDS = tuple(Settings.model_fields)
KUBERNETES = {
    "ASSISTANT_SERVICE_HOST": "10.0.0.7",
    "ASSISTANT_SERVICE_PORT": "80",
    "ASSISTANT_SERVICE_PORT_HTTP": "80",
    "ASSISTANT_PORT": "tcp://10.0.0.7:80",
    "ASSISTANT_PORT_80_TCP": "tcp://10.0.0.7:80",
    "ASSISTANT_PORT_80_TCP_PROTO": "tcp",
    "ASSISTANT_PORT_80_TCP_PORT": "80",
    "ASSISTANT_PORT_80_TCP_ADDR": "10.0.0.7",
    "ASSISTANT_TRACE_SERVICE_HOST": "10.0.0.8",
    "ASSISTANT_TRACE_SERVICE_PORT": "4318",
    "ASSISTANT_TRACE_PORT": "tcp://10.0.0.8:4318",
    "ASSISTANT_TRACE_PORT_4318_TCP": "tcp://10.0.0.8:4318",
}
"""What a pod gets for the services `assistant` and `assistant-trace` of its namespace, unless it asks for none."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder where the assistant is started."""
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield tmp_path
    load_settings.cache_clear()


def refusal() -> str:
    """Return why the settings of this process are refused."""
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ASSISTANT_HOSPITAL_NMAE", "ASSISTANT_HOSPITAL_NAME"),
        ("ASSISTANT_MOD", "ASSISTANT_MODE"),
        ("ASSISTANT_BOOKING_KEY", "ASSISTANT_BOOKING_KEYS"),
        ("ASSISTANT_REPLICA", "ASSISTANT_REPLICAS"),
        ("assistant_care_team_phon", "ASSISTANT_CARE_TEAM_PHONE"),
    ],
)
def test_a_misspelt_name_stops_the_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, written: str, meant: str
) -> None:
    """A hospital that misspells a setting must not run with the value for demonstration: in the environment or .env."""
    what = "is no setting; did you mean " + meant + "? Change the name, or take it out (see docs/settings.md)"
    monkeypatch.setenv(written, "x")
    assert refusal() == f"Settings: {written} {what}"
    monkeypatch.delenv(written)
    (folder / ".env").write_text(f"# mine\n\n\nexport {written} = x\n", encoding="utf-8")
    assert refusal() == f"Settings: {folder}/.env:4: {written.upper()} {what}"


def test_a_name_like_no_setting_is_refused_in_the_file_alone(folder: Path) -> None:
    """The file is written for the assistant; a variable that looks like none of ours may be another program's."""
    environment = {"ASSISTANT_ID": "x", "ASSISTANT_MODE": "x", "ASSISTANTS": "x"}
    check_environment(FIELDS, environment)
    assert without_effect(FIELDS, environment) == ["ASSISTANT_ID"]
    (folder / ".env").write_text("ASSISTANT_ID=x\n", encoding="utf-8")
    assert refusal() == (
        f"Settings: {folder}/.env:1: ASSISTANT_ID is no setting. Change the name, or take it out (see docs/settings.md)"
    )


def test_all_settings_and_those_of_compose_may_stand_in_either(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compose reads ASSISTANT_REPLICAS, and hands it on; names of others are nothing of ours."""
    lines = ["POSTGRES_PASSWORD=x", "ASSISTANT_REPLICAS=3", "assistant_port=8123", "#ASSISTANT_HOSPITAL_NMAE=x", ""]
    (folder / ".env").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_REPLICAS", "3")
    assert load_settings().port == 8123
    check_environment(FIELDS, {f"ASSISTANT_{name.upper()}": "" for name in FIELDS})


def test_what_kubernetes_says_of_services_is_not_taken_for_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Service named `assistant` gives each pod such variables, ASSISTANT_PORT among them: the usual port is meant."""
    for name, value in KUBERNETES.items():
        monkeypatch.setenv(name, value)
    assert load_settings().port == 8000
    assert not set(without_effect(FIELDS, KUBERNETES))


def test_an_address_as_the_port_is_refused_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Kubernetes says nothing of a service, somebody wrote that address."""
    monkeypatch.setenv("ASSISTANT_PORT", "tcp://127.0.0.1:9000")
    assert "ASSISTANT_PORT: " in refusal()
    monkeypatch.delenv("ASSISTANT_PORT")
    monkeypatch.setenv("ASSISTANT_TRACES_PORT", "4318")
    assert "ASSISTANT_TRACES_PORT is no setting" in refusal()


@pytest.mark.parametrize(
    ("coding", "line", "how"),
    [
        ("latin-1", 2, "it is not UTF-8 text; save it as UTF-8"),
        ("utf-16", 1, "it is not UTF-8 text; save it as UTF-8"),
        ("utf-16-le", 2, "it is not UTF-8 text; save it as UTF-8"),
    ],
)
def test_a_file_in_another_coding_stops_the_start(folder: Path, coding: str, line: int, how: str) -> None:
    """Which file, which line, and how to save it; nothing of what stands in it, which may be a secret."""
    text = "ASSISTANT_MODE=demonstration\nASSISTANT_HOSPITAL_NAME=Hôpital\n"
    (folder / ".env").write_bytes(text.encode(coding))
    assert refusal() == f"Settings: {folder}/.env:{line}: {how}"


def test_a_mark_at_the_beginning_of_the_file_is_no_problem(folder: Path) -> None:
    """Some editors put a mark of UTF-8 before the first letter: the first setting counts all the same."""
    (folder / ".env").write_bytes("ASSISTANT_HOSPITAL_NAME=Hôpital\r\n".encode("utf-8-sig"))
    assert load_settings().hospital_name == "Hôpital"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("ASSISTANT_PORT=8123\n\nASSISTANT_SECRET: hunter2", 3),
        ("ASSISTANT_SECRET:hunter2", 1),
        ("ASSISTANT_SECRET:hunter2==", 1),
        ("ASSISTANT_SECRET", 1),
        ('ASSISTANT_SECRET="hunter2', 1),
        ('\nASSISTANT_SECRET="hunter2\nASSISTANT_HOSPITAL_NAME="Hospital of Invented Names"\n', 2),
    ],
)
def test_a_line_that_is_not_read_stops_the_start(folder: Path, written: str, line: int) -> None:
    """A colon for the equals sign or a lost quote would leave out the setting; the secret in it is not shown."""
    (folder / ".env").write_text(written, encoding="utf-8")
    assert refusal() == (
        f"Settings: {folder}/.env:{line}: this is not read. Write NAME=value, with a quote at both ends or at none"
    )


def test_a_file_that_this_user_may_not_read_stops_the_start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which file, and why."""
    (folder / ".env").touch()

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert refusal() == f"Settings: {folder}/.env: the file can't be read: Permission denied"
