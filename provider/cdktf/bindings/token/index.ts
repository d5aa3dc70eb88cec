// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface TokenConfig extends cdktf.TerraformMetaArguments {
  /**
  * The e-mail address of an `EMAIL` token. The server shows only a mask of it, so a plan sees a change elsewhere only if the mask changes. The person must confirm a new one; until then, codes go to the previous one. If this is left out, it is not managed here.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#address Token#address}
  */
  readonly address?: string;
  /**
  * `TOTP`, `HOTP`, `OCRA`, if the model allows a choice.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#algorithm Token#algorithm}
  */
  readonly algorithm?: string;
  /**
  * The id of the channel of a `BOT` token, whose bot sends the codes. A change replaces the token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#channel_id Token#channel_id}
  */
  readonly channelId?: string;
  /**
  * The id of the chat of a `BOT` token. A Telegram bot learns it when the person opens the chat: leave it out then. The server shows only a mask of it, so a plan sees a change elsewhere only if the mask changes. The person must confirm a new one; until then, codes go to the previous one. If this is left out, it is not managed here.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#chat_id Token#chat_id}
  */
  readonly chatId?: string;
  /**
  * The number of digits of its codes, 6 to 8 (a Smart token: 6 or 8), if the model allows a choice. It is changed in place for `UNIVERSAL` tokens.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#digits Token#digits}
  */
  readonly digits?: number;
  /**
  * Whether it may be used. If this is left out, a token is created enabled, and this is then not managed here: a token that its user reported as lost, or that somebody disabled, stays disabled.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#enabled Token#enabled}
  */
  readonly enabled?: boolean | cdktf.IResolvable;
  /**
  * `SHA1`, `SHA256`, `SHA512`, if the model allows a choice.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#hash Token#hash}
  */
  readonly hash?: string;
  /**
  * The model: `PROTECTIMUS_TWO`, `PROTECTIMUS_SHARK`, `PROTECTIMUS_ULTRA`, `PROTECTIMUS_SMART`, `GOOGLE_AUTHENTICATOR`, `SMS`, `EMAIL`, `BOT`, `PUSH`, `UNIVERSAL`; `PROTECTIMUS_SLIM`, `PROTECTIMUS_SLIM_MINI`, `PROTECTIMUS_FLEX` are created elsewhere and imported. A change replaces the token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#model Token#model}
  */
  readonly model: string;
  /**
  * Its name. Default: the serial number of a token that is created here; the name is then not managed afterwards. A software token needs a name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#name Token#name}
  */
  readonly name?: string;
  /**
  * How long a code of a TOTP token is shown, in seconds.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#period_seconds Token#period_seconds}
  */
  readonly periodSeconds?: number;
  /**
  * The mobile number of an `SMS` token, with its country code. The server shows only a mask of it, so a plan sees a change elsewhere only if the mask changes. The person must confirm a new one; until then, codes go to the previous one. If this is left out, it is not managed here.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#phone_number Token#phone_number}
  */
  readonly phoneNumber?: string;
  /**
  * Where the PIN is typed in a passcode: `BEFORE_OTP`, `AFTER_OTP`. Needed with `pin_wo`. If this is left out, the token has no PIN: the next apply removes a PIN that was set elsewhere, such as in the portal.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#pin_position Token#pin_position}
  */
  readonly pinPosition?: string;
  /**
  * The PIN, 4 to 12 digits. It is sent once and stored in no plan and no state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#pin_wo Token#pin_wo}
  */
  readonly pinWo?: string;
  /**
  * Another number sends `pin_wo` again. The first number after an import sends nothing.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#pin_wo_version Token#pin_wo_version}
  */
  readonly pinWoVersion?: number;
  /**
  * The device's secret in Base32. It is sent once and stored in no plan and no state. A software token needs none: its user enrols it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#secret_wo Token#secret_wo}
  */
  readonly secretWo?: string;
  /**
  * Another number sends `secret_wo` again, because the device has a new secret. The first number after an import sends nothing.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#secret_wo_version Token#secret_wo_version}
  */
  readonly secretWoVersion?: number;
  /**
  * The serial number, as printed on the device; upper and lower case are the same. A change replaces the token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#serial_number Token#serial_number}
  */
  readonly serialNumber?: string;
  /**
  * The suite of an OCRA token: how its answers are computed (RFC 6287), such as `OCRA-1:HOTP-SHA1-6:QN08`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#suite Token#suite}
  */
  readonly suite?: string;
  /**
  * How long operations are tried before they fail.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#timeouts Token#timeouts}
  */
  readonly timeouts?: TokenTimeouts;
  /**
  * The id of its user. If this is left out, the user is not managed here, but by `tokenplane_token_user` or by other means. When the user changes, the old PIN is removed; `pin_wo` is the new user's PIN.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#user_id Token#user_id}
  */
  readonly userId?: string;
  /**
  * The moment from which its codes are accepted (RFC 3339). Default: no limit. The same moment with another offset is no change.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#valid_from Token#valid_from}
  */
  readonly validFrom?: string;
  /**
  * The moment at which its codes stop being accepted (RFC 3339), with or without a bypass. Default: no limit.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#valid_until Token#valid_until}
  */
  readonly validUntil?: string;
}
export interface TokenTimeouts {
  /**
  * How long to try to create it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#create Token#create}
  */
  readonly create?: string;
  /**
  * How long to try to delete it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#delete Token#delete}
  */
  readonly delete?: string;
  /**
  * How long to try to update it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#update Token#update}
  */
  readonly update?: string;
}

export function tokenTimeoutsToTerraform(struct?: TokenTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    create: cdktf.stringToTerraform(struct!.create),
    delete: cdktf.stringToTerraform(struct!.delete),
    update: cdktf.stringToTerraform(struct!.update),
  }
}


export function tokenTimeoutsToHclTerraform(struct?: TokenTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    create: {
      value: cdktf.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    delete: {
      value: cdktf.stringToHclTerraform(struct!.delete),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    update: {
      value: cdktf.stringToHclTerraform(struct!.update),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class TokenTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): TokenTimeouts | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._create !== undefined) {
      hasAnyValues = true;
      internalValueResult.create = this._create;
    }
    if (this._delete !== undefined) {
      hasAnyValues = true;
      internalValueResult.delete = this._delete;
    }
    if (this._update !== undefined) {
      hasAnyValues = true;
      internalValueResult.update = this._update;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: TokenTimeouts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
      this._delete = undefined;
      this._update = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._create = value.create;
      this._delete = value.delete;
      this._update = value.update;
    }
  }

  // create - computed: false, optional: true, required: false
  private _create?: string; 
  public get create() {
    return this.getStringAttribute('create');
  }
  public set create(value: string) {
    this._create = value;
  }
  public resetCreate() {
    this._create = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get createInput() {
    return this._create;
  }

  // delete - computed: false, optional: true, required: false
  private _delete?: string; 
  public get delete() {
    return this.getStringAttribute('delete');
  }
  public set delete(value: string) {
    this._delete = value;
  }
  public resetDelete() {
    this._delete = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deleteInput() {
    return this._delete;
  }

  // update - computed: false, optional: true, required: false
  private _update?: string; 
  public get update() {
    return this.getStringAttribute('update');
  }
  public set update(value: string) {
    this._update = value;
  }
  public resetUpdate() {
    this._update = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get updateInput() {
    return this._update;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token tokenplane_token}
*/
export class Token extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_token";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Token resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Token to import
  * @param importFromId The id of the existing Token that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Token to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_token", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/token tokenplane_token} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options TokenConfig
  */
  public constructor(scope: Construct, id: string, config: TokenConfig) {
    super(scope, id, {
      terraformResourceType: 'tokenplane_token',
      terraformGeneratorMetadata: {
        providerName: 'tokenplane',
        providerVersion: '0.1.0',
        providerVersionConstraint: '~> 0.1'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._address = config.address;
    this._algorithm = config.algorithm;
    this._channelId = config.channelId;
    this._chatId = config.chatId;
    this._digits = config.digits;
    this._enabled = config.enabled;
    this._hash = config.hash;
    this._model = config.model;
    this._name = config.name;
    this._periodSeconds = config.periodSeconds;
    this._phoneNumber = config.phoneNumber;
    this._pinPosition = config.pinPosition;
    this._pinWo = config.pinWo;
    this._pinWoVersion = config.pinWoVersion;
    this._secretWo = config.secretWo;
    this._secretWoVersion = config.secretWoVersion;
    this._serialNumber = config.serialNumber;
    this._suite = config.suite;
    this._timeouts.internalValue = config.timeouts;
    this._userId = config.userId;
    this._validFrom = config.validFrom;
    this._validUntil = config.validUntil;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // address - computed: true, optional: true, required: false
  private _address?: string; 
  public get address() {
    return this.getStringAttribute('address');
  }
  public set address(value: string) {
    this._address = value;
  }
  public resetAddress() {
    this._address = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get addressInput() {
    return this._address;
  }

  // algorithm - computed: true, optional: true, required: false
  private _algorithm?: string; 
  public get algorithm() {
    return this.getStringAttribute('algorithm');
  }
  public set algorithm(value: string) {
    this._algorithm = value;
  }
  public resetAlgorithm() {
    this._algorithm = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get algorithmInput() {
    return this._algorithm;
  }

  // channel_id - computed: true, optional: true, required: false
  private _channelId?: string; 
  public get channelId() {
    return this.getStringAttribute('channel_id');
  }
  public set channelId(value: string) {
    this._channelId = value;
  }
  public resetChannelId() {
    this._channelId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get channelIdInput() {
    return this._channelId;
  }

  // chat_id - computed: true, optional: true, required: false
  private _chatId?: string; 
  public get chatId() {
    return this.getStringAttribute('chat_id');
  }
  public set chatId(value: string) {
    this._chatId = value;
  }
  public resetChatId() {
    this._chatId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get chatIdInput() {
    return this._chatId;
  }

  // digits - computed: true, optional: true, required: false
  private _digits?: number; 
  public get digits() {
    return this.getNumberAttribute('digits');
  }
  public set digits(value: number) {
    this._digits = value;
  }
  public resetDigits() {
    this._digits = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get digitsInput() {
    return this._digits;
  }

  // enabled - computed: true, optional: true, required: false
  private _enabled?: boolean | cdktf.IResolvable; 
  public get enabled() {
    return this.getBooleanAttribute('enabled');
  }
  public set enabled(value: boolean | cdktf.IResolvable) {
    this._enabled = value;
  }
  public resetEnabled() {
    this._enabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enabledInput() {
    return this._enabled;
  }

  // hash - computed: true, optional: true, required: false
  private _hash?: string; 
  public get hash() {
    return this.getStringAttribute('hash');
  }
  public set hash(value: string) {
    this._hash = value;
  }
  public resetHash() {
    this._hash = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get hashInput() {
    return this._hash;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // model - computed: false, optional: false, required: true
  private _model?: string; 
  public get model() {
    return this.getStringAttribute('model');
  }
  public set model(value: string) {
    this._model = value;
  }
  // Temporarily expose input value. Use with caution.
  public get modelInput() {
    return this._model;
  }

  // name - computed: true, optional: true, required: false
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // period_seconds - computed: true, optional: true, required: false
  private _periodSeconds?: number; 
  public get periodSeconds() {
    return this.getNumberAttribute('period_seconds');
  }
  public set periodSeconds(value: number) {
    this._periodSeconds = value;
  }
  public resetPeriodSeconds() {
    this._periodSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get periodSecondsInput() {
    return this._periodSeconds;
  }

  // phone_number - computed: true, optional: true, required: false
  private _phoneNumber?: string; 
  public get phoneNumber() {
    return this.getStringAttribute('phone_number');
  }
  public set phoneNumber(value: string) {
    this._phoneNumber = value;
  }
  public resetPhoneNumber() {
    this._phoneNumber = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get phoneNumberInput() {
    return this._phoneNumber;
  }

  // pin_position - computed: false, optional: true, required: false
  private _pinPosition?: string; 
  public get pinPosition() {
    return this.getStringAttribute('pin_position');
  }
  public set pinPosition(value: string) {
    this._pinPosition = value;
  }
  public resetPinPosition() {
    this._pinPosition = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pinPositionInput() {
    return this._pinPosition;
  }

  // pin_wo - computed: false, optional: true, required: false
  private _pinWo?: string; 
  public get pinWo() {
    return this.getStringAttribute('pin_wo');
  }
  public set pinWo(value: string) {
    this._pinWo = value;
  }
  public resetPinWo() {
    this._pinWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pinWoInput() {
    return this._pinWo;
  }

  // pin_wo_version - computed: false, optional: true, required: false
  private _pinWoVersion?: number; 
  public get pinWoVersion() {
    return this.getNumberAttribute('pin_wo_version');
  }
  public set pinWoVersion(value: number) {
    this._pinWoVersion = value;
  }
  public resetPinWoVersion() {
    this._pinWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pinWoVersionInput() {
    return this._pinWoVersion;
  }

  // secret_wo - computed: false, optional: true, required: false
  private _secretWo?: string; 
  public get secretWo() {
    return this.getStringAttribute('secret_wo');
  }
  public set secretWo(value: string) {
    this._secretWo = value;
  }
  public resetSecretWo() {
    this._secretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretWoInput() {
    return this._secretWo;
  }

  // secret_wo_version - computed: false, optional: true, required: false
  private _secretWoVersion?: number; 
  public get secretWoVersion() {
    return this.getNumberAttribute('secret_wo_version');
  }
  public set secretWoVersion(value: number) {
    this._secretWoVersion = value;
  }
  public resetSecretWoVersion() {
    this._secretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretWoVersionInput() {
    return this._secretWoVersion;
  }

  // sent_to - computed: true, optional: false, required: false
  public get sentTo() {
    return this.getStringAttribute('sent_to');
  }

  // serial_number - computed: true, optional: true, required: false
  private _serialNumber?: string; 
  public get serialNumber() {
    return this.getStringAttribute('serial_number');
  }
  public set serialNumber(value: string) {
    this._serialNumber = value;
  }
  public resetSerialNumber() {
    this._serialNumber = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get serialNumberInput() {
    return this._serialNumber;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // suite - computed: true, optional: true, required: false
  private _suite?: string; 
  public get suite() {
    return this.getStringAttribute('suite');
  }
  public set suite(value: string) {
    this._suite = value;
  }
  public resetSuite() {
    this._suite = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get suiteInput() {
    return this._suite;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new TokenTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: TokenTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // user_id - computed: true, optional: true, required: false
  private _userId?: string; 
  public get userId() {
    return this.getStringAttribute('user_id');
  }
  public set userId(value: string) {
    this._userId = value;
  }
  public resetUserId() {
    this._userId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get userIdInput() {
    return this._userId;
  }

  // valid_from - computed: false, optional: true, required: false
  private _validFrom?: string; 
  public get validFrom() {
    return this.getStringAttribute('valid_from');
  }
  public set validFrom(value: string) {
    this._validFrom = value;
  }
  public resetValidFrom() {
    this._validFrom = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get validFromInput() {
    return this._validFrom;
  }

  // valid_until - computed: false, optional: true, required: false
  private _validUntil?: string; 
  public get validUntil() {
    return this.getStringAttribute('valid_until');
  }
  public set validUntil(value: string) {
    this._validUntil = value;
  }
  public resetValidUntil() {
    this._validUntil = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get validUntilInput() {
    return this._validUntil;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      address: cdktf.stringToTerraform(this._address),
      algorithm: cdktf.stringToTerraform(this._algorithm),
      channel_id: cdktf.stringToTerraform(this._channelId),
      chat_id: cdktf.stringToTerraform(this._chatId),
      digits: cdktf.numberToTerraform(this._digits),
      enabled: cdktf.booleanToTerraform(this._enabled),
      hash: cdktf.stringToTerraform(this._hash),
      model: cdktf.stringToTerraform(this._model),
      name: cdktf.stringToTerraform(this._name),
      period_seconds: cdktf.numberToTerraform(this._periodSeconds),
      phone_number: cdktf.stringToTerraform(this._phoneNumber),
      pin_position: cdktf.stringToTerraform(this._pinPosition),
      pin_wo: cdktf.stringToTerraform(this._pinWo),
      pin_wo_version: cdktf.numberToTerraform(this._pinWoVersion),
      secret_wo: cdktf.stringToTerraform(this._secretWo),
      secret_wo_version: cdktf.numberToTerraform(this._secretWoVersion),
      serial_number: cdktf.stringToTerraform(this._serialNumber),
      suite: cdktf.stringToTerraform(this._suite),
      timeouts: tokenTimeoutsToTerraform(this._timeouts.internalValue),
      user_id: cdktf.stringToTerraform(this._userId),
      valid_from: cdktf.stringToTerraform(this._validFrom),
      valid_until: cdktf.stringToTerraform(this._validUntil),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      address: {
        value: cdktf.stringToHclTerraform(this._address),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      algorithm: {
        value: cdktf.stringToHclTerraform(this._algorithm),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      channel_id: {
        value: cdktf.stringToHclTerraform(this._channelId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      chat_id: {
        value: cdktf.stringToHclTerraform(this._chatId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      digits: {
        value: cdktf.numberToHclTerraform(this._digits),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      enabled: {
        value: cdktf.booleanToHclTerraform(this._enabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      hash: {
        value: cdktf.stringToHclTerraform(this._hash),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      model: {
        value: cdktf.stringToHclTerraform(this._model),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      period_seconds: {
        value: cdktf.numberToHclTerraform(this._periodSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      phone_number: {
        value: cdktf.stringToHclTerraform(this._phoneNumber),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pin_position: {
        value: cdktf.stringToHclTerraform(this._pinPosition),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pin_wo: {
        value: cdktf.stringToHclTerraform(this._pinWo),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pin_wo_version: {
        value: cdktf.numberToHclTerraform(this._pinWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      secret_wo: {
        value: cdktf.stringToHclTerraform(this._secretWo),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      secret_wo_version: {
        value: cdktf.numberToHclTerraform(this._secretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      serial_number: {
        value: cdktf.stringToHclTerraform(this._serialNumber),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      suite: {
        value: cdktf.stringToHclTerraform(this._suite),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeouts: {
        value: tokenTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "TokenTimeouts",
      },
      user_id: {
        value: cdktf.stringToHclTerraform(this._userId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      valid_from: {
        value: cdktf.stringToHclTerraform(this._validFrom),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      valid_until: {
        value: cdktf.stringToHclTerraform(this._validUntil),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
