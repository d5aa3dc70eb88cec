// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resources
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataTokenplaneResourcesConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only those that are enabled, or only those that are not.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resources#enabled DataTokenplaneResources#enabled}
  */
  readonly enabled?: boolean | cdktf.IResolvable;
  /**
  * Only those whose names match: each of these words must be the beginning of a word in the name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resources#text DataTokenplaneResources#text}
  */
  readonly text?: string;
}
export interface DataTokenplaneResourcesResourcesBypassPolicy {
}

export function dataTokenplaneResourcesResourcesBypassPolicyToTerraform(struct?: DataTokenplaneResourcesResourcesBypassPolicy): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataTokenplaneResourcesResourcesBypassPolicyToHclTerraform(struct?: DataTokenplaneResourcesResourcesBypassPolicy): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataTokenplaneResourcesResourcesBypassPolicyOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataTokenplaneResourcesResourcesBypassPolicy | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataTokenplaneResourcesResourcesBypassPolicy | undefined) {
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
export interface DataTokenplaneResourcesResourcesSelfServicePolicy {
}

export function dataTokenplaneResourcesResourcesSelfServicePolicyToTerraform(struct?: DataTokenplaneResourcesResourcesSelfServicePolicy): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataTokenplaneResourcesResourcesSelfServicePolicyToHclTerraform(struct?: DataTokenplaneResourcesResourcesSelfServicePolicy): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataTokenplaneResourcesResourcesSelfServicePolicyOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataTokenplaneResourcesResourcesSelfServicePolicy | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataTokenplaneResourcesResourcesSelfServicePolicy | undefined) {
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
export interface DataTokenplaneResourcesResources {
}

export function dataTokenplaneResourcesResourcesToTerraform(struct?: DataTokenplaneResourcesResources): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataTokenplaneResourcesResourcesToHclTerraform(struct?: DataTokenplaneResourcesResources): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataTokenplaneResourcesResourcesOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataTokenplaneResourcesResources | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataTokenplaneResourcesResources | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // allowed_addresses - computed: true, optional: false, required: false
  public get allowedAddresses() {
    return this.getListAttribute('allowed_addresses');
  }

  // bypass_policy - computed: true, optional: false, required: false
  private _bypassPolicy = new DataTokenplaneResourcesResourcesBypassPolicyOutputReference(this, "bypass_policy");
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

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // lock_minutes - computed: true, optional: false, required: false
  public get lockMinutes() {
    return this.getNumberAttribute('lock_minutes');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
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
  private _selfServicePolicy = new DataTokenplaneResourcesResourcesSelfServicePolicyOutputReference(this, "self_service_policy");
  public get selfServicePolicy() {
    return this._selfServicePolicy;
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }
}

export class DataTokenplaneResourcesResourcesList extends cdktf.ComplexList {

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
  public get(index: number): DataTokenplaneResourcesResourcesOutputReference {
    return new DataTokenplaneResourcesResourcesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resources tokenplane_resources}
*/
export class DataTokenplaneResources extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_resources";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataTokenplaneResources resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataTokenplaneResources to import
  * @param importFromId The id of the existing DataTokenplaneResources that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resources#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataTokenplaneResources to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_resources", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/resources tokenplane_resources} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataTokenplaneResourcesConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataTokenplaneResourcesConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'tokenplane_resources',
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
    this._enabled = config.enabled;
    this._text = config.text;
  }

  // ==========
  // ATTRIBUTES
  // ==========

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

  // resources - computed: true, optional: false, required: false
  private _resources = new DataTokenplaneResourcesResourcesList(this, "resources", false);
  public get resources() {
    return this._resources;
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

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      enabled: cdktf.booleanToTerraform(this._enabled),
      text: cdktf.stringToTerraform(this._text),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      enabled: {
        value: cdktf.booleanToHclTerraform(this._enabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      text: {
        value: cdktf.stringToHclTerraform(this._text),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
