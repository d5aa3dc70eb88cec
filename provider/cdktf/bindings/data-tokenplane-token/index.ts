// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/token
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataTokenplaneTokenConfig extends cdktf.TerraformMetaArguments {
  /**
  * The token's id. Write this, or `serial_number`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/token#id DataTokenplaneToken#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * The serial number, as printed on the device; null for software tokens. Write this, or `id`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/token#serial_number DataTokenplaneToken#serial_number}
  */
  readonly serialNumber?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/token tokenplane_token}
*/
export class DataTokenplaneToken extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_token";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataTokenplaneToken resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataTokenplaneToken to import
  * @param importFromId The id of the existing DataTokenplaneToken that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/token#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataTokenplaneToken to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_token", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/data-sources/token tokenplane_token} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataTokenplaneTokenConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataTokenplaneTokenConfig = {}) {
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
    this._id = config.id;
    this._serialNumber = config.serialNumber;
  }

  // ==========
  // ATTRIBUTES
  // ==========

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

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      id: cdktf.stringToTerraform(this._id),
      serial_number: cdktf.stringToTerraform(this._serialNumber),
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
      serial_number: {
        value: cdktf.stringToHclTerraform(this._serialNumber),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
