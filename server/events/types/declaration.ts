// What the declaration of a type of event has. The API's enum, what an event must name, the formats of other systems and the
// tables of docs/event-format.md follow from it.

/**
 * Whether the events of a type name something: always, never, or if there is any, such as the resource of a bypass that may be valid
 * everywhere. HOLDER: the user of the token, if it has one at that moment; of a token that was deleted, the user it had.
 */
export type Naming = "ALWAYS" | "IF_ANY" | "NEVER";

/** The objects that the events of a type name, besides the actor, which all have. */
export interface Named {
  readonly token: Naming;
  readonly user: Naming | "HOLDER";
  readonly resource: Naming;
  /** The address of the person's device. */
  readonly clientAddress: Naming;
}

export const OF_NOTHING = {
  token: "NEVER",
  user: "NEVER",
  resource: "NEVER",
  clientAddress: "NEVER",
} as const;
export const OF_TOKEN = { ...OF_NOTHING, token: "ALWAYS", user: "HOLDER" } as const;
export const OF_USER = { ...OF_NOTHING, user: "ALWAYS" } as const;
export const OF_RESOURCE = { ...OF_NOTHING, resource: "ALWAYS" } as const;
/** Of somebody who wants to sign in: a login or a token that does not exist is not named. */
export const OF_SUBJECT = {
  token: "IF_ANY",
  user: "IF_ANY",
  resource: "IF_ANY",
  clientAddress: "IF_ANY",
} as const;

/** How much an event matters: the severities of OCSF. */
export type Severity = "INFORMATIONAL" | "LOW" | "MEDIUM" | "HIGH";

/** The classes of OCSF 1.8 that events are of, and their activities. What has 99 is called by its name here. */
export const CLASSES = {
  "Account Change": {
    uid: 3001,
    category: 3,
    activities: {
      Create: 1,
      "Password Change": 3,
      "Password Reset": 4,
      Delete: 6,
      Lock: 9,
      "MFA Factor Enable": 10,
      "MFA Factor Disable": 11,
      Update: 99,
      Alarm: 99,
      Erase: 99,
    },
  },
  Authentication: { uid: 3002, category: 3, activities: { Logon: 1, Logoff: 2, Preauth: 6, Check: 99 } },
  "Entity Management": {
    uid: 3004,
    category: 3,
    activities: {
      Create: 1,
      Update: 3,
      Delete: 4,
      Enroll: 6,
      Enable: 8,
      Disable: 9,
      Suspend: 12,
      Resume: 13,
    },
  },
  "User Access Management": {
    uid: 3005,
    category: 3,
    activities: { "Assign Privileges": 1, "Revoke Privileges": 2 },
  },
  "Application Lifecycle": { uid: 6002, category: 6, activities: { Restore: 99, "Fail Over": 99 } },
  "API Activity": {
    uid: 6003,
    category: 6,
    activities: { Create: 1, Update: 3, Delete: 4, Use: 99, Send: 99, Other: 99 },
  },
} as const;

export type ClassName = keyof typeof CLASSES;

/** A class of OCSF, and one of its activities. */
export type Activity = {
  readonly [Name in ClassName]: readonly [Name, keyof (typeof CLASSES)[Name]["activities"]];
}[ClassName];

/** `event.category` and `event.type` of ECS. Not every type goes with every category. */
type Ecs =
  | readonly ["authentication" | "session", readonly ("start" | "end" | "info")[]]
  | readonly ["iam", readonly ("admin" | "change" | "creation" | "deletion" | "info" | "user")[]]
  | readonly ["configuration", readonly ("change" | "creation" | "deletion" | "info")[]]
  | readonly ["api", readonly ("change" | "creation" | "deletion" | "info")[]];

/** The meaning of an event to other systems. */
export interface Meaning {
  /** Some words for people, without names. */
  readonly name: string;
  readonly severity: Severity;
  readonly ocsf: Activity;
  readonly ecs: Ecs;
  /** The value of `entity` of Entity Management. */
  readonly entity?: "Token" | "Resource" | "Bypass policy" | "Self-service policy";
  /** Whether the event says that something did not work, even without an outcome. */
  readonly isFailure?: true;
}

/**
 * A parameter of an event, which its sentence says besides the objects that it names: a text that people may look for, a number of
 * things, a moment, whether something is so, or one of some words.
 */
export type ParamKind = "TEXT" | "COUNT" | "MOMENT" | "FLAG" | readonly string[];

/** The parameters of a type of event, by their names. */
export type Params = Readonly<Record<string, ParamKind>>;

/** Types of events by their names. Without all that a type names, its events do not compile. */
export type EventTypes = Readonly<
  Record<string, Meaning & { readonly description: string; readonly about: Named; readonly params: Params }>
>;
