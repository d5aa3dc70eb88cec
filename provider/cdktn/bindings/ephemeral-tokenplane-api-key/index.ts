// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/ephemeral-resources/api_key
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface EphemeralTokenplaneApiKeyConfig extends cdktn.TerraformEphemeralMetaArguments {
  /**
  * How long it is valid at most, such as `15m`; at most one hour. Default: `1h`. It is revoked when the run ends.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/ephemeral-resources/api_key#expires_in EphemeralTokenplaneApiKey#expires_in}
  */
  readonly expiresIn?: string;
  /**
  * What it is for, 1 to 50 characters. Default: `Terraform`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/ephemeral-resources/api_key#name EphemeralTokenplaneApiKey#name}
  */
  readonly name?: string;
  /**
  * Binds a key of role `AUTHENTICATOR` or `AUDITOR` to this resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/ephemeral-resources/api_key#resource_id EphemeralTokenplaneApiKey#resource_id}
  */
  readonly resourceId?: string;
  /**
  * Its role: `ADMIN`, `PROVISIONER`, `HELPDESK`, `AUDITOR`, `AUTHENTICATOR`. A key of role PROVISIONER creates only keys of role `PROVISIONER`; other roles need a key of role ADMIN.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/ephemeral-resources/api_key#role EphemeralTokenplaneApiKey#role}
  */
  readonly role: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/ephemeral-resources/api_key tokenplane_api_key}
*/
export class EphemeralTokenplaneApiKey extends cdktn.TerraformEphemeralResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_api_key";

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/ephemeral-resources/api_key tokenplane_api_key} Ephemeral Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options EphemeralTokenplaneApiKeyConfig
  */
  public constructor(scope: Construct, id: string, config: EphemeralTokenplaneApiKeyConfig) {
    super(scope, id, {
      terraformResourceType: 'tokenplane_api_key',
      terraformGeneratorMetadata: {
        providerName: 'tokenplane',
        providerVersion: '0.1.0',
        providerVersionConstraint: '~> 0.1'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      forEach: config.forEach
    });
    this._expiresIn = config.expiresIn;
    this._name = config.name;
    this._resourceId = config.resourceId;
    this._role = config.role;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api_key - computed: true, optional: false, required: false
  public get apiKey() {
    return this.getStringAttribute('api_key');
  }

  // expires_at - computed: true, optional: false, required: false
  public get expiresAt() {
    return this.getStringAttribute('expires_at');
  }

  // expires_in - computed: false, optional: true, required: false
  private _expiresIn?: string; 
  public get expiresIn() {
    return this.getStringAttribute('expires_in');
  }
  public set expiresIn(value: string) {
    this._expiresIn = value;
  }
  public resetExpiresIn() {
    this._expiresIn = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiresInInput() {
    return this._expiresIn;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // name - computed: false, optional: true, required: false
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

  // role - computed: false, optional: false, required: true
  private _role?: string; 
  public get role() {
    return this.getStringAttribute('role');
  }
  public set role(value: string) {
    this._role = value;
  }
  // Temporarily expose input value. Use with caution.
  public get roleInput() {
    return this._role;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      expires_in: cdktn.stringToTerraform(this._expiresIn),
      name: cdktn.stringToTerraform(this._name),
      resource_id: cdktn.stringToTerraform(this._resourceId),
      role: cdktn.stringToTerraform(this._role),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      expires_in: {
        value: cdktn.stringToHclTerraform(this._expiresIn),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktn.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      resource_id: {
        value: cdktn.stringToHclTerraform(this._resourceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      role: {
        value: cdktn.stringToHclTerraform(this._role),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
