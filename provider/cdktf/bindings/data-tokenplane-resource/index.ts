// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resource
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataTokenplaneResourceConfig extends cdktf.TerraformMetaArguments {
  /**
  * The resource's id. Write this, or `name`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resource#id DataTokenplaneResource#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * The name. Write this, or `id`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resource#name DataTokenplaneResource#name}
  */
  readonly name?: string;
}
export interface DataTokenplaneResourceBypassPolicy {
}

export function dataTokenplaneResourceBypassPolicyToTerraform(struct?: DataTokenplaneResourceBypassPolicy): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataTokenplaneResourceBypassPolicyToHclTerraform(struct?: DataTokenplaneResourceBypassPolicy): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataTokenplaneResourceBypassPolicyOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataTokenplaneResourceBypassPolicy | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataTokenplaneResourceBypassPolicy | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // granted_by - computed: true, optional: false, required: false
  public get grantedBy() {
    return cdktf.Fn.tolist(this.getListAttribute('granted_by'));
  }

  // maximum_duration - computed: true, optional: false, required: false
  public get maximumDuration() {
    return this.getStringAttribute('maximum_duration');
  }

  // origin - computed: true, optional: false, required: false
  public get origin() {
    return this.getStringAttribute('origin');
  }

  // reason_required - computed: true, optional: false, required: false
  public get reasonRequired() {
    return this.getBooleanAttribute('reason_required');
  }
}
export interface DataTokenplaneResourceSelfServicePolicy {
}

export function dataTokenplaneResourceSelfServicePolicyToTerraform(struct?: DataTokenplaneResourceSelfServicePolicy): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataTokenplaneResourceSelfServicePolicyToHclTerraform(struct?: DataTokenplaneResourceSelfServicePolicy): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataTokenplaneResourceSelfServicePolicyOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataTokenplaneResourceSelfServicePolicy | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataTokenplaneResourceSelfServicePolicy | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // actions - computed: true, optional: false, required: false
  public get actions() {
    return cdktf.Fn.tolist(this.getListAttribute('actions'));
  }

  // address - computed: true, optional: false, required: false
  public get address() {
    return this.getStringAttribute('address');
  }

  // allowed_addresses - computed: true, optional: false, required: false
  public get allowedAddresses() {
    return this.getListAttribute('allowed_addresses');
  }

  // first_enrolment - computed: true, optional: false, required: false
  public get firstEnrolment() {
    return this.getStringAttribute('first_enrolment');
  }

  // first_enrolment_days - computed: true, optional: false, required: false
  public get firstEnrolmentDays() {
    return this.getNumberAttribute('first_enrolment_days');
  }

  // models - computed: true, optional: false, required: false
  public get models() {
    return cdktf.Fn.tolist(this.getListAttribute('models'));
  }

  // sign_in - computed: true, optional: false, required: false
  public get signIn() {
    return cdktf.Fn.tolist(this.getListAttribute('sign_in'));
  }

  // url - computed: true, optional: false, required: false
  public get url() {
    return this.getStringAttribute('url');
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resource tokenplane_resource}
*/
export class DataTokenplaneResource extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_resource";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataTokenplaneResource resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataTokenplaneResource to import
  * @param importFromId The id of the existing DataTokenplaneResource that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resource#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataTokenplaneResource to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_resource", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resource tokenplane_resource} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataTokenplaneResourceConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataTokenplaneResourceConfig = {}) {
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
    this._id = config.id;
    this._name = config.name;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // allowed_addresses - computed: true, optional: false, required: false
  public get allowedAddresses() {
    return this.getListAttribute('allowed_addresses');
  }

  // bypass_policy - computed: true, optional: false, required: false
  private _bypassPolicy = new DataTokenplaneResourceBypassPolicyOutputReference(this, "bypass_policy");
  public get bypassPolicy() {
    return this._bypassPolicy;
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // enabled - computed: true, optional: false, required: false
  public get enabled() {
    return this.getBooleanAttribute('enabled');
  }

  // failed_attempts_before_lock - computed: true, optional: false, required: false
  public get failedAttemptsBeforeLock() {
    return this.getNumberAttribute('failed_attempts_before_lock');
  }

  // id - computed: true, optional: true, required: false
  private _id?: string; 
  public get id() {
    return this.getStringAttribute('id');
  }
  public set id(value: string) {
    this._id = value;
  }
  public resetId() {
    this._id = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get idInput() {
    return this._id;
  }

  // lock_minutes - computed: true, optional: false, required: false
  public get lockMinutes() {
    return this.getNumberAttribute('lock_minutes');
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

  // pin_before_sending - computed: true, optional: false, required: false
  public get pinBeforeSending() {
    return this.getBooleanAttribute('pin_before_sending');
  }

  // push_confirmation - computed: true, optional: false, required: false
  public get pushConfirmation() {
    return this.getStringAttribute('push_confirmation');
  }

  // self_service_policy - computed: true, optional: false, required: false
  private _selfServicePolicy = new DataTokenplaneResourceSelfServicePolicyOutputReference(this, "self_service_policy");
  public get selfServicePolicy() {
    return this._selfServicePolicy;
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      id: cdktf.stringToTerraform(this._id),
      name: cdktf.stringToTerraform(this._name),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      id: {
        value: cdktf.stringToHclTerraform(this._id),
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
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
