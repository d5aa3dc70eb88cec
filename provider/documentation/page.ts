// The common form of all pages.

/** A page: its address within the folder of the documentation, and its text in Markdown. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** The front matter of a page, for the registries. */
export interface Front {
  readonly title: string;
  readonly subcategory: string;
  /** Markdown; a registry shows it where it lists pages. */
  readonly description: string;
}

/** A page of some parts, one below the other. */
export function page(file: string, front: Front, parts: readonly string[]): Page {
  const head = [
    "---",
    `page_title: ${JSON.stringify(front.title)}`,
    `subcategory: ${JSON.stringify(front.subcategory)}`,
    "description: |-",
    ...front.description.split("\n").map((line) => `  ${line}`),
    "---",
  ].join("\n");
  return { file, text: `${[head, ...parts].join("\n\n")}\n` };
}
