from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.batch.families import near
from clausecheck.batch.families.consensus import consensus, moved, slots
from clausecheck.batch.families.find import Found, find
from clausecheck.batch.families.shape import shape
from clausecheck.batch.families.wordings import NEAR
from clausecheck.model.families import Agreement, Family, Fired, Outlier
from clausecheck.words.edits import Edit, between

from .forms import COUNTS, FORMS, agreement, forty

SECRET = (
    "The Company shall not disclose the recordings to any other person without the consent of the Artist."
)


@pytest.fixture(scope="module")
def found() -> Found:
    return find(forty().agreements)


def outliers(found: Found) -> dict[int, Outlier]:
    return {outlier.agreement: outlier for template in found.templates for outlier in template.outliers}


def family(found: Found, heading: str) -> Family:
    (one,) = [each for each in found.families if each.heading == heading]
    return one


# ---------------------------------------------------------------- forty agreements on three forms


@pytest.mark.parametrize("seed", range(5))
def test_the_forms_are_found_and_no_other(seed: int) -> None:
    given_ = forty(seed)
    groups = {frozenset(template.agreements) for template in find(given_.agreements).templates}
    assert groups == {
        frozenset(number for number, form in given_.form_of.items() if form == name) for name in FORMS
    }


@pytest.mark.parametrize("seed", range(5))
def test_every_planted_edit_is_told_and_nothing_else(seed: int) -> None:
    given_ = forty(seed)
    unlike = outliers(find(given_.agreements))
    assert unlike.keys() == given_.planted.keys()
    for number, planted in given_.planted.items():
        differences = unlike[number].differences
        assert {one.kind for one in differences} == {planted.kind}
        assert any(planted.here in one.says.here or one.says.here in planted.here for one in differences)
        assert all(one.agree >= one.of - 1 for one in differences)


@pytest.mark.parametrize("seed", range(5))
def test_each_clause_of_each_form_is_one_family(seed: int) -> None:
    found = find(forty(seed).agreements)
    assert len(found.families) == sum(text.count("\n") for text in FORMS.values())
    sizes = sorted(len(each.agreements) for each in found.families)
    assert sizes == sorted(  # three clauses lack in one agreement each, or are worded anew
        COUNTS[name] - (heading in ("Credit", "Rights", "Name"))
        for name, text in FORMS.items()
        for heading in (line.partition("|")[0] for line in text.splitlines())
    )


def test_quotes_are_verbatim(found: Found) -> None:
    texts = {(one.id, passage.clause): passage.text for one in forty().agreements for passage in one.passages}
    for outlier in outliers(found).values():
        for each in outlier.differences:
            for place, said in ((each.here, each.says.here), (each.form, each.says.form)):
                assert not place or said in texts[place]


def test_a_template_tells_who_uses_it(found: Found) -> None:
    film = next(template for template in found.templates if template.name == "Performer Release")
    assert {name for name, _ in film.counterparties} == {"Bell Film LLC", "Harbour Pictures Ltd"}
    assert sum(count for _, count in film.counterparties) == len(film.agreements)


def test_what_is_filled_in_is_no_variant(found: Found) -> None:
    fee = family(found, "Fee")
    assert len(fee.variants) == 1
    (blank,) = fee.blanks
    assert blank.before == "Performer a fee of"
    assert len(blank.values) > 5


def test_a_not_that_is_gone_is_a_variant(found: Found) -> None:
    usual, other = family(found, "Training").variants
    assert (len(usual.places), len(other.places)) == (12, 1)
    (said,) = other.differs
    assert said.negation
    assert "will never use" in said.form
    assert "will use" in said.here


def test_order_does_not_matter() -> None:
    agreements = list(forty().agreements)
    first = find(agreements)
    for seed in range(3):
        random.Random(seed).shuffle(agreements)
        assert find(agreements) == first


# ---------------------------------------------------------------- who is the odd one


def three(*changed: str) -> Found:
    texts = [SECRET, *FORMS["film"].replace("|", ". ").splitlines()[2:]]
    usual = [agreement(i, *texts) for i in (1, 2, 3)]
    return find([*usual, agreement(4, *changed, *texts[1:])])


def test_a_grave_rule_that_fires_here_alone_comes_first() -> None:
    texts = [SECRET, *FORMS["film"].replace("|", ". ").splitlines()[2:]]
    grave = Fired("share.anyone", 4, 0)
    unlike = agreement(4, SECRET.replace("without the", "with or without"), *texts[1:], fired=[grave])
    worse = [*texts[:-1], texts[-1].replace("courts decide", "courts never decide")]
    found = find([*(agreement(i, *texts) for i in (1, 2, 3)), unlike, agreement(5, *worse)])
    (template,) = found.templates
    assert [outlier.agreement for outlier in template.outliers] == [4, 5]
    assert template.outliers[0].rules == ((grave, 0),)


def test_a_rule_that_fires_in_all_says_nothing_of_one() -> None:
    usual = Fired("scope.perpetual", 3, 0)
    texts = [SECRET, *FORMS["film"].replace("|", ". ").splitlines()[2:]]
    agreements = [agreement(i, *texts, fired=[usual]) for i in (1, 2, 3)]
    odd = agreement(4, SECRET.replace("shall not", "shall"), *texts[1:], fired=[usual])
    (template,) = find([*agreements, odd]).templates
    assert [outlier.rules for outlier in template.outliers] == [()]


def test_a_clause_written_anew_is_changed_not_missing_and_added() -> None:
    (template,) = three(
        "The Company may show the recordings to any other person that it likes, and to the public at large."
    ).templates
    (outlier,) = template.outliers
    assert {one.kind for one in outlier.differences} <= {"changed", "negation"}


TWINS = [
    f"The {side} represents to the other party that it is not in breach of any agreement that binds it."
    for side in ("Company", "Artist")
]


@pytest.mark.parametrize(
    ("changed", "kind", "where"),
    [
        ([TWINS[0].replace("is not", "is"), TWINS[1]], "negation", "1"),
        ([TWINS[0], TWINS[1].replace("is not", "is")], "negation", "2"),
        ([TWINS[0]], "missing", "2"),
        ([TWINS[1]], "missing", "1"),
    ],
)
def test_twins_are_told_apart(changed: list[str], kind: str, where: str) -> None:
    rest = FORMS["film"].replace("|", ". ").splitlines()[2:]
    usual = [agreement(i, *TWINS, *rest) for i in (1, 2, 3)]
    (template,) = find([*usual, agreement(4, *changed, *rest)]).templates
    (outlier,) = template.outliers
    assert [(one.kind, one.heading) for one in outlier.differences] == [(kind, where)]


def test_what_a_third_says_is_a_version_of_the_form() -> None:
    texts = FORMS["film"].replace("|", ". ").splitlines()[1:]
    for count, told in ((2, {1, 2}), (3, set())):
        found = find([agreement(i, *texts, *([SECRET] if i <= count else [])) for i in range(1, 9)])
        assert outliers(found).keys() == told


def test_of_two_nobody_is_the_odd_one() -> None:
    texts = FORMS["film"].replace("|", ". ").splitlines()
    found = find([agreement(1, *texts), agreement(2, *texts[:-1])])
    (template,) = found.templates
    assert template.outliers == ()


def test_half_and_half_is_no_difference() -> None:
    texts = [SECRET, *FORMS["film"].replace("|", ". ").splitlines()[2:]]
    other = [*texts[:2], texts[2].replace("to use", "to cut and use"), *texts[3:]]
    found = find([agreement(i, *(texts if i % 2 else other)) for i in range(1, 7)])
    assert outliers(found) == {}
    assert max(len(each.variants) for each in found.families) == 2


def test_different_clauses_are_no_family() -> None:
    found = find(
        [
            agreement(1, SECRET),
            agreement(2, "The Artist may end these terms at any time by a letter to the Company."),
            agreement(3, "The Company pays the Artist for each day of work within a month."),
        ]
    )
    assert found == Found((), ())


# ---------------------------------------------------------------- hostile


def test_empty_clauses_and_agreements_are_nothing() -> None:
    assert find([]) == Found((), ())
    assert find([agreement(1), agreement(2, "", " ", "…", "____", "\x00\ud800")]) == Found((), ())


def test_ten_thousand_identical_clauses_are_one_family() -> None:
    found = find([agreement(i, SECRET) for i in range(1, 10_001)])
    (one,) = found.families
    assert len(one.agreements) == 10_000
    assert len(one.variants) == 1


def test_one_agreement_that_repeats_itself_is_no_family() -> None:
    assert find([agreement(1, *[SECRET] * 500)]).families == ()


def test_a_clause_of_a_megabyte() -> None:
    chance = random.Random(1)
    long = " ".join(chance.choice("ab cd ef gh ij kl mn op qr st uv wx yz".split()) for _ in range(330_000))
    found = find([agreement(1, long), agreement(2, long + " not"), agreement(3, SECRET)])
    (one,) = found.families
    assert all(len(said.here) < 1_000 for variant in one.variants for said in variant.differs)


def test_letters_of_any_script() -> None:
    said = "Виконавець надає Студії право використовувати записи його голосу — “завжди” 🙂 e\u0301te\u0301."
    found = find([agreement(1, said), agreement(2, said.upper())])
    assert len(found.families) == 1


# ---------------------------------------------------------------- the pieces


@given(st.lists(st.frozensets(st.integers(0, 30), min_size=1, max_size=20), max_size=40))
@settings(max_examples=150, deadline=None)
def test_the_sieve_misses_nothing_and_does_not_chain(sets: list[frozenset[int]]) -> None:
    founders = near.grouped(near.ranked(sets), NEAR)
    for i, founder in enumerate(founders):
        likeness = [len(sets[i] & sets[j]) / len(sets[i] | sets[j]) for j in range(i)]
        earlier = [likeness[j] for j in range(i) if founders[j] == j]
        if founder == i:
            assert all(value < NEAR for value in earlier)
        else:
            assert likeness[founder] >= NEAR - 1e-6
            assert likeness[founder] == max(earlier)


@given(
    st.lists(
        st.lists(st.sampled_from("a b c d e f g h".split()), min_size=5, max_size=9), min_size=2, max_size=9
    )
)
@settings(max_examples=100, deadline=None)
def test_any_order_gives_the_same(clauses: list[list[str]]) -> None:
    agreements = [agreement(i, " ".join(words), SECRET) for i, words in enumerate(clauses, 1)]
    assert find(agreements) == find(agreements[::-1])


@given(*[st.lists(st.sampled_from("a b c d".split()), max_size=12)] * 2)
def test_a_stretch_is_found_again_in_the_other_wording(a: list[str], b: list[str]) -> None:
    edits = between(a, b)
    assert moved(range(len(a)), edits) == range(len(b))
    for one, other in pairwise(range(len(a))):
        assert moved(range(one, other), edits).start <= moved(range(other, other + 1), edits).start


def test_fillings_are_told_apart_by_their_value() -> None:
    first, second = (shape(f"The fee is {said} and no more.") for said in ("two hundred dollars", "$200.00"))
    assert first.words == second.words
    assert first.filled[0].value == second.filled[0].value == "200"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one of the Parties may sell it", "one of the parties may sell it"),
        ("It may not be sold", "it may not be sold"),
        ("on the 1st day of May, 2026 at ____", "on the #date at #blank"),
        ("under Section 4.2(b) and 7, or Schedule C", "under section § or schedule §"),
        ("fifty percent (50%) of US$1,200", "# of #"),
        ("twenty-four (24) months", "# month"),
        ("the agree-\nment of Ada  Moor", "the agreement of #name"),
        ("give us the file", "give us the file"),
    ],
)
def test_shapes(text: str, words: str) -> None:
    assert " ".join(shape(text, {("ada", "moor")}, label=False).words) == words


def test_two_alternatives_are_no_blank() -> None:
    wordings = [tuple(f"they {word} sell it to anyone else".split()) for word in ("may", "must")]
    found = consensus(wordings, [5, 5])
    assert found.blanks == ()
    assert sum(len(odd) for odd in found.odd) == 1


def test_a_not_in_a_blank_is_told() -> None:
    titles = "night salt moon tide".split()
    wordings = [tuple(f"they may show it in {title} at once".split()) for title in titles]
    wordings.append(tuple("they may show it in not moor at once".split()))
    found = consensus(wordings, [1] * 5)
    assert [any(one.negation for one in odd) for odd in found.odd] == [False] * 4 + [True]


def test_slots_follow_the_words_around_them() -> None:
    shapes = [shape(text, label=False) for text in ("pay $5 in 3 days", "then pay $6 in cash in 3 days")]
    edits: list[tuple[Edit, ...]] = [between(shapes[0].words, one.words) for one in shapes]
    values = slots([one.words for one in shapes], edits, 0, [{one.filled: 1} for one in shapes])
    assert [dict(slot.values) for slot in values] == [{"5": 1, "6": 1}, {"3": 2}]


def test_agreements_are_told_by_their_id() -> None:
    same = Agreement(1, "a"), Agreement(2, "b")
    assert find(same) == Found((), ())
