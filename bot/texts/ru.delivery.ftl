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

## Подписки

subscriptions-title = Подписки
subscriptions-held = Вы подписаны:
subscriptions-none = Подписок пока нет.
subscriptions-offered = На что можно подписаться:
subscriptions-typed = • статья или раздел: /subscribe a4, /subscribe s3
volume-line = { $topic }: /subscribe { $word }. Сообщений за последние 90 дней: { $recent }.
volume-busy = Когда заседания шли подряд ({ $first } – { $last }), их было { $count }; об одном бывает до четырёх сообщений.
offer-sessions = Сообщу, когда заседание назначат, перенесут или отменят, напомню о начале и скажу, чем оно кончилось.
offer-text = Сообщу, когда изменится официальный текст, когда он окажется в повестке заседания и когда решат по предложениям.
offer-news = Сообщу о главных событиях реформы.
offer-proposals = Сообщу, что стало с вашими предложениями и с теми, что вы поддержали.
button-follow = Подписаться
button-follow-this = Следить за статьёй
button-follow-sessions = Следить за заседаниями
button-follow-topic = Подписаться: { $topic }
button-follow-again = Подписаться снова: { $topic }
button-stop-topic = Отписаться: { $topic }
button-when = Когда приходят уведомления
followed = Готово, вы подписаны: { $topics }.
followed-already = Вы уже подписаны: { $topics }.
followed-chat = Готово, подписан чат «{ $chat }»: { $topics }.
followed-chat-already = Чат «{ $chat }» уже подписан: { $topics }.
stopped = Подписки больше нет: { $topics }.
stopped-all = Уведомлений больше не будет: все подписки сняты.
stopped-nothing = Такой подписки не было.
follow-unknown = На это подписаться нельзя. Можно так: /subscribe sessions, /subscribe news, /subscribe a4 (статья 4), /subscribe s3 (раздел 3), /subscribe proposals
follow-admins-only = Подписки чата меняют только его администраторы. Ваши собственные – в личном чате: { $link }
follow-nobody = Отсюда подписаться нельзя: я не вижу, кто пишет.
follow-chat-unknown = Этого чата я не вижу или не могу в нём писать. Добавьте меня в канал администратором с правом публикации и напишите ещё раз.
follow-in-private = Подписка личная. Откройте чат со мной: { $name }

## Когда приходят уведомления

delivery-title = Когда приходят уведомления
delivery-hint = Текстом: /subscribe now, daily или weekly; /subscribe quiet 23:00-07:00 или quiet off; /subscribe zone Berlin; /subscribe reminders hour off; /subscribe urgent off; /subscribe pause 7, /subscribe resume
schedule-now = Приходят сразу.
schedule-daily = Приходят раз в день, одним сообщением, в 9:00.
schedule-weekly = Приходят раз в неделю, одним сообщением, в понедельник в 9:00.
schedule-quiet = Тихие часы: { $hours } ({ $zone }).
schedule-no-quiet = Тихих часов нет.
schedule-urgent = Срочные (перенос, отмена, начало меньше чем через два часа) – в любое время.
schedule-no-urgent = Срочные ждут так же, как остальные.
schedule-reminders = Напоминания: { $which }.
schedule-no-reminders = Напоминаний нет.
schedule-paused = Пауза: до { $date }, { $time } ({ $zone }) ничего не приходит; что накопится, придёт потом одним сообщением.
reminder-day = за день
reminder-hour = за час
reminder-start = в момент начала
button-mode-now = Сразу
button-mode-daily = Раз в день
button-mode-weekly = Раз в неделю
button-quiet-off = Выключить тихие часы
button-quiet-on = Включить тихие часы { $hours }
button-remind-day-on = Напоминать за день
button-remind-day-off = Не напоминать за день
button-remind-hour-on = Напоминать за час
button-remind-hour-off = Не напоминать за час
button-remind-start-on = Напоминать в момент начала
button-remind-start-off = Не напоминать в момент начала
button-urgent-on = Срочные – в любое время
button-urgent-off = Срочные – тоже по расписанию
button-pause = Пауза, дней: { $days }
button-resume = Снять паузу
choice-usage = Так выбрать нельзя. Можно: now, daily, weekly, quiet 23:00-07:00, zone Berlin, reminders hour off, urgent off, pause 7, resume
choice-quiet-usage = Тихие часы пишутся так: /subscribe quiet 23:00-07:00 или /subscribe quiet off
choice-zone-unknown = Такого часового пояса я не знаю. Пишите город или сдвиг: /subscribe zone Almaty, /subscribe zone Europe/Berlin, /subscribe zone +5
choice-reminders-usage = Напоминания: /subscribe reminders off или, по одному, /subscribe reminders day off, reminders hour on, reminders start on
choice-urgent-usage = Срочные: /subscribe urgent on или /subscribe urgent off
choice-pause-usage = Пауза – от 1 до 365 дней: /subscribe pause 7

## Изменения официального текста

change-title = { $article }: изменился официальный текст
change-corrected = { $article }: исправлена загрузка текста, сам закон не менялся
change-elsewhere = На вашем языке этих слов ещё нет. Язык текста: { $language }.
change-open = Откройте статью, чтобы увидеть её целиком.
changes-none = Об изменениях статей сообщать нечего.
changes-title = Изменившиеся статьи
changes-more = … и ещё статей: { $count }
changes-correction = исправление загрузки
changes-reach = Статей: { $articles }. Сообщений подписчикам: { $people }. Займёт минут: { $minutes }.
changes-hint = Пока никто ничего не узнал. Сообщить обо всех: кнопка или /publish changes confirm. Только о некоторых: /publish changes { $example } confirm
changes-unknown = Этих статей среди изменившихся нет: { $articles }
changes-done = Сообщения об изменившихся статьях уйдут через 30 секунд: { $count }. До тех пор их можно отозвать: кнопка или /publish changes undo
changes-undone = Отозвано сообщений: { $count }. Никто ничего не получил.
changes-too-late = Отзывать нечего: сообщения уже отправляются или отозваны.
button-changes-publish = Сообщить подписчикам
button-changes-undo = Отозвать

## Как идёт рассылка

progress-title = Рассылка № { $id }
progress-state-waiting = ещё не началась
progress-state-sending = идёт
progress-state-paused = на паузе
progress-state-halted = остановлена: Telegram не принимает само сообщение. Исправьте его и продолжите
progress-state-done = закончена
progress-state-cancelled = отменена
progress-counts = Отправлено: { $sent }. Ждут: { $pending } (из них позже, по своим часам: { $later }). Заблокировали бота: { $blocked }. Не доставлено: { $failed }. Неизвестно: { $unknown }. Опоздало: { $expired }. Отменено: { $cancelled }.
progress-rate = В секунду: { $rate }. Осталось секунд: { $left }.
progress-typed = Текстом: /publish progress { $id } pause, resume или cancel
progress-none = Рассылок сейчас нет.
progress-unknown = Такой рассылки нет.
progress-nothing = Так сейчас нельзя: рассылка уже в другом состоянии.
button-progress-pause = Пауза
button-progress-resume = Продолжить
button-progress-cancel = Отменить рассылку
status-queue = Уведомления: ждут отправки { $waiting }, самое старое ждёт секунд: { $age }. За минуту отправлено: { $sent }. Разрешено в секунду: { $rate }. Неизвестно за сутки: { $unknown }.
