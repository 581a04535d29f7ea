### Хабарламалар: оларға не қосылады.

notice-because = Неге келді: сіз жазылғансыз – { $topic }.
notice-because-asked = Неге келді: сіз еске салуды сұрадыңыз.
notice-because-proposal = Неге келді: бұл – сіздің ұсынысыңыз немесе сіз қолдаған ұсыныс.
notice-repeated = Бұл хабар бұрын да келген болуы мүмкін: алғашында жеткен-жетпегені белгісіз қалды.
notice-untranslated = Аудармасы әзірге жоқ. Хабардың тілі: { $language }.
digest-title = Сізге арналған шолу
button-stop = Бұдан бас тарту
button-stop-all = Бәрінен бас тарту

topic-sessions = барлық отырыстар
topic-body = отырыстар: { $body }
topic-article = { $article }
topic-section = { $section } бөлім
topic-news = реформа жаңалықтары
topic-proposals = менің ұсыныстарыма жауаптар
topic-proposals-on = ұсыныстар: { $article }
topic-reminders = еске салулар
