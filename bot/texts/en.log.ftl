# Receipts, the public log, tables for the secretariat, and figures for the staff.

proof-title = Receipt { $code }
proof-position = Entry { $place } of the public log (leaf { $leaf }), since { $at }.
proof-status = State of the proposal: { $status }.
proof-hash = Salted hash:
proof-amended = Corrected by its author; the hash of the corrected words:
proof-proved = It is in the log: { $hashes ->
    [0] this entry itself leads
    [one] one hash leads
   *[other] { $hashes } hashes lead
} from this entry to the root { $root }…, which is signed for { $size } entries ({ $at }).
proof-not-proved = The proof does not lead to the signed root. Please tell the operator: somebody may have changed the log.
proof-erased = Its author has erased it. Words and salt are destroyed; the entry stays, so that the count is right.
proof-how = The proof as a file, to check without me: /verify { $code } proof
proof-file = Proof for { $code }: the entry, the path and the signed state of the log (C2SP tlog-proof).
proof-wrong = { $code } is not a right receipt: a character is missing, wrong or swapped with another.
proof-none = No receipt { $code } has been given so far.
receipt-is-received = received
receipt-is-under-review = under review
receipt-is-published = published
receipt-is-hidden = hidden
receipt-is-merged = merged into another
receipt-is-before-commission = before the commission
receipt-is-accepted = accepted
receipt-is-partly = partly accepted
receipt-is-declined = declined
receipt-is-withdrawn = withdrawn
receipt-is-erased = erased
verify-usage-both = Write the short hash that stands under a quotation, for example /verify 3f9ac01b7d, or a receipt, for example /verify { $code }.

account-title = Proposals: the account of { $date }
account-received = Received: { $count }
account-published = published: { $count }
account-waiting = waiting: { $count }
account-hidden = hidden: { $count }
account-reason = – { $reason }: { $count }
account-merged = merged into others: { $count }
account-withdrawn = withdrawn: { $count }
account-erased = erased: { $count }
account-holds = The sum is right, and it is the length of the public log: { $size }.
account-wrong = The sum is not the length of the public log ({ $size }). The operator has to look into it.
account-signed = The signed state of the log of proposals and of the audit. Whoever keeps these lines can tell later whether anything before them was changed:

table-title = Proposals
table-receipt = Receipt
table-received-at = Received
table-language = Language
table-article-number = Article
table-section = Section
table-heading = Heading
table-present = Present wording
table-present-source = Wording is
table-wording = Proposed wording
table-reason = Reason
table-supports = Supports
table-status = State
table-reason-code = Hidden for
table-decision = Decision
table-answer = Answer
table-session = Session
table-session-date = Date of the session
table-landed-in = Edition where it landed
table-official = official
table-summary = unofficial summary

decision-words-before-commission = before the commission, commission
decision-words-accepted = accepted, accept, yes
decision-words-partly = partly, partly accepted
decision-words-declined = declined, decline, rejected, no

export-not-secretariat = This is for the secretariat.
export-usage = /export [xlsx|csv|jsonl|zip], and what is wanted: article=4 status=published lang=kk since=2026-11-01 until=2026-12-01. zip is the whole open data with its verifier.
export-caption = { $count ->
    [one] One proposal
   *[other] { $count } proposals
}. Fill in "Decision" ({ $decisions }), "Answer" and so on, and send the file back with /decisions as its caption.
export-caption-open = Open data: { $count ->
    [one] one proposal
   *[other] { $count } proposals
}, both logs, signatures, and a script that checks all of it.
export-big = That is more than Telegram takes ({ $size } MB). On the server: python -m bot proposals export --format xlsx --out FILE

decisions-usage = Send the table (XLSX or CSV) that you got from /export, filled in, with /decisions as its caption. Nothing is changed before you agree.
decisions-plan = { $count ->
    [one] One decision
   *[other] { $count } decisions
} will be made; { $unchanged ->
    [one] one row changes
   *[other] { $unchanged } rows change
} nothing.
decisions-count = { $status }: { $count }
decisions-line = { $row }. { $code }: { $before } → { $status }
decisions-more = … and { $count } more
decisions-how = All are made or none. Authors and supporters are told. To type: /decisions apply or /decisions cancel
decisions-nothing = Nothing in this table is different from what is held.
decisions-made = { $count ->
    [one] One decision is
   *[other] { $count } decisions are
} made.
decisions-dropped = Nothing was changed.
decisions-none = No table of yours waits for a yes.
decisions-refused = This table cannot be taken, and nothing was changed:
decisions-big = This file is too big; at most { $size } MB.
decisions-unloadable = The file could not be downloaded. Please send it once more.
button-decisions-apply = Make them
button-decisions-cancel = Cancel
decisions-problem = Row { $row }: { $what } { $detail }
decisions-problem-unreadable = The file is neither XLSX nor CSV, or too big.
decisions-problem-empty = The table is empty.
decisions-problem-no-column = A column is missing:
decisions-problem-receipt = this is no right receipt:
decisions-problem-twice = the receipt stands in two rows:
decisions-problem-decision = there is no such decision:
decisions-problem-answer = the answer is too long:
decisions-problem-session = the name of the session is too long:
decisions-problem-date = this is no date:
decisions-problem-edition = there is no such edition:
decisions-problem-no-answer = a reason is missing for declining or accepting partly:
decisions-problem-no-such = there is no such proposal:
decisions-problem-not-public = only published proposals are decided:
decisions-problem-not-allowed = that cannot follow:
decisions-problem-no-commission = there is no commission before which it could come (BOT_COMMISSION):

figures-title = Proposals
figures-total = Received in all: { $count }; in the last { $days } days: { $lately }
figures-status = By state:
figures-articles = Most on:
figures-supports = Supports in all: { $count }; in the last { $days } days: { $lately }
figures-feedback = Ratings in 90 days: good { $good }, bad { $bad } (wrong article { $article }, unclear { $unclear }, error { $error }), notes { $note }
figures-line = { $name }: { $count }
figures-days = Per day
figures-received = received
figures-supported = supports
figures-general = the whole text
figures-none = No proposals so far.

menu-export = for the secretariat: the table of proposals
menu-decisions = for the secretariat: decisions from a table
