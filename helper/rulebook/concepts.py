"""Files under rules/concepts in, compiled concepts out; and those that organisation.yaml gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import regex

from helper.engine.book import Concept, Organisation, Pattern, Phrase
from helper.engine.normalise import normalise
from helper.engine.tokens import words_of
from helper.rulebook import shape
from helper.rulebook.language import MOST_CHARACTERS, PhraseError, mentions, parse
from helper.rulebook.nodes import Node, Table
from helper.rulebook.problems import nearest
from helper.rulebook.reader import Place, Reader, Text

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
GUARDS = {
    "except": "excepts",
    "unless_after": "after",
    "unless_before": "before",
    "unless_sentence": "sentence",
    "unless_near": "near",
    "unless_text": "text",
}
_SHARED_BOXES = "(?:admin|info|office|enquir(?:y|ies)|reception|contact|hello|jobs|recruitment)"
"""Mailboxes that a post may pass on without being anybody's own address."""


def hidden(concept: str, guard: str) -> str:
    """The name under which a concept's guard is filed; no file can use it."""
    return f"{concept}/{guard}"


def read_concepts(reader: Reader, node: Node) -> tuple[list[Concept], dict[str, Place]]:
    """The concepts of one file with their guards, and where each mention of another stands."""
    concepts: list[Concept] = []
    spoken_of: dict[str, Place] = {}
    if not isinstance(node, Table):
        reader.complain(node, "a concept file is a list of concepts", "write `name:` and below it")
        return concepts, spoken_of
    for name, (key, value) in node.entries.items():
        if not NAME.fullmatch(name):
            reader.complain(key, f"{name!r} cannot name a concept", "use small letters and dashes")
            continue
        fields = reader.table(value, shape.CONCEPT, f"the concept {name}")
        if (
            isinstance(value, Table)
            and not {"phrases", "patterns", "spotter"} & value.entries.keys()
        ):
            reader.complain(key, f"{name} says nothing", "add `phrases:`")
        guards: dict[str, str] = {}
        for guard, attribute in GUARDS.items():
            phrases = _phrases(reader, fields.get(guard), guard, spoken_of)
            if phrases:
                filed = hidden(name, guard)
                guards[attribute] = filed
                concepts.append(Concept(filed, "", phrases, file=reader.file))
        concepts.append(
            Concept(
                name,
                reader.text(fields.get("means"), "means"),
                _phrases(reader, fields.get("phrases"), "phrases", spoken_of),
                _patterns(reader, fields.get("patterns")),
                reader.choice(fields.get("spotter"), shape.SPOTTERS, "spotter", ""),
                file=reader.file,
                **guards,
            )
        )
    return concepts, spoken_of


def _phrases(
    reader: Reader, node: Node | None, what: str, spoken_of: dict[str, Place]
) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    for text in reader.lines(node, what):
        try:
            phrase = parse(text.value)
        except PhraseError as error:
            place = Place(text.place.line, text.place.column + error.column)
            reader.complain(place, error.what, error.write)
            continue
        for name in mentions(phrase.elements):
            column = text.place.column + max(text.value.find("{" + name), 0)
            spoken_of.setdefault(name, Place(text.place.line, column))
        found.append(phrase)
    return tuple(found)


def _patterns(reader: Reader, node: Node | None) -> tuple[Pattern, ...]:
    found: list[Pattern] = []
    for item in reader.items(node, "patterns"):
        fields = reader.table(item, shape.PATTERN, "a pattern")
        needs = reader.text(fields.get("needs"), "needs")
        for text in reader.texts(fields.get("regex"), "regex"):
            if needs and (compiled := _compiled(reader, text)):
                found.append(Pattern(text.value, compiled, normalise(needs).text))
    return tuple(found)


def _compiled(reader: Reader, text: Text) -> regex.Pattern[str] | None:
    if len(text.value) > MOST_CHARACTERS:
        reader.complain(
            text, f"the expression is longer than {MOST_CHARACTERS} characters", "make two of it"
        )
        return None
    try:
        compiled = regex.compile(text.value)
    except regex.error as error:
        reader.complain(text, f"this is not a regular expression ({error})", "correct it")
        return None
    if compiled.fullmatch("") is not None:
        reader.complain(text, "this expression matches nothing at all", "make a part certain")
        return None
    return compiled


# ---------------------------------------------------------------- from organisation.yaml


def _literal(names: Iterable[str]) -> tuple[Phrase, ...]:
    """Phrases for names as they stand, whatever signs they hold; a leading "the" is free."""
    found: dict[str, Phrase] = {}
    for name in names:
        words = words_of(normalise(name).text)
        if not words:
            continue
        bare = words[1:] if words[0] == "the" and len(words) > 1 else words
        for line in (" ".join(bare), " ".join(["the", *bare])):
            if line not in found:
                found[line] = replace(parse(line), whole=True)
    return tuple(found.values())


def _squashed(names: Iterable[str]) -> list[str]:
    """Names as they stand inside a hashtag, without a leading "the"."""
    squashed = {
        "".join(words[1:] if words[:1] == ["the"] else words)
        for name in names
        if (words := words_of(normalise(name).text))
    }
    return sorted(name for name in squashed if len(name) >= 4)


def _tags(organisation: Organisation, certain: list[str], ambiguous: list[str]) -> list[Pattern]:
    """Any hashtag that holds one of our names and is not just an ambiguous one."""
    barred = "|".join(
        regex.escape(tag) for tag in [*ambiguous, *_squashed(organisation.lookalike_phrases)]
    )
    guard = rf"(?!(?:{barred})\b)" if barred else ""
    return [
        Pattern(source, regex.compile(source), name)
        for name in [*certain, *ambiguous]
        if (source := rf"#{guard}\w*?{regex.escape(name)}\w*")
    ]


def built_in(organisation: Organisation) -> list[Concept]:
    """The concepts that come from organisation.yaml; phrases may use them like any other."""
    file = "organisation.yaml"
    certain = [organisation.name, *organisation.short_names]
    ambiguous = list(organisation.ambiguous_short_names)
    for academy in organisation.academies:
        certain += [academy.name, *academy.aliases]
        ambiguous += academy.ambiguous
    domains = [normalise(domain).text for domain in organisation.domains]
    mail = [
        Pattern(source, regex.compile(source), domain)
        for domain in domains
        if (
            source
            := rf"(?<![\w.+-])(?!{_SHARED_BOXES}@)[\w.+-]+@(?:[\w-]+\.)*{regex.escape(domain)}\b"
        )
    ]
    web = [
        Pattern(source, regex.compile(source), domain)
        for domain in domains
        if (source := rf"(?<![@\w.-])(?:[\w-]+\.)*{regex.escape(domain)}\b")
    ]
    hashtags = [normalise(tag).text for tag in organisation.hashtags]
    tags = _tags(organisation, _squashed(certain), _squashed(ambiguous))
    found = [
        _concept("trust-name", "the Trust or an academy by name", _literal(certain), file=file),
        _concept(
            "trust-alias",
            "an everyday name of the Trust or an academy",
            _literal(ambiguous),
            file=file,
            excepts=hidden("trust-alias", "except"),
            near=hidden("trust-alias", "unless_near"),
        ),
        Concept(
            hidden("trust-alias", "except"), "", _literal(organisation.lookalike_phrases), file=file
        ),
        Concept(
            hidden("trust-alias", "unless_near"),
            "",
            _literal(organisation.lookalike_cues),
            file=file,
        ),
        _concept(
            "trust-handle",
            "an account of the Trust",
            _handles(organisation, [*certain, *ambiguous]),
            file=file,
        ),
        _concept(
            "trust-hashtag",
            "a hashtag of the Trust",
            tuple(parse(tag) for tag in hashtags),
            tuple(tags),
            file=file,
        ),
        _concept("trust-email", "a work email address", (), tuple(mail), file=file),
        _concept("trust-site", "the Trust's web address", (), tuple(web), file=file),
    ]
    return found


def _concept(
    name: str,
    means: str,
    phrases: tuple[Phrase, ...],
    patterns: tuple[Pattern, ...] = (),
    *,
    file: str,
    excepts: str = "",
    near: str = "",
) -> Concept:
    return Concept(name, means, phrases, patterns, excepts=excepts, near=near, file=file)


def _handles(organisation: Organisation, names: list[str]) -> tuple[Phrase, ...]:
    """Each account, those of departments that begin with its name, and names after an @."""
    listed = [parse(normalise(handle).text + "*") for handle in organisation.handles]
    return (*listed, *(parse("@" + name) for name in _squashed(names)))


# ---------------------------------------------------------------- the whole


def check_mentions(
    concepts: Mapping[str, Concept],
    spoken_of: Iterable[tuple[Reader, str, Place]],
) -> None:
    """Note mentions of concepts that do not exist, and concepts that explain one another."""
    known = [name for name in concepts if "/" not in name]
    circle = _circle(concepts)
    for reader, name, place in spoken_of:
        if name not in concepts:
            reader.complain(place, f"there is no concept {name!r}", nearest(name, known))
        elif name in circle:
            reader.complain(
                place, f"{name!r} is explained by itself", "break the circle between the concepts"
            )


def _uses(concept: Concept) -> set[str]:
    found = {g for g in (concept.excepts, concept.after, concept.before) if g}
    found |= {g for g in (concept.sentence, concept.near, concept.text) if g}
    for phrase in concept.phrases:
        found |= mentions(phrase.elements)
    return found


def _circle(concepts: Mapping[str, Concept]) -> set[str]:
    """The concepts that can be reached from themselves."""
    uses = {name: _uses(concept) & concepts.keys() for name, concept in concepts.items()}
    settled: set[str] = set()
    while True:
        ready = {name for name in uses if name not in settled and uses[name] <= settled}
        if not ready:
            break
        settled |= ready
    return uses.keys() - settled
