import type { ManagedProps } from "./common.js";
import type { IPerson } from "./person.js";

/** What may be said of every app and device that is managed here. */
export interface AuthenticatorProps extends ManagedProps {
  /** Whose it is. Default: not managed here; who is granted something with it must be its owner. */
  readonly owner?: IPerson | undefined;
  /** Whether it may be used. Default: true. */
  readonly enabled?: boolean | undefined;
  /**
   * A PIN of 4 to 12 digits that is typed with each code: a reference, such as a sensitive variable's `stringValue`.
   * Terraform sends it and keeps it nowhere. Default: none is managed here.
   */
  readonly pin?: string | undefined;
  /** Another number sends `pin` again. Default: 1. */
  readonly pinVersion?: number | undefined;
  /** Where the PIN is typed. Default: `BEFORE_OTP`. */
  readonly pinPosition?: "BEFORE_OTP" | "AFTER_OTP" | undefined;
  /** From when its codes are accepted: a moment, a text in RFC 3339, or a reference. Default: from now on. */
  readonly validFrom?: Date | string | undefined;
  /** Until when its codes are accepted: a moment, a text in RFC 3339, or a reference. Default: for ever. */
  readonly validUntil?: Date | string | undefined;
}

/** What is said of an app. */
export interface AppProps extends AuthenticatorProps {
  /** Its name. Default: the construct's id. */
  readonly name?: string | undefined;
}

/** What is said of Protectimus Smart. */
export interface SmartProps extends AppProps {
  /** By time or by counter. Default: what the server takes, TOTP. */
  readonly algorithm?: "TOTP" | "HOTP" | undefined;
  /** How long codes are. Default: 6. */
  readonly digits?: 6 | 8 | undefined;
  /** Default: what the server takes, SHA256. */
  readonly hash?: "SHA1" | "SHA256" | "SHA512" | undefined;
  /** For how long a code is shown, in seconds, with TOTP. Default: 30. */
  readonly periodSeconds?: number | undefined;
}

/** What is said of every device with a secret of its own. */
export interface DeviceProps extends AuthenticatorProps {
  /** What is printed on it. */
  readonly serial: string;
  /**
   * Its secret in Base32: a reference, such as a sensitive variable's `stringValue`. Terraform sends it and keeps it
   * nowhere.
   */
  readonly secret: string;
  /** Another number sends `secret` again. Default: 1. */
  readonly secretVersion?: number | undefined;
  /** Its name. Default: its serial number. */
  readonly name?: string | undefined;
}

/** What is said of Protectimus Two and Shark. */
export interface CodeDeviceProps extends DeviceProps {
  readonly model: "TWO" | "SHARK";
  /** For how long a code is shown, in seconds: 30 or 60, as its vendor says. */
  readonly periodSeconds: number;
}

/** What is said of Protectimus Ultra. */
export interface UltraProps extends DeviceProps {
  readonly model: "ULTRA";
  /** What its answers are made of (RFC 6287). Default: the model's. */
  readonly suite?: string | undefined;
}

/** What is said of a fob or a card by Protectimus. */
export type HardwareProps = CodeDeviceProps | UltraProps;

/** What is said of any other device that shows codes by time. */
export interface UniversalTotpProps extends DeviceProps {
  /** Default: TOTP. */
  readonly algorithm?: "TOTP" | undefined;
  /** How long codes are. Default: 6. */
  readonly digits?: 6 | 7 | 8 | undefined;
  /** Default: SHA1. */
  readonly hash?: "SHA1" | "SHA256" | "SHA512" | undefined;
  /** For how long a code is shown, in seconds. Default: 30. */
  readonly periodSeconds?: number | undefined;
}

/** What is said of any other device that counts. */
export interface UniversalHotpProps extends DeviceProps {
  readonly algorithm: "HOTP";
  /** How long codes are. Default: 6. */
  readonly digits?: 6 | 7 | 8 | undefined;
  /** Default: SHA1. */
  readonly hash?: "SHA1" | "SHA256" | "SHA512" | undefined;
}

/** What is said of any other device that answers challenges. */
export interface UniversalOcraProps extends DeviceProps {
  readonly algorithm: "OCRA";
  /** What its answers are made of (RFC 6287), such as `OCRA-1:HOTP-SHA1-6:QN08`. */
  readonly suite: string;
}

/** What is said of a device that no other model describes. */
export type UniversalProps = UniversalTotpProps | UniversalHotpProps | UniversalOcraProps;

/** What is said of a device that is in the account already. */
export interface ExistingAuthenticatorProps extends ManagedProps {
  /** Who gets it here. Default: nobody; it stays with whom it is. */
  readonly owner?: IPerson | undefined;
}
