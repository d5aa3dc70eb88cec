// All drivers of channels, by their names in the API's inputs.
import { MATTERMOST, SLACK, TELEGRAM } from "./bots.js";
import {
  type DriverDeclaration,
  type GivenValues,
  type InputIn,
  type SecretsIn,
  type SettingsIn,
  usualValue,
} from "./declaration.js";
import { FCM } from "./fcm.js";
import { BOT_HTTP, SMS_HTTP } from "./http-template.js";
import { SMTP } from "./smtp.js";
import { TWILIO } from "./twilio.js";
import { VONAGE } from "./vonage.js";

export const DRIVERS = {
  smtp: SMTP,
  twilio: TWILIO,
  vonage: VONAGE,
  smsHttp: SMS_HTTP,
  telegram: TELEGRAM,
  slack: SLACK,
  mattermost: MATTERMOST,
  botHttp: BOT_HTTP,
  fcm: FCM,
} as const;

type Drivers = typeof DRIVERS;

/** The name of a driver in the API's inputs. */
export type DriverField = keyof Drivers;

/** The name of a driver, as it is stored. */
export type DriverName = Drivers[DriverField]["name"];

/** What a request gives a driver. */
export type InputOf<Field extends DriverField> = InputIn<Drivers[Field]>;

type Named<Name extends DriverName> = Extract<Drivers[DriverField], { readonly name: Name }>;

/** The settings of a driver, as they are stored. */
export type SettingsOf<Name extends DriverName> = SettingsIn<Named<Name>>;

/** The secrets of a driver. */
export type SecretsOf<Name extends DriverName> = SecretsIn<Named<Name>>;

/** A declaration, for code that is the same for all drivers. */
export type Declaration = DriverDeclaration & { readonly name: DriverName };

/** The declarations by the names of drivers in the API's inputs. */
export const DECLARATIONS: Readonly<Record<DriverField, Declaration>> = DRIVERS;
export const DRIVER_FIELDS = Object.keys(DRIVERS) as readonly DriverField[];

const BY_NAME = new Map(Object.values(DECLARATIONS).map((driver) => [driver.name, driver]));

/** The declaration of a driver by its stored name. @throws TypeError for a name that no driver has. */
export function declarationOf(name: DriverName): Declaration {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new TypeError(`there is no driver ${name}`);
  return found;
}

/** The settings of a driver, of checked ones: each that is not given has its usual value. */
export function withUsual<Name extends DriverName>(name: Name, given: GivenValues): SettingsOf<Name> {
  const settings = Object.entries(declarationOf(name).settings).map(([of, setting]) => {
    const value = given[of];
    return [of, value === undefined ? usualValue(setting, given) : value];
  });
  // These are the settings that the driver declares.
  return Object.fromEntries(settings) as SettingsOf<Name>;
}

/** What a query asks for to get the settings of any channel: the fields of `ChannelSettings` in the API. */
export function settingsSelection(): string {
  return Object.entries(DECLARATIONS)
    .map(([field, { settings }]) => {
      const names = Object.entries(settings).map(([name, { type }]) =>
        type === "headers" ? `${name} { name value }` : name,
      );
      return `${field} { ${names.join(" ")} }`;
    })
    .join(" ");
}
