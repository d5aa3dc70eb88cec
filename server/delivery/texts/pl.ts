import type { Phrases } from "./phrases.js";

/**
 * Polish, in impersonal polite forms. SMS are written without diacritics, as is usual there: each of ą, ć, ę, ł, ń, ó, ś,
 * ź, ż would make the whole SMS UCS-2.
 */
export const pl: Phrases = {
  minutes: {
    one: "{count} minutę",
    few: "{count} minuty",
    many: "{count} minut",
    other: "{count} minuty",
  },
  sms: {
    SIGN_IN: "{code} to kod do {place}, wazny {minutes} min. Prosimy nikomu go nie podawac.",
    CHECK: "{code} to kod weryfikacyjny do {place}, wazny {minutes} min. Prosimy nikomu go nie podawac.",
    ENROLMENT: "{code} to kod aktywacyjny do {place}, wazny {minutes} min. Prosimy nikomu go nie podawac.",
    CONTACT: "{code} to kod potwierdzenia do {place}, wazny {minutes} min. Prosimy nikomu go nie podawac.",
    TEST: "Wiadomosc testowa od {place}: kody tu docieraja. Nic nie trzeba robic.",
  },
  lead: {
    SIGN_IN: "{code} to kod do {place}",
    CHECK: "{code} to kod weryfikacyjny do {place}",
    ENROLMENT: "{code} to kod aktywacyjny do {place}",
    CONTACT: "{code} to kod potwierdzający nowy kontakt do {place}",
    TEST: "Wiadomość testowa od {place}",
  },
  secrecy: "Jest ważny przez {validity}. Prosimy nigdy nikomu nie podawać tego kodu.",
  advice: {
    SIGN_IN:
      "Jeśli to nie Pan/Pani teraz się loguje, być może ktoś inny zna hasło. W takim przypadku prosimy powiadomić administratora.",
    CHECK: "Ten kod służy tylko do sprawdzenia, czy kody działają. Nikogo nie loguje.",
    ENROLMENT:
      "Ten kod potwierdza, że kody tu docierają. Jeśli nic nie jest teraz konfigurowane, prosimy zignorować tę wiadomość.",
    CONTACT:
      "Osoba zalogowana w portalu chce otrzymywać tu wiadomości i wpisuje tam ten kod. Jeśli to nie Pan/Pani, prosimy nie przekazywać kodu i zignorować tę wiadomość.",
    TEST: "Wiadomości z kodami tu docierają. Nic nie trzeba robić.",
  },
  mail: {
    subject: {
      INVITATION: "Zaproszenie do konsoli {account}",
      PASSWORD_RESET: "Nowe hasło do konsoli {account}",
      PASSWORD_SET: "Ustawiono hasło do konsoli {account}",
      TOKEN_CONNECTED: "Połączono aplikację uwierzytelniającą z konsolą {account}",
    },
    lead: {
      INVITATION: "{by} zaprasza do konsoli {account}.",
      PASSWORD_RESET: "{by} resetuje hasło do konsoli {account}. Stare hasło już nie działa.",
      PASSWORD_SET: "Hasło do konsoli {account} zostało ustawione za pomocą linku.",
      TOKEN_CONNECTED:
        "Połączono aplikację uwierzytelniającą. Od teraz jej kody służą do logowania do konsoli {account}.",
    },
    steps: {
      JOIN: "Prosimy otworzyć ten link i ustawić hasło. Jeśli strona o to poprosi, prosimy połączyć aplikację uwierzytelniającą:",
      TOKEN: "Prosimy otworzyć ten link, wpisać swoje hasło i połączyć inną aplikację uwierzytelniającą:",
      PASSWORD: "Prosimy otworzyć ten link i ustawić inne hasło:",
    },
    validity:
      "Link działa jeden raz, do {until}. Kto go ma, może z niego skorzystać zamiast adresata: prosimy nikomu go nie pokazywać.",
    advice: {
      INVITATION:
        "Jeśli ta wiadomość jest nieoczekiwana, prosimy nie otwierać linku i powiadomić administratora.",
      PASSWORD_RESET: "Jeśli to nie Pan/Pani prosił(a) o inne hasło, prosimy powiadomić administratora.",
      PASSWORD_SET:
        "Jeśli to nie Pan/Pani, link miał ktoś inny. Prosimy natychmiast powiadomić administratora, który zresetuje hasło i zakończy wszystkie sesje.",
      TOKEN_CONNECTED:
        "Jeśli to nie Pan/Pani, być może ktoś inny może się zalogować. Prosimy natychmiast powiadomić administratora, który usunie aplikację i zakończy wszystkie sesje.",
    },
  },
  portal: {
    invitation: "Konfiguracja logowania do {place}",
    invited: "{by} zaprasza do skonfigurowania logowania do {place}.",
    steps:
      "Prosimy otworzyć ten link i postępować zgodnie ze wskazówkami na stronie. Można tam połączyć aplikację uwierzytelniającą lub inny token:",
    reset: "Nowe hasło do portalu {place}",
    wasReset: "{by} resetuje hasło do portalu {place}. Stare hasło już nie działa.",
    resetSteps: "Prosimy otworzyć ten link i ustawić inne hasło. Strona prosi także o kod tokenu:",
    code: "{code} to kod do portalu {place}",
    codeAdvice:
      "Kod należy wpisać tylko na stronie, na której o niego poproszono. Jeśli to nie Pan/Pani prosił(a) o kod, ktoś inny wpisał ten login: prosimy nie używać kodu. Jeśli to się powtórzy, prosimy powiadomić administratora.",
    changes: {
      TOKEN_ENROLLED: "Skonfigurowano token do logowania do {place}",
      TOKEN_REISSUED: "Token do {place} otrzymał nowy tajny klucz",
      TOKEN_TAKEN: "Przypisano token do {place}",
      TOKEN_GIVEN_BACK: "Zwrócono token do {place}",
      TOKEN_PIN_SET: "Ustawiono PIN tokenu do {place}",
      TOKEN_PIN_REMOVED: "Usunięto PIN tokenu do {place}",
      TOKEN_REPORTED_LOST: "Zgłoszono utratę tokenu do {place}; token jest wyłączony",
      TOKEN_SYNCHRONIZED: "Zsynchronizowano token do {place}",
      PASSWORD_CHANGED: "Ustawiono hasło do portalu {place}",
      NAMES_CHANGED: "Zmieniono imię lub nazwisko w portalu {place}",
      EMAIL_CHANGED: "Zmieniono adres e-mail w portalu {place}",
      PHONE_NUMBER_CHANGED: "Zmieniono numer telefonu w portalu {place}",
      RECOVERY_CODE_CREATED: "Utworzono kod odzyskiwania w portalu {place}",
      RECOVERY_CODE_USED: "Użyto kodu odzyskiwania w portalu {place}",
    },
    changesSms: {
      EMAIL_CHANGED:
        "Zmieniono adres e-mail do {place}. Jesli to nie Pan/Pani, prosimy od razu powiadomic administratora.",
      PHONE_NUMBER_CHANGED:
        "Zmieniono numer telefonu do {place}. Jesli to nie Pan/Pani, prosimy od razu powiadomic administratora.",
    },
    notMe:
      "Jeśli to Pan/Pani, nic nie trzeba robić. Jeśli to nie Pan/Pani, prosimy otworzyć ten link i nacisnąć przycisk na stronie:",
    alarm:
      "Wszystkie sesje zostaną wtedy natychmiast zakończone, a to, co zmieniono, zostanie zablokowane. Link działa jeden raz, do {until}. Prosimy powiadomić także administratora.",
    notMeByHand:
      "Jeśli to Pan/Pani, nic nie trzeba robić. Jeśli to nie Pan/Pani, prosimy natychmiast powiadomić administratora.",
  },
  push: {
    signIn: "Zalogować do {resource}?",
    check: "Sprawdzić ten token?",
    connect: "Połączyć ten telefon z {token}? Prosimy zatwierdzić, a potem wpisać kod, który się pojawi.",
    shown: "Ten kod należy wpisać tam, gdzie odbywa się logowanie. Prosimy nikomu go nie podawać.",
    test: "To jest test. Nic nie trzeba robić.",
  },
  labels: {
    resource: "Zasób:",
    account: "Konto:",
    token: "Token:",
    login: "Login:",
    time: "Czas:",
    address: "Adres IP:",
  },
};
