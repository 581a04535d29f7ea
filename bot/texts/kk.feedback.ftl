### Жауаптарға баға және ботты жүргізетіндерге хабар.

button-rate-good = Пайдалы
button-rate-bad = Дұрыс емес
button-problem-article = Басқа бап
button-problem-unclear = Түсініксіз
button-problem-error = Мәтінде қате бар
button-message-for-us = Бұл сіздерге хабар еді
button-add-line = Тағы жазу
button-feedback = Ботты жүргізетіндерге пікір
none-message-for-us = Бұл сұрақ емес, бізге хабар ма еді? Түймені басыңыз немесе /propose не /feedback МӘТІН деп жазыңыз
message-for-us = Не жібергіңіз келеді? Мәтінді өзгерту туралы ұсыныс нөмір алып, жарияланады; жауап, мәтін не бот туралы пікірді оны жүргізетіндер ғана оқиды. Мәтінмен: /propose немесе /feedback МӘТІН
rate-what = Несі дұрыс емес? Мәтінмен де болады: /bad article – басқа бап, /bad unclear – түсініксіз, /bad error – мәтінде қате бар
rate-thanks = Рахмет, ескерілді.
rate-thanks-bad = Рахмет, ескерілді. Несі дұрыс емес? /bad article – басқа бап, /bad unclear – түсініксіз, /bad error – мәтінде қате бар; артынан бір жол жаза аласыз.
rate-thanks-line = Рахмет, ескерілді. Қаласаңыз, тағы бір жол жазыңыз: түймемен немесе /feedback МӘТІН
feedback-line = Бір хабармен жазыңыз, { $longest } таңбаға дейін. Ойыңыз өзгерсе: /cancel
feedback-usage = Пікірді команданың артынан жазыңыз, 1–{ $longest } таңба (қазір { $length }): /feedback МӘТІН
feedback-thanks = Рахмет. Мұны ботты жүргізетіндер оқиды; кім екеніңіз оларға көрінбейді. Пікір 90 күннен кейін жойылады.
feedback-enough = Бүгінге пікір жетеді. Ертең жазыңыз.

stats-feedback-title = 90 күндегі пікірлер
stats-feedback = Пайдалы: { $good }. Дұрыс емес: { $bad } (басқа бап { $article }, түсініксіз { $unclear }, мәтінде қате { $error }). Хабарлар: { $note }
stats-feedback-line = • { $place } – дұрыс емес: { $bad }, пайдалы: { $good }

menu-feedback = ботты жүргізетіндерге жазу
words-feedback = пікір, пікір жазу, пікір қалдыру
words-good = жақсы жауап, пайдалы жауап
words-bad = жаман жауап, дұрыс емес жауап
