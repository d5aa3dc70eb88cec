// The worker of a portal's page for phones. It keeps no copies of anything, and answers nothing in the place of the server: it
// shows that there is something to look at, and opens the page.

import { notificationTexts } from "./texts.js";

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** The library of types does not know yet what the Notifications API has. */
interface RingingOptions extends NotificationOptions {
  /** Whether a notification that takes the place of another one is heard, too. */
  readonly renotify: boolean;
}

/** The windows of the page. */
async function windows(): Promise<readonly WindowClient[]> {
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(self.registration.scope));
}

/** Says that there is something to look at. Only the page says what it is: anybody sees a locked phone. */
async function look(): Promise<void> {
  for (const window of await windows()) window.postMessage("LOOK");
  // Browsers take the permission from who shows nothing.
  const { title, body } = notificationTexts(self.location.search);
  const options: RingingOptions = {
    body,
    icon: "/device/icon-192.png",
    badge: "/device/badge-96.png",
    tag: "request",
    renotify: true,
    requireInteraction: true,
  };
  await self.registration.showNotification(title, options);
}

self.addEventListener("push", (event) => event.waitUntil(look()));

async function open(): Promise<void> {
  const [known] = await windows();
  if (known === undefined) await self.clients.openWindow(self.registration.scope);
  else await known.focus();
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open());
});
