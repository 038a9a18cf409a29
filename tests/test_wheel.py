"""The wheel: what travels in it, with and without a built extension, and that it works alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DRAFT = "I teach maths at Ripley St Thomas and the new timetable is daft."


def build_wheel(clone: Path, out: Path) -> Path:
    """Build the wheel of `clone` into `out` without reaching for the network."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    done = subprocess.run(
        [*command, str(clone)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = out.glob("postcheck-*.whl")
    return wheel


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone as `git` would give it: sources only, nothing built."""
    to = tmp_path_factory.mktemp("clone")
    for folder in ("helper", "rules", "packaging"):
        shutil.copytree(ROOT / folder, to / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / file, to / file)
    return to


@pytest.fixture(scope="module")
def bare_wheel(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a clone in which the extension was never built."""
    return build_wheel(clone, tmp_path_factory.mktemp("bare"))


def names(wheel: Path) -> set[str]:
    """The paths inside a wheel."""
    with zipfile.ZipFile(wheel) as parcel:
        return set(parcel.namelist())


def test_every_rule_file_travels_in_the_wheel(bare_wheel: Path) -> None:
    rules = {p for p in (ROOT / "rules").rglob("*") if p.is_file() and p.suffix != ".pyc"}
    expected = {f"helper/_rules/{p.relative_to(ROOT / 'rules').as_posix()}" for p in rules}
    assert expected - names(bare_wheel) == set()
    assert "helper/_rules/policy.yaml" in expected


def test_the_http_contract_travels_in_the_wheel(bare_wheel: Path) -> None:
    assert "helper/web/openapi.json" in names(bare_wheel)


def test_a_clone_without_a_built_extension_gives_a_wheel_without_one(bare_wheel: Path) -> None:
    assert not [name for name in names(bare_wheel) if "_extension" in name]


def test_no_tests_or_docs_travel_in_the_wheel(bare_wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(bare_wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"helper"}


def test_a_built_extension_travels_in_the_wheel_whole(clone: Path, tmp_path: Path) -> None:
    built = tmp_path / "clone"
    shutil.copytree(clone, built)
    pages = built / "extension" / "dist" / "pages"
    pages.mkdir(parents=True)
    (built / "extension" / "dist" / "manifest.json").write_text(json.dumps({"name": "PostCheck"}))
    (pages / "popup.html").write_text("<!doctype html>")
    inside = names(build_wheel(built, tmp_path / "out"))
    assert {"helper/_extension/manifest.json", "helper/_extension/pages/popup.html"} <= inside


def test_an_editable_install_is_a_pointer_to_the_clone_and_nothing_else(
    clone: Path, tmp_path: Path
) -> None:
    build = f"from hatchling.build import build_editable; build_editable({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=clone, check=True, timeout=60)
    [wheel] = tmp_path.glob("postcheck-*.whl")
    inside = {name for name in names(wheel) if ".dist-info/" not in name}
    assert inside == {"_postcheck.pth"}


def test_half_a_built_extension_stays_out_of_the_wheel(clone: Path, tmp_path: Path) -> None:
    broken = tmp_path / "clone"
    shutil.copytree(clone, broken)
    (broken / "extension" / "dist").mkdir(parents=True)
    (broken / "extension" / "dist" / "content.js").write_text("")
    inside = names(build_wheel(broken, tmp_path / "out"))
    assert not [name for name in inside if "_extension" in name]


@pytest.fixture(scope="module")
def installed(bare_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it; only its dependencies are borrowed from ours."""
    home = tmp_path_factory.mktemp("installed") / "env"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", str(bare_wheel)]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    subprocess.run([*pip, *install], check=True, timeout=60)
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=60).stdout
    Path(site.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return scripts


def run_installed(scripts: Path, *arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed `postcheck` in a folder that holds nothing of the clone."""
    kept = {k: v for k, v in os.environ.items() if k in {"SYSTEMROOT", "TEMP", "TMP", "LANG"}}
    return subprocess.run(
        [str(scripts / "postcheck"), *arguments],
        cwd=at,
        env={**kept, "HOME": str(at), "PATH": str(scripts)},
        capture_output=True,
        text=True,
        timeout=60,
        encoding="utf-8",
        check=False,
    )


def test_the_installed_wheel_checks_a_draft_by_itself(installed: Path, tmp_path: Path) -> None:
    done = run_installed(installed, "check", "--format", "json", DRAFT, at=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert "9.5" in {clause["id"] for f in report["findings"] for clause in f["clauses"]}


def test_the_installed_wheel_quotes_the_policy(installed: Path, tmp_path: Path) -> None:
    done = run_installed(installed, "policy", "9.5", at=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "discloses their affiliation with the Trust" in " ".join(done.stdout.split())


def test_the_installed_wheel_uses_its_own_code_and_rules(installed: Path, tmp_path: Path) -> None:
    show = "import helper, pathlib; print(pathlib.Path(helper.__file__).parent)"
    done = subprocess.run(
        [str(installed / "python"), "-c", show],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    package = Path(done.stdout.strip())
    assert ROOT not in package.parents
    assert (package / "_rules" / "policy.yaml").is_file()
