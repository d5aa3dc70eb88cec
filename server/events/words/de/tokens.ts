import type { LeftBehind, TOKEN_EVENTS } from "../../types/tokens.js";
import type { Names, Sentences } from "../words.js";

/** What is added for a secret that is short. */
const short = (bytes: number | null) =>
  bytes === null ? "" : ` Der geheime Schlüssel ist kurz: ${bytes} Byte.`;

const AT_CEILING =
  "bis ein Administrator es entsperrt: Derselbe geheime Schlüssel hatte schon 100 Fehlversuche hintereinander";

const REMOVED: Readonly<Record<LeftBehind, string>> = {
  SECRET: "; der geheime Schlüssel wurde entfernt",
  PHONE: "; das Telefon wurde entfernt",
  ADDRESS: "; die Adresse für die Codes wurde entfernt",
};

const POSITIONS = { BEFORE_OTP: "vor", AFTER_OTP: "nach" } as const;

/** How far a device was from its expected step or counter. */
function getPlace(shift: number, one: string, several: string): string {
  if (shift === 0) return "an der erwarteten Stelle";
  const far = `${Math.abs(shift)} ${Math.abs(shift) === 1 ? one : several}`;
  return `${far} ${shift > 0 ? "vor" : "hinter"} der erwarteten Stelle`;
}

/** The life of tokens, in German. */
export const TOKENS_DE: Sentences<keyof typeof TOKEN_EVENTS> = {
  TOKEN_CREATED: ({ params: { model, shortSecretBytes }, token }) =>
    `Das Token ${token} (${model}) wurde angelegt.${short(shortSecretBytes)}`,
  TOKEN_IMPORTED: ({ params: { model, isLocked, shortSecretBytes }, token }) =>
    `Das Token ${token} (${model}) wurde importiert${isLocked === true ? `; es ist blockiert, ${AT_CEILING}` : ""}.${short(shortSecretBytes)}`,
  TOKEN_ENROLMENT_STARTED: ({ params: { waitsFor, sentTo, until }, token, at }) => {
    const end = until === null ? "" : ` bis ${at(until)}`;
    if (sentTo !== null)
      return `Für das Token ${token} wird ein Code an ${sentTo} gesendet; es wartet${end} auf den Code.`;
    if (waitsFor === "PHONE") return `Das Token ${token} wartet${end} auf ein Telefon.`;
    return waitsFor === "CHAT"
      ? `Das Token ${token} wartet${end} darauf, dass jemand den Chat mit dem Bot öffnet.`
      : `Für das Token ${token} wurde ein neuer geheimer Schlüssel erzeugt; es wartet${end} auf einen ersten Code.`;
  },
  TOKEN_ENROLLED: ({ params: { by, sentTo, isAnother }, token }) => {
    if (sentTo !== null)
      return `Das Token ${token} wurde eingerichtet: Seine Codes werden an ${sentTo} gesendet.`;
    if (by === "PHONE") {
      return `Das Token ${token} wurde mit ${isAnother === true ? "einem anderen Telefon eingerichtet; das alte gilt nicht mehr" : "einem Telefon eingerichtet"}.`;
    }
    return `Das Token ${token} wurde ${isAnother === true ? "mit seinem neuen geheimen Schlüssel eingerichtet; der alte gilt nicht mehr" : "eingerichtet"}.`;
  },
  TOKEN_ENROLMENT_FAILED: ({ params: { attemptsLeft: left }, token, reason }) => {
    const attempts =
      left === 0 ? "es bleibt kein Versuch, und die Einrichtung ist ungültig" : `Versuche: ${left}`;
    return `Die Einrichtung des Tokens ${token} wurde nicht abgeschlossen: ${reason}${left === null ? "" : `; ${attempts}`}.`;
  },
  TOKEN_ENROLMENT_CANCELLED: ({ params: { isOfAddress }, token }) =>
    isOfAddress === true
      ? `Die Änderung der Adresse des Tokens ${token} wurde abgebrochen; Codes gehen weiter an die alte.`
      : `Die Einrichtung des Tokens ${token} wurde abgebrochen.`,
  TOKEN_REISSUED: ({ params: { by, isLost, isOldWorking, shortSecretBytes }, token }) => {
    const lost = isLost === true ? ", weil das Gerät verloren ist" : "";
    if (by === "ADDRESS")
      return `Das Token ${token} muss neu bestätigt werden${lost}${isLost === true ? "; es gilt nicht mehr" : ""}.`;
    if (by === "PHONE")
      return `Das Token ${token} bekommt ein anderes Telefon${lost}${isLost === true ? "; das alte gilt nicht mehr" : ""}.`;
    if (by === "FIRST_CODE") {
      const stopped = isLost === true ? "; der alte gilt nicht mehr" : "";
      const old = isOldWorking === true ? "; der alte gilt, bis ein erster Code ihn bestätigt" : stopped;
      return `Das Token ${token} bekommt einen neuen geheimen Schlüssel${lost}${old}.`;
    }
    return `Das Token ${token} bekam einen neuen geheimen Schlüssel${lost}; der alte gilt nicht mehr.${short(shortSecretBytes)}`;
  },
  TOKEN_UPDATED: ({ params: { sentTo }, token, changed }) =>
    sentTo === null
      ? `Das Token ${token} wurde geändert: ${changed}.`
      : `Die Codes des Tokens ${token} sollen an ${sentTo} gesendet werden.`,
  TOKEN_PIN_SET: ({ params: { position, isAnother }, token }) =>
    position === "IN_ANSWER"
      ? `Die PIN in den Antworten des Tokens ${token} wurde gesetzt.`
      : `Das Token ${token} hat ${isAnother === true ? "eine andere" : "eine"} PIN, die ${POSITIONS[position ?? "AFTER_OTP"]} dem Einmalpasswort eingegeben wird.`,
  TOKEN_PIN_REMOVED: ({ params: { isInAnswer }, token }) =>
    isInAnswer === true
      ? `Die PIN in den Antworten des Tokens ${token} wurde entfernt; tokenUpdate setzt eine andere.`
      : `Die PIN des Tokens ${token} wurde entfernt.`,
  TOKEN_ENABLED: ({ token }) => `Das Token ${token} wurde freigegeben.`,
  TOKEN_DISABLED: ({ token }) => `Das Token ${token} wurde gesperrt.`,
  TOKEN_REPORTED_LOST: ({ token, user }) => `${user} hat das Token ${token} als verloren gemeldet.`,
  TOKEN_DELETED: ({ params: { links }, token }) =>
    `Das Token ${token} wurde gelöscht, ${links === 0 ? "es hatte keine Verknüpfung" : `mit ${links} ${links === 1 ? "Verknüpfung" : "Verknüpfungen"}`}.`,
  TOKEN_ASSIGNED: ({ token, user }) => `Das Token ${token} wurde ${user} gegeben.`,
  TOKEN_UNASSIGNED: ({ params: { removed }, token, user }) =>
    `Das Token ${token} wurde ${user} genommen${removed === null ? "" : REMOVED[removed]}.`,
  TOKEN_LINKED: ({ params: { isImported }, token, user, resource }) =>
    `Das Token ${token}${user === "" ? "" : ` von ${user}`} wurde ${isImported === true ? "durch eine Datei " : ""}mit ${resource} verknüpft.`,
  TOKEN_UNLINKED: ({ params: { because }, token, user, resource }) => {
    const why =
      because === null
        ? ""
        : {
            RESOURCE_DELETED: ": Die Ressource wurde gelöscht",
            TAKEN: `, weil es ${user} genommen wurde`,
            GIVEN_BACK: `, weil ${user} es zurückgab`,
            REPLACED: `, weil ${user} ein anderes Token nimmt`,
          }[because];
    return `Die Verknüpfung des Tokens ${token} mit ${resource} wurde gelöst${why}.`;
  },
  TOKEN_CHECKED: ({ params: { isUnsent }, token, reason, unsentReason }) => {
    if (isUnsent === true) return `Das Token ${token} wurde nicht geprüft: ${unsentReason}.`;
    return reason === ""
      ? `Ein Code des Tokens ${token} wurde geprüft: Er ist gültig.`
      : `Ein Code des Tokens ${token} wurde geprüft und ist nicht gültig: ${reason}.`;
  },
  TOKEN_SYNCHRONIZED: ({ params: { isOfNewSecret, shift, unit }, token }) => {
    const place =
      unit === "COUNT"
        ? getPlace(shift ?? 0, "Zählerschritt", "Zählerschritte")
        : getPlace(shift ?? 0, "Zeitschritt", "Zeitschritte");
    return `${isOfNewSecret === true ? "Der neue geheime Schlüssel des Tokens" : "Das Token"} ${token} wurde synchronisiert: ${isOfNewSecret === true ? "er" : "es"} ist ${place}.`;
  },
  TOKEN_SYNCHRONIZATION_FAILED: ({ token, reason }) =>
    `Das Token ${token} wurde nicht synchronisiert: ${reason}.`,
  TOKEN_LOCKED: ({ params: { because, until, limit }, token, at }) => {
    switch (because) {
      case "CEILING":
        return `Das Token ${token} wurde nach ${limit} Fehlversuchen hintereinander blockiert, bis ein Administrator es entsperrt.`;
      case "SECRET_AT_CEILING":
        return `Das Token ${token} ist blockiert, ${AT_CEILING}.`;
      case "UNEXPECTED_REQUESTS":
        return `Das Token ${token} wurde blockiert, bis jemand es entsperrt: Sein Benutzer meldete an einem Tag drei unerwartete Anfragen.`;
      case "WRONG_CODES":
      case null:
        return `Das Token ${token} wurde nach zu vielen falschen Codes (die Grenze hier ist ${limit}) blockiert, bis ${until === null ? "jemand es entsperrt" : at(until)}.`;
    }
  },
  TOKEN_UNLOCKED: ({ token }) => `Das Token ${token} wurde entsperrt.`,
};

/** What the types of these events are called, in German. */
export const TOKENS_NAMES_DE: Names<keyof typeof TOKEN_EVENTS> = {
  TOKEN_CREATED: "Token angelegt",
  TOKEN_IMPORTED: "Token importiert",
  TOKEN_ENROLMENT_STARTED: "Einrichtung begonnen",
  TOKEN_ENROLLED: "Token eingerichtet",
  TOKEN_ENROLMENT_FAILED: "Einrichtung gescheitert",
  TOKEN_ENROLMENT_CANCELLED: "Einrichtung abgebrochen",
  TOKEN_REISSUED: "Token neu ausgegeben",
  TOKEN_UPDATED: "Token geändert",
  TOKEN_PIN_SET: "PIN gesetzt",
  TOKEN_PIN_REMOVED: "PIN entfernt",
  TOKEN_ENABLED: "Token freigegeben",
  TOKEN_DISABLED: "Token gesperrt",
  TOKEN_REPORTED_LOST: "Token als verloren gemeldet",
  TOKEN_DELETED: "Token gelöscht",
  TOKEN_ASSIGNED: "Token einem Benutzer gegeben",
  TOKEN_UNASSIGNED: "Token einem Benutzer genommen",
  TOKEN_LINKED: "Token mit einer Ressource verknüpft",
  TOKEN_UNLINKED: "Verknüpfung mit einer Ressource gelöst",
  TOKEN_CHECKED: "Code geprüft",
  TOKEN_SYNCHRONIZED: "Token synchronisiert",
  TOKEN_SYNCHRONIZATION_FAILED: "Synchronisierung gescheitert",
  TOKEN_LOCKED: "Token blockiert",
  TOKEN_UNLOCKED: "Token entsperrt",
};
