/** Runs in the page, and so brings its functions along. */
/* oxlint-disable unicorn/consistent-function-scoping */

/** @returns the texts whose contrast with what is behind them is below `bound` (1 to 21, as WCAG counts it). */
export function faintTexts(bound: number): string[] {
  type Colour = [red: number, green: number, blue: number, alpha: number];

  function parse(colour: string): Colour {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  }
  function over([red, green, blue, alpha]: Colour, [r, g, b]: Colour): Colour {
    const mix = (top: number, bottom: number): number => top * alpha + bottom * (1 - alpha);
    return [mix(red, r), mix(green, g), mix(blue, b), 1];
  }
  function behind(element: Element | null): Colour {
    if (element === null) return [255, 255, 255, 1];
    return over(parse(getComputedStyle(element).backgroundColor), behind(element.parentElement));
  }
  function luminance([red, green, blue]: Colour): number {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  const faint: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? "";
    // WCAG leaves out what is disabled.
    if (
      element === null ||
      text === "" ||
      !element.checkVisibility() ||
      element.closest(".unseen, :disabled")
    )
      continue;
    const back = behind(element);
    const front = over(parse(getComputedStyle(element).color), back);
    const [light = 0, dark = 0] = [luminance(front), luminance(back)].toSorted((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < bound) faint.push(`${contrast.toFixed(2)} ${text}`);
  }
  return faint;
}
