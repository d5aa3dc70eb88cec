import type { TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { Channel as Binding } from "../bindings/channel/index.js";
import { DataTokenplaneChannel } from "../bindings/data-tokenplane-channel/index.js";
import { DECLARATIONS, type DriverField } from "../rules/drivers/drivers.js";
import { CHANNEL } from "../rules/fields.js";
import { driverConfig, givenSecrets, refuseSettings, type Given } from "./channel-driver.js";
import type { ChannelProps, SmsChannelProps } from "./channel-props.js";
import type {
  FcmProps,
  HttpTemplateProps,
  MattermostProps,
  SlackProps,
  SmsHttpProps,
  SmtpProps,
  TelegramProps,
  TwilioProps,
  VonageProps,
} from "./driver-props.js";
import { isKnown, getPath, quoted, said, type ManagedProps } from "./common.js";
import { declareOnce, refuse } from "./declared.js";
import { refuseForms } from "./forms.js";
import { getAttribute, channelSecret, mapInClear } from "./secrets.js";

/** A channel, which sends codes: created here, or existing already. */
export interface IChannel extends IConstruct {
  /** Its name. */
  readonly name: string;
  /** A reference to the channel's id. */
  readonly channelId: string;
  /** The provider configuration that it belongs to; undefined for the one without an alias. */
  readonly provider: TerraformProvider | undefined;
}

/**
 * A channel, which sends codes: a mail server, an SMS gateway, or a bot in a messenger. It is created and managed here:
 * see `Channel.smtp` and its siblings.
 */
export class Channel extends Construct implements IChannel {
  readonly name: string;
  readonly provider: TerraformProvider | undefined;
  /** The resource `tokenplane_channel` underneath, for everything that this class does not offer. */
  readonly binding: Binding;

  private constructor(
    scope: Construct,
    id: string,
    props: ChannelProps & Partial<SmsChannelProps>,
    driver: DriverField,
    settings: Given = { ...props },
  ) {
    super(scope, id);
    const { name = id, priority, enabled, hourlyLimit, allowedCountries, provider } = props;
    const declared = DECLARATIONS[driver];
    const secrets = givenSecrets(declared, settings);
    const hasSecrets = Object.keys(secrets).length > 0;
    this.binding = new Binding(
      this,
      "Default",
      said({
        name,
        priority,
        enabled,
        hourlyLimit,
        allowedCountries: allowedCountries === undefined ? undefined : [...allowedCountries],
        ...driverConfig(driver, settings),
        secretsWo: hasSecrets ? secrets : undefined,
        secretsWoVersion: hasSecrets ? (props.secretsVersion ?? 1) : undefined,
        provider,
      }),
    );
    this.name = name;
    this.provider = provider;
    refuseTwice(this);
    refuseForms(this, FORMS, { name, priority, hourlyLimit, allowedCountries });
    refuseSettings(this, declared, settings);
    refuse(this, () => mapInClear(this, channelSecret, getAttribute(this.binding, "secrets_wo")));
  }

  get channelId(): string {
    return this.binding.id;
  }

  /** A mail server. */
  static smtp(scope: Construct, id: string, props: SmtpProps): Channel {
    const { domain: dkimDomain, selector: dkimSelector, privateKey: dkimPrivateKey } = props.dkim ?? {};
    return new Channel(scope, id, props, "smtp", { ...props, dkimDomain, dkimSelector, dkimPrivateKey });
  }

  /** Twilio. */
  static twilio(scope: Construct, id: string, props: TwilioProps): Channel {
    return new Channel(scope, id, props, "twilio");
  }

  /** Vonage. */
  static vonage(scope: Construct, id: string, props: VonageProps): Channel {
    return new Channel(scope, id, props, "vonage");
  }

  /** Any SMS gateway with an HTTP interface. */
  static smsHttp(scope: Construct, id: string, props: SmsHttpProps): Channel {
    return new Channel(scope, id, props, "smsHttp");
  }

  /** A bot of Telegram. */
  static telegram(scope: Construct, id: string, props: TelegramProps): Channel {
    return new Channel(scope, id, props, "telegram");
  }

  /** An app of Slack. */
  static slack(scope: Construct, id: string, props: SlackProps): Channel {
    return new Channel(scope, id, props, "slack");
  }

  /** A bot of Mattermost. */
  static mattermost(scope: Construct, id: string, props: MattermostProps): Channel {
    return new Channel(scope, id, props, "mattermost");
  }

  /** A bot with an HTTP interface, such as that of a messenger of your own. */
  static botHttp(scope: Construct, id: string, props: HttpTemplateProps): Channel {
    return new Channel(scope, id, props, "botHttp");
  }

  /** Firebase, which wakes phones of PUSH tokens: for an app that was built for a Firebase project of your own. */
  static fcm(scope: Construct, id: string, props: FcmProps): Channel {
    return new Channel(scope, id, props, "fcm");
  }

  /**
   * A channel that exists in the account already, and is not managed here.
   * @param name its name.
   */
  static fromName(scope: Construct, id: string, name: string, props: ManagedProps = {}): ExistingChannel {
    return new ExistingChannel(scope, id, name, props);
  }
}

/** A channel that exists in the account already: see `Channel.fromName`. */
export class ExistingChannel extends Construct implements IChannel {
  readonly provider: TerraformProvider | undefined;
  /** The data source `tokenplane_channel` underneath. */
  readonly binding: DataTokenplaneChannel;

  /** @internal */
  constructor(
    scope: Construct,
    id: string,
    readonly name: string,
    { provider }: ManagedProps,
  ) {
    super(scope, id);
    this.binding = new DataTokenplaneChannel(this, "Default", said({ name, provider }));
    this.provider = provider;
    refuseTwice(this);
  }

  get channelId(): string {
    return this.binding.id;
  }
}

const FORMS = {
  name: CHANNEL.name,
  priority: CHANNEL.priority,
  hourlyLimit: CHANNEL.hourlyLimit,
  allowedCountries: CHANNEL.allowedCountries,
};

/**
 * A channel may be looked up in many places. One that is created here is created once, and not looked up.
 */
function refuseTwice(channel: Channel | ExistingChannel): void {
  if (!isKnown(channel.name)) return;
  declareOnce(channel, "channel", [channel.name], channel.provider, (first, all) =>
    all.some((one) => one instanceof Channel)
      ? `The channel ${quoted(channel.name)} is at ${getPath(first)} already. Use that object here, too.`
      : undefined,
  );
}
