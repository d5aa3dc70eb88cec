// What has the right form, and cannot be read: certificates, keys and files.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { type Fault, textOf, type Values } from "@tokenplane/rules/drivers/declaration";
import type { DriverName } from "@tokenplane/rules/drivers/drivers";
import { readServiceAccount } from "../delivery/fcm.js";

type Given = ReadonlyMap<string, string>;

/** Whether every one of these certificates can be read. */
function areCertificates(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const block of blocks) void new X509Certificate(block);
    return blocks.length > 0;
  } catch {
    return false;
  }
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

function unreadableMail({ certificateAuthority }: Values, given: Given): Fault | null {
  const certificates = textOf(certificateAuthority);
  if (certificates !== null && !areCertificates(certificates)) {
    return {
      field: "certificateAuthority",
      sentence: "These certificates cannot be read. Copy them again, as PEM.",
    };
  }
  const key = given.get("dkimPrivateKey");
  return key === undefined || isRsaKey(key)
    ? null
    : {
        field: "dkimPrivateKey",
        sentence: "This private key cannot be read as an RSA key. Copy it again.",
      };
}

function unreadableFirebase({ projectId }: Values, given: Given): Fault | null {
  const file = given.get("serviceAccount");
  const account = file === undefined ? null : readServiceAccount(file);
  if (account === null) return null;
  if ("failure" in account) return { field: "serviceAccount", sentence: account.failure };
  return account.projectId === projectId
    ? null
    : {
        field: "projectId",
        sentence:
          "The service account belongs to another project. Give the project id from the file of the service account.",
      };
}

/** What of a driver's settings and new secrets cannot be read; null for nothing. */
export function unreadable(
  { driver, settings }: { readonly driver: DriverName; readonly settings: Values },
  given: Given,
): Fault | null {
  if (driver === "SMTP") return unreadableMail(settings, given);
  return driver === "FCM" ? unreadableFirebase(settings, given) : null;
}
