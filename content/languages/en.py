"""English words about laws."""

from content.language import build, listed
from content.languages import countries

_WORDS = {
    "article": "article, article's, artical, artikel, clause",
    "article_short": "art, arts, artcl, arti",
    "article_weak": "a",
    "article_many": "articles, clauses",
    "paragraph": "paragraph, paragraphs, subsection, subsections, point, points",
    "paragraph_short": "para, paras, par, p, pp, pt",
    "item": "item, items, subparagraph, subparagraphs, sub-paragraph, subitem",
    "item_short": "subpara",
    "section": "section, chapter, title",
    "section_short": "sec, sect, ch, chap, s",
    "section_many": "sections, chapters",
    "part": "part, parts",
    "preamble": "preamble, preamble's, preambule",
    "preamble_weak": "introduction, foreword, intro, introductory",
    "number_sign": "number, num, nr, no, numbered, №, #",
    "this": "this article, that article, same article, the article in question",
    "last": "last, final, latest",
    "next": "next, following",
    "previous": "previous, prior, preceding, one before",
    "and": "and, or, as well as, plus",
    "to": "to, through, thru, until, till, up to",
    "within": "between, range",
    "compare": """
        compare*, comparison, comparing, vs, versus, difference*, differ, differs, different, contrast""",
    "changed": "changed, did change, has altered, was altered",
    "earlier": "before, earlier, previously, formerly, used to be, used to say, in the past, before the reform",
    "weak_number": "one, oh",
    "ordinal_ending": "st, nd, rd, th",
    "case_ending": "s",
    "unit": """
        hour, hours, day, days, week, weeks, month, months, year, years, percent, %, per cent, deputies,
        deputy, members, people, persons, votes, times, third, thirds, half, quarter, quarters, fourths,
        fifths, tenge, chamber, chambers, minutes, minute, seconds, million, thousand, billion, january,
        february, march, april, june, july, august, september, october, november, december, years old,
        terms, term, judges, regions, cities, signatures, words, pages, sessions, candidates""",
    "stop": """
        be changed, be modified,
        a, an, the, of, in, on, at, by, for, from, with, about, as, is, are, was, were, be, been, am, do,
        does, did, it, its, it's, this, that, these, those, there, what's, i, me, my, we, us, our, you,
        your, he, she, they, them, their, his, her, or, but, if, so, then, than, also, into, under, over,
        which, what, has, have, had, can, could, would, should, will, shall, may, might, must, just, only,
        not, any, some, s, t, re, all, both, out, up, too, text, whole, full, wording, one, ones, here,
        well, ok, okay, say, says, said, tell, tells, mean, means, stated, written,
        contain, contains, content, contents, read, reads, talk, talks, provide, provides, regarding,
        according, concerning, constitution's""",
    "searched": """
        what, which, can, could, may, might, must, do, does, did, have, has, should, will, would, not, any, all, some,
        over, under, into""",
    "polite": """
        please, pls, plz, show, give, open, send, see, find, want, wanna, like, need, let, let's, hello,
        hi, hey, thanks, thank, know, go, look, explain, describe, quote, cite, get, display, view, print,
        bring, summarize, summary, kindly, help, understand, got, now, exactly, actually""",
    "asking": "how, how many, how much, when, who, whom, whose, where, why, count, total",
    "constitution": "constitution*, basic law, fundamental law, basic law's, constitutional text",
    "other_law": """
        consumer protection law, housing law, labour law, labor law, family law, land law, tax law,
        traffic law, education law, convention*, covenant*,
        code, codes, criminal code, penal code, civil code, labor code, labour code, tax code, family
        code, land code, charter, convention, covenant, treaty of, directive, regulation, gdpr, statute,
        statutes, udhr, declaration, iccpr, echr, criminal law, labor law, labour law, civil law, tax law,
        family law, constitutional act, magna carta, bill of rights, teu, tfeu, cedaw, uncrc, uncat, crpd, icescr,
        unclos, atlantic treaty, lisbon treaty, rome treaty, treaty on, paris agreement, agreement on,
        quran*, koran*, bible*, surah, memorandum""",
    "other_law_of": """
        of the law, of law, of the act, of act, of the constitutional law, of constitutional law, of this
        law, of the decree, of the statute, of the treaty, of the agreement, of the regulation""",
    "other_law_title": "law on, law about, law of the republic, act on, act of, decree on, act on the",
    "amendment": "amendment, amendments",
    "country": countries.ENGLISH,
    "other_constitution": """
        tax code*, labour code*, labor code*, criminal code*, penal code*, civil code*, family
        code*, land code*, housing code*, environmental code*, customs code*, social code*,
        administrative code*, traffic code*, entrepreneurial code*, traffic rules, highway code,
        us constitution, us constitution's, russian constitution, russian federation constitution, german
        basic law, grundgesetz""",
    "asked_for": """
        in english, english, english version, into english, in english language, in the english language,
        на английском, на английском языке, по английски, на англ, англ, английский вариант, на инглише,
        ағылшынша*, ағылшын тілінде, ағылшын тіліндегі, ағылшыншасы""",
}

_CARDINALS = listed(
    """zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen,
    fifteen, sixteen, seventeen, eighteen, nineteen"""
)
_ORDINALS = listed(
    """zeroth, first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth,
    thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth"""
)
_TENS = dict(enumerate(listed("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety"), 2))
_MISSPELT = {40: ", fourty", 90: ", ninty"}
_MISSPELT_ORDINALS = {4: ", forth", 5: ", fith", 8: ", eigth", 9: ", nineth", 12: ", twelvth, twelveth"}

ENGLISH = build(
    "en",
    endonym="English",
    scripts=("Latn",),
    snowball="english",
    words=_WORDS,
    numbers={
        **dict(enumerate(_CARDINALS)),
        **{10 * tens: word + _MISSPELT.get(10 * tens, "") for tens, word in _TENS.items()},
        100: "hundred",
    },
    ordinals={
        **{value: word + _MISSPELT_ORDINALS.get(value, "") for value, word in enumerate(_ORDINALS)},
        **{10 * tens: f"{word[:-1]}ieth" for tens, word in _TENS.items()},
        100: "hundredth",
    },
)
