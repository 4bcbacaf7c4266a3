// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * pictures.mjs FOLDER KEPT [update]: pages of FOLDER as they look, held against the pictures in KEPT: at three widths, in
 * light and dark, and printed. Pictures are a quarter of the size, in which letters are grey lines: another version of
 * the browser or of a font changes little, and what moves, vanishes or changes its colour much. With "update" they are
 * taken anew, to be looked at before they are kept. Prints what differs; exit 1 when anything does.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Chrome } from "./chrome.mjs";

const [folder, kept, update] = process.argv.slice(2);
const PAGES = ["demo", "divest-risk"], SCALE = 0.25, MOST = 4000; // pixels of a page, from its head
const LOOKS = [360, 800, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme, media: "screen" })));
LOOKS.push({ width: 794, scheme: "light", media: "print" });
// Of 255, by how much a block of pixels may differ before it counts, and the share of blocks that may.
const APART = 12, ALLOWED = 0.02;

const take = async (page, look) => {
  await page.send("Page.bringToFront"); // of a page behind another the browser takes no picture for half a minute
  await page.width(look.width);
  await page.media(look.scheme, look.media);
  const height = await page.ask(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width: look.width, height: Math.min(height, MOST), scale: SCALE };
  return (await page.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: true, clip })).data;
};

// Runs in a page of its own: how far two pictures lie apart.
const compare = async (mine, theirs, most) => {
  const load = async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    return image;
  };
  const images = [await load(mine), await load(theirs)], BLOCK = 5;
  const width = images[0].width, height = Math.min(images[0].height, images[1].height);
  const pixels = images.map((image) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height).data;
  });
  let blocks = 0, apart = 0;
  for (let top = 0; top < height; top += BLOCK)
    for (let left = 0; left < width; left += BLOCK) {
      const sums = [0, 0, 0];
      let count = 0;
      for (let y = top; y < Math.min(top + BLOCK, height); y += 1)
        for (let x = left; x < Math.min(left + BLOCK, width); x += 1, count += 1)
          for (let c = 0; c < 3; c += 1) sums[c] += pixels[0][4 * (y * width + x) + c] - pixels[1][4 * (y * width + x) + c];
      blocks += 1;
      apart += sums.reduce((all, sum) => all + Math.abs(sum), 0) / (3 * count) > most;
    }
  return { share: apart / blocks, size: [width, images[0].height], kept: [images[1].width, images[1].height] };
};

let same = 0, faults = 0;
const chrome = new Chrome(process.env.CHROMIUM ?? "chromium");
try {
  const page = await chrome.page(), judge = await chrome.page();
  for (const name of PAGES) {
    await page.open(pathToFileURL(`${folder}/${name}.html`).href);
    for (const look of LOOKS) {
      const file = `${kept}/${name}-${look.media === "print" ? "print" : `${look.width}-${look.scheme}`}.png`, picture = await take(page, look);
      if (update || !existsSync(file)) {
        if (!update) {
          faults += 1;
          console.log(`FAIL  ${file} is not kept`);
        } else writeFileSync(file, Buffer.from(picture, "base64"));
        continue;
      }
      const found = await judge.ask(compare, picture, readFileSync(file).toString("base64"), APART);
      const high = Math.abs(found.size[1] - found.kept[1]) > 0.04 * found.kept[1];
      if (found.size[0] === found.kept[0] && !high && found.share <= ALLOWED) {
        same += 1;
        continue;
      }
      faults += 1;
      console.log(`FAIL  ${name} at ${look.width}, ${look.scheme}, ${look.media}: ${(100 * found.share).toFixed(1)} % differ; ` +
        `${found.size.join(" x ")} instead of ${found.kept.join(" x ")}`);
      if (process.env.PICTURES) writeFileSync(`${process.env.PICTURES}/${file.split("/").at(-1)}`, Buffer.from(picture, "base64"));
    }
  }
} finally {
  chrome.end();
}
console.log(`pictures: ${same} as they were kept, ${faults} not`);
process.exitCode = faults ? 1 : 0;
