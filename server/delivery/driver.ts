import { unknown } from "./answers.js";
import type { Driver } from "./delivery.js";
import { fcmDriver, type FcmOptions } from "./fcm.js";
import { httpTemplateDriver } from "./http-template.js";
import { mattermostDriver } from "./mattermost.js";
import { outgoingHttp } from "./outgoing-http.js";
import type { ChannelSetup, OutgoingPolicy } from "./driver-settings.js";
import { slackDriver } from "./slack.js";
import { smtpDriver } from "./smtp.js";
import { telegramDriver } from "./telegram.js";
import { twilioDriver } from "./twilio.js";
import { vonageDriver } from "./vonage.js";

/** The driver of a channel. It reaches what the policy lets it reach, and nothing else. */
export function getDriver(setup: ChannelSetup, policy: OutgoingPolicy, fcm: FcmOptions): Driver {
  return careful(bareDriver(setup, policy, fcm));
}

function bareDriver(setup: ChannelSetup, policy: OutgoingPolicy, fcm: FcmOptions): Driver {
  const http = outgoingHttp(policy);
  switch (setup.driver) {
    case "SMTP":
      return smtpDriver(setup.settings, setup.secrets, policy);
    case "TWILIO":
      return twilioDriver(setup.settings, setup.secrets, http);
    case "VONAGE":
      return vonageDriver(setup.settings, setup.secrets, http);
    case "SMS_HTTP":
    case "BOT_HTTP":
      return httpTemplateDriver(setup.settings, setup.secrets, http);
    case "TELEGRAM":
      return telegramDriver(setup.settings, setup.secrets, http);
    case "SLACK":
      return slackDriver(setup.settings, setup.secrets, http);
    case "MATTERMOST":
      return mattermostDriver(setup.settings, setup.secrets, http);
    case "FCM":
      return fcmDriver(setup.settings, setup.secrets, http, fcm);
  }
}

/** Keeps what a driver promises: it never throws. What an error says is not passed on, it may name the message. */
export function careful(driver: Driver): Driver {
  return {
    async send(message, signal) {
      try {
        return await driver.send(message, signal);
      } catch {
        return unknown("The server failed while it sent the message. Report this as an error of Tokenplane.");
      }
    },
  };
}
