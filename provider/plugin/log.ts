// What a provider writes to standard error is its log. A core reads each line as one JSON object (hclog) and shows it
// as TF_LOG, TF_LOG_PROVIDER and their like say.

const LEVELS = ["trace", "debug", "info", "warn", "error"] as const;
/** From the least to the most urgent. */
export type Level = (typeof LEVELS)[number];

/** What a line may carry beside its message. */
export type Details = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes lines of a log. */
export interface Log {
  /** What happens inside, step by step. */
  readonly trace: (message: string, details?: Details) => void;
  /** What helps to find a fault. */
  readonly debug: (message: string, details?: Details) => void;
  /** What happens. */
  readonly info: (message: string, details?: Details) => void;
  /** What may be wrong. */
  readonly warn: (message: string, details?: Details) => void;
  /** What is wrong. A user sees it only with TF_LOG: throw a DiagnosticError for what they must know. */
  readonly error: (message: string, details?: Details) => void;
  /** From now on this text is never written: every occurrence becomes `***`. Texts of fewer than four letters stay. */
  readonly mask: (secret: string) => void;
}

/** A core reads lines of up to 64 KiB as JSON. */
const LONGEST_TEXT = 8_000;
const SHORTEST_SECRET = 4;

/**
 * Which lines are wanted. A core passes TF_LOG on to its plugins, and TF_LOG_PROVIDER when that is set.
 * @returns undefined when none are. @internal
 */
export function wantedLevel(environment: NodeJS.ProcessEnv): Level | undefined {
  const asked = (environment["TF_LOG_PROVIDER"] || environment["TF_LOG"] || "").toLowerCase();
  if (asked === "" || asked === "off") return undefined;
  // "JSON" asks for everything, in another form; a word that nobody knows is read as everything, as cores do.
  return LEVELS.find((level) => level === asked) ?? "trace";
}

/**
 * A log for a core to read.
 * @param module who speaks, such as `provider.tokenplane`. @param level the least that is written; undefined for nothing.
 * @param write takes one whole line with its end.
 * @param now what time it is. @internal
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
    // The longest first: where one secret begins another, no end of that one stays.
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
      // Exactly six digits of a second, or the core takes the line for plain text.
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
