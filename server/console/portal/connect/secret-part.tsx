import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import type { ReactNode } from "react";
import { CopyButton } from "../../fields/copy-button.js";
import type { MyEnrolmentFieldsFragment } from "../../generated/documents.js";
import type { CodeSource } from "../models.js";
import { noteLinkToApp, portalAddress } from "../place.js";
import { deviceLinkOf } from "../device/link.js";
import type { Begun } from "./begun.js";
import { CONNECT_TEXTS } from "./texts.js";

/** Whether an answer still has what is shown once: a repeat after ten minutes has not. */
export function isShownOnce({
  secretBase32,
  appLink,
  startLink,
  sentTo,
}: MyEnrolmentFieldsFragment): boolean {
  return [secretBase32, appLink, startLink, sentTo].some((part) => part !== null);
}

/** In groups of four characters, so that a person can type it. */
const grouped = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? "";

/** One of the ways by which an app gets the key. */
function Way({
  title,
  isPicture = false,
  children,
}: {
  readonly title: string;
  readonly isPicture?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className={isPicture ? "tp-portal-way tp-portal-picture" : "tp-portal-way"}>
      <Title headingLevel="h2" size="md">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Picture({ src, alt, body }: { readonly src: string; readonly alt: string; readonly body: string }) {
  return (
    <Way title={CONNECT_TEXTS.otherPhone} isPicture>
      <p>{body}</p>
      <div className="tp-qr">
        <img src={src} alt={alt} />
      </div>
    </Way>
  );
}

function AppLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <Way title={CONNECT_TEXTS.thisDevice}>
      <Button component="a" href={href} onClick={noteLinkToApp} variant="secondary">
        {label}
      </Button>
    </Way>
  );
}

/** The way without an app: the browser of a phone asks, and keeps the key. */
function BrowserWay({ href }: { readonly href: string }) {
  const isPhone = globalThis.matchMedia("(pointer: coarse)").matches;
  return (
    <Way title={CONNECT_TEXTS.thisPhone}>
      <p>{isPhone ? CONNECT_TEXTS.thisPhoneBody : CONNECT_TEXTS.onPhoneBody}</p>
      {isPhone ? (
        <Button component="a" href={href} onClick={noteLinkToApp}>
          {CONNECT_TEXTS.useThisPhone}
        </Button>
      ) : null}
    </Way>
  );
}

/** What the app, the phone or the person needs for the first code. @param enrolment undefined when it was shown before. */
export function SecretPart({
  source,
  token,
  enrolment,
}: {
  readonly source: CodeSource;
  readonly token: Begun["token"];
  readonly enrolment: MyEnrolmentFieldsFragment | undefined;
}) {
  if (enrolment === undefined) {
    const isSent = source === "SMS" || source === "EMAIL" || source === "CHAT";
    return <p>{isSent ? CONNECT_TEXTS.goOnSentBody : CONNECT_TEXTS.goOnBody}</p>;
  }
  const { sentTo, startLink, appLink, qrPngDataUri, otpauthUri, secretBase32 } = enrolment;
  if (sentTo !== null) return <p>{CONNECT_TEXTS.sentBody(sentTo)}</p>;
  if (startLink !== null) {
    return (
      <>
        <p>{CONNECT_TEXTS.chatBody}</p>
        <p className="tp-long">
          <a href={startLink} target="_blank" rel="noreferrer">
            {startLink}
          </a>
        </p>
      </>
    );
  }
  if (appLink !== null) {
    const browserLink = deviceLinkOf(portalAddress, token, otpauthUri ?? "");
    return (
      <>
        <p>{CONNECT_TEXTS.phoneBody}</p>
        <div className="tp-portal-secret">
          {browserLink === undefined ? null : <BrowserWay href={browserLink} />}
          <AppLink href={appLink} label={CONNECT_TEXTS.openPhoneApp} />
          {qrPngDataUri === null ? null : (
            <Picture src={qrPngDataUri} alt={CONNECT_TEXTS.phoneQrAlt} body={CONNECT_TEXTS.qrBody} />
          )}
        </div>
      </>
    );
  }
  if (secretBase32 === null || otpauthUri === null) return null;
  return (
    <>
      <p>{CONNECT_TEXTS.scanBody}</p>
      <div className="tp-portal-secret">
        <AppLink href={otpauthUri} label={CONNECT_TEXTS.openApp} />
        {qrPngDataUri === null ? null : (
          <Picture src={qrPngDataUri} alt={CONNECT_TEXTS.qrAlt} body={CONNECT_TEXTS.qrBody} />
        )}
        <Way title={CONNECT_TEXTS.byHand}>
          <p id="key-label">{CONNECT_TEXTS.key}</p>
          <p className="tp-row">
            <code aria-labelledby="key-label">{grouped(secretBase32)}</code>
            <CopyButton text={secretBase32} />
          </p>
        </Way>
      </div>
    </>
  );
}
