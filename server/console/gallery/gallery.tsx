import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import { fields } from "./fields.js";
import { lists } from "./lists.js";
import { covers, parts, times } from "./parts.js";
import { portal, portalCovers } from "./portal.js";
import type { Specimen } from "./specimen.js";

const SECTIONS: readonly (readonly [title: string, specimens: readonly Specimen[]])[] = [
  ["Parts", parts],
  ["Fields", fields],
  ["Lists", lists],
  ["Times", times],
  ["Portal", portal],
];

/** The parts that cover the whole page, and so are on a page of their own, which the gallery shows in a frame. */
const COVERS = [...covers, ...portalCovers];

function Shown({ specimen: { of, state, shown, isInForm } }: { readonly specimen: Specimen }) {
  const title = `${of[0]}: ${state}`;
  return (
    <section aria-label={title} data-components={of.join(" ")} className="tp-specimen">
      <Title headingLevel="h3" size="md">
        {title}
      </Title>
      {isInForm === true ? <Form>{shown}</Form> : <div>{shown}</div>}
    </section>
  );
}

function Frame({ cover: { of, state }, number }: { readonly cover: Specimen; readonly number: number }) {
  const title = `${of[0]}: ${state}`;
  return (
    <section data-components={of.join(" ")} className="tp-specimen">
      <Title headingLevel="h3" size="md">
        <a href={`?cover=${number}`}>{title}</a>
      </Title>
      <iframe src={`?cover=${number}`} title={title} loading="lazy" className="tp-frame" />
    </section>
  );
}

/** Every component that pages share, in each of its states. */
export function Gallery() {
  const asked = new URLSearchParams(globalThis.location.search).get("cover");
  if (asked !== null) return COVERS[Number(asked)]?.shown;
  return (
    <main className="tp-gallery">
      {SECTIONS.map(([title, specimens]) => (
        <section key={title} aria-label={title}>
          <Title headingLevel="h2">{title}</Title>
          {specimens.map((specimen) => (
            <Shown key={`${specimen.of[0]} ${specimen.state}`} specimen={specimen} />
          ))}
        </section>
      ))}
      <section aria-label="Dialogs and whole pages">
        <Title headingLevel="h2">Dialogs and whole pages</Title>
        {COVERS.map((cover, number) => (
          <Frame key={`${cover.of[0]} ${cover.state}`} cover={cover} number={number} />
        ))}
      </section>
    </main>
  );
}
