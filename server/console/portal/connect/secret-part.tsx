import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import type { ReactNode } from "react";
import { CopyButton } from "../../fields/copy-button.js";
import type { MyEnrolmentFieldsFragment } from "../../generated/documents.js";
import type { CodeSource } from "../models.js";
import { noteLinkToApp, portalAddress } from "../place.js";
import { getDeviceLink } from "../device/link.js";
import type { Begun } from "./begun.js";
import { useTexts } from "../language.js";

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
  const { connect: texts } = useTexts();
  return (
    <Way title={texts.otherPhone} isPicture>
      <p>{body}</p>
      <div className="tp-qr">
        <img src={src} alt={alt} />
      </div>
    </Way>
  );
}

function AppLink({ href, label }: { readonly href: string; readonly label: string }) {
  const { connect: texts } = useTexts();
  return (
    <Way title={texts.thisDevice}>
      <Button component="a" href={href} onClick={noteLinkToApp} variant="secondary">
        {label}
      </Button>
    </Way>
  );
}

/** The way without an app: the browser of a phone asks, and keeps the key. */
function BrowserWay({ href }: { readonly href: string }) {
  const { connect: texts } = useTexts();
  const isPhone = globalThis.matchMedia("(pointer: coarse)").matches;
  return (
    <Way title={texts.thisPhone}>
      <p>{isPhone ? texts.thisPhoneBody : texts.onPhoneBody}</p>
      {isPhone ? (
        <Button component="a" href={href} onClick={noteLinkToApp}>
          {texts.useThisPhone}
        </Button>
      ) : (
        <p className="tp-row">
          {texts.linkForPhone}
          <CopyButton text={`${globalThis.location.origin}${href}`} />
        </p>
      )}
    </Way>
  );
}

/** The data that the app, the phone or the person needs for the first code. @param enrolment undefined after it was shown. */
export function SecretPart({
  source,
  token,
  enrolment,
  mayStartAgain,
  hasDigits,
}: {
  readonly source: CodeSource;
  readonly token: Begun["token"];
  readonly enrolment: MyEnrolmentFieldsFragment | undefined;
  readonly mayStartAgain: boolean;
  /** The phone led here, and the digits that it showed are in the field. */
  readonly hasDigits: boolean;
}) {
  const { connect: texts } = useTexts();
  if (enrolment === undefined) {
    const goOn = mayStartAgain ? texts : texts.mayNotStartAgain;
    if (source === "PHONE") return <p>{hasDigits ? texts.goOnDigitsBody : goOn.goOnPhoneBody}</p>;
    if (source === "CHAT") return <p>{goOn.goOnChatBody}</p>;
    return <p>{source === "SMS" || source === "EMAIL" ? goOn.goOnSentBody : goOn.goOnBody}</p>;
  }
  const { sentTo, startLink, appLink, qrPngDataUri, otpauthUri, secretBase32 } = enrolment;
  if (sentTo !== null) return <p>{texts.sentBody(sentTo)}</p>;
  if (startLink !== null) {
    return (
      <>
        <p>{texts.chatBody}</p>
        <p className="tp-long">
          <a href={startLink} target="_blank" rel="noreferrer">
            {startLink}
          </a>
        </p>
      </>
    );
  }
  if (appLink !== null) {
    const browserLink = getDeviceLink(portalAddress, token, otpauthUri ?? "");
    return (
      <>
        <p>{texts.phoneBody}</p>
        <div className="tp-portal-secret">
          {browserLink === undefined ? null : <BrowserWay href={browserLink} />}
          <AppLink href={appLink} label={texts.openPhoneApp} />
          {qrPngDataUri === null ? null : (
            <Picture src={qrPngDataUri} alt={texts.phoneQrAlt} body={texts.qrBody} />
          )}
        </div>
      </>
    );
  }
  if (secretBase32 === null || otpauthUri === null) return null;
  return (
    <>
      <p>{texts.scanBody}</p>
      <div className="tp-portal-secret">
        <AppLink href={otpauthUri} label={texts.openApp} />
        {qrPngDataUri === null ? null : <Picture src={qrPngDataUri} alt={texts.qrAlt} body={texts.qrBody} />}
        <Way title={texts.byHand}>
          <p id="key-label">{texts.key}</p>
          <p className="tp-row">
            <code aria-labelledby="key-label">{grouped(secretBase32)}</code>
            <CopyButton text={secretBase32} />
          </p>
        </Way>
      </div>
    </>
  );
}
