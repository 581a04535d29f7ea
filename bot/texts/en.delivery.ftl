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
