### What the bot says in English.

## Answers

article-title = Article { $number }. { $heading }
article-paragraph-title = Article { $number }, paragraph { $paragraph }. { $heading }
article-item-title = Article { $number }, item { $item }. { $heading }
article-short = Article { $number }
preamble-title = Preamble
section-title = Section { $roman }. { $heading }
section-range = Articles { $first }–{ $last }
paragraph-number = { $number }.
item-number = { $number })

provenance-digest = In plain words and our own heading: an unofficial summary, not the official wording. { $edition }, { $status }.
provenance-headings = Headings are ours: an unofficial description, not the official wording. { $edition }, { $status }.
provenance-heading-only = The heading is ours. A summary of this article has not been written yet. { $edition }, { $status }.
provenance-official = Official wording ({ $language }, { $dated }). { $edition }, { $status }.
heading-ours = The heading is ours.
headings-ours = The headings are ours.
hash-check = To check it:
wording-dated = text of { $date }
wording-loaded = loaded on { $date }
wording-follows = Official wording:
wording-elsewhere = The official wording is not loaded in this language, only in: { $languages }.
wording-excluded = In the official text this article is excluded: it has a number and no wording.
wording-continues = … It goes on. The whole: Article { $number }, in the chat with me.
official-text = Official text
counterpart-before = In the { $edition }: { $articles }.
counterpart-now = Where it stands today: { $articles }.
counterpart-none = Nothing corresponds to it in the present text.
changed-since-draft = Changed since the first draft
changed-since-draft-brief = Changed since the first draft: { $count }. Details: /compare { $number }
difference-words = was “{ $before }”, now “{ $after }”
draft-reported = Reported of the draft
draft-unknown = The wording of this article in the first draft is not known to us. The article of the same number today reads as follows.
draft-known = News reports cite this number for this rule in the first draft. Its wording is not known to us. Today it reads as follows.
draft-section-unknown = Which articles stood in which section of the first draft is our inference from the adopted text.
note-paragraph-missing = Article { $number } has no paragraph { $paragraph }. Here is the whole article.
note-no-paragraphs = Article { $number } has no numbered paragraphs. Here it is whole.
note-truncated = That is a lot of articles. Here are the first { $count }.
source-line = Source: { $sources } · { $date }
status-preliminary = Preliminary figures.
status-disputed = The sources disagree.
today-label = Today:

choices-intro = I am not sure what you mean. Is it one of these?
choices-numbers = Write the number of an article, for example: { $number }
topic-also = See also: { $articles }
range-intro = You asked for { $count } articles:

none-empty = Please write a question in words, or the number of an article. For example: “{ $example }”
none-no-such-article = There is no Article { $asked }. { $edition } has articles { $first } to { $last }.
none-no-such-section = There is no section { $asked }. { $edition } has { $count } sections.
none-other-law = That is another law. I only know { $text }. { $elsewhere }
none-other-year = I have no constitution of { $asked }. I have: { $editions }.
none-other-law-general = That is another law. I only know { $text }.
none-not-in-text = I do not find this in { $text }. I answer only from its text and do not guess.
none-nearest = Nearest, though perhaps not what you mean: { $articles }
none-needs-article = Which article do you mean? Write it with the number, for example: “Article 4, paragraph 2”
none-too-long = That is too long for one question. Please ask in up to { $limit } characters.

smalltalk-greeting = Hello! Ask me what { $text } says. For example: “{ $example }”
smalltalk-thanks = You are welcome. Ask again whenever you like.
smalltalk-farewell = Goodbye. I am here whenever you have a question.
smalltalk-about-bot = I am Atazan, an independent bot: not an official body and not a person. I answer what { $text } says, article by article. More: /about
smalltalk-help = Write a question or the number of an article, for example: “{ $example }”. Everything I can do: /help

session-title = Session { $number } · { $body }
session-when = { $date }
session-when-time = { $date }, { $time } ({ $zone })
session-agenda = On the agenda
session-outcome = Outcome
session-status-held = held
session-status-cancelled = cancelled
session-status-tentative = tentative
session-status-confirmed = confirmed
session-status-rescheduled = moved
session-status-live = now in session
sessions-intro = No session is announced. The last one was session { $number }, on { $date }.
sessions-record = The record
sessions-none = No session is on record.
milestones-title = Dates before and after the sessions
milestones-none = No other dates are on record.

## Buttons

button-previous = ‹ { $number }
button-next = { $number } ›
button-previous-worded = Previous: Article { $number }
button-next-worded = Next: Article { $number }
button-section = Section { $roman }
button-official = Official text
button-words = In plain words
button-wording = Official wording
button-wording-in = Official wording: { $language }
button-copy = Copy citation
button-share = Share
button-whole-article = Whole Article { $number }
button-article = Article { $number }
button-browse = All sections
button-topics = Topics
button-milestones = Dates before and after
button-more = More ›
button-back = ‹ Back
button-more-worded = More
button-back-worded = Back
button-session = Session { $number }
button-today = Article { $number } today
button-compare = What changed
button-picture = As a picture
button-against = Against: { $other }
citation = Article { $number }, { $edition }
citation-paragraph = Article { $number }, paragraph { $paragraph }, { $edition }
language-name = English

browse-title = { $name }: sections
browse-hint = Tap a section, then an article.
browse-hint-plain = Write “section { $section }” or “article { $article }”.
browse-page = Page { $page } of { $pages }
topics-title = { $name }: topics
topics-count = topics: { $count }
topics-hint = Tap a section, then a topic.
topics-hint-plain = Write the name of a topic, or “/browse topics 2” for those of section 2.

## Chat

start =
    I am Atazan. I tell you what { $text } says, article by article.
    Ask in your own words or write a number. Languages: { $languages }.
    I am independent and unofficial; I quote and summarise, I do not advise.
start-try = Try this: “{ $example }”
help =
    Write a question or a number: “{ $example }”, “{ $second }”, “Article 4, paragraph 2”.
    Follow up with “and paragraph 2?” or “the next one”.

    { $commands }

    In any chat: type { $name } and a question. In groups: mention me or reply to me.
help-line = /{ $command } – { $description }

about =
    { $bot } is independent and unofficial. No state body runs it. It gives no legal advice and takes no side.

    It answers from these texts:
    { $editions }

    Summaries are in our own words. { $reviewed }
    Source code and licence: AGPL-3.0.
about-edition = • { $name }: { $status }. Languages: { $languages }.
about-wording = Official wording loaded: { $languages }.
about-wording-none = Official wording: not loaded, an unofficial summary is shown.
about-not-reviewed = No lawyer or native speaker has signed them yet (reviewed: no).
about-reviewed = Reviewed by: { $reviewers }.
about-sources = Official text: { $sources }

language-ask = In which language shall I answer? Now: { $language }
language-set = I will answer in { $language }.
language-unknown = I do not know that language. There are: { $languages }

settings-title = Settings
settings-language = Language: { $language }
settings-layout-normal = Layout: with buttons, edited in place
settings-layout-plain = Layout: plain (for screen readers and old clients)
settings-hint = To change by text: /language { $code }, /settings plain, /settings normal, /settings gaps off, /settings gaps on, /settings notices
settings-gaps-on = Questions without a sure answer: counted (/privacy says how)
settings-gaps-off = Questions without a sure answer: not counted
button-gaps-on = Count my unanswered questions
button-gaps-off = Do not count my questions
settings-gaps-set-on = Questions of yours that find no sure answer are counted from now on, without your name.
settings-gaps-set-off = Your questions are not counted any more, and those that were counted are taken back where not yet three had asked.
button-layout-plain = Use the plain layout
button-layout-normal = Use the layout with buttons
settings-layout-set-plain = Plain layout is on: every answer is a new message, nothing is folded, buttons are worded.
settings-layout-set-normal = The layout with buttons is on.

id-user = Your id: { $id }
id-chat = Id of this chat: { $id }
id-note = This is for the operator. The bot stores ids only sealed.

unknown-command = I do not know the command { $command }. /help lists what I can do.
article-usage = Which article? For example: /article 4, or /article 4 2 for its paragraph 2.
decline-media = I can read only text. Please write your question in words, for example: “{ $example }”
group-added = Hello! I say what { $text } says. Address me like this: { $name } { $example }
group-personal = That is personal. Please write to me in private: { $link }
deep-link-unknown = That link leads nowhere here. Ask in words, or /browse.
button-stale = This button is from an older version. Please ask again.
error = Something went wrong on my side. Please try again. Error number: { $id }
busy = Too many messages at once. Please wait a moment and ask again.
cancelled = Cancelled. Nothing of it was sent.
nothing-to-cancel = There is nothing to cancel.
compare-usage = Which article, and against which text? For example: /compare 9 or /compare 9 { $example }. Texts to compare with: { $editions }
compare-no-other = { $article }: there is no other text here to compare it with.
compare-none = { $article }: no difference is known between { $edition } and { $other }.
compare-title = { $article }: what is known to have changed since the { $other }
compare-partial = These are the differences reported in the press; the list may be incomplete.
compare-words-title = { $article }: { $edition } against { $other }
compare-same = Word for word the same.
compare-same-number = The same number in { $edition } stood for something else: “{ $article }”. Where that is today: { $now }.
compare-nowhere = Nothing in the { $other } corresponds to it.
compare-shortened = The article is long: only the changes and the words around them are shown.
compare-source = Compared word by word, official texts in: { $language }. { $edition }, { $status }; before it: { $other }.
compare-not-loaded = For a comparison word by word the official text is not loaded here: { $editions }.
diff-legend = Underlined: came in. Struck through: went out.
diff-added = added: { $words }
diff-removed = removed: { $words }
picture-before = Before
picture-after = After

check-usage = Which quotation? Write it after the command, or answer the message that holds it with /check. For example: /check “…”
check-short = That is too short to be checked. Please send at least four words of the quotation.
check-exact = Exact: these words stand in the text, word for word.
check-altered = Altered: not word for word as in the text.
check-not-found = Not in any loaded text.
check-cannot-check = Cannot be checked here.
check-other-draft = From another text: these words stand in a draft, not in the text in force.
check-other-repealed = From another text: these words stand in a text that is no longer in force.
check-other-superseded = From an earlier wording: these words stood in the text before it was changed.
check-place = { $place }. { $edition }, { $status }. Language: { $language }.
check-heading = In a title
check-omits = The dots stand for words that were left out; what is quoted between them is word for word.
check-part = Only a part of the sentence is quoted.
check-same-words = The words are the same; punctuation, capital letters or look-alike letters differ.
check-changes-plain = Changes against the text:
check-today = What the text in force says instead: { $place }.
check-today-none = The text in force has nothing like it in this language.
check-not-found-note = Neither these words nor anything near them. That is said of the texts named below and of no others.
check-undecided = The official text that would decide is not loaded here in this language: { $edition }.
check-nearest = The nearest passage that is loaded:
check-searched = Searched: { $texts }.
check-searched-none = No official text is loaded here.
check-missing = Not loaded: { $texts }.
check-more = More quotations in the message, not shown: { $count }.

mydata-intro = This is everything the bot holds about you.
button-delete = Erase everything
delete-nothing = There was nothing to erase: nothing is held about you.
admin-granted = You are now { $role } of this bot.
admin-link-used = This link is not valid any more.
verify-none = No place in the official texts that are loaded here has the hash { $hash }.
verify-paragraph = paragraph { $paragraph }
verify-item = item { $item }
verify-section = Section { $number }
verify-source = { $edition }, { $status }. Official wording ({ $language }, { $dated }), revision { $revision } here. Hash: { $hash }
verify-origin = Source: { $source }. SHA-256 of the file: { $sha }
verify-latest = It is the newest revision that is loaded.
verify-older = A newer revision has been loaded since: this wording may have changed.
verify-excluded = This article is excluded: it has no wording.
status-title = Official texts
status-none = No official text is loaded: cards show our unofficial summaries. On the server: python -m bot content import FILE --edition { $edition } --lang { $language }
status-line = • { $edition }, { $language }: revision { $revision }, { $dated }, { $articles } of { $all } articles, SHA-256 { $sha }
status-correction = correction
status-missing = Not loaded, { $edition }: { $languages }
status-damaged = Damaged, { $edition }, { $language }: not shown
stats-title = Questions without a sure answer
stats-line = • { $question } – asked by about { $count } ({ $kind }; { $language }; last on { $date })
stats-kind-none = nothing found
stats-kind-choices = not sure
stats-more = … and { $count } more: python -m bot content gaps
stats-none = No question has been asked by three different people in the last 90 days.
stats-below = Asked by fewer than three people, and therefore not readable: { $count }
status-not-staff = That is for the staff of this bot.

inline-help = Ask in private
inline-title-none = Not found
guest-intro = I answer what { $text } says.

## Menus and descriptions

menu-start = start and choose a language
menu-help = how to ask
menu-article = an article by number
menu-browse = sections and articles
menu-sessions = sessions of the commission
menu-compare = what changed in an article
menu-check = check a quotation
menu-subscribe = be told of news
menu-propose = send a proposal
menu-mine = my proposals
menu-language = language of answers
menu-settings = settings
menu-about = who makes this, and from what
menu-privacy = what is kept about you
menu-mydata = everything held about you
menu-delete = erase everything held about you
menu-id = ids for the operator
menu-verify = check a receipt, or what a short hash under a quotation stands for
menu-status = for staff: which official texts are loaded
menu-stats = for staff: proposals in figures; for editors, questions without a sure answer
bot-description =
    Ask what { $text } says: write “Article 4” or a whole question. Languages: { $languages }. Independent and unofficial.
bot-short-description = What does { $text } say? Independent, unofficial. { $languages }.

## Words that do what a command does

words-start = start
words-help = help, commands, what can you do
words-language = language, change language
words-language-name = english, in english, английский, на английском, по-английски, ағылшынша, ағылшын, ағылшын тілі, ағылшын тілінде, eng
words-settings = settings
words-about = about, about the bot
words-privacy = privacy
words-article = article, an article, show an article, open an article
words-compare = compare, compare articles, what changed, what has changed
words-status = status, state of the bot
words-stats = stats, statistics, unanswered questions
words-browse = browse, contents, table of contents, all sections, all articles
words-topics = topics, all topics, list of topics, topic index
words-sessions = sessions
words-dates = dates, dates before and after, timeline, milestones
words-subscribe = subscribe
words-unsubscribe = unsubscribe, stop
words-cancel = cancel
words-mydata = my data
words-delete = delete my data, forget me
words-check = check a quotation, check quotation, check quote, check a quote
words-propose = propose, proposal
words-mine = my proposals
words-id = my id
words-verify = verify, check a hash
words-greeting = hello, hi, hey, good morning, good afternoon, good evening, good day, how are you, how are you doing, what's up, sup, how is it going, nice to meet you
words-thanks = thanks, thank you, thx, thank you very much, many thanks
words-farewell = bye, goodbye, see you
words-about-bot = who are you, what are you, are you a bot, are you a robot, who made you, what is your name, are you human, who created you, who is behind you, are you official, are you chatgpt, are you ai, is this a bot

## The reading page

page-note = Plain-language summaries and headings in our own words: unofficial, not the official wording. { $edition }, { $status }.
page-contents = Contents
page-top = To the top
page-no-digest = A summary of this article is not held.
page-counterpart = { $edition }: { $articles }
page-note-official = Official wording, { $dated }; headings and plain-language summaries are ours where they are marked so. This page itself is unofficial. { $edition }, { $status }.
page-words = In plain words (ours)
page-heading-ours = heading ours
