### Хабарламалар: оларға не қосылады.

notice-because = Неге келді: сіз жазылғансыз – { $topic }.
notice-because-asked = Неге келді: сіз еске салуды сұрадыңыз.
notice-because-proposal = Неге келді: бұл – сіздің ұсынысыңыз немесе сіз қолдаған ұсыныс.
notice-repeated = Бұл хабар бұрын да келген болуы мүмкін: алғашында жеткен-жетпегені белгісіз қалды.
notice-untranslated = Аудармасы әзірге жоқ. Хабардың тілі: { $language }.
digest-title = Сізге арналған шолу
button-stop = Бұл жазылымды тоқтату
button-stop-all = Бәрін тоқтату

topic-sessions = барлық отырыстар
topic-body = отырыстар: { $body }
topic-article = { $article }
topic-section = { $section } бөлім
topic-news = реформа жаңалықтары
topic-proposals = менің ұсыныстарыма жауаптар
topic-proposals-on = ұсыныстар: { $article }
topic-reminders = еске салулар

## Жазылымдар

subscriptions-title = Жазылымдар
subscriptions-held = Сіз жазылғансыз:
subscriptions-none = Әзірге жазылым жоқ.
subscriptions-offered = Неге жазылуға болады:
subscriptions-typed = • бап немесе бөлім: /subscribe a4, /subscribe s3
volume-line = { $topic }: /subscribe { $word }. Соңғы 90 күндегі хабар саны: { $recent }.
volume-busy = Отырыстар бірінен соң бірі өткен кезде ({ $first } – { $last }) олардың саны { $count } болды; бір отырыс туралы төрт хабарға дейін келеді.
offer-sessions = Отырыс тағайындалғанда, ауыстырылғанда немесе болмайтын болғанда хабарлаймын, басталуын еске саламын, немен аяқталғанын айтамын.
offer-text = Ресми мәтін өзгергенде, ол отырыстың күн тәртібіне енгенде және ұсыныстар бойынша шешім шыққанда хабарлаймын.
offer-news = Реформаның басты оқиғаларын хабарлаймын.
offer-proposals = Сіздің ұсыныстарыңыз бен сіз қолдаған ұсыныстардың не болғанын хабарлаймын.
button-follow = Жазылу
button-follow-this = Бапты қадағалау
button-follow-sessions = Отырыстарды қадағалау
button-follow-topic = Жазылу: { $topic }
button-follow-again = Қайта жазылу: { $topic }
button-stop-topic = Жазылымды тоқтату: { $topic }
button-when = Хабарлама қашан келеді
followed = Дайын, сіз жазылдыңыз: { $topics }.
followed-already = Сіз бұған бұрыннан жазылғансыз: { $topics }.
followed-chat = Дайын, «{ $chat }» чаты жазылды: { $topics }.
followed-chat-already = «{ $chat }» чаты бұрыннан жазылған: { $topics }.
stopped = Бұл жазылым тоқтатылды: { $topics }.
stopped-all = Енді хабарлама келмейді: барлық жазылым тоқтатылды.
stopped-nothing = Мұндай жазылым болмаған.
follow-unknown = Бұған жазылу мүмкін емес. Былай болады: /subscribe sessions, /subscribe news, /subscribe a4 (4-бап), /subscribe s3 (3-бөлім), /subscribe proposals
follow-admins-only = Чаттың жазылымдарын тек оның әкімшілері өзгертеді. Өз жазылымдарыңыз – жеке чатта: { $link }
follow-nobody = Бұл жерден жазылу мүмкін емес: кім жазып отырғанын көрмеймін.
follow-chat-unknown = Бұл чатты көрмеймін немесе онда жаза алмаймын. Мені арнаға жариялау құқығы бар әкімші етіп қосып, қайта жазыңыз.
follow-in-private = Жазылым – жеке іс. Менімен жеке чатты ашыңыз: { $name }

## Хабарлама қашан келеді

delivery-title = Хабарлама қашан келеді
delivery-hint = Мәтінмен: /subscribe now, daily немесе weekly; /subscribe quiet 23:00-07:00 немесе quiet off; /subscribe zone Berlin; /subscribe reminders hour off; /subscribe urgent off; /subscribe pause 7, /subscribe resume
schedule-now = Бірден келеді.
schedule-daily = Күніне бір рет, сағат 9:00-де бір хабарламамен келеді.
schedule-weekly = Аптасына бір рет, дүйсенбіде сағат 9:00-де бір хабарламамен келеді.
schedule-quiet = Тыныш уақыт: { $hours } ({ $zone }).
schedule-no-quiet = Тыныш уақыт жоқ.
schedule-urgent = Шұғылдары (ауыстыру, болмайтыны, басталуына екі сағаттан аз қалғаны) – кез келген уақытта.
schedule-no-urgent = Шұғылдары да басқалары сияқты күтеді.
schedule-reminders = Еске салу: { $which }.
schedule-no-reminders = Еске салынбайды.
schedule-paused = Үзіліс: { $date }, { $time } дейін ({ $zone }) ештеңе келмейді; жиналғаны кейін бір хабарламамен келеді.
reminder-day = бір күн бұрын
reminder-hour = бір сағат бұрын
reminder-start = басталған сәтте
button-mode-now = Бірден
button-mode-daily = Күн сайын
button-mode-weekly = Апта сайын
button-quiet-off = Тыныш уақытты өшіру
button-quiet-on = Тыныш уақытты қосу: { $hours }
button-remind-day-on = Бір күн бұрын еске салу
button-remind-day-off = Бір күн бұрын еске салмау
button-remind-hour-on = Бір сағат бұрын еске салу
button-remind-hour-off = Бір сағат бұрын еске салмау
button-remind-start-on = Басталғанда еске салу
button-remind-start-off = Басталғанда еске салмау
button-urgent-on = Шұғылдары – кез келген уақытта
button-urgent-off = Шұғылдары да кесте бойынша
button-pause = Үзіліс, күн: { $days }
button-resume = Үзілісті тоқтату
choice-usage = Бұлай таңдау мүмкін емес. Болады: now, daily, weekly, quiet 23:00-07:00, zone Berlin, reminders hour off, urgent off, pause 7, resume
choice-quiet-usage = Тыныш уақыт былай жазылады: /subscribe quiet 23:00-07:00 немесе /subscribe quiet off
choice-zone-unknown = Мұндай уақыт белдеуін білмеймін. Қаланы немесе айырманы жазыңыз: /subscribe zone Almaty, /subscribe zone Europe/Berlin, /subscribe zone +5
choice-reminders-usage = Еске салу: /subscribe reminders off немесе жеке-жеке: /subscribe reminders day off, reminders hour on, reminders start on
choice-urgent-usage = Шұғылдары: /subscribe urgent on немесе /subscribe urgent off
choice-pause-usage = Үзіліс – 1 күннен 365 күнге дейін: /subscribe pause 7

## Ресми мәтіннің өзгеруі

change-title = { $article }: ресми мәтін өзгерді
change-corrected = { $article }: жүктелген мәтін түзетілді, заңның өзі өзгерген жоқ
change-elsewhere = Сіздің тіліңізде бұл сөздер әзірге жоқ. Мәтіннің тілі: { $language }.
change-open = Бапты түгел көру үшін оны ашыңыз.
changes-none = Баптардың өзгерісі туралы хабарлайтын ештеңе жоқ.
changes-title = Өзгерген баптар
changes-more = … тағы бап саны: { $count }
changes-correction = жүктеуді түзету
changes-reach = Бап саны: { $articles }. Жазылғандарға хабар саны: { $people }. Кететін уақыт, минут: { $minutes }.
changes-hint = Әзірге ешкім ештеңе білген жоқ. Бәрі туралы хабарлау: түйме немесе /publish changes confirm. Кейбірі туралы ғана: /publish changes { $example } confirm
changes-unknown = Өзгергендердің арасында мына баптар жоқ: { $articles }
changes-done = Өзгерген баптар туралы хабарлар 30 секундтан кейін жіберіледі: { $count }. Оған дейін қайтарып алуға болады: түйме немесе /publish changes undo
changes-undone = Қайтарып алынған хабар саны: { $count }. Ешкім ештеңе алған жоқ.
changes-too-late = Қайтарып алатын ештеңе жоқ: хабарлар жіберіліп жатыр немесе қайтарылған.
button-changes-publish = Жазылғандарға хабарлау
button-changes-undo = Қайтарып алу

## Хабар тарату қалай жүріп жатыр

progress-title = № { $id } тарату
progress-state-waiting = әлі басталған жоқ
progress-state-sending = жүріп жатыр
progress-state-paused = үзілісте
progress-state-halted = тоқтады: Telegram хабарламаның өзін қабылдамайды. Оны түзетіп, жалғастырыңыз
progress-state-done = аяқталды
progress-state-cancelled = тоқтатылды
progress-counts = Жіберілді: { $sent }. Күтуде: { $pending } (оның ішінде кейін, өз сағатында: { $later }). Ботты бұғаттағандар: { $blocked }. Жеткізілмеді: { $failed }. Белгісіз: { $unknown }. Кешікті: { $expired }. Тоқтатылды: { $cancelled }.
progress-rate = Секундына: { $rate }. Қалған секунд: { $left }.
progress-typed = Мәтінмен: /publish progress { $id } pause, resume немесе cancel
progress-none = Қазір тарату жоқ.
progress-unknown = Мұндай тарату жоқ.
progress-nothing = Қазір бұлай болмайды: таратудың күйі өзгерген.
button-progress-pause = Үзіліс
button-progress-resume = Жалғастыру
button-progress-cancel = Таратуды тоқтату
status-queue = Хабарламалар: жіберуді күткені { $waiting }, ең ескісі күткен секунд: { $age }. Бір минутта жіберілгені: { $sent }. Секундына рұқсат: { $rate }. Тәулік ішінде белгісізі: { $unknown }.
