### Что бот говорит по-русски.

## Ответы

article-title = Статья { $number }. { $heading }
article-paragraph-title = Статья { $number }, пункт { $paragraph }. { $heading }
article-item-title = Статья { $number }, подпункт { $item }. { $heading }
article-short = Статья { $number }
preamble-title = Преамбула
section-title = Раздел { $roman }. { $heading }
section-range = Статьи { $first }–{ $last }
paragraph-number = { $number }.
item-number = { $number })

provenance-digest = Простыми словами и под нашим заголовком: неофициальное изложение, не текст закона. { $edition }, { $status }.
provenance-headings = Заголовки наши: неофициальное описание, не текст закона. { $edition }, { $status }.
provenance-heading-only = Заголовок наш. Изложение этой статьи ещё не написано. { $edition }, { $status }.
provenance-official = Официальный текст ({ $language }, { $dated }). { $edition }, { $status }.
heading-ours = Заголовок наш.
headings-ours = Заголовки наши.
hash-check = Проверить:
wording-dated = в редакции от { $date }
wording-loaded = загружен { $date }
wording-follows = Официальный текст:
wording-elsewhere = На этом языке официальный текст не загружен, он есть только на других: { $languages }.
wording-excluded = В официальном тексте эта статья исключена: номер есть, текста нет.
wording-continues = … Это не всё. Целиком: статья { $number }, в чате со мной.
official-text = Официальный текст
counterpart-before = Прежде ({ $edition }): { $articles }.
counterpart-now = Где это сегодня: { $articles }.
counterpart-none = В нынешнем тексте этому ничего не соответствует.
changed-since-draft = Изменилось после первого проекта
changed-since-draft-brief = Изменений после первого проекта: { $count }. Подробно: /compare { $number }
difference-words = было «{ $before }», стало «{ $after }»
draft-reported = Что сообщалось о проекте
draft-unknown = Формулировка этой статьи в первом проекте нам неизвестна. Статья с тем же номером сегодня гласит:
draft-known = В сообщениях о первом проекте это правило стоит под тем же номером. Его формулировка нам неизвестна. Сегодня правило такое:
draft-section-unknown = Какие статьи стояли в каком разделе первого проекта, мы выводим из принятого текста.
note-paragraph-missing = В статье { $number } нет пункта { $paragraph }. Вот статья целиком.
note-no-paragraphs = В статье { $number } нет нумерованных пунктов. Вот она целиком.
note-truncated = Это много статей. Вот первые { $count }.
source-line = Источник: { $sources } · { $date }
status-preliminary = Данные предварительные.
status-disputed = Источники расходятся.
today-label = Сегодня:

choices-intro = Не уверен, что понял. Может быть, речь об одном из этого?
choices-numbers = Напишите номер статьи, например: { $number }
topic-also = Смотрите также: { $articles }
range-intro = Статей в вопросе: { $count }

none-empty = Напишите вопрос словами или номер статьи. Например: «{ $example }»
none-no-such-article = Статьи { $asked } нет. { $edition }: статьи с { $first } по { $last }.
none-no-such-section = Раздела { $asked } нет. { $edition }: разделов { $count }.
none-other-law = Это другой закон. Я знаю только один текст: { $text }. { $elsewhere }
none-other-year = Конституции { $asked } года у меня нет. Есть: { $editions }.
none-other-law-general = Это другой закон. Я знаю только один текст: { $text }.
none-not-in-text = Этого я в тексте не нахожу ({ $text }). Я отвечаю только по нему и не додумываю.
none-nearest = Ближе всего, хотя, возможно, вы не об этом: { $articles }
none-needs-article = О какой статье речь? Напишите её номер, например: «статья 4, пункт 2»
none-too-long = Для одного вопроса это слишком длинно. Уложитесь, пожалуйста, в { $limit } знаков.

smalltalk-greeting = Здравствуйте! Спросите, что сказано в тексте: { $text }. Например: «{ $example }»
smalltalk-thanks = Пожалуйста. Спрашивайте ещё, когда понадобится.
smalltalk-farewell = До свидания. Я здесь, когда появится вопрос.
smalltalk-about-bot = Я Atazan – независимый бот: не государственный орган и не человек. Отвечаю по статьям, что сказано в тексте: { $text }. Подробнее: /about
smalltalk-help = Напишите вопрос или номер статьи, например: «{ $example }». Всё, что я умею: /help

session-title = Заседание № { $number } · { $body }
session-when = { $date }
session-when-time = { $date }, { $time } ({ $zone })
session-agenda = Повестка
session-outcome = Итог
session-status-held = состоялось
session-status-cancelled = отменено
session-status-tentative = предварительно
session-status-confirmed = назначено
session-status-rescheduled = перенесено
session-status-live = идёт сейчас
sessions-intro = Новых заседаний не объявлено. Последнее: { $date }, заседание № { $number }.
sessions-record = Как это было
sessions-none = Заседаний в записях нет.
milestones-title = Даты до и после заседаний
milestones-none = Других дат в записях нет.

## Кнопки

button-previous = ‹ { $number }
button-next = { $number } ›
button-previous-worded = Предыдущая: статья { $number }
button-next-worded = Следующая: статья { $number }
button-section = Раздел { $roman }
button-official = Официальный текст
button-words = Простыми словами
button-wording = Официальный текст статьи
button-wording-in = Официальный текст: { $language }
button-copy = Скопировать ссылку на норму
button-share = Поделиться
button-whole-article = Вся статья { $number }
button-article = Статья { $number }
button-browse = Все разделы
button-topics = Темы
button-milestones = Даты до и после
button-more = Дальше ›
button-back = ‹ Назад
button-more-worded = Дальше
button-back-worded = Назад
button-session = Заседание { $number }
button-today = Статья { $number } сегодня
button-compare = Что изменилось
button-picture = Картинкой
button-against = Сравнить: { $other }
citation = статья { $number }, { $edition }
citation-paragraph = пункт { $paragraph } статьи { $number }, { $edition }
language-name = Русский

browse-title = { $name }: разделы
browse-hint = Выберите раздел, затем статью.
browse-hint-plain = Напишите «раздел { $section }» или «статья { $article }».
browse-page = Страница { $page } из { $pages }
topics-title = { $name }: темы
topics-count = тем: { $count }
topics-hint = Выберите раздел, затем тему.
topics-hint-plain = Напишите название темы или «/browse темы 2», чтобы увидеть темы раздела 2.

## Чат

start =
    Я Atazan. Рассказываю по статьям, что сказано в тексте: { $text }.
    Спрашивайте своими словами или пишите номер. Языки: { $languages }.
    Я независимый и неофициальный; цитирую и пересказываю, советов не даю.
start-try = Попробуйте: «{ $example }»
help =
    Напишите вопрос или номер: «{ $example }», «{ $second }», «статья 4, пункт 2».
    Дальше можно так: «а пункт 2?» или «следующая».

    { $commands }

    В любом чате: наберите { $name } и вопрос. В группах: упомяните меня или ответьте на моё сообщение.
help-line = /{ $command } – { $description }

about =
    { $bot } – независимый и неофициальный бот. Его не ведёт ни один государственный орган. Он не даёт юридических советов и не занимает ничьей стороны.

    Он отвечает по этим текстам:
    { $editions }

    Изложение – нашими словами. { $reviewed }
    Исходный код и лицензия: AGPL-3.0.
about-edition = • { $name }: { $status }. Языки: { $languages }.
about-wording = Официальный текст загружен: { $languages }.
about-wording-none = Официальный текст не загружен, показывается неофициальное изложение.
about-not-reviewed = Его ещё не подписал ни юрист, ни носитель языка (reviewed: no).
about-reviewed = Проверили: { $reviewers }.
about-sources = Официальный текст: { $sources }

language-ask = На каком языке отвечать? Сейчас: { $language }
language-set = Буду отвечать на языке: { $language }.
language-unknown = Такого языка я не знаю. Есть: { $languages }

settings-title = Настройки
settings-language = Язык: { $language }
settings-layout-normal = Вид: с кнопками, правится на месте
settings-layout-plain = Вид: простой (для программ чтения с экрана и старых приложений)
settings-hint = Изменить текстом: /language { $code }, /settings plain, /settings normal, /settings gaps off, /settings gaps on, /settings notices
settings-gaps-on = Вопросы без уверенного ответа: считаются (как – в /privacy)
settings-gaps-off = Вопросы без уверенного ответа: не считаются
button-gaps-on = Считать мои вопросы без ответа
button-gaps-off = Не считать мои вопросы
settings-gaps-set-on = Ваши вопросы без уверенного ответа теперь считаются, без вашего имени.
settings-gaps-set-off = Ваши вопросы больше не считаются, а посчитанные раньше отозваны – где их не задали ещё трое.
button-layout-plain = Включить простой вид
button-layout-normal = Включить вид с кнопками
settings-layout-set-plain = Простой вид включён: каждый ответ – новое сообщение, ничего не свёрнуто, кнопки подписаны словами.
settings-layout-set-normal = Включён вид с кнопками.

id-user = Ваш номер: { $id }
id-chat = Номер этого чата: { $id }
id-note = Это нужно владельцу бота. Бот хранит номера только запечатанными.

unknown-command = Команды { $command } я не знаю. Что я умею: /help
article-usage = Какая статья? Например: /article 4 или /article 4 2 – её пункт 2.
decline-media = Я читаю только текст. Напишите вопрос словами, например: «{ $example }»
group-added = Здравствуйте! Я рассказываю, что сказано в тексте: { $text }. Обращайтесь так: { $name } { $example }
group-personal = Это личное. Напишите мне, пожалуйста, в личный чат: { $link }
deep-link-unknown = Эта ссылка здесь никуда не ведёт. Спросите словами или откройте /browse.
button-stale = Эта кнопка от прежней версии. Спросите ещё раз.
error = У меня что-то сломалось. Попробуйте ещё раз. Номер ошибки: { $id }
busy = Слишком много сообщений сразу. Подождите немного и спросите ещё раз.
cancelled = Отменено. Ничего не отправлено.
nothing-to-cancel = Отменять нечего.
compare-usage = Какая статья и с каким текстом сравнить? Например: /compare 9 или /compare 9 { $example }. С чем можно сравнить: { $editions }
compare-no-other = { $article }: другого текста для сравнения здесь нет.
compare-none = { $article }: о различиях между текстами ({ $edition }; { $other }) ничего не известно.
compare-title = { $article }: что, как известно, изменилось. Было: { $other }
compare-partial = Это различия, о которых сообщала пресса; список может быть неполным.
compare-words-title = { $article }: { $edition } и { $other }
compare-same = Слово в слово то же самое.
compare-same-number = Под тем же номером ({ $edition }) стояло другое: «{ $article }». Где это сегодня: { $now }.
compare-nowhere = В другом тексте ({ $other }) ей ничего не соответствует.
compare-shortened = Статья длинная: показаны только изменения и слова вокруг них.
compare-source = Сравнение слово в слово по официальным текстам, язык: { $language }. { $edition }, { $status }; прежде: { $other }.
compare-not-loaded = Для сравнения слово в слово здесь не загружен официальный текст: { $editions }.
diff-legend = Подчёркнуто: добавлено. Зачёркнуто: убрано.
diff-added = добавлено: { $words }
diff-removed = убрано: { $words }
picture-before = Было
picture-after = Стало

check-usage = Какую цитату проверить? Напишите её после команды или ответьте командой /check на сообщение с ней. Например: /check «…»
check-short = Это слишком коротко для проверки. Пришлите хотя бы четыре слова цитаты.
check-exact = Точно: эти слова стоят в тексте слово в слово.
check-altered = Изменено: в тексте сказано не так.
check-not-found = Ни в одном загруженном тексте этого нет.
check-cannot-check = Здесь это проверить нельзя.
check-other-draft = Из другого текста: эти слова стоят в проекте, а не в действующем тексте.
check-other-repealed = Из другого текста: эти слова стоят в тексте, который больше не действует.
check-other-superseded = Из прежней редакции: эти слова стояли в тексте до изменений.
check-place = { $place }. { $edition }, { $status }. Язык: { $language }.
check-heading = В заголовке
check-omits = Многоточие стоит на месте пропущенных слов; то, что между ними, приведено слово в слово.
check-part = Приведена только часть предложения.
check-same-words = Слова те же; отличаются знаки препинания, заглавные или похожие буквы.
check-changes-plain = Отличия от текста:
check-today = Что сказано вместо этого в действующем тексте: { $place }.
check-today-none = В действующем тексте на этом языке ничего похожего нет.
check-not-found-note = Ни этих слов, ни похожих. Это сказано только о текстах, названных ниже.
check-undecided = Официальный текст, который решил бы дело, на этом языке здесь не загружен: { $edition }.
check-nearest = Самое близкое место из загруженного:
check-searched = Где искали: { $texts }.
check-searched-none = Официальных текстов здесь не загружено.
check-missing = Не загружено: { $texts }.
check-more = В сообщении есть ещё цитаты, они не показаны: { $count }.

mydata-intro = Это всё, что бот о вас хранит.
button-delete = Стереть всё
delete-nothing = Стирать нечего: о вас ничего не хранится.
admin-granted = Теперь ваша роль в этом боте: { $role }.
admin-link-used = Эта ссылка больше не действует.
verify-none = В загруженных здесь официальных текстах нет места с хешем { $hash }.
verify-paragraph = пункт { $paragraph }
verify-item = подпункт { $item }
verify-section = Раздел { $number }
verify-source = { $edition }, { $status }. Официальный текст ({ $language }, { $dated }), здесь это редакция № { $revision }. Хеш: { $hash }
verify-origin = Источник: { $source }. SHA-256 файла: { $sha }
verify-latest = Это самая новая из загруженных редакций.
verify-older = С тех пор загружена более новая редакция: этот текст мог измениться.
verify-excluded = Эта статья исключена: текста у неё нет.
status-title = Официальные тексты
status-none = Официальный текст не загружен: карточки показывают наше неофициальное изложение. На сервере: python -m bot content import ФАЙЛ --edition { $edition } --lang { $language }
status-line = • { $edition }, { $language }: редакция № { $revision }, { $dated }, статей { $articles } из { $all }, SHA-256 { $sha }
status-correction = исправление
status-missing = Не загружено, { $edition }: { $languages }
status-damaged = Повреждено, { $edition }, { $language }: не показывается
stats-title = Вопросы без уверенного ответа
stats-line = • { $question } – спросивших примерно { $count } ({ $kind }; { $language }; последний раз { $date })
stats-kind-none = ничего не найдено
stats-kind-choices = нет уверенности
stats-more = … и ещё { $count }: python -m bot content gaps
stats-none = За последние 90 дней не было вопроса, который задали бы три разных человека.
stats-below = Вопросы, которые задали меньше трёх человек и которые поэтому нельзя прочесть: { $count }
status-not-staff = Это для сотрудников бота.

inline-help = Спросить в личном чате
inline-title-none = Не найдено
guest-intro = Я рассказываю, что сказано в тексте: { $text }.

## Меню и описания

menu-start = начать и выбрать язык
menu-help = как спрашивать
menu-article = статья по номеру
menu-browse = разделы и статьи
menu-sessions = заседания комиссии
menu-compare = что изменилось в статье
menu-check = проверить цитату
menu-subscribe = узнавать новости
menu-propose = отправить предложение
menu-mine = мои предложения
menu-language = язык ответов
menu-settings = настройки
menu-about = кто это делает и по каким текстам
menu-privacy = что о вас хранится
menu-mydata = всё, что о вас хранится
menu-delete = стереть всё, что о вас хранится
menu-id = номера для владельца бота
menu-verify = проверить квитанцию или короткий хеш под цитатой
menu-status = для сотрудников: какие официальные тексты загружены
menu-stats = для сотрудников: предложения в цифрах; для редакторов – вопросы без уверенного ответа
bot-description =
    Узнайте, что сказано в тексте: { $text }. Напишите «статья 4» или целый вопрос. Языки: { $languages }. Независимый и неофициальный.
bot-short-description = Что сказано в тексте: { $text }. Независимо, неофициально. { $languages }.

## Слова, которые делают то же, что команды

words-start = старт, начать, начало
words-help = помощь, справка, команды, что ты умеешь, что умеешь, помоги
words-language = язык, сменить язык, поменять язык
words-language-name = русский, русский язык, на русском, по-русски, орысша, орыс, орыс тілі, орыс тілінде, russian, in russian, rus
words-settings = настройки
words-about = о боте, о проекте
words-privacy = приватность, конфиденциальность
words-article = статья, открыть статью, показать статью
words-compare = сравнить, сравнение, сравнить статьи, что изменилось, что поменялось
words-status = статус, состояние бота
words-stats = статистика, вопросы без ответа
words-browse = оглавление, содержание, все разделы, все статьи, разделы
words-topics = темы, все темы, список тем, указатель тем
words-sessions = заседания
words-dates = даты, даты до и после, хроника, хронология
words-subscribe = подписаться, подписка, подписки
words-unsubscribe = отписаться, стоп, хватит
words-cancel = отмена, отменить
words-mydata = мои данные
words-delete = удалить мои данные, удали мои данные, забудь меня
words-check = проверить цитату, проверь цитату, проверка цитаты
words-propose = предложить, предложение
words-mine = мои предложения
words-id = мой номер
words-verify = проверить хеш
words-greeting = привет, здравствуйте, здравствуй, добрый день, доброе утро, добрый вечер, здрасте, приветствую, хай, салам, как дела, как ты, как жизнь, как поживаешь, как поживаете, как настроение, доброго дня, доброй ночи, ку, хеллоу
words-thanks = спасибо, благодарю, спс, спасибо большое, большое спасибо, пасиб
words-farewell = пока, до свидания, всего доброго, прощай
words-about-bot = кто ты, ты кто, ты бот, ты робот, кто тебя сделал, кто вы, как тебя зовут, ты человек, кто тебя создал, кто тебя придумал, кто за тобой стоит, ты официальный, ты чат гпт, ты нейросеть, это бот, ты искусственный интеллект

## Страница для чтения

page-note = Изложение простыми словами и заголовки – наши: неофициальные, это не текст закона. { $edition }, { $status }.
page-contents = Оглавление
page-top = К началу
page-no-digest = Изложения этой статьи нет.
page-counterpart = { $edition }: { $articles }
page-note-official = Официальный текст, { $dated }; заголовки и изложение простыми словами – наши, где это отмечено. Сама страница неофициальная. { $edition }, { $status }.
page-words = Простыми словами (изложение наше)
page-heading-ours = заголовок наш
