import { accountBypassPolicyDataSource } from "./data-sources/account-bypass-policy.js";
import { accountDataSource } from "./data-sources/account.js";
import { assignmentDataSource } from "./data-sources/assignment.js";
import { assignmentsDataSource } from "./data-sources/assignments.js";
import { bypassPolicyDataSource } from "./data-sources/bypass-policy.js";
import { bypassDataSource } from "./data-sources/bypass.js";
import { bypassesDataSource } from "./data-sources/bypasses.js";
import { channelDataSource } from "./data-sources/channel.js";
import { channelsDataSource } from "./data-sources/channels.js";
import { resourceDataSource } from "./data-sources/resource.js";
import { resourcesDataSource } from "./data-sources/resources.js";
import { selfServicePolicyDataSource } from "./data-sources/self-service-policy.js";
import { tokenUserDataSource } from "./data-sources/token-user.js";
import { tokenDataSource } from "./data-sources/token.js";
import { tokensDataSource } from "./data-sources/tokens.js";
import { userDataSource } from "./data-sources/user.js";
import { usersDataSource } from "./data-sources/users.js";
import { optional } from "./framework/attributes.js";
import { defineProvider } from "./framework/provider.js";
import { string } from "./framework/types.js";
import { configure } from "./configure.js";
import { apiKey } from "./ephemeral/api-key.js";
import { secret } from "./ephemeral/secret.js";
import { otpauthUri } from "./functions/otpauth-uri.js";
import { parseOtpauthUri } from "./functions/parse-otpauth-uri.js";
import { parseTokenCsv } from "./functions/parse-token-csv.js";
import { revokeBypass } from "./actions/revoke-bypass.js";
import { networkAttributes } from "./network-settings.js";
import { unlock } from "./actions/unlock.js";
import { assignments } from "./list-resources/assignments.js";
import { channels } from "./list-resources/channels.js";
import { resources } from "./list-resources/resources.js";
import { tokens } from "./list-resources/tokens.js";
import { users } from "./list-resources/users.js";
import { accountBypassPolicy } from "./resources/account-bypass-policy.js";
import { assignment } from "./resources/assignment.js";
import { bypassPolicy } from "./resources/bypass-policy.js";
import { bypass } from "./resources/bypass.js";
import { channel } from "./resources/channel.js";
import { resource } from "./resources/resource.js";
import { selfServicePolicy } from "./resources/self-service-policy.js";
import { tokenUser } from "./resources/token-user.js";
import { token } from "./resources/token.js";
import { user } from "./resources/user.js";
import { VERSION } from "./version.js";

/** The provider of Tokenplane. */
export const provider = defineProvider({
  name: "tokenplane",
  version: VERSION,
  sources: ["registry.terraform.io/tokenplane/tokenplane", "registry.opentofu.org/tokenplane/tokenplane"],
  description:
    "Manages users, tokens, resources, assignments and channels on a Tokenplane server, and the policies that say when users may sign in without a code and what they may do by themselves.",
  attributes: {
    endpoint: optional(string, {
      description: "The server's address, such as `https://mfa.example.com`. Default: TOKENPLANE_ENDPOINT.",
    }),
    api_key: optional(string, {
      description:
        "An API key of role PROVISIONER. Do not write it into configurations: when this is left out, TOKENPLANE_API_KEY is used.",
      sensitive: true,
    }),
    ...networkAttributes,
  },
  configure: (request) => configure(request, process.env),
  within: (tokenplane, milliseconds) => ({
    ...tokenplane,
    client: tokenplane.client.patientFor(milliseconds),
    reads: tokenplane.reads.patientFor(milliseconds),
  }),
  resources: {
    user,
    resource,
    channel,
    token,
    token_user: tokenUser,
    assignment,
    bypass,
    bypass_policy: bypassPolicy,
    account_bypass_policy: accountBypassPolicy,
    self_service_policy: selfServicePolicy,
  },
  dataSources: {
    account: accountDataSource,
    user: userDataSource,
    users: usersDataSource,
    resource: resourceDataSource,
    resources: resourcesDataSource,
    channel: channelDataSource,
    channels: channelsDataSource,
    token: tokenDataSource,
    tokens: tokensDataSource,
    token_user: tokenUserDataSource,
    assignment: assignmentDataSource,
    assignments: assignmentsDataSource,
    bypass: bypassDataSource,
    bypasses: bypassesDataSource,
    bypass_policy: bypassPolicyDataSource,
    account_bypass_policy: accountBypassPolicyDataSource,
    self_service_policy: selfServicePolicyDataSource,
  },
  ephemeralResources: { secret, api_key: apiKey },
  listResources: {
    user: users,
    resource: resources,
    channel: channels,
    token: tokens,
    assignment: assignments,
  },
  actions: { unlock, revoke_bypass: revokeBypass },
  functions: {
    otpauth_uri: otpauthUri,
    parse_otpauth_uri: parseOtpauthUri,
    parse_token_csv: parseTokenCsv,
  },
});
