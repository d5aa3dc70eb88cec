// The address of a PostgreSQL database may name several hosts, in the form of libpq:
// postgresql://user:password@a:5432,b:5432/database?target_session_attrs=read-write

const SHAPE = /^(postgres(?:ql)?:\/\/)(?:([^/?#]*)@)?([^/?#@]*)(\/[^?#]*)?(?:\?([^#]*))?$/;

const EXAMPLE = "must look like postgresql://user:password@host:5432/database";

/** The values that lead to a server that accepts writes. A standby accepts none. */
const TARGETS = new Set(["read-write", "primary", "any"]);

/** The address of one database, which may have several hosts. */
export interface PostgresAddress {
  /** An address for each host, in their order; the driver supports only one host. */
  readonly urls: readonly string[];
  /** The address without the password and without the part after the question mark, for messages. */
  readonly shown: string;
}

/**
 * Reads the address of a PostgreSQL database.
 * @returns for a wrong address, a text that follows the setting's name ("must …").
 */
export function parseAddress(text: string): PostgresAddress | string {
  const [, scheme = "", user, authority = "", path = "", query = ""] = SHAPE.exec(text) ?? [];
  if (scheme === "") return EXAMPLE;
  const parameters = new URLSearchParams(query);
  const target = parameters.get("target_session_attrs");
  const hosts = authority.split(",");
  if (target !== null && (!TARGETS.has(target) || (target === "any" && hosts.length > 1))) {
    return `must not have target_session_attrs=${target}, because Tokenplane writes. Use read-write, which finds the host that accepts writes`;
  }
  if ((parameters.get("host") ?? "").includes(",")) {
    return "must name its hosts before the database: postgresql://user:password@a:5432,b:5432/database";
  }
  // The driver does not know this parameter; the others stay as they were written.
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

/** Reads an address that was checked before. @throws TypeError when it is not valid. */
export function readAddress(text: string): PostgresAddress {
  const address = parseAddress(text);
  if (typeof address === "string") throw new TypeError(`an address ${address}`);
  return address;
}
