import type { Reason } from "../event-types.js";
import { ACCOUNTS_DE, ACCOUNTS_NAMES_DE } from "./de/accounts.js";
import { PEOPLE_DE, PEOPLE_NAMES_DE } from "./de/people.js";
import { SENDING_DE, SENDING_NAMES_DE } from "./de/sending.js";
import { SIGN_INS_DE, SIGN_INS_NAMES_DE } from "./de/sign-ins.js";
import { TOKENS_DE, TOKENS_NAMES_DE } from "./de/tokens.js";
import type { Words } from "./words.js";

const REASONS: Readonly<Record<Reason, string>> = {
  UNKNOWN_USER: "diesen Benutzer gibt es nicht",
  UNKNOWN_TOKEN: "dieses Token gibt es nicht",
  USER_DISABLED: "der Benutzer ist gesperrt",
  TOKEN_DISABLED: "das Token ist gesperrt",
  NOT_YET_VALID: "das Token gilt noch nicht, sein validFrom liegt in der Zukunft",
  VALIDITY_ENDED: "das Token gilt nicht mehr, sein validUntil ist vorbei",
  PENDING: "das Token ist noch nicht bestätigt",
  UNASSIGNED: "das Token gehört keinem Benutzer",
  NOT_LINKED: "der Benutzer hat an der Ressource kein Token, oder das Token ist nicht mit ihr verknüpft",
  RESOURCE_DISABLED: "die Ressource ist gesperrt",
  ADDRESS_NOT_ALLOWED:
    "die Adresse des Geräts gehört nicht zu denen, die die Ressource zulässt, oder der Aufrufer hat sie nicht angegeben",
  LOCKED: "das Token ist nach zu vielen falschen Codes blockiert",
  FAILURE_CEILING: "das Token ist nach 100 Fehlversuchen hintereinander blockiert",
  WRONG_CODE: "der Code war falsch",
  WRONG_PASSWORD:
    "das Passwort oder der Code aus der Mail war falsch, oder es ist kein Passwort gesetzt. Der Code des Tokens wurde nicht geprüft",
  WRONG_RECOVERY_CODE:
    "der Wiederherstellungscode war falsch, oder es gibt keinen, oder das Portal nimmt von diesem Benutzer keinen an",
  MAILBOX_ALONE:
    "die Anmeldung am Portal begann mit einer Mail, und auch die Codes des Tokens kommen per Mail: ein Postfach allein genügt nicht. Der Code wurde nicht geprüft",
  NO_ROLE: "die Person hat keine Rolle, und nur wer eine Rolle hat, darf die Konsole benutzen",
  HAS_ROLE: "die Person hat eine Rolle und muss die Konsole benutzen: das Portal ist für Benutzer ohne Rolle",
  NO_PASSCODE: "es wurde kein Code eingegeben. Das zählt nicht als Fehlversuch",
  WRONG_PIN: "die PIN war falsch; der Code war vielleicht richtig",
  REPLAYED: "der Code war richtig, wurde aber schon benutzt",
  PIN_NOT_SET: "die Suite des Tokens verlangt eine PIN, und es ist keine gesetzt",
  NOT_ANSWERED: "die Anfrage auf dem Telefon wurde noch nicht beantwortet",
  DECLINED: "die Anfrage auf dem Telefon wurde abgelehnt",
  UNKNOWN_TRIGGER:
    "die Person antwortete auf dem Telefon, dass sie nicht danach gefragt hat. Vielleicht kennt jemand anderes das Passwort, oder er hat überwunden, was vor der Anfrage kommt",
  WRONG_CHOICE: "die Person wählte auf dem Telefon eine andere Zahl, als die Anmeldeseite zeigte",
  SENT_TOO_OFTEN: "es wurde kein Code gesendet, weil in kurzer Zeit zu viele gesendet wurden",
  COUNTRY_NOT_ALLOWED:
    "es wurde kein Code gesendet, weil kein Kanal des Kontos in das Land der Telefonnummer senden darf",
  NO_CHANNEL: "es wurde kein Code gesendet, weil das Konto keinen eingeschalteten Kanal dieser Art hat",
  CHALLENGE_REQUIRED:
    "das Token beantwortet Fragen oder braucht einen Code, der gesendet wird, und der Aufrufer nannte keine Challenge",
  CHALLENGE_EXPIRED:
    "die Challenge ist nicht offen: sie ist abgelaufen, beantwortet oder durch eine neuere ersetzt, oder sie gehört zu einem anderen Token oder Zweck",
};

/** Events in German. */
export const DE: Words = {
  sentences: { ...ACCOUNTS_DE, ...PEOPLE_DE, ...SENDING_DE, ...SIGN_INS_DE, ...TOKENS_DE },
  names: {
    ...ACCOUNTS_NAMES_DE,
    ...PEOPLE_NAMES_DE,
    ...SENDING_NAMES_DE,
    ...SIGN_INS_NAMES_DE,
    ...TOKENS_NAMES_DE,
  },
  reason: (reason) => REASONS[reason],
  unsentReasons: { WRONG_PIN: "die PIN war falsch", NO_PASSCODE: "die PIN fehlt" },
  erased: "(gelöscht)",
};
