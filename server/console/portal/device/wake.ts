// How the browser's push service wakes this page.
import { property } from "../../data/property.js";
import { fromBase64Url, toBase64Url } from "./encoding.js";
import { type Language, shownLanguage } from "../language.js";
import type { Device } from "./device.js";
import { devicePath } from "./link.js";

/** Whether requests wake this phone. */
export type Waking =
  | "ON"
  /** The person has not been asked, the push service could not be reached, or the server does not know yet by what. */
  | "OFF"
  /** The person does not want notifications: only the browser's settings change that. */
  | "DENIED"
  /** The browser wakes pages only from the home screen, as on an iPhone. */
  | "FROM_HOME_SCREEN"
  /** The browser wakes no pages. */
  | "NEVER";

/** The policy that makes trusted addresses of scripts (Trusted Types). The library of types does not know it yet. */
interface ScriptPolicy {
  /** The result is of a type of its own, which `register` takes in the place of a text. */
  readonly createScriptURL: (text: string) => string;
}

declare global {
  const trustedTypes:
    { readonly createPolicy: (name: string, policy: ScriptPolicy) => ScriptPolicy } | undefined;
}

let policy: ScriptPolicy | undefined;

/** The address of the worker of a portal, with its language: the only script that this page starts. */
function getWorker(portal: string, language: Language): string {
  const getAddress = (of: string) => {
    const query = of === "en" ? "" : `?${new URLSearchParams({ language: of }).toString()}`;
    return `/s/${portal}/worker.js${query}`;
  };
  if (typeof trustedTypes === "undefined") return getAddress(language);
  policy ??= trustedTypes.createPolicy("device-worker", { createScriptURL: getAddress });
  return policy.createScriptURL(language);
}

/** The last worker that was started, and its language. */
let started: { readonly language: Language; readonly worker: Promise<ServiceWorkerRegistration> } | undefined;

/**
 * Starts the worker of a portal, once for each language that the page gets; a newer one takes its place.
 * @throws Error when the browser starts none.
 */
export function worker(portal: string): Promise<ServiceWorkerRegistration> {
  const language = shownLanguage();
  if (started?.language === language) return started.worker;
  const registering = navigator.serviceWorker
    .register(getWorker(portal, language), { scope: devicePath(portal), updateViaCache: "none" })
    .catch((problem: unknown) => {
      started = undefined;
      throw problem;
    });
  started = { language, worker: registering };
  return registering;
}

/** Whether the page was opened from the home screen; undefined in browsers that do not say it this way (all but Apple's). */
function isFromHomeScreen(): unknown {
  return property(navigator, "standalone");
}

/** How a browser is woken, as the server takes it. */
function getWakeToken(subscription: PushSubscription): string | null {
  const key = subscription.getKey("p256dh");
  const secret = subscription.getKey("auth");
  if (key === null || secret === null) return null;
  const [p256dh, auth] = [key, secret].map((bytes) => toBase64Url(new Uint8Array(bytes)));
  return `webpush:${p256dh}:${auth}:${subscription.endpoint}`;
}

/** Whether the browser can be woken, and the person allowed it. */
export function isAllowed(): boolean {
  return "PushManager" in globalThis && "Notification" in globalThis && Notification.permission === "granted";
}

/** Whether this browser can be woken, as it is now, and by what. */
export async function waking(
  portal: string,
): Promise<{ readonly state: Waking; readonly wakeToken: string | null }> {
  const none = (state: Waking) => ({ state, wakeToken: null });
  if (!("PushManager" in globalThis) || !("Notification" in globalThis)) {
    return none(isFromHomeScreen() === false ? "FROM_HOME_SCREEN" : "NEVER");
  }
  if (Notification.permission === "denied") return none("DENIED");
  if (Notification.permission === "default") return none("OFF");
  const subscription = await (await worker(portal)).pushManager.getSubscription();
  const wakeToken = subscription === null ? null : getWakeToken(subscription);
  return { state: wakeToken === null ? "OFF" : "ON", wakeToken };
}

/**
 * Asks the person whether this page may show notifications, and subscribes. Call it in a press of a button.
 * @param serverKey of the server that sends, in Base64url. @returns how it is woken; null when it is not.
 */
export async function subscribe(portal: string, serverKey: string): Promise<string | null> {
  if (!("PushManager" in globalThis) || !("Notification" in globalThis)) return null;
  if ((await Notification.requestPermission()) !== "granted") return null;
  await worker(portal);
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    const before = await pushManager.getSubscription();
    const key = before?.options.applicationServerKey ?? null;
    // A browser that is subscribed for another key does not subscribe for this one.
    if (before !== null && (key === null || toBase64Url(new Uint8Array(key)) !== serverKey)) {
      await before.unsubscribe();
    }
    const applicationServerKey = fromBase64Url(serverKey);
    return getWakeToken(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  } catch {
    // No push service is reached. The page asks by itself.
    return null;
  }
}

/** Ends the subscription: nothing wakes this page any more. @throws Error where the browser wakes no pages. */
export async function unsubscribe(portal: string): Promise<void> {
  const { pushManager } = await worker(portal);
  await (await pushManager.getSubscription())?.unsubscribe();
}

/** Takes away what was shown when the page was not open. */
export async function clearNotifications(portal: string): Promise<void> {
  for (const shown of await (await worker(portal)).getNotifications()) shown.close();
}

/** The serials of tokens that have something open. */
const asked = new Set<string>();

/** Notes whether something is open for a token. What was shown goes when nothing is open any more: it can no longer be answered. */
export function noteOpen({ serial, portal }: Pick<Device, "serial" | "portal">, isOpen: boolean): void {
  if (isOpen) asked.add(serial);
  else asked.delete(serial);
  // Nothing depends on it: it shows that there is something to look at.
  if (asked.size === 0) clearNotifications(portal).catch(() => {});
}
