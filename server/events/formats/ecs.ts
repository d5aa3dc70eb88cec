import { CEF_SEVERITIES } from "./cef.js";
import { isSuccess, getMeaning } from "./meanings.js";
import { getIp, jsonLine, present } from "./plain.js";
import type { Format } from "./shown-event.js";

const SCHEMA = "9.4.0";

/** Values without repetitions and without what is empty; undefined if none is left. */
function each(values: readonly (string | null | undefined)[]): readonly string[] | undefined {
  const left = values.flatMap((value) =>
    value === null || value === undefined || value === "" ? [] : [value],
  );
  return left.length === 0 ? undefined : [...new Set(left)];
}

/**
 * An event as a document of the Elastic Common Schema, in one line of JSON. What ECS has no field for is in `tokenplane`.
 */
export const asEcs: Format = (event, { account, version }, isShort = false) => {
  const { name, severity, ecs } = getMeaning(event);
  const [category, types] = ecs;
  const { actor, method, changes, cursor, subjectHmac, correlationId } = event;
  const isPerson = actor.kind === "ADMINISTRATOR" || actor.kind === "USER";
  const about = present({ id: event.userId, name: event.userLogin });
  const by = isPerson ? present({ id: actor.id, name: actor.name }) : undefined;
  // In a sign-in the user acts; in all else somebody does something to the user.
  const isOwn =
    category === "authentication" || category === "session" || (isPerson && actor.id === event.userId);
  const user = isOwn ? (about ?? by) : present({ ...by, target: about });
  const ip = getIp(event.clientAddress) ?? getIp(event.callerAddress);
  const caller = getIp(event.callerAddress);
  return jsonLine({
    "@timestamp": event.occurredAt,
    ecs: { version: SCHEMA },
    message: event.summary === "" ? name : event.summary,
    event: {
      kind: event.type === "USER_ALARM" ? "alert" : "event",
      category: [category],
      type: types,
      action: event.type.toLowerCase().replaceAll("_", "-"),
      code: event.type,
      outcome: isSuccess(event) ? "success" : "failure",
      ...(event.reason === null ? {} : { reason: event.reason }),
      severity: CEF_SEVERITIES[severity],
      id: event.id,
      provider: "tokenplane",
      module: "tokenplane",
      dataset: "tokenplane.events",
    },
    user,
    source: ip === undefined ? undefined : { address: ip, ip },
    related: present({ user: each([event.userLogin, isPerson ? actor.name : null]), ip: each([ip, caller]) }),
    service: {
      type: "tokenplane",
      name: "tokenplane",
      version,
      target: present({ name: event.resourceName }),
    },
    organization: account === null ? undefined : { id: account },
    tokenplane: {
      name,
      cursor,
      correlation_id: correlationId,
      actor: present({ kind: actor.kind, id: actor.id, name: actor.name }),
      ...present({
        method,
        subject_hmac: subjectHmac,
        token: present({ id: event.tokenId, name: event.tokenName }),
        resource: present({ id: event.resourceId, name: event.resourceName }),
        caller_address: event.callerAddress,
      }),
      ...(changes.length === 0 ? {} : { changes }),
      ...(isShort ? { shortened: true } : {}),
    },
  });
};
