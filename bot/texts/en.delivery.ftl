### Notices: what is added to them.

notice-because = Why you get this: you follow { $topic }.
notice-because-asked = Why you get this: you asked to be reminded.
notice-because-proposal = Why you get this: the proposal is yours, or you support it.
notice-repeated = This may have reached you before: it was not certain that the first message arrived.
notice-untranslated = Not translated yet. The language of this message: { $language }.
digest-title = Your digest
button-stop = Stop this
button-stop-all = Stop all

topic-sessions = all sessions
topic-body = sessions: { $body }
topic-article = { $article }
topic-section = Section { $section }
topic-news = news of the reform
topic-proposals = answers to my proposals
topic-proposals-on = proposals: { $article }
topic-reminders = reminders

## Subscriptions

subscriptions-title = Subscriptions
subscriptions-held = You follow:
subscriptions-none = You follow nothing yet.
subscriptions-offered = What you can follow:
subscriptions-typed = • an article or section: /subscribe a4, /subscribe s3
volume-line = { $topic }: /subscribe { $word }. Messages in the last 90 days: { $recent }.
volume-busy = When sessions came one after the other ({ $first } – { $last }), there were { $count }; one may bring up to four messages.
offer-sessions = I tell you when a session is announced, moved or called off, remind you of its start, and say how it ended.
offer-text = I tell you when the official text changes, when it is on the agenda of a session, and when proposals on it are decided.
offer-news = I tell you of the main events of the reform.
offer-proposals = I tell you what became of your proposals and of those you support.
button-follow = Follow
button-follow-this = Follow this article
button-follow-sessions = Follow sessions
button-follow-topic = Follow: { $topic }
button-follow-again = Follow again: { $topic }
button-stop-topic = Stop: { $topic }
button-when = When notices come
followed = Done, you follow: { $topics }.
followed-already = You follow this already: { $topics }.
followed-chat = Done, the chat “{ $chat }” follows: { $topics }.
followed-chat-already = The chat “{ $chat }” follows this already: { $topics }.
stopped = Not followed any more: { $topics }.
stopped-all = No notices will come any more: nothing is followed.
stopped-nothing = That was not followed.
follow-unknown = That cannot be followed. Like this: /subscribe sessions, /subscribe news, /subscribe a4 (Article 4), /subscribe s3 (Section 3), /subscribe proposals
follow-admins-only = Only its administrators change what a chat follows. What you follow yourself is in the private chat: { $link }
follow-nobody = Nothing can be followed from here: I do not see who is writing.
follow-chat-unknown = I do not see that chat, or cannot write there. Make me an administrator of the channel who may post, and try again.
follow-in-private = Following is your own affair. Open the chat with me: { $name }

## When notices come

delivery-title = When notices come
delivery-hint = By typing: /subscribe now, daily or weekly; /subscribe quiet 23:00-07:00 or quiet off; /subscribe zone Berlin; /subscribe reminders hour off; /subscribe urgent off; /subscribe pause 7, /subscribe resume
schedule-now = They come at once.
schedule-daily = They come once a day, in one message, at 9:00.
schedule-weekly = They come once a week, in one message, on Monday at 9:00.
schedule-quiet = Quiet hours: { $hours } ({ $zone }).
schedule-no-quiet = No quiet hours.
schedule-urgent = Urgent ones (moved, called off, starting in under two hours) come at any time.
schedule-no-urgent = Urgent ones wait like the others.
schedule-reminders = Reminders: { $which }.
schedule-no-reminders = No reminders.
schedule-paused = Paused: nothing comes until { $date }, { $time } ({ $zone }); what gathers comes then in one message.
reminder-day = a day before
reminder-hour = an hour before
reminder-start = at the start
button-mode-now = At once
button-mode-daily = Daily
button-mode-weekly = Weekly
button-quiet-off = No quiet hours
button-quiet-on = Quiet hours { $hours }
button-remind-day-on = Remind me a day before
button-remind-day-off = No reminder a day before
button-remind-hour-on = Remind me an hour before
button-remind-hour-off = No reminder an hour before
button-remind-start-on = Remind me at the start
button-remind-start-off = No reminder at the start
button-urgent-on = Urgent ones at any time
button-urgent-off = Urgent ones on schedule too
button-pause = Pause, days: { $days }
button-resume = End the pause
choice-usage = That cannot be chosen. Like this: now, daily, weekly, quiet 23:00-07:00, zone Berlin, reminders hour off, urgent off, pause 7, resume
choice-quiet-usage = Quiet hours are written like this: /subscribe quiet 23:00-07:00, or /subscribe quiet off
choice-zone-unknown = I do not know that time zone. Write a city or an offset: /subscribe zone Almaty, /subscribe zone Europe/Berlin, /subscribe zone +5
choice-reminders-usage = Reminders: /subscribe reminders off, or one by one: /subscribe reminders day off, reminders hour on, reminders start on
choice-urgent-usage = Urgent ones: /subscribe urgent on or /subscribe urgent off
choice-pause-usage = A pause lasts 1 to 365 days: /subscribe pause 7

## Changes of the official text

change-title = { $article }: the official text has changed
change-corrected = { $article }: the loaded text was corrected, the law itself has not changed
change-elsewhere = Not there yet in your language. The language of the text: { $language }.
change-open = Open the article to see the whole of it.
changes-none = There is nothing to tell of changed articles.
changes-title = Changed articles
changes-more = … and more articles: { $count }
changes-correction = correction of the import
changes-reach = Articles: { $articles }. Messages to followers: { $people }. Minutes it takes: { $minutes }.
changes-hint = Nobody has been told anything yet. To tell of all: the button, or /publish changes confirm. Of some only: /publish changes { $example } confirm
changes-unknown = Not among the changed ones: { $articles }
changes-done = Notices of changed articles go out in 30 seconds: { $count }. Until then they can be taken back: the button, or /publish changes undo
changes-undone = Notices taken back: { $count }. Nobody got anything.
changes-too-late = There is nothing to take back: they are being sent, or were taken back.
button-changes-publish = Tell followers
button-changes-undo = Take back

## How sending goes on

progress-title = Campaign { $id }
progress-state-waiting = not begun yet
progress-state-sending = under way
progress-state-paused = paused
progress-state-halted = halted: Telegram does not take the message itself. Correct it and resume
progress-state-done = done
progress-state-cancelled = cancelled
progress-counts = Sent: { $sent }. Waiting: { $pending } (of them later, at their own hours: { $later }). Blocked the bot: { $blocked }. Failed: { $failed }. Unknown: { $unknown }. Too late: { $expired }. Cancelled: { $cancelled }.
progress-rate = A second: { $rate }. Seconds left: { $left }.
progress-typed = By typing: /publish progress { $id } pause, resume or cancel
progress-none = Nothing is being sent.
progress-unknown = There is no such campaign.
progress-nothing = Not possible now: the campaign is in another state.
button-progress-pause = Pause
button-progress-resume = Resume
button-progress-cancel = Cancel the campaign
status-queue = Notices: { $waiting } wait to be sent, the oldest for so many seconds: { $age }. Sent in the last minute: { $sent }. Allowed a second: { $rate }. Unknown within a day: { $unknown }.
