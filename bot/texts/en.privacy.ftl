### What is held of people, and how it is erased.

privacy-title = What is kept, and why. Version { $version }
privacy-short = Of those who only ask nothing is kept, but for a mark of an unanswered question. /mydata shows everything held about you. /delete erases it at once; published proposals you may erase, or leave without you.
privacy-link = Telegram ids are sealed with a key that is not in the database. Technically, whoever runs the bot and holds the key can link a proposal to an account.
privacy-never = Never kept: your name, user name, telephone number, and the text of your questions, but for words that three have asked alike. Logs hold neither ids nor what you write.
privacy-fields = Every field:
privacy-ends = If you block the bot, everything about you is erased 30 days later; published proposals stay without you. Six months after a proposal is closed, whose it was is erased.
delete-ask = This erases everything the bot holds about you: settings, subscriptions, proposals, supports, feedback, roles. To confirm, press the button or write /delete confirm
delete-ask-published = Your published proposals: { $codes }. They can be erased, or left without you: /delete keep
button-delete-keep = Erase, leave what is published without me
deleted = Erased. Nothing about you is held any more.
erased-line = { $what }: { $count }
erased-texts = The texts of these proposals are destroyed: { $codes }. Numbers and hashes stay in the public log; there are no words in them.
erased-kept = Published still, without you: { $codes }.
erased-elsewhere = The bot mends its own messages in the moderators' group and in channels. What it cannot: the messages in this chat (delete them yourself), what others forwarded or exported before, and backups made before now.

privacy-held-people = Settings: who you are (your Telegram id, sealed with a key outside the database), language, layout, last article, day of the first message, whether you blocked the bot. To answer the way you chose. Kept until you erase it, or for 30 days after you block the bot.
privacy-held-dialogues = A draft: what you began and did not finish. So that a pause loses nothing. Until it is finished, or 30 days.
privacy-held-roles = A role, if you are of the bot's staff: to know what you may do. Until it is taken away or you erase it.
privacy-held-subscriptions = Subscriptions: to tell you of what you chose. Until you unsubscribe or erase them.
privacy-held-delivery_choices = How and when to write to you: quiet hours, zone, reminders. Until you erase it.
privacy-held-deliveries = Which notices were sent to you: so as not to write twice, and to correct what was sent. Until you erase it.
privacy-held-campaign_people = Who is still to be told of something. Until it is sent.
privacy-held-progress_messages = For editors: the message that shows how a campaign goes on. Until you erase it.
privacy-held-proposals = Proposals: text, reason, place, status, version of the consent, coupon number. To consider them and to answer. Whose they are: until you revoke it, and no longer than six months after the matter is closed; the text: until you erase it.
privacy-held-supports = Which proposals you support: one person, one support. Until you take it back, and no longer than six months after the matter is closed.
privacy-held-intake_limits = How many proposals you sent today: so that nobody floods the others. Two days.
privacy-held-feedback = Feedback on answers and the bot: to mend things. 90 days.
privacy-held-status_changes = What became of a proposal, and when. Stays with its number; your reason for withdrawing goes with the text.
privacy-held-log_entries = The entry in the public log: the hash for ever, salt and text until you erase the proposal. Without them the hash tells nothing.
privacy-held-gap_askers = A mark that you asked something without a sure answer: the day, no words. 90 days, or until three have asked the same. Questions with an address, a user name or six digits are not counted. To opt out: /settings gaps off
privacy-held-gaps = Words of questions that three have asked alike: for editors. Nothing leads from them to people, so /delete leaves them. 90 days.
privacy-held-nobody = The running of the bot: announcements, length and hashes of the public log, what was done to proposals (roles and numbers), numbers of handled events (48 hours), hashes of one-time links. Nothing about you.

erased-dialogues = drafts
erased-roles = roles
erased-subscriptions = subscriptions
erased-delivery_choices = how you are told
erased-deliveries = records of notices sent
erased-campaign_people = notices that waited
erased-progress_messages = records of campaigns
erased-proposals = proposals
erased-supports = supports
erased-intake_limits = counters
erased-feedback = feedback
erased-unanswered = marks of unanswered questions
