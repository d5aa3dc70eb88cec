import type { ManagedProps } from "./common.js";
import type { IChannel } from "./channel.js";
import type { IPerson } from "./person.js";

/** The properties of every app and device that is managed here. */
export interface AuthenticatorProps extends ManagedProps {
  /** Its user. Default: not managed here. Only its owner can be granted something with it. */
  readonly owner?: IPerson | undefined;
  /**
   * Whether the token may be used. Default: it is created enabled, and then not managed here, so that one that its user
   * reported as lost stays disabled.
   */
  readonly enabled?: boolean | undefined;
  /**
   * A PIN of 4 to 12 digits that is typed with each code: a reference, such as a sensitive variable's `stringValue`.
   * Terraform sends it and stores it nowhere. Default: no PIN; one that was set elsewhere is removed at the next apply.
   */
  readonly pin?: string | undefined;
  /** Another number sends `pin` again. Default: 1. */
  readonly pinVersion?: number | undefined;
  /** Where the PIN is typed. Default: `BEFORE_OTP`. */
  readonly pinPosition?: "BEFORE_OTP" | "AFTER_OTP" | undefined;
  /**
   * The moment from which its codes are accepted: a `Date`, a text in RFC 3339, or a reference. Default: no limit.
   */
  readonly validFrom?: Date | string | undefined;
  /**
   * The moment at which its codes stop being accepted: a `Date`, a text in RFC 3339, or a reference. Default: no limit.
   */
  readonly validUntil?: Date | string | undefined;
}

/** The properties of an app, and of a phone that gets push requests. */
export interface AppProps extends AuthenticatorProps {
  /** Its name. Default: the construct's id. */
  readonly name?: string | undefined;
}

/** The properties of Protectimus Smart. */
export interface SmartProps extends AppProps {
  /** TOTP (by time) or HOTP (by counter). Default: that of the server, TOTP. */
  readonly algorithm?: "TOTP" | "HOTP" | undefined;
  /** The number of digits of its codes. Default: 6. */
  readonly digits?: 6 | 8 | undefined;
  /** Default: that of the server, SHA256. */
  readonly hash?: "SHA1" | "SHA256" | "SHA512" | undefined;
  /** How long a TOTP code is shown, in seconds. Default: 30. */
  readonly periodSeconds?: number | undefined;
}

/** The properties of a phone number that codes are sent to. */
export interface SmsProps extends AppProps {
  /** The mobile number, with its country code. Another one must be confirmed by the person. */
  readonly phoneNumber: string;
}

/** The properties of an address that codes are sent to. */
export interface EmailProps extends AppProps {
  /** The e-mail address. Another one must be confirmed by the person. */
  readonly address: string;
}

/** The properties of a chat that codes are sent to. */
export interface ChatProps extends AppProps {
  /** The channel of the bot. A change replaces the token. */
  readonly channel: IChannel;
  /**
   * The id of the chat. Another one must be confirmed by the person. Default: a Telegram bot learns it when the person
   * opens the chat.
   */
  readonly chatId?: string | undefined;
}

/** The properties of every device with a secret of its own. */
export interface DeviceProps extends AuthenticatorProps {
  /** The serial number, as printed on it. */
  readonly serial: string;
  /**
   * Its secret in Base32: a reference, such as a sensitive variable's `stringValue`. Terraform sends it and stores it
   * nowhere.
   */
  readonly secret: string;
  /** Another number sends `secret` again. Default: 1. */
  readonly secretVersion?: number | undefined;
  /** Its name. Default: its serial number. */
  readonly name?: string | undefined;
}

/** The properties of Protectimus Two and Shark. */
export interface CodeDeviceProps extends DeviceProps {
  readonly model: "TWO" | "SHARK";
  /** How long a code is shown, in seconds: 30 or 60, as its vendor says. */
  readonly periodSeconds: number;
}

/** The properties of Protectimus Ultra. */
export interface UltraProps extends DeviceProps {
  readonly model: "ULTRA";
  /** The OCRA suite: how its answers are computed (RFC 6287). Default: the model's. */
  readonly suite?: string | undefined;
}

/** The properties of a key fob or card by Protectimus. */
export type HardwareProps = CodeDeviceProps | UltraProps;

/** The properties of any other device with TOTP codes. */
export interface UniversalTotpProps extends DeviceProps {
  /** Default: TOTP. */
  readonly algorithm?: "TOTP" | undefined;
  /** The number of digits of its codes. Default: 6. */
  readonly digits?: 6 | 7 | 8 | undefined;
  /** Default: SHA1. */
  readonly hash?: "SHA1" | "SHA256" | "SHA512" | undefined;
  /** How long a code is shown, in seconds. Default: 30. */
  readonly periodSeconds?: number | undefined;
}

/** The properties of any other device with HOTP codes. */
export interface UniversalHotpProps extends DeviceProps {
  readonly algorithm: "HOTP";
  /** The number of digits of its codes. Default: 6. */
  readonly digits?: 6 | 7 | 8 | undefined;
  /** Default: SHA1. */
  readonly hash?: "SHA1" | "SHA256" | "SHA512" | undefined;
}

/** The properties of any other device that answers challenges (OCRA). */
export interface UniversalOcraProps extends DeviceProps {
  readonly algorithm: "OCRA";
  /** The OCRA suite: how its answers are computed (RFC 6287), such as `OCRA-1:HOTP-SHA1-6:QN08`. */
  readonly suite: string;
}

/** The properties of a device of any other vendor. */
export type UniversalProps = UniversalTotpProps | UniversalHotpProps | UniversalOcraProps;

/** The properties of a device that exists in the account already. */
export interface ExistingAuthenticatorProps extends ManagedProps {
  /** The user who gets it here. Default: it keeps its user, if it has one. */
  readonly owner?: IPerson | undefined;
}
