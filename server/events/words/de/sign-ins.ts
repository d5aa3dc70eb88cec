import type { BypassEnded, SIGN_IN_EVENTS } from "../../types/sign-ins.js";
import type { Names, Sentences } from "../words.js";

const UNKNOWN = "Jemand Unbekanntes";

const PURPOSES = {
  SIGN_IN: ", für eine Anmeldung",
  CHECK: ", um das Token zu prüfen",
  SYNCHRONIZE: ", um das Token zu synchronisieren",
} as const;

const THINGS = {
  QUESTION: "eine Challenge",
  CODE: "einen Code",
  PUSH: "eine Anfrage auf dem Telefon",
} as const;

const TRIED = { WITHOUT_CODE: "ohne Code", RECOVERY_CODE: "mit einem Wiederherstellungscode" } as const;

/** Where a bypass is valid. */
const getScope = (resource: string) => (resource === "" ? "überall" : `an ${resource}`);

/** Until when a bypass lasts. */
function getEnd(until: Date | null, at: (moment: Date) => string): string {
  return until === null ? "bis jemand das beendet" : `bis ${at(until)}`;
}

/** Sign-ins, requests on phones and bypasses, in German. */
export const SIGN_INS_DE: Sentences<keyof typeof SIGN_IN_EVENTS> = {
  BYPASS_GRANTED: ({ params: { until, because }, token, resource, at }) =>
    `Der Benutzer des Tokens ${token} darf sich ${getScope(resource)} ohne Code anmelden, ${getEnd(until, at)}${because === null ? "" : ` (${because})`}.`,
  BYPASS_REVOKED: ({ params: { until, because }, token, user, resource, at }) => {
    const why: Readonly<Record<BypassEnded, string>> = {
      REVOKED: "er wurde widerrufen",
      UNLINKED: `die Verknüpfung des Tokens mit ${resource} wurde gelöst`,
      RESOURCE_DELETED: `${resource} wurde gelöscht`,
      TOKEN_DELETED: "das Token wurde gelöscht",
      TOKEN_TAKEN: `das Token wurde ${user} genommen`,
    };
    return `Der Bypass des Tokens ${token} ${getScope(resource)}, ${getEnd(until, at)}, endete: ${why[because ?? "REVOKED"]}.`;
  },
  CHALLENGE_CREATED: ({
    params: { sent, sentTo, purpose },
    token,
    user,
    resource,
    reasonCode,
    unsentReason,
  }) => {
    const who = token === "" ? user || UNKNOWN : `Das Token ${token}`;
    const where = purpose === "SIGN_IN" && resource !== "" ? ` an ${resource}` : "";
    if (sent !== null) {
      const what = `${THINGS[sent]}${sentTo === null ? "" : ` an ${sentTo}`}`;
      return `${who} bekam${where} ${what}${PURPOSES[purpose ?? "SIGN_IN"]}.`;
    }
    const what = reasonCode === "SENT_TOO_OFTEN" ? "nichts" : "eine Challenge zum Schein";
    return `${who} bekam${where} ${what}: ${unsentReason || "das Token beantwortet keine Challenges"}.`;
  },
  AUTHENTICATION_GRANTED: ({ params: { bypassUntil }, token, user, resource, method, at }) => {
    const how =
      method === "BYPASS"
        ? ` ohne Code angemeldet: Es hat einen Bypass ${getEnd(bypassUntil, at)}`
        : ` angemeldet${method === "PUSH" ? " und auf dem Telefon zugestimmt" : ""}`;
    return `${user} hat sich an ${resource} mit dem Token ${token}${how}.`;
  },
  AUTHENTICATION_DENIED: ({ params: { triedAtPortal: tried }, user, resource, reason }) => {
    const where = tried === null ? `an ${resource}` : `am Portal von ${resource} ${TRIED[tried]}`;
    return `${user || UNKNOWN} wurde ${where} abgewiesen: ${reason}.`;
  },
  PUSH_ROLLED_OUT: ({ token }) =>
    `Ein Telefon wurde mit dem Token ${token} verbunden; ein erster Code muss es bestätigen.`,
  PUSH_APPROVED: ({ token }) => `Einer Anfrage auf dem Telefon des Tokens ${token} wurde zugestimmt.`,
  PUSH_DECLINED: ({ params: { isLate }, token, reason }) =>
    `Eine Anfrage auf dem Telefon des Tokens ${token}${isLate === true ? ", die nicht mehr offen war," : ""} wurde abgelehnt: ${reason}.`,
  PUSH_SUSPENDED: ({ params: { requests }, token }) =>
    `Keiner von ${requests} Anfragen hintereinander auf dem Telefon des Tokens ${token} wurde zugestimmt. Wird auch der letzten, die das Telefon jetzt zeigt, nicht zugestimmt, zeigt es einen Tag lang keine mehr, oder bis jemand das Token entsperrt.`,
};

/** What the types of these events are called, in German. */
export const SIGN_INS_NAMES_DE: Names<keyof typeof SIGN_IN_EVENTS> = {
  BYPASS_GRANTED: "Bypass gewährt",
  BYPASS_REVOKED: "Bypass beendet",
  CHALLENGE_CREATED: "Challenge erstellt",
  AUTHENTICATION_GRANTED: "Anmeldung erlaubt",
  AUTHENTICATION_DENIED: "Anmeldung abgewiesen",
  PUSH_ROLLED_OUT: "Telefon verbunden",
  PUSH_APPROVED: "Anfrage auf einem Telefon zugestimmt",
  PUSH_DECLINED: "Anfrage auf einem Telefon abgelehnt",
  PUSH_SUSPENDED: "Anfragen auf einem Telefon ausgesetzt",
};
