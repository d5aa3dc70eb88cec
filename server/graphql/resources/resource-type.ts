import { LONGEST_BLOCK, MAX_BLOCKS } from "@tokenplane/rules/addresses";
import { getConfirmation } from "../../resources/confirmation.js";
import { resourceKey } from "../../resources/resource-ref.js";
import { findResource, resourceListing, type ResourceRow } from "../../resources/resource-store.js";
import { PushConfirmation } from "../authentication/challenge-type.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { loadValid, nodeName } from "../nodes.js";
import { SelfServiceAction } from "../self-service/policy.js";
import { textListCost } from "../text-cost.js";
import { resourceLoader } from "./resource-loader.js";
import { ResourceRef } from "./resource-ref.js";

declare module "../objects.js" {
  interface Objects {
    Resource: ResourceRow;
  }
}

export const Resource = builder.node(nodeName("Resource"), {
  description: "A system that people sign in to.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => resourceLoader(context).loadMany(uuids)),
  fields: (t) => ({
    name: t.exposeString("name", {
      description: "Its name; unique in the account. It is in Unicode normalization form NFC.",
    }),
    failedAttemptsBeforeLock: t.exposeInt("failedAttemptsBeforeLock", {
      description: "How many wrong codes lock a token here: 3 to 10.",
    }),
    lockMinutes: t.exposeInt("lockMinutes", {
      description:
        "How long a lock after too many wrong codes lasts, in minutes; 0 means until someone unlocks the token.",
    }),
    allowedAddresses: t.exposeStringList("allowedAddresses", {
      description: "CIDR blocks from which clients may sign in; empty means from everywhere.",
      complexity: textListCost(MAX_BLOCKS, LONGEST_BLOCK),
    }),
    pushConfirmation: t.field({
      type: PushConfirmation,
      description: "How a request on a phone is confirmed.",
      resolve: ({ pushConfirmation }) => getConfirmation(pushConfirmation),
    }),
    pinBeforeSending: t.exposeBoolean("pinBeforeSending", {
      description:
        "Whether a token's PIN must be right before a code is sent by SMS, by e-mail or by a bot, or a phone is asked.",
    }),
    enabled: t.exposeBoolean("enabled", { description: "Whether anybody may sign in here." }),
    builtIn: t.boolean({
      description:
        "Whether this is the resource of the console, at which administrators sign in. It is made with the first administrator, is outside the service plan, and cannot be deleted or disabled.",
      resolve: ({ kind }) => kind === "CONSOLE",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When the resource was created." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When the resource last changed." }),
  }),
});

const ResourceConnection = connectionType(Resource, "Resource");

const ResourceFilter = builder.inputType("ResourceFilter", {
  description: "Filters resources; all given conditions must be true.",
  fields: (t) => ({
    text: t.string({
      description:
        "Every word of this text must be the beginning of a word in the name. A text without a letter or digit finds nothing.",
    }),
    enabled: t.boolean({ description: "Only enabled or only disabled ones." }),
    builtIn: t.boolean({ description: "Only the resource of the console, or only the others." }),
    selfService: t.boolean({ description: "Only those that have a portal, or only those that have none." }),
    selfServiceAnyOf: t.field({
      type: [SelfServiceAction],
      description:
        "Only those in whose portal users may do at least one of these; an empty list finds nothing.",
    }),
  }),
});

const ResourceOrderField = builder.enumType("ResourceOrderField", {
  description: "The fields that resources can be ordered by.",
  values: {
    CREATED_AT: { description: "When they were created." },
    NAME: { description: "Their name." },
  } as const,
});

const ResourceOrder = builder.inputType("ResourceOrder", {
  description: "The order of a list of resources.",
  fields: (t) => ({
    field: t.field({ type: ResourceOrderField, required: true, description: "The field to order by." }),
    descending: t.boolean({ defaultValue: false, description: "Descending order." }),
  }),
});

builder.queryFields((t) => ({
  resource: t.field({
    type: Resource,
    nullable: true,
    description: "One resource; null when it does not exist.",
    args: { by: t.arg({ type: ResourceRef, required: true, description: "The resource." }) },
    resolve: (_root, { by }, { services, actor }) => {
      const key = resourceKey(by);
      return key === null ? null : findResource(services.database.prisma, actor.accountId, key);
    },
  }),
  resources: t.field({
    type: ResourceConnection,
    nullable: true,
    description: "The account's resources.",
    complexity: pageComplexity,
    args: {
      ...pageArgs,
      filter: t.arg({ type: ResourceFilter, description: "The filter." }),
      orderBy: t.arg({
        type: ResourceOrder,
        description: "The order; by default, oldest first.",
      }),
    },
    resolve: (_root, { filter, orderBy, ...page }, context) =>
      readConnection(
        context,
        page,
        resourceListing(
          {
            text: filter?.text ?? null,
            enabled: filter?.enabled ?? null,
            builtIn: filter?.builtIn ?? null,
            selfService: filter?.selfService ?? null,
            selfServiceAnyOf: filter?.selfServiceAnyOf ?? null,
          },
          orderBy?.field ?? "CREATED_AT",
          orderBy?.descending ?? false,
        ),
        context.actor.accountId,
        resourceLoader(context),
      ),
  }),
}));
