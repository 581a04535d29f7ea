# Түбіртектер, ашық журнал, хатшылыққа арналған кестелер, қызметкерлерге арналған сандар.

proof-title = { $code } түбіртегі
proof-position = Ашық журналдағы { $place }-жазба ({ $leaf }-жапырақ), { $at }.
proof-status = Ұсыныстың күйі: { $status }.
proof-hash = Тұзы қосылған хеш:
proof-amended = Автор сөзін түзеткен; түзетілген мәтіннің хеші:
proof-proved = Ол журналда бар: { $hashes ->
    [0] осы жазбаның өзі
   *[other] осы жазбадан { $hashes } хеш
} { $size } жазбаға қол қойылған { $root }… түбіріне апарады ({ $at }).
proof-not-proved = Дәлел қол қойылған түбірге апармайды. Операторға хабарлаңыз: журнал өзгертілген болуы мүмкін.
proof-erased = Автор ұсынысты өшірді. Мәтіні мен тұзы жойылды, ал жазба сан дұрыс шығуы үшін қалды.
proof-how = Менсіз тексеруге арналған дәлел файлы: /verify { $code } proof
proof-file = { $code } дәлелі: жазба, жол және журналдың қол қойылған күйі (C2SP tlog-proof).
proof-wrong = { $code } – дұрыс түбіртек емес: таңба түсіп қалған, қате немесе орны ауысқан.
proof-none = { $code } түбіртегі әлі ешкімге берілген жоқ.
receipt-is-received = қабылданды
receipt-is-under-review = қаралып жатыр
receipt-is-published = жарияланды
receipt-is-hidden = жасырылды
receipt-is-merged = басқасымен біріктірілді
receipt-is-before-commission = комиссияның қарауында
receipt-is-accepted = мақұлданды
receipt-is-partly = ішінара мақұлданды
receipt-is-declined = мақұлданбады
receipt-is-withdrawn = қайтарып алынды
receipt-is-erased = өшірілді
verify-usage-both = Дәйексөздің астындағы қысқа хешті жазыңыз, мысалы /verify 3f9ac01b7d, немесе түбіртекті, мысалы /verify { $code }.

account-title = Ұсыныстар: { $date } есебі
account-received = Келгені: { $count }
account-published = жарияланғаны: { $count }
account-waiting = шешім күткені: { $count }
account-hidden = жасырылғаны: { $count }
account-reason = – { $reason }: { $count }
account-merged = басқасымен біріктірілгені: { $count }
account-withdrawn = қайтарып алынғаны: { $count }
account-erased = өшірілгені: { $count }
account-holds = Қосындысы дұрыс және ашық журналдың ұзындығына тең: { $size }.
account-wrong = Қосындысы ашық журналдың ұзындығына ({ $size }) тең емес. Оператор тексеруі керек.
account-signed = Ұсыныстар журналы мен әрекеттер журналының қол қойылған күйі. Осы жолдарды сақтаған адам бұған дейінгі бірдеңе өзгертілсе, кейін біле алады:

table-title = Ұсыныстар
table-receipt = Түбіртек
table-received-at = Келген уақыты
table-language = Тілі
table-article-number = Бап
table-section = Бөлім
table-heading = Тақырыбы
table-present = Қолданыстағы редакция
table-present-source = Мәтіні
table-wording = Ұсынылған редакция
table-reason = Негіздемесі
table-supports = Қолдағандар
table-status = Күйі
table-reason-code = Жасыру себебі
table-decision = Шешім
table-answer = Жауап
table-session = Отырыс
table-session-date = Отырыс күні
table-landed-in = Енгізілген редакция
table-official = ресми
table-summary = бейресми мазмұндама

decision-words-before-commission = комиссияның қарауында, комиссияға
decision-words-accepted = мақұлданды, қабылданды, иә
decision-words-partly = ішінара мақұлданды, ішінара қабылданды, ішінара
decision-words-declined = мақұлданбады, қабылданбады, жоқ

export-not-secretariat = Бұл хатшылыққа арналған.
export-usage = /export [xlsx|csv|jsonl|zip] және не керегі: article=4 status=published lang=kk since=2026-11-01 until=2026-12-01. zip – тексеру скрипті бар барлық ашық деректер.
export-caption = Ұсыныстар: { $count }. «Шешім» ({ $decisions }), «Жауап» және басқа бағандарды толтырып, файлды /decisions деген жазумен қайта жіберіңіз.
export-caption-open = Ашық деректер: { $count } ұсыныс, екі журнал, қолтаңбалар және бәрін тексеретін скрипт.
export-big = Бұл Telegram қабылдайтыннан үлкен ({ $size } МБ). Серверде: python -m bot proposals export --format xlsx --out FILE

decisions-usage = /export арқылы алған кестені (XLSX немесе CSV) толтырып, /decisions деген жазумен жіберіңіз. Сіз келіскенше ештеңе өзгермейді.
decisions-plan = Шығарылатын шешімдер: { $count }; өзгеріссіз жолдар: { $unchanged }.
decisions-count = { $status }: { $count }
decisions-line = { $row }. { $code }: { $before } → { $status }
decisions-more = … және тағы { $count }
decisions-how = Не бәрі шығарылады, не ешқайсысы. Авторлар мен қолдағандарға хабарланады. Жазып орындау: /decisions apply немесе /decisions cancel
decisions-nothing = Бұл кестеде жаңа ештеңе жоқ.
decisions-made = Шығарылған шешімдер: { $count }.
decisions-dropped = Ештеңе өзгертілген жоқ.
decisions-none = Келісіміңізді күтіп тұрған кестеңіз жоқ.
decisions-refused = Бұл кестені қабылдауға болмайды, ештеңе өзгертілген жоқ:
decisions-big = Файл тым үлкен; ең көбі { $size } МБ.
decisions-unloadable = Файлды жүктеу мүмкін болмады. Қайта жіберіңіз.
button-decisions-apply = Шығару
button-decisions-cancel = Бас тарту
decisions-problem = { $row }-жол: { $what } { $detail }
decisions-problem-unreadable = Файл XLSX те, CSV те емес немесе тым үлкен.
decisions-problem-empty = Кесте бос.
decisions-problem-no-column = Баған жоқ:
decisions-problem-receipt = түбіртек дұрыс емес:
decisions-problem-twice = түбіртек екі жолда тұр:
decisions-problem-decision = мұндай шешім жоқ:
decisions-problem-answer = жауап тым ұзын:
decisions-problem-session = отырыстың атауы тым ұзын:
decisions-problem-date = бұл күн емес:
decisions-problem-edition = мұндай редакция жоқ:
decisions-problem-no-answer = неге мақұлданбағаны немесе ішінара мақұлданғаны айтылмаған:
decisions-problem-no-such = мұндай ұсыныс жоқ:
decisions-problem-not-public = шешім тек жарияланғандары бойынша шығарылады:
decisions-problem-not-allowed = бірінен кейін екіншісі келе алмайды:
decisions-problem-no-commission = ұсыныс енгізілетін комиссия жоқ (BOT_COMMISSION):

figures-title = Ұсыныстар
figures-total = Барлығы келгені: { $count }; соңғы { $days } күнде: { $lately }
figures-status = Күйі бойынша:
figures-articles = Ең көбі:
figures-supports = Барлық қолдау: { $count }; соңғы { $days } күнде: { $lately }
figures-feedback = 90 күндегі бағалар: жақсы { $good }, нашар { $bad } (басқа бап { $article }, түсініксіз { $unclear }, қате { $error }), ескертулер { $note }
figures-line = { $name }: { $count }
figures-days = Күн сайын
figures-received = келгені
figures-supported = қолдау
figures-general = бүкіл мәтін
figures-none = Әзірге ұсыныс жоқ.

menu-export = хатшылыққа: ұсыныстар кестесі
menu-decisions = хатшылыққа: кестедегі шешімдер
