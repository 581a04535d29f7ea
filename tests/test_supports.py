"""Supporting: once, taken back at will, never one's own; counted in the open, and a spike is seen."""

from __future__ import annotations

from datetime import date, timedelta

from bot.proposals.listing import Filter
from bot.proposals.proposal import Place
from tests.proposal_fixtures import Desk


async def test_one_person_one_support(desk: Desk) -> None:
    """A second tap changes nothing, and taking it back brings the count down."""
    number = (await desk.published(1)).proposal.number
    supports = desk.held.supports
    outcomes = [
        await supports.give(2, number),
        await supports.give(2, number),
        await supports.give(3, number),
        await supports.take(2, number),
        await supports.take(2, number),
    ]
    assert [(each.outcome, each.count) for each in outcomes if each] == [
        ("given", 1),
        ("given-before", 1),
        ("given", 2),
        ("taken", 1),
        ("not-given", 1),
    ]


async def test_a_tap_delivered_again_changes_nothing(desk: Desk) -> None:
    """The same update twice is one support, and says the same."""
    number = (await desk.published(1)).proposal.number
    for _ in range(2):
        done = await desk.held.supports.give(2, number, update_id=5)
        assert done is not None
        assert (done.outcome, done.count) == ("given", 1)


async def test_not_ones_own_and_nothing_unpublished(desk: Desk) -> None:
    """An author's tap does not count; what is not public does not exist for anybody."""
    waiting = (await desk.send(1)).proposal
    assert await desk.held.supports.give(2, waiting.number) is None
    await desk.publish(waiting.id)
    own = await desk.held.supports.give(1, waiting.number)
    assert own is not None
    assert (own.outcome, own.count) == ("own", 0)
    assert await desk.held.supports.give(2, 99) is None


async def test_what_is_decided_cannot_be_supported(desk: Desk) -> None:
    """After the decision the count stands."""
    done = await desk.published(1)
    async with desk.database.write() as connection:
        await desk.held.statuses.change_within(
            connection, done.proposal.id, "accepted", by="secretariat", answer="Yes", edition="kz-2026"
        )
    late = await desk.held.supports.give(2, done.proposal.number)
    assert late is not None
    assert (late.outcome, late.count) == ("not-open", 0)


async def test_counts_make_a_series_by_day(desk: Desk) -> None:
    """Each day on which somebody supported has the count at its end."""
    done = await desk.published(1)
    for who in (2, 3):
        await desk.held.supports.give(who, done.proposal.number)
    desk.clock.advance(timedelta(days=2))
    await desk.held.supports.give(4, done.proposal.number)
    assert await desk.held.supports.series(done.proposal.id) == [
        (date(2026, 7, 1), 2),
        (date(2026, 7, 3), 3),
    ]


async def test_a_spike_of_new_people_is_seen(desk: Desk) -> None:
    """Many supports in a day, and the share of those who were never seen before it."""
    done = await desk.published(1)
    for who in (2, 3):
        await desk.people.ensure(who)
    desk.clock.advance(timedelta(days=10))
    for who in (2, 3, *range(10, 18)):
        await desk.held.supports.give(who, done.proposal.number)
    spike = await desk.held.supports.spike(done.proposal.id)
    assert (spike.last_day, spike.new, spike.is_one) == (10, 0.8, True)
    desk.clock.advance(timedelta(days=3))
    quiet = await desk.held.supports.spike(done.proposal.id)
    assert (quiet.last_day, quiet.is_one) == (0, False)


async def test_lists_by_support_by_age_by_place_by_status(desk: Desk) -> None:
    """The most supported first, or the newest; narrowed to an article or a status; what is not public is not there."""
    first = await desk.published(1, "Первое предложение о языке")
    second = await desk.published(2, "Второе предложение о земле", "land")
    await desk.send(3, "Третье ещё не опубликовано")
    await desk.held.supports.give(9, first.proposal.number)
    listing = desk.held.listing
    by_support = await listing.page(Filter())
    assert [(each.proposal.number, each.supports) for each in by_support.entries] == [(1, 1), (2, 0)]
    newest = await listing.page(Filter(), "newest")
    assert [each.proposal.number for each in newest.entries] == [2, 1]
    here = await listing.page(Filter(Place(article="state-language")))
    assert [each.proposal.number for each in here.entries] == [1]
    assert (await listing.page(Filter(statuses=frozenset(("declined",))))).entries == ()
    assert await listing.counts(Place(article="state-language")) == {"published": 1, "received": 1}
    assert second.proposal.number == 2


async def test_the_same_words_are_one_entry(desk: Desk) -> None:
    """It says how many sent them; the one with the most support stands for all."""
    numbers = [(await desk.published(who, "Одно и то же предложение!")).proposal.number for who in (1, 2, 3)]
    await desk.held.supports.give(9, numbers[1])
    page = await desk.held.listing.search("предложение")
    assert [(each.proposal.number, each.same) for each in page.entries] == [(numbers[1], 2)]


async def test_proposals_are_searched_in_any_language(desk: Desk) -> None:
    """Misspelt Russian and Kazakh words find what is meant."""
    await desk.published(1, "Запретить продажу сельхозземли иностранцам", "land")
    await desk.published(2, "Президент избирается на пять лет", "president-election")
    for words in ("иностранцам землю", "земля", "жер"):
        found = await desk.held.listing.search(words)
        assert [each.proposal.number for each in found.entries][:1] == [1], words
    assert (await desk.held.listing.search("рецепт борща")).entries == ()


async def test_similar_ones_are_offered_but_never_ones_own(desk: Desk) -> None:
    """In another language too; of the author themselves nothing."""
    done = await desk.published(1, "Запретить продажу сельскохозяйственной земли иностранцам", "land")
    place = Place(article="land")
    text = "Ауыл шаруашылығы жерін шетелдіктерге сатуға тыйым салынсын"
    found = await desk.held.listing.similar_to(text, place, but_of=None)
    assert [each.proposal.number for each in found] == [done.proposal.number]
    author = await desk.people.find(1)
    assert author is not None
    assert await desk.held.listing.similar_to(text, place, but_of=author.id) == []
    assert await desk.held.listing.similar_to("Сделать вузы бесплатными", None, but_of=None) == []
