import { guards } from "./guards.js";

/** The name of the lock that a tab holds while it gives the session another cookie. */
const LOCK = "tokenplane session";

/** Sends what gives the session another cookie. Until it is answered, no tab of the browser takes the session for ended. */
export function changeSession<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  return navigator.locks.request(LOCK, send);
}

let asking: Promise<boolean> | undefined;

/**
 * Whether the session continues although a request was answered that it has ended: the request may have left with the cookie that
 * the session had before. Requests that fail together ask the server once.
 * @throws RequestError when the server does not say it.
 */
export function sessionGoesOn(): Promise<boolean> {
  asking ??= navigator.locks
    .request(LOCK, { mode: "shared" }, () => guards().isSignedIn())
    .finally(() => {
      asking = undefined;
    });
  return asking;
}
