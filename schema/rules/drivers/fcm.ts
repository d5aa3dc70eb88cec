import { firebaseProject, LONGEST_SERVICE_ACCOUNT, serviceAccount, url } from "../channel.js";
import type { DriverDeclaration } from "./declaration.js";

export const FCM = {
  name: "FCM",
  kind: "PUSH",
  sends:
    "Wakes phones of `PUSH` tokens by Firebase Cloud Messaging, so that they show requests at once. It needs an app that was built for a Firebase project of your own, or a contract with the app's vendor.",
  type: "Fcm",
  description: "Firebase Cloud Messaging.",
  settings: {
    url: {
      type: "text",
      rule: url,
      default: "https://fcm.googleapis.com",
      description: "The address of Firebase Cloud Messaging.",
    },
    tokenUrl: {
      type: "text",
      rule: url,
      default: "https://oauth2.googleapis.com/token",
      description: "The address at which Google issues access tokens for a service account.",
    },
    projectId: {
      type: "text",
      rule: firebaseProject,
      isRequired: true,
      description: "The id of the Firebase project that the app was built for.",
    },
  },
  secrets: {
    serviceAccount: {
      rule: serviceAccount,
      longest: LONGEST_SERVICE_ACCOUNT,
      description:
        "The JSON key file of a service account that may send in the project, as Google issues it.",
    },
  },
  goesTo: ["url", "tokenUrl", "projectId"],
} as const satisfies DriverDeclaration;
