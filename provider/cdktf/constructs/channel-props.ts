import type { ManagedProps } from "./common.js";

/** The properties of every channel. */
export interface ChannelProps extends ManagedProps {
  /** Its name; unique in the account. Default: the construct's id. */
  readonly name?: string | undefined;
  /** If there are several channels of one kind, the one with the lowest number is tried first: 1 to 1,000. Default: 100. */
  readonly priority?: number | undefined;
  /** Whether the channel is used. Default: true. */
  readonly enabled?: boolean | undefined;
  /** The maximum number of messages that it sends in an hour. Default: no limit for this channel. */
  readonly hourlyLimit?: number | undefined;
  /** Another number sends the secrets again. Default: 1. */
  readonly secretsVersion?: number | undefined;
}

/** The properties of every channel for SMS. */
export interface SmsChannelProps extends ChannelProps {
  /** The countries that SMS may be sent to, by their codes of ISO 3166-1, such as `DE`. */
  readonly allowedCountries: readonly string[];
}

/** How mails are signed (DKIM). */
export interface DkimProps {
  /** The domain that mails are signed for. */
  readonly domain: string;
  /** The DKIM selector: the name under which the domain's public key is published. */
  readonly selector: string;
  /**
   * The RSA key, as PEM without a password: a reference, such as a sensitive variable's `stringValue`. Terraform sends
   * it and stores it nowhere.
   */
  readonly privateKey: string;
}

/** The properties of a bot. */
export interface BotProps extends ChannelProps {
  /** The bot's token: a reference. Terraform sends it and stores it nowhere. */
  readonly botToken: string;
}
