# Работа модераторов.

mod-why = Почему:
mod-appeal = Жалоба автора:
mod-received = Получено: { $at }
mod-due = Решить до: { $at }
mod-same = { $count ->
    [one] Теми же словами – ещё { $count } предложение
    [few] Теми же словами – ещё { $count } предложения
   *[many] Теми же словами – ещё { $count } предложений
}
mod-appealed = Автор подал жалобу: { $at }. Решает не тот, кто решал в прошлый раз.
mod-asked-waiting = Автору задан вопрос, ответа пока нет.
mod-asked-answered = Автор ответил.
mod-late = Обещанный срок прошёл.
mod-free = Ждёт, никто не взял.
mod-taken = В работе у модератора до { $until }.
mod-mine = В работе у вас до { $until }.
mod-is-published = Опубликовано
mod-is-hidden = Скрыто
mod-is-hidden-for = Скрыто: { $reason }
mod-is-merged = Объединено
mod-is-merged-into = Объединено с #{ $number }
mod-is-before_commission = На рассмотрении комиссии
mod-is-accepted = Принято
mod-is-partly = Принято частично
mod-is-declined = Отклонено
mod-is-withdrawn = Отозвано автором
mod-is-erased = Стёрто автором
mod-undo-until = Отменить можно до { $until }. До тех пор никому не сообщается.
mod-typed = Текстом: /moderate publish { $number }, /moderate hide { $number } ПРИЧИНА, /moderate merge { $number } ДРУГОЕ, /moderate ask { $number } ТЕКСТ, /moderate free { $number }
mod-choose-reason = По какой причине? Она публикуется.
mod-choose-merge = С каким?
mod-similar-line = #{ $number }: { $words } (поддержек: { $supports })
mod-similar-none = Нет опубликованного предложения, которое уверенно говорит то же.
mod-merge-typed = Или текстом: /moderate merge { $number } ДРУГОЕ
mod-ask-how = #{ $number }: ответьте на это сообщение вопросом, до 500 знаков, или напишите /moderate ask { $number } ТЕКСТ. Автор не узнает, кто спросил.
mod-nothing = Ничего не ждёт.
mod-waiting = { $count ->
    [one] Ждёт { $count } предложение
    [few] Ждут { $count } предложения
   *[many] Ждут { $count } предложений
}
mod-waiting-languages = По языкам: { $languages }
mod-waiting-oldest = Самое старое ждёт с: { $at }
mod-waiting-overdue = Обещанный срок прошёл: { $count }
mod-waiting-typed = Текстом: /moderate next, /moderate next kk, /moderate show 123
mod-alarm = { $count ->
    [one] { $count } предложение ждёт дольше обещанного: { $numbers }
    [few] { $count } предложения ждут дольше обещанного: { $numbers }
   *[many] { $count } предложений ждут дольше обещанного: { $numbers }
}
mod-spike = #{ $number }: поддержек за 24 часа – { $count }, намного больше обычного. Впервые замечены за это время: { $share } % поддержавших. Из-за этого ничего не скрывается.
mod-answer = #{ $number }: ответ автора
mod-words-gone = #{ $number }: автор забрал свои слова.
mod-question-title = Вопрос о вашем предложении { $code }
mod-question-how = Чтобы ответить, нажмите кнопку или напишите: /answer { $number } ТЕКСТ. Модераторы не узнают, кто вы.
mod-feedback-title = Отзыв { $id }
mod-feedback-good = хороший ответ
mod-feedback-bad = плохой ответ
mod-feedback-note = замечание
mod-feedback-problem-article = не та статья
mod-feedback-problem-unclear = непонятно
mod-feedback-problem-error = ошибка в тексте
mod-feedback-about = о { $place }
mod-feedback-how = Чтобы ответить, ответьте на это сообщение или напишите: /moderate reply { $id } ТЕКСТ
mod-feedback-replied = На него уже ответили.
mod-feedback-none = Непрочитанных отзывов нет.
mod-feedback-gone = Отзыва { $id } больше нет: автор его стёр или прошло 90 дней.
mod-reply-title = Ответ на ваш отзыв
mod-replied = Ответ на { $id } передан.
mod-asked = Вопрос о #{ $number } передан.
mod-checkpoint = Состояние открытого журнала, с подписью
mod-not-moderator = Это для модераторов.
mod-not-here = Модераторы работают в своей группе или в личной переписке со мной.
mod-usage =
    /moderate – что ждёт
    /moderate next [kk|ru|en]
    /moderate show 123, take 123, free 123
    /moderate publish 123
    /moderate hide 123 ПРИЧИНА
    /moderate merge 123 ДРУГОЕ
    /moderate ask 123 ТЕКСТ
    /moderate undo 123
    /moderate feedback – что говорят о боте
    /moderate reply 45 ТЕКСТ – ответ на отзыв
    /moderate checkpoint

    Причины:
    { $reasons }

mod-done-take = У вас в работе на 15 минут
mod-done-free = Снова свободно
mod-done-pub = Опубликовано
mod-done-why = Скрыто
mod-done-into = Объединено
mod-done-undo = Отменено
mod-refused-unknown = Такого предложения нет.
mod-refused-claimed = Его взял в работу другой модератор.
mod-refused-decided = Решение уже принято.
mod-refused-withdrawn = Автор его отозвал.
mod-refused-erased = Автор его стёр.
mod-refused-own = Это ваше предложение: решает другой модератор.
mod-refused-appeal-same = Жалоба на ваше решение: решает другой модератор или администратор.
mod-refused-undo-late = Отменять уже нечего: прошло десять минут или это сделано.
mod-refused-undo-other = Отменить может только тот, кто решил, или администратор.
mod-refused-merge-target = Объединить можно только с другим опубликованным предложением.
mod-refused-reason = Такой причины нет. Есть: { $reasons }
mod-refused-question = В вопросе от 1 до 500 знаков.
mod-refused-no-author = Автора, которого можно спросить, больше нет.
mod-refused-not-yours = Это не для вас.
mod-refused-not-asked = Вопроса не было.
mod-refused-not-hidden = Оно не скрыто.
mod-refused-appealed = Жалоба уже была.
mod-refused-nothing-left = Нет ничего, что могли бы решить вы.

button-mod-publish = Опубликовать
button-mod-hide = Скрыть …
button-mod-merge = Объединить …
button-mod-ask = Спросить автора …
button-mod-take = Взять в работу
button-mod-free = Вернуть
button-mod-undo = Отменить
button-mod-back = Назад
button-mod-next = Следующее
button-mod-next-in = Следующее: { $language }
button-mod-show = Показать предложение
button-mod-answer = Ответить

# Что авторы говорят модераторам.

answer-usage = Напишите: /answer 123 ТЕКСТ
answer-ask = Напишите ответ о { $code } одним сообщением, до 1000 знаков. /cancel – выйти.
answer-typed = Вы заняты другим. Чтобы ответить, не прерывая этого: /answer { $number } ТЕКСТ
answer-passed-on = Ваш ответ о { $code } передан модераторам.
appeal-how = Если вы считаете, что скрывать его не нужно, можно один раз подать жалобу: решит другой модератор. Текстом: /appeal { $number } ПРИЧИНА
appeal-usage = Напишите: /appeal 123 и, если хотите, почему
appeal-ask = Напишите одним сообщением, почему { $code } не нужно скрывать, до 300 знаков, или подайте жалобу без слов. Решит другой модератор. Жалоба даётся одна. /cancel – выйти.
appeal-typed = Вы заняты другим. Чтобы подать жалобу, не прерывая этого: /appeal { $number } ПРИЧИНА
appeal-passed-on = Ваша жалоба о { $code } принята. Другой модератор решит в течение 48 часов.
to-moderators-long = Это длиннее на { $over }, чем можно; самое большее – { $limit } знаков.
author-refused-unknown = Такого вашего предложения нет.
author-refused-not-yours = Такого вашего предложения нет.
author-refused-not-asked = Открытого вопроса о { $code } нет.
author-refused-not-hidden = { $code } не скрыто: жаловаться не на что.
author-refused-appealed = Жалоба о { $code } уже была; она даётся одна.
button-appeal = Подать жалобу
button-appeal-now = Жалоба без слов

menu-moderate = для модераторов: что ждёт
menu-answer = ответить на вопрос модераторов
menu-appeal = жалоба на скрытие

privacy-held-reviews = Как предложение стоит у модераторов и что вы написали в жалобе: пока вы не сотрёте текст.
privacy-held-relays = Ваши ответы модераторам, пока им их не показали: минуты.
privacy-held-decision_files = Таблицы решений, присланные сотрудниками: день, пока не будет согласия.
erased-decision_files = таблицы решений

words-moderate = модерация, модерация предложений, модерировать, очередь модерации
words-answer = ответить модераторам, ответить на предложение, ответить автору предложения
words-appeal = обжаловать скрытие, жалоба на скрытие, обжаловать решение модератора, возразить модератору
words-export = выгрузка предложений, таблица предложений, выгрузка, выгрузить предложения
words-decisions = решения секретариата, таблица решений, загрузить решения, решения по предложениям
