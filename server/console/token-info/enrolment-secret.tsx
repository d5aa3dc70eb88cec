import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { SecretToScan } from "../fields/secret-to-scan.js";
import type { ShownEnrolmentFragment } from "../generated/documents.js";

/** What an enrolment shows once: a secret for an app, a code to scan for a phone, or where a code was sent. */
export function EnrolmentSecret({ enrolment }: { readonly enrolment: ShownEnrolmentFragment }) {
  const { secretBase32, otpauthUri, qrPngDataUri, appLink, sentTo, startLink } = enrolment;
  if (sentTo !== null) return <Content component="p">A code is sent to {sentTo}.</Content>;
  if (startLink !== null)
    return (
      <Content component="p">
        The person opens this link and starts the chat. The code is then sent into that chat:{" "}
        <a href={startLink}>{startLink}</a>
      </Content>
    );
  if (otpauthUri === null || qrPngDataUri === null) return null;
  if (secretBase32 !== null)
    return (
      <>
        <Content component="p">
          Scan the picture with the authenticator app, or type the key into it. It is shown only now.
        </Content>
        <SecretToScan secretBase32={secretBase32} otpauthUri={otpauthUri} qrPngDataUri={qrPngDataUri} />
      </>
    );
  return (
    <>
      <Content component="p">
        Scan the picture with the privacyIDEA Authenticator, and approve the request that it shows. Then type
        the code that the phone shows.
      </Content>
      <div className="tp-secret">
        <div className="tp-qr">
          <img src={qrPngDataUri} alt="QR code. Scan it with the privacyIDEA Authenticator." />
        </div>
        {appLink === null ? null : (
          <Button variant="link" size="sm" component="a" href={appLink}>
            Open in the app on this phone
          </Button>
        )}
      </div>
    </>
  );
}
