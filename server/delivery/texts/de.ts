import type { Phrases } from "./phrases.js";

/** German, with the polite form. */
export const de: Phrases = {
  minutes: { one: "{count} Minute", other: "{count} Minuten" },
  sms: {
    SIGN_IN: "{code} ist Ihr Code für {place}, gültig {minutes} Min. Nennen Sie ihn niemandem.",
    CHECK: "{code} ist Ihr Prüfcode für {place}, gültig {minutes} Min. Nennen Sie ihn niemandem.",
    ENROLMENT: "{code} ist Ihr Aktivierungscode für {place}, gültig {minutes} Min. Nennen Sie ihn niemandem.",
    TEST: "Testnachricht von {place}: Codes erreichen Sie hier. Sie müssen nichts tun.",
  },
  lead: {
    SIGN_IN: "{code} ist Ihr Code für {place}",
    CHECK: "{code} ist Ihr Prüfcode für {place}",
    ENROLMENT: "{code} ist Ihr Aktivierungscode für {place}",
    TEST: "Testnachricht von {place}",
  },
  secrecy: "Er ist {validity} gültig. Teilen Sie diesen Code niemals jemandem mit.",
  advice: {
    SIGN_IN:
      "Wenn Sie sich gerade nicht anmelden, kennt vielleicht jemand anderes Ihr Passwort. Informieren Sie dann bitte Ihre Administration.",
    CHECK: "Dieser Code prüft nur, ob Ihre Codes funktionieren. Er meldet niemanden an.",
    ENROLMENT:
      "Dieser Code bestätigt, dass Codes Sie hier erreichen. Wenn Sie gerade nichts einrichten, ignorieren Sie diese Nachricht.",
    TEST: "Nachrichten mit Codes erreichen Sie hier. Sie müssen nichts tun.",
  },
  push: {
    signIn: "Anmelden bei {resource}?",
    check: "Dieses Token prüfen?",
    connect:
      "Dieses Telefon mit {token} verbinden? Stimmen Sie zu, und geben Sie dann den Code ein, der erscheint.",
    shown: "Geben Sie diesen Code dort ein, wo Sie sich anmelden. Nennen Sie ihn niemandem.",
    test: "Dies ist ein Test. Sie müssen nichts tun.",
  },
  labels: { resource: "Ressource:", account: "Konto:", login: "Anmeldename:", address: "IP-Adresse:" },
};
