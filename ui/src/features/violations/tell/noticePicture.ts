/** Points of the picture; drawn at twice as many pixels, so that a phone shows it sharp. */
const WIDTH = 560;
const EDGE = 24;
const LINE = 26;
const FONT =
  "16px 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif";

/** A line that is too long goes on in the next one, at any letter: Chinese has no blanks to cut at. */
export function wrapped(text: string, fits: (piece: string) => boolean): string[] {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    let rest = "";
    for (const letter of line) {
      if (rest !== "" && !fits(rest + letter)) {
        lines.push(rest);
        rest = "";
      }
      rest += letter;
    }
    lines.push(rest);
  }
  return lines;
}

/** A notice as a picture, black on white whatever the theme: it is read elsewhere. */
export function noticePicture(text: string): Promise<Blob> {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.reject(new Error("no canvas"));
  pen.font = FONT;
  const lines = wrapped(text, (piece) => pen.measureText(piece).width <= WIDTH - 2 * EDGE);
  const scale = 2;
  canvas.width = WIDTH * scale;
  canvas.height = (lines.length * LINE + 2 * EDGE) * scale;
  // Another size clears all that was set.
  pen.scale(scale, scale);
  pen.font = FONT;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#1b1c1e";
  pen.textBaseline = "middle";
  for (const [at, line] of lines.entries()) pen.fillText(line, EDGE, EDGE + (at + 0.5) * LINE);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}
