### Ratings of answers, and words for those who tend the bot.

button-rate-good = Helpful
button-rate-bad = Not right
button-problem-article = Wrong article
button-problem-unclear = Unclear
button-problem-error = Error in the text
button-message-for-us = It is a message for you
button-add-line = Add a line
button-feedback = Feedback to those who tend the bot
none-message-for-us = Was it not a question but a message for us? Press the button, or write /propose or /feedback TEXT
message-for-us = What would you like to send? A proposal to change the text gets a number and is published; feedback on an answer, the text or the bot is read by those who tend it. Typed: /propose or /feedback TEXT
rate-what = What is wrong? You can also type it: /bad article for the wrong article, /bad unclear, /bad error for an error in the text
rate-thanks = Thank you, noted.
rate-thanks-bad = Thank you, noted. What is wrong? /bad article for the wrong article, /bad unclear, /bad error for an error in the text; a line may follow the word.
rate-thanks-line = Thank you, noted. You may add a line: by the button, or with /feedback TEXT
feedback-line = Write it in one message of up to { $longest } characters. Changed your mind: /cancel
feedback-usage = Write the feedback behind the command, 1 to { $longest } characters (now { $length }): /feedback TEXT
feedback-thanks = Thank you. Those who tend the bot will read it; they do not see who you are. After 90 days it is deleted.
feedback-enough = That is enough feedback for today. Write again tomorrow.

stats-feedback-title = Feedback of 90 days
stats-feedback = Helpful: { $good }. Not right: { $bad } (wrong article { $article }, unclear { $unclear }, error in the text { $error }). Messages: { $note }
stats-feedback-line = • { $place }: not right { $bad }, helpful { $good }

menu-feedback = a word to those who tend the bot
words-feedback = feedback, give feedback
words-good = good answer, helpful answer
words-bad = bad answer, wrong answer
