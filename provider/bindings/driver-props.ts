// The properties of the drivers of channels in the constructs, made of the declarations of the drivers.
import type { Secret, Setting } from "@tokenplane/rules/drivers/declaration";
import { type Declaration, DECLARATIONS } from "@tokenplane/rules/drivers/drivers";
import { describe, getWords } from "@tokenplane/rules/drivers/written";

/** Settings and secrets whose names begin so are together in one property, whose type and docstring these are. */
const GROUPS = { dkim: { type: "DkimProps", about: "How mails are signed. Default: not at all." } } as const;

/** What all bots have is in BotProps already. */
const OF_BOTS = "botToken";

const REFERENCE = "A reference: Terraform sends it and stores it nowhere.";

function property(name: string, about: string, type: string, isRequired: boolean): string {
  return `/** ${about} */\nreadonly ${name}${isRequired ? "" : "?"}: ${type}${isRequired ? "" : " | undefined"};`;
}

function getType(setting: Setting): string {
  if (setting.type === "choice")
    return getWords(setting)
      .map((word) => JSON.stringify(word))
      .join(" | ");
  if (setting.type === "headers") return "Readonly<Record<string, string>>";
  return setting.type === "number" ? "number" : "string";
}

function settingProperty(name: string, setting: Setting): string {
  // The default of a number may depend on other settings: its description says how.
  const about = setting.type === "number" ? setting.description : describe(setting);
  return property(name, about, getType(setting), setting.isRequired === true);
}

function secretProperty(name: string, { description, isOptional, with: needing }: Secret): string {
  const isRequired = isOptional !== true && needing === undefined;
  return property(name, `${description} ${REFERENCE}`, "string", isRequired);
}

function getProperties({ settings, secrets }: Declaration): string[] {
  const groups = Object.entries(GROUPS).filter(([prefix]) =>
    Object.keys(settings).some((name) => name.startsWith(prefix)),
  );
  const isApart = (name: string) => groups.every(([prefix]) => !name.startsWith(prefix));
  return [
    ...Object.entries(settings).flatMap(([name, setting]) =>
      isApart(name) ? [settingProperty(name, setting)] : [],
    ),
    ...groups.map(([name, { type, about }]) => property(name, about, type, false)),
    ...(secrets === "NAMED"
      ? [
          property(
            "secrets",
            `The values of \`{secret:NAME}\` by their names. ${REFERENCE}`,
            "Readonly<Record<string, string>>",
            false,
          ),
        ]
      : Object.entries(secrets).flatMap(([name, secret]) =>
          isApart(name) && name !== OF_BOTS ? [secretProperty(name, secret)] : [],
        )),
  ];
}

function getBase({ kind, secrets }: Declaration): string {
  if (kind === "SMS") return "SmsChannelProps";
  return secrets !== "NAMED" && OF_BOTS in secrets ? "BotProps" : "ChannelProps";
}

function declared(name: string, bases: string, about: string, properties: readonly string[]): string {
  return `/** ${about} */\nexport interface ${name} extends ${bases} {\n${properties.join("\n")}\n}`;
}

/** The text of the module that declares the properties. */
export function driverProps(): string {
  const drivers = Object.entries(DECLARATIONS);
  const parts = drivers.flatMap(([field, driver]) => {
    const { type, description, sends, kind } = driver;
    const alike = drivers.filter(([, other]) => other.type === type);
    const properties = getProperties(driver);
    if (alike.length === 1) return [declared(`${type}Props`, getBase(driver), description, properties)];
    const [[first] = []] = alike;
    const shared = first === field ? [declared(`${type}Props`, "ChannelProps", description, properties)] : [];
    const own = `${field.charAt(0).toUpperCase()}${field.slice(1)}Props`;
    return kind === "SMS" ? [...shared, declared(own, `${type}Props, SmsChannelProps`, sends, [])] : shared;
  });
  return `// The properties of each driver. Made of the declarations of the drivers by \`npm run bindings\`; do not edit.
import type { BotProps, ChannelProps, DkimProps, SmsChannelProps } from "./channel-props.js";

${parts.join("\n\n")}
`;
}
