### Отзывы об ответах и слова для тех, кто ведёт бота.

button-rate-good = Полезно
button-rate-bad = Не то
button-problem-article = Не та статья
button-problem-unclear = Непонятно
button-problem-error = Ошибка в тексте
button-message-for-us = Это сообщение вам
button-add-line = Добавить строку
button-feedback = Отзыв тем, кто ведёт бота
none-message-for-us = Это был не вопрос, а сообщение нам? Нажмите кнопку или напишите /propose либо /feedback ТЕКСТ
message-for-us = Что вы хотите отправить? Предложение об изменении текста получает номер и публикуется; отзыв об ответе, тексте или боте читают только те, кто его ведёт. Текстом: /propose или /feedback ТЕКСТ
rate-what = Что не так? Можно и текстом: /bad article – не та статья, /bad unclear – непонятно, /bad error – ошибка в тексте
rate-thanks = Спасибо, учтено.
rate-thanks-bad = Спасибо, учтено. Что не так? /bad article – не та статья, /bad unclear – непонятно, /bad error – ошибка в тексте; за словом можно дописать строку.
rate-thanks-line = Спасибо, учтено. Если хотите, добавьте строку: кнопкой или командой /feedback ТЕКСТ
feedback-line = Напишите одним сообщением, до { $longest } знаков. Передумали: /cancel
feedback-usage = Напишите отзыв за командой, от 1 до { $longest } знаков (сейчас { $length }): /feedback ТЕКСТ
feedback-thanks = Спасибо. Это прочтут те, кто ведёт бота; ваше имя им не видно. Через 90 дней отзыв удаляется.
feedback-enough = На сегодня отзывов достаточно. Напишите завтра.

stats-feedback-title = Отзывы за 90 дней
stats-feedback = Полезно: { $good }. Не то: { $bad } (не та статья { $article }, непонятно { $unclear }, ошибка в тексте { $error }). Сообщений: { $note }
stats-feedback-line = • { $place } – не то: { $bad }, полезно: { $good }

menu-feedback = написать тем, кто ведёт бота
words-feedback = отзыв, оставить отзыв, написать отзыв
words-good = хороший ответ, полезный ответ
words-bad = плохой ответ, не тот ответ
