/** The desk's page of the stage: full screen, the projector's window, contrast, motion, and whether it opens without network. */
import { html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import type { Session } from "./session";
import { theme } from "./theme";

class StageView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  /** undefined: not asked yet. */
  @state() private offline: boolean | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#askOffline();
  }

  override render() {
    const { look } = this.session;
    if (!look) return html``;
    const press = (label: string, on: boolean, deed: () => Promise<void> | void) =>
      html`<button
        type="button"
        class="plain"
        aria-pressed=${on ? "true" : "false"}
        @click=${() => void this.session.try(deed)}
      >
        ${label}
      </button>`;
    const { contrast, motion } = look.chosen;
    return html`<div class="columns">
      <section aria-labelledby="screens">
        <h2 id="screens">Screens</h2>
        <div class="row">
          ${press("Full screen", look.full, () => look.fullScreen())}
          ${press("Projection", look.projection.opened, () =>
            look.projection.opened ? look.projection.close() : look.projection.open(),
          )}
        </div>
        <p class="dim">
          The projection is a window of its own: text for the last row, grains rising from it. It follows whatever is
          played; close it and open it as you like.
        </p>
        <p class="dim" role="status">
          ${look.awake.held ? "The screen stays awake while you play." : "The screen may fall asleep as it always does."}
        </p>
      </section>
      <section aria-labelledby="eyes">
        <h2 id="eyes">Eyes</h2>
        <div class="row">
          ${press("High contrast", contrast === "more", () =>
            look.choose({ contrast: contrast === "more" ? "system" : "more" }),
          )}
          ${press("Less motion", motion === "less", () => look.choose({ motion: motion === "less" ? "system" : "less" }))}
        </div>
        <p class="dim">What your system asks for is followed without being told.</p>
      </section>
      <section aria-labelledby="network">
        <h2 id="network">Network</h2>
        <p class="dim">
          ${
            this.offline
              ? "None is needed: this page opens from what this browser has kept."
              : "Nothing is sent while you play. The page is not kept here for opening without network."
          }
        </p>
      </section>
    </div>`;
  }

  async #askOffline(): Promise<void> {
    // Only secure pages may keep themselves.
    const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
    const kept = await serviceWorker?.getRegistration().catch(() => undefined);
    this.offline = kept?.active !== undefined && kept.active !== null;
  }
}

define("lexi-grain-stage-view", StageView);
