// The exports of the package.
export { AccountBypassPolicy, type AccountBypassPolicyProps } from "./account-bypass-policy.js";
export { Assignments, type AssignmentsProps } from "./assignments.js";
export { assignmentsFromCsv, type CsvOptions } from "./table-csv.js";
export { assignmentsFromRows, AssignmentTable, type AssignmentRow, type PlacedRow } from "./table-rows.js";
export { Assignment } from "./assignment.js";
export { Authenticator, ExistingAuthenticator, type IAuthenticator } from "./authenticator.js";
export type {
  AppProps,
  AuthenticatorProps,
  ChatProps,
  CodeDeviceProps,
  DeviceProps,
  EmailProps,
  ExistingAuthenticatorProps,
  HardwareProps,
  SmartProps,
  SmsProps,
  UltraProps,
  UniversalHotpProps,
  UniversalOcraProps,
  UniversalProps,
  UniversalTotpProps,
} from "./authenticator-props.js";
export { Bypass, type BypassProps } from "./bypass.js";
export {
  BypassDuration,
  BypassPolicy,
  type BypassGranter,
  type GrantingProps,
  type TemporaryBypassProps,
} from "./bypass-policy.js";
export { Channel, ExistingChannel, type IChannel } from "./channel.js";
export type { BotProps, ChannelProps, DkimProps, SmsChannelProps } from "./channel-props.js";
export type * from "./driver-props.js";
export type { ManagedProps } from "./common.js";
export { literal } from "../rules/cdktf-text.js";
export { configureTokenplane, type TokenplaneProps } from "./configure.js";
export { ExistingPerson, Person, type IPerson, type PersonProps } from "./person.js";
export {
  ExistingProtectedResource,
  ProtectedResource,
  type IProtectedResource,
  type ProtectedResourceProps,
} from "./protected-resource.js";
export {
  SelfServiceAction,
  SelfServicePolicy,
  type SelfServiceModel,
  type SelfServicePolicyProps,
  type SelfServiceProps,
  type SelfServiceSignIn,
} from "./self-service-policy.js";

export * from "./ephemeral.js";
