/** What holds for a sign-in because of the door at which it is made. */
interface DoorRules {
  /** Whether people sign in to the console here: by another door, a key could lock all administrators out, without any password. */
  readonly opensConsole: boolean;
  /** Whether it is a page of this server, which asks for a code only after a first factor. It learns of all that is not sent. */
  readonly isPage: boolean;
  /** Whether a bypass opens something here. */
  readonly takesBypass: boolean;
  /** Whether the resource's list of addresses is asked. A door without it has asked a list of its own. */
  readonly asksAddresses: boolean;
}

/** The doors at which people sign in. Another one is a line here: metrics and the rules of a sign-in follow from it. */
export const DOORS = {
  /** A program that asks by the API. */
  API: { opensConsole: false, isPage: false, takesBypass: true, asksAddresses: true },
  /** The page at which administrators sign in. */
  CONSOLE: { opensConsole: true, isPage: true, takesBypass: true, asksAddresses: true },
  /** The page at which users sign in to the portal of a resource. */
  PORTAL: { opensConsole: false, isPage: true, takesBypass: false, asksAddresses: false },
} as const satisfies Readonly<Record<string, DoorRules>>;

/** By which door a person signs in. */
export type Door = keyof typeof DOORS;
