import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useRef } from "react";
import { messageOf } from "../../data/request-error.js";
import { useAttempt } from "../../data/use-attempt.js";
import { CopyButton } from "../../fields/copy-button.js";
import { Notice } from "../notice.js";
import { PageCard } from "../page-card.js";
import { keepDevice, removeDevice } from "./device.js";
import { type DeviceLink, linkText } from "./link.js";
import { newKeyPair, rollOut } from "./protocol.js";
import type { Waking } from "./wake.js";
import { useTexts } from "../language.js";

/** Makes a key, and connects this phone to the token of a link. */
export function ConnectForm({
  portal,
  link,
  waking,
  onAllow,
  onConnected,
}: {
  /** The portal's address. */
  readonly portal: string;
  readonly link: DeviceLink;
  readonly waking: Waking | undefined;
  /** Has the browser ask whether requests may wake this phone. */
  readonly onAllow: () => void;
  readonly onConnected: () => void;
}) {
  const { device: texts } = useTexts();
  const { isRunning, make, problemText } = useAttempt();
  // The same key at the next try: the server may have it, and its answer was lost.
  const pair = useRef<CryptoKeyPair>(undefined);
  const connect = () =>
    make(async () => {
      // First, because browsers ask only right after a button was pressed. Some wait for the person without an end.
      onAllow();
      pair.current ??= await newKeyPair();
      const { privateKey: key, publicKey } = pair.current;
      const { serial, door, label, token } = link;
      const device = { serial, portal, door, label, token, key, isConnecting: true };
      // Before the link is used: some browsers keep nothing.
      await keepDevice(device).catch((why: unknown) => {
        throw new Error(texts.notKept(messageOf(why)));
      });
      const refused = await rollOut(link, publicKey).catch(async () => {
        await removeDevice(device);
        throw new Error(texts.notReached);
      });
      if (refused !== null) {
        await removeDevice(device);
        throw new Error(refused === 400 ? texts.refused : texts.notReached);
      }
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
        <Button isBlock isLoading={isRunning} isDisabled={isRunning} onClick={connect}>
          {isRunning ? texts.connecting : texts.connect}
        </Button>
      </div>
    </PageCard>
  );
}
