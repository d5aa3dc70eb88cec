import type { AlarmTexts } from "./en.js";

/** German, with the polite form. */
export const texts: AlarmTexts = {
  title: "Waren Sie das?",
  lead: "Wenn Sie das waren, schließen Sie diese Seite: Nichts ändert sich. Wenn nicht, drücken Sie den Knopf. Alle Ihre Sitzungen enden. Was geändert wurde, und alles andere, was in derselben Sitzung geändert wurde, wird gesperrt oder entfernt: Token, Passwort, E-Mail-Adresse, Telefonnummer.",
  notMe: "Das war ich nicht",
  dead: "Dieser Link funktioniert nicht: Er ist unvollständig, älter als sieben Tage oder ungültig. Informieren Sie Ihre Administration, die dasselbe tun kann.",
  happened: "Was geschehen ist",
  facts: { what: "Was", where: "Wo", token: "Token", when: "Wann" },
  changes: {
    TOKEN_ENROLLED: "Ein Token wurde eingerichtet",
    TOKEN_REISSUED: "Ein Token hat einen neuen geheimen Schlüssel erhalten",
    TOKEN_TAKEN: "Ein Token wurde Ihnen zugewiesen",
    TOKEN_GIVEN_BACK: "Ein Token wurde zurückgegeben",
    TOKEN_PIN_SET: "Für ein Token wurde eine PIN gesetzt",
    TOKEN_PIN_REMOVED: "Die PIN eines Tokens wurde entfernt",
    TOKEN_REPORTED_LOST: "Ein Token wurde als verloren gemeldet",
    TOKEN_SYNCHRONIZED: "Ein Token wurde synchronisiert",
    PASSWORD_CHANGED: "Das Passwort wurde gesetzt",
    NAMES_CHANGED: "Der Name wurde geändert",
    EMAIL_CHANGED: "Die E-Mail-Adresse wurde geändert",
    PHONE_NUMBER_CHANGED: "Die Telefonnummer wurde geändert",
    RECOVERY_CODE_CREATED: "Ein Wiederherstellungscode wurde erstellt",
    RECOVERY_CODE_USED: "Der Wiederherstellungscode wurde benutzt",
  },
  otherChange: "Etwas wurde geändert",
  raisedTitle: "Alle Ihre Sitzungen wurden beendet",
  repeated: (time) => `Das wurde schon einmal gesagt: ${time}. Jetzt wurde nichts weiter geändert.`,
  done: "Was getan wurde",
  always: "Begonnene Anmeldungen gehen nicht weiter, und offene Einladungen sind ungültig.",
  effects: {
    TOKEN_DISABLED:
      "Geänderte Token sind deaktiviert: Niemand meldet sich damit an, bis der Helpdesk sie aktiviert.",
    ENROLMENT_CANCELLED: "Die Einrichtung des Tokens wurde abgebrochen.",
    PASSWORD_REMOVED:
      "Ihr Passwort wurde entfernt: Der Helpdesk sendet Ihnen einen Link, um ein neues zu setzen.",
    RECOVERY_CODE_REMOVED:
      "Der Wiederherstellungscode ist ungültig: Erstellen Sie einen neuen, wenn Sie sich wieder angemeldet haben.",
    EMAIL_REMOVED: "Die E-Mail-Adresse wurde entfernt: Nennen Sie dem Helpdesk die richtige.",
    PHONE_NUMBER_REMOVED: "Die Telefonnummer wurde entfernt: Nennen Sie dem Helpdesk die richtige.",
  },
  next: "Was Sie jetzt tun sollten",
  steps: {
    TALK: "Sprechen Sie jetzt mit dem Helpdesk oder Ihrer Administration, und sagen Sie, was geschehen ist.",
    OTHER_MAILS:
      "Wenn Sie andere E-Mails über Änderungen erhalten haben, die nicht von Ihnen sind, öffnen Sie den Link in jeder davon.",
    SECRETS:
      "Nennen Sie niemandem Ihr Passwort oder einen Code, und öffnen Sie keinen Link, um den Sie nicht gebeten haben.",
    PASSWORD: "Wenn Sie dasselbe Passwort anderswo benutzen, ändern Sie es dort.",
  },
};
