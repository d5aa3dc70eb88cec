import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { CopyButton } from "./copy-button.js";

/** In groups of four characters, so that a person can type it. */
const grouped = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? "";

/** A secret for an app: as a picture to scan, as a link for the same phone, and as a text. */
export function SecretToScan({
  secretBase32,
  otpauthUri,
  qrPngDataUri,
}: {
  readonly secretBase32: string;
  readonly otpauthUri: string;
  readonly qrPngDataUri: string;
}) {
  return (
    <div className="tp-secret">
      <div className="tp-qr">
        <img src={qrPngDataUri} alt="QR code with the key below. Scan it with your authenticator app." />
      </div>
      <div>
        <p id="key-label">Key, if you cannot scan:</p>
        <p>
          <code aria-labelledby="key-label">{grouped(secretBase32)}</code>
        </p>
        <p className="tp-row">
          <CopyButton text={secretBase32} />
          <Button variant="link" size="sm" component="a" href={otpauthUri}>
            Open in authenticator app
          </Button>
        </p>
      </div>
    </div>
  );
}
