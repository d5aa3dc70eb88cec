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
  mail: {
    subject: {
      INVITATION: "Einladung zur Konsole von {account}",
      PASSWORD_RESET: "Neues Passwort für die Konsole von {account}",
      PASSWORD_SET: "Ihr Passwort für die Konsole von {account} wurde gesetzt",
      TOKEN_CONNECTED: "Eine Authenticator-App wurde mit der Konsole von {account} verbunden",
    },
    lead: {
      INVITATION: "{by} lädt Sie zur Konsole von {account} ein.",
      PASSWORD_RESET:
        "{by} hat Ihr Passwort für die Konsole von {account} zurückgesetzt. Das alte Passwort gilt nicht mehr.",
      PASSWORD_SET: "Ihr Passwort für die Konsole von {account} wurde über einen Link gesetzt.",
      TOKEN_CONNECTED:
        "Eine Authenticator-App wurde verbunden. Mit ihren Codes melden Sie sich ab jetzt an der Konsole von {account} an.",
    },
    steps: {
      JOIN: "Öffnen Sie diesen Link, und legen Sie ein Passwort fest. Wenn die Seite danach fragt, verbinden Sie eine Authenticator-App:",
      TOKEN:
        "Öffnen Sie diesen Link, geben Sie Ihr Passwort ein, und verbinden Sie eine andere Authenticator-App:",
      PASSWORD: "Öffnen Sie diesen Link, und legen Sie ein neues Passwort fest:",
    },
    validity:
      "Der Link funktioniert einmal, bis {until}. Wer ihn hat, kann ihn an Ihrer Stelle benutzen: Zeigen Sie ihn niemandem.",
    advice: {
      INVITATION:
        "Wenn Sie diese Nachricht nicht erwartet haben, öffnen Sie den Link nicht, und informieren Sie Ihre Administration.",
      PASSWORD_RESET: "Wenn Sie kein neues Passwort gewünscht haben, informieren Sie Ihre Administration.",
      PASSWORD_SET:
        "Wenn Sie das nicht waren, hatte jemand anderes Ihren Link. Informieren Sie sofort Ihre Administration: Sie setzt das Passwort zurück und beendet alle Sitzungen.",
      TOKEN_CONNECTED:
        "Wenn Sie das nicht waren, kann sich vielleicht jemand anderes als Sie anmelden. Informieren Sie sofort Ihre Administration: Sie entfernt die App und beendet alle Sitzungen.",
    },
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
