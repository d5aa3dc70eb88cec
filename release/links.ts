// The links of pages in Markdown, and which of them lead nowhere.
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

function withoutBlocks(text: string): string {
  return text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");
}

/** The anchors of a page: those that are written there, and those that GitHub makes of headings. */
function getAnchors(text: string): Set<string> {
  const anchors = new Set([...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id));
  for (const [, heading = ""] of withoutBlocks(text).matchAll(/^#{1,6} (.*)$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = plain.replaceAll(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
    let name = anchor;
    for (let count = 1; anchors.has(name); count++) name = `${anchor}-${count}`;
    anchors.add(name);
  }
  return anchors;
}

/** The addresses of all links in a text, those of references too. */
export function getLinks(text: string): string[] {
  const words = withoutBlocks(text).replaceAll(/`[^`\n]*`(?!\])/g, "");
  const links = [...words.matchAll(/\]\(([^)\s]+)\)/g), ...words.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return links.map(([, address = ""]) => address);
}

/** Why a link of a page leads nowhere; undefined when it leads somewhere. @param root the folder that pages are named from. */
export function brokenLink(page: string, link: string, root: string): string | undefined {
  if (/^https?:\/\//.test(link)) return undefined;
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? page : path.join(path.dirname(page), file);
  const place = path.join(root, target);
  if (!existsSync(place)) return `${page}: there is no ${target}`;
  if (anchor === undefined) return undefined;
  if (statSync(place).isDirectory()) return `${page}: ${target} is a folder`;
  const anchors = getAnchors(readFileSync(place, "utf8"));
  return anchors.has(anchor) ? undefined : `${page}: ${target} has no #${anchor}`;
}
