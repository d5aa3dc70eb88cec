// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ResourceConfig extends cdktf.TerraformMetaArguments {
  /**
  * The addresses from which people may sign in, as CIDR blocks or single addresses. Default: all.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#allowed_addresses Resource#allowed_addresses}
  */
  readonly allowedAddresses?: string[];
  /**
  * Whether anyone may sign in here. Default: `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#enabled Resource#enabled}
  */
  readonly enabled?: boolean | cdktf.IResolvable;
  /**
  * How many wrong codes in a row lock a token here, 3 to 10. Default: `5`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#failed_attempts_before_lock Resource#failed_attempts_before_lock}
  */
  readonly failedAttemptsBeforeLock?: number;
  /**
  * How long such a lock lasts, in minutes, up to 43,200 (30 days); `0` means until it is unlocked by hand. Default: `5`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#lock_minutes Resource#lock_minutes}
  */
  readonly lockMinutes?: number;
  /**
  * The name, such as `Corporate VPN`. It is unique in the account.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#name Resource#name}
  */
  readonly name: string;
  /**
  * Whether a code is sent, or a request shown on a phone, only after the right PIN, so that nobody can make the server send codes to other people. Default: `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#pin_before_sending Resource#pin_before_sending}
  */
  readonly pinBeforeSending?: boolean | cdktf.IResolvable;
  /**
  * How a request on a phone is confirmed (model `PUSH`). `CODE`: the person approves it, and types the six digits that the phone then shows; only this meets NIST SP 800-63B-4. `CHOICE`: the person chooses on the phone the digit that the page shows. `APPROVE`: approving is enough. Default: `CODE`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#push_confirmation Resource#push_confirmation}
  */
  readonly pushConfirmation?: string;
  /**
  * How long operations are tried before they fail.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#timeouts Resource#timeouts}
  */
  readonly timeouts?: ResourceTimeouts;
}
export interface ResourceTimeouts {
  /**
  * How long to try to create it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#create Resource#create}
  */
  readonly create?: string;
  /**
  * How long to try to delete it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#delete Resource#delete}
  */
  readonly delete?: string;
  /**
  * How long to try to update it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#update Resource#update}
  */
  readonly update?: string;
}

export function resourceTimeoutsToTerraform(struct?: ResourceTimeouts | cdktf.IResolvable): any {
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


export function resourceTimeoutsToHclTerraform(struct?: ResourceTimeouts | cdktf.IResolvable): any {
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

export class ResourceTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ResourceTimeouts | cdktf.IResolvable | undefined {
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

  public set internalValue(value: ResourceTimeouts | cdktf.IResolvable | undefined) {
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
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource tokenplane_resource}
*/
export class Resource extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_resource";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Resource resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Resource to import
  * @param importFromId The id of the existing Resource that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Resource to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_resource", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/resource tokenplane_resource} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ResourceConfig
  */
  public constructor(scope: Construct, id: string, config: ResourceConfig) {
    super(scope, id, {
      terraformResourceType: 'tokenplane_resource',
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
    this._allowedAddresses = config.allowedAddresses;
    this._enabled = config.enabled;
    this._failedAttemptsBeforeLock = config.failedAttemptsBeforeLock;
    this._lockMinutes = config.lockMinutes;
    this._name = config.name;
    this._pinBeforeSending = config.pinBeforeSending;
    this._pushConfirmation = config.pushConfirmation;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // allowed_addresses - computed: true, optional: true, required: false
  private _allowedAddresses?: string[]; 
  public get allowedAddresses() {
    return cdktf.Fn.tolist(this.getListAttribute('allowed_addresses'));
  }
  public set allowedAddresses(value: string[]) {
    this._allowedAddresses = value;
  }
  public resetAllowedAddresses() {
    this._allowedAddresses = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedAddressesInput() {
    return this._allowedAddresses;
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

  // failed_attempts_before_lock - computed: true, optional: true, required: false
  private _failedAttemptsBeforeLock?: number; 
  public get failedAttemptsBeforeLock() {
    return this.getNumberAttribute('failed_attempts_before_lock');
  }
  public set failedAttemptsBeforeLock(value: number) {
    this._failedAttemptsBeforeLock = value;
  }
  public resetFailedAttemptsBeforeLock() {
    this._failedAttemptsBeforeLock = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get failedAttemptsBeforeLockInput() {
    return this._failedAttemptsBeforeLock;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // lock_minutes - computed: true, optional: true, required: false
  private _lockMinutes?: number; 
  public get lockMinutes() {
    return this.getNumberAttribute('lock_minutes');
  }
  public set lockMinutes(value: number) {
    this._lockMinutes = value;
  }
  public resetLockMinutes() {
    this._lockMinutes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get lockMinutesInput() {
    return this._lockMinutes;
  }

  // name - computed: false, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // pin_before_sending - computed: true, optional: true, required: false
  private _pinBeforeSending?: boolean | cdktf.IResolvable; 
  public get pinBeforeSending() {
    return this.getBooleanAttribute('pin_before_sending');
  }
  public set pinBeforeSending(value: boolean | cdktf.IResolvable) {
    this._pinBeforeSending = value;
  }
  public resetPinBeforeSending() {
    this._pinBeforeSending = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pinBeforeSendingInput() {
    return this._pinBeforeSending;
  }

  // push_confirmation - computed: true, optional: true, required: false
  private _pushConfirmation?: string; 
  public get pushConfirmation() {
    return this.getStringAttribute('push_confirmation');
  }
  public set pushConfirmation(value: string) {
    this._pushConfirmation = value;
  }
  public resetPushConfirmation() {
    this._pushConfirmation = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pushConfirmationInput() {
    return this._pushConfirmation;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new ResourceTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: ResourceTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      allowed_addresses: cdktf.listMapper(cdktf.stringToTerraform, false)(this._allowedAddresses),
      enabled: cdktf.booleanToTerraform(this._enabled),
      failed_attempts_before_lock: cdktf.numberToTerraform(this._failedAttemptsBeforeLock),
      lock_minutes: cdktf.numberToTerraform(this._lockMinutes),
      name: cdktf.stringToTerraform(this._name),
      pin_before_sending: cdktf.booleanToTerraform(this._pinBeforeSending),
      push_confirmation: cdktf.stringToTerraform(this._pushConfirmation),
      timeouts: resourceTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      allowed_addresses: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._allowedAddresses),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      enabled: {
        value: cdktf.booleanToHclTerraform(this._enabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      failed_attempts_before_lock: {
        value: cdktf.numberToHclTerraform(this._failedAttemptsBeforeLock),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      lock_minutes: {
        value: cdktf.numberToHclTerraform(this._lockMinutes),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pin_before_sending: {
        value: cdktf.booleanToHclTerraform(this._pinBeforeSending),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      push_confirmation: {
        value: cdktf.stringToHclTerraform(this._pushConfirmation),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeouts: {
        value: resourceTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ResourceTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
