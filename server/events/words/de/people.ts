import type { EndedBecause, PEOPLE_EVENTS } from "../../types/people.js";
import type { Names, Sentences } from "../words.js";

const ENDED: Readonly<Record<EndedBecause, string>> = {
  ROLE_GIVEN: "die Person bekam eine Rolle",
  ROLE_CHANGED: "die Rolle wurde geändert",
  ROLE_REMOVED: "die Rolle wurde entzogen",
  PASSWORD_SET: "das Passwort wurde gesetzt",
  PASSWORD_RESET: "das Passwort wurde zurückgesetzt",
  PASSWORD_REMOVED: "das Passwort wurde entfernt",
  EMAIL_CHANGED: "die E-Mail-Adresse wurde geändert",
  CONTACT_CHANGED: "ein Kontakt wurde geändert",
  FIRST_ADMINISTRATOR: "es gibt einen Administrator",
  LINK_USED: "die Person benutzte einen Link, um ein anderes Token einzurichten",
  LINK_MADE_ON_HOST: "auf dem Server wurde ein neuer Link für diese Person erstellt",
  CONNECTED_ELSEWHERE: "in einer anderen Sitzung wurde ein Token verbunden",
  TOKEN_CONNECTED: "die Person verband ein Token",
  REPLACED: "ein anderer wurde erstellt",
  WRONG_CODES: "100 falsche Codes hintereinander wurden eingegeben",
  REVOKED: "jemand hat widerrufen",
  ALARM: "die Person meldete, dass jemand anderes etwas geändert hat",
  ENDED_BY_PERSON: "die Person hat sie beendet",
  ENDED_BY_ADMINISTRATOR: "ein Administrator hat sie beendet",
};

const because = (why: EndedBecause | null) => (why === null ? "" : `: ${ENDED[why]}`);

const FOR = {
  SETUP: ", um der erste Administrator zu werden",
  JOIN: ", um ein Passwort zu setzen und, wenn es keines gibt, ein Token einzurichten",
  PASSWORD: ", um ein anderes Passwort zu setzen",
  TOKEN: ", um ein anderes Token einzurichten",
  ENROL: "",
} as const;

const RESET = {
  LINK_SETS_ANOTHER: "; ein Link setzt ein anderes",
  LINK_CONNECTS_TOKEN: "; ein Link verbindet ein Token ohne Passwort",
  EMAIL_CHANGED:
    ", weil ein Link an eine andere E-Mail-Adresse es gesetzt hatte; ein neuer Link setzt ein anderes",
  ALARM: ": die Person meldete, dass jemand anderes es geändert hatte",
} as const;

const WAYS = {
  PASSWORD: "mit dem Passwort",
  MAIL_CODE: "mit einem Code aus einer Mail",
  INVITATION: "mit einer Einladung",
  RECOVERY_CODE: "mit einem Wiederherstellungscode",
} as const;

const CHANGES = {
  TOKEN_ENROLLED: "ein Token wurde verbunden",
  TOKEN_REISSUED: "ein Token bekam einen anderen geheimen Schlüssel",
  TOKEN_TAKEN: "ein Token wurde genommen",
  TOKEN_GIVEN_BACK: "ein Token wurde zurückgegeben",
  TOKEN_PIN_SET: "die PIN eines Tokens wurde gesetzt",
  TOKEN_PIN_REMOVED: "die PIN eines Tokens wurde entfernt",
  TOKEN_REPORTED_LOST: "ein Token wurde als verloren gemeldet",
  TOKEN_SYNCHRONIZED: "ein Token wurde synchronisiert",
  PASSWORD_CHANGED: "das Passwort wurde gesetzt",
  NAMES_CHANGED: "der Name wurde geändert",
  EMAIL_CHANGED: "die E-Mail-Adresse wurde geändert",
  PHONE_NUMBER_CHANGED: "die Telefonnummer wurde geändert",
  RECOVERY_CODE_CREATED: "ein Wiederherstellungscode wurde erstellt",
  RECOVERY_CODE_USED: "der Wiederherstellungscode wurde benutzt",
} as const;

/** People, in German. */
export const PEOPLE_DE: Sentences<keyof typeof PEOPLE_EVENTS> = {
  USER_CREATED: ({ params: { isImported }, user }) =>
    `Der Benutzer ${user} wurde angelegt${isImported === true ? ", aus einer Datei" : ""}.`,
  USER_UPDATED: ({ user, changed }) => `Der Benutzer ${user} wurde geändert: ${changed}.`,
  USER_DELETED: ({ user }) => `Der Benutzer ${user} wurde gelöscht.`,
  USER_ERASED: ({ params: { events, because: why } }) =>
    `Die persönlichen Daten eines gelöschten Benutzers wurden aus ${events} ${events === 1 ? "Ereignis" : "Ereignissen"} entfernt${why === null ? "" : ` (${why})`}.`,
  ADMINISTRATOR_CREATED: ({ params: { role }, user }) =>
    `${user} bekam die Rolle ${role} und darf sich an der Konsole anmelden.`,
  ADMINISTRATOR_UPDATED: ({ params: { role, before }, user }) =>
    `${user} bekam die Rolle ${role} statt ${before}.`,
  ADMINISTRATOR_DELETED: ({ params: { role }, user }) => `Die Rolle ${role} wurde ${user} entzogen.`,
  INVITATION_CREATED: ({ params: { purpose, sentTo }, user, resource }) => {
    const what = resource === "" ? "Ein Link" : `Ein Link zum Portal von ${resource}`;
    const how = sentTo === null ? "erstellt" : `an ${sentTo} gesendet`;
    return `${what} wurde für ${user} ${how}${FOR[purpose ?? "ENROL"]}.`;
  },
  INVITATION_USED: ({ user }) =>
    user === "" ? "Der Link des ersten Starts wurde benutzt." : `${user} benutzte einen Link.`,
  INVITATION_REVOKED: ({ params, user, resource }) => {
    if (user === "")
      return `Ein Link, der den ersten Administrator anlegt, wurde widerrufen${because(params.because)}.`;
    const where = resource === "" ? "zur Konsole" : `zum Portal von ${resource}`;
    return `Ein Link ${where} für ${user} wurde widerrufen, bevor er benutzt wurde${because(params.because)}.`;
  },
  PASSWORD_SET: ({ params: { byLink }, user, resource }) => {
    if (resource === "") return `${user} hat ein Passwort gesetzt.`;
    return `${user} hat ${byLink === true ? "mit einem Link" : "im Portal"} von ${resource} ein Passwort gesetzt.`;
  },
  PASSWORD_RESET: ({ params, user }) =>
    `Das Passwort von ${user} wurde entfernt${RESET[params.because ?? "LINK_SETS_ANOTHER"]}.`,
  PASSWORD_LOCKED: ({ params: { failures }, user }) =>
    `${failures} falsche Passwörter hintereinander wurden für ${user} gesendet: Das Passwort gilt nur noch aus Netzen, aus denen sich ${user} schon angemeldet hat, bis es neu gesetzt wird.`,
  RECOVERY_CODE_CREATED: ({ user, resource }) =>
    `${user} hat im Portal von ${resource} einen Wiederherstellungscode erstellt.`,
  RECOVERY_CODE_USED: ({ user, resource }) =>
    `${user} hat am Portal von ${resource} den Wiederherstellungscode benutzt.`,
  RECOVERY_CODE_REVOKED: ({ params, user }) =>
    `Der Wiederherstellungscode von ${user} ist ungültig${because(params.because)}.`,
  SESSION_STARTED: ({ params: { way, withCode }, user, resource }) => {
    if (resource === "")
      return withCode === true
        ? `${user} hat sich an der Konsole angemeldet.`
        : `${user} hat einen Link geöffnet und darf ein Token einrichten.`;
    const code = withCode === true ? " und einem Code" : ", ohne Code,";
    return `${user} hat sich am Portal von ${resource} ${WAYS[way ?? "PASSWORD"]}${code} angemeldet.`;
  },
  SESSION_ENDED: ({ params: { place, isReplaced }, user }) => {
    if (isReplaced === true)
      return `${user} hat ${place === "PORTAL" ? "ein Portal" : "die Konsole"} verlassen: Eine neue Anmeldung im selben Browser hat die Sitzung ersetzt.`;
    return `${user} hat sich von ${place === "PORTAL" ? "einem Portal" : "der Konsole"} abgemeldet.`;
  },
  SESSION_REVOKED: ({ params, user }) => `Eine Sitzung von ${user} wurde beendet${because(params.because)}.`,
  USER_CONTACT_CONFIRMED: ({ params: { contact }, user, resource }) =>
    `${user} hat ${contact} mit einem Code im Portal von ${resource} bestätigt.`,
  USER_ALARM: ({ params: { change, portal }, user }) =>
    `${user} meldete mit dem Link in einer Mail, was jemand anderes im Portal von ${portal} getan hat: ${CHANGES[change ?? "PASSWORD_CHANGED"]}.`,
};

/** What the types of these events are called, in German. */
export const PEOPLE_NAMES_DE: Names<keyof typeof PEOPLE_EVENTS> = {
  USER_CREATED: "Benutzer angelegt",
  USER_UPDATED: "Benutzer geändert",
  USER_DELETED: "Benutzer gelöscht",
  USER_ERASED: "Benutzer aus Ereignissen entfernt",
  ADMINISTRATOR_CREATED: "Rolle gegeben",
  ADMINISTRATOR_UPDATED: "Rolle geändert",
  ADMINISTRATOR_DELETED: "Rolle entzogen",
  INVITATION_CREATED: "Einladung erstellt",
  INVITATION_USED: "Einladung benutzt",
  INVITATION_REVOKED: "Einladung widerrufen",
  PASSWORD_SET: "Passwort gesetzt",
  PASSWORD_RESET: "Passwort zurückgesetzt",
  PASSWORD_LOCKED: "Passwort eingeschränkt",
  RECOVERY_CODE_CREATED: "Wiederherstellungscode erstellt",
  RECOVERY_CODE_USED: "Wiederherstellungscode benutzt",
  RECOVERY_CODE_REVOKED: "Wiederherstellungscode widerrufen",
  SESSION_STARTED: "Sitzung begonnen",
  SESSION_ENDED: "Sitzung beendet",
  SESSION_REVOKED: "Sitzung entzogen",
  USER_CONTACT_CONFIRMED: "Kontakt vom Benutzer bestätigt",
  USER_ALARM: "Alarm eines Benutzers",
};
