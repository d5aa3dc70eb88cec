// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface BypassPolicyConfig extends cdktn.TerraformMetaArguments {
  /**
  * Who may grant: `ADMIN`, `HELPDESK`, `PROVISIONER`. Default: all of them.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#granted_by BypassPolicy#granted_by}
  */
  readonly grantedBy?: string[];
  /**
  * The longest bypass: `NONE`, `HOUR_1`, `HOURS_8`, `HOURS_12`, `HOURS_24`, `PERMANENT`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#maximum_duration BypassPolicy#maximum_duration}
  */
  readonly maximumDuration: string;
  /**
  * Whether a bypass needs a reason. Default: `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#reason_required BypassPolicy#reason_required}
  */
  readonly reasonRequired?: boolean | cdktn.IResolvable;
  /**
  * The resource. If it changes, the policy moves to the new one; until then, the old policy applies.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#resource_id BypassPolicy#resource_id}
  */
  readonly resourceId: string;
  /**
  * How long operations are tried before they fail.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#timeouts BypassPolicy#timeouts}
  */
  readonly timeouts?: BypassPolicyTimeouts;
}
export interface BypassPolicyTimeouts {
  /**
  * How long to try to create it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#create BypassPolicy#create}
  */
  readonly create?: string;
  /**
  * How long to try to delete it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#delete BypassPolicy#delete}
  */
  readonly delete?: string;
  /**
  * How long to try to update it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#update BypassPolicy#update}
  */
  readonly update?: string;
}

export function bypassPolicyTimeoutsToTerraform(struct?: BypassPolicyTimeouts | cdktn.IResolvable): any {
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


export function bypassPolicyTimeoutsToHclTerraform(struct?: BypassPolicyTimeouts | cdktn.IResolvable): any {
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

export class BypassPolicyTimeoutsOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): BypassPolicyTimeouts | cdktn.IResolvable | undefined {
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

  public set internalValue(value: BypassPolicyTimeouts | cdktn.IResolvable | undefined) {
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
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy tokenplane_bypass_policy}
*/
export class BypassPolicy extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_bypass_policy";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a BypassPolicy resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the BypassPolicy to import
  * @param importFromId The id of the existing BypassPolicy that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the BypassPolicy to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_bypass_policy", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/bypass_policy tokenplane_bypass_policy} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options BypassPolicyConfig
  */
  public constructor(scope: Construct, id: string, config: BypassPolicyConfig) {
    super(scope, id, {
      terraformResourceType: 'tokenplane_bypass_policy',
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
    this._grantedBy = config.grantedBy;
    this._maximumDuration = config.maximumDuration;
    this._reasonRequired = config.reasonRequired;
    this._resourceId = config.resourceId;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // granted_by - computed: true, optional: true, required: false
  private _grantedBy?: string[]; 
  public get grantedBy() {
    return cdktn.Fn.tolist(this.getListAttribute('granted_by'));
  }
  public set grantedBy(value: string[]) {
    this._grantedBy = value;
  }
  public resetGrantedBy() {
    this._grantedBy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get grantedByInput() {
    return this._grantedBy;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // maximum_duration - computed: false, optional: false, required: true
  private _maximumDuration?: string; 
  public get maximumDuration() {
    return this.getStringAttribute('maximum_duration');
  }
  public set maximumDuration(value: string) {
    this._maximumDuration = value;
  }
  // Temporarily expose input value. Use with caution.
  public get maximumDurationInput() {
    return this._maximumDuration;
  }

  // reason_required - computed: true, optional: true, required: false
  private _reasonRequired?: boolean | cdktn.IResolvable; 
  public get reasonRequired() {
    return this.getBooleanAttribute('reason_required');
  }
  public set reasonRequired(value: boolean | cdktn.IResolvable) {
    this._reasonRequired = value;
  }
  public resetReasonRequired() {
    this._reasonRequired = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get reasonRequiredInput() {
    return this._reasonRequired;
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

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new BypassPolicyTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: BypassPolicyTimeouts) {
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
      granted_by: cdktn.listMapper(cdktn.stringToTerraform, false)(this._grantedBy),
      maximum_duration: cdktn.stringToTerraform(this._maximumDuration),
      reason_required: cdktn.booleanToTerraform(this._reasonRequired),
      resource_id: cdktn.stringToTerraform(this._resourceId),
      timeouts: bypassPolicyTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      granted_by: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._grantedBy),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      maximum_duration: {
        value: cdktn.stringToHclTerraform(this._maximumDuration),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      reason_required: {
        value: cdktn.booleanToHclTerraform(this._reasonRequired),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      resource_id: {
        value: cdktn.stringToHclTerraform(this._resourceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeouts: {
        value: bypassPolicyTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "BypassPolicyTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
