// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface SelfServicePolicyConfig extends cdktn.TerraformMetaArguments {
  /**
  * What users may do: `TOKEN_ENROL`, `TOKEN_REISSUE`, `TOKEN_SYNCHRONIZE`, `TOKEN_ASSIGN`, `TOKEN_UNASSIGN`, `TOKEN_PIN_SET`, `TOKEN_PIN_REMOVE`, `TOKEN_REPORT_LOST`, `RECOVERY_CODE`, `PASSWORD_CHANGE`, `CONTACT_UPDATE`, `NAMES_UPDATE`. With none, users may only look at their tokens.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#actions SelfServicePolicy#actions}
  */
  readonly actions: string[];
  /**
  * What the portal's address ends with, as in `/s/vpn`: 3 to 40 lowercase letters, digits and hyphens. It is unique on the server.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#address SelfServicePolicy#address}
  */
  readonly address: string;
  /**
  * The addresses from which the portal may be used, as CIDR blocks or single addresses. Default: all.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#allowed_addresses SelfServicePolicy#allowed_addresses}
  */
  readonly allowedAddresses?: string[];
  /**
  * How a user who never had a token may connect the first one. `INVITATION`: only with an invitation; this is the safest. `PASSWORD`: also with the password alone. `MAIL_CODE`: also with a mailed code; then anybody who can read the mailbox of a new user can connect the first token. `PASSWORD` and `MAIL_CODE` must also be in `sign_in`. Default: `INVITATION`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#first_enrolment SelfServicePolicy#first_enrolment}
  */
  readonly firstEnrolment?: string;
  /**
  * For how many days after a user was created the first token may be connected by a password or a mailed code: 1 to 365. Default: `14`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#first_enrolment_days SelfServicePolicy#first_enrolment_days}
  */
  readonly firstEnrolmentDays?: number;
  /**
  * The models of the tokens that users may enrol, reissue or assign to themselves: `PROTECTIMUS_TWO`, `PROTECTIMUS_SHARK`, `PROTECTIMUS_SLIM`, `PROTECTIMUS_SLIM_MINI`, `PROTECTIMUS_FLEX`, `PROTECTIMUS_ULTRA`, `PROTECTIMUS_SMART`, `GOOGLE_AUTHENTICATOR`, `SMS`, `EMAIL`, `BOT`, `PUSH`, `UNIVERSAL`. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#models SelfServicePolicy#models}
  */
  readonly models?: string[];
  /**
  * The resource. If it changes, the old portal is closed, and the new one is opened after that.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#resource_id SelfServicePolicy#resource_id}
  */
  readonly resourceId: string;
  /**
  * How users begin to sign in: `PASSWORD`, `MAIL_CODE`, or both. A code of the user's token follows, if there is one. Default: `["PASSWORD"]`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#sign_in SelfServicePolicy#sign_in}
  */
  readonly signIn?: string[];
  /**
  * How long operations are tried before they fail.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#timeouts SelfServicePolicy#timeouts}
  */
  readonly timeouts?: SelfServicePolicyTimeouts;
}
export interface SelfServicePolicyTimeouts {
  /**
  * How long to try to create it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#create SelfServicePolicy#create}
  */
  readonly create?: string;
  /**
  * How long to try to delete it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#delete SelfServicePolicy#delete}
  */
  readonly delete?: string;
  /**
  * How long to try to update it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#update SelfServicePolicy#update}
  */
  readonly update?: string;
}

export function selfServicePolicyTimeoutsToTerraform(struct?: SelfServicePolicyTimeouts | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    create: cdktn.stringToTerraform(struct!.create),
    delete: cdktn.stringToTerraform(struct!.delete),
    update: cdktn.stringToTerraform(struct!.update),
  }
}


export function selfServicePolicyTimeoutsToHclTerraform(struct?: SelfServicePolicyTimeouts | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    create: {
      value: cdktn.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    delete: {
      value: cdktn.stringToHclTerraform(struct!.delete),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    update: {
      value: cdktn.stringToHclTerraform(struct!.update),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class SelfServicePolicyTimeoutsOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): SelfServicePolicyTimeouts | cdktn.IResolvable | undefined {
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

  public set internalValue(value: SelfServicePolicyTimeouts | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
      this._delete = undefined;
      this._update = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
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
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy tokenplane_self_service_policy}
*/
export class SelfServicePolicy extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_self_service_policy";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a SelfServicePolicy resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the SelfServicePolicy to import
  * @param importFromId The id of the existing SelfServicePolicy that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the SelfServicePolicy to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_self_service_policy", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/self_service_policy tokenplane_self_service_policy} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options SelfServicePolicyConfig
  */
  public constructor(scope: Construct, id: string, config: SelfServicePolicyConfig) {
    super(scope, id, {
      terraformResourceType: 'tokenplane_self_service_policy',
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
    this._actions = config.actions;
    this._address = config.address;
    this._allowedAddresses = config.allowedAddresses;
    this._firstEnrolment = config.firstEnrolment;
    this._firstEnrolmentDays = config.firstEnrolmentDays;
    this._models = config.models;
    this._resourceId = config.resourceId;
    this._signIn = config.signIn;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // actions - computed: false, optional: false, required: true
  private _actions?: string[]; 
  public get actions() {
    return cdktn.Fn.tolist(this.getListAttribute('actions'));
  }
  public set actions(value: string[]) {
    this._actions = value;
  }
  // Temporarily expose input value. Use with caution.
  public get actionsInput() {
    return this._actions;
  }

  // address - computed: false, optional: false, required: true
  private _address?: string; 
  public get address() {
    return this.getStringAttribute('address');
  }
  public set address(value: string) {
    this._address = value;
  }
  // Temporarily expose input value. Use with caution.
  public get addressInput() {
    return this._address;
  }

  // allowed_addresses - computed: true, optional: true, required: false
  private _allowedAddresses?: string[]; 
  public get allowedAddresses() {
    return cdktn.Fn.tolist(this.getListAttribute('allowed_addresses'));
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

  // first_enrolment - computed: true, optional: true, required: false
  private _firstEnrolment?: string; 
  public get firstEnrolment() {
    return this.getStringAttribute('first_enrolment');
  }
  public set firstEnrolment(value: string) {
    this._firstEnrolment = value;
  }
  public resetFirstEnrolment() {
    this._firstEnrolment = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get firstEnrolmentInput() {
    return this._firstEnrolment;
  }

  // first_enrolment_days - computed: true, optional: true, required: false
  private _firstEnrolmentDays?: number; 
  public get firstEnrolmentDays() {
    return this.getNumberAttribute('first_enrolment_days');
  }
  public set firstEnrolmentDays(value: number) {
    this._firstEnrolmentDays = value;
  }
  public resetFirstEnrolmentDays() {
    this._firstEnrolmentDays = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get firstEnrolmentDaysInput() {
    return this._firstEnrolmentDays;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // models - computed: true, optional: true, required: false
  private _models?: string[]; 
  public get models() {
    return cdktn.Fn.tolist(this.getListAttribute('models'));
  }
  public set models(value: string[]) {
    this._models = value;
  }
  public resetModels() {
    this._models = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelsInput() {
    return this._models;
  }

  // resource_id - computed: false, optional: false, required: true
  private _resourceId?: string; 
  public get resourceId() {
    return this.getStringAttribute('resource_id');
  }
  public set resourceId(value: string) {
    this._resourceId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get resourceIdInput() {
    return this._resourceId;
  }

  // sign_in - computed: true, optional: true, required: false
  private _signIn?: string[]; 
  public get signIn() {
    return cdktn.Fn.tolist(this.getListAttribute('sign_in'));
  }
  public set signIn(value: string[]) {
    this._signIn = value;
  }
  public resetSignIn() {
    this._signIn = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get signInInput() {
    return this._signIn;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new SelfServicePolicyTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: SelfServicePolicyTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // url - computed: true, optional: false, required: false
  public get url() {
    return this.getStringAttribute('url');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      actions: cdktn.listMapper(cdktn.stringToTerraform, false)(this._actions),
      address: cdktn.stringToTerraform(this._address),
      allowed_addresses: cdktn.listMapper(cdktn.stringToTerraform, false)(this._allowedAddresses),
      first_enrolment: cdktn.stringToTerraform(this._firstEnrolment),
      first_enrolment_days: cdktn.numberToTerraform(this._firstEnrolmentDays),
      models: cdktn.listMapper(cdktn.stringToTerraform, false)(this._models),
      resource_id: cdktn.stringToTerraform(this._resourceId),
      sign_in: cdktn.listMapper(cdktn.stringToTerraform, false)(this._signIn),
      timeouts: selfServicePolicyTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      actions: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._actions),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      address: {
        value: cdktn.stringToHclTerraform(this._address),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      allowed_addresses: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._allowedAddresses),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      first_enrolment: {
        value: cdktn.stringToHclTerraform(this._firstEnrolment),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      first_enrolment_days: {
        value: cdktn.numberToHclTerraform(this._firstEnrolmentDays),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      models: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._models),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      resource_id: {
        value: cdktn.stringToHclTerraform(this._resourceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      sign_in: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._signIn),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      timeouts: {
        value: selfServicePolicyTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "SelfServicePolicyTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
