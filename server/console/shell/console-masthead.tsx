import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  MastheadToggle,
} from "@patternfly/react-core/dist/esm/components/Masthead";
import { PageToggleButton } from "@patternfly/react-core/dist/esm/components/Page";
import {
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from "@patternfly/react-core/dist/esm/components/Toolbar";
import { Link } from "@tanstack/react-router";
import type { FeedState } from "../data/follow-feed.js";
import { BypassCount } from "./bypass-count.js";
import { FeedLabel } from "./feed-label.js";
import { KeyboardHelp } from "./keyboard-help.js";
import { UserMenu } from "./user-menu.js";

/** The bar at the top. */
export function ConsoleMasthead({ feed }: { readonly feed: FeedState }) {
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton isHamburgerButton aria-label="Navigation" />
        </MastheadToggle>
        <MastheadBrand>
          <Link to="/tokens" className="tp-brand">
            Tokenplane
          </Link>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight isStatic>
          <ToolbarContent alignItems="center">
            <ToolbarGroup
              className="tp-masthead"
              alignItems="center"
              align={{ default: "alignEnd" }}
              gap={{ default: "gapSm" }}
            >
              <ToolbarItem>
                <BypassCount />
              </ToolbarItem>
              <ToolbarItem>
                <FeedLabel feed={feed} />
              </ToolbarItem>
              <ToolbarItem>
                <KeyboardHelp />
              </ToolbarItem>
              <ToolbarItem>
                <UserMenu />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}
