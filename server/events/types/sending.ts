import { type EventTypes, OF_NOTHING, OF_TOKEN } from "./declaration.js";

/** Channels, and the messages that they send. */
export const SENDING_EVENTS = {
  CHANNEL_CREATED: {
    name: "Channel created",
    description: "A channel that codes are sent by was created.",
    about: OF_NOTHING,
    severity: "LOW",
    ocsf: ["API Activity", "Create"],
    ecs: ["configuration", ["creation"]],
  },
  CHANNEL_UPDATED: {
    name: "Channel changed",
    description: "A channel changed.",
    about: OF_NOTHING,
    severity: "LOW",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  CHANNEL_DELETED: {
    name: "Channel deleted",
    description: "A channel was deleted.",
    about: OF_NOTHING,
    severity: "LOW",
    ocsf: ["API Activity", "Delete"],
    ecs: ["configuration", ["deletion"]],
  },
  CHANNEL_SUSPENDED: {
    name: "Channel suspended for a country",
    description:
      "A channel stopped sending to a country, because almost none of the codes that were sent there were used.",
    about: OF_NOTHING,
    severity: "MEDIUM",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  CHANNEL_RESUMED: {
    name: "Channel resumed for a country",
    description: "A person let a channel send to a suspended country again.",
    about: OF_NOTHING,
    severity: "LOW",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  MESSAGE_TEXT_SET: {
    name: "Text of messages set",
    description: "An account's own text for messages was set.",
    about: OF_NOTHING,
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  MESSAGE_TEXT_CLEARED: {
    name: "Text of messages removed",
    description: "An account's own text for messages was removed.",
    about: OF_NOTHING,
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Delete"],
    ecs: ["configuration", ["deletion"]],
  },
  MESSAGE_LANGUAGE_SET: {
    name: "Language of messages set",
    description: "The language of an account's messages was set.",
    about: OF_NOTHING,
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  MESSAGE_FAILED: {
    name: "Message not sent",
    description:
      "A message with a code, a link or a notice could not be sent. After a fail-over or a restore, messages that waited are not sent, without events of their own.",
    about: { ...OF_NOTHING, token: "IF_ANY", user: "IF_ANY" },
    severity: "LOW",
    ocsf: ["API Activity", "Send"],
    ecs: ["api", ["info"]],
    isFailure: true,
  },
  MESSAGE_SUPPRESSED: {
    name: "Message suppressed",
    description: "A code was not sent, because of a limit or a missing channel.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "IF_ANY" },
    severity: "MEDIUM",
    ocsf: ["API Activity", "Send"],
    ecs: ["api", ["info"]],
    isFailure: true,
  },
} as const satisfies EventTypes;
