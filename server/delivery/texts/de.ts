import type { Phrases } from "./phrases.js";

/** German, with the polite form. */
export const de: Phrases = {
  minutes: { one: "{count} Minute", other: "{count} Minuten" },
  sms: {
    SIGN_IN: "{code} ist Ihr Code für {place}, gültig {minutes} Min. Nennen Sie ihn niemandem.",
    CHECK: "{code} ist Ihr Prüfcode für {place}, gültig {minutes} Min. Nennen Sie ihn niemandem.",
    ENROLMENT: "{code} ist Ihr Aktivierungscode für {place}, gültig {minutes} Min. Nennen Sie ihn niemandem.",
    CONTACT: "{code} ist Ihr Bestätigungscode für {place}, gültig {minutes} Min. Nennen Sie ihn niemandem.",
    TEST: "Testnachricht von {place}: Codes erreichen Sie hier. Sie müssen nichts tun.",
  },
  lead: {
    SIGN_IN: "{code} ist Ihr Code für {place}",
    CHECK: "{code} ist Ihr Prüfcode für {place}",
    ENROLMENT: "{code} ist Ihr Aktivierungscode für {place}",
    CONTACT: "{code} ist Ihr Code, um einen neuen Kontakt für {place} zu bestätigen",
    TEST: "Testnachricht von {place}",
  },
  secrecy: "Er ist {validity} gültig. Teilen Sie diesen Code niemals jemandem mit.",
  advice: {
    SIGN_IN:
      "Wenn Sie sich gerade nicht anmelden, kennt vielleicht jemand anderes Ihr Passwort. Informieren Sie dann bitte Ihre Administration.",
    CHECK: "Dieser Code prüft nur, ob Ihre Codes funktionieren. Er meldet niemanden an.",
    ENROLMENT:
      "Dieser Code bestätigt, dass Codes Sie hier erreichen. Wenn Sie gerade nichts einrichten, ignorieren Sie diese Nachricht.",
    CONTACT:
      "Jemand, der im Portal angemeldet ist, möchte hier erreicht werden und gibt dort diesen Code ein. Wenn Sie das nicht sind, geben Sie den Code nicht weiter, und ignorieren Sie diese Nachricht.",
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
  portal: {
    invitation: "Einrichtung Ihrer Anmeldung bei {place}",
    invited: "{by} lädt Sie ein, Ihre Anmeldung bei {place} einzurichten.",
    steps:
      "Öffnen Sie diesen Link, und folgen Sie der Seite. Dort verbinden Sie eine Authenticator-App oder ein anderes Token:",
    reset: "Neues Passwort für das Portal von {place}",
    wasReset:
      "{by} hat Ihr Passwort für das Portal von {place} zurückgesetzt. Das alte Passwort funktioniert nicht mehr.",
    resetSteps:
      "Öffnen Sie diesen Link, und setzen Sie ein neues Passwort. Die Seite fragt auch nach einem Code Ihres Tokens:",
    code: "{code} ist Ihr Code für das Portal von {place}",
    codeAdvice:
      "Geben Sie ihn nur auf der Seite ein, auf der Sie ihn angefordert haben. Wenn Sie keinen Code angefordert haben, hat jemand anderes Ihren Anmeldenamen eingegeben: Benutzen Sie den Code nicht. Wenn das wieder geschieht, informieren Sie Ihre Administration.",
    changes: {
      TOKEN_ENROLLED: "Ein Token wurde für Ihre Anmeldung bei {place} eingerichtet",
      TOKEN_REISSUED: "Ihr Token für {place} hat einen neuen geheimen Schlüssel erhalten",
      TOKEN_TAKEN: "Ein Token wurde Ihnen für {place} zugewiesen",
      TOKEN_GIVEN_BACK: "Ihr Token für {place} wurde zurückgegeben",
      TOKEN_PIN_SET: "Für Ihr Token für {place} wurde eine PIN gesetzt",
      TOKEN_PIN_REMOVED: "Die PIN Ihres Tokens für {place} wurde entfernt",
      TOKEN_REPORTED_LOST: "Ihr Token für {place} wurde als verloren gemeldet und deaktiviert",
      TOKEN_SYNCHRONIZED: "Ihr Token für {place} wurde synchronisiert",
      PASSWORD_CHANGED: "Ihr Passwort für das Portal von {place} wurde gesetzt",
      NAMES_CHANGED: "Ihr Name wurde im Portal von {place} geändert",
      EMAIL_CHANGED: "Ihre E-Mail-Adresse wurde im Portal von {place} geändert",
      PHONE_NUMBER_CHANGED: "Ihre Telefonnummer wurde im Portal von {place} geändert",
      RECOVERY_CODE_CREATED: "Ein Wiederherstellungscode wurde im Portal von {place} erstellt",
      RECOVERY_CODE_USED: "Ihr Wiederherstellungscode wurde im Portal von {place} benutzt",
    },
    changesSms: {
      EMAIL_CHANGED:
        "Ihre E-Mail-Adresse für {place} wurde geändert. Waren Sie das nicht, informieren Sie sofort Ihre Administration.",
      PHONE_NUMBER_CHANGED:
        "Ihre Telefonnummer für {place} wurde geändert. Waren Sie das nicht, informieren Sie sofort Ihre Administration.",
    },
    notMe:
      "Wenn Sie das waren, müssen Sie nichts tun. Wenn Sie das nicht waren, öffnen Sie diesen Link, und drücken Sie den Knopf auf der Seite:",
    alarm:
      "Damit enden sofort alle Ihre Sitzungen, und was geändert wurde, wird gesperrt. Der Link funktioniert einmal, bis {until}. Informieren Sie auch Ihre Administration.",
    notMeByHand:
      "Wenn Sie das waren, müssen Sie nichts tun. Wenn Sie das nicht waren, informieren Sie sofort Ihre Administration.",
  },
  push: {
    signIn: "Anmelden bei {resource}?",
    check: "Dieses Token prüfen?",
    connect:
      "Dieses Telefon mit {token} verbinden? Stimmen Sie zu, und geben Sie dann den Code ein, der erscheint.",
    shown: "Geben Sie diesen Code dort ein, wo Sie sich anmelden. Nennen Sie ihn niemandem.",
    test: "Dies ist ein Test. Sie müssen nichts tun.",
  },
  labels: {
    resource: "Ressource:",
    account: "Konto:",
    token: "Token:",
    login: "Anmeldename:",
    time: "Zeit:",
    address: "IP-Adresse:",
  },
};
