import { useEffect } from "react";
import { getMessage } from "../../data/request-error.js";
import { useAttempt } from "../../data/use-attempt.js";
import { CopyButton } from "../../fields/copy-button.js";
import { Notice } from "../notice.js";
import { PageCard } from "../page-card.js";
import { type Device, keepNewDevice, removeDevice } from "./device.js";
import { type DeviceLink, linkText } from "./link.js";
import { newKeyPair, poll, rollOut } from "./protocol.js";
import type { Waking } from "./wake.js";
import { useTexts } from "../language.js";
import { ProgressButton } from "../../parts/progress-button.js";

/**
 * Gives the server the key of a token that is kept, unless it has it.
 * @returns why it does not take it; null when it has it. @throws TypeError when it is not reached.
 */
async function connectKept(link: DeviceLink, kept: Device): Promise<number | null> {
  const { state } = await poll(kept);
  if (state === "ASKED") return null;
  if (state === "AWAY") throw new TypeError("the server is away");
  return kept.publicKey === undefined ? 400 : rollOut(link, kept.publicKey);
}

/** Makes a key, and connects this phone to the token of a link. */
export function ConnectForm({
  portal,
  link,
  stored,
  waking,
  onAllow,
  onConnected,
}: {
  /** The portal's address. */
  readonly portal: string;
  readonly link: DeviceLink;
  /** The device that this browser keeps of the same link. */
  readonly stored: Device | undefined;
  readonly waking: Waking | undefined;
  /** Has the browser ask whether requests may wake this phone. */
  readonly onAllow: () => void;
  readonly onConnected: () => void;
}) {
  const { device: texts } = useTexts();
  const { isRunning, make, problemText } = useAttempt();
  // The link was opened before: perhaps the phone is connected, and there is nothing to do.
  useEffect(() => {
    if (stored === undefined) return;
    void poll(stored).then(({ state }) => (state === "ASKED" ? onConnected() : undefined));
  }, []);
  const connect = () =>
    make(async () => {
      // First, because browsers ask only right after a button was pressed. Some wait for the person without an end.
      onAllow();
      const { privateKey: key, publicKey } = await newKeyPair();
      const { serial, door, label, token } = link;
      const device = { serial, portal, door, label, token, key, publicKey, madeAt: Date.now() };
      // Before the link is used: some browsers keep nothing.
      const kept = await keepNewDevice(device).catch((why: unknown) => {
        throw new Error(texts.notKept(getMessage(why)));
      });
      const isNew = kept === device;
      // A portal is an app of its own: what it keeps is not shown in another one.
      if (kept.portal.toLowerCase() !== portal) throw new Error(texts.refused);
      const refused = await (isNew ? rollOut(link, publicKey) : connectKept(link, kept)).catch(() => {
        // The server may have the key, and its answer was lost: it is the same at the next try.
        throw new Error(texts.notReached);
      });
      // A device that was kept before stays: its key may be the one of a token that works.
      if (isNew && refused === 400) await removeDevice(device);
      if (refused !== null) throw new Error(refused === 400 ? texts.refused : texts.notReached);
      onConnected();
      // Asks the browser not to delete the key when it needs room. It may ask the person.
      void navigator.storage.persist().catch(() => {});
    });
  return (
    <PageCard title={texts.connectTitle(link.label)} problem={problemText}>
      <p>{texts.connectBody}</p>
      {waking === "FROM_HOME_SCREEN" ? (
        <>
          <Notice kind="warning">{texts.homeScreenFirst}</Notice>
          <p className="tp-row">
            {texts.copyLink}
            <CopyButton text={`${globalThis.location.origin}${linkText(portal, link)}`} />
          </p>
        </>
      ) : null}
      <div className="tp-portal-buttons">
        <ProgressButton isBlock isRunning={isRunning} onClick={connect}>
          {isRunning ? texts.connecting : texts.connect}
        </ProgressButton>
      </div>
    </PageCard>
  );
}
