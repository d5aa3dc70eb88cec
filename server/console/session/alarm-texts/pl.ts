import type { AlarmTexts } from "./en.js";

/** Polish, in impersonal polite forms. */
export const texts: AlarmTexts = {
  title: "Czy to Pan/Pani?",
  lead: "Jeśli to Pan/Pani, prosimy zamknąć tę stronę: nic się nie zmieni. Jeśli nie, prosimy nacisnąć przycisk. Wszystkie sesje zostaną zakończone. To, co zmieniono, i wszystko inne, co zmieniono w tej samej sesji, zostanie zablokowane lub usunięte: tokeny, hasło, adres e-mail, numer telefonu.",
  notMe: "To nie ja",
  dead: "Ten link nie działa: jest niepełny, ma więcej niż siedem dni lub został unieważniony. Prosimy powiadomić administratora, który może zrobić to samo.",
  happened: "Co się stało",
  facts: { what: "Co", where: "Gdzie", token: "Token", when: "Kiedy" },
  changes: {
    TOKEN_ENROLLED: "Skonfigurowano token",
    TOKEN_REISSUED: "Token otrzymał nowy tajny klucz",
    TOKEN_TAKEN: "Przypisano token",
    TOKEN_GIVEN_BACK: "Zwrócono token",
    TOKEN_PIN_SET: "Ustawiono PIN tokenu",
    TOKEN_PIN_REMOVED: "Usunięto PIN tokenu",
    TOKEN_REPORTED_LOST: "Zgłoszono utratę tokenu",
    TOKEN_SYNCHRONIZED: "Zsynchronizowano token",
    PASSWORD_CHANGED: "Ustawiono hasło",
    NAMES_CHANGED: "Zmieniono imię lub nazwisko",
    EMAIL_CHANGED: "Zmieniono adres e-mail",
    PHONE_NUMBER_CHANGED: "Zmieniono numer telefonu",
    RECOVERY_CODE_CREATED: "Utworzono kod odzyskiwania",
    RECOVERY_CODE_USED: "Użyto kodu odzyskiwania",
  },
  otherChange: "Coś zmieniono",
  raisedTitle: "Zakończono wszystkie sesje",
  repeated: (time) => `Zgłoszono to już wcześniej: ${time}. Teraz nic więcej nie zmieniono.`,
  done: "Co zrobiono",
  always: "Rozpoczęte logowania nie będą kontynuowane, a otwarte zaproszenia są nieważne.",
  effects: {
    TOKEN_DISABLED:
      "Zmienione tokeny są wyłączone: nikt się nimi nie zaloguje, dopóki nie włączy ich pomoc techniczna.",
    ENROLMENT_CANCELLED: "Przerwano konfigurowanie tokenu.",
    PASSWORD_REMOVED: "Usunięto hasło: pomoc techniczna wyśle link, aby ustawić inne.",
    RECOVERY_CODE_REMOVED: "Kod odzyskiwania jest nieważny: prosimy utworzyć inny po ponownym zalogowaniu.",
    EMAIL_REMOVED: "Usunięto adres e-mail: prosimy podać pomocy technicznej właściwy.",
    PHONE_NUMBER_REMOVED: "Usunięto numer telefonu: prosimy podać pomocy technicznej właściwy.",
  },
  next: "Co teraz zrobić",
  steps: {
    TALK: "Prosimy zwrócić się teraz do pomocy technicznej lub administratora i powiedzieć, co się stało.",
    OTHER_MAILS:
      "Jeśli przyszły inne e-maile o zmianach wprowadzonych przez kogoś innego, prosimy otworzyć link w każdym z nich.",
    SECRETS: "Prosimy nikomu nie podawać hasła ani kodu i nie otwierać linków, o które nie proszono.",
    PASSWORD: "Jeśli to samo hasło jest używane gdzie indziej, prosimy je tam zmienić.",
  },
};
