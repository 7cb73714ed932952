/** Where the session's microphone and loudspeaker are: chooses the page and the source that carry them. */
import { MediaLinks } from "../panel/mediaLinks.ts";
import type { MediaLink } from "../panel/mediaLink.ts";
import type { PanelPage, PanelView } from "../panel/panelView.ts";
import { sourceReason } from "../panel/sourceText.ts";
import type { NativeMicrophone } from "../microphone/nativeMicrophone.ts";
import { SharedCapture, type CaptureUser } from "../microphone/sharedCapture.ts";
import { sourcesToTry, type SourceFacts } from "../microphone/sources.ts";
import type { Link, LinkRequest } from "../session/link.ts";
import type { Devices, Levels, LinkReport, MicrophoneAnswer, MicrophoneInput } from "../shared/media.ts";
import type { AudioState, SourceKind } from "../shared/state.ts";
import type { BrowserPage } from "./browserPage.ts";
import { hearCapture, hearInPanel, type Heard } from "./listening.ts";
import type { AudioSettings } from "./settings.ts";

/** What the choice of a source rests on, beside the settings and the panel. */
export interface AudioSurroundings extends Pick<SourceFacts, "atUser" | "captureShipped"> {
  /** What worked here the last time. */
  remembered(): SourceKind | undefined;
  remember(source: SourceKind): void;
}

export interface AudioOptions {
  settings(): AudioSettings;
  surroundings: AudioSurroundings;
  panel: Pick<PanelView, "page">;
  capture: NativeMicrophone;
  browserPage: BrowserPage;
  /** The devices or the source are others now. */
  changed(): void;
  /** The wished loudspeaker is not there. */
  speakerLost(device: string): void;
}

const nothing: Devices = { inputs: [], outputs: [] };

export class Audio {
  readonly #options: AudioOptions;
  readonly #capture: SharedCapture;
  readonly panelLinks: MediaLinks;
  readonly #browserLinks: MediaLinks;
  #panel: PanelPage | undefined;
  #link: MediaLink | undefined;
  /** Of the link that there is or was. */
  #source: SourceKind | undefined;
  readonly #devices: Record<SourceKind, Devices> = { panel: nothing, native: nothing, browser: nothing };
  #test: CaptureUser | undefined;

  constructor(options: AudioOptions) {
    this.#options = options;
    const { capture, settings } = options;
    this.#capture = new SharedCapture(capture, () => {
      const { device, echo } = settings();
      return { device, echo: echo === "cancel" };
    });
    const linksOf = (source: "panel" | "browser", levels: (levels: Levels) => void): MediaLinks =>
      new MediaLinks({
        devices: (devices) => this.#found(source, devices),
        speakerLost: options.speakerLost,
        levels,
        played: (samples) => capture.played(samples),
      });
    this.panelLinks = linksOf("panel", () => undefined);
    this.#browserLinks = linksOf("browser", (levels) => this.#panel?.call.showLevels(levels));
  }

  /** What the native capture hears, and what becomes of it. */
  get captured(): CaptureUser & { devices(names: string[]): void } {
    return {
      samples: (samples) => this.#capture.samples(samples),
      lost: (detail) => this.#capture.lost(detail),
      changed: (device) => this.#capture.changed(device),
      devices: (inputs) => this.#found("native", { inputs, outputs: [] }),
    };
  }

  panelReady(panel: PanelPage): void {
    this.#panel = panel;
    panel.call.setSpeaker({ device: this.#options.settings().speaker });
  }

  /** @throws where the panel does not come up, or no page carries the link. */
  async openLink(request: LinkRequest): Promise<Link> {
    const panel = await this.#options.panel.page(request.signal);
    const sources = sourcesToTry(this.#facts());
    for (const source of sources) {
      this.#source = source;
      this.#options.changed();
      if (source === "browser") this.#link = await this.#openInBrowser(request);
      else this.#link = this.#openInPanel(panel, source, request);
      if (request.microphone === "none") break;
      const { granted } = await this.#link.prepare();
      if (granted) this.#options.surroundings.remember(source);
      // The last one's refusal is said when its offer is made.
      if (granted || source === sources.at(-1)) break;
      this.#link.close();
    }
    if (this.#link === undefined) throw new Error("There is no source of the microphone.");
    return this.#link;
  }

  /** A link to try, without a microphone, in the panel whichever the source. A session's link takes its place. */
  async openTrialLink(request: LinkRequest): Promise<MediaLink> {
    return this.#openInPanel(await this.#options.panel.page(request.signal), "panel", request);
  }

  /** How the session's link fares; undefined where there is none. */
  async linkReport(signal: AbortSignal): Promise<LinkReport | undefined> {
    return this.#link?.report(signal);
  }

  /** Hears what a session would hear, for a moment. Not where that is the page in the browser. */
  async listen(signal: AbortSignal): Promise<Heard> {
    const input = this.testInput;
    if (input?.from === "host") return hearCapture(this.#capture, signal);
    if (input === undefined) throw new Error("The microphone is in the page in the browser.");
    return hearInPanel((await this.#options.panel.page(signal)).call, input, signal);
  }

  /** Whether a link of the panel's that opens now would be heard without a click there. */
  async mayPlay(signal: AbortSignal): Promise<boolean> {
    const { call } = await this.#options.panel.page(signal);
    return (await call.mayPlay({}, signal)).allowed;
  }

  /** The session is over. */
  sessionEnded(): void {
    this.#link = undefined;
    this.#options.browserPage.close();
  }

  settingsChanged(): void {
    this.#link?.refresh();
    const device = this.#options.settings().speaker;
    this.#panel?.call.setSpeaker({ device });
    this.#options.browserPage.current?.setSpeaker({ device });
  }

  state(): AudioState {
    const { device, speaker, sounds, source: setting } = this.#options.settings();
    const source = this.source;
    return {
      source,
      why: sourceReason(source, setting),
      wanted: source === "browser" ? null : this.#input(source),
      devices: this.devices,
      input: device,
      output: speaker,
      sounds,
    };
  }

  /** Undefined before the panel was first shown. */
  get panelAllowed(): boolean | undefined {
    return this.#panel?.microphoneAllowed;
  }

  /** The one in use, or the one that comes next. */
  get source(): SourceKind {
    const [first] = sourcesToTry(this.#facts());
    return (this.#link !== undefined ? this.#source : first) ?? "panel";
  }

  /** A session goes on to the page in the browser where {@link source} gives no microphone. */
  get browserFollows(): boolean {
    return this.source !== "browser" && sourcesToTry(this.#facts()).includes("browser");
  }

  get devices(): Devices {
    const { inputs, outputs } = this.#devices[this.source];
    // What the host captures is played by the panel.
    return { inputs, outputs: this.source === "native" ? this.#devices.panel.outputs : outputs };
  }

  /** Asks for the devices of now, where they are not told by themselves. */
  async lookForDevices(): Promise<Devices> {
    if (this.source === "native") {
      this.#devices.native = { inputs: await this.#options.capture.devices(), outputs: [] };
    }
    return this.devices;
  }

  /** What a test of the microphone in the panel opens; undefined where the panel does not carry it. */
  get testInput(): MicrophoneInput | undefined {
    return this.source === "browser" ? undefined : this.#input(this.source);
  }

  async captureForTest(open: boolean): Promise<MicrophoneAnswer> {
    if (this.#test !== undefined) this.#capture.close(this.#test);
    this.#test = undefined;
    if (!open) return { granted: false };
    const test: CaptureUser = {
      samples: (samples) => this.#panel?.call.testAudio({ samples }),
      lost: () => undefined,
      changed: () => undefined,
    };
    this.#test = test;
    return this.#capture.open(test);
  }

  panelGone(reason: string): void {
    this.#panel = undefined;
    void this.captureForTest(false);
    this.panelLinks.drop(reason);
  }

  #openInPanel(
    panel: PanelPage,
    source: "panel" | "native",
    { listener, transport }: LinkRequest,
  ): MediaLink {
    return this.panelLinks.open({
      page: panel.call,
      listener,
      transport,
      input: () => this.#input(source),
      wished: () => this.#options.settings().device,
      capture: source === "native" ? this.#capture : undefined,
    });
  }

  async #openInBrowser({ listener, transport, onStep, signal }: LinkRequest): Promise<MediaLink> {
    onStep("page");
    const page = await this.#options.browserPage.open(this.#browserLinks, signal);
    page.setSpeaker({ device: this.#options.settings().speaker });
    return this.#browserLinks.open({
      page,
      listener,
      transport,
      input: () => this.#input("browser"),
      wished: () => this.#options.settings().device,
      capture: undefined,
    });
  }

  #input(source: SourceKind): MicrophoneInput {
    const { device, echo, noiseSuppression, gainControl } = this.#options.settings();
    if (source === "native") return { from: "host", reference: echo === "cancel" };
    const echoCancellation = echo !== "none";
    return { from: "device", device, echoCancellation, noiseSuppression, autoGainControl: gainControl };
  }

  #facts(): SourceFacts {
    const { surroundings, settings } = this.#options;
    return {
      setting: settings().source,
      panelAllowed: this.#panel?.microphoneAllowed ?? false,
      atUser: surroundings.atUser,
      captureShipped: surroundings.captureShipped,
      remembered: surroundings.remembered(),
    };
  }

  #found(source: SourceKind, devices: Devices): void {
    this.#devices[source] = devices;
    this.#options.changed();
  }
}
