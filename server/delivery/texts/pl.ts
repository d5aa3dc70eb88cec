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
    TEST: "Wiadomosc testowa od {place}: kody tu docieraja. Nic nie trzeba robic.",
  },
  lead: {
    SIGN_IN: "{code} to kod do {place}",
    CHECK: "{code} to kod weryfikacyjny do {place}",
    ENROLMENT: "{code} to kod aktywacyjny do {place}",
    TEST: "Wiadomość testowa od {place}",
  },
  secrecy: "Jest ważny przez {validity}. Prosimy nigdy nikomu nie podawać tego kodu.",
  advice: {
    SIGN_IN:
      "Jeśli to nie Pan/Pani teraz się loguje, być może ktoś inny zna hasło. W takim przypadku prosimy powiadomić administratora.",
    CHECK: "Ten kod służy tylko do sprawdzenia, czy kody działają. Nikogo nie loguje.",
    ENROLMENT:
      "Ten kod potwierdza, że kody tu docierają. Jeśli nic nie jest teraz konfigurowane, prosimy zignorować tę wiadomość.",
    TEST: "Wiadomości z kodami tu docierają. Nic nie trzeba robić.",
  },
  push: {
    signIn: "Zalogować do {resource}?",
    check: "Sprawdzić ten token?",
    connect: "Połączyć ten telefon z {token}? Prosimy zatwierdzić, a potem wpisać kod, który się pojawi.",
    shown: "Ten kod należy wpisać tam, gdzie odbywa się logowanie. Prosimy nikomu go nie podawać.",
    test: "To jest test. Nic nie trzeba robić.",
  },
  labels: { resource: "Zasób:", account: "Konto:", login: "Login:", address: "Adres IP:" },
};
