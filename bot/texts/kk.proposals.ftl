### Ұсыныстар: қалай жазылады, жіберіледі, қолдау табады және оқылады.

place-general = Тұтас мәтін
place-gone = қолданыстағы мәтінде енді жоқ бап
place-open = орны әлі таңдалмаған

button-propose = Өзгеріс ұсыну
button-propose-short = Ұсыныс жазу
button-whole-text = Тұтас мәтін туралы
button-draft-back = Артқа
button-draft-cancel = Болдырмау
button-draft-skip = Өткізіп жіберу
button-draft-send = Келісемін, жіберу
button-draft-differs = Менікі бөлек, әрі қарай
button-draft-go = Жалғастыру
button-draft-new = Жаңасын бастау
button-draft-proposal = Бұл – ұсыныс
button-draft-question = Бұл – сұрақ
button-draft-mask = Бұл деректі жасыру
button-draft-keep = Сол күйінде қалсын
button-draft-again = Қайта жазу
button-support-instead = { $code } ұсынысын қолдау
button-official-appeal = Ресми түрде беру
button-mine-one = Менің ұсынысым
button-mine = Барлық ұсыныстарым
button-mine-edit = Мәтінін түзету
button-mine-coupon = Талон нөмірін жазып қою
button-mine-withdraw = Қайтарып алу
button-mine-erase = Өшіру
button-mine-withdraw-sure = Иә, қайтарып аламын
button-mine-erase-sure = Иә, өшіремін
button-mine-keep = Жоқ, қалсын
button-proposals-here = Осыған ұсыныстар
button-by-support = Қолдау бойынша
button-by-newest = Алдымен жаңалары
button-group-open = Ашық
button-group-accepted = Қабылданған
button-group-declined = Қабылданбаған
button-dossier = Бап туралы бәрі
button-proposal = { $code } ұсынысы
button-support-give = Қолдау ({ $count })
button-support-take = Қолдауды қайтарып алу ({ $count })
button-appeal-copy = Мәтінді көшіру
button-appeal-copy-part = { $parts } бөліктің { $part }-бөлігі

draft-step-article =
    Ұсыныс, 3 қадамның 1-қадамы. Ол не туралы?
    Баптың нөмірін («9»), бөлімді («3-бөлім») немесе тақырыпты («тіл туралы») жазыңыз.
draft-step-wording =
    Ұсыныс, 3 қадамның 2-қадамы. { $place }
    Тұжырымды не ойыңызды жазыңыз: { $shortest }–{ $longest } таңба. Есім, телефон, сілтеме жазбаңыз.
draft-step-reason =
    Ұсыныс, 3 қадамның 3-қадамы. Неге солай болғаны дұрыс?
    { $reason } таңбаға дейін. Бұл қадамды өткізіп жіберуге болады.
draft-typed-article = Шығу: /cancel. Тұтас мәтін туралы болса: «тұтас мәтін» деп жазыңыз.
draft-typed-wording = Бір қадам артқа: /back. Шығу: /cancel
draft-typed-reason = Өткізіп жіберу: /skip. Бір қадам артқа: /back. Шығу: /cancel
draft-typed-similar = Өзіңіздікінің орнына қолдау: /support { $code }. Менікі бөлек: /skip. Артқа: /back. Шығу: /cancel
draft-typed-preview = Келісіп, жіберу: /send. Бір қадам артқа: /back. Шығу: /cancel
draft-typed-unfinished = Жалғастыру үшін «жалғастыру» деп жазыңыз. Шығу: /cancel
draft-which = Қай бапты айтып тұрсыз?
draft-no-place = Мұндай бап не тақырып таппадым. Баптың нөмірін жазыңыз немесе «Тұтас мәтін туралы» дегенді таңдаңыз.
draft-kept = Мұны ұсыныстың мәтіні ретінде сақтадым. Ол қай бап туралы? Нөмірін жазыңыз немесе «Тұтас мәтін туралы» дегенді таңдаңыз.
draft-answer-number = Тізімдегі нөмірді жазыңыз немесе түймені басыңыз.
draft-refused-too-short = Тым қысқа: кемінде { $shortest } таңба керек, { $missing } таңба жетпейді.
draft-refused-too-long = Тым ұзын: { $length } таңба, { $longest } таңбаға дейін болады. { $over } таңбаға қысқартыңыз.
draft-refused-no-words = Мұнда сөз жоққа тән. Ұсынысты сөзбен жазыңыз.
draft-refused-link = Ұсыныста сілтеме мен лақап ат қабылданбайды. Өз сөзіңізбен жазыңыз.
draft-question-or-proposal = Бұл – ұсыныстың мәтіні ме, әлде жауап беретін сұрақ па?
draft-personal = Мәтінде жеке дерек бар сияқты: { $kinds }. Ұсынысты жұрттың бәрі оқиды. Жасырайын ба? Сонда былай болады:
personal-iban = шот нөмірі
personal-card = карта нөмірі
personal-email = пошта мекенжайы
personal-individual-number = 12 таңбалы нөмір (ЖСН сияқты)
personal-phone = телефон нөмірі
draft-similar = Осыған ұқсас ұсыныс бар. Басынан бастағаннан гөрі дайынын қолдау тезірек:
draft-preview = Ұсыныс осы күйінде жіберіледі
draft-what-happens = Әрі қарай не болады: сізге нөмір беріледі, ұсыныс ашық журналға жазылады, мәтінді { $minutes } минут бойы түзетуге болады. Сосын оны модераторлар қарап, атыңызсыз жариялайды немесе себебін айтып жасырады. Әр қадамын сізге жазып отырамын.
draft-consent = Жіберу арқылы сіз боттың бұл мәтінді сақтап, атыңызсыз жариялап, алушыға беруіне келісесіз. Telegram нөміріңіз жабық күйде сақталады; техникалық тұрғыдан ботты жүргізуші ұсынысты тіркелгімен байланыстыра алады. Келісімді қайтарып алуға болады: /mine – қайтарып алу немесе өшіру. Толығырақ: /privacy
draft-unfinished = Аяқталмаған ұсынысыңыз бар ({ $place }). Жалғастырасыз ба?
draft-not-ready = Жіберетін ештеңе жоқ: ұсыныс жіберіліп қойған, өзгерген немесе аяқталмаған. Қарау: /mine, жалғастыру: /propose
draft-edited = Өзгертілген хабарды ұсынысқа алмаймын. Бір қадам артқа қайтып (/back), қайта жазыңыз.
draft-not-skippable = Бұл қадамды өткізіп жіберуге болмайды.
nothing-begun = Қазір басталған ештеңе жоқ. Ұсыныс жазу: /propose
propose-media = Ұсынысқа тек мәтін қабылданады. Ойыңызды сөзбен жазыңыз.

proposal-title = { $code } ұсынысы
proposal-line = { $code } · { $place } · { $status } · қолдағандар: { $supports }
proposal-same = Сөзбе-сөз дәл осындай тағы { $count } ұсыныс келді
proposal-reason = Себебі:
proposal-supports = Қолдағандар: { $count }
proposal-series = Қалай өсті: { $points }
proposal-change = { $date } – { $status }.
proposal-change-reason = Себебі: { $reason }.
proposal-change-session = { $session }.
proposal-change-edition = Енген редакциясы: { $edition }.
proposal-change-answer = Жауап: { $answer }
proposal-merged-into = { $code } ұсынысына біріктірілді.
proposal-typed = Қолдау: /support { $code }. Қолдауды қайтарып алу: /support { $code } off
proposal-unknown = Мұндай нөмірлі ұсыныс жоқ. Тізім: /proposals
proposal-not-official = Бұл – ресми өтініш емес: мұнда атын атамай жазады, ал мемлекеттік органдар анонимдік өтініштерді қарамайды. { $elsewhere }
proposal-status-received = тіркелді
proposal-status-under_review = қаралып жатыр
proposal-status-published = жарияланды
proposal-status-hidden = жасырылды
proposal-status-merged = басқа ұсынысқа біріктірілді
proposal-status-before_commission = комиссияның қарауына берілді
proposal-status-accepted = мақұлданды
proposal-status-partly = ішінара мақұлданды
proposal-status-declined = мақұлданбады
proposal-status-withdrawn = авторы қайтарып алды
proposal-status-erased = авторы өшірді

reception-operator = Ботты жүргізуші: { $operator }.
reception-contact = Байланыс: { $contact }.
reception-demo = Бұл – көрсетілім: ұсыныстар ешкімге берілмейді, алушысы шартты.
reception-recipient = Ұсыныстар берілетін жер: { $recipient }.
reception-from = Қабылдау басталатын күн: { $date }.
reception-until = Қабылдаудың соңғы күні: { $date }.
propose-closed = Мұнда қазір ұсыныс қабылданбайды. { $elsewhere }
propose-no-recipient = Ұсыныс әзірге қабылданбайды: кімге берілетіні белгіленбеген. { $elsewhere }
propose-not-yet = Ұсыныс қабылдау басталатын күн: { $date }. { $elsewhere }
propose-over = Ұсыныс қабылдау аяқталды, соңғы күні: { $date }. { $elsewhere }

receipt-title = Қабылданды. Нөміріңіз: { $code }
receipt-place = Не туралы: { $place }
receipt-time = Уақыты: { $time }
receipt-hash = Тұз қосылған хеш:
receipt-position = Ашық журналдағы орны: { $position }
receipt-alike = Сөзбе-сөз дәл осындай тағы { $count } ұсыныс келді. Олар бірге қаралады, бірде-бірі жоғалмайды.
receipt-demo = Бұл – көрсетілім: ұсыныс ешкімге берілмейді.
receipt-next = Тексеру: /verify { $code }. Мәтінді { $minutes } минут ішінде түзетуге, ал қайтарып алуға не өшіруге қашанда болады: /mine { $code }

limit-minute = Тым жиі: келесі ұсынысты { $seconds } секундтан кейін жіберуге болады. Жоба сақталды: /send
limit-day = Бүгінге осы жетеді: күніне үш ұсыныстан артық емес. Жоба сақталды, жіберуге болатын уақыты: { $until }.
limit-burst = Қазір ұсыныс тым көп келіп жатыр. Жоба сақталды, { $seconds } секундтан кейін жіберіңіз: /send
limit-same = Дәл осы мәтінді жаңа ғана көп адам жіберді. Дайынын қолдаңыз (/proposals) немесе { $seconds } секундтан кейін жіберіңіз: жоба сақталды.

proposals-title = Ұсыныстар
proposals-found = Ұсыныстар: «{ $words }»
proposals-total = Барлығы: { $count }
proposals-none = Мұнда әзірге ештеңе жоқ.
proposals-group-open = Тек ашықтары
proposals-group-accepted = Тек толық не ішінара мақұлданғандары
proposals-group-declined = Тек мақұлданбағандары
proposals-typed = Бап бойынша: /proposals 9. Күйі бойынша: /proposals accepted. Нөмірі не сөзі бойынша: /proposals тіл

dossier-title = { $article }: бәрі бір жерде
dossier-changes = Бірінші жобадан кейінгі белгілі өзгерістер: { $count }.
dossier-changes-none = Бірінші жобадан кейінгі өзгерістер туралы дерек жоқ.
dossier-sessions = Осы бап талқыланған отырыстар:
dossier-sessions-none = Отырыстар жазбасында бұл бап жоқ.
dossier-proposals = Ұсыныстар:
dossier-proposals-none = Ұсыныс әзірге жоқ.
dossier-count = { $status }: { $count }
dossier-usage = Қай бап? Мысалы: /dossier 9

mine-none = Сіз мұнда ұсыныс жібермегенсіз.
mine-title = Сіздің ұсыныстарыңыз
mine-typed = Мәтінмен: /mine { $code }, артынан edit МӘТІН, withdraw СЕБЕП, erase, coupon НӨМІР немесе appeal
mine-usage = Бір хабармен жазыңыз: /mine { $code } edit МӘТІН, withdraw СЕБЕП, erase, coupon НӨМІР немесе appeal
mine-coupon = Ресми талон нөмірі: { $coupon }
mine-editable = Мәтінді түзетуге болатын уақыт: { $until } дейін.
mine-not-yours = Ұсыныстарыңыздың ішінде { $code } нөмірі жоқ.
mine-edit-ask = Жаңа мәтінді бір хабармен жіберіңіз. Немесе: /mine { $code } edit МӘТІН
mine-edit-done = { $code } мәтіні түзетілді. Бұрынғысы жойылды, ауыстырылғаны журналда белгіленді.
mine-edit-late = { $code } мәтінін енді түзетуге болмайды: уақыты өтті немесе модератор қарап жатыр. Қайтарып алып, жаңасын жіберуге болады.
mine-edit-refused = Мұндай мәтін { $code } үшін жарамайды: сөзбен жазылған 10–500 таңба керек, сілтеме мен жеке дерексіз. Ештеңе өзгерген жоқ.
mine-coupon-ask = Ресми өтініштің талон нөмірін жіберіңіз. Немесе: /mine { $code } coupon НӨМІР
mine-coupon-done = { $code } үшін талон нөмірі жазылды. Оны тек сіз көресіз.
mine-coupon-refused = Бұл талон нөміріне ұқсамайды. Ештеңе өзгерген жоқ.
mine-withdraw-ask = { $code } ұсынысын қайтарып аласыз ба? Мәтіні көрінбейді, нөмірі қалады. Себебін бір хабармен жаза аласыз: оны бәрі көреді.
mine-withdraw-done = { $code } ұсынысы қайтарып алынды.
mine-withdraw-late = { $code } ұсынысы қайтарып алынып қойған.
mine-reason-refused = Себебін сілтемесіз, жеке дерексіз жазыңызшы. Ештеңе өзгерген жоқ.
mine-erase-ask = { $code } ұсынысын өшіресіз бе? Мәтіні мен сізге апаратын байланыс біржола жойылады, журналда нөмірі ғана қалады. Мәтінмен: /mine { $code } erase confirm
mine-erase-done = { $code } ұсынысы өшірілді: мәтіні дерекқорда да, журналда да жоқ. Осы чаттағы мәтіні бар хабарларды өзіңіз өшіріңіз.

support-given = Сіз { $code } ұсынысын қолдадыңыз. Барлығы: { $count }
support-given-before = Сіз { $code } ұсынысын қолдап қойғансыз. Барлығы: { $count }
support-taken = { $code } ұсынысынан қолдауыңыз алынды. Барлығы: { $count }
support-not-given = Сіз { $code } ұсынысын қолдамағансыз. Барлығы: { $count }
support-own = { $code } – өз ұсынысыңыз, оны тек өзгелер қолдай алады.
support-not-open = { $code } қаралып қойған, енді қолдауға болмайды.
support-usage = Қай ұсыныс? Мысалы: /support { $code }, қайтарып алу: /support { $code } off

appeal-intro = Ресми өтініштің дайын мәтіні. Түртіп не түймемен көшіріп, өз атыңыздан беріңіз. { $elsewhere }
appeal-subject = Ұсыныс: { $place } ({ $edition })
appeal-wording = Ұсынамын: { $wording }
appeal-reason = Негіздеме: { $reason }
appeal-coupon = Талон нөмірін алған соң, осында жазып қоюға болады: /mine

notice-proposal-title = { $code } · { $place }
notice-proposal-merged = Қолдау өздігінен көшпейді: келіссеңіз, біріктірілген ұсынысты қолдаңыз.
notice-proposal-commission = Қарайтын: { $body }.
notice-proposal-hidden = Мәтінін өзгелер көрмейді. Келіспесеңіз, /mine қараңыз.

hidden-reason-off-topic = мәтінге қатысы жоқ
hidden-reason-abusive = балағаттау не қорқыту
hidden-reason-personal-data = жеке дерек
hidden-reason-duplicate = қайталау
hidden-reason-advertising = жарнама
hidden-reason-unlawful = заң тыйым салған үндеу
hidden-reason-unclear = мағынасы түсініксіз
hidden-reason-not-a-proposal = бұл ұсыныс емес
hidden-reason-other = басқа

menu-proposals = ұсыныстар: тізім мен іздеу
words-proposals = ұсыныстар, барлық ұсыныс, ұсыныстар тізімі
words-publish = жариялау, отырысты жариялау
words-undo = жариялауды қайтару
words-back = артқа, кейін
words-skip = өткізіп жіберу, өткіз
words-send = жіберу, жібер
words-continue = жалғастыру, жалғастыр
words-support = қолдау, ұсынысты қолдау
words-dossier = бап туралы бәрі
words-whole-text = тұтас мәтін, тұтас мәтін туралы, бүкіл мәтін, бүкіл конституция, жалпы, жалпы ұсыныс
words-subject = туралы, жайлы, жөнінде, хақында
