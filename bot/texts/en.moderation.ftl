# The moderators' work.

mod-why = Why:
mod-appeal = Appeal of the author:
mod-received = Received: { $at }
mod-due = To be decided by: { $at }
mod-same = { $count ->
    [one] One more proposal has the same words
   *[other] { $count } more proposals have the same words
}
mod-appealed = The author has appealed: { $at }. Somebody else than last time decides.
mod-asked-waiting = The author was asked and has not answered yet.
mod-asked-answered = The author has answered.
mod-late = The promised time is over.
mod-free = Waits; nobody has it in hand.
mod-taken = A moderator has it in hand until { $until }.
mod-mine = You have it in hand until { $until }.
mod-is-published = Published
mod-is-hidden = Hidden
mod-is-hidden-for = Hidden: { $reason }
mod-is-merged = Merged
mod-is-merged-into = Merged into #{ $number }
mod-is-before_commission = Before the commission
mod-is-accepted = Accepted
mod-is-partly = Partly accepted
mod-is-declined = Declined
mod-is-withdrawn = Withdrawn by its author
mod-is-erased = Erased by its author
mod-undo-until = Can be undone until { $until }. Until then nobody is told.
mod-typed = To type: /moderate publish { $number }, /moderate hide { $number } REASON, /moderate merge { $number } OTHER, /moderate ask { $number } TEXT, /moderate free { $number }
mod-choose-reason = For which reason? It is public.
mod-choose-merge = Into which one?
mod-similar-line = #{ $number }: { $words } ({ $supports ->
    [one] 1 support
   *[other] { $supports } supports
})
mod-similar-none = No public proposal surely says the same.
mod-merge-typed = Or type: /moderate merge { $number } OTHER
mod-ask-how = #{ $number }: reply to this message with your question, at most 500 characters, or type /moderate ask { $number } TEXT. The author does not learn who asks.
mod-nothing = Nothing waits.
mod-waiting = { $count ->
    [one] One proposal waits
   *[other] { $count } proposals wait
}
mod-waiting-languages = By language: { $languages }
mod-waiting-oldest = The oldest since: { $at }
mod-waiting-overdue = Past the promised time: { $count }
mod-waiting-typed = To type: /moderate next, /moderate next kk, /moderate show 123
mod-alarm = { $count ->
    [one] A proposal has waited longer than promised: { $numbers }
   *[other] { $count } proposals have waited longer than promised: { $numbers }
}
mod-spike = #{ $number }: { $count ->
    [one] one support
   *[other] { $count } supports
} within 24 hours, much more than usual. First seen in that time: { $share } % of these supporters. Nothing is hidden because of this.
mod-answer = #{ $number }: answer of the author
mod-words-gone = #{ $number }: the author has taken the words back.
mod-question-title = A question about your proposal { $code }
mod-question-how = To answer, press the button or type: /answer { $number } TEXT. The moderators do not learn who you are.
mod-feedback-title = Feedback { $id }
mod-feedback-good = good answer
mod-feedback-bad = bad answer
mod-feedback-note = note
mod-feedback-problem-article = wrong article
mod-feedback-problem-unclear = unclear
mod-feedback-problem-error = error in the text
mod-feedback-about = about { $place }
mod-feedback-how = To reply, reply to this message or type: /moderate reply { $id } TEXT
mod-feedback-replied = Somebody has replied.
mod-feedback-none = There is no feedback that nobody has seen.
mod-feedback-gone = Feedback { $id } is gone: its author erased it, or 90 days are over.
mod-reply-title = A reply to your feedback
mod-replied = The reply to { $id } is passed on.
mod-asked = The question about #{ $number } is passed on.
mod-checkpoint = The state of the public log, signed
mod-not-moderator = This is for moderators.
mod-not-here = Moderators work in their group or in a private chat with me.
mod-usage =
    /moderate – what waits
    /moderate next [kk|ru|en]
    /moderate show 123, take 123, free 123
    /moderate publish 123
    /moderate hide 123 REASON
    /moderate merge 123 OTHER
    /moderate ask 123 TEXT
    /moderate undo 123
    /moderate feedback – what people say of the bot
    /moderate reply 45 TEXT – to feedback
    /moderate checkpoint

    Reasons:
    { $reasons }

mod-done-take = In your hands for 15 minutes
mod-done-free = Free again
mod-done-pub = Published
mod-done-why = Hidden
mod-done-into = Merged
mod-done-undo = Undone
mod-refused-unknown = There is no such proposal.
mod-refused-claimed = Another moderator has it in hand.
mod-refused-decided = It is decided already.
mod-refused-withdrawn = Its author has withdrawn it.
mod-refused-erased = Its author has erased it.
mod-refused-own = It is your own: another moderator decides.
mod-refused-appeal-same = The appeal is against your decision: another moderator or an admin decides.
mod-refused-undo-late = There is nothing to undo any more: ten minutes are over, or it was undone.
mod-refused-undo-other = Only who decided it, or an admin, can undo that.
mod-refused-merge-target = It can only be merged into another proposal that is public.
mod-refused-reason = There is no such reason. There are: { $reasons }
mod-refused-question = A question has 1 to 500 characters.
mod-refused-no-author = It has no author any more who could be asked.
mod-refused-not-yours = That is not for you.
mod-refused-not-asked = Nothing was asked.
mod-refused-not-hidden = It is not hidden.
mod-refused-appealed = There was an appeal already.
mod-refused-nothing-left = Nothing waits that you could decide.

button-mod-publish = Publish
button-mod-hide = Hide …
button-mod-merge = Merge …
button-mod-ask = Ask the author …
button-mod-take = Take in hand
button-mod-free = Give out of hand
button-mod-undo = Undo
button-mod-back = Back
button-mod-next = Next
button-mod-next-in = Next: { $language }
button-mod-show = Show the proposal
button-mod-answer = Answer

# What authors say to moderators.

answer-usage = Type: /answer 123 TEXT
answer-ask = Write your answer about { $code } in one message, at most 1000 characters. /cancel ends this.
answer-typed = You are in the middle of something else. To answer without leaving it: /answer { $number } TEXT
answer-passed-on = Your answer about { $code } is passed on to the moderators.
appeal-how = If you think that it should not be hidden, appeal once: another moderator decides. Typed: /appeal { $number } REASON
appeal-usage = Type: /appeal 123 and, if you like, why
appeal-ask = Write in one message why { $code } should not be hidden, at most 300 characters, or appeal without a word. Another moderator decides. There is one appeal. /cancel ends this.
appeal-typed = You are in the middle of something else. To appeal without leaving it: /appeal { $number } REASON
appeal-passed-on = Your appeal about { $code } is noted. Another moderator decides within 48 hours.
to-moderators-long = That is { $over } characters too long; at most { $limit }.
author-refused-unknown = There is no such proposal of yours.
author-refused-not-yours = There is no such proposal of yours.
author-refused-not-asked = There is no open question about { $code }.
author-refused-not-hidden = { $code } is not hidden: there is nothing to appeal against.
author-refused-appealed = There was an appeal about { $code } already; there is one.
button-appeal = Appeal
button-appeal-now = Appeal without a word

menu-moderate = for moderators: what waits
menu-answer = answer a question of the moderators
menu-appeal = appeal against hiding

privacy-held-reviews = Where a proposal stands with the moderators, and what you wrote in an appeal: until the text is erased.
privacy-held-relays = Your answers to moderators, until they have been shown them: minutes.
privacy-held-decision_files = Tables of decisions that staff sent: a day, until they agree.
erased-decision_files = tables of decisions

words-moderate = moderation, moderate proposals, moderate, moderation queue
words-answer = answer the moderators, answer a proposal, answer the proposer
words-appeal = appeal against hiding, appeal moderation, appeal the moderator's decision
words-export = export of proposals, table of proposals, export, export proposals
words-decisions = decisions of the secretariat, table of decisions, load decisions, decisions on proposals
