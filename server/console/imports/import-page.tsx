import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Tab, Tabs, TabTitleText } from "@patternfly/react-core/dist/esm/components/Tabs";
import { MayNotPage } from "../shell/may-not-page.js";
import { useMayUse } from "../shell/viewer.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { PageTitle } from "../parts/page-title.js";
import { FILE_KINDS } from "./import-files.js";
import { ImportForm } from "./import-form.js";
import { importRoute, WHATS, type What } from "./import-route.js";

/** Imports files of tokens, of users and of links. */
export function ImportPage() {
  const mayUse = useMayUse();
  const allowed = WHATS.filter((one) => mayUse(FILE_KINDS[one].field));
  return allowed.length === 0 ? (
    <MayNotPage title="Import" what="import files" />
  ) : (
    <ImportTabs allowed={allowed} />
  );
}

/** A tab for each kind of file. @param allowed those that the person may import. */
function ImportTabs({ allowed }: { readonly allowed: readonly What[] }) {
  const { what: asked } = importRoute.useSearch();
  const what = allowed.find((one) => one === asked) ?? allowed[0];
  const navigate = importRoute.useNavigate();
  useKeptFocus();
  return (
    <>
      <PageSection>
        <PageTitle title="Import" />
      </PageSection>
      <PageSection>
        <Tabs
          {...(what === undefined ? {} : { activeKey: what })}
          aria-label="What the file has in it"
          // The chosen file and its results stay while another tab is looked at.
          mountOnEnter
          onSelect={(_event, chosen) => {
            const next = WHATS.find((one) => one === chosen);
            if (next === undefined) return;
            void navigate({ search: next === "tokens" ? {} : { what: next }, ignoreBlocker: true });
          }}
        >
          {allowed.map((one) => (
            <Tab key={one} eventKey={one} title={<TabTitleText>{FILE_KINDS[one].title}</TabTitleText>}>
              <div className="tp-tab">
                <ImportForm what={one} />
              </div>
            </Tab>
          ))}
        </Tabs>
      </PageSection>
    </>
  );
}
