// The address of a PostgreSQL database may name several hosts, as libpq takes it:
// postgresql://user:password@a:5432,b:5432/database?target_session_attrs=read-write

const SHAPE = /^(postgres(?:ql)?:\/\/)(?:([^/?#]*)@)?([^/?#@]*)(\/[^?#]*)?(?:\?([^#]*))?$/;

const EXAMPLE = "must look like postgresql://user:password@host:5432/database";

/** What a server that writes can be connected to. A standby takes no writes. */
const TARGETS = new Set(["read-write", "primary", "any"]);

/** The address of one database, which may be at several hosts. */
export interface PostgresAddress {
  /** An address of each host, in their order; the driver takes one host at a time. */
  readonly urls: readonly string[];
  /** All of it without the password and without what stands behind a question mark, for messages. */
  readonly shown: string;
}

/**
 * Reads the address of a PostgreSQL database.
 * @returns what is wrong as a text that follows the setting's name ("must …"), when it is no such address.
 */
export function parseAddress(text: string): PostgresAddress | string {
  const [, scheme = "", user, authority = "", path = "", query = ""] = SHAPE.exec(text) ?? [];
  if (scheme === "") return EXAMPLE;
  const parameters = new URLSearchParams(query);
  const target = parameters.get("target_session_attrs");
  const hosts = authority.split(",");
  if (target !== null && (!TARGETS.has(target) || (target === "any" && hosts.length > 1))) {
    return `must not have target_session_attrs=${target}: Tokenplane writes. Use read-write, which finds the host that takes writes`;
  }
  if ((parameters.get("host") ?? "").includes(",")) {
    return "must name its hosts before the database: postgresql://user:password@a:5432,b:5432/database";
  }
  // The driver would not know this one; the others stay as they were written.
  const rest = query.split("&").filter((one) => one !== "" && !one.startsWith("target_session_attrs="));
  const [before, after] = [
    user === undefined ? "" : `${user}@`,
    rest.length === 0 ? "" : `?${rest.join("&")}`,
  ];
  const urls = hosts.map((host) => `${scheme}${before}${host}${path}${after}`);
  if (!urls.every((url) => URL.canParse(url)) || (hosts.length > 1 && hosts.includes(""))) return EXAMPLE;
  const name = user === undefined ? "" : `${user.split(":")[0]}@`;
  return { urls, shown: `${scheme}${name}${authority}${path}` };
}

/** Reads an address that was checked before. @throws TypeError when it is none. */
export function readAddress(text: string): PostgresAddress {
  const address = parseAddress(text);
  if (typeof address === "string") throw new TypeError(`an address ${address}`);
  return address;
}
