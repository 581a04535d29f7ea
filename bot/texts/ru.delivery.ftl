### Уведомления: что к ним добавляется.

notice-because = Почему это пришло: вы подписаны – { $topic }.
notice-because-asked = Почему это пришло: вы просили напомнить.
notice-because-proposal = Почему это пришло: это ваше предложение или вы его поддержали.
notice-repeated = Возможно, это уже приходило: в первый раз осталось неизвестно, дошло ли сообщение.
notice-untranslated = Перевода пока нет. Язык сообщения: { $language }.
digest-title = Ваша сводка
button-stop = Отписаться от этого
button-stop-all = Отписаться от всего

topic-sessions = все заседания
topic-body = заседания: { $body }
topic-article = { $article }
topic-section = Раздел { $section }
topic-news = новости реформы
topic-proposals = ответы на мои предложения
topic-proposals-on = предложения: { $article }
topic-reminders = напоминания
