import { normalizeAddress } from "@tokenplane/rules/addresses";
import { getScope } from "../../actions/scope.js";
import { obstacleText } from "../../authentication/obstacle-text.js";
import {
  type Holder,
  type ObstacleQuestion,
  readObstacles,
  type SignInObstacle as Obstacle,
} from "../../authentication/read-obstacles.js";
import { NIL_UUID } from "../../nil-uuid.js";
import { resourceKey, type ResourceRefInput } from "../../resources/resource-ref.js";
import { builder } from "../builder.js";
import type { Context } from "../context.js";
import { topLevelError } from "../errors.js";
import { Reason } from "../events/event-type.js";
import { keyedLoader } from "../loader.js";
import { resourceLoader } from "../resources/resource-loader.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { tokenLoader } from "../tokens/token-loader.js";

/** The obstacles that deny sign-ins, by a question as JSON. */
const obstacleLoader = keyedLoader<ObstacleQuestion, Obstacle[] | null>(({ services, actor }, questions) =>
  readObstacles(services, getScope(actor), questions, services.clock()),
);

const SignInObstacle = builder.objectRef<Obstacle>("SignInObstacle").implement({
  description: "Something that denies a sign-in, also with a right code.",
  fields: (t) => ({
    reason: t.field({
      type: Reason,
      description:
        "The reason that the event of the denial has. If there are several, the event has one of them.",
      resolve: ({ reason }) => reason,
    }),
    message: t.string({
      description: "The same as a sentence, for people. The reason is for programs.",
      resolve: obstacleText,
    }),
    resource: t.field({
      type: "Resource",
      nullable: true,
      description: "The resource at which it denies sign-ins; null when it denies them everywhere.",
      resolve: ({ resource }, _args, context) =>
        resource === null ? null : resourceLoader(context).load(resource.id),
    }),
    token: t.field({
      type: "Token",
      nullable: true,
      description:
        "The token with which it denies sign-ins; null when it denies them with every token of the user.",
      resolve: ({ tokenId }, _args, context) =>
        tokenId === null ? null : tokenLoader(context).load(tokenId),
    }),
    until: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it ends by itself; null when somebody must end it.",
      resolve: ({ until }) => until,
    }),
    conditional: t.boolean({
      description:
        "Whether it denies only some sign-ins: the resource allows some addresses alone, and no `clientAddress` was given.",
      resolve: ({ isConditional }) => isConditional,
    }),
  }),
});

/** Cost of the obstacles: some for a token, and some for each resource that it is linked to. */
const OBSTACLES_COST = { field: 1, multiplier: 20 };

/** The address of an argument, in its usual form. @throws GraphQLError when it is none. */
function getAddress(clientAddress: string | null | undefined): string | null {
  if (clientAddress == null) return null;
  const address = normalizeAddress(clientAddress);
  if (address !== undefined) return address;
  throw topLevelError("BAD_USER_INPUT", "clientAddress is not an IP address. Give one such as 192.0.2.7.");
}

interface Where {
  readonly resource?: ResourceRefInput | null | undefined;
  readonly clientAddress?: string | null | undefined;
}

function getObstacles(
  context: Context,
  subject: Holder,
  { resource, clientAddress }: Where,
): Promise<Obstacle[] | null> {
  return obstacleLoader(context).load({
    subject,
    resource: resource == null ? null : (resourceKey(resource) ?? { id: NIL_UUID }),
    clientAddress: getAddress(clientAddress),
  });
}

for (const [name, everywhere] of [
  ["Token", "all resources that the token is linked to"],
  ["User", "all tokens of the user and all resources that they are linked to"],
] as const) {
  builder.objectField(name, "signInObstacles", (t) =>
    t.field({
      type: [SignInObstacle],
      nullable: true,
      description: `All that denies a sign-in with a right code, as it is decided at a sign-in. Empty when a right code is granted; null when there is no such resource. Without \`resource\`: of ${everywhere}. Whether a code or PIN is right, and how many codes were sent in the last minutes, is not asked.`,
      complexity: OBSTACLES_COST,
      args: {
        resource: t.arg({ type: ResourceRef, description: "Only what denies sign-ins at this resource." }),
        clientAddress: t.arg.string({
          description: "From which IP address the person signs in; without it, from any.",
        }),
      },
      resolve: ({ id }, where, context) =>
        getObstacles(context, name === "Token" ? { token: { id } } : { user: { id } }, where),
    }),
  );
}
