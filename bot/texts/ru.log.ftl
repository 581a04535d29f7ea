# Квитанции, открытый журнал, таблицы для секретариата, цифры для сотрудников.

proof-title = Квитанция { $code }
proof-position = Запись { $place } открытого журнала (лист { $leaf }), с { $at }.
proof-status = Состояние предложения: { $status }.
proof-hash = Отпечаток с солью:
proof-amended = Автор исправил слова; отпечаток исправленных:
proof-proved = Она есть в журнале: { $hashes ->
    [0] сама эта запись ведёт
    [one] от этой записи { $hashes } хеш ведёт
    [few] от этой записи { $hashes } хеша ведут
   *[many] от этой записи { $hashes } хешей ведут
} к корню { $root }…, подписанному для записей числом { $size } ({ $at }).
proof-not-proved = Доказательство не ведёт к подписанному корню. Сообщите оператору: журнал могли изменить.
proof-erased = Автор стёр предложение. Слова и соль уничтожены, запись осталась, чтобы счёт сходился.
proof-how = Доказательство файлом, чтобы проверить без меня: /verify { $code } proof
proof-file = Доказательство для { $code }: запись, путь и подписанное состояние журнала (C2SP tlog-proof).
proof-wrong = { $code } – неверная квитанция: знак пропущен, неверен или переставлен.
proof-none = Квитанции { $code } пока никто не получал.
receipt-is-received = получено
receipt-is-under-review = на рассмотрении
receipt-is-published = опубликовано
receipt-is-hidden = скрыто
receipt-is-merged = объединено с другим
receipt-is-before-commission = на рассмотрении комиссии
receipt-is-accepted = принято
receipt-is-partly = принято частично
receipt-is-declined = отклонено
receipt-is-withdrawn = отозвано
receipt-is-erased = стёрто
verify-usage-both = Напишите короткий хеш, который стоит под цитатой, например /verify 3f9ac01b7d, или квитанцию, например /verify { $code }.

account-title = Предложения: отчёт за { $date }
account-received = Получено: { $count }
account-published = опубликовано: { $count }
account-waiting = ждут решения: { $count }
account-hidden = скрыто: { $count }
account-reason = – { $reason }: { $count }
account-merged = объединено с другими: { $count }
account-withdrawn = отозвано: { $count }
account-erased = стёрто: { $count }
account-holds = Сумма сходится и равна длине открытого журнала: { $size }.
account-wrong = Сумма не равна длине открытого журнала ({ $size }). Оператор должен разобраться.
account-signed = Подписанное состояние журнала предложений и журнала действий. Кто сохранит эти строки, сможет потом узнать, менялось ли что-нибудь до них:

table-title = Предложения
table-receipt = Квитанция
table-received-at = Получено
table-language = Язык
table-article-number = Статья
table-section = Раздел
table-heading = Заголовок
table-present = Действующая редакция
table-present-source = Текст
table-wording = Предлагаемая редакция
table-reason = Обоснование
table-supports = Поддержек
table-status = Состояние
table-reason-code = Причина скрытия
table-decision = Решение
table-answer = Ответ
table-session = Заседание
table-session-date = Дата заседания
table-landed-in = Редакция, куда вошло
table-official = официальный
table-summary = неофициальное изложение

decision-words-before-commission = на рассмотрении комиссии, в комиссию, комиссия
decision-words-accepted = принято, принять, да
decision-words-partly = принято частично, частично
decision-words-declined = отклонено, отклонить, нет

export-not-secretariat = Это для секретариата.
export-usage = /export [xlsx|csv|jsonl|zip] и что нужно: article=4 status=published lang=kk since=2026-11-01 until=2026-12-01. zip – все открытые данные с проверкой.
export-caption = Предложений: { $count }. Заполните «Решение» ({ $decisions }), «Ответ» и прочее и пришлите файл обратно с подписью /decisions.
export-caption-open = Открытые данные: предложений – { $count }, оба журнала, подписи и скрипт, который всё это проверяет.
export-big = Это больше, чем принимает Telegram ({ $size } МБ). На сервере: python -m bot proposals export --format xlsx --out FILE

decisions-usage = Пришлите таблицу (XLSX или CSV), полученную по /export и заполненную, с подписью /decisions. До вашего согласия ничего не меняется.
decisions-plan = Будет принято решений: { $count }; строк без изменений: { $unchanged }.
decisions-count = { $status }: { $count }
decisions-line = { $row }. { $code }: { $before } → { $status }
decisions-more = … и ещё { $count }
decisions-how = Принимаются все или ни одного. Авторы и поддержавшие узнают об этом. Текстом: /decisions apply или /decisions cancel
decisions-nothing = В этой таблице нет ничего нового.
decisions-made = Принято решений: { $count }.
decisions-dropped = Ничего не изменено.
decisions-none = Нет вашей таблицы, которая ждёт согласия.
decisions-refused = Эту таблицу принять нельзя, ничего не изменено:
decisions-big = Файл слишком велик; самое большее – { $size } МБ.
decisions-unloadable = Файл не удалось загрузить. Пришлите его ещё раз.
button-decisions-apply = Принять
button-decisions-cancel = Отмена
decisions-problem = Строка { $row }: { $what } { $detail }
decisions-problem-unreadable = Файл – не XLSX и не CSV или слишком велик.
decisions-problem-empty = Таблица пуста.
decisions-problem-no-column = Нет столбца:
decisions-problem-receipt = неверная квитанция:
decisions-problem-twice = квитанция стоит в двух строках:
decisions-problem-decision = нет такого решения:
decisions-problem-answer = ответ слишком длинный:
decisions-problem-session = слишком длинное название заседания:
decisions-problem-date = это не дата:
decisions-problem-edition = нет такой редакции:
decisions-problem-no-answer = нет ответа, почему отклонено или принято частично:
decisions-problem-no-such = нет такого предложения:
decisions-problem-not-public = решают только по опубликованным:
decisions-problem-not-allowed = одно не может следовать за другим:
decisions-problem-no-commission = нет комиссии, в которую его можно внести (BOT_COMMISSION):

figures-title = Предложения
figures-total = Получено всего: { $count }; за последние { $days } дней: { $lately }
figures-status = По состоянию:
figures-articles = Больше всего о:
figures-supports = Поддержек всего: { $count }; за последние { $days } дней: { $lately }
figures-feedback = Оценки за 90 дней: хорошо – { $good }, плохо – { $bad } (не та статья { $article }, непонятно { $unclear }, ошибка { $error }), замечаний { $note }
figures-line = { $name }: { $count }
figures-days = По дням
figures-received = получено
figures-supported = поддержки
figures-general = весь текст
figures-none = Предложений пока нет.

menu-export = для секретариата: таблица предложений
menu-decisions = для секретариата: решения из таблицы
