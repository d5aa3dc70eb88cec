// Access to a registry of packages for tests, and how they detect that there is none.
import { execFileSync } from "node:child_process";

/** npm's settings for the registry, which it would otherwise read from the home folder. */
export function npmSettings(): Readonly<Record<string, string | undefined>> {
  const reported = execFileSync("npm", ["config", "get", "cache", "userconfig", "registry"], {
    encoding: "utf8",
  });
  const settings = [...reported.matchAll(/^(\w+)=(.*)$/gm)].map(([, key, value]) => [
    `npm_config_${key}`,
    value,
  ]);
  const onTheWay = Object.entries(process.env).filter(([name]) => /proxy|cert/i.test(name));
  return {
    ...Object.fromEntries([...onTheWay, ...settings]),
    npm_config_prefer_offline: "true",
    npm_config_fetch_retries: "1",
    npm_config_fetch_retry_mintimeout: "1000",
    npm_config_audit: "false",
    npm_config_fund: "false",
  };
}

/** npm's errors when it reaches no registry. */
const OFFLINE = /npm error code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED)/;

/**
 * Runs something that needs a registry of packages.
 * @param otherwise what is left out without one, as in "the guide is not followed".
 * @returns whether no registry can be reached. @throws any other error.
 */
export async function isOffline(attempt: () => Promise<void>, otherwise: string): Promise<boolean> {
  try {
    await attempt();
    return false;
  } catch (thrown) {
    if (!(thrown instanceof Error) || !OFFLINE.test(thrown.message)) throw thrown;
    console.warn(`SKIPPED: no registry of packages can be reached; ${otherwise}.`);
    return true;
  }
}

/** Why a test is skipped without a registry. */
export const NO_REGISTRY = "no registry of packages can be reached";
