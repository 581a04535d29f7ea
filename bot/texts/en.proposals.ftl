### Proposals: how they are written, sent, supported and read.

place-general = The text as a whole
place-gone = an article that the text in force no longer has
place-open = no place chosen yet

button-propose = Propose a change
button-propose-short = Write a proposal
button-whole-text = The text as a whole
button-draft-back = Back
button-draft-cancel = Cancel
button-draft-skip = Skip
button-draft-send = I agree, send
button-draft-differs = Mine differs, go on
button-draft-go = Continue
button-draft-new = Begin a new one
button-draft-proposal = It is a proposal
button-draft-question = It is a question
button-draft-mask = Hide these data
button-draft-keep = Leave as it is
button-draft-again = Write it anew
button-support-instead = Support { $code }
button-official-appeal = Hand in officially
button-mine-one = My proposal
button-mine = All my proposals
button-mine-edit = Correct the text
button-mine-coupon = Note the coupon number
button-mine-withdraw = Withdraw
button-mine-erase = Erase
button-mine-withdraw-sure = Yes, withdraw
button-mine-erase-sure = Yes, erase
button-mine-keep = No, leave it
button-proposals-here = Proposals here
button-by-support = By support
button-by-newest = Newest first
button-group-open = Open
button-group-accepted = Accepted
button-group-declined = Declined
button-dossier = The article's dossier
button-proposal = Proposal { $code }
button-support-give = Support ({ $count })
button-support-take = Take support back ({ $count })
button-appeal-copy = Copy the text
button-appeal-copy-part = Part { $part } of { $parts }

draft-step-article =
    Proposal, step 1 of 3. What is it about?
    Write an article's number ("9"), a section ("section 3") or a subject ("about language").
draft-step-wording =
    Proposal, step 2 of 3. { $place }
    Write the wording or the idea: { $shortest } to { $longest } characters. No names, telephone numbers or links.
draft-step-reason =
    Proposal, step 3 of 3. Why is that better?
    Up to { $reason } characters. This step may be skipped.
draft-typed-article = To leave: /cancel. About the text as a whole: write "the whole text".
draft-typed-wording = A step back: /back. To leave: /cancel
draft-typed-reason = Skip: /skip. A step back: /back. To leave: /cancel
draft-typed-similar = Support one instead: /support { $code }. Mine differs: /skip. Back: /back. To leave: /cancel
draft-typed-preview = Agree and send: /send. A step back: /back. To leave: /cancel
draft-typed-unfinished = To go on, write "continue". To leave: /cancel
draft-which = Which article do you mean?
draft-no-place = I find no such article or subject. Write an article's number or choose "The text as a whole".
draft-kept = I keep this as the text of the proposal. Which article is it about? Write its number or choose "The text as a whole".
draft-answer-number = Answer with a number of the list, or press a button.
draft-refused-too-short = That is too short: at least { $shortest } characters are needed, { $missing } are missing.
draft-refused-too-long = That is too long: { $length } characters where { $longest } are possible. Shorten it by { $over }.
draft-refused-no-words = There are hardly any words in it. Write the proposal in words.
draft-refused-link = Links and user names are not taken in a proposal. Write it in your own words.
draft-question-or-proposal = Is this the text of a proposal, or a question to be answered?
draft-personal = The text seems to hold personal data: { $kinds }. Everybody will read the proposal. Hide them? It would read:
personal-iban = an account number
personal-card = a card number
personal-email = an e-mail address
personal-individual-number = a number of 12 digits (like an individual number)
personal-phone = a telephone number
draft-similar = Something like it has been proposed. To support that is quicker than to begin again:
draft-preview = This is how the proposal will be sent
draft-what-happens = What happens then: you get a number and an entry in the public log, and may correct the text for { $minutes } minutes. Then moderators look at it and publish it without your name, or hide it and say why. I tell you of every step.
draft-consent = By sending it you agree that the bot keeps and publishes this text without your name and passes it on to the recipient. Your Telegram id is kept sealed; technically, whoever runs the bot can link a proposal to an account. You may revoke this: /mine, withdraw or erase. More: /privacy
draft-unfinished = You have an unfinished proposal ({ $place }). Continue?
draft-not-ready = There is nothing to send: the proposal was sent, changed, or is not finished. See /mine, or go on with /propose
draft-edited = I do not take an edited message into the proposal. Go a step back (/back) and write it anew.
draft-not-skippable = This step cannot be skipped.
nothing-begun = Nothing has been begun. To write a proposal: /propose
propose-media = A proposal takes text only. Put the idea into words.

proposal-title = Proposal { $code }
proposal-line = { $code } · { $place } · { $status } · supported by { $supports }
proposal-same = The same, word for word, came { $count } more times
proposal-reason = Why:
proposal-supports = Supported by: { $count }
proposal-series = How it grew: { $points }
proposal-change = { $date }: { $status }.
proposal-change-reason = Reason: { $reason }.
proposal-change-session = { $session }.
proposal-change-edition = Landed in: { $edition }.
proposal-change-answer = Answer: { $answer }
proposal-merged-into = Merged into proposal { $code }.
proposal-typed = Support it: /support { $code }. Take it back: /support { $code } off
proposal-unknown = There is no proposal of that number. The list: /proposals
proposal-not-official = This is not an official appeal: people write here without a name, and state bodies do not consider anonymous appeals. { $elsewhere }
proposal-status-received = received
proposal-status-under_review = under review
proposal-status-published = published
proposal-status-hidden = hidden
proposal-status-merged = merged into another
proposal-status-before_commission = before the commission
proposal-status-accepted = accepted
proposal-status-partly = accepted in part
proposal-status-declined = declined
proposal-status-withdrawn = withdrawn by its author
proposal-status-erased = erased by its author

reception-operator = The bot is run by { $operator }.
reception-contact = Contact: { $contact }.
reception-demo = This is a demonstration: proposals go to nobody, the recipient is made up.
reception-recipient = Proposals are passed on to { $recipient }.
reception-from = Taken in from { $date }.
reception-until = Taken in until { $date }, that day included.
propose-closed = No proposals are taken in here at present. { $elsewhere }
propose-no-recipient = No proposals are taken in yet: nobody has been named to receive them. { $elsewhere }
propose-not-yet = Proposals will be taken in from { $date }. { $elsewhere }
propose-over = Proposals were taken in until { $date }. { $elsewhere }

receipt-title = Received. Your number: { $code }
receipt-place = About: { $place }
receipt-time = Time: { $time }
receipt-hash = Salted hash:
receipt-position = Place in the public log: { $position }
receipt-alike = The same, word for word, came from { $count } more. They are looked at together, and none is lost.
receipt-demo = This is a demonstration: the proposal goes to nobody.
receipt-next = To check it: /verify { $code }. You may correct the text for { $minutes } minutes, and withdraw or erase it at any time: /mine { $code }

limit-minute = Too quick: you can send the next proposal in { $seconds } s. The draft is kept: /send
limit-day = That is all for today: no more than three proposals a day. The draft is kept, and can be sent from { $until } on.
limit-burst = Too many proposals are coming in at once. The draft is kept; send it in { $seconds } s: /send
limit-same = Many have just sent this very text. Support theirs (/proposals), or send yours in { $seconds } s: the draft is kept.

proposals-title = Proposals
proposals-found = Proposals: "{ $words }"
proposals-total = In all: { $count }
proposals-none = There is nothing here yet.
proposals-group-open = Only open ones
proposals-group-accepted = Only those accepted, fully or in part
proposals-group-declined = Only those declined
proposals-typed = By article: /proposals 9. By status: /proposals accepted. By number or words: /proposals language

dossier-title = Dossier. { $article }
dossier-changes = Known changes since the first draft: { $count }.
dossier-changes-none = No changes since the first draft are known.
dossier-sessions = Sessions that dealt with it:
dossier-sessions-none = It is not in the records of the sessions.
dossier-proposals = Proposals:
dossier-proposals-none = There are no proposals yet.
dossier-count = { $status }: { $count }
dossier-usage = Which article? For example: /dossier 9

mine-none = You have sent no proposals here.
mine-title = Your proposals
mine-typed = Typed: /mine { $code }, then edit TEXT, withdraw REASON, erase, coupon NUMBER or appeal
mine-usage = Write it in one message: /mine { $code } edit TEXT, withdraw REASON, erase, coupon NUMBER or appeal
mine-coupon = Number of the official coupon: { $coupon }
mine-editable = The text can be corrected until { $until }.
mine-not-yours = You have no proposal { $code }.
mine-edit-ask = Send the new text in one message. Or: /mine { $code } edit TEXT
mine-edit-done = The text of { $code } is corrected. The former one is destroyed, and the log shows that it was replaced.
mine-edit-late = { $code } cannot be corrected any more: the time is over, or a moderator is looking at it. You may withdraw it and send another.
mine-edit-refused = That text does not do for { $code }: 10 to 500 characters in words, no links and no personal data. Nothing was changed.
mine-coupon-ask = Send the coupon number of the official appeal. Or: /mine { $code } coupon NUMBER
mine-coupon-done = The coupon number of { $code } is noted. Only you can see it.
mine-coupon-refused = That does not look like a coupon number. Nothing was changed.
mine-withdraw-ask = Withdraw { $code }? The text is no longer shown, the number stays. You may send the reason in one message: everybody can read it.
mine-withdraw-done = Proposal { $code } is withdrawn.
mine-withdraw-late = Proposal { $code } is withdrawn already.
mine-reason-refused = A reason without links and personal data, please. Nothing was changed.
mine-erase-ask = Erase { $code }? The text and whose it was are destroyed for ever; in the log only the number stays. Typed: /mine { $code } erase confirm
mine-erase-done = Proposal { $code } is erased: its text is neither in the database nor in the log any more. Delete the messages in this chat that hold it yourself.

support-given = You support { $code }. In all: { $count }
support-given-before = You support { $code } already. In all: { $count }
support-taken = Your support of { $code } is taken back. In all: { $count }
support-not-given = You did not support { $code }. In all: { $count }
support-own = { $code } is your own proposal; only others can support it.
support-not-open = { $code } has been decided, and cannot be supported any more.
support-usage = Which proposal? For example: /support { $code }, and to take it back: /support { $code } off

appeal-intro = The text of an official appeal, ready. Copy it by a tap or a button and hand it in under your own name. { $elsewhere }
appeal-subject = Proposal on: { $place } ({ $edition })
appeal-wording = I propose: { $wording }
appeal-reason = Grounds: { $reason }
appeal-coupon = When you have the coupon number, you can note it here: /mine

notice-proposal-title = { $code } · { $place }
notice-proposal-merged = Support is not moved by itself: if you agree, support the one that it was merged into.
notice-proposal-commission = Before: { $body }.
notice-proposal-hidden = Others do not see the text. If you disagree, see /mine.

hidden-reason-off-topic = not about the text
hidden-reason-abusive = insults or threats
hidden-reason-personal-data = personal data
hidden-reason-duplicate = a repetition
hidden-reason-advertising = advertising
hidden-reason-unlawful = calls that the law forbids
hidden-reason-unclear = the meaning is not clear
hidden-reason-not-a-proposal = not a proposal
hidden-reason-other = other

menu-proposals = proposals: list and search
words-proposals = proposals, all proposals, list of proposals
words-publish = publish, publish a session
words-undo = undo, undo publication
words-back = back, go back
words-skip = skip
words-send = send, send it
words-continue = continue, go on
words-support = support, support a proposal
words-dossier = dossier, the article's dossier
words-whole-text = the whole text, whole text, the text as a whole, general, in general
words-subject = about, on, regarding
