# Модераторлардың жұмысы.

mod-why = Себебі:
mod-appeal = Автордың шағымы:
mod-received = Қабылданды: { $at }
mod-due = Шешім шығару мерзімі: { $at }
mod-same = Дәл осындай мәтінмен тағы { $count } ұсыныс бар
mod-appealed = Автор шағым берді: { $at }. Шешімді өткен жолғы модератор емес, басқасы шығарады.
mod-asked-waiting = Авторға сұрақ қойылды, жауап әлі келген жоқ.
mod-asked-answered = Автор жауап берді.
mod-late = Уәде етілген мерзім өтіп кетті.
mod-free = Кезекте тұр, ешкім алған жоқ.
mod-taken = { $until } дейін модератордың қарауында.
mod-mine = { $until } дейін сіздің қарауыңызда.
mod-is-published = Жарияланды
mod-is-hidden = Жасырылды
mod-is-hidden-for = Жасырылды: { $reason }
mod-is-merged = Біріктірілді
mod-is-merged-into = #{ $number } ұсынысымен біріктірілді
mod-is-before_commission = Комиссияның қарауында
mod-is-accepted = Мақұлданды
mod-is-partly = Ішінара мақұлданды
mod-is-declined = Мақұлданбады
mod-is-withdrawn = Авторы қайтарып алды
mod-is-erased = Авторы өшірді
mod-undo-until = { $until } дейін қайтаруға болады. Оған дейін ешкімге хабарланбайды.
mod-typed = Жазып орындау: /moderate publish { $number }, /moderate hide { $number } СЕБЕП, /moderate merge { $number } БАСҚАСЫ, /moderate ask { $number } МӘТІН, /moderate free { $number }
mod-choose-reason = Қай себеппен? Себеп жария болады.
mod-choose-merge = Қайсысымен?
mod-similar-line = #{ $number }: { $words } (қолдағандар: { $supports })
mod-similar-none = Дәл осыны айтатын жарияланған ұсыныс табылмады.
mod-merge-typed = Немесе жазыңыз: /moderate merge { $number } БАСҚАСЫ
mod-ask-how = #{ $number }: сұрағыңызды осы хабарламаға жауап ретінде жазыңыз (500 таңбаға дейін) немесе /moderate ask { $number } МӘТІН деп жіберіңіз. Автор кім сұрағанын білмейді.
mod-nothing = Кезекте ештеңе жоқ.
mod-waiting = Кезекте { $count } ұсыныс тұр
mod-waiting-languages = Тілдер бойынша: { $languages }
mod-waiting-oldest = Ең ескісі келген уақыт: { $at }
mod-waiting-overdue = Мерзімі өтіп кеткендері: { $count }
mod-waiting-typed = Жазып орындау: /moderate next, /moderate next kk, /moderate show 123
mod-alarm = Уәде етілген мерзімнен ұзақ тұрған ұсыныстар ({ $count }): { $numbers }
mod-spike = #{ $number }: 24 сағатта { $count } адам қолдады, бұл әдеттегіден әлдеқайда көп. Олардың { $share } пайызы осы уақытта алғаш рет көрінді. Бұл үшін ештеңе жасырылмайды.
mod-answer = #{ $number }: автордың жауабы
mod-words-gone = #{ $number }: автор сөзін қайтарып алды.
mod-question-title = { $code } ұсынысыңыз туралы сұрақ
mod-question-how = Жауап беру үшін түймені басыңыз немесе /answer { $number } МӘТІН деп жазыңыз. Модераторлар кім екеніңізді білмейді.
mod-feedback-title = { $id }-пікір
mod-feedback-good = жауап жақсы
mod-feedback-bad = жауап нашар
mod-feedback-note = ескерту
mod-feedback-problem-article = басқа бап
mod-feedback-problem-unclear = түсініксіз
mod-feedback-problem-error = мәтінде қате бар
mod-feedback-about = { $place } туралы
mod-feedback-how = Жауап беру үшін осы хабарламаға жауап жазыңыз немесе /moderate reply { $id } МӘТІН деп жіберіңіз
mod-feedback-replied = Бұған жауап берілді.
mod-feedback-none = Оқылмаған пікір жоқ.
mod-feedback-gone = { $id }-пікір енді жоқ: авторы өшірді немесе 90 күн өтті.
mod-reply-title = Пікіріңізге жауап
mod-replied = { $id }-пікірге жауап жеткізілді.
mod-asked = #{ $number } туралы сұрақ жеткізілді.
mod-checkpoint = Ашық журналдың қол қойылған күйі
mod-not-moderator = Бұл модераторларға арналған.
mod-not-here = Модераторлар өз тобында немесе менімен жеке чатта жұмыс істейді.
mod-usage =
    /moderate – кезекте не тұр
    /moderate next [kk|ru|en]
    /moderate show 123, take 123, free 123
    /moderate publish 123
    /moderate hide 123 СЕБЕП
    /moderate merge 123 БАСҚАСЫ
    /moderate ask 123 МӘТІН
    /moderate undo 123
    /moderate feedback – бот туралы пікірлер
    /moderate reply 45 МӘТІН – пікірге жауап
    /moderate checkpoint

    Себептер:
    { $reasons }

mod-done-take = 15 минутқа сіздің қарауыңызда
mod-done-free = Қайтадан бос
mod-done-pub = Жарияланды
mod-done-why = Жасырылды
mod-done-into = Біріктірілді
mod-done-undo = Шешім қайтарылды
mod-refused-unknown = Мұндай ұсыныс жоқ.
mod-refused-claimed = Оны басқа модератор қарап жатыр.
mod-refused-decided = Бұл бойынша шешім шығып қойған.
mod-refused-withdrawn = Авторы оны қайтарып алды.
mod-refused-erased = Авторы оны өшірді.
mod-refused-own = Бұл – өз ұсынысыңыз: оны басқа модератор қарайды.
mod-refused-appeal-same = Шағым сіздің шешіміңізге берілген: оны басқа модератор немесе әкімші қарайды.
mod-refused-undo-late = Қайтаратын ештеңе жоқ: он минут өтті немесе бұл жасалып қойған.
mod-refused-undo-other = Мұны тек шешім шығарған модератор немесе әкімші қайтара алады.
mod-refused-merge-target = Тек басқа жарияланған ұсыныспен біріктіруге болады.
mod-refused-reason = Мұндай себеп жоқ. Бары: { $reasons }
mod-refused-question = Сұрақта 1-ден 500-ге дейін таңба болуы керек.
mod-refused-no-author = Сұрақ қоятын автор енді жоқ.
mod-refused-not-yours = Бұл сізге арналмаған.
mod-refused-not-asked = Сұрақ қойылған жоқ.
mod-refused-not-hidden = Ол жасырылмаған.
mod-refused-appealed = Шағым берілген болатын.
mod-refused-nothing-left = Сіз шешетін ештеңе қалмады.

button-mod-publish = Жариялау
button-mod-hide = Жасыру …
button-mod-merge = Біріктіру …
button-mod-ask = Автордан сұрау …
button-mod-take = Қарауға алу
button-mod-free = Босату
button-mod-undo = Қайтару
button-mod-back = Артқа
button-mod-next = Келесі
button-mod-next-in = Келесі: { $language }
button-mod-show = Ұсынысты көрсету
button-mod-answer = Жауап беру

# Авторлардың модераторларға айтары.

answer-usage = Былай жазыңыз: /answer 123 МӘТІН
answer-ask = { $code } туралы жауабыңызды бір хабарламамен жазыңыз, 1000 таңбаға дейін. Шығу үшін: /cancel.
answer-typed = Қазір басқа іспен айналысып жатырсыз. Оны үзбей жауап беру үшін: /answer { $number } МӘТІН
answer-passed-on = { $code } туралы жауабыңыз модераторларға жеткізілді.
appeal-how = Жасырылмауы керек деп ойласаңыз, бір рет шағым бере аласыз: шешімді басқа модератор шығарады. Жазып беру үшін: /appeal { $number } СЕБЕБІ
appeal-usage = Былай жазыңыз: /appeal 123 және қаласаңыз, себебін қосыңыз
appeal-ask = { $code } неге жасырылмауы керек екенін бір хабарламамен жазыңыз (300 таңбаға дейін) немесе сөзсіз шағым беріңіз. Шешімді басқа модератор шығарады. Шағым бір рет беріледі. Шығу үшін: /cancel.
appeal-typed = Қазір басқа іспен айналысып жатырсыз. Оны үзбей шағым беру үшін: /appeal { $number } СЕБЕБІ
appeal-passed-on = { $code } туралы шағымыңыз қабылданды. Басқа модератор 48 сағат ішінде шешім шығарады.
to-moderators-long = Бұл { $over } таңбаға ұзын; ең көбі { $limit } таңба.
author-refused-unknown = Сізде мұндай ұсыныс жоқ.
author-refused-not-yours = Сізде мұндай ұсыныс жоқ.
author-refused-not-asked = { $code } туралы жауап күтіп тұрған сұрақ жоқ.
author-refused-not-hidden = { $code } жасырылмаған: шағымданатын ештеңе жоқ.
author-refused-appealed = { $code } туралы шағым берілген болатын; шағым бір рет қана беріледі.
button-appeal = Шағым беру
button-appeal-now = Сөзсіз шағым беру

menu-moderate = модераторларға: кезекте не тұр
menu-answer = модераторлардың сұрағына жауап беру
menu-appeal = жасыруға шағым беру

privacy-held-reviews = Ұсыныстың модераторлардағы жағдайы және шағымда жазғаныңыз: мәтінді өшіргеніңізше.
privacy-held-relays = Модераторларға жауаптарыңыз, оларға көрсетілгенше: бірнеше минут.
privacy-held-decision_files = Қызметкерлер жіберген шешім кестелері: келісім берілгенше, бір күн.
erased-decision_files = шешім кестелері

words-moderate = модерация, ұсыныстарды модерациялау, модерациялау, модерация кезегі
words-answer = модераторларға жауап беру, ұсынысқа жауап беру, ұсыныс иесіне жауап беру
words-appeal = жасыруға шағым беру, модератор шешіміне шағым, модераторға шағым
words-export = ұсыныстар кестесі, ұсыныстарды жүктеп алу, ұсыныстарды көшіріп алу
words-decisions = хатшылық шешімдері, шешімдер кестесі, шешімдерді жүктеу, ұсыныстар бойынша шешімдер
