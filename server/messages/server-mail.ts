import ipaddr from "ipaddr.js";
import type { Services } from "../actions/services.js";
import type { Driver } from "../delivery/delivery.js";
import { careful } from "../delivery/driver.js";
import { smtpDriver } from "../delivery/smtp.js";

/** Everything: the operator named the server, and no account can. */
const ANYWHERE = { allowed: ["0.0.0.0/0", "::/0"].map((block) => ipaddr.parseCIDR(block)) };

/** The mail server of the installation (TOKENPLANE_SMTP_URL). @throws TypeError when there is none. */
export function serverMail({ smtpUrl, smtpFrom }: Services["config"]): Driver {
  if (smtpUrl === undefined || smtpFrom === undefined) throw new TypeError("there is no mail server");
  const url = new URL(smtpUrl);
  const isTls = url.protocol === "smtps:";
  return careful(
    smtpDriver(
      {
        host: url.hostname.replace(/^\[|\]$/g, ""),
        port: url.port === "" ? (isTls ? 465 : 587) : Number(url.port),
        security: isTls ? "TLS" : url.search === "" ? "STARTTLS" : "NONE",
        username: url.username === "" ? null : decodeURIComponent(url.username),
        from: smtpFrom,
        replyTo: null,
        certificateAuthority: null,
        dkimDomain: null,
        dkimSelector: null,
      },
      {
        password: url.password === "" ? null : decodeURIComponent(url.password),
        dkimPrivateKey: null,
      },
      ANYWHERE,
    ),
  );
}
