"""Countries and alliances, and what belongs to them, in three languages: beside a citation they name another law.

A word ending in "*" stands for itself with any ending. A name that is also another word of its language, or is spelled
like one without its Kazakh letters ("Катар" and "қатар"), stands in its unmistakable forms only, or not at all.
"""

RUSSIAN = """
    казахстан*, сша, америк*, росси*, рф, узбекистан*, узбекск*, кыргызстан*, киргизия, киргизии, киргизию, киргизск*,
    кыргызск*, таджик*, туркмен*, китая, китай, китае, китаю, китайск*, кнр, тайван*, германи*, немецк*, фрг, гдр,
    веймарск*, франци*, французск*, англии, англия, английской конституции, великобритани*, британ*, ирланди*,
    ирландск*, украин*, беларус*, белорус*, турци*, турецк*, японии, япония, японск*, индии, индия, индийск*, италии,
    италия, итальянск*, испани*, испанск*, португали*, португальск*, польша, польши, польше, польшу, польск*, грузи*,
    армени*, армянск*, азербайджан*, монголи*, монгольск*, молдов*, молдав*, эстони*, эстонск*, латви*, латвийск*,
    литва, литвы, литовск*, канад*, мексик*, бразили*, аргентин*, чили, чилийск*, перуанск*, колумби*, венесуэл*,
    боливи*, эквадор*, уругва*, парагва*, куба, кубы, кубе, кубинск*, никарагуа, коста рика, панам*, иран, ирана,
    иранск*, ирак, ирака, иракск*, сирии, сирия, сирийск*, ливан, ливана, ливанск*, иордани*, палестин*, саудовск*,
    аравии, аравия, катара, оаэ, эмиратов, кувейт, кувейта, йемен, йемена, бахрейн*, пакистан*, бангладеш, шри ланка,
    шри ланки, непал, непала, бутан, бутана, мьянм*, афганистан*, афганск*, израил*, египет, египта, египетск*, ливии,
    ливия, ливийск*, туниса, тунисск*, алжир*, марокко, судана, эфиопи*, кения, кении, кенийск*, нигери*, юар,
    сенегал*, танзани*, уганд*, руанд*, ангол*, конго, мозамбик*, корея, кореи, корейск*, кндр, таиланд*, тайланд*,
    вьетнам*, малайзи*, индонези*, сингапур*, филиппин*, камбодж*, лаос, лаоса, швейцар*, швеци*, шведск*, норвеги*,
    норвежск*, финлянди*, финск*, дании, дания, датск*, исланди*, австри*, австрали*, новой зеландии, новая зеландия,
    нидерланд*, голланди*, бельгия, бельгии, бельгийск*, люксембург*, греции, греция, греческ*, чехи*, чешск*,
    словаки*, словацк*, словени*, венгри*, венгерск*, румыни*, румынск*, болгари*, болгарск*, сербии, сербия, сербск*,
    хорвати*, хорватск*, черногори*, македони*, албани*, боснии, босния, косово, кипр, кипра, мальта, мальты, монако,
    ватикан*, европейск*, ес, евросоюз*, оон, нато, снг, еаэс, шос, одкб, вто, воис, мот, юнеско, ссср, советск*
    конституц*, советск* союз*, рсфср, казсср, казахской сср, каракалпакстан*, татарстан*, башкортостан*, чечн*"""

KAZAKH = """
    қазақстан*, ақш, америка*, ресей*, рф, өзбекстан*, өзбек*, қырғызстан*, қырғыз*, тәжікстан*, түрікмен*, қытай*,
    тайван*, германия*, неміс*, веймар*, франция*, француз*, англия*, ұлыбритания*, британия*, ирландия*, украина*,
    беларусь*, түркия*, түрік*, жапон*, үндістан*, италия*, испания*, португалия*, польша*, грузия*, армения*,
    әзірбайжан*, моңғолия*, молдова*, эстония*, латвия*, литва*, канада*, мексика*, бразилия*, аргентина*, чили,
    чилидің, куба*, иран, иранның, ирак, ирактың, сирия*, ливан, ливанның, иордания*, палестина*, сауд арабия*,
    кувейт*, пәкістан*, бангладеш*, непал*, ауғанстан*, израиль*, мысыр, мысырдың, египет*, алжир*, марокко*,
    нигерия*, оңтүстік африка*, корея*, кхдр, тайланд*, вьетнам*, малайзия*, индонезия*, сингапур*, филиппин*,
    швейцария*, швеция*, норвегия*, финляндия*, дания, данияның, исландия*, австрия*, австралия*, жаңа зеландия*,
    нидерланд*, голландия*, бельгия, бельгияның, грекия*, чехия*, словакия*, словения*, венгрия*, мажарстан*,
    румыния*, болгария*, сербия*, хорватия*, черногория*, албания*, кипр*, еуроодақ*, еуропалық одақ*,
    бұұ, нато, еқыұ, тмд, еаэо, шыұ, ұқшұ, дсұ, кеңес одағы*, ксро, кср, қазақ кср"""

ENGLISH = """
    kazakhstan*, qazaqstan*, usa, u s, u s a, of us, of the us, united states, america*, u k, united kingdom, britain,
    british, england, ireland*, irish, russia, russia's, russian federation, germany*, german, weimar, france*,
    french, uzbekistan*, uzbek, kyrgyz*, kirgiz*, tajik*, turkmen*, china*, chinese, taiwan*, india, india's, indian,
    japan*, turkey, turkey's, turkish, ukrain*, belarus*, georgian, armenia*, azerbaijan*, mongolia*, moldova*,
    estonia*, latvia*, lithuania*, poland*, polish constitution, italy*, italian, spain*, spanish, portugal*,
    portuguese, canada*, canadian, brazil*, argentin*, chile, chile's, chilean, peruvian, colombia*, venezuela*,
    bolivia*, ecuador*, uruguay*, paraguay*, cuba, cuba's, cuban, nicaragua*, costa rica*, panama*, mexico*, mexican,
    israel*, iran, iran's, iranian, iraq*, syria*, lebanon*, lebanese, jordanian, palestin*, saudi, qatar*, kuwait*,
    emirates, uae, yemen*, bahrain*, pakistan*, bangladesh*, sri lanka*, nepal*, bhutan*, myanmar*, afghan*, egypt*,
    libya*, tunisia*, algeria*, morocc*, sudan*, ethiopia*, kenya*, nigeria*, south africa*, ghana*, senegal*,
    tanzania*, uganda*, rwanda*, angola*, mozambi*, switzerland*, swiss, sweden*, swedish, norway*, norwegian*,
    finland*, finnish, denmark*, danish, iceland*, korea*, thailand*, thai, vietnam*, malaysia*, indonesia*,
    singapore*, philippine*, cambodia*, laos, eu, european union, austria*, australia*, new
    zealand*, netherlands, dutch, belgium*, belgian, luxembourg*, greece*, greek, czech*, slovak*, slovenia*,
    hungary*, hungarian, romania*, bulgaria*, serbia*, croatia*, montenegr*, macedonia*, albania*, bosnia*, kosovo*,
    cyprus, cypriot, malta, maltese, monaco, vatican*, un, u n, united nations, nato, osce, cis, eaeu,
    csto, wto, wipo, ilo, unesco, ussr, soviet"""
