/** The data that a phone needs to connect itself: a link has it behind #, which browsers do not send to servers. */
export interface DeviceLink {
  readonly serial: string;
  /** A secret that works once. */
  readonly credential: string;
  /** The path at which the server answers phones of the account. */
  readonly door: string;
  /** The name of the token. */
  readonly label: string;
  /** Global id of the token in the portal. */
  readonly token: string;
}

/** The page of a portal that makes this phone a token. @param portal the portal's address. */
export function devicePath(portal: string): string {
  return `/s/${portal}/device`;
}

/** The link of a page that connects a phone. */
export function linkText(portal: string, { serial, credential, door, label, token }: DeviceLink): string {
  const parts = new URLSearchParams({ serial, credential, door, label, token });
  return `${devicePath(portal)}#${parts.toString()}`;
}

/** The link for this phone, of what the app's QR code has in it; undefined when that is not for a phone. */
export function getDeviceLink(
  portal: string,
  { id: token, name: label }: { readonly id: string; readonly name: string },
  otpauthUri: string,
): string | undefined {
  const [place = "", query = ""] = otpauthUri.split("?");
  const parts = new URLSearchParams(query);
  const url = parts.get("url") ?? "";
  if (!place.startsWith("otpauth://pipush/") || !URL.canParse(url)) return undefined;
  const part = (name: string) => parts.get(name) ?? "";
  return linkText(portal, {
    serial: part("serial"),
    credential: part("enrollment_credential"),
    door: new URL(url).pathname,
    label,
    token,
  });
}

/** The data behind the # of a link, or in a link that was pasted; undefined for a link that is not for a phone. */
export function readDeviceLink(text: string): DeviceLink | undefined {
  const parts = new URLSearchParams(text.trim().slice(text.trim().indexOf("#") + 1));
  const part = (name: keyof DeviceLink) => parts.get(name) ?? "";
  const link = {
    serial: part("serial"),
    credential: part("credential"),
    door: part("door"),
    label: part("label").slice(0, 200),
    token: part("token"),
  };
  // Whatever a link says, this page speaks only to its own server, and to the door for phones.
  const isWhole = link.serial !== "" && link.credential !== "" && /^\/push\/[\w-]+$/.test(link.door);
  return isWhole ? link : undefined;
}
