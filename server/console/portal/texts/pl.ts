import { pluralIn } from "./plural.js";
import { waitText } from "../../times/wait-text.js";
import { PRODUCT_NAMES } from "../../words/product-names.js";
import type { Texts } from "./en.js";

/** Polish, in impersonal polite forms. */
export const texts: Texts = {
  words: {
    language: "pl",
    cancel: "Anuluj",
    close: "Zamknij",
    copy: "Kopiuj",
    copied: "Skopiowano",
    notCopied: "Nie skopiowano",
    show: "Pokaż",
    hide: "Ukryj",
    showField: (label) => `Pokaż: ${label}`,
    messages: "Komunikaty",
    alerts: { success: "Gotowe:", danger: "Błąd:", warning: "Ostrzeżenie:", info: "Informacja:" },
    statuses: { error: "błąd", success: "w porządku" },
    running: "w toku",
    justNow: "przed chwilą",
    units: { hour: "godz.", minute: "min" },
    password: {
      tooShort: (least, missing) => `Co najmniej ${least} znaków: brakuje ${missing}`,
      tooLong: (most, surplus) => `Najwyżej ${most} znaków: o ${surplus} za dużo`,
      longEnough: "Wystarczająca długość",
      good: "Dobre hasło to kilka słów, które nie mają ze sobą nic wspólnego.",
    },
  },

  common: {
    language: "Język",
    signOut: "Wyloguj",
    startAgain: "Zacznij od nowa",
    tryAgain: "Spróbuj ponownie",
    noPortal: "Tego portalu tu nie ma",
    notShown: "Nie można pokazać tej strony",
    code: "Kod",
    codeHint: "Z aplikacji lub urządzenia. Jeśli token ma PIN, należy wpisać go razem z kodem.",
    sent: (to) => `Kod wysłano na ${to}. Prosimy wpisać go tutaj.`,
    sentMaybe: (to) =>
      `Jeśli token otrzymuje kody w wiadomościach, kod wysłano na ${to}. Prosimy wpisać go tutaj.`,
    notSentAgain:
      "Nie wysłano nowego kodu: jest za wcześnie lub teraz nie można go wysłać. Jeśli kod przyszedł niedawno, prosimy wpisać go tutaj.",
    notAskedAgain:
      "Nie wysłano nowej prośby na telefon: jest za wcześnie lub teraz nie jest to możliwe. Jeśli telefon pokazuje prośbę, prosimy na nią odpowiedzieć.",
    question: "Prosimy wpisać to pytanie w urządzeniu:",
    answerIt: "Potem prosimy wpisać odpowiedź, którą pokaże urządzenie.",
    onPhone: {
      CODE: "Prosimy zatwierdzić prośbę w telefonie, a potem wpisać kod, który pokaże telefon.",
      CHOICE: "Prosimy wybrać tę liczbę w telefonie:",
      APPROVE: "Prosimy zatwierdzić prośbę w telefonie, a potem kontynuować tutaj.",
    },
    thenContinue: "Potem prosimy kontynuować tutaj.",
    notApproved:
      "Prośba na telefonie nie została zatwierdzona. Prosimy zatwierdzić ją tam i kontynuować tutaj lub zapytać ponownie.",
    noCodeHint: "Należy zostawić to pole puste, chyba że token ma PIN: wtedy prosimy wpisać PIN.",
    ask: "Wyślij kod lub zapytaj telefon",
    askAgain: "Wyślij ponownie",
    askAgainIn: (seconds) => `Wyślij ponownie (za ${waitText(seconds)})`,
    pin: "PIN",
    pinHint: "Tylko jeśli token go ma. Bez niego nic nie zostanie wysłane.",
  },

  confirm: {
    title: "Potwierdzenie tożsamości",
    description: "Do tego potrzebny jest kod tokenu.",
    action: "Potwierdź",
    wrong: "Ten kod teraz nie działa. Prosimy wpisać następny lub zamówić wysłanie innego.",
    cancel: "Anuluj",
  },

  session: {
    soon: "Czy ktoś tu jeszcze jest?",
    soonBody: "Wylogowanie nastąpi za minutę, ponieważ od dłuższego czasu nic się tu nie działo.",
    stay: "Kontynuuj sesję",
    endedIdle: "Nastąpiło wylogowanie, ponieważ przez dłuższy czas nic się tu nie działo.",
    limitSoon: "Sesja wkrótce się skończy",
    limitBody:
      "Sesja trwa najwyżej godzinę: wylogowanie nastąpi za minutę. Prosimy dokończyć to, co trwa, lub zalogować się ponownie.",
    goOn: "Kontynuuj",
    endedLimit: "Nastąpiło wylogowanie: sesja trwa najwyżej godzinę. Prosimy zalogować się ponownie.",
    ended: "Sesja się zakończyła. Prosimy zalogować się ponownie.",
    noCookie:
      "Logowanie się udało, ale ta przeglądarka go nie zapamiętała: blokuje pliki cookie tej strony. Prosimy zezwolić na nie tutaj i zalogować się ponownie.",
  },

  signIn: {
    title: "Logowanie",
    lead: (resource) => `Tu zarządza się tokenem, który służy do logowania do ${resource}.`,
    login: "Login",
    password: "Hasło",
    next: "Dalej",
    sendMail: "Wyślij mi kod e-mailem",
    sendMailInstead: "Zamiast tego wyślij mi kod e-mailem",
    noCookies:
      "Ta przeglądarka nie przechowuje niczego dla tej strony: pliki cookie są zablokowane. Prosimy zezwolić na nie tutaj; bez nich nikt się nie zaloguje.",

    mailTitle: "Prosimy sprawdzić pocztę",
    mailLead:
      "Jeśli znamy ten login i jego adres e-mail, wysłaliśmy kod złożony z 6 cyfr. Jest ważny przez 10 minut.",
    mailNotYet:
      "Nie wysłano nowego e-maila, bo jest za wcześnie. Jeśli kod przyszedł niedawno, prosimy wpisać go tutaj.",
    mailCode: "Kod z e-maila",
    wrongMailCode: "To nie jest ten kod lub jest za stary. Prosimy wpisać go ponownie lub poprosić o inny.",
    resend: "Wyślij kolejny e-mail",
    resendIn: (seconds) => `Wyślij kolejny e-mail (za ${waitText(seconds)})`,

    codeTitle: "Prosimy wpisać kod tokenu",
    signIn: "Zaloguj",
    without: "Nie mogę podać kodu: nie mam jeszcze tokenu lub mój token zaginął",
    noMoreCodes: "W tym logowaniu nie wysyła się już kodów. Prosimy wpisać ostatni lub zacząć od nowa.",
    lost: "Mój token zaginął: użyj kodu odzyskiwania",

    recoveryTitle: "Prosimy wpisać kod odzyskiwania",
    recoveryLead:
      "To kod z 16 liter i cyfr, utworzony w tym portalu i zachowany. Działa jeden raz. Pozwala połączyć inny token.",
    recoveryCode: "Kod odzyskiwania",
    recoveryHint: "Wielkimi lub małymi literami, z łącznikami lub bez.",
    useCode: "Użyj kodu",
    backToToken: "Zamiast tego wpisz kod tokenu",
  },

  invitation: {
    title: "Połączenie tokenu",
    resetTitle: "Wybór innego hasła",
    dead: "Ten link nie działa",
    noSecret:
      "Ta strona potrzebuje całego linku. Prosimy otworzyć go ponownie z otrzymanego e-maila lub wiadomości.",
    lead: (login, account, resource) =>
      `To jest konto ${login} w ${account}. Tu łączy się token, który służy do logowania do ${resource}.`,
    prove: "Prosimy najpierw wpisać hasło, aby nikt inny nie użył tego linku.",
    choose: "Prosimy najpierw wybrać hasło. Będzie potrzebne przy każdym powrocie na tę stronę.",
    resetLead: (login, account, resource) =>
      `To jest konto ${login} w ${account}. Tu wybiera się inne hasło do portalu ${resource}. Potem strona prosi o kod tokenu.`,
    newPassword: "Nowe hasło",
    password: "Hasło",
    wrongPassword: "To nie jest właściwe hasło.",
    next: "Dalej",
  },

  connect: {
    replaces: "Utracony token przestanie działać po wpisaniu pierwszego kodu nowego tokenu.",
    worksAlready:
      "Jest już token, który działa. Aby połączyć inny telefon, prosimy wybrać „Użyj innego telefonu” na jego karcie. Jeśli jego telefon lub klucz przepadł, prosimy zalogować się kodem odzyskiwania albo zgłosić utratę i poprosić pomoc techniczną o link.",
    chooseTitle: "Połączenie tokenu",
    kind: "Jak mają przychodzić kody?",
    noPhone:
      "SMS nie jest możliwy: konto nie ma numeru telefonu. Prosimy zwrócić się do pomocy technicznej o jego dodanie.",
    noEmail:
      "E-mail nie jest możliwy: konto nie ma adresu e-mail. Prosimy zwrócić się do pomocy technicznej o jego dodanie.",
    name: "Nazwa",
    nameHint: "Własna nazwa, po której łatwo będzie go później rozpoznać.",
    next: "Dalej",
    back: "Wróć do moich tokenów",
    offers: {
      GOOGLE_AUTHENTICATOR: {
        label: "Aplikacja uwierzytelniająca",
        description:
          "Aplikacja w telefonie pokazuje kody: Google Authenticator, Microsoft Authenticator, FreeOTP i inne.",
        name: "Mój telefon",
      },
      PROTECTIMUS_SMART: {
        label: "Protectimus Smart",
        description: "Aplikacja Protectimus Smart w telefonie pokazuje kody.",
        name: "Mój telefon",
      },
      PUSH: {
        label: "Telefon, który pyta",
        description:
          "Telefon pyta przy każdym logowaniu: w swojej przeglądarce lub w aplikacji privacyIDEA Authenticator.",
        name: "Mój telefon",
      },
      SMS: {
        label: "SMS",
        description: "Kody są wysyłane na numer telefonu.",
        name: "Mój numer telefonu",
      },
      EMAIL: {
        label: "E-mail",
        description: "Kody są wysyłane na adres e-mail.",
        name: "Mój e-mail",
      },
      BOT: {
        label: "Czat",
        description: "Kody są pisane na czacie w telefonie.",
        name: "Mój czat",
      },
    },

    reissueTitle: (name) => `Inny telefon dla tokenu ${name}`,
    reissueBody:
      "Nowy telefon otrzymuje nowy klucz. Stary telefon działa do wpisania pierwszego kodu nowego; potem przestaje działać.",
    reissueBegin: "Pokaż nowy klucz",

    moveTitle: (name) => `Nowy kontakt dla tokenu ${name}`,
    moveBody:
      "Kod zostanie wysłany na obecny numer telefonu lub adres e-mail. Po jego wpisaniu wszystkie kody tego tokenu będą wysyłane tam. Do tego czasu są wysyłane tam, gdzie dotąd.",
    moveBegin: "Wyślij kod",

    scanTitle: "Połączenie aplikacji",
    phoneTitle: "Połączenie telefonu",
    sentTitle: "Prosimy wpisać wysłany kod",
    chatTitle: "Prosimy otworzyć czat",
    goOnTitle: "Prosimy wpisać pierwszy kod",
    scanBody:
      "Prosimy wprowadzić klucz do aplikacji jednym z tych sposobów. Jest pokazywany tylko teraz. Potem prosimy wpisać kod, który pokaże aplikacja.",
    thisDevice: "Aplikacja jest na tym urządzeniu",
    otherPhone: "Aplikacja jest w innym telefonie",
    byHand: "Nie można zeskanować",
    openApp: "Otwórz w aplikacji uwierzytelniającej",
    key: "Prosimy wpisać ten klucz w aplikacji:",
    qrBody: "Prosimy zeskanować ten obraz aplikacją:",
    qrAlt: "Kod QR z kluczem. Prosimy zeskanować go aplikacją uwierzytelniającą.",
    phoneBody:
      "Prosimy połączyć przeglądarkę telefonu lub aplikację privacyIDEA Authenticator i zatwierdzić prośbę, którą pokaże. Potem prosimy wpisać kod, który pokaże telefon.",
    thisPhone: "Bez aplikacji",
    thisPhoneBody: "Pyta przeglądarka tego telefonu i ona przechowuje klucz.",
    onPhoneBody:
      "Pytać może też przeglądarka telefonu: prosimy skopiować ten link, wysłać go na telefon i tam otworzyć. Działa raz.",
    useThisPhone: "Użyj tego telefonu",
    linkForPhone: "Link do telefonu:",
    openPhoneApp: "Otwórz w privacyIDEA Authenticator",
    phoneQrAlt: "Kod QR. Prosimy zeskanować go aplikacją privacyIDEA Authenticator.",
    sentBody: (to) => `Kod wysłano na ${to}. Jest ważny tylko kilka minut.`,
    chatBody: "Prosimy otworzyć ten link w telefonie i rozpocząć czat. Kod pojawi się wtedy na czacie.",
    goOnBody:
      "To, co było do zeskanowania, pokazano jeden raz. Jeśli aplikacja ma klucz, prosimy wpisać kod, który pokazuje. W innym razie prosimy zacząć od nowa.",
    goOnSentBody: "Prosimy wpisać wysłany kod. Jeśli żaden nie dotarł, prosimy zacząć od nowa.",
    goOnDigitsBody: "Kod, który pokazał telefon, jest już w polu. Prosimy wybrać „Zakończ”.",
    goOnPhoneBody:
      "Prosimy zatwierdzić prośbę w telefonie, a potem wpisać kod, który pokaże telefon. Jeśli telefon nie pokazuje prośby, prosimy zacząć od nowa.",
    goOnChatBody:
      "Prosimy rozpocząć czat w telefonie i wpisać kod, który się tam pojawi. Jeśli żaden nie dotrze, prosimy zacząć od nowa.",
    code: {
      APP: "Kod, który pokazuje aplikacja",
      DEVICE: "Kod, który pokazuje urządzenie",
      QUESTION: "Odpowiedź urządzenia",
      PHONE: "Kod, który pokazuje telefon",
      SMS: "Kod z SMS-a",
      EMAIL: "Kod z e-maila",
      CHAT: "Kod z czatu",
    },
    complete: "Zakończ",
    attempt: (now, of) => `Próba ${now} z ${of}`,
    left: (time) => `jeszcze ${time}`,
    startAgain: "Zacznij od nowa",
    wrong: "To nie jest ten kod. Prosimy wpisać kod, który jest teraz pokazywany.",
    wrongSent: "To nie jest wysłany kod.",
    over: "To była ostatnia próba lub czas minął. Prosimy zacząć od nowa.",
    mayNotStartAgain: {
      over: "To była ostatnia próba lub czas minął. Prosimy poprosić pomoc techniczną o inny link.",
      goOnBody:
        "To, co było do zeskanowania, pokazano jeden raz. Jeśli aplikacja ma klucz, prosimy wpisać kod, który pokazuje. W innym razie prosimy poprosić pomoc techniczną o inny link.",
      goOnSentBody:
        "Prosimy wpisać wysłany kod. Jeśli żaden nie dotarł, prosimy poprosić pomoc techniczną o inny link.",
      goOnPhoneBody:
        "Prosimy zatwierdzić prośbę w telefonie, a potem wpisać kod, który pokaże telefon. Jeśli telefon nie pokazuje prośby, prosimy poprosić pomoc techniczną o inny link.",
      goOnChatBody:
        "Prosimy rozpocząć czat w telefonie i wpisać kod, który się tam pojawi. Jeśli żaden nie dotrze, prosimy poprosić pomoc techniczną o inny link.",
    },

    doneTitle: "Token jest połączony",
    doneBody: (name, resource) => `${name} działa. Od teraz jego kody służą do logowania do ${resource}.`,
    doneMoveBody: (name) => `Kody tokenu ${name} będą od teraz wysyłane na nowy kontakt.`,
    doneReissueBody: (name) => `${name} jest w nowym telefonie. Stary telefon już nie działa.`,

    recoveryTitle: "Jeszcze jeden krok: kod odzyskiwania",
    recoveryLater: "Można to zrobić także później, w polu „Moje dane”.",

    leaveTitle: "Opuścić tę stronę?",
    leaveBody:
      "Klucz jest pokazywany tylko raz, a jego pierwszy kod nie został jeszcze wpisany. Do wylogowania można zacząć od nowa z nowym kluczem. Wylogowanie następuje po dziesięciu minutach bezczynności, najpóźniej po godzinie. Po wejściu przez link lub z kodem odzyskiwania potrzebny jest potem inny link od pomocy technicznej.",
    leave: "Opuść",
    stay: "Zostań",
  },

  home: {
    title: "Moje tokeny",
    levelOne: "Zalogowano bez kodu tokenu. To, co zmienia sposób logowania, najpierw poprosi o kod.",
    recovering:
      "Zalogowano kodem odzyskiwania. Prosimy teraz połączyć inny token: utracony przestanie działać, gdy zadziała nowy. Kod jest zużyty; prosimy utworzyć inny po zalogowaniu nowym tokenem.",
    none: "Nie ma tu jeszcze żadnego tokenu",
    noneBody: (resource) =>
      `Token to drugi dowód przy logowaniu do ${resource}: aplikacja, urządzenie lub wysyłane kody.`,
    mayNotConnect:
      "Do jego połączenia potrzebne jest zaproszenie. Prosimy zwrócić się do pomocy technicznej.",
    connect: "Połącz token",
    take: "Dodaj urządzenie, które mam",
    states: {
      WORKS: "Działa",
      WAITS: "Czeka na pierwszy kod",
      NOT_CONNECTED: "Niepołączony",
      LOCKED: "Zablokowany",
      SUSPENDED: "Bez próśb",
      OFF: "Wyłączony",
      NOT_YET_VALID: "Jeszcze nieważny",
      VALIDITY_ENDED: "Już nieważny",
    },
    notYet: (when) =>
      `Będzie działać od: ${when}. Jeśli potrzebny jest wcześniej, prosimy zwrócić się do pomocy technicznej.`,
    suspended: (when) =>
      `Telefon nie pokazuje próśb do: ${when}. Zbyt wielu nie zatwierdzono lub zgłoszono, że prośba pochodzi od kogoś innego. Mógł je wysłać ktoś inny. Jeśli token potrzebny jest wcześniej, prosimy zwrócić się do pomocy technicznej.`,
    ended: (when) =>
      `Jest nieważny od: ${when}. Jego kody nie są przyjmowane. Prosimy zwrócić się do pomocy technicznej o przedłużenie lub o zaproszenie, aby połączyć inny.`,
    closed: (resource) =>
      `Logowanie do ${resource} jest teraz zamknięte dla wszystkich. Tutaj można tylko zgłosić utratę. Prosimy spróbować później lub zwrócić się do pomocy technicznej.`,
    signsIn: (resource) => `Służy do logowania do ${resource}.`,
    stateHints: {
      WAITS: "Zadziała po wpisaniu pierwszego kodu.",
      NOT_CONNECTED: "Nie działa: minął czas na pierwszy kod lub wpisano zbyt wiele błędnych kodów.",
      LOCKED:
        "Wpisano zbyt wiele błędnych kodów. Prosimy poczekać kilka minut lub zwrócić się do pomocy technicznej.",
      OFF: "Zgłoszono jego utratę lub wyłączyła go pomoc techniczna. Tylko ona może go ponownie włączyć.",
    },
    askForLink: "Prosimy poprosić pomoc techniczną o inny link.",
    actions: {
      GO_ON: "Wpisz pierwszy kod",
      START_AGAIN: "Zacznij od nowa",
      CANCEL: "Przerwij łączenie",
      REISSUE: "Użyj innego telefonu",
      SYNCHRONIZE: "Kody nie są przyjmowane",
      PIN_SET: "Ustaw PIN",
      PIN_REMOVE: "Usuń PIN",
      UNASSIGN: "Zwróć",
      REPORT_LOST: "Zgłoś utratę",
    },
    changePin: "Zmień PIN",
    waitsBeside: "Inny telefon czeka na pierwszy kod. Do tego czasu ten token działa jak dotąd.",
    sentElsewhere: "Jego kody są wysyłane na inny numer telefonu lub adres e-mail niż te, które ma konto.",
    sendHere: "Wysyłaj jego kody na nowy kontakt",
    facts: {
      kind: "Rodzaj",
      serialNumber: "Numer seryjny",
      sentTo: "Kody są wysyłane na",
      pin: "PIN",
      lastUsed: "Ostatnie użycie",
      never: "Nigdy",
    },
    pins: { BEFORE_OTP: "Wpisywany przed kodem", AFTER_OTP: "Wpisywany po kodzie" },

    you: "Moje dane",
    login: "Login",
    name: "Imię i nazwisko",
    noName: "Brak",
    email: "Adres e-mail",
    noEmail: "Brak. E-maile o zmianach nie mogą dotrzeć.",
    phoneNumber: "Numer telefonu",
    noPhoneNumber: "Brak",
    contactWaits: (contact) => `Kod wysłano na ${contact}. Nic się nie zmieni przed jego wpisaniem.`,
    changeContact: { EMAIL: "Zmień adres e-mail", SMS: "Zmień numer telefonu" },
    addContact: { EMAIL: "Dodaj adres e-mail", SMS: "Dodaj numer telefonu" },
    typeContactCode: {
      EMAIL: "Wpisz kod do nowego adresu e-mail",
      SMS: "Wpisz kod do nowego numeru telefonu",
    },
    password: "Hasło",
    passwordSet: "Ustawione",
    passwordNotSet: "Nieustawione",
    changeNames: "Zmień imię i nazwisko",
    changePassword: "Zmień hasło",
    setPassword: "Ustaw hasło",
    recoveryCode: "Kod odzyskiwania",
    noRecoveryCode: "Brak. Bez niego po utracie tokenu pomoże tylko pomoc techniczna.",
    recoveryCodeMade: "Utworzono",
    makeRecoveryCode: "Utwórz kod odzyskiwania",
    replaceRecoveryCode: "Utwórz inny kod odzyskiwania",
  },

  dialogs: {
    everywhere: (count) =>
      pluralIn("pl", count, {
        one: "Dotyczy to wszystkich miejsc: ten token służy też do logowania do # innego systemu.",
        other: "Dotyczy to wszystkich miejsc: ten token służy też do logowania do # innych systemów.",
      }),
    cancelEnrolment: {
      title: (name) => `Przerwać łączenie tokenu ${name}?`,
      isNew: "Token zniknie. Można połączyć inny.",
      isBeside: "To, co ma nowy telefon, traci ważność. Token działa jak dotąd.",
      action: "Przerwij łączenie",
      keep: "Nie przerywaj",
      done: "Łączenie zostało przerwane.",
    },
    synchronize: {
      title: (name) => `Kody tokenu ${name} nie są przyjmowane`,
      body: "Zegar lub licznik aplikacji lub urządzenia może działać niedokładnie. Prosimy wpisać kod, który jest teraz pokazywany. Potem prosimy poczekać na następny i też go wpisać.",
      noPin: "Oba prosimy wpisać bez PIN-u.",
      first: "Pierwszy kod",
      second: "Następny kod",
      action: "Synchronizuj",
      done: "Gotowe. Kody są znów przyjmowane; prosimy zacząć od następnego.",
    },
    pinSet: {
      set: (name) => `Ustaw PIN tokenu ${name}`,
      change: (name) => `Zmień PIN tokenu ${name}`,
      position: "PIN jest wpisywany",
      before: "Przed kodem",
      after: "Po kodzie",
      pin: "PIN",
      hint: "Od 4 do 12 cyfr. Wpisuje się go razem z każdym kodem, bez spacji.",
      action: "Zapisz PIN",
      done: "PIN jest ustawiony. Od teraz prosimy wpisywać go razem z każdym kodem.",
    },
    pinRemove: {
      title: (name) => `Usunąć PIN tokenu ${name}?`,
      body: "Odtąd wystarczy sam kod.",
      action: "Usuń PIN",
      done: "PIN został usunięty.",
    },
    lost: {
      title: (name) => `Zgłosić utratę tokenu ${name}?`,
      body: (resource) =>
        `Zostanie natychmiast wyłączony: nikt już nie zaloguje się nim do ${resource}, nikt bez wyjątku.`,
      after:
        "Jeśli się znajdzie, pomoc techniczna go włączy. W innym razie prosimy zalogować się kodem odzyskiwania lub zwrócić się do pomocy technicznej o zaproszenie i połączyć inny token.",
      action: "Zgłoś utratę",
      done: "Token jest wyłączony. Inny można połączyć kodem odzyskiwania lub zaproszeniem od pomocy technicznej.",
    },
    giveBack: {
      title: (name) => `Zwrócić token ${name}?`,
      app: (resource) => `Zostanie usunięty. Nie będzie już służył do logowania do ${resource}.`,
      device: (resource) =>
        `Nie będzie już służył do logowania do ${resource}, a urządzenie może otrzymać ktoś inny. Jego PIN zostanie usunięty.`,
      closes:
        "Po wylogowaniu ta strona się zamknie: powrót będzie możliwy tylko z zaproszeniem od pomocy technicznej.",
      action: "Zwróć",
      done: "Token został zwrócony.",
    },
    take: {
      title: "Dodaj urządzenie, które mam",
      body: "Prosimy wpisać numer seryjny z urządzenia i dwa kolejne kody: ten, który teraz pokazuje, i następny.",
      serialNumber: "Numer seryjny",
      first: "Pierwszy kod",
      second: "Następny kod",
      secondHint: "Prosimy poczekać, aż urządzenie pokaże inny kod.",
      action: "Dodaj urządzenie",
      done: "Urządzenie zostało przypisane. Od teraz jego kody służą do logowania.",
    },
    names: {
      title: "Zmień imię i nazwisko",
      first: "Imię",
      last: "Nazwisko",
      action: "Zapisz",
      done: "Imię i nazwisko zostały zmienione.",
    },
    contact: {
      EMAIL: {
        title: "Zmień adres e-mail",
        label: "Nowy adres e-mail",
        hint: "Zostanie tam wysłany kod. Na obecny adres przyjdzie e-mail o tym, co się zmieniło.",
        firstHint: "Zostanie tam wysłany kod.",
        code: "Kod z e-maila",
        done: "Adres e-mail został zmieniony. Inne sesje zostały zakończone.",
      },
      SMS: {
        title: "Zmień numer telefonu",
        label: "Nowy numer telefonu",
        hint: "Numer komórkowy z kodem kraju, jak +48 512 345 678. Zostanie tam wysłany kod SMS-em.",
        code: "Kod z SMS-a",
        done: "Numer telefonu został zmieniony. Inne sesje zostały zakończone.",
      },
      send: "Wyślij kod",
      sent: (contact) => `Kod wysłano na ${contact}. Nic się nie zmieni przed jego wpisaniem.`,
      attempts: (left) =>
        pluralIn("pl", left, {
          one: "pozostała # próba",
          few: "pozostały # próby",
          many: "pozostało # prób",
          other: "pozostało # próby",
        }),
      time: (left) => `jeszcze ${left}`,
      over: "To była ostatnia próba lub czas minął. Prosimy wysłać inny kod.",
      confirm: "Potwierdź",
      again: "Wyślij inny kod",
      cancel: "Anuluj zmianę",
      cancelled: "Zmiana została anulowana. Wszystko jest jak przedtem.",
      close: "Zamknij",
    },
    recoveryCode: {
      title: "Utwórz kod odzyskiwania",
      body: "Po utracie tokenu hasło i ten kod pozwalają się zalogować i połączyć inny token. Kod działa jeden raz.",
      replaces: "Obecny kod straci ważność.",
      action: "Utwórz kod",
      shownTitle: "Nowy kod odzyskiwania",
      keep: "Prosimy go zapisać lub wydrukować i przechowywać z innymi dokumentami: nie w telefonie, który ma token. Nie zostanie pokazany ponownie.",
      code: "Kod odzyskiwania",
      print: "Drukuj",
      kept: "Kod jest zachowany",
      close: "Gotowe",
      leaveBody:
        "Kod odzyskiwania nie zostanie pokazany ponownie. Jeśli nie jest zachowany, prosimy utworzyć inny: obecny straci wtedy ważność.",
    },
    password: {
      title: "Wybór nowego hasła",
      label: "Nowe hasło",
      action: "Zapisz hasło",
      done: "Hasło zostało zmienione. Inne sesje zostały zakończone.",
    },
  },

  device: {
    title: "Ten telefon",
    portal: "Moje tokeny",

    cannotTitle: "Nie można użyć tej przeglądarki",
    cannot:
      "Ta przeglądarka nie może przechować klucza do logowania: jest za stara, działa w oknie prywatnym lub adres nie jest HTTPS. Prosimy zamiast tego połączyć aplikację uwierzytelniającą.",
    connectApp: "Połącz aplikację uwierzytelniającą",
    notKept: (why) => `Ta przeglądarka niczego nie przechowuje dla tej strony: ${why}`,

    noneTitle: "Ten telefon nie jest połączony",
    noneBody:
      "Prosimy zalogować się do portalu, wybrać połączenie tokenu, a tam „Telefon, który pyta”. W tym telefonie portal zaproponuje użycie tej przeglądarki. Jeśli ten telefon był już połączony, przeglądarka usunęła jego klucz: prosimy zalogować się kodem odzyskiwania albo zgłosić utratę tokenu i poprosić pomoc techniczną o link.",
    connect: "Połącz ten telefon",
    paste: "Lub prosimy wkleić link do tego telefonu",
    pasteHint: "Skopiowany na innej stronie w tym telefonie.",
    usePasted: "Użyj linku",
    noLink: "To nie jest link do telefonu. Prosimy skopiować go ponownie.",

    connectTitle: (label) => `Połącz ten telefon z tokenem ${label}`,
    connectBody:
      "Ta przeglądarka tworzy klucz, który nigdy jej nie opuszcza. Odtąd pyta przy każdym logowaniu. Prosimy zezwolić na powiadomienia, gdy przeglądarka o to zapyta, aby prośba wybudzała ten telefon.",
    homeScreenFirst:
      "W tym telefonie wybudzane są tylko strony z ekranu początkowego i nie widzą one niczego z tego, co przechowuje ta strona. Najlepiej skopiować link, dotknąć „Udostępnij”, potem „Dodaj do ekranu początkowego”, otworzyć stamtąd stronę i wkleić link.",
    copyLink: "Link do ekranu początkowego:",
    connecting: "Tworzenie klucza…",
    refused:
      "Serwer nie przyjął tego telefonu: link został użyty lub jest za stary. Prosimy zacząć od nowa w portalu.",
    notReached: "Serwer nie odpowiada. Prosimy sprawdzić połączenie i spróbować ponownie.",

    asks: "Prośba o potwierdzenie",
    arrived: (time) => `Nadeszła o ${time}.`,
    choose: "Prosimy wybrać liczbę pokazaną tam, gdzie odbywa się logowanie:",
    approve: "Zatwierdź",
    decline: "Odrzuć",
    notMe: "To nie ja",
    notMeHint:
      "„To nie ja” wstrzymuje prośby na dziesięć minut. Być może ktoś zna hasło: prosimy powiadomić pomoc techniczną.",

    codeTitle: "Kod do wpisania",
    codeBody: "Ten kod należy wpisać tam, gdzie odbywa się logowanie. Prosimy nikomu go nie podawać.",
    codeConnect: "Prosimy wpisać ten kod w portalu. Wtedy ten telefon będzie połączony.",
    toPortal: "Wpisz w portalu",
    approved: "Zatwierdzono. Prosimy kontynuować tam, gdzie odbywa się logowanie.",
    declined: "Odrzucono.",
    notMeSaid:
      "Odrzucono. Przez dziesięć minut nie będzie kolejnych próśb. Prosimy zmienić hasło i powiadomić pomoc techniczną.",
    notMeVoid: "Było za późno, aby to się liczyło. Prosimy zmienić hasło i powiadomić pomoc techniczną.",
    void: "To się nie liczyło: było za późno, odpowiedziano już wcześniej lub liczba była błędna. Prosimy zalogować się ponownie.",
    another:
      "To się nie liczyło: jej miejsce zajęła inna prośba. Prosimy zatwierdzić tę tylko wtedy, gdy jest własna.",
    noOutcome: "Nie wiadomo, czy serwer otrzymał odpowiedź. Prosimy spróbować ponownie: liczy się tylko raz.",
    done: "Gotowe",

    nothing: "Nie ma otwartej prośby.",
    notConfirmed:
      "Ten telefon nie jest jeszcze połączony i nie ma otwartej prośby. Prosimy wybrać „Zacznij od nowa” w portalu lub poprosić pomoc techniczną o link.",
    asking: "Trwa pytanie serwera…",
    away: "Serwer jest nieosiągalny. Za chwilę zostanie zapytany ponownie.",
    unknown:
      "Serwer nie zna już tego telefonu dla tego tokenu: token jest w innym telefonie, został usunięty lub nigdy nie był potwierdzony.",
    connectAgain: "Połącz ponownie",
    remove: "Usuń z tego telefonu",
    removeTitle: (label) => `Usunąć ${label} z tego telefonu?`,
    removeBody:
      "Ta przeglądarka usuwa klucz i nic tu już nie pyta. Token pozostaje na koncie do zgłoszenia jego utraty lub połączenia innego telefonu.",

    waking: {
      OFF: "Prośby jeszcze nie wybudzają tego telefonu. Do tego czasu prosimy otwierać tę stronę przy każdym logowaniu.",
      DENIED:
        "Powiadomienia tej strony są zablokowane. Prosimy otwierać tę stronę przy każdym logowaniu lub zezwolić na nie w ustawieniach przeglądarki.",
      FROM_HOME_SCREEN:
        "Prośby wybudzają ten telefon tylko wtedy, gdy ta strona jest na ekranie początkowym: prosimy dotknąć „Udostępnij”, potem „Dodaj do ekranu początkowego” i otwierać ją stamtąd. Telefon połączony wcześniej trzeba tam połączyć ponownie. W innym razie prosimy otwierać tę stronę przy każdym logowaniu.",
      NEVER: "Ta przeglądarka nie wybudza stron. Prosimy otwierać tę stronę przy każdym logowaniu.",
    },
    wakes: "Prośby wybudzają ten telefon.",
    allow: "Wybudzaj ten telefon",
    notAllowed: "Przeglądarka na to nie zezwoliła lub jej usługa powiadomień jest nieosiągalna.",
  },

  models: {
    ...PRODUCT_NAMES,
    GOOGLE_AUTHENTICATOR: "Aplikacja uwierzytelniająca",
    PUSH: "Telefon, który pyta",
    SMS: "SMS",
    EMAIL: "E-mail",
    BOT: "Czat",
    UNIVERSAL: "Urządzenie",
  },

  refusals: {
    wait: (seconds) => `Zbyt wiele prób. Prosimy poczekać ${seconds} s i spróbować ponownie.`,
    locked: (minutes) =>
      `Token jest zablokowany, bo zbyt wiele kodów było błędnych. Teraz żaden kod nie zostanie przyjęty. ${minutes === null ? "Prosimy zwrócić się do pomocy technicznej o odblokowanie." : `Prosimy spróbować ponownie za ${minutes} min.`}`,
    says: {
      NETWORK: "Serwer nie odpowiada. Prosimy sprawdzić połączenie i spróbować ponownie.",
      UNEXPECTED: "Serwer nie odpowiedział tak, jak powinien. Prosimy spróbować później.",
      INTERNAL: "W serwerze wystąpił błąd. Prosimy spróbować ponownie lub zwrócić się do pomocy technicznej.",
      UNAVAILABLE: "Serwer jest teraz niedostępny. Prosimy spróbować za chwilę.",
      OVERLOADED: "Serwer ma teraz zbyt dużo pracy. Prosimy spróbować za chwilę.",
      PERSISTED_DOCUMENT_NOT_FOUND: "Serwer ma nową wersję tej strony. Prosimy ją odświeżyć.",
      CANCELLED: "Nic nie zostało zrobione, ponieważ nie potwierdzono tożsamości.",
      UNAUTHENTICATED: "Sesja się zakończyła. Prosimy zalogować się ponownie.",
      FORBIDDEN: "Ten portal nie jest otwarty dla tego adresu. Prosimy zapytać administratora.",
      STEP_UP_REQUIRED: "Prosimy potwierdzić tożsamość kodem tokenu.",
      ATTEMPT_EXPIRED: "To logowanie trwało zbyt długo lub wpisano zbyt wiele kodów. Prosimy zacząć od nowa.",
      SIGN_IN_REFUSED:
        "Logowanie się nie powiodło. Prosimy wpisać następny kod. Jeśli login lub hasło mogą być błędne, prosimy zacząć od nowa: żaden kod ich nie poprawi. Jeśli nigdy nie było tu tokenu, prosimy zwrócić się do pomocy technicznej o zaproszenie.",
      "SIGN_IN_REFUSED RESOURCE_DISABLED":
        "Logowanie jest tu teraz zamknięte. Prosimy spróbować później lub zwrócić się do pomocy technicznej.",
      "SIGN_IN_REFUSED MAILBOX_ALONE":
        "Logowanie zaczęło się od e-maila, a kody tokenu też przychodzą e-mailem. Prosimy się wylogować i zalogować hasłem i kodem.",
      NOT_FOUND: "Tego już tu nie ma. Prosimy odświeżyć stronę.",
      "NOT_FOUND address": "Nie ma portalu o tym adresie. Prosimy zapytać osobę, która go podała.",
      "NOT_FOUND token":
        "Ten link został użyty lub unieważniony albo jest za stary. Prosimy poprosić o inny.",
      "NOT_FOUND input.otp":
        "Nie ma jeszcze kodu. Prosimy najpierw zatwierdzić prośbę na telefonie lub otworzyć czat.",
      VALIDATION_FAILED: "Tego nie można przyjąć. Prosimy sprawdzić wpisane dane.",
      "VALIDATION_FAILED password":
        "To hasło jest łatwe do odgadnięcia. Prosimy wybrać inne, na przykład cztery słowa, które nie mają ze sobą nic wspólnego.",
      "VALIDATION_FAILED input.password":
        "To hasło jest łatwe do odgadnięcia. Prosimy wybrać inne, na przykład cztery słowa, które nie mają ze sobą nic wspólnego.",
      "VALIDATION_FAILED input.name":
        "Ta nazwa nie jest możliwa. Prosimy wybrać krótszą, bez znaków specjalnych.",
      "VALIDATION_FAILED input.pin": "PIN ma od 4 do 12 cyfr i nic więcej.",
      "VALIDATION_FAILED input.model":
        "Tego tokenu nie można tu połączyć. Prosimy zwrócić się do pomocy technicznej.",
      "VALIDATION_FAILED input.firstName":
        "To imię nie jest możliwe. Prosimy wpisać krótsze, bez znaków specjalnych.",
      "VALIDATION_FAILED input.lastName":
        "To nazwisko nie jest możliwe. Prosimy wpisać krótsze, bez znaków specjalnych.",
      "VALIDATION_FAILED input.contact.email":
        "Ten adres nie jest możliwy. Prosimy wpisać inny, jak anna@example.org.",
      "VALIDATION_FAILED input.contact.phoneNumber":
        "Ten numer nie jest możliwy. Prosimy wpisać inny, z kodem kraju, jak +48 512 345 678.",
      USER_HAS_TOKEN_AT_RESOURCE: "Jest tu już token. Prosimy najpierw go zwrócić.",
      STILL_IN_USE: "Jest tu już token. Prosimy najpierw go zwrócić lub zwrócić się do pomocy technicznej.",
      QUOTA_EXCEEDED: "Firma nie może mieć więcej tokenów. Prosimy zwrócić się do pomocy technicznej.",
      POLICY_REFUSED:
        "Teraz nie jest to tutaj możliwe. Prosimy odświeżyć stronę lub zwrócić się do pomocy technicznej.",
      "POLICY_REFUSED input":
        "Teraz nie można wysłać kodu. Prosimy poczekać kilka minut lub zwrócić się do pomocy technicznej.",
      "POLICY_REFUSED input.contact.email":
        "Na ten adres nie można teraz wysłać kodu. Prosimy poczekać kilka minut lub zwrócić się do pomocy technicznej.",
      "POLICY_REFUSED input.contact.phoneNumber":
        "Na ten numer nie można teraz wysłać kodu. Prosimy poczekać kilka minut lub zwrócić się do pomocy technicznej.",
      NOT_SUPPORTED_BY_MODEL: "Z tym tokenem nie jest to możliwe. Prosimy zwrócić się do pomocy technicznej.",
      WRONG_CODE: "Te kody są błędne. Prosimy wpisać dwa nowe, jeden po drugim.",
      "WRONG_CODE input.serialNumber":
        "Ten numer seryjny i te dwa kody nie należą do urządzenia, które można dodać. Prosimy sprawdzić wszystkie trzy lub zwrócić się do pomocy technicznej.",
      "WRONG_CODE input.code": "To nie jest wysłany kod. Prosimy wpisać go ponownie lub wysłać inny.",
      REPLAYED:
        "Ten kod był już użyty. Prosimy poczekać na następny. Jeśli i on zostanie odrzucony, prosimy zwrócić się do pomocy technicznej.",
      EXPIRED: "Jest na to za późno. Prosimy zacząć od nowa.",
      LOCKED: "Token jest zablokowany. Prosimy poczekać kilka minut lub zwrócić się do pomocy technicznej.",
    },
  },
};
