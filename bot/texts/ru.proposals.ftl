### Предложения: как их пишут, посылают, поддерживают и читают.

place-general = Весь текст в целом
place-gone = статья, которой в действующем тексте больше нет
place-open = место ещё не выбрано

button-propose = Предложить изменение
button-propose-short = Написать предложение
button-whole-text = О тексте в целом
button-draft-back = Назад
button-draft-cancel = Отмена
button-draft-skip = Пропустить
button-draft-send = Согласен, отправить
button-draft-differs = Моё другое, дальше
button-draft-go = Продолжить
button-draft-new = Начать новое
button-draft-proposal = Это предложение
button-draft-question = Это вопрос
button-draft-mask = Скрыть эти данные
button-draft-keep = Оставить как есть
button-draft-again = Написать заново
button-support-instead = Поддержать { $code }
button-official-appeal = Подать официально
button-mine-one = Моё предложение
button-mine = Все мои предложения
button-mine-edit = Исправить текст
button-mine-coupon = Записать номер талона
button-mine-withdraw = Отозвать
button-mine-erase = Стереть
button-mine-withdraw-sure = Да, отозвать
button-mine-erase-sure = Да, стереть
button-mine-keep = Нет, оставить
button-proposals-here = Предложения сюда
button-by-support = По поддержке
button-by-newest = Сначала новые
button-group-open = Открытые
button-group-accepted = Принятые
button-group-declined = Отклонённые
button-dossier = Досье статьи
button-proposal = Предложение { $code }
button-support-give = Поддержать ({ $count })
button-support-take = Снять поддержку ({ $count })
button-appeal-copy = Скопировать текст
button-appeal-copy-part = Часть { $part } из { $parts }

draft-step-article =
    Предложение, шаг 1 из 3. О чём оно?
    Напишите номер статьи («9»), раздел («раздел 3») или тему («про язык»).
draft-step-wording =
    Предложение, шаг 2 из 3. { $place }
    Напишите формулировку или мысль: от { $shortest } до { $longest } знаков. Без имён, телефонов и ссылок.
draft-step-reason =
    Предложение, шаг 3 из 3. Почему так лучше?
    До { $reason } знаков. Этот шаг можно пропустить.
draft-typed-article = Выйти: /cancel. О тексте в целом: напишите «весь текст».
draft-typed-wording = Шаг назад: /back. Выйти: /cancel
draft-typed-reason = Пропустить: /skip. Шаг назад: /back. Выйти: /cancel
draft-typed-similar = Поддержать вместо своего: /support { $code }. Моё другое: /skip. Назад: /back. Выйти: /cancel
draft-typed-preview = Согласиться и отправить: /send. Шаг назад: /back. Выйти: /cancel
draft-typed-unfinished = Продолжить: напишите «продолжить». Выйти: /cancel
draft-which = Какую статью вы имеете в виду?
draft-no-place = Такой статьи или темы я не нашёл. Напишите номер статьи или выберите «О тексте в целом».
draft-kept = Это я запомнил как текст предложения. О какой оно статье? Напишите номер или выберите «О тексте в целом».
draft-answer-number = Ответьте номером из списка или нажмите кнопку.
draft-refused-too-short = Это слишком коротко: нужно хотя бы { $shortest } знаков, не хватает { $missing }.
draft-refused-too-long = Это слишком длинно: { $length } знаков, можно { $longest }. Сократите на { $over }.
draft-refused-no-words = Здесь почти нет слов. Напишите предложение словами.
draft-refused-link = Ссылки и имена пользователей в предложении не принимаются. Напишите своими словами.
draft-question-or-proposal = Это текст предложения или вопрос, на который ответить?
draft-personal = Похоже, в тексте есть личные данные: { $kinds }. Предложение прочтут все. Скрыть их? Останется так:
personal-iban = номер счёта
personal-card = номер карты
personal-email = адрес почты
personal-individual-number = номер из 12 цифр (как ИИН)
personal-phone = номер телефона
draft-similar = Похожее уже предлагали. Поддержать готовое – быстрее, чем начинать сначала:
draft-preview = Так предложение будет отправлено
draft-what-happens = Что будет дальше: вы получите номер и запись в открытом журнале, { $minutes } минут можно исправлять текст. Затем его смотрят модераторы и публикуют без вашего имени либо скрывают с указанием причины. О каждом шаге я напишу.
draft-consent = Отправляя, вы соглашаетесь, что бот хранит и публикует этот текст без вашего имени и передаёт его получателю. Ваш номер в Telegram хранится запечатанным; технически тот, кто ведёт бота, может связать предложение с учётной записью. Согласие можно отозвать: /mine – отозвать или стереть. Подробнее: /privacy
draft-unfinished = У вас есть неоконченное предложение ({ $place }). Продолжить?
draft-not-ready = Отправлять нечего: предложение уже отправлено, изменено или не дописано. Посмотреть: /mine, продолжить: /propose
draft-edited = Правку сообщения я в предложение не беру. Вернитесь на шаг назад (/back) и напишите заново.
draft-not-skippable = Этот шаг пропустить нельзя.
nothing-begun = Сейчас ничего не начато. Написать предложение: /propose
propose-media = В предложении принимается только текст. Опишите мысль словами.

proposal-title = Предложение { $code }
proposal-line = { $code } · { $place } · { $status } · поддержали: { $supports }
proposal-same = Слово в слово то же прислали ещё: { $count }
proposal-reason = Почему:
proposal-supports = Поддержали: { $count }
proposal-series = Как росло: { $points }
proposal-change = { $date } – { $status }.
proposal-change-reason = Причина: { $reason }.
proposal-change-session = { $session }.
proposal-change-edition = Вошло в редакцию: { $edition }.
proposal-change-answer = Ответ: { $answer }
proposal-merged-into = Объединено с предложением { $code }.
proposal-typed = Поддержать: /support { $code }. Снять поддержку: /support { $code } off
proposal-unknown = Предложения с таким номером нет. Список: /proposals
proposal-not-official = Это не официальное обращение: сюда пишут без имени, а анонимные обращения госорганы не рассматривают. { $elsewhere }
proposal-status-received = получено
proposal-status-under_review = на рассмотрении
proposal-status-published = опубликовано
proposal-status-hidden = скрыто
proposal-status-merged = объединено с другим
proposal-status-before_commission = передано на рассмотрение комиссии
proposal-status-accepted = принято
proposal-status-partly = принято частично
proposal-status-declined = отклонено
proposal-status-withdrawn = отозвано автором
proposal-status-erased = стёрто автором

reception-operator = Бот ведёт: { $operator }.
reception-contact = Связь: { $contact }.
reception-demo = Это показ: предложения никому не передаются, получатель условный.
reception-recipient = Предложения передаются: { $recipient }.
reception-from = С { $date } предложения принимаются.
reception-until = Приём до { $date } включительно.
propose-closed = Предложения здесь сейчас не принимаются. { $elsewhere }
propose-no-recipient = Предложения пока не принимаются: не назначено, кому их передавать. { $elsewhere }
propose-not-yet = С { $date } начнётся приём предложений. { $elsewhere }
propose-over = Приём предложений закончен: он шёл до { $date } включительно. { $elsewhere }

receipt-title = Получено. Ваш номер: { $code }
receipt-place = О чём: { $place }
receipt-time = Время: { $time }
receipt-hash = Отпечаток с солью:
receipt-position = Место в открытом журнале: { $position }
receipt-alike = Слово в слово то же прислали ещё: { $count }. Такие предложения рассматривают вместе, ни одно не пропадает.
receipt-demo = Это показ: предложение никому не передаётся.
receipt-next = Проверить: /verify { $code }. Исправить текст можно в течение { $minutes } минут, отозвать или стереть – всегда: /mine { $code }

limit-minute = Слишком часто: следующее предложение можно отправить через { $seconds } с. Черновик сохранён: /send
limit-day = На сегодня это всё: не больше трёх предложений в день. Черновик сохранён, отправить можно с { $until }.
limit-burst = Сейчас предложений приходит слишком много сразу. Черновик сохранён, отправьте через { $seconds } с: /send
limit-same = Этот же текст только что прислали многие. Поддержите готовое (/proposals) или отправьте через { $seconds } с: черновик сохранён.

proposals-title = Предложения
proposals-found = Предложения: «{ $words }»
proposals-total = Всего: { $count }
proposals-none = Здесь пока ничего нет.
proposals-group-open = Только открытые
proposals-group-accepted = Только принятые, полностью или частично
proposals-group-declined = Только отклонённые
proposals-typed = По статье: /proposals 9. По статусу: /proposals accepted. По номеру или словам: /proposals язык

dossier-title = Досье. { $article }
dossier-changes = Известных изменений после первого проекта: { $count }.
dossier-changes-none = Об изменениях после первого проекта ничего не известно.
dossier-sessions = Заседания, где её обсуждали:
dossier-sessions-none = В записях заседаний её нет.
dossier-proposals = Предложения:
dossier-proposals-none = Предложений пока нет.
dossier-count = { $status }: { $count }
dossier-usage = Какая статья? Например: /dossier 9

mine-none = Предложений вы сюда не отправляли.
mine-title = Ваши предложения
mine-typed = Текстом: /mine { $code }, затем edit ТЕКСТ, withdraw ПРИЧИНА, erase, coupon НОМЕР или appeal
mine-usage = Напишите одним сообщением: /mine { $code } edit ТЕКСТ, withdraw ПРИЧИНА, erase, coupon НОМЕР или appeal
mine-coupon = Номер официального талона: { $coupon }
mine-editable = Текст можно исправить до { $until }.
mine-not-yours = Среди ваших предложений номера { $code } нет.
mine-edit-ask = Пришлите новый текст одним сообщением. Или: /mine { $code } edit ТЕКСТ
mine-edit-done = Текст { $code } исправлен. Прежний текст уничтожен, замена отмечена в журнале.
mine-edit-late = Текст { $code } исправить уже нельзя: время вышло или его смотрит модератор. Можно отозвать и отправить новое.
mine-edit-refused = Такой текст { $code } не подходит: нужно от 10 до 500 знаков словами, без ссылок и личных данных. Ничего не изменено.
mine-coupon-ask = Пришлите номер талона официального обращения. Или: /mine { $code } coupon НОМЕР
mine-coupon-done = Номер талона для { $code } записан. Его видите только вы.
mine-coupon-refused = Это не похоже на номер талона. Ничего не изменено.
mine-withdraw-ask = Отозвать { $code }? Текст перестанет быть виден, номер останется. Можно прислать причину одним сообщением: её увидят все.
mine-withdraw-done = Предложение { $code } отозвано.
mine-withdraw-late = Предложение { $code } уже отозвано.
mine-reason-refused = Причина без ссылок и личных данных, пожалуйста. Ничего не изменено.
mine-erase-ask = Стереть { $code }? Текст и связь с вами уничтожаются навсегда, в журнале остаётся только номер. Текстом: /mine { $code } erase confirm
mine-erase-done = Предложение { $code } стёрто: текста больше нет ни в базе, ни в журнале. Сообщения с ним в этом чате удалите сами.

support-given = Вы поддержали { $code }. Всего: { $count }
support-given-before = Вы уже поддержали { $code }. Всего: { $count }
support-taken = Поддержка { $code } снята. Всего: { $count }
support-not-given = Вы не поддерживали { $code }. Всего: { $count }
support-own = { $code } – ваше собственное предложение, поддержать его можно только другим.
support-not-open = { $code } уже рассмотрено, поддержать его нельзя.
support-usage = Какое предложение? Например: /support { $code }, снять: /support { $code } off

appeal-intro = Готовый текст официального обращения. Скопируйте его касанием или кнопкой и подайте от своего имени. { $elsewhere }
appeal-subject = Предложение к норме: { $place } ({ $edition })
appeal-wording = Предлагаю: { $wording }
appeal-reason = Обоснование: { $reason }
appeal-coupon = Получив номер талона, можете записать его здесь: /mine

notice-proposal-title = { $code } · { $place }
notice-proposal-merged = Ваша поддержка сама не переносится: если согласны, поддержите объединённое предложение.
notice-proposal-commission = Рассматривает: { $body }.
notice-proposal-hidden = Текст не виден другим. Если не согласны, посмотрите /mine.

hidden-reason-off-topic = не о тексте
hidden-reason-abusive = оскорбления или угрозы
hidden-reason-personal-data = личные данные
hidden-reason-duplicate = повтор
hidden-reason-advertising = реклама
hidden-reason-unlawful = призывы, запрещённые законом
hidden-reason-unclear = смысл непонятен
hidden-reason-not-a-proposal = это не предложение
hidden-reason-other = другое

menu-proposals = предложения: список и поиск
words-proposals = предложения, все предложения, список предложений
words-publish = опубликовать, опубликовать заседание
words-undo = отменить публикацию
words-back = назад, шаг назад
words-skip = пропустить, пропуск
words-send = отправить, отправь
words-continue = продолжить, продолжай
words-support = поддержать, поддержать предложение
words-dossier = досье, досье статьи
words-whole-text = весь текст, о тексте в целом, вся конституция, в целом, общее, общее предложение
words-subject = про, о, об, насчёт
