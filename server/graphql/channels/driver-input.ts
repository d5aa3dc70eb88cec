import { LONGEST_SECRET } from "@tokenplane/rules/channel";
import type { ChoiceSetting, GivenValues, Secret, Setting } from "@tokenplane/rules/drivers/declaration";
import { type Declaration, DECLARATIONS } from "@tokenplane/rules/drivers/drivers";
import type { ChannelDriverInput as DriverInput } from "../../channels/driver-input.js";
import { builder } from "../builder.js";
import { bounded } from "../input-bounds.js";
import type { InputBuilder } from "../mutation.js";
import { oncePerName } from "../once-per-name.js";

/** The enum of a setting with several words. */
export const choiceEnum = oncePerName(
  ({ enum: { name } }: ChoiceSetting) => name,
  ({ enum: { name, description }, values }) => builder.enumType(name, { description, values }),
);

const HttpHeaderInput = builder.inputType("HttpHeaderInput", {
  description: "A header of a request to a gateway.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Its name, as in X-Api-Key." }),
    value: t.string({
      required: true,
      description:
        "Its value, with the placeholders of HttpTemplateInput. It is shown; write secrets as {secret:NAME}.",
    }),
  }),
});

const NamedSecretInput = builder.inputType("NamedSecretInput", {
  description: "A secret that {secret:NAME} stands for.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Its name: 1 to 50 letters, digits and underscores." }),
    value: t.string({
      required: true,
      ...bounded({ longest: LONGEST_SECRET }),
      description: "Its value, in one line. It is stored encrypted and never shown.",
    }),
  }),
});

const withBounds = (longest: number | undefined) => (longest === undefined ? {} : bounded({ longest }));

function settingField(t: InputBuilder, setting: Setting) {
  const { description } = setting;
  const required = setting.isRequired === true;
  switch (setting.type) {
    case "text": {
      const usual = setting.default === undefined ? {} : { defaultValue: setting.default };
      return t.string({ description, required, ...withBounds(setting.longest), ...usual });
    }
    case "number":
      return t.int({ description, required });
    case "headers":
      return t.field({ type: [HttpHeaderInput], description, required });
    case "choice": {
      const none = setting.none === undefined ? "" : ` null: ${setting.none}.`;
      return t.field({
        type: choiceEnum(setting),
        defaultValue: setting.default,
        description: `${description}${none}`,
      });
    }
  }
}

/** A secret, which is needed at creation and may be absent at an update. */
function secretField(t: InputBuilder, { description, longest, isOptional }: Secret) {
  const removed = isOptional === true ? " null removes it." : "";
  return t.string({
    ...withBounds(longest),
    description: `${description}${removed} It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same.`,
  });
}

function secretFields(t: InputBuilder, { secrets }: Declaration) {
  if (secrets !== "NAMED") {
    return Object.entries(secrets).map(([name, secret]) => [name, secretField(t, secret)] as const);
  }
  const description =
    "The values of {secret:NAME}. At an update, an absent one keeps its value, as long as the driver, the host of the URL and the template around {secret:NAME} stay the same. One that no template names any more is deleted.";
  return [["secrets", t.field({ type: [NamedSecretInput], description })] as const];
}

/** The settings and secrets of a driver. */
const driverInput = oncePerName(
  ({ type }: Declaration) => type,
  (driver) =>
    builder.inputRef<GivenValues>(`${driver.type}Input`).implement({
      description: driver.description,
      fields: (t) =>
        Object.fromEntries([
          ...Object.entries(driver.settings).map(
            ([name, setting]) => [name, settingField(t, setting)] as const,
          ),
          ...secretFields(t, driver),
        ]),
    }),
);

export const ChannelDriverInput = builder.inputRef<DriverInput>("ChannelDriverInput").implement({
  description: "The driver of a channel, with its settings and secrets.",
  isOneOf: true,
  fields: (t) =>
    Object.fromEntries(
      Object.entries(DECLARATIONS).map(([field, driver]) => [
        field,
        t.field({ type: driverInput(driver), description: driver.sends }),
      ]),
    ),
});
