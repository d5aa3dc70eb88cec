// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataTokenplaneTokensConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only those that have a user, or only those that have none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#assigned DataTokenplaneTokens#assigned}
  */
  readonly assigned?: boolean | cdktf.IResolvable;
  /**
  * Only those with a running bypass, or only those without.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#bypassed DataTokenplaneTokens#bypassed}
  */
  readonly bypassed?: boolean | cdktf.IResolvable;
  /**
  * Only those that may be used, or only those that may not.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#enabled DataTokenplaneTokens#enabled}
  */
  readonly enabled?: boolean | cdktf.IResolvable;
  /**
  * Only this kind: `HARDWARE`, `SOFTWARE` or `UNIVERSAL`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#kind DataTokenplaneTokens#kind}
  */
  readonly kind?: string;
  /**
  * Only those that are locked, or only those that are not.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#locked DataTokenplaneTokens#locked}
  */
  readonly locked?: boolean | cdktf.IResolvable;
  /**
  * Only this model, such as `PROTECTIMUS_TWO` or `SMS`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#model DataTokenplaneTokens#model}
  */
  readonly model?: string;
  /**
  * Only those that are linked to this resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#resource_id DataTokenplaneTokens#resource_id}
  */
  readonly resourceId?: string;
  /**
  * Only `ACTIVE` ones, or only those that are `PENDING`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#status DataTokenplaneTokens#status}
  */
  readonly status?: string;
  /**
  * Only those that match: each of these words must be the beginning of a word in the name or the serial number, or in the login, names, e-mail address or phone number of the user.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#text DataTokenplaneTokens#text}
  */
  readonly text?: string;
  /**
  * Only those that were last used at this moment (RFC 3339) or later.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#used_after DataTokenplaneTokens#used_after}
  */
  readonly usedAfter?: string;
  /**
  * Only those that were last used before this moment (RFC 3339).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#used_before DataTokenplaneTokens#used_before}
  */
  readonly usedBefore?: string;
  /**
  * Only this user's.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#user_id DataTokenplaneTokens#user_id}
  */
  readonly userId?: string;
  /**
  * Only those that are valid now, or only those that are not valid yet or any more (`valid_from`, `valid_until`).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#valid DataTokenplaneTokens#valid}
  */
  readonly valid?: boolean | cdktf.IResolvable;
  /**
  * Only those whose validity ends before this moment (RFC 3339).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#valid_until_before DataTokenplaneTokens#valid_until_before}
  */
  readonly validUntilBefore?: string;
}
export interface DataTokenplaneTokensTokens {
}

export function dataTokenplaneTokensTokensToTerraform(struct?: DataTokenplaneTokensTokens): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataTokenplaneTokensTokensToHclTerraform(struct?: DataTokenplaneTokensTokens): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataTokenplaneTokensTokensOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataTokenplaneTokensTokens | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataTokenplaneTokensTokens | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // algorithm - computed: true, optional: false, required: false
  public get algorithm() {
    return this.getStringAttribute('algorithm');
  }

  // channel_id - computed: true, optional: false, required: false
  public get channelId() {
    return this.getStringAttribute('channel_id');
  }

  // consecutive_failures - computed: true, optional: false, required: false
  public get consecutiveFailures() {
    return this.getNumberAttribute('consecutive_failures');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // digits - computed: true, optional: false, required: false
  public get digits() {
    return this.getNumberAttribute('digits');
  }

  // drift - computed: true, optional: false, required: false
  public get drift() {
    return this.getNumberAttribute('drift');
  }

  // enabled - computed: true, optional: false, required: false
  public get enabled() {
    return this.getBooleanAttribute('enabled');
  }

  // enrolment_attempts_left - computed: true, optional: false, required: false
  public get enrolmentAttemptsLeft() {
    return this.getNumberAttribute('enrolment_attempts_left');
  }

  // enrolment_expires_at - computed: true, optional: false, required: false
  public get enrolmentExpiresAt() {
    return this.getStringAttribute('enrolment_expires_at');
  }

  // failures - computed: true, optional: false, required: false
  public get failures() {
    return this.getNumberAttribute('failures');
  }

  // hash - computed: true, optional: false, required: false
  public get hash() {
    return this.getStringAttribute('hash');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // kind - computed: true, optional: false, required: false
  public get kind() {
    return this.getStringAttribute('kind');
  }

  // last_used_at - computed: true, optional: false, required: false
  public get lastUsedAt() {
    return this.getStringAttribute('last_used_at');
  }

  // lock_reason - computed: true, optional: false, required: false
  public get lockReason() {
    return this.getStringAttribute('lock_reason');
  }

  // locked - computed: true, optional: false, required: false
  public get locked() {
    return this.getBooleanAttribute('locked');
  }

  // locked_until - computed: true, optional: false, required: false
  public get lockedUntil() {
    return this.getStringAttribute('locked_until');
  }

  // login - computed: true, optional: false, required: false
  public get login() {
    return this.getStringAttribute('login');
  }

  // model - computed: true, optional: false, required: false
  public get model() {
    return this.getStringAttribute('model');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // period_seconds - computed: true, optional: false, required: false
  public get periodSeconds() {
    return this.getNumberAttribute('period_seconds');
  }

  // phone_connected_at - computed: true, optional: false, required: false
  public get phoneConnectedAt() {
    return this.getStringAttribute('phone_connected_at');
  }

  // phone_fingerprint - computed: true, optional: false, required: false
  public get phoneFingerprint() {
    return this.getStringAttribute('phone_fingerprint');
  }

  // pin_position - computed: true, optional: false, required: false
  public get pinPosition() {
    return this.getStringAttribute('pin_position');
  }

  // sent_to - computed: true, optional: false, required: false
  public get sentTo() {
    return this.getStringAttribute('sent_to');
  }

  // serial_number - computed: true, optional: false, required: false
  public get serialNumber() {
    return this.getStringAttribute('serial_number');
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // suite - computed: true, optional: false, required: false
  public get suite() {
    return this.getStringAttribute('suite');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // user_id - computed: true, optional: false, required: false
  public get userId() {
    return this.getStringAttribute('user_id');
  }

  // valid_from - computed: true, optional: false, required: false
  public get validFrom() {
    return this.getStringAttribute('valid_from');
  }

  // valid_until - computed: true, optional: false, required: false
  public get validUntil() {
    return this.getStringAttribute('valid_until');
  }
}

export class DataTokenplaneTokensTokensList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataTokenplaneTokensTokensOutputReference {
    return new DataTokenplaneTokensTokensOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens tokenplane_tokens}
*/
export class DataTokenplaneTokens extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_tokens";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataTokenplaneTokens resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataTokenplaneTokens to import
  * @param importFromId The id of the existing DataTokenplaneTokens that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataTokenplaneTokens to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_tokens", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/tokens tokenplane_tokens} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataTokenplaneTokensConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataTokenplaneTokensConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'tokenplane_tokens',
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
    this._assigned = config.assigned;
    this._bypassed = config.bypassed;
    this._enabled = config.enabled;
    this._kind = config.kind;
    this._locked = config.locked;
    this._model = config.model;
    this._resourceId = config.resourceId;
    this._status = config.status;
    this._text = config.text;
    this._usedAfter = config.usedAfter;
    this._usedBefore = config.usedBefore;
    this._userId = config.userId;
    this._valid = config.valid;
    this._validUntilBefore = config.validUntilBefore;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // assigned - computed: false, optional: true, required: false
  private _assigned?: boolean | cdktf.IResolvable; 
  public get assigned() {
    return this.getBooleanAttribute('assigned');
  }
  public set assigned(value: boolean | cdktf.IResolvable) {
    this._assigned = value;
  }
  public resetAssigned() {
    this._assigned = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get assignedInput() {
    return this._assigned;
  }

  // bypassed - computed: false, optional: true, required: false
  private _bypassed?: boolean | cdktf.IResolvable; 
  public get bypassed() {
    return this.getBooleanAttribute('bypassed');
  }
  public set bypassed(value: boolean | cdktf.IResolvable) {
    this._bypassed = value;
  }
  public resetBypassed() {
    this._bypassed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get bypassedInput() {
    return this._bypassed;
  }

  // enabled - computed: false, optional: true, required: false
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

  // kind - computed: false, optional: true, required: false
  private _kind?: string; 
  public get kind() {
    return this.getStringAttribute('kind');
  }
  public set kind(value: string) {
    this._kind = value;
  }
  public resetKind() {
    this._kind = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get kindInput() {
    return this._kind;
  }

  // locked - computed: false, optional: true, required: false
  private _locked?: boolean | cdktf.IResolvable; 
  public get locked() {
    return this.getBooleanAttribute('locked');
  }
  public set locked(value: boolean | cdktf.IResolvable) {
    this._locked = value;
  }
  public resetLocked() {
    this._locked = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get lockedInput() {
    return this._locked;
  }

  // model - computed: false, optional: true, required: false
  private _model?: string; 
  public get model() {
    return this.getStringAttribute('model');
  }
  public set model(value: string) {
    this._model = value;
  }
  public resetModel() {
    this._model = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelInput() {
    return this._model;
  }

  // resource_id - computed: false, optional: true, required: false
  private _resourceId?: string; 
  public get resourceId() {
    return this.getStringAttribute('resource_id');
  }
  public set resourceId(value: string) {
    this._resourceId = value;
  }
  public resetResourceId() {
    this._resourceId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get resourceIdInput() {
    return this._resourceId;
  }

  // status - computed: false, optional: true, required: false
  private _status?: string; 
  public get status() {
    return this.getStringAttribute('status');
  }
  public set status(value: string) {
    this._status = value;
  }
  public resetStatus() {
    this._status = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get statusInput() {
    return this._status;
  }

  // text - computed: false, optional: true, required: false
  private _text?: string; 
  public get text() {
    return this.getStringAttribute('text');
  }
  public set text(value: string) {
    this._text = value;
  }
  public resetText() {
    this._text = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get textInput() {
    return this._text;
  }

  // tokens - computed: true, optional: false, required: false
  private _tokens = new DataTokenplaneTokensTokensList(this, "tokens", false);
  public get tokens() {
    return this._tokens;
  }

  // used_after - computed: false, optional: true, required: false
  private _usedAfter?: string; 
  public get usedAfter() {
    return this.getStringAttribute('used_after');
  }
  public set usedAfter(value: string) {
    this._usedAfter = value;
  }
  public resetUsedAfter() {
    this._usedAfter = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usedAfterInput() {
    return this._usedAfter;
  }

  // used_before - computed: false, optional: true, required: false
  private _usedBefore?: string; 
  public get usedBefore() {
    return this.getStringAttribute('used_before');
  }
  public set usedBefore(value: string) {
    this._usedBefore = value;
  }
  public resetUsedBefore() {
    this._usedBefore = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usedBeforeInput() {
    return this._usedBefore;
  }

  // user_id - computed: false, optional: true, required: false
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

  // valid - computed: false, optional: true, required: false
  private _valid?: boolean | cdktf.IResolvable; 
  public get valid() {
    return this.getBooleanAttribute('valid');
  }
  public set valid(value: boolean | cdktf.IResolvable) {
    this._valid = value;
  }
  public resetValid() {
    this._valid = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get validInput() {
    return this._valid;
  }

  // valid_until_before - computed: false, optional: true, required: false
  private _validUntilBefore?: string; 
  public get validUntilBefore() {
    return this.getStringAttribute('valid_until_before');
  }
  public set validUntilBefore(value: string) {
    this._validUntilBefore = value;
  }
  public resetValidUntilBefore() {
    this._validUntilBefore = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get validUntilBeforeInput() {
    return this._validUntilBefore;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      assigned: cdktf.booleanToTerraform(this._assigned),
      bypassed: cdktf.booleanToTerraform(this._bypassed),
      enabled: cdktf.booleanToTerraform(this._enabled),
      kind: cdktf.stringToTerraform(this._kind),
      locked: cdktf.booleanToTerraform(this._locked),
      model: cdktf.stringToTerraform(this._model),
      resource_id: cdktf.stringToTerraform(this._resourceId),
      status: cdktf.stringToTerraform(this._status),
      text: cdktf.stringToTerraform(this._text),
      used_after: cdktf.stringToTerraform(this._usedAfter),
      used_before: cdktf.stringToTerraform(this._usedBefore),
      user_id: cdktf.stringToTerraform(this._userId),
      valid: cdktf.booleanToTerraform(this._valid),
      valid_until_before: cdktf.stringToTerraform(this._validUntilBefore),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      assigned: {
        value: cdktf.booleanToHclTerraform(this._assigned),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      bypassed: {
        value: cdktf.booleanToHclTerraform(this._bypassed),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      enabled: {
        value: cdktf.booleanToHclTerraform(this._enabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      kind: {
        value: cdktf.stringToHclTerraform(this._kind),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      locked: {
        value: cdktf.booleanToHclTerraform(this._locked),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      model: {
        value: cdktf.stringToHclTerraform(this._model),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      resource_id: {
        value: cdktf.stringToHclTerraform(this._resourceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      status: {
        value: cdktf.stringToHclTerraform(this._status),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      text: {
        value: cdktf.stringToHclTerraform(this._text),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      used_after: {
        value: cdktf.stringToHclTerraform(this._usedAfter),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      used_before: {
        value: cdktf.stringToHclTerraform(this._usedBefore),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      user_id: {
        value: cdktf.stringToHclTerraform(this._userId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      valid: {
        value: cdktf.booleanToHclTerraform(this._valid),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      valid_until_before: {
        value: cdktf.stringToHclTerraform(this._validUntilBefore),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
