import type { BypassMaximum } from "@tokenplane/rules/bypass-policy";
import type { ParamsOf } from "../../params.js";
import type { ACCOUNT_EVENTS } from "../../types/accounts.js";
import type { Names, Sentences } from "../words.js";

const REVOKED = {
  RESOURCE: "mit seiner Ressource",
  MADE: "mit einem Schlüssel, der ihn angelegt hatte, selbst oder über andere Schlüssel",
} as const;

/** A number of things: "keine Verknüpfung", "1 Verknüpfung", "2 Verknüpfungen". */
function counted(number: number, none: string, one: string, several: string): string {
  if (number === 0) return none;
  return number === 1 ? `1 ${one}` : `${number} ${several}`;
}

const getPolicy = (resource: string) =>
  resource === "" ? "Die Bypass-Regel des Kontos" : `Die Bypass-Regel von ${resource}`;

const MAXIMA: Readonly<Record<BypassMaximum, string>> = {
  NONE: "keinen Bypass",
  HOUR_1: "einen Bypass bis zu 1 Stunde",
  HOURS_8: "einen Bypass bis zu 8 Stunden",
  HOURS_12: "einen Bypass bis zu 12 Stunden",
  HOURS_24: "einen Bypass bis zu 24 Stunden",
  PERMANENT: "einen Bypass jeder Länge, auch einen dauerhaften",
};

const EITHER = new Intl.ListFormat("de", { type: "disjunction" });

function getRules({ maximum, isReasonRequired, grantedBy }: ParamsOf<"BYPASS_POLICY_SET">): string {
  const longest = MAXIMA[maximum ?? "NONE"];
  if (maximum === "NONE" || maximum === null) return longest;
  const reason = isReasonRequired === true ? " mit einem Grund" : "";
  return `${longest}${reason}, gewährt von ${EITHER.format((grantedBy ?? "").split(", "))}`;
}

/** What is said of the bypasses that stay as they were. */
function getKept(kept: number | null): string {
  if (kept === null) return "";
  return kept === 1
    ? " Ein Bypass, den die Regel davor nicht oder nicht so lange erlaubte, bleibt, wie er war."
    : ` ${kept} Bypässe, die die Regel davor nicht oder nicht so lange erlaubte, bleiben, wie sie waren.`;
}

/** Accounts, resources, API keys and portals, in German. */
export const ACCOUNTS_DE: Sentences<keyof typeof ACCOUNT_EVENTS> = {
  BYPASS_POLICY_SET: ({ params, resource }) =>
    `${getPolicy(resource)} erlaubt jetzt ${getRules(params)}.${getKept(params.kept)}`,
  BYPASS_POLICY_CLEARED: ({ params, resource }) =>
    `${getPolicy(resource)} wurde entfernt; ${params.isBuiltIn === true ? "die eingebaute Regel" : "die Regel des Kontos"} erlaubt ${getRules(params)}.${getKept(params.kept)}`,
  SELF_SERVICE_POLICY_SET: ({ params: { address, actions }, resource }) =>
    `Das Portal von ${resource} ist unter /s/${address} offen und erlaubt ${actions ?? "nichts"}.`,
  SELF_SERVICE_POLICY_CLEARED: ({ resource }) => `Das Portal von ${resource} wurde geschlossen.`,
  RESOURCE_CREATED: ({ params: { isConsole }, resource }) =>
    `Die Ressource ${resource} wurde angelegt${isConsole === true ? ": dort melden sich Administratoren an" : ""}.`,
  RESOURCE_UPDATED: ({ resource, changed }) => `Die Ressource ${resource} wurde geändert: ${changed}.`,
  RESOURCE_DELETED: ({ params: { assignments, keys }, resource }) => {
    const links = counted(assignments ?? 0, "ohne Verknüpfung", "Verknüpfung", "Verknüpfungen");
    const withKeys =
      keys === null ? "" : ` und ${counted(keys, "ohne Schlüssel", "API-Schlüssel", "API-Schlüsseln")}`;
    return `Die Ressource ${resource} wurde gelöscht, ${assignments === 0 ? links : `mit ${links}`}${withKeys}.`;
  },
  API_KEY_CREATED: ({ params: { key, role, onHost }, resource }) =>
    `Der Schlüssel ${key} (${role}) wurde${onHost === true ? " auf dem Server" : ""}${resource === "" ? "" : ` für ${resource}`} angelegt.`,
  API_KEY_REVOKED: ({ params: { key, role, prefix, because }, resource }) => {
    const why = because === null ? "" : ` ${REVOKED[because]}${because === "RESOURCE" ? ` ${resource}` : ""}`;
    return `Der Schlüssel ${key} (${role}, ${prefix}…) wurde${because === "MADE" ? " zusammen" : ""}${why} widerrufen.`;
  },
  ACCOUNT_CREATED: ({ params: { account } }) =>
    account === null
      ? "Das erste Konto wurde angelegt, mit einem Schlüssel für den Administrator."
      : `Das Konto ${account} wurde angelegt.`,
  ACCOUNT_PLAN_SET: ({ params: { account, tokens, users, resources } }) =>
    `Der Tarif von ${account} umfasst jetzt ${tokens} Token, ${users} Benutzer und ${resources} Ressourcen.`,
  ACCOUNT_DISABLED: ({ params: { account } }) => `Das Konto ${account} wurde gesperrt.`,
  ACCOUNT_ENABLED: ({ params: { account } }) => `Das Konto ${account} wurde freigegeben.`,
  INSTALLATION_RESTORED: ({ params: { backupOf }, at }) =>
    `Alles wurde aus der Sicherung ${backupOf === null ? "von früher" : `vom ${at(backupOf)}`} wiederhergestellt: Was danach geschah, ist verloren. Alle müssen sich neu anmelden, unbenutzte Links sind ungültig, und wartende Nachrichten werden nicht mehr gesendet.`,
  INSTALLATION_FAILED_OVER: () =>
    "Die Datenbank arbeitet mit einer anderen Kopie weiter: Was in den letzten Augenblicken davor bestätigt wurde, kann verloren sein. TOTP-Codes, die vielleicht schon benutzt waren, werden abgelehnt. Alle müssen sich neu anmelden, unbenutzte Links sind ungültig, und wartende Nachrichten werden nicht mehr gesendet.",
};

/** What the types of these events are called, in German. */
export const ACCOUNTS_NAMES_DE: Names<keyof typeof ACCOUNT_EVENTS> = {
  BYPASS_POLICY_SET: "Bypass-Regel gesetzt",
  BYPASS_POLICY_CLEARED: "Bypass-Regel entfernt",
  SELF_SERVICE_POLICY_SET: "Portal geöffnet oder geändert",
  SELF_SERVICE_POLICY_CLEARED: "Portal geschlossen",
  RESOURCE_CREATED: "Ressource angelegt",
  RESOURCE_UPDATED: "Ressource geändert",
  RESOURCE_DELETED: "Ressource gelöscht",
  API_KEY_CREATED: "API-Schlüssel angelegt",
  API_KEY_REVOKED: "API-Schlüssel widerrufen",
  ACCOUNT_CREATED: "Konto angelegt",
  ACCOUNT_PLAN_SET: "Tarif gesetzt",
  ACCOUNT_DISABLED: "Konto gesperrt",
  ACCOUNT_ENABLED: "Konto freigegeben",
  INSTALLATION_RESTORED: "Sicherung zurückgespielt",
  INSTALLATION_FAILED_OVER: "Auf eine andere Kopie gewechselt",
};
