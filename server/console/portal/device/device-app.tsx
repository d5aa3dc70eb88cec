import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { getMessage } from "../../data/request-error.js";
import { getText } from "../../data/property.js";
import { request } from "../../data/request.js";
import { useAttempt } from "../../data/use-attempt.js";
import { useKeptFocus } from "../../parts/kept-focus.js";
import { PageTitle } from "../../parts/page-title.js";
import { Notice } from "../notice.js";
import { LonePage, PageCard } from "../page-card.js";
import { portalAddress, useLinkSecret } from "../place.js";
import { ConnectForm } from "./connect-form.js";
import { type Device, readDevices } from "./device.js";
import { connectPath, DeviceCard } from "./device-card.js";
import { type DeviceLink, readDeviceLink } from "./link.js";
import { type KnownWaking, useWaking } from "./use-waking.js";
import { useTexts } from "../language.js";

// A person who opens a link does not wait for it.
const PasteForm = lazy(() => import("./paste-form.js").then((room) => ({ default: room.PasteForm })));

/** The public facts of a portal that this page needs. A portal may be closed to the phone's address: then there are none. */
interface KnownPortal {
  readonly brand: string;
  /** By which the server is known to push services; empty when it wakes no phone. */
  readonly serverKey: string;
}

function useKnownPortal(): KnownPortal | undefined {
  const [portal, setPortal] = useState<KnownPortal>();
  useEffect(() => {
    request("GET", `/portal/state?address=${encodeURIComponent(portalAddress)}`).then(
      (state) =>
        setPortal({
          brand: `${getText(state, "account")} · ${getText(state, "resource")}`,
          serverKey: getText(state, "webPushKey"),
        }),
      () => setPortal({ brand: "", serverKey: "" }),
    );
  }, []);
  return portal;
}

/** Whether this browser has the functions that the page needs: keys, a place to keep them, and workers. */
function isCapable(): boolean {
  const { crypto, indexedDB, navigator, isSecureContext } = globalThis;
  const parts: readonly unknown[] = [
    Reflect.get(crypto, "subtle"),
    indexedDB,
    Reflect.get(navigator, "serviceWorker"),
  ];
  return isSecureContext && parts.every((part) => part !== undefined && part !== null);
}

/** The page of this phone in a portal. No user signs in: the key is the proof. */
export function DeviceApp() {
  const { device: texts } = useTexts();
  useKeptFocus();
  if (isCapable()) return <Capable />;
  return (
    <LonePage title={texts.cannotTitle}>
      <p>{texts.cannot}</p>
      <div>
        <Button component="a" href={connectPath(portalAddress, "")}>
          {texts.connectApp}
        </Button>
      </div>
    </LonePage>
  );
}

/** The tokens that ask here; undefined while they are not read. */
function useDevices() {
  const { device: texts } = useTexts();
  const [devices, setDevices] = useState<readonly Device[]>();
  const [problem, setProblem] = useState<string>();
  const read = useCallback(async () => {
    try {
      setDevices(await readDevices(portalAddress));
      setProblem(undefined);
    } catch (why) {
      setProblem(texts.notKept(getMessage(why)));
    }
  }, []);
  useEffect(() => void read(), [read]);
  return { devices, problem, read };
}

function Capable() {
  const { device: texts } = useTexts();
  const secret = useLinkSecret();
  const [opened, setOpened] = useState<{ readonly secret: string; readonly link: DeviceLink | undefined }>();
  if (opened?.secret !== secret) setOpened({ secret, link: readDeviceLink(secret) });
  const { devices, problem, read } = useDevices();
  const portal = useKnownPortal();
  const waking = useWaking(portalAddress, devices, portal?.serverKey);
  const setLink = (link: DeviceLink | undefined) => setOpened({ secret, link });
  if (problem !== undefined) return <LonePage title={texts.cannotTitle} problem={problem} />;
  if (devices === undefined || portal === undefined) return null;
  const link = opened?.link;
  return (
    <div className="tp-portal-page">
      <header className="tp-portal-head">
        <p className="tp-portal-brand">{portal.brand}</p>
        <Button variant="link" component="a" href={`/s/${portalAddress}`}>
          {texts.portal}
        </Button>
      </header>
      <main className="tp-portal">
        {link !== undefined ? (
          <ConnectForm
            key={link.serial}
            portal={portalAddress}
            link={link}
            stored={devices.find(({ serial }) => serial === link.serial)}
            waking={waking.state}
            onAllow={() => void waking.allow().catch(() => {})}
            onConnected={() => {
              setLink(undefined);
              void read();
            }}
          />
        ) : devices.length === 0 ? (
          <NotConnected onLink={setLink} />
        ) : (
          <>
            <PageTitle title={texts.title} />
            {devices.map((device) => (
              <DeviceCard key={device.serial} device={device} onChanged={() => void read()} />
            ))}
            <WakingPart waking={waking} serverKey={portal.serverKey} />
            <Suspense fallback={null}>
              <PasteForm onLink={setLink} />
            </Suspense>
          </>
        )}
      </main>
    </div>
  );
}

function NotConnected({ onLink }: { readonly onLink: (link: DeviceLink) => void }) {
  const { device: texts } = useTexts();
  return (
    <PageCard title={texts.noneTitle}>
      <p>{texts.noneBody}</p>
      <div>
        <Button component="a" href={connectPath(portalAddress, "")}>
          {texts.connect}
        </Button>
      </div>
      <Suspense fallback={null}>
        <PasteForm onLink={onLink} />
      </Suspense>
    </PageCard>
  );
}

/** Says whether requests wake this phone, and offers it. */
function WakingPart({
  waking: { state, allow },
  serverKey,
}: {
  readonly waking: KnownWaking;
  readonly serverKey: string;
}) {
  const { device: texts } = useTexts();
  const { isRunning, make, problemText } = useAttempt();
  if (state === undefined) return null;
  if (state === "ON") return <p>{texts.wakes}</p>;
  const change = () =>
    make(async () => {
      const outcome = await allow();
      if (outcome !== "WOKEN")
        throw new Error(outcome === "NOT_REACHED" ? texts.notReached : texts.notAllowed);
    });
  return (
    <>
      {problemText === undefined ? null : <Notice kind="danger">{problemText}</Notice>}
      <Notice kind="info">{texts.waking[state]}</Notice>
      {state !== "OFF" || serverKey === "" ? null : (
        <div>
          <Button variant="secondary" isDisabled={isRunning} onClick={change}>
            {texts.allow}
          </Button>
        </div>
      )}
    </>
  );
}
