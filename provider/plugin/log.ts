// The log of a provider is its standard error. A core reads each line as a JSON object (hclog), and shows it depending
// on TF_LOG, TF_LOG_PROVIDER and similar variables.

const LEVELS = ["trace", "debug", "info", "warn", "error"] as const;
/** From the least to the most severe. */
export type Level = (typeof LEVELS)[number];

/** Further fields of a line. */
export type Details = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes log lines. */
export interface Log {
  /** Internal steps. */
  readonly trace: (message: string, details?: Details) => void;
  /** Details for debugging. */
  readonly debug: (message: string, details?: Details) => void;
  /** Normal events. */
  readonly info: (message: string, details?: Details) => void;
  /** Something may be wrong. */
  readonly warn: (message: string, details?: Details) => void;
  /**
   * Something is wrong. A user sees it only with TF_LOG; for what users must know, throw a DiagnosticError.
   */
  readonly error: (message: string, details?: Details) => void;
  /**
   * Masks this text from now on: every occurrence becomes `***`. Texts with fewer than four characters are not masked.
   */
  readonly mask: (secret: string) => void;
}

/** A core reads lines of up to 64 KiB as JSON. */
const LONGEST_TEXT = 8_000;
const SHORTEST_SECRET = 4;

/**
 * The level from the environment. A core passes TF_LOG to its plugins, and TF_LOG_PROVIDER if it is set.
 * @returns undefined for no log. @internal
 */
export function wantedLevel(environment: NodeJS.ProcessEnv): Level | undefined {
  const asked = (environment["TF_LOG_PROVIDER"] || environment["TF_LOG"] || "").toLowerCase();
  if (asked === "" || asked === "off") return undefined;
  // "JSON" means everything, in another format. Like cores, an unknown word means everything.
  return LEVELS.find((level) => level === asked) ?? "trace";
}

/**
 * A log that a core reads.
 * @param module the name of the source, such as `provider.tokenplane`.
 * @param level the lowest level that is written; undefined for nothing.
 * @param write writes one line with its line end. @param now the clock. @internal
 */
export function createLog(
  module: string,
  level: Level | undefined,
  write: (line: string) => void,
  now: () => Date,
): Log {
  const secrets = new Set<string>();
  const masked = (text: string) => {
    let safe = text;
    // The longest secret first: if another secret is its beginning, no rest of it stays.
    for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
      safe = safe.replaceAll(secret, "***");
    }
    return safe;
  };
  const least = level === undefined ? Number.POSITIVE_INFINITY : LEVELS.indexOf(level);
  const at =
    (of: Level) =>
    (message: string, details: Details = {}) => {
      if (LEVELS.indexOf(of) < least) return;
      const entry: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(details)) {
        entry[key] = typeof value === "string" ? masked(value).slice(0, LONGEST_TEXT) : value;
      }
      entry["@level"] = of;
      entry["@message"] = masked(message).slice(0, LONGEST_TEXT);
      // It must have exactly six digits of a second; otherwise the core reads the line as plain text.
      entry["@timestamp"] = now().toISOString().replace("Z", "000Z");
      entry["@module"] = module;
      write(`${JSON.stringify(entry)}\n`);
    };
  return {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    mask: (secret) => {
      if (secret.length >= SHORTEST_SECRET) secrets.add(secret);
    },
  };
}
