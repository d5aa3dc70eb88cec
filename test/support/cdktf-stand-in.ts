// What `cdktf get` and the package `cdktf` would put beside a program, as far as an export uses them: types as the
// provider's schemas say them, and a synthesis. Tried by hand against cdktf 0.21 and its own generator as well.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { schemaJson } from "../../provider/framework/schema-json.js";
import { provider } from "../../provider/provider.js";

interface Attribute {
  readonly type?: unknown;
  readonly required?: boolean;
  readonly optional?: boolean;
}

const CDKTF_TYPES = `export declare class Construct { constructor(scope: Construct | undefined, id: string); }
export declare class App extends Construct { constructor(); synth(): void; }
export declare class TerraformStack extends Construct { constructor(scope: Construct, id: string); }
export declare class TerraformProvider extends Construct {
  constructor(scope: Construct, id: string, type: string, config: object);
}
export declare class TerraformResource extends Construct {
  constructor(scope: Construct, id: string, type: string, config: object);
  importFrom(id: string, provider?: TerraformProvider): void;
  get id(): string;
}
`;

/** Ids are unique in a stack and become the names of blocks; texts go into JSON as they are. */
const CDKTF = `const fs = require("node:fs");
const made = { terraform: { required_providers: { tokenplane: { source: "tokenplane/tokenplane" } } }, provider: {}, resource: {}, import: [] };
const ids = new Set();
const snake = (name) => name.replaceAll(/[A-Z]/g, (letter) => "_" + letter.toLowerCase());
exports.Construct = class {
  constructor(scope, id) {
    if (scope !== undefined && (!/^[A-Za-z0-9_-]+$/.test(id) || ids.size === ids.add(id).size)) throw new Error("id " + id);
  }
};
exports.App = class extends exports.Construct {
  constructor() { super(undefined, ""); }
  synth() { fs.writeFileSync("cdk.tf.json", JSON.stringify(made)); }
};
exports.TerraformStack = class extends exports.Construct {
  constructor(scope, id) { super(undefined, id); }
};
exports.TerraformProvider = class extends exports.Construct {
  constructor(scope, id, type, config) { super(scope, id); made.provider[type] = [config]; }
};
exports.TerraformResource = class extends exports.Construct {
  constructor(scope, id, type, config) {
    super(scope, id);
    this.address = type + "." + id;
    (made.resource[type] ??= {})[id] = Object.fromEntries(Object.entries(config).map(([name, value]) => [snake(name), value]));
  }
  importFrom(id) { made.import.push({ to: this.address, id }); }
  get id() { return "\${" + this.address + ".id}"; }
};
`;

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}

function typeOf({ type }: Attribute): string {
  if (type === "bool") return "boolean";
  if (typeof type === "string") return type;
  return Array.isArray(type) && (type[0] === "set" || type[0] === "list") ? "string[]" : "object";
}

function binding(type: string, className: string, attributes: Readonly<Record<string, Attribute>>): string {
  const base = className === "TokenplaneProvider" ? "TerraformProvider" : "TerraformResource";
  const properties = Object.entries(attributes)
    .filter(([, { required, optional }]) => required === true || optional === true)
    .map(
      ([name, one]) => `  readonly ${camelCase(name)}${one.required === true ? "" : "?"}: ${typeOf(one)};\n`,
    );
  return `import { ${base}, type Construct } from "cdktf";
export interface ${className}Config {\n${properties.join("")}}
export class ${className} extends ${base} {
  constructor(scope: Construct, id: string, config: ${className}Config${base === "TerraformProvider" ? " = {}" : ""}) {
    super(scope, id, "${type}", config);
  }
}
`;
}

/** Puts the stand-ins into a folder with an exported program, and the settings of a compiler. */
export function standIn(folder: string): void {
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  write("node_modules/cdktf/index.d.ts", CDKTF_TYPES);
  write("node_modules/cdktf/index.js", CDKTF);
  write("node_modules/cdktf/package.json", '{ "name": "cdktf", "main": "index.js", "types": "index.d.ts" }');
  write("package.json", "{}");
  const { provider_schemas: all } = JSON.parse(JSON.stringify(schemaJson(provider))) as {
    provider_schemas: Record<
      string,
      { resource_schemas: Record<string, { block: { attributes: Record<string, Attribute> } }> }
    >;
  };
  const [schemas] = Object.values(all);
  for (const [type, { block }] of Object.entries(schemas?.resource_schemas ?? {})) {
    const name = type.replace("tokenplane_", "");
    const className = camelCase(`_${name}`);
    const text = binding(type, className, block.attributes);
    write(`.gen/providers/tokenplane/${name.replaceAll("_", "-")}/index.ts`, text);
  }
  write(".gen/providers/tokenplane/provider/index.ts", binding("tokenplane", "TokenplaneProvider", {}));
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    outDir: "js",
    rootDir: ".",
    types: [],
  };
  write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["*.ts"] }));
}
