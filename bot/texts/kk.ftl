### Боттың қазақша айтатыны.

## Жауаптар

article-title = { $number }-бап. { $heading }
article-paragraph-title = { $number }-бап, { $paragraph }-тармақ. { $heading }
article-item-title = { $number }-бап, { $item }) тармақша. { $heading }
article-short = { $number }-бап
preamble-title = Кіріспе
section-title = { $roman } бөлім. { $heading }
section-range = { $first }–{ $last }-баптар
paragraph-number = { $number }.
item-number = { $number })

provenance-digest = Қарапайым тілмен, тақырыбын өзіміз қойдық: бұл бейресми мазмұндама, заңның мәтіні емес. { $edition }, { $status }.
provenance-headings = Тақырыптарын өзіміз қойдық: бұл бейресми сипаттама, заңның мәтіні емес. { $edition }, { $status }.
provenance-heading-only = Тақырыбын өзіміз қойдық. Бұл баптың мазмұндамасы әлі жазылған жоқ. { $edition }, { $status }.
provenance-official = Ресми мәтін ({ $language }, { $dated }). { $edition }, { $status }.
heading-ours = Тақырыбын өзіміз қойдық.
headings-ours = Тақырыптарын өзіміз қойдық.
hash-check = Тексеру:
wording-dated = { $date } күнгі редакциясы
wording-loaded = жүктелген күні: { $date }
wording-follows = Ресми мәтін:
wording-elsewhere = Бұл тілде ресми мәтін жүктелмеген, тек мына тілде бар: { $languages }.
wording-excluded = Ресми мәтінде бұл бап алып тасталған: нөмірі бар, мәтіні жоқ.
wording-continues = … Мұнымен бітпейді. Толығы: { $number }-бап, менімен чатта.
official-text = Ресми мәтін
counterpart-before = Бұрынғы орны ({ $edition }): { $articles }.
counterpart-now = Бүгінгі орны: { $articles }.
counterpart-none = Қазіргі мәтінде бұған сәйкес бап жоқ.
changed-since-draft = Алғашқы жобадан кейін өзгерген
changed-since-draft-brief = Алғашқы жобадан кейінгі өзгеріс саны: { $count }. Толығырақ: /compare { $number }
difference-words = бұрын «{ $before }» еді, енді «{ $after }»
draft-reported = Жоба туралы хабарланғаны
draft-unknown = Бұл баптың алғашқы жобадағы мәтіні бізге белгісіз. Бүгін осы нөмірлі бапта былай делінген:
draft-known = Алғашқы жоба туралы хабарларда бұл ереже осы нөмірмен аталған. Оның ол кездегі мәтіні бізге белгісіз. Бүгін ол былай:
draft-section-unknown = Алғашқы жобада қай бап қай бөлімде тұрғанын қабылданған мәтінге қарап шамаладық.
note-paragraph-missing = { $number }-бапта { $paragraph }-тармақ жоқ. Баптың өзі толық мынау.
note-no-paragraphs = { $number }-бапта нөмірленген тармақ жоқ. Баптың өзі толық мынау.
note-truncated = Бап тым көп. Алғашқы { $count } бап мынау.
source-line = Дереккөз: { $sources } · { $date }
status-preliminary = Деректер алдын ала алынған.
status-disputed = Дереккөздер әртүрлі айтады.
today-label = Бүгін:

choices-intro = Сұрағыңызды дәл түсінбедім. Мыналардың бірі ме?
choices-numbers = Баптың нөмірін жазыңыз, мысалы: { $number }
topic-also = Тағы қараңыз: { $articles }
range-intro = Сұралған баптар саны: { $count }

none-empty = Сұрағыңызды сөзбен немесе баптың нөмірін жазыңыз. Мысалы: «{ $example }»
none-no-such-article = Мұндай бап жоқ: { $asked }. { $edition }: { $first }-баптан { $last }-бапқа дейін.
none-no-such-section = Мұндай бөлім жоқ: { $asked }. { $edition }: { $count } бөлім.
none-other-law = Бұл – басқа заң. Мен тек бір мәтінді білемін: { $text }. { $elsewhere }
none-other-year = { $asked } жылғы Конституция менде жоқ. Бары: { $editions }.
none-other-law-general = Бұл – басқа заң. Мен тек бір мәтінді білемін: { $text }.
none-not-in-text = Бұл мәтінде ({ $text }) ондай жауап таппадым. Мен тек сол мәтін бойынша жауап беремін, ойдан қоспаймын.
none-nearest = Ең жақыны мынау, бірақ сіз басқаны сұраған боларсыз: { $articles }
none-needs-article = Қай бап туралы айтып тұрсыз? Нөмірімен жазыңыз, мысалы: «4-баптың 2-тармағы»
none-too-long = Бір сұраққа тым ұзақ. { $limit } таңбадан асырмай жазыңызшы.

smalltalk-greeting = Сәлеметсіз бе! { $text } не дейтінін сұраңыз. Мысалы: «{ $example }»
smalltalk-thanks = Оқасы жоқ. Керек болса, тағы сұраңыз.
smalltalk-farewell = Сау болыңыз. Сұрағыңыз болса, осындамын.
smalltalk-about-bot = Мен Atazan ботымын: тәуелсізбін, мемлекеттік орган да, адам да емеспін. Бап-бабымен айтатыным: { $text }. Толығырақ: /about
smalltalk-help = Сұрағыңызды немесе баптың нөмірін жазыңыз, мысалы: «{ $example }». Не істей алатыным: /help

session-title = { $number }-отырыс · { $body }
session-when = { $date }
session-when-time = { $date }, { $time } ({ $zone })
session-agenda = Күн тәртібі
session-outcome = Нәтижесі
session-status-held = өтті
session-status-cancelled = болмайтын болды
session-status-tentative = болжам бойынша
session-status-confirmed = белгіленді
session-status-rescheduled = ауыстырылды
session-status-live = қазір жүріп жатыр
sessions-intro = Жаңа отырыс жарияланған жоқ. Соңғысы – { $number }-отырыс, { $date }.
sessions-record = Өткен отырыстар
sessions-none = Жазбада отырыс жоқ.
milestones-title = Отырыстарға дейінгі және кейінгі күндер
milestones-none = Жазбада басқа күн жоқ.

## Түймелер

button-previous = ‹ { $number }
button-next = { $number } ›
button-previous-worded = Алдыңғысы: { $number }-бап
button-next-worded = Келесісі: { $number }-бап
button-section = { $roman } бөлім
button-official = Ресми мәтін
button-words = Қарапайым тілмен
button-wording = Баптың ресми мәтіні
button-wording-in = Ресми мәтін: { $language }
button-copy = Сілтемені көшіру
button-share = Бөлісу
button-whole-article = { $number }-бап толық
button-article = { $number }-бап
button-browse = Барлық бөлім
button-topics = Тақырыптар
button-milestones = Оған дейінгі және кейінгі күндер
button-more = Әрі қарай ›
button-back = ‹ Артқа
button-more-worded = Әрі қарай
button-back-worded = Артқа
button-session = { $number }-отырыс
button-today = Бүгінгі { $number }-бап
button-compare = Не өзгерді
button-picture = Сурет түрінде
button-against = Салыстыру: { $other }
citation = { $edition }, { $number }-бап
citation-paragraph = { $edition }, { $number }-баптың { $paragraph }-тармағы
language-name = Қазақша

browse-title = { $name }: бөлімдер
browse-hint = Алдымен бөлімді, сосын бапты таңдаңыз.
browse-hint-plain = «{ $section }-бөлім» немесе «{ $article }-бап» деп жазыңыз.
browse-page = { $page }-бет, барлығы { $pages }
topics-title = { $name }: тақырыптар
topics-count = { $count } тақырып
topics-hint = Алдымен бөлімді, сосын тақырыпты таңдаңыз.
topics-hint-plain = Тақырыптың атауын жазыңыз. 2-бөлімнің тақырыптары: «/browse тақырыптар 2».

## Чат

start =
    Мен Atazan ботымын. Бап-бабымен айтып беретінім: { $text }.
    Өз сөзіңізбен сұраңыз не баптың нөмірін жазыңыз. Тілдер: { $languages }.
    Мен тәуелсіз әрі бейресмимін: мәтінді келтіріп, мазмұнын айтамын, кеңес бермеймін.
start-try = Байқап көріңіз: «{ $example }»
help =
    Сұрақ немесе нөмір жазыңыз: «{ $example }», «{ $second }», «4-баптың 2-тармағы».
    Әрі қарай былай сұрауға болады: «ал 2-тармағы?» немесе «келесісі».

    { $commands }

    Кез келген чатта: { $name } деп теріп, сұрағыңызды жазыңыз. Топта: мені атаңыз немесе хабарыма жауап жазыңыз.
help-line = /{ $command } – { $description }

about =
    { $bot } – тәуелсіз, бейресми бот. Оны ешбір мемлекеттік орган жүргізбейді. Ол заң кеңесін бермейді, ешкімнің жағын ұстамайды.

    Жауап беретін мәтіндері:
    { $editions }

    Мазмұндаманы өз сөзімізбен жаздық. { $reviewed }
    Бастапқы коды мен лицензиясы: AGPL-3.0.
about-edition = • { $name }: { $status }. Тілдері: { $languages }.
about-wording = Жүктелген ресми мәтін: { $languages }.
about-wording-none = Ресми мәтін жүктелмеген, бейресми мазмұндама көрсетіледі.
about-not-reviewed = Оған әлі заңгер де, тіл маманы да қол қойған жоқ (reviewed: no).
about-reviewed = Тексергендер: { $reviewers }.
about-sources = Ресми мәтін: { $sources }

language-ask = Қай тілде жауап берейін? Қазір: { $language }
language-set = Енді жауап тілі: { $language }.
language-unknown = Мұндай тілді білмеймін. Мыналар бар: { $languages }

settings-title = Баптаулар
settings-language = Тіл: { $language }
settings-layout-normal = Көрініс: түймелермен, хабар орнында өзгереді
settings-layout-plain = Көрініс: қарапайым (экран оқитын бағдарламалар мен ескі қолданбалар үшін)
settings-hint = Мәтінмен өзгерту: /language { $code }, /settings plain, /settings normal, /settings gaps off, /settings gaps on, /settings notices
settings-gaps-on = Нақты жауап табылмаған сұрақтар: саналады (қалай екені – /privacy)
settings-gaps-off = Нақты жауап табылмаған сұрақтар: саналмайды
button-gaps-on = Жауапсыз сұрақтарымды санау
button-gaps-off = Сұрақтарымды санамау
settings-gaps-set-on = Нақты жауап табылмаған сұрақтарыңыз енді аты-жөніңізсіз саналады.
settings-gaps-set-off = Сұрақтарыңыз енді саналмайды; бұрын саналғандары, үш адам сұрап үлгермеген болса, қайтарып алынды.
button-layout-plain = Қарапайым көріністі қосу
button-layout-normal = Түймелі көріністі қосу
settings-layout-set-plain = Қарапайым көрініс қосылды: әр жауап – жаңа хабар, ештеңе бүктелмейді, түймелер сөзбен жазылған.
settings-layout-set-normal = Түймелі көрініс қосылды.

id-user = Сіздің нөміріңіз: { $id }
id-chat = Осы чаттың нөмірі: { $id }
id-note = Бұл бот иесіне керек. Бот нөмірлерді тек жабық түрде сақтайды.

unknown-command = { $command } деген команданы білмеймін. Не істей алатыным: /help
article-usage = Қай бап? Мысалы: /article 4 немесе /article 4 2 – оның 2-тармағы.
decline-media = Мен тек мәтін оқи аламын. Сұрағыңызды сөзбен жазыңызшы, мысалы: «{ $example }»
group-added = Сәлеметсіздер ме! Бап-бабымен айтып беретінім: { $text }. Маған былай жазыңыздар: { $name } { $example }
group-personal = Бұл – жеке мәселе. Маған жеке чатта жазыңызшы: { $link }
deep-link-unknown = Бұл сілтеме бізде ештеңеге апармайды. Сөзбен сұраңыз немесе /browse ашыңыз.
button-stale = Бұл түйме ескі нұсқадан қалған. Қайтадан сұраңызшы.
error = Менде бірдеңе істемей қалды. Қайтадан көріңізші. Қатенің нөмірі: { $id }
busy = Хабар тым көп келіп жатыр. Сәл күтіп, қайтадан сұраңызшы.
cancelled = Тоқтатылды. Ештеңе жіберілген жоқ.
nothing-to-cancel = Болдырмайтын ештеңе жоқ.
compare-usage = Қай бапты қай мәтінмен салыстырайын? Мысалы: /compare 9 немесе /compare 9 { $example }. Салыстыруға болатын мәтіндер: { $editions }
compare-no-other = { $article }: мұнда онымен салыстыратын басқа мәтін жоқ.
compare-none = { $article }: айырмасы туралы дерек жоқ ({ $edition }; { $other }).
compare-title = { $article }: белгілі өзгерістер. Бұрынғысы: { $other }
compare-partial = Бұлар – баспасөз хабарлаған айырмалар; тізім толық болмауы мүмкін.
compare-words-title = { $article }: { $edition } және { $other }
compare-same = Сөзбе-сөз бірдей.
compare-same-number = Сол нөмірмен ({ $edition }) басқа бап тұрған: «{ $article }». Бүгінгі орны: { $now }.
compare-nowhere = Басқа мәтінде ({ $other }) бұған сәйкес ештеңе жоқ.
compare-shortened = Бап ұзақ: тек өзгерістер мен олардың айналасындағы сөздер көрсетілді.
compare-source = Ресми мәтіндер бойынша сөзбе-сөз салыстырылды, тілі: { $language }. { $edition }, { $status }; бұрынғысы: { $other }.
compare-not-loaded = Сөзбе-сөз салыстыруға керек ресми мәтін мұнда жүктелмеген: { $editions }.
diff-legend = Асты сызылғаны – қосылған, үсті сызылғаны – алынған.
diff-added = қосылды: { $words }
diff-removed = алынды: { $words }
picture-before = Бұрын
picture-after = Енді

check-usage = Қай дәйексөзді тексерейін? Оны команданың артынан жазыңыз немесе ол тұрған хабарға /check деп жауап беріңіз. Мысалы: /check «…»
check-short = Бұл тексеруге тым қысқа. Дәйексөздің кемінде төрт сөзін жіберіңіз.
check-exact = Дәл: бұл сөздер мәтінде сөзбе-сөз тұр.
check-altered = Өзгертілген: мәтінде дәл бұлай жазылмаған.
check-not-found = Жүктелген мәтіндердің ешқайсысында жоқ.
check-cannot-check = Мұны осында тексеру мүмкін емес.
check-other-draft = Басқа мәтіннен: бұл сөздер жобада тұр, қолданыстағы мәтінде емес.
check-other-repealed = Басқа мәтіннен: бұл сөздер күшін жойған мәтінде тұр.
check-other-superseded = Бұрынғы редакциядан: бұл сөздер мәтінде өзгеріске дейін тұрған.
check-place = { $place }. { $edition }, { $status }. Тілі: { $language }.
check-heading = Тақырыпта
check-omits = Көп нүктенің орнында түсіп қалған сөздер бар; арасындағысы сөзбе-сөз келтірілген.
check-part = Сөйлемнің бір бөлігі ғана келтірілген.
check-same-words = Сөздері бірдей; тыныс белгілері, бас әріптері немесе ұқсас әріптері өзгеше.
check-changes-plain = Мәтіннен айырмасы:
check-today = Қолданыстағы мәтінде оның орнына былай делінген: { $place }.
check-today-none = Қолданыстағы мәтінде бұл тілде ұқсас ештеңе жоқ.
check-not-found-note = Бұл сөздер де, ұқсасы да жоқ. Бұл тек төменде аталған мәтіндерге қатысты.
check-undecided = Шешуші ресми мәтін бұл тілде мұнда жүктелмеген: { $edition }.
check-nearest = Жүктелген мәтіндегі ең жақын жері:
check-searched = Ізделген мәтіндер: { $texts }.
check-searched-none = Мұнда ресми мәтін жүктелмеген.
check-missing = Жүктелмегені: { $texts }.
check-more = Хабарда тағы дәйексөз бар, олар көрсетілген жоқ: { $count }.

mydata-intro = Бот сіз туралы сақтайтынның бәрі осы.
button-delete = Бәрін өшіру
delete-nothing = Өшіретін ештеңе жоқ: сіз туралы ештеңе сақталмаған.
admin-granted = Осы боттағы рөліңіз: { $role }.
admin-link-used = Бұл сілтеме енді жарамсыз.
verify-none = Мұнда жүктелген ресми мәтіндерде хеші { $hash } болатын жер жоқ.
verify-paragraph = { $paragraph }-тармақ
verify-item = { $item }) тармақша
verify-section = { $number }-бөлім
verify-source = { $edition }, { $status }. Ресми мәтін ({ $language }, { $dated }), мұндағы { $revision }-редакция. Хеш: { $hash }
verify-origin = Дереккөз: { $source }. Файлдың SHA-256 мәні: { $sha }
verify-latest = Бұл – жүктелгендердің ең жаңасы.
verify-older = Содан бері жаңарақ редакция жүктелді: бұл мәтін өзгерген болуы мүмкін.
verify-excluded = Бұл бап алып тасталған: мәтіні жоқ.
status-title = Ресми мәтіндер
status-none = Ресми мәтін жүктелмеген: карточкаларда біздің бейресми мазмұндама көрсетіледі. Серверде: python -m bot content import ФАЙЛ --edition { $edition } --lang { $language }
status-line = • { $edition }, { $language }: { $revision }-редакция, { $dated }, { $all } баптың { $articles } бабы бар, SHA-256 { $sha }
status-correction = түзету
status-missing = Жүктелмеген, { $edition }: { $languages }
status-damaged = Бүлінген, { $edition }, { $language }: көрсетілмейді
stats-title = Нақты жауап табылмаған сұрақтар
stats-line = • { $question } – сұрағандар шамамен { $count } ({ $kind }; { $language }; соңғы рет { $date })
stats-kind-none = ештеңе табылмады
stats-kind-choices = нақты емес
stats-more = … және тағы { $count }: python -m bot content gaps
stats-none = Соңғы 90 күнде үш түрлі адам қойған сұрақ болған жоқ.
stats-below = Үш адамға жетпегендіктен оқуға болмайтын сұрақтар: { $count }
status-not-staff = Бұл бот қызметкерлеріне арналған.

inline-help = Жеке чатта сұрау
inline-title-none = Табылмады
guest-intro = Айтып беретінім: { $text }.

## Мәзір мен сипаттамалар

menu-start = бастау және тіл таңдау
menu-help = қалай сұрауға болады
menu-article = бапты нөмірі бойынша ашу
menu-browse = бөлімдер мен баптар
menu-sessions = комиссия отырыстары
menu-compare = бапта не өзгергені
menu-check = дәйексөзді тексеру
menu-subscribe = жаңалықтарға жазылу
menu-propose = ұсыныс жіберу
menu-mine = менің ұсыныстарым
menu-language = жауап тілі
menu-settings = баптаулар
menu-about = мұны кім, қандай мәтін бойынша жасайды
menu-privacy = сіз туралы не сақталады
menu-mydata = сіз туралы сақталғанның бәрі
menu-delete = сіз туралы сақталғанды өшіру
menu-id = бот иесіне керек нөмірлер
menu-verify = түбіртекті немесе дәйексөз астындағы қысқа хешті тексеру
menu-status = қызметкерлерге: қандай ресми мәтіндер жүктелген
menu-stats = қызметкерлерге: ұсыныстар санмен; редакторларға: нақты жауап табылмаған сұрақтар
bot-description =
    Бап-бабымен айтып береді: { $text }. «4-бап» деп немесе толық сұрақ жазыңыз. Тілдер: { $languages }. Тәуелсіз, бейресми.
bot-short-description = { $text } не дейді? Тәуелсіз, бейресми. { $languages }.

## Команданың орнына айтуға болатын сөздер

words-start = бастау, баста
words-help = көмек, анықтама, командалар, не істей аласың, көмектес
words-language = тіл, тілді ауыстыру, тілді өзгерту
words-language-name = қазақ, қазақша, қазақ тілі, қазақ тілінде, казахский, на казахском, по-казахски, kazakh, in kazakh, qazaqsha, qazaq, kz, kaz
words-settings = баптаулар, баптау, параметрлер
words-about = бот туралы, жоба туралы
words-privacy = құпиялық, құпиялылық
words-article = бап, бапты ашу, бапты көрсет
words-compare = салыстыру, салыстыр, баптарды салыстыру, не өзгерді
words-status = мәртебе, күйі, боттың күйі
words-stats = статистика, санақ, жауапсыз сұрақтар
words-browse = мазмұны, мазмұн, барлық бөлім, барлық баптар, бөлімдер
words-topics = тақырыптар, барлық тақырып, барлық тақырыптар, тақырыптар тізімі
words-sessions = отырыстар
words-dates = күндер, оған дейінгі және кейінгі күндер, хронология, жылнама
words-subscribe = жазылу, жазылым
words-unsubscribe = стоп, тоқта, тоқтат, жазылымнан шығу
words-cancel = болдырмау, бас тарту
words-mydata = менің деректерім
words-delete = деректерімді өшір, мені ұмыт
words-check = дәйексөзді тексеру, дәйексөзді тексер, цитатаны тексеру
words-propose = ұсыныс, ұсыныс жіберу
words-mine = менің ұсыныстарым, ұсыныстарым
words-id = менің нөмірім
words-verify = хешті тексеру
words-greeting = сәлем, сәлеметсіз бе, салем, ассалаумағалейкум, ассалаумағалейкүм, қайырлы күн, қайырлы таң, қайырлы кеш, амансыз ба, қалайсың, қалайсыз, қал қалай, қалың қалай, қалыңыз қалай, халің қалай, халіңіз қалай, не жаңалық, хал қалай, армысыз, ассаламу алейкум
words-thanks = рахмет, рақмет, көп рахмет, рахмет сізге, алғыс, рахмет саған, үлкен рахмет, мың алғыс
words-farewell = сау бол, сау болыңыз, көріскенше, қош бол, қош болыңыз
words-about-bot = сен кімсің, кімсің, сіз кімсіз, сен ботсың ба, атың кім, сені кім жасады, адамсың ба, сені кім ойлап тапты, сені кім құрды, сен ресмисің бе, бұл бот па, сен жасанды интеллектсің бе, сенің атың кім

## Оқуға арналған бет

page-note = Қарапайым тілмен жазылған мазмұндама мен тақырыптар біздікі: бейресми, заңның мәтіні емес. { $edition }, { $status }.
page-contents = Мазмұны
page-top = Басына
page-no-digest = Бұл баптың мазмұндамасы жоқ.
page-counterpart = { $edition }: { $articles }
page-note-official = Ресми мәтін, { $dated }; белгіленген жерде тақырыптар мен қарапайым тілмен берілген мазмұндама – біздікі. Беттің өзі бейресми. { $edition }, { $status }.
page-words = Қарапайым тілмен (мазмұндама біздікі)
page-heading-ours = тақырыбы біздікі
