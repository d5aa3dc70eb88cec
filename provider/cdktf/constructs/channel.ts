import { Token as Reference, type TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { Channel as Binding, type ChannelConfig } from "../bindings/channel/index.js";
import { DataTokenplaneChannel } from "../bindings/data-tokenplane-channel/index.js";
import { templateFault } from "../rules/channel.js";
import { CHANNEL } from "../rules/fields.js";
import type {
  BotProps,
  ChannelProps,
  FcmProps,
  HttpTemplateProps,
  MattermostProps,
  SlackProps,
  SmsChannelProps,
  SmsHttpProps,
  SmtpProps,
  TelegramProps,
  TwilioProps,
  VonageProps,
} from "./channel-props.js";
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

/** The secrets of a channel by their names, as the provider has them. */
type Secrets = Readonly<Record<string, string | undefined>>;

/** The part of a configuration that is of its driver. */
type Driver = Pick<
  ChannelConfig,
  "smtp" | "twilio" | "vonage" | "smsHttp" | "telegram" | "slack" | "mattermost" | "botHttp" | "fcm"
>;

const USUAL_PORTS = { STARTTLS: undefined, TLS: 465, NONE: 25 } as const;

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
    driver: Driver,
    secrets: Secrets,
  ) {
    super(scope, id);
    const { name = id, priority, enabled, hourlyLimit, allowedCountries, provider } = props;
    const given = said(secrets);
    const hasSecrets = Object.keys(given).length > 0;
    this.binding = new Binding(
      this,
      "Default",
      said({
        name,
        priority,
        enabled,
        hourlyLimit,
        allowedCountries: allowedCountries === undefined ? undefined : [...allowedCountries],
        ...driver,
        secretsWo: hasSecrets ? given : undefined,
        secretsWoVersion: hasSecrets ? (props.secretsVersion ?? 1) : undefined,
        provider,
      }),
    );
    this.name = name;
    this.provider = provider;
    refuseTwice(this);
    refuseForms(this, FORMS, { name, priority, hourlyLimit, allowedCountries });
    refuse(this, () => mapInClear(this, channelSecret, getAttribute(this.binding, "secrets_wo")));
  }

  get channelId(): string {
    return this.binding.id;
  }

  /** A mail server. */
  static smtp(scope: Construct, id: string, props: SmtpProps): Channel {
    const { host, security, username, from, replyTo, certificateAuthority, dkim } = props;
    const port = props.port ?? USUAL_PORTS[security ?? "STARTTLS"];
    const settings = {
      host,
      port,
      security,
      username,
      from,
      replyTo,
      certificateAuthority,
      dkimDomain: dkim?.domain,
      dkimSelector: dkim?.selector,
    };
    const made = new Channel(
      scope,
      id,
      props,
      { smtp: said(settings) },
      { password: props.password, dkim_private_key: dkim?.privateKey },
    );
    const { password: _password, dkimPrivateKey: _key, ...rules } = CHANNEL.smtp;
    refuseForms(made, rules, settings);
    return made;
  }

  /** Twilio. */
  static twilio(scope: Construct, id: string, props: TwilioProps): Channel {
    const { url, accountSid, from, messagingServiceSid } = props;
    const settings = { url, accountSid, from, messagingServiceSid };
    const made = new Channel(scope, id, props, { twilio: said(settings) }, { auth_token: props.authToken });
    const { authToken: _token, ...rules } = CHANNEL.twilio;
    refuseForms(made, rules, settings);
    refuse(made, () =>
      (from === undefined) === (messagingServiceSid === undefined)
        ? ["Give either from or messagingServiceSid: one of them is the sender of each SMS."]
        : [],
    );
    return made;
  }

  /** Vonage. */
  static vonage(scope: Construct, id: string, props: VonageProps): Channel {
    const { url, apiKey, from, apiSecret, signatureSecret } = props;
    const settings = { url, apiKey, from };
    const secrets = { api_secret: apiSecret, signature_secret: signatureSecret };
    const made = new Channel(scope, id, props, { vonage: said(settings) }, secrets);
    const { apiSecret: _secret, signatureSecret: _signature, ...rules } = CHANNEL.vonage;
    refuseForms(made, rules, settings);
    return made;
  }

  /** Any SMS gateway with an HTTP interface. */
  static smsHttp(scope: Construct, id: string, props: SmsHttpProps): Channel {
    const made = new Channel(scope, id, props, { smsHttp: template(props) }, props.secrets ?? {});
    refuseTemplate(made, props);
    return made;
  }

  /** A bot of Telegram. */
  static telegram(scope: Construct, id: string, props: TelegramProps): Channel {
    const { url, botUsername } = props;
    const settings = { url, botUsername };
    const made = new Channel(scope, id, props, { telegram: said(settings) }, getToken(props));
    refuseForms(made, { url: CHANNEL.telegram.url, botUsername: CHANNEL.telegram.botUsername }, settings);
    return made;
  }

  /** An app of Slack. */
  static slack(scope: Construct, id: string, props: SlackProps): Channel {
    const { url } = props;
    const made = new Channel(scope, id, props, { slack: said({ url }) }, getToken(props));
    refuseForms(made, { url: CHANNEL.slack.url }, { url });
    return made;
  }

  /** A bot of Mattermost. */
  static mattermost(scope: Construct, id: string, props: MattermostProps): Channel {
    const { url } = props;
    const made = new Channel(scope, id, props, { mattermost: { url } }, getToken(props));
    refuseForms(made, { url: CHANNEL.mattermost.url }, { url });
    return made;
  }

  /** A bot with an HTTP interface, such as that of a messenger of your own. */
  static botHttp(scope: Construct, id: string, props: HttpTemplateProps): Channel {
    const made = new Channel(scope, id, props, { botHttp: template(props) }, props.secrets ?? {});
    refuseTemplate(made, props);
    return made;
  }

  /** Firebase, which wakes phones of PUSH tokens: for an app that was built for a Firebase project of your own. */
  static fcm(scope: Construct, id: string, props: FcmProps): Channel {
    const { url, tokenUrl, projectId, serviceAccount } = props;
    const settings = { url, tokenUrl, projectId };
    const secrets = { service_account: serviceAccount };
    const made = new Channel(scope, id, props, { fcm: said(settings) }, secrets);
    const { serviceAccount: _file, ...rules } = CHANNEL.fcm;
    refuseForms(made, rules, settings);
    return made;
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

const getToken = ({ botToken }: BotProps) => ({ bot_token: botToken });

/** The settings of a gateway's template. */
function template(props: HttpTemplateProps) {
  const { url, method, contentType, headers, body, successContains, idempotencyHeader } = props;
  return said({
    url,
    method,
    contentType,
    headers: headers === undefined ? undefined : { ...headers },
    body,
    successContains,
    idempotencyHeader,
  });
}

const TYPES = {
  JSON: "application/json",
  FORM: "application/x-www-form-urlencoded",
  TEXT: "text/plain",
  NONE: null,
} as const;

/** Refuses what the server would refuse of a gateway's template. */
function refuseTemplate(construct: Channel, props: HttpTemplateProps): void {
  const { url, method = "POST", contentType = "JSON", body, successContains, idempotencyHeader } = props;
  const rules = CHANNEL.smsHttp;
  refuseForms(
    construct,
    {
      url: rules.url,
      body: rules.body,
      successContains: rules.successContains,
      idempotencyHeader: rules.idempotencyHeader,
    },
    { url, body, successContains, idempotencyHeader },
  );
  refuse(construct, function* refusals() {
    if (Reference.isUnresolved(props.headers)) return;
    const headers = Object.entries(props.headers ?? {}).map(([name, value]) => ({ name, value }));
    const texts = [url, body, idempotencyHeader, ...headers.flatMap(({ name, value }) => [name, value])];
    if (texts.some((text) => Reference.isUnresolved(text))) return;
    let isRefused = false;
    for (const { name, value } of headers) {
      for (const [text, rule] of [
        [name, rules.headerName],
        [value, rules.headerValue],
      ] as const) {
        const sentence = rule(text);
        if (sentence === null) continue;
        isRefused = true;
        yield `This is ${JSON.stringify(text)}. ${sentence}`;
      }
    }
    const whole = isRefused ? null : rules.headers(headers);
    if (whole !== null) yield whole;
    const isWrong = isRefused || whole !== null || rules.url(url) !== null;
    if (isWrong || (body !== undefined && rules.body(body) !== null)) return;
    const fault = templateFault({
      url,
      method,
      contentType: TYPES[contentType],
      headers,
      body: body ?? null,
      idempotencyHeader: idempotencyHeader ?? null,
    });
    if (fault !== null) yield fault.sentence;
  });
}

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
