import type { HttpHeader as Header } from "@tokenplane/rules/channel";
import { pairsOf, type Setting, textOf, type Values } from "@tokenplane/rules/drivers/declaration";
import { type Declaration, DECLARATIONS } from "@tokenplane/rules/drivers/drivers";
import { driverSettings } from "../../channels/setup.js";
import type { ChannelRow } from "../../channels/channel-store.js";
import { builder, type Types } from "../builder.js";
import { textCost } from "../text-cost.js";
import { choiceEnum } from "./driver-input.js";
import { oncePerName } from "../once-per-name.js";

export const ChannelDriver = builder.enumType("ChannelDriver", {
  description: "The driver of a channel: the gateway that it uses.",
  values: Object.fromEntries(
    Object.values(DECLARATIONS).map(({ name, sends }) => [name, { value: name, description: sends }]),
  ),
});

const HttpHeader = builder.objectRef<Header>("HttpHeader").implement({
  description: "A header of a request to a gateway.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    value: t.exposeString("value", { description: "Its value, with placeholders." }),
  }),
});

type SettingsBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, Values>;

function settingField(t: SettingsBuilder, name: string, setting: Setting) {
  const { description } = setting;
  if (setting.type === "headers") {
    return t.field({ type: [HttpHeader], description, resolve: (values) => [...pairsOf(values[name])] });
  }
  if (setting.type === "number") return t.int({ description, resolve: (values) => Number(values[name]) });
  const resolve = (values: Values) => textOf(values[name]);
  const resolveText = (values: Values) => {
    const text = resolve(values);
    if (text === null) throw new TypeError(`a channel has no ${name}`);
    return text;
  };
  if (setting.type === "choice") {
    const type = choiceEnum(setting);
    return setting.none === undefined
      ? t.field({ type, description, resolve: resolveText })
      : t.field({ type, nullable: true, description: `${description} null: ${setting.none}.`, resolve });
  }
  const options = {
    description,
    ...(setting.longest === undefined ? {} : { complexity: textCost(setting.longest) }),
  };
  return setting.isRequired === true || setting.default !== undefined
    ? t.string({ ...options, resolve: resolveText })
    : t.string({ ...options, nullable: true, resolve });
}

const settingsType = oncePerName(
  ({ type }: Declaration) => type,
  ({ type, description, settings }) =>
    builder.objectRef<Values>(`${type}Settings`).implement({
      description,
      fields: (t) =>
        Object.fromEntries(
          Object.entries(settings).map(([name, setting]) => [name, settingField(t, name, setting)]),
        ),
    }),
);

export const ChannelSettings = builder.objectRef<ChannelRow>("ChannelSettings").implement({
  description:
    "The settings of a channel, without secrets. The field of the channel's driver is given; all others are null.",
  fields: (t) =>
    Object.fromEntries(
      Object.entries(DECLARATIONS).map(([field, declared]) => [
        field,
        t.field({
          type: settingsType(declared),
          nullable: true,
          description: `The settings of the driver ${declared.name}.`,
          resolve: (channel) => {
            const { driver, settings } = driverSettings(channel);
            return driver === declared.name ? settings : null;
          },
        }),
      ]),
    ),
});
