import { Token as Reference, type TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { DataTokenplaneToken } from "../bindings/data-tokenplane-token/index.js";
import { Token, type TokenConfig } from "../bindings/token/index.js";
import { TokenUser } from "../bindings/token-user/index.js";
import { TOKEN, USER } from "../rules/fields.js";
import { getModel, settingRefusals } from "../rules/models.js";
import { readMoment } from "../rules/moment.js";
import { isValidityInOrder, VALIDITY_OUT_OF_ORDER } from "../rules/validity.js";
import type {
  AppProps,
  AuthenticatorProps,
  ChatProps,
  DeviceProps,
  EmailProps,
  ExistingAuthenticatorProps,
  HardwareProps,
  SmartProps,
  SmsProps,
  UniversalProps,
} from "./authenticator-props.js";
import { isKnown, momentText, getPath, quoted, said } from "./common.js";
import { declareOnce, refuse } from "./declared.js";
import { refuseForms } from "./forms.js";
import type { IPerson } from "./person.js";
import { getAttribute, inClear, PIN, SECRET } from "./secrets.js";

/** An authenticator with which a person signs in: created here, or existing already. */
export interface IAuthenticator extends IConstruct {
  /** A reference to the token's id. */
  readonly tokenId: string;
  /** The serial number of a device; undefined for an app. */
  readonly serial: string | undefined;
  /** Its user, if the program says it. */
  readonly owner: IPerson | undefined;
  /** The provider configuration that it belongs to; undefined for the one without an alias. */
  readonly provider: TerraformProvider | undefined;
}

/** An app, a device, a phone that gets push requests, or a target for codes. It is created and managed here: see `Authenticator.app` and its siblings. */
export class Authenticator extends Construct implements IAuthenticator {
  readonly serial: string | undefined;
  readonly owner: IPerson | undefined;
  readonly provider: TerraformProvider | undefined;
  /** The resource `tokenplane_token` underneath, for everything that this class does not offer. */
  readonly binding: Token;

  private constructor(
    scope: Construct,
    id: string,
    config: TokenConfig,
    owner: IPerson | undefined,
    provider: TerraformProvider | undefined,
  ) {
    super(scope, id);
    this.binding = new Token(this, "Default", said({ ...config, userId: owner?.userId, provider }));
    this.serial = config.serialNumber;
    this.owner = owner;
    this.provider = provider;
    refuseTwice(this);
    refuseForms(this, FORMS, config);
    refuseSettings(this, config);
    refuse(this, () => [
      ...unordered(config),
      ...inClear(this, SECRET, getAttribute(this.binding, "secret_wo")),
      ...inClear(this, PIN, getAttribute(this.binding, "pin_wo")),
    ]);
  }

  get tokenId(): string {
    return this.binding.id;
  }

  /** An app that reads `otpauth://` addresses, such as Google Authenticator. Its owner enrols it. */
  static app(
    scope: Construct,
    id: string,
    { owner, provider, name = id, ...props }: AppProps = {},
  ): Authenticator {
    const config = { model: "GOOGLE_AUTHENTICATOR", name, ...pinned(props), ...ofEvery(props) };
    return new Authenticator(scope, id, said(config), owner, provider);
  }

  /** The app Protectimus Smart. Its owner enrols it. */
  static smart(
    scope: Construct,
    id: string,
    { owner, provider, name = id, ...props }: SmartProps = {},
  ): Authenticator {
    const { algorithm, digits, hash, periodSeconds } = props;
    const model = "PROTECTIMUS_SMART";
    const config = {
      model,
      name,
      algorithm,
      digits,
      hash,
      periodSeconds,
      ...pinned(props),
      ...ofEvery(props),
    };
    return new Authenticator(scope, id, said(config), owner, provider);
  }

  /**
   * A phone that gets push requests, in the app privacyIDEA Authenticator. Its owner enrols it. The server needs an address that
   * phones reach (`TOKENPLANE_PUBLIC_URL`).
   */
  static push(
    scope: Construct,
    id: string,
    { owner, provider, name = id, ...props }: AppProps = {},
  ): Authenticator {
    const config = { model: "PUSH", name, ...pinned(props), ...ofEvery(props) };
    return new Authenticator(scope, id, said(config), owner, provider);
  }

  /** A phone number that codes are sent to by SMS. Its owner confirms it. NIST calls it restricted: offer an app, too. */
  static sms(
    scope: Construct,
    id: string,
    { owner, provider, name = id, phoneNumber, ...props }: SmsProps,
  ): Authenticator {
    const config = { model: "SMS", name, phoneNumber, ...pinned(props), ...ofEvery(props) };
    return new Authenticator(scope, id, said(config), owner, provider);
  }

  /** An address that codes are sent to by e-mail. Its owner confirms it. */
  static email(
    scope: Construct,
    id: string,
    { owner, provider, name = id, address, ...props }: EmailProps,
  ): Authenticator {
    const config = { model: "EMAIL", name, address, ...pinned(props), ...ofEvery(props) };
    return new Authenticator(scope, id, said(config), owner, provider);
  }

  /** A chat that codes are sent to by a bot. Its owner confirms it. */
  static bot(
    scope: Construct,
    id: string,
    { owner, provider, name = id, channel, chatId, ...props }: ChatProps,
  ): Authenticator {
    const config = {
      model: "BOT",
      name,
      channelId: channel.channelId,
      chatId,
      ...pinned(props),
      ...ofEvery(props),
    };
    return new Authenticator(scope, id, said(config), owner, provider);
  }

  /** A key fob or card whose secret you have. For an imported one, use `Authenticator.fromSerial`. */
  static hardware(scope: Construct, id: string, { owner, provider, ...props }: HardwareProps): Authenticator {
    const { model, name } = props;
    const config = {
      model: `PROTECTIMUS_${model}`,
      ...device(props),
      ...("periodSeconds" in props ? { periodSeconds: props.periodSeconds } : {}),
      ...("suite" in props ? { suite: props.suite } : {}),
      ...pinned(props),
      name,
      ...ofEvery(props),
    };
    return new Authenticator(scope, id, said(config), owner, provider);
  }

  /** Any other OATH device whose secret you have. */
  static universal(
    scope: Construct,
    id: string,
    { owner, provider, ...props }: UniversalProps,
  ): Authenticator {
    const { name } = props;
    const config = {
      model: "UNIVERSAL",
      ...oath(props),
      ...device(props),
      ...pinned(props),
      name,
      ...ofEvery(props),
    };
    return new Authenticator(scope, id, said(config), owner, provider);
  }

  /**
   * A device that exists in the account already, such as one that was imported.
   * @param serial the serial number, as printed on it.
   */
  static fromSerial(
    scope: Construct,
    id: string,
    serial: string,
    props: ExistingAuthenticatorProps = {},
  ): ExistingAuthenticator {
    return new ExistingAuthenticator(scope, id, serial, props);
  }
}

/** A device that exists in the account already: see `Authenticator.fromSerial`. */
export class ExistingAuthenticator extends Construct implements IAuthenticator {
  readonly owner: IPerson | undefined;
  readonly provider: TerraformProvider | undefined;
  /** The data source `tokenplane_token` underneath. */
  readonly binding: DataTokenplaneToken;
  /** The resource `tokenplane_token_user` that gives it to its owner; undefined when it has none here. */
  readonly ownership: TokenUser | undefined;

  /** @internal */
  constructor(
    scope: Construct,
    id: string,
    readonly serial: string,
    { owner, provider }: ExistingAuthenticatorProps,
  ) {
    super(scope, id);
    this.binding = new DataTokenplaneToken(this, "Default", said({ serialNumber: serial, provider }));
    this.owner = owner;
    this.provider = provider;
    this.ownership =
      owner === undefined
        ? undefined
        : new TokenUser(this, "Owner", said({ tokenId: this.binding.id, userId: owner.userId, provider }));
    refuseTwice(this);
  }

  /** A block that refers to it waits until its owner has it. */
  get tokenId(): string {
    return this.ownership?.tokenId ?? this.binding.id;
  }
}

/** The attributes that all authenticators have. */
function ofEvery({ enabled, validFrom, validUntil }: AuthenticatorProps) {
  return { enabled, validFrom: momentText(validFrom), validUntil: momentText(validUntil) };
}

/** The attributes of a device with a secret. */
function device({ serial, secret, secretVersion = 1 }: DeviceProps) {
  return { serialNumber: serial, secretWo: secret, secretWoVersion: secretVersion };
}

/** The attributes that say how the codes of a universal device are computed. */
function oath(props: UniversalProps) {
  if (props.algorithm === "OCRA") return { algorithm: "OCRA", suite: props.suite };
  const { algorithm = "TOTP", digits = 6, hash = "SHA1" } = props;
  const period = props.algorithm === "HOTP" ? {} : { periodSeconds: props.periodSeconds ?? 30 };
  return { algorithm, digits, hash, ...period };
}

/** The attributes of a PIN; none when there is none. */
function pinned({ pin, pinVersion = 1, pinPosition, suite }: DevicePinProps) {
  if (pin === undefined) return {};
  const isInSuite = suite?.includes("-PSHA") === true;
  return {
    pinWo: pin,
    pinWoVersion: pinVersion,
    pinPosition: pinPosition ?? (isInSuite ? undefined : "BEFORE_OTP"),
  };
}

type DevicePinProps = Pick<AppProps, "pin" | "pinVersion" | "pinPosition"> & {
  readonly suite?: string | undefined;
};

/** Secrets and PINs are references, which are checked when they are applied. */
const FORMS = {
  name: TOKEN.name,
  serialNumber: TOKEN.serialNumber,
  suite: TOKEN.suite,
  phoneNumber: USER.phoneNumber,
  address: USER.email,
  chatId: TOKEN.chatId,
  validFrom: TOKEN.validFrom,
  validUntil: TOKEN.validUntil,
};

/** Refuses settings that the model does not accept. */
function refuseSettings(construct: Authenticator, { model, algorithm, ...numbers }: TokenConfig): void {
  const { digits, periodSeconds } = numbers;
  const known = (value: number | undefined) => (Reference.isUnresolved(value) ? undefined : value);
  refuse(construct, () =>
    [
      ...settingRefusals(getModel(model), {
        algorithm,
        digits: known(digits),
        periodSeconds: known(periodSeconds),
      }),
    ].map(({ sentence }) => sentence),
  );
}

/** Only one device has a serial number, however it is written. */
function refuseTwice(authenticator: Authenticator | ExistingAuthenticator): void {
  const { serial, provider } = authenticator;
  if (!isKnown(serial)) return;
  declareOnce(
    authenticator,
    "serial",
    [serial.toLowerCase()],
    provider,
    (first) =>
      `The serial number ${quoted(serial)} is used at ${getPath(first)} already. Use that object here, too, or correct the number.`,
  );
}

/** Why a validity is refused; nothing when it begins before it ends, or is not known yet. */
function unordered({ validFrom, validUntil }: TokenConfig): string[] {
  if (!isKnown(validFrom) || !isKnown(validUntil)) return [];
  const [from, until] = [readMoment(validFrom), readMoment(validUntil)];
  if (from === undefined || until === undefined) return [];
  return isValidityInOrder(from.getTime(), until.getTime()) ? [] : [VALIDITY_OUT_OF_ORDER];
}

/** The identity of an authenticator within a stack. */
export function authenticatorIdentity({ serial, node }: IAuthenticator): string {
  return isKnown(serial) ? `serial ${serial.toLowerCase()}` : `at ${node.path}`;
}
