import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { SecretToScan } from "../fields/secret-to-scan.js";
import type { ShownEnrolmentFragment } from "../generated/documents.js";

/** The secret that an enrolment shows once, so that a person, an app or a device can take it over. */
export function EnrolmentSecret({
  enrolment: { secretBase32, secretHex, otpauthUri, qrPngDataUri, appLink, startLink, sentTo },
  isDevice = false,
}: {
  readonly enrolment: ShownEnrolmentFragment;
  /** Whether the secret is to be programmed into a device. */
  readonly isDevice?: boolean;
}) {
  if (sentTo !== null) {
    return <Content component="p">A code was sent to {sentTo}. It is valid for some minutes only.</Content>;
  }
  if (startLink !== null) {
    return (
      <>
        <Content component="p">
          The person opens this link on their phone, and starts the chat with the bot. The bot then writes the
          code.
        </Content>
        <p className="tp-long">
          <Content component="a" href={startLink} target="_blank" rel="noreferrer">
            {startLink}
          </Content>
        </p>
      </>
    );
  }
  if (appLink !== null && qrPngDataUri !== null) {
    return (
      <>
        <Content component="p">
          Scan the picture with the privacyIDEA Authenticator, and approve the request that it shows. Then
          type the code that the phone shows.
        </Content>
        <div className="tp-secret">
          <div className="tp-qr">
            <img src={qrPngDataUri} alt="QR code. Scan it with the privacyIDEA Authenticator." />
          </div>
          <p>
            <Button variant="link" size="sm" component="a" href={appLink}>
              Open in privacyIDEA Authenticator
            </Button>
          </p>
        </div>
      </>
    );
  }
  if (secretBase32 === null || otpauthUri === null || qrPngDataUri === null) return null;
  return (
    <>
      <Content component="p">
        {isDevice
          ? "Program the device over NFC with this key: scan the picture with the programming app, or type the key into it. The key is shown only now."
          : "Scan the picture with an authenticator app, or type the key into it. The key is shown only now."}
      </Content>
      <SecretToScan secretBase32={secretBase32} otpauthUri={otpauthUri} qrPngDataUri={qrPngDataUri} />
      {isDevice && secretHex !== null ? (
        <div>
          <p id="hex-label">Key in hexadecimal digits:</p>
          <p className="tp-long">
            <code aria-labelledby="hex-label">{secretHex.match(/.{1,4}/g)?.join(" ")}</code>
          </p>
        </div>
      ) : null}
    </>
  );
}

/** Whether an answer still has what is shown once: a repeat after ten minutes has not. */
export function isShown({ secretBase32, appLink, startLink, sentTo }: ShownEnrolmentFragment): boolean {
  return [secretBase32, appLink, startLink, sentTo].some((part) => part !== null);
}
