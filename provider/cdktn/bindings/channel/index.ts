// https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface ChannelConfig extends cdktn.TerraformMetaArguments {
  /**
  * The countries that SMS may be sent to, by their codes of ISO 3166-1, such as `DE`. Required for SMS, refused for others.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#allowed_countries Channel#allowed_countries}
  */
  readonly allowedCountries?: string[];
  /**
  * Messages by any service with an HTTP interface, such as a messenger of your own. Secrets: those that `{secret:NAME}` names.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#bot_http Channel#bot_http}
  */
  readonly botHttp?: ChannelBotHttp;
  /**
  * Whether the channel is used. Default: `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#enabled Channel#enabled}
  */
  readonly enabled?: boolean | cdktn.IResolvable;
  /**
  * Wakes phones of `PUSH` tokens by Firebase, for an app that was built for a Firebase project of your own. Secrets: `service_account`, the JSON file of a service account.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#fcm Channel#fcm}
  */
  readonly fcm?: ChannelFcm;
  /**
  * The maximum number of messages that it sends in an hour. Links and notices use at most half of it. Default: no limit for this channel.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#hourly_limit Channel#hourly_limit}
  */
  readonly hourlyLimit?: number;
  /**
  * Messages by a bot of Mattermost. Secrets: `bot_token`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#mattermost Channel#mattermost}
  */
  readonly mattermost?: ChannelMattermost;
  /**
  * Its name, such as `Mail`. It is unique in the account.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#name Channel#name}
  */
  readonly name: string;
  /**
  * If there are several channels of one kind, the one with the lowest number is tried first: 1 to 1,000. Default: `100`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#priority Channel#priority}
  */
  readonly priority?: number;
  /**
  * The driver's secrets by their names. They are stored in no plan and no state. They are sent when the channel is created, and again when `secrets_wo_version` or any setting of the driver changes. Write all of them, or none: then the server keeps those that it has, unless they would go to another place.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#secrets_wo Channel#secrets_wo}
  */
  readonly secretsWo?: { [key: string]: string };
  /**
  * Another number sends `secrets_wo` again. The first number after an import sends nothing.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#secrets_wo_version Channel#secrets_wo_version}
  */
  readonly secretsWoVersion?: number;
  /**
  * Messages by an app of Slack. Secrets: `bot_token`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#slack Channel#slack}
  */
  readonly slack?: ChannelSlack;
  /**
  * SMS by any gateway with an HTTP interface. Secrets: those that `{secret:NAME}` names.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#sms_http Channel#sms_http}
  */
  readonly smsHttp?: ChannelSmsHttp;
  /**
  * E-mails by a mail server. Secrets: `password`, `dkim_private_key`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#smtp Channel#smtp}
  */
  readonly smtp?: ChannelSmtp;
  /**
  * Messages by a bot of Telegram. Secrets: `bot_token`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#telegram Channel#telegram}
  */
  readonly telegram?: ChannelTelegram;
  /**
  * How long operations are tried before they fail.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#timeouts Channel#timeouts}
  */
  readonly timeouts?: ChannelTimeouts;
  /**
  * SMS by Twilio. Secrets: `auth_token`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#twilio Channel#twilio}
  */
  readonly twilio?: ChannelTwilio;
  /**
  * SMS by Vonage. Secrets: `api_secret`, and `signature_secret`, with which Vonage signs receipts.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#vonage Channel#vonage}
  */
  readonly vonage?: ChannelVonage;
}
export interface ChannelBotHttp {
  /**
  * The body, with placeholders: `{"to": "{to}", "text": "{text}"}`. The placeholders are `{to}`, `{text}`, `{code}`, `{reference}`, `{secondsLeft}` and `{secret:NAME}`. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#body Channel#body}
  */
  readonly body?: string;
  /**
  * The content type of the body: `JSON`, `FORM`, `TEXT`, `NONE`. With `NONE`, no content type is sent. Default: `JSON`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#content_type Channel#content_type}
  */
  readonly contentType?: string;
  /**
  * Headers by their names, at most 20, with placeholders. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#headers Channel#headers}
  */
  readonly headers?: { [key: string]: string };
  /**
  * The name of a header that gets `{reference}`, for gateways that use it to recognise repeated requests. Only with it is a message sent again if it is not known whether the gateway got it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#idempotency_header Channel#idempotency_header}
  */
  readonly idempotencyHeader?: string;
  /**
  * The HTTP method: `POST`, `PUT`, `GET`. Default: `POST`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#method Channel#method}
  */
  readonly method?: string;
  /**
  * A text that the gateway's answer must contain. Default: a status from 200 to 299 is enough.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#success_contains Channel#success_contains}
  */
  readonly successContains?: string;
  /**
  * The URL to call. Placeholders are allowed after the host name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#url Channel#url}
  */
  readonly url: string;
}

export function channelBotHttpToTerraform(struct?: ChannelBotHttp | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    body: cdktn.stringToTerraform(struct!.body),
    content_type: cdktn.stringToTerraform(struct!.contentType),
    headers: cdktn.hashMapper(cdktn.stringToTerraform)(struct!.headers),
    idempotency_header: cdktn.stringToTerraform(struct!.idempotencyHeader),
    method: cdktn.stringToTerraform(struct!.method),
    success_contains: cdktn.stringToTerraform(struct!.successContains),
    url: cdktn.stringToTerraform(struct!.url),
  }
}


export function channelBotHttpToHclTerraform(struct?: ChannelBotHttp | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    body: {
      value: cdktn.stringToHclTerraform(struct!.body),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    content_type: {
      value: cdktn.stringToHclTerraform(struct!.contentType),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    headers: {
      value: cdktn.hashMapperHcl(cdktn.stringToHclTerraform)(struct!.headers),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
    idempotency_header: {
      value: cdktn.stringToHclTerraform(struct!.idempotencyHeader),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    method: {
      value: cdktn.stringToHclTerraform(struct!.method),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    success_contains: {
      value: cdktn.stringToHclTerraform(struct!.successContains),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    url: {
      value: cdktn.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelBotHttpOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelBotHttp | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._body !== undefined) {
      hasAnyValues = true;
      internalValueResult.body = this._body;
    }
    if (this._contentType !== undefined) {
      hasAnyValues = true;
      internalValueResult.contentType = this._contentType;
    }
    if (this._headers !== undefined) {
      hasAnyValues = true;
      internalValueResult.headers = this._headers;
    }
    if (this._idempotencyHeader !== undefined) {
      hasAnyValues = true;
      internalValueResult.idempotencyHeader = this._idempotencyHeader;
    }
    if (this._method !== undefined) {
      hasAnyValues = true;
      internalValueResult.method = this._method;
    }
    if (this._successContains !== undefined) {
      hasAnyValues = true;
      internalValueResult.successContains = this._successContains;
    }
    if (this._url !== undefined) {
      hasAnyValues = true;
      internalValueResult.url = this._url;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelBotHttp | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._body = undefined;
      this._contentType = undefined;
      this._headers = undefined;
      this._idempotencyHeader = undefined;
      this._method = undefined;
      this._successContains = undefined;
      this._url = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._body = value.body;
      this._contentType = value.contentType;
      this._headers = value.headers;
      this._idempotencyHeader = value.idempotencyHeader;
      this._method = value.method;
      this._successContains = value.successContains;
      this._url = value.url;
    }
  }

  // body - computed: false, optional: true, required: false
  private _body?: string; 
  public get body() {
    return this.getStringAttribute('body');
  }
  public set body(value: string) {
    this._body = value;
  }
  public resetBody() {
    this._body = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get bodyInput() {
    return this._body;
  }

  // content_type - computed: true, optional: true, required: false
  private _contentType?: string; 
  public get contentType() {
    return this.getStringAttribute('content_type');
  }
  public set contentType(value: string) {
    this._contentType = value;
  }
  public resetContentType() {
    this._contentType = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get contentTypeInput() {
    return this._contentType;
  }

  // headers - computed: true, optional: true, required: false
  private _headers?: { [key: string]: string }; 
  public get headers() {
    return this.getStringMapAttribute('headers');
  }
  public set headers(value: { [key: string]: string }) {
    this._headers = value;
  }
  public resetHeaders() {
    this._headers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get headersInput() {
    return this._headers;
  }

  // idempotency_header - computed: false, optional: true, required: false
  private _idempotencyHeader?: string; 
  public get idempotencyHeader() {
    return this.getStringAttribute('idempotency_header');
  }
  public set idempotencyHeader(value: string) {
    this._idempotencyHeader = value;
  }
  public resetIdempotencyHeader() {
    this._idempotencyHeader = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get idempotencyHeaderInput() {
    return this._idempotencyHeader;
  }

  // method - computed: true, optional: true, required: false
  private _method?: string; 
  public get method() {
    return this.getStringAttribute('method');
  }
  public set method(value: string) {
    this._method = value;
  }
  public resetMethod() {
    this._method = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get methodInput() {
    return this._method;
  }

  // success_contains - computed: false, optional: true, required: false
  private _successContains?: string; 
  public get successContains() {
    return this.getStringAttribute('success_contains');
  }
  public set successContains(value: string) {
    this._successContains = value;
  }
  public resetSuccessContains() {
    this._successContains = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get successContainsInput() {
    return this._successContains;
  }

  // url - computed: false, optional: false, required: true
  private _url?: string; 
  public get url() {
    return this.getStringAttribute('url');
  }
  public set url(value: string) {
    this._url = value;
  }
  // Temporarily expose input value. Use with caution.
  public get urlInput() {
    return this._url;
  }
}
export interface ChannelFcm {
  /**
  * The id of the Firebase project that the app was built for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#project_id Channel#project_id}
  */
  readonly projectId: string;
  /**
  * The address at which Google issues access tokens for a service account. Default: `https://oauth2.googleapis.com/token`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#token_url Channel#token_url}
  */
  readonly tokenUrl?: string;
  /**
  * The address of Firebase Cloud Messaging. Default: `https://fcm.googleapis.com`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#url Channel#url}
  */
  readonly url?: string;
}

export function channelFcmToTerraform(struct?: ChannelFcm | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    project_id: cdktn.stringToTerraform(struct!.projectId),
    token_url: cdktn.stringToTerraform(struct!.tokenUrl),
    url: cdktn.stringToTerraform(struct!.url),
  }
}


export function channelFcmToHclTerraform(struct?: ChannelFcm | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    project_id: {
      value: cdktn.stringToHclTerraform(struct!.projectId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    token_url: {
      value: cdktn.stringToHclTerraform(struct!.tokenUrl),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    url: {
      value: cdktn.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelFcmOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelFcm | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._projectId !== undefined) {
      hasAnyValues = true;
      internalValueResult.projectId = this._projectId;
    }
    if (this._tokenUrl !== undefined) {
      hasAnyValues = true;
      internalValueResult.tokenUrl = this._tokenUrl;
    }
    if (this._url !== undefined) {
      hasAnyValues = true;
      internalValueResult.url = this._url;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelFcm | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._projectId = undefined;
      this._tokenUrl = undefined;
      this._url = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._projectId = value.projectId;
      this._tokenUrl = value.tokenUrl;
      this._url = value.url;
    }
  }

  // project_id - computed: false, optional: false, required: true
  private _projectId?: string; 
  public get projectId() {
    return this.getStringAttribute('project_id');
  }
  public set projectId(value: string) {
    this._projectId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get projectIdInput() {
    return this._projectId;
  }

  // token_url - computed: true, optional: true, required: false
  private _tokenUrl?: string; 
  public get tokenUrl() {
    return this.getStringAttribute('token_url');
  }
  public set tokenUrl(value: string) {
    this._tokenUrl = value;
  }
  public resetTokenUrl() {
    this._tokenUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenUrlInput() {
    return this._tokenUrl;
  }

  // url - computed: true, optional: true, required: false
  private _url?: string; 
  public get url() {
    return this.getStringAttribute('url');
  }
  public set url(value: string) {
    this._url = value;
  }
  public resetUrl() {
    this._url = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get urlInput() {
    return this._url;
  }
}
export interface ChannelMattermost {
  /**
  * The address of the Mattermost server.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#url Channel#url}
  */
  readonly url: string;
}

export function channelMattermostToTerraform(struct?: ChannelMattermost | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    url: cdktn.stringToTerraform(struct!.url),
  }
}


export function channelMattermostToHclTerraform(struct?: ChannelMattermost | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    url: {
      value: cdktn.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelMattermostOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelMattermost | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._url !== undefined) {
      hasAnyValues = true;
      internalValueResult.url = this._url;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelMattermost | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._url = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._url = value.url;
    }
  }

  // url - computed: false, optional: false, required: true
  private _url?: string; 
  public get url() {
    return this.getStringAttribute('url');
  }
  public set url(value: string) {
    this._url = value;
  }
  // Temporarily expose input value. Use with caution.
  public get urlInput() {
    return this._url;
  }
}
export interface ChannelSlack {
  /**
  * The address of Slack's API. Default: `https://slack.com`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#url Channel#url}
  */
  readonly url?: string;
}

export function channelSlackToTerraform(struct?: ChannelSlack | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    url: cdktn.stringToTerraform(struct!.url),
  }
}


export function channelSlackToHclTerraform(struct?: ChannelSlack | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    url: {
      value: cdktn.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelSlackOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelSlack | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._url !== undefined) {
      hasAnyValues = true;
      internalValueResult.url = this._url;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelSlack | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._url = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._url = value.url;
    }
  }

  // url - computed: true, optional: true, required: false
  private _url?: string; 
  public get url() {
    return this.getStringAttribute('url');
  }
  public set url(value: string) {
    this._url = value;
  }
  public resetUrl() {
    this._url = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get urlInput() {
    return this._url;
  }
}
export interface ChannelSmsHttp {
  /**
  * The body, with placeholders: `{"to": "{to}", "text": "{text}"}`. The placeholders are `{to}`, `{text}`, `{code}`, `{reference}`, `{secondsLeft}` and `{secret:NAME}`. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#body Channel#body}
  */
  readonly body?: string;
  /**
  * The content type of the body: `JSON`, `FORM`, `TEXT`, `NONE`. With `NONE`, no content type is sent. Default: `JSON`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#content_type Channel#content_type}
  */
  readonly contentType?: string;
  /**
  * Headers by their names, at most 20, with placeholders. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#headers Channel#headers}
  */
  readonly headers?: { [key: string]: string };
  /**
  * The name of a header that gets `{reference}`, for gateways that use it to recognise repeated requests. Only with it is a message sent again if it is not known whether the gateway got it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#idempotency_header Channel#idempotency_header}
  */
  readonly idempotencyHeader?: string;
  /**
  * The HTTP method: `POST`, `PUT`, `GET`. Default: `POST`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#method Channel#method}
  */
  readonly method?: string;
  /**
  * A text that the gateway's answer must contain. Default: a status from 200 to 299 is enough.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#success_contains Channel#success_contains}
  */
  readonly successContains?: string;
  /**
  * The URL to call. Placeholders are allowed after the host name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#url Channel#url}
  */
  readonly url: string;
}

export function channelSmsHttpToTerraform(struct?: ChannelSmsHttp | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    body: cdktn.stringToTerraform(struct!.body),
    content_type: cdktn.stringToTerraform(struct!.contentType),
    headers: cdktn.hashMapper(cdktn.stringToTerraform)(struct!.headers),
    idempotency_header: cdktn.stringToTerraform(struct!.idempotencyHeader),
    method: cdktn.stringToTerraform(struct!.method),
    success_contains: cdktn.stringToTerraform(struct!.successContains),
    url: cdktn.stringToTerraform(struct!.url),
  }
}


export function channelSmsHttpToHclTerraform(struct?: ChannelSmsHttp | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    body: {
      value: cdktn.stringToHclTerraform(struct!.body),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    content_type: {
      value: cdktn.stringToHclTerraform(struct!.contentType),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    headers: {
      value: cdktn.hashMapperHcl(cdktn.stringToHclTerraform)(struct!.headers),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
    idempotency_header: {
      value: cdktn.stringToHclTerraform(struct!.idempotencyHeader),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    method: {
      value: cdktn.stringToHclTerraform(struct!.method),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    success_contains: {
      value: cdktn.stringToHclTerraform(struct!.successContains),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    url: {
      value: cdktn.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelSmsHttpOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelSmsHttp | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._body !== undefined) {
      hasAnyValues = true;
      internalValueResult.body = this._body;
    }
    if (this._contentType !== undefined) {
      hasAnyValues = true;
      internalValueResult.contentType = this._contentType;
    }
    if (this._headers !== undefined) {
      hasAnyValues = true;
      internalValueResult.headers = this._headers;
    }
    if (this._idempotencyHeader !== undefined) {
      hasAnyValues = true;
      internalValueResult.idempotencyHeader = this._idempotencyHeader;
    }
    if (this._method !== undefined) {
      hasAnyValues = true;
      internalValueResult.method = this._method;
    }
    if (this._successContains !== undefined) {
      hasAnyValues = true;
      internalValueResult.successContains = this._successContains;
    }
    if (this._url !== undefined) {
      hasAnyValues = true;
      internalValueResult.url = this._url;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelSmsHttp | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._body = undefined;
      this._contentType = undefined;
      this._headers = undefined;
      this._idempotencyHeader = undefined;
      this._method = undefined;
      this._successContains = undefined;
      this._url = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._body = value.body;
      this._contentType = value.contentType;
      this._headers = value.headers;
      this._idempotencyHeader = value.idempotencyHeader;
      this._method = value.method;
      this._successContains = value.successContains;
      this._url = value.url;
    }
  }

  // body - computed: false, optional: true, required: false
  private _body?: string; 
  public get body() {
    return this.getStringAttribute('body');
  }
  public set body(value: string) {
    this._body = value;
  }
  public resetBody() {
    this._body = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get bodyInput() {
    return this._body;
  }

  // content_type - computed: true, optional: true, required: false
  private _contentType?: string; 
  public get contentType() {
    return this.getStringAttribute('content_type');
  }
  public set contentType(value: string) {
    this._contentType = value;
  }
  public resetContentType() {
    this._contentType = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get contentTypeInput() {
    return this._contentType;
  }

  // headers - computed: true, optional: true, required: false
  private _headers?: { [key: string]: string }; 
  public get headers() {
    return this.getStringMapAttribute('headers');
  }
  public set headers(value: { [key: string]: string }) {
    this._headers = value;
  }
  public resetHeaders() {
    this._headers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get headersInput() {
    return this._headers;
  }

  // idempotency_header - computed: false, optional: true, required: false
  private _idempotencyHeader?: string; 
  public get idempotencyHeader() {
    return this.getStringAttribute('idempotency_header');
  }
  public set idempotencyHeader(value: string) {
    this._idempotencyHeader = value;
  }
  public resetIdempotencyHeader() {
    this._idempotencyHeader = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get idempotencyHeaderInput() {
    return this._idempotencyHeader;
  }

  // method - computed: true, optional: true, required: false
  private _method?: string; 
  public get method() {
    return this.getStringAttribute('method');
  }
  public set method(value: string) {
    this._method = value;
  }
  public resetMethod() {
    this._method = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get methodInput() {
    return this._method;
  }

  // success_contains - computed: false, optional: true, required: false
  private _successContains?: string; 
  public get successContains() {
    return this.getStringAttribute('success_contains');
  }
  public set successContains(value: string) {
    this._successContains = value;
  }
  public resetSuccessContains() {
    this._successContains = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get successContainsInput() {
    return this._successContains;
  }

  // url - computed: false, optional: false, required: true
  private _url?: string; 
  public get url() {
    return this.getStringAttribute('url');
  }
  public set url(value: string) {
    this._url = value;
  }
  // Temporarily expose input value. Use with caution.
  public get urlInput() {
    return this._url;
  }
}
export interface ChannelSmtp {
  /**
  * The certificates of your own certificate authority, as PEM, if it issued the mail server's certificate. They replace the usual authorities.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#certificate_authority Channel#certificate_authority}
  */
  readonly certificateAuthority?: string;
  /**
  * The domain that mails are signed for (DKIM). It needs `dkim_selector` and the secret `dkim_private_key`. Default: no signature.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#dkim_domain Channel#dkim_domain}
  */
  readonly dkimDomain?: string;
  /**
  * The DKIM selector: the name under which the domain's public key is published.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#dkim_selector Channel#dkim_selector}
  */
  readonly dkimSelector?: string;
  /**
  * The sender: `codes@example.org`, or `Example <codes@example.org>`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#from Channel#from}
  */
  readonly from: string;
  /**
  * The mail server's name or IP address.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#host Channel#host}
  */
  readonly host: string;
  /**
  * Its port; write it when `security` is `TLS` (usually 465) or `NONE` (usually 25). Default: `587`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#port Channel#port}
  */
  readonly port?: number;
  /**
  * The address for replies. Default: the sender.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#reply_to Channel#reply_to}
  */
  readonly replyTo?: string;
  /**
  * How the connection is protected: `STARTTLS`, `TLS`, `NONE`. Default: `STARTTLS`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#security Channel#security}
  */
  readonly security?: string;
  /**
  * The user name for the mail server. It needs the secret `password`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#username Channel#username}
  */
  readonly username?: string;
}

export function channelSmtpToTerraform(struct?: ChannelSmtp | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    certificate_authority: cdktn.stringToTerraform(struct!.certificateAuthority),
    dkim_domain: cdktn.stringToTerraform(struct!.dkimDomain),
    dkim_selector: cdktn.stringToTerraform(struct!.dkimSelector),
    from: cdktn.stringToTerraform(struct!.from),
    host: cdktn.stringToTerraform(struct!.host),
    port: cdktn.numberToTerraform(struct!.port),
    reply_to: cdktn.stringToTerraform(struct!.replyTo),
    security: cdktn.stringToTerraform(struct!.security),
    username: cdktn.stringToTerraform(struct!.username),
  }
}


export function channelSmtpToHclTerraform(struct?: ChannelSmtp | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    certificate_authority: {
      value: cdktn.stringToHclTerraform(struct!.certificateAuthority),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    dkim_domain: {
      value: cdktn.stringToHclTerraform(struct!.dkimDomain),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    dkim_selector: {
      value: cdktn.stringToHclTerraform(struct!.dkimSelector),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    from: {
      value: cdktn.stringToHclTerraform(struct!.from),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    host: {
      value: cdktn.stringToHclTerraform(struct!.host),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    port: {
      value: cdktn.numberToHclTerraform(struct!.port),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    reply_to: {
      value: cdktn.stringToHclTerraform(struct!.replyTo),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    security: {
      value: cdktn.stringToHclTerraform(struct!.security),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    username: {
      value: cdktn.stringToHclTerraform(struct!.username),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelSmtpOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelSmtp | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._certificateAuthority !== undefined) {
      hasAnyValues = true;
      internalValueResult.certificateAuthority = this._certificateAuthority;
    }
    if (this._dkimDomain !== undefined) {
      hasAnyValues = true;
      internalValueResult.dkimDomain = this._dkimDomain;
    }
    if (this._dkimSelector !== undefined) {
      hasAnyValues = true;
      internalValueResult.dkimSelector = this._dkimSelector;
    }
    if (this._from !== undefined) {
      hasAnyValues = true;
      internalValueResult.from = this._from;
    }
    if (this._host !== undefined) {
      hasAnyValues = true;
      internalValueResult.host = this._host;
    }
    if (this._port !== undefined) {
      hasAnyValues = true;
      internalValueResult.port = this._port;
    }
    if (this._replyTo !== undefined) {
      hasAnyValues = true;
      internalValueResult.replyTo = this._replyTo;
    }
    if (this._security !== undefined) {
      hasAnyValues = true;
      internalValueResult.security = this._security;
    }
    if (this._username !== undefined) {
      hasAnyValues = true;
      internalValueResult.username = this._username;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelSmtp | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._certificateAuthority = undefined;
      this._dkimDomain = undefined;
      this._dkimSelector = undefined;
      this._from = undefined;
      this._host = undefined;
      this._port = undefined;
      this._replyTo = undefined;
      this._security = undefined;
      this._username = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._certificateAuthority = value.certificateAuthority;
      this._dkimDomain = value.dkimDomain;
      this._dkimSelector = value.dkimSelector;
      this._from = value.from;
      this._host = value.host;
      this._port = value.port;
      this._replyTo = value.replyTo;
      this._security = value.security;
      this._username = value.username;
    }
  }

  // certificate_authority - computed: false, optional: true, required: false
  private _certificateAuthority?: string; 
  public get certificateAuthority() {
    return this.getStringAttribute('certificate_authority');
  }
  public set certificateAuthority(value: string) {
    this._certificateAuthority = value;
  }
  public resetCertificateAuthority() {
    this._certificateAuthority = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certificateAuthorityInput() {
    return this._certificateAuthority;
  }

  // dkim_domain - computed: false, optional: true, required: false
  private _dkimDomain?: string; 
  public get dkimDomain() {
    return this.getStringAttribute('dkim_domain');
  }
  public set dkimDomain(value: string) {
    this._dkimDomain = value;
  }
  public resetDkimDomain() {
    this._dkimDomain = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get dkimDomainInput() {
    return this._dkimDomain;
  }

  // dkim_selector - computed: false, optional: true, required: false
  private _dkimSelector?: string; 
  public get dkimSelector() {
    return this.getStringAttribute('dkim_selector');
  }
  public set dkimSelector(value: string) {
    this._dkimSelector = value;
  }
  public resetDkimSelector() {
    this._dkimSelector = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get dkimSelectorInput() {
    return this._dkimSelector;
  }

  // from - computed: false, optional: false, required: true
  private _from?: string; 
  public get from() {
    return this.getStringAttribute('from');
  }
  public set from(value: string) {
    this._from = value;
  }
  // Temporarily expose input value. Use with caution.
  public get fromInput() {
    return this._from;
  }

  // host - computed: false, optional: false, required: true
  private _host?: string; 
  public get host() {
    return this.getStringAttribute('host');
  }
  public set host(value: string) {
    this._host = value;
  }
  // Temporarily expose input value. Use with caution.
  public get hostInput() {
    return this._host;
  }

  // port - computed: true, optional: true, required: false
  private _port?: number; 
  public get port() {
    return this.getNumberAttribute('port');
  }
  public set port(value: number) {
    this._port = value;
  }
  public resetPort() {
    this._port = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get portInput() {
    return this._port;
  }

  // reply_to - computed: false, optional: true, required: false
  private _replyTo?: string; 
  public get replyTo() {
    return this.getStringAttribute('reply_to');
  }
  public set replyTo(value: string) {
    this._replyTo = value;
  }
  public resetReplyTo() {
    this._replyTo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get replyToInput() {
    return this._replyTo;
  }

  // security - computed: true, optional: true, required: false
  private _security?: string; 
  public get security() {
    return this.getStringAttribute('security');
  }
  public set security(value: string) {
    this._security = value;
  }
  public resetSecurity() {
    this._security = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get securityInput() {
    return this._security;
  }

  // username - computed: false, optional: true, required: false
  private _username?: string; 
  public get username() {
    return this.getStringAttribute('username');
  }
  public set username(value: string) {
    this._username = value;
  }
  public resetUsername() {
    this._username = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usernameInput() {
    return this._username;
  }
}
export interface ChannelTelegram {
  /**
  * The bot's name, without @.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#bot_username Channel#bot_username}
  */
  readonly botUsername: string;
  /**
  * The address of the Bot API, or of your own Bot API server. Default: `https://api.telegram.org`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#url Channel#url}
  */
  readonly url?: string;
}

export function channelTelegramToTerraform(struct?: ChannelTelegram | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    bot_username: cdktn.stringToTerraform(struct!.botUsername),
    url: cdktn.stringToTerraform(struct!.url),
  }
}


export function channelTelegramToHclTerraform(struct?: ChannelTelegram | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    bot_username: {
      value: cdktn.stringToHclTerraform(struct!.botUsername),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    url: {
      value: cdktn.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelTelegramOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelTelegram | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._botUsername !== undefined) {
      hasAnyValues = true;
      internalValueResult.botUsername = this._botUsername;
    }
    if (this._url !== undefined) {
      hasAnyValues = true;
      internalValueResult.url = this._url;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelTelegram | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._botUsername = undefined;
      this._url = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._botUsername = value.botUsername;
      this._url = value.url;
    }
  }

  // bot_username - computed: false, optional: false, required: true
  private _botUsername?: string; 
  public get botUsername() {
    return this.getStringAttribute('bot_username');
  }
  public set botUsername(value: string) {
    this._botUsername = value;
  }
  // Temporarily expose input value. Use with caution.
  public get botUsernameInput() {
    return this._botUsername;
  }

  // url - computed: true, optional: true, required: false
  private _url?: string; 
  public get url() {
    return this.getStringAttribute('url');
  }
  public set url(value: string) {
    this._url = value;
  }
  public resetUrl() {
    this._url = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get urlInput() {
    return this._url;
  }
}
export interface ChannelTimeouts {
  /**
  * How long to try to create it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#create Channel#create}
  */
  readonly create?: string;
  /**
  * How long to try to delete it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#delete Channel#delete}
  */
  readonly delete?: string;
  /**
  * How long to try to update it, such as `90s` or `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#update Channel#update}
  */
  readonly update?: string;
}

export function channelTimeoutsToTerraform(struct?: ChannelTimeouts | cdktn.IResolvable): any {
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


export function channelTimeoutsToHclTerraform(struct?: ChannelTimeouts | cdktn.IResolvable): any {
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

export class ChannelTimeoutsOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelTimeouts | cdktn.IResolvable | undefined {
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

  public set internalValue(value: ChannelTimeouts | cdktn.IResolvable | undefined) {
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
export interface ChannelTwilio {
  /**
  * The account SID.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#account_sid Channel#account_sid}
  */
  readonly accountSid: string;
  /**
  * The sender: a number, a short number, or a name of at most 11 characters. Write this, or `messaging_service_sid`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#from Channel#from}
  */
  readonly from?: string;
  /**
  * The messaging service that chooses the sender. Write this, or `from`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#messaging_service_sid Channel#messaging_service_sid}
  */
  readonly messagingServiceSid?: string;
  /**
  * The address of Twilio's API, or of its API for a region. Default: `https://api.twilio.com`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#url Channel#url}
  */
  readonly url?: string;
}

export function channelTwilioToTerraform(struct?: ChannelTwilio | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    account_sid: cdktn.stringToTerraform(struct!.accountSid),
    from: cdktn.stringToTerraform(struct!.from),
    messaging_service_sid: cdktn.stringToTerraform(struct!.messagingServiceSid),
    url: cdktn.stringToTerraform(struct!.url),
  }
}


export function channelTwilioToHclTerraform(struct?: ChannelTwilio | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    account_sid: {
      value: cdktn.stringToHclTerraform(struct!.accountSid),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    from: {
      value: cdktn.stringToHclTerraform(struct!.from),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    messaging_service_sid: {
      value: cdktn.stringToHclTerraform(struct!.messagingServiceSid),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    url: {
      value: cdktn.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelTwilioOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelTwilio | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._accountSid !== undefined) {
      hasAnyValues = true;
      internalValueResult.accountSid = this._accountSid;
    }
    if (this._from !== undefined) {
      hasAnyValues = true;
      internalValueResult.from = this._from;
    }
    if (this._messagingServiceSid !== undefined) {
      hasAnyValues = true;
      internalValueResult.messagingServiceSid = this._messagingServiceSid;
    }
    if (this._url !== undefined) {
      hasAnyValues = true;
      internalValueResult.url = this._url;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelTwilio | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._accountSid = undefined;
      this._from = undefined;
      this._messagingServiceSid = undefined;
      this._url = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._accountSid = value.accountSid;
      this._from = value.from;
      this._messagingServiceSid = value.messagingServiceSid;
      this._url = value.url;
    }
  }

  // account_sid - computed: false, optional: false, required: true
  private _accountSid?: string; 
  public get accountSid() {
    return this.getStringAttribute('account_sid');
  }
  public set accountSid(value: string) {
    this._accountSid = value;
  }
  // Temporarily expose input value. Use with caution.
  public get accountSidInput() {
    return this._accountSid;
  }

  // from - computed: false, optional: true, required: false
  private _from?: string; 
  public get from() {
    return this.getStringAttribute('from');
  }
  public set from(value: string) {
    this._from = value;
  }
  public resetFrom() {
    this._from = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get fromInput() {
    return this._from;
  }

  // messaging_service_sid - computed: false, optional: true, required: false
  private _messagingServiceSid?: string; 
  public get messagingServiceSid() {
    return this.getStringAttribute('messaging_service_sid');
  }
  public set messagingServiceSid(value: string) {
    this._messagingServiceSid = value;
  }
  public resetMessagingServiceSid() {
    this._messagingServiceSid = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get messagingServiceSidInput() {
    return this._messagingServiceSid;
  }

  // url - computed: true, optional: true, required: false
  private _url?: string; 
  public get url() {
    return this.getStringAttribute('url');
  }
  public set url(value: string) {
    this._url = value;
  }
  public resetUrl() {
    this._url = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get urlInput() {
    return this._url;
  }
}
export interface ChannelVonage {
  /**
  * The API key, which names the account. It is no secret.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#api_key Channel#api_key}
  */
  readonly apiKey: string;
  /**
  * The sender: a number, or a name of at most 11 characters.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#from Channel#from}
  */
  readonly from: string;
  /**
  * The address of Vonage's SMS API. Default: `https://rest.nexmo.com`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#url Channel#url}
  */
  readonly url?: string;
}

export function channelVonageToTerraform(struct?: ChannelVonage | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    api_key: cdktn.stringToTerraform(struct!.apiKey),
    from: cdktn.stringToTerraform(struct!.from),
    url: cdktn.stringToTerraform(struct!.url),
  }
}


export function channelVonageToHclTerraform(struct?: ChannelVonage | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    api_key: {
      value: cdktn.stringToHclTerraform(struct!.apiKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    from: {
      value: cdktn.stringToHclTerraform(struct!.from),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    url: {
      value: cdktn.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ChannelVonageOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ChannelVonage | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._apiKey !== undefined) {
      hasAnyValues = true;
      internalValueResult.apiKey = this._apiKey;
    }
    if (this._from !== undefined) {
      hasAnyValues = true;
      internalValueResult.from = this._from;
    }
    if (this._url !== undefined) {
      hasAnyValues = true;
      internalValueResult.url = this._url;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ChannelVonage | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._apiKey = undefined;
      this._from = undefined;
      this._url = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._apiKey = value.apiKey;
      this._from = value.from;
      this._url = value.url;
    }
  }

  // api_key - computed: false, optional: false, required: true
  private _apiKey?: string; 
  public get apiKey() {
    return this.getStringAttribute('api_key');
  }
  public set apiKey(value: string) {
    this._apiKey = value;
  }
  // Temporarily expose input value. Use with caution.
  public get apiKeyInput() {
    return this._apiKey;
  }

  // from - computed: false, optional: false, required: true
  private _from?: string; 
  public get from() {
    return this.getStringAttribute('from');
  }
  public set from(value: string) {
    this._from = value;
  }
  // Temporarily expose input value. Use with caution.
  public get fromInput() {
    return this._from;
  }

  // url - computed: true, optional: true, required: false
  private _url?: string; 
  public get url() {
    return this.getStringAttribute('url');
  }
  public set url(value: string) {
    this._url = value;
  }
  public resetUrl() {
    this._url = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get urlInput() {
    return this._url;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel tokenplane_channel}
*/
export class Channel extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokenplane_channel";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a Channel resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Channel to import
  * @param importFromId The id of the existing Channel that should be imported. Refer to the {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Channel to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "tokenplane_channel", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/tokenplane/tokenplane/0.1.0/docs/resources/channel tokenplane_channel} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ChannelConfig
  */
  public constructor(scope: Construct, id: string, config: ChannelConfig) {
    super(scope, id, {
      terraformResourceType: 'tokenplane_channel',
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
    this._allowedCountries = config.allowedCountries;
    this._botHttp.internalValue = config.botHttp;
    this._enabled = config.enabled;
    this._fcm.internalValue = config.fcm;
    this._hourlyLimit = config.hourlyLimit;
    this._mattermost.internalValue = config.mattermost;
    this._name = config.name;
    this._priority = config.priority;
    this._secretsWo = config.secretsWo;
    this._secretsWoVersion = config.secretsWoVersion;
    this._slack.internalValue = config.slack;
    this._smsHttp.internalValue = config.smsHttp;
    this._smtp.internalValue = config.smtp;
    this._telegram.internalValue = config.telegram;
    this._timeouts.internalValue = config.timeouts;
    this._twilio.internalValue = config.twilio;
    this._vonage.internalValue = config.vonage;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // allowed_countries - computed: false, optional: true, required: false
  private _allowedCountries?: string[]; 
  public get allowedCountries() {
    return cdktn.Fn.tolist(this.getListAttribute('allowed_countries'));
  }
  public set allowedCountries(value: string[]) {
    this._allowedCountries = value;
  }
  public resetAllowedCountries() {
    this._allowedCountries = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedCountriesInput() {
    return this._allowedCountries;
  }

  // bot_http - computed: false, optional: true, required: false
  private _botHttp = new ChannelBotHttpOutputReference(this, "bot_http");
  public get botHttp() {
    return this._botHttp;
  }
  public putBotHttp(value: ChannelBotHttp) {
    this._botHttp.internalValue = value;
  }
  public resetBotHttp() {
    this._botHttp.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get botHttpInput() {
    return this._botHttp.internalValue;
  }

  // enabled - computed: true, optional: true, required: false
  private _enabled?: boolean | cdktn.IResolvable; 
  public get enabled() {
    return this.getBooleanAttribute('enabled');
  }
  public set enabled(value: boolean | cdktn.IResolvable) {
    this._enabled = value;
  }
  public resetEnabled() {
    this._enabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enabledInput() {
    return this._enabled;
  }

  // fcm - computed: false, optional: true, required: false
  private _fcm = new ChannelFcmOutputReference(this, "fcm");
  public get fcm() {
    return this._fcm;
  }
  public putFcm(value: ChannelFcm) {
    this._fcm.internalValue = value;
  }
  public resetFcm() {
    this._fcm.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get fcmInput() {
    return this._fcm.internalValue;
  }

  // hourly_limit - computed: false, optional: true, required: false
  private _hourlyLimit?: number; 
  public get hourlyLimit() {
    return this.getNumberAttribute('hourly_limit');
  }
  public set hourlyLimit(value: number) {
    this._hourlyLimit = value;
  }
  public resetHourlyLimit() {
    this._hourlyLimit = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get hourlyLimitInput() {
    return this._hourlyLimit;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // kind - computed: true, optional: false, required: false
  public get kind() {
    return this.getStringAttribute('kind');
  }

  // mattermost - computed: false, optional: true, required: false
  private _mattermost = new ChannelMattermostOutputReference(this, "mattermost");
  public get mattermost() {
    return this._mattermost;
  }
  public putMattermost(value: ChannelMattermost) {
    this._mattermost.internalValue = value;
  }
  public resetMattermost() {
    this._mattermost.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get mattermostInput() {
    return this._mattermost.internalValue;
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

  // priority - computed: true, optional: true, required: false
  private _priority?: number; 
  public get priority() {
    return this.getNumberAttribute('priority');
  }
  public set priority(value: number) {
    this._priority = value;
  }
  public resetPriority() {
    this._priority = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get priorityInput() {
    return this._priority;
  }

  // secrets_set - computed: true, optional: false, required: false
  public get secretsSet() {
    return this.getListAttribute('secrets_set');
  }

  // secrets_wo - computed: false, optional: true, required: false
  private _secretsWo?: { [key: string]: string }; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get secretsWo() {
    return this.getStringMapAttribute('secrets_wo');
  }
  public set secretsWo(value: { [key: string]: string }) {
    this._secretsWo = value;
  }
  public resetSecretsWo() {
    this._secretsWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretsWoInput() {
    return this._secretsWo;
  }

  // secrets_wo_version - computed: false, optional: true, required: false
  private _secretsWoVersion?: number; 
  public get secretsWoVersion() {
    return this.getNumberAttribute('secrets_wo_version');
  }
  public set secretsWoVersion(value: number) {
    this._secretsWoVersion = value;
  }
  public resetSecretsWoVersion() {
    this._secretsWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretsWoVersionInput() {
    return this._secretsWoVersion;
  }

  // slack - computed: false, optional: true, required: false
  private _slack = new ChannelSlackOutputReference(this, "slack");
  public get slack() {
    return this._slack;
  }
  public putSlack(value: ChannelSlack) {
    this._slack.internalValue = value;
  }
  public resetSlack() {
    this._slack.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get slackInput() {
    return this._slack.internalValue;
  }

  // sms_http - computed: false, optional: true, required: false
  private _smsHttp = new ChannelSmsHttpOutputReference(this, "sms_http");
  public get smsHttp() {
    return this._smsHttp;
  }
  public putSmsHttp(value: ChannelSmsHttp) {
    this._smsHttp.internalValue = value;
  }
  public resetSmsHttp() {
    this._smsHttp.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get smsHttpInput() {
    return this._smsHttp.internalValue;
  }

  // smtp - computed: false, optional: true, required: false
  private _smtp = new ChannelSmtpOutputReference(this, "smtp");
  public get smtp() {
    return this._smtp;
  }
  public putSmtp(value: ChannelSmtp) {
    this._smtp.internalValue = value;
  }
  public resetSmtp() {
    this._smtp.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get smtpInput() {
    return this._smtp.internalValue;
  }

  // telegram - computed: false, optional: true, required: false
  private _telegram = new ChannelTelegramOutputReference(this, "telegram");
  public get telegram() {
    return this._telegram;
  }
  public putTelegram(value: ChannelTelegram) {
    this._telegram.internalValue = value;
  }
  public resetTelegram() {
    this._telegram.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get telegramInput() {
    return this._telegram.internalValue;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new ChannelTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: ChannelTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // twilio - computed: false, optional: true, required: false
  private _twilio = new ChannelTwilioOutputReference(this, "twilio");
  public get twilio() {
    return this._twilio;
  }
  public putTwilio(value: ChannelTwilio) {
    this._twilio.internalValue = value;
  }
  public resetTwilio() {
    this._twilio.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get twilioInput() {
    return this._twilio.internalValue;
  }

  // vonage - computed: false, optional: true, required: false
  private _vonage = new ChannelVonageOutputReference(this, "vonage");
  public get vonage() {
    return this._vonage;
  }
  public putVonage(value: ChannelVonage) {
    this._vonage.internalValue = value;
  }
  public resetVonage() {
    this._vonage.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get vonageInput() {
    return this._vonage.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      allowed_countries: cdktn.listMapper(cdktn.stringToTerraform, false)(this._allowedCountries),
      bot_http: channelBotHttpToTerraform(this._botHttp.internalValue),
      enabled: cdktn.booleanToTerraform(this._enabled),
      fcm: channelFcmToTerraform(this._fcm.internalValue),
      hourly_limit: cdktn.numberToTerraform(this._hourlyLimit),
      mattermost: channelMattermostToTerraform(this._mattermost.internalValue),
      name: cdktn.stringToTerraform(this._name),
      priority: cdktn.numberToTerraform(this._priority),
      secrets_wo: this.markWriteOnlyAttribute(cdktn.hashMapper(cdktn.stringToTerraform)(this._secretsWo)),
      secrets_wo_version: cdktn.numberToTerraform(this._secretsWoVersion),
      slack: channelSlackToTerraform(this._slack.internalValue),
      sms_http: channelSmsHttpToTerraform(this._smsHttp.internalValue),
      smtp: channelSmtpToTerraform(this._smtp.internalValue),
      telegram: channelTelegramToTerraform(this._telegram.internalValue),
      timeouts: channelTimeoutsToTerraform(this._timeouts.internalValue),
      twilio: channelTwilioToTerraform(this._twilio.internalValue),
      vonage: channelVonageToTerraform(this._vonage.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      allowed_countries: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._allowedCountries),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      bot_http: {
        value: channelBotHttpToHclTerraform(this._botHttp.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelBotHttp",
      },
      enabled: {
        value: cdktn.booleanToHclTerraform(this._enabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      fcm: {
        value: channelFcmToHclTerraform(this._fcm.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelFcm",
      },
      hourly_limit: {
        value: cdktn.numberToHclTerraform(this._hourlyLimit),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      mattermost: {
        value: channelMattermostToHclTerraform(this._mattermost.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelMattermost",
      },
      name: {
        value: cdktn.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      priority: {
        value: cdktn.numberToHclTerraform(this._priority),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      secrets_wo: {
        value: this.markWriteOnlyAttribute(cdktn.hashMapperHcl(cdktn.stringToHclTerraform)(this._secretsWo)),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      secrets_wo_version: {
        value: cdktn.numberToHclTerraform(this._secretsWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      slack: {
        value: channelSlackToHclTerraform(this._slack.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelSlack",
      },
      sms_http: {
        value: channelSmsHttpToHclTerraform(this._smsHttp.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelSmsHttp",
      },
      smtp: {
        value: channelSmtpToHclTerraform(this._smtp.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelSmtp",
      },
      telegram: {
        value: channelTelegramToHclTerraform(this._telegram.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelTelegram",
      },
      timeouts: {
        value: channelTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelTimeouts",
      },
      twilio: {
        value: channelTwilioToHclTerraform(this._twilio.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelTwilio",
      },
      vonage: {
        value: channelVonageToHclTerraform(this._vonage.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ChannelVonage",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
