import { isReason, REASONS } from "../event-types.js";
import { CLASSES, type ClassName, type Meaning } from "../types/declaration.js";
import { isSuccess, getMeaning } from "./meanings.js";
import { getIp, jsonLine, present } from "./plain.js";
import type { Format, ShownEvent } from "./shown-event.js";

const SCHEMA = "1.8.0";

const SEVERITIES = { INFORMATIONAL: 1, LOW: 2, MEDIUM: 3, HIGH: 4 } as const;

/** How a person proved who it is: `auth_factors`. */
const FACTORS: Readonly<Record<string, object>> = {
  OTP: { factor_type_id: 7, factor_type: "OTP" },
  PUSH: { factor_type_id: 5, factor_type: "Push Notification" },
};

/** The user that an event is about. OCSF asks for one: of somebody unknown it has the HMAC of what was typed. */
function getUser({ userId, userLogin, subjectHmac }: ShownEvent): object {
  if (userId === null && userLogin === null)
    return subjectHmac === null ? { name: "Unknown", type_id: 0 } : { uid: subjectHmac, type_id: 0 };
  return { ...present({ uid: userId, name: userLogin }), type_id: 1 };
}

/** The actor: a person, a program or the server. */
function getActor({ actor: { kind, id, name } }: ShownEvent): object {
  if (kind === "ADMINISTRATOR" || kind === "USER")
    return {
      user: { ...(present({ uid: id, name }) ?? { name: "Unknown" }), type_id: kind === "USER" ? 1 : 2 },
    };
  return present({ app_uid: id, app_name: name }) ?? { app_name: "Tokenplane" };
}

function getToken({ tokenId, tokenName }: ShownEvent): Record<string, unknown> | undefined {
  return present({ uid: tokenId, name: tokenName });
}

function getResource({ resourceId, resourceName }: ShownEvent): Record<string, unknown> | undefined {
  return present({ uid: resourceId, name: resourceName });
}

/** The entity of an event of Entity Management. */
function getEntity(event: ShownEvent, entity: Meaning["entity"]): object {
  if (entity === "Token")
    return { type: "Token", ...(getToken(event) ?? { name: "Unknown" }), user: getUser(event) };
  if (entity === "Resource") return { type: "Resource", ...(getResource(event) ?? { name: "Unknown" }) };
  const resource = getResource(event);
  return { type_id: 5, type: "Policy", policy: { type: entity, ...resource } };
}

/** The fields that events of a class have beside those that all have. */
const OF_CLASS: { readonly [Name in ClassName]: (event: ShownEvent, meaning: Meaning) => object } = {
  "Account Change": (event) => ({ user: getUser(event) }),
  Authentication: (event) => ({
    user: getUser(event),
    service: getResource(event) ?? { name: "Tokenplane" },
    ...(event.method === null ? {} : { is_mfa: Object.hasOwn(FACTORS, event.method) }),
    ...(event.method !== null && Object.hasOwn(FACTORS, event.method)
      ? { auth_factors: [FACTORS[event.method]] }
      : {}),
  }),
  "Entity Management": (event, { entity }) => ({ entity: getEntity(event, entity) }),
  "User Access Management": (event) => ({
    user: getUser(event),
    privileges: event.changes.flatMap(({ field, from, to }) =>
      field === "role" ? [to ?? from].filter((role) => role !== null && role !== "") : [],
    ),
  }),
  "Application Lifecycle": () => ({ app: { name: "Tokenplane" } }),
  "API Activity": (event) => ({
    api: { operation: event.type },
    resources: [
      ...(event.userId === null && event.userLogin === null
        ? []
        : [{ type: "User", ...present({ uid: event.userId, name: event.userLogin }) }]),
      ...(getToken(event) === undefined ? [] : [{ type: "Token", ...getToken(event) }]),
      ...(getResource(event) === undefined ? [] : [{ type: "Resource", ...getResource(event) }]),
    ],
  }),
};

/** Where it was asked for: the person's device, else the program that called; of the server's own events, the server. */
function getSource({ clientAddress, callerAddress }: ShownEvent): object {
  const ip = getIp(clientAddress) ?? getIp(callerAddress);
  return ip === undefined ? { svc_name: "Tokenplane" } : { ip };
}

/** An event as an event of the Open Cybersecurity Schema Framework, in one line of JSON. */
export const asOcsf: Format = (event, { account, version }, isShort = false) => {
  const meaning = getMeaning(event);
  const [className, activity] = meaning.ocsf;
  const { uid, category, activities } = CLASSES[className];
  const activityId = new Map<string, number>(Object.entries(activities)).get(activity) ?? 0;
  const succeeded = isSuccess(event);
  const { reason, method, changes, cursor, subjectHmac, callerAddress } = event;
  return jsonLine({
    category_uid: category,
    class_uid: uid,
    class_name: className,
    activity_id: activityId,
    activity_name: activity,
    type_uid: uid * 100 + activityId,
    severity_id: SEVERITIES[meaning.severity],
    time: Date.parse(event.occurredAt),
    message: event.summary === "" ? meaning.name : event.summary,
    status_id: succeeded ? 1 : 2,
    status: succeeded ? "Success" : "Failure",
    ...(reason === null
      ? {}
      : { status_code: reason, status_detail: isReason(reason) ? REASONS[reason].description : reason }),
    metadata: {
      version: SCHEMA,
      product: { name: "Tokenplane", vendor_name: "Tokenplane", version },
      uid: event.id,
      event_code: event.type,
      correlation_uid: event.correlationId,
      original_time: event.occurredAt,
      ...(account === null ? {} : { tenant_uid: account }),
      ...(isShort ? { is_truncated: true } : {}),
    },
    ...(className === "Application Lifecycle"
      ? {}
      : { actor: getActor(event), src_endpoint: getSource(event) }),
    ...OF_CLASS[className](event, meaning),
    unmapped: {
      ...present({ cursor, method, caller_address: callerAddress, subject_hmac: subjectHmac }),
      ...(getToken(event) === undefined ? {} : { token: getToken(event) }),
      ...(getResource(event) === undefined ? {} : { resource: getResource(event) }),
      ...(changes.length === 0 ? {} : { changes }),
    },
  });
};
