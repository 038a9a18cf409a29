"""The folder rules/ in, a compiled rulebook out, or every reason why not."""

from __future__ import annotations

import ctypes
import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from helper.engine import sieve
from helper.engine.book import Concept, Policy, Rule, Rulebook
from helper.rulebook import concepts as concept_files
from helper.rulebook.language import forget
from helper.rulebook.nodes import BadFileError, Node, read
from helper.rulebook.order import in_order
from helper.rulebook.policy import read_organisation, read_policy
from helper.rulebook.problems import Problem, RulebookError
from helper.rulebook.reader import Place, Reader
from helper.rulebook.rules import RuleReader

_TOP = {"policy.yaml", "organisation.yaml"}
_CONCEPTS = "concepts/"
MOST_RULES = 2000
_PACKAGED = "_rules"


def find_rules() -> Path:
    """The rules that came with this helper, or those of the clone it runs from.

    Raises:
        FileNotFoundError: neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / _PACKAGED, package.parent / "rules"):
        if (folder / "policy.yaml").is_file():
            return folder
    raise FileNotFoundError("no rules folder with a policy.yaml beside the helper")


def files_in(folder: Path) -> dict[str, Path]:
    """The YAML files of a rules folder by their names in it, in order."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*.yaml"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def load(path: Path) -> Rulebook:
    """Read, check and compile a rules folder.

    Args:
        path: the folder that holds policy.yaml and organisation.yaml.

    Raises:
        RulebookError: with every problem found, in the order of files and lines.
    """
    problems: list[Problem] = []
    if not path.is_dir():
        raise RulebookError(
            (Problem(str(path), 1, 1, "there is no such folder", "check its name"),)
        )
    contents: dict[str, bytes] = {}
    for name, file in files_in(path).items():
        try:
            contents[name] = file.read_bytes()
        except OSError as error:
            problems.append(
                Problem(
                    name, 1, 1, f"the file cannot be read ({error.strerror})", "check its rights"
                )
            )
    with _unswept():
        book = _compile(contents, problems)
    if problems or book is None:
        raise RulebookError(tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column))))
    return book


@contextmanager
def _unswept() -> Iterator[None]:
    """Keep the collector from walking through the rulebook, now and ever after.

    A rulebook is many small objects that live as long as the process and hold no circles. Sweeps
    over them would make loading longer, and now and then a check as well.
    """
    sweeping = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        forget()
        _give_back()
        gc.freeze()
        if sweeping:
            gc.enable()


def _give_back() -> None:
    """Hand what loading used for a while back to the system, where the C library can."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


Files = Iterator[tuple[str, Reader, Node]]
"""Files that could be read, each as it is asked for, so that one tree at a time is held."""


def _compile(contents: dict[str, bytes], problems: list[Problem]) -> Rulebook | None:
    digest = _digest(contents)
    for needed in ("policy.yaml", "organisation.yaml"):
        if needed not in contents:
            problems.append(Problem(needed, 1, 1, "the file is missing", "put it back"))

    def files(names: Iterable[str]) -> Files:
        for name in names:
            try:
                node, repeated = read(name, contents[name])
            except BadFileError as error:
                problems.append(error.problem)
                continue
            problems.extend(repeated)
            lines = contents[name].decode("utf-8-sig").splitlines()
            yield name, Reader(name, lines, problems), node
            # What is held no longer than needed leaves its room to what stays.
            lines.clear()
            contents[name] = b""

    top = {name: (reader, node) for name, reader, node in files(_TOP & contents.keys())}
    if top.keys() != _TOP:
        return None
    policy = read_policy(*top["policy.yaml"])
    organisation = read_organisation(*top["organisation.yaml"])
    if problems:
        return None
    others = [name for name in contents if name not in _TOP]
    kept = [name for name in others if name.startswith(_CONCEPTS)]
    given = concept_files.built_in(organisation)
    concepts = _concepts(files(kept), given)
    rules = _rules(files(name for name in others if name not in kept), policy, concepts, problems)
    if problems:
        return None
    index, lighter = sieve.build(concepts)
    return Rulebook(
        policy=policy,
        organisation=organisation,
        rules=in_order(rules, concepts),
        concepts=lighter,
        index=index,
        digest=digest,
        version=f"{policy.version}+{digest[:8]}",
        files=tuple(contents),
    )


def _concepts(files: Files, given: list[Concept]) -> dict[str, Concept]:
    concepts = {concept.name: concept for concept in given}
    spoken_of: list[tuple[Reader, str, Place]] = []
    for _, reader, node in files:
        found, mentioned = concept_files.read_concepts(reader, node)
        spoken_of += [(reader, concept, place) for concept, place in mentioned.items()]
        for concept in found:
            if concept.name in concepts:
                other = concepts[concept.name].file
                reader.complain(
                    node, f"the concept {concept.name} is already in {other}", "rename one of them"
                )
            concepts[concept.name] = concept
    concept_files.check_mentions(concepts, spoken_of)
    return concepts


def _rules(
    files: Files, policy: Policy, concepts: Mapping[str, Concept], problems: list[Problem]
) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    known = frozenset(name for name in concepts if "/" not in name)
    for name, reader, node in files:
        folder, _, file = name.partition("/")
        if not file or "/" in file:
            reader.complain(
                node, "a rule belongs in a folder of its clause", "move it, as in 9.5-disclaimer/"
            )
            continue
        id_ = f"{folder}/{file.removesuffix('.yaml')}"
        rules[id_] = RuleReader(reader, policy, known, set()).read(id_, node)
    if len(rules) > MOST_RULES:
        problems.append(
            Problem(".", 1, 1, f"there are more than {MOST_RULES} rules", "take some away")
        )
    return rules


def _digest(contents: Mapping[str, bytes]) -> str:
    """SHA-256 over every file's name and bytes."""
    total = hashlib.sha256()
    for name in sorted(contents):
        total.update(name.encode() + b"\0" + hashlib.sha256(contents[name]).digest())
    return total.hexdigest()
